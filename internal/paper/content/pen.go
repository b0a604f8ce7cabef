// Package content writes what stands in the papers of a municipality and of the programme:
// one file a paper, two hand-written texts from the same facts. It asks nothing and knows no
// service; what the facts leave open is a line to be filled in by hand, never invented.
package content

import (
	"strconv"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// Lines to be filled in by hand.
const (
	blank      = "____________________"
	shortBlank = "________"
	dash       = "—"
	nbsp       = "\u00a0"
)

// pen writes in one language for one pair of eyes.
type pen struct {
	lang i18n.Lang
	copy paper.Copy
}

// public reports whether the copy is the redacted one.
func (p pen) public() bool { return p.copy == paper.Public }

func (p pen) by(ky, ru string) string { return paper.By(p.lang, ky, ru) }

// of chooses the paper's language, or the only one that is written.
func (p pen) of(l i18n.Localized) string { return l.In(p.lang) }

// quoted puts a title in the quotation marks of both languages.
func (p pen) quoted(l i18n.Localized) string { return quote(p.of(l)) }

// quote sets no second pair around a title that brings its own.
func quote(title string) string {
	if strings.HasPrefix(title, "«") && strings.HasSuffix(title, "»") && strings.Count(title, "«") == 1 {
		return title
	}
	return "«" + title + "»"
}

// or is a line where nothing is known.
func or(s, instead string) string {
	if strings.TrimSpace(s) == "" {
		return instead
	}
	return s
}

func (p pen) date(d *clock.Date) string {
	if d == nil {
		return blank
	}
	return official.Date(p.lang, *d)
}

func short(d *clock.Date) string {
	if d == nil {
		return dash
	}
	return official.Short(*d)
}

// shortMoment is a day and a time of day for tables.
func shortMoment(t *time.Time) string {
	if t == nil {
		return dash
	}
	local := t.In(clock.Bishkek)
	return official.Short(clock.DateOf(*t)) + ", " + local.Format("15:04")
}

func (p pen) moment(t *time.Time) string {
	if t == nil {
		return blank
	}
	return official.Moment(p.lang, *t)
}

func hour(t *time.Time) string {
	if t == nil {
		return shortBlank
	}
	return t.In(clock.Bishkek).Format("15:04")
}

// dated is a paper's date as it stands before its number: «2020-жылдын 28-декабрындагы»,
// «от 28 декабря 2020 года».
func (p pen) dated(d *clock.Date) string {
	if d == nil {
		return p.by("20___-жылдын «___» "+shortBlank, "от «___» "+shortBlank+" 20___"+nbsp+"года")
	}
	if p.lang == i18n.Ru {
		return "от" + nbsp + official.Date(p.lang, *d)
	}
	on := official.On(p.lang, *d)
	if strings.HasSuffix(on, "де") {
		return on + "ги"
	}
	return on + "гы"
}

// numbered is a number with its sign: «№ 226».
func numbered(number string) string { return "№" + nbsp + or(number, shortBlank) }

// reference is date and number of a paper, as both languages refer to it.
func (p pen) reference(d document.Document) string { return p.dated(d.Date) + " " + numbered(d.Number) }

// sum is a sum in figures and in words, or a line.
func (p pen) sum(a *money.Amount) string {
	if a == nil {
		return blank
	}
	return official.FullSum(p.lang, *a)
}

func count(n *int) string {
	if n == nil {
		return dash
	}
	return official.Number(int64(*n))
}

func no(i int) string { return strconv.Itoa(i + 1) }

func bold(key, value string) paper.Paragraph {
	return paper.Paragraph{Runs: []paper.Run{paper.Bold(key + " "), paper.Plain(value)}, Flush: true}
}

// section is a heading and the text below it; nothing when there is no text.
func section(title, text string) []paper.Block {
	body := paragraphs(text)
	if len(body) == 0 {
		return nil
	}
	return append([]paper.Block{paper.Heading{Text: title}}, body...)
}

// paragraphs are the lines of a text that somebody wrote.
func paragraphs(text string) []paper.Block {
	var blocks []paper.Block
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			blocks = append(blocks, paper.Text(line))
		}
	}
	return blocks
}

func small(text string) paper.Paragraph {
	return paper.Paragraph{Runs: []paper.Run{paper.Plain(text)}, Small: true, Flush: true}
}
