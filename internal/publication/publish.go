package publication

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/notice"
)

// Store keeps publications.
type Store interface {
	// Of reads the publications of several competitions, by competition.
	Of(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*Publication, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what publishing may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	LockCompetition(ctx context.Context, id uuid.UUID) (*competition.Competition, error)
	UpdateCompetition(ctx context.Context, c *competition.Competition) error
	Insert(ctx context.Context, p *Publication) error
	// AttachFile gives an uploaded file to the publication, PublishFile shows it to everyone.
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	PublishFile(ctx context.Context, id uuid.UUID) error
	// IsOrderScan reports whether a file is the scan of the order on a competition's result.
	IsOrderScan(ctx context.Context, competition, id uuid.UUID) (bool, error)
	// Told lists the applications of a competition that won or did not, and those that were
	// admitted to one that failed.
	Told(ctx context.Context, competition uuid.UUID) ([]Told, error)
	notice.Outbox
}

// Publisher publishes results.
type Publisher struct {
	auth  access.Authorizer
	store Store
	files Files
}

// NewPublisher makes the service.
func NewPublisher(auth access.Authorizer, store Store, files Files) *Publisher {
	return &Publisher{auth: auth, store: store, files: files}
}

// Of returns the publications of several competitions of a municipality; everyone may
// see them.
func (s *Publisher) Of(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*Publication, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.Of(ctx, scope, competitions)
	if err != nil {
		return nil, err
	}
	return found, showDocuments(ctx, s.files, tenant, found)
}

// Publish makes the result public: protocol, order and list of winners at once;
// of a failed competition the notice of failure with what of them there is. It
// answers RULE before the head's order, VALIDATION for a document without a place or with
// a wrong day, CONFLICT for a stale version of the competition.
func (s *Publisher) Publish(ctx context.Context, ref entity.Ref, version int64, documents []Document) (*competition.Competition, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Publication, access.Publish)
	if err != nil {
		return nil, err
	}
	var c *competition.Competition
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if c, err = tx.LockCompetition(ctx, ref.ID); err != nil {
			return err
		}
		if c.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		return publish(ctx, tx, c, documents, now)
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

func publish(ctx context.Context, tx Tx, c *competition.Competition, documents []Document, now time.Time) error {
	if err := c.Apply(c.Publishes(), competition.Facts{DocumentsPublished: len(documents) > 0}, now); err != nil {
		return err
	}
	p := &Publication{Base: entity.NewBase(c.TenantID, now), CompetitionID: c.ID, Documents: documents}
	if err := p.validate(kindsOf(c), c.DecidedOn(), clock.DateOf(now)); err != nil {
		return err
	}
	if err := p.showFiles(ctx, tx); err != nil {
		return err
	}
	if err := tx.UpdateCompetition(ctx, c); err != nil {
		return err
	}
	if err := tx.Insert(ctx, p); err != nil {
		return err
	}
	if err := tell(ctx, tx, c); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Publication, Action: access.Publish, ID: c.ID, After: p})
}

// Told is an application whose applicant is told.
type Told struct {
	ID     uuid.UUID
	Number string
	Title  i18n.Localized
	// Award is what the local budget gives, nil for one that did not win.
	Award *money.Amount
}

// tell has every applicant told, winners and the others (M17), also that all was in vain.
func tell(ctx context.Context, tx Tx, c *competition.Competition) error {
	applications, err := tx.Told(ctx, c.ID)
	if err != nil {
		return err
	}
	messages := make([]notice.Message, len(applications))
	for i, a := range applications {
		m := notice.Message{
			Kind: notice.ResultLost, About: c.Link("Application", a.ID), To: notice.Applicant(a.ID),
			Facts: notice.Facts{"number": notice.Code(a.Number), "title": notice.Words(a.Title), "competition": notice.Code(c.Number)},
		}
		switch {
		case a.Award != nil:
			m.Kind, m.Facts["sum"] = notice.ResultWon, notice.Sum(*a.Award)
		case c.State == competition.Failed:
			m.Kind, m.Facts["reason"] = notice.CompetitionFailed, notice.Plain(c.Reason)
		}
		messages[i] = m
	}
	return tx.Notify(ctx, messages...)
}

// showFiles takes the documents and the photos of the boards and makes them public.
func (p *Publication) showFiles(ctx context.Context, tx Tx) error {
	owner := file.Owner{Object: access.Publication, ID: p.CompetitionID}
	for _, d := range p.Documents {
		for _, id := range d.fileIDs() {
			if err := showFile(ctx, tx, id, owner); err != nil {
				return err
			}
		}
	}
	return nil
}

// showFile makes one file public. The scan of the head's order goes out as it is and stays the
// order's; the signed protocol does not, for its copy without personal data goes out.
func showFile(ctx context.Context, tx Tx, id uuid.UUID, owner file.Owner) error {
	order, err := tx.IsOrderScan(ctx, owner.ID, id)
	if err != nil {
		return err
	}
	if !order {
		if _, err := tx.AttachFile(ctx, id, owner, publishable...); err != nil {
			return err
		}
	}
	return tx.PublishFile(ctx, id)
}
