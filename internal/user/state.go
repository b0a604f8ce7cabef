package user

import (
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where an account stands in its life.
type State string

// The states. An invited person has not yet opened her link; a suspended one cannot
// come in.
const (
	Invited   State = "INVITED"
	Active    State = "ACTIVE"
	Suspended State = "SUSPENDED"
)

// ErrNotActive refuses a step that the account's state does not allow.
var ErrNotActive = apperr.NewRule("ACCOUNT_STATE", i18n.New(
	"Эсептин азыркы абалында муну кылууга болбойт.",
	"В нынешнем состоянии учётной записи это невозможно.",
	"This cannot be done in the present state of the account."))

// takes refuses to suspend who is suspended, and to let back in who is not.
func (u *User) takes(action access.Action) error {
	if (action == access.Resume) != (u.State == Suspended) {
		return ErrNotActive
	}
	return nil
}

// suspend keeps the account out and remembers where it stood.
func (u *User) suspend() error {
	if err := u.takes(access.Suspend); err != nil {
		return err
	}
	u.StateBefore, u.State = u.State, Suspended
	return nil
}

// resume puts a suspended account back to where it stood: who has not opened her
// invitation stays invited.
func (u *User) resume() error {
	if err := u.takes(access.Resume); err != nil {
		return err
	}
	u.State, u.StateBefore = u.StateBefore, ""
	return nil
}

// Activate opens the account: she has proved who she is.
func (u *User) Activate() { u.State, u.StateBefore = Active, "" }
