package territory

import (
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/tenants"
)

// Entry is what is written into the register of one municipality.
type Entry struct {
	Code      Code
	Kind      tenants.Kind
	Slug      string
	Name      i18n.Localized
	ValidFrom *clock.Date
	ValidTo   *clock.Date

	// FormerCode is the code that the municipality had before, if it changed.
	FormerCode Code
	// Since is the first day of a new code, a new name or a succession. Without it a new name
	// corrects the old one, which is then not kept.
	Since *clock.Date
	// Predecessors are the codes of municipalities that it was made of, by Decree.
	Predecessors []Code
	Decree       string
}

// The refusals of an entry. They name the column of the import file.
var (
	ErrCode = apperr.Invalid(i18n.New(
		"СОАТЕ коду 417 менен башталган 14 сандан турат.",
		"Код СОАТЕ состоит из 14 цифр и начинается с 417.",
		"A SOATE code has 14 digits and begins with 417."), "code")
	ErrCodeKind = apperr.Invalid(i18n.New(
		"Бул код мындай түрдөгү муниципалитеттики эмес: айылдын, райондун же облустун коду болушу мүмкүн.",
		"Это не код муниципалитета такого вида: возможно, это код села, района или области.",
		"This is not the code of a municipality of this kind; it may be that of a village, a raion or an oblast."), "code")
	ErrCodeTaken = apperr.Invalid(i18n.New(
		"Бул СОАТЕ коду менен муниципалитет реестрде бар.",
		"Муниципалитет с этим кодом СОАТЕ уже есть в реестре.",
		"A municipality with this SOATE code is in the register already."), "code")
	ErrSlugTaken = apperr.Invalid(i18n.New(
		"Бул кыска аталыш ээленген же мурда колдонулган.",
		"Это короткое имя занято или уже использовалось.",
		"This slug is taken or was used before."), "slug")
	ErrSlugFixed = apperr.Invalid(i18n.New(
		"Бул муниципалитеттин кыска аталышы {slug}, аны өзгөртүүгө болбойт.",
		"Короткое имя этого муниципалитета {slug}, изменить его нельзя.",
		"The slug of this municipality is {slug} and cannot be changed."), "slug")
	ErrKind = apperr.Invalid(i18n.New(
		"Түрү AIYL_AIMAK же CITY болушу керек.",
		"Вид должен быть AIYL_AIMAK или CITY.",
		"The kind must be AIYL_AIMAK or CITY."), "kind")
	ErrTerritory = apperr.Invalid(i18n.New(
		"Коддогу облус же район реестрде жок.",
		"Области или района из кода нет в реестре.",
		"The oblast or raion within the code is not in the register."), "code")
	ErrValidity = apperr.Invalid(i18n.New(
		"Мөөнөтүнүн аягы башынан эрте болбошу керек.",
		"Конец срока не может быть раньше начала.",
		"The end of validity cannot be before its beginning."), "valid_to")
	ErrFormerCode = apperr.Invalid(i18n.New(
		"Мурдагы коддогу муниципалитет реестрде жок, же жаңы код башка муниципалитеттики.",
		"Муниципалитета с прежним кодом нет в реестре, или новый код принадлежит другому.",
		"The register has no municipality with the former code, or the new code is another's."), "former_code")
	ErrPredecessor = apperr.Invalid(i18n.New(
		"{code} кодундагы мурдагы муниципалитет реестрде да, файлда да жок, же бул анын өзү.",
		"Предшественника с кодом {code} нет ни в реестре, ни в файле, или это он сам.",
		"The predecessor {code} is neither in the register nor in the file, or it is the municipality itself."), "predecessors")
)

const (
	maxName   = 200
	maxDecree = 300
)

// validate refuses an entry that is wrong by itself.
func (e Entry) validate() apperr.List {
	var errs apperr.List
	switch {
	case !e.Code.Valid():
		errs.Add(ErrCode)
	case ofKind[e.Kind] == nil:
		errs.Add(ErrKind)
	case !e.Code.Names(e.Kind):
		errs.Add(ErrCodeKind)
	}
	if tenants.CheckSlug(e.Slug) != nil {
		errs.Add(tenants.ErrSlug)
	}
	for _, name := range [][2]string{{"name_ky", e.Name.Ky}, {"name_ru", e.Name.Ru}, {"name_en", e.Name.En}} {
		if strings.TrimSpace(name[1]) == "" {
			errs.Add(apperr.ErrRequired.At(name[0]))
		}
		errs.Add(text.Line(name[1], maxName, name[0]))
	}
	if e.ValidFrom != nil && e.ValidTo != nil && e.ValidTo.Before(*e.ValidFrom) {
		errs.Add(ErrValidity)
	}
	return append(errs, e.validateChange()...)
}

// validateChange checks what the entry says of the past.
func (e Entry) validateChange() apperr.List {
	var errs apperr.List
	if e.FormerCode != "" && !e.FormerCode.Valid() {
		errs.Add(ErrCode.At("former_code"))
	}
	if e.Since == nil && (e.FormerCode != "" || len(e.Predecessors) > 0) {
		errs.Add(apperr.ErrRequired.At("since"))
	}
	if e.Decree == "" && len(e.Predecessors) > 0 {
		errs.Add(apperr.ErrRequired.At("decree"))
	}
	errs.Add(text.Line(e.Decree, maxDecree, "decree"))
	return errs
}
