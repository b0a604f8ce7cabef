package selection

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
)

// OpenScoring fixes the letters that the committee scores: every letter of the call has
// been judged, and where they are coded each text is redacted. From here on no letter joins
// or leaves what a member sees, so that nothing that happens to a letter shows its code.
func (s *Service) OpenScoring(ctx context.Context, ref entity.Ref, version int64) (*Selection, error) {
	return s.change(ctx, ref.ID, version, access.Open, "", func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error {
		if err := sel.admits(OpenScoring); err != nil {
			return err
		}
		call, err := tx.Call(ctx, sel.CallID)
		if err != nil {
			return err
		}
		if !call.over(now) {
			return ErrCallOpen
		}
		if sel.quota(call).Total == 0 {
			return ErrNoQuota
		}
		sel.Coded = call.Coded
		eligible, err := eligible(ctx, tx, sel)
		if err != nil {
			return err
		}
		seats, err := tx.Seats(ctx, sel.ID)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(seats, func(x *Seat) bool { return x.Held(clock.DateOf(now)) }) {
			return ErrNoCommittee
		}
		if err := fixAll(ctx, tx, sel, call, eligible, now); err != nil {
			return err
		}
		return sel.Apply(OpenScoring, "", now)
	})
}

// fixAll copies what members read of the letters.
func fixAll(ctx context.Context, tx Tx, sel *Selection, call Call, letters []*letter.Letter, now time.Time) error {
	contents, err := tx.Contents(ctx, idsOf(letters))
	if err != nil {
		return err
	}
	for _, l := range letters {
		if err := fix(ctx, tx, sel, call, l, contents[l.ID], now); err != nil {
			return err
		}
	}
	return nil
}

func idsOf(letters []*letter.Letter) []uuid.UUID {
	ids := make([]uuid.UUID, len(letters))
	for i, l := range letters {
		ids[i] = l.ID
	}
	return ids
}

// eligible locks the letters that meet the criteria; every letter must have been judged.
func eligible(ctx context.Context, tx Tx, sel *Selection) ([]*letter.Letter, error) {
	all, err := tx.Letters(ctx, sel.CallID)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b *letter.Letter) int { return slices.Compare(a.ID[:], b.ID[:]) })
	var list []*letter.Letter
	for _, seen := range all {
		l, err := tx.LockLetter(ctx, seen.ID)
		if err != nil {
			return nil, err
		}
		switch {
		case l.State == letter.Eligible:
			list = append(list, l)
		case l.State.Active() && l.State != letter.Ineligible:
			return nil, ErrUnchecked.With(i18n.Args{"number": receiptNo(l)})
		}
	}
	least := 1
	if sel.Coded {
		least = leastCoded
	}
	if len(list) < least {
		return nil, ErrNoneEligible.With(i18n.Args{"least": least})
	}
	return list, nil
}

// fix copies what members read of a letter.
func fix(ctx context.Context, tx Tx, sel *Selection, call Call, l *letter.Letter, content letter.Content, now time.Time) error {
	entry, err := tx.EntryOf(ctx, l.ID)
	if err != nil {
		return err
	}
	fresh := entry == nil
	if fresh {
		if entry, err = newEntry(sel, l); err != nil {
			return err
		}
	}
	switch {
	case !sel.Coded:
		entry.Fields = FieldsOf(content, call.Questions)
	case entry.ConfirmedAt == nil:
		return ErrNotRedacted.With(i18n.Args{"number": receiptNo(l)})
	default:
		entry.Fields = CodedFields(content, call.Questions, entry.Redacted)
	}
	entry.Fixed = true
	write := tx.UpdateEntry
	if fresh {
		write = tx.InsertEntry
	}
	if err := write(ctx, entry); err != nil {
		return err
	}
	return moveLetter(ctx, tx, l, letter.Evaluate, access.Evaluate, "", now)
}

// CloseScoring ends the scoring. While sheets are missing it asks for a reason.
func (s *Service) CloseScoring(ctx context.Context, ref entity.Ref, version int64, reason string) (*Selection, error) {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, ref.ID, version, access.Close, reason, func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error {
		if err := sel.admits(CloseScoring); err != nil {
			return err
		}
		missing, err := missing(ctx, tx, sel, clock.DateOf(now))
		if err != nil {
			return err
		}
		if missing > 0 && reason == "" {
			return ErrSheetsMissing.With(i18n.Args{"missing": missing}).At("reason")
		}
		return sel.Apply(CloseScoring, reason, now)
	})
}

