package application

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

var area = uuid.MustParse("01930000-0000-7000-8000-000000000001")

func rules() *Settings {
	most := money.Som(47_000)
	by := clock.NewDate(2019, 12, 31)
	return &Settings{
		Competition: &competition.Competition{MaxAmount: &most, OpensAt: &opens, ImplementBy: &by, PriorityAreaIDs: []uuid.UUID{area}},
		Rules: regulation.Rules{
			ApplicantKinds: []regulation.ApplicantKind{regulation.Person, regulation.Group, regulation.LegalEntity},
			MinLeaderAge:   18,
			Documents: []regulation.RequiredDocument{{Kind: "PASSPORT_COPY", Required: true,
				For: []regulation.ApplicantKind{regulation.Person, regulation.Group}, Name: i18n.Localized{Ky: "паспорт"}}},
		},
	}
}

// complete is a content with nothing missing.
func complete(t *testing.T) Content {
	t.Helper()
	quantity, price, year := budget.Quantity(1000), money.Som(39_000), 1970
	start, end, area := clock.NewDate(2019, 12, 26), clock.NewDate(2019, 12, 30), area
	c := Content{
		Applicant: Applicant{Surname: "Исакунова", GivenName: "Т.", Phone: "+996700123456", BirthYear: &year,
			Village: Village{Name: "Садовое"}},
		Proposal: Proposal{
			Kind: regulation.Person, Language: i18n.Ky, Title: i18n.Localized{Ky: "Жаңы жылдык иш-чаралар"}, Goal: "g", Problem: "p",
			LocalMatter: "FOLK_ARTS", PriorityAreaID: &area, Type: CoFinancing, Villages: []Village{{Name: "Садовое"}},
			Sustainability: "s", CitizenParticipation: "c", StartDate: &start, EndDate: &end,
			Plan: []PlanItem{{Activity: "a"}}, Attachments: []Attachment{{Kind: file.PassportCopy, FileID: entity.NewID()}}, Declared: true,
		},
		BudgetLines: []budget.Line{
			{Item: "i", Quantity: &quantity, UnitPrice: &price, Source: budget.LocalBudget, Form: budget.Cash, Valuation: budget.Known},
			{Item: "own work", Source: budget.Initiator, Form: budget.InKind, Valuation: budget.NotValued},
		},
		Consents: []Consent{{Purpose: Processing, TextVersion: 1, Language: i18n.Ky}},
	}
	c.tidy()
	require.NoError(t, c.check())
	return c
}

var december = time.Date(2019, 12, 10, 12, 0, 0, 0, clock.Bishkek)

func TestCompleteContentIsReady(t *testing.T) {
	t.Parallel()
	c := complete(t)
	ready := c.Ready(rules(), december)
	require.Empty(t, ready.Issues)
	require.Equal(t, 100, ready.Percent)
}

func TestEmptyContentNamesEveryField(t *testing.T) {
	t.Parallel()
	c := Content{Proposal: Proposal{Language: i18n.Ky}}
	c.tidy()
	require.NoError(t, c.check(), "a draft may be empty")
	ready := c.Ready(rules(), december)
	require.Zero(t, ready.Percent)
	paths := map[string]bool{}
	for _, issue := range ready.Issues {
		paths[strings.Join(issue.Path, ".")] = true
	}
	for _, path := range []string{"title", "goal", "applicant.surname", "applicant.phone", "plan", "budgetLines", "consents", "declared"} {
		require.True(t, paths[path], path)
	}
}

