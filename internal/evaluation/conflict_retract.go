package evaluation

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// The refusals of a retraction.
var (
	ErrAutomatic = apperr.NewRule("CONFLICT_AUTOMATIC", i18n.New(
		"Өтүнмөнүн артында мүчөнүн өз эсеби турат: бул кагылышууну кайра алууга болбойт.",
		"За заявкой стоит учётная запись самого члена комиссии: этот конфликт нельзя взять назад.",
		"The member's own account stands behind the application: this conflict cannot be taken back."))
	ErrNothingDeclared = apperr.NewRule("NO_CONFLICT_DECLARED", i18n.New(
		"Бул мүчөнүн өтүнмө боюнча күчүндөгү кагылышуу билдирүүсү жок.",
		"Этот член комиссии не заявлял по заявке о конфликте, который был бы в силе.",
		"This member has declared no conflict over the application that stands."))
)

// Retraction takes a conflict back that was declared by mistake. What was declared
// stays beside it.
type Retraction struct {
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
	// MemberID is the chair who took it back.
	MemberID uuid.UUID `json:"memberId"`
}

// Retract takes a declared conflict back that was a mistake: the commission's chair may,
// with a reason, until the scores are closed. One that the member's own account makes
// answers CONFLICT_AUTOMATIC; the chair's own, or over an application on which the chair
// is in conflict, CONFLICT_OF_INTEREST.
func (s *Service) Retract(ctx context.Context, ref entity.Ref, reason string) (declared *Declaration, err error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ConflictDeclaration, access.Revoke)
	if err != nil {
		return nil, err
	}
	if reason, err = text.Reason(reason, MaxConflictText, "reason"); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		competition, err := tx.CompetitionOfDeclaration(ctx, ref.ID)
		if err != nil {
			return err
		}
		contest, err := tx.LockContest(ctx, competition)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		declared = contest.declared(ref.ID)
		chair, err := s.mayRetract(contest, declared, scope)
		if err != nil {
			return err
		}
		before := declared.audited()
		declared.Retracted = &Retraction{Reason: reason, At: now, MemberID: chair.ID}
		declared.Touch(now)
		if err := tx.UpdateDeclaration(ctx, declared); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.ConflictDeclaration, Action: access.Revoke, ID: declared.ID, Before: before, After: declared.audited(), Reason: reason,
		})
	})
	if err != nil {
		return nil, err
	}
	return declared, nil
}

// RetractionRule decides whether the caller may take a declaration back that she sees;
// the other actions are those of [Service.DeclarationRule].
func (s *Service) RetractionRule(ctx context.Context, d *Declaration) (access.Rule, error) {
	return s.declarationRule(ctx, d.Link("Competition", d.CompetitionID), &d.ApplicationID, &d.ID)
}

func (s *Service) mayRetract(contest *Contest, d *Declaration, scope access.Scope) (*commission.Member, error) {
	chair, err := s.office(contest, scope, commission.Chair)
	if err != nil {
		return nil, err
	}
	if d == nil {
		return nil, apperr.ErrNotFound
	}
	return chair, contest.mayRetract(chair, d)
}

func (c *Contest) mayRetract(chair *commission.Member, d *Declaration) error {
	if err := c.running(); err != nil {
		return err
	}
	member, candidate := c.Member(d.MemberID), c.Candidate(d.ApplicationID)
	switch {
	case c.Recused(chair, d.ApplicationID):
		return ErrConflict
	case d.Automatic, member != nil && candidate != nil && candidate.BroughtBy(member.UserID):
		return ErrAutomatic
	case !d.Recused():
		return ErrNothingDeclared
	}
	return nil
}

func (c *Contest) declared(id uuid.UUID) *Declaration {
	for _, d := range c.Declarations {
		if d.ID == id {
			return d
		}
	}
	return nil
}

func (d *Declaration) audited() declarationAudit {
	return declarationAudit{d.ApplicationID, d.MemberID, d.Kind, d.Automatic, d.Retracted != nil}
}
