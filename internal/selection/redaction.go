package selection

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/text"
)

// Redaction is what the programme hides in the texts of one letter before members of a
// coded selection read them.
type Redaction struct {
	Letter   *letter.Letter
	Entry    *Entry
	Passages []Passage
	// Fields are what members will read.
	Fields []Field
}

// Redaction shows the texts of a letter as they are and as members will read them.
func (s *Service) Redaction(ctx context.Context, id uuid.UUID) (*Redaction, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterRedaction, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	l, err := r.Letter(ctx, id)
	if err != nil {
		return nil, err
	}
	call, err := r.Call(ctx, l.CallID)
	if err != nil {
		return nil, err
	}
	entry, err := r.EntryOf(ctx, id)
	if err != nil {
		return nil, err
	}
	return redaction(ctx, r, call, l, entry)
}

func redaction(ctx context.Context, r Reader, call Call, l *letter.Letter, entry *Entry) (*Redaction, error) {
	contents, err := r.Contents(ctx, []uuid.UUID{l.ID})
	if err != nil {
		return nil, err
	}
	places, err := r.Places(ctx, []uuid.UUID{l.MunicipalityID})
	if err != nil {
		return nil, err
	}
	content, place := contents[l.ID], places[l.MunicipalityID]
	var own Redacted
	if entry != nil {
		own = entry.Redacted
	}
	passages := Passages(content, call.Questions, NamesOf(content, place.Name, place.Raion, place.Oblast), own)
	return &Redaction{Letter: l, Entry: entry, Passages: passages, Fields: CodedFields(content, call.Questions, texts(passages))}, nil
}

// Redact replaces texts by what members may read. It ends a confirmation.
func (s *Service) Redact(ctx context.Context, id uuid.UUID, version int64, rewritten Redacted) (*Redaction, error) {
	var shown *Redaction
	permission := access.Permission{Object: access.LetterRedaction, Action: access.Update}
	_, err := s.onLetter(ctx, id, version, permission, "", func(ctx context.Context, w *work) error {
		entry, err := w.entry(ctx)
		if err != nil {
			return err
		}
		before := entry.said(rewritten)
		standing, err := redaction(ctx, w.tx, w.call, w.letter, entry)
		if err != nil {
			return err
		}
		if err := standing.rewrite(rewritten); err != nil {
			return err
		}
		entry.ConfirmedAt, entry.ConfirmedBy = nil, ""
		w.changes(id, before, entry.said(rewritten))
		if err := w.tx.UpdateEntry(ctx, entry); err != nil {
			return err
		}
		shown, err = redaction(ctx, w.tx, w.call, w.letter, entry)
		return err
	})
	if err != nil {
		return nil, err
	}
	return shown, nil
}

// rewrite takes texts into the entry, each of which must stand somewhere in the letter.
func (r *Redaction) rewrite(rewritten Redacted) error {
	known := map[string]bool{}
	for _, p := range r.Passages {
		known[p.Path] = true
	}
	var errs apperr.List
	if r.Entry.Redacted == nil {
		r.Entry.Redacted = Redacted{}
	}
	for path, words := range rewritten {
		if !known[path] {
			errs.Add(apperr.ErrNotFound.At("texts", path))
		}
		errs.Add(text.Block(words, MaxPassage, "texts", path))
		r.Entry.Redacted[path] = words
	}
	return errs.Err()
}

// ConfirmRedaction says that no text tells the municipality any more.
func (s *Service) ConfirmRedaction(ctx context.Context, id uuid.UUID, version int64) (*Redaction, error) {
	var shown *Redaction
	permission := access.Permission{Object: access.LetterRedaction, Action: access.Confirm}
	_, err := s.onLetter(ctx, id, version, permission, "", func(ctx context.Context, w *work) error {
		entry, err := w.entry(ctx)
		if err != nil {
			return err
		}
		if shown, err = redaction(ctx, w.tx, w.call, w.letter, entry); err != nil {
			return err
		}
		if err := shown.silent(); err != nil {
			return err
		}
		rewritten := texts(shown.Passages)
		before := entry.said(rewritten)
		entry.Redacted = rewritten
		entry.ConfirmedAt, entry.ConfirmedBy = &w.now, w.who
		w.changes(id, before, entry.said(rewritten))
		return w.tx.UpdateEntry(ctx, entry)
	})
	if err != nil {
		return nil, err
	}
	return shown, nil
}

// redactionAudit is what the log keeps of a redaction: whether it is confirmed, and the texts
// of the places that are touched; a place without one is hidden by the names alone.
type redactionAudit struct {
	Texts       Redacted   `json:"texts"`
	ConfirmedAt *time.Time `json:"confirmedAt,omitempty"`
	ConfirmedBy string     `json:"confirmedBy,omitempty"`
}

func (e *Entry) said(touched Redacted) redactionAudit {
	kept := redactionAudit{Texts: Redacted{}, ConfirmedAt: e.ConfirmedAt, ConfirmedBy: e.ConfirmedBy}
	for path := range touched {
		if words, redacted := e.Redacted[path]; redacted {
			kept.Texts[path] = words
		}
	}
	return kept
}

// silent refuses texts in which a word still tells.
func (r *Redaction) silent() error {
	var errs apperr.List
	for i, p := range r.Passages {
		if len(p.Found) > 0 {
			errs.Add(ErrStillTells.With(i18n.Args{"words": strings.Join(p.Found, ", ")}).At("passages", strconv.Itoa(i)))
		}
	}
	return errs.Err()
}

// entry finds the place of the letter among those that are scored, or makes it.
func (w *work) entry(ctx context.Context) (*Entry, error) {
	if err := w.sel.in(Preparation); err != nil {
		return nil, err
	}
	entry, err := w.tx.EntryOf(ctx, w.letter.ID)
	if err != nil || entry != nil {
		return entry, err
	}
	if entry, err = newEntry(w.sel, w.letter); err != nil {
		return nil, err
	}
	return entry, w.tx.InsertEntry(ctx, entry)
}

func newEntry(sel *Selection, l *letter.Letter) (*Entry, error) {
	id, err := uuid.NewRandom() // not ordered by time, as other ids are
	if err != nil {
		return nil, err
	}
	return &Entry{
		ID: id, Version: 1, SelectionID: sel.ID, LetterID: l.ID, MunicipalityID: l.MunicipalityID, Redacted: Redacted{}, Fields: []Field{},
	}, nil
}
