package user

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/tenants"
)

// Membership is a role that a person holds by position from a day to a day, in a
// municipality or in the programme. Permissions follow the position and its period, not
// the person (domain.md 2, notes).
type Membership struct {
	entity.Base `bun:",extend"`

	AccountID uuid.UUID `json:"accountId"`
	// Municipality is nil for a role in the programme.
	Municipality *uuid.UUID  `bun:"tenant_id" json:"municipality,omitempty"`
	Role         access.Role `json:"role"`
	// Position is printed on documents as it stood then.
	Position i18n.Localized `bun:"type:jsonb" json:"position"`
	From     clock.Date     `bun:"from_date" json:"from"`
	// Until is the last day of office, nil while it is open.
	Until *clock.Date `bun:"until_date" json:"until,omitempty"`
	// Acting marks one who stands in for the holder of the position, who delegated it.
	Acting      bool       `json:"acting"`
	DelegatedBy *uuid.UUID `json:"delegatedBy,omitempty"`
	// Invitee is what the inviter wrote of the person, until she accepts the role. Nothing
	// of her account is shown because of the role before.
	Invitee *Invitee `bun:"type:jsonb,nullzero" json:"-"`
	// HolderName is the name on the account.
	HolderName string `bun:",scanonly" json:"-"`
}

// Ref is the global address of the membership.
func (m *Membership) Ref() entity.Ref { return m.RefAs("Membership") }

// Member is the membership as access knows it.
func (m *Membership) Member() access.Member {
	return access.Member{Role: m.Role, Tenant: m.Municipality, From: m.From, Until: m.Until}
}

// Name is who holds the role: as the inviter wrote it until she accepts, and as on her
// account from then on.
func (m *Membership) Name() string {
	if m.Invitee != nil {
		return m.Invitee.FullName
	}
	return m.HolderName
}

// Accepted reports whether the person knows of the role and has taken it.
func (m *Membership) Accepted() bool { return m.Invitee == nil }

// InOffice reports whether the role is held on day.
func (m *Membership) InOffice(day clock.Date) bool { return m.Member().InOffice(day) }

// MaxPosition is the longest name of a position, in characters.
const MaxPosition = 200

// The refusals of a membership.
var (
	ErrRolePlace = apperr.Invalid(i18n.New(
		"Бул ролду мында берүүгө болбойт: программанын ролдору программада, муниципалитеттики муниципалитетте берилет.",
		"Эту роль здесь дать нельзя: роли программы даются в программе, роли муниципалитета в муниципалитете.",
		"This role cannot be given here: programme roles belong to the programme, municipal ones to a municipality."), "role")
	ErrPeriod = apperr.Invalid(i18n.New(
		"Мөөнөттүн аягы анын башынан эрте болбошу керек.",
		"Конец срока не может быть раньше его начала.",
		"The term cannot end before it begins."), "until")
	ErrOverlap = apperr.NewRule("MEMBERSHIP_OVERLAP", i18n.New(
		"Бул киши ушул мөөнөттө бул ролду мурунтан аткарып жатат.",
		"Этот человек уже исполняет эту роль в этот срок.",
		"This person already holds this role during this term."))
	ErrOneHead = apperr.NewRule("ONE_HEAD", i18n.New(
		"Бул мөөнөттө муниципалитеттин башчысы бар. Мурункусунун мөөнөтүн бүтүрүңүз же милдетин аткаруучуну дайындаңыз.",
		"На этот срок в муниципалитете уже есть глава. Завершите срок прежнего или назначьте исполняющего обязанности.",
		"The municipality has a head during this term. End the term of the former, or appoint an acting one."))
	ErrDelegation = apperr.Invalid(i18n.New(
		"Ордуна калтырган киши милдет аткаруучуда гана көрсөтүлөт.",
		"Кто передал полномочия, указывается только у исполняющего обязанности.",
		"Only an acting person stands in for somebody."), "delegatedById")
	ErrEnded = apperr.NewRule("MEMBERSHIP_ENDED", i18n.New(
		"Бул ролдун мөөнөтү мурунтан бүткөн.",
		"Срок этой роли уже закончился.",
		"The term of this role is already over."))
)

// validate checks a membership by itself.
func (m *Membership) validate() error {
	var errs apperr.List
	allowed := access.MunicipalityRoles
	if m.Municipality == nil {
		allowed = access.ProgrammeRoles
	}
	if !slices.Contains(allowed, m.Role) {
		errs.Add(ErrRolePlace)
	}
	if m.Until != nil && m.Until.Before(m.From) {
		errs.Add(ErrPeriod)
	}
	if m.DelegatedBy != nil && !m.Acting {
		errs.Add(ErrDelegation)
	}
	return append(errs, text.Localized(m.Position, MaxPosition, "position")...).Err()
}

// overlaps reports whether two memberships give one role in one place on one day.
func (m *Membership) overlaps(other *Membership) bool {
	if m.ID == other.ID || m.Role != other.Role || !samePlace(m.Municipality, other.Municipality) || m.empty() || other.empty() {
		return false
	}
	beginsAfter := func(a, b *Membership) bool { return b.Until != nil && a.From.After(*b.Until) }
	return !beginsAfter(m, other) && !beginsAfter(other, m)
}

// empty reports whether the role was ended before its first day.
func (m *Membership) empty() bool { return m.Until != nil && m.Until.Before(m.From) }

// end takes the role away at once: yesterday becomes its last day. One that was given
// today or later keeps its first day and is left without any.
func (m *Membership) end(today clock.Date) error {
	last := today.AddDays(-1)
	if m.From.After(last) {
		last = m.From.AddDays(-1)
	}
	if m.Until != nil && !m.Until.After(last) {
		return ErrEnded
	}
	m.Until = &last
	return nil
}

// standsInFor reports whether the holder of another role may have delegated it: the same
// role in the same place, held in its own right on the first day.
func (m *Membership) standsInFor(other *Membership) bool {
	return other.Role == m.Role && samePlace(other.Municipality, m.Municipality) && other.AccountID != m.AccountID &&
		!other.Acting && other.InOffice(m.From)
}

func samePlace(a, b *uuid.UUID) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// printed returns the position as it will be printed: the role's name where none is given.
func printed(position i18n.Localized, role access.Role, kind tenants.Kind) i18n.Localized {
	position = i18n.Localized{Ky: strings.TrimSpace(position.Ky), Ru: strings.TrimSpace(position.Ru), En: strings.TrimSpace(position.En)}
	if position.IsZero() {
		return RoleName(role, kind)
	}
	return position
}
