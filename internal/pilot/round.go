// Package pilot keeps the pilots of earlier years as a publication names them: what it says
// of municipalities and their initiatives, and what it leaves open.
package pilot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/text"
)

// Entry is one municipality of a round, as named.
type Entry struct {
	// Name as printed.
	Name i18n.Localized `json:"name"`
	// MunicipalityID is its entry in the register; nil where the name fits several.
	MunicipalityID *uuid.UUID `json:"municipalityId,omitempty"`
	// Initiatives are those that the publication names, without sums.
	Initiatives []i18n.Localized `json:"initiatives"`
	Note        string           `json:"note"`
}

// Ref is the address of the municipality, without an id where it is not known.
func (e *Entry) Ref() entity.Ref {
	ref := entity.Ref{Kind: "Municipality"}
	if e.MunicipalityID != nil {
		ref.ID = *e.MunicipalityID
	}
	return ref
}

// InitiativeList lends the initiatives.
func (e *Entry) InitiativeList() []*i18n.Localized { return entity.Pointers(e.Initiatives) }

// Round is the pilots of one time.
type Round struct {
	entity.Base `bun:",extend"`

	Title i18n.Localized `bun:"type:jsonb" json:"title"`
	From  clock.Date     `bun:"from_date" json:"from"`
	Until clock.Date     `bun:"until_date" json:"until"`
	// Municipalities and Initiatives are the numbers that the publication gives; more than
	// are named.
	Municipalities int     `bun:"municipality_count" json:"municipalityCount"`
	Initiatives    *int    `bun:"initiative_count" json:"initiativeCount,omitempty"`
	Entries        []Entry `bun:"type:jsonb" json:"entries"`
	Note           string  `json:"note"`
}

// Ref is the global address of the round.
func (r *Round) Ref() entity.Ref { return r.RefAs("PilotRound") }

// EntryList lends the entries.
func (r *Round) EntryList() []*Entry { return entity.Pointers(r.Entries) }

// Unnamed is how many municipalities the publication counts and does not name.
func (r *Round) Unnamed() int { return r.Municipalities - len(r.Entries) }

// Longest texts, in characters, and lists.
const (
	maxLine    = 300
	maxNote    = 4000
	maxEntries = 500
	maxNamed   = 100
)

// The refusals of a round.
var (
	ErrPeriod = apperr.Invalid(i18n.New(
		"Аягы башынан эрте болбошу керек.",
		"Конец не может быть раньше начала.",
		"The end cannot be before the beginning."), "until")
	ErrNamed = apperr.Invalid(i18n.New(
		"Аты аталгандар жалпы сандан көп.",
		"Названо больше, чем всего.",
		"More are named than there are in all."), "entries")
)

// Draft is what a person writes of a round.
type Draft struct {
	Title          i18n.Localized
	From, Until    clock.Date
	Municipalities int
	Initiatives    *int
	Entries        []Entry
	Note           string
}

func (d *Draft) check() error {
	d.Note = strings.TrimSpace(d.Note)
	errs := text.Localized(d.Title, maxLine, "title")
	if d.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("title"))
	}
	if d.Until.Before(d.From) {
		errs.Add(ErrPeriod)
	}
	if d.Municipalities < 1 || d.Municipalities > maxEntries {
		errs.Add(apperr.OutOfRange(1, maxEntries, "municipalityCount"))
	}
	named := 0
	for i := range d.Entries {
		e := &d.Entries[i]
		e.Note = strings.TrimSpace(e.Note)
		at := func(field string) []string { return []string{"entries", strconv.Itoa(i), field} }
		if e.Name.IsZero() {
			errs.Add(apperr.ErrRequired.At(at("name")...))
		}
		errs = append(errs, text.Localized(e.Name, maxLine, at("name")...)...)
		errs.Add(text.Block(e.Note, maxNote, at("note")...))
		if len(e.Initiatives) > maxNamed {
			errs.Add(apperr.OutOfRange(0, maxNamed, at("initiatives")...))
		}
		for j, name := range e.Initiatives {
			errs = append(errs, text.Localized(name, maxLine, append(at("initiatives"), strconv.Itoa(j))...)...)
		}
		named += len(e.Initiatives)
		if e.Initiatives == nil {
			e.Initiatives = []i18n.Localized{}
		}
	}
	if len(d.Entries) > d.Municipalities {
		errs.Add(ErrNamed)
	}
	if d.Initiatives != nil && (*d.Initiatives < 1 || named > *d.Initiatives) {
		errs.Add(ErrNamed.At("initiativeCount"))
	}
	errs.Add(text.Block(d.Note, maxNote, "note"))
	return errs.Err()
}

// Store keeps rounds in the programme's schema.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Round, error)
	List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Round], error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of rounds may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Registered reports whether all municipalities with the ids are in the register.
	Registered(ctx context.Context, ids []uuid.UUID) (bool, error)
	Insert(ctx context.Context, r *Round) error
}

// Service is what people do with rounds.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one round. The programme.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Round, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.PilotRound, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// List reads a page of the rounds, newest first. The programme.
func (s *Service) List(ctx context.Context, request page.Request) (page.Page[*Round], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.PilotRound, access.Read)
	if err != nil {
		return page.Page[*Round]{}, err
	}
	return s.store.List(ctx, scope, request)
}

// Record enters the pilots of an earlier time. The programme manager.
func (s *Service) Record(ctx context.Context, draft Draft) (*Round, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.PilotRound, access.Create)
	if err != nil {
		return nil, err
	}
	if err := draft.check(); err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, e := range draft.Entries {
		if e.MunicipalityID != nil {
			ids = append(ids, *e.MunicipalityID)
		}
	}
	r := &Round{
		Title: draft.Title, From: draft.From, Until: draft.Until, Municipalities: draft.Municipalities,
		Initiatives: draft.Initiatives, Entries: draft.Entries, Note: draft.Note,
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		known, err := tx.Registered(ctx, ids)
		if err != nil {
			return err
		}
		if !known {
			return apperr.ErrNotFound.At("entries")
		}
		r.Base = entity.NewBase(uuid.Nil, now)
		if err := tx.Insert(ctx, r); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.PilotRound, Action: access.Create, ID: r.ID, After: r})
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}
