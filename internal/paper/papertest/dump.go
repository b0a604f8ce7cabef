package papertest

import (
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

// Dump writes a paper as plain text: what stands on it, block by block.
func Dump(d paper.Document) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	if d.Approval != nil {
		say("[%s] %s | %s", d.Approve(), d.Approval.Position, d.Approval.Name)
	}
	say("%s\n%s", d.Title, d.Subtitle)
	if d.Place != "" {
		say("[place] %s", d.Place)
	}
	if d.Addressee != nil {
		say("[to] %s\n%s", strings.Join(d.Addressee.Lines, " / "), d.Addressee.Greeting)
	}
	for _, block := range d.Blocks {
		dump(say, block)
	}
	signatures(say, d.Signatures)
	return strings.ReplaceAll(strings.ReplaceAll(b.String(), "\u00a0", "~"), "\u202f", "'")
}

func dump(say func(string, ...any), block paper.Block) {
	switch v := block.(type) {
	case paper.Heading:
		say("\n## %s", v.Text)
	case paper.Paragraph:
		say("%s", said(v.Runs))
	case paper.List:
		start := max(v.Start, 1)
		for i, item := range v.Items {
			mark := fmt.Sprintf("%d.", start+i)
			if v.Bullets {
				mark = "–"
			}
			say("%s %s", mark, said(item.Runs))
			for _, sub := range item.Sub {
				say("   – %s", said(sub.Runs))
			}
		}
	case paper.Rows:
		for _, row := range v.Rows {
			say("%s: %s", row.Key, row.Value)
		}
	case paper.Table:
		dumpTable(say, v)
	case paper.SideBySide:
		for _, side := range [][]paper.Block{v.Left, v.Right} {
			say("[party]")
			for _, inner := range side {
				dump(say, inner)
			}
		}
	case paper.SignatureLines:
		signatures(say, v.Signatures)
	case paper.PageBreak:
		say("\n-----")
	}
}

func dumpTable(say func(string, ...any), t paper.Table) {
	say("\n[table] %s", t.Caption)
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	say("| %s |", strings.Join(titles, " | "))
	rows := t.Rows
	if len(t.Totals) > 0 {
		rows = append(append([][]paper.Cell{}, rows...), t.Totals)
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = strings.ReplaceAll(c.Text, "\n", " / ")
		}
		say("| %s |", strings.Join(cells, " | "))
	}
}

func signatures(say func(string, ...any), list []paper.Signature) {
	for _, s := range list {
		if s.Group != "" {
			say("\n%s", s.Group)
		}
		seal := ""
		if s.Stamp {
			seal = " (seal)"
		}
		say("%s ______________ %s%s", s.Position, s.Name, seal)
	}
}

func said(runs []paper.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
