package selection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
)

// Letters are checked by the rules of their call: each result stands beside the rule's text.
func TestTheRulesCheckLetters(t *testing.T) {
	t.Parallel()
	s := open(t, func(c input) {
		own := criterion("own-site", "Өзүнүн сайты бар.")
		own["rule"] = input{"ky": "Өзүнүн сайты бар.", "ru": "Есть свой сайт.", "en": "Has a site of its own."}
		c["criteria"] = append(c["criteria"].([]input), own)
	})
	s.send(t, "Алмалуу", jalal)
	s.send(t, "Бешик", jalal, func(c input) { c["setAside"] = input{"ready": true} })
	s.send(t, "Чоң-Таш", jalal, func(c input) { c["setAside"] = input{"ready": false} })
	require.Equal(t, "SELECTION_NOT_PLANNED", s.manager.RefusedChange(t, "checkLetters", input{"callId": s.call}).Rule)
	s.plan(t)
	require.Equal(t, "SELECTION_EXISTS", s.manager.RefusedChange(t, "planSelection", input{"callId": s.call, "terms": terms()}).Rule)
	s.journal(t)
	require.Equal(t, "CALL_STILL_OPEN", s.manager.RefusedChange(t, "checkLetters", input{"callId": s.call}).Rule)
	s.close()
	s.manager.Change(t, "checkLetters", input{"callId": s.call})

	sel := s.look(t)
	good, doubtful, bad := sel.of(t, "Алмалуу"), sel.of(t, "Бешик"), sel.of(t, "Чоң-Таш")
	var criteria []string
	for _, x := range good.Checks {
		criteria = append(criteria, x.Criterion)
		require.NotEmpty(t, x.Rule.Ky)
	}
	require.Equal(t, []string{"ON_TIME", "SIGNATURES", "participation", "joint-work", "local-budget", "own-site"}, criteria)
	require.Equal(t, "Каражат бөлөт.", good.Checks[4].Rule.Ky)
	require.Equal(t, "PASS", good.result("local-budget"))
	require.Equal(t, "PASS_WITH_REMARKS", doubtful.result("local-budget"))
	require.NotEmpty(t, doubtful.Checks[4].Remarks[0].Ky)
	require.Equal(t, "FAIL", bad.result("local-budget"))
	require.True(t, *good.Eligible)
	require.False(t, *bad.Eligible)

	require.True(t, good.Checks[5].ByHand, "no rule knows it")
	refusal := s.manager.RefusedChange(t, "concludeEligibility", good.step())
	require.Equal(t, "CRITERION_BY_HAND", refusal.Rule)
	require.Contains(t, refusal.Message, "Has a site of its own.", "in the reader's language")
	for _, name := range []string{"Алмалуу", "Бешик", "Чоң-Таш"} {
		s.manager.Change(t, "overruleCheck", s.look(t).of(t, name).step("criterion", "own-site", "result", "PASS", "reason", "Сайты каралды"))
		s.manager.Change(t, "concludeEligibility", s.look(t).of(t, name).step())
	}
	sel = s.look(t)
	require.Equal(t, "ELIGIBLE", sel.of(t, "Алмалуу").State)
	require.Equal(t, "ELIGIBLE", sel.of(t, "Бешик").State)
	require.Equal(t, "INELIGIBLE", sel.of(t, "Чоң-Таш").State)
}

