package deadline

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/task"
	"github.com/demilge/demilge/tenants"
)

// deputies are told of what is three days late, with the one who is late. A role is held by
// whoever stands in for its holder too, from the day to the day that it was delegated for
// (user.Membership, Acting).
var deputies = []access.Role{access.Head, access.ExecSecretary, access.Specialist}

// Remind tells people of their deadlines, each stage of each once, in every municipality.
// It is called again and again; a server that was down catches up with the present stage.
func (s *Service) Remind(ctx context.Context) error {
	all, err := s.from.Directory.All(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, tenant := range all {
		if tenant.State == tenants.Suspended {
			continue
		}
		if err := s.remindIn(ctx, tenant); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", tenant.Slug, err))
		}
	}
	return errors.Join(errs...)
}

func (s *Service) remindIn(ctx context.Context, tenant tenants.Tenant) error {
	scope := access.SystemScope(tenant, "reminders", access.Permission{Object: access.Task, Action: access.Deliver})
	ctx = access.WithGrant(ctx, scope)
	today := clock.DateOf(s.now())
	list, err := s.store.Due(ctx, scope, today, today.AddDays(int(TwoWeeks)))
	if err != nil {
		return err
	}
	for _, due := range list {
		if stage, ok := StageOn(*due.DueOn, today); ok && !due.told(stage) {
			if err := s.remind(ctx, scope, due, stage); err != nil {
				return err
			}
		}
	}
	return nil
}

var errKnown = errors.New("deadline: reminded of already")

func (s *Service) remind(ctx context.Context, scope access.Scope, due *Due, stage Stage) error {
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		fresh, err := tx.Remember(ctx, due, stage, now)
		if err != nil {
			return err
		}
		if !fresh {
			return errKnown
		}
		if err := tx.Notify(ctx, due.messages(stage)...); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Task, Action: access.Deliver, ID: due.SubjectID, After: map[string]any{
			"kind": due.Kind, "dueOn": due.DueOn, "stage": stage,
		}})
	})
	if errors.Is(err, errKnown) {
		return nil
	}
	return err
}

func (d *Due) messages(stage Stage) []notice.Message {
	facts := notice.Facts{"due": notice.Day(*d.DueOn), "task": notice.Words(d.Text())}
	kind := notice.DeadlineReminder
	if stage < Today {
		kind = notice.DeadlineMissed
	}
	message := func(to notice.To) notice.Message {
		return notice.Message{Kind: kind, About: d.Subject(), To: to, Facts: facts}
	}
	roles, own := task.For(d.Kind)
	var messages []notice.Message
	if own && d.ApplicationID != nil {
		messages = append(messages, message(notice.Applicant(*d.ApplicationID)))
		roles = nil
	}
	if stage == ToDeputy { // in one message, so that whoever is both is told once
		roles = union(roles, deputies)
	}
	if len(roles) > 0 {
		messages = append(messages, message(notice.Holders(roles...)))
	}
	return messages
}

func union(roles, more []access.Role) []access.Role {
	all := slices.Clone(roles)
	for _, role := range more {
		if !slices.Contains(all, role) {
			all = append(all, role)
		}
	}
	return all
}
