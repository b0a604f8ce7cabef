package letter

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/tenants"
)

func ptr[T any](v T) *T { return &v }

// whole is a content that lacks nothing.
func whole() Content {
	day, years := clock.NewDate(2025, 2, 20), func(from, to int) (*int, *int) { return ptr(from), ptr(to) }
	from, to := years(2022, 2023)
	return Content{
		Language: "KY", Letterhead: true, HeadName: "Токтоналиев Бакыт", Location: "Рават айылы",
		Statements: Statements{true, true, true, true},
		SetAside:   SetAside{Ready: ptr(true), Amount: ptr(money.Som(23_000))},
		Contacts:   Contacts{Mobile: "+996700123456", Email: "ao@example.kg"},
		Signatures: Signatures{
			Head:        Signature{Name: "Б. Токтоналиев", Signed: true, On: &day},
			KeneshChair: Signature{Name: "А. Мамытова", Signed: true, On: &day}, Stamp: true, Date: &day,
		},
		Decision: Decision{Number: "12", Date: &day},
		General: General{
			PostalAddress: "Рават айылы, Ленин 1", PhoneFax: "+996312976530", Website: "https://ao.example.kg",
			AreaHa: ptr(budget.Quantity(1_234_560)), FiscalYear: ptr(2024), OwnRevenue: ptr(money.Som(3_000_000)),
			EqualizationGrant: ptr(money.Amount(0)), DistRaionKm: ptr(0), DistOblastKm: ptr(60), DistCapitalKm: ptr(700),
			VillageCount: ptr(3), Population: ptr(9_000), ProcurementSpecialist: ptr(true), SpecialistName: "Э. Асанов", SpecialistPosition: "адис",
			CooperationScore: ptr(4), CooperationWhy: "Чогуу иштейбиз.", ActivityScore: ptr(3), ActivityWhy: "Ашарга чыгышат.",
			Problems: []string{"суу", "жол", "мектеп", "жарык", "таштанды"}, ExchangePractice: ptr(false),
		},
		Activities: []Activity{{"Ашар", "айыл аксакалдары", ptr(200), "арык тазаланды"}},
		Groups:     []Group{{Name: "Айымдар кеңеши", Leader: Leader{Name: "Асанова Гүл", Contacts: "+996555000111"}, Audience: "аялдар", Directions: "тигүү", Cooperation: "жолугушуу"}},
		Donors:     []Donor{{Donor: "БУУӨП", Project: "Таза суу", Citizens: ptr(900), FromYear: from, ToYear: to, Status: Completed}},
		Answers:    []Answer{{Question: "why", Text: "Керек"}},
		Papers:     []Paper{{Purpose: SignedLetter, FileID: uuid.New()}, {Purpose: JointDecision, FileID: uuid.New()}, {Purpose: Evidence, FileID: uuid.New()}},
	}
}

var aimak = Place{Kind: tenants.AiylAimak}

func ready(c Content) Readiness { return c.Ready(terms(), aimak, deadline.Add(-time.Hour)) }

func TestAWholeLetterLacksNothing(t *testing.T) {
	t.Parallel()
	c := whole()
	require.NoError(t, c.check())
	r := ready(c)
	require.Empty(t, r.Errors)
	require.Empty(t, r.Warnings)
	require.Equal(t, 100, r.Percent)
}

func TestAnEmptyLetterLacksEveryField(t *testing.T) {
	t.Parallel()
	r := ready(Content{}.filled())
	require.Less(t, r.Percent, 15)
	paths := map[string]bool{}
	for _, e := range r.Errors {
		paths[strings.Join(e.Path, ".")] = true
	}
	for _, path := range []string{
		"headName", "location", "letterhead", "statements.interest", "statements.activities", "statements.memorandum", "statements.principles",
		"signatures.head.signed", "signatures.keneshChair.signed", "signatures.stamp", "signatures.date", "decision.number", "decision.date",
		"contacts.mobile", "contacts.postal", "setAside.ready", "general.ownRevenue", "general.equalizationGrant", "general.fiscalYear",
		"general.distRaionKm", "general.distOblastKm", "general.distCapitalKm", "general.population", "general.procurementSpecialist",
		"general.cooperationScore", "general.activityScore", "general.exchangePractice", "activities", "answers.why", "papers.SIGNED_LETTER",
	} {
		require.True(t, paths[path], path)
	}
}

