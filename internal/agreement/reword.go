package agreement

import "github.com/demilge/demilge/internal/i18n"

// Reword gives a text of the standard terms or of a template in another language of the
// papers. What somebody wrote by hand stays as it is: nothing is translated.
func Reword(text string, lang i18n.Lang) string {
	if w, ok := known[text]; ok {
		return w.in(lang)
	}
	return text
}

// In gives the terms in a language, as far as they are the standard ones.
func (t Terms) In(lang i18n.Lang) Terms {
	for _, text := range []*string{
		&t.PerformerRights, &t.PerformerDuties, &t.MunicipalityRights, &t.MunicipalityDuties, &t.Monitoring, &t.Visibility,
		&t.Ownership, &t.PlanChange, &t.Refund, &t.ForceMajeure, &t.Dispute,
	} {
		*text = Reword(*text, lang)
	}
	return t
}

// In gives terms of reference in a language, as far as they are those of a template.
func (c Content) In(lang i18n.Lang) Content {
	c.Goal, c.Timetable, c.ReportingFormat = Reword(c.Goal, lang), Reword(c.Timetable, lang), Reword(c.ReportingFormat, lang)
	c.Tasks, c.QualityRequirements = reworded(c.Tasks, lang), reworded(c.QualityRequirements, lang)
	results := make([]ExpectedResult, len(c.ExpectedResults))
	for i, r := range c.ExpectedResults {
		r.Text, r.Indicator, r.Unit = Reword(r.Text, lang), Reword(r.Indicator, lang), Reword(r.Unit, lang)
		results[i] = r
	}
	c.ExpectedResults = results
	return c
}

func reworded(texts []string, lang i18n.Lang) []string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = Reword(text, lang)
	}
	return list
}

// known finds a written text by either of its languages.
var known = func() map[string]written {
	texts := map[string]written{}
	learn := func(all ...written) {
		for _, w := range all {
			texts[w.ky], texts[w.ru] = w, w
		}
	}
	learn(standard.performerRights, standard.performerDuties, standard.municipalityRights, standard.municipalityDuties, standard.monitoring,
		standard.visibility, standard.ownership, standard.planChange, standard.refund, standard.forceMajeure, standard.dispute, reportingFormat)
	for _, t := range Templates {
		m := models[t]
		learn(m.goal, m.result.text, m.result.indicator, m.result.unit)
		learn(m.tasks...)
		learn(m.quality...)
	}
	return texts
}()
