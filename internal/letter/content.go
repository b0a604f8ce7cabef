package letter

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Content is what a letter says: Annex 1, the four parts of Annex 2 and the answers to the
// call's own questions (domain.md 5.1, 5.2). A draft holds whatever was written, also
// what is wrong; [Content.Ready] tells it.
type Content struct {
	// Language is the one that the texts are in.
	Language i18n.Lang `json:"language"`

	// Annex 1.
	Letterhead bool       `json:"letterhead"`
	HeadName   string     `json:"headName"`
	Location   string     `json:"location"`
	Statements Statements `json:"statements"`
	SetAside   SetAside   `json:"setAside"`
	Contacts   Contacts   `json:"contacts"`
	Signatures Signatures `json:"signatures"`
	Decision   Decision   `json:"decision"`

	// Annex 2.
	General    General    `json:"general"`
	Activities []Activity `json:"activities"`
	Groups     []Group    `json:"groups"`
	Donors     []Donor    `json:"donors"`

	Answers []Answer `json:"answers"`
	Papers  []Paper  `json:"papers"`
}

// Statements are the fixed texts of Annex 1 that the signatories agree to.
type Statements struct {
	// Interest: interested and ready to make the local budget more transparent and
	// effective and to let citizens take part.
	Interest bool `json:"interest"`
	// Activities: staff and deputies are ready to find priorities and to select and
	// finance initiatives from the local budget.
	Activities bool `json:"activities"`
	// Memorandum: ready to sign a memorandum.
	Memorandum bool `json:"memorandum"`
	// Principles: holds to open and transparent government.
	Principles bool `json:"principles"`
}

// SetAside is the readiness to set local-budget money aside, criterion (c) of the call,
// for which the forms have no field (domain.md R-37).
type SetAside struct {
	Ready *bool `json:"ready,omitempty"`
	// Amount is optional.
	Amount  *money.Amount `json:"amount,omitempty"`
	Comment string        `json:"comment"`
}

// Contacts are those of the executive body, and the person who answers questions.
type Contacts struct {
	Mobile   string `json:"mobile"`
	Landline string `json:"landline"`
	Postal   string `json:"postal"`
	Email    string `json:"email"`
	// PersonName and PersonPosition name who answers questions about the letter.
	PersonName     string `json:"personName"`
	PersonPosition string `json:"personPosition"`
}

// Signature is one of the two under the letter, the name as printed.
type Signature struct {
	Name     string      `json:"name"`
	Position string      `json:"position"`
	Signed   bool        `json:"signed"`
	On       *clock.Date `json:"on,omitempty"`
}

// Signatures are those of the head and of the chair of the kenesh.
type Signatures struct {
	Head        Signature   `json:"head"`
	KeneshChair Signature   `json:"keneshChair"`
	Stamp       bool        `json:"stamp"`
	Date        *clock.Date `json:"date,omitempty"`
}

// Decision is the joint decision of the executive and the representative body (P2).
type Decision struct {
	Number string      `json:"number"`
	Date   *clock.Date `json:"date,omitempty"`
}

// General is part 1 of Annex 2.
type General struct {
	PostalAddress string `json:"postalAddress"`
	PhoneFax      string `json:"phoneFax"`
	Email         string `json:"email"`
	Website       string `json:"website"`
	// AreaHa is the area in hectares, with at most two decimals.
	AreaHa *budget.Quantity `json:"areaHa,omitempty"`
	// FiscalYear is the year of both sums, which the form forgets to ask.
	FiscalYear        *int          `json:"fiscalYear,omitempty"`
	OwnRevenue        *money.Amount `json:"ownRevenue,omitempty"`
	EqualizationGrant *money.Amount `json:"equalizationGrant,omitempty"`
	DistRaionKm       *int          `json:"distRaionKm,omitempty"`
	DistOblastKm      *int          `json:"distOblastKm,omitempty"`
	DistCapitalKm     *int          `json:"distCapitalKm,omitempty"`
	VillageCount      *int          `json:"villageCount,omitempty"`
	Population        *int          `json:"population,omitempty"`

	ProcurementSpecialist *bool  `json:"procurementSpecialist,omitempty"`
	SpecialistName        string `json:"specialistName"`
	SpecialistPosition    string `json:"specialistPosition"`

	CooperationScore *int     `json:"cooperationScore,omitempty"`
	CooperationWhy   string   `json:"cooperationWhy"`
	ActivityScore    *int     `json:"activityScore,omitempty"`
	ActivityWhy      string   `json:"activityWhy"`
	Problems         []string `json:"problems"`

	ExchangePractice *bool `json:"exchangePractice,omitempty"`
	// ExchangeText says where, when and on what topic.
	ExchangeText string `json:"exchangeText"`
}

