package territory

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// register is what entries are judged against: the municipalities that they name, locked,
// and the entries beside them.
type register struct {
	now    time.Time
	known  map[Code]*tenants.Tenant
	slugs  map[string]uuid.UUID
	places map[string]bool
	// codes and names count what stands in the file.
	codes map[Code]int
	names map[string]int
}

func (s *Service) register(ctx context.Context, tx Tx, entries []Entry) (*register, error) {
	r := &register{places: map[string]bool{"": true}, codes: map[Code]int{}, names: map[string]int{}}
	var codes []Code
	var slugs []string
	for _, e := range entries {
		codes = append(append(codes, e.Code, e.FormerCode), e.Predecessors...)
		slugs = append(slugs, e.Slug)
		r.codes[e.Code]++
		r.names[e.Slug]++
	}
	var err error
	if r.known, err = tx.LockByCodes(ctx, codes); err != nil {
		return nil, err
	}
	if r.slugs, err = tx.SlugOwners(ctx, slugs); err != nil {
		return nil, err
	}
	if r.now, err = tx.Now(ctx); err != nil {
		return nil, err
	}
	return r, s.readPlaces(ctx, r.places)
}

func (s *Service) readPlaces(ctx context.Context, places map[string]bool) error {
	oblasts, err := s.store.Oblasts(ctx)
	if err != nil {
		return err
	}
	for _, oblast := range oblasts {
		places[oblast.Code] = true
	}
	raions, err := s.store.Raions(ctx)
	for _, raion := range raions {
		places[raion.Code] = true
	}
	return err
}

// municipality is what an entry is about, nil for a new one.
func (r *register) municipality(e Entry) *tenants.Tenant {
	if known := r.known[e.Code]; known != nil {
		return known
	}
	return r.known[e.FormerCode]
}

// judge refuses an entry that does not fit the register or its neighbours in the file.
func (r *register) judge(e Entry) apperr.List {
	var errs apperr.List
	if r.codes[e.Code] > 1 {
		errs.Add(errTwice)
	}
	if r.names[e.Slug] > 1 {
		errs.Add(errTwice.At("slug"))
	}
	if e.Code.Valid() && !(r.places[e.Code.Oblast()] && r.places[e.Code.Raion()]) {
		errs.Add(ErrTerritory)
	}
	known := r.municipality(e)
	owner, used := r.slugs[e.Slug]
	switch {
	case known != nil && known.Slug != e.Slug:
		errs.Add(ErrSlugFixed.With(i18n.Args{"slug": known.Slug}))
	case used && (known == nil || known.ID != owner):
		errs.Add(ErrSlugTaken)
	}
	return append(errs, r.judgePast(e, known)...)
}

func (r *register) judgePast(e Entry, known *tenants.Tenant) apperr.List {
	var errs apperr.List
	before := r.known[e.FormerCode]
	if e.FormerCode != "" && (known == nil || before != nil && before.ID != known.ID) {
		errs.Add(ErrFormerCode)
	}
	for _, code := range e.Predecessors {
		if code == e.Code || r.known[code] == nil && r.codes[code] == 0 {
			errs.Add(ErrPredecessor.With(i18n.Args{"code": string(code)}))
		}
	}
	return errs
}

// write enters a new municipality, or brings a known one up to the entry and keeps its old
// code and name.
func (r *register) write(ctx context.Context, tx Tx, e Entry) error {
	known := r.municipality(e)
	if known == nil {
		id := entity.NewID()
		r.known[e.Code] = &tenants.Tenant{ID: id, Code: string(e.Code), Slug: e.Slug, Name: e.Name}
		if err := tx.Insert(ctx, id, e, r.now); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Municipality, Action: access.Create, ID: id, After: e})
	}
	if e.Since != nil && (known.Code != string(e.Code) || known.Name != e.Name) {
		if err := tx.KeepFormer(ctx, known, e.Since.AddDays(-1)); err != nil {
			return err
		}
	}
	r.known[e.Code] = known
	if err := tx.Update(ctx, known.ID, e, r.now); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Municipality, Action: access.Update, ID: known.ID, Before: known, After: e})
}

// succeed writes which municipalities became which.
func (r *register) succeed(ctx context.Context, tx Tx, entries []Entry) error {
	for _, e := range entries {
		for _, code := range e.Predecessors {
			if err := tx.Succeed(ctx, r.known[code].ID, r.known[e.Code].ID, e.Decree, *e.Since); err != nil {
				return err
			}
		}
	}
	return nil
}
