package award

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Store keeps awards.
type Store interface {
	access.Reacher
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Award, error)
	// OfCompetitions lists the standing awards of competitions in the order of their rank.
	OfCompetitions(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Award, error)
	// OfApplications finds the standing awards of applications.
	OfApplications(ctx context.Context, scope access.Scope, applications []uuid.UUID) (map[uuid.UUID]*Award, error)
	// Published keeps the competitions whose result is public.
	Published(ctx context.Context, scope access.Scope, competitions []uuid.UUID) ([]uuid.UUID, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of awards may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads an award and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Award, error)
	Update(ctx context.Context, award *Award) error
	// Funded tells what of the programme's money is set aside for the municipality, nil
	// where nothing is, and what the other standing awards have of it; neither changes
	// while the transaction lasts.
	Funded(ctx context.Context, except uuid.UUID) (aside *money.Amount, given money.Amount, err error)
}

// Service is what people do with awards.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one award. Those who work in the municipality and the programme may.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Award, error) {
	return access.Reached(ctx, s.auth, s.store, ref, access.Award, access.Read, s.store.Get,
		func(a *Award) uuid.UUID { return a.CompetitionID })
}

// Of lists the standing awards of competitions, by rank: of those that the caller works
// with, and of every competition whose result is published.
func (s *Service) Of(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*Award, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Award, access.Read)
	var reach access.Reach
	switch {
	case err == nil:
		reach, err = s.store.Reach(ctx, scope)
	case apperr.CodeOf(err) == apperr.Forbidden:
		scope, err = s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	}
	if err != nil {
		return nil, err
	}
	if !reach.Everywhere {
		published, err := s.store.Published(ctx, scope, competitions)
		if err != nil {
			return nil, err
		}
		reach.Competitions = append(reach.Competitions, published...)
	}
	return s.store.OfCompetitions(ctx, scope, reach.Within(competitions))
}

// OfApplications finds the standing awards of applications.
func (s *Service) OfApplications(ctx context.Context, tenant uuid.UUID, applications []uuid.UUID) (map[uuid.UUID]*Award, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Award, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.OfApplications(ctx, scope, applications)
}

// PublicOf lists the awards of competitions by rank, to everyone; the caller keeps to
// competitions whose result is published.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*Award, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.OfCompetitions(ctx, scope, competitions)
}

// MaxNote is the longest note on a grant, in characters.
const MaxNote = 2000

// The refusals of a grant.
var (
	ErrZeroGrant = apperr.Invalid(i18n.New(
		"Грант нөл болбойт: жок болсо, бош калтырыңыз.",
		"Грант не бывает нулевым: если его нет, оставьте пустым.",
		"A grant is never zero: leave it empty when there is none."), "programmeGrant")
	ErrAnnulled = apperr.NewRule("AWARD_ANNULLED", i18n.New(
		"Бул жеңиш жокко чыгарылган.",
		"Это присуждение отменено.",
		"This award is annulled."))
	ErrBeyondSetAside = apperr.NewRule("GRANT_EXCEEDS_SET_ASIDE", i18n.New(
		"Бул муниципалитетке {aside} сом бөлүнгөн, андан {left} сом калды: грант ошондон ашпайт.",
		"Этому муниципалитету выделено {aside} сом, из них осталось {left} сом: грант не может быть больше.",
		"{aside} som are set aside for this municipality and {left} som are left: the grant cannot be more."))
	ErrAgreed = apperr.NewRule("AWARD_AGREED", i18n.New(
		"Макулдашуу кол коюуга берилген: гранттын суммасы өзгөрбөйт.",
		"Соглашение передано на подпись: сумма гранта больше не меняется.",
		"The agreement is out for signature: the grant no longer changes."))
)

// SetGrant sets the programme's grant of an award, outside the envelope; nil takes it
// away. The programme manager may.
func (s *Service) SetGrant(ctx context.Context, ref entity.Ref, version int64, grant *money.Amount, note string) (*Award, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ProgrammeGrant, access.Update)
	if err != nil {
		return nil, err
	}
	note = strings.TrimSpace(note)
	if err := checkGrant(grant, note); err != nil {
		return nil, err
	}
	var award *Award
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		locked, err := tx.Lock(ctx, ref.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := locked.stands(); err != nil {
			return err
		}
		if locked.Version != version {
			return apperr.ErrStale
		}
		if err := funded(ctx, tx, locked.ID, grant); err != nil {
			return err
		}
		before := *locked
		award = locked
		award.ProgrammeGrant, award.GrantNote = grant, note
		award.Touch(now)
		if err := tx.Update(ctx, award); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.ProgrammeGrant, Action: access.Update, ID: award.ID, Before: before, After: award})
	})
	if err != nil {
		return nil, err
	}
	return award, nil
}

// funded refuses a grant with which the municipality's winners would have more than is set
// aside for it. Where nothing is set aside, as for the pilots before, nothing bounds it.
func funded(ctx context.Context, tx Tx, award uuid.UUID, grant *money.Amount) error {
	if grant == nil {
		return nil
	}
	aside, given, err := tx.Funded(ctx, award)
	if err != nil || aside == nil || given+*grant <= *aside {
		return err
	}
	return ErrBeyondSetAside.With(i18n.Args{"left": max(*aside-given, 0).String(), "aside": aside.String()}).At("programmeGrant")
}

func checkGrant(grant *money.Amount, note string) error {
	var errs apperr.List
	switch {
	case grant == nil:
	case *grant == 0:
		errs.Add(ErrZeroGrant)
	case !grant.Valid():
		errs.Add(apperr.OutOfRange(1, int64(money.Max), "programmeGrant"))
	}
	errs.Add(text.Block(note, MaxNote, "note"))
	return errs.Err()
}

// AllowedActions lists what the caller may do with an award.
func (s *Service) AllowedActions(ctx context.Context, award *Award) ([]access.Action, error) {
	rule, err := s.GrantRule(ctx, award)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update)
}

// GrantRule decides what the caller may do with the grant of an award that she sees.
func (s *Service) GrantRule(ctx context.Context, award *Award) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, award.TenantID, access.ProgrammeGrant, action); err != nil {
			return err
		}
		return award.stands()
	}, nil
}

func (a *Award) stands() error {
	switch {
	case a.AnnulledAt != nil:
		return ErrAnnulled
	case a.Agreed:
		return ErrAgreed
	}
	return nil
}
