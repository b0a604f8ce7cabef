package graph

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/tenants"
)

// byIDs reads the things with some ids; children reads what belongs to things with some
// ids, childPages the same page of it for each. Services answer all for many at once.
type (
	byIDs[T any]      func(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]T, error)
	children[T any]   func(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID][]T, error)
	childPages[T any] func(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[T], error)
)

// linked finds the one thing that another points to, the zero value when there is none.
func linked[P, T thing](ctx context.Context, of P, id func(P) *uuid.UUID, read byIDs[T]) (found T, err error) {
	own := id(of)
	if own == nil {
		return found, nil
	}
	all, err := linkedAll(ctx, of, func(p P) []uuid.UUID {
		if target := id(p); target != nil {
			return []uuid.UUID{*target}
		}
		return nil
	}, read)
	return all[*own], err
}

// linkedAll finds the things that another points to, with those of its whole list.
func linkedAll[P, T thing](ctx context.Context, of P, ids func(P) []uuid.UUID, read byIDs[T]) (map[uuid.UUID]T, error) {
	return together(ctx, of, func(list []P) (map[uuid.UUID]T, error) {
		found, err := read(ctx, of.Common().TenantID, targets(list, ids))
		items := make([]T, 0, len(found))
		for _, item := range found {
			items = append(items, item)
		}
		remember(ctx, items...)
		return found, err
	})
}

// targets lists each id that a list points to once.
func targets[P thing](list []P, ids func(P) []uuid.UUID) []uuid.UUID {
	seen := map[uuid.UUID]bool{}
	var all []uuid.UUID
	for _, p := range list {
		for _, id := range ids(p) {
			if !seen[id] {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	return all
}

// belonging lists what belongs to a thing.
func belonging[P, T thing](ctx context.Context, of P, read children[T]) ([]T, error) {
	found, err := together(ctx, of, func(list []P) (map[uuid.UUID][]T, error) {
		found, err := read(ctx, of.Common().TenantID, idsOf(list))
		var all []T
		for _, items := range found {
			all = append(all, items...)
		}
		remember(ctx, all...)
		return found, err
	})
	if items, ok := found[of.Common().ID]; ok {
		return items, err
	}
	return []T{}, err
}

// belongingPage reads a page of what belongs to a thing.
func belongingPage[P, T thing](ctx context.Context, of P, first *int, after *string, read childPages[T]) (*model.Connection[T], error) {
	request, err := pageRequest(ctx, first, after)
	if err != nil {
		return nil, err
	}
	pages, err := together(ctx, of, func(list []P) (map[uuid.UUID]page.Page[T], error) {
		pages, err := read(ctx, of.Common().TenantID, idsOf(list), request)
		var all []T
		for _, p := range pages {
			all = append(all, p.Items...)
		}
		remember(ctx, all...)
		return pages, err
	})
	return model.NewConnection(pages[of.Common().ID]), err
}

// oneOf finds the one thing that belongs to another, the zero value when there is none.
func oneOf[P, T thing](ctx context.Context, of P, read byIDs[T]) (T, error) {
	found, err := together(ctx, of, func(list []P) (map[uuid.UUID]T, error) {
		found, err := read(ctx, of.Common().TenantID, idsOf(list))
		remember(ctx, slices.Collect(maps.Values(found))...)
		return found, err
	})
	return found[of.Common().ID], err
}

func idsOf[P thing](list []P) []uuid.UUID {
	ids := make([]uuid.UUID, len(list))
	for i, item := range list {
		ids[i] = item.Common().ID
	}
	return ids
}

// each reads a field of a thing through a method that answers for many, by id.
func each[P thing, T any](ctx context.Context, of P, read func(context.Context, []P) (map[uuid.UUID]T, error)) (T, error) {
	found, err := together(ctx, of, func(list []P) (map[uuid.UUID]T, error) { return read(ctx, list) })
	return found[of.Common().ID], err
}

// parts lists the parts of all things of a list.
func parts[P, T any](list []P, of func(P) []T) (all []T) {
	for _, item := range list {
		all = append(all, of(item)...)
	}
	return all
}

// registered finds the municipality that something stands for, with those of its whole list.
func registered[P addressed](ctx context.Context, of P, read func(context.Context, []uuid.UUID) (map[uuid.UUID]*tenants.Tenant, error),
) (*tenants.Tenant, error) {
	found, err := together(ctx, of, func(list []P) (map[uuid.UUID]*tenants.Tenant, error) {
		ids := map[uuid.UUID]bool{}
		for _, item := range list {
			ids[item.Ref().ID] = true
		}
		return read(ctx, slices.Collect(maps.Keys(ids)))
	})
	return found[of.Ref().ID], err
}

// part reads one part of an application; ok is false when the caller may not see it.
func part[T any](ctx context.Context, a *application.Application,
	of func(context.Context, uuid.UUID, []*application.Application) (map[uuid.UUID]T, error),
) (value T, ok bool, err error) {
	found, err := together(ctx, a, func(list []*application.Application) (map[uuid.UUID]T, error) { return of(ctx, a.TenantID, list) })
	value, ok = found[a.ID]
	return value, ok, err
}
