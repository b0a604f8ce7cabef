// Package publication makes the result of a competition public (domain.md M16, R-27),
// and shows the public what it may see: types of their own, in which nothing private
// can be selected by mistake.
package publication

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Kind is one of the documents that are published together.
type Kind string

// The documents. A failed competition has a notice of failure and, where nobody won, the
// protocol and the order as well.
const (
	Failure  Kind = "FAILURE"
	Protocol Kind = "PROTOCOL"
	Order    Kind = "ORDER"
	Winners  Kind = "WINNERS"
)

// Kinds lists them in the order they are read.
var Kinds = []Kind{Failure, Protocol, Order, Winners}

// kindsOf are the documents that the outcome of a competition is published with.
func kindsOf(c *competition.Competition) []Kind {
	if c.Publishes() == competition.PublishResult {
		return []Kind{Protocol, Order, Winners}
	}
	kinds := []Kind{Failure}
	if c.Signed() {
		kinds = append(kinds, Protocol)
	}
	if c.ResultOrder() != nil {
		kinds = append(kinds, Order)
	}
	return kinds
}

// Document is where and since when one of them can be read.
type Document struct {
	Kind Kind `json:"kind"`
	// PublishedOn is the day it went out.
	PublishedOn clock.Date `json:"publishedOn"`
	// Site is its address on the web, Boards the boards it hangs on, PhotoIDs their photos.
	Site     string      `json:"site"`
	Boards   string      `json:"boards"`
	PhotoIDs []uuid.UUID `json:"photoIds"`
	// FileID is the document itself; of the protocol, the copy without personal data
	// (domain.md 8).
	FileID *uuid.UUID `json:"fileId,omitempty"`

	// File and Photos are what everyone may see of them. Read only.
	File   *file.File   `json:"-"`
	Photos []*file.File `json:"-"`
}

// Publication is the one act of publishing a result or a failure. It never changes.
type Publication struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID  `json:"competitionId"`
	Documents     []Document `bun:"type:jsonb" json:"documents"`
}

// Ref is the global address of the publication.
func (p *Publication) Ref() entity.Ref { return p.RefAs("Publication") }

// Limits of a document.
const (
	MaxBoards = 500
	MaxPhotos = 20
)

var (
	errTogether = apperr.Invalid(i18n.New(
		"Протокол, буйрук жана жеңүүчүлөрдүн тизмеси — үчөө тең бир жолудан керек.",
		"Нужны все три документа, каждый один раз: протокол, приказ и список победителей.",
		"All three documents are needed, each once: protocol, order and list of winners."), "documents")
	errFailure = apperr.Invalid(i18n.New(
		"Сынактын өтпөй калганы тууралуу билдирүү, ал эми кол коюлган протокол жана буйрук болсо, алар да керек — ар бири бир жолудан.",
		"Нужно сообщение о том, что конкурс не состоялся, а также протокол и приказ, если они есть, — каждый один раз.",
		"The notice of failure is needed and, where there are such, the signed protocol and the order, each once."), "documents")
	errPlace = apperr.New(apperr.Validation, i18n.New(
		"Кайда жарыяланганын көрсөтүңүз: сайттагы дарек же маалымат тактасы.",
		"Укажите, где документ опубликован: адрес на сайте или информационный стенд.",
		"Say where it is published: an address on the site or a notice board."))
	errDate = apperr.New(apperr.Validation, i18n.New(
		"Жарыялоо күнү чечимдин күнүнөн эрте жана бүгүнкү күндөн кеч болбошу керек.",
		"День публикации — не раньше решения и не позже сегодняшнего дня.",
		"The day of publication is not before the decision and not after today."))
)

// validate checks the documents against those that the outcome has, the day it was
// decided and today.
func (p *Publication) validate(kinds []Kind, decided, today clock.Date) error {
	var errs apperr.List
	for _, kind := range kinds {
		of := func(d Document) bool { return d.Kind == kind }
		if len(p.Documents) != len(kinds) || !slices.ContainsFunc(p.Documents, of) {
			return incomplete(kinds)
		}
	}
	slices.SortFunc(p.Documents, func(a, b Document) int { return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind) })
	for _, d := range p.Documents {
		errs = append(errs, d.validate(decided, today)...)
	}
	return errs.Err()
}

func incomplete(kinds []Kind) error {
	if slices.Contains(kinds, Failure) {
		return errFailure
	}
	return errTogether
}

func (d Document) validate(decided, today clock.Date) apperr.List {
	var errs apperr.List
	at := func(field string) []string { return []string{"documents", string(d.Kind), field} }
	if d.PublishedOn.After(today) || d.PublishedOn.Before(decided) {
		errs.Add(errDate.At(at("publishedOn")...))
	}
	if d.Site == "" && d.Boards == "" && len(d.PhotoIDs) == 0 {
		errs.Add(errPlace.At(at("site")...))
	}
	errs.Add(competition.CheckLink(d.Site, at("site")...))
	errs.Add(text.Line(d.Boards, MaxBoards, at("boards")...))
	if len(d.PhotoIDs) > MaxPhotos {
		errs.Add(apperr.OutOfRange(0, MaxPhotos, at("photoIds")...))
	}
	return errs
}

// publishable are the kinds of files that go out with a result. A passport copy never does.
var publishable = []file.Kind{file.ProtocolScan, file.OrderScan, file.Photo, file.AnnouncementProof, file.Other}
