package call

import (
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/internal/user"
)

// Limits of what people write of a call.
const (
	MaxTitle    = 300
	MaxText     = 30_000
	MaxRule     = 2_000
	MaxAnswer   = 10_000
	MaxReason   = 2_000
	MaxItems    = 60
	MaxPlaces   = 1_000
	MaxQuestion = 1_000
)

var (
	slugPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,59}$`)
	codePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)

	errCode = apperr.New(apperr.Validation, i18n.New(
		"Код кичине латын тамгаларынан, сандардан жана дефистен турат жана кайталанбайт.",
		"Код состоит из строчных латинских букв, цифр и дефиса и не повторяется.",
		"A code has lower-case Latin letters, digits and hyphens and is not used twice."))
	errOptions = apperr.New(apperr.Validation, i18n.New(
		"Тандоо суроосунда кеминде эки жооп болот, башкаларында жооптор берилбейт.",
		"У вопроса с выбором не меньше двух ответов, у остальных ответы не задаются.",
		"A question to choose from has at least two options, the others have none."))
	errYears = apperr.New(apperr.Validation, i18n.New(
		"Акыркы жыл биринчисинен эрте болбойт.",
		"Последний год не может быть раньше первого.",
		"The last year cannot be before the first."))
	errItems = apperr.New(apperr.Validation, i18n.New(
		"Тизме өтө узун: эң көбү {max}.", "Список слишком длинный: не больше {max}.", "The list is too long: at most {max}."))
)

type checker struct{ errs apperr.List }

func (k *checker) line(s string, max int, path ...string) { k.errs.Add(text.Line(s, max, path...)) }

func (k *checker) words(l i18n.Localized, max int, path ...string) {
	k.errs = append(k.errs, text.LocalizedBlock(l, max, path...)...)
}

func (k *checker) items(n int, path string) {
	if n > MaxItems {
		k.errs.Add(errItems.With(i18n.Args{"max": MaxItems}).At(path))
	}
}

func (k *checker) code(code string, seen map[string]bool, path ...string) {
	if !codePattern.MatchString(code) || seen[code] {
		k.errs.Add(errCode.At(path...))
	}
	seen[code] = true
}

func (k *checker) email(s string, path ...string) {
	if s == "" {
		return
	}
	if contact, err := user.ParseContact(s); err != nil || contact.IsPhone() {
		k.errs.Add(user.ErrContact.At(path...))
	}
}

// check refuses with VALIDATION what may not even stand in a draft.
func (t Terms) check() error {
	k := &checker{}
	k.errs = append(k.errs, text.Localized(t.Title, MaxTitle, "title")...)
	k.words(t.Text, MaxText, "text")
	k.line(t.Contact.Name, MaxTitle, "contact", "name")
	k.words(t.Contact.Position, MaxTitle, "contact", "position")
	k.line(t.Contact.Phone, 40, "contact", "phone")
	k.line(t.Contact.Extension, 10, "contact", "extension")
	k.email(t.Contact.Email, "contact", "email")
	k.words(t.Addresses.Postal, MaxRule, "addresses", "postal")
	k.email(t.Addresses.Email, "addresses", "email")
	if t.DonorsFrom != nil && t.DonorsTo != nil && *t.DonorsTo < *t.DonorsFrom {
		k.errs.Add(errYears.At("donorsTo"))
	}
	if t.Cofinancing != nil && !t.Cofinancing.Valid() {
		k.errs.Add(apperr.OutOfRange(0, int64(money.Max), "cofinancing"))
	}
	k.items(len(t.AttachmentIDs), "attachmentIds")
	k.criteria(t.Criteria)
	k.questions(t.Questions)
	k.places(t)
	return k.errs.Err()
}

func (k *checker) criteria(list []Criterion) {
	k.items(len(list), "criteria")
	seen := map[string]bool{}
	for i, c := range list {
		at := []string{"criteria", strconv.Itoa(i)}
		k.code(c.Code, seen, apperr.Under(at, "code")...)
		k.words(c.Name, MaxTitle, apperr.Under(at, "name")...)
		k.words(c.Rule, MaxRule, apperr.Under(at, "rule")...)
	}
}

func (k *checker) questions(list []Question) {
	k.items(len(list), "questions")
	seen := map[string]bool{}
	for i, q := range list {
		at := []string{"questions", strconv.Itoa(i)}
		k.code(q.Code, seen, apperr.Under(at, "code")...)
		k.words(q.Text, MaxQuestion, apperr.Under(at, "text")...)
		if q.Text.IsZero() {
			k.errs.Add(apperr.ErrRequired.At(apperr.Under(at, "text")...))
		}
		if q.MaxLength < 0 || q.MaxLength > MaxAnswer {
			k.errs.Add(apperr.OutOfRange(0, MaxAnswer, apperr.Under(at, "maxLength")...))
		}
		if (q.Kind == Choice) != (len(q.Options) > 1) || q.Kind != Choice && len(q.Options) > 0 || len(q.Options) > MaxItems {
			k.errs.Add(errOptions.At(apperr.Under(at, "options")...))
		}
		for j, option := range q.Options {
			k.words(option, MaxTitle, apperr.Under(at, "options", strconv.Itoa(j))...)
		}
	}
}

func (k *checker) places(t Terms) {
	k.items(len(t.Quota), "quota")
	k.items(len(t.Oblasts), "oblasts")
	sum, seen := 0, map[string]bool{}
	for i, q := range t.Quota {
		if q.Places < 0 || q.Places > MaxPlaces {
			k.errs.Add(apperr.OutOfRange(0, MaxPlaces, "quota", strconv.Itoa(i), "places"))
		}
		if seen[q.OblastCode] || len(t.Oblasts) > 0 && !slices.Contains(t.Oblasts, q.OblastCode) {
			k.errs.Add(apperr.ErrMalformed.At("quota", strconv.Itoa(i), "oblastCode"))
		}
		seen[q.OblastCode] = true
		sum += q.Places
	}
	switch {
	case t.Places == nil:
	case *t.Places < 1 || *t.Places > MaxPlaces:
		k.errs.Add(apperr.OutOfRange(1, MaxPlaces, "places"))
	case sum > *t.Places:
		k.errs.Add(ErrQuotaSum.At("quota"))
	}
}

// issues are all that keeps a call from going out at now.
func (c *Call) issues(now time.Time) apperr.List {
	var errs apperr.List
	missing := func(is bool, path ...string) {
		if is {
			errs.Add(apperr.ErrRequired.At(path...))
		}
	}
	t := c.Terms
	for field, l := range map[string]i18n.Localized{"title": t.Title, "text": t.Text} {
		missing(l.Ky == "", field, "ky")
		missing(l.Ru == "", field, "ru")
	}
	missing(c.OpensAt == nil, "opensAt")
	missing(c.Deadline == nil, "deadline")
	missing(t.ResultsPromisedOn == nil, "resultsPromisedOn")
	missing(t.PopulationOn == nil, "populationOn")
	missing(t.DonorsFrom == nil, "donorsFrom")
	missing(t.DonorsTo == nil, "donorsTo")
	missing(len(t.Criteria) == 0, "criteria")
	missing(t.Contact.Email == "" && t.Contact.Phone == "", "contact")
	if c.Deadline != nil && (!c.Deadline.After(now) || c.OpensAt != nil && !c.Deadline.After(*c.OpensAt)) {
		errs.Add(ErrPastDeadline.At("deadline"))
	}
	if c.Deadline != nil && t.ResultsPromisedOn != nil && t.ResultsPromisedOn.Before(clock.DateOf(*c.Deadline)) {
		errs.Add(ErrPromise.At("resultsPromisedOn"))
	}
	return errs
}
