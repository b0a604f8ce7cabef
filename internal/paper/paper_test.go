package paper_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"os"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// maker writes a paper about a municipality whose text changes when it is told to.
type maker struct {
	kind    paper.Kind
	edition *atomic.Int64
}

func (m maker) Kind() paper.Kind { return m.kind }
func (m maker) About() string {
	if m.kind == paper.Notice {
		return "Application"
	}
	return "Municipality"
}
func (maker) Fields() []paper.Field {
	return []paper.Field{{Name: "edition", Meaning: i18n.New("Басылышы", "Редакция", "Edition")}}
}

func (m maker) Gather(context.Context, entity.Ref) (paper.Facts, error) {
	return facts(m.edition.Load()), nil
}

type facts int64

func (f facts) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	edition := string(rune('0' + f))
	return paper.Content{
		Title: paper.By(lang, "Протокол", "Протокол"), Blocks: []paper.Block{paper.Text("edition " + edition + " " + string(copy))},
		Values: map[string]string{"edition": edition},
	}
}

// office is a municipality whose papers can be issued.
type office struct {
	*apptest.App
	m       tenants.Tenant
	head    *apptest.Client
	edition *atomic.Int64
}

func newOffice(t *testing.T) *office {
	t.Helper()
	bucket := objecttest.Bucket(t)
	objects := objectstore.New()
	require.NoError(t, objects.Connect(objectstore.Config{
		Endpoint: bucket.Endpoint, AccessKey: bucket.AccessKey, SecretKey: bucket.SecretKey, Bucket: bucket.Bucket,
	}))
	o := &office{edition: new(atomic.Int64)}
	o.edition.Store(1)
	o.App = apptest.New(t, func(c *app.Config) {
		c.Objects, c.BaseURL = objects, "https://demilge.example.kg/"
		c.Makers = []paper.Maker{maker{paper.ScoreSummary, o.edition}, maker{paper.Notice, o.edition}, maker{paper.AnnualPage, o.edition}}
	})
	o.m = o.Municipality(t)
	o.head = o.As(o.m, access.Head)
	return o
}

type input = apptest.Input

func (o *office) order(kind, lang string) input {
	return input{"kind": kind, "aboutId": apptest.ID(o.m), "language": lang}
}

type shown struct {
	ID, Number, State, Sha256, CheckCode, CheckURL, Reason string
	Year                                                   int
	Version                                                int64
	AllowedActions                                         []string
	SupersededByID, SupersedesID, PublishedAt              *string
	PDF, Docx, PublicCopy, Scan                            *struct{ URL, Sha256 string }
}

const fields = `id number state year sha256 checkCode checkURL: checkUrl reason version allowedActions supersededByID: supersededById supersedesID: supersedesId
	publishedAt PDF: pdf { url sha256 } docx { url sha256 } publicCopy { url sha256 } scan { url sha256 }`

func (o *office) get(t *testing.T, id string) shown {
	t.Helper()
	var out struct{ Paper shown }
	o.head.Do(t, `query($id: ID!) { paper(id: $id) { `+fields+` } }`, input{"id": id}, &out)
	return out.Paper
}

func (o *office) verdict(t *testing.T, code string) string {
	t.Helper()
	var out struct{ CheckPaper string }
	o.Public().Do(t, `query($c: String!) { checkPaper(code: $c) }`, input{"c": code}, &out)
	return out.CheckPaper
}

func (o *office) fetch(t *testing.T, path string) (int, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.URL+path, nil)
	require.NoError(t, err)
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, body
}

// upload sends a file as its tickets do.
func (o *office) upload(t *testing.T, c *apptest.Client, kind file.Kind, name, contentType string, data []byte) string {
	t.Helper()
	ctx := c.Context(t.Context())
	sum := sha256.Sum256(data)
	f, err := o.Resolver.Files.CreateTicket(ctx, o.m.ID, file.Declaration{
		Kind: kind, Filename: name, ContentType: contentType, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
	})
	require.NoError(t, err)
	u, err := o.Resolver.Files.Resume(ctx, f.Ref())
	require.NoError(t, err)
	_, err = u.Write(ctx, 0, bytes.NewReader(data))
	require.NoError(t, err)
	require.NoError(t, u.Finish(ctx))
	return scalar.EncodeID(f.Ref())
}

