package territory

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// carryOut checks a change against the register and, when its day has come, makes it hold.
func (s *Service) carryOut(ctx context.Context, tx Tx, t *tenants.Tenant, c *Change, now time.Time) error {
	if err := mayChange(t, c.Kind); err != nil {
		return err
	}
	switch c.Kind {
	case Renaming:
		return s.rename(ctx, tx, t, c, now)
	case Move:
		return s.move(ctx, tx, t, c, now)
	case Completion, Merger, Splitting:
	}
	successors, err := s.successors(ctx, tx, t, c)
	if err != nil {
		return err
	}
	effects := &Effects{}
	if t.State != "" {
		effects, err = tx.Effects(ctx, t)
	}
	if err != nil {
		return err
	}
	if err := passing(effects.Agreements, c.Terms.Passing); err != nil || c.State != Done {
		return err
	}
	if err := running(effects.Running); err != nil {
		return err
	}
	return s.end(ctx, tx, t, c, successors)
}

// mayChange is the row rule of changes of territory.
func mayChange(t *tenants.Tenant, kind ChangeKind) error {
	switch {
	case t.State.WentOver():
		return ErrEnded
	case kind == Completion && t.State == "":
		return ErrNoTenant
	case kind == Completion && t.State == tenants.Completed:
		return ErrEnded
	}
	return nil
}

// successors finds those that a municipality goes over into. One that takes part leaves its
// agreements to those who take part and work.
func (s *Service) successors(ctx context.Context, tx Tx, t *tenants.Tenant, c *Change) ([]*tenants.Tenant, error) {
	list := make([]*tenants.Tenant, len(c.Terms.Successors))
	for i, id := range c.Terms.Successors {
		path := []string{"successorId"}
		if c.Kind == Splitting {
			path = []string{"successorIds", strconv.Itoa(i)}
		}
		found, err := tx.LockTenant(ctx, id)
		switch {
		case err != nil:
			return nil, apperr.At(err, path...)
		case found.State.WentOver(), t.State != "" && found.State != tenants.Active:
			return nil, ErrSuccessor.With(i18n.Args{"name": i18n.New(found.Name.Ky, found.Name.Ru, found.Name.En)}).At(path...)
		}
		list[i] = found
	}
	return list, nil
}

// passing refuses to pass what is not an open agreement.
func passing(open []OpenAgreement, list []Passing) error {
	for i, p := range list {
		if !slices.ContainsFunc(open, func(a OpenAgreement) bool { return a.Ref() == p.Agreement() }) {
			return ErrPassing.At("agreements", strconv.Itoa(i))
		}
	}
	return nil
}

// end makes the last state of a tenant hold, ends the roles in it and writes who follows.
func (s *Service) end(ctx context.Context, tx Tx, t *tenants.Tenant, c *Change, successors []*tenants.Tenant) error {
	last := c.On.AddDays(-1)
	if t.State != "" {
		t.State = map[ChangeKind]tenants.State{Completion: tenants.Completed, Merger: tenants.Merged, Splitting: tenants.Split}[c.Kind]
		if c.Kind.goesOver() {
			t.Heir = successors[0].ID
		}
		if err := tx.SetState(ctx, t); err != nil {
			return err
		}
	}
	if !c.Kind.goesOver() {
		return nil
	}
	if err := tx.EndMunicipality(ctx, t.ID, last); err != nil {
		return err
	}
	for _, successor := range successors {
		if err := tx.Succeed(ctx, t.ID, successor.ID, citation(c), c.On); err != nil {
			return err
		}
	}
	return tx.Pass(ctx, c.Terms.Passing)
}

// citation is the decree as the history of a municipality shows it.
func citation(c *Change) string {
	return "№ " + c.Decree.Number + " (" + c.Decree.Date.String() + ")"
}

func (s *Service) rename(ctx context.Context, tx Tx, t *tenants.Tenant, c *Change, now time.Time) error {
	if c.Terms.Slug != "" && c.Terms.Slug != t.Slug {
		owners, err := tx.SlugOwners(ctx, []string{c.Terms.Slug})
		if err != nil {
			return err
		}
		if owner, used := owners[c.Terms.Slug]; used && owner != t.ID {
			return ErrSlugTaken
		}
	}
	if c.State != Done {
		return nil
	}
	if err := tx.KeepFormer(ctx, t, c.On.AddDays(-1)); err != nil {
		return err
	}
	return tx.Rename(ctx, t.ID, c.Terms.Name, c.Terms.Slug, now)
}

func (s *Service) move(ctx context.Context, tx Tx, t *tenants.Tenant, c *Change, now time.Time) error {
	code := c.Terms.Code
	if !code.Names(t.Kind) {
		return ErrCodeKind
	}
	places := map[string]bool{"": true}
	if err := s.readPlaces(ctx, places); err != nil {
		return err
	}
	if !places[code.Oblast()] || !places[code.Raion()] {
		return ErrTerritory
	}
	owner, err := tx.CodeOwner(ctx, code)
	switch {
	case err != nil:
		return err
	case string(code) == t.Code, owner != uuid.Nil && owner != t.ID:
		return ErrSameCode
	case c.State != Done:
		return nil
	}
	if err := tx.KeepFormer(ctx, t, c.On.AddDays(-1)); err != nil {
		return err
	}
	return tx.Recode(ctx, t.ID, code, now)
}
