package regulation

import (
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Rules are a regulation's rules as data. The model regulation gives the defaults
// (template.go); each council adopts its own, and a competition is pinned to one version.
type Rules struct {
	// Commission is its size and composition (domain.md ).
	Commission CommissionRules `json:"commission"`
	// Quorum is the share of members who must be present.
	Quorum Fraction `json:"quorum"`
	// Scale bounds the points of one criterion.
	Scale Scale `json:"scale"`
	// CommentAtExtremes demands a comment on the lowest and the highest points (5.5).
	CommentAtExtremes bool `json:"commentAtExtremes"`
	// Criteria are what an application is scored by.
	Criteria []Criterion `json:"criteria"`
	// TieRules order equal applications, first rule first.
	TieRules []TieRule `json:"tieRules"`
	// PassingPercent of the maximum is needed to win; nil for no threshold.
	PassingPercent *int `json:"passingPercent,omitempty"`
	// MinApplications below which a competition fails.
	MinApplications int `json:"minApplications"`
	// Window bounds the days in which applications are taken.
	Window WindowRules `json:"window"`
	// MinOwnSharePercent of the whole cost must come from the initiator; nil for none.
	MinOwnSharePercent *int `json:"minOwnSharePercent,omitempty"`
	// MaxLocalBudgetPerApplication is the most that a competition may let one application
	// ask of the local budget; nil leaves it to the competition.
	MaxLocalBudgetPerApplication *money.Amount `json:"maxLocalBudgetPerApplication,omitempty"`
	// Blind is what a competition is unless it says otherwise: names are hidden from the
	// commission until the protocol is signed.
	Blind bool `json:"blind"`
	// ApplicantKinds says who may apply.
	ApplicantKinds []ApplicantKind `json:"applicantKinds"`
	// MinLeaderAge in years; 0 when no age is asked.
	MinLeaderAge int `json:"minLeaderAge"`
	// ResidenceDeclaration asks the leader to declare that she lives in the municipality;
	// nobody verifies it.
	ResidenceDeclaration bool `json:"residenceDeclaration"`
	// Documents are the papers asked of an applicant.
	Documents []RequiredDocument `json:"documents"`
	// EvidenceFromAmount is the amount from which a budget line needs a file that proves its
	// price; nil when none does (5.4).
	EvidenceFromAmount *money.Amount `json:"evidenceFromAmount,omitempty"`
	// Checklist is what admissibility is checked by.
	Checklist []ChecklistItem `json:"checklist"`
	// CheckWorkingDays is the time for the admissibility check (M12).
	CheckWorkingDays int `json:"checkWorkingDays"`
	// CorrectionWorkingDays is the time an applicant has to mend a returned application.
	CorrectionWorkingDays int `json:"correctionWorkingDays"`
	// NoticeWorkingDays is the time to notify winners and the others (M17).
	NoticeWorkingDays int `json:"noticeWorkingDays"`
	// AgreementWorkingDays from the order to the signed agreement (M18).
	AgreementWorkingDays int `json:"agreementWorkingDays"`
	// ReportWorkingDays after the end of implementation.
	ReportWorkingDays int `json:"reportWorkingDays"`
	// RefundWorkingDays to return unspent money.
	RefundWorkingDays int `json:"refundWorkingDays"`
	// AppealDays to answer a complaint, in working days.
	AppealDays int `json:"appealDays"`
	// ComplaintDays to file one after publication, in working days.
	ComplaintDays int `json:"complaintDays"`
	// AgreementWaitsForAppeal holds the agreement until the appeals are answered.
	AgreementWaitsForAppeal bool `json:"agreementWaitsForAppeal"`
	// ReallocationPercent of a line may move without approval.
	ReallocationPercent int `json:"reallocationPercent"`
	// TransferToLegalEntitiesOnly keeps money from being transferred to persons.
	TransferToLegalEntitiesOnly bool `json:"transferToLegalEntitiesOnly"`
	// ExplainDifferencePercent of a line between plan and actual needs an explanation (5.11).
	ExplainDifferencePercent int `json:"explainDifferencePercent"`
	// AcceptanceWorkingDays to accept or return a report (M23).
	AcceptanceWorkingDays int `json:"acceptanceWorkingDays"`
	// MonitoringGroupSize is how many members a monitoring group has.
	MonitoringGroupSize int `json:"monitoringGroupSize"`
	// PublicMinimumCount is the least count of people with disabilities and of migrants'
	// children that the public sees (domain.md 8).
	PublicMinimumCount int `json:"publicMinimumCount"`
}

// CommissionRules bound a commission.
type CommissionRules struct {
	MinSize int  `json:"minSize"`
	Odd     bool `json:"odd"`
	// OneOfEach demands at least one member of AO staff, deputies and the community.
	OneOfEach bool `json:"oneOfEach"`
}

// Fraction is a share of a whole.
type Fraction struct {
	Num int `json:"num"`
	Den int `json:"den"`
}

// Met reports whether part of whole reaches the fraction.
func (f Fraction) Met(part, whole int) bool { return whole > 0 && part*f.Den >= whole*f.Num }

// Scale is the range of points of one criterion.
type Scale struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// Criterion is one thing that is scored.
type Criterion struct {
	// Key is stable within the regulation, e.g. "significance".
	Key      string         `json:"key"`
	Name     i18n.Localized `json:"name"`
	Guidance i18n.Localized `json:"guidance"`
	// Weight multiplies the points, 1–100.
	Weight int `json:"weight"`
}

// MaxTotal is the most points that one member can give an application.
func (r Rules) MaxTotal() int {
	total := 0
	for _, c := range r.Criteria {
		total += c.Weight * r.Scale.Max
	}
	return total
}

// Maximum is the most that an application may ask of the local budget: the competition's
// own maximum or, when that is lower, the cap; nil when neither is set.
func (r Rules) Maximum(own *money.Amount) *money.Amount {
	most := r.MaxLocalBudgetPerApplication
	if own == nil || most != nil && *most < *own {
		return most
	}
	return own
}

// TieRule decides between applications with equal means.
type TieRule string

// The tie rules of R-06.
const (
	TieFirstCriterion TieRule = "FIRST_CRITERION"
	TieOwnShare       TieRule = "OWN_SHARE"
	TieChairVote      TieRule = "CHAIR_VOTE"
)

// WindowRules bound the window for applications, in calendar days inclusive.
type WindowRules struct {
	MinDays int `json:"minDays"`
	// WarnBelowDays warns of a short window without refusing it.
	WarnBelowDays int `json:"warnBelowDays"`
	DefaultDays   int `json:"defaultDays"`
}

// ApplicantKind says who applies.
type ApplicantKind string

// The kinds of applicant.
const (
	Person      ApplicantKind = "PERSON"
	Group       ApplicantKind = "GROUP"
	LegalEntity ApplicantKind = "LEGAL_ENTITY"
)

// RequiredDocument is a paper asked of some kinds of applicant.
type RequiredDocument struct {
	// Kind is a kind of file, e.g. PASSPORT_COPY.
	Kind     string          `json:"kind"`
	Name     i18n.Localized  `json:"name"`
	For      []ApplicantKind `json:"for"`
	Required bool            `json:"required"`
}

// ChecklistItem is one point of the admissibility check.
type ChecklistItem struct {
	Key  string         `json:"key"`
	Text i18n.Localized `json:"text"`
	// Clause of the regulation or law that the item comes from.
	Clause string `json:"clause"`
}
