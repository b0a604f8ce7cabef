package selection

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
)

// Ask asks the municipality about its letter, which then waits for the answer.
func (s *Service) Ask(ctx context.Context, id uuid.UUID, version int64, question string, dueOn clock.Date) (*Clarification, error) {
	var asked *Clarification
	permission := access.Permission{Object: access.LetterClarification, Action: access.Create}
	_, err := s.onLetter(ctx, id, version, permission, "", func(ctx context.Context, w *work) error {
		if err := w.sel.in(Preparation); err != nil {
			return err
		}
		asked = &Clarification{Base: entity.NewBase(uuid.Nil, w.now), LetterID: id, Question: question, DueOn: dueOn, AskedBy: w.who}
		if err := asked.check(w.now); err != nil {
			return err
		}
		if w.letter.State != letter.NeedsClarification {
			if err := w.letter.Apply(letter.Clarify, letter.Facts{}, w.now); err != nil {
				return err
			}
		}
		if err := w.tx.InsertClarification(ctx, asked); err != nil {
			return err
		}
		w.changes(asked.ID, nil, asked)
		contents, err := w.tx.Contents(ctx, []uuid.UUID{id})
		if err != nil {
			return err
		}
		return tell(ctx, w, contents[id], notice.ClarificationAsked, "clarification:"+asked.ID.String(), notice.Facts{
			"number": numberOf(w.letter), "question": notice.Plain(asked.Question), "due": notice.Day(asked.DueOn),
		})
	})
	if err != nil {
		return nil, err
	}
	return asked, nil
}

// numberOf is the number of a letter's receipt.
func numberOf(l *letter.Letter) notice.Fact { return notice.Code("№ " + receiptNo(l)) }

func receiptNo(l *letter.Letter) string {
	if l.Number == nil {
		return "–"
	}
	return strconv.Itoa(*l.Number)
}

// tell writes a message to the contact of a letter; one without a contact is told by hand.
func tell(ctx context.Context, w *work, content letter.Content, kind notice.Kind, once string, facts notice.Facts) error {
	to, name := contactOf(w.letter, content)
	if to == "" {
		return nil
	}
	return w.tx.Notify(ctx, notice.Message{
		Kind: kind, About: w.letter.Ref(), To: notice.To{Contact: to, Name: name, Locale: w.letter.Language}, Facts: facts, Once: once,
	})
}

// contactOf is where a municipality gets messages about its letter: the contact that was
// given for it or, for one on paper, the addresses in it.
func contactOf(l *letter.Letter, c letter.Content) (user.Contact, string) {
	name := c.Contacts.PersonName
	if name == "" {
		name = c.HeadName
	}
	if l.Contact != "" {
		return l.Contact, name
	}
	for _, given := range []string{c.Contacts.Email, c.General.Email, c.Contacts.Mobile} {
		if to, err := user.ParseContact(given); err == nil {
			return to, name
		}
	}
	return "", name
}

// Answer answers a question about a letter: the staff of its municipality, or the programme
// with what it was told. Once nothing is left open, the check goes on.
func (s *Service) Answer(ctx context.Context, ref entity.Ref, version int64, words, by string) (*Clarification, error) {
	scope, via, err := s.answering(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	return s.settle(ctx, scope, ref.ID, access.Answer, "", func(c *Clarification, now time.Time) error {
		if c.Version != version {
			return apperr.ErrStale
		}
		return c.answer(words, by, via, now)
	})
}

// answering grants the right to answer a question: to the programme, or to the staff of the
// municipality that wrote the letter. What may not be seen is NOT_FOUND.
func (s *Service) answering(ctx context.Context, id uuid.UUID) (access.Scope, Via, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterClarification, access.Answer)
	if err == nil {
		return scope, ByProgramme, nil
	}
	if !apperr.Refuses(err) {
		return access.Scope{}, "", err
	}
	scope, err = s.auth.AuthorizeProgramme(ctx, access.SelectionResult, access.Read) // to find the municipality, nothing is shown
	if err != nil {
		return access.Scope{}, "", err
	}
	r := s.store.Read(scope)
	asked, err := r.Clarification(ctx, id)
	if err != nil {
		return access.Scope{}, "", err
	}
	l, err := r.Letter(ctx, asked.LetterID)
	if err != nil {
		return access.Scope{}, "", err
	}
	granted, err := s.auth.Authorize(ctx, l.MunicipalityID, access.LetterClarification, access.Answer)
	if err != nil {
		if apperr.CodeOf(err) == apperr.Forbidden {
			err = apperr.ErrNotFound
		}
		return access.Scope{}, "", err
	}
	return granted.InProgramme(), ByStaff, nil
}

