package content

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/report"
	"github.com/demilge/demilge/internal/session"
)

// A competition of a village nobody lives in: the records are full, so that every line of
// every paper is written.
var (
	day     = clock.NewDate(2026, time.April, 7)
	later   = clock.NewDate(2026, time.June, 30)
	noon    = time.Date(2026, time.April, 7, 12, 0, 0, 0, clock.Bishkek)
	ordered = document.Document{Kind: document.Order, Number: "14", Date: &day}
	decreed = document.Document{Kind: document.Decree, Number: "62", Date: &day}
	agreed  = document.Document{Number: "3/2026", Date: &day}
	title   = i18n.Localized{Ky: "Өрүш: балдар үчүн китеп үйү", Ru: "Өрүш: книжный дом для детей"}
	other   = i18n.Localized{Ky: "Суу алып келүү", Ru: "Подвести воду"}
	office  = Office{Name: i18n.Localized{Ky: "Көк-Төбө айыл аймагы", Ru: "Кок-Тобинский айылный аймак"}, Head: Official{Name: "Өмүралиев Үсөн Төлөгөнович"}}
)

// What nobody but the municipality may read of the papers' people.
const (
	winner    = "Жээнбекова Айгүл Кадыровна"
	loser     = "Токтогулов Бакыт Асанович"
	phone     = "+996555123456"
	account   = "1234567890123456"
	relative  = "Сүйүнбаев Эрмек"
	remark    = "башкача ойлойм"
	resident  = "Абдыкадыр аксакал"
	benefited = "Асель Маматова"
)

func som(n int64) *money.Amount { return amountOf(money.Som(n)) }

func amountOf(a money.Amount) *money.Amount { return &a }

func number(n int) *int { return &n }

func contest() Contest {
	return Contest{Office: office, Number: "1/2026", Title: i18n.Localized{Ky: "Жергиликтүү демилгелердин сынагы", Ru: "Конкурс местных инициатив"},
		Commission: ordered, Regulation: decreed, Chair: "Асанов Бакыт Асанович", Secretary: "Үсөнова Жылдыз Өскөновна"}
}

func entries() []Entry {
	pass, fail := application.Pass, application.Fail
	point := i18n.Localized{Ky: "Суралган сумма белгиленген чектен ашпайт", Ru: "Запрошенная сумма не выше установленного предела"}
	return []Entry{
		{Number: "1/2026", ReceivedAt: &noon, Channel: application.Online, Applicant: winner, Public: true, Title: title, Requested: money.Som(39_000), State: application.Awarded, Checked: []Check{{Text: point, Result: &pass}}},
		{Number: "2/2026", ReceivedAt: &noon, Channel: application.Paper, Applicant: loser, Title: other, Requested: money.Som(1_250_000), State: application.Rejected, Reason: loser + " мөөнөтүн өткөрүп жиберди", Checked: []Check{{Text: point, Result: &fail, Note: "Чектен ашат"}}},
	}
}

