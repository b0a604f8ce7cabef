package facts

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/selection"
	"github.com/demilge/demilge/tenants"
)

// ofProgramme are the makers of the programme's own papers.
func ofProgramme(s Services) []paper.Maker {
	return []paper.Maker{
		letterMaker{maker{paper.LetterOfInterest, "LetterOfInterest", s.letterOfInterest}, s.Letters},
		maker{paper.SelectionProtocol, "SelectionProtocol", s.selectionProtocol},
		maker{paper.Memorandum, "Memorandum", s.memorandum},
		maker{paper.CallNotice, "LetterOfInterest", s.callNotice},
	}
}

// letterMaker lets the staff of a municipality print their letter, to be signed.
type letterMaker struct {
	maker
	letters *letter.Service
}

// Drafting grants a print of a letter to those who see it.
func (m letterMaker) Drafting(ctx context.Context, about entity.Ref) (access.Scope, error) {
	return m.letters.Printing(ctx, about)
}

func (s Services) memorandum(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	m, err := s.Memoranda.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	return content.Memorandum{
		Title: m.Title, Number: m.Number, SignedOn: m.SignedOn, From: m.ValidFrom, Until: m.ValidUntil, Parties: m.Parties,
	}, nil
}

// letterOfInterest prints a letter as it came. That its leaders are read is written down.
func (s Services) letterOfInterest(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	l, shown, err := s.letter(ctx, ref)
	if err != nil {
		return nil, err
	}
	of, err := s.Calls.Get(ctx, l.Call())
	if err != nil {
		return nil, err
	}
	facts := content.LetterOfInterest{
		Office: content.Office{Name: shown.Place.Name, City: shown.Place.Kind == tenants.City}, Place: shown.Place, Text: shown.Content,
		PopulationAsOf: of.Terms.PopulationOn,
	}
	if of.Terms.DonorsFrom != nil && of.Terms.DonorsTo != nil {
		facts.DonorsFrom, facts.DonorsTill = *of.Terms.DonorsFrom, *of.Terms.DonorsTo
	}
	facts.Answers = answered(of.Terms.Questions, shown.Content.Answers)
	leaders, err := s.Letters.Leaders(ctx, ref)
	if unseen(err) {
		return facts, nil
	}
	for i, leader := range leaders {
		if i < len(facts.Text.Groups) {
			facts.Text.Groups[i].Leader = leader
		}
	}
	return facts, err
}

// answered puts the questions of a call beside what a letter says to them, in words.
func answered(questions []call.Question, answers []letter.Answer) []content.Answer {
	list := make([]content.Answer, len(questions))
	for i, q := range questions {
		list[i].Question = q.Text
		for _, a := range answers {
			if a.Question == q.Code {
				list[i].Text = inWords(q, a.Text)
			}
		}
	}
	return list
}

func inWords(q call.Question, answer string) i18n.Localized {
	n, err := strconv.Atoi(answer)
	switch {
	case q.Kind == call.YesNo && answer == "YES":
		return i18n.Localized{Ky: "ооба", Ru: "да"}
	case q.Kind == call.YesNo && answer == "NO":
		return i18n.Localized{Ky: "жок", Ru: "нет"}
	case q.Kind == call.Choice && err == nil && n >= 1 && n <= len(q.Options):
		return q.Options[n-1]
	}
	return alike(answer)
}

