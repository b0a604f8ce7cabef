package application

import (
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters, and longest lists.
const (
	MaxTitle       = 200
	MaxText        = 10_000
	MaxName        = 100
	MaxShort       = 300
	MaxVillages    = 50
	MaxPlan        = 100
	MaxAttachments = 50
	MaxPeople      = 1_000_000
)

var (
	errPhone = apperr.New(apperr.Validation, i18n.New(
		"Телефон +996 жана 9 сан түрүндө жазылат, мисалы +996700123456.",
		"Телефон пишется как +996 и 9 цифр, например +996700123456.",
		"A phone number is written +996 and 9 digits, for example +996700123456."))
	errEmail = apperr.New(apperr.Validation, i18n.New(
		"Электрондук дарек туура эмес.",
		"Неверный электронный адрес.",
		"The e-mail address is not valid."))
	errSoate = apperr.New(apperr.Validation, i18n.New(
		"СОАТЕ коду 417 менен башталган 14 сандан турат.",
		"Код СОАТЕ состоит из 14 цифр и начинается с 417.",
		"A SOATE code has 14 digits and begins with 417."))
	errTooMany = apperr.New(apperr.Validation, i18n.New(
		"Тизме өтө узун: эң көбү {max}.",
		"Список слишком длинный: не больше {max}.",
		"The list is too long: at most {max}."))
	errMatter = apperr.New(apperr.Validation, i18n.New(
		"Жергиликтүү маанидеги мындай маселе тизмеде жок.",
		"Такого вопроса местного значения нет в списке.",
		"There is no such matter of local importance in the list."))
	errDates = apperr.New(apperr.Validation, i18n.New(
		"Аякталышы башталышынан эрте болбойт.",
		"Окончание не может быть раньше начала.",
		"The end cannot come before the beginning."))
	errGroup = apperr.New(apperr.Validation, i18n.New(
		"Эркектер менен аялдардын суммасы мүчөлөрдүн санына барабар болушу керек.",
		"Мужчины и женщины вместе должны равняться числу членов.",
		"Men and women together must equal the number of members."))
	errAges = apperr.New(apperr.Validation, i18n.New(
		"Эң жашы эң улуусунан улуу боло албайт.",
		"Самый младший не может быть старше самого старшего.",
		"The youngest cannot be older than the oldest."))
	errAttachmentKind = apperr.New(apperr.Validation, i18n.New(
		"Өтүнмөгө мындай документ тиркелбейт.",
		"Документ такого вида к заявке не прикладывается.",
		"A document of this kind is not attached to an application."))
	errAttachedTwice = apperr.New(apperr.Validation, i18n.New(
		"Бир файл эки жолу тиркелген.",
		"Один файл приложен дважды.",
		"One file is attached twice."))
)

var (
	phonePattern = regexp.MustCompile(`^\+996[0-9]{9}$`)
	soatePattern = regexp.MustCompile(`^417[0-9]{11}$`)
)

// checker gathers what is wrong with a content. It asks only that what is written is
// written well; what is missing is the matter of [Content.Problems].
type checker struct{ errs apperr.List }

// check refuses what may not even stand in a draft, with VALIDATION and the path, and
// works out the amounts of the budget.
func (c *Content) check() error {
	k := &checker{}
	k.applicant(c.Applicant)
	k.texts(c.Proposal)
	k.lists(c.Proposal)
	k.group(c.Proposal.Group)
	k.plan(c.Proposal.Plan)
	k.attachments(c.Proposal.Attachments)
	k.errs = append(k.errs, checkConsents(c.Consents)...)
	if err := budget.Compute(c.BudgetLines, entity.NewID); err != nil {
		k.errs = append(k.errs, apperr.All(err)...)
	}
	return k.errs.Err()
}

// counted is a number of people with the name of its field.
type counted struct {
	field string
	n     *int
}

func (k *checker) line(s string, max int, path ...string)  { k.errs.Add(text.Line(s, max, path...)) }
func (k *checker) block(s string, max int, path ...string) { k.errs.Add(text.Block(s, max, path...)) }

func (k *checker) refuse(broken bool, err *apperr.Error, path ...string) {
	if broken {
		k.errs.Add(err.At(path...))
	}
}

func (k *checker) count(n *int, max int, path ...string) {
	if n != nil && (*n < 0 || *n > max) {
		k.errs.Add(apperr.OutOfRange(0, max, path...))
	}
}

func (k *checker) length(n, max int, path ...string) {
	k.refuse(n > max, errTooMany.With(i18n.Args{"max": max}), path...)
}

func (k *checker) applicant(a Applicant) {
	k.line(a.Surname, MaxName, "applicant", "surname")
	k.line(a.GivenName, MaxName, "applicant", "givenName")
	k.line(a.Patronymic, MaxName, "applicant", "patronymic")
	k.line(a.Street, MaxShort, "applicant", "street")
	k.line(a.Organisation, MaxShort, "applicant", "organisation")
	k.line(a.RegistrationNumber, MaxName, "applicant", "registrationNumber")
	k.village(a.Village, "applicant", "village")
	k.refuse(a.Phone != "" && !phonePattern.MatchString(a.Phone), errPhone, "applicant", "phone")
	k.refuse(a.Email != "" && !validEmail(a.Email), errEmail, "applicant", "email")
	if a.BirthYear != nil && (*a.BirthYear < 1900 || *a.BirthYear > 2100) {
		k.errs.Add(apperr.OutOfRange(1900, 2100, "applicant", "birthYear"))
	}
	k.length(len(a.GroupNames), MaxPlan, "applicant", "groupNames")
	for i, name := range a.GroupNames {
		k.line(name, MaxShort, "applicant", "groupNames", strconv.Itoa(i))
	}
}

func validEmail(s string) bool {
	address, err := mail.ParseAddress(s)
	return err == nil && address.Address == s && len(s) <= 200 && text.Line(s, 200) == nil
}

func (k *checker) village(v Village, path ...string) { k.errs = append(k.errs, v.Check(path...)...) }

// Check refuses a code that is none and a name that is too long.
func (v Village) Check(path ...string) (errs apperr.List) {
	if v.Code != "" && !soatePattern.MatchString(v.Code) {
		errs.Add(errSoate.At(append(slices.Clone(path), "code")...))
	}
	errs.Add(text.Line(v.Name, MaxName, append(slices.Clone(path), "name")...))
	return errs
}

func (k *checker) texts(p Proposal) {
	k.errs = append(k.errs, text.Localized(p.Title, MaxTitle, "title")...)
	k.block(p.Goal, MaxText, "goal")
	k.block(p.Problem, MaxText, "problem")
	k.block(p.PreviousResults, MaxText, "previousResults")
	k.block(p.Sustainability, MaxText, "sustainability")
	k.block(p.CitizenParticipation, MaxText, "citizenParticipation")
	if _, known := FindLocalMatter(p.LocalMatter); p.LocalMatter != "" && !known {
		k.errs.Add(errMatter.At("localMatter"))
	}
	k.refuse(p.StartDate != nil && p.EndDate != nil && p.EndDate.Before(*p.StartDate), errDates, "endDate")
}

func (k *checker) lists(p Proposal) {
	k.length(len(p.TargetGroups), MaxVillages, "targetGroups")
	for i, group := range p.TargetGroups {
		k.line(group, MaxShort, "targetGroups", strconv.Itoa(i))
	}
	k.length(len(p.Villages), MaxVillages, "villages")
	for i, village := range p.Villages {
		k.village(village, "villages", strconv.Itoa(i))
		k.refuse(village == Village{}, apperr.ErrRequired, "villages", strconv.Itoa(i), "name")
	}
	n := p.Participants
	for _, c := range []counted{{"men", n.Men}, {"women", n.Women}, {"boys", n.Boys}, {"girls", n.Girls},
		{"childrenUnspecified", n.ChildrenUnspecified}, {"adultsUnspecified", n.AdultsUnspecified}, {"pwd", n.PWD}} {
		k.count(c.n, MaxPeople, "participants", c.field)
	}
}

func (k *checker) group(g *Group) {
	if g == nil {
		return
	}
	for _, c := range []counted{{"members", g.Members}, {"men", g.Men}, {"women", g.Women}} {
		k.count(c.n, MaxPeople, "group", c.field)
	}
	k.count(g.Youngest, 130, "group", "youngest")
	k.count(g.Oldest, 130, "group", "oldest")
	if g.Members != nil && g.Men != nil && g.Women != nil {
		k.refuse(*g.Men+*g.Women != *g.Members, errGroup, "group", "members")
	}
	if g.Youngest != nil && g.Oldest != nil {
		k.refuse(*g.Youngest > *g.Oldest, errAges, "group", "youngest")
	}
}

func (k *checker) plan(plan []PlanItem) {
	k.length(len(plan), MaxPlan, "plan")
	for i, item := range plan {
		at := func(field string) []string { return []string{"plan", strconv.Itoa(i), field} }
		k.line(item.Activity, MaxShort, at("activity")...)
		k.line(item.Place, MaxShort, at("place")...)
		k.line(item.Responsible, MaxShort, at("responsible")...)
		k.block(item.ExpectedResult, MaxText, at("expectedResult")...)
		k.refuse(item.From != nil && item.Until != nil && item.Until.Before(*item.From), errDates, at("until")...)
	}
}

func (k *checker) attachments(attachments []Attachment) {
	k.length(len(attachments), MaxAttachments, "attachments")
	seen := map[string]bool{}
	for i, a := range attachments {
		at := func(field string) []string { return []string{"attachments", strconv.Itoa(i), field} }
		k.line(a.Note, MaxShort, at("note")...)
		k.refuse(!slices.Contains(attachmentKinds, a.Kind), errAttachmentKind, at("kind")...)
		k.refuse(seen[a.FileID.String()], errAttachedTwice, at("fileId")...)
		seen[a.FileID.String()] = true
	}
}

// tidy trims what people leave around their words and makes empty lists of missing ones.
func (c *Content) tidy() {
	a, p := &c.Applicant, &c.Proposal
	for _, s := range []*string{&a.Surname, &a.GivenName, &a.Patronymic, &a.Street, &a.Phone, &a.Email, &a.Organisation,
		&a.RegistrationNumber, &a.Village.Name, &p.Title.Ky, &p.Title.Ru, &p.Title.En, &p.Goal, &p.Problem,
		&p.PreviousResults, &p.Sustainability, &p.CitizenParticipation} {
		*s = strings.TrimSpace(*s)
	}
	a.GroupNames, p.TargetGroups, p.Villages = filled(a.GroupNames), filled(p.TargetGroups), filled(p.Villages)
	p.Plan, p.Attachments, c.Consents, c.BudgetLines = filled(p.Plan), filled(p.Attachments), filled(c.Consents), filled(c.BudgetLines)
}

func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
