package notice_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
)

// noon is a time outside of quiet hours.
var noon = time.Date(2026, time.March, 3, 12, 0, 0, 0, clock.Bishkek)

// TestADayWithoutTheMailServer: nothing is lost and nothing comes twice, each with the
// Message-ID that is its delivery's.
func TestADayWithoutTheMailServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	w.office.Shut()
	for i := range 30 {
		w.tell(t, false, w.result(fmt.Sprint("Асан ", i)))
	}
	for range 24 {
		w.due(t)
		w.Clock.Set(w.Clock.Now().Add(time.Hour))
	}
	require.Empty(t, w.office.IDs())
	require.Equal(t, "30", w.Value(t, `SELECT count(*) FROM ops.delivery WHERE state = 'QUEUED'`))
	w.office.Open(t)
	for range 3 {
		w.due(t)
		w.Clock.Set(w.Clock.Now().Add(2 * time.Hour))
	}
	arrived := w.office.IDs()
	require.Len(t, arrived, 30)
	ids := strings.Fields(w.Value(t, `SELECT string_agg('<' || id || '@demilge.example.kg>', ' ' ORDER BY id) FROM ops.delivery WHERE state = 'SENT'`))
	slices.Sort(arrived)
	require.Equal(t, ids, arrived)
}

// killed stops a server after a letter went out and before that was written down.
type killed struct{ notice.Boxes }

func (k killed) All() (boxes []notice.Box) {
	for _, box := range k.Boxes.All() {
		boxes = append(boxes, forgetful{box})
	}
	return boxes
}

type forgetful struct{ notice.Box }

var errKilled = errors.New("killed")

func (forgetful) Finish(context.Context, []*notice.Delivery) error { return errKilled }

func TestAServerKilledAfterSendingSendsTheSameAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	w.tell(t, false, w.result("Асан"))
	dying := *w.Messenger
	dying.Boxes = killed{w.Messenger.Boxes}
	require.ErrorIs(t, dying.Due(access.WithGrants(t.Context())), errKilled)
	require.Len(t, w.office.IDs(), 1)
	w.due(t)
	require.Len(t, w.office.IDs(), 1, "another server leaves it to the first for a while")
	w.Clock.Set(noon.Add(11 * time.Minute))
	w.due(t)
	w.due(t)
	ids := w.office.IDs()
	require.Len(t, ids, 2)
	require.Equal(t, ids[0], ids[1])
	require.Equal(t, "EMAIL:SENT:", w.states(t))
}

func TestARolledBackTransactionTellsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	w.tell(t, true, w.result("Асан"))
	w.due(t)
	require.Empty(t, w.office.IDs())
	require.Equal(t, "0 0", w.Value(t, `SELECT (SELECT count(*) FROM ops.message) || ' ' || (SELECT count(*) FROM river.river_job WHERE kind = 'tell')`))
	w.tell(t, false, w.result("Асан"))
	require.Equal(t, "1 1", w.Value(t, `SELECT (SELECT count(*) FROM ops.message) || ' ' || (SELECT count(*) FROM river.river_job WHERE kind = 'tell')`))
}

func TestTheSameMarkIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	m := w.result("Асан")
	m.Once = "report 7 overdue"
	w.tell(t, false, m, m)
	w.tell(t, false, m)
	w.due(t)
	require.Len(t, w.office.IDs(), 1)
}

// TestWhatTheMailServerRefuses is set aside with the reason; what it cannot take now is not.
func TestWhatTheMailServerRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	w.office.Says(func(*smtp.Conn) error { return &smtp.SMTPError{Code: 450, Message: "a@mail.kg is busy"} })
	w.tell(t, false, w.result("Асан"))
	w.due(t)
	require.Equal(t, "EMAIL:QUEUED:", w.states(t))
	require.NotContains(t, w.Value(t, `SELECT answer FROM ops.delivery`), "a@mail.kg", "the log has no address")
	w.office.Says(func(c *smtp.Conn) error { _ = c.Conn().Close(); return errors.New("closed") })
	w.Clock.Set(noon.Add(2 * time.Minute))
	w.due(t)
	require.Equal(t, "EMAIL:QUEUED:", w.states(t))
	w.office.Says(func(*smtp.Conn) error { return &smtp.SMTPError{Code: 550, Message: "no such user"} })
	w.Clock.Set(noon.Add(time.Hour))
	w.due(t)
	require.Equal(t, "EMAIL:FAILED:REFUSED", w.states(t))

	admin := w.As(w.m, access.PlatformAdmin)
	var failed struct {
		FailedMessages struct {
			Nodes []struct {
				ID         string
				Name       string
				Deliveries []struct {
					State, Reason, Address, Answer string
					Attempts                       int
					ReasonText                     struct{ Ky string }
				}
			}
		}
	}
	admin.Do(t, `{ failedMessages { nodes { id name deliveries { state reason address answer attempts reasonText { ky } } } } }`, nil, &failed)
	require.Len(t, failed.FailedMessages.Nodes, 1)
	d := failed.FailedMessages.Nodes[0].Deliveries[0]
	require.Equal(t, "a***@mail.kg", d.Address)
	require.Contains(t, d.Answer, "no such user")
	require.Equal(t, 3, d.Attempts)

	retry := `mutation($id: ID!) { retryMessage(input: {id: $id}) { message { deliveries { state } } errors { code rule } } }`
	again := map[string]any{"id": failed.FailedMessages.Nodes[0].ID}
	w.office.Says(nil)
	admin.Do(t, retry, again, nil)
	w.due(t)
	require.Equal(t, "EMAIL:SENT:", w.states(t))
	code, rule := admin.Refused(t, retry, again)
	require.Equal(t, "RULE MESSAGE_NOT_FAILED", code+" "+rule)
	code, _ = w.As(w.m, access.Head).Refused(t, retry, again)
	require.Equal(t, "FORBIDDEN", code)
}

