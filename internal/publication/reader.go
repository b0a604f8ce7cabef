package publication

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/report"
)

// Sources are where the public's reader reads from. Each answers for many competitions
// in one statement.
type Sources struct {
	// BaseURL is the address at which the server is reached.
	BaseURL string

	Competitions interface {
		Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*competition.Competition, error)
		ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*competition.Competition, error)
		List(ctx context.Context, scope access.Scope, filter competition.Filter, request page.Request) (page.Page[*competition.Competition], error)
		Editions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Announcement, error)
		Notices(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Notice, error)
		Reannouncements(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Competition, error)
	}
	Areas interface {
		ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*priority.Area, error)
	}
	Envelopes interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*envelope.Envelope, error)
	}
	Commissions interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*commission.Public, error)
	}
	Files  Files
	Orders interface {
		PublicOrders(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*protocol.Order, error)
	}
	Awards interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*award.Award, error)
	}
	Reports interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*report.Public, error)
	}
	Events interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*event.Shown, error)
	}
	Monitoring interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*monitoring.Watched, error)
		PublicGroups(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*monitoring.PublicGroup, error)
	}
	Funding interface {
		PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*funding.Money, error)
	}
	Results interface {
		Of(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*Publication, error)
		// Applications reads those that were submitted and not withdrawn, by competition
		// and in the order of their id.
		Applications(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Application, error)
		// Means reads the mean scores of awarded applications from the signed protocols.
		Means(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]string, error)
		// Names reads the names of leaders.
		Names(ctx context.Context, scope access.Scope, applications []uuid.UUID) (map[uuid.UUID]string, error)
	}
	Index interface {
		Search(ctx context.Context, filter Filter, request page.Request) (page.Page[Entry], error)
	}
}

// Want says which parts of competitions a document asks for; the others are not read.
type Want struct {
	PriorityAreas, Envelope, Commission, Announcement, Notices, Documents, Awards, Events, Money, Applications, Monitoring, Reports, Links, Order bool
}

// Reader shows the public what it may see. Everyone may call it.
type Reader struct {
	auth access.Authorizer
	from Sources
	now  func() time.Time
}

// NewReader makes the reader; now decides what is open.
func NewReader(auth access.Authorizer, from Sources, now func() time.Time) *Reader {
	return &Reader{auth: auth, from: from, now: now}
}

// Municipality finds a municipality that takes part by its slug, or answers NOT_FOUND.
func (r *Reader) Municipality(ctx context.Context, slug string) (*Municipality, error) {
	scope, err := r.auth.AuthorizeSlug(ctx, slug, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	return ShowMunicipality(scope.Tenant()), nil
}

// MunicipalityOf is Municipality by its id.
func (r *Reader) MunicipalityOf(ctx context.Context, id uuid.UUID) (*Municipality, error) {
	scope, err := r.scope(ctx, id)
	if err != nil {
		return nil, err
	}
	return ShowMunicipality(scope.Tenant()), nil
}

// Competition finds an announced competition, or answers NOT_FOUND.
func (r *Reader) Competition(ctx context.Context, ref entity.Ref, want Want) (*Competition, error) {
	scope, err := r.scope(ctx, ref.Tenant)
	if err != nil {
		return nil, err
	}
	c, err := r.from.Competitions.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if !c.Public() {
		return nil, apperr.ErrNotFound
	}
	shown, err := r.show(ctx, scope, []*competition.Competition{c}, want)
	if err != nil {
		return nil, err
	}
	return shown[0], nil
}

// Announcement finds the edition in force of an announced competition by the municipality's
// slug, of now or of earlier, or answers NOT_FOUND.
func (r *Reader) Announcement(ctx context.Context, slug string, competition uuid.UUID) (*Competition, error) {
	m, err := r.Municipality(ctx, slug)
	if err != nil {
		return nil, err
	}
	c, err := r.Competition(ctx, entity.Ref{Tenant: m.id, ID: competition}, Want{Announcement: true})
	if err == nil && c.Announcement == nil {
		return nil, apperr.ErrNotFound
	}
	return c, err
}

// Competitions lists the announced competitions of a municipality, newest first.
func (r *Reader) Competitions(ctx context.Context, m *Municipality, filter competition.Filter, request page.Request, want Want) (page.Page[*Competition], error) {
	scope, err := r.scope(ctx, m.id)
	if err != nil {
		return page.Page[*Competition]{}, err
	}
	filter.Public, filter.Now = true, r.now()
	found, err := r.from.Competitions.List(ctx, scope, filter, request)
	if err != nil {
		return page.Page[*Competition]{}, err
	}
	shown, err := r.show(ctx, scope, found.Items, want)
	return page.Page[*Competition]{Items: shown, HasNext: found.HasNext, Total: found.Total, Cursor: byID}, err
}

func byID(c *Competition) page.Cursor { return page.Cursor{Keys: []string{c.base.ID.String()}} }

// show makes the public side of competitions of one municipality with the parts that
// are wanted, one statement a part.
func (r *Reader) show(ctx context.Context, scope access.Scope, list []*competition.Competition, want Want) ([]*Competition, error) {
	v := view{reader: r, scope: scope, list: list, shown: make([]*Competition, len(list))}
	municipality, now := ShowMunicipality(scope.Tenant()), r.now()
	for i, c := range list {
		v.shown[i] = show(c, now)
		v.shown[i].Municipality = municipality
	}
	want.Awards = want.Awards || want.Events || want.Monitoring || want.Reports || want.Money
	for _, part := range []struct {
		wanted bool
		load   func(context.Context) error
	}{
		{want.PriorityAreas, v.areas}, {want.Envelope, v.envelopes}, {want.Commission, v.commissions},
		{want.Announcement, v.announcements}, {want.Notices, v.notices}, {want.Documents, v.documents}, {want.Awards || want.Applications, v.applications},
		{want.Awards, v.awards}, {want.Events, v.events}, {want.Monitoring, v.monitoring}, {want.Reports, v.reports},
		{want.Money, v.money}, {want.Links, v.links}, {want.Order, v.orders},
	} {
		if part.wanted && len(list) > 0 {
			if err := part.load(ctx); err != nil {
				return nil, err
			}
		}
	}
	return v.shown, nil
}

func (r *Reader) scope(ctx context.Context, tenant uuid.UUID) (access.Scope, error) {
	return r.auth.Authorize(ctx, tenant, access.Publication, access.Read)
}
