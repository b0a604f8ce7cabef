package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/event"
)

// Change runs fn in one transaction.
func (s *EventStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, event.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, eventTx{agreementTx{tx}}) })
}

type eventTx struct{ agreementTx }

// LockEvent locks an event after its agreement.
func (tx eventTx) LockEvent(ctx context.Context, id uuid.UUID) (*event.Event, *agreement.Agreement, error) {
	row := new(eventRow)
	a, err := tx.lockUnder(ctx, row, id, func() uuid.UUID { return row.AgreementID })
	return row.Event, a, err
}

// LockPhoto locks a photo after the agreement.
func (tx eventTx) LockPhoto(ctx context.Context, id uuid.UUID) (*event.Photo, *agreement.Agreement, error) {
	row := new(eventPhotoRow)
	a, err := tx.lockUnder(ctx, row, id, func() uuid.UUID { return row.AgreementID })
	return row.Photo, a, err
}

// lockUnder reads to which agreement a row belongs, locks that, and then the row.
func (tx eventTx) lockUnder(ctx context.Context, dest row, id uuid.UUID, of func() uuid.UUID) (*agreement.Agreement, error) {
	if err := one(ctx, tx.scope, tx.NewSelect().Model(dest).Where("id = ?", id), dest); err != nil {
		return nil, err
	}
	a, err := tx.LockAgreement(ctx, of())
	if err != nil {
		return nil, err
	}
	return a, one(ctx, tx.scope, tx.NewSelect().Model(dest).Where("id = ?", id).For("UPDATE"), dest)
}

// EventByKey finds the event that a form made, nil when it made none.
func (tx eventTx) EventByKey(ctx context.Context, agreement, key uuid.UUID) (*event.Event, error) {
	row := new(eventRow)
	err := tx.NewSelect().Model(row).Where("agreement_id = ?", agreement).Where("client_key = ?", key).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	stamp(tx.scope, []*eventRow{row})
	return row.Event, err
}

func (tx eventTx) InsertEvent(ctx context.Context, e *event.Event) error {
	return insert(ctx, tx.Tx, &eventRow{Event: e})
}

func (tx eventTx) UpdateEvent(ctx context.Context, e *event.Event) error {
	return update(ctx, tx.Tx, &eventRow{Event: e})
}

func (tx eventTx) DeleteEvent(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*eventRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}

func (tx eventTx) InsertPhoto(ctx context.Context, p *event.Photo) error {
	return insert(ctx, tx.Tx, &eventPhotoRow{Photo: p})
}

func (tx eventTx) UpdatePhoto(ctx context.Context, p *event.Photo) error {
	return update(ctx, tx.Tx, &eventPhotoRow{Photo: p})
}

func (tx eventTx) DeletePhoto(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*eventPhotoRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}

// Sensitive reports whether the initiative's priority area hides it from the public.
func (tx eventTx) Sensitive(ctx context.Context, agreement uuid.UUID) (sensitive bool, err error) {
	err = tx.NewSelect().TableExpr("?tenant.agreement AS a").Join("JOIN ?tenant.application AS app ON app.id = a.application_id").
		Join("JOIN ?tenant.priority_area AS p ON p.id = app.priority_area_id").
		ColumnExpr("coalesce(bool_or(p.sensitive), false)").Where("a.id = ?", agreement).Scan(ctx, &sensitive)
	return sensitive, err
}

// Participants is the record of an agreement, nil without one.
func (tx eventTx) Participants(ctx context.Context, agreement uuid.UUID) (*event.Record, error) {
	row := new(participantRecordRow)
	err := tx.NewSelect().Model(row).Where("agreement_id = ?", agreement).For("UPDATE").Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	stamp(tx.scope, []*participantRecordRow{row})
	return row.Record, err
}

func (tx eventTx) InsertParticipants(ctx context.Context, r *event.Record) error {
	return insert(ctx, tx.Tx, &participantRecordRow{Record: r})
}

func (tx eventTx) UpdateParticipants(ctx context.Context, r *event.Record) error {
	return update(ctx, tx.Tx, &participantRecordRow{Record: r})
}
