package agreement

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Correction stands beside what was recorded of an initiative that has ended; it is never
// edited, and neither is what it corrects.
type Correction struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	// SubjectKind and SubjectID are the record that it concerns: the agreement or something
	// that hangs on it.
	SubjectKind string    `json:"subjectKind"`
	SubjectID   uuid.UUID `json:"subjectId"`
	// Field is what was wrong, in words, with what it said and what is right.
	Field       string     `json:"field"`
	Before      string     `json:"before"`
	After       string     `json:"after"`
	Reason      string     `json:"reason"`
	OrderNumber string     `json:"orderNumber"`
	OrderDate   clock.Date `bun:"type:date" json:"orderDate"`
	OrderFileID *uuid.UUID `json:"orderFileId,omitempty"`
	CorrectedBy string     `json:"correctedBy"`
}

// Ref is the global address of the correction.
func (c *Correction) Ref() entity.Ref { return c.RefAs("Correction") }

// Agreement is what the correction belongs to.
func (c *Correction) Agreement() entity.Ref { return c.Link("Agreement", c.AgreementID) }

// Subject is the record that it concerns.
func (c *Correction) Subject() entity.Ref { return c.Link(c.SubjectKind, c.SubjectID) }

// OrderFile is the head's order, nil without a scan.
func (c *Correction) OrderFile() *entity.Ref { return c.LinkIf("File", c.OrderFileID) }

// The refusals of a correction.
var (
	ErrNotEnded = apperr.NewRule("AGREEMENT_NOT_ENDED", i18n.New(
		"Макулдашуу аяктай элек: жазууну түз өзгөртүңүз.",
		"Соглашение не завершено: исправьте саму запись.",
		"The agreement has not ended: change the record itself."))
	ErrForeignSubject = apperr.Invalid(i18n.New(
		"Бул жазуу ушул макулдашууга тиешелүү эмес.",
		"Эта запись не относится к этому соглашению.",
		"This record does not belong to the agreement."), "subjectId")
)

// Correct records a correction of an initiative that has ended, by a reasoned order of the
// head.
func (s *Service) Correct(ctx context.Context, ref entity.Ref, c Correction) (*Correction, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Agreement, access.Correct)
	if err != nil {
		return nil, err
	}
	made := c.trimmed()
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		a, err := tx.LockAgreement(ctx, ref.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if a.EndedAt == nil {
			return ErrNotEnded
		}
		if err := made.check(now); err != nil {
			return err
		}
		if err := hangsOn(ctx, tx, a, made); err != nil {
			return err
		}
		made.Base, made.AgreementID, made.CorrectedBy = entity.NewBase(a.TenantID, now), a.ID, scope.Principal().Name
		if made.OrderFileID != nil {
			owner := file.Owner{Object: access.Agreement, ID: a.ID}
			if _, err := tx.AttachFile(ctx, *made.OrderFileID, owner, file.OrderScan); err != nil {
				return apperr.At(err, "orderFileId")
			}
		}
		if err := tx.InsertCorrection(ctx, made); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Agreement, Action: access.Correct, ID: a.ID, After: made, Reason: made.Reason})
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

func hangsOn(ctx context.Context, tx Tx, a *Agreement, c *Correction) error {
	if c.SubjectKind == "Agreement" && c.SubjectID == a.ID {
		return nil
	}
	belongs, err := tx.Belongs(ctx, a.ID, c.SubjectKind, c.SubjectID)
	if err == nil && !belongs {
		return ErrForeignSubject
	}
	return err
}

func (c Correction) trimmed() *Correction {
	for _, field := range []*string{&c.Field, &c.Before, &c.After, &c.Reason, &c.OrderNumber} {
		*field = strings.TrimSpace(*field)
	}
	return &c
}

func (c *Correction) check(now time.Time) error {
	var errs apperr.List
	for _, part := range []struct {
		name, text string
		required   bool
	}{
		{"field", c.Field, true}, {"before", c.Before, false}, {"after", c.After, true}, {"reason", c.Reason, true}, {"orderNumber", c.OrderNumber, false},
	} {
		if part.required && part.text == "" {
			errs.Add(apperr.ErrRequired.At(part.name))
		}
		errs.Add(text.Block(part.text, MaxText, part.name))
	}
	if c.Before == c.After {
		errs.Add(ErrNothingChanged.At("after"))
	}
	if c.OrderDate.After(clock.DateOf(now)) {
		errs.Add(document.ErrFuture.At("orderDate"))
	}
	return errs.Err()
}

// Corrections lists the corrections of agreements, oldest first.
func (s *Service) Corrections(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Correction, error) {
	return Children(ctx, s.auth, s, access.Agreement, tenant, agreements, s.store.Corrections)
}

// Correction reads one correction that the caller may see.
func (s *Service) Correction(ctx context.Context, ref entity.Ref) (*Correction, error) {
	return Child(ctx, s.auth, s, access.Agreement, ref, s.store.Correction, func(c *Correction) uuid.UUID { return c.AgreementID })
}