// What a rule found is overruled only with a reason, and stays so when it looks again.
func TestARuleIsOverruledWithAReason(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.send(t, "Чоң-Таш", jalal, func(c input) { c["setAside"] = input{"ready": false} })
	s.plan(t)
	s.journal(t)
	s.close()
	s.manager.Change(t, "checkLetters", input{"callId": s.call})
	c := s.look(t).of(t, "Чоң-Таш")
	bare := c.step("criterion", "local-budget", "result", "PASS", "reason", " ")
	require.Equal(t, []string{"input", "reason"}, s.manager.RefusedChange(t, "overruleCheck", bare).Path)
	stale := c.step("criterion", "local-budget", "result", "PASS", "reason", "Токтом бар", "version", 77)
	require.Equal(t, "CONFLICT", s.manager.RefusedChange(t, "overruleCheck", stale).Code)
	unknown := c.step("criterion", "no-such", "result", "PASS", "reason", "Токтом бар")
	require.Equal(t, "NOT_FOUND", s.manager.RefusedChange(t, "overruleCheck", unknown).Code)
	s.manager.Change(t, "overruleCheck", c.step("criterion", "local-budget", "result", "PASS_WITH_REMARKS", "reason", "Токтом кийин келди"))
	require.Equal(t, "none PASS_WITH_REMARKS", s.logged(t, "LETTER_ELIGIBILITY", "CORRECT", c.LetterID,
		"coalesce(before->'overruled'->>'result', 'none') || ' ' || (after->'overruled'->>'result')"))
	s.manager.Change(t, "checkLetters", input{"callId": s.call, "letterIds": []string{c.LetterID}})
	c = s.look(t).of(t, "Чоң-Таш")
	require.Equal(t, "PASS_WITH_REMARKS", c.result("local-budget"))
	overruled := c.Checks[4].Overruled
	require.Equal(t, "FAIL", c.Checks[4].Automatic)
	require.Equal(t, "Токтом кийин келди", overruled.Reason)
	require.Equal(t, "Test", overruled.By)
	s.manager.Change(t, "concludeEligibility", c.step())
	require.Equal(t, "ELIGIBLE", s.look(t).of(t, "Чоң-Таш").State)
	require.Equal(t, "1", s.Value(t, "SELECT count(*) FROM programme.audit WHERE object = 'LETTER_ELIGIBILITY' AND action = 'CORRECT' AND object_id = '"+
		uuidOf(t, c.LetterID).String()+"' AND reason = 'Токтом кийин келди'"))
}

const ownQuestions = `query($r: String!, $s: String!) { letterQuestions(reference: $r, secret: $s) { id question open version } }`

