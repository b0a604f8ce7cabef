package regulation

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// Create begins a new edition, from an earlier one or from the template. Kenesh chair,
// head, executive secretary and specialist may; VALIDATION names each wrong rule.
func (s *Service) Create(ctx context.Context, tenant uuid.UUID, draft Draft) (*Regulation, error) {
	return s.add(ctx, tenant, access.Create, draft, func(r *Regulation, _ clock.Date) error {
		r.State = Drafted
		return nil
	})
}

// Record enters a regulation that the council adopted before the municipality joined,
// by date and, where known, number of its decree.
func (s *Service) Record(ctx context.Context, tenant uuid.UUID, draft Draft, decree document.Document) (*Regulation, error) {
	return s.add(ctx, tenant, access.Adopt, draft, recorded(decree))
}

// recorded begins a regulation that the council adopted by a decree.
func recorded(decree document.Document) func(*Regulation, clock.Date) error {
	decree = decree.As(document.Decree)
	return func(r *Regulation, today clock.Date) error {
		r.State, r.Decree = Adopted, decree
		return decree.CheckDated(today, "decree").Err()
	}
}

// RecordIn is [Service.Record] within the transaction that makes the municipality.
func (s *Service) RecordIn(ctx context.Context, tx Tx, tenant uuid.UUID, draft Draft, decree document.Document) (*Regulation, error) {
	return write(ctx, tx, tenant, access.Adopt, draft, recorded(decree))
}

func (s *Service) add(ctx context.Context, tenant uuid.UUID, action access.Action, draft Draft, begin func(*Regulation, clock.Date) error) (*Regulation, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Regulation, action)
	if err != nil {
		return nil, err
	}
	var r *Regulation
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) (err error) {
		r, err = write(ctx, tx, tenant, action, draft, begin)
		return err
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func write(ctx context.Context, tx Tx, tenant uuid.UUID, action access.Action, draft Draft, begin func(*Regulation, clock.Date) error) (*Regulation, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	r := &Regulation{Base: entity.NewBase(tenant, now), Kind: draft.Kind, BasedOnID: draft.BasedOnID}
	if err := begin(r, clock.DateOf(now)); err != nil {
		return nil, err
	}
	if err := r.begin(ctx, tx); err != nil {
		return nil, err
	}
	if err := r.write(draft); err != nil {
		return nil, err
	}
	if err := tx.Insert(ctx, r); err != nil {
		return nil, err
	}
	if err := r.keepText(ctx, tx, Regulation{}); err != nil {
		return nil, err
	}
	return r, tx.Record(ctx, audit.Entry{Object: access.Regulation, Action: action, ID: r.ID, After: r})
}

// begin numbers the edition and gives it the rules it begins with.
func (r *Regulation) begin(ctx context.Context, tx Tx) (err error) {
	if _, ok := titles[r.Kind]; !ok {
		return apperr.ErrMalformed.At("kind")
	}
	r.Rules = TemplateOf(r.Kind).Rules
	if r.BasedOnID != nil {
		earlier, err := tx.Get(ctx, *r.BasedOnID)
		if err != nil {
			return err
		}
		if earlier.Kind != r.Kind {
			return errKind.At("basedOnId")
		}
		r.Rules = earlier.Rules
	}
	r.Edition, err = tx.NextEdition(ctx, r.Kind)
	return err
}

// keepText makes the text file the regulation's own and shows it to everyone once the
// regulation is published.
func (r *Regulation) keepText(ctx context.Context, tx Tx, before Regulation) error {
	owner := file.Owner{Object: access.Regulation, ID: r.ID}
	if err := file.Swap(ctx, tx, before.TextFileID, r.TextFileID, owner, "textFileId", file.RegulationText); err != nil {
		return err
	}
	if r.State != Published || r.TextFileID == nil {
		return nil
	}
	return tx.PublishFile(ctx, *r.TextFileID)
}
