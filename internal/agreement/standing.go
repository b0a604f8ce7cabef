package agreement

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
)

// Standing is an agreement and what somebody has to do with it.
type Standing struct {
	Agreement *Agreement
	Part      Part
}

// Standings reads those of the agreements that the caller sees, with her part in each.
func Standings(ctx context.Context, agreements Reader, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]Standing, error) {
	found, err := agreements.ByIDs(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	parts, err := agreements.Parts(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	standings := make(map[uuid.UUID]Standing, len(found))
	for id, a := range found {
		standings[id] = Standing{Agreement: a, Part: parts[id]}
	}
	return standings, nil
}

// Locker is what the transactions of all that hangs on agreements may do.
type Locker interface {
	Now(ctx context.Context) (time.Time, error)
	// LockAgreement reads an agreement and keeps others from changing it and what hangs on it.
	LockAgreement(ctx context.Context, id uuid.UUID) (*Agreement, error)
	// PartOf says what somebody has to do with an agreement.
	PartOf(ctx context.Context, id uuid.UUID, sight Sight) (Part, error)
}

// Lock locks an agreement and reads the caller's part in it by the time of the transaction.
func Lock(ctx context.Context, tx Locker, scope access.Scope, id uuid.UUID) (Standing, time.Time, error) {
	a, err := tx.LockAgreement(ctx, id)
	if err != nil {
		return Standing{}, time.Time{}, err
	}
	part, now, err := PartNow(ctx, tx, scope, id)
	return Standing{Agreement: a, Part: part}, now, err
}

// PartNow reads the caller's part in an agreement by the time of the transaction.
func PartNow(ctx context.Context, tx Locker, scope access.Scope, id uuid.UUID) (Part, time.Time, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return Part{}, now, err
	}
	part, err := tx.PartOf(ctx, id, Sight{UserID: scope.UserID(), On: clock.DateOf(now)})
	return part, now, err
}
