package content

import (
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/papertest"
)

var update = flag.Bool("update", false, "write the golden texts")

func framed(kind paper.Kind, lang i18n.Lang, copy paper.Copy, facts paper.Facts) paper.Document {
	return paper.Document{
		Frame:   paper.Frame{Kind: kind, Lang: lang, Letterhead: papertest.Letterhead(), Number: kind.Index() + "-1", Date: day, Copy: copy},
		Content: facts.Content(lang, copy),
	}
}

// each writes every sample in both languages and for all eyes.
func each(t *testing.T, check func(t *testing.T, name string, d paper.Document)) {
	t.Helper()
	all := samples()
	maps.Copy(all, programme())
	for kind, all := range all {
		for i, facts := range all {
			for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru} {
				for _, copy := range []paper.Copy{paper.Original, paper.Public} {
					if copy == paper.Public && !kind.HasPublicCopy() {
						continue
					}
					name := strings.ToLower(fmt.Sprintf("%s-%d.%s.%s", kind, i+1, copy, lang))
					check(t, name, framed(kind, lang, copy, facts))
				}
			}
		}
	}
}

// pictured are the kinds that no pilot of the seed has a paper of.
var pictured = []paper.Kind{
	paper.TrancheRequest, paper.AcceptanceAct, paper.FinalReport, paper.LetterOfInterest, paper.SelectionProtocol, paper.Memorandum, paper.CallNotice,
}

func TestEveryPaperInBothLanguages(t *testing.T) {
	t.Parallel()
	album := papertest.Album{Texts: "testdata", Pictures: filepath.Join("..", "..", "..", "docs", "papers", "samples"), Update: *update}
	each(t, func(t *testing.T, name string, d paper.Document) {
		t.Helper()
		album.Check(t, name, d, d.Copy == paper.Original && slices.Contains(pictured, d.Kind))
	})
	album.Close(t)
}

// TestTheSameFacts checks that no paper has words of the other language.
func TestTheSameFacts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, name string, d paper.Document) {
		t.Helper()
		require.NotEmpty(t, d.Title, name)
		if all := samples()[d.Kind]; all != nil {
			require.NotEqual(t, papertest.Dump(framed(d.Kind, i18n.Ky, d.Copy, all[0])), papertest.Dump(framed(d.Kind, i18n.Ru, d.Copy, all[0])), name)
		}
	})
}

// TestThePublicCopyNamesNobody keeps out of it what domain.md 8 does not let be published.
func TestThePublicCopyNamesNobody(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, name string, d paper.Document) {
		t.Helper()
		if d.Copy != paper.Public {
			return
		}
		text := papertest.Dump(d)
		for key, value := range d.Values {
			text += key + value
		}
		for _, secret := range []string{loser, "Токтогулов", phone, account, relative, remark, resident, benefited, "Паспорт:"} {
			require.NotContains(t, text, secret, name)
		}
	})
}

// TestWhoMayBeNamed checks that the winner who agreed is named, and the one who did not is not.
func TestWhoMayBeNamed(t *testing.T) {
	t.Parallel()
	agreed := papertest.Dump(framed(paper.CommissionProtocol, i18n.Ky, paper.Public, samples()[paper.CommissionProtocol][0]))
	require.Contains(t, agreed, winner)
	silent := papertest.Dump(framed(paper.CommissionProtocol, i18n.Ky, paper.Public, CommissionProtocol{Protocol: content()}))
	require.NotContains(t, silent, winner)
	require.NotContains(t, papertest.Dump(framed(paper.FinalReport, i18n.Ky, paper.Public, samples()[paper.FinalReport][0])), winner)
}

func TestNamesOfBodies(t *testing.T) {
	t.Parallel()
	ky, ru := pen{lang: i18n.Ky}, pen{lang: i18n.Ru}
	require.Equal(t, "Көк-Төбө айыл өкмөтү", office.body(ky))
	require.Equal(t, "Кок-Тобинский айыл окмоту", office.body(ru))
	city := Office{Name: i18n.Localized{Ky: "Кант шаары", Ru: "город Кант"}, City: true}
	require.Equal(t, "Кант шаарынын мэриясы", city.body(ky))
	require.Equal(t, "Мэрия города Кант", city.body(ru))
	require.Equal(t, "Мэр", city.position(ky))
}

func TestTheReferenceToAPaper(t *testing.T) {
	t.Parallel()
	ky, ru := pen{lang: i18n.Ky}, pen{lang: i18n.Ru}
	require.Equal(t, "2026-жылдын 7-апрелиндеги №\u00a062", ky.reference(decreed))
	require.Equal(t, "от\u00a07\u00a0апреля 2026\u00a0года №\u00a062", ru.reference(decreed))
	unknown := decreed
	unknown.Number, unknown.Date = "", nil
	require.Contains(t, ky.reference(unknown), "№\u00a0________")
}

func TestWhoALetterIsFor(t *testing.T) {
	t.Parallel()
	ky, ru := pen{lang: i18n.Ky}, pen{lang: i18n.Ru}
	known := Recipient{Surname: "Токтогулов", GivenName: "Бакыт", Patronymic: "Асанович"}
	require.Equal(t, "Б.\u00a0А.\u00a0Токтогуловго", known.to(ky))
	require.Equal(t, "Уважаемый Бакыт Асанович!", known.greeting(ru))
	short := Recipient{Surname: "Кожонова", GivenName: "А.", Patronymic: "А."}
	require.Equal(t, "А.\u00a0А.\u00a0Кожоновой", short.to(ru))
	require.Equal(t, "Урматтуу А.\u00a0А.\u00a0Кожонова!", short.greeting(ky))
	nobody := Recipient{Surname: "Булактарда", GivenName: "аталган эмес"}
	require.Equal(t, blank, nobody.to(ky))
	require.Equal(t, "Уважаемый заявитель!", nobody.greeting(ru))
}
