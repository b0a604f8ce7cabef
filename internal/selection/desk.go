package selection

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
)

// Desk is all that a member of the committee sees of a selection. Where letters are coded,
// nothing in it joins a code to a municipality: Participants stand in the order of their
// names, Letters in that of their codes, which were drawn.
type Desk struct {
	selection *Selection
	seat      *Seat
	Title     i18n.Localized
	// Participants are those on whom a member declares.
	Participants []Participant
	Conflicts    []OwnConflict
	// Letters are those that she scores; none before she has declared.
	Letters []*CodedLetter
}

// Participant is a municipality among those that are scored.
type Participant struct {
	MunicipalityID uuid.UUID
	Name           i18n.Localized
}

// OwnConflict is what a member declared: about a municipality, or about a code.
type OwnConflict struct {
	Municipality *Participant
	Code         string
	Kind         ConflictKind
	Text         string
	Automatic    bool
}

// Ref addresses the selection.
func (d *Desk) Ref() entity.Ref { return d.selection.Ref() }

// State is where the selection stands.
func (d *Desk) State() State { return d.selection.State }

// Terms are what is scored by.
func (d *Desk) Terms() *Terms { return &d.selection.Terms }

// Coded tells that members see codes.
func (d *Desk) Coded() bool { return d.selection.Coded }

// DeclaredAt is when the member declared her conflicts, nil before.
func (d *Desk) DeclaredAt() *time.Time { return d.seat.DeclaredAt }

// view is what a letter of a member is shown with.
type view struct {
	own    *Sheet
	others []*Sheet
	seats  map[uuid.UUID]*Seat
	sel    *Selection
	name   i18n.Localized
	// recused tells what the member herself may know of.
	recused bool
}

// OtherSheet is what another member gave. Where letters are coded it does not say who.
type OtherSheet struct {
	Member string
	Total  *int
	Scores []Score
}

// Sheet is the member's own, nil before she began.
func (c *CodedLetter) Sheet() *Sheet { return c.view.own }

// Name is the municipality's, nil where letters are coded.
func (c *CodedLetter) Name() *i18n.Localized {
	if c.view.sel.Coded {
		return nil
	}
	return &c.view.name
}

// Recused tells that the member declared a conflict about what she sees here.
func (c *CodedLetter) Recused() bool { return c.view.recused }

// Total is the weighted sum of the own sheet.
func (c *CodedLetter) Total() *int {
	if c.view.own == nil {
		return nil
	}
	return c.view.own.Total(c.view.sel.Terms)
}

// Others are the submitted sheets of other members, nil before the own one is submitted.
func (c *CodedLetter) Others() []OtherSheet {
	if c.view.own == nil || !c.view.own.Submitted() {
		return nil
	}
	others := []OtherSheet{}
	for _, sheet := range c.view.others {
		shown := OtherSheet{Total: sheet.Total(c.view.sel.Terms), Scores: sheet.Scores}
		if seat := c.view.seats[sheet.SeatID]; seat != nil && !c.view.sel.Coded {
			shown.Member = seat.Name
		}
		others = append(others, shown)
	}
	// neither the order in which they were begun nor who began them shows
	slices.SortFunc(others, func(a, b OtherSheet) int {
		return cmp.Or(cmp.Compare(a.Member, b.Member), cmp.Compare(zero(b.Total), zero(a.Total)), slices.CompareFunc(a.Scores, b.Scores, byPoints))
	})
	return others
}

func zero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func byPoints(a, b Score) int {
	return cmp.Or(cmp.Compare(a.Criterion, b.Criterion), cmp.Compare(zero(b.Points), zero(a.Points)), cmp.Compare(a.Comment, b.Comment))
}

// Desks are those of the caller, the newest selection first.
func (s *Service) Desks(ctx context.Context) ([]*Desk, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionScore, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	seated, err := r.Seated(ctx, scope.UserID())
	if err != nil {
		return nil, err
	}
	desks := []*Desk{}
	for _, sel := range seated {
		seat, err := s.seat(ctx, r, scope, sel)
		if apperr.Refuses(err) && err != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		desk, err := deskOf(ctx, r, sel, seat)
		if err != nil {
			return nil, err
		}
		desks = append(desks, desk)
	}
	return desks, nil
}

