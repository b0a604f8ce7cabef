package facts_test

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/facts"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/paper/papertest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

// update writes the golden texts and, where pdftoppm is installed, the pictures.
var update = flag.Bool("update", false, "write the golden texts and pictures")

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// pilot is the seeded programme, read by the head of one municipality.
type pilot struct {
	services facts.Services
	ctx      context.Context
	tenant   *tenants.Tenant
	contest  *competition.Competition
	agreed   time.Time
	makers   paper.Makers
}

// pilots seeds a database and opens it at a day after both pilots.
func pilots(t *testing.T) *app.App {
	t.Helper()
	owner := pgtest.DSN(t)
	runner, err := migrate.Open(t.Context(), owner)
	require.NoError(t, err)
	defer runner.Close()
	require.NoError(t, runner.Up(t.Context()))
	u, err := url.Parse(owner)
	require.NoError(t, err)
	q := u.Query()
	q.Set("role", "demilge_app")
	u.RawQuery = q.Encode()
	config := app.Config{DatabaseURL: u.String(), OwnerURL: owner, MaxConns: 5}
	_, err = app.Seed(t.Context(), config, devenv.NewPassword)
	require.NoError(t, err)
	config.Clock = clock.NewManual(time.Date(2026, 6, 1, 10, 0, 0, 0, clock.Bishkek))
	a, err := app.New(t.Context(), config)
	require.NoError(t, err)
	t.Cleanup(a.Close)
	return a
}

// in is what somebody with roles sees of a municipality's pilot.
func in(t *testing.T, a *app.App, slug string, roles ...access.Role) *pilot {
	t.Helper()
	services := app.PaperFacts(a.Resolver)
	p := &pilot{services: services, makers: paper.NewMakers(facts.Makers(services)...)}
	var err error
	p.tenant, err = a.Resolver.Territory.BySlug(t.Context(), slug)
	require.NoError(t, err)
	who := access.Principal{Kind: access.Session, UserID: uuid.New(), Name: "Асанов Бакыт Асанович"}
	for _, role := range roles {
		who.Memberships = append(who.Memberships, access.Member{Role: role, Tenant: &p.tenant.ID, From: clock.NewDate(2019, 1, 1)})
	}
	p.ctx = i18n.With(access.With(access.WithGrants(t.Context()), who), i18n.Ky)
	found, err := p.services.Competitions.List(p.ctx, p.tenant.ID, competition.Filter{}, page.Request{First: 1})
	require.NoError(t, err)
	p.contest = found.Items[0]
	return p
}

// subjects are what every paper of the competition is about, by the name of its file.
func (p *pilot) subjects(t *testing.T) map[string]subject {
	t.Helper()
	s, tenant, c := p.services, p.tenant.ID, []uuid.UUID{p.contest.ID}
	list := map[string]subject{}
	add := func(name string, kind paper.Kind, about entity.Ref) { list[name] = subject{kind, about} }
	for name, kind := range map[string]paper.Kind{
		"01-announcement": paper.Announcement, "03-applications": paper.ApplicationList, "04-admissibility": paper.AdmissibilityAct,
		"05-scores": paper.ScoreSummary, "08-winners": paper.WinnerList,
	} {
		add(name, kind, p.contest.Ref())
	}
	add("02-commission", paper.CommissionOrder, entity.Ref{Kind: "Commission", Tenant: tenant, ID: *p.contest.CommissionID})
	add("19-annual", paper.AnnualPage, p.tenant.Ref())
	memoranda, err := s.Memoranda.Of(p.ctx, tenant, page.Request{First: page.MaxFirst})
	require.NoError(t, err)
	for _, m := range memoranda.Items {
		add("18-memorandum", paper.Memorandum, m.Ref())
	}
	protocols, err := s.Protocols.Of(p.ctx, tenant, c)
	require.NoError(t, err)
	add("06-protocol", paper.CommissionProtocol, protocols[p.contest.ID][0].Ref())
	orders, err := s.Protocols.OrdersOf(p.ctx, tenant, c)
	require.NoError(t, err)
	add("07-order", paper.ResultOrder, orders[p.contest.ID][0].Ref())
	applications, err := s.Applications.List(p.ctx, tenant, application.Filter{CompetitionIDs: c}, page.Request{First: page.MaxFirst})
	require.NoError(t, err)
	for _, a := range applications.Items {
		add(fmt.Sprintf("09-notice-%d", a.RegisterNo), paper.Notice, a.Ref())
	}
	p.work(t, add)
	return list
}

type subject struct {
	kind  paper.Kind
	about entity.Ref
}

