package event

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Consent is the ground on which a photo of people is shown (domain.md 8).
type Consent string

// The grounds.
const (
	ParentConsent   Consent = "PARENT_CONSENT"
	GroupShot       Consent = "GROUP_SHOT"
	DistantShot     Consent = "DISTANT_SHOT"
	AdultsConsented Consent = "ADULTS_CONSENTED"
	NoPeople        Consent = "NO_PEOPLE"
)

// PhotoState is whether everyone may see a photo.
type PhotoState string

// The states.
const (
	Unpublished PhotoState = "UNPUBLISHED"
	Published   PhotoState = "PUBLISHED"
	TakenDown   PhotoState = "TAKEN_DOWN"
)

// PhotoStates lists them all.
var PhotoStates = []PhotoState{Unpublished, Published, TakenDown}

// Photo is a picture of an event. Of a published one everyone sees the derived pictures;
// the original is evidence and stays sealed.
type Photo struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID  `json:"agreementId"`
	EventID     uuid.UUID  `json:"eventId"`
	FileID      uuid.UUID  `json:"fileId"`
	State       PhotoState `json:"state"`

	About `bun:",extend"`

	PublishedAt *time.Time `json:"publishedAt,omitempty"`
	TakenDownAt *time.Time `json:"takenDownAt,omitempty"`
	// Reason is why it was taken down.
	Reason string `json:"reason"`
}

// Ref is the global address of the photo.
func (p *Photo) Ref() entity.Ref { return p.RefAs("EventPhoto") }

// About is what is written of a photo.
type About struct {
	Caption i18n.Localized `bun:"type:jsonb" json:"caption"`
	TakenOn *clock.Date    `bun:"type:date" json:"takenOn,omitempty"`
	Place   string         `json:"place"`
	// ShowsMinors says that a child can be recognised.
	ShowsMinors bool `json:"showsMinors"`
	// Consent is nil until the ground is recorded; ConsentNote says where the paper is.
	Consent     *Consent `json:"consent,omitempty"`
	ConsentNote string   `json:"consentNote"`
}

// photoStages are the states for the actions on a photo. A published one is taken down
// before it is changed or removed.
var photoStages = map[access.Action][]PhotoState{
	access.Update:   {Unpublished, TakenDown},
	access.Delete:   {Unpublished, TakenDown},
	access.Publish:  {Unpublished, TakenDown},
	access.Withdraw: {Published},
}

// takes refuses an action that the photo's state does not permit.
func (p *Photo) takes(action access.Action) error {
	if slices.Contains(photoStages[action], p.State) {
		return nil
	}
	return ErrPhotoState.With(i18n.Args{"state": photoNames[p.State]})
}

// publish shows the photo to everyone, or answers RULE without the ground that it needs.
func (p *Photo) publish(now time.Time) error {
	if err := p.takes(access.Publish); err != nil {
		return err
	}
	if err := p.grounded(); err != nil {
		return err
	}
	p.State, p.PublishedAt, p.TakenDownAt, p.Reason = Published, &now, nil, ""
	p.Touch(now)
	return nil
}

// grounded refuses a photo of children without a parent's consent, unless no child can be
// told, and any photo without a ground.
func (p *Photo) grounded() error {
	switch {
	case p.Consent == nil && p.ShowsMinors:
		return ErrMinors
	case p.Consent == nil:
		return ErrNoConsent
	case p.ShowsMinors && !slices.Contains([]Consent{ParentConsent, GroupShot, DistantShot}, *p.Consent):
		return ErrMinors
	}
	return nil
}

// takeDown hides a published photo.
func (p *Photo) takeDown(reason string, now time.Time) error {
	if err := p.takes(access.Withdraw); err != nil {
		return err
	}
	p.State, p.TakenDownAt, p.Reason = TakenDown, &now, reason
	p.Touch(now)
	return nil
}

var photoNames = map[PhotoState]i18n.Text{
	Unpublished: i18n.New("жарыялана элек", "не опубликовано", "not published"),
	Published:   i18n.New("жарыяланган", "опубликовано", "published"),
	TakenDown:   i18n.New("жарыядан алынган", "снято с публикации", "taken down"),
}
