package selection

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/text"
)

// Result is what a criterion of the call comes to for one letter.
type Result string

// The results (domain.md P6).
const (
	Pass            Result = "PASS"
	PassWithRemarks Result = "PASS_WITH_REMARKS"
	Fail            Result = "FAIL"
)

// allResults lists them.
var allResults = []Result{Pass, PassWithRemarks, Fail}

// Requirement is a criterion of part II of a call, or one that every call has.
type Requirement struct {
	// Code chooses the rule that decides of itself; one that no rule knows is left to the
	// programme, with a remark that says so.
	Code string         `json:"code"`
	Text i18n.Localized `json:"text"`
}

// The codes that a rule knows (domain.md ): the first two of every call, the others
// as a call gives them to its criteria. Those of a call are in lower case, so that none of
// its own is taken for one of every call.
const (
	OnTime     = "ON_TIME"
	Signatures = "SIGNATURES"
	Interest   = "participation"
	Activities = "joint-work"
	Readiness  = "local-budget"
)

// Always are the requirements of every call.
var Always = []Requirement{
	{OnTime, i18n.New(
		"Кат чакырууда көрсөтүлгөн мөөнөттө келген.",
		"Письмо поступило в срок, указанный в приглашении.",
		"The letter came within the time of the call.").Localized()},
	{Signatures, i18n.New(
		"Катка айыл өкмөтүнүн башчысы (мэр) жана кеңештин төрагасы биргелешкен чечимден кийин кол койгон, мөөр басылган.",
		"Письмо подписано главой айыл окмоту (мэром) и председателем кенеша после совместного решения, стоит печать.",
		"The letter is signed by the head (mayor) and the chair of the kenesh after a joint decision, and stamped.").Localized()},
}

// Requirements are those of every call and those of this one.
func Requirements(own []Requirement) []Requirement { return append(slices.Clone(Always), own...) }

// Finding is what a rule makes of a letter, with a remark for whatever it minds.
type Finding struct {
	// ByHand: no rule knows the requirement, a person decides.
	ByHand  bool             `json:"byHand,omitempty"`
	Result  Result           `json:"result"`
	Remarks []i18n.Localized `json:"remarks"`
}

// Look decides on one requirement by the facts of a letter alone.
func Look(r Requirement, c letter.Content, late bool) Finding {
	f := Finding{Result: Pass, Remarks: []i18n.Localized{}}
	switch r.Code {
	case OnTime:
		f.remark(late, remarkLate)
	case Signatures:
		f.signatures(c)
	case Interest:
		f.fail(!c.Statements.Interest || !c.Statements.Activities, remarkNoInterest)
		f.fail(!c.Statements.Memorandum, remarkNoMemorandum)
		f.fail(!c.Statements.Principles, remarkNoPrinciples)
	case Activities:
		f.activities(c)
	case Readiness:
		f.readiness(c)
	default:
		f.ByHand = true
		f.remark(true, remarkByHand)
	}
	return f
}

func (f *Finding) signatures(c letter.Content) {
	f.fail(!c.Signatures.Head.Signed, remarkNoHead)
	f.fail(!c.Signatures.KeneshChair.Signed, remarkNoChair)
	f.remark(!c.Signatures.Stamp, remarkNoStamp)
	f.remark(c.Decision.Date == nil || strings.TrimSpace(c.Decision.Number) == "", remarkNoDecision)
}

func (f *Finding) activities(c letter.Content) {
	f.fail(len(c.Activities) == 0, remarkNoActivities)
	if len(c.Activities) == 0 {
		return
	}
	f.remark(c.Repeats(), remarkRepeated)
	f.remark(slices.ContainsFunc(c.Activities, func(a letter.Activity) bool { return a.Citizens == nil }), remarkNotCounted)
}

func (f *Finding) readiness(c letter.Content) {
	f.fail(c.SetAside.Ready == nil || !*c.SetAside.Ready, remarkNotReady)
	f.remark(f.Result != Fail && c.SetAside.Amount == nil, remarkNoAmount)
}

func (f *Finding) fail(when bool, text i18n.Text) {
	if when {
		f.Result = Fail
		f.Remarks = append(f.Remarks, text.Localized())
	}
}

func (f *Finding) remark(when bool, text i18n.Text) {
	if !when {
		return
	}
	if f.Result == Pass {
		f.Result = PassWithRemarks
	}
	f.Remarks = append(f.Remarks, text.Localized())
}

// Check is the result of one requirement for one letter.
type Check struct {
	entity.Base `bun:",extend"`

	LetterID    uuid.UUID   `json:"letterId"`
	Position    int         `json:"position"`
	Requirement Requirement `bun:"type:jsonb" json:"requirement"`
	// Found is what the rule says, Overruled what a person says instead.
	Found     Finding    `bun:"type:jsonb" json:"found"`
	Overruled *Overruled `bun:"type:jsonb,nullzero" json:"overruled,omitempty"`
}

// Overruled is the word of a person against a rule.
type Overruled struct {
	Result Result    `json:"result"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Result is what counts.
func (c *Check) Result() Result {
	if c.Overruled != nil {
		return c.Overruled.Result
	}
	return c.Found.Result
}

// overrule sets another result, with a reason.
func (c *Check) overrule(result Result, reason, by string, now time.Time) error {
	reason, err := text.Reason(reason, MaxReason, "reason")
	if err != nil {
		return err
	}
	if !slices.Contains(allResults, result) {
		return apperr.ErrMalformed.At("result")
	}
	c.Overruled = &Overruled{Result: result, Reason: reason, By: by, At: now}
	c.Touch(now)
	return nil
}

// again looks at the letter once more; what a person said stays.
func (c *Check) again(found Finding, now time.Time) {
	c.Found = found
	c.Touch(now)
}

// Verdict is what all checks come to: eligible when none fails.
func Verdict(checks []*Check) bool {
	return len(checks) > 0 && !slices.ContainsFunc(checks, func(c *Check) bool { return c.Result() == Fail })
}
