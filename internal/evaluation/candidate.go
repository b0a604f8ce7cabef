// Package evaluation scores the admitted applications of a competition: conflicts of
// interest are declared, members fill in their sheets alone, and the regulation ranks
// (domain.md 5.5, M13, R-06…R-11).
package evaluation

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Candidate is an admitted application as the evaluation sees it.
type Candidate struct {
	TenantID      uuid.UUID
	ApplicationID uuid.UUID
	// Number in the register, or the code of a blind competition.
	Number string
	Title  i18n.Localized
	// Requested of the local budget.
	Requested money.Amount
	// Own is the initiator's valued contribution, Total all valued lines.
	Own, Total money.Amount
	// People are the accounts behind the application: owner and those who may edit it.
	People []uuid.UUID
}

// Ref is the global address of the application.
func (c *Candidate) Ref() entity.Ref {
	return entity.Ref{Kind: "Application", Tenant: c.TenantID, ID: c.ApplicationID}
}

// BroughtBy reports whether a user stands behind the application.
func (c *Candidate) BroughtBy(user *uuid.UUID) bool {
	return user != nil && slices.Contains(c.People, *user)
}
