package graph_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/session"
)

// attempts are the changes that an action stands for. Each is made with a stale version
// or an application that is none, so that none succeeds: what refuses it before that is
// the right, the seat or the state.
type attempts map[access.Action][]func(context.Context) error

const stale = 999

// bySeatOrState are the refusals that allowedActions and can have to know.
var bySeatOrState = []error{
	apperr.New(apperr.Forbidden, apperr.ErrNotFound.Text), apperr.ErrNotFound, session.ErrState, session.ErrNoVoteYet, session.ErrNotThere,
	evaluation.ErrNotVoting, evaluation.ErrNotEvaluated, evaluation.ErrProtocolSealed, protocol.ErrState, protocol.ErrNoSignatory,
	protocol.ErrSignedTwice, protocol.ErrScanKept, competition.ErrProtocolUnsigned, competition.ErrWrongState,
}

func (s *sitting) onSession() attempts {
	ref, sessions, unknown := s.session.Ref(), s.Resolver.Sessions, uuid.New()
	return attempts{
		access.Update: {
			func(ctx context.Context) error {
				_, err := sessions.Replan(ctx, ref, stale, session.Plan{PlannedAt: s.Clock.Now()})
				return err
			},
			func(ctx context.Context) error { _, err := sessions.Attend(ctx, ref, stale, nil, nil); return err },
		},
		access.Open: {func(ctx context.Context) error { _, err := sessions.Open(ctx, ref, stale); return err }},
		access.Close: {
			func(ctx context.Context) error { _, err := sessions.CloseScores(ctx, ref, stale); return err },
			func(ctx context.Context) error { _, err := sessions.Close(ctx, ref, stale); return err },
		},
		access.Reopen: {func(ctx context.Context) error { _, err := sessions.ReopenScores(ctx, ref, stale, "r"); return err }},
		access.Cancel: {func(ctx context.Context) error { _, err := sessions.Adjourn(ctx, ref, stale, "r"); return err }},
		access.Vote: {
			func(ctx context.Context) error {
				_, err := sessions.Vote(ctx, ref, []session.Ballot{{ApplicationID: unknown, Choice: session.For}})
				return err
			},
			func(ctx context.Context) error { _, err := sessions.CastTie(ctx, ref, stale, nil, "r"); return err },
		},
		access.Register: {func(ctx context.Context) error {
			_, err := sessions.RegisterVotes(ctx, ref, []session.Ballot{{MemberID: s.Members[2].ID, ApplicationID: unknown, Choice: session.For}})
			return err
		}},
		access.Dissent: {func(ctx context.Context) error {
			_, err := sessions.Dissent(ctx, ref, session.Opinion{ApplicationID: &unknown, Text: "t"})
			return err
		}},
	}
}

func (s *sitting) onProtocol() attempts {
	ref, protocols := s.protocol.Ref(), s.Resolver.Protocols
	paper := protocol.Paper{Number: "1", Date: clock.DateOf(s.Clock.Now()), Reason: "r"}
	return attempts{
		access.Update: {
			func(ctx context.Context) error {
				_, err := protocols.Update(ctx, ref, stale, protocol.Text{})
				return err
			},
			func(ctx context.Context) error {
				_, err := protocols.AttachScan(ctx, ref, stale, uuid.New())
				return err
			},
		},
		access.Submit: {func(ctx context.Context) error { _, err := protocols.Seal(ctx, ref, stale); return err }},
		access.Sign: {func(ctx context.Context) error {
			_, err := protocols.Sign(ctx, ref, stale, protocol.Hand{})
			return err
		}},
		access.Register: {func(ctx context.Context) error {
			_, err := protocols.RegisterSignature(ctx, ref, stale, protocol.Hand{MemberID: &s.Members[2].ID})
			return err
		}},
		access.Withdraw: {func(ctx context.Context) error { _, err := protocols.Withdraw(ctx, ref, stale, "r"); return err }},
		access.Approve:  {func(ctx context.Context) error { _, err := protocols.Approve(ctx, ref, stale, paper); return err }},
		access.Return:   {func(ctx context.Context) error { _, err := protocols.Annul(ctx, ref, stale, paper); return err }},
	}
}

