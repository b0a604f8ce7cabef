package funding

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// desk is one agreement, locked for a change of its money.
type desk struct {
	Tx
	scope     access.Scope
	agreement *agreement.Agreement
	part      agreement.Part
	ledger    *Ledger
	now       time.Time
	// reason is what the person gave as the reason, trimmed.
	reason string
}

// open locks an agreement that the caller sees and runs fn on its money.
func (s *Service) open(ctx context.Context, scope access.Scope, id uuid.UUID, fn func(context.Context, *desk) error) error {
	if err := s.agreements.Sees(ctx, scope.TenantID(), id); err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		standing, now, err := agreement.Lock(ctx, tx, scope, id)
		if err != nil {
			return err
		}
		d := &desk{Tx: tx, scope: scope, agreement: standing.Agreement, part: standing.Part, now: now}
		if d.ledger, err = tx.Ledger(ctx, id); err != nil {
			return err
		}
		return fn(ctx, d)
	})
}

// base is that of a new entry.
func (d *desk) base() entity.Base { return entity.NewBase(d.agreement.TenantID, d.now) }

// lineOf finds a line of the agreement; name is the input's field.
func (d *desk) lineOf(id uuid.UUID, name string) (*agreement.Line, error) {
	if l := d.ledger.line(id); l != nil {
		return l, nil
	}
	return nil, ErrForeignLine.At(name)
}

// payable is lineOf for a line on which money is paid.
func (d *desk) payable(id uuid.UUID) (*agreement.Line, error) {
	l, err := d.lineOf(id, "lineId")
	if err == nil && !cash(l) {
		return nil, ErrNotCash.At("lineId")
	}
	return l, err
}

// onLine says whose money a line is; name is the input's field.
func onLine(id uuid.UUID, name string) func(*desk) (budget.Source, error) {
	return func(d *desk) (budget.Source, error) {
		l, err := d.lineOf(id, name)
		if err != nil {
			return "", err
		}
		return l.Source, nil
	}
}

// create makes an entry of an agreement: whose says whose money it is, by which it is
// decided who may, and build makes the entry.
func create[S any, T interface {
	*S
	Entry
}](ctx context.Context, s *Service, agreementRef entity.Ref, whose func(*desk) (budget.Source, error), build func(context.Context, *desk) (T, error),
) (T, error) {
	var made T
	object := made.object()
	scope, err := s.auth.Authorize(ctx, agreementRef.Tenant, object, access.Create)
	if err != nil {
		return nil, err
	}
	err = s.open(ctx, scope, agreementRef.ID, func(ctx context.Context, d *desk) error {
		source, err := whose(d)
		if err != nil {
			return err
		}
		if err := s.holds(scope, d.part, payerOf(source)); err != nil {
			return err
		}
		if err := made.during(access.Create, d.agreement); err != nil {
			return err
		}
		if made, err = build(ctx, d); err != nil {
			return err
		}
		if err := d.Insert(ctx, made); err != nil {
			return err
		}
		return d.Record(ctx, audit.Entry{Object: object, Action: access.Create, ID: made.Common().ID, After: made})
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

// step is a change of an entry.
type step struct {
	ref     entity.Ref
	version int64
	action  access.Action
	reason  string
}

// reasoned are the actions that nobody does without a reason.
var reasoned = []access.Action{access.Cancel, access.Revoke, access.Delete}

// kind says where the entries of a kind are found.
type kind[T Entry] struct {
	shelf func(Store) Shelf[T]
	in    func(*Ledger) []T
}

// find is the entry of a ledger with an id.
func (k kind[T]) find(l *Ledger, id uuid.UUID) (none T, err error) {
	list := k.in(l)
	if at := slices.IndexFunc(list, func(e T) bool { return e.Common().ID == id }); at >= 0 {
		return list[at], nil
	}
	return none, apperr.ErrNotFound
}

var (
	purchases     = kind[*Purchase]{Store.Purchases, func(l *Ledger) []*Purchase { return l.Purchases }}
	payments      = kind[*Payment]{Store.Payments, func(l *Ledger) []*Payment { return l.Payments }}
	refunds       = kind[*Refund]{Store.Refunds, func(l *Ledger) []*Refund { return l.Refunds }}
	contributions = kind[*Contribution]{Store.Contributions, func(l *Ledger) []*Contribution { return l.Contributions }}
	reallocations = kind[*Reallocation]{Store.Reallocations, func(l *Ledger) []*Reallocation { return l.Reallocations }}
	tranches      = kind[*Tranche]{Store.Tranches, func(l *Ledger) []*Tranche { return l.Tranches }}
	details       = kind[*BankDetails]{Store.Details, func(l *Ledger) []*BankDetails { return l.Details }}
)

// change locks the agreement of an entry, asks every rule, applies fn, writes and records.
func change[S any, T interface {
	*S
	Entry
}](ctx context.Context, s *Service, of kind[T], st step, fn func(context.Context, *desk, T) error) (T, error) {
	var entry T
	scope, err := s.auth.Authorize(ctx, st.ref.Tenant, entry.object(), st.action)
	if err != nil {
		return nil, err
	}
	if slices.Contains(reasoned, st.action) {
		if st.reason, err = text.Reason(st.reason, MaxText, "reason"); err != nil {
			return nil, err
		}
	}
	found, err := of.shelf(s.store).Get(ctx, scope, st.ref.ID)
	if err != nil {
		return nil, err
	}
	err = s.open(ctx, scope, found.InAgreement(), func(ctx context.Context, d *desk) error {
		if entry, err = of.find(d.ledger, st.ref.ID); err != nil {
			return err
		}
		d.reason = st.reason
		if err := s.admits(scope, d, entry, st); err != nil {
			return err
		}
		before := *entry
		if err := fn(ctx, d, entry); err != nil {
			return err
		}
		entry.Common().Touch(d.now)
		if err := d.Update(ctx, entry); err != nil {
			return err
		}
		return d.Record(ctx, audit.Entry{Object: entry.object(), Action: st.action, ID: st.ref.ID, Before: before, After: entry, Reason: st.reason})
	})
	if err != nil {
		return nil, err
	}
	return entry, nil
}

// admits asks whether the caller may, whether she read the entry as it is, and whether
// agreement and entry stand where they must.
func (s *Service) admits(scope access.Scope, d *desk, entry Entry, st step) error {
	if err := s.holds(scope, d.part, payerOf(entry.From())); err != nil {
		return err
	}
	if entry.Common().Version != st.version {
		return apperr.ErrStale
	}
	if err := entry.during(st.action, d.agreement); err != nil {
		return err
	}
	return entry.takes(st.action, scope.UserID())
}
