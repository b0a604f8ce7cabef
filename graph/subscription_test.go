package graph_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
)

func TestSubscriptionIsRefusedLikeAQuery(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	tenant := app.Municipality(t)
	unknown := scalar.EncodeID(entity.Ref{Kind: "Competition", Tenant: tenant.ID, ID: uuid.New()})
	for name, test := range map[string]struct {
		client *apptest.Client
		id     string
		code   string
	}{
		"signed out": {app.Public(), unknown, "UNAUTHENTICATED"},
		"unknown":    {app.As(tenant, access.Head), unknown, "NOT_FOUND"},
		"no id":      {app.As(tenant, access.Head), "x", "VALIDATION"},
	} {
		test.client.Header.Set("Accept", sse)
		const document = "subscription($id:ID!){competitionChanged(id:$id){state}}"
		events := string(test.client.Post(t, document, map[string]any{"id": test.id}).Raw)
		if !strings.Contains(events, `"code":"`+test.code+`"`) || !strings.HasSuffix(events, "event: complete\ndata:\n\n") {
			t.Errorf("%s: %s", name, events)
		}
	}
}
