package selection_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
)

const redacts = `query($id: ID!) { letterRedaction(letterId: $id) { passages { path original text found } confirmedAt version } }`

type redaction struct {
	LetterRedaction struct {
		Passages []struct {
			Path, Original, Text string
			Found                []string
		}
		ConfirmedAt *string
		Version     int64
	}
}

// redaction shows the texts of a letter as members will read them, by where they stand.
func (s *season) redaction(t *testing.T, l *sent) (texts map[string]string, version int64) {
	t.Helper()
	var out redaction
	s.manager.Do(t, redacts, input{"id": l.ID}, &out)
	texts = map[string]string{}
	for _, p := range out.LetterRedaction.Passages {
		texts[p.Path] = p.Text
	}
	return texts, out.LetterRedaction.Version
}

var coders = []string{"Алмалуу", "Бешик", "Көк-Сай", "Барскоон"}

// encoded is a season whose committee of two got four letters under codes.
func encoded(t *testing.T) *chosen {
	t.Helper()
	s := open(t, func(c input) { c["coded"] = true })
	for i, name := range coders {
		s.send(t, name, issykKul, func(c input) {
			c["general"].(input)["population"], c["general"].(input)["postalAddress"] = 9000+i, name+" айылы"
			c["activities"].([]input)[0]["name"] = name + "да ашар, " + strings.ToLower(name) + "@mail.kg, 0700 123 456"
		})
	}
	s.close()
	s.journal(t)
	c := &chosen{season: s, sel: s.plan(t)}
	s.check(t)
	for _, name := range []string{"Асан", "Бакыт"} {
		m := s.member(t, name)
		c.members = append(c.members, m)
		c.seats = append(c.seats, s.appoint(t, c.sel, m))
	}
	require.Equal(t, "LETTER_NOT_REDACTED", s.manager.RefusedChange(t, "openSelectionScoring", c.sel.Step()).Rule)
	for _, name := range coders {
		_, version := s.redaction(t, s.letters[name])
		s.manager.Change(t, "confirmRedaction", input{"letterId": s.letters[name].ID, "version": version})
	}
	c.sel = s.manager.Change(t, "openSelectionScoring", c.sel.Step())
	return c
}

func TestTextsAreRedacted(t *testing.T) {
	t.Parallel()
	s := open(t, func(c input) { c["coded"] = true })
	l := s.send(t, "Барскоон", issykKul)
	s.plan(t)
	texts, version := s.redaction(t, l)
	require.Equal(t, "[…] айылында чогуу иштейбиз.", texts["general.cooperationWhy"])
	require.NotContains(t, texts, "general.postalAddress", "it is left out whole")
	step := func(version int64, path, text string) input {
		return input{"letterId": l.ID, "version": version, "texts": []input{{"path": path, "text": text}}}
	}
	require.Equal(t, "NOT_FOUND", s.manager.RefusedChange(t, "redactLetter", step(version, "general.website", "x")).Code)
	s.manager.Change(t, "redactLetter", step(version, "general.cooperationWhy", "Барскоондуктар менен иштейбиз."))
	require.Equal(t, "hidden by names Барскоондуктар менен иштейбиз.", s.logged(t, "LETTER_REDACTION", "UPDATE", l.ID,
		"coalesce(before->'texts'->>'general.cooperationWhy', 'hidden by names') || ' ' || (after->'texts'->>'general.cooperationWhy')"))
	confirm := input{"letterId": l.ID, "version": version + 1}
	require.Equal(t, "TEXT_TELLS_MUNICIPALITY", s.manager.RefusedChange(t, "confirmRedaction", confirm).Rule, "with an ending as well")
	s.manager.Change(t, "redactLetter", step(version+1, "general.cooperationWhy", "Тургундар менен иштейбиз."))
	s.manager.Change(t, "confirmRedaction", input{"letterId": l.ID, "version": version + 2})
	texts, version = s.redaction(t, l)
	require.Equal(t, "Тургундар менен иштейбиз.", texts["general.cooperationWhy"])
	require.Equal(t, "f t", s.logged(t, "LETTER_REDACTION", "CONFIRM", l.ID, "concat_ws(' ', before->>'confirmedBy' IS NOT NULL, after->>'confirmedBy' IS NOT NULL)"))
	require.Equal(t, "Тургундар менен иштейбиз.", s.logged(t, "LETTER_REDACTION", "CONFIRM", l.ID, "before->'texts'->>'general.cooperationWhy'"), "what stood before is kept")
	s.manager.Change(t, "redactLetter", step(version, "general.activityWhy", "Активдүү."))
	var out redaction
	s.manager.Do(t, redacts, input{"id": l.ID}, &out)
	require.Nil(t, out.LetterRedaction.ConfirmedAt, "a change ends the confirmation")
}