func TestItIsTriedForThreeDays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	w.office.Shut()
	w.tell(t, false, w.result("Асан"))
	for range 80 {
		w.due(t)
		w.Clock.Set(w.Clock.Now().Add(time.Hour))
	}
	require.Equal(t, "EMAIL:FAILED:GAVE_UP", w.states(t))
}

// TestWhoMayNotSeeItAnyMoreIsNotTold asks at the moment of sending.
func TestWhoMayNotSeeItAnyMoreIsNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	in, out, gone := w.As(w.m), w.As(w.m), w.As(w.m)
	for _, c := range []*apptest.Client{in, out, gone} {
		w.person(t, c)
	}
	about := entity.Ref{Kind: "Membership", Tenant: w.m.ID, ID: entity.NewID()}
	id := map[*apptest.Client]uuid.UUID{in: about.ID, out: entity.NewID(), gone: entity.NewID()}
	for c, until := range map[*apptest.Client]string{in: "NULL", out: "'2026-03-03'", gone: "NULL"} {
		w.SQL(t, fmt.Sprintf(`INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, until_date, acting, version, created_at, updated_at)
			VALUES ('%s', '%s', '%s', 'EXEC_SECRETARY', '{}', '2020-01-01', %s, false, 1, now(), now())`, id[c], c.UserID, w.m.ID, until))
	}
	reminder := notice.Message{Kind: notice.DeadlineReminder, About: about, To: notice.Holders(access.ExecSecretary), Facts: long()}
	w.tell(t, false, reminder)
	w.office.Shut()
	w.due(t) // all three are planned today
	require.Equal(t, "3", w.Value(t, `SELECT count(*) FROM ops.delivery`))
	w.office.Open(t)
	w.SQL(t, fmt.Sprintf(`UPDATE programme.account SET state = 'SUSPENDED', state_before = 'ACTIVE' WHERE id = '%s'`, gone.UserID))
	w.Clock.Set(noon.Add(24 * time.Hour))
	w.due(t)
	require.Equal(t, "EMAIL:SENT: EMAIL:SKIPPED:NO_ACCOUNT EMAIL:SKIPPED:NO_RIGHT", w.states(t))
	require.Len(t, w.office.IDs(), 1)
}

func TestFollowersAreToldInTheirLanguageAndSeeItInTheSystem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	aida, other := w.As(w.m), w.As(w.m)
	w.person(t, aida)
	w.person(t, other)
	aida.Do(t, `mutation($m: ID!) { setFollows(input: {municipalityIds: [$m], calls: true}) { follows { municipalityIds calls } errors { code } } }`,
		map[string]any{"m": apptest.ID(w.m)}, nil)
	w.tell(t, false, w.announced(notice.Followers(w.m.Ref())))
	w.due(t)
	require.Len(t, w.office.IDs(), 1)
	require.Contains(t, w.office.Letters()[0].Header.Get("Content-Type"), "multipart/alternative")

	inbox := `{ viewer { unreadNotices notices(first: 1) { nodes { id kind subject { ky } text { ru } municipalityId aboutId readAt } pageInfo { hasNextPage } } } }`
	var seen struct {
		Viewer struct {
			UnreadNotices int
			Notices       struct {
				Nodes []struct {
					ID, Kind string
					Subject  struct{ Ky string }
					ReadAt   *time.Time
				}
			}
		}
	}
	aida.Do(t, inbox, nil, &seen)
	require.Equal(t, 1, seen.Viewer.UnreadNotices)
	require.Equal(t, "COMPETITION_ANNOUNCED", seen.Viewer.Notices.Nodes[0].Kind)
	require.Contains(t, seen.Viewer.Notices.Nodes[0].Subject.Ky, "сынагы жарыяланды")
	read := `mutation($ids: [ID!]) { markNoticesRead(input: {noticeIds: $ids}) { unreadNotices errors { code } } }`
	code, _ := other.Refused(t, read, map[string]any{"ids": []string{seen.Viewer.Notices.Nodes[0].ID}})
	require.Equal(t, "NOT_FOUND", code)
	aida.Do(t, inbox, nil, &seen)
	require.Equal(t, 1, seen.Viewer.UnreadNotices, "another cannot mark it")
	aida.Do(t, read, nil, nil)
	aida.Do(t, inbox, nil, &seen)
	require.Zero(t, seen.Viewer.UnreadNotices)
	require.NotNil(t, seen.Viewer.Notices.Nodes[0].ReadAt)
}

