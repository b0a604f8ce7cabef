package territory

import (
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
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
}

// The refusals of an entry.
var (
	ErrCode = apperr.Invalid(i18n.New(
		"СОАТЕ коду 417 менен башталган 14 сандан турат.",
		"Код СОАТЕ состоит из 14 цифр и начинается с 417.",
		"A SOATE code has 14 digits and begins with 417."), "code")
	ErrCodeTaken = apperr.Invalid(i18n.New(
		"Бул СОАТЕ коду менен муниципалитет реестрде бар.",
		"Муниципалитет с этим кодом СОАТЕ уже есть в реестре.",
		"A municipality with this SOATE code is in the register already."), "code")
	ErrSlugTaken = apperr.Invalid(i18n.New(
		"Бул кыска аталыш ээленген же мурда колдонулган.",
		"Это короткое имя занято или уже использовалось.",
		"This slug is taken or was used before."), "slug")
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
		"The end of validity cannot be before its beginning."), "validTo")
)

// validate refuses an entry that the register cannot hold.
func (e Entry) validate() error {
	var errs apperr.List
	if !e.Code.Valid() {
		errs.Add(ErrCode)
	}
	if e.Kind != tenants.AiylAimak && e.Kind != tenants.City {
		errs.Add(ErrKind)
	}
	if tenants.CheckSlug(e.Slug) != nil {
		errs.Add(tenants.ErrSlug)
	}
	for path, name := range map[string]string{"ky": e.Name.Ky, "ru": e.Name.Ru, "en": e.Name.En} {
		if strings.TrimSpace(name) == "" {
			errs.Add(apperr.ErrRequired.At("name", path))
		}
	}
	if e.ValidFrom != nil && e.ValidTo != nil && e.ValidTo.Before(*e.ValidFrom) {
		errs.Add(ErrValidity)
	}
	return errs.Err()
}
