package letter_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/user"
)

// desk keeps one letter, and counts the secrets that it got and the messages about it.
type desk struct {
	letter.Store
	letter      letter.Letter
	armed, sent int
}

func (d *desk) Get(context.Context, access.Scope, uuid.UUID) (*letter.Letter, error) {
	return &d.letter, nil
}

func (d *desk) Places(context.Context, access.Scope, []uuid.UUID) (map[uuid.UUID]letter.Place, error) {
	return nil, nil
}

func (d *desk) Arm(context.Context, access.Scope, uuid.UUID, []byte) error {
	d.armed++
	return nil
}

func (d *desk) Reaches(user.Contact) bool { return true }

func (d *desk) Send(context.Context, user.Contact, string, string) error {
	d.sent++
	return nil
}

// TestALetterThatWasSentGetsNoLink: the link says to go on with it, and would end the one
// that its writer has.
func TestALetterThatWasSentGetsNoLink(t *testing.T) {
	t.Parallel()
	for _, state := range letter.States {
		d := &desk{letter: letter.Letter{State: state, Contact: "aimak@mail.example", Language: i18n.Ky}}
		require.NoError(t, letter.Courier{Store: d, Mail: d}.Deliver(t.Context(), letter.Tell{}))
		want := 0
		if state == letter.Draft {
			want = 1
		}
		require.Equal(t, []int{want, want}, []int{d.armed, d.sent}, state)
	}
}
