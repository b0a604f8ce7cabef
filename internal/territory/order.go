package territory

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/tenants"
)

// Order is what a platform administrator enters of a decree.
type Order struct {
	MunicipalityID uuid.UUID
	// Version is that of the municipality as it was read.
	Version int64
	Kind    ChangeKind
	Decree  document.Document
	On      clock.Date
	Reason  string
	Terms   Terms
}

// The refusals of a change of territory.
var (
	ErrRunning = apperr.NewRule("COMPETITIONS_RUNNING", i18n.New(
		"Адегенде бул сынактарды аягына чыгаруу же жокко чыгаруу керек: {competitions}.",
		"Сначала нужно завершить или отменить конкурсы: {competitions}.",
		"These competitions must be finished or cancelled first: {competitions}."))
	ErrEnded = apperr.NewRule("MUNICIPALITY_ENDED", i18n.New(
		"Бул муниципалитет башкасына кошулган же бөлүнгөн, мындан ары өзгөртүлбөйт.",
		"Этот муниципалитет присоединён к другому или разделён и больше не меняется.",
		"This municipality went over into another or was split and is not changed any more."))
	ErrSuccessor = apperr.NewRule("SUCCESSOR_NOT_AT_WORK", i18n.New(
		"Укук мураскору программага катышып, иштеп турган муниципалитет болушу керек: {name}.",
		"Правопреемник должен быть действующим участником программы: {name}.",
		"The successor must be a municipality that takes part and works: {name}."))
	ErrSuccessors = apperr.Invalid(i18n.New(
		"Бөлүүдө укук мураскорлору экиден кем болбойт, ар бири бир жолу жазылат жана муниципалитеттин өзү болбойт.",
		"При разделении правопреемников не меньше двух, каждый назван один раз, и сам муниципалитет среди них не стоит.",
		"A split has at least two successors, each named once and none of them the municipality itself."), "successorIds")
	ErrItself = apperr.Invalid(i18n.New(
		"Муниципалитет өзүнө кошула албайт.", "Муниципалитет не присоединяется к самому себе.",
		"A municipality cannot go over into itself."), "successorId")
	ErrPassing = apperr.Invalid(i18n.New(
		"Мындай ачык макулдашуу жок, же ал токтомдо аталбаган укук мураскоруна берилген, же эки жолу жазылган.",
		"Такого действующего соглашения нет, или оно передано не названному в решении правопреемнику, или указано дважды.",
		"There is no such open agreement, or it goes to a successor that is not named, or it is named twice."), "agreements")
	ErrChangeState = apperr.NewRule("CHANGE_NOT_PLANNED", i18n.New(
		"Бул өзгөртүү күчүнө кирген же жокко чыгарылган.",
		"Это изменение уже вступило в силу или отменено.",
		"This change holds already or was cancelled."))
	ErrPlannedTwice = apperr.NewRule("CHANGE_PLANNED_ALREADY", i18n.New(
		"Бул муниципалитет үчүн мындай өзгөртүү пландалган.",
		"Для этого муниципалитета такое изменение уже запланировано.",
		"Such a change of this municipality is planned already."))
	ErrSameCode = apperr.Invalid(i18n.New(
		"Бул код муниципалитеттин азыркы коду, же аны мурда башка муниципалитет алып жүргөн.",
		"Это нынешний код муниципалитета, или его прежде носил другой муниципалитет.",
		"This is the municipality's present code, or another one had it before."), "code")
)

// action is the permission that an order of a kind takes.
func (k ChangeKind) action() access.Action {
	return map[ChangeKind]access.Action{
		Completion: access.Close, Merger: access.Merge, Splitting: access.Split, Renaming: access.Rename, Move: access.Move,
	}[k]
}

// validate refuses an order that is wrong by itself.
func (o *Order) validate(today clock.Date) apperr.List {
	errs := o.Decree.CheckComplete(today, "decree")
	reason, err := text.Reason(o.Reason, maxReason, "reason")
	o.Reason = reason
	errs = append(errs, apperr.All(err)...)
	switch o.Kind {
	case Merger:
		if o.Terms.Successors[0] == o.MunicipalityID {
			errs.Add(ErrItself)
		}
	case Splitting:
		errs = append(errs, o.validateSplit()...)
	case Renaming:
		errs = append(errs, o.validateName()...)
	case Move:
		if !o.Terms.Code.Valid() {
			errs.Add(ErrCode)
		}
	case Completion:
	}
	return errs
}

func (o *Order) validateSplit() apperr.List {
	var errs apperr.List
	named := map[uuid.UUID]bool{o.MunicipalityID: true}
	twice := false
	for _, id := range o.Terms.Successors {
		twice, named[id] = twice || named[id], true
	}
	if twice || len(o.Terms.Successors) < 2 {
		errs.Add(ErrSuccessors)
	}
	passed := map[uuid.UUID]bool{}
	for i, p := range o.Terms.Passing {
		if p.SuccessorID == o.MunicipalityID || !named[p.SuccessorID] || passed[p.AgreementID] {
			errs.Add(ErrPassing.At("agreements", strconv.Itoa(i)))
		}
		passed[p.AgreementID] = true
	}
	return errs
}

func (o *Order) validateName() apperr.List {
	var errs apperr.List
	for _, part := range [][2]string{{"ky", o.Terms.Name.Ky}, {"ru", o.Terms.Name.Ru}, {"en", o.Terms.Name.En}} {
		if strings.TrimSpace(part[1]) == "" {
			errs.Add(apperr.ErrRequired.At("name", part[0]))
		}
	}
	errs = append(errs, text.Localized(o.Terms.Name, maxName, "name")...)
	if o.Terms.Slug != "" && tenants.CheckSlug(o.Terms.Slug) != nil {
		errs.Add(tenants.ErrSlug)
	}
	return errs
}

// running refuses to end a municipality in which competitions run.
func running(list []Running) error {
	if len(list) == 0 {
		return nil
	}
	numbers := make([]string, len(list))
	for i, r := range list {
		numbers[i] = "№ " + r.Number
	}
	return ErrRunning.With(i18n.Args{"competitions": strings.Join(numbers, ", ")})
}
