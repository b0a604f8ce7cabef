package publication

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/page"
)

// pageOf cuts a page out of a list that was read whole and is ordered by the ids.
func pageOf[T any](all []T, request page.Request, id func(T) uuid.UUID) page.Page[T] {
	cursor := func(item T) page.Cursor { return page.Cursor{Keys: []string{id(item).String()}} }
	total := len(all)
	if request.After != nil {
		last := request.After.Keys[len(request.After.Keys)-1]
		at := slices.IndexFunc(all, func(item T) bool { return id(item).String() > last })
		if at < 0 {
			at = total
		}
		all = all[at:]
	}
	more := len(all) > request.First
	if more {
		all = all[:request.First]
	}
	return page.Page[T]{Items: all, HasNext: more, Total: &total, Cursor: cursor}
}
