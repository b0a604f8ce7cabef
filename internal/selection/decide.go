package selection

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/letter"
)

// ProtocolDraft is what is written of a protocol before it is signed.
type ProtocolDraft struct {
	Number     string
	Date       *clock.Date
	Place      string
	Present    []uuid.UUID
	Votes      []Vote
	Discussion string
	// Decisions nil take those of the ranking, without money.
	Decisions []*Decision
}

// protocolWork is what a change of a protocol needs, the selection locked.
type protocolWork struct {
	tx        Tx
	sel       *Selection
	call      Call
	seats     []*Seat
	conflicts []*Conflict
	ranking   *Ranking
	protocol  *Protocol
	now       time.Time
}

// WriteProtocol writes the draft of the protocol over what it said before. version is 0 for
// the first time. A decision that departs from the ranking needs a reason.
func (s *Service) WriteProtocol(ctx context.Context, ref entity.Ref, version int64, draft ProtocolDraft) (*Protocol, error) {
	return s.onProtocol(ctx, ref.ID, version, access.Update, func(ctx context.Context, w *protocolWork) error {
		p := w.protocol
		p.Number, p.Date, p.Place, p.Present = draft.Number, draft.Date, draft.Place, draft.Present
		p.Votes, p.Discussion, p.Decisions = draft.Votes, draft.Discussion, draft.Decisions
		if p.Decisions == nil {
			p.Decisions = w.ranking.propose()
		}
		if p.Votes == nil {
			p.Votes = []Vote{}
		}
		if p.Present == nil {
			p.Present = []uuid.UUID{}
		}
		return w.check()
	})
}

func (w *protocolWork) check() error {
	seats := map[uuid.UUID]*Seat{}
	for _, seat := range w.seats {
		seats[seat.ID] = seat
	}
	if err := w.protocol.check(seats, w.ranking); err != nil {
		return err
	}
	settled, err := w.ranking.settle(w.protocol.Decisions, w.call.Fund)
	if err != nil {
		return err
	}
	w.protocol.Decisions = settled
	return nil
}

// SignProtocol seals the protocol with the signatures as they are printed and makes the
// decisions facts: each letter takes its state.
func (s *Service) SignProtocol(ctx context.Context, ref entity.Ref, version int64, signatories []Signatory, scan *uuid.UUID) (*Protocol, error) {
	return s.onProtocol(ctx, ref.ID, version, access.Sign, func(ctx context.Context, w *protocolWork) error {
		p := w.protocol
		if p.Version == 0 {
			return ErrNoProtocol
		}
		if err := w.check(); err != nil { // a letter may have been withdrawn since
			return err
		}
		if err := p.ready(w.sel, signatories, w.now); err != nil {
			return err
		}
		if scan != nil {
			owner := file.Owner{Object: access.SelectionProtocol, ID: p.ID}
			if _, err := w.tx.AttachFile(ctx, *scan, owner, file.ProtocolScan, file.SignedPaper); err != nil {
				return apperr.At(err, "scanFileId")
			}
			p.ScanFileID = scan
		}
		if err := p.seal(w.content(signatories), signatories, w.now); err != nil {
			return err
		}
		return w.conclude(ctx)
	})
}

// outcomes are the events of a letter behind the decisions.
var outcomes = map[Outcome]letter.Event{
	Selected: letter.Choose, SelectedWithCofinancing: letter.ChooseWithMoney, Reserved: letter.KeepInReserve, NotSelected: letter.PassOver,
}

func (w *protocolWork) conclude(ctx context.Context) error {
	if err := w.tx.InsertDecisions(ctx, w.sel.ID, w.protocol.Decisions); err != nil {
		return err
	}
	for _, d := range w.protocol.Decisions {
		l, err := w.tx.LockLetter(ctx, d.LetterID)
		if err != nil {
			return err
		}
		if err := moveLetter(ctx, w.tx, l, outcomes[d.Outcome()], access.Evaluate, "", w.now); err != nil {
			return err
		}
	}
	before := *w.sel
	if err := w.sel.Apply(Sign, "", w.now); err != nil {
		return err
	}
	if err := w.tx.Update(ctx, w.sel); err != nil {
		return err
	}
	return w.tx.Record(ctx, audit.Entry{Object: access.Selection, Action: access.Sign, ID: w.sel.ID, Before: before, After: w.sel})
}

func (s *Service) onProtocol(ctx context.Context, selection uuid.UUID, version int64, action access.Action,
	apply func(context.Context, *protocolWork) error,
) (*Protocol, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionProtocol, action)
	if err != nil {
		return nil, err
	}
	var written *Protocol
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		w, err := lockProtocol(ctx, tx, selection)
		if err != nil {
			return err
		}
		p := w.protocol
		if p.Version != version {
			return apperr.ErrStale
		}
		var before any
		write := tx.InsertProtocol
		if version > 0 {
			before, write = *p, tx.UpdateProtocol
		}
		if err := apply(ctx, w); err != nil {
			return err
		}
		if version == 0 {
			p.Base = entity.NewBase(uuid.Nil, w.now)
		} else {
			p.Touch(w.now)
		}
		if err := write(ctx, p); err != nil {
			return err
		}
		written = p
		return tx.Record(ctx, audit.Entry{Object: access.SelectionProtocol, Action: action, ID: p.ID, Before: before, After: p})
	})
	if err != nil {
		return nil, err
	}
	return written, nil
}

func lockProtocol(ctx context.Context, tx Tx, selection uuid.UUID) (*protocolWork, error) {
	w := &protocolWork{tx: tx}
	var err error
	if w.sel, err = tx.Lock(ctx, selection); err != nil {
		return nil, err
	}
	if err := w.sel.in(Deciding); err != nil {
		return nil, err
	}
	if w.call, err = tx.Call(ctx, w.sel.CallID); err != nil {
		return nil, err
	}
	if w.seats, err = tx.Seats(ctx, selection); err != nil {
		return nil, err
	}
	if w.conflicts, err = tx.Conflicts(ctx, selection); err != nil {
		return nil, err
	}
	if w.ranking, err = rankingOf(ctx, tx, w.sel, w.call); err != nil {
		return nil, err
	}
	if w.protocol, err = tx.LockProtocol(ctx, selection); err != nil {
		return nil, err
	}
	if w.protocol == nil {
		w.protocol = &Protocol{SelectionID: selection}
	}
	w.now, err = tx.Now(ctx)
	return w, err
}

// ProtocolByID reads one protocol.
func (s *Service) ProtocolByID(ctx context.Context, ref entity.Ref) (*Protocol, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionProtocol, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Read(scope).ProtocolByID(ctx, ref.ID)
}

// Protocol reads the protocol of a selection, nil while there is none.
func (s *Service) Protocol(ctx context.Context, selection uuid.UUID) (*Protocol, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionProtocol, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Read(scope).Protocol(ctx, selection)
}
