package regulation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

func TestTheTemplateIsValidAndWrittenInThreeLanguages(t *testing.T) {
	t.Parallel()
	rules := TemplateOf(LocalInitiatives).Rules
	require.Empty(t, rules.Validate("rules"))
	require.Len(t, rules.Criteria, 5)
	require.Equal(t, 25, rules.MaxTotal())
	require.True(t, rules.Quorum.Met(4, 5))
	require.False(t, rules.Quorum.Met(3, 5))
	for _, c := range rules.Criteria {
		complete(t, c.Name)
		complete(t, c.Guidance)
	}
	for _, d := range rules.Documents {
		complete(t, d.Name)
	}
	for _, item := range rules.Checklist {
		complete(t, item.Text)
		require.NotEmpty(t, item.Clause)
	}
	require.Nil(t, TemplateOf(JointME).CompetitionRules())
}

func complete(t *testing.T, l i18n.Localized) {
	t.Helper()
	require.NotEmpty(t, l.Ky)
	require.NotEmpty(t, l.Ru)
	require.NotEmpty(t, l.En)
}

func TestEveryWrongRuleIsNamedAtItsField(t *testing.T) {
	t.Parallel()
	percent := func(n int) *int { return &n }
	for path, spoil := range map[string]func(*Rules){
		"commission.minSize":           func(r *Rules) { r.Commission.MinSize = 4 },
		"quorum.den":                   func(r *Rules) { r.Quorum.Den = 0 },
		"quorum.num":                   func(r *Rules) { r.Quorum = Fraction{Num: 4, Den: 3} },
		"scale.max":                    func(r *Rules) { r.Scale = Scale{Min: 5, Max: 5} },
		"scale.min":                    func(r *Rules) { r.Scale.Min = -1 },
		"criteria":                     func(r *Rules) { r.Criteria = nil },
		"criteria.1.key":               func(r *Rules) { r.Criteria[1].Key = r.Criteria[0].Key },
		"criteria.2.key":               func(r *Rules) { r.Criteria[2].Key = "Өздүк" },
		"criteria.2.name":              func(r *Rules) { r.Criteria[2].Name = i18n.Localized{} },
		"criteria.2.name.ru":           func(r *Rules) { r.Criteria[2].Name.Ru = strings.Repeat("я", 301) },
		"criteria.0.guidance.ky":       func(r *Rules) { r.Criteria[0].Guidance.Ky = "a\x00b" },
		"criteria.4.weight":            func(r *Rules) { r.Criteria[4].Weight = 0 },
		"tieRules.1":                   func(r *Rules) { r.TieRules = []TieRule{TieOwnShare, TieOwnShare} },
		"tieRules.0":                   func(r *Rules) { r.TieRules = []TieRule{"LOT"} },
		"passingPercent":               func(r *Rules) { r.PassingPercent = percent(101) },
		"minApplications":              func(r *Rules) { r.MinApplications = 0 },
		"window.minDays":               func(r *Rules) { r.Window.MinDays = 0 },
		"window.defaultDays":           func(r *Rules) { r.Window = WindowRules{MinDays: 10, DefaultDays: 9} },
		"minOwnSharePercent":           func(r *Rules) { r.MinOwnSharePercent = percent(0) },
		"maxLocalBudgetPerApplication": func(r *Rules) { none := money.Amount(0); r.MaxLocalBudgetPerApplication = &none },
		"evidenceFromAmount":           func(r *Rules) { most := money.Max + 1; r.EvidenceFromAmount = &most },
		"applicantKinds":               func(r *Rules) { r.ApplicantKinds = nil },
		"applicantKinds.1":             func(r *Rules) { r.ApplicantKinds = []ApplicantKind{Group, Group} },
		"minLeaderAge":                 func(r *Rules) { r.MinLeaderAge = 13 },
		"documents.0.kind":             func(r *Rules) { r.Documents[0].Kind = "SELFIE" },
		"documents.1.for":              func(r *Rules) { r.Documents[1].For = nil },
		"checklist.0.clause":           func(r *Rules) { r.Checklist[0].Clause = "" },
		"checklist.3.key":              func(r *Rules) { r.Checklist[3].Key = "" },
		"reportWorkingDays":            func(r *Rules) { r.ReportWorkingDays = 91 },
		"complaintDays":                func(r *Rules) { r.ComplaintDays = 0 },
		"reallocationPercent":          func(r *Rules) { r.ReallocationPercent = 101 },
		"explainDifferencePercent":     func(r *Rules) { r.ExplainDifferencePercent = -1 },
		"acceptanceWorkingDays":        func(r *Rules) { r.AcceptanceWorkingDays = 0 },
		"monitoringGroupSize":          func(r *Rules) { r.MonitoringGroupSize = 0 },
		"publicMinimumCount":           func(r *Rules) { r.PublicMinimumCount = 101 },
	} {
		rules := Defaults()
		spoil(&rules)
		errs := rules.Validate("rules")
		require.Len(t, errs, 1, "%s: %v", path, errs)
		require.Equal(t, "rules."+path, strings.Join(errs[0].Path, "."))
	}
}

func TestTheLowerMaximumHolds(t *testing.T) {
	t.Parallel()
	low, high := money.Som(39_000), money.Som(47_000)
	for _, c := range []struct{ own, most, want *money.Amount }{
		{nil, nil, nil}, {&low, nil, &low}, {nil, &low, &low}, {&low, &high, &low}, {&high, &low, &low}, {&low, &low, &low},
	} {
		require.Equal(t, c.want, Rules{MaxLocalBudgetPerApplication: c.most}.Maximum(c.own))
	}
}

func TestLongListsAreRefusedWithoutTheirItems(t *testing.T) {
	t.Parallel()
	rules := Defaults()
	rules.Criteria = make([]Criterion, 100_000)
	require.Less(t, len(rules.Validate("rules")), 100)
}
