package application

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
)

// Version is the content of an application as it was submitted, byte for byte.
type Version struct {
	entity.Base `bun:",extend"`

	ApplicationID uuid.UUID `json:"applicationId"`
	// Edition is 1 for what was submitted first, 2 for what came back mended.
	Edition int    `json:"edition"`
	Content string `json:"-"`
	Sha256  string `json:"sha256"`
}

// Text is the content for those who were shown it, nil for others.
func (v *Version) Text() *string {
	if v.Content == "" {
		return nil
	}
	return &v.Content
}

// sealed is the layout of the sealed text. Its field order is fixed: the same content
// always gives the same bytes.
type sealed struct {
	Format      int       `json:"format"`
	Application uuid.UUID `json:"application"`
	Competition uuid.UUID `json:"competition"`
	Edition     int       `json:"edition"`
	Number      string    `json:"number"`
	Channel     Channel   `json:"channel"`
	ReceivedAt  time.Time `json:"receivedAt"`
	Content     Content   `json:"content"`
}

const sealFormat = 1

// seal closes the content of a registered application and returns its version.
func (a *Application) seal(content Content, now time.Time) (*Version, error) {
	edition := a.Edition + 1
	text, err := json.Marshal(sealed{
		Format: sealFormat, Application: a.ID, Competition: a.CompetitionID, Edition: edition, Number: *a.Number(),
		Channel: a.Channel, ReceivedAt: a.ReceivedAt.UTC(), Content: content,
	})
	if err != nil {
		return nil, fmt.Errorf("application: seal: %w", err)
	}
	sum := sha256.Sum256(text)
	a.Edition, a.Sha256 = edition, hex.EncodeToString(sum[:])
	return &Version{
		Base: entity.NewBase(a.TenantID, now), ApplicationID: a.ID, Edition: edition, Content: string(text), Sha256: a.Sha256,
	}, nil
}

// open reads the content back.
func (v *Version) open() (Content, error) {
	var s sealed
	if err := json.Unmarshal([]byte(v.Content), &s); err != nil {
		return Content{}, fmt.Errorf("application: version %d of %s: %w", v.Edition, v.ApplicationID, err)
	}
	return s.Content, nil
}

// Change is a field that differs between two contents.
type Change struct {
	Field Field
	// Before and After are the field's content as JSON.
	Before, After string
}

// compare lists the fields that differ, in the order of the form.
func compare(before, after Content) ([]Change, error) {
	var changes []Change
	for _, p := range parts {
		old, err := json.Marshal(p.of(before))
		if err != nil {
			return nil, fmt.Errorf("application: compare: %w", err)
		}
		changed, err := json.Marshal(p.of(after))
		if err != nil {
			return nil, fmt.Errorf("application: compare: %w", err)
		}
		if string(old) != string(changed) {
			changes = append(changes, Change{Field: p.field, Before: string(old), After: string(changed)})
		}
	}
	return changes, nil
}

// RegisterNumber writes a number of the register as people do: "3/2026".
func RegisterNumber(no, year int) string { return fmt.Sprintf("%d/%d", no, year) }
