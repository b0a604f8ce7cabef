package selection

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Protocol records what was decided: its draft is written while the selection is being
// decided, and once signed it is sealed.
type Protocol struct {
	entity.Base `bun:",extend"`

	SelectionID uuid.UUID   `json:"selectionId"`
	Number      string      `json:"number"`
	Date        *clock.Date `json:"date,omitempty"`
	Place       string      `json:"place"`
	// Present are the seats of those who were there.
	Present     []uuid.UUID `bun:"type:jsonb" json:"present"`
	Votes       []Vote      `bun:"type:jsonb" json:"votes"`
	Discussion  string      `json:"discussion"`
	Decisions   []*Decision `bun:"type:jsonb" json:"decisions"`
	Signatories []Signatory `bun:"type:jsonb" json:"signatories"`
	ScanFileID  *uuid.UUID  `json:"scanFileId,omitempty"`
	// Content is what was signed, word by word, and Digest its SHA-256; empty before.
	Content  json.RawMessage `bun:"type:json,nullzero" json:"-"`
	Digest   string          `json:"digest"`
	SignedAt *time.Time      `json:"signedAt,omitempty"`
}

// Ref is the global address of the protocol.
func (p *Protocol) Ref() entity.Ref { return p.RefAs("SelectionProtocol") }

// Signed reports whether the protocol is sealed.
func (p *Protocol) Signed() bool { return p.SignedAt != nil }

// Decision finds the decision on a letter.
func (p *Protocol) Decision(letter uuid.UUID) *Decision {
	for _, d := range p.Decisions {
		if d.LetterID == letter {
			return d
		}
	}
	return nil
}

// Vote is how those present voted, on one letter or, without one, on the whole list.
type Vote struct {
	LetterID *uuid.UUID `json:"letterId,omitempty"`
	For      int        `json:"for"`
	Against  int        `json:"against"`
	Abstain  int        `json:"abstain"`
}

// Signatory is who signed, as printed.
type Signatory struct {
	Name     string     `json:"name"`
	Position string     `json:"position"`
	SignedOn clock.Date `json:"signedOn"`
}

// maxSignatures is the most signatures under a protocol.
const maxSignatures = 30

func (p *Protocol) check(seats map[uuid.UUID]*Seat, ranking *Ranking) error {
	p.Number, p.Place, p.Discussion = strings.TrimSpace(p.Number), strings.TrimSpace(p.Place), strings.TrimSpace(p.Discussion)
	var errs apperr.List
	errs.Add(text.Line(p.Number, MaxNumber, "number"))
	errs.Add(text.Line(p.Place, MaxPlace, "place"))
	errs.Add(text.Block(p.Discussion, MaxDiscussion, "discussion"))
	seen := map[uuid.UUID]bool{}
	for i, id := range p.Present {
		if seats[id] == nil || seen[id] {
			errs.Add(ErrNotSeated.At("presentIds", strconv.Itoa(i)))
		}
		seen[id] = true
	}
	for i, v := range p.Votes {
		at := []string{"votes", strconv.Itoa(i)}
		if v.LetterID != nil && ranking.Place(*v.LetterID) == nil {
			errs.Add(ErrNotRanked.At(append(at, "letterId")...))
		}
		if v.For < 0 || v.Against < 0 || v.Abstain < 0 || v.For+v.Against+v.Abstain > len(p.Present) {
			errs.Add(ErrVotes.With(i18n.Args{"present": len(p.Present)}).At(at...))
		}
	}
	return errs.Err()
}

// ready refuses to sign a protocol that lacks something.
func (p *Protocol) ready(s *Selection, signatories []Signatory, now time.Time) error {
	var errs apperr.List
	today := clock.DateOf(now)
	if p.Number == "" {
		errs.Add(apperr.ErrRequired.At("number"))
	}
	switch {
	case p.Date == nil:
		errs.Add(apperr.ErrRequired.At("date"))
	case p.Date.After(today) || s.ScoringClosedAt != nil && p.Date.Before(clock.DateOf(*s.ScoringClosedAt)):
		errs.Add(ErrProtocolDate.At("date"))
	}
	if len(p.Present) == 0 {
		errs.Add(apperr.ErrRequired.At("presentIds"))
	}
	if len(signatories) == 0 || len(signatories) > maxSignatures {
		errs.Add(apperr.OutOfRange(1, maxSignatures, "signatories"))
	}
	for i := range signatories {
		errs = append(errs, signatories[i].check(p.Date, today, "signatories", strconv.Itoa(i))...)
	}
	return errs.Err()
}

