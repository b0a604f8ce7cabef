package event

import (
	"context"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// RecordParticipants writes the participants of an initiative as a whole: for what is not
// known of single events. version is 0 for the first time. Leader, editor, executive
// secretary, specialist.
func (s *Service) RecordParticipants(ctx context.Context, of entity.Ref, version int64, counts Counts, note string) (*agreement.Agreement, error) {
	scope, err := s.auth.Authorize(ctx, of.Tenant, access.ParticipantRecord, access.Update)
	if err != nil {
		return nil, err
	}
	counts, note = counts.tidy(), strings.TrimSpace(note)
	var a *agreement.Agreement
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if a, err = tx.LockAgreement(ctx, of.ID); err != nil {
			return err
		}
		now, err := s.permits(ctx, tx, scope, a)
		if err != nil {
			return err
		}
		errs := counts.check("participants")
		errs.Add(text.Block(note, MaxText, "note"))
		if err := errs.Err(); err != nil {
			return err
		}
		return recordParticipants(ctx, tx, a, version, Record{Participants: counts, Note: note}, now)
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// recordParticipants inserts the first record of an agreement, and updates it later.
func recordParticipants(ctx context.Context, tx Tx, a *agreement.Agreement, version int64, written Record, now time.Time) error {
	kept, err := tx.Participants(ctx, a.ID)
	if err != nil {
		return err
	}
	entry := audit.Entry{Object: access.ParticipantRecord, Action: access.Update}
	switch {
	case kept == nil && version != 0, kept != nil && kept.Version != version:
		return apperr.ErrStale
	case kept == nil:
		kept = &Record{Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, Participants: written.Participants, Note: written.Note}
		err = tx.InsertParticipants(ctx, kept)
	default:
		entry.Before = *kept
		kept.Participants, kept.Note = written.Participants, written.Note
		kept.Touch(now)
		err = tx.UpdateParticipants(ctx, kept)
	}
	if err != nil {
		return err
	}
	entry.ID, entry.After = kept.ID, kept
	return tx.Record(ctx, entry)
}
