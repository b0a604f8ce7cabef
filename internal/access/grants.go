package access

import (
	"context"
	"sync"

	"github.com/google/uuid"
)

// grants remembers, for one request or job, in which tenants something was granted.
// The guard of internal/postgres stops every query in another tenant.
type grants struct {
	mu      sync.Mutex
	tenants map[uuid.UUID]struct{}
}

type grantsKey struct{}

// WithGrants returns the context of a new request, in which nothing is granted yet.
func WithGrants(ctx context.Context) context.Context {
	return context.WithValue(ctx, grantsKey{}, &grants{tenants: map[uuid.UUID]struct{}{}})
}

// WithGrant returns the context of a job or command that acts under scope alone.
func WithGrant(ctx context.Context, scope Scope) context.Context {
	ctx = WithGrants(ctx)
	Remember(ctx, scope.TenantID())
	return ctx
}

// Remember notes that something was granted in a tenant: internal/authz does so when it lets
// a caller through, onboarding for the tenant that it makes.
func Remember(ctx context.Context, tenant uuid.UUID) {
	if g, ok := ctx.Value(grantsKey{}).(*grants); ok {
		g.mu.Lock()
		g.tenants[tenant] = struct{}{}
		g.mu.Unlock()
	}
}

// Granted reports whether something was granted in the tenant during this request.
func Granted(ctx context.Context, tenant uuid.UUID) bool {
	g, ok := ctx.Value(grantsKey{}).(*grants)
	if !ok {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	_, ok = g.tenants[tenant]
	return ok
}