// Nothing that a member sees joins a code to a municipality.
func TestNothingJoinsACodeToAMunicipality(t *testing.T) {
	t.Parallel()
	c := encoded(t)
	asan, bakyt := c.members[0], c.members[1]
	c.declare(t, asan)
	c.declare(t, bakyt, "Көк-Сай")
	hers := c.lettersAlone(t, asan)
	for _, name := range coders {
		l := c.letters[name]
		for _, tell := range []string{name, strings.ToLower(name), l.ID, l.Reference, municipalityID(l.municipality), "0700", "айылы, Ленин", "23 000", "21389"} {
			require.NotContains(t, hers, tell)
		}
		require.NotContains(t, hers, string(rune('0'+l.Number))+" кат")
	}
	for _, withheld := range []string{"postalAddress", "website", "areaHa", "distRaionKm", "equalizationGrant", "headName", "contacts", "leader"} {
		require.NotContains(t, hers, withheld)
	}
	require.Contains(t, hers, "5 000–10 000 адам", "a range instead of a number")

	her, his := c.desk(t, asan), c.desk(t, bakyt)
	require.Len(t, her.Letters, 4)
	require.Len(t, his.Letters, 3)
	require.True(t, slices.IsSortedFunc(her.Letters, func(a, b coded) int { return strings.Compare(a.Code, b.Code) }), "by codes that are drawn")
	for _, l := range her.Letters {
		require.Nil(t, l.Name)
		require.Regexp(t, `^[A-Z0-9]{3}-[A-Z0-9]{3}$`, l.Code)
		require.False(t, slices.ContainsFunc(his.Letters, func(x coded) bool { return x.ID == l.ID || x.Code == l.Code }), "drawn for her alone")
		require.Equal(t, "NOT_FOUND", refusedNode(t, bakyt, l.ID))
		require.EqualValues(t, 4, uuidOf(t, l.ID).Version(), "its id tells no time")
	}
	names := make([]string, len(her.Participants))
	for i, p := range her.Participants {
		names[i] = p.Name.Ky
	}
	require.True(t, slices.IsSorted(names), "by names")

	first := her.Letters[0]
	asan.Change(t, "recuseFromLetter", input{"id": first.ID, "kind": "RELATIVE"})
	after := c.desk(t, asan)
	require.Equal(t, first.Code, after.Conflicts[0].Code)
	require.Nil(t, after.Conflicts[0].Municipality)
	bakyt.Change(t, "addSelectionConflict", input{"selectionId": c.sel.ID, "municipalityId": municipalityID(c.letters["Бешик"].municipality), "kind": "EMPLOYER"})
	require.Equal(t, his.Letters, c.desk(t, bakyt).Letters, "a conflict with a municipality changes no letter")

	compared := compareCoded(t, asan, her.Letters[0].ID, her.Letters[1].ID)
	require.Contains(t, compared, her.Letters[0].Code)
	for _, name := range coders {
		require.NotContains(t, compared, name)
	}
	code, _ := bakyt.Refused(t, codedComparison, input{"ids": []string{her.Letters[0].ID, her.Letters[1].ID}})
	require.Contains(t, []string{"NOT_FOUND", "VALIDATION"}, code)
}

const codedComparison = `query($ids: [ID!]!) { compareCodedLetters(ids: $ids) { columns { heading { ky } } lines { key differs values { text phrase { ky } number } } } }`

