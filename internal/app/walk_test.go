package app_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/user"
)

// The walks do what docs/first-competition.md and docs/first-initiative.md say, word for
// word: no document is refused but those of which it is said.
func TestTheWalksThroughACompetitionAndItsInitiative(t *testing.T) {
	t.Parallel()
	signIn, competition := readWalk(t, "first-competition.md")
	w := newWalker(t, signIn)
	w.walk(t, competition)
	require.Contains(t, string(w.last), `"state":"RESULT_PUBLISHED"`)
	require.Contains(t, string(w.last), `"total":5300000`)
	_, initiative := readWalk(t, "first-initiative.md")
	w.walk(t, initiative)
	require.Contains(t, string(w.last), `"participants":240`)
	require.Contains(t, string(w.last), `"report":{"state":"ACCEPTED"}`)
}

// The walk does what docs/first-letter.md says, at noon, so that no day ends on the way.
func TestTheWalkOfALetterOfInterest(t *testing.T) {
	t.Parallel()
	signIn, letter := readWalk(t, "first-letter.md")
	w := newWalker(t, signIn)
	local := time.Now().In(clock.Bishkek)
	w.begin(time.Date(local.Year(), local.Month(), local.Day(), 12, 0, 0, 0, clock.Bishkek))
	w.walk(t, letter)
	require.Contains(t, string(w.last), `"name":{"ky":"Кажы-Сай айыл аймагы"}`)
}

func (w *walker) walk(t *testing.T, scenes []*scene) {
	for _, p := range scenes {
		for _, contact := range p.contacts {
			w.enter(t, contact)
			for _, s := range p.steps {
				w.do(t, s)
			}
		}
	}
}

// walker is the reader of the document before a seeded system.
type walker struct {
	app       *apptest.App
	passwords map[string]string
	signIn    *step
	photo     []byte
	closes    time.Time

	client *http.Client
	// names are the words in capitals that the reader fills in.
	names map[string]string
	last  json.RawMessage
}

func newWalker(t *testing.T, signIn *step) *walker {
	cluster := apptest.Cluster(t)
	made, err := app.Seed(t.Context(), app.Config{DatabaseURL: cluster.DatabaseURL, OwnerURL: cluster.OwnerURL, MaxConns: 5}, devenv.NewPassword)
	require.NoError(t, err)
	bucket, store := objecttest.Bucket(t), objectstore.New()
	require.NoError(t, store.Connect(objectstore.Config{
		Endpoint: bucket.Endpoint, AccessKey: bucket.AccessKey, SecretKey: bucket.SecretKey, Bucket: bucket.Bucket,
	}))
	w := &walker{signIn: signIn, passwords: map[string]string{}, photo: picture(t)}
	w.app = apptest.New(t, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL, c.Objects, c.Authenticate = cluster.DatabaseURL, cluster.OwnerURL, store, nil
		c.BaseURL, c.Mail = "http://127.0.0.1:8080", unread{}
	})
	for _, s := range made {
		w.passwords[s.Email] = s.Password
	}
	w.begin(time.Now().Truncate(time.Second))
	return w
}

// begin fills in what the document says of dates and of the photo.
func (w *walker) begin(now time.Time) {
	w.app.Clock.Set(now)
	w.closes = now.Add(10 * time.Minute)
	local, sum := now.In(clock.Bishkek), sha256.Sum256(w.photo)
	w.names = map[string]string{
		"TODAY": local.Format(time.DateOnly), "YEAR": local.Format("2006"), "LAST_DAY": local.AddDate(0, 2, 0).Format(time.DateOnly),
		"OPENS_AT": now.UTC().Format(time.RFC3339), "CLOSES_AT": w.closes.UTC().Format(time.RFC3339),
		"TOMORROW": now.AddDate(0, 0, 1).UTC().Format(time.RFC3339),
		"SIZE":     strconv.Itoa(len(w.photo)), "SHA256": hex.EncodeToString(sum[:]),
		"VERSION": "2", // "send 2, 3, 4, 5, 6"
	}
}

// unread takes every message and sends none: whoever walks reads no mail.
type unread struct{}

func (unread) Reaches(user.Contact) bool { return true }

func (unread) Send(context.Context, user.Contact, string, string) error { return nil }

func (unread) Post(context.Context, notice.Letter) error { return nil }

func picture(t *testing.T) []byte {
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, image.NewGray(image.Rect(0, 0, 64, 64))))
	return out.Bytes()
}

