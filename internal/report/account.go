package report

import (
	"slices"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Account is the financial part of a report: plan against actual.
type Account struct {
	Lines   []*AccountLine   `json:"lines"`
	Sources []*SourceAccount `json:"sources"`
	// Gifts are what others gave in kind.
	Gifts []Gift `json:"gifts"`
}

// AccountLine is one line of the estimate.
type AccountLine struct {
	LineNo int           `json:"lineNo"`
	Item   string        `json:"item"`
	Source budget.Source `json:"source"`
	Form   budget.Form   `json:"form"`
	// Planned is nil when nobody valued the line, Actual when nothing given for it was valued.
	Planned *money.Amount `json:"planned,omitempty"`
	Actual  *money.Amount `json:"actual,omitempty"`
	// Difference is actual less planned, below zero when less was spent; nil when either is
	// not known.
	Difference  *money.Amount `json:"difference,omitempty"`
	Explanation string        `json:"explanation"`
	Documents   []Document    `json:"documents"`
}

// SourceAccount is plan against actual of one source, its valued lines alone.
type SourceAccount struct {
	Source  budget.Source `json:"source"`
	Planned money.Amount  `json:"planned"`
	Actual  money.Amount  `json:"actual"`
	// Unspent is what is left of the local budget's or the programme's cash and must be
	// returned; zero for the others.
	Unspent money.Amount `json:"unspent"`
}

// account adds the books up and puts the explanations beside their lines.
func (b *Books) account(explanations []Explanation) *Account {
	account := &Account{Lines: []*AccountLine{}, Sources: []*SourceAccount{}, Gifts: []Gift{}}
	for _, l := range b.Lines {
		line := b.line(l)
		for _, e := range explanations {
			if e.LineNo == l.LineNo {
				line.Explanation = e.Text
			}
		}
		account.Lines = append(account.Lines, line)
	}
	for _, source := range budget.Sources {
		if s := account.source(source); s != nil {
			account.Sources = append(account.Sources, s)
		}
	}
	for _, g := range b.Gifts {
		if g.Form == budget.InKind {
			account.Gifts = append(account.Gifts, g)
		}
	}
	return account
}

func (b *Books) line(l *agreement.Line) *AccountLine {
	line := &AccountLine{
		LineNo: l.LineNo, Item: l.Item, Source: l.Source, Form: l.Form, Planned: l.Planned, Documents: []Document{},
	}
	if l.Form == budget.Cash {
		line.Actual = new(money.Amount)
	}
	for _, p := range b.Payments {
		if p.LineID == l.ID {
			line.Actual = money.Sum(line.Actual, &p.Amount)
			line.Documents = append(line.Documents, p.Document)
		}
	}
	for _, g := range b.Gifts {
		if l.Form == budget.InKind && g.LineID != nil && *g.LineID == l.ID && g.Amount != nil {
			line.Actual = money.Sum(line.Actual, g.Amount)
		}
	}
	if line.Planned != nil && line.Actual != nil {
		difference := *line.Actual - *line.Planned
		line.Difference = &difference
	}
	return line
}

// source adds up the lines of a source, nil when it has none.
func (a *Account) source(source budget.Source) *SourceAccount {
	var s *SourceAccount
	for _, l := range a.Lines {
		if l.Source != source {
			continue
		}
		if s == nil {
			s = &SourceAccount{Source: source}
		}
		if l.Planned != nil {
			s.Planned += *l.Planned
		}
		if l.Actual != nil {
			s.Actual += *l.Actual
		}
		if l.returns() {
			s.Unspent -= *l.Difference
		}
	}
	return s
}

// returns reports whether the line left money that must be returned.
func (l *AccountLine) returns() bool {
	return l.Form == budget.Cash && (l.Source == budget.LocalBudget || l.Source == budget.Programme) && l.Difference != nil && *l.Difference < 0
}

// Unspent is what is left of a source and must be returned.
func (a *Account) Unspent(source budget.Source) money.Amount {
	if i := slices.IndexFunc(a.Sources, func(s *SourceAccount) bool { return s.Source == source }); i >= 0 {
		return a.Sources[i].Unspent
	}
	return 0
}

// problems lists what keeps the account from being submitted: more of the local budget than
// was agreed, and a line in cash that came out otherwise than planned by more than percent
// without a word why.
func (a *Account) problems(of *agreement.Agreement, percent int) (errs apperr.List) {
	for _, s := range a.Sources {
		if s.Source == budget.LocalBudget && s.Actual > of.LocalBudget {
			errs.Add(ErrAboveAgreement.With(i18n.Args{"actual": s.Actual, "agreed": of.LocalBudget}))
		}
	}
	for _, l := range a.Lines {
		if l.differs(percent) && l.Explanation == "" {
			errs.Add(ErrUnexplained.With(i18n.Args{"no": l.LineNo, "item": l.Item, "percent": percent}))
		}
	}
	return errs
}

// differs reports whether a line in cash came out otherwise than planned by more than percent.
func (l *AccountLine) differs(percent int) bool {
	if l.Form != budget.Cash || l.Difference == nil {
		return false
	}
	difference := *l.Difference
	if difference < 0 {
		difference = -difference
	}
	return int64(difference)*100 > int64(*l.Planned)*int64(percent)
}
