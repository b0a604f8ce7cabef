package competition

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// Announcement is one edition of what people are told of a competition, with all that
// domain.md R-13 names. An edition that went out never changes: an amendment is the
// next edition.
type Announcement struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	// Edition counts from 1.
	Edition int `json:"edition"`
	// Text is what is read on the site and the boards.
	Text i18n.Localized `bun:"type:jsonb" json:"text"`
	// Body names the LSG body that announces.
	Body i18n.Localized `bun:"type:jsonb" json:"body"`
	// Contact says where people ask and bring papers.
	Contact string `json:"contact"`
	// AttachmentIDs are files: forms to fill in, the regulation.
	AttachmentIDs []uuid.UUID `bun:"attachment_ids,type:jsonb" json:"attachmentIds"`

	// What the edition said of the rules when it went out.
	Documents   []regulation.RequiredDocument `bun:"type:jsonb" json:"documents"`
	Criteria    []regulation.Criterion        `bun:"type:jsonb" json:"criteria"`
	MaxAmount   *money.Amount                 `json:"maxAmount,omitempty"`
	ImplementBy *clock.Date                   `bun:"type:date" json:"implementBy,omitempty"`
	OpensAt     *time.Time                    `json:"opensAt,omitempty"`
	ClosesAt    *time.Time                    `json:"closesAt,omitempty"`

	// IssuedAt is when it went out, nil while it is a draft.
	IssuedAt *time.Time `json:"issuedAt,omitempty"`
	// Reason is why an earlier edition was amended.
	Reason string `json:"reason"`
}

// Ref is the global address of the announcement.
func (a *Announcement) Ref() entity.Ref { return a.RefAs("Announcement") }

// Attachments are the addresses of the files that go with it.
func (a *Announcement) Attachments() []entity.Ref { return files(a.TenantID, a.AttachmentIDs...) }

func files(tenant uuid.UUID, ids ...uuid.UUID) []entity.Ref {
	refs := make([]entity.Ref, len(ids))
	for i, id := range ids {
		refs[i] = entity.Ref{Kind: "File", Tenant: tenant, ID: id}
	}
	return refs
}

// fill takes from the competition and its regulation what the announcement repeats.
func (a *Announcement) fill(c *Competition, rules regulation.Rules) {
	a.Documents = append([]regulation.RequiredDocument{}, rules.Documents...)
	a.Criteria = append([]regulation.Criterion{}, rules.Criteria...)
	a.MaxAmount, a.ImplementBy, a.OpensAt, a.ClosesAt = c.MaxAmount, c.ImplementBy, c.OpensAt, c.ClosesAt
}

// amended is the next edition, out at once: the same text with the competition's present
// terms, and the reason of the change.
func (a *Announcement) amended(c *Competition, reason string, now time.Time) *Announcement {
	next := *a
	next.Base = entity.NewBase(c.TenantID, now)
	next.Edition, next.Reason, next.IssuedAt = a.Edition+1, reason, &now
	next.MaxAmount, next.ImplementBy, next.OpensAt, next.ClosesAt = c.MaxAmount, c.ImplementBy, c.OpensAt, c.ClosesAt
	return &next
}
