package call

import (
	"reflect"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
)

// Edition is what a call said when it went out; it never changes.
type Edition struct {
	entity.Base `bun:",extend"`

	CallID uuid.UUID `json:"callId"`
	// Number counts from 1.
	Number   int       `json:"number"`
	OpensAt  time.Time `json:"opensAt"`
	Deadline time.Time `json:"deadline"`
	Terms    Terms     `bun:"type:jsonb" json:"terms"`
	// Changes names the fields in which it differs from the edition before.
	Changes []Field `bun:"type:jsonb" json:"changes"`
	// Reason is why the edition before was amended.
	Reason   string    `json:"reason"`
	IssuedAt time.Time `json:"issuedAt"`
}

// Ref is the address of the edition within its call's.
func (e *Edition) Ref() entity.Ref { return e.RefAs("CallEdition") }

// Attachments are the addresses of the files that go with it.
func (e *Edition) Attachments() []entity.Ref { return e.Terms.files() }

// Field is a part of a call that an amendment can change.
type Field string

// The fields.
const (
	FieldOpensAt     Field = "OPENS_AT"
	FieldDeadline    Field = "DEADLINE"
	FieldTitle       Field = "TITLE"
	FieldText        Field = "TEXT"
	FieldResults     Field = "RESULTS_PROMISED_ON"
	FieldPopulation  Field = "POPULATION_ON"
	FieldDonors      Field = "DONOR_YEARS"
	FieldCriteria    Field = "CRITERIA"
	FieldQuestions   Field = "QUESTIONS"
	FieldContact     Field = "CONTACT"
	FieldAddresses   Field = "ADDRESSES"
	FieldAttachments Field = "ATTACHMENTS"
	FieldPlaces      Field = "PLACES"
	FieldCofinancing Field = "COFINANCING"
	FieldCoded       Field = "CODED"
	FieldOblasts     Field = "OBLASTS"
)

// issue makes the next edition of the call as it stands, out at now; before is the last.
func (c *Call) issue(before *Edition, reason string, now time.Time) *Edition {
	e := &Edition{
		Base: entity.NewBase(c.TenantID, now), CallID: c.ID, Number: c.Edition + 1, OpensAt: *c.OpensAt, Deadline: *c.Deadline,
		Terms: c.Terms.filled(), Changes: []Field{}, Reason: reason, IssuedAt: now,
	}
	if before != nil {
		e.Changes = e.since(before)
	}
	c.Edition = e.Number
	return e
}

// since lists the fields in which an edition differs from another.
func (e *Edition) since(o *Edition) []Field {
	a, b := e.Terms.filled(), o.Terms.filled()
	changes := []Field{}
	for _, f := range []struct {
		field Field
		same  bool
	}{
		{FieldOpensAt, e.OpensAt.Equal(o.OpensAt)}, {FieldDeadline, e.Deadline.Equal(o.Deadline)},
		{FieldTitle, a.Title == b.Title}, {FieldText, a.Text == b.Text},
		{FieldResults, reflect.DeepEqual(a.ResultsPromisedOn, b.ResultsPromisedOn)},
		{FieldPopulation, reflect.DeepEqual(a.PopulationOn, b.PopulationOn)},
		{FieldDonors, reflect.DeepEqual(a.DonorsFrom, b.DonorsFrom) && reflect.DeepEqual(a.DonorsTo, b.DonorsTo)},
		{FieldCriteria, reflect.DeepEqual(a.Criteria, b.Criteria)}, {FieldQuestions, reflect.DeepEqual(a.Questions, b.Questions)},
		{FieldContact, a.Contact == b.Contact}, {FieldAddresses, a.Addresses == b.Addresses},
		{FieldAttachments, reflect.DeepEqual(a.AttachmentIDs, b.AttachmentIDs)},
		{FieldPlaces, reflect.DeepEqual(a.Places, b.Places) && reflect.DeepEqual(a.Quota, b.Quota)},
		{FieldCofinancing, reflect.DeepEqual(a.Cofinancing, b.Cofinancing)},
		{FieldCoded, a.Coded == b.Coded}, {FieldOblasts, reflect.DeepEqual(a.Oblasts, b.Oblasts)},
	} {
		if !f.same {
			changes = append(changes, f.field)
		}
	}
	return changes
}
