package application

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
)

// entitled says for each action on an application who of those who stand behind it may.
var entitled = map[access.Action][]relation{
	access.Update:   {owner, editor, clerk},
	access.Submit:   {owner},
	access.Register: {clerk},
	access.Withdraw: {owner, clerk},
	access.Delete:   {owner, clerk},
	access.Invite:   {owner},
}

// stages are the states for the actions that are no events of the table.
var stages = map[access.Action][]State{
	access.Update: {Draft, ReturnedForFix},
	access.Delete: {Draft},
	access.Check:  {Submitted, ReturnedForFix},
}

var events = map[access.Action][]Event{
	access.Submit:   {Submit, Resubmit},
	access.Register: {Submit, Resubmit},
	access.Withdraw: {Withdraw},
	access.Return:   {Return},
	access.Approve:  {Admit, Reject, Reconsider},
}

// AllowedOn lists what the caller may do with each of several applications that she was
// shown: by her part in it, its state and the time. What it contains may still refuse.
func (s *Service) AllowedOn(ctx context.Context, applications []*Application) (map[uuid.UUID][]access.Action, error) {
	questions, err := s.questions(ctx, applications)
	if err != nil {
		return nil, err
	}
	allowed := make(map[uuid.UUID][]access.Action, len(questions))
	for _, q := range questions {
		own, err := access.Permitted(q.own(ctx), access.Update, access.Submit, access.Register, access.Withdraw, access.Delete, access.Invite)
		if err != nil {
			return nil, err
		}
		official, err := access.Permitted(q.official(ctx), access.Check, access.Return, access.Approve)
		if err != nil {
			return nil, err
		}
		allowed[q.a.ID] = append(own, official...)
	}
	return allowed, nil
}

// Rule decides what those who stand behind an application may do with it.
func (s *Service) Rule(ctx context.Context, a *Application) (access.Rule, error) {
	q, err := s.questions(ctx, []*Application{a})
	if err != nil {
		return nil, err
	}
	return q[0].own(ctx), nil
}

// AdmissionRule decides what the commission may do with an application.
func (s *Service) AdmissionRule(ctx context.Context, a *Application) (access.Rule, error) {
	q, err := s.questions(ctx, []*Application{a})
	if err != nil {
		return nil, err
	}
	return q[0].official(ctx), nil
}

// question is what the rules about one application look at, read once.
type question struct {
	*Service
	a        *Application
	editors  []*Editor
	settings *Settings
	seats    access.Reacher
}

// questions reads what the rules about applications of one municipality look at, in the
// order of the applications.
func (s *Service) questions(ctx context.Context, applications []*Application) ([]*question, error) {
	scope, err := s.auth.Authorize(ctx, applications[0].TenantID, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	editors, err := s.store.Editors(ctx, scope, ids(applications))
	if err != nil {
		return nil, err
	}
	settings, err := s.settingsOf(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	questions, seats := make([]*question, len(applications)), access.Once(s.store)
	for i, a := range applications {
		questions[i] = &question{Service: s, a: a, editors: editors[a.ID], settings: settings[a.CompetitionID], seats: seats}
	}
	return questions, nil
}

func (q *question) own(ctx context.Context) access.Rule {
	return q.decides(ctx, access.Application, func(scope access.Scope) (may, error) {
		return q.Service.own(ctx, q.seats, scope, entitled[scope.Permission().Action])
	})
}

func (q *question) official(ctx context.Context) access.Rule {
	return q.decides(ctx, access.Admissibility, func(scope access.Scope) (may, error) {
		reach, err := q.seats.Reach(ctx, scope)
		return notOwn(scope, reach), err
	})
}

func (q *question) decides(ctx context.Context, object access.Object, who func(access.Scope) (may, error)) access.Rule {
	return func(action access.Action) error {
		scope, err := q.auth.Authorize(ctx, q.a.TenantID, object, action)
		if err != nil {
			return err
		}
		rule, err := who(scope)
		if err != nil {
			return err
		}
		if err := rule(q.a, q.editors); err != nil {
			return err
		}
		return q.a.permits(action, q.settings, q.now())
	}
}

// permits refuses an action for which the application's state or the time is not right.
func (a *Application) permits(action access.Action, settings *Settings, now time.Time) error {
	if _, named := stages[action]; named {
		if err := a.in(action); err != nil || action != access.Check {
			return err
		}
		return undecidedState(a, settings, now)
	}
	facts := Facts{Competition: settings.Competition.StateAt(now), ClosesAt: settings.Competition.ClosesAt}
	var refusal error
	for _, event := range events[action] {
		err := a.admits(event, facts, now)
		if err == nil {
			return nil
		}
		if refusal == nil || slices.Contains(transition(event).From, a.State) {
			refusal = err
		}
	}
	return refusal
}

// in refuses an action outside its states.
func (a *Application) in(action access.Action) error {
	if slices.Contains(stages[action], a.State) {
		return nil
	}
	return ErrState.With(i18n.Args{"state": a.State.Name()})
}

// PersonRule decides who sees the applicant of an application in full.
func (s *Service) PersonRule(ctx context.Context, a *Application) (access.Rule, error) {
	view, err := s.ViewOf(ctx, a)
	if err != nil {
		return nil, err
	}
	return func(action access.Action) error {
		if view == ViewFull && action == access.Read {
			return nil
		}
		return s.auth.Denied(access.Permission{Object: access.Applicant, Action: action})
	}, nil
}

// BeginRule decides whether the caller may begin an application in a competition that
// she sees.
func (s *Service) BeginRule(ctx context.Context, c *competition.Competition) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, c.TenantID, access.Application, action)
		if err != nil {
			return err
		}
		if err := s.seated(ctx, scope, c.ID); err != nil {
			return err
		}
		channel := Online
		if action == access.Register {
			channel = Paper
		}
		return takesDrafts(c, channel, s.now())
	}, nil
}