func TestProblemsOfContent(t *testing.T) {
	t.Parallel()
	percent := 10
	for name, c := range map[string]struct {
		change func(*Content, *Settings)
		want   error
	}{
		"over the maximum": {func(c *Content, s *Settings) { most := money.Som(38_999); s.Competition.MaxAmount = &most }, ErrOverMaximum},
		"over the cap": {func(_ *Content, s *Settings) {
			most := money.Som(38_999)
			s.Rules.MaxLocalBudgetPerApplication = &most
		}, ErrOverMaximum},
		"nothing own":      {func(c *Content, _ *Settings) { c.BudgetLines = c.BudgetLines[:1] }, errOwnPart},
		"own share":        {func(_ *Content, s *Settings) { s.Rules.MinOwnSharePercent = &percent }, errOwnShare},
		"no passport":      {func(c *Content, _ *Settings) { c.Proposal.Attachments = nil }, errDocument},
		"other priority":   {func(c *Content, s *Settings) { s.Competition.PriorityAreaIDs = nil }, errPriority},
		"kind not allowed": {func(_ *Content, s *Settings) { s.Rules.ApplicantKinds = []regulation.ApplicantKind{regulation.Group} }, errKindNotAllowed},
		"too young":        {func(c *Content, _ *Settings) { y := 2002; c.Applicant.BirthYear = &y }, errTooYoung},
		"ends too late":    {func(c *Content, _ *Settings) { d := clock.NewDate(2020, 1, 1); c.Proposal.EndDate = &d }, errTooLateEnd},
		"starts too early": {func(c *Content, _ *Settings) { d := clock.NewDate(2001, 1, 1); c.Proposal.StartDate = &d }, errTooEarly},
		"plan too early":   {func(c *Content, _ *Settings) { d := clock.NewDate(1999, 1, 1); c.Proposal.Plan[0].From = &d }, errTooEarly},
		"plan too late":    {func(c *Content, _ *Settings) { d := clock.NewDate(2099, 1, 1); c.Proposal.Plan[0].Until = &d }, errTooLateEnd},
		"no birth year":    {func(c *Content, _ *Settings) { c.Applicant.BirthYear = nil }, apperr.ErrRequired},
		"nothing asked":    {func(c *Content, _ *Settings) { c.BudgetLines[0].Source = budget.Business }, errNothingAsked},
		"a price of zero":  {func(c *Content, _ *Settings) { zero := money.Amount(0); c.BudgetLines[0].UnitPrice = &zero }, errZeroPrice},
		"a group of nobody": {func(c *Content, _ *Settings) {
			none := 0
			c.Proposal.Kind, c.Proposal.Group = regulation.Group, &Group{Members: &none, Men: &none, Women: &none}
		}, errGroupSmall},
		"no consent":         {func(c *Content, _ *Settings) { c.Consents = nil }, errConsent},
		"consent withdrawn":  {func(c *Content, _ *Settings) { c.Consents[0].WithdrawnAt = &december }, errConsent},
		"not declared":       {func(c *Content, _ *Settings) { c.Proposal.Declared = false }, errDeclaration},
		"not of here":        {func(c *Content, s *Settings) { s.Rules.ResidenceDeclaration = true }, errResidence},
		"price unproved":     {func(_ *Content, s *Settings) { from := money.Som(39_000); s.Rules.EvidenceFromAmount = &from }, errEvidence},
		"line without price": {func(c *Content, _ *Settings) { c.BudgetLines[0].UnitPrice = nil }, apperr.ErrRequired},
	} {
		content, settings := complete(t), rules()
		c.change(&content, settings)
		require.ErrorIs(t, content.Problems(settings, december).Err(), c.want, name)
	}
}

func TestWhatIsDeclaredAndProvedIsNoProblem(t *testing.T) {
	t.Parallel()
	c, settings, file := complete(t), rules(), entity.NewID()
	from := money.Som(39_000)
	settings.Rules.ResidenceDeclaration, settings.Rules.EvidenceFromAmount = true, &from
	require.Equal(t, [][]string{{"budgetLines", "0", "evidenceFileId"}, {"resident"}}, paths(c.Problems(settings, december)))
	require.Equal(t, [][]string{{"budgetLines", "0", "evidenceFileId"}}, paths(c.Lacks(settings)), "a paper declares by its signature")
	c.Proposal.Resident, c.BudgetLines[0].EvidenceFileID = true, &file
	require.Empty(t, c.Problems(settings, december))
	c.BudgetLines[0].EvidenceFileID, from = nil, money.Som(39_001)
	require.Empty(t, c.Problems(settings, december), "below the amount nothing is to be proved")
}

func paths(errs apperr.List) [][]string {
	list := make([][]string, len(errs))
	for i, err := range errs {
		list[i] = err.Path
	}
	return list
}

func TestConsolidationNeedsNoContribution(t *testing.T) {
	t.Parallel()
	c := complete(t)
	c.BudgetLines = c.BudgetLines[:1]
	c.Proposal.Type, c.Proposal.PreviousResults = Consolidation, "a playground"
	require.Empty(t, c.Problems(rules(), december))
}

