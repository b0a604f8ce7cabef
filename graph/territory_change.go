package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// order records a change of territory.
func (r *Resolver) order(ctx context.Context, o territory.Order) (*model.TerritoryChangePayload, error) {
	return changed(ctx)(r.Territory.Order(ctx, o))
}

// changed answers a mutation of a change of territory.
func changed(ctx context.Context) func(*territory.Change, error) (*model.TerritoryChangePayload, error) {
	return func(c *territory.Change, err error) (*model.TerritoryChangePayload, error) {
		errs, err := userErrors(ctx, err)
		return &model.TerritoryChangePayload{TerritoryChange: c, Errors: errs}, err
	}
}

// passings are the agreements that a split gives away by name.
func passings(input []*model.PassedAgreementInput) []territory.Passing {
	list := make([]territory.Passing, len(input))
	for i, p := range input {
		list[i] = territory.Passing{AgreementID: p.AgreementID.ID, TenantID: p.AgreementID.Tenant, SuccessorID: p.SuccessorID.ID}
	}
	return list
}

// entries reads municipalities of the register.
func (r *Resolver) entries(ctx context.Context, ids []uuid.UUID) ([]*tenants.Tenant, error) {
	found, err := r.Territory.ByIDs(ctx, ids)
	list := make([]*tenants.Tenant, 0, len(ids))
	for _, id := range ids {
		if t := found[id]; t != nil {
			list = append(list, t)
		}
	}
	return list, err
}
