package commission

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// What stands in the way of a commission.
var (
	ErrTooSmall = apperr.NewRule("COMMISSION_TOO_SMALL", i18n.New(
		"Комиссияда добуш берүүчү {have} мүчө бар, Жобо боюнча эң азы {need} керек.",
		"В комиссии {have} голосующих членов, по Положению нужно не меньше {need}.",
		"The commission has {have} voting members; the regulation demands at least {need}."))
	ErrNotOdd = apperr.NewRule("COMMISSION_NOT_ODD", i18n.New(
		"Добуш берүүчү мүчөлөрдүн саны так болушу керек, азыр алар {have}.",
		"Число голосующих членов должно быть нечётным, сейчас их {have}.",
		"The number of voting members must be odd; it is {have}."))
	ErrGroupMissing = apperr.NewRule("COMMISSION_GROUP_MISSING", i18n.New(
		"Добуш берүүчү мүчөлөрдүн арасында бул топтун өкүлү жок: {group}.",
		"Среди голосующих членов нет представителя группы: {group}.",
		"No voting member comes from this group: {group}."))
	ErrOffices = apperr.NewRule("COMMISSION_OFFICES", i18n.New(
		"Комиссияда бир төрага жана бир катчы болушу керек.",
		"В комиссии должны быть один председатель и один секретарь.",
		"A commission has one chair and one secretary."))
	// WarnAOMajority only warns.
	WarnAOMajority = apperr.NewRule("COMMISSION_AO_MAJORITY", i18n.New(
		"Добуш берүүчүлөрдүн көпчүлүгү айыл өкмөтүнүн кызматкерлери. Жамааттын өкүлдөрүн кошуу сунушталат.",
		"Большинство голосующих — сотрудники айыл окмоту. Лучше добавить представителей сообщества.",
		"AO staff are the majority of those who vote. Representatives of the community should be added."))
)

var groups = map[Category]i18n.Text{
	AOStaff:   i18n.New("айыл өкмөтүнүн кызматкерлери", "сотрудники айыл окмоту", "AO staff"),
	Deputy:    i18n.New("кеңештин депутаттары", "депутаты кенеша", "deputies of the kenesh"),
	Community: i18n.New("жергиликтүү жамаат", "местное сообщество", "the local community"),
}

// Name is the group as a sentence names it; ok is false for no category.
func (c Category) Name() (name i18n.Text, ok bool) {
	name, ok = groups[c]
	return name, ok
}

// Obstacles lists what keeps the commission from being formed under the rules of a
// regulation, the order aside; empty when nothing does.
func (c *Commission) Obstacles(rules regulation.CommissionRules) apperr.List {
	var errs apperr.List
	if c.count(Chair) != 1 || c.count(Secretary) != 1 {
		errs.Add(ErrOffices.At("members"))
	}
	size := c.Size()
	if size < rules.MinSize {
		errs.Add(ErrTooSmall.With(i18n.Args{"have": size, "need": rules.MinSize}).At("members"))
	}
	if rules.Odd && size%2 == 0 {
		errs.Add(ErrNotOdd.With(i18n.Args{"have": size}).At("members"))
	}
	if rules.OneOfEach {
		for _, category := range []Category{AOStaff, Deputy, Community} {
			if c.votingFrom(category) == 0 {
				errs.Add(ErrGroupMissing.With(i18n.Args{"group": groups[category]}).At("members"))
			}
		}
	}
	return errs
}

// Warnings lists what is allowed and better avoided.
func (c *Commission) Warnings() apperr.List {
	var warnings apperr.List
	if 2*c.votingFrom(AOStaff) > c.Size() {
		warnings.Add(WarnAOMajority.At("members"))
	}
	return warnings
}

func (c *Commission) count(role Role) (n int) {
	for _, m := range c.Serving() {
		if m.Role == role {
			n++
		}
	}
	return n
}

func (c *Commission) votingFrom(category Category) (n int) {
	for _, m := range c.Voting() {
		if m.Category == category {
			n++
		}
	}
	return n
}
