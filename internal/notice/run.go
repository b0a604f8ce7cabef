package notice

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// run is one round over an outbox.
type run struct {
	*Messenger
	box Box
	// down counts the attempts in a row that a channel failed: after a few the rest waits,
	// so that a server that is down is not waited for by every letter.
	down map[Channel]int
}

const downAfter = 3

// all plans and sends what one message was made into, or everything.
func (r *run) all(ctx context.Context, parent *uuid.UUID) error {
	for range batches {
		list, err := r.box.Unplanned(ctx, parent, batchSize)
		if err != nil {
			return err
		}
		for _, message := range list {
			if err := r.plan(ctx, r.box, message); err != nil {
				return err
			}
			if parent == nil {
				continue
			}
			if err := r.send(ctx, &message.ID); err != nil {
				return err
			}
		}
		if len(list) < batchSize && (parent != nil || !expanded(list)) {
			break
		}
	}
	if parent != nil {
		return nil
	}
	return r.send(ctx, nil)
}

// expanded reports whether messages may have been made into others that wait now.
func expanded(list []*Sent) bool {
	for _, m := range list {
		if m.To.Found() {
			return true
		}
	}
	return false
}

// send sends what is due, of one message or all.
func (r *run) send(ctx context.Context, message *uuid.UUID) error {
	for range batches {
		now := r.Now()
		list, err := r.box.Claim(ctx, message, now, now.Add(lease), batchSize)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, leader := range list {
			if err := r.deliver(ctx, leader); err != nil {
				return err
			}
		}
	}
	return nil
}

// deliver sends one batch and writes what became of it. A server that is killed before it
// wrote sends the same letter again.
func (r *run) deliver(ctx context.Context, leader *Delivery) error {
	batch, err := r.box.Batch(ctx, leader.ID)
	if err != nil || len(batch) == 0 {
		return err
	}
	now := r.Now()
	if r.down[leader.Channel] >= downAfter {
		leader.NextAt = now.Add(waits[0])
		return r.box.Finish(ctx, []*Delivery{leader})
	}
	going, messages, err := r.sift(ctx, batch, now)
	if err != nil {
		return err
	}
	if len(going) > 0 {
		if err := r.attempt(ctx, leader.ID, going, messages, now); err != nil {
			return err
		}
	}
	return r.box.Finish(ctx, batch)
}

// sift takes out of a batch what must not or cannot go now.
func (r *run) sift(ctx context.Context, batch []*Delivery, now time.Time) (going []*Delivery, messages []*Sent, err error) {
	for _, d := range batch {
		message, err := r.box.Message(ctx, d.MessageID)
		if err != nil {
			return nil, nil, err
		}
		reason, err := r.hindrance(ctx, message)
		if err != nil {
			return nil, nil, err
		}
		if reason != NoReason {
			d.skip(reason)
			continue
		}
		going, messages = append(going, d), append(messages, message)
	}
	return going, messages, nil
}

// hindrance asks again, at the moment of sending, whether the reader is there and may see
// what the message is about.
func (r *run) hindrance(ctx context.Context, m *Sent) (Reason, error) {
	if m.Facts == nil {
		return TooOld, nil
	}
	if m.AccountID == nil {
		return NoReason, nil
	}
	who, err := r.Person(ctx, *m.AccountID)
	switch {
	case err != nil && apperr.CodeOf(err) == apperr.NotFound:
		return NoAccount, nil
	case err != nil:
		return NoReason, err
	case m.Kind.Wording().Open:
		return NoReason, nil
	}
	err = r.May(access.With(access.WithGrants(ctx), who), who, m.About)
	switch apperr.CodeOf(err) {
	case apperr.NotFound, apperr.Forbidden, apperr.Unauthenticated:
		if err != nil {
			return NoRight, nil
		}
	}
	return NoReason, err
}

