package notice_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/notice"
)

// long are facts as long as they come.
func long() notice.Facts {
	day, words := clock.NewDate(2026, time.December, 31), strings.Repeat("Өзгөчө ", 40)
	text := notice.Words(i18n.Localized{Ky: words, Ru: words, En: words})
	code := notice.Code("A-123/2026")
	return notice.Facts{
		"competition": code, "number": code, "agreement": code, "secret": code, "base": notice.Code("https://demilge.kg"),
		"title": text, "note": text, "reason": text, "venue": text, "finding": text, "task": text, "summary": text,
		"question": text, "outcome": text, "place": text, "municipality": text, "hash": notice.Code(strings.Repeat("f", 64)),
		"closes": notice.At(day.Time), "at": notice.At(day.Time), "received": notice.Code("31.12.2026 23:59:59"),
		"due": notice.Day(day), "day": notice.Day(day), "sum": notice.Sum(money.Max),
	}
}

var languages = []i18n.Lang{i18n.Ky, i18n.Ru, i18n.En}

func TestEveryShortFormFitsAnSMS(t *testing.T) {
	t.Parallel()
	for _, kind := range notice.Kinds() {
		for _, lang := range languages {
			short := kind.Short(lang, long())
			require.LessOrEqual(t, len(utf16.Encode([]rune(short))), notice.ShortMost, "%s %s: %s", kind, lang, short)
			require.NotContains(t, short, "{", "%s %s", kind, lang)
			// what was cut is a text, never a number, a day or a sum
			for name, fact := range long() {
				if uncut := fact.In(lang); len(uncut) < 60 && strings.Contains(placeholdersOf(kind, lang), "{"+name+"}") {
					require.Contains(t, short, uncut, "%s %s", kind, lang)
				}
			}
		}
	}
}

func placeholdersOf(kind notice.Kind, lang i18n.Lang) string {
	return kind.Wording().Short.In(lang, nil)
}

func TestAShortFormIsNotCutWithoutNeed(t *testing.T) {
	t.Parallel()
	facts := notice.Facts{"number": notice.Code("3/2026"), "title": notice.Plain("Балдар аянтчасы")}
	require.Equal(t, "3/2026 өтүнмө катталды: Балдар аянтчасы", notice.ApplicationRegistered.Short(i18n.Ky, facts))
	facts["title"] = notice.Plain(strings.Repeat("😀", 100))
	short := notice.ApplicationRegistered.Short(i18n.Ky, facts)
	require.True(t, strings.HasSuffix(short, "😀…"), short)
	require.Equal(t, short, strings.ToValidUTF8(short, "?"))
}

// Every text reads whole in every language, and says nothing that was not given.
func TestEveryTextIsFilledIn(t *testing.T) {
	t.Parallel()
	for _, kind := range notice.Kinds() {
		for _, lang := range languages {
			letter := notice.Sent{ID: entity.NewID(), Kind: kind, Facts: long()}.Write(notice.Reader{Name: "Айгүл", Locale: lang}, "https://demilge.kg")
			for _, text := range []string{letter.Subject, letter.Text, letter.HTML} {
				require.NotContains(t, text, "{", "%s %s", kind, lang)
				require.NotContains(t, text, "}", "%s %s", kind, lang)
			}
			require.LessOrEqual(t, len([]rune(letter.Subject)), 150)
			require.NotContains(t, letter.Subject, "\n")
			require.Contains(t, letter.Text, "Айгүл")
		}
	}
}

func TestHTMLIsEscaped(t *testing.T) {
	t.Parallel()
	facts := long()
	facts["title"] = notice.Plain(`<script>alert("x")</script>`)
	letter := notice.Sent{ID: entity.NewID(), Kind: notice.ResultLost, Facts: facts}.Write(notice.Reader{Name: "<b>", Locale: i18n.Ky}, "https://demilge.kg")
	require.NotContains(t, letter.HTML, "<script>")
	require.NotContains(t, letter.HTML, "<b>")
	require.Contains(t, letter.HTML, "&lt;script&gt;")
	require.Contains(t, letter.HTML, `lang="ky"`)
}

func TestAMessageThatCouldNotBeWrittenIsRefused(t *testing.T) {
	t.Parallel()
	about := entity.Ref{Kind: "Application", Tenant: entity.NewID(), ID: entity.NewID()}
	good := notice.Message{Kind: notice.ResultLost, About: about, To: notice.Applicant(about.ID), Facts: long()}
	require.NoError(t, good.Check())
	for name, change := range map[string]func(*notice.Message){
		"kind":   func(m *notice.Message) { m.Kind = "X" },
		"nobody": func(m *notice.Message) { m.To = notice.To{} },
		"two":    func(m *notice.Message) { m.To.Account = uuid.New() },
		"about":  func(m *notice.Message) { m.About = entity.Ref{} },
		"facts":  func(m *notice.Message) { m.Facts = notice.Facts{"number": notice.Count(1)} },
	} {
		bad := good
		change(&bad)
		require.Error(t, bad.Check(), name)
	}
}
