package competition_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/competition"
)

// refusing answers every question with one error.
type refusing struct {
	access.Authorizer
	err error
}

func (r refusing) Authorize(context.Context, uuid.UUID, access.Object, access.Action) (access.Scope, error) {
	return access.Scope{}, r.err
}

// Only who may not see the checklist finds it hidden; a failure is one.
func TestReadinessIsHiddenByRefusalsOnly(t *testing.T) {
	t.Parallel()
	for _, refusal := range []error{apperr.New(apperr.Forbidden, apperr.ErrNotFound.Text), apperr.ErrNotFound, apperr.ErrUnauthenticated} {
		readiness, err := competition.NewService(refusing{err: refusal}, nil, nil).ReadinessOf(t.Context(), []*competition.Competition{{}})
		require.NoError(t, err)
		require.True(t, readiness[uuid.Nil].Hidden)
	}
	for _, failure := range []error{apperr.ErrUnavailable, context.DeadlineExceeded} {
		_, err := competition.NewService(refusing{err: failure}, nil, nil).ReadinessOf(t.Context(), []*competition.Competition{{}})
		require.ErrorIs(t, err, failure)
	}
}