func content() *protocol.Content {
	chair, member := uuid.New(), uuid.New()
	return &protocol.Content{
		Number: "1/2026", Date: day, Place: "Көк-Төбө айылы", StartedAt: &noon, EndedAt: &noon,
		Competition: protocol.Heading{Number: "1/2026", Title: title}, Commission: protocol.Formation{OrderNumber: "14", OrderDate: &day},
		Attendance: []session.Attendance{
			{MemberID: chair, Name: "Асанов Б. А.", Role: commission.Chair, Presence: session.Present}, {MemberID: member, Name: "Осмонов Т.", Role: commission.OrdinaryMember, Presence: session.Excused},
		},
		PresidingID: &chair, Quorum: protocol.Quorum{Present: 4, Eligible: 5, Num: 2, Den: 3, Met: true}, Discussion: loser + " жөнүндө сөз болду.",
		Register: []protocol.Entry{
			{Number: "1/2026", ReceivedAt: &noon, Applicant: winner, Title: title, Requested: money.Som(39_000), State: application.Admitted},
			{Number: "2/2026", ReceivedAt: &noon, Applicant: loser, Title: other, Requested: money.Som(39_000), State: application.Rejected, Reason: loser + " кечикти"},
		},
		Conflicts:      []protocol.Recusal{{Member: "Осмонов Т.", Number: "2/2026", Kind: evaluation.Relative, Text: relative}},
		Retractions:    []protocol.Retraction{{Member: "Осмонов Т.", Number: "1/2026", Kind: evaluation.Other, Reason: "ката", At: noon}},
		Criteria:       []protocol.Criterion{{Key: "a", Name: i18n.Localized{Ky: "Маанилүүлүгү", Ru: "Значимость"}, Weight: 1}},
		Ranking:        []protocol.Place{{Number: "1/2026", Rank: 1, Mean: "4.50", Criteria: []protocol.Mean{{Key: "a", Mean: "4.50"}}}},
		Casting:        &protocol.Casting{Order: []string{"1/2026"}, Reason: "Айыл үчүн маанилүү."},
		Votes:          []protocol.Poll{{Number: "1/2026", For: 4}},
		Decisions:      []protocol.Verdict{{Number: "1/2026", Rank: 1, LocalBudget: som(39_000), Conditions: "Планды тактоо"}},
		EnvelopeBefore: money.Som(78_000), EnvelopeAfter: money.Som(39_000), Dissents: []protocol.Opinion{{Member: "Осмонов Т.", Number: "2/2026", Text: remark}},
		Signatories: []protocol.Signatory{{Name: "Асанов Б. А.", Role: commission.Chair}, {Name: "Осмонов Т.", Role: commission.OrdinaryMember}},
	}
}

func lines() []*agreement.Line {
	one := budget.Quantity(1000)
	return []*agreement.Line{
		{LineNo: 1, Item: "Китеп текчелери", Unit: "даана", Quantity: &one, UnitPrice: som(39_000), Planned: som(39_000), Source: budget.LocalBudget, Form: budget.Cash, Valuation: budget.Known},
		{LineNo: 2, Item: "Жыгач", Unit: "м³", Quantity: &one, UnitPrice: som(5_000), Planned: som(5_000), Source: budget.Business, Form: budget.InKind, Valuation: budget.Estimated},
		{LineNo: 3, Item: "Ашар", Unit: "күн", Source: budget.Initiator, Form: budget.InKind, Valuation: budget.NotValued},
	}
}

func reported() *report.Content {
	return &report.Content{
		Agreement: "3/2026", Participants: number(1_650), Events: []report.Event{{Title: "Ачылыш", HeldOn: &day, Place: "Мектеп", Occurrences: 2, Participants: number(1_650)}},
		Narrative: report.Narrative{
			WhatWasDone: "Китеп үйү ачылды.\nБалдар келет.", Difficulties: "Жол жаман.", Helpers: "Ашарга " + resident + " келди.", Sustainability: "Мектептин балансында.", NextSteps: "Дагы китеп.",
			Results: []report.Result{{Key: "R1", Expected: "Китеп үйү иштейт", Unit: "китеп", Target: number(500), Achieved: number(512), Text: "Ашыкча"}}, Quotes: []string{benefited + ": рахмат!"},
		},
		Account: &report.Account{
			Lines: []*report.AccountLine{{LineNo: 1, Item: "Китеп текчелери", Source: budget.LocalBudget, Form: budget.Cash, Planned: som(39_000), Actual: som(38_500), Difference: amountOf(-money.Som(500)), Explanation: "Арзан алынды.",
				Documents: []report.Document{{Kind: funding.Invoice, Number: "77", Date: &day}}},
				{LineNo: 2, Item: "Ашар", Source: budget.Initiator, Form: budget.InKind, Planned: som(8_000), Explanation: "Бааланган эмес."}},
			Sources: []*report.SourceAccount{{Source: budget.LocalBudget, Planned: money.Som(39_000), Actual: money.Som(38_500), Unspent: money.Som(500)}},
			Gifts:   []report.Gift{{Source: budget.Business, Form: budget.InKind, Valuation: budget.Estimated, Giver: resident, Item: "Жыгач", Unit: "м³", Amount: som(5_000), ReceivedOn: day}},
		},
		Property: []report.Belonging{{Item: "Текче", Quantity: "4 даана", KeptAt: "Көк-Төбө орто мектеби"}},
	}
}

