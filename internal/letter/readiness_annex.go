package letter

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

var phonePattern = regexp.MustCompile(`^\+996[0-9]{9}$`)

// annex checks Annex 1: statements, signatures, contacts, the joint decision.
func (f *form) annex() {
	f.refuse(!f.Statements.Interest, errStatement, "statements", "interest")
	f.refuse(!f.Statements.Activities, errStatement, "statements", "activities")
	f.refuse(!f.Statements.Memorandum, errStatement, "statements", "memorandum")
	f.refuse(!f.Statements.Principles, errStatement, "statements", "principles")
	f.refuse(!f.Letterhead, errLetterhead, "letterhead")
	f.signature(f.Signatures.Head, "head")
	f.signature(f.Signatures.KeneshChair, "keneshChair")
	f.refuse(!f.Signatures.Stamp, errStamp, "signatures", "stamp")
	f.dated(f.Signatures.Date, "signatures", "date")
	f.dated(f.Decision.Date, "decision", "date")
	f.refuse(blank(f.Contacts.Mobile) && blank(f.Contacts.Landline), errPhoneNeeded, "contacts", "mobile")
	f.phone(f.Contacts.Mobile, "contacts", "mobile")
	f.phone(f.Contacts.Landline, "contacts", "landline")
	f.refuse(blank(f.Contacts.Postal) && blank(f.Contacts.Email), errContact, "contacts", "postal")
	f.email(f.Contacts.Email, "contacts", "email")
	if f.SetAside.Ready == nil {
		return
	}
	f.warn(!*f.SetAside.Ready, warnSetAside, "setAside", "ready")
	f.warn(*f.SetAside.Ready && f.SetAside.Amount == nil, warnNoAmount, "setAside", "amount")
}

func (f *form) signature(s Signature, who string) {
	f.refuse(!s.Signed, errSignature, "signatures", who, "signed")
	f.refuse(blank(s.Name), apperr.ErrRequired, "signatures", who, "name")
	f.dated(s.On, "signatures", who, "on")
}

// dated refuses a day that has not come, or that comes after the deadline.
func (f *form) dated(day *clock.Date, path ...string) {
	switch {
	case day == nil:
	case day.After(f.today):
		f.errs.Add(errFuture.At(path...))
	case f.terms.Deadline != nil && day.After(clock.DateOf(*f.terms.Deadline)):
		f.errs.Add(errAfterDeadline.At(path...))
	}
}

func (f *form) phone(s string, path ...string) {
	f.refuse(s != "" && !phonePattern.MatchString(s), errPhone, path...)
}

func (f *form) email(s string, path ...string) {
	f.refuse(s != "" && !ValidEmail(s), errEmail, path...)
}

// ValidEmail reports whether a text is one plain e-mail address.
func ValidEmail(s string) bool {
	parsed, err := mail.ParseAddress(s)
	return err == nil && parsed.Address == s && strings.Contains(s[strings.LastIndex(s, "@")+1:], ".")
}

// general checks part 1 of Annex 2, with its units.
func (f *form) general() {
	g := f.General
	f.phone(g.PhoneFax, "general", "phoneFax")
	f.email(g.Email, "general", "email")
	f.refuse(g.Website != "" && !validWebsite(g.Website), errWebsite, "general", "website")
	f.refuse(g.AreaHa != nil && (*g.AreaHa <= 0 || *g.AreaHa%10 != 0), errArea, "general", "areaHa")
	year := f.today.Year()
	f.ranged(g.FiscalYear, year-10, year, "general", "fiscalYear")
	if g.FiscalYear != nil {
		f.warn(*g.FiscalYear < year-1, warnFiscalYear.With(i18n.Args{"year": *g.FiscalYear}), "general", "fiscalYear")
	}
	const farthest = 1500
	f.ranged(g.DistRaionKm, 0, farthest, "general", "distRaionKm")
	f.ranged(g.DistOblastKm, 0, farthest, "general", "distOblastKm")
	f.ranged(g.DistCapitalKm, 0, farthest, "general", "distCapitalKm")
	fewest := 0
	if f.place.Kind == tenants.AiylAimak {
		fewest = 1
	}
	f.ranged(g.VillageCount, fewest, 200, "general", "villageCount")
	f.ranged(g.Population, 1, 2_000_000, "general", "population")
}

func validWebsite(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.Contains(u.Hostname(), ".") && u.User == nil
}

// scores checks the questions to the head.
func (f *form) scores() {
	g := f.General
	f.ranged(g.CooperationScore, 1, 5, "general", "cooperationScore")
	f.ranged(g.ActivityScore, 1, 5, "general", "activityScore")
	written := len(f.problems())
	f.warn(written > 0 && written < 5, warnProblems.With(i18n.Args{"count": written}), "general", "problems")
}
