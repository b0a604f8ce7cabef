package publication

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/file"
)

// Notice is where an announcement was made known, with its proof.
type Notice struct {
	Channel  competition.Channel
	Place    string
	PostedOn *clock.Date
	Link     string
	Photo    *file.File
}

// showNotice leaves out the place where it names an elder or an activist.
func showNotice(n *competition.Notice, files shelf) *Notice {
	shown := &Notice{Channel: n.Channel, Place: n.Place, PostedOn: n.PostedOn, Link: n.Link, Photo: files.one(n.PhotoID)}
	if n.Channel == competition.Elders || n.Channel == competition.Activists {
		shown.Place = ""
	}
	return shown
}

func (v view) notices(ctx context.Context) error {
	found, err := v.reader.from.Competitions.Notices(ctx, v.scope, v.all())
	if err != nil {
		return err
	}
	var ids []uuid.UUID
	for _, list := range found {
		for _, n := range list {
			if n.PhotoID != nil {
				ids = append(ids, *n.PhotoID)
			}
		}
	}
	files, err := publicFiles(ctx, v.reader.from.Files, v.scope.TenantID(), ids)
	for i, c := range v.list {
		for _, n := range found[c.ID] {
			v.shown[i].Notices = append(v.shown[i].Notices, showNotice(n, files))
		}
	}
	return err
}

// announcements shows the editions that went out; the last is in force.
func (v view) announcements(ctx context.Context) error {
	found, err := v.reader.from.Competitions.Editions(ctx, v.scope, v.all())
	if err != nil {
		return err
	}
	var ids []uuid.UUID
	for _, list := range found {
		for _, edition := range list {
			ids = append(ids, edition.AttachmentIDs...)
		}
	}
	files, err := publicFiles(ctx, v.reader.from.Files, v.scope.TenantID(), ids)
	for i, c := range v.list {
		for _, edition := range found[c.ID] {
			if edition.IssuedAt == nil {
				continue
			}
			v.shown[i].Announcement = &Announcement{Announcement: edition, Files: files.all(edition.AttachmentIDs), competition: c,
				base: v.reader.from.BaseURL, place: v.scope.Tenant().Slug}
			v.shown[i].Announcements = append(v.shown[i].Announcements, v.shown[i].Announcement)
		}
	}
	return err
}

// all are the ids of the competitions.
func (v view) all() []uuid.UUID {
	return v.ids(func(c *competition.Competition) []uuid.UUID { return []uuid.UUID{c.ID} })
}
