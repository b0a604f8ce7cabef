package competition

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// Facts are what the rules need to know from outside the competition. An event looks at
// its own part only: give what its guards name, leave the rest zero.
type Facts struct {
	// Reason is asked by EXTEND_WINDOW, ANNUL_PROTOCOL, CANCEL, FAIL_NO_APPLICATIONS and FAIL_NO_WINNER.
	Reason string
	// Preparation is asked by ANNOUNCE.
	Preparation Preparation
	// MinApplications of the pinned regulation and Applications are asked by
	// START_EVALUATION and FAIL_NO_APPLICATIONS.
	MinApplications int
	Applications    Tally
	// ProtocolSigned says that chair, secretary and members have signed; asked by SIGN_PROTOCOL.
	ProtocolSigned bool
	// Order of the head, with number and date, is asked by APPROVE_RESULT and ANNUL_PROTOCOL.
	Order *Order
	// DocumentsPublished says that protocol, order and list of winners are out together
	// or those that a failure has; asked by PUBLISH_RESULT and PUBLISH_FAILURE.
	DocumentsPublished bool
	// Window is the new window of EXTEND_WINDOW.
	Window *Window
	// WindowRules of the pinned regulation are asked by EXTEND_WINDOW.
	WindowRules regulation.WindowRules
}

// Preparation is what must stand before a competition is announced.
type Preparation struct {
	// RegulationInForce: the pinned version is adopted or published; RegulationReplaced: a
	// later edition is as well.
	RegulationInForce, RegulationReplaced bool
	Rules                                 regulation.Rules
	// Decree adopted the regulation; Days are the working days by which its terms are counted.
	Decree string
	Days   *workday.Calendar
	// EnvelopeAmount is nil while the envelope has no decree.
	EnvelopeAmount *money.Amount
	// EnvelopeLeft is what awards may still take of it, EnvelopeYear the budget's year.
	EnvelopeLeft money.Amount
	EnvelopeYear int
	// CommissionFormed: formed by an order with number and date.
	CommissionFormed bool
	// CommissionLacks is what its size and composition lack by the pinned rules.
	CommissionLacks apperr.List
	// AreaNames are the names of the chosen priority areas, by id.
	AreaNames map[uuid.UUID]i18n.Localized
	// Announcement is the text about to go out, nil while there is none.
	Announcement *Announcement
	// Channels counts where it goes; WithoutProof those that show neither link nor photo.
	Channels, WithoutProof int
}

// Tally counts the submitted applications of a competition.
type Tally struct {
	Admitted, Rejected, Withdrawn int
	// Undecided are submitted, registered or returned and not yet decided.
	Undecided int
}
