package notice

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
)

// Delivery is one way that a message takes to its reader.
type Delivery struct {
	ID        uuid.UUID
	MessageID uuid.UUID
	TenantID  uuid.UUID
	AccountID *uuid.UUID
	Channel   Channel
	State     State
	Reason    Reason
	// Answer is what the server or gateway said.
	Answer string
	// Address is masked.
	Address string
	// Digest waits for the reader's hour, with others.
	Digest bool
	// BatchID is the delivery that is sent, and sent again: itself or the first of a digest.
	BatchID     *uuid.UUID
	Reference   string
	Attempts    int
	Cost        money.Amount
	QueuedAt    time.Time
	NextAt      time.Time
	SentAt      *time.Time
	DeliveredAt *time.Time
}

const (
	// lease is how long a server has to send what it took; then another may.
	lease = 10 * time.Minute
	// patience is how long a delivery is tried.
	patience = 72 * time.Hour
	// answerMost bounds what is kept of an answer, in characters.
	answerMost = 300
)

// waits are the times between attempts; the last is repeated.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}

func (m *Sent) delivery(channel Channel, digest bool, now, next time.Time) *Delivery {
	d := &Delivery{
		ID: entity.NewID(), MessageID: m.ID, TenantID: m.TenantID, AccountID: m.AccountID,
		Channel: channel, State: Queued, Digest: digest, QueuedAt: now, NextAt: next,
	}
	if !digest {
		d.BatchID = &d.ID
	}
	return d
}

func (d *Delivery) skip(reason Reason) *Delivery {
	d.State, d.Reason = Skipped, reason
	return d
}

func (d *Delivery) sent(reference, address string, now time.Time) {
	d.State, d.Reason, d.Answer, d.Reference, d.Address, d.SentAt = WentOut, NoReason, "", reference, address, &now
}

// failed notes an attempt that came to nothing; final means that no other will do better.
func (d *Delivery) failed(answer, address string, final bool, now time.Time) {
	d.Answer, d.Address = cut(answer, answerMost), address
	switch {
	case final:
		d.State, d.Reason = Failed, Refused
	case now.Sub(d.QueuedAt) >= patience:
		d.State, d.Reason = Failed, GaveUp
	default:
		d.NextAt = now.Add(waits[min(max(d.Attempts, 1), len(waits))-1])
	}
}
