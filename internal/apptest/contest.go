package apptest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

// Opens and Closes bound the window of [App.Contest]: 3 to 16 December 2019, as in Alamudun.
var (
	Opens  = time.Date(2019, time.December, 3, 0, 0, 0, 0, clock.Bishkek)
	Closes = time.Date(2019, time.December, 17, 0, 0, 0, 0, clock.Bishkek)
)

// Rules are the model's without papers that have to be uploaded and ages that are told.
func Rules() regulation.Rules {
	rules := regulation.Defaults()
	for i := range rules.Documents {
		rules.Documents[i].Required = false
	}
	rules.MinLeaderAge = 0
	return rules
}

// Contest makes an announced competition with an envelope of 78 000 som and a maximum of
// 39 000 som, with everything that stands before it. Its window is not open yet at
// [Start]. A change may turn the rules of its regulation.
func (a *App) Contest(t testing.TB, m tenants.Tenant, change ...func(*regulation.Rules)) *competition.Competition {
	t.Helper()
	rules := Rules()
	for _, fn := range change {
		fn(&rules)
	}
	head := a.As(m, access.Head, access.Specialist)
	ctx := head.Context(t.Context())
	date := clock.NewDate(2019, time.November, 11)
	decree := document.Document{Kind: document.Decree, Number: "1", Date: &date}
	r, err := a.Resolver.Regulations.Record(a.As(m, access.KeneshChair, access.Head).Context(t.Context()), m.ID,
		regulation.Draft{Kind: regulation.LocalInitiatives, Title: i18n.Localized{Ky: "Жобо"}, Rules: &rules}, decree)
	require.NoError(t, err)
	area, err := a.Resolver.Priorities.Create(ctx, m.ID, priority.Draft{Name: i18n.Localized{Ky: "Элдик чыгармачылык"}})
	require.NoError(t, err)
	money78 := money.Som(78_000)
	e, err := a.Resolver.Envelopes.Create(a.As(m, access.KeneshChair, access.Head).Context(t.Context()), m.ID,
		envelope.Draft{Year: 2019, Amount: money78, Decree: decree})
	require.NoError(t, err)
	formed := a.commission(t, m, r)
	by, most := clock.NewDate(2019, time.December, 31), money.Som(39_000)
	c, err := a.Resolver.Competitions.Create(ctx, m.ID, competition.Terms{
		Title: i18n.Localized{Ky: "Сынак", Ru: "Конкурс"}, RegulationID: r.ID, EnvelopeID: e.ID, CommissionID: &formed.ID,
		PriorityAreaIDs: []uuid.UUID{area.ID}, OpensAt: &Opens, ClosesAt: &Closes, ImplementBy: &by, MaxAmount: &most,
	})
	require.NoError(t, err)
	return a.announce(t, m, c)
}

func (a *App) commission(t testing.TB, m tenants.Tenant, r *regulation.Regulation) *commission.Commission {
	t.Helper()
	ctx := a.As(m, access.Head).Context(t.Context())
	seat := func(name string, category commission.Category, role commission.Role) commission.Seat {
		return commission.Seat{Name: name, Post: "—", Category: category, Role: role, Voting: true}
	}
	c, err := a.Resolver.Commissions.Create(ctx, m.ID, commission.Draft{
		Name: i18n.Localized{Ky: "Комиссия"}, RegulationID: r.ID, Members: []commission.Seat{
			seat("А", commission.AOStaff, commission.Chair), seat("Б", commission.AOStaff, commission.Secretary),
			seat("В", commission.Deputy, commission.OrdinaryMember), seat("Г", commission.Deputy, commission.OrdinaryMember),
			seat("Д", commission.Community, commission.OrdinaryMember),
		},
	})
	require.NoError(t, err)
	date := clock.NewDate(2019, time.November, 20)
	c, err = a.Resolver.Commissions.Form(ctx, c.Ref(), c.Version, document.Document{Number: "7", Date: &date}, nil)
	require.NoError(t, err)
	return c
}

func (a *App) announce(t testing.TB, m tenants.Tenant, c *competition.Competition) *competition.Competition {
	t.Helper()
	ctx := a.As(m, access.Head, access.CommissionChair).Context(t.Context())
	_, err := a.Resolver.Competitions.WriteAnnouncement(ctx, c.Ref(), func(w *competition.Wording) {
		w.Text = i18n.Localized{Ky: "Кулактандыруу", Ru: "Объявление"}
	})
	require.NoError(t, err)
	_, err = a.Resolver.Competitions.AddNotice(ctx, c.Ref(), &competition.Notice{Channel: competition.Site, Link: "https://example.kg/1"})
	require.NoError(t, err)
	current, err := a.Resolver.Competitions.Get(ctx, c.Ref())
	require.NoError(t, err)
	announced, err := a.Resolver.Competitions.Announce(ctx, c.Ref(), current.Version)
	require.NoError(t, err)
	return announced
}

// Context acts as the client inside the server, without HTTP.
func (c *Client) Context(ctx context.Context) context.Context {
	return access.WithGrants(access.With(i18n.With(ctx, i18n.En), c.Principal))
}

// ReadyFile makes a file of a kind that the client uploaded and that passed its checks,
// without its bytes.
func (a *App) ReadyFile(t testing.TB, c *Client, m tenants.Tenant, kind file.Kind) entity.Ref {
	t.Helper()
	name, contentType := "scan.pdf", "application/pdf"
	if kind == file.Photo {
		name, contentType = "photo.jpg", "image/jpeg"
	}
	f, err := a.Resolver.Files.CreateTicket(c.Context(t.Context()), m.ID, file.Declaration{
		Kind: kind, Filename: name, ContentType: contentType, Size: 1000, SHA256: strings.Repeat("0", 64),
	})
	require.NoError(t, err)
	a.SQL(t, fmt.Sprintf("UPDATE %s.file SET state = 'READY' WHERE id = '%s'", m.Schema, f.ID))
	return f.Ref()
}

// ProgrammeFile is [App.ReadyFile] for a file of the programme; uploader is an account, or the
// letter of interest that the file is for.
func (a *App) ProgrammeFile(t testing.TB, uploader uuid.UUID, kind file.Kind) string {
	t.Helper()
	id := entity.NewID()
	a.SQL(t, fmt.Sprintf(`INSERT INTO programme.file (id, kind, name, content_type, size, sha256, state, uploaded_by, expires_at, version, created_at, updated_at)
		VALUES ('%s', '%s', 'scan.pdf', 'application/pdf', 10, decode(repeat('ab', 32), 'hex'), 'READY', '%s', '2030-01-01', 1, now(), now())`, id, kind, uploader))
	return scalar.EncodeID(entity.Ref{Kind: "File", ID: id})
}

// SQL runs statements as the owner of the database.
func (a *App) SQL(t testing.TB, statements string) {
	t.Helper()
	require.NoError(t, a.TrySQL(t, statements))
}

// TrySQL runs statements as the owner of the database and returns their error.
func (a *App) TrySQL(t testing.TB, statements string) error {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), a.owner)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), statements)
	return err
}

// Value runs statements as the owner of the database and returns the text that the last
// one reads.
func (a *App) Value(t testing.TB, statements string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), a.owner)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	results, err := conn.PgConn().Exec(t.Context(), statements).ReadAll()
	require.NoError(t, err)
	last := results[len(results)-1]
	require.Len(t, last.Rows, 1, statements)
	return string(last.Rows[0][0])
}
