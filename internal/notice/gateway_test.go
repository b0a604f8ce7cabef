package notice_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/gateway"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/notice"
)

const secret = "a secret of two sides"

// station is an HTTP gateway that keeps what it took.
type station struct {
	*httptest.Server
	mu     sync.Mutex
	taken  []map[string]string
	status int
}

func newStation(t *testing.T) *station {
	t.Helper()
	s := &station{status: http.StatusOK}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		w.WriteHeader(s.status)
		if s.status != http.StatusOK {
			_, _ = w.Write([]byte(`{"error": "no"}`))
			return
		}
		var asked map[string]string
		_ = json.Unmarshal(body, &asked)
		s.taken = append(s.taken, asked)
		_, _ = w.Write([]byte(`{"id": "g-1"}`))
	}))
	t.Cleanup(s.Server.Close)
	return s
}

func (s *station) got() []map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]map[string]string{}, s.taken...)
}

// call is a gateway that calls back.
func (w *world) call(t *testing.T, path string, body map[string]string, signed string) int {
	t.Helper()
	raw, err := json.Marshal(body)
	require.NoError(t, err)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.URL+path, bytes.NewReader(raw))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(gateway.Header, gateway.Sign([]byte(signed), raw, w.Clock.Now()))
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	return answer.StatusCode
}

func withStations(sms, telegram *station, price, most money.Amount) func(*app.Config) {
	return func(c *app.Config) {
		c.Messages = app.Messages{
			SMS: app.GatewayConfig{URL: sms.URL, Secret: secret}, Telegram: app.GatewayConfig{URL: telegram.URL, Secret: secret},
			SMSPrice: price, SMSCap: most,
		}
	}
}

// phone is a message to a number.
func (w *world) phone(kind notice.Kind) notice.Message {
	return notice.Message{
		Kind: kind, About: entity.Ref{Kind: "Application", Tenant: w.m.ID, ID: entity.NewID()},
		To: notice.To{Contact: "+996700123456"}, Facts: long(),
	}
}

func TestTheGatewayReportsWhatArrived(t *testing.T) {
	t.Parallel()
	sms := newStation(t)
	w := newWorld(t, withStations(sms, newStation(t), 0, 0))
	w.Clock.Set(noon)
	w.tell(t, false, w.phone(notice.ResultLost), w.phone(notice.ResultLost))
	w.due(t)
	require.Equal(t, "SMS:SENT: SMS:SENT:", w.states(t))
	taken := sms.got()
	require.Len(t, taken, 2)
	require.Equal(t, "+996700123456", taken[0]["to"])
	require.LessOrEqual(t, len([]rune(taken[0]["text"])), notice.ShortMost)

	arrived := map[string]string{"id": taken[0]["id"], "state": "DELIVERED"}
	require.Equal(t, http.StatusUnauthorized, w.call(t, "/callbacks/sms", arrived, "another secret, not ours"))
	require.Equal(t, "SMS:SENT: SMS:SENT:", w.states(t))
	require.Equal(t, http.StatusNoContent, w.call(t, "/callbacks/sms", arrived, secret))
	require.Equal(t, http.StatusNoContent, w.call(t, "/callbacks/sms", arrived, secret), "told twice")
	lost := map[string]string{"id": taken[1]["id"], "state": "FAILED", "reason": "no such number"}
	require.Equal(t, http.StatusNoContent, w.call(t, "/callbacks/sms", lost, secret))
	require.Equal(t, "SMS:DELIVERED: SMS:FAILED:UNDELIVERED", w.states(t))
	require.Equal(t, http.StatusNotFound, w.call(t, "/callbacks/sms", map[string]string{"id": entity.NewID().String(), "state": "FAILED"}, secret))
	require.Equal(t, http.StatusBadRequest, w.call(t, "/callbacks/sms", map[string]string{"id": taken[0]["id"], "state": "QUEUED"}, secret))
}

