package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
)

// Edition is a report as it was submitted; it never changes.
type Edition struct {
	entity.Base `bun:",extend"`

	ReportID    uuid.UUID `json:"reportId"`
	AgreementID uuid.UUID `json:"agreementId"`
	// Edition counts from 1.
	Edition int     `json:"edition"`
	Channel Channel `json:"channel"`
	// ScanFileID is the paper, nil for a report that came online.
	ScanFileID *uuid.UUID `json:"scanFileId,omitempty"`
	// Sealed is the content as text, Digest its sha-256.
	Sealed string `json:"-"`
	Digest string `json:"digest"`
	// SubmittedByName is who submitted or registered it, as named then.
	SubmittedByName string    `json:"submittedByName"`
	SubmittedAt     time.Time `json:"submittedAt"`
}

// Ref is the global address of the edition.
func (e *Edition) Ref() entity.Ref { return e.RefAs("ReportEdition") }

// Report is what the edition is one of.
func (e *Edition) Report() entity.Ref { return e.Link("Report", e.ReportID) }

// Scan is the paper, nil without one.
func (e *Edition) Scan() *entity.Ref { return e.LinkIf("File", e.ScanFileID) }

// Content is what a submission seals.
type Content struct {
	Agreement string    `json:"agreement"`
	Narrative Narrative `json:"narrative"`
	Events    []Event   `json:"events"`
	// Participants of the initiative, nil when nobody counted them.
	Participants *int        `json:"participants,omitempty"`
	Account      *Account    `json:"account"`
	Property     []Belonging `json:"property"`
}

// Content reads what was sealed.
func (e *Edition) Content() (*Content, error) {
	content := new(Content)
	if err := json.Unmarshal([]byte(e.Sealed), content); err != nil {
		return nil, fmt.Errorf("report: sealed content: %w", err)
	}
	return content, nil
}

// seal makes the edition of a report that was just submitted.
func (r *Report) seal(b *Books, scope access.Scope, paper *uuid.UUID, now time.Time) (*Edition, error) {
	narrative := r.Narrative
	narrative.Results = b.results(narrative.Results)
	content := Content{
		Agreement: b.Agreement.Number, Narrative: narrative, Events: append([]Event{}, b.Held...), Participants: b.Participants,
		Account: b.account(r.Explanations), Property: r.Property,
	}
	text, err := json.Marshal(content)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	edition := &Edition{
		Base: entity.NewBase(r.TenantID, now), ReportID: r.ID, AgreementID: r.AgreementID, Edition: r.Edition, Channel: Online,
		ScanFileID: paper, Sealed: string(text), Digest: hex.EncodeToString(sum[:]), SubmittedByName: scope.Principal().Name, SubmittedAt: now,
	}
	if paper != nil {
		edition.Channel = Paper
	}
	return edition, nil
}
