package competition

import (
	"net/url"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Channel is a way an announcement reaches people.
type Channel string

// The channels.
const (
	Site      Channel = "SITE"
	Board     Channel = "BOARD"
	Elders    Channel = "ELDERS"
	Activists Channel = "ACTIVISTS"
	Social    Channel = "SOCIAL"
	Other     Channel = "OTHER"
)

// Notice is one place where the announcement was made known, with its proof.
type Notice struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	Channel       Channel   `json:"channel"`
	// Place says where: the board's village, the elder's name, the site.
	Place string `json:"place"`
	// PostedOn is nil while it is only planned.
	PostedOn *clock.Date `bun:"type:date" json:"postedOn,omitempty"`
	// Link and PhotoID prove it.
	Link    string     `json:"link"`
	PhotoID *uuid.UUID `json:"photoId,omitempty"`
}

// Ref is the global address of the notice.
func (n *Notice) Ref() entity.Ref { return n.RefAs("AnnouncementNotice") }

// Proven reports whether a link or a photo shows that it was posted.
func (n *Notice) Proven() bool { return n.Link != "" || n.PhotoID != nil }

// Photo is the address of the photo, nil without one.
func (n *Notice) Photo() *entity.Ref {
	if n.PhotoID == nil {
		return nil
	}
	return &files(n.TenantID, *n.PhotoID)[0]
}

// Owner is the competition the notice belongs to.
func (n *Notice) Owner() uuid.UUID { return n.CompetitionID }

func (n *Notice) snapshot() any { return *n }

func (n *Notice) photos() []uuid.UUID {
	if n.PhotoID == nil {
		return nil
	}
	return []uuid.UUID{*n.PhotoID}
}

// shown: a posted announcement is public with its proof.
func (*Notice) shown() bool { return true }

// Limits of notices and outreach.
const (
	MaxPlace = 300
	MaxTopic = 1000
	MaxLink  = 2000
)

var (
	errChannel = apperr.Invalid(i18n.New("Мындай канал жок.", "Такого канала нет.", "There is no such channel."), "channel")
	errLink    = apperr.New(apperr.Validation, i18n.New(
		"Шилтеме http:// же https:// менен башталган толук дарек болушу керек.",
		"Ссылка должна быть полным адресом с http:// или https://.",
		"The link must be a whole address with http:// or https://."))
	errFuture = apperr.New(apperr.Validation, i18n.New(
		"Күн келечекте болушу мүмкүн эмес.", "Дата не может быть в будущем.", "The date cannot lie in the future."))
)

func (n *Notice) validate(today clock.Date) error {
	var errs apperr.List
	switch n.Channel {
	case Site, Board, Elders, Activists, Social, Other:
	default:
		errs.Add(errChannel)
	}
	errs.Add(text.Line(n.Place, MaxPlace, "place"))
	errs.Add(CheckLink(n.Link, "link"))
	if n.PostedOn != nil && n.PostedOn.After(today) {
		errs.Add(errFuture.At("postedOn"))
	}
	return errs.Err()
}

// CheckLink refuses what is not an address of the web; the empty link passes.
func CheckLink(link string, path ...string) *apperr.Error {
	if link == "" {
		return nil
	}
	if err := text.Line(link, MaxLink, path...); err != nil {
		return err
	}
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil {
		return errLink.At(path...)
	}
	return nil
}

// Outreach is explanatory work with people before and during the window.
type Outreach struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID  `json:"competitionId"`
	HeldOn        clock.Date `bun:"type:date" json:"heldOn"`
	Place         string     `json:"place"`
	Topic         string     `json:"topic"`
	// Participants is nil when nobody counted.
	Participants *int        `json:"participants,omitempty"`
	PhotoIDs     []uuid.UUID `bun:"photo_ids,type:jsonb" json:"photoIds"`
}

// Ref is the global address of the record.
func (o *Outreach) Ref() entity.Ref { return o.RefAs("Outreach") }

// Photos are the addresses of the photos.
func (o *Outreach) Photos() []entity.Ref { return files(o.TenantID, o.PhotoIDs...) }

// Owner is the competition the record belongs to.
func (o *Outreach) Owner() uuid.UUID { return o.CompetitionID }

func (o *Outreach) snapshot() any { return *o }

func (o *Outreach) photos() []uuid.UUID { return o.PhotoIDs }

// shown: photos of people at a meeting are not published.
func (*Outreach) shown() bool { return false }

const maxParticipants = 1_000_000

func (o *Outreach) validate(today clock.Date) error {
	var errs apperr.List
	if o.Place == "" {
		errs.Add(apperr.ErrRequired.At("place"))
	}
	errs.Add(text.Line(o.Place, MaxPlace, "place"))
	errs.Add(text.Block(o.Topic, MaxTopic, "topic"))
	if o.HeldOn.After(today) {
		errs.Add(errFuture.At("heldOn"))
	}
	if o.Participants != nil && (*o.Participants < 0 || *o.Participants > maxParticipants) {
		errs.Add(apperr.OutOfRange(0, maxParticipants, "participants"))
	}
	if len(o.PhotoIDs) > MaxAttachments {
		errs.Add(apperr.OutOfRange(0, MaxAttachments, "photoIds"))
	}
	return errs.Err()
}