// AnswerWithSecret answers a question about a letter for whoever holds its secret.
func (s *Service) AnswerWithSecret(ctx context.Context, key letter.Handle, ref entity.Ref, version int64, words, by string) (*Clarification, error) {
	scope, opened, err := s.holder.Hold(ctx, key, access.Update)
	if err != nil {
		return nil, err
	}
	return s.settle(ctx, scope, ref.ID, access.Answer, "", func(c *Clarification, now time.Time) error {
		switch {
		case c.LetterID != opened.ID:
			return apperr.ErrNotFound
		case c.Version != version:
			return apperr.ErrStale
		}
		return c.answer(words, by, BySecret, now)
	})
}

// CloseClarification goes on without an answer, for a reason.
func (s *Service) CloseClarification(ctx context.Context, ref entity.Ref, version int64, reason string) (*Clarification, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterClarification, access.Close)
	if err != nil {
		return nil, err
	}
	return s.settle(ctx, scope, ref.ID, access.Close, reason, func(c *Clarification, now time.Time) error {
		if c.Version != version {
			return apperr.ErrStale
		}
		return c.close(reason, now)
	})
}

// settle ends the waiting for an answer and lets the check of the letter go on.
func (s *Service) settle(ctx context.Context, scope access.Scope, id uuid.UUID, action access.Action, reason string,
	apply func(*Clarification, time.Time) error,
) (*Clarification, error) {
	var settled *Clarification
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		found, err := tx.Clarification(ctx, id)
		if err != nil {
			return err
		}
		w, err := lockLetter(ctx, tx, scope, found.LetterID)
		if err != nil {
			return err
		}
		c, err := tx.LockClarification(ctx, id)
		if err != nil {
			return err
		}
		before := *c
		if err := apply(c, w.now); err != nil {
			return err
		}
		if err := tx.UpdateClarification(ctx, c); err != nil {
			return err
		}
		if err := w.goOn(ctx, c.LetterID); err != nil {
			return err
		}
		settled = c
		return tx.Record(ctx, audit.Entry{Object: access.LetterClarification, Action: action, ID: id, Before: before, After: c, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return settled, nil
}

// goOn takes a letter back into its check once no question is open.
func (w *work) goOn(ctx context.Context, id uuid.UUID) error {
	asked, err := w.tx.Clarifications(ctx, []uuid.UUID{id})
	if err != nil {
		return err
	}
	for _, c := range asked[id] {
		if c.Open() {
			return nil
		}
	}
	if w.letter.State != letter.NeedsClarification {
		return nil
	}
	if err := w.letter.Apply(letter.Clarified, letter.Facts{}, w.now); err != nil {
		return err
	}
	return w.tx.UpdateLetter(ctx, w.letter)
}

// Clarification reads one question.
func (s *Service) Clarification(ctx context.Context, ref entity.Ref) (*Clarification, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterClarification, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Read(scope).Clarification(ctx, ref.ID)
}

// QuestionsWithSecret reads the questions about a letter for whoever holds its secret.
func (s *Service) QuestionsWithSecret(ctx context.Context, key letter.Handle) ([]*Clarification, error) {
	scope, opened, err := s.holder.Hold(ctx, key, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.Read(scope).Clarifications(ctx, []uuid.UUID{opened.ID})
	return found[opened.ID], err
}

// QuestionsTo reads the questions about the letters of a municipality for its staff.
func (s *Service) QuestionsTo(ctx context.Context, municipality uuid.UUID) ([]*Clarification, error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.LetterClarification, access.Answer)
	if err != nil {
		return nil, err
	}
	return s.store.Read(scope.InProgramme()).QuestionsTo(ctx, municipality)
}
