package publication_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/user"
)

// box is a mailer that keeps what was sent by address. All tests share one: a server's
// workers take the jobs of every municipality in the database.
type box struct{ letters sync.Map }

var mail box

func (b *box) at(address string) chan string {
	letters, _ := b.letters.LoadOrStore(address, make(chan string, 10))
	return letters.(chan string)
}

func (*box) Reaches(to user.Contact) bool { return !to.IsPhone() }

func (b *box) Send(_ context.Context, to user.Contact, _, text string) error {
	b.at(string(to)) <- text
	return nil
}

func (b *box) Post(_ context.Context, letter notice.Letter) error {
	b.at(string(letter.To)) <- letter.Text
	return nil
}

// to waits for the letter to an address that says something; what else came before is left.
func (b *box) to(t *testing.T, address, says string) string {
	t.Helper()
	over := time.After(time.Minute)
	for {
		select {
		case text := <-b.at(address):
			if strings.Contains(text, says) {
				return text
			}
		case <-over:
			require.Fail(t, "nothing was sent", "%s: %s", address, says)
		}
	}
}

// posting has a server send by the box.
func posting(c *app.Config) { c.Mail, c.BaseURL = &mail, "http://demilge.test" }

// work does a server's jobs until the test ends.
func work(t *testing.T, a *apptest.App) {
	t.Helper()
	stop, err := a.Work(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, stop(context.Background())) })
}

// TestWinnersAndTheOthersAreTold publishes a result: both applicants get their decision
// with the means of every criterion, by the day that the regulation sets.
func TestWinnersAndTheOthersAreTold(t *testing.T) {
	t.Parallel()
	a := approve(t, posting)
	work(t, a.App)

	a.As(a.m, access.Head).Do(t, publish, a.input(document("PROTOCOL"), document("ORDER"), document("WINNERS")), nil)
	won, lost := mail.to(t, "w"+a.mail, "сынагында жеңди"), mail.to(t, "l"+a.mail, "жеңген жок")
	require.Contains(t, won, "Күчтүү жактары:\n- Зарылдыгы: 4.00 (орточо 2.50)")
	require.Contains(t, won, "Жакшыртууга боло турган жактары:\n- Туруктуулугу: 2.00 (орточо 2.50)")
	require.Contains(t, lost, "Күчтүү жактары:\n- Туруктуулугу: 3.00")
	require.NotContains(t, lost, "Исакунова")

	require.JSONEq(t, `{"node": {"noticeDueOn": "2019-12-20"}}`, noticeDue(t, a.As(a.m, access.Specialist), scalar.EncodeID(a.c.Ref())))
}

func noticeDue(t *testing.T, who *apptest.Client, competition string) string {
	t.Helper()
	return string(who.Post(t, `query($id: ID!) { node(id: $id) { ... on Competition { noticeDueOn } } }`, input{"id": competition}).Data)
}

// Nobody won: every applicant is told so, why, and what the commission thought of each
// criterion.
func TestAllAreToldThatNobodyWon(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, posting)
	work(t, a)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 38_000})
	var addresses []string // written past the seal of a submitted application
	for _, id := range j.Ids() {
		addresses = append(addresses, id.String()+"@mail.kg")
		a.SQL(t, fmt.Sprintf("SET session_replication_role = replica; UPDATE %s.applicant SET email = '%s@mail.kg' WHERE id = '%[2]s'", j.M.Schema, id))
	}
	decisions := []input{{"applicationId": j.ApplicationID(0)}, {"applicationId": j.ApplicationID(1)}}
	draft := j.Drafted(t, j.Ranked(t, 2, 1), decisions...)
	draft = j.Seats[1].Change(t, "updateProtocol", draft.With("date", j.Today(), "noWinnerReason", "Баллдары төмөн", "decisions", decisions))
	j.Approve(t, j.Signed(t, draft))
	over := j.Competition(t)
	require.JSONEq(t, `{"node": {"noticeDueOn": null}}`, noticeDue(t, j.Head, over.ID))

	j.Head.Change(t, "publishResult", failure(over, document("ORDER"), document("FAILURE"), document("PROTOCOL")))
	for _, address := range addresses {
		letter := mail.to(t, address, "сынагы өтпөй калды деп табылды: Баллдары төмөн")
		require.Contains(t, letter, "(орточо 1.50)")
	}
	require.JSONEq(t, `{"node": {"noticeDueOn": "2019-12-20"}}`, noticeDue(t, j.Head, over.ID))
}

// Too few applications were admitted: those that were are told, though there is no protocol.
func TestTheAdmittedAreToldThatTheyWereTooFew(t *testing.T) {
	t.Parallel()
	a := &approved{App: apptest.New(t, posting), mail: entity.NewID().String() + "@mail.kg"}
	work(t, a.App)
	a.m = a.Municipality(t)
	a.c = a.Contest(t, a.m, func(r *regulation.Rules) { r.MinApplications = 2 })
	a.Clock.Set(apptest.Opens.Add(time.Hour))
	only := a.apply(t, "Исакунова", "Жаңы жыл")
	a.SQL(t, fmt.Sprintf("UPDATE %s.application SET state = 'ADMITTED' WHERE id = '%s'", a.m.Schema, only))
	a.Clock.Set(apptest.Closes.Add(time.Hour))
	head := a.As(a.m, access.Head)
	over := head.Change(t, "failCompetition", input{"id": scalar.EncodeID(a.c.Ref()), "version": a.c.Version, "reason": "Бир гана өтүнмө түштү"})
	head.Change(t, "publishResult", failure(over, document("FAILURE")))
	letter := mail.to(t, "w"+a.mail, "сынагы өтпөй калды деп табылды: Бир гана өтүнмө түштү")
	require.NotContains(t, letter, "жактары:")
	require.JSONEq(t, `{"node": {"noticeDueOn": "2019-12-20"}}`, noticeDue(t, head, over.ID))
}