// letter reads a letter and what it says.
func (s Services) letter(ctx context.Context, ref entity.Ref) (*letter.Letter, *letter.Shown, error) {
	l, err := s.Letters.Get(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.Letters.Contents(ctx, []*letter.Letter{l})
	shown, err := one(found, err, l.ID)
	return l, shown, err
}

func (s Services) selectionProtocol(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	said, err := s.Selections.Minutes(ctx, ref)
	if err != nil {
		return nil, err
	}
	if said == nil {
		return nil, paper.ErrTooEarly
	}
	facts := content.SelectionProtocol{
		Call: said.Call, Number: said.Number, Date: &said.Date, Place: said.Place, Discussion: said.Discussion,
		Present: seated(said.Present), Absent: seated(said.Absent), Recusals: recused(said.Recusals),
	}
	ids := make([]uuid.UUID, len(said.Decisions))
	for i, d := range said.Decisions {
		ids[i] = d.LetterID
	}
	known, err := s.Selections.Names(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, d := range said.Decisions {
		facts.Choices = append(facts.Choices, chosen(d, said, known[d.LetterID].Place.Oblast))
	}
	for _, v := range said.Votes {
		ballot := content.Ballot{For: v.For, Against: v.Against, Abstain: v.Abstain}
		if v.LetterID != nil {
			ballot.Municipality = said.Rated(*v.LetterID).Name
		}
		facts.Votes = append(facts.Votes, ballot)
	}
	for _, hand := range said.Signatures {
		facts.Signatories = append(facts.Signatories, content.Official{Name: hand.Name, Position: alike(hand.Position)})
	}
	if len(facts.Signatories) == 0 { // a draft is signed by those who were there
		facts.Signatories = facts.Present
	}
	return facts, nil
}

func seated(people []selection.Person) []content.Official {
	list := make([]content.Official, len(people))
	for i, who := range people {
		list[i] = content.Official{Name: who.Name, Position: who.Position}
	}
	return list
}

func recused(said []selection.Recusal) []content.Recused {
	list := make([]content.Recused, len(said))
	for i, r := range said {
		list[i] = content.Recused{Member: r.Member, Municipality: r.Name, Kind: r.Kind}
	}
	return list
}

// alike is a text that somebody wrote in one language, and that stands in every paper so.
func alike(text string) i18n.Localized { return i18n.Localized{Ky: text, Ru: text} }

// chosen is a decision with the place in the ranking. A departure from it says why.
func chosen(d selection.Ruling, said *selection.Minutes, oblast i18n.Localized) content.Choice {
	place := said.Rated(d.LetterID)
	c := content.Choice{
		Municipality: d.Name, Oblast: oblast, Rank: place.Rank, Mean: place.Mean, Chosen: d.Chosen, Cofinancing: d.Cofinancing,
		ReserveNo: d.ReserveNo, Why: place.Why.Text,
	}
	if d.Reason != "" {
		c.Why = alike(d.Reason)
	}
	return c
}

// callNotice tells what was published of a letter: never before the list is out.
func (s Services) callNotice(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	l, shown, err := s.letter(ctx, ref)
	if err != nil {
		return nil, err
	}
	told, err := s.Selections.NoticesOf(ctx, []uuid.UUID{l.ID})
	if err != nil {
		return nil, err
	}
	of, err := s.Calls.Get(ctx, l.Call())
	if err != nil {
		return nil, err
	}
	sent := told[l.ID]
	if sent == nil {
		return nil, paper.ErrTooEarly
	}
	facts := content.CallNotice{
		Call: of.Terms.Title, Municipality: shown.Place.Name, City: shown.Place.Kind == tenants.City, Head: shown.Content.HeadName,
	}
	if len(of.Terms.Contact.Name) > 0 {
		facts.Signer = content.Official{Name: of.Terms.Contact.Name, Position: of.Terms.Contact.Position}
	}
	return facts, s.outcome(ctx, l, sent, &facts)
}

// outcome enters the decision, that a letter moved up from the reserve, or what became of one
// on which nothing was decided or that stepped back.
func (s Services) outcome(ctx context.Context, l *letter.Letter, sent *selection.Notice, facts *content.CallNotice) error {
	p, err := s.Selections.Protocol(ctx, sent.SelectionID)
	if err != nil {
		return err
	}
	if p == nil {
		return paper.ErrTooEarly
	}
	said, err := s.Selections.Minutes(ctx, p.Ref())
	if err != nil {
		return err
	}
	for _, d := range said.Decisions {
		if d.LetterID == l.ID && sent.Outcome == d.Decision.Outcome() {
			facts.Choice = chosen(d, said, i18n.Localized{})
			return nil
		}
	}
	up, err := s.movedUp(ctx, l, sent)
	if err != nil {
		return err
	}
	if up == nil {
		facts.Told = selection.OutcomeNames[sent.Outcome].Localized()
		return nil
	}
	facts.Choice = content.Choice{Chosen: up.Chosen, Cofinancing: up.Cofinancing}
	return nil
}

// movedUp is what a withdrawal gave a letter of the reserve, nil for none and for one that
// stepped back since.
func (s Services) movedUp(ctx context.Context, l *letter.Letter, sent *selection.Notice) (*selection.Decision, error) {
	sel, err := s.Selections.Get(ctx, l.Link("Selection", sent.SelectionID))
	if err != nil {
		return nil, err
	}
	withdrawals, err := s.Selections.Withdrawals(ctx, sel)
	if err != nil {
		return nil, err
	}
	for _, w := range withdrawals {
		up := &selection.Decision{LetterID: l.ID, Chosen: true, Cofinancing: w.Cofinancing}
		if w.SuccessorID != nil && *w.SuccessorID == l.ID && up.Outcome() == sent.Outcome {
			return up, nil
		}
	}
	return nil, nil
}
