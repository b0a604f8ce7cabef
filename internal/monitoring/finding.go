package monitoring

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// Severity says what a finding stops.
type Severity string

// The severities. An open serious finding holds the next tranche unless it is waived.
const (
	Minor   Severity = "MINOR"
	Serious Severity = "SERIOUS"
)

// FindingState is where a finding stands.
type FindingState string

// The states of a finding.
const (
	Open      FindingState = "OPEN"
	ProofSent FindingState = "PROOF_SENT"
	Closed    FindingState = "CLOSED"
)

// Finding is something that a visit found wrong, with who betters it by when.
type Finding struct {
	entity.Base `bun:",extend"`

	VisitID     uuid.UUID `json:"visitId"`
	AgreementID uuid.UUID `json:"agreementId"`
	Severity    Severity  `json:"severity"`
	Text        string    `json:"text"`
	// ItemKey is the item of the checklist, nil for something else.
	ItemKey     *string      `json:"itemKey,omitempty"`
	Responsible string       `json:"responsible"`
	DueOn       *clock.Date  `bun:"type:date" json:"dueOn,omitempty"`
	State       FindingState `json:"state"`
	// ProofText and ProofFileIDs show that it was bettered.
	ProofText    string      `json:"proofText"`
	ProofFileIDs []uuid.UUID `bun:"proof_file_ids,type:jsonb" json:"proofFileIds"`
	ProvedAt     *time.Time  `json:"provedAt,omitempty"`
	// Note is what was said when it was closed, Reason why it was opened again.
	Note     string     `json:"note"`
	Reason   string     `json:"reason"`
	ClosedAt *time.Time `json:"closedAt,omitempty"`
	// WaivedBy is the person who lets tranches pass in spite of it, WaiverReason why.
	WaivedBy     string     `json:"waivedBy"`
	WaiverReason string     `json:"waiverReason"`
	WaivedAt     *time.Time `json:"waivedAt,omitempty"`
}

// Ref is the global address of the finding.
func (f *Finding) Ref() entity.Ref { return f.RefAs("Finding") }

// Holds reports whether the finding holds the next tranche.
func (f *Finding) Holds() bool {
	return f.Severity == Serious && f.State != Closed && f.WaivedAt == nil
}

// Flaw is what a person writes of a finding.
type Flaw struct {
	Severity    Severity
	Text        string
	ItemKey     *string
	Responsible string
	DueOn       *clock.Date
}

func (f Flaw) check(v *Visit) error {
	var errs apperr.List
	if f.Text == "" {
		errs.Add(apperr.ErrRequired.At("text"))
	}
	errs.Add(text.Block(f.Text, MaxText, "text"))
	errs.Add(text.Line(f.Responsible, MaxLine, "responsible"))
	if f.ItemKey != nil && !v.answered(*f.ItemKey) {
		errs.Add(ErrItemUnknown.With(i18n.Args{"key": *f.ItemKey}).At("itemKey"))
	}
	if f.DueOn != nil && f.DueOn.Before(*v.VisitedOn) {
		errs.Add(ErrDueBefore)
	}
	return errs.Err()
}

func (v *Visit) answered(key string) bool {
	for _, a := range v.Checklist {
		if a.Key == key {
			return true
		}
	}
	return false
}