// TestAnAnnouncementReachesThoseWhoFollow goes the whole way, from the head's step on.
func TestAnAnnouncementReachesThoseWhoFollow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	aida := w.As(w.m)
	w.person(t, aida)
	aida.Do(t, `mutation($m: ID!) { setFollows(input: {municipalityIds: [$m]}) { errors { code } } }`, map[string]any{"m": apptest.ID(w.m)}, nil)
	ref := w.contest(t)
	w.due(t)
	require.Len(t, w.office.IDs(), 1)
	require.Equal(t, ref.ID.String(), w.Value(t, `SELECT DISTINCT about_id FROM ops.message WHERE kind = 'COMPETITION_ANNOUNCED'`))
}

func TestADigestIsOneLetterAtTheReadersHour(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	aida := w.As(w.m)
	id := w.person(t, aida)
	set := `mutation($v: Version!, $hour: Int, $kinds: [KindPreferenceInput!]) { setNoticePreferences(input: {version: $v, digestHour: $hour, kinds: $kinds}) {
		noticePreferences { version digestHour } errors { code path } } }`
	digest := []map[string]any{{"kind": "COMPETITION_ANNOUNCED", "channels": []string{"EMAIL"}, "digest": true}}
	aida.Do(t, set, map[string]any{"v": 0, "hour": 18, "kinds": digest}, nil)
	code, _ := aida.Refused(t, set, map[string]any{"v": 0, "hour": 18})
	require.Equal(t, "CONFLICT", code)
	for _, wrong := range []map[string]any{
		{"kind": "RESULT_WON", "channels": []string{}}, {"kind": "SESSION_CALLED", "channels": []string{"EMAIL"}, "digest": true},
	} {
		code, _ = aida.Refused(t, set, map[string]any{"v": 1, "kinds": []map[string]any{wrong}})
		require.Equal(t, "VALIDATION", code)
	}
	for range 3 {
		w.tell(t, false, w.announced(notice.Account(id)))
		w.due(t)
	}
	require.Empty(t, w.office.IDs())
	w.Clock.Set(noon.Add(6 * time.Hour))
	dying := *w.Messenger
	dying.Boxes = killed{w.Messenger.Boxes}
	require.ErrorIs(t, dying.Due(access.WithGrants(t.Context())), errKilled)
	w.tell(t, false, w.announced(notice.Account(id))) // for tomorrow
	w.Clock.Set(noon.Add(7 * time.Hour))
	w.due(t)
	ids := w.office.IDs()
	require.Len(t, ids, 2)
	require.Equal(t, ids[0], ids[1], "a digest is repeated as it was")
	w.Clock.Set(noon.Add(31 * time.Hour))
	w.due(t)
	require.Len(t, w.office.IDs(), 3)
	require.Equal(t, "4", w.Value(t, `SELECT count(*) FROM ops.delivery WHERE state = 'SENT'`))
}

func TestWhoWasToldIsInTheLogWithoutAddresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	ref := w.contest(t)
	m := w.result("Асан")
	m.About = ref
	w.tell(t, false, m)
	w.due(t)
	log := `query($id: ID!) { messages(about: $id) { totalCount nodes { kind name createdAt deliveries { channel state address sentAt } } } }`
	raw := string(w.As(w.m, access.Head).Post(t, log, map[string]any{"id": encode(ref)}).Data)
	require.Contains(t, raw, `"totalCount":1`)
	require.Contains(t, raw, `"address":"a***@mail.kg"`)
	require.NotContains(t, raw, "a@mail.kg")
	code, _ := w.As(w.m).Refused(t, log, map[string]any{"id": encode(ref)})
	require.Equal(t, "FORBIDDEN", code)
	code, _ = w.As(w.Municipality(t), access.Head).Refused(t, log, map[string]any{"id": encode(ref)})
	require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code)

	forgetful := *w.Messenger
	forgetful.Keep = 24 * time.Hour
	w.Clock.Set(noon.Add(48 * time.Hour))
	require.NoError(t, forgetful.Forget(t.Context()))
	require.Equal(t, "0", w.Value(t, `SELECT count(*) FROM ops.message WHERE facts IS NOT NULL OR recipient <> '{}'`))
}
