package letter

import (
	"strconv"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters, and longest lists.
const (
	MaxLine   = 300
	MaxText   = 5_000
	MaxRows   = 60
	MaxPapers = 40
)

// checker gathers what may not even stand in a draft: texts that cannot be read or that
// have no end, and lists without end. All else is kept and told by [Content.Ready].
type checker struct{ errs apperr.List }

func (k *checker) line(s string, path ...string)  { k.errs.Add(text.Line(s, MaxLine, path...)) }
func (k *checker) block(s string, path ...string) { k.errs.Add(text.Block(s, MaxText, path...)) }

func (k *checker) length(n, max int, path ...string) {
	if n > max {
		k.errs.Add(errTooMany.With(i18n.Args{"max": max}).At(path...))
	}
}

func (k *checker) lines(fields map[string]string, under ...string) {
	for field, s := range fields {
		k.line(s, apperr.Under(under, field)...)
	}
}

func (k *checker) blocks(fields map[string]string, under ...string) {
	for field, s := range fields {
		k.block(s, apperr.Under(under, field)...)
	}
}

// written refuses a language in which letters and their papers are not written.
func written(lang i18n.Lang) *apperr.Error {
	if lang != i18n.Ky && lang != i18n.Ru {
		return ErrLanguage.At("language")
	}
	return nil
}

// check refuses what cannot be kept.
func (c Content) check() error {
	k := &checker{}
	k.errs.Add(written(c.Language))
	k.lines(map[string]string{"headName": c.HeadName, "location": c.Location})
	k.block(c.SetAside.Comment, "setAside", "comment")
	k.lines(map[string]string{
		"mobile": c.Contacts.Mobile, "landline": c.Contacts.Landline, "postal": c.Contacts.Postal, "email": c.Contacts.Email,
		"personName": c.Contacts.PersonName, "personPosition": c.Contacts.PersonPosition,
	}, "contacts")
	for who, s := range map[string]Signature{"head": c.Signatures.Head, "keneshChair": c.Signatures.KeneshChair} {
		k.lines(map[string]string{"name": s.Name, "position": s.Position}, "signatures", who)
	}
	k.line(c.Decision.Number, "decision", "number")
	k.general(c.General)
	k.tables(c)
	k.answers(c.Answers)
	k.papers(c.Papers)
	return k.errs.Err()
}

func (k *checker) general(g General) {
	k.lines(map[string]string{
		"postalAddress": g.PostalAddress, "phoneFax": g.PhoneFax, "email": g.Email, "website": g.Website,
		"specialistName": g.SpecialistName, "specialistPosition": g.SpecialistPosition,
	}, "general")
	k.blocks(map[string]string{
		"cooperationWhy": g.CooperationWhy, "activityWhy": g.ActivityWhy, "exchangeText": g.ExchangeText,
	}, "general")
	k.length(len(g.Problems), 5, "general", "problems")
	for i, p := range g.Problems {
		k.block(p, "general", "problems", strconv.Itoa(i))
	}
}

func (k *checker) tables(c Content) {
	k.length(len(c.Activities), MaxRows, "activities")
	for i, a := range c.Activities {
		k.blocks(map[string]string{"name": a.Name, "implementers": a.Implementers, "results": a.Results}, "activities", strconv.Itoa(i))
	}
	k.length(len(c.Groups), MaxRows, "groups")
	for i, g := range c.Groups {
		k.blocks(map[string]string{
			"name": g.Name, "audience": g.Audience, "directions": g.Directions, "cooperation": g.Cooperation,
		}, "groups", strconv.Itoa(i))
		k.lines(map[string]string{"name": g.Leader.Name, "contacts": g.Leader.Contacts}, "groups", strconv.Itoa(i), "leader")
	}
	k.length(len(c.Donors), MaxRows, "donors")
	for i, d := range c.Donors {
		k.blocks(map[string]string{"donor": d.Donor, "project": d.Project}, "donors", strconv.Itoa(i))
	}
}

func (k *checker) answers(answers []Answer) {
	k.length(len(answers), MaxRows, "answers")
	for i, a := range answers {
		k.line(a.Question, "answers", strconv.Itoa(i), "question")
		k.errs.Add(text.Block(a.Text, 2*MaxText, "answers", strconv.Itoa(i), "text"))
	}
}

func (k *checker) papers(papers []Paper) {
	k.length(len(papers), MaxPapers, "papers")
	seen := map[uuid.UUID]bool{}
	for i, p := range papers {
		at := []string{"papers", strconv.Itoa(i)}
		k.line(p.Note, apperr.Under(at, "note")...)
		if paperKinds[p.Purpose] == nil {
			k.errs.Add(errPurpose.At(apperr.Under(at, "purpose")...))
		}
		if seen[p.FileID] {
			k.errs.Add(errPaperTwice.At(apperr.Under(at, "fileId")...))
		}
		seen[p.FileID] = true
	}
}
