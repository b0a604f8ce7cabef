package notice

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/clock"
)

// Choice is how a person wants to be told.
type Choice struct {
	// DigestHour is the hour at which a day's messages are gathered; QuietFrom and
	// QuietUntil bound the hours in which no phone rings, equal ones none. All in Bishkek.
	DigestHour, QuietFrom, QuietUntil int
	// Chat is her chat in Telegram, empty without one.
	Chat string
	// Kinds are what she chose herself.
	Kinds   map[Kind]Preference
	Version int64
}

// Preference is what a person chose for one kind.
type Preference struct {
	Channels []Channel
	// Digest gathers messages of the kind once a day.
	Digest bool
}

// NewChoice is that of somebody who chose nothing.
func NewChoice() Choice {
	return Choice{DigestHour: 9, QuietFrom: 21, QuietUntil: 8, Kinds: map[Kind]Preference{}}
}

// Of is what holds for a kind: what she chose, or what the program has. Without a choice mail
// and Telegram are used, and SMS for what is urgent or cannot reach her otherwise; mail and
// telegram say by which of them this server reaches her.
func (c Choice) Of(kind Kind, mail, telegram bool) Preference {
	if chosen, ok := c.Kinds[kind]; ok {
		return chosen
	}
	w, p := kind.Wording(), Preference{Channels: []Channel{Email, Telegram}}
	if w.Mandatory && (w.Urgent || !mail) || w.ByPhone && !mail && !telegram {
		p.Channels = append(p.Channels, SMS)
	}
	return p
}

// quietEnds is when a phone may ring again after now: now itself outside of quiet hours.
func (c Choice) quietEnds(now time.Time) time.Time {
	if !c.quiet(now.In(clock.Bishkek).Hour()) {
		return now
	}
	return next(now, c.QuietUntil)
}

// quiet reports whether no phone rings in an hour; the quiet hours may go through midnight.
func (c Choice) quiet(hour int) bool {
	if c.QuietFrom <= c.QuietUntil {
		return hour >= c.QuietFrom && hour < c.QuietUntil
	}
	return hour >= c.QuietFrom || hour < c.QuietUntil
}

// next is the first time after now at which the clock shows an hour.
func next(now time.Time, hour int) time.Time {
	y, m, d := now.In(clock.Bishkek).Date()
	at := time.Date(y, m, d, hour, 0, 0, 0, clock.Bishkek)
	if !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

// plan says on which channels a message goes out and when. addresses has the channels on
// which the reader can be reached.
func (c Choice) plan(m *Sent, addresses map[Channel]string, now time.Time) (list []*Delivery) {
	w := m.Kind.Wording()
	chosen := c.Of(m.Kind, addresses[Email] != "", addresses[Telegram] != "")
	digest := chosen.Digest && !w.Urgent
	for _, channel := range Channels {
		if !slices.Contains(chosen.Channels, channel) || addresses[channel] == "" || digest && channel == SMS {
			continue
		}
		list = append(list, m.delivery(channel, digest, now, c.at(channel, w, digest, now)))
	}
	if len(list) > 0 || len(chosen.Channels) == 0 && !w.Mandatory {
		return list
	}
	if w.Mandatory {
		for _, channel := range Channels {
			if addresses[channel] != "" {
				return []*Delivery{m.delivery(channel, false, now, c.at(channel, w, false, now))}
			}
		}
	}
	return []*Delivery{m.delivery(Email, false, now, now).skip(NoAddress)}
}

// at is when a delivery is due.
func (c Choice) at(channel Channel, w Wording, digest bool, now time.Time) time.Time {
	switch {
	case digest:
		return next(now, c.DigestHour)
	case channel.rings() && !w.Urgent:
		return c.quietEnds(now)
	}
	return now
}
