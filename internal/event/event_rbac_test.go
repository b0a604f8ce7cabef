package event_test

import (
	"testing"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
)

// scene is an initiative with an event and a photo.
type scene struct {
	*apptest.Initiative
	event, photo apptest.Thing
}

func staged(t *testing.T) *scene {
	t.Helper()
	s := &scene{Initiative: agreed(t)}
	s.event = heldEvent(t, s.Initiative)
	picture := scalar.EncodeID(s.ReadyFile(t, s.Leader, s.M, file.Photo))
	s.photo = s.Leader.Change(t, "addEventPhoto", input{"eventId": s.event.ID, "fileId": picture, "about": input{"caption": input{}, "showsMinors": false}})
	return s
}

func (s *scene) table(t *testing.T) apptest.Table {
	t.Helper()
	scan := apptest.Unknown(t, "File", s.event.ID)
	const own, office = "INITIATOR EXEC_SECRETARY SPECIALIST", "HEAD EXEC_SECRETARY SPECIALIST"
	stale := func(thing apptest.Thing, more ...any) input {
		in := thing.With(more...)
		in["version"] = 99
		return in
	}
	about, bad := input{"caption": input{}, "showsMinors": false}, plan("occurrences", 0)
	took := outcome(s.Initiative, input{})
	return apptest.Table{
		"planEvent":   {Roles: own, Input: input{"agreementId": s.Agreement.ID, "plan": bad}},
		"recordEvent": {Roles: own, Input: input{"agreementId": s.Agreement.ID, "plan": bad, "outcome": took}},
		"updateEvent": {Roles: own, Input: stale(s.event, "plan", bad)}, "holdEvent": {Roles: own, Input: stale(s.event, "outcome", took)},
		"cancelEvent": {Roles: own, Input: stale(s.event, "reason", "r")}, "postponeEvent": {Roles: own, Input: stale(s.event, "reason", "r")},
		"removeEvent":           {Roles: own, Input: stale(s.event)},
		"attachParticipantList": {Roles: own, Input: stale(s.event, "fileId", scan)},
		"addEventPhoto":         {Roles: own, Input: input{"eventId": s.event.ID, "fileId": scan, "about": about}},
		"updateEventPhoto":      {Roles: own, Input: stale(s.photo, "about", about)}, "removeEventPhoto": {Roles: own, Input: stale(s.photo)},
		"publishEventPhoto": {Roles: office, Input: stale(s.photo)}, "takeDownEventPhoto": {Roles: office, Input: stale(s.photo, "reason", "r")},
		"recordParticipants": {Roles: own, Input: input{"agreementId": s.Agreement.ID, "version": 99, "participants": input{}}},
	}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	s := staged(t)
	s.RoleByOperation(t, s.M, s.table(t), func(role access.Role) *apptest.Client {
		if role == access.Initiator {
			return s.Leader
		}
		return s.As(s.M, role)
	})
	for _, id := range []string{s.event.ID, s.photo.ID} {
		s.Readers(t, s.M, id, "HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR PROGRAMME_MANAGER PROGRAMME_FINANCE")
	}
}

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	s := staged(t)
	s.Strangers(t, s.Municipality(t), s.table(t), s.event.ID, s.photo.ID)
}
