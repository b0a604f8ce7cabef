package notice

import (
	"context"
	"slices"
	"strconv"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
)

// Preferences are what a person prefers, kind by kind, with what holds where she chose nothing.
type Preferences struct {
	Choice
	Kinds []KindPreference
}

// Telegram reports whether she gave a chat.
func (p *Preferences) Telegram() bool { return p.Chat != "" }

// KindPreference is what holds for one kind.
type KindPreference struct {
	Kind     Kind
	Channels []Channel
	Digest   bool
}

// Name is the kind in words.
func (k KindPreference) Name() i18n.Localized { return k.Kind.Wording().Name.Localized() }

// Mandatory kinds keep at least one channel.
func (k KindPreference) Mandatory() bool { return k.Kind.Wording().Mandatory }

// Urgent kinds do not wait.
func (k KindPreference) Urgent() bool { return k.Kind.Wording().Urgent }

// Edit changes what a person prefers; nil fields stay.
type Edit struct {
	DigestHour, QuietFrom, QuietUntil *int
	// ForgetTelegram takes the chat back.
	ForgetTelegram bool
	// Kinds are those that change.
	Kinds []KindPreference
}

var (
	errMandatory = apperr.Invalid(i18n.New(
		"Бул билдирүүнү өчүрүүгө болбойт: жок дегенде бир канал калтырыңыз.",
		"Это сообщение нельзя отключить: оставьте хотя бы один канал.",
		"This message cannot be switched off: leave one channel at least."), "channels")
	errUrgent = apperr.Invalid(i18n.New(
		"Шашылыш билдирүү күндүк топтомду күтпөйт.",
		"Срочное сообщение не ждёт дневной подборки.",
		"An urgent message does not wait for the digest."), "digest")
	errTwice = apperr.Invalid(i18n.New("Бир түр эки жолу аталган.", "Один вид назван дважды.", "One kind is named twice."), "kind")
)

// Preferences reads what the caller prefers.
func (s *Service) Preferences(ctx context.Context) (*Preferences, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Read)
	if err != nil {
		return nil, err
	}
	choice, err := s.store.Choice(ctx, scope.UserID())
	if err != nil {
		return nil, err
	}
	return choice.shown(), nil
}

// SetPreferences changes how the caller wants to be told; version is the one that she read.
func (s *Service) SetPreferences(ctx context.Context, version int64, edit Edit) (p *Preferences, err error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Update)
	if err != nil {
		return nil, err
	}
	if err := edit.check(); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		choice, err := tx.LockChoice(ctx, scope.UserID())
		if err != nil {
			return err
		}
		if choice.Version != version {
			return apperr.ErrStale
		}
		before := choice.masked()
		choice.write(edit)
		if err := tx.SaveChoice(ctx, scope.UserID(), choice); err != nil {
			return err
		}
		p = choice.shown()
		return tx.Record(ctx, audit.Entry{Object: access.Notice, Action: access.Update, ID: scope.UserID(), Before: before, After: choice.masked()})
	})
	return p, err
}

func (e Edit) check() error {
	var errs apperr.List
	for name, hour := range map[string]*int{"digestHour": e.DigestHour, "quietFrom": e.QuietFrom, "quietUntil": e.QuietUntil} {
		if hour != nil && (*hour < 0 || *hour > 23) {
			errs.Add(apperr.OutOfRange(0, 23, name))
		}
	}
	seen := map[Kind]bool{}
	for i, k := range e.Kinds {
		path := func(field string) []string { return []string{"kinds", strconv.Itoa(i), field} }
		w := k.Kind.Wording()
		switch {
		case seen[k.Kind]:
			errs.Add(errTwice.At(path("kind")...))
		case w.Mandatory && len(k.Channels) == 0:
			errs.Add(errMandatory.At(path("channels")...))
		case w.Urgent && k.Digest:
			errs.Add(errUrgent.At(path("digest")...))
		}
		seen[k.Kind] = true
	}
	return errs.Err()
}

// write changes the choice and counts the change.
func (c *Choice) write(e Edit) {
	for _, change := range []struct{ to, from *int }{{&c.DigestHour, e.DigestHour}, {&c.QuietFrom, e.QuietFrom}, {&c.QuietUntil, e.QuietUntil}} {
		if change.from != nil {
			*change.to = *change.from
		}
	}
	if e.ForgetTelegram {
		c.Chat = ""
	}
	for _, k := range e.Kinds {
		chosen := []Channel{}
		for _, channel := range Channels { // each once, in their order
			if slices.Contains(k.Channels, channel) {
				chosen = append(chosen, channel)
			}
		}
		c.Kinds[k.Kind] = Preference{Channels: chosen, Digest: k.Digest}
	}
	c.Version++
}

// shown lists every kind with what holds for somebody who has an e-mail address.
func (c Choice) shown() *Preferences {
	p := &Preferences{Choice: c}
	for _, kind := range Kinds() {
		of := c.Of(kind, true, c.Chat != "")
		p.Kinds = append(p.Kinds, KindPreference{Kind: kind, Channels: of.Channels, Digest: of.Digest})
	}
	return p
}

// masked is what the audit keeps.
func (c Choice) masked() map[string]any {
	kinds := map[Kind]Preference{}
	for kind, p := range c.Kinds {
		kinds[kind] = p
	}
	return map[string]any{
		"digestHour": c.DigestHour, "quietFrom": c.QuietFrom, "quietUntil": c.QuietUntil, "telegram": c.Chat != "", "kinds": kinds, "version": c.Version,
	}
}
