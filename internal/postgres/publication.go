package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/publication"
)

type publicationRow struct {
	bun.BaseModel `bun:"table:?tenant.publication,alias:publication"`
	*publication.Publication
}

// PublicationStore keeps published results and reads what the public sees of applications.
type PublicationStore struct{ db *DB }

// NewPublicationStore makes the store.
func NewPublicationStore(db *DB) *PublicationStore { return &PublicationStore{db: db} }

// Of reads the publications of several competitions, by competition.
func (s *PublicationStore) Of(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*publication.Publication, error) {
	found, err := children(ctx, s.db, scope, competitions, func(r *publicationRow) (uuid.UUID, *publication.Publication) {
		return r.CompetitionID, r.Publication
	})
	first := make(map[uuid.UUID]*publication.Publication, len(found))
	for id, list := range found {
		first[id] = list[0]
	}
	return first, err
}

// Applications reads the applications of competitions that were submitted and not
// withdrawn, in the order of their id, without personal data.
func (s *PublicationStore) Applications(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*publication.Application, error) {
	var rows []struct {
		ID            uuid.UUID
		CompetitionID uuid.UUID
		RegisterNo    int
		RegisterYear  int
		Sources       []publication.Source `bun:"type:jsonb"`
		Title         i18n.Localized       `bun:"type:jsonb"`
		Awarded       bool
		Consents      []application.Consent `bun:"type:jsonb"`
	}
	err := s.db.read(scope).NewSelect().TableExpr("?tenant.application AS a").
		ColumnExpr("id, competition_id, register_no, register_year, title, state = ? AS awarded, consents", application.Awarded).
		ColumnExpr("("+publicSources+") AS sources").
		Where("competition_id IN (?)", bun.List(competitions)).
		Where("state NOT IN (?)", bun.List([]application.State{application.Draft, application.Withdrawn})).
		Order("id").Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	found := make(map[uuid.UUID][]*publication.Application, len(competitions))
	for _, row := range rows {
		agreed := (&application.Application{Consents: row.Consents}).Consented(application.NamePublication)
		shown := publication.NewApplication(row.ID, row.CompetitionID, row.Title, row.Awarded, publication.Facts{
			Number: application.RegisterNumber(row.RegisterNo, row.RegisterYear), Agreed: agreed, Sources: row.Sources,
		})
		found[row.CompetitionID] = append(found[row.CompetitionID], shown)
	}
	return found, nil
}

// publicSources adds up the lines of a winner by source.
const publicSources = `SELECT jsonb_agg(to_jsonb(s)) FROM (SELECT l.source, sum(l.amount)::bigint AS amount,
	coalesce(bool_or(l.valuation = 'ESTIMATED') FILTER (WHERE l.amount IS NOT NULL), false) AS estimated,
	count(*) FILTER (WHERE l.amount IS NULL) AS unvalued
	FROM ?tenant.budget_line AS l WHERE l.application_id = a.id AND a.state = 'AWARDED' GROUP BY l.source) AS s`

// Means reads the mean scores of awarded applications out of the signed protocols, under
// the tenant's role: the content around them names people.
func (s *PublicationStore) Means(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]string, error) {
	var rows []struct {
		ApplicationID uuid.UUID
		Mean          string
	}
	err := s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().TableExpr("?tenant.award AS w").
			Join("JOIN ?tenant.protocol_content AS p ON p.protocol_id = w.protocol_id").
			Join("CROSS JOIN LATERAL jsonb_array_elements(p.content::jsonb->'ranking') AS place").
			ColumnExpr("w.application_id, place->>'mean' AS mean").
			Where("w.competition_id IN (?)", bun.List(competitions)).Where("w.annulled_at IS NULL").
			Where("place->>'applicationId' = w.application_id::text").Scan(ctx, &rows)
	})
	means := make(map[uuid.UUID]string, len(rows))
	for _, row := range rows {
		means[row.ApplicationID] = row.Mean
	}
	return means, err
}

// Names reads the names of the leaders of applications, or of the organisations that
// applied, under the tenant's role.
func (s *PublicationStore) Names(ctx context.Context, scope access.Scope, applications []uuid.UUID) (map[uuid.UUID]string, error) {
	found, err := NewApplicationStore(s.db).Applicants(ctx, scope, applications)
	names := make(map[uuid.UUID]string, len(found))
	for id, applicant := range found {
		if names[id] = applicant.Organisation; names[id] == "" {
			names[id] = applicant.ShortName()
		}
	}
	return names, err
}

// Change runs fn in one transaction.
func (s *PublicationStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, publication.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, publicationTx{tx}) })
}

type publicationTx struct{ *Tx }

func (tx publicationTx) LockCompetition(ctx context.Context, id uuid.UUID) (*competition.Competition, error) {
	return competitionTx{tx.Tx}.Lock(ctx, id)
}

func (tx publicationTx) UpdateCompetition(ctx context.Context, c *competition.Competition) error {
	return competitionTx{tx.Tx}.Update(ctx, c)
}

// IsOrderScan reports whether a file is the scan of the order on a competition's result.
func (tx publicationTx) IsOrderScan(ctx context.Context, competition, id uuid.UUID) (is bool, err error) {
	err = tx.NewRaw(`SELECT EXISTS (SELECT FROM ?tenant.result_order WHERE competition_id = ? AND file_id = ? AND kind = 'APPROVAL')`,
		competition, id).Scan(ctx, &is)
	return is, err
}

func (tx publicationTx) Insert(ctx context.Context, p *publication.Publication) error {
	return insert(ctx, tx.Tx, &publicationRow{Publication: p})
}

// Told lists the applications of a competition that won or did not, and those that were
// admitted to one that failed.
func (tx publicationTx) Told(ctx context.Context, competition uuid.UUID) ([]publication.Told, error) {
	var rows []struct {
		ID           uuid.UUID
		RegisterNo   int
		RegisterYear int
		Title        i18n.Localized `bun:"type:jsonb"`
		LocalBudget  *money.Amount
	}
	err := tx.NewSelect().TableExpr("?tenant.application AS a").ColumnExpr("a.id, a.register_no, a.register_year, a.title, w.local_budget").
		Join("LEFT JOIN ?tenant.award AS w ON w.application_id = a.id AND w.annulled_at IS NULL").Where("a.competition_id = ?", competition).
		Where("a.state IN (?)", bun.List([]application.State{application.Admitted, application.Awarded, application.NotAwarded})).Order("a.id").Scan(ctx, &rows)
	told := make([]publication.Told, len(rows))
	for i, row := range rows {
		number := application.RegisterNumber(row.RegisterNo, row.RegisterYear)
		told[i] = publication.Told{ID: row.ID, Number: number, Title: row.Title, Award: row.LocalBudget}
	}
	return told, err
}