// TestEveryField breaks one field after another: what is wrong, where, and whether it keeps
// the letter from being sent.
func TestEveryField(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil   func(*Content)
		path    string
		warning bool
	}{
		"head":                    {func(c *Content) { c.HeadName = " " }, "headName", false},
		"statement":               {func(c *Content) { c.Statements.Memorandum = false }, "statements.memorandum", false},
		"chair did not sign":      {func(c *Content) { c.Signatures.KeneshChair.Signed = false }, "signatures.keneshChair.signed", false},
		"name of the head":        {func(c *Content) { c.Signatures.Head.Name = "" }, "signatures.head.name", false},
		"stamp":                   {func(c *Content) { c.Signatures.Stamp = false }, "signatures.stamp", false},
		"signed tomorrow":         {func(c *Content) { c.Signatures.Date = ptr(clock.NewDate(2025, 3, 1)) }, "signatures.date", false},
		"decided tomorrow":        {func(c *Content) { c.Decision.Date = ptr(clock.NewDate(2025, 3, 1)) }, "decision.date", false},
		"phone without a code":    {func(c *Content) { c.Contacts.Mobile = "0700123456" }, "contacts.mobile", false},
		"no phone":                {func(c *Content) { c.Contacts.Mobile = "" }, "contacts.mobile", false},
		"no address":              {func(c *Content) { c.Contacts.Email = "" }, "contacts.postal", false},
		"e-mail":                  {func(c *Content) { c.Contacts.Email = "ao@kg" }, "contacts.email", false},
		"website":                 {func(c *Content) { c.General.Website = "ao.example.kg" }, "general.website", false},
		"no area":                 {func(c *Content) { c.General.AreaHa = ptr(budget.Quantity(0)) }, "general.areaHa", false},
		"area of three decimals":  {func(c *Content) { c.General.AreaHa = ptr(budget.Quantity(1)) }, "general.areaHa", false},
		"year to come":            {func(c *Content) { c.General.FiscalYear = ptr(2026) }, "general.fiscalYear", false},
		"old year":                {func(c *Content) { c.General.FiscalYear = ptr(2020) }, "general.fiscalYear", true},
		"revenue unknown":         {func(c *Content) { c.General.OwnRevenue = nil }, "general.ownRevenue", false},
		"grant unknown":           {func(c *Content) { c.General.EqualizationGrant = nil }, "general.equalizationGrant", false},
		"farther than the moon":   {func(c *Content) { c.General.DistCapitalKm = ptr(1501) }, "general.distCapitalKm", false},
		"less than nothing":       {func(c *Content) { c.General.DistRaionKm = ptr(-1) }, "general.distRaionKm", false},
		"aimak without village":   {func(c *Content) { c.General.VillageCount = ptr(0) }, "general.villageCount", false},
		"nobody lives there":      {func(c *Content) { c.General.Population = ptr(0) }, "general.population", false},
		"specialist has no name":  {func(c *Content) { c.General.SpecialistName = "" }, "general.specialistName", false},
		"score of six":            {func(c *Content) { c.General.CooperationScore = ptr(6) }, "general.cooperationScore", false},
		"score of nothing":        {func(c *Content) { c.General.ActivityScore = ptr(0) }, "general.activityScore", false},
		"score without reason":    {func(c *Content) { c.General.CooperationWhy = "" }, "general.cooperationWhy", false},
		"four problems":           {func(c *Content) { c.General.Problems = c.General.Problems[:4] }, "general.problems", true},
		"no problem":              {func(c *Content) { c.General.Problems = nil }, "general.problems", false},
		"exchange without text":   {func(c *Content) { c.General.ExchangePractice = ptr(true) }, "general.exchangeText", false},
		"no activity":             {func(c *Content) { c.Activities = nil }, "activities", false},
		"activity without result": {func(c *Content) { c.Activities[0].Results = "" }, "activities.0.results", false},
		"citizens unknown":        {func(c *Content) { c.Activities[0].Citizens = nil }, "activities.0.citizens", false},
		"part 2 repeats part 4":   {func(c *Content) { c.Activities[0].Name = " таза  СУУ" }, "activities", true},
		"repeats in other letters": {func(c *Content) {
			c.Activities[0].Name, c.Donors[0].Project = "Суу түтүгү", "суу тутугу"
		}, "activities", true},
		"no group":                {func(c *Content) { c.Groups = nil }, "groups", true},
		"leader without contacts": {func(c *Content) { c.Groups[0].Leader.Contacts = "" }, "groups.0.leader.contacts", false},
		"no donor":                {func(c *Content) { c.Donors = nil }, "donors", true},
		"donor of long ago":       {func(c *Content) { c.Donors[0].FromYear, c.Donors[0].ToYear = ptr(2018), ptr(2021) }, "donors.0.fromYear", false},
		"donor to come":           {func(c *Content) { c.Donors[0].FromYear, c.Donors[0].ToYear = ptr(2025), ptr(2026) }, "donors.0.fromYear", false},
		"ends before it begins":   {func(c *Content) { c.Donors[0].FromYear = ptr(2024) }, "donors.0.toYear", false},
		"completed without end":   {func(c *Content) { c.Donors[0].ToYear = nil }, "donors.0.toYear", false},
		"question of another":     {func(c *Content) { c.Answers = append(c.Answers, Answer{Question: "who"}) }, "answers.1.question", false},
		"long answer":             {func(c *Content) { c.Answers[0].Text = strings.Repeat("ө", 11) }, "answers.0.text", false},
		"not answered":            {func(c *Content) { c.Answers = nil }, "answers.why", false},
		"not scanned":             {func(c *Content) { c.Papers = c.Papers[1:] }, "papers.SIGNED_LETTER", false},
		"decision not scanned":    {func(c *Content) { c.Papers = c.Papers[:1] }, "papers.JOINT_DECISION", true},
		"not ready to pay":        {func(c *Content) { c.SetAside.Ready = ptr(false) }, "setAside.ready", true},
		"amount not named":        {func(c *Content) { c.SetAside.Amount = nil }, "setAside.amount", true},
		"readiness not said":      {func(c *Content) { c.SetAside.Ready = nil }, "setAside.ready", false},
	} {
		content := whole()
		c.spoil(&content)
		require.NoError(t, content.check(), "%s: what is wrong is kept", name)
		r := ready(content)
		told := r.Errors
		if c.warning {
			require.Empty(t, r.Errors, name)
			told = r.Warnings
		}
		require.NotEmpty(t, told, name)
		paths := make([]string, len(told))
		for i, e := range told {
			paths[i] = strings.Join(e.Path, ".")
		}
		require.Contains(t, paths, c.path, name)
	}
}

