package application

import (
	"context"
	"slices"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
)

// change is one transaction over one application: what a step may look at and do.
type change struct {
	Tx
	scope access.Scope
	a     *Application
	// competition cannot change until the transaction ends; now was read under its lock.
	competition *competition.Competition
	now         time.Time
	entry       audit.Entry
}

// settings are the competition with the rules that it is pinned to.
func (c *change) settings(ctx context.Context) (*Settings, error) {
	rules, err := c.Rules(ctx, c.competition.ID)
	if err != nil {
		return nil, err
	}
	days, err := c.Workdays(ctx)
	return &Settings{Competition: c.competition, Rules: rules, Days: days}, err
}

// step changes a locked application of the version that was read.
type step func(ctx context.Context, c *change) error

// may is a row rule: nil, or why the caller may not change this application.
type may func(a *Application, editors []*Editor) error

// at lets through whom a rule lets through, if she read the version that is stored.
func (m may) at(version int64) may {
	return func(a *Application, editors []*Editor) error {
		if err := m(a, editors); err != nil {
			return err
		}
		if a.Version != version {
			return apperr.ErrStale
		}
		return nil
	}
}

// mine changes an application of the caller's own: see [Service.own] for who.
func (s *Service) mine(ctx context.Context, ref entity.Ref, version int64, action access.Action, who []relation, do step) (*Application, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Application, action)
	if err != nil {
		return nil, err
	}
	rule, err := s.own(ctx, s.store, scope, who)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, rule.at(version), do)
}

// official changes an application in the name of the commission.
func (s *Service) official(ctx context.Context, ref entity.Ref, version int64, action access.Action, do step) (*Application, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Admissibility, action)
	if err != nil {
		return nil, err
	}
	reach, err := s.store.Reach(ctx, scope)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, notOwn(scope, reach).at(version), do)
}

// notOwn hides drafts and what lies before another commission, and lets nobody decide on
// what she takes part in.
func notOwn(scope access.Scope, reach access.Reach) may {
	return func(a *Application, editors []*Editor) error {
		switch {
		case a.Own(scope.UserID(), editors):
			return ErrOwnApplication
		case a.State == Draft || !reach.Covers(a.CompetitionID):
			return apperr.ErrNotFound
		}
		return nil
	}
}

func (s *Service) change(ctx context.Context, scope access.Scope, ref entity.Ref, rule may, do step) (*Application, error) {
	var changed *Application
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		a, err := lockFor(ctx, tx, ref, rule)
		if err != nil {
			return err
		}
		permission := scope.Permission()
		c := &change{Tx: tx, scope: scope, a: a}
		c.entry = audit.Entry{Object: permission.Object, Action: permission.Action, ID: a.ID, Before: course(a)}
		if c.competition, err = tx.Competition(ctx, a.CompetitionID); err != nil {
			return err
		}
		if c.now, err = tx.Now(ctx); err != nil {
			return err
		}
		if err := do(ctx, c); err != nil {
			return err
		}
		if err := tx.Update(ctx, a); err != nil {
			return err
		}
		if c.entry.After == nil {
			c.entry.After = course(a)
		}
		changed = a
		return tx.Record(ctx, c.entry)
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

// lockFor locks an application for a change that its row rule allows.
func lockFor(ctx context.Context, tx Tx, ref entity.Ref, rule may) (*Application, error) {
	a, err := tx.Lock(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	editors, err := tx.Editors(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	if err := rule(a, editors); err != nil {
		return nil, err
	}
	return a, nil
}

// relation is how a person stands to an application.
type relation string

const (
	owner  relation = "OWNER"
	editor relation = "EDITOR"
	// clerk enters papers, for an application that has no owner.
	clerk    relation = "CLERK"
	stranger relation = ""
)

// related tells how a person stands to an application; registers says where she may
// enter papers.
func related(a *Application, editors []*Editor, scope access.Scope, registers access.Reach) relation {
	switch user := scope.UserID(); {
	case a.OwnerID != nil && *a.OwnerID == user:
		return owner
	case a.Own(user, editors):
		return editor
	case a.OwnerID == nil && registers.Covers(a.CompetitionID):
		return clerk
	}
	return stranger
}

// own lets those who stand so to an application. For a stranger it does not exist; a
// member of the group who asks for the owner's step is refused with FORBIDDEN.
func (s *Service) own(ctx context.Context, seats access.Reacher, scope access.Scope, who []relation) (may, error) {
	registers, err := access.ReachOf(ctx, s.auth, seats, scope.TenantID(), access.Application, access.Register)
	return func(a *Application, editors []*Editor) error {
		is := related(a, editors, scope, registers)
		switch {
		case is == stranger:
			return apperr.ErrNotFound
		case !slices.Contains(who, is):
			return s.auth.Denied(scope.Permission())
		}
		return nil
	}, err
}
