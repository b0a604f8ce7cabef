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

// verdicts says for each kind of id which service knows the rules about that one thing.
// A kind without a line is asked for the role alone.
func (r *Resolver) verdicts() map[string]func(context.Context, entity.Ref, access.Action) error {
	return map[string]func(context.Context, entity.Ref, access.Action) error{
		"User":       r.People.Can,
		"Membership": r.People.Can,
	}
}

// verdict asks whether the caller may do something and says why or why not.
func (r *Resolver) verdict(ctx context.Context, permission access.Permission, id, municipality *entity.Ref) (*model.Verdict, error) {
	verdict := &model.Verdict{Allowed: true, Permission: permission.String()}
	refusal := r.refusal(ctx, permission, id, municipality)
	if refusal == nil {
		verdict.Reason = r.Auth.Sentence(permission).In(i18n.From(ctx))
		return verdict, nil
	}
	var e *apperr.Error
	if !errors.As(refusal, &e) || e.Code == apperr.Unavailable || e.Code == apperr.Internal {
		return nil, refusal
	}
	verdict.Allowed, verdict.Reason = false, e.Message(i18n.From(ctx))
	return verdict, nil
}

func (r *Resolver) refusal(ctx context.Context, permission access.Permission, id, municipality *entity.Ref) error {
	switch {
	case id != nil && id.Kind != "Municipality":
		if err := r.may(ctx, permission, id.Tenant); err != nil {
			return err
		}
		if rules, ok := r.verdicts()[id.Kind]; ok {
			return rules(ctx, *id, permission.Action)
		}
		return nil
	case id != nil:
		return r.may(ctx, permission, id.ID)
	case municipality != nil:
		return r.may(ctx, permission, municipality.ID)
	}
	return r.Auth.HasAnywhere(ctx, permission)
}

// may asks for the role in a municipality, or in the programme for uuid.Nil. What the
// programme keeps of a municipality's people is asked of the thing's own rules.
func (r *Resolver) may(ctx context.Context, permission access.Permission, tenant uuid.UUID) error {
	if tenant == uuid.Nil {
		return r.Auth.HasAnywhere(ctx, permission)
	}
	_, err := r.Auth.Authorize(ctx, tenant, permission.Object, permission.Action)
	return err
}
