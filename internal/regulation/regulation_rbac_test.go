package regulation_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

// table is the golden table of regulations.
func table(m tenants.Tenant, id string) apptest.Table {
	const (
		writers    = "HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR"
		council    = "EXEC_SECRETARY KENESH_CHAIR"
		publishers = "HEAD EXEC_SECRETARY SPECIALIST"
	)
	stale := apptest.Thing{ID: id, Version: 99}
	untitled := apptest.Input{"municipalityId": apptest.ID(m), "title": apptest.Input{}}
	undated := apptest.Input{"municipalityId": apptest.ID(m), "title": apptest.Input{"ky": "Жобо"}, "decree": apptest.Input{}}
	text := scalar.EncodeID(entity.Ref{Kind: "File", Tenant: m.ID, ID: uuid.New()})
	return apptest.Table{
		"createRegulation":        {Roles: writers, Input: untitled},
		"recordRegulation":        {Roles: council, Input: undated},
		"updateRegulation":        {Roles: writers, Input: stale.With("title", apptest.Input{"ky": "Жобо"})},
		"discardRegulation":       {Roles: writers, Input: stale.Step()},
		"reviewRegulation":        {Roles: council, Input: stale.With("reviewedOn", "2019-11-12", "decision", "Колдоо")},
		"returnRegulation":        {Roles: council, Input: stale.With("reason", "Иштеп чыгуу")},
		"adoptRegulation":         {Roles: council, Input: stale.With("decree", apptest.Input{"number": "62", "date": "2019-11-27"})},
		"publishRegulation":       {Roles: publishers, Input: stale.With("publishedOn", "2019-11-28", "siteLink", "http://teplokluchenka.org.kg/62")},
		"sendRegulationToJustice": {Roles: publishers, Input: stale.With("sentOn", "2019-11-29")},
		"attachRegulationText":    {Roles: publishers, Input: stale.With("textFileId", text)},
	}
}

func drafted(t *testing.T, a *apptest.App, m tenants.Tenant) string {
	t.Helper()
	return a.As(m, access.Head).Change(t, "createRegulation",
		apptest.Input{"municipalityId": apptest.ID(m), "title": apptest.Input{"ky": "Жобо"}}).ID
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	a.RoleByOperation(t, m, table(m, drafted(t, a, m)), nil)
}

func TestAnotherMunicipalityCannotTouchARegulation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	own, other := a.Municipality(t), a.Municipality(t)
	id := drafted(t, a, own)
	a.Strangers(t, other, table(own, id), id)
	a.Strangers(t, other, apptest.Table{"createRegulation": {Input: apptest.Input{
		"municipalityId": apptest.ID(other), "title": apptest.Input{"ky": "Жобо"}, "basedOnId": id,
	}}})
}
