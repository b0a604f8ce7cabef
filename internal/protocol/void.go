package protocol

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/competition"
)

// Void ends the sealed or signed protocol of a competition that is cancelled, with its
// awards, and gives the money back to the envelope. The caller holds the lock of the
// competition and writes the audit row.
func Void(ctx context.Context, tx Tx, c *competition.Competition, reason string, now time.Time) error {
	p, err := tx.LockLive(ctx, c.ID)
	if err != nil || p == nil {
		return err
	}
	event := Withdraw
	if p.State == Signed {
		event = Annul
	}
	if err := p.Apply(event, reason, now); err != nil {
		return err
	}
	if err := tx.UpdateProtocol(ctx, p); err != nil {
		return err
	}
	if err := tx.AnnulAwards(ctx, p.ID, now); err != nil {
		return err
	}
	return release(ctx, tx, c, p, now)
}