// possible reports whether one of the changes gets past right, seat and state.
func possible(t *testing.T, ctx context.Context, changes []func(context.Context) error) bool {
	t.Helper()
	for _, change := range changes {
		err := change(ctx)
		require.Error(t, err, "nothing may change")
		if !slices.ContainsFunc(bySeatOrState, func(refusal error) bool { return errors.Is(err, refusal) }) {
			return true
		}
	}
	return false
}

// agree compares, for everybody, what is listed and what can answers with what the
// changes answer.
func agree(t *testing.T, when string, people map[string]*apptest.Client, ref entity.Ref, object access.Object,
	listed func(context.Context) ([]access.Action, error), changes attempts,
) {
	t.Helper()
	for name, person := range people {
		list, err := listed(person.Context(t.Context()))
		require.True(t, err == nil || apperr.CodeOf(err) == apperr.Forbidden, "%s %s: %v", when, name, err)
		verdicts := canAll(t, person, ref, object, slices.Sorted(maps.Keys(changes)))
		for action, tries := range changes {
			want := possible(t, person.Context(t.Context()), tries)
			require.Equal(t, want, slices.Contains(list, action), "%s: %s on %s listed for %s", when, action, object, name)
			require.Equal(t, want, verdicts[action], "%s: can %s on %s for %s", when, action, object, name)
		}
	}
}

// canAll asks the server for the verdict on each action.
func canAll(t *testing.T, person *apptest.Client, ref entity.Ref, object access.Object, actions []access.Action) map[access.Action]bool {
	t.Helper()
	var b strings.Builder
	for _, action := range actions {
		of := object
		if of == access.Protocol && (action == access.Approve || action == access.Return) {
			of = access.ResultOrder
		}
		fmt.Fprintf(&b, "%s: can(object: %s, action: %s, id: %q) { allowed reason } ", action, of, action, scalar.EncodeID(ref))
	}
	var out struct {
		Viewer map[access.Action]struct {
			Allowed bool
			Reason  string
		}
	}
	person.Do(t, "{ viewer { "+b.String()+"} }", nil, &out)
	verdicts := map[access.Action]bool{}
	for action, v := range out.Viewer {
		require.NotEmpty(t, v.Reason)
		verdicts[action] = v.Allowed
	}
	return verdicts
}

func TestWhatIsListedIsWhatTheChangesAnswer(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	s := &sitting{Jury: app.Jury(t, app.Municipality(t), []int64{39_000, 30_000})}
	people := map[string]*apptest.Client{
		"head": s.Head, "chair": s.Seats[0], "secretary": s.Seats[1], "member": s.Seats[2], "absent member": s.Seats[4], "owner": s.Owners[0],
		"chair without a seat here": app.As(s.M, access.CommissionChair, access.CommissionSecretary, access.CommissionMember),
	}
	check := func(when string) {
		t.Helper()
		agree(t, when, people, s.session.Ref(), access.CommissionSession, func(ctx context.Context) ([]access.Action, error) {
			allowed, err := s.Resolver.Sessions.AllowedOn(ctx, []*session.Session{s.session})
			return allowed[s.session.ID], err
		}, s.onSession())
		if s.protocol == nil {
			return
		}
		agree(t, when, people, s.protocol.Ref(), access.Protocol, func(ctx context.Context) ([]access.Action, error) {
			allowed, err := s.Resolver.Protocols.AllowedOn(ctx, []*protocol.Protocol{s.protocol})
			return allowed[s.protocol.ID], err
		}, s.onProtocol())
	}
	for _, step := range []struct {
		name string
		do   func(*testing.T)
	}{
		{"planned", s.plan}, {"open", s.open}, {"scored", s.score}, {"scores closed", s.closeScores}, {"closed", s.close}, {"drafted", s.draft},
		{"sealed", s.seal}, {"signed by some", func(t *testing.T) { s.sign(t, 0, 2) }}, {"signed", func(t *testing.T) { s.sign(t, 1, 3) }},
		{"approved", s.approve},
	} {
		step.do(t)
		check(step.name)
	}
}
