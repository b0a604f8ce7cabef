package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/authz"
	"github.com/demilge/demilge/internal/i18n"
)

// constraints maps the name of a database constraint to the refusal a person reads.
var constraints = map[string]*apperr.Error{}

// onConstraint declares what a breach of a constraint means. Stores call it beside the
// queries that can meet it: var _ = onConstraint("…", pkg.ErrX).
func onConstraint(name string, err *apperr.Error) struct{} {
	if _, twice := constraints[name]; twice {
		panic(fmt.Sprintf("postgres: constraint %s declared twice", name))
	}
	constraints[name] = err
	return struct{}{}
}

// SQLSTATEs that the program answers by name.
const (
	stateSuspended         = "DM001" // raised by programme.require_open
	stateEnded             = "DM003" // likewise
	stateSealed            = "DM002" // raised by triggers that keep sealed rows
	stateLockNotAvailable  = "55P03"
	stateDeadlock          = "40P01"
	stateSerialization     = "40001"
	stateQueryCanceled     = "57014"
	stateTooManyConns      = "53300"
	stateAdminShutdown     = "57P01"
	stateCannotConnect     = "57P03"
	stateUniqueViolation   = "23505"
	stateForeignKey        = "23503"
	stateExclusion         = "23P01"
	stateCharacterNotInSet = "22021"
	stateUntranslatable    = "22P05"
)

var (
	// ErrSealed refuses a change of what was submitted, signed or published.
	ErrSealed = apperr.NewRule("SEALED", i18n.New(
		"Бул документ мөөр басылгандай сакталган, аны өзгөртүүгө болбойт.",
		"Этот документ опечатан, изменить его нельзя.",
		"This document is sealed and cannot be changed."))
	reasonDatabase = i18n.New("маалымат базасы жооп бербей жатат.", "база данных не отвечает.", "the database does not answer.")
)

// translate turns what the driver says into what the domain says. Domain errors pass.
func translate(ctx context.Context, err error) error {
	if err == nil || len(apperr.All(err)) > 0 {
		return err
	}
	if errors.Is(err, sql.ErrNoRows) {
		return apperr.ErrNotFound
	}
	if errors.Is(context.Cause(ctx), errForeignTenant) {
		return errForeignTenant
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return translateState(pg)
	}
	var connect *pgconn.ConnectError
	var network *net.OpError
	if errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, driver.ErrBadConn) {
		return unavailable(err)
	}
	return err
}

func translateState(pg *pgconn.PgError) error {
	switch pg.Code {
	case stateSuspended:
		return authz.ErrSuspended
	case stateEnded:
		return authz.ErrWentOver
	case stateSealed:
		return ErrSealed.Because(pg)
	case stateDeadlock, stateSerialization, stateLockNotAvailable:
		return apperr.ErrStale.Because(pg)
	case stateQueryCanceled, stateTooManyConns, stateAdminShutdown, stateCannotConnect:
		return unavailable(pg)
	case stateCharacterNotInSet, stateUntranslatable:
		return apperr.ErrMalformed.Because(pg)
	case stateUniqueViolation, stateForeignKey, stateExclusion:
		if known, ok := constraints[pg.ConstraintName]; ok {
			return known.Because(pg)
		}
	}
	return pg
}

func unavailable(cause error) error {
	return apperr.ErrUnavailable.With(i18n.Args{"reason": reasonDatabase}).Because(cause)
}
