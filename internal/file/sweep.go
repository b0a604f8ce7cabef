package file

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/tenants"
)

// Tenants lists the municipalities that a job visits.
type Tenants interface {
	All(ctx context.Context) ([]tenants.Tenant, error)
}

// Everywhere lists the programme before the municipalities.
type Everywhere struct{ Tenants }

// All lists them.
func (e Everywhere) All(ctx context.Context) ([]tenants.Tenant, error) {
	list, err := e.Tenants.All(ctx)
	return append([]tenants.Tenant{{}}, list...), err
}

// Swept is what one sweep did.
type Swept struct {
	// Finished uploads were whole and only their check was missing.
	Finished int
	// Expired are tickets and unused files whose time was over.
	Expired int
	// Removed are objects that belong to no file.
	Removed int
	// Lost are ready files whose bytes are gone. Nothing can repair that but a backup.
	Lost int
}

func (s *Swept) add(o Swept) {
	s.Finished, s.Expired, s.Removed, s.Lost = s.Finished+o.Finished, s.Expired+o.Expired, s.Removed+o.Removed, s.Lost+o.Lost
}

// batch is how many rows a sweep reads at once.
const batch = 500

// orphanAge keeps young objects without a row: their transaction may be on its way.
const orphanAge = 24 * time.Hour

// Sweep repairs in every listed place, suspended municipalities excepted, what a crash between two steps of a file's
// life left over, and ends what is overdue, as of now. One municipality's trouble does
// not keep it from the others; the errors come back together.
func (s *Service) Sweep(ctx context.Context, all Tenants, now time.Time) (Swept, error) {
	list, err := all.All(ctx)
	if err != nil {
		return Swept{}, err
	}
	var total Swept
	var errs []error
	for _, t := range list {
		if t.State == tenants.Suspended {
			continue
		}
		swept, err := s.sweepTenant(ctx, t, now)
		total.add(swept)
		errs = append(errs, err)
	}
	return total, errors.Join(errs...)
}

func (s *Service) sweepTenant(ctx context.Context, t tenants.Tenant, now time.Time) (swept Swept, err error) {
	scope := access.SystemScope(t, "file sweeper", access.Permission{Object: access.File, Action: access.Update})
	ctx = access.WithGrant(ctx, scope)
	if swept.Finished, err = s.finishWhole(ctx, scope); err != nil {
		return swept, err
	}
	if swept.Expired, err = s.expireOverdue(ctx, scope, now); err != nil {
		return swept, err
	}
	pieces, err := s.removeOrphans(ctx, scope, incoming(t.ID), now, func(f *File) bool { return f.State == Awaited })
	swept.Removed = pieces
	if err != nil {
		return swept, err
	}
	finals, err := s.removeOrphans(ctx, scope, t.ID.String()+"/", now, func(f *File) bool { return f.State == Ready || f.State == Awaited })
	swept.Removed += finals
	if err != nil {
		return swept, err
	}
	swept.Lost, err = s.countLost(ctx, scope)
	return swept, err
}

// finishWhole checks uploads that arrived whole before their server stopped.
func (s *Service) finishWhole(ctx context.Context, scope access.Scope) (finished int, err error) {
	for after := uuid.Nil; ; {
		files, err := s.store.Awaiting(ctx, scope, after, batch)
		if err != nil || len(files) == 0 {
			return finished, err
		}
		for _, f := range files {
			after = f.ID
			offset, err := pieces{objects: s.objects, tenant: f.TenantID, id: f.ID}.offset(ctx)
			if err != nil {
				return finished, err
			}
			if offset != f.Size {
				continue
			}
			var refusal *inspect.Refusal
			if err := s.complete(ctx, scope, f); err != nil && !errors.As(err, &refusal) {
				return finished, err
			}
			finished++
		}
	}
}

func (s *Service) expireOverdue(ctx context.Context, scope access.Scope, now time.Time) (expired int, err error) {
	for {
		files, err := s.store.Overdue(ctx, scope, now, batch)
		if err != nil || len(files) == 0 {
			return expired, err
		}
		before := expired
		for _, f := range files {
			_, err := s.change(ctx, scope, f.ID, access.Delete, func(f *File, _ time.Time) error { return f.expire(now) })
			switch {
			case err == nil:
				expired++
			case !errors.Is(err, ErrUsed): // attached meanwhile
				return expired, err
			}
		}
		if expired == before {
			return expired, nil
		}
	}
}

// removeOrphans deletes the objects below prefix whose file does not keep them.
func (s *Service) removeOrphans(ctx context.Context, scope access.Scope, prefix string, now time.Time, keeps func(*File) bool) (removed int, err error) {
	var waiting []Object
	flush := func() error {
		n, err := s.removeBatch(ctx, scope, prefix, waiting, now, keeps)
		removed, waiting = removed+n, waiting[:0]
		return err
	}
	for object, err := range s.objects.List(ctx, prefix) {
		if err != nil {
			return removed, err
		}
		if waiting = append(waiting, object); len(waiting) == batch {
			if err := flush(); err != nil {
				return removed, err
			}
		}
	}
	return removed, flush()
}

func (s *Service) removeBatch(ctx context.Context, scope access.Scope, prefix string, objects []Object, now time.Time, keeps func(*File) bool) (removed int, err error) {
	ids := make([]uuid.UUID, 0, len(objects))
	for _, o := range objects {
		if id, ok := idInKey(prefix, o.Key); ok {
			ids = append(ids, id)
		}
	}
	files, err := s.store.ByIDs(ctx, scope, ids)
	if err != nil {
		return 0, err
	}
	known := make(map[uuid.UUID]*File, len(files))
	for _, f := range files {
		known[f.ID] = f
	}
	for _, o := range objects {
		id, ok := idInKey(prefix, o.Key)
		f := known[id]
		if !ok || f != nil && keeps(f) || f == nil && now.Sub(o.StoredAt) < orphanAge {
			continue
		}
		if err := s.objects.Remove(ctx, o.Key); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}

// countLost looks for the bytes of every ready file: in one listing, and by itself for a
// file that became ready meanwhile.
func (s *Service) countLost(ctx context.Context, scope access.Scope) (lost int, err error) {
	prefix := scope.TenantID().String() + "/"
	stored := map[string]struct{}{}
	for object, err := range s.objects.List(ctx, prefix) {
		if err != nil {
			return 0, err
		}
		stored[object.Key] = struct{}{}
	}
	for after := uuid.Nil; ; {
		files, err := s.store.ReadyAfter(ctx, scope, after, batch)
		if err != nil || len(files) == 0 {
			return lost, err
		}
		for _, f := range files {
			after = f.ID
			key := finalKey(f.TenantID, f.ID, Original)
			if _, ok := stored[key]; ok {
				continue
			}
			if _, err := s.objects.Get(ctx, key, 0, 1); apperr.CodeOf(err) == apperr.NotFound {
				lost++
				slog.ErrorContext(ctx, "the bytes of a ready file are gone", "tenant", f.TenantID, "file", f.ID)
			} else if err != nil {
				return lost, err
			}
		}
	}
}