// AddFinding records what a visit found wrong. A monitoring member with a mandate, or a
// specialist who entered the visit from paper.
func (s *Service) AddFinding(ctx context.Context, visit entity.Ref, flaw Flaw) (*Finding, error) {
	flaw.Text, flaw.Responsible = strings.TrimSpace(flaw.Text), strings.TrimSpace(flaw.Responsible)
	scope, err := s.auth.Authorize(ctx, visit.Tenant, access.Finding, access.Create)
	if err != nil {
		return nil, err
	}
	v, err := s.store.Visit(ctx, scope, visit.ID)
	if err != nil {
		return nil, err
	}
	var f *Finding
	err = s.within(ctx, scope, v.AgreementID, func(ctx context.Context, tx Tx, st stand) error {
		if v, err = tx.LockVisit(ctx, visit.ID); err != nil {
			return err
		}
		if err := s.finds(scope, v, st); err != nil {
			return err
		}
		if err := flaw.check(v); err != nil {
			return err
		}
		f = &Finding{
			Base: entity.NewBase(visit.Tenant, st.now), VisitID: v.ID, AgreementID: v.AgreementID, Severity: flaw.Severity, Text: flaw.Text,
			ItemKey: flaw.ItemKey, Responsible: flaw.Responsible, DueOn: flaw.DueOn, State: Open, ProofFileIDs: []uuid.UUID{},
		}
		if err := tx.InsertFinding(ctx, f); err != nil {
			return err
		}
		if err := f.tell(ctx, tx, st); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Finding, Action: access.Create, ID: f.ID, After: f})
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// tell tells whoever stands behind the initiative what is to be put right by a day; what has
// no day stands in the protocol.
func (f *Finding) tell(ctx context.Context, tx Tx, st stand) error {
	if f.DueOn == nil {
		return nil
	}
	return tx.Notify(ctx, st.Agreement.Tells(notice.FindingRecorded, notice.Facts{"due": notice.Day(*f.DueOn), "finding": notice.Plain(f.Text)}))
}

// finds is the rule of a new finding of a visit.
func (s *Service) finds(scope access.Scope, v *Visit, st stand) error {
	var offices []access.Role
	if v.Channel == Paper {
		offices = []access.Role{access.Specialist}
	}
	if err := s.monitors(scope, st, offices...); err != nil {
		return err
	}
	if err := st.Agreement.Started(); err != nil {
		return err
	}
	if v.State != Done {
		return ErrVisitState.With(i18n.Args{"state": visitNames[v.State]})
	}
	return nil
}

// ProveFinding shows that a finding was bettered. The initiative's leader or editor, or a
// specialist.
func (s *Service) ProveFinding(ctx context.Context, ref entity.Ref, version int64, proof string, files []uuid.UUID) (*Finding, error) {
	proof, err := text.Reason(proof, MaxText, "text")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, findings, ref, version, access.Submit, "", func(ctx context.Context, tx Tx, _ access.Scope, st stand, f *Finding) error {
		if len(f.ProofFileIDs)+len(files) > MaxItems {
			return apperr.TooLong(MaxItems, "fileIds")
		}
		f.State, f.ProofText, f.ProvedAt = ProofSent, proof, &st.now
		for i, id := range files {
			if _, err := tx.AttachFile(ctx, id, file.Owner{Object: access.Finding, ID: f.ID}, file.Photo, file.CostEvidence, file.SignedPaper, file.Other); err != nil {
				return apperr.At(err, "fileIds", strconv.Itoa(i))
			}
			f.ProofFileIDs = append(f.ProofFileIDs, id)
		}
		return nil
	})
}

// CloseFinding accepts the proof, with a note. A monitoring member with a mandate, the
// head, the executive secretary.
func (s *Service) CloseFinding(ctx context.Context, ref entity.Ref, version int64, note string) (*Finding, error) {
	note = strings.TrimSpace(note)
	if err := text.Block(note, MaxText, "note"); err != nil {
		return nil, err
	}
	return change(ctx, s, findings, ref, version, access.Close, note, func(_ context.Context, _ Tx, _ access.Scope, st stand, f *Finding) error {
		f.State, f.Note, f.ClosedAt = Closed, note, &st.now
		return nil
	})
}

// ReopenFinding opens a finding again whose proof does not do, with the reason. A
// monitoring member with a mandate, the head, the executive secretary.
func (s *Service) ReopenFinding(ctx context.Context, ref entity.Ref, version int64, reason string) (*Finding, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, findings, ref, version, access.Reopen, reason, func(_ context.Context, _ Tx, _ access.Scope, _ stand, f *Finding) error {
		f.State, f.Reason, f.ClosedAt = Open, reason, nil
		return nil
	})
}

// WaiveFinding lets tranches pass in spite of a serious finding; the caller's name and the
// reason stay. The head.
func (s *Service) WaiveFinding(ctx context.Context, ref entity.Ref, version int64, reason string) (*Finding, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, findings, ref, version, access.Waive, reason, func(_ context.Context, _ Tx, scope access.Scope, st stand, f *Finding) error {
		f.WaivedBy, f.WaiverReason, f.WaivedAt = scope.Principal().Name, reason, &st.now
		return nil
	})
}

// mayFinding decides on a change of a finding by the caller's part and both states.
func (s *Service) mayFinding(scope access.Scope, f *Finding, st stand) error {
	action := scope.Permission().Action
	switch action {
	case access.Submit:
		if !st.Part.Leader && !st.Part.Editor && !scope.Has(access.Specialist) {
			return s.auth.Denied(scope.Permission())
		}
	case access.Close, access.Reopen:
		if err := s.monitors(scope, st, access.Head, access.ExecSecretary); err != nil {
			return err
		}
	}
	if err := st.Agreement.Started(); err != nil {
		return err
	}
	return f.takes(action)
}

// takes refuses an action that the finding's state does not permit.
func (f *Finding) takes(action access.Action) error {
	permitted := map[access.Action]bool{
		access.Submit: f.State == Open, access.Close: f.State == ProofSent, access.Reopen: f.State != Open, access.Waive: f.Holds(),
	}
	if permitted[action] {
		return nil
	}
	return ErrFindingState.With(i18n.Args{"state": findingNames[f.State]})
}

var findingNames = map[FindingState]i18n.Text{
	Open:      i18n.New("ачык", "открыто", "open"),
	ProofSent: i18n.New("далили жөнөтүлгөн", "доказательство отправлено", "proof sent"),
	Closed:    i18n.New("жабылган", "закрыто", "closed"),
}
