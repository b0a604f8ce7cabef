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
	// administered: the municipality has a head or an executive secretary in office.
	administered bool
}

// The refusals of an appointment.
var (
	ErrOwnRole = apperr.NewRule("OWN_ROLE", i18n.New(
		"Эч ким өзүнө өзү ролду бере да, узарта да албайт.",
		"Никто не даёт и не продлевает роль самому себе.",
		"Nobody gives a role to herself or prolongs it."))
	ErrNotAppointer = apperr.NewRule("NOT_APPOINTER", i18n.New(
		"Бул ролду сиз бере албайсыз: муниципалитеттин ролдорун анын башчысы же жооптуу катчысы берет; программанын менеджери байкоочуларды жана муниципалитеттин биринчи колдонуучуларын чакырат; калганын платформанын администратору.",
		"Эту роль даёте не вы: роли муниципалитета дают его глава или ответственный секретарь; менеджер программы приглашает наблюдателей и первых пользователей муниципалитета; остальное администратор платформы.",
		"This role is not yours to give: municipal roles are given by the head or the executive secretary; the programme manager invites observers and the first users of a municipality; the rest is for the platform administrator."))
)

// decide is the rule of who may appoint whom (issue of the people: platform
// administrator all; programme manager observers and the first municipal users; head
// and executive secretary the municipal roles of their own municipality).
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
		return a.role == access.Observer && a.holds(access.ProgrammeManager)
	case a.holds(access.Head, access.ExecSecretary):
		return true
	}
	return a.holds(access.ProgrammeManager) && !a.administered
}
