package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
)

type wantedLine struct {
	Item, Unit, Source, Form, Valuation string
	Quantity                            string
	UnitPrice                           int64
}

// create writes an application with its lines and an audit row, as the API does, in one
// transaction.
func (y *yardstick) create(ctx context.Context, variables map[string]json.RawMessage) (any, error) {
	var input struct {
		CompetitionID json.RawMessage `json:"competitionId"`
		Content       struct {
			Title       json.RawMessage
			Goal        string
			BudgetLines []wantedLine
		}
	}
	if err := json.Unmarshal(variables["input"], &input); err != nil {
		return nil, err
	}
	competition := argument(map[string]json.RawMessage{"id": input.CompetitionID}, "id")
	id, now := entity.NewID(), time.Now().UTC()
	err := pgx.BeginFunc(ctx, y.pool, func(tx pgx.Tx) error {
		var opens, closes *time.Time
		if err := tx.QueryRow(ctx, y.sql(`SELECT opens_at, closes_at FROM %s.competition WHERE id = $1 FOR SHARE`), competition).Scan(&opens, &closes); err != nil {
			return err
		}
		batch := &pgx.Batch{}
		batch.Queue(y.sql(insertApplication), id, competition, uuid.New(), now.Year(), string(input.Content.Title), input.Content.Goal, now)
		batch.Queue(y.sql(insertApplicant), id, now)
		for i, l := range input.Content.BudgetLines {
			quantity, err := budget.ParseQuantity(l.Quantity)
			if err != nil {
				return err
			}
			batch.Queue(y.sql(insertLine), entity.NewID(), id, i+1, l.Item, l.Unit, int64(quantity), l.UnitPrice,
				(int64(quantity)*l.UnitPrice+500)/1000, l.Source, l.Form, l.Valuation)
		}
		batch.Queue(y.sql(insertAudit), entity.NewID(), now, id, string(variables["input"]))
		return tx.SendBatch(ctx, batch).Close()
	})
	return map[string]any{"createApplication": map[string]any{
		"application": map[string]any{"id": y.id("Application", id), "state": "DRAFT", "version": 1}, "errors": []any{},
	}}, err
}

const (
	insertApplication = `INSERT INTO %s.application (id, competition_id, state, channel, owner_id, register_year, register_no, edition, sha256,
		reason, consents, kind, language, title, goal, problem, local_matter, type, previous_results, target_groups, participants, villages,
		sustainability, citizen_participation, plan, attachments, declared, version, created_at, updated_at)
		VALUES ($1, $2, 'DRAFT', 'ONLINE', $3, $4, 0, 0, '', '', '[]', '', 'KY', $5, $6, '', '', '', '', '[]', '{}', '[]', '', '', '[]', '[]',
		false, 1, $7, $7)`
	insertApplicant = `INSERT INTO %s.applicant (id, surname, given_name, patronymic, sex, village, street, phone, email, organisation,
		registration_number, group_names, version, created_at, updated_at) VALUES ($1, '', '', '', '', '{}', '', '', '', '', '', '[]', 1, $2, $2)`
	insertLine = `INSERT INTO %s.budget_line (id, application_id, line_no, item, unit, quantity, unit_price, amount, source, form, valuation)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	insertAudit = `INSERT INTO %s.audit (id, at, user_id, actor_name, actor_kind, object, action, object_id, before, after, request_id)
		VALUES ($1, $2, NULL, 'bench', 'TOKEN', 'APPLICATION', 'CREATE', $3, 'null', $4, '')`
)