func compareCoded(t *testing.T, c *apptest.Client, ids ...string) string {
	t.Helper()
	var out struct{ CompareCodedLetters json.RawMessage }
	c.Do(t, codedComparison, input{"ids": ids}, &out)
	return string(out.CompareCodedLetters)
}

// lettersAlone is all that the API says of a member's letters.
func (s *season) lettersAlone(t *testing.T, c *apptest.Client) string {
	t.Helper()
	var out struct {
		SelectionDesks []struct{ Letters json.RawMessage }
	}
	c.Do(t, `{ selectionDesks { letters { `+letterFields+` } } }`, nil, &out)
	return string(out.SelectionDesks[0].Letters)
}

func refusedNode(t *testing.T, c *apptest.Client, id string) string {
	t.Helper()
	code, _ := c.Refused(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": id})
	return code
}

// Who sees the letters openly gets no coded ones, and a member sees no letter openly.
func TestWhoKnowsTheLettersScoresNoCodedOnes(t *testing.T) {
	t.Parallel()
	c := encoded(t)
	both := c.season.member(t, "Динара", access.ProgrammeFinance)
	refusal := c.manager.RefusedChange(t, "appointSelectionMember", input{
		"selectionId": c.sel.ID, "userId": scalar.EncodeID(entity.Ref{Kind: "User", ID: both.UserID}), "position": input{"ky": "эксперт"},
	})
	require.Equal(t, "KNOWS_THE_LETTERS", refusal.Rule)
	asan := c.members[0]
	for _, query := range []string{
		`query($id: ID!, $c: ID!) { letter(id: $id) { id } call(id: $c) { id } }`, `query($id: ID!, $c: ID!) { candidacy(letterId: $id) { name { ky } } selection(callId: $c) { id } }`,
		`query($id: ID!, $c: ID!) { letterRedaction(letterId: $id) { version } letters(callId: $c) { nodes { id } } }`,
	} {
		response := asan.Post(t, query, input{"id": c.letters["Бешик"].ID, "c": c.call})
		require.NotEmpty(t, response.Errors, string(response.Raw))
		require.NotContains(t, string(response.Raw), "Бешик")
	}
	require.Equal(t, "NOT_FOUND", refusedNode(t, asan, c.letters["Бешик"].ID))
	require.Equal(t, "NOT_FOUND", refusedNode(t, asan, c.sel.ID))
}

// A sheet on a letter of a municipality with which a member declared a conflict later is
// left out, and the protocol says who was recused.
func TestLateConflictsAreLeftOut(t *testing.T) {
	t.Parallel()
	c := encoded(t)
	for i, m := range c.members {
		for _, l := range c.declare(t, m).Letters {
			c.hand(t, m, l.ID, 3+i, 3)
		}
	}
	c.members[1].Change(t, "addSelectionConflict", input{"selectionId": c.sel.ID, "municipalityId": municipalityID(c.letters["Бешик"].municipality), "kind": "RELATIVE"})
	c.sel = c.manager.Change(t, "closeSelectionScoring", c.sel.Step())
	seen := c.look(t)
	require.Equal(t, "10,00", seen.standing(t, "Алмалуу").Mean)
	require.Equal(t, "9,00", seen.standing(t, "Бешик").Mean)
	require.Equal(t, 1, seen.standing(t, "Бешик").Sheets)
	today := c.Clock.Now().Format("2006-01-02")
	p := c.manager.Change(t, "writeSelectionProtocol", c.protocol(0, "date", today))
	c.manager.Change(t, "signSelectionProtocol", input{"selectionId": c.sel.ID, "version": p.Version, "signatories": []input{
		{"name": "Асан", "position": "төрага", "signedOn": today},
	}})
	var sealed struct {
		Recusals []struct {
			Member, Kind string
			Name         struct{ Ky string }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(*c.look(t).Protocol.Sealed), &sealed))
	require.Len(t, sealed.Recusals, 1)
	require.Equal(t, "Бакыт", sealed.Recusals[0].Member)
	require.Equal(t, "Бешик", sealed.Recusals[0].Name.Ky)
}
