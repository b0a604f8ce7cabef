package regulation

import (
	"net/url"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Draft is what a person writes of a regulation.
type Draft struct {
	Kind  Kind
	Title i18n.Localized
	// Rules, nil for those of BasedOn or of the template.
	Rules *Rules
	// BasedOnID is an earlier edition whose rules the new one begins with.
	BasedOnID  *uuid.UUID
	TextFileID *uuid.UUID
	// KeepText leaves the text of an updated draft as it is.
	KeepText bool
	Note     string
}

// Limits of the texts, in characters.
const (
	maxTitle = 300
	maxNote  = 2000
	maxLink  = 500
)

var (
	errKind = apperr.New(apperr.Validation, i18n.New(
		"Негиз болгон редакция башка түрдөгү Жобо.",
		"Редакция-основа относится к другому виду Положения.",
		"The edition that this one begins with is of another kind."))
	errNoRules = apperr.New(apperr.Validation, i18n.New(
		"Биргелешкен мониторинг жөнүндө Жободо сынактын эрежелери болбойт.",
		"В Положении о совместном мониторинге нет правил конкурса.",
		"A regulation on joint monitoring has no rules of a competition."))
	errLink = apperr.New(apperr.Validation, i18n.New(
		"Шилтеме http:// же https:// менен башталган толук дарек болсун.",
		"Ссылка — это полный адрес, начинающийся с http:// или https://.",
		"A link is a full address that begins with http:// or https://."))
	errEarlier = apperr.New(apperr.Validation, i18n.New(
		"Бул күн мурунку кадамдын күнүнөн эрте болбошу керек.",
		"Эта дата не может быть раньше даты предыдущего шага.",
		"This date cannot be before the date of the step before it."))
)

// write checks a draft and puts it into the regulation.
func (r *Regulation) write(d Draft) error {
	var errs apperr.List
	if d.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("title"))
	}
	errs = append(errs, text.Localized(d.Title, maxTitle, "title")...)
	errs.Add(text.Block(d.Note, maxNote, "note"))
	if d.Rules != nil {
		errs = append(errs, r.checkRules(*d.Rules)...)
	}
	if len(errs) > 0 {
		return errs
	}
	r.Title, r.Note = d.Title, strings.TrimSpace(d.Note)
	if !d.KeepText {
		r.TextFileID = d.TextFileID
	}
	if d.Rules != nil {
		r.Rules = *d.Rules
	}
	return nil
}

func (r *Regulation) checkRules(rules Rules) apperr.List {
	if r.Kind == JointME {
		return apperr.List{errNoRules.At("rules")}
	}
	return rules.Validate("rules")
}

// Review is the decision of the standing committee (M1).
type Review struct {
	On       clock.Date
	Decision string
}

func (v Review) validate(today clock.Date) error {
	errs := notAfter(v.On, today, "reviewedOn")
	if strings.TrimSpace(v.Decision) == "" {
		errs.Add(apperr.ErrRequired.At("decision"))
	}
	errs.Add(text.Block(v.Decision, maxNote, "decision"))
	return errs.Err()
}

// Publication proves that the regulation was made public (M3).
type Publication struct {
	On            clock.Date
	SiteLink      string
	RegisterEntry string
}

// validate demands the link or the entry of the register journal.
func (p Publication) validate(decree, today clock.Date) error {
	errs := notAfter(p.On, today, "publishedOn")
	if p.On.Before(decree) {
		errs.Add(errEarlier.At("publishedOn"))
	}
	if p.SiteLink == "" && p.RegisterEntry == "" {
		errs.Add(apperr.ErrRequired.At("siteLink"))
	}
	if p.SiteLink != "" {
		u, err := url.Parse(p.SiteLink)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			errs.Add(errLink.At("siteLink"))
		}
	}
	errs.Add(text.Line(p.SiteLink, maxLink, "siteLink"))
	errs.Add(text.Line(p.RegisterEntry, maxLink, "registerEntry"))
	return errs.Err()
}

// Sending is the letter to the justice body for the State register (M3).
type Sending struct {
	On     clock.Date
	Letter string
}

func (s Sending) validate(decree, today clock.Date) error {
	errs := notAfter(s.On, today, "sentOn")
	if s.On.Before(decree) {
		errs.Add(errEarlier.At("sentOn"))
	}
	errs.Add(text.Line(s.Letter, maxLink, "letter"))
	return errs.Err()
}

func notAfter(day, today clock.Date, path string) (errs apperr.List) {
	if day.After(today) {
		errs.Add(document.ErrFuture.At(path))
	}
	return errs
}