// attempt sends one letter and notes on its deliveries what came of it.
func (r *run) attempt(ctx context.Context, id uuid.UUID, going []*Delivery, messages []*Sent, now time.Time) error {
	first := going[0]
	choice, addresses, err := r.ways(ctx, messages[0])
	if err != nil {
		return err
	}
	address := addresses[first.Channel]
	later := now
	if first.Channel.rings() && !messages[0].Kind.Wording().Urgent {
		later = choice.quietEnds(now)
	}
	switch {
	case address == "":
		return each(going, func(d *Delivery) { d.skip(NoAddress) })
	case later.After(now):
		return each(going, func(d *Delivery) { d.NextAt = later })
	}
	if paid, err := r.charge(ctx, first, messages[0].Kind, now); err != nil || !paid {
		first.skip(CostCap)
		return err
	}
	letter, err := r.letter(ctx, id, messages)
	if err != nil {
		return err
	}
	masked := letter.address(first.Channel, address)
	reference, err := r.Senders[first.Channel].Send(ctx, letter)
	if err == nil {
		r.down[first.Channel] = 0
		return each(going, func(d *Delivery) { d.sent(reference, masked, now) })
	}
	final := isFinal(err)
	if !final {
		r.down[first.Channel]++
	}
	answer := strings.ReplaceAll(err.Error(), address, masked)
	return each(going, func(d *Delivery) { d.failed(answer, masked, final, now) })
}

func each(list []*Delivery, do func(*Delivery)) error {
	for _, d := range list {
		do(d)
	}
	return nil
}

// address puts the address on the letter and returns it masked.
func (l *Letter) address(channel Channel, address string) (masked string) {
	if channel == Telegram {
		l.Chat = address
		return "Telegram"
	}
	l.To = user.Contact(address)
	return l.To.Masked()
}

// charge pays for an SMS of a municipality; false when its month's cap is reached. What is not
// mandatory may bring the month to half of the cap only, so that what is finds the rest.
func (r *run) charge(ctx context.Context, d *Delivery, kind Kind, now time.Time) (bool, error) {
	if d.Channel != SMS || r.Price == 0 || d.TenantID == uuid.Nil {
		return true, nil
	}
	day, most := clock.DateOf(now), r.Cap
	if !kind.Wording().Mandatory {
		most = (most + 1) / 2 // no cap, 0, stays none
	}
	return r.box.Charge(ctx, d, clock.NewDate(day.Year(), day.Month(), 1), r.Price, most)
}

// letter writes out the messages of a batch.
func (r *run) letter(ctx context.Context, id uuid.UUID, messages []*Sent) (Letter, error) {
	reader, err := r.reader(ctx, messages[0])
	if err != nil {
		return Letter{}, err
	}
	written := make([]Sent, 0, len(messages))
	for _, m := range messages {
		filled, err := r.filled(ctx, m)
		if err != nil {
			return Letter{}, err
		}
		written = append(written, filled)
	}
	var letter Letter
	if len(written) > 1 {
		letter = digest(id, written, reader, r.Base)
	} else {
		more, err := r.more(ctx, messages[0], reader.Locale)
		if err != nil {
			return Letter{}, err
		}
		letter = written[0].Write(reader, r.Base, more...)
	}
	letter.ID, letter.MessageID = id, MessageID(id, r.Base)
	return letter, nil
}

// more are the further paragraphs of a kind, none where their source is gone.
func (m *Messenger) more(ctx context.Context, message *Sent, lang i18n.Lang) ([]string, error) {
	add := m.More[message.Kind]
	if add == nil {
		return nil, nil
	}
	list, err := add(ctx, message, lang)
	if err != nil {
		return nil, gone(err)
	}
	return list, nil
}

func (r *run) reader(ctx context.Context, m *Sent) (Reader, error) {
	if m.AccountID == nil {
		reader := Reader{Name: m.To.Name, Locale: m.To.Locale, Stranger: true}
		if reader.Locale == "" {
			reader.Locale = i18n.Ky
		}
		return reader, nil
	}
	account, err := r.Boxes.Account(ctx, *m.AccountID)
	if err != nil {
		return Reader{}, err
	}
	return Reader{Name: account.FullName, Locale: account.Locale}, nil
}

// filled is a message with the facts that are not written down.
func (m *Messenger) filled(ctx context.Context, message *Sent) (Sent, error) {
	filled := *message
	if filled.Facts == nil {
		return filled, nil
	}
	filled.Facts = Facts{"place": Named(programme), "base": Code(m.Base)}
	for name, fact := range message.Facts {
		filled.Facts[name] = fact
	}
	if message.TenantID == uuid.Nil || m.Place == nil {
		return filled, nil
	}
	place, err := m.Place(ctx, message.TenantID)
	if err != nil {
		return filled, gone(err)
	}
	filled.Facts["place"] = Words(place.Name)
	return filled, nil
}

// programme is the place of messages that are about no municipality.
var programme = i18n.New("«Демилге»", "«Демилге»", "Demilge")

func isFinal(err error) bool {
	var last interface{ Final() bool }
	return errors.As(err, &last) && last.Final()
}
