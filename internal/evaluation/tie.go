package evaluation

import (
	"math/big"
	"slices"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// decide orders entries of one mean by the regulation's tie rules, the first rule first
// . Each answered group holds entries that no rule could tell apart.
func (c *Contest) decide(group []*Entry, rules []regulation.TieRule) [][]*Entry {
	if len(group) == 1 {
		return [][]*Entry{group}
	}
	if len(rules) == 0 {
		for _, e := range group {
			e.because(undecided, i18n.Args{"mean": e.Mean(), "others": others(group, e)})
		}
		return [][]*Entry{group}
	}
	parts := c.apply(rules[0], group)
	if len(parts) > 1 {
		c.explain(rules[0], group)
	}
	var ordered [][]*Entry
	for _, part := range parts {
		ordered = append(ordered, c.decide(part, rules[1:])...)
	}
	return ordered
}

// apply splits a tied group by one rule; one part means that the rule says nothing.
func (c *Contest) apply(rule regulation.TieRule, group []*Entry) [][]*Entry {
	switch rule {
	case regulation.TieFirstCriterion:
		return split(group, firstCriterion)
	case regulation.TieOwnShare:
		return split(group, ownShare)
	case regulation.TieChairVote:
		if c.chairRanked(group) {
			return split(group, c.chairPreference)
		}
	}
	return [][]*Entry{group}
}

func (c *Contest) explain(rule regulation.TieRule, group []*Entry) {
	for _, e := range group {
		args := i18n.Args{"mean": e.Mean(), "others": others(group, e)}
		switch rule {
		case regulation.TieFirstCriterion:
			args["criterion"], args["points"] = c.Rules.Criteria[0].Name, decimal(firstCriterion(e))
			e.because(byFirstCriterion, args)
		case regulation.TieOwnShare:
			args["percent"] = decimal(new(big.Rat).Mul(ownShare(e), big.NewRat(100, 1)))
			e.because(byOwnShare, args)
		case regulation.TieChairVote:
			e.because(byChairVote, args)
		}
	}
}

func firstCriterion(e *Entry) *big.Rat {
	if len(e.Criteria) == 0 {
		return new(big.Rat)
	}
	return ratio(e.Criteria[0].Sum, e.Criteria[0].Count)
}

// ownShare is the initiator's part of all valued lines; what nobody valued counts in
// neither.
func ownShare(e *Entry) *big.Rat {
	if e.Candidate.Total <= 0 {
		return new(big.Rat)
	}
	return big.NewRat(int64(e.Candidate.Own), int64(e.Candidate.Total))
}

// chairRanked reports whether the chair's casting vote names the whole group.
func (c *Contest) chairRanked(group []*Entry) bool {
	return !slices.ContainsFunc(group, func(e *Entry) bool {
		return !slices.Contains(c.Casting, e.Candidate.ApplicationID)
	})
}

func (c *Contest) chairPreference(e *Entry) *big.Rat {
	return big.NewRat(-int64(slices.Index(c.Casting, e.Candidate.ApplicationID)), 1)
}

// split sorts entries by a key, greatest first and stable, and groups equal ones.
func split(entries []*Entry, key func(*Entry) *big.Rat) [][]*Entry {
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b *Entry) int { return key(b).Cmp(key(a)) })
	var groups [][]*Entry
	for i, e := range sorted {
		if i > 0 && key(e).Cmp(key(sorted[i-1])) == 0 {
			groups[len(groups)-1] = append(groups[len(groups)-1], e)
			continue
		}
		groups = append(groups, []*Entry{e})
	}
	return groups
}

func others(group []*Entry, self *Entry) string {
	return Numbers(slices.DeleteFunc(slices.Clone(group), func(e *Entry) bool { return e == self }))
}

// Numbers names applications as people do: "№ 1/2019, № 2/2019".
func Numbers(entries []*Entry) string {
	numbers := make([]string, len(entries))
	for i, e := range entries {
		numbers[i] = "№ " + e.Candidate.Number
	}
	return strings.Join(numbers, ", ")
}

// The sentences that explain a ranking.
var (
	notScored = i18n.New(
		"Бул өтүнмөгө балл коюлган эмес, ошондуктан ал орунга ээ эмес.",
		"Эту заявку никто не оценил, поэтому места у неё нет.",
		"Nobody scored this application, so it has no place.")
	belowThreshold = i18n.New(
		"Орточо балл {mean} Жободогу чектен төмөн: {max} баллдын {percent} %.",
		"Средний балл {mean} ниже порога Положения: {percent} % от {max}.",
		"The mean of {mean} is below the regulation's threshold: {percent} % of {max}.")
	beyondLine = i18n.New(
		"Каражаттын көлөмү жогорку орундарга толук бөлүндү.",
		"Объём средств полностью ушёл на места выше.",
		"The envelope is used up by the places above.")
	noMoney = i18n.New(
		"Каражаттын көлөмүндө акча калган жок.",
		"В объёме средств ничего не осталось.",
		"Nothing is left of the envelope.")
	tieAtLine = i18n.New(
		"{numbers} өтүнмөлөр бир орунда, чогуу {asked} сом сурашат, ал эми {left} сом калды: ким аларын Жобо чечпейт, төраганын чечүүчү добушу же комиссиянын себеби жазылган чечими керек.",
		"Заявки {numbers} делят место и вместе просят {asked} сом, а осталось {left} сом: Положение их не различает, нужен решающий голос председателя или мотивированное решение комиссии.",
		"Applications {numbers} share the place and ask {asked} som together, while {left} som are left: the regulation does not tell them apart; the chair's casting vote or a reasoned decision of the commission is needed.")
	afterTie = i18n.New(
		"Каражат жогоруда турган тең өтүнмөлөрдүн арасында түгөнөт: адегенде алар чечилет.",
		"Средства заканчиваются среди равных заявок выше: сначала решают по ним.",
		"The money ends among the equal applications above: they are decided first.")
	partly = i18n.New(
		"Каражаттын калганы жетпейт: {asked} сомдун ордуна {sum} сом сунушталат.",
		"Остатка средств не хватает: предлагается {sum} сом вместо {asked}.",
		"What is left is not enough: {sum} som are proposed instead of {asked}.")
	byFirstCriterion = i18n.New(
		"Орточо баллы {others} менен бирдей ({mean}); биринчи критерий боюнча чечилди: «{criterion}», орточо {points}.",
		"Средний балл одинаков с {others} ({mean}); решил первый критерий: «{criterion}», в среднем {points}.",
		"The mean equals that of {others} ({mean}); the first criterion decided: “{criterion}”, {points} on average.")
	byOwnShare = i18n.New(
		"Орточо баллы {others} менен бирдей ({mean}); өздүк салымдын үлүшү боюнча чечилди: {percent} %.",
		"Средний балл одинаков с {others} ({mean}); решила доля собственного вклада: {percent} %.",
		"The mean equals that of {others} ({mean}); the share of own contribution decided: {percent} %.")
	byChairVote = i18n.New(
		"Орточо баллы {others} менен бирдей ({mean}); төраганын чечүүчү добушу менен аныкталды.",
		"Средний балл одинаков с {others} ({mean}); решил голос председателя.",
		"The mean equals that of {others} ({mean}); the chair's casting vote decided.")
	undecided = i18n.New(
		"Орточо баллы {others} менен бирдей ({mean}), Жобонун эрежелери аларды ажырата алган жок: бир орунда турушат.",
		"Средний балл одинаков с {others} ({mean}), правила Положения их не различили: место общее.",
		"The mean equals that of {others} ({mean}) and no rule of the regulation tells them apart: they share the place.")
)