func seen() *monitoring.Content {
	return &monitoring.Content{
		Title: title, AgreementNumber: "3/2026", AgreementDate: &day, GroupOrder: ordered,
		Visits: []monitoring.Looked{{
			VisitedOn: day, Place: "Мектеп", Edition: 1, Present: []monitoring.Present{{Name: relative}}, PeopleCounted: number(40),
			Checklist: []monitoring.Answer{{Key: "R1", Text: "Китеп үйү иштейт", Result: monitoring.Partly, Note: "Эшиги жок"}},
			Goods:     []monitoring.Good{{Item: "Текче", Condition: "жаңы"}}, Opinions: benefited + " ыраазы.", Problems: "Эшиги жок.",
			Recommendations: []monitoring.Recommendation{{Text: "Эшик орнотуу.", Responsible: resident, DueOn: &later}},
		}},
		Findings: []monitoring.Found{{Severity: monitoring.Serious, Text: "Эшиги жок", Responsible: resident, DueOn: &later}},
	}
}

// samples are facts of every kind.
func samples() map[paper.Kind][]paper.Facts {
	c := contest()
	terms := Twice[agreement.Terms]{Ky: agreement.StandardTerms(i18n.Ky), Ru: agreement.StandardTerms(i18n.Ru)}
	performer := Performer{Name: winner, Village: "Көк-Төбө", Street: "Өмүрбеков көчөсү, 12", Phone: phone, SignedAs: "Жээнбекова А. К."}
	criteria := regulation.Defaults().Criteria
	list := []Winner{{Rank: 1, Number: "1/2026", Title: title, Leader: winner, LocalBudget: money.Som(39_000), Programme: som(27_000), Total: som(71_000), Estimated: true}}
	notice := func(o Outcome) Notice {
		return Notice{Contest: c, Outcome: o, To: Recipient{Surname: "Токтогулов", GivenName: "Бакыт", Patronymic: "Асанович", Village: "Көк-Төбө", Street: "Ак-Суу, 3"}, Application: "2/2026", Initiative: other,
			Order: ordered, LocalBudget: som(39_000), Programme: som(27_000), Conditions: "Планды тактоо.", SignBy: &later, Reason: "Мөөнөтүнөн кеч келди.", ComplaintDays: 5,
			Measures: []Measure{{Name: title, Mean: "2.00", Average: "3.33"}}}
	}
	tor := Twice[agreement.Content]{Ky: agreement.Culture.Content(i18n.Ky), Ru: agreement.Culture.Content(i18n.Ru)}
	return map[paper.Kind][]paper.Facts{
		paper.Announcement: {Announcement{Office: office, Number: "1/2026", Title: title, Text: other, Amended: "Мөөнөт узартылды.", Regulation: decreed, Opens: &noon, Closes: &noon, ImplementBy: &later, MaxAmount: som(47_000),
			Envelope: som(78_000), Areas: []i18n.Localized{title}, Kinds: regulation.Defaults().ApplicantKinds, Documents: regulation.Defaults().Documents, Criteria: criteria, Scale: regulation.Defaults().Scale, Contact: "0 (312) 00-00-00", Attachments: []string{"арыз.docx"}}},
		paper.CommissionOrder: {CommissionOrder{Office: office, Order: ordered, Regulation: decreed, Members: []Seat{
			{Name: "Асанов Бакыт Асанович", Post: "башкы адис", Category: commission.AOStaff, Role: commission.Chair, Voting: true}, {Name: "Үсөнова Ж. Ө.", Category: commission.Community, Role: commission.Secretary}}}},
		paper.AdmissibilityAct:   {AdmissibilityAct{Contest: c, Entries: entries()}},
		paper.ApplicationList:    {ApplicationList{Contest: c, Entries: entries()}},
		paper.ScoreSummary:       {ScoreSummary{Contest: c, Criteria: criteria, MaxTotal: 25, Members: []string{"Асанов Б. А."}, Ranked: []Ranked{{Number: "1/2026", Title: title, Rank: 1, Mean: "20.50", Means: []string{"4.10"}, Totals: []*int{number(20)}, Recused: []bool{true}}}}},
		paper.CommissionProtocol: {CommissionProtocol{Protocol: content(), Consented: map[string]bool{"1/2026": true, "2/2026": true}}},
		paper.ResultOrder:        {ResultOrder{Contest: c, Order: ordered, Protocol: agreed, Winners: list, SignedBy: "Өмүралиев Үсөн Төлөгөнович"}, ResultOrder{Contest: c, Order: ordered, Protocol: agreed, Annuls: true, Reason: "Кворум болгон эмес."}},
		paper.WinnerList:         {WinnerList{Contest: c, Order: ordered, Winners: list}},
		paper.Notice:             {notice(Won), notice(NotChosen), notice(Refused), notice(NotHeld)},
		paper.Agreement:          {Agreement{Office: office, Basis: "Жергиликтүү өз алдынча башкаруу жөнүндө Мыйзам", Agreement: agreed, Competition: c.Title, Order: ordered, Initiative: title, Performer: performer, Mode: agreement.Transfer, LocalBudget: money.Som(39_000), Programme: som(27_000), Start: &day, End: &later, ReportDueOn: &later, Terms: terms, Lines: lines()}},
		paper.TermsOfReference:   {TermsOfReference{Office: office, Agreement: agreed, Initiative: title, Edition: 1, Reference: tor, Performer: "Жээнбекова А. К."}},
		paper.TrancheRequest:     {TrancheRequest{Office: office, Agreement: agreed, Initiative: title, Performer: winner, Tranche: 1, Source: budget.LocalBudget, Amount: money.Som(19_500), PlannedOn: day, Conditions: []funding.Condition{funding.AgreementSigned, funding.NoOpenFinding}, Requested: Hand{Name: "Үсөнова Ж. Ө.", At: &noon}, Details: &funding.Destination{Recipient: "Өрүш", Bank: "РСК Банк", BIC: "129001", Account: account}}},
		paper.AcceptanceAct:      {AcceptanceAct{Office: office, Act: ordered, Agreement: agreed, Initiative: title, Performer: winner, Report: reported(), Decided: true, Accepted: true, Remarks: "Жок."}, AcceptanceAct{Office: office, Agreement: agreed, Initiative: title, Report: reported()}},
		paper.FinalReport:        {FinalReport{Number: "2/2026", Agreement: agreed, Initiative: title, Performer: winner, From: &day, Until: &later, Report: reported()}},
		paper.MonitoringProtocol: {MonitoringProtocol{Protocol: agreed, Seen: Twice[*monitoring.Content]{Ky: seen(), Ru: seen()}, Verdict: monitoring.Partly, Conclusion: "Эшик орнотулсун.", Signatures: []Signed{{Name: relative, Leads: true}, {Name: "Осмонов Т."}}, DeliveredOn: &day, ReceivedBy: resident}},
		paper.AnnualPage: {AnnualPage{Office: office, Year: 2026, Competitions: []AnnualCompetition{{Number: "1/2026", Title: title, State: other, Applications: number(3), Winners: 1, Envelope: som(78_000), LocalBudget: money.Som(39_000)}},
			Winners: []AnnualWinner{{Winner: list[0], Others: som(5_000), Events: 2, Participants: number(1_650), Visits: 1, OpenFindings: 1, Report: ReportLate}}}},
	}
}