func (s *Signatory) check(date *clock.Date, today clock.Date, path ...string) apperr.List {
	var errs apperr.List
	at := func(field string) []string { return append(append([]string{}, path...), field) }
	if s.Name = strings.TrimSpace(s.Name); s.Name == "" {
		errs.Add(apperr.ErrRequired.At(at("name")...))
	}
	if s.Position = strings.TrimSpace(s.Position); s.Position == "" {
		errs.Add(apperr.ErrRequired.At(at("position")...))
	}
	errs.Add(text.Line(s.Name, MaxPersonName, at("name")...))
	errs.Add(text.Line(s.Position, MaxPersonName, at("position")...))
	if s.SignedOn.After(today) || date != nil && s.SignedOn.Before(*date) {
		errs.Add(ErrProtocolDate.At(at("signedOn")...))
	}
	return errs
}

// Content is all that a selection protocol says, as it is printed and sealed.
type Content struct {
	Number     string         `json:"number"`
	Date       clock.Date     `json:"date"`
	Place      string         `json:"place"`
	Call       i18n.Localized `json:"call"`
	Promised   *clock.Date    `json:"promisedOn"`
	Terms      Terms          `json:"terms"`
	Fund       *money.Amount  `json:"fund"`
	Present    []Person       `json:"present"`
	Absent     []Person       `json:"absent"`
	Recusals   []Recusal      `json:"recusals"`
	Ranking    *Ranking       `json:"ranking"`
	Decisions  []Ruling       `json:"decisions"`
	Votes      []Vote         `json:"votes"`
	Discussion string         `json:"discussion"`
	Signatures []Signatory    `json:"signatures"`
}

// Person is a member of the committee, as printed.
type Person struct {
	Name     string         `json:"name"`
	Position i18n.Localized `json:"position"`
}

// Recusal is a conflict of interest that kept a member from having a say on a letter.
type Recusal struct {
	Member string         `json:"member"`
	Number string         `json:"number"`
	Name   i18n.Localized `json:"name"`
	Kind   ConflictKind   `json:"kind"`
}

// recusals are the conflicts of all members, each with a letter once.
func recusals(seats []*Seat, conflicts []*Conflict, ranking *Ranking) []Recusal {
	list := []Recusal{}
	said := map[[2]uuid.UUID]bool{}
	for _, seat := range seats {
		for _, c := range conflicts {
			place := ranking.entry(c.EntryID)
			if c.SeatID != seat.ID || !c.Recuses() || place == nil || said[[2]uuid.UUID{c.SeatID, c.EntryID}] {
				continue
			}
			said[[2]uuid.UUID{c.SeatID, c.EntryID}] = true
			list = append(list, Recusal{Member: seat.Name, Number: place.Entrant.Number, Name: place.Entrant.Name, Kind: c.Kind})
		}
	}
	return list
}

// Ruling is a decision with the names that the protocol prints.
type Ruling struct {
	Decision
	Number  string         `json:"number"`
	Name    i18n.Localized `json:"name"`
	Outcome Outcome        `json:"outcome"`
}

// seal writes what is signed into the protocol.
func (p *Protocol) seal(content Content, signatories []Signatory, now time.Time) error {
	p.Signatories = signatories
	raw, err := json.Marshal(content)
	if err != nil {
		return err
	}
	digest := sha256.Sum256(raw)
	p.Content, p.Digest, p.SignedAt = raw, hex.EncodeToString(digest[:]), &now
	return nil
}

// content gathers what the protocol says.
func (w *protocolWork) content(signatories []Signatory) Content {
	p, seats, ranking := w.protocol, w.seats, w.ranking
	c := Content{
		Number: p.Number, Date: *p.Date, Place: p.Place, Call: w.call.Title, Promised: w.call.PromisedOn, Terms: w.sel.Terms, Fund: w.call.Fund,
		Ranking: ranking, Votes: p.Votes, Discussion: p.Discussion, Signatures: signatories, Present: []Person{}, Absent: []Person{},
		Recusals: recusals(seats, w.conflicts, ranking),
	}
	there := map[uuid.UUID]bool{}
	for _, id := range p.Present {
		there[id] = true
	}
	for _, seat := range seats {
		person := Person{seat.Name, seat.Position}
		switch {
		case there[seat.ID]:
			c.Present = append(c.Present, person)
		case seat.Held(*p.Date):
			c.Absent = append(c.Absent, person)
		}
	}
	for _, d := range p.Decisions {
		e := ranking.Place(d.LetterID).Entrant
		c.Decisions = append(c.Decisions, Ruling{Decision: *d, Number: e.Number, Name: e.Name, Outcome: d.Outcome()})
	}
	return c
}
