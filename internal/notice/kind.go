package notice

import (
	"maps"
	"slices"

	"github.com/demilge/demilge/internal/i18n"
)

// Kind is what a message tells.
type Kind string

// Wording is how a kind of message reads, and what its readers may change of it.
type Wording struct {
	// Name stands in the list of preferences.
	Name i18n.Text
	// Subject, Body and Short have places for facts; {place} is the municipality. Short is
	// the SMS, whose texts are cut so that it has at most [ShortMost] characters.
	Subject, Body, Short i18n.Text
	// Mandatory ones go out on at least one channel, whatever the reader prefers.
	Mandatory bool
	// Urgent ones do not wait for the end of the quiet hours, nor for a digest.
	Urgent bool
	// Open ones are about what everyone may see.
	Open bool
	// ByPhone ones go by SMS to whoever has neither mail nor Telegram, unless she chose
	// otherwise.
	ByPhone bool
}

// kinds are all that can be told, by kind.
var kinds = joined(ofCompetitions, ofInitiatives, ofProgramme)

func joined(parts ...map[Kind]Wording) map[Kind]Wording {
	all := map[Kind]Wording{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// Kinds lists all of them in the order of their names.
func Kinds() []Kind { return slices.Sorted(maps.Keys(kinds)) }

// Known reports whether a kind is one.
func (k Kind) Known() bool {
	_, known := kinds[k]
	return known
}

// Wording is how messages of the kind read.
func (k Kind) Wording() Wording { return kinds[k] }

// given are the facts that every message has by itself.
var given = []string{"place", "base"}

// needs lists the facts that the texts of the kind ask for.
func (w Wording) needs() (names []string) {
	for _, text := range []i18n.Text{w.Subject, w.Body, w.Short} {
		for _, name := range placeholders(text) {
			if !slices.Contains(given, name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
