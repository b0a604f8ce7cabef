package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/file"
)

func callPayload(ctx context.Context, c *call.Call, err error) (*model.CallPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.CallPayload{Call: c, Errors: errs}, err
}

func callEdit(input *model.CallContentInput) func(*call.Content) {
	return func(c *call.Content) {
		replace(&c.OpensAt, input.OpensAt)
		replace(&c.Deadline, input.Deadline)
		t := &c.Terms
		replaceIDs(&t.AttachmentIDs, input.AttachmentIds)
		overwrite(&t.Title, input.Title)
		overwrite(&t.Text, input.Text)
		replace(&t.ResultsPromisedOn, input.ResultsPromisedOn)
		replace(&t.PopulationOn, input.PopulationOn)
		replace(&t.DonorsFrom, input.DonorsFrom)
		replace(&t.DonorsTo, input.DonorsTo)
		replaceValues(&t.Criteria, input.Criteria)
		replaceValues(&t.Questions, input.Questions)
		overwrite(&t.Contact, input.Contact)
		overwrite(&t.Addresses, input.Addresses)
		replace(&t.Places, input.Places)
		replaceValues(&t.Quota, input.Quota)
		replace(&t.Cofinancing, input.Cofinancing)
		set(&t.Coded, input.Coded)
		if oblasts, sent := input.Oblasts.ValueOK(); sent {
			t.Oblasts = oblasts
		}
	}
}

// overwrite takes an input field over when it was sent; null is the zero value.
func overwrite[T any](dest *T, field graphql.Omittable[*T]) {
	value, sent := field.ValueOK()
	switch {
	case sent && value == nil:
		*dest = *new(T)
	case sent:
		*dest = *value
	}
}

// replaceValues is replace for a list of objects.
func replaceValues[T any](dest *[]T, field graphql.Omittable[[]*T]) {
	if list, sent := field.ValueOK(); sent {
		*dest = values(list)
	}
}

func (r *Resolver) callPage(ctx context.Context, filter call.Filter, first *int, after *string) (*model.Connection[*call.Call], error) {
	request, err := pageRequest(ctx, first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.Calls.List(ctx, filter, request)
	remember(ctx, list.Items...)
	return model.NewConnection(list), err
}

// publicCall hides drafts from those who may see them, too: what it answers is what
// everyone sees.
func (r *Resolver) publicCall(ctx context.Context, slug string) (*call.Call, error) {
	c, err := r.Calls.BySlug(ctx, slug)
	if err == nil && !c.Public() {
		return nil, apperr.ErrNotFound
	}
	return c, err
}

// callFiles are the files of a call in its order.
func (r *Resolver) callFiles(ctx context.Context, c *call.Call) ([]*file.File, error) {
	found, err := linkedAll(ctx, c, func(c *call.Call) []uuid.UUID { return c.Terms.AttachmentIDs }, r.files)
	list := []*file.File{}
	for _, id := range c.Terms.AttachmentIDs {
		if f := found[id]; f != nil {
			list = append(list, f)
		}
	}
	return list, err
}
