package publication

import (
	"slices"

	"github.com/demilge/demilge/internal/page"
)

// pageOf cuts a page out of applications that are ordered by their id.
func pageOf(all []*Application, request page.Request) page.Page[*Application] {
	cursor := func(a *Application) page.Cursor { return page.Cursor{Keys: []string{a.ID.String()}} }
	total := len(all)
	if request.After != nil {
		last := request.After.Keys[len(request.After.Keys)-1]
		at := slices.IndexFunc(all, func(a *Application) bool { return a.ID.String() > last })
		if at < 0 {
			at = total
		}
		all = all[at:]
	}
	more := len(all) > request.First
	if more {
		all = all[:request.First]
	}
	return page.Page[*Application]{Items: all, HasNext: more, Total: &total, Cursor: cursor}
}
