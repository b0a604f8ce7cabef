package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/selection"
	"github.com/demilge/demilge/tenants"
)

// payload makes the answer of a mutation of what a service answers.
func payload[T, P any](ctx context.Context, answer func(T, []*model.UserError) *P) func(T, error) (*P, error) {
	return func(thing T, err error) (*P, error) {
		errs, err := userErrors(ctx, err)
		return answer(thing, errs), err
	}
}

func selectionPayload(ctx context.Context) func(*selection.Selection, error) (*model.SelectionPayload, error) {
	return payload(ctx, func(s *selection.Selection, errs []*model.UserError) *model.SelectionPayload {
		return &model.SelectionPayload{Selection: s, Errors: errs}
	})
}

func clarificationPayload(ctx context.Context) func(*selection.Clarification, error) (*model.ClarificationPayload, error) {
	return payload(ctx, func(c *selection.Clarification, errs []*model.UserError) *model.ClarificationPayload {
		return &model.ClarificationPayload{Clarification: c, Errors: errs}
	})
}

func redactionPayload(ctx context.Context) func(*selection.Redaction, error) (*model.LetterRedactionPayload, error) {
	return payload(ctx, func(r *selection.Redaction, errs []*model.UserError) *model.LetterRedactionPayload {
		return &model.LetterRedactionPayload{Redaction: r, Errors: errs}
	})
}

func selectionProtocolPayload(ctx context.Context) func(*selection.Protocol, error) (*model.SelectionProtocolPayload, error) {
	return payload(ctx, func(p *selection.Protocol, errs []*model.UserError) *model.SelectionProtocolPayload {
		return &model.SelectionProtocolPayload{Protocol: p, Errors: errs}
	})
}

func deskPayload(ctx context.Context) func(*selection.Desk, error) (*model.SelectionDeskPayload, error) {
	return payload(ctx, func(d *selection.Desk, errs []*model.UserError) *model.SelectionDeskPayload {
		return &model.SelectionDeskPayload{Desk: d, Errors: errs}
	})
}

func codedPayload(ctx context.Context) func(*selection.CodedLetter, error) (*model.CodedLetterPayload, error) {
	return payload(ctx, func(c *selection.CodedLetter, errs []*model.UserError) *model.CodedLetterPayload {
		return &model.CodedLetterPayload{Letter: c, Errors: errs}
	})
}

// candidacyPayload shows a letter as it is after a change.
func (r *Resolver) candidacyPayload(ctx context.Context, id entity.Ref, err error) (*model.CandidacyPayload, error) {
	errs, err := userErrors(ctx, err)
	if err != nil || len(errs) > 0 {
		return &model.CandidacyPayload{Errors: errs}, err
	}
	c, err := r.Selections.Candidacy(ctx, id.ID)
	return &model.CandidacyPayload{Candidacy: c, Errors: errs}, err
}

// seatPayload shows a seat as it is after a change.
func (r *Resolver) seatPayload(ctx context.Context, seat *selection.Seat, err error) (*model.SelectionSeatPayload, error) {
	errs, err := userErrors(ctx, err)
	if err != nil || len(errs) > 0 {
		return &model.SelectionSeatPayload{Errors: errs}, err
	}
	member, err := r.Selections.Seat(ctx, seat.Ref())
	return &model.SelectionSeatPayload{Seat: member, Errors: errs}, err
}

// seen answers nothing to those who may not see a list.
func seen[T any](list []T, err error) ([]T, error) {
	if apperr.CodeOf(err) == apperr.Forbidden {
		return nil, nil
	}
	return list, err
}

func selectionTerms(input *model.SelectionTermsInput) selection.Terms {
	terms := selection.Terms{
		Scale: selection.Scale{Min: input.Min, Max: input.Max}, CommentAtExtremes: input.CommentAtExtremes,
		PassingPercent: input.PassingPercent.Value(), Places: input.Places.Value(), Reserve: input.Reserve.Value(), Kinds: map[tenants.Kind]int{},
	}
	if n := input.Aimaks.Value(); n != nil {
		terms.Kinds[tenants.AiylAimak] = *n
	}
	if n := input.Cities.Value(); n != nil {
		terms.Kinds[tenants.City] = *n
	}
	for _, c := range input.Criteria {
		criterion := selection.Criterion{Key: c.Key, Name: *c.Name, Weight: c.Weight}
		set(&criterion.Hint, c.Hint)
		terms.Criteria = append(terms.Criteria, criterion)
	}
	return terms
}

func appointmentOf(input model.AppointSelectionMemberInput) selection.Appointment {
	a := selection.Appointment{AccountID: input.UserID.ID, Position: *input.Position, Until: input.Until.Value()}
	set(&a.From, input.From)
	return a
}

func protocolDraftOf(input model.WriteSelectionProtocolInput) selection.ProtocolDraft {
	draft := selection.ProtocolDraft{
		Number: input.Number, Date: input.Date.Value(), Place: input.Place, Present: uuids(input.PresentIds), Discussion: input.Discussion,
	}
	for _, v := range input.Votes {
		draft.Votes = append(draft.Votes, selection.Vote{LetterID: optionalID(v.LetterID), For: v.For, Against: v.Against, Abstain: v.Abstain})
	}
	for _, d := range input.Decisions.Value() {
		draft.Decisions = append(draft.Decisions, &selection.Decision{
			LetterID: d.LetterID.ID, Chosen: d.Chosen, Reserve: d.Reserve, Cofinancing: d.Cofinancing.Value(), Reason: d.Reason,
		})
	}
	return draft
}

func signatoriesOf(input model.SignSelectionProtocolInput) []selection.Signatory {
	list := make([]selection.Signatory, len(input.Signatories))
	for i, s := range input.Signatories {
		list[i] = selection.Signatory{Name: s.Name, Position: s.Position, SignedOn: s.SignedOn}
	}
	return list
}
