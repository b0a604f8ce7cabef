package competition

import "time"

// State is where a competition stands.
type State string

// The states (domain.md M6–M16). Open and Closed are never stored: the clock decides
// them between Announced and Evaluation.
const (
	Draft           State = "DRAFT"
	Announced       State = "ANNOUNCED"
	Open            State = "OPEN"
	Closed          State = "CLOSED"
	Evaluation      State = "EVALUATION"
	ProtocolSigned  State = "PROTOCOL_SIGNED"
	ResultApproved  State = "RESULT_APPROVED"
	ResultPublished State = "RESULT_PUBLISHED"
	Cancelled       State = "CANCELLED"
	Failed          State = "FAILED"
)

// States lists every state in the order of a competition's life.
var States = []State{Draft, Announced, Open, Closed, Evaluation, ProtocolSigned, ResultApproved, ResultPublished, Cancelled, Failed}

// Event is what somebody does to a competition.
type Event string

// The events.
const (
	Announce         Event = "ANNOUNCE"
	ExtendWindow     Event = "EXTEND_WINDOW"
	StartEvaluation  Event = "START_EVALUATION"
	SignProtocol     Event = "SIGN_PROTOCOL"
	AnnulProtocol    Event = "ANNUL_PROTOCOL"
	ApproveResult    Event = "APPROVE_RESULT"
	PublishResult    Event = "PUBLISH_RESULT"
	PublishFailure   Event = "PUBLISH_FAILURE"
	Cancel           Event = "CANCEL"
	FailNoApplicants Event = "FAIL_NO_APPLICATIONS"
	FailNoWinner     Event = "FAIL_NO_WINNER"
)

// Events lists every event.
var Events = []Event{Announce, ExtendWindow, StartEvaluation, SignProtocol, AnnulProtocol, ApproveResult,
	PublishResult, Cancel, FailNoApplicants, FailNoWinner, PublishFailure}

// StateAt is the state at time now: an announced competition is open from OpensAt on and
// closed from ClosesAt on.
func (c *Competition) StateAt(now time.Time) State {
	if c.State != Announced || c.OpensAt == nil || c.ClosesAt == nil {
		return c.State
	}
	switch {
	case now.Before(*c.OpensAt):
		return Announced
	case now.Before(*c.ClosesAt):
		return Open
	default:
		return Closed
	}
}
