package user

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// appointment are the facts by which it is decided whether somebody may give, change or
// take a role.
type appointment struct {
	// holds reports whether the one who appoints has any of the roles in this place.
	holds func(...access.Role) bool
	// by and whom are the one who appoints and the one appointed.
	by, whom uuid.UUID
	role     access.Role
	// programme: the role is the programme's, not a municipality's.
	programme bool
	// delegated: the one appointed is acting, in the place of the one who appoints.
	delegated bool
	// kept: the municipality has somebody in office who keeps the role from the
	// programme; see keepers.
	kept bool
}

// appointmentBy are the facts of a membership and its maker, without who is in office.
func appointmentBy(scope access.Scope, m *Membership) appointment {
	by := scope.UserID()
	return appointment{
		holds: scope.Has, by: by, whom: m.AccountID, role: m.Role, programme: m.Municipality == nil,
		delegated: m.Acting && m.DelegatedBy != nil && *m.DelegatedBy == by,
	}
}

// The refusals of an appointment.
var (
	ErrOwnRole = apperr.NewRule("OWN_ROLE", i18n.New(
		"Эч ким өзүнө өзү ролду бере да, узарта да албайт.",
		"Никто не даёт и не продлевает роль самому себе.",
		"Nobody gives a role to herself or prolongs it."))
	ErrNotAppointer = apperr.NewRule("NOT_APPOINTER", i18n.New(
		"Бул роль боюнча сиз чече албайсыз. Муниципалитеттин ролдорун башчы же жооптуу катчы берет, башчынын ролун – программа (башчы өзүнүн милдетин аткаруучуну гана дайындайт). Байкоочуларды, тандоо комитетинин мүчөлөрүн жана биринчи колдонуучуларды программанын менеджери чакырат, калганын платформанын администратору.",
		"Этой ролью распоряжаетесь не вы. Роли муниципалитета даёт глава или ответственный секретарь, роль главы – программа (глава назначает только своего исполняющего обязанности). Наблюдателей, членов комитета по отбору и первых пользователей приглашает менеджер программы, остальное – администратор платформы.",
		"This role is not yours to give or take. Municipal roles are given by the head or the executive secretary, the head's by the programme (a head appoints only who acts for her). Observers, members of the selection committee and first users are invited by the programme manager, the rest by the platform administrator."))
)

// decide is the rule of who may appoint whom: the platform administrator everybody; the
// programme manager observers, members of the selection committee and the first municipal
// users; head and executive secretary the municipal roles of their own municipality. The head is neither appointed
// nor dismissed from below: she herself names only who acts for her (domain.md 2).
func (a appointment) decide() error {
	if a.by == a.whom && a.by != uuid.Nil {
		return ErrOwnRole
	}
	if a.allowed() {
		return nil
	}
	return ErrNotAppointer
}

func (a appointment) allowed() bool {
	switch {
	case a.holds(access.PlatformAdmin):
		return true
	case a.programme:
		return (a.role == access.Observer || a.role == access.SelectionMember) && a.holds(access.ProgrammeManager)
	case a.role == access.Head && a.delegated && a.holds(access.Head):
		return true
	case a.role != access.Head && a.holds(access.Head, access.ExecSecretary):
		return true
	}
	return a.holds(access.ProgrammeManager) && !a.kept
}

// keepers are the offices that, once they are filled, leave a role to the municipality.
func keepers(role access.Role) []access.Role {
	if role == access.Head {
		return []access.Role{access.Head}
	}
	return []access.Role{access.Head, access.ExecSecretary}
}
