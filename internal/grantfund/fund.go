// Package grantfund keeps the programme's money that is set aside for a municipality; the
// grants of its awards are given within it (domain.md R-18).
package grantfund

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

// Fund is the money set aside for one municipality.
type Fund struct {
	entity.Base `bun:",extend"`

	MunicipalityID uuid.UUID `json:"municipalityId"`
	// CallID is the call whose co-financing money it is taken from.
	CallID *uuid.UUID   `json:"callId,omitempty"`
	Amount money.Amount `json:"amount"`
	Note   string       `json:"note"`
}

// Ref is the global address of the fund, within its municipality.
func (f *Fund) Ref() entity.Ref { return f.RefAs("GrantFund") }

// Call is the address of the call, nil without one.
func (f *Fund) Call() *entity.Ref {
	if f.CallID == nil {
		return nil
	}
	return &entity.Ref{Kind: "Call", ID: *f.CallID}
}

// Standing is what is set aside for a municipality and what of it is given.
type Standing struct {
	// Fund is nil while nothing is set aside.
	Fund *Fund
	// Given is the sum of the grants of standing awards.
	Given money.Amount
}

// Left is what may still be given, nil while nothing is set aside.
func (s *Standing) Left() *money.Amount {
	if s.Fund == nil {
		return nil
	}
	left := max(s.Fund.Amount-s.Given, 0)
	return &left
}

// Warning says what the programme should look at; empty where there is nothing.
func (s *Standing) Warning() i18n.Localized {
	switch left := s.Left(); {
	case left == nil && s.Given > 0:
		return i18n.Localized{
			Ky: "Гранттар берилген, бирок бул муниципалитетке каражат бөлүнгөн эмес.",
			Ru: "Гранты даны, но для этого муниципалитета средства не выделены.",
			En: "Grants are given, though nothing is set aside for this municipality.",
		}
	case left != nil && *left == 0 && s.Given > 0:
		return i18n.Localized{
			Ky: "Бөлүнгөн каражат толук берилди.",
			Ru: "Выделенные средства даны полностью.",
			En: "All that was set aside is given.",
		}
	}
	return i18n.Localized{}
}

// The refusals of a fund.
var (
	ErrBelowGiven = apperr.NewRule("SET_ASIDE_BELOW_GIVEN", i18n.New(
		"Бул муниципалитеттин жеңүүчүлөрүнө {given} сом грант берилген: андан аз бөлүүгө болбойт.",
		"Победителям этого муниципалитета уже дано грантов на {given} сом: меньше выделить нельзя.",
		"Grants of {given} som are given to this municipality's winners: less cannot be set aside."))
	ErrNotDecided = apperr.NewRule("CALL_GIVES_NO_MONEY", i18n.New(
		"Бул чакыруунун жарыяланган тандоосунда муниципалитетке каражат бөлүнгөн эмес.",
		"Опубликованный отбор этого приглашения не выделил средств этому муниципалитету.",
		"The published selection of this call gives this municipality no money."))
	ErrAboveDecided = apperr.NewRule("SET_ASIDE_ABOVE_DECIDED", i18n.New(
		"Жарыяланган тандоо боюнча бул муниципалитетке {decided} сом чечилген: андан көп бөлүүгө болбойт.",
		"Опубликованный отбор даёт этому муниципалитету {decided} сом: больше выделить нельзя.",
		"The published selection gives this municipality {decided} som: more cannot be set aside."))
)

// MaxNote is the longest note, in characters.
const MaxNote = 2000

// Draft is what is set aside.
type Draft struct {
	// Version of the fund that is changed; nil for the first one.
	Version *int64
	CallID  *uuid.UUID
	Amount  money.Amount
	Note    string
}

