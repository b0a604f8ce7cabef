package evaluation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/text"
)

// SheetState is where a score sheet stands.
type SheetState string

// The states; a submitted sheet never changes, reopening starts its next revision.
const (
	SheetDraft     SheetState = "DRAFT"
	SheetSubmitted SheetState = "SUBMITTED"
)

// Sheet is what one member gives one application (domain.md 5.5).
type Sheet struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID  `json:"competitionId"`
	ApplicationID uuid.UUID  `json:"applicationId"`
	MemberID      uuid.UUID  `json:"memberId"`
	Revision      int        `json:"revision"`
	State         SheetState `json:"state"`
	Scores        []Score    `bun:"type:jsonb" json:"scores"`
	Channel       Channel    `json:"channel"`
	ScanFileID    *uuid.UUID `json:"scanFileId,omitempty"`
	SubmittedAt   *time.Time `json:"submittedAt,omitempty"`
	// ReopenReason is why the chair opened this revision; empty for the first.
	ReopenReason string `json:"reopenReason"`

	rule access.Rule
	// rules are those of the competition, for a sheet that is shown.
	rules *regulation.Rules
}

// Score is the points of one criterion; nil while the member has not decided.
type Score struct {
	Criterion string `json:"criterion"`
	Points    *int   `json:"points"`
	Comment   string `json:"comment"`
}

// MaxComment is the longest comment, in characters.
const MaxComment = 2000

// Ref is the global address of the sheet.
func (s *Sheet) Ref() entity.Ref { return s.RefAs("ScoreSheet") }

// Submitted reports whether the sheet is in.
func (s *Sheet) Submitted() bool { return s.State == SheetSubmitted }

// Points gives the points of a criterion, nil when there are none yet.
func (s *Sheet) Points(criterion string) *int {
	for _, score := range s.Scores {
		if score.Criterion == criterion {
			return score.Points
		}
	}
	return nil
}

// Total is the weighted sum of the points of a sheet that is shown, nil until every
// criterion has some (domain.md 5.5).
func (s *Sheet) Total() *int {
	if s.rules == nil {
		return nil
	}
	return s.total(*s.rules)
}

func (s *Sheet) total(rules regulation.Rules) *int {
	total := 0
	for _, c := range rules.Criteria {
		points := s.Points(c.Key)
		if points == nil {
			return nil
		}
		total += c.Weight * *points
	}
	return &total
}

// save takes scores into a draft, some of them perhaps still without points.
func (s *Sheet) save(rules regulation.Rules, scores []Score) error {
	if s.Submitted() {
		return ErrSheetSubmitted
	}
	if err := checkScores(rules, scores); err != nil {
		return err
	}
	s.Scores = scores
	return nil
}

// submit locks a complete sheet at time now.
func (s *Sheet) submit(rules regulation.Rules, now time.Time) error {
	if s.Submitted() {
		return ErrSheetSubmitted
	}
	if err := checkComplete(rules, s.Scores); err != nil {
		return err
	}
	s.State, s.SubmittedAt = SheetSubmitted, &now
	return nil
}

// reopened is the next revision of a submitted sheet, for the member to correct.
func (s *Sheet) reopened(reason string, now time.Time) (*Sheet, error) {
	if !s.Submitted() {
		return nil, ErrSheetOpen
	}
	next := *s
	next.Base = entity.NewBase(s.TenantID, now)
	next.Revision, next.State, next.SubmittedAt, next.ReopenReason = s.Revision+1, SheetDraft, nil, reason
	next.Scores = slices.Clone(s.Scores)
	return &next, nil
}

// checkScores refuses what no sheet may hold: a criterion that the regulation does not
// know or that stands twice, points outside the scale, a long comment.
func checkScores(rules regulation.Rules, scores []Score) error {
	var errs apperr.List
	seen := map[string]bool{}
	for i := range scores {
		score, at := &scores[i], strconv.Itoa(i)
		score.Comment = strings.TrimSpace(score.Comment)
		if seen[score.Criterion] || criterion(rules, score.Criterion) == nil {
			errs.Add(ErrCriterion.At("scores", at, "criterion"))
		}
		seen[score.Criterion] = true
		if p := score.Points; p != nil && (*p < rules.Scale.Min || *p > rules.Scale.Max) {
			errs.Add(apperr.OutOfRange(rules.Scale.Min, rules.Scale.Max, "scores", at, "points"))
		}
		errs.Add(text.Block(score.Comment, MaxComment, "scores", at, "comment"))
	}
	return errs.Err()
}

// checkComplete refuses a sheet without points for a criterion, or without the comment
// that the regulation asks for at the lowest and the highest points (5.5).
func checkComplete(rules regulation.Rules, scores []Score) error {
	var errs apperr.List
	for i, c := range rules.Criteria {
		at := strconv.Itoa(i)
		n := slices.IndexFunc(scores, func(s Score) bool { return s.Criterion == c.Key })
		if n < 0 || scores[n].Points == nil {
			errs.Add(apperr.ErrRequired.At("scores", at, "points"))
			continue
		}
		at = strconv.Itoa(n)
		extreme := *scores[n].Points == rules.Scale.Min || *scores[n].Points == rules.Scale.Max
		if rules.CommentAtExtremes && extreme && scores[n].Comment == "" {
			errs.Add(ErrCommentMissing.At("scores", at, "comment"))
		}
	}
	return errs.Err()
}

func criterion(rules regulation.Rules, key string) *regulation.Criterion {
	for i := range rules.Criteria {
		if rules.Criteria[i].Key == key {
			return &rules.Criteria[i]
		}
	}
	return nil
}
