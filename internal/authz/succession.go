package authz

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/tenants"
)

// open refuses a change that a municipality does not take in its state.
func open(t tenants.Tenant, permission access.Permission, estate access.Estate) error {
	switch {
	case permission.Reads():
		return nil
	case t.State == tenants.Suspended:
		return ErrSuspended
	case t.State == tenants.Completed && permission.Object == access.Membership:
		return nil // somebody has to be in office to finish the agreements
	case t.State == tenants.Completed && !permission.Finishes():
		return ErrCompleted
	case t.State.WentOver() && !permission.Finishes():
		return ErrWentOver
	case permission.Whole() && !estate.Rest():
		return ErrAnotherHeir
	}
	return nil
}

// inherited are the roles in a municipality that went over: the programme's, and those of
// its successors' offices. Commissions ended with its competitions. Of a split municipality
// they reach those agreements alone that the decree gave to the successor.
func (a *Authorizer) inherited(ctx context.Context, principal access.Principal, t tenants.Tenant, permission access.Permission,
) ([]access.Role, access.Estate, error) {
	day := clock.DateOf(a.now())
	roles := principal.RolesIn(nil, day)
	var through []uuid.UUID
	for _, heir := range t.Heirs() {
		offices := officesIn(principal, heir, day)
		if len(offices) == 0 {
			continue
		}
		works, err := a.directory.ByID(ctx, heir)
		if err != nil {
			return nil, access.Estate{}, err
		}
		if works.State == tenants.Suspended && !permission.Reads() {
			return nil, access.Estate{}, ErrSuspended
		}
		through, roles = append(through, heir), append(roles, offices...)
	}
	if len(through) == 0 || a.policy.Allows(permission, programmeRoles(principal, day)...) {
		return roles, access.Estate{}, nil
	}
	return roles, access.EstateOf(through, t.Heir, t.Passed), nil
}

func officesIn(principal access.Principal, tenant uuid.UUID, day clock.Date) (offices []access.Role) {
	for _, m := range principal.Memberships {
		if m.Tenant != nil && *m.Tenant == tenant && m.InOffice(day) && !slices.Contains(access.CommissionRoles, m.Role) {
			offices = append(offices, m.Role)
		}
	}
	return offices
}

func programmeRoles(principal access.Principal, day clock.Date) (roles []access.Role) {
	for _, m := range principal.Memberships {
		if m.Tenant == nil && m.InOffice(day) {
			roles = append(roles, m.Role)
		}
	}
	return roles
}
