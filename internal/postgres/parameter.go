package postgres

import (
	"bytes"
	"crypto/rand"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun/dialect/pgdialect"
)

// mark stands on both sides of every value that bun writes into a statement. Nobody
// outside can know it, and PostgreSQL refuses its zero byte: a marked text that takes
// another way than through [conn] fails.
var mark = "\x00" + rand.Text()

// parameters is pgdialect with its literals marked, so that the connection can take them
// out of the text as parameters.
type parameters struct{ *pgdialect.Dialect }

func (p parameters) AppendString(b []byte, s string) []byte {
	return marked(b, func(b []byte) []byte { return p.Dialect.AppendString(b, s) })
}

func (p parameters) AppendTime(b []byte, t time.Time) []byte {
	return marked(b, func(b []byte) []byte { return p.Dialect.AppendTime(b, t) })
}

func (p parameters) AppendBytes(b, value []byte) []byte {
	return marked(b, func(b []byte) []byte { return p.Dialect.AppendBytes(b, value) })
}

func (p parameters) AppendJSON(b, value []byte) []byte {
	return marked(b, func(b []byte) []byte { return p.Dialect.AppendJSON(b, value) })
}

// marked marks what appendTo writes, unless it is no quoted literal (NULL, an error).
func marked(b []byte, appendTo func([]byte) []byte) []byte {
	start := len(b)
	b = appendTo(append(b, mark...))
	if literal := b[start+len(mark):]; !bytes.HasPrefix(literal, []byte("'")) {
		return append(b[:start], literal...)
	}
	return append(b, mark...)
}

// parameterized takes the marked literals out of a statement: $1, $2, … stand for them.
func parameterized(statement string) (text string, values []string) {
	parts := strings.Split(statement, mark)
	if len(parts) == 1 {
		return statement, nil
	}
	var b strings.Builder
	b.Grow(len(statement))
	for i, part := range parts {
		if i%2 == 0 {
			b.WriteString(part)
			continue
		}
		values = append(values, strings.ReplaceAll(part[1:len(part)-1], "''", "'"))
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(len(values)))
	}
	return b.String(), values
}

// unmarked is a statement as bun writes it for any other connection.
func unmarked(statement string) string { return strings.ReplaceAll(statement, mark, "") }
