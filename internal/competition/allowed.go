package competition

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
)

// AllowedOn lists what the caller may do with each of several competitions now: the right
// is there and the state does not forbid it. [Service.ReadinessOf] says what else is missing.
func (s *Service) AllowedOn(ctx context.Context, competitions []*Competition) (map[uuid.UUID][]access.Action, error) {
	allowed, seats := make(map[uuid.UUID][]access.Action, len(competitions)), access.Once(s.store)
	for _, c := range competitions {
		actions, err := access.Permitted(s.rule(ctx, seats, c), access.Create, access.Update, access.Announce, access.Extend,
			access.Evaluate, access.Publish, access.Cancel, access.Close)
		if err != nil {
			return nil, err
		}
		allowed[c.ID] = actions
	}
	return allowed, nil
}

// Rule decides what the caller may do to a competition that she sees; its publication is
// one of the actions, CREATE is to announce it anew.
func (s *Service) Rule(ctx context.Context, c *Competition) (access.Rule, error) {
	return s.rule(ctx, access.Once(s.store), c), nil
}

func (s *Service) rule(ctx context.Context, seats access.Reacher, c *Competition) access.Rule {
	return func(action access.Action) error {
		permission, event := access.Permission{Object: access.Competition, Action: action}, Event("")
		for e, p := range permissions {
			if p.Action == action {
				permission, event = p, e
			}
		}
		if event == PublishResult {
			event = c.Publishes()
		}
		if err := s.seated(ctx, seats, c, permission.Object, action); err != nil {
			return err
		}
		switch {
		case action == access.Create:
			return c.reannounceable()
		case event == "":
			return c.draft()
		}
		return c.Admits(event, s.now())
	}
}

// AnnouncementRule decides what the caller may do to the announcement of a competition
// that she sees, with the notices and the outreach beside it.
func (s *Service) AnnouncementRule(ctx context.Context, c *Competition) (access.Rule, error) {
	seats := access.Once(s.store)
	return func(action access.Action) error {
		if err := s.seated(ctx, seats, c, access.Announcement, action); err != nil {
			return err
		}
		if action == access.Announce {
			return c.amendable(s.now())
		}
		return c.running()
	}, nil
}

// seated asks for the permission and, where an office of a commission gives it, for that
// office in this competition's, as [lockSeated] does for a change.
func (s *Service) seated(ctx context.Context, seats access.Reacher, c *Competition, object access.Object, action access.Action) error {
	scope, err := s.auth.Authorize(ctx, c.TenantID, object, action)
	if err != nil {
		return err
	}
	reach, err := seats.Reach(ctx, scope)
	if err != nil {
		return err
	}
	return commission.Reached(scope, reach, c.ID)
}

// draft refuses a change of terms that are announced.
func (c *Competition) draft() error {
	if c.State != Draft {
		return ErrNotDraft
	}
	return nil
}

// amendable refuses another edition of an announcement that is not out, or is over.
func (c *Competition) amendable(now time.Time) error {
	if !slices.Contains([]State{Announced, Open, Closed}, c.StateAt(now)) {
		return ErrNotAnnounced
	}
	return nil
}

// running refuses records beside a competition that is over.
func (c *Competition) running() error {
	if c.State == Cancelled || c.State == Failed || c.State == ResultPublished {
		return ErrOver
	}
	return nil
}

// Admits refuses an event that the state at now does not know; guards may still refuse it.
func (c *Competition) Admits(event Event, now time.Time) error {
	if state := c.StateAt(now); !slices.Contains(transition(event).From, state) {
		_, err := wrongState(event, state)
		return err
	}
	if event == PublishFailure && c.FailurePublic() {
		return ErrFailurePublic
	}
	return nil
}
