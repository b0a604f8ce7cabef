package seed

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// domain is reserved for examples: no mail leaves for it.
const domain = "demilge.example"

var since = clock.NewDate(2019, time.January, 1)

// programme makes one account for each role of the programme.
func (s *Seeder) programme(ctx context.Context) error {
	for role, person := range map[access.Role]Person{
		access.ProgrammeManager: {Name: "Программанын менеджери", Email: "manager@" + domain},
		access.ProgrammeFinance: {Name: "Программанын каржы адиси", Email: "finance@" + domain},
		access.Observer:         {Name: "Байкоочу", Email: "observer@" + domain},
		access.SelectionMember:  {Name: "Тандоо комитетинин мүчөсү", Email: "selection@" + domain},
		access.PlatformAdmin:    {Name: "Платформанын администратору", Email: "admin@" + domain},
	} {
		person.Roles = []access.Role{role}
		acting, err := s.account(ctx, "", person)
		if err != nil {
			return err
		}
		if role == access.ProgrammeManager {
			s.manager = acting
		}
	}
	return nil
}

// account makes an account and remembers its sign-in; it returns the context in which the
// person acts.
func (s *Seeder) account(ctx context.Context, slug string, p Person) (context.Context, error) {
	p.Password = s.password()
	account := authn.NewAccount{FullName: p.Name, Contact: p.Email, Locale: i18n.Ky, Password: p.Password}
	for _, role := range p.Roles {
		if role == access.Initiator || role == access.GroupMember { // everyone who signs in can be one
			continue
		}
		account.Terms = append(account.Terms, user.Term{Role: role, Municipality: p.Tenant, From: since})
	}
	scope := access.SystemScope(tenants.Tenant{}, "seed", access.Permission{Object: access.User, Action: access.Create})
	made, err := s.services.Authn.Ensure(ctx, scope, account)
	if err != nil {
		return nil, err
	}
	principal, err := s.services.Authn.PrincipalOf(ctx, made.ID)
	if err != nil {
		return nil, err
	}
	s.signIns = append(s.signIns, SignIn{Email: p.Email, Password: p.Password, Roles: p.Roles, Municipality: slug})
	return access.With(i18n.With(access.WithGrants(ctx), i18n.Ky), principal), nil
}

// staff are the people of one municipality, each with the context she acts in.
type staff struct {
	head, specialist, kenesh context.Context
	chair, secretary         context.Context
	monitor                  context.Context
	members                  []context.Context
}

// offices makes an account for each role of a municipality. The sources name none of
// these people, so each is called by her office.
func (s *Seeder) offices(ctx context.Context, t tenants.Tenant) (*staff, error) {
	made := map[string]context.Context{}
	for _, office := range []struct {
		key, name string
		roles     []access.Role
	}{
		{"head", "Айыл өкмөтүнүн башчысы", []access.Role{access.Head}},
		{"exec", "Жооптуу катчы", []access.Role{access.ExecSecretary}},
		{"specialist", "Айыл өкмөтүнүн адиси", []access.Role{access.Specialist}},
		{"accountant", "Айыл өкмөтүнүн бухгалтери", []access.Role{access.Accountant}},
		{"kenesh", "Кеңештин төрагасы", []access.Role{access.KeneshChair}},
		{"deputy", "Айылдык кеңештин депутаты", []access.Role{access.Deputy}},
		{"chair", "Комиссиянын төрагасы", []access.Role{access.CommissionChair}},
		{"secretary", "Комиссиянын катчысы", []access.Role{access.CommissionSecretary, access.CommissionMember}},
		{"member1", "Комиссиянын мүчөсү, депутат", []access.Role{access.CommissionMember}},
		{"member2", "Комиссиянын мүчөсү, жамаат өкүлү", []access.Role{access.CommissionMember}},
		{"member3", "Комиссиянын мүчөсү, жамаат өкүлү (2)", []access.Role{access.CommissionMember}},
		{"monitor", "Мониторинг тобунун мүчөсү", []access.Role{access.MonitoringMember}},
	} {
		acting, err := s.account(ctx, t.Slug, Person{
			Name: office.name, Email: office.key + "." + t.Slug + "@" + domain,
			Tenant: &t.ID, Roles: office.roles,
		})
		if err != nil {
			return nil, err
		}
		made[office.key] = acting
	}
	return &staff{
		head: made["head"], specialist: made["specialist"], kenesh: made["kenesh"],
		chair: made["chair"], secretary: made["secretary"], monitor: made["monitor"],
		members: []context.Context{made["member1"], made["member2"], made["member3"]},
	}, nil
}