func TestAPaperIsIssuedNumberedAndChecked(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.get(t, o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY")).ID)
	require.Equal(t, "19-1", first.Number)
	require.Equal(t, 2019, first.Year)
	require.Equal(t, first.Sha256, first.PDF.Sha256)
	require.Equal(t, []string{"REPLACE", "REVOKE", "REGISTER", "PUBLISH"}, first.AllowedActions)
	require.Equal(t, "https://demilge.example.kg/check/"+first.CheckCode, first.CheckURL)
	require.Regexp(t, `^`+o.m.Slug+`(-[0-9A-HJKMNP-TV-Z]{4}){5}$`, first.CheckCode)

	require.Equal(t, "VALID", o.verdict(t, first.CheckCode))
	require.Equal(t, "VALID", o.verdict(t, " "+first.CheckCode+" "))
	require.Equal(t, "UNKNOWN", o.verdict(t, first.CheckCode[:len(first.CheckCode)-1]+"?"))
	require.Equal(t, "UNKNOWN", o.verdict(t, "nowhere-0000-0000-0000-0000-0000"))
	require.Equal(t, "UNKNOWN", o.verdict(t, ""))

	refusal := o.head.RefusedChange(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	require.Equal(t, "PAPER_STANDS", refusal.Name())
	require.Contains(t, refusal.Message, "19-1")
	second := o.get(t, o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "RU")).ID)
	require.Equal(t, "19-2", second.Number)
	other := o.get(t, o.head.Change(t, "issuePaper", o.order("SCORE_SUMMARY", "RU")).ID)
	require.Equal(t, "05-1", other.Number, "each kind has its journal")
	require.Nil(t, other.PublicCopy)

	o.Clock.Set(o.Clock.Now().AddDate(1, 0, 0))
	next := o.get(t, o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY")).ID)
	require.Equal(t, "19-1", next.Number, "and each year")

	require.Equal(t, "PAPER_KIND_UNKNOWN_HERE", o.head.RefusedChange(t, "issuePaper", o.order("LETTER_OF_INTEREST", "KY")).Name())
	require.Equal(t, []string{"input", "language"}, o.head.RefusedChange(t, "issuePaper", o.order("ANNUAL_PAGE", "EN")).Path)
}

func TestAReissuedPaperSupersedesAndAVoidedOneKeepsItsNumber(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	o.edition.Store(2)
	second := o.head.Change(t, "reissuePaper", first.With("reason", "сумма оңдолду"))
	old, current := o.get(t, first.ID), o.get(t, second.ID)
	require.Equal(t, "SUPERSEDED", old.State)
	require.Equal(t, second.ID, *old.SupersededByID)
	require.Equal(t, first.ID, *current.SupersedesID)
	require.Equal(t, "19-2", current.Number)
	require.NotEqual(t, old.Sha256, current.Sha256)
	require.Equal(t, "SUPERSEDED", o.verdict(t, old.CheckCode))
	require.Equal(t, "VALID", o.verdict(t, current.CheckCode))
	require.Empty(t, old.AllowedActions)
	require.Equal(t, "PAPER_ENDED", o.head.RefusedChange(t, "reissuePaper", input{"id": first.ID, "version": old.Version, "reason": "r"}).Name())

	require.Equal(t, "CONFLICT", o.head.RefusedChange(t, "voidPaper", input{"id": second.ID, "version": 9, "reason": "r"}).Code)
	require.Equal(t, []string{"input", "reason"}, o.head.RefusedChange(t, "voidPaper", second.With("reason", " ")).Path)
	o.head.Change(t, "voidPaper", second.With("reason", "ката менен чыгарылган"))
	voided := o.get(t, second.ID)
	require.Equal(t, "VOIDED", voided.State)
	require.Equal(t, "ката менен чыгарылган", voided.Reason)
	require.Equal(t, "SUPERSEDED", o.verdict(t, voided.CheckCode))
	third := o.get(t, o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY")).ID)
	require.Equal(t, "19-3", third.Number, "the number of a voided paper is not given again")

	var journal struct {
		Municipality struct {
			Papers struct {
				TotalCount int
				Nodes      []shown
			}
		}
	}
	o.head.Do(t, `query($s: String!, $about: ID) { municipality(slug: $s) { papers(filter: {kind: ANNUAL_PAGE, year: 2019, aboutId: $about}) { totalCount nodes { number state reason } } } }`,
		input{"s": o.m.Slug, "about": apptest.ID(o.m)}, &journal)
	require.Equal(t, 3, journal.Municipality.Papers.TotalCount)
	require.Equal(t, "19-3", journal.Municipality.Papers.Nodes[0].Number)
}

func TestWhatWasIssuedIsSealed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	for _, change := range []string{"UPDATE %s.paper SET journal_no = 7", "UPDATE %s.paper SET pdf_sha256 = decode(repeat('00', 32), 'hex')", "DELETE FROM %s.paper"} {
		require.ErrorContains(t, o.TrySQL(t, sprintf(change, o.m.Schema)), "sealed")
	}
}

func TestEveryoneReadsThePublishedCopyAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	issued := o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	p := o.get(t, issued.ID)
	status, _ := o.fetch(t, p.PublicCopy.URL)
	require.Equal(t, http.StatusNotFound, status)
	published := o.head.Change(t, "publishPaper", issued.Step())
	status, body := o.fetch(t, p.PublicCopy.URL)
	require.Equal(t, http.StatusOK, status)
	require.True(t, bytes.HasPrefix(body, []byte("%PDF-")))
	status, _ = o.fetch(t, p.PDF.URL)
	require.Equal(t, http.StatusNotFound, status, "the original stays with the office")
	o.head.Change(t, "voidPaper", published.With("reason", "r"))
	status, _ = o.fetch(t, p.PublicCopy.URL)
	require.Equal(t, http.StatusNotFound, status)
	secret := o.head.Change(t, "issuePaper", o.order("SCORE_SUMMARY", "KY"))
	require.Equal(t, "PAPER_NEVER_PUBLIC", o.head.RefusedChange(t, "publishPaper", secret.Step()).Name())
}

