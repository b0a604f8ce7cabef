package competition

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of a competition that is announced anew.
var (
	ErrNotReannounced = apperr.NewRule("NOT_TO_REANNOUNCE", i18n.New(
		"Жарыялангандан кийин өтпөй калган же жокко чыгарылган сынак гана кайра жарыяланат.",
		"Заново объявляют только конкурс, который после объявления не состоялся или был отменён.",
		"Only a competition that failed or was cancelled after its announcement is announced anew."))
	ErrReannounced = apperr.NewRule("ALREADY_REANNOUNCED", i18n.New(
		"Бул сынак мурда эле кайра жарыяланып жатат: ошол сынакты улантыңыз же жокко чыгарыңыз.",
		"Этот конкурс уже объявляют заново: продолжите или отмените тот конкурс.",
		"This competition is being announced anew already: carry that one on or cancel it."))
)

// reannounceable refuses to announce anew what is not over, or ended with a result.
func (c *Competition) reannounceable() error {
	if !c.Public() || c.State != Failed && c.State != Cancelled {
		return ErrNotReannounced
	}
	return nil
}

// Reannounce begins a competition in place of one that failed or was cancelled.
// Its draft takes over the terms but the dates, see [anew], the text of the announcement
// and the channels without their proof; priority areas that are retired since are left
// out. It answers ALREADY_REANNOUNCED while another one stands.
func (s *Service) Reannounce(ctx context.Context, ref entity.Ref) (*Competition, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Competition, access.Create)
	if err != nil {
		return nil, err
	}
	var c *Competition
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		old, err := tx.Lock(ctx, ref.ID)
		if err != nil {
			return err
		}
		if err := old.reannounceable(); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		terms, err := anew(ctx, tx, old)
		if err != nil {
			return err
		}
		c = draftOf(terms)
		c.ReannouncesID = &old.ID
		if err := insert(ctx, tx, c, now); err != nil {
			return err
		}
		return repeat(ctx, tx, old, c, now)
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// anew are the terms with which a competition begins in place of another. Names stay
// hidden or shown where that was not what the other's regulation says; else it follows
// the regulation, and so a later edition when the draft moves to one.
func anew(ctx context.Context, tx Tx, old *Competition) (Terms, error) {
	terms := old.terms()
	terms.OpensAt, terms.ClosesAt, terms.ImplementBy = nil, nil, nil
	standing, err := tx.CurrentAreas(ctx, terms.PriorityAreaIDs)
	if err != nil {
		return Terms{}, err
	}
	terms.PriorityAreaIDs = slices.DeleteFunc(slices.Clone(terms.PriorityAreaIDs), func(id uuid.UUID) bool { return !slices.Contains(standing, id) })
	facts, err := tx.Facts(ctx, old)
	if err != nil {
		return Terms{}, err
	}
	if rules := facts.Preparation.Rules; old.BlindUnder(rules) == rules.Blind {
		terms.Blind = nil
	}
	return terms, nil
}

func draftOf(terms Terms) *Competition {
	c := &Competition{State: Draft, History: []Step{}, PriorityAreaNames: map[uuid.UUID]i18n.Localized{}}
	c.write(terms)
	return c
}

// insert numbers a new competition in the year's register, "1/2021", and keeps it.
func insert(ctx context.Context, tx Tx, c *Competition, now time.Time) error {
	c.Base, c.Year = entity.NewBase(tx.Scope().TenantID(), now), clock.DateOf(now).Year()
	number, err := tx.NextNumber(ctx, c.Year)
	if err != nil {
		return err
	}
	c.Number = fmt.Sprintf("%d/%d", number, c.Year)
	if err := tx.Insert(ctx, c); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Competition, Action: access.Create, ID: c.ID, After: c})
}

// repeat drafts the announcement of a competition as that of another was, without its
// files, and plans the same channels.
func repeat(ctx context.Context, tx Tx, old, c *Competition, now time.Time) error {
	newest, err := tx.NewestAnnouncement(ctx, old)
	if err != nil {
		return err
	}
	facts, err := tx.Facts(ctx, c)
	if err != nil {
		return err
	}
	a := firstEdition(c, newest.Body, now)
	a.Text, a.Contact = newest.Text, newest.Contact
	a.fill(c, facts.Preparation.Rules)
	if err := tx.InsertAnnouncement(ctx, a); err != nil {
		return err
	}
	if err := tx.Record(ctx, audit.Entry{Object: access.Announcement, Action: access.Create, ID: a.ID, After: a}); err != nil {
		return err
	}
	notices, err := tx.NoticesOf(ctx, old.ID)
	if err != nil {
		return err
	}
	for _, n := range notices {
		planned := &Notice{Base: entity.NewBase(c.TenantID, now), CompetitionID: c.ID, Channel: n.Channel, Place: n.Place}
		if err := tx.Notices().Insert(ctx, planned); err != nil {
			return err
		}
	}
	return nil
}

// Reannouncements finds the competition that was begun in place of each of several, the
// newest where there were more; those that may not be seen are missing.
func (s *Service) Reannouncements(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Competition, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Competition, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.Reannouncements(ctx, scope, ids)
	return LastOf(found, !s.seesDrafts(ctx, tenant)), err
}

// LastOf is the last of each list, of those that are public if only they are asked for.
func LastOf(found map[uuid.UUID][]*Competition, public bool) map[uuid.UUID]*Competition {
	newest := make(map[uuid.UUID]*Competition, len(found))
	for id, list := range found {
		for _, c := range slices.Backward(list) {
			if c.Public() || !public {
				newest[id] = c
				break
			}
		}
	}
	return newest
}
