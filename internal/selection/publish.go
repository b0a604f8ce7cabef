package selection

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// Publish shows everyone the list and, in the same transaction, writes a notice to every
// participant: one for each letter that was sent and not replaced, whatever became of it.
func (s *Service) Publish(ctx context.Context, ref entity.Ref, version int64) (*Selection, error) {
	return s.change(ctx, ref.ID, version, access.Publish, "", func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error {
		if err := sel.Apply(Publish, "", now); err != nil {
			return err
		}
		if err := tx.PublishResults(ctx, sel.CallID, now); err != nil {
			return err
		}
		call, err := tx.Call(ctx, sel.CallID)
		if err != nil {
			return err
		}
		p, err := tx.Protocol(ctx, sel.ID)
		if err != nil {
			return err
		}
		letters, err := tx.Letters(ctx, sel.CallID)
		if err != nil {
			return err
		}
		contents, err := tx.Contents(ctx, idsOf(letters))
		if err != nil {
			return err
		}
		for _, l := range letters {
			if l.State == letter.Replaced { // the letter that replaced it gets the notice
				continue
			}
			w := &work{tx: tx, sel: sel, call: call, letter: l, now: now}
			if err := w.announce(ctx, p, contents[l.ID]); err != nil {
				return err
			}
		}
		return nil
	})
}

// announce writes the notice to one participant.
func (w *work) announce(ctx context.Context, p *Protocol, content letter.Content) error {
	n := &Notice{Base: entity.NewBase(uuid.Nil, w.now), SelectionID: w.sel.ID, LetterID: w.letter.ID, Outcome: outcomeOf(w.letter, p)}
	if err := w.tx.InsertNotice(ctx, n); err != nil {
		return err
	}
	return w.tellResult(ctx, n, content)
}

// tellResult sends the notice as it stands, once for each of its versions.
func (w *work) tellResult(ctx context.Context, n *Notice, content letter.Content) error {
	once := fmt.Sprintf("selection-result:%s:%d", w.letter.ID, n.Version)
	return tell(ctx, w, content, notice.SelectionResult, once, notice.Facts{
		"title": notice.Words(w.call.Title), "number": numberOf(w.letter), "outcome": notice.Named(OutcomeNames[n.Outcome]),
		"reason": notice.Named(n.Outcome.explained()),
	})
}

// outcomeOf is what a participant is told: the decision or, where there is none, how far
// the letter came.
func outcomeOf(l *letter.Letter, p *Protocol) Outcome {
	if p != nil && l.State != letter.Withdrawn {
		if d := p.Decision(l.ID); d != nil {
			return d.Outcome()
		}
	}
	switch l.State {
	case letter.Ineligible:
		return WasIneligible
	case letter.Late:
		return WasLate
	case letter.Withdrawn:
		return WasWithdrawn
	}
	return NotConsidered
}

// OutcomeNames are the outcomes as a participant reads them.
var OutcomeNames = map[Outcome]i18n.Text{
	Selected:                i18n.New("тандалды", "отобрано", "chosen"),
	SelectedWithCofinancing: i18n.New("тандалды, биргелешип каржыланат", "отобрано, с софинансированием", "chosen, with co-financing"),
	Reserved:                i18n.New("резервге алынды", "в резерве", "in reserve"),
	NotSelected:             i18n.New("тандалган жок", "не отобрано", "not chosen"),
	WasIneligible:           i18n.New("критерийлерге жооп берген жок", "не отвечает критериям", "does not meet the criteria"),
	WasLate:                 i18n.New("мөөнөттөн кийин келген", "поступило после срока", "came after the deadline"),
	WasWithdrawn:            i18n.New("кайра алынган", "отозвано", "withdrawn"),
	NotConsidered:           i18n.New("каралган жок", "не рассмотрено", "not considered"),
}

// explained is the sentence under an outcome.
func (o Outcome) explained() i18n.Text {
	switch o {
	case Selected, SelectedWithCofinancing:
		return i18n.New(
			"Программа сиз менен кызматташуу боюнча меморандум түзүү үчүн байланышат. Пландалган иш-чаралардын графиги расмий кат менен жөнөтүлөт.",
			"Программа свяжется с вами, чтобы заключить меморандум о сотрудничестве. График запланированных мероприятий придёт с официальным письмом.",
			"The programme will get in touch with you to conclude a memorandum of cooperation. The schedule of planned activities follows with an official letter.")
	case Reserved:
		return i18n.New(
			"Тандалган муниципалитеттердин бири баш тартса, программа сизге кайрылат.",
			"Если один из отобранных муниципалитетов откажется, программа обратится к вам.",
			"Should one of the chosen municipalities step back, the programme will turn to you.")
	}
	return i18n.New(
		"Катышканыңыз үчүн рахмат. Кийинки чакырууларга кат жөнөтө аласыз.",
		"Спасибо за участие. Вы можете прислать письмо на следующее приглашение.",
		"Thank you for taking part. You are welcome to send a letter to the next call.")
}

// Delivery is how a notice reached a participant who was told by hand.
type Delivery struct {
	Channel Channel
	At      time.Time
	Note    string
}

// Deliver writes down that a participant was told by hand.
func (s *Service) Deliver(ctx context.Context, id uuid.UUID, version int64, d Delivery) (*Notice, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.ParticipantNotice, access.Deliver)
	if err != nil {
		return nil, err
	}
	d.Note = strings.TrimSpace(d.Note)
	if err := text.Block(d.Note, MaxReason, "note"); err != nil {
		return nil, err
	}
	var told *Notice
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		n, err := tx.LockNotice(ctx, id)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		switch {
		case n.Version != version:
			return apperr.ErrStale
		case n.NotifiedAt != nil:
			return ErrNotified
		case d.At.After(now) || d.At.Before(n.UpdatedAt): // untold, it last changed with its result
			return ErrDeliveredWhen.At("deliveredAt")
		}
		before := *n
		n.Channel, n.NotifiedAt, n.Note = d.Channel, &d.At, d.Note
		n.Touch(now)
		if err := tx.UpdateNotice(ctx, n); err != nil {
			return err
		}
		told = n
		return tx.Record(ctx, audit.Entry{Object: access.ParticipantNotice, Action: access.Deliver, ID: n.LetterID, Before: before, After: n})
	})
	if err != nil {
		return nil, err
	}
	return told, nil
}

// NoticesOf reads what participants were told, by letter.
func (s *Service) NoticesOf(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID]*Notice, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.ParticipantNotice, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Read(scope).Notices(ctx, letters)
}
