package event

// Number names one of the numbers of [Counts].
type Number string

// The numbers. The first six add up to the sum; the subsets overlap and are never added.
const (
	Men                      Number = "MEN"
	Women                    Number = "WOMEN"
	Boys                     Number = "BOYS"
	Girls                    Number = "GIRLS"
	ChildrenUnspecified      Number = "CHILDREN_UNSPECIFIED"
	AdultsUnspecified        Number = "ADULTS_UNSPECIFIED"
	WithDisabilities         Number = "WITH_DISABILITIES"
	ChildrenWithDisabilities Number = "CHILDREN_WITH_DISABILITIES"
	MigrantChildren          Number = "MIGRANT_CHILDREN"
	NotInKindergarten        Number = "NOT_IN_KINDERGARTEN"
	LowIncomeFamilies        Number = "LOW_INCOME_FAMILIES"
	YoungMigrantFamilies     Number = "YOUNG_MIGRANT_FAMILIES"
	Elderly                  Number = "ELDERLY"
	ReportedTotal            Number = "REPORTED_TOTAL"
)

// Basis says what a number counts: the same person at two events once or twice.
type Basis string

// The bases.
const (
	Attendances Basis = "ATTENDANCES"
	Unique      Basis = "UNIQUE"
	Unknown     Basis = "UNKNOWN"
)

// Counts are the participants; nil is not counted, which is not none.
type Counts struct {
	Men                 *int `json:"men,omitempty"`
	Women               *int `json:"women,omitempty"`
	Boys                *int `json:"boys,omitempty"`
	Girls               *int `json:"girls,omitempty"`
	ChildrenUnspecified *int `json:"childrenUnspecified,omitempty"`
	AdultsUnspecified   *int `json:"adultsUnspecified,omitempty"`

	WithDisabilities         *int `json:"withDisabilities,omitempty"`
	ChildrenWithDisabilities *int `json:"childrenWithDisabilities,omitempty"`
	MigrantChildren          *int `json:"migrantChildren,omitempty"`
	NotInKindergarten        *int `json:"notInKindergarten,omitempty"`
	LowIncomeFamilies        *int `json:"lowIncomeFamilies,omitempty"`
	YoungMigrantFamilies     *int `json:"youngMigrantFamilies,omitempty"`
	Elderly                  *int `json:"elderly,omitempty"`

	// ReportedTotal is the total as somebody stated it, beside the sum.
	ReportedTotal *int `json:"reportedTotal,omitempty"`
	// Estimates and Derived name the numbers that are estimated, or computed from others.
	Estimates []Number `json:"estimates,omitempty"`
	Derived   []Number `json:"derived,omitempty"`
	Basis     Basis    `json:"basis,omitempty"`
}

// number is one of the counts by its name.
type number struct {
	name  Number
	field string
	value **int
	// part tells what it counts.
	part part
}

type part int

const (
	adults part = iota
	children
	ofChildren
	ofAll
	stated
)

// numbers lists the counts; their values may be written through it.
func (c *Counts) numbers() []number {
	return []number{
		{Men, "men", &c.Men, adults}, {Women, "women", &c.Women, adults},
		{Boys, "boys", &c.Boys, children}, {Girls, "girls", &c.Girls, children},
		{ChildrenUnspecified, "childrenUnspecified", &c.ChildrenUnspecified, children},
		{AdultsUnspecified, "adultsUnspecified", &c.AdultsUnspecified, adults},
		{WithDisabilities, "withDisabilities", &c.WithDisabilities, ofAll},
		{ChildrenWithDisabilities, "childrenWithDisabilities", &c.ChildrenWithDisabilities, ofChildren},
		{MigrantChildren, "migrantChildren", &c.MigrantChildren, ofChildren},
		{NotInKindergarten, "notInKindergarten", &c.NotInKindergarten, ofChildren},
		{LowIncomeFamilies, "lowIncomeFamilies", &c.LowIncomeFamilies, ofAll},
		{YoungMigrantFamilies, "youngMigrantFamilies", &c.YoungMigrantFamilies, ofAll},
		{Elderly, "elderly", &c.Elderly, ofAll},
		{ReportedTotal, "reportedTotal", &c.ReportedTotal, stated},
	}
}

// Total adds up men, women, boys, girls and the unspecified; nil when none is counted.
func (c Counts) Total() *int { return c.sum(adults, children) }

// Children adds up the children; nil when none is counted.
func (c Counts) Children() *int { return c.sum(children) }

func (c Counts) sum(parts ...part) (total *int) {
	for _, n := range c.numbers() {
		for _, p := range parts {
			if n.part == p {
				total = Plus(total, *n.value)
			}
		}
	}
	return total
}

// Known is the total, or what was reported where nobody counted; nil when neither is.
func (c Counts) Known() *int {
	if total := c.Total(); total != nil {
		return total
	}
	return c.ReportedTotal
}

// None reports whether no number is known at all.
func (c Counts) None() bool {
	for _, n := range c.numbers() {
		if *n.value != nil {
			return false
		}
	}
	return true
}

// Plus adds where nil is not counted.
func Plus(a, b *int) *int {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	sum := *a + *b
	return &sum
}