func TestACityMayHaveNoVillage(t *testing.T) {
	t.Parallel()
	c := whole()
	c.General.VillageCount = ptr(0)
	require.Empty(t, c.Ready(terms(), Place{Kind: tenants.City}, deadline.Add(-time.Hour)).Errors)
}

func TestPart2MayRepeatSomeOfPart4(t *testing.T) {
	t.Parallel()
	c := whole()
	c.Activities = append(c.Activities, Activity{"Таза суу", "донор", ptr(1), "суу"})
	require.Empty(t, ready(c).Warnings)
}

func TestWhatCannotBeKept(t *testing.T) {
	t.Parallel()
	for path, spoil := range map[string]func(*Content){
		"headName":             func(c *Content) { c.HeadName = "a\x00b" },
		"general.website":      func(c *Content) { c.General.Website = strings.Repeat("a", MaxLine+1) },
		"activities":           func(c *Content) { c.Activities = make([]Activity, MaxRows+1) },
		"general.problems":     func(c *Content) { c.General.Problems = make([]string, 6) },
		"groups.0.name":        func(c *Content) { c.Groups[0].Name = strings.Repeat("a", MaxText+1) },
		"papers.1.fileId":      func(c *Content) { c.Papers[1].FileID = c.Papers[0].FileID },
		"papers.0.purpose":     func(c *Content) { c.Papers[0].Purpose = "" },
		"groups.0.leader.name": func(c *Content) { c.Groups[0].Leader.Name = "\u202e" },
	} {
		c := whole()
		spoil(&c)
		err := c.check()
		require.Equal(t, apperr.Validation, apperr.CodeOf(err), path)
		require.Equal(t, path, strings.Join(apperr.All(err)[0].Path, "."))
	}
}

func TestLeadersAreKeptApartAndMasked(t *testing.T) {
	t.Parallel()
	c := whole()
	open, leaders := c.Split()
	require.Zero(t, open.Groups[0].Leader)
	require.Equal(t, "Асанова Гүл", c.Groups[0].Leader.Name, "the original is left alone")
	require.Equal(t, c, open.Joined(leaders))
	masked := c.Masked().Groups[0].Leader
	require.Equal(t, Leader{Name: "А. Г.", Contacts: "••11", Masked: true}, masked)
}

func TestAnswersOfEveryKind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		q          Question
		good, poor []string
	}{
		{Question{Kind: NumberQuestion}, []string{"0", "-3", "1.5"}, []string{"бир", "1,5", "1e9", ""}},
		{Question{Kind: YesNoQuestion}, []string{"YES", "NO"}, []string{"ооба", ""}},
		{Question{Kind: ChoiceQuestion, Options: 2}, []string{"1", "2"}, []string{"0", "3", "x"}},
		{Question{Kind: "TEXT", MaxLength: 3}, []string{"", "өңү"}, []string{"өңүр"}},
	} {
		for _, answer := range c.good {
			require.Nil(t, c.q.wrong(answer), "%s %q", c.q.Kind, answer)
		}
		for _, answer := range c.poor {
			require.NotNil(t, c.q.wrong(answer), "%s %q", c.q.Kind, answer)
		}
	}
}
