package selection

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// Via is by what right somebody answered a clarification.
type Via string

// The ways.
const (
	// BySecret: whoever holds the secret link of the letter.
	BySecret Via = "SECRET"
	// ByStaff: the staff of the municipality, signed in.
	ByStaff Via = "STAFF"
	// ByProgramme: the programme wrote down what it was told.
	ByProgramme Via = "PROGRAMME"
)

// Clarification is a question about a letter, and its answer.
type Clarification struct {
	entity.Base `bun:",extend"`

	LetterID uuid.UUID  `json:"letterId"`
	Question string     `json:"question"`
	DueOn    clock.Date `json:"dueOn"`
	AskedBy  string     `json:"askedBy"`
	// Answer is empty until AnsweredAt.
	Answer     string     `json:"answer"`
	AnsweredBy string     `json:"answeredBy"`
	Via        Via        `bun:",nullzero" json:"via,omitempty"`
	AnsweredAt *time.Time `json:"answeredAt,omitempty"`
	// ClosedAt: the programme went on without an answer, for a reason.
	ClosedAt    *time.Time `json:"closedAt,omitempty"`
	CloseReason string     `json:"closeReason"`
}

// Ref is the global address of the clarification.
func (c *Clarification) Ref() entity.Ref { return c.RefAs("LetterClarification") }

// Open reports whether an answer is waited for.
func (c *Clarification) Open() bool { return c.AnsweredAt == nil && c.ClosedAt == nil }

// Late reports whether the answer came, or is waited for, after the day it was due.
func (c *Clarification) Late(now time.Time) bool {
	if c.AnsweredAt != nil {
		now = *c.AnsweredAt
	}
	return c.ClosedAt == nil && clock.DateOf(now).After(c.DueOn)
}

func (c *Clarification) check(now time.Time) error {
	c.Question = strings.TrimSpace(c.Question)
	var errs apperr.List
	if c.Question == "" {
		errs.Add(apperr.ErrRequired.At("question"))
	}
	errs.Add(text.Block(c.Question, MaxQuestion, "question"))
	if c.DueOn.Before(clock.DateOf(now)) {
		errs.Add(ErrDuePast.At("dueOn"))
	}
	return errs.Err()
}

// answer writes the answer down; one after the due day is taken and shown as late.
func (c *Clarification) answer(words, by string, via Via, now time.Time) error {
	if !c.Open() {
		return ErrClarified
	}
	words, by = strings.TrimSpace(words), strings.TrimSpace(by)
	var errs apperr.List
	if words == "" {
		errs.Add(apperr.ErrRequired.At("answer"))
	}
	if by == "" {
		errs.Add(apperr.ErrRequired.At("answeredBy"))
	}
	errs.Add(text.Block(words, MaxAnswer, "answer"))
	errs.Add(text.Line(by, MaxPersonName, "answeredBy"))
	if err := errs.Err(); err != nil {
		return err
	}
	c.Answer, c.AnsweredBy, c.Via, c.AnsweredAt = words, by, via, &now
	c.Touch(now)
	return nil
}

// close ends the waiting without an answer.
func (c *Clarification) close(reason string, now time.Time) error {
	if !c.Open() {
		return ErrClarified
	}
	reason, err := text.Reason(reason, MaxReason, "reason")
	if err != nil {
		return err
	}
	c.ClosedAt, c.CloseReason = &now, reason
	c.Touch(now)
	return nil
}
