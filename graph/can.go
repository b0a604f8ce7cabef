package graph

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

var errNotAbout = apperr.Invalid(i18n.New(
	"Бул укук мындай жазуу жөнүндө эмес.",
	"Это право не относится к такой записи.",
	"This permission is not about such a thing."), "id")

// verdict asks whether the caller may do something and says why or why not.
func (r *Resolver) verdict(ctx context.Context, permission access.Permission, id, municipality *entity.Ref) (*model.Verdict, error) {
	verdict := &model.Verdict{Allowed: true, Permission: permission.String()}
	refusal := r.refusal(ctx, permission, id, municipality)
	if refusal == nil {
		verdict.Reason = r.Auth.Sentence(permission).In(i18n.From(ctx))
		return verdict, nil
	}
	var e *apperr.Error
	if !errors.As(refusal, &e) || !apperr.Refuses(refusal) || e.Code == apperr.Validation {
		return nil, refusal
	}
	verdict.Allowed, verdict.Reason = false, e.Message(i18n.From(ctx))
	return verdict, nil
}

func (r *Resolver) refusal(ctx context.Context, permission access.Permission, id, municipality *entity.Ref) error {
	switch {
	case id != nil && id.Kind != "Municipality":
		return r.refusalOn(ctx, permission, *id)
	case id != nil:
		return r.mayIn(ctx, permission, id.ID)
	case municipality != nil:
		return r.mayIn(ctx, permission, municipality.ID)
	}
	return r.Auth.HasAnywhere(ctx, permission)
}

// refusalOn asks about one thing: whether the caller sees it, whether the role permits
// it, and what the thing's own rules say. What may not be seen is not there.
func (r *Resolver) refusalOn(ctx context.Context, permission access.Permission, id entity.Ref) error {
	get, known := r.nodes()[id.Kind]
	if !known {
		return errNotAbout
	}
	node, err := get(ctx, id)
	if err != nil {
		return err
	}
	subject := r.subjects()[id.Kind]
	if permission.Action == access.Read && permission.Object == subject.read {
		return nil
	}
	question, about := subject.rules[permission.Object]
	switch {
	case !about:
		return errNotAbout
	case question == nil, permission.Reads() && permission.Object != access.Applicant:
		return r.mayIn(ctx, permission, id.Tenant)
	}
	rule, err := question(ctx, node)
	if err != nil {
		return err
	}
	return rule(permission.Action)
}

// mayIn asks for the role in a municipality, or in the programme for uuid.Nil. Tenants
// are the programme's own.
func (r *Resolver) mayIn(ctx context.Context, permission access.Permission, tenant uuid.UUID) error {
	if permission.Object == access.Tenant {
		return r.Territory.TenantRule(ctx, tenant)(permission.Action)
	}
	if tenant == uuid.Nil {
		return r.Auth.HasAnywhere(ctx, permission)
	}
	_, err := r.Auth.Authorize(ctx, tenant, permission.Object, permission.Action)
	return err
}
