package selection_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// listed is a choice whose list is published as the ranking has it: Алмалуу and Көк-Сай are
// chosen, Бешик, for whose oblast there is one place, and Тоң are in reserve.
func listed(t *testing.T) *chosen {
	t.Helper()
	c := evaluated(t)
	c.publish(t, map[string]input{"Алмалуу": {"cofinancing": 30_000_000}})
	return c
}

// publish lets the members score and publishes the list as the ranking has it but for the
// departures.
func (c *chosen) publish(t *testing.T, departures map[string]input) {
	t.Helper()
	c.score(t)
	c.Clock.Set(time.Date(2019, time.December, 30, 15, 0, 0, 0, deadline.Location()))
	c.sel = c.manager.Change(t, "closeSelectionScoring", c.sel.Step())
	p := c.manager.Change(t, "writeSelectionProtocol", c.protocol(0, "decisions", c.decide(t, departures)))
	c.manager.Change(t, "signSelectionProtocol", input{
		"selectionId": c.sel.ID, "version": p.Version, "signatories": []input{{"name": "Асан", "position": "төрага", "signedOn": "2019-12-30"}},
	})
	c.sel = c.manager.Change(t, "publishSelection", c.look(t).thing().Step())
}

func (c *chosen) leaves(t *testing.T, name string, more ...any) input {
	t.Helper()
	return c.sel.With(append([]any{"letterId", c.letters[name].ID, "reason", "Кеңеш чечимин өзгөрттү"}, more...)...)
}

func (c *chosen) leave(t *testing.T, name string, more ...any) {
	t.Helper()
	c.sel = c.manager.Change(t, "withdrawFromSelection", c.leaves(t, name, more...))
}

// list is who is chosen and who is in reserve, as everyone sees it.
func (c *chosen) list(t *testing.T) (in, reserve []string) {
	t.Helper()
	var out published
	c.Public().Do(t, results, input{"c": c.call}, &out)
	for _, n := range out.PublicSelection.Chosen {
		in = append(in, n.Name.Ky)
	}
	for _, n := range out.PublicSelection.Reserve {
		reserve = append(reserve, fmt.Sprintf("%d %s", n.No, n.Name.Ky))
	}
	return in, reserve
}

func (c *chosen) results(t *testing.T, name string) string {
	t.Helper()
	return c.Value(t, "SELECT count(*) FROM ops.message WHERE kind = 'SELECTION_RESULT' AND about_id = '"+uuidOf(t, c.letters[name].ID).String()+"'")
}

