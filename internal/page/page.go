// Package page is the shape of every list: a page of at most 100 items reached by
// keyset cursors, newest first unless the list says otherwise.
package page

import (
	"encoding/base64"
	"encoding/json"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Sizes of a page.
const (
	DefaultFirst = 20
	MaxFirst     = 100
)

// Request asks for a page.
type Request struct {
	// First is the number of items, 1..100.
	First int
	// After is where the previous page ended; nil for the first page.
	After *Cursor
	// Total asks for the count of the whole list, which costs a statement.
	Total bool
	// Fields are the fields of the items that will be looked at, by their names in the
	// API; nil means all. A store may leave out what no field needs.
	Fields []string
}

// Cursor is the position after an item: its sort keys, last of them its id.
type Cursor struct{ Keys []string }

// Page is a part of a list.
type Page[T any] struct {
	Items   []T
	HasNext bool
	// Total is the length of the whole list, nil when it was not asked for.
	Total *int
	// Cursor gives the position of an item.
	Cursor func(T) Cursor
}

var errCursor = apperr.Invalid(i18n.New(
	"Барактын белгиси (after) туура эмес. Тизмени башынан ачыңыз.",
	"Отметка страницы (after) неверна. Откройте список сначала.",
	"The page mark (after) is not valid. Open the list from its beginning."), "after")

// New checks the arguments of a list field; nil first means the default.
func New(first *int, after *string, total bool) (Request, error) {
	r := Request{First: DefaultFirst, Total: total}
	if first != nil {
		r.First = *first
	}
	if r.First < 1 || r.First > MaxFirst {
		return r, apperr.OutOfRange(1, MaxFirst, "first")
	}
	if after != nil && *after != "" {
		cursor, err := ParseCursor(*after)
		if err != nil {
			return r, err
		}
		r.After = &cursor
	}
	return r, nil
}

// String encodes the cursor for the wire.
func (c Cursor) String() string {
	raw, err := json.Marshal(c.Keys)
	if err != nil {
		panic(err) // a slice of strings always marshals
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// ParseCursor reads what String wrote, or answers VALIDATION.
func ParseCursor(s string) (Cursor, error) {
	if len(s) > 1000 {
		return Cursor{}, errCursor
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || !utf8.Valid(raw) {
		return Cursor{}, errCursor
	}
	var keys []string
	if json.Unmarshal(raw, &keys) != nil || len(keys) == 0 || len(keys) > 4 {
		return Cursor{}, errCursor
	}
	for _, k := range keys {
		for _, r := range k {
			if r == 0 {
				return Cursor{}, errCursor
			}
		}
	}
	return Cursor{Keys: keys}, nil
}
