// Package funding is the money of an agreement: what is bought and paid line by line, what
// is given beside it, what is returned and what moves between lines (domain.md M19, R-29,
// 5.11). A sum never drifts: a payment is voided and never edited, a return is
// an entry of its own and never a negative payment.
package funding

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters.
const (
	MaxLine = 300
	MaxText = 5000
)

// Entry is what is kept of an agreement's money: a purchase, a payment, a refund, a
// contribution or a reallocation.
type Entry interface {
	Common() *entity.Base
	Ref() entity.Ref
	// InAgreement is the agreement that the entry belongs to.
	InAgreement() uuid.UUID
	// From is who gives the money.
	From() budget.Source
	// object is what permissions call it; it reads nothing of the entry.
	object() access.Object
	// takes refuses an action that the entry's state does not permit to a person.
	takes(action access.Action, actor uuid.UUID) error
	// during refuses an action that the agreement's state does not permit.
	during(action access.Action, a *agreement.Agreement) error
}

// Hand is who did something, as named then.
type Hand struct {
	ID   uuid.UUID `bun:",nullzero" json:"id"`
	Name string    `bun:",nullzero" json:"name"`
}

// handOf is the acting person.
func handOf(scope access.Scope) Hand {
	return Hand{ID: scope.UserID(), Name: scope.Principal().Name}
}

// PaperKind says what proves that money moved.
type PaperKind string

// The kinds of paper.
const (
	Invoice      PaperKind = "INVOICE"
	Receipt      PaperKind = "RECEIPT"
	PaymentOrder PaperKind = "PAYMENT_ORDER"
	Act          PaperKind = "ACT"
	OtherPaper   PaperKind = "OTHER"
)

// Paper proves that money moved; zero before it did.
type Paper struct {
	Kind   PaperKind   `bun:",nullzero" json:"kind"`
	Number string      `bun:",nullzero" json:"number"`
	Date   *clock.Date `bun:"type:date" json:"date,omitempty"`
	FileID *uuid.UUID  `json:"fileId,omitempty"`
}

// known is the paper, nil before money moved.
func (p *Paper) known() *Paper {
	if p.Kind == "" {
		return nil
	}
	return p
}

// check trims and refuses a paper without number or dated tomorrow.
func (p *Paper) check(today clock.Date) apperr.List {
	p.Number = strings.TrimSpace(p.Number)
	return document.Document{Number: p.Number, Date: p.Date}.CheckComplete(today, "document")
}

// attach gives the paper's file to the entry.
func (p *Paper) attach(ctx context.Context, tx Tx, entry Entry) error {
	if p.FileID == nil {
		return nil
	}
	_, err := tx.AttachFile(ctx, *p.FileID, file.Owner{Object: entry.object(), ID: entry.Common().ID}, file.PaymentDocument)
	return apperr.At(err, "document", "fileId")
}

// line trims a text of one line and checks its length.
func line(errs *apperr.List, s *string, name string) {
	*s = strings.TrimSpace(*s)
	errs.Add(text.Line(*s, MaxLine, name))
}

// needed is line and demands the text.
func needed(errs *apperr.List, s *string, name string) {
	line(errs, s, name)
	if *s == "" {
		errs.Add(apperr.ErrRequired.At(name))
	}
}

// past refuses a day that has not come.
func past(errs *apperr.List, day clock.Date, now time.Time, name string) {
	if day.After(clock.DateOf(now)) {
		errs.Add(ErrFuture.At(name))
	}
}
