package postgres

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// Facts reads what the guards of several competitions' events ask.
func (s *CompetitionStore) Facts(ctx context.Context, scope access.Scope, competitions []*competition.Competition) (map[uuid.UUID]competition.Facts, error) {
	days, err := s.db.workdays.get(ctx)
	if err != nil {
		return nil, err
	}
	facts, err := competitionFacts(ctx, scope, s.db.read(scope), days, competitions...)
	return facts, translate(ctx, err)
}

// Facts reads what the guards of a competition's events ask, in the transaction.
func (tx competitionTx) Facts(ctx context.Context, c *competition.Competition) (competition.Facts, error) {
	days, err := tx.Workdays(ctx)
	if err != nil {
		return competition.Facts{}, err
	}
	facts, err := competitionFacts(ctx, tx.scope, tx.Conn, days, c)
	return facts[c.ID], err
}

// CurrentAreas are those of several priority areas that are there and not retired.
func (tx competitionTx) CurrentAreas(ctx context.Context, ids []uuid.UUID) (current []uuid.UUID, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.NewSelect().Model((*priorityAreaRow)(nil)).Column("id").Where("id IN (?)", bun.List(ids)).Where("retired_on IS NULL").Scan(ctx, &current)
	return current, err
}

type preparationRow struct {
	ID           uuid.UUID
	InForce      bool
	Replaced     bool
	Rules        regulation.Rules `bun:"type:jsonb"`
	Decree       string
	Amount       *money.Amount
	Remains      money.Amount
	Year         int
	Formed       bool
	AreaNames    map[uuid.UUID]i18n.Localized `bun:"type:jsonb"`
	Channels     int
	WithoutProof int
	Admitted     int
	Rejected     int
	Withdrawn    int
	Undecided    int
}

func competitionFacts(ctx context.Context, scope access.Scope, db bun.IDB, days *workday.Calendar, competitions ...*competition.Competition) (map[uuid.UUID]competition.Facts, error) {
	if len(competitions) == 0 {
		return nil, nil
	}
	byID := make(map[uuid.UUID]*competition.Competition, len(competitions))
	for _, c := range competitions {
		byID[c.ID] = c
	}
	ids := slices.Collect(maps.Keys(byID))
	rows, err := preparations(ctx, db, ids)
	if err != nil {
		return nil, err
	}
	newest, err := newestAnnouncements(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	seats, err := commissionsOf(ctx, scope, db, byID)
	if err != nil {
		return nil, err
	}
	facts := make(map[uuid.UUID]competition.Facts, len(rows))
	for _, row := range rows {
		facts[row.ID] = row.facts(newest[row.ID], seats[row.ID], days)
	}
	return facts, nil
}

func preparations(ctx context.Context, db bun.IDB, ids []uuid.UUID) (rows []preparationRow, err error) {
	err = db.NewRaw(`SELECT c.id, regulation.state IN ('ADOPTED', 'PUBLISHED') AND regulation.kind = 'LOCAL_INITIATIVES' AS in_force, regulation.rules,
			'№ ' || regulation.decree_number || coalesce(', ' || to_char(regulation.decree_date, 'DD.MM.YYYY'), '') AS decree,
			EXISTS (SELECT FROM ?tenant.regulation AS later WHERE later.kind = regulation.kind AND later.edition > regulation.edition
				AND later.state IN ('ADOPTED', 'PUBLISHED')) AS replaced,
			CASE WHEN envelope.decree_date IS NOT NULL OR envelope.source_line <> '' THEN envelope.amount END AS amount,
			envelope.amount - envelope.awarded AS remains, envelope.year,
			EXISTS (SELECT FROM ?tenant.commission WHERE id = c.commission_id AND state = 'FORMED' AND order_number <> '' AND order_date IS NOT NULL) AS formed,
			(SELECT coalesce(jsonb_object_agg(a.id, a.name), '{}') FROM ?tenant.priority_area AS a
				WHERE c.priority_area_ids @> to_jsonb(a.id)) AS area_names,
			notice.*, tally.*
		FROM ?tenant.competition AS c JOIN ?tenant.regulation ON regulation.id = c.regulation_id JOIN ?tenant.envelope ON envelope.id = c.envelope_id,
			LATERAL (SELECT count(*) AS channels, count(*) FILTER (WHERE link = '' AND photo_id IS NULL) AS without_proof
				FROM ?tenant.announcement_notice WHERE competition_id = c.id) AS notice,
			LATERAL (SELECT count(*) FILTER (WHERE state IN ('ADMITTED', 'AWARDED', 'NOT_AWARDED')) AS admitted,
				count(*) FILTER (WHERE state = 'REJECTED') AS rejected, count(*) FILTER (WHERE state = 'WITHDRAWN') AS withdrawn,
				count(*) FILTER (WHERE state IN ('SUBMITTED', 'RETURNED_FOR_FIX')) AS undecided
				FROM ?tenant.application WHERE competition_id = c.id) AS tally
		WHERE c.id IN (?)`, bun.List(ids)).Scan(ctx, &rows)
	return rows, err
}

func (r preparationRow) facts(newest *competition.Announcement, seats *commission.Commission, days *workday.Calendar) competition.Facts {
	var lacks apperr.List
	if seats != nil {
		lacks = seats.Obstacles(r.Rules.Commission)
	}
	return competition.Facts{
		Preparation: competition.Preparation{
			RegulationInForce: r.InForce, RegulationReplaced: r.Replaced, Rules: r.Rules, Decree: r.Decree, Days: days,
			EnvelopeAmount: r.Amount, EnvelopeLeft: r.Remains, EnvelopeYear: r.Year,
			CommissionFormed: r.Formed, CommissionLacks: lacks,
			AreaNames: r.AreaNames, Announcement: newest, Channels: r.Channels, WithoutProof: r.WithoutProof,
		},
		MinApplications: r.Rules.MinApplications, WindowRules: r.Rules.Window,
		Applications: competition.Tally{Admitted: r.Admitted, Rejected: r.Rejected, Withdrawn: r.Withdrawn, Undecided: r.Undecided},
	}
}