// missing counts the sheets that members in office have not submitted; who has not declared
// her conflicts owes all.
func missing(ctx context.Context, r Reader, sel *Selection, day clock.Date) (int, error) {
	seats, err := r.Seats(ctx, sel.ID)
	if err != nil {
		return 0, err
	}
	entries, err := r.Entries(ctx, sel.ID)
	if err != nil {
		return 0, err
	}
	sheets, err := r.Sheets(ctx, sel.ID)
	if err != nil {
		return 0, err
	}
	conflicts, err := r.Conflicts(ctx, sel.ID)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, seat := range seats {
		if !seat.Held(day) {
			continue
		}
		var own []*Conflict
		for _, c := range conflicts {
			if c.SeatID == seat.ID {
				own = append(own, c)
			}
		}
		owed := scorable(entries, own, sel.Coded)
		for _, e := range owed {
			if !slices.ContainsFunc(sheets, func(x *Sheet) bool { return x.SeatID == seat.ID && x.EntryID == e.ID && x.Submitted() }) {
				n++
			}
		}
	}
	return n, nil
}

// ReopenScoring lets members who owe a sheet hand it in, for a reason; submitted sheets
// stay locked. A drafted protocol is dropped with the ranking that it was made by.
func (s *Service) ReopenScoring(ctx context.Context, ref entity.Ref, version int64, reason string) (*Selection, error) {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, ref.ID, version, access.Reopen, reason, func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error {
		if err := sel.Apply(ReopenScoring, reason, now); err != nil {
			return err
		}
		p, err := tx.LockProtocol(ctx, sel.ID)
		if err != nil || p == nil {
			return err
		}
		p.Decisions = []*Decision{}
		p.Touch(now)
		return tx.UpdateProtocol(ctx, p)
	})
}

// Ranked ranks the letters once scoring is closed; nil before.
func (s *Service) Ranked(ctx context.Context, sel *Selection) (*Ranking, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionProtocol, access.Read)
	if err != nil {
		return nil, err
	}
	if sel.in(Deciding, Decided, Published) != nil {
		return nil, nil
	}
	r := s.store.Read(scope)
	call, err := r.Call(ctx, sel.CallID)
	if err != nil {
		return nil, err
	}
	return rankingOf(ctx, r, sel, call)
}

// rankingOf ranks by what was submitted, without the sheets of members in conflict and
// without letters that were withdrawn since.
func rankingOf(ctx context.Context, r Reader, sel *Selection, call Call) (*Ranking, error) {
	entries, err := r.Entries(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	sheets, err := r.Sheets(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	conflicts, err := r.Conflicts(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	entrants, err := entrantsOf(ctx, r, sel, entries)
	if err != nil {
		return nil, err
	}
	for _, sheet := range sheets {
		e := entrants[sheet.EntryID]
		recused := slices.ContainsFunc(conflicts, func(c *Conflict) bool {
			return c.SeatID == sheet.SeatID && c.EntryID == sheet.EntryID && c.Recuses()
		})
		if e != nil && sheet.Submitted() && !recused {
			e.Sheets = append(e.Sheets, sheet)
		}
	}
	list := make([]*Entrant, 0, len(entrants))
	for _, e := range entrants {
		list = append(list, e)
	}
	return Rank(list, sel.Terms, sel.quota(call), call.Slug), nil
}

// steppedBack are the letters that were withdrawn after the decision.
func steppedBack(ctx context.Context, r Reader, sel *Selection) (map[uuid.UUID]bool, error) {
	letters := map[uuid.UUID]bool{}
	if sel.State != Published {
		return letters, nil
	}
	left, err := r.Withdrawals(ctx, sel.ID)
	for _, w := range left {
		letters[w.LetterID] = true
	}
	return letters, err
}

// entrantsOf gathers what the ranking needs of each letter, by entry: of those that were not
// withdrawn before the decision.
func entrantsOf(ctx context.Context, r Reader, sel *Selection, entries []*Entry) (map[uuid.UUID]*Entrant, error) {
	var letters, towns []uuid.UUID
	for _, e := range entries {
		letters, towns = append(letters, e.LetterID), append(towns, e.MunicipalityID)
	}
	found, err := r.LettersByID(ctx, letters)
	if err != nil {
		return nil, err
	}
	contents, err := r.Contents(ctx, letters)
	if err != nil {
		return nil, err
	}
	places, err := r.Places(ctx, towns)
	if err != nil {
		return nil, err
	}
	decided, err := steppedBack(ctx, r, sel)
	if err != nil {
		return nil, err
	}
	entrants := map[uuid.UUID]*Entrant{}
	for _, e := range entries {
		l, place := found[e.LetterID], places[e.MunicipalityID]
		if l == nil || l.State == letter.Withdrawn && !decided[l.ID] {
			continue
		}
		entrant := &Entrant{
			LetterID: l.ID, EntryID: e.ID, Number: receiptNo(l), Name: place.Name, Kind: place.Kind, Oblast: place.OblastCode, OblastName: place.Oblast,
			Readiness: contents[l.ID].SetAside.Amount,
		}
		if l.SubmittedAt != nil {
			entrant.ReceivedAt = *l.SubmittedAt
		}
		entrants[e.ID] = entrant
	}
	return entrants, nil
}
