package httpapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/tenants"
)

func TestTheProgrammeKeepsFilesOfItsOwn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	manager, data := b.programme(access.ProgrammeManager), pdf("scan")
	declared := b.declare(file.SignedPaper, "кат.pdf", "application/pdf", data)
	delete(declared["input"].(map[string]any), "municipalityId")
	var out struct{ CreateUploadTicket struct{ Ticket ticketFor } }
	client(b.App, manager).Do(t, createTicket, declared, &out)
	ticket := out.CreateUploadTicket.Ticket
	require.Equal(t, http.StatusNoContent, patch(t, manager, b.URL+ticket.URL, 0, data).StatusCode)
	state, _ := b.state(t, manager, ticket.File.ID)
	require.Equal(t, "READY", state)

	for token, sees := range map[string]bool{
		manager: true, b.programme(access.ProgrammeManager): true, b.programme(access.Observer): false,
		b.as(b.tenant, access.Head): false, public: false,
	} {
		require.Equal(t, sees, b.opens(t, token, ticket.File.ID))
	}
	require.Equal(t, http.StatusNotFound, patch(t, b.programme(access.ProgrammeManager), b.URL+ticket.URL, 0, data).StatusCode)
	_, err := b.Resolver.Files.Sweep(access.WithGrants(t.Context()), programmeAlone{}, b.Clock.Now().Add(file.UnusedLife))
	require.NoError(t, err)
	state, _ = b.state(t, manager, ticket.File.ID)
	require.Equal(t, "EXPIRED", state, "nothing used it")
}

func TestWhatOnlyMunicipalitiesKeepIsNotInTheProgramme(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	manager := client(b.App, b.programme(access.ProgrammeManager))
	for _, kind := range []string{"Competition", "Application", "Agreement", "Regulation", "Municipality"} {
		code, _ := manager.Refused(t, `query ($id: ID!) { node(id: $id) { id } }`,
			map[string]any{"id": scalar.EncodeID(entity.Ref{Kind: kind, ID: entity.NewID()})})
		require.Equal(t, "NOT_FOUND", code, kind)
	}
}

type programmeAlone struct{}

func (programmeAlone) All(context.Context) ([]tenants.Tenant, error) {
	return []tenants.Tenant{{}}, nil
}