// enter signs in, or out when nobody is named.
func (w *walker) enter(t *testing.T, contact string) {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	w.client = &http.Client{Jar: jar}
	if contact == "" {
		return
	}
	require.NotEmpty(t, w.passwords[contact], contact)
	variables, err := json.Marshal(map[string]any{"input": map[string]string{"contact": contact, "password": w.passwords[contact]}})
	require.NoError(t, err)
	w.do(t, &step{document: w.signIn.document, variables: string(variables)})
}

func (w *walker) do(t *testing.T, s *step) {
	switch {
	case s.wait:
		w.app.Clock.Set(w.closes.Add(time.Second))
	case s.upload != "":
		w.upload(t, w.fill(s.upload))
	default:
		w.send(t, s)
	}
}

var capitals = regexp.MustCompile(`\b[A-Z][A-Z0-9_]+\b`)

// fill puts the kept values in; other words in capitals are the API's own.
func (w *walker) fill(text string) string {
	return capitals.ReplaceAllStringFunc(text, func(word string) string {
		if value, ok := w.names[word]; ok {
			return value
		}
		return word
	})
}

func (w *walker) send(t *testing.T, s *step) {
	variables := w.fill(s.variables)
	body, err := json.Marshal(map[string]any{"query": s.document, "variables": json.RawMessage(variables)})
	require.NoError(t, err, variables)
	status, raw := w.request(t, http.MethodPost, "/graphql", http.Header{"Content-Type": {"application/json"}}, body)
	require.Equal(t, http.StatusOK, status, raw)
	var answer struct{ Data, Errors json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(raw), &answer))
	require.Empty(t, answer.Errors, "%s\n%s", s.document, raw)
	require.Equal(t, s.refused, refusal(t, answer.Data), "%s\n%s\n%s", s.document, variables, raw)
	for name, path := range s.keep {
		w.names[name] = valueAt(t, answer.Data, path)
	}
	w.last = answer.Data
}

// refusal is the rule of the first error in a payload, empty when there is none.
func refusal(t *testing.T, data json.RawMessage) string {
	var payloads map[string]struct {
		Errors []struct{ Code, Rule string }
	}
	require.NoError(t, json.Unmarshal(data, &payloads))
	for _, p := range payloads {
		if len(p.Errors) > 0 {
			return cmp.Or(p.Errors[0].Rule, p.Errors[0].Code)
		}
	}
	return ""
}

var pathPart = regexp.MustCompile(`\w+`)

func valueAt(t *testing.T, data json.RawMessage, path string) string {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	require.NoError(t, decoder.Decode(&value))
	for _, key := range pathPart.FindAllString(path, -1) {
		switch parent := value.(type) {
		case []any:
			n, err := strconv.Atoi(key)
			require.NoError(t, err, path)
			require.Less(t, n, len(parent), path)
			value = parent[n]
		case map[string]any:
			require.Contains(t, parent, key, path)
			value = parent[key]
		default:
			t.Fatalf("%s is not in the answer", path)
		}
	}
	if number, ok := value.(json.Number); ok {
		return number.String()
	}
	text, ok := value.(string)
	require.True(t, ok, path)
	return text
}

var (
	curlTarget = regexp.MustCompile(`-X (\w+) 'http://127\.0\.0\.1:8080'(\S+)`)
	curlHeader = regexp.MustCompile(`-H '([^:']+): ([^']*)'`)
)

// upload sends the photo as curl would.
func (w *walker) upload(t *testing.T, curl string) {
	require.Contains(t, curl, "--data-binary @photo.png")
	target := curlTarget.FindStringSubmatch(curl)
	require.NotNil(t, target, curl)
	header := http.Header{}
	for _, h := range curlHeader.FindAllStringSubmatch(curl, -1) {
		header.Set(h[1], h[2])
	}
	signedIn := w.client
	w.client = &http.Client{} // curl has no cookie
	status, answer := w.request(t, target[1], target[2], header, w.photo)
	w.client = signedIn
	require.Equal(t, http.StatusNoContent, status, answer)
}

func (w *walker) request(t *testing.T, method, path string, header http.Header, body []byte) (status int, answer string) {
	request, err := http.NewRequestWithContext(t.Context(), method, w.app.URL+path, bytes.NewReader(body))
	require.NoError(t, err)
	request.Header = header
	response, err := w.client.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, strings.TrimSpace(string(raw))
}
