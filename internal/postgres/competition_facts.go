package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// Facts reads what the guards of a competition's events ask.
func (s *CompetitionStore) Facts(ctx context.Context, scope access.Scope, c *competition.Competition) (competition.Facts, error) {
	facts, err := competitionFacts(ctx, scope, s.db.read(scope), c)
	return facts, translate(ctx, err)
}

// Facts reads what the guards of a competition's events ask, in the transaction.
func (tx competitionTx) Facts(ctx context.Context, c *competition.Competition) (competition.Facts, error) {
	return competitionFacts(ctx, tx.scope, tx.Conn, c)
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
	InForce      bool
	Replaced     bool
	Rules        regulation.Rules `bun:"type:jsonb"`
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

func competitionFacts(ctx context.Context, scope access.Scope, db bun.IDB, c *competition.Competition) (competition.Facts, error) {
	var row preparationRow
	err := db.NewRaw(`SELECT regulation.state IN ('ADOPTED', 'PUBLISHED') AND regulation.kind = 'LOCAL_INITIATIVES' AS in_force, regulation.rules,
			EXISTS (SELECT FROM ?tenant.regulation AS later WHERE later.kind = regulation.kind AND later.edition > regulation.edition
				AND later.state IN ('ADOPTED', 'PUBLISHED')) AS replaced,
			CASE WHEN envelope.decree_date IS NOT NULL OR envelope.source_line <> '' THEN envelope.amount END AS amount,
			envelope.amount - envelope.awarded AS remains, envelope.year,
			EXISTS (SELECT FROM ?tenant.commission WHERE id = ?1 AND state = 'FORMED' AND order_number <> '' AND order_date IS NOT NULL) AS formed,
			(SELECT coalesce(jsonb_object_agg(a.id, a.name), '{}') FROM ?tenant.priority_area AS a
				JOIN ?tenant.competition AS c ON c.id = ?2 AND c.priority_area_ids @> to_jsonb(a.id)) AS area_names,
			notice.*, tally.*
		FROM ?tenant.regulation, ?tenant.envelope,
			(SELECT count(*) AS channels, count(*) FILTER (WHERE link = '' AND photo_id IS NULL) AS without_proof
				FROM ?tenant.announcement_notice WHERE competition_id = ?2) AS notice,
			(SELECT count(*) FILTER (WHERE state IN ('ADMITTED', 'AWARDED', 'NOT_AWARDED')) AS admitted,
				count(*) FILTER (WHERE state = 'REJECTED') AS rejected, count(*) FILTER (WHERE state = 'WITHDRAWN') AS withdrawn,
				count(*) FILTER (WHERE state IN ('SUBMITTED', 'RETURNED_FOR_FIX')) AS undecided
				FROM ?tenant.application WHERE competition_id = ?2) AS tally
		WHERE regulation.id = ?3 AND envelope.id = ?0`, c.EnvelopeID, c.CommissionID, c.ID, c.RegulationID).Scan(ctx, &row)
	if err != nil {
		return competition.Facts{}, err
	}
	newest, err := newestAnnouncement(ctx, db, c)
	if err != nil {
		return competition.Facts{}, err
	}
	seats, err := commissionOf(ctx, scope, db, c.CommissionID)
	var lacks apperr.List
	if seats != nil {
		lacks = seats.Obstacles(row.Rules.Commission)
	}
	return competition.Facts{
		Preparation: competition.Preparation{
			RegulationInForce: row.InForce, RegulationReplaced: row.Replaced, Rules: row.Rules,
			EnvelopeAmount: row.Amount, EnvelopeLeft: row.Remains, EnvelopeYear: row.Year,
			CommissionFormed: row.Formed, CommissionLacks: lacks,
			AreaNames: row.AreaNames, Announcement: newest, Channels: row.Channels, WithoutProof: row.WithoutProof,
		},
		MinApplications: row.Rules.MinApplications, WindowRules: row.Rules.Window,
		Applications: competition.Tally{Admitted: row.Admitted, Rejected: row.Rejected, Withdrawn: row.Withdrawn, Undecided: row.Undecided},
	}, err
}
