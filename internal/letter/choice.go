package letter

import (
	"context"

	"github.com/demilge/demilge/internal/access"
)

// The events of the choice of pilots (domain.md P6–P8).
const (
	Check     Event = "CHECK"
	Clarify   Event = "CLARIFY"
	Clarified Event = "CLARIFIED"
	Pass      Event = "PASS"
	Fail      Event = "FAIL"
	// Evaluate fixes the letter among those that the committee scores.
	Evaluate        Event = "EVALUATE"
	Choose          Event = "CHOOSE"
	ChooseWithMoney Event = "CHOOSE_WITH_COFINANCING"
	KeepInReserve   Event = "KEEP_IN_RESERVE"
	PassOver        Event = "PASS_OVER"
	// StepBack takes a letter off the published list, MoveUp brings one of the reserve onto it.
	StepBack        Event = "STEP_BACK"
	MoveUp          Event = "MOVE_UP"
	MoveUpWithMoney Event = "MOVE_UP_WITH_COFINANCING"
)

// choice are the lines that the choice of pilots adds to [Table]. A letter may be checked
// again until the committee begins to score, and withdrawn by the programme until it is
// decided.
var choice = []Transition{
	{Check, []State{Registered, EligibilityCheck, Eligible, Ineligible}, EligibilityCheck, nil},
	{Clarify, []State{EligibilityCheck, Eligible, Ineligible}, NeedsClarification, nil},
	{Clarified, []State{NeedsClarification}, EligibilityCheck, nil},
	{Pass, []State{EligibilityCheck}, Eligible, nil},
	{Fail, []State{EligibilityCheck}, Ineligible, nil},
	{Evaluate, []State{Eligible}, Evaluation, nil},
	{Choose, []State{Evaluation}, Selected, nil},
	{ChooseWithMoney, []State{Evaluation}, SelectedWithCofinance, nil},
	{KeepInReserve, []State{Evaluation}, Reserve, nil},
	{PassOver, []State{Evaluation}, NotSelected, nil},
	{StepBack, []State{Selected, SelectedWithCofinance, Reserve}, Withdrawn, nil},
	{MoveUp, []State{Reserve}, Selected, nil},
	{MoveUpWithMoney, []State{Reserve}, SelectedWithCofinance, nil},
	{Withdraw, []State{EligibilityCheck, NeedsClarification, Eligible, Ineligible, Evaluation}, Withdrawn, []guard{withdrawable}},
}

// Hold opens a letter for an action: by its secret to everyone, by its address to the staff
// of its municipality who wrote it. NOT_FOUND answers all others alike.
func (s *Service) Hold(ctx context.Context, h Handle, action access.Action) (access.Scope, *Letter, error) {
	return s.open(ctx, h, action)
}