func TestAGatewayThatIsDownIsAskedAgainWithTheSameID(t *testing.T) {
	t.Parallel()
	sms := newStation(t)
	w := newWorld(t, withStations(sms, newStation(t), 500, 500))
	w.Clock.Set(noon)
	sms.status = http.StatusServiceUnavailable
	w.tell(t, false, w.phone(notice.ResultLost))
	w.due(t)
	require.Equal(t, "SMS:QUEUED:", w.states(t))
	sms.mu.Lock()
	sms.status = http.StatusOK
	sms.mu.Unlock()
	w.Clock.Set(noon.Add(2 * time.Minute))
	w.due(t)
	require.Equal(t, "SMS:SENT:", w.states(t), "it was paid for once")
	require.Equal(t, w.Value(t, `SELECT id FROM ops.delivery`), sms.got()[0]["id"])
	sms.mu.Lock()
	sms.status = http.StatusUnprocessableEntity
	sms.mu.Unlock()
	w.Clock.Set(noon.Add(31 * 24 * time.Hour))
	w.tell(t, false, w.phone(notice.ResultLost))
	w.due(t)
	require.Equal(t, "SMS:FAILED:REFUSED SMS:SENT:", w.states(t))
}

func TestTheCapOfAMonth(t *testing.T) {
	t.Parallel()
	sms := newStation(t)
	w := newWorld(t, withStations(sms, newStation(t), money.Som(2), money.Som(5)))
	w.Clock.Set(noon)
	for range 4 {
		w.tell(t, false, w.phone(notice.ResultLost))
	}
	w.due(t)
	require.Equal(t, "SMS:SENT: SMS:SENT: SMS:SKIPPED:COST_CAP SMS:SKIPPED:COST_CAP", w.states(t))
	require.Len(t, sms.got(), 2)
	require.Equal(t, "400", w.Value(t, `SELECT cost FROM ops.message_cost`))
	w.Clock.Set(noon.AddDate(0, 1, 0))
	w.tell(t, false, w.phone(notice.ResultLost))
	w.due(t)
	require.Len(t, sms.got(), 3, "a new month")
}

// reminded reminds somebody with a role and a phone of a deadline. email is SQL; prefers are
// the channels that she chose, empty where she did not; chat is hers in Telegram.
func (w *world) reminded(t *testing.T, email, prefers, chat string) {
	t.Helper()
	id, membership := w.person(t, w.As(w.m)), entity.NewID()
	w.SQL(t, fmt.Sprintf(`UPDATE programme.account SET email = %s WHERE id = '%s'`, email, id))
	w.SQL(t, fmt.Sprintf(`INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, acting, version, created_at, updated_at)
		VALUES ('%s', '%s', '%s', 'EXEC_SECRETARY', '{}', '2020-01-01', false, 1, now(), now())`, membership, id, w.m.ID))
	if prefers != "" {
		w.SQL(t, fmt.Sprintf(`INSERT INTO programme.notice_preference (account_id, kind, channels, digest) VALUES ('%s', 'DEADLINE_REMINDER', '%s', false)`, id, prefers))
	}
	if chat != "" {
		w.SQL(t, fmt.Sprintf(`INSERT INTO programme.notice_setting (account_id, digest_hour, quiet_from, quiet_until, telegram_chat, version, updated_at)
			VALUES ('%s', 9, 21, 8, '%s', 1, now())`, id, chat))
	}
	about := entity.Ref{Kind: "Membership", Tenant: w.m.ID, ID: membership}
	w.tell(t, false, notice.Message{Kind: notice.DeadlineReminder, About: about, To: notice.Account(id), Facts: long()})
	w.due(t)
}

// TestAReminderReachesWhoHasOnlyAPhone: by SMS, as long as the municipality's month has room
// for it beside what must be told, unless she chose otherwise.
func TestAReminderReachesWhoHasOnlyAPhone(t *testing.T) {
	t.Parallel()
	sms := newStation(t)
	w := newWorld(t, withStations(sms, newStation(t), money.Som(2), money.Som(5)))
	w.Clock.Set(noon)
	w.reminded(t, "NULL", "", "")
	require.Equal(t, "SMS:SENT:", w.states(t))
	require.Len(t, sms.got(), 1)
	w.reminded(t, "'aida@mail.kg'", "", "")
	require.Equal(t, "EMAIL:SENT: SMS:SENT:", w.states(t), "who has an address gets no SMS")
	w.reminded(t, "NULL", "{}", "")
	require.Equal(t, "EMAIL:SENT: SMS:SENT:", w.states(t), "who wants none gets none")
	w.reminded(t, "NULL", "", "")
	require.Equal(t, "EMAIL:SENT: SMS:SENT: SMS:SKIPPED:COST_CAP", w.states(t), "half of the cap is for what must be told")
	require.Len(t, sms.got(), 1)
	w.tell(t, false, w.phone(notice.ResultLost), w.phone(notice.ResultLost))
	w.due(t)
	require.Len(t, sms.got(), 2, "which goes up to the cap")
}