// Desk is the caller's in one selection.
func (s *Service) Desk(ctx context.Context, ref entity.Ref) (*Desk, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionScore, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	sel, err := r.Selection(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	seat, err := s.seat(ctx, r, scope, sel)
	if err != nil {
		return nil, hide(err)
	}
	return deskOf(ctx, r, sel, seat)
}

// hide answers who has no seat as if there were no selection.
func hide(err error) error {
	if apperr.CodeOf(err) == apperr.Rule {
		return apperr.ErrNotFound
	}
	return err
}

// seat is the caller's today, or NO_SEAT. Who sees the letters openly has none among coded
// ones, whatever she was appointed to before.
func (s *Service) seat(ctx context.Context, r Reader, scope access.Scope, sel *Selection) (*Seat, error) {
	seats, err := r.Seats(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	today := clock.DateOf(s.now())
	for _, seat := range seats {
		if seat.AccountID != scope.UserID() || !seat.Held(today) {
			continue
		}
		if sel.Coded && scope.Has(readers...) {
			return nil, ErrKnowsLetters
		}
		return seat, nil
	}
	return nil, ErrNoSeat
}

func deskOf(ctx context.Context, r Reader, sel *Selection, seat *Seat) (*Desk, error) {
	call, err := r.Call(ctx, sel.CallID)
	if err != nil {
		return nil, err
	}
	d := &Desk{selection: sel, seat: seat, Title: call.Title, Participants: []Participant{}, Conflicts: []OwnConflict{}, Letters: []*CodedLetter{}}
	if sel.State == Preparation {
		return d, nil
	}
	entries, err := r.Entries(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	places, err := r.Places(ctx, townsOf(entries))
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		d.Participants = append(d.Participants, Participant{e.MunicipalityID, places[e.MunicipalityID].Name})
	}
	slices.SortFunc(d.Participants, func(a, b Participant) int {
		return cmp.Or(cmp.Compare(a.Name.Ky, b.Name.Ky), slices.Compare(a.MunicipalityID[:], b.MunicipalityID[:]))
	})
	if d.Letters, err = lettersOf(ctx, r, sel, seat, places); err != nil {
		return nil, err
	}
	return d, d.declared(ctx, r, entries)
}

func townsOf(entries []*Entry) []uuid.UUID {
	towns := make([]uuid.UUID, len(entries))
	for i, e := range entries {
		towns[i] = e.MunicipalityID
	}
	return towns
}

// declared fills in what the member declared, each under what she named then.
func (d *Desk) declared(ctx context.Context, r Reader, entries []*Entry) error {
	conflicts, err := r.Conflicts(ctx, d.selection.ID)
	if err != nil {
		return err
	}
	codes, towns := map[uuid.UUID]string{}, map[uuid.UUID]uuid.UUID{}
	for _, l := range d.Letters {
		codes[l.EntryID] = l.Code
	}
	for _, e := range entries {
		towns[e.ID] = e.MunicipalityID
	}
	for _, c := range conflicts {
		if c.SeatID != d.seat.ID || !c.Recuses() {
			continue
		}
		own := OwnConflict{Kind: c.Kind, Text: c.Text, Automatic: c.Automatic}
		if c.About == AboutCode {
			own.Code = codes[c.EntryID]
		} else if n := slices.IndexFunc(d.Participants, func(p Participant) bool { return p.MunicipalityID == towns[c.EntryID] }); n >= 0 {
			own.Municipality = &d.Participants[n]
		}
		d.Conflicts = append(d.Conflicts, own)
	}
	slices.SortFunc(d.Conflicts, func(a, b OwnConflict) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.named(), b.named()))
	})
	return nil
}

func (c OwnConflict) named() string {
	if c.Municipality == nil {
		return ""
	}
	return c.Municipality.Name.Ky
}

// lettersOf reads the letters of a member with the sheets on them.
func lettersOf(ctx context.Context, r Reader, sel *Selection, seat *Seat, places map[uuid.UUID]letter.Place) ([]*CodedLetter, error) {
	letters, err := r.Coded(ctx, seat.ID, !sel.Coded)
	if err != nil {
		return nil, err
	}
	sheets, err := r.Sheets(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	seats, err := r.Seats(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	conflicts, err := r.Conflicts(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	named := map[uuid.UUID]*Seat{}
	for _, x := range seats {
		named[x.ID] = x
	}
	for _, l := range letters {
		l.view = viewOf(l, sel, sheets, conflicts)
		l.view.seats = named
		if l.Municipality != nil {
			l.view.name = places[*l.Municipality].Name
		}
	}
	slices.SortFunc(letters, func(a, b *CodedLetter) int { return cmp.Compare(a.Code, b.Code) })
	return letters, nil
}

func viewOf(l *CodedLetter, sel *Selection, sheets []*Sheet, conflicts []*Conflict) *view {
	v := &view{sel: sel}
	for _, sheet := range sheets {
		switch {
		case sheet.CodeID == l.ID:
			v.own = sheet
		case sheet.EntryID == l.EntryID && sheet.Submitted():
			v.others = append(v.others, sheet)
		}
	}
	for _, c := range conflicts {
		// a conflict about a municipality says nothing about a code
		if c.SeatID == l.SeatID && c.EntryID == l.EntryID && c.Recuses() && (c.About == AboutCode || !sel.Coded) {
			v.recused = true
		}
	}
	return v
}
