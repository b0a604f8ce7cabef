package postgres

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/report"
)

// Books reads what the reports of agreements rest on.
func (s *ReportStore) Books(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*report.Books, error) {
	var rows []*agreementRow
	agreements, err := named(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), &rows, ids, (*agreementRow).entity)
	if err != nil {
		return nil, err
	}
	return booksOf(ctx, scope, s.db.read(scope), agreements)
}

// Books reads what the reports of a locked agreement rest on.
func (tx reportTx) Books(ctx context.Context, a *agreement.Agreement) (*report.Books, error) {
	books, err := booksOf(ctx, tx.scope, tx, map[uuid.UUID]*agreement.Agreement{a.ID: a})
	return books[a.ID], err
}

// booksOf reads one kind of record after another, for all agreements together.
func booksOf(ctx context.Context, scope access.Scope, db selecter, agreements map[uuid.UUID]*agreement.Agreement) (map[uuid.UUID]*report.Books, error) {
	books := make(map[uuid.UUID]*report.Books, len(agreements))
	ids := make([]uuid.UUID, 0, len(agreements))
	for id, a := range agreements {
		books[id] = &report.Books{Agreement: a}
		ids = append(ids, id)
	}
	for _, read := range []func(context.Context, access.Scope, selecter, []uuid.UUID, map[uuid.UUID]*report.Books) error{
		readLedgers, readHeld, readReferences, readRules,
	} {
		if err := read(ctx, scope, db, ids, books); err != nil {
			return nil, translate(ctx, err)
		}
	}
	return books, nil
}

func readLedgers(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID, books map[uuid.UUID]*report.Books) error {
	found, err := ledgers(ctx, scope, db, ids)
	for id, ledger := range found {
		books[id].Enter(ledger)
	}
	return err
}

func readHeld(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID, books map[uuid.UUID]*report.Books) error {
	var records []*participantRecordRow
	counted, err := grouped(ctx, scope, db.NewSelect().Model(&records), "agreement_id", ids, &records,
		func(r *participantRecordRow) (uuid.UUID, *event.Record) { return r.AgreementID, r.Record })
	if err != nil {
		return err
	}
	var rows []*eventRow
	query := db.NewSelect().Model(&rows).Where("state = ?", event.Held).OrderExpr("held_on")
	held, err := grouped(ctx, scope, query, "agreement_id", ids, &rows,
		func(r *eventRow) (uuid.UUID, *event.Event) { return r.AgreementID, r.Event })
	for id, b := range books {
		var record *event.Record
		if list := counted[id]; len(list) > 0 {
			record = list[0]
		}
		b.EnterEvents(record, held[id])
	}
	return err
}

// readReferences finds the editions in force.
func readReferences(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID, books map[uuid.UUID]*report.Books) error {
	var rows []*referenceRow
	query := db.NewSelect().Model(&rows).Where("sealed_at IS NOT NULL").OrderExpr("edition")
	editions, err := grouped(ctx, scope, query, "agreement_id", ids, &rows,
		func(r *referenceRow) (uuid.UUID, *agreement.TermsOfReference) {
			return r.AgreementID, r.TermsOfReference
		})
	for id, list := range editions {
		books[id].Reference = list[len(list)-1]
	}
	return err
}

func readRules(ctx context.Context, _ access.Scope, db selecter, _ []uuid.UUID, books map[uuid.UUID]*report.Books) error {
	var competitions []uuid.UUID
	for _, b := range books {
		competitions = append(competitions, b.Agreement.CompetitionID)
	}
	rules, err := rulesOf(ctx, db, competitions)
	for _, b := range books {
		b.Rules = rules[b.Agreement.CompetitionID]
	}
	return err
}
