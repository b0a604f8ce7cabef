package selection_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// Who holds an office in a municipality has no say on its letter, whatever she declares.
func TestAnOfficeIsAConflict(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	m := s.Municipality(t)
	s.submit(t, s.write(t, "own", m.ID))
	s.send(t, "Бешик", jalal)
	s.close()
	s.journal(t)
	sel := s.plan(t)
	s.check(t)
	deputy := s.member(t, "Асан")
	s.SQL(t, fmt.Sprintf(`INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, acting, version, created_at, updated_at)
		VALUES ('%s', '%s', '%s', 'DEPUTY', '{}', '2019-01-01', false, 1, now(), now())`, entity.NewID(), deputy.UserID, m.ID))
	s.appoint(t, sel, deputy)
	s.manager.Change(t, "openSelectionScoring", sel.Step())
	d := s.declare(t, deputy)
	require.Len(t, d.Letters, 1)
	require.Equal(t, "Бешик", d.Letters[0].Name.Ky)
	require.True(t, d.Conflicts[0].Automatic)
	require.Equal(t, "EMPLOYER", d.Conflicts[0].Kind)
}

// A seat that is ended shows nothing any more; what was handed in counts.
func TestASeatIsEnded(t *testing.T) {
	t.Parallel()
	c := evaluated(t)
	c.score(t)
	seat, asan := c.seats[0], c.members[0]
	sheet := c.desk(t, asan).Letters[0].ID
	seat.Version++ // she declared since
	end := seat.With("until", c.Clock.Now().AddDate(0, 0, -1).Format(time.DateOnly), "reason", "Ооруп калды")
	refused := seat.With("until", "2019-12-01", "reason", "Ооруп калды")
	require.Equal(t, "VALIDATION", c.manager.RefusedChange(t, "endSelectionSeat", refused).Code, "before it began")
	c.manager.Change(t, "endSelectionSeat", end)
	require.Empty(t, desksOf(t, asan))
	require.Equal(t, "NOT_FOUND", refusedNode(t, asan, sheet))
	require.Equal(t, "NOT_FOUND", asan.RefusedChange(t, "recuseFromLetter", input{"id": sheet, "kind": "RELATIVE"}).Code)
	c.manager.Change(t, "closeSelectionScoring", c.sel.Step())
	require.Equal(t, 2, c.look(t).standing(t, "Алмалуу").Sheets)
}

// A letter that its municipality takes back is ranked no more, and its place goes to the next.
func TestALetterIsWithdrawnWhileItIsDecided(t *testing.T) {
	t.Parallel()
	c := evaluated(t)
	c.score(t)
	c.Clock.Set(time.Date(2019, time.December, 30, 15, 0, 0, 0, deadline.Location()))
	c.sel = c.manager.Change(t, "closeSelectionScoring", c.sel.Step())
	p := c.manager.Change(t, "writeSelectionProtocol", c.protocol(0))
	gone := c.look(t).of(t, "Алмалуу")
	c.manager.Change(t, "withdrawLetterFor", input{"id": gone.LetterID, "version": gone.Version, "reason": "Кеңеш чечимин өзгөрттү"})
	seen := c.look(t)
	require.Len(t, seen.Ranking.Places, 5)
	require.Equal(t, "IN", seen.standing(t, "Бешик").Standing, "the place of the oblast is free")
	signed := []input{{"name": "Асан", "position": "төрага", "signedOn": "2019-12-30"}}
	sign := input{"selectionId": c.sel.ID, "version": p.Version, "signatories": signed}
	require.Equal(t, "VALIDATION", c.manager.RefusedChange(t, "signSelectionProtocol", sign).Code, "it decides on a letter that is gone")
	p = c.manager.Change(t, "writeSelectionProtocol", c.protocol(p.Version))
	sign["version"], sign["scanFileId"] = p.Version, c.ProgrammeFile(t, c.manager.UserID, file.SignedPaper)
	c.manager.Change(t, "signSelectionProtocol", sign)
	require.Equal(t, "SELECTED", c.look(t).of(t, "Бешик").State)
	c.manager.Change(t, "publishSelection", c.look(t).thing().Step())
	require.Equal(t, "WITHDRAWN", c.look(t).of(t, "Алмалуу").Notice.Outcome)
	require.Equal(t, "SELECTION_STATE", c.manager.RefusedChange(t, "reopenSelectionScoring", c.look(t).thing().With("reason", "Кайра")).Rule)
}