// TestAChatReachesNobodyWithoutTelegram: a chat that was linked once stands in no SMS's way
// where the server has no gateway to it any more.
func TestAChatReachesNobodyWithoutTelegram(t *testing.T) {
	t.Parallel()
	sms, telegram := newStation(t), newStation(t)
	with := newWorld(t, withStations(sms, telegram, 0, 0))
	with.Clock.Set(noon)
	with.reminded(t, "NULL", "", "77")
	require.Equal(t, "TELEGRAM:SENT:", with.states(t))
	without := newWorld(t, withStations(sms, telegram, 0, 0), func(c *app.Config) { c.Messages.Telegram = app.GatewayConfig{} })
	without.Clock.Set(noon)
	without.reminded(t, "NULL", "", "77")
	require.Equal(t, "SMS:SENT:", without.states(t))
}

func TestPhonesAreQuietAtNightButForWhatIsUrgent(t *testing.T) {
	t.Parallel()
	sms := newStation(t)
	w := newWorld(t, withStations(sms, newStation(t), 0, 0))
	night := time.Date(2026, time.March, 3, 22, 30, 0, 0, noon.Location())
	w.Clock.Set(night)
	w.tell(t, false, w.phone(notice.ResultLost), w.phone(notice.ApplicationReturned))
	w.due(t)
	require.Len(t, sms.got(), 1)
	w.Clock.Set(night.Add(9 * time.Hour)) // 7:30
	w.due(t)
	require.Len(t, sms.got(), 1)
	w.Clock.Set(night.Add(9*time.Hour + 30*time.Minute))
	w.due(t)
	require.Len(t, sms.got(), 2)
}

func TestAChatIsLinkedByACode(t *testing.T) {
	t.Parallel()
	bot := newStation(t)
	w := newWorld(t, withStations(newStation(t), bot, 0, 0))
	w.Clock.Set(noon)
	aida := w.As(w.m)
	id := w.person(t, aida)
	var out struct {
		LinkTelegram struct{ Code string }
	}
	ask := func() string {
		aida.Do(t, `mutation { linkTelegram { code expiresAt errors { code } } }`, nil, &out)
		return out.LinkTelegram.Code
	}
	old := ask()
	w.Clock.Set(noon.Add(16 * time.Minute))
	link := func(code string) int {
		return w.call(t, "/callbacks/telegram/link", map[string]string{"code": code, "chat": "77"}, secret)
	}
	require.Equal(t, http.StatusNotFound, link(old), "too old")
	code := ask()
	require.Equal(t, http.StatusNotFound, link("WRONG"))
	require.Equal(t, http.StatusNoContent, link(code))
	require.Equal(t, http.StatusNotFound, link(code), "once")
	w.tell(t, false, w.announced(notice.Account(id)))
	w.due(t)
	require.Equal(t, "EMAIL:SENT: TELEGRAM:SENT:", w.states(t))
	require.Equal(t, "77", bot.got()[0]["to"])
	require.Contains(t, bot.got()[0]["text"], "Саламатсызбы, Асанова Айгүл!")
}

func (w *world) contest(t *testing.T) entity.Ref {
	t.Helper()
	now := w.Clock.Now()
	w.Clock.Set(time.Date(2019, time.December, 2, 10, 0, 0, 0, noon.Location()))
	ref := w.Contest(t, w.m).Ref()
	w.Clock.Set(now)
	return ref
}

func encode(ref entity.Ref) string { return scalar.EncodeID(ref) }
