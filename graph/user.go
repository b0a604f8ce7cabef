package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

func profile(input model.UpdateProfileInput) user.Profile {
	var p user.Profile
	replace(&p.FullName, input.FullName)
	replace(&p.Locale, input.Locale)
	return p
}

func term(input *model.TermInput) user.Term {
	t := user.Term{Role: input.Role, Acting: input.Acting}
	set(&t.Position, input.Position)
	set(&t.From, input.From)
	replace(&t.Until, input.Until)
	t.Municipality = idOf(input.MunicipalityID.Value())
	t.DelegatedBy = idOf(input.DelegatedByID.Value())
	return t
}

func termChange(input model.ChangeMembershipInput) user.TermChange {
	var c user.TermChange
	replace(&c.Position, input.Position)
	replace(&c.From, input.From)
	replace(&c.Acting, input.Acting)
	if input.Until.IsSet() {
		until := input.Until.Value()
		c.Until = &until
	}
	return c
}

func idOf(ref *entity.Ref) *uuid.UUID {
	if ref == nil {
		return nil
	}
	return &ref.ID
}

func auditFilter(objectID *entity.Ref, object *access.Object, userID *entity.Ref) audit.Filter {
	return audit.Filter{ObjectID: idOf(objectID), Object: object, UserID: idOf(userID)}
}

// revoked is the payload of the end of a session or token.
func revoked(ctx context.Context, id entity.Ref, err error) (*model.RevokePayload, error) {
	payload := &model.RevokePayload{}
	if err == nil {
		payload.RevokedID = &id
	}
	payload.Errors, err = userErrors(ctx, err)
	return payload, err
}

// secretOrNull is a secret, null when there is none.
func secretOrNull(secret string) *string {
	if secret == "" {
		return nil
	}
	return &secret
}

// roleName is the usual name of a role where it is held.
func (r *Resolver) roleName(ctx context.Context, m *user.Membership) (i18n.Localized, error) {
	if m.Municipality == nil {
		return user.RoleName(m.Role, ""), nil
	}
	kind, err := r.Auth.Kind(ctx, *m.Municipality)
	return user.RoleName(m.Role, kind), err
}
