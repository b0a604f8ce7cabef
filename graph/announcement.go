package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

func editWording(w *competition.Wording, text, body graphql.Omittable[*i18n.Localized], contact graphql.Omittable[*string],
	attachments graphql.Omittable[[]*entity.Ref],
) {
	set(&w.Text, text)
	set(&w.Body, body)
	set(&w.Contact, contact)
	replaceIDs(&w.AttachmentIDs, attachments)
}

func newNotice(input model.AddNoticeInput) *competition.Notice {
	n := &competition.Notice{Channel: input.Channel, Place: input.Place, Link: input.Link}
	replace(&n.PostedOn, input.PostedOn)
	replaceID(&n.PhotoID, input.PhotoID)
	return n
}

func editNotice(n *competition.Notice, input model.UpdateNoticeInput) {
	set(&n.Place, input.Place)
	set(&n.Link, input.Link)
	replace(&n.PostedOn, input.PostedOn)
	replaceID(&n.PhotoID, input.PhotoID)
}

func newOutreach(input model.RecordOutreachInput) *competition.Outreach {
	o := &competition.Outreach{HeldOn: input.HeldOn, Place: input.Place, Topic: input.Topic}
	replace(&o.Participants, input.Participants)
	replaceIDs(&o.PhotoIDs, input.PhotoIds)
	return o
}

func editOutreach(o *competition.Outreach, input model.UpdateOutreachInput) {
	set(&o.HeldOn, input.HeldOn)
	set(&o.Place, input.Place)
	set(&o.Topic, input.Topic)
	replace(&o.Participants, input.Participants)
	replaceIDs(&o.PhotoIDs, input.PhotoIds)
}