// Store keeps funds in the programme's schema.
type Store interface {
	// Of reads what is set aside for the scope's municipality and what is given.
	Of(ctx context.Context, scope access.Scope) (*Standing, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of funds may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads the municipality's fund, nil when it has none, and lets no grant be given
	// meanwhile.
	Lock(ctx context.Context) (*Fund, error)
	// Decided reads what the choice of pilots of a call decided on the municipality's money.
	// NOT_FOUND without the call.
	Decided(ctx context.Context, call uuid.UUID) (Decision, error)
	// Given sums up the grants of the municipality's standing awards.
	Given(ctx context.Context) (money.Amount, error)
	Insert(ctx context.Context, f *Fund) error
	Update(ctx context.Context, f *Fund) error
}

// Decision is what the choice of pilots of a call says of a municipality's money.
type Decision struct {
	// Chosen tells that the pilots of the call are chosen in this system.
	Chosen bool
	// Amount is what the published selection gives, nil for nothing and until it is published.
	Amount *money.Amount
}

// allows refuses to set aside what the published selection of a call did not give.
func (d Decision) allows(amount money.Amount) error {
	switch {
	case !d.Chosen, amount == 0:
		return nil
	case d.Amount == nil:
		return ErrNotDecided.At("callId")
	case amount > *d.Amount:
		return ErrAboveDecided.With(i18n.Args{"decided": d.Amount.String()}).At("amount")
	}
	return nil
}

// Service is what people do with funds.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Of tells what is set aside for a municipality and what of it is given.
func (s *Service) Of(ctx context.Context, municipality uuid.UUID) (*Standing, error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.GrantFund, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Of(ctx, scope)
}

// Get reads the fund of a municipality by its id.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Fund, error) {
	standing, err := s.Of(ctx, ref.Tenant)
	if err != nil {
		return nil, err
	}
	if standing.Fund == nil || standing.Fund.ID != ref.ID {
		return nil, apperr.ErrNotFound
	}
	return standing.Fund, nil
}

// SetAside sets money aside for a municipality, or changes what is set aside; zero takes it
// back. The programme manager. SET_ASIDE_BELOW_GIVEN when grants of a greater sum are given
// already; what is taken from a call that chose its pilots here is bounded by its published
// selection.
func (s *Service) SetAside(ctx context.Context, municipality uuid.UUID, draft Draft) (*Fund, error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.GrantFund, access.Update)
	if err != nil {
		return nil, err
	}
	if err := draft.check(); err != nil {
		return nil, err
	}
	var f *Fund
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		before, err := tx.Lock(ctx)
		if err != nil {
			return err
		}
		given, err := tx.Given(ctx)
		if err != nil {
			return err
		}
		if draft.Amount < given {
			return ErrBelowGiven.With(i18n.Args{"given": given.String()}).At("amount")
		}
		if err := draft.decided(ctx, tx); err != nil {
			return err
		}
		f, err = draft.apply(ctx, tx, municipality, before)
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (d *Draft) check() error {
	d.Note = strings.TrimSpace(d.Note)
	var errs apperr.List
	if !d.Amount.Valid() {
		errs.Add(apperr.OutOfRange(0, int64(money.Max), "amount"))
	}
	errs.Add(text.Block(d.Note, MaxNote, "note"))
	return errs.Err()
}

// decided holds a sum that is taken from a call to what its published selection gives.
func (d *Draft) decided(ctx context.Context, tx Tx) error {
	if d.CallID == nil {
		return nil
	}
	decision, err := tx.Decided(ctx, *d.CallID)
	if err != nil {
		return apperr.At(err, "callId")
	}
	return decision.allows(d.Amount)
}

func (d *Draft) apply(ctx context.Context, tx Tx, municipality uuid.UUID, before *Fund) (*Fund, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	f := &Fund{Base: entity.NewBase(municipality, now), MunicipalityID: municipality}
	write := tx.Insert
	if before != nil {
		if d.Version == nil || *d.Version != before.Version {
			return nil, apperr.ErrStale
		}
		*f = *before
		f.Touch(now)
		write = tx.Update
	}
	f.CallID, f.Amount, f.Note = d.CallID, d.Amount, d.Note
	if err := write(ctx, f); err != nil {
		return nil, err
	}
	return f, tx.Record(ctx, audit.Entry{Object: access.GrantFund, Action: access.Update, ID: f.ID, Before: before, After: f})
}
