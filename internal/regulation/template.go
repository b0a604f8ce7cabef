package regulation

import (
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
)

// Template is what a new regulation begins with: the model regulation's.
type Template struct {
	Kind  Kind
	Title i18n.Localized
	// Model is the order that carries the model regulation.
	Model document.Document
	// Rules are empty for JOINT_ME.
	Rules Rules
}

var modelDate = clock.NewDate(2019, time.September, 5)

// model is the order of 05.09.2019 № 01-18/84, which carries both model regulations.
var model = document.Document{Kind: document.Order, Number: "01-18/84", Date: &modelDate}

var titles = map[Kind]i18n.Localized{
	LocalInitiatives: i18n.New(
		"Жергиликтүү демилгелерди тандап алуу жана каржылоо жөнүндө Жобо",
		"Положение об отборе и финансировании местных инициатив",
		"Regulation on the selection and financing of local initiatives").Localized(),
	JointME: i18n.New(
		"Биргелешкен мониторинг жана баалоо жөнүндө Жобо",
		"Положение о совместном мониторинге и оценке",
		"Regulation on joint monitoring and evaluation").Localized(),
}

// TemplateOf returns the template of a kind.
func TemplateOf(kind Kind) Template {
	t := Template{Kind: kind, Title: titles[kind], Model: model}
	if kind == LocalInitiatives {
		t.Rules = Defaults()
	}
	return t
}

// Defaults are the rules of the model regulation; what no source says is a sensible
// default that each municipality decides for itself (domain.md 4.2, column "Default").
func Defaults() Rules {
	return Rules{
		Commission:            CommissionRules{MinSize: 5, Odd: true, OneOfEach: true},
		Quorum:                Fraction{Num: 2, Den: 3},
		Scale:                 Scale{Min: 0, Max: 5},
		CommentAtExtremes:     true,
		Criteria:              defaultCriteria(),
		TieRules:              []TieRule{TieFirstCriterion, TieOwnShare, TieChairVote},
		MinApplications:       1,
		Window:                WindowRules{MinDays: 1, WarnBelowDays: 10, DefaultDays: 14},
		ApplicantKinds:        []ApplicantKind{Person, Group, LegalEntity},
		MinLeaderAge:          18,
		ResidenceDeclaration:  true,
		Documents:             defaultDocuments(),
		Checklist:             defaultChecklist(),
		CheckWorkingDays:      3,
		CorrectionWorkingDays: 3,
		NoticeWorkingDays:     3,
		AgreementWorkingDays:  10,
		ReportWorkingDays:     10,
		RefundWorkingDays:     10,
		AppealDays:            14,
		ComplaintDays:         5,
		ReallocationPercent:   10,

		TransferToLegalEntitiesOnly: true,
		ExplainDifferencePercent:    10,
		AcceptanceWorkingDays:       10,
		MonitoringGroupSize:         5,
		PublicMinimumCount:          5,
	}
}