func TestCheckNamesTheField(t *testing.T) {
	t.Parallel()
	for path, change := range map[string]func(*Content){
		"title.ky":               func(c *Content) { c.Proposal.Title.Ky = strings.Repeat("ң", MaxTitle+1) },
		"title.ru":               func(c *Content) { c.Proposal.Title.Ru = "a\u202eb" },
		"goal":                   func(c *Content) { c.Proposal.Goal = "a\x00b" },
		"applicant.phone":        func(c *Content) { c.Applicant.Phone = "0700123456" },
		"applicant.email":        func(c *Content) { c.Applicant.Email = "x <a@b.kg>" },
		"applicant.village.code": func(c *Content) { c.Applicant.Village.Code = "41708203807020.0" },
		"applicant.birthYear":    func(c *Content) { y := 1; c.Applicant.BirthYear = &y },
		"localMatter":            func(c *Content) { c.Proposal.LocalMatter = "X" },
		"endDate":                func(c *Content) { d := clock.NewDate(2019, 12, 25); c.Proposal.EndDate = &d },
		"participants.men":       func(c *Content) { n := -1; c.Proposal.Participants.Men = &n },
		"group.members":          func(c *Content) { n, m, w := 20, 6, 15; c.Proposal.Group = &Group{Members: &n, Men: &m, Women: &w} },
		"group.youngest":         func(c *Content) { y, o := 75, 36; c.Proposal.Group = &Group{Youngest: &y, Oldest: &o} },
		"villages.0.name":        func(c *Content) { c.Proposal.Villages = []Village{{}} },
		"attachments.1.fileId":   func(c *Content) { c.Proposal.Attachments = append(c.Proposal.Attachments, c.Proposal.Attachments[0]) },
		"attachments.0.kind":     func(c *Content) { c.Proposal.Attachments[0].Kind = file.ProtocolScan },
		"consents":               func(c *Content) { c.Consents[0].TextVersion = 99 },
		"plan":                   func(c *Content) { c.Proposal.Plan = make([]PlanItem, MaxPlan+1) },
	} {
		c := complete(t)
		change(&c)
		errs := apperr.All(c.check())
		require.Len(t, errs, 1, path)
		require.Equal(t, apperr.Validation, errs[0].Code, path)
		require.Equal(t, path, strings.Join(errs[0].Path, "."))
	}
}

func TestSealIsDeterministicAndOpens(t *testing.T) {
	t.Parallel()
	content := complete(t)
	seal := func() *Version {
		received := december
		a := &Application{Base: entity.Base{ID: area}, RegisterNo: 3, RegisterYear: 2019, ReceivedAt: &received, Channel: Online}
		version, err := a.seal(content, december)
		require.NoError(t, err)
		require.Equal(t, 1, a.Edition)
		require.Equal(t, version.Sha256, a.Sha256)
		return version
	}
	first, second := seal(), seal()
	require.Equal(t, first.Content, second.Content)
	require.Equal(t, first.Sha256, second.Sha256)
	require.Contains(t, first.Content, `"number":"3/2019"`)
	opened, err := first.open()
	require.NoError(t, err)
	changes, err := compare(content, opened)
	require.NoError(t, err)
	require.Empty(t, changes)
}

func TestCompareByField(t *testing.T) {
	t.Parallel()
	before, after := complete(t), complete(t)
	after.Proposal.Attachments = before.Proposal.Attachments
	after.Proposal.Goal = "another"
	price := money.Som(40_000)
	after.BudgetLines[0].UnitPrice = &price
	changes, err := compare(before, after)
	require.NoError(t, err)
	require.Len(t, changes, 2)
	require.Equal(t, Change{FieldGoal, `"g"`, `"another"`}, changes[0])
	require.Equal(t, FieldBudget, changes[1].Field)
}

func TestApplicantViews(t *testing.T) {
	t.Parallel()
	year := 1970
	a := Applicant{Surname: "Кожонова", GivenName: "Айгүл", Patronymic: "Асановна", Phone: "+996700123456", Email: "a@b.kg",
		BirthYear: &year, Street: "Ленин 1", Village: Village{Name: "Кулду"}, RegistrationNumber: "123"}
	require.Equal(t, "Кожонова Айгүл Асановна", a.FullName())
	require.Equal(t, "Кожонова А. А.", a.ShortName())
	named := a.As(ViewNamed)
	require.Equal(t, a.FullName(), named.FullName())
	require.Empty(t, named.Phone+named.Email+named.Street+named.RegistrationNumber)
	require.Nil(t, named.BirthYear)
	masked := a.As(ViewMasked)
	require.Equal(t, "К. А. А.", masked.FullName())
	require.Equal(t, "••56", masked.Phone)
	require.Equal(t, "••@b.kg", masked.Email)
	coded := a.As(ViewCoded)
	require.Equal(t, Applicant{View: ViewCoded, GroupNames: []string{}}, coded)
}
