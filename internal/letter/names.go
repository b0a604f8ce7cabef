package letter

import "github.com/demilge/demilge/internal/i18n"

var stateNames = map[State]i18n.Text{
	Draft:                 i18n.New("долбоор", "черновик", "draft"),
	Submitted:             i18n.New("жөнөтүлдү", "отправлено", "sent"),
	Late:                  i18n.New("кечигип келди", "пришло с опозданием", "came late"),
	Registered:            i18n.New("катталды", "зарегистрировано", "registered"),
	Withdrawn:             i18n.New("кайра алынды", "отозвано", "withdrawn"),
	Replaced:              i18n.New("кийинки кат менен алмашты", "заменено следующим", "replaced by a later one"),
	EligibilityCheck:      i18n.New("шарттарга ылайыктыгы текшерилүүдө", "проверяется соответствие", "eligibility is checked"),
	NeedsClarification:    i18n.New("тактоо керек", "нужно уточнение", "needs clarification"),
	Eligible:              i18n.New("шарттарга ылайык", "соответствует", "eligible"),
	Ineligible:            i18n.New("шарттарга ылайык эмес", "не соответствует", "not eligible"),
	Evaluation:            i18n.New("бааланууда", "оценивается", "being evaluated"),
	Selected:              i18n.New("тандалды", "отобрано", "selected"),
	SelectedWithCofinance: i18n.New("биргелешип каржылоо менен тандалды", "отобрано с софинансированием", "selected with co-financing"),
	Reserve:               i18n.New("резервде", "в резерве", "in reserve"),
	NotSelected:           i18n.New("тандалган жок", "не отобрано", "not selected"),
}

// Name is the state in words.
func (s State) Name() i18n.Text { return stateNames[s] }
