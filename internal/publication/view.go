package publication

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/tenants"
)

// Municipality is what everyone sees of a municipality that takes part.
type Municipality struct {
	id         uuid.UUID
	Slug       string
	Code       string
	Kind       tenants.Kind
	Name       i18n.Localized
	OblastCode string
	RaionCode  string
	// TenantState and ValidTo say what became of it.
	TenantState tenants.State
	ValidTo     *clock.Date
}

// ShowMunicipality is the public side of a municipality.
func ShowMunicipality(t tenants.Tenant) *Municipality {
	return &Municipality{
		id: t.ID, Slug: t.Slug, Code: t.Code, Kind: t.Kind, Name: t.Name, OblastCode: t.OblastCode, RaionCode: t.RaionCode,
		TenantState: t.State, ValidTo: t.ValidTo,
	}
}

// TenantID is the municipality's id.
func (m *Municipality) TenantID() uuid.UUID { return m.id }

// Ref is the global address of the public municipality.
func (m *Municipality) Ref() entity.Ref { return entity.Ref{Kind: "PublicMunicipality", ID: m.id} }

// Competition is what everyone sees of a competition that was announced. Before the
// result is published it says nothing of applicants (domain.md 8).
type Competition struct {
	base entity.Base

	Number      string
	Year        int
	Title       i18n.Localized
	State       competition.State
	Window      *competition.Window
	ImplementBy *clock.Date
	MaxAmount   *money.Amount
	// Reason is why it was cancelled or failed.
	Reason      string
	AnnouncedAt time.Time
	PublishedAt *time.Time

	Municipality  *Municipality
	PriorityAreas []*priority.Area
	Envelope      *Envelope
	Commission    *Commission
	// Reannounces is the competition that this one is held in place of, ReannouncedBy the
	// announced one in its own place.
	Reannounces, ReannouncedBy *Link
	// Announcement is the edition in force, Announcements are all that went out.
	Announcement  *Announcement
	Announcements []*Announcement
	Notices       []*Notice
	// The result, only after its publication; of a failure, order and documents.
	ResultOrder *ResultOrder
	Documents   []Document
	Awards      []*Award
	// MonitoringGroup is the last one that watches its initiatives, nil without one.
	MonitoringGroup *monitoring.PublicGroup
	// Totals add up the awards and what the winners did; nil before the result.
	Totals *Totals
	// NotAwarded counts the applications that won nothing; nil before the result.
	NotAwarded   *int
	applications []*Application
}

// Common gives adapters the base.
func (c *Competition) Common() *entity.Base { return &c.base }

// Ref is the global address of the public competition.
func (c *Competition) Ref() entity.Ref { return c.base.RefAs("PublicCompetition") }

// Open reports whether applications are taken now.
func (c *Competition) Open() bool { return c.State == competition.Open }

// Applications pages through the applications that were submitted and not withdrawn;
// nil before the result is published.
func (c *Competition) Applications(request page.Request) *page.Page[*Application] {
	if c.PublishedAt == nil {
		return nil
	}
	p := pageOf(c.applications, request, func(a *Application) uuid.UUID { return a.ID })
	return &p
}

// show is the public side of a competition at time now.
func show(c *competition.Competition, now time.Time) *Competition {
	shown := &Competition{
		base: c.Base, Number: c.Number, Year: c.Year, Title: c.Title, State: c.StateAt(now), ImplementBy: c.ImplementBy,
		MaxAmount: c.MaxAmount, Reason: c.Reason, AnnouncedAt: *c.AnnouncedAt, PublishedAt: c.PublishedAt,
		PriorityAreas: []*priority.Area{}, Announcements: []*Announcement{}, Notices: []*Notice{}, Documents: []Document{}, Awards: []*Award{},
	}
	if w, ok := c.Window(); ok {
		shown.Window = &w
	}
	if c.ResultPublic() || c.FailurePublic() {
		shown.ResultOrder = showOrder(c.ResultOrder())
	}
	return shown
}

// Envelope is the sum that the local budget sets aside.
type Envelope struct{ LocalBudget money.Amount }

// Commission is what everyone knows of a commission: no names.
type Commission struct{ Size int }

// Announcement is an edition that went out, with the text to share it by.
type Announcement struct {
	*competition.Announcement
	// Files go with it.
	Files       []*file.File
	competition *competition.Competition
	// base is the server's address, place the municipality's slug.
	base, place string
}
