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
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

// Results are the published list of a call as withdrawals left it. It names those chosen, in
// the order of their names, and the reserve, with no points: neither who was passed over nor
// any order by which a coded letter could be told again.
type Results struct {
	PublishedAt time.Time
	// ChangedAt is the last withdrawal, nil without one.
	ChangedAt  *time.Time
	PromisedOn *clock.Date
	Protocol   string
	ProtocolOn *clock.Date
	Chosen     []Named
	Reserve    []Named
	// Letters is how many were considered.
	Letters int
}

// Named is a municipality of the published list.
type Named struct {
	MunicipalityID uuid.UUID
	Name           i18n.Localized
	Oblast         i18n.Localized
	Kind           tenants.Kind
	// Cofinanced: the programme gives money beside the local budget.
	Cofinanced bool
	// No orders the reserve, 0 for those chosen.
	No int
}

// DaysLate is by how many days the list came later than promised.
func (l *Results) DaysLate() *int { return DaysLate(l.PromisedOn, &l.PublishedAt) }

// Results reads the published list of a call, nil before it is published. Everyone may.
func (s *Service) Results(ctx context.Context, call uuid.UUID) (*Results, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionResult, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	sel, err := r.SelectionOf(ctx, call)
	if err != nil || sel == nil || sel.State != Published {
		return nil, err
	}
	p, err := r.Protocol(ctx, sel.ID)
	if err != nil || p == nil {
		return nil, err
	}
	of, err := r.Call(ctx, call)
	if err != nil {
		return nil, err
	}
	list := &Results{
		PublishedAt: *sel.PublishedAt, PromisedOn: of.PromisedOn, Protocol: p.Number, ProtocolOn: p.Date, Letters: len(p.Decisions),
		Chosen: []Named{}, Reserve: []Named{},
	}
	left, err := r.Withdrawals(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	if n := len(left); n > 0 {
		list.ChangedAt = &left[n-1].At
	}
	return list, list.name(ctx, r, p)
}

func (l *Results) name(ctx context.Context, r Reader, p *Protocol) error {
	var ids []uuid.UUID
	for _, d := range p.Decisions {
		ids = append(ids, d.LetterID)
	}
	letters, err := r.LettersByID(ctx, ids)
	if err != nil {
		return err
	}
	var towns []uuid.UUID
	for _, x := range letters {
		towns = append(towns, x.MunicipalityID)
	}
	places, err := r.Places(ctx, towns)
	if err != nil {
		return err
	}
	for _, d := range p.Decisions {
		x := letters[d.LetterID]
		if x == nil {
			continue
		}
		place := places[x.MunicipalityID]
		named := Named{MunicipalityID: x.MunicipalityID, Name: place.Name, Oblast: place.Oblast, Kind: place.Kind}
		switch x.State {
		case letter.Selected, letter.SelectedWithCofinance:
			named.Cofinanced = x.State == letter.SelectedWithCofinance
			l.Chosen = append(l.Chosen, named)
		case letter.Reserve:
			named.No = len(l.Reserve) + 1
			l.Reserve = append(l.Reserve, named)
		}
	}
	byName := func(a, b Named) int {
		return cmp.Or(cmp.Compare(a.Name.Ky, b.Name.Ky), slices.Compare(a.MunicipalityID[:], b.MunicipalityID[:]))
	}
	slices.SortFunc(l.Chosen, byName)
	return nil
}

// CompareLetters lays letters that the caller sees side by side.
func (s *Service) CompareLetters(ctx context.Context, ids []uuid.UUID) (*Comparison, error) {
	if !comparable(ids) {
		return nil, ErrCompared
	}
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterEligibility, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	letters, err := r.LettersByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	contents, err := r.Contents(ctx, ids)
	if err != nil {
		return nil, err
	}
	var towns []uuid.UUID
	for _, l := range letters {
		towns = append(towns, l.MunicipalityID)
	}
	places, err := r.Places(ctx, towns)
	if err != nil {
		return nil, err
	}
	var columns []Column
	var fields [][]Field
	for _, id := range ids {
		l := letters[id]
		if l == nil {
			return nil, apperr.ErrNotFound.At("ids")
		}
		call, err := r.Call(ctx, l.CallID)
		if err != nil {
			return nil, err
		}
		columns = append(columns, Column{places[l.MunicipalityID].Name})
		fields = append(fields, FieldsOf(contents[id], call.Questions))
	}
	c := Compare(columns, fields)
	return &c, nil
}

// CompareCoded lays letters of a member side by side, as she sees them.
func (s *Service) CompareCoded(ctx context.Context, ids []uuid.UUID) (*Comparison, error) {
	if !comparable(ids) {
		return nil, ErrCompared
	}
	desks, err := s.Desks(ctx)
	if err != nil {
		return nil, err
	}
	own := map[uuid.UUID]*CodedLetter{}
	for _, d := range desks {
		for _, l := range d.Letters {
			own[l.ID] = l
		}
	}
	var columns []Column
	var fields [][]Field
	for _, id := range ids {
		l := own[id]
		if l == nil {
			return nil, apperr.ErrNotFound.At("ids")
		}
		heading := i18n.Localized{Ky: l.Code, Ru: l.Code, En: l.Code}
		if name := l.Name(); name != nil {
			heading = *name
		}
		columns = append(columns, Column{heading})
		fields = append(fields, l.Fields)
	}
	c := Compare(columns, fields)
	return &c, nil
}

func comparable(ids []uuid.UUID) bool {
	seen := map[uuid.UUID]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	return len(seen) == len(ids) && len(ids) >= LeastCompared && len(ids) <= MostCompared
}
