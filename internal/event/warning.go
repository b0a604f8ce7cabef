package event

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The warnings about numbers that contradict each other.
var (
	WarnSumDiffers = apperr.NewRule("PARTICIPANTS_SUM_DIFFERS", i18n.New(
		"Катышуучулардын суммасы {sum}, ал эми билдирилген жалпы саны {reported}.",
		"Сумма участников {sum}, а сообщённое общее число {reported}.",
		"The participants add up to {sum}, the reported total is {reported}.")).At("reportedTotal")
	WarnAboveTotal = apperr.NewRule("PARTICIPANTS_SUBSET_ABOVE_TOTAL", i18n.New(
		"Бөлүгү бүтүнүнөн көп: {part}, ал эми бардыгы {whole}.",
		"Часть больше целого: {part}, а всего {whole}.",
		"A part is larger than the whole: {part} of {whole}."))
	WarnAboveChildren = apperr.NewRule("PARTICIPANTS_SUBSET_ABOVE_CHILDREN", i18n.New(
		"Балдардын бөлүгү бардык балдардан көп: {part}, ал эми балдар {whole}.",
		"Часть детей больше числа всех детей: {part}, а детей {whole}.",
		"A part of the children is larger than all children: {part} of {whole}."))
)

// Warnings lists the contradictions: a sum beside another reported total, a part larger
// than its whole. Their path is the field of the number.
func (c Counts) Warnings() (warnings apperr.List) {
	total, young := c.Total(), c.Children()
	if total != nil && c.ReportedTotal != nil && *total != *c.ReportedTotal {
		warnings.Add(WarnSumDiffers.With(i18n.Args{"sum": *total, "reported": *c.ReportedTotal}))
	}
	for _, n := range c.numbers() {
		switch n.part {
		case ofAll:
			warnings.Add(exceeds(*n.value, c.Known(), WarnAboveTotal, n.field))
		case ofChildren:
			whole, warning := young, WarnAboveChildren
			if whole == nil {
				whole, warning = c.Known(), WarnAboveTotal
			}
			warnings.Add(exceeds(*n.value, whole, warning, n.field))
		}
	}
	warnings.Add(exceeds(c.ChildrenWithDisabilities, c.WithDisabilities, WarnAboveTotal, "childrenWithDisabilities"))
	return warnings
}

func exceeds(part, whole *int, warning *apperr.Error, field string) *apperr.Error {
	if part == nil || whole == nil || *part <= *whole {
		return nil
	}
	return warning.With(i18n.Args{"part": *part, "whole": *whole}).At(field)
}