// A letter waits for the answers to what was asked about it: with its secret, from its staff,
// or as the programme was told.
func TestClarifications(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	l := s.send(t, "Алмалуу", jalal)
	other := s.send(t, "Бешик", jalal)
	s.plan(t)
	s.journal(t)
	s.close()
	s.manager.Change(t, "checkLetters", input{"callId": s.call})
	ask := func(question, due string) input {
		return s.look(t).of(t, "Алмалуу").step("question", question, "dueOn", due)
	}
	require.Equal(t, []string{"input", "dueOn"}, s.manager.RefusedChange(t, "askClarification", ask("Мөөр кайда?", "2019-12-20")).Path)
	first := s.manager.Change(t, "askClarification", ask("Мөөр кайда?", "2019-12-23"))
	second := s.manager.Change(t, "askClarification", ask("Чечимдин номери?", "2019-12-23"))
	require.Equal(t, "NEEDS_CLARIFICATION", s.look(t).of(t, "Алмалуу").State)
	require.Equal(t, "Мөөр кайда?", s.logged(t, "LETTER_CLARIFICATION", "CREATE", first.ID, "after->>'question'"))
	require.Equal(t, "Чечимдин номери?", s.logged(t, "LETTER_CLARIFICATION", "CREATE", second.ID, "after->>'question'"))
	require.Equal(t, "ELIGIBILITY_CHECK NEEDS_CLARIFICATION", s.logged(t, "LETTER_CLARIFICATION", "CREATE", s.letters["Алмалуу"].ID,
		"(before->>'state') || ' ' || (after->>'state')"))
	require.NotNil(t, s.manager.RefusedChange(t, "concludeEligibility", s.look(t).of(t, "Алмалуу").step()))

	var asked struct {
		LetterQuestions []struct {
			ID, Question string
			Open         bool
			Version      int64
		}
	}
	s.Public().Do(t, ownQuestions, input{"r": l.Reference, "s": l.Secret}, &asked)
	require.Len(t, asked.LetterQuestions, 2)
	require.True(t, asked.LetterQuestions[0].Open)
	answer := input{"reference": l.Reference, "secret": l.Secret, "id": first.ID, "version": first.Version, "answer": "Экинчи бетте", "answeredBy": "Башчы"}
	for name, wrong := range map[string]input{"a wrong secret": {"secret": other.Secret}, "another letter": {"reference": other.Reference, "secret": other.Secret}} {
		tried := input{}
		for k, v := range answer {
			tried[k] = v
		}
		for k, v := range wrong {
			tried[k] = v
		}
		require.Equal(t, "NOT_FOUND", s.Public().RefusedChange(t, "answerClarificationWithSecret", tried).Code, name)
	}
	s.Public().Change(t, "answerClarificationWithSecret", answer)
	require.Equal(t, "CLARIFICATION_CLOSED", s.Public().RefusedChange(t, "answerClarificationWithSecret", input{
		"reference": l.Reference, "secret": l.Secret, "id": first.ID, "version": first.Version + 1, "answer": "Башкача", "answeredBy": "Башчы",
	}).Rule)
	require.Equal(t, "NEEDS_CLARIFICATION", s.look(t).of(t, "Алмалуу").State, "one is open still")

	s.Clock.Set(time.Date(2019, time.December, 25, 9, 0, 0, 0, deadline.Location()))
	s.manager.Change(t, "answerClarification", second.With("answer", "№ 12", "answeredBy", "Башчы, телефон аркылуу"))
	c := s.look(t).of(t, "Алмалуу")
	require.Equal(t, "ELIGIBILITY_CHECK", c.State)
	require.Equal(t, "SECRET", *c.Clarifications[0].Via)
	require.False(t, c.Clarifications[0].Late)
	require.Equal(t, "PROGRAMME", *c.Clarifications[1].Via)
	require.True(t, c.Clarifications[1].Late, "taken, and shown as late")
	require.Equal(t, "2", s.Value(t, "SELECT count(*) FROM ops.message WHERE kind = 'CLARIFICATION_ASKED' AND about_id = '"+uuidOf(t, l.ID).String()+"'"))

	third := s.manager.Change(t, "askClarification", ask("Дагы бир суроо?", "2019-12-26"))
	require.Equal(t, "VALIDATION", s.manager.RefusedChange(t, "closeClarification", third.With("reason", "")).Code)
	s.manager.Change(t, "closeClarification", third.With("reason", "Жооп келген жок"))
	s.manager.Change(t, "concludeEligibility", s.look(t).of(t, "Алмалуу").step())
	require.Equal(t, "ELIGIBLE", s.look(t).of(t, "Алмалуу").State)
}

// Staff of the municipality answer about its letters, and nobody else's.
func TestStaffAnswer(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	m, other := s.Municipality(t), s.Municipality(t)
	s.submit(t, s.write(t, "Алмалуу", m.ID))
	s.plan(t)
	s.journal(t)
	s.close()
	s.manager.Change(t, "checkLetters", input{"callId": s.call})
	c := s.look(t).Candidacies[0]
	asked := s.manager.Change(t, "askClarification", c.step("question", "Мөөр кайда?", "dueOn", "2019-12-23"))
	answer := asked.With("answer", "Экинчи бетте", "answeredBy", "Адис")
	stranger, head := s.As(other, access.Head), s.As(m, access.Head)
	require.Equal(t, "NOT_FOUND", stranger.RefusedChange(t, "answerClarification", answer).Code, "another municipality")
	const questions = `query($m: ID!) { questionsToMunicipality(municipalityId: $m) { id question open } }`
	code, _ := stranger.Refused(t, questions, input{"m": municipalityID(m.ID)})
	require.Equal(t, "FORBIDDEN", code)
	var told struct {
		QuestionsToMunicipality []struct{ ID, Question string }
	}
	head.Do(t, questions, input{"m": municipalityID(m.ID)}, &told)
	require.Equal(t, "Мөөр кайда?", told.QuestionsToMunicipality[0].Question)
	head.Change(t, "answerClarification", answer)
	require.Equal(t, "STAFF", *s.look(t).Candidacies[0].Clarifications[0].Via)
}
