package selection

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// SheetState is where a score sheet stands.
type SheetState string

// The states; a submitted sheet never changes.
const (
	SheetDraft     SheetState = "DRAFT"
	SheetSubmitted SheetState = "SUBMITTED"
)

// Sheet is what one member gives one letter.
type Sheet struct {
	entity.Base `bun:",extend"`

	// CodeID is the member's own id of the letter; SeatID and EntryID are what it stands for.
	CodeID      uuid.UUID  `json:"codeId"`
	SeatID      uuid.UUID  `bun:",scanonly" json:"seatId"`
	EntryID     uuid.UUID  `bun:",scanonly" json:"-"`
	State       SheetState `json:"state"`
	Scores      []Score    `bun:"type:jsonb" json:"scores"`
	SubmittedAt *time.Time `json:"submittedAt,omitempty"`
}

// Score is the points of one criterion; nil while the member has not decided.
type Score struct {
	Criterion string `json:"criterion"`
	Points    *int   `json:"points"`
	Comment   string `json:"comment"`
}

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

// Total is the weighted sum of the points, nil until every criterion has some.
func (s *Sheet) Total(terms Terms) *int {
	total := 0
	for _, c := range terms.Criteria {
		points := s.Points(c.Key)
		if points == nil {
			return nil
		}
		total += c.Weight * *points
	}
	return &total
}

// save takes scores into a draft, some of them perhaps still without points.
func (s *Sheet) save(terms Terms, scores []Score) error {
	if s.Submitted() {
		return ErrSheetSubmitted
	}
	if err := checkScores(terms, scores); err != nil {
		return err
	}
	s.Scores = scores
	return nil
}

// submit locks a complete sheet at time now.
func (s *Sheet) submit(terms Terms, now time.Time) error {
	if s.Submitted() {
		return ErrSheetSubmitted
	}
	if err := checkComplete(terms, s.Scores); err != nil {
		return err
	}
	s.State, s.SubmittedAt = SheetSubmitted, &now
	return nil
}

func checkScores(terms Terms, scores []Score) error {
	var errs apperr.List
	seen := map[string]bool{}
	for i := range scores {
		score, at := &scores[i], strconv.Itoa(i)
		score.Comment = strings.TrimSpace(score.Comment)
		if seen[score.Criterion] || terms.criterion(score.Criterion) == nil {
			errs.Add(ErrCriterion.At("scores", at, "criterion"))
		}
		seen[score.Criterion] = true
		if p := score.Points; p != nil && (*p < terms.Scale.Min || *p > terms.Scale.Max) {
			errs.Add(apperr.OutOfRange(terms.Scale.Min, terms.Scale.Max, "scores", at, "points"))
		}
		errs.Add(text.Block(score.Comment, MaxComment, "scores", at, "comment"))
	}
	return errs.Err()
}

func checkComplete(terms Terms, scores []Score) error {
	var errs apperr.List
	for i, c := range terms.Criteria {
		n := slices.IndexFunc(scores, func(s Score) bool { return s.Criterion == c.Key })
		if n < 0 || scores[n].Points == nil {
			errs.Add(apperr.ErrRequired.At("scores", strconv.Itoa(i), "points"))
			continue
		}
		extreme := *scores[n].Points == terms.Scale.Min || *scores[n].Points == terms.Scale.Max
		if terms.CommentAtExtremes && extreme && scores[n].Comment == "" {
			errs.Add(ErrCommentMissing.At("scores", strconv.Itoa(n), "comment"))
		}
	}
	return errs.Err()
}