// Activity is a row of part 2: what was done with citizens in the last 12 months.
type Activity struct {
	Name         string `json:"name"`
	Implementers string `json:"implementers"`
	Citizens     *int   `json:"citizens,omitempty"`
	Results      string `json:"results"`
}

// Group is a row of part 3: a formal organisation or an informal group of citizens.
type Group struct {
	Name string `json:"name"`
	// Leader is personal data and is kept apart.
	Leader      Leader `json:"leader"`
	Audience    string `json:"audience"`
	Directions  string `json:"directions"`
	Cooperation string `json:"cooperation"`
}

// DonorStatus is how far a donor's project is.
type DonorStatus string

// The statuses.
const (
	Completed  DonorStatus = "COMPLETED"
	InProgress DonorStatus = "IN_PROGRESS"
)

// Donor is a row of part 4: a project of an international donor.
type Donor struct {
	Donor    string `json:"donor"`
	Project  string `json:"project"`
	Citizens *int   `json:"citizens,omitempty"`
	// FromYear and ToYear bound the project; ToYear is nil while it goes on.
	FromYear *int        `json:"fromYear,omitempty"`
	ToYear   *int        `json:"toYear,omitempty"`
	Status   DonorStatus `json:"status"`
}

// Answer is the answer to a question of the call.
type Answer struct {
	Question string `json:"question"`
	Text     string `json:"text"`
}

// Purpose says what a paper of a letter is.
type Purpose string

// The purposes.
const (
	// SignedLetter is the scan of the letter with signatures and stamp.
	SignedLetter Purpose = "SIGNED_LETTER"
	// JointDecision is the scan of the joint decision.
	JointDecision Purpose = "JOINT_DECISION"
	// Evidence is whatever else shows that the criteria are met.
	Evidence Purpose = "EVIDENCE"
	// Envelope shows when a letter was posted.
	Envelope Purpose = "ENVELOPE"
)

// Paper is a file that belongs to a letter.
type Paper struct {
	Purpose Purpose   `json:"purpose"`
	FileID  uuid.UUID `json:"fileId"`
	Note    string    `json:"note"`
}

// paperKinds are the kinds of files that serve a purpose.
var paperKinds = map[Purpose][]file.Kind{
	SignedLetter:  {file.SignedPaper},
	JointDecision: {file.SignedPaper, file.ProtocolScan, file.OrderScan},
	Evidence:      {file.SignedPaper, file.Photo, file.Other},
	Envelope:      {file.SignedPaper, file.Photo},
}

// clone copies the content, so that an edit does not reach into the original.
func (c Content) clone() Content {
	c.Activities, c.Groups, c.Donors = slices.Clone(c.Activities), slices.Clone(c.Groups), slices.Clone(c.Donors)
	c.Answers, c.Papers, c.General.Problems = slices.Clone(c.Answers), slices.Clone(c.Papers), slices.Clone(c.General.Problems)
	return c
}

// filled gives lists that are not nil.
func (c Content) filled() Content {
	c.Activities, c.Groups, c.Donors = list(c.Activities), list(c.Groups), list(c.Donors)
	c.Answers, c.Papers, c.General.Problems = list(c.Answers), list(c.Papers), list(c.General.Problems)
	return c
}

func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

func (c Content) has(p Purpose) bool {
	return slices.ContainsFunc(c.Papers, func(paper Paper) bool { return paper.Purpose == p })
}

// Repeats reports whether every row of part 2 has the name of a project of part 4.
func (c Content) Repeats() bool {
	named := map[string]bool{}
	for _, d := range c.Donors {
		named[folded(d.Project)] = true
	}
	for _, a := range c.Activities {
		if name := folded(a.Name); name == "" || !named[name] {
			return false
		}
	}
	return len(c.Activities) > 0
}

// folded is a name without regard to spaces and to letters that are mistaken for others.
func folded(s string) string { return strings.Join(strings.Fields(text.Fold(s)), "") }

// Edit writes what was sent into a content.
type Edit func(*Content)

// File is the address of the paper.
func (p Paper) File() entity.Ref { return entity.Ref{Kind: "File", ID: p.FileID} }

// OwnRevenueThousand is the own revenue in thousand som, as the form prints it; nil when it
// is not known.
func (g General) OwnRevenueThousand() *string { return thousand(g.OwnRevenue) }

// EqualizationGrantThousand is the equalization grant in thousand som.
func (g General) EqualizationGrantThousand() *string { return thousand(g.EqualizationGrant) }

func thousand(a *money.Amount) *string {
	if a == nil {
		return nil
	}
	shown := a.Thousand()
	return &shown
}

// Stands is the status, nil when it was not said.
func (d Donor) Stands() *DonorStatus {
	if d.Status == "" {
		return nil
	}
	return &d.Status
}