func TestTheReserveMovesUpAsTheQuotaAllows(t *testing.T) {
	t.Parallel()
	c := listed(t)
	require.Equal(t, "VALIDATION", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Көк-Сай", "reason", " ")).Code)
	require.Equal(t, "VALIDATION", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Көк-Сай", "cofinancing", 0)).Code)
	require.Equal(t, "COFINANCING_EXCEEDED", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Көк-Сай", "cofinancing", 20_000_001)).Rule)
	c.leave(t, "Көк-Сай", "cofinancing", 20_000_000)
	in, reserve := c.list(t)
	require.Equal(t, []string{"Алмалуу", "Тоң"}, in, "the place of Бешик's oblast is taken")
	require.Equal(t, []string{"1 Бешик"}, reserve)
	seen := c.look(t)
	for name, want := range map[string][2]string{"Көк-Сай": {"WITHDRAWN", "WITHDRAWN"}, "Тоң": {"SELECTED_WITH_COFINANCING", "SELECTED_WITH_COFINANCING"}} {
		require.Equal(t, want, [2]string{seen.of(t, name).State, seen.of(t, name).Notice.Outcome}, name)
		require.Equal(t, "2", c.results(t, name), name)
	}
	require.Equal(t, "1", c.results(t, "Бешик"), "nothing new")
	require.Len(t, seen.Ranking.Places, 6, "the ranking stays as it was decided on")
	gone := c.letters["Көк-Сай"].ID
	for object, what := range map[string]string{"SELECTION": "reason || (after->>'state')", "PARTICIPANT_NOTICE": "reason || (after->>'outcome')"} {
		require.Equal(t, "Кеңеш чечимин өзгөрттүWITHDRAWN", c.logged(t, object, "WITHDRAW", gone, what))
	}
	var public struct{ PublicSelection struct{ ChangedAt *string } }
	c.Public().Do(t, `query($c: ID!) { publicSelection(callId: $c) { changedAt } }`, input{"c": c.call}, &public)
	require.NotNil(t, public.PublicSelection.ChangedAt)

	c.leave(t, "Алмалуу")
	in, reserve = c.list(t)
	require.Equal(t, []string{"Бешик", "Тоң"}, in, "now the oblast has a place")
	require.Empty(t, reserve)
	require.Equal(t, "NOBODY_MOVES_UP", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Тоң", "cofinancing", 1)).Rule)
	c.leave(t, "Тоң")
	in, _ = c.list(t)
	require.Equal(t, []string{"Бешик"}, in)
	for _, name := range []string{"Тоң", "Барскоон"} {
		refusal := c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, name))
		require.Equal(t, "NOT_ON_THE_LIST", refusal.Rule, name)
		require.Equal(t, []string{"input", "letterId"}, refusal.Path)
	}
	left := c.withdrawn(t)
	require.Len(t, left, 3)
	require.Equal(t, c.letters["Тоң"].ID, *left[0].SuccessorID)
	require.Equal(t, int64(20_000_000), *left[0].Cofinancing)
	require.Nil(t, left[2].SuccessorID)
}

type withdrawal struct {
	LetterID    string
	SuccessorID *string
	Cofinancing *int64
}

func (c *chosen) withdrawn(t *testing.T) []withdrawal {
	t.Helper()
	var out struct {
		Selection struct{ Withdrawals []withdrawal }
	}
	c.manager.Do(t, `query($c: ID!) { selection(callId: $c) { withdrawals { letterId successorId cofinancing } } }`, input{"c": c.call}, &out)
	return out.Selection.Withdrawals
}

func TestWhoIsInReserveStepsBackToo(t *testing.T) {
	t.Parallel()
	c := listed(t)
	_, reserve := c.list(t)
	require.Equal(t, []string{"1 Бешик", "2 Тоң"}, reserve)
	require.Equal(t, "NOBODY_MOVES_UP", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Бешик", "cofinancing", 1)).Rule)
	c.leave(t, "Бешик")
	in, reserve := c.list(t)
	require.Equal(t, []string{"Алмалуу", "Көк-Сай"}, in)
	require.Equal(t, []string{"1 Тоң"}, reserve)
	c.leave(t, "Алмалуу")
	c.leave(t, "Көк-Сай")
	in, _ = c.list(t)
	require.Equal(t, []string{"Тоң"}, in, "nobody is left")
}

// A memorandum goes first, and follows for who moved up.
func TestAMemorandumHoldsAPlaceOnTheList(t *testing.T) {
	t.Parallel()
	c := listed(t)
	memorandum := func(name string) input {
		return input{"municipalityId": municipalityID(c.letters[name].municipality), "letterId": c.letters[name].ID, "parties": []input{
			{"kind": "LSG_BODY", "body": both("Айыл өкмөтү"), "signatory": "А. Асанов"}, {"kind": "PROJECT", "body": both("Долбоор"), "signatory": "Б. Бакиров"},
		}}
	}
	require.Equal(t, "LETTER_NOT_SELECTED", c.manager.RefusedChange(t, "createMemorandum", memorandum("Тоң")).Rule)
	drafted := c.manager.Change(t, "createMemorandum", memorandum("Көк-Сай"))
	require.Equal(t, "MEMORANDUM_STANDS", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Көк-Сай")).Rule)
	c.manager.Change(t, "deleteMemorandum", drafted.Step())
	c.SQL(t, fmt.Sprintf(`INSERT INTO programme.grant_fund (id, municipality_id, call_id, amount, note, version, created_at, updated_at)
		VALUES (gen_random_uuid(), '%[1]s', '%[2]s', 100, '', 1, now(), now())`, c.letters["Көк-Сай"].municipality, uuidOf(t, c.call)))
	require.Equal(t, "GRANT_FUND_STANDS", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Көк-Сай")).Rule)
	c.SQL(t, fmt.Sprintf("UPDATE programme.grant_fund SET amount = 0 WHERE municipality_id = '%s'", c.letters["Көк-Сай"].municipality))
	c.leave(t, "Көк-Сай")
	c.manager.Change(t, "createMemorandum", memorandum("Тоң"))
	require.Equal(t, "LETTER_NOT_SELECTED", c.manager.RefusedChange(t, "createMemorandum", memorandum("Көк-Сай")).Rule)

	over := c.manager.Change(t, "createMemorandum", memorandum("Алмалуу"))
	over = c.manager.Change(t, "signMemorandum", over.With("signedOn", "2019-12-30"))
	c.manager.Change(t, "endMemorandum", over.With("on", "2019-12-30"))
	require.Equal(t, "MEMORANDUM_STANDS", c.manager.RefusedChange(t, "withdrawFromSelection", c.leaves(t, "Алмалуу")).Rule, "who has finished does not step back")
}