// work adds the papers of the initiatives.
func (p *pilot) work(t *testing.T, add func(string, paper.Kind, entity.Ref)) {
	t.Helper()
	s, tenant := p.services, p.tenant.ID
	awards, err := s.Awards.Of(p.ctx, tenant, []uuid.UUID{p.contest.ID})
	require.NoError(t, err)
	for n, won := range awards[p.contest.ID] {
		found, err := s.Agreements.OfAwards(p.ctx, tenant, []uuid.UUID{won.ID})
		require.NoError(t, err)
		a := found[won.ID]
		require.NotNil(t, a.Date)
		p.agreed = a.Date.Start()
		add(fmt.Sprintf("10-agreement-%d", n+1), paper.Agreement, a.Ref())
		reports, err := s.Reports.Of(p.ctx, tenant, []uuid.UUID{a.ID})
		require.NoError(t, err)
		for _, r := range reports[a.ID] {
			add(fmt.Sprintf("15-report-%d", n+1), paper.FinalReport, r.Ref())
		}
		references, err := s.Agreements.References(p.ctx, tenant, []uuid.UUID{a.ID})
		require.NoError(t, err)
		add(fmt.Sprintf("11-terms-%d", n+1), paper.TermsOfReference, references[a.ID][0].Ref())
		watched, err := s.Monitoring.Protocols(p.ctx, tenant, []uuid.UUID{a.ID})
		require.NoError(t, err)
		for i, m := range watched[a.ID] {
			add(fmt.Sprintf("14-monitoring-%d-%d", n+1, i+1), paper.MonitoringProtocol, m.Ref())
		}
	}
}

// issued is the day on which a paper of a kind went out, as far as the record does not say it.
func (p *pilot) issued(t *testing.T, kind paper.Kind) clock.Date {
	t.Helper()
	day := func(at *time.Time) clock.Date {
		require.NotNil(t, at, kind)
		return clock.DateOf(*at)
	}
	switch kind {
	case paper.Announcement:
		return day(p.contest.OpensAt)
	case paper.ApplicationList, paper.AdmissibilityAct:
		return day(p.contest.ClosesAt)
	case paper.TermsOfReference:
		return clock.DateOf(p.agreed)
	}
	return day(p.contest.PublishedAt)
}

// frame is what the office adds, the same on every golden paper but for the day.
func (p *pilot) frame(t *testing.T, kind paper.Kind, lang i18n.Lang, copy paper.Copy) paper.Frame {
	t.Helper()
	region := i18n.Localized{Ky: "Баткен облусу, Кадамжай району", Ru: "Баткенская область, Кадамжайский район"}
	if p.tenant.Slug == "alamudun" {
		region = i18n.Localized{Ky: "Чүй облусу, Аламүдүн району", Ru: "Чуйская область, Аламудунский район"}
	}
	return paper.Frame{
		Kind: kind, Lang: lang, Number: kind.Index() + "-1", Date: p.issued(t, kind), Copy: copy,
		Letterhead: paper.Letterhead{
			Country: i18n.Localized{Ky: "Кыргыз Республикасы", Ru: "Кыргызская Республика"}, Region: region,
			Name: i18n.Localized{Ky: official.Body(i18n.Ky, p.tenant.Name, false), Ru: official.Body(i18n.Ru, p.tenant.Name, false)},
		},
		Check: paper.Check{URL: "https://demilge.example.kg/check/8WQ2-6FZK-M3TR-V0XN-4HJP", Code: "8WQ2-6FZK-M3TR-V0XN-4HJP"},
	}
}

func (p *pilot) write(t *testing.T, s subject, lang i18n.Lang, copy paper.Copy) paper.Document {
	t.Helper()
	gathered, err := p.makers[s.kind].Gather(p.ctx, s.about)
	require.NoError(t, err, s.kind)
	d := paper.Document{Frame: p.frame(t, s.kind, lang, copy), Content: gathered.Content(lang, copy)}
	if d.Own != nil && d.Own.Date != nil {
		d.Date = *d.Own.Date
	}
	for _, f := range facts.FieldsOf(s.kind) {
		require.Contains(t, d.Values, f.Name, s.kind)
	}
	return d
}

// TestTheSetOfAPilot compares every paper of both pilots in both languages with what was
// looked at and found fit to be signed (docs/papers): text, bytes, pictures.
func TestTheSetOfAPilot(t *testing.T) {
	t.Parallel()
	a := pilots(t)
	for _, slug := range []string{"a-orozbekov", "alamudun"} {
		album := papertest.Album{Texts: filepath.Join("testdata", slug), Pictures: filepath.Join("..", "..", "..", "docs", "papers", slug), Update: *update}
		p := in(t, a, slug, access.Head, access.ExecSecretary)
		for name, s := range p.subjects(t) {
			for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru} {
				ending := "." + strings.ToLower(string(lang))
				album.Check(t, name+ending, p.write(t, s, lang, paper.Original), true)
				if s.kind.HasPublicCopy() {
					album.Check(t, name+".public"+ending, p.write(t, s, lang, paper.Public), false)
				}
			}
		}
		album.Close(t)
	}
}

// codes are what a machine calls things: no paper shows them.
var codes = regexp.MustCompile(`[A-Z]{2,}_[A-Z]{2,}|[0-9a-f]{8}-[0-9a-f]{4}-|\{\{|%!|<nil>|0001-01-01`)

// TestNoPaperShowsCodes looks for names of constants, ids and what was left of a template.
func TestNoPaperShowsCodes(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{filepath.Join("testdata", "*", "*.txt"), filepath.Join("..", "content", "testdata", "*.txt")} {
		files, err := filepath.Glob(folder)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Empty(t, codes.FindAllString(string(text), -1), file)
		}
	}
}
