package seed

import (
	"context"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// story is what the sources tell of one municipality's competition.
type story struct {
	slug string
	// adopted is the decree of the regulation.
	adopted    document.Document
	priorities []area
	envelope   money.Amount
	maxAmount  money.Amount
	order      document.Document // of the commission
	title      i18n.Localized
	// silent says what the sources do not tell and the seed fills in.
	silent i18n.Localized

	// joined is when a pilot signed its memorandum; zero for one without.
	joined time.Time

	prepared, opens, closes time.Time
	meeting                 time.Time
	resultOrder             string
	resultDate              time.Time
	// agreedAt is when the agreements were signed.
	agreedAt    time.Time
	implementBy clock.Date
	initiatives []initiative
}

type area struct {
	name      i18n.Localized
	sensitive bool
}

// initiative is one application.
type initiative struct {
	title                    i18n.Localized
	surname, given, patronym string
	village, matter, goal    string
	problem, lasting, joins  string
	// coleader is the second leader of a group, empty without one.
	coleader     string
	area         int
	group        *application.Group
	starts, ends clock.Date
	activity     string
	lines        []budget.Line
	// award and grant are nil for one that did not win, and where no grant was given.
	award, grant *money.Amount
	// points are what each member gives on every criterion.
	points int
	// held is what a winner did; participants are those of the whole initiative, and counted
	// says what of them is known.
	held         []happening
	participants event.Counts
	counted      string

	// visited are the sites that the monitoring group saw; empty where the sources do not name it.
	visited []string

	// leader acts as the one who applied; submitted is the application, once it came,
	// agreement that with a winner.
	leader    context.Context
	submitted *application.Application
	agreement *agreement.Agreement
}

// begins is when the story does.
func (st *story) begins() time.Time {
	if st.joined.IsZero() {
		return st.prepared
	}
	return st.joined
}

// untold stands in a field that the form asks for and the sources do not tell.
const untold = "Булактарда айтылган эмес."

func amount(som int64) *money.Amount {
	a := money.Som(som)
	return &a
}

// line is one line of an estimate at a whole price.
func line(item string, som int64, source budget.Source, form budget.Form, valuation budget.Valuation) budget.Line {
	one, price := budget.Quantity(1000), money.Som(som)
	l := budget.Line{Item: item, Unit: "топтом", Quantity: &one, Source: source, Form: form, Valuation: valuation}
	if valuation != budget.NotValued {
		l.UnitPrice = &price
	}
	return l
}

// at is a time of day in Bishkek.
func at(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, clock.Bishkek)
}

// lastSecond closes a window that the source gives by its last day, so that a reader sees that day.
func lastSecond(year int, month time.Month, day int) time.Time {
	return at(year, month, day, 23, 59).Add(59 * time.Second)
}

func order(number string, year int, month time.Month, day int) document.Document {
	date := clock.NewDate(year, month, day)
	return document.Document{Kind: document.Order, Number: number, Date: &date}
}

func decree(number string, year int, month time.Month, day int) document.Document {
	date := clock.NewDate(year, month, day)
	return document.Document{Kind: document.Decree, Number: number, Date: &date}
}

func kyRu(ky, ru string) i18n.Localized { return i18n.Localized{Ky: ky, Ru: ru} }

// fullName is how the leader signs.
func (in initiative) fullName() string {
	return strings.TrimSpace(in.surname + " " + in.given + " " + in.patronym)
}
