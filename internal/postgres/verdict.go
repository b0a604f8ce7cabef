package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/user"
)

type verdictRow struct {
	OwnerID      *uuid.UUID
	RegisterNo   int
	RegisterYear int
	Title        i18n.Localized `bun:"type:jsonb"`
	Number       string
	Surname      string
	GivenName    string
	Email        string
	LocalBudget  *money.Amount
	Failure      string
	// Content is that of the signed protocol, nil where the competition failed before one.
	Content *string
}

// Verdict reads what an applicant is told, under the tenant's role; the account of the
// owner is the programme's.
func (s *PublicationStore) Verdict(ctx context.Context, scope access.Scope, id uuid.UUID) (*publication.Verdict, error) {
	var row verdictRow
	err := s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().TableExpr("?tenant.application AS a").
			Join("JOIN ?tenant.competition AS c ON c.id = a.competition_id").Join("JOIN ?tenant.publication AS o ON o.competition_id = c.id").
			Join("JOIN ?tenant.applicant AS p ON p.id = a.id").
			Join("LEFT JOIN ?tenant.protocol AS s ON s.competition_id = c.id AND s.state = 'SIGNED'").
			Join("LEFT JOIN ?tenant.protocol_content AS t ON t.protocol_id = s.id").
			Join("LEFT JOIN ?tenant.award AS w ON w.application_id = a.id AND w.annulled_at IS NULL").
			ColumnExpr("a.owner_id, a.register_no, a.register_year, a.title, c.number, p.surname, p.given_name, p.email, w.local_budget, t.content").
			ColumnExpr("CASE WHEN c.state = ? THEN c.reason ELSE '' END AS failure", competition.Failed).
			Where("a.id = ?", id).Limit(1).Scan(ctx, &row)
	})
	if err != nil {
		return nil, err
	}
	v := &publication.Verdict{
		Locale: i18n.Ky, Name: application.Applicant{Surname: row.Surname, GivenName: row.GivenName}.FullName(),
		Number: application.RegisterNumber(row.RegisterNo, row.RegisterYear), Title: row.Title, Competition: row.Number, Award: row.LocalBudget,
		Failure: row.Failure,
	}
	if contact, err := user.ParseContact(row.Email); err == nil {
		v.To = contact
	}
	if err := s.address(ctx, v, row.OwnerID); err != nil {
		return nil, err
	}
	if row.Content == nil {
		return v, nil
	}
	var content protocol.Content
	if err := json.Unmarshal([]byte(*row.Content), &content); err != nil {
		return nil, fmt.Errorf("postgres: sealed protocol: %w", err)
	}
	v.Criteria = publication.Measures(&content, id)
	return v, nil
}

// address takes contact and language of the owner's account, where there is one.
func (s *PublicationStore) address(ctx context.Context, v *publication.Verdict, owner *uuid.UUID) error {
	if owner == nil {
		return nil
	}
	account, err := NewAuthnStore(s.db).AccountByID(ctx, *owner)
	switch {
	case err == nil:
	case apperr.CodeOf(err) == apperr.NotFound:
		return nil
	default:
		return err
	}
	v.To, v.Locale = account.Contact(), account.Locale
	return nil
}
