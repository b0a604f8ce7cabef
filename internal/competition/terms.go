package competition

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Terms are what people write of a competition before it is announced.
type Terms struct {
	Title           i18n.Localized
	RegulationID    uuid.UUID
	EnvelopeID      uuid.UUID
	CommissionID    *uuid.UUID
	PriorityAreaIDs []uuid.UUID
	OpensAt         *time.Time
	ClosesAt        *time.Time
	ImplementBy     *clock.Date
	MaxAmount       *money.Amount
	// Blind is nil to follow the regulation.
	Blind *bool
}

// Limits of the terms.
const (
	MaxTitle         = 200 // characters a language
	MaxPriorityAreas = 20
)

// The refusals of terms.
var (
	ErrUnknownRegulation = apperr.Invalid(i18n.New(
		"Мындай Жобо жок.", "Такого Положения нет.", "There is no such regulation."), "regulationId")
	ErrUnknownEnvelope = apperr.Invalid(i18n.New(
		"Мындай каражат көлөмү жок.", "Такого объёма средств нет.", "There is no such envelope."), "envelopeId")
	ErrUnknownCommission = apperr.Invalid(i18n.New(
		"Мындай комиссия жок.", "Такой комиссии нет.", "There is no such commission."), "commissionId")
	ErrUnknownPriority = apperr.Invalid(i18n.New(
		"Мындай артыкчылык багыт жок же ал алынып салынган.",
		"Такого приоритетного направления нет или оно снято.",
		"There is no such priority area, or it is retired."), "priorityAreaIds")
)

func (t Terms) validate() error {
	errs := text.Localized(t.Title, MaxTitle, "title")
	if t.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("title"))
	}
	if len(t.PriorityAreaIDs) > MaxPriorityAreas {
		errs.Add(apperr.OutOfRange(1, MaxPriorityAreas, "priorityAreaIds"))
	}
	if t.MaxAmount != nil && !t.MaxAmount.Valid() {
		errs.Add(apperr.OutOfRange(0, int64(money.Max), "maxAmount"))
	}
	if t.OpensAt != nil && t.ClosesAt != nil && !t.ClosesAt.After(*t.OpensAt) {
		errs.Add(ErrWindowOrder.At("closesAt"))
	}
	for path, at := range map[string]*time.Time{"opensAt": t.OpensAt, "closesAt": t.ClosesAt} {
		if at != nil && (at.Year() < 1990 || at.Year() > 2200) {
			errs.Add(apperr.OutOfRange(1990, 2200, path))
		}
	}
	return errs.Err()
}

// terms are the part of the competition that people write.
func (c *Competition) terms() Terms {
	return Terms{
		Title: c.Title, RegulationID: c.RegulationID, EnvelopeID: c.EnvelopeID, CommissionID: c.CommissionID,
		PriorityAreaIDs: c.PriorityAreaIDs, OpensAt: c.OpensAt, ClosesAt: c.ClosesAt,
		ImplementBy: c.ImplementBy, MaxAmount: c.MaxAmount, Blind: c.Blind,
	}
}

func (c *Competition) write(t Terms) {
	c.Title, c.RegulationID, c.EnvelopeID, c.CommissionID = t.Title, t.RegulationID, t.EnvelopeID, t.CommissionID
	c.PriorityAreaIDs = unique(t.PriorityAreaIDs)
	c.OpensAt, c.ClosesAt, c.ImplementBy, c.MaxAmount, c.Blind = t.OpensAt, t.ClosesAt, t.ImplementBy, t.MaxAmount, t.Blind
}

func unique(ids []uuid.UUID) []uuid.UUID {
	seen, list := map[uuid.UUID]bool{}, []uuid.UUID{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			list = append(list, id)
		}
	}
	return list
}

// checkAreas answers [ErrUnknownPriority] unless all are there and none is retired.
func checkAreas(ctx context.Context, tx Tx, ids []uuid.UUID) error {
	current, err := tx.CurrentAreas(ctx, ids)
	if err == nil && len(current) != len(ids) {
		return ErrUnknownPriority
	}
	return err
}

// Create begins a competition and numbers it in the year's register, "1/2021".
// VALIDATION answers what cannot be stored; what is still missing is [Service.Readiness].
func (s *Service) Create(ctx context.Context, tenant uuid.UUID, terms Terms) (*Competition, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Competition, access.Create)
	if err != nil {
		return nil, err
	}
	if err := terms.validate(); err != nil {
		return nil, err
	}
	c := draftOf(terms)
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := checkAreas(ctx, tx, c.PriorityAreaIDs); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		return insert(ctx, tx, c, now)
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Update changes a draft; edit gets what is written now. After the announcement the
// terms are fixed (RULE COMPETITION_ANNOUNCED).
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, edit func(*Terms)) (*Competition, error) {
	permission := access.Permission{Object: access.Competition, Action: access.Update}
	return s.change(ctx, ref, version, permission, func(ctx context.Context, tx Tx, c *Competition, now time.Time) (string, error) {
		if err := c.draft(); err != nil {
			return "", err
		}
		terms := c.terms()
		edit(&terms)
		if err := terms.validate(); err != nil {
			return "", err
		}
		if err := checkAreas(ctx, tx, terms.PriorityAreaIDs); err != nil {
			return "", err
		}
		c.write(terms)
		c.Touch(now)
		return "", nil
	})
}
