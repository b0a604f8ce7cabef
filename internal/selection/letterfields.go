package selection

import (
	"strconv"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/money"
)

// Question is one of the call's own, as a label.
type Question struct {
	Code string
	Text i18n.Localized
}

// FieldsOf lays out a letter line by line, in the order of the form. It holds everything
// that letters are compared by and no personal data of citizens.
func FieldsOf(c letter.Content, questions []Question) []Field {
	fields := concat(letterPart(c), generalPart(c), headPart(c), tables(c))
	answers := map[string]string{}
	for _, a := range c.Answers {
		answers[a.Question] = a.Text
	}
	for _, q := range questions {
		fields = append(fields, Field{"answer." + q.Code, PartCall, q.Text, words(answers[q.Code])})
	}
	return fields
}

func concat(lists ...[]Field) (all []Field) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

func field(key string, part Part, v Value) Field {
	return Field{Key: key, Part: part, Label: labels[key].Localized(), Value: v}
}

func letterPart(c letter.Content) []Field {
	return []Field{
		field("setAside.ready", PartLetter, yesNo(c.SetAside.Ready)),
		field("setAside.amount", PartLetter, sum(c.SetAside.Amount)),
		field("setAside.comment", PartLetter, words(c.SetAside.Comment)),
	}
}

func generalPart(c letter.Content) []Field {
	g := c.General
	fields := []Field{
		field("general.postalAddress", PartGeneral, words(g.PostalAddress)),
		field("general.website", PartGeneral, words(g.Website)),
		field("general.areaHa", PartGeneral, area(g)),
		field("general.fiscalYear", PartGeneral, number(g.FiscalYear)),
		field("general.ownRevenue", PartGeneral, sum(g.OwnRevenue)),
		field("general.equalizationGrant", PartGeneral, sum(g.EqualizationGrant)),
		field("general.grantShare", PartGeneral, share(g.EqualizationGrant, g.OwnRevenue)),
		field("general.distRaionKm", PartGeneral, number(g.DistRaionKm)),
		field("general.distOblastKm", PartGeneral, number(g.DistOblastKm)),
		field("general.distCapitalKm", PartGeneral, number(g.DistCapitalKm)),
		field("general.villageCount", PartGeneral, number(g.VillageCount)),
		field("general.population", PartGeneral, number(g.Population)),
		field("general.procurementSpecialist", PartGeneral, yesNo(g.ProcurementSpecialist)),
	}
	return fields
}

func headPart(c letter.Content) []Field {
	g := c.General
	return []Field{
		field("general.cooperationScore", PartQuestions, number(g.CooperationScore)),
		field("general.cooperationWhy", PartQuestions, words(g.CooperationWhy)),
		field("general.activityScore", PartQuestions, number(g.ActivityScore)),
		field("general.activityWhy", PartQuestions, words(g.ActivityWhy)),
		field("general.problems", PartQuestions, problems(g.Problems)),
		field("general.exchangePractice", PartQuestions, yesNo(g.ExchangePractice)),
		field("general.exchangeText", PartQuestions, words(g.ExchangeText)),
	}
}

func tables(c letter.Content) []Field {
	var activities, groups, donors []Row
	for _, a := range c.Activities {
		activities = append(activities, row("activity", "name", a.Name, "implementers", a.Implementers, "citizens", count(a.Citizens), "results", a.Results))
	}
	for _, g := range c.Groups { // the leader is personal data and stands in no comparison
		groups = append(groups, row("group", "name", g.Name, "audience", g.Audience, "directions", g.Directions, "cooperation", g.Cooperation))
	}
	for _, d := range c.Donors {
		donors = append(donors, row("donor", "donor", d.Donor, "project", d.Project, "citizens", count(d.Citizens)))
	}
	return []Field{
		field("activities", PartActivities, Value{Rows: activities}),
		field("groups", PartGroups, Value{Rows: groups}),
		field("donors", PartDonors, Value{Rows: donors}),
	}
}

// row makes the cells of a table's row of pairs of a key and a text.
func row(table string, pairs ...string) Row {
	var cells Row
	for i := 0; i < len(pairs); i += 2 {
		key := table + "." + pairs[i]
		cells = append(cells, Cell{Key: key, Label: labels[key].Localized(), Text: pairs[i+1]})
	}
	return cells
}

func problems(list []string) Value {
	var rows []Row
	for _, p := range list {
		rows = append(rows, row("problem", "text", p))
	}
	return Value{Rows: rows}
}

func count(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func area(g letter.General) Value {
	if g.AreaHa == nil {
		return Value{}
	}
	return words(g.AreaHa.String())
}

// share is how much of own revenue and grant together is the grant, in percent.
func share(grant, own *money.Amount) Value {
	if grant == nil || own == nil || *grant+*own <= 0 {
		return Value{}
	}
	percent := int(int64(*grant) * 100 / int64(*grant+*own))
	return Value{Number: &percent}
}