func TestTheCheckPageSaysOneSentence(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.get(t, o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY")).ID)
	status, page := o.fetch(t, "/check/"+p.CheckCode)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, string(page), "Документ күчүндө.")
	require.NotContains(t, string(page), p.Number)
	again := o.head.Change(t, "reissuePaper", input{"id": p.ID, "version": p.Version, "reason": "r"})
	_, page = o.fetch(t, "/check/"+p.CheckCode)
	require.Contains(t, string(page), "Документ күчүн жоготкон.")
	for _, more := range []string{again.ID, o.get(t, again.ID).CheckCode, o.get(t, again.ID).Number, "19-", o.m.Name.Ky} {
		require.NotContains(t, string(page), more, "it does not lead to the paper in its place")
	}
	_, page = o.fetch(t, "/check/nothing")
	require.Contains(t, string(page), "Мындай документ белгисиз.")
}

func TestASignedScanComesBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	issued := o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	wrong := scalar.EncodeID(o.ReadyFile(t, o.head, o.m, file.OrderScan))
	require.Equal(t, []string{"input", "fileId"}, o.head.RefusedChange(t, "registerSignedScan", issued.With("fileId", wrong)).Path)
	for range 2 { // a better scan takes the place of the first
		scan := scalar.EncodeID(o.ReadyFile(t, o.head, o.m, file.SignedPaper))
		issued = o.head.Change(t, "registerSignedScan", issued.With("fileId", scan))
		require.NotNil(t, o.get(t, issued.ID).Scan)
	}
}
