package publication_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/user"
)

// box is a mailer that hands every message over.
type box chan [2]string

func (box) Reaches(to user.Contact) bool { return !to.IsPhone() }

func (b box) Send(_ context.Context, to user.Contact, _, text string) error {
	b <- [2]string{string(to), text}
	return nil
}

// TestWinnersAndTheOthersAreTold publishes a result: both applicants get their decision
// with the means of every criterion, by the day that the regulation sets.
func TestWinnersAndTheOthersAreTold(t *testing.T) {
	t.Parallel()
	mail := make(box, 100)
	a := approve(t, func(c *app.Config) { c.Mail, c.BaseURL = mail, "http://demilge.test" })
	stop, err := a.Work(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, stop(context.Background())) })

	a.As(a.m, access.Head).Do(t, publish, a.input(document("PROTOCOL"), document("ORDER"), document("WINNERS")), nil)
	told := map[string]string{}
	for len(told) < 2 {
		if message := <-mail; message[0] == "w"+a.mail || message[0] == "l"+a.mail {
			told[message[0]] = message[1]
		}
	}
	won, lost := told["w"+a.mail], told["l"+a.mail]
	require.Contains(t, won, "сынагында жеңди")
	require.Contains(t, won, "Күчтүү жактары:\n- Зарылдыгы: 4.00 (орточо 2.50)")
	require.Contains(t, won, "Жакшыртууга боло турган жактары:\n- Туруктуулугу: 2.00 (орточо 2.50)")
	require.Contains(t, lost, "жеңген жок")
	require.Contains(t, lost, "Күчтүү жактары:\n- Туруктуулугу: 3.00")
	require.NotContains(t, lost, "Исакунова")

	r := a.As(a.m, access.Specialist).Post(t, `query($id: ID!) { node(id: $id) { ... on Competition { noticeDueOn } } }`,
		map[string]any{"id": scalar.EncodeID(a.c.Ref())})
	require.JSONEq(t, `{"node": {"noticeDueOn": "2019-12-20"}}`, string(r.Data))
}
