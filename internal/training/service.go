package training

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/text"
)

// Filter narrows a list; zero values choose all.
type Filter struct {
	Municipality *uuid.UUID
	Kind         Kind
}

// Store keeps trainings in the programme's schema.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Training, error)
	// List reads a page, the latest first.
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Training], error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of trainings may do in its transaction.
type Tx interface {
	file.Keeper
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	Lock(ctx context.Context, id uuid.UUID) (*Training, error)
	// UnknownOblast finds the first of the codes that is no oblast's, -1 when there is none.
	UnknownOblast(ctx context.Context, codes []string) (int, error)
	// Insert and Update write the training and its municipalities.
	Insert(ctx context.Context, t *Training) error
	Update(ctx context.Context, t *Training) error
}

// Service is what people do with trainings.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one training: the programme, and officials of the municipalities in it.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Training, error) {
	return access.Concerning(ctx, s.auth, access.Training, access.Read,
		func(scope access.Scope) (*Training, error) { return s.store.Get(ctx, scope, ref.ID) },
		func(t *Training) []uuid.UUID {
			ids := make([]uuid.UUID, len(t.Presents))
			for i, p := range t.Presents {
				ids[i] = p.MunicipalityID
			}
			return ids
		})
}

// List reads a page of all trainings, the latest first. The programme.
func (s *Service) List(ctx context.Context, filter Filter, request page.Request) (page.Page[*Training], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Training, access.Read)
	if err != nil {
		return page.Page[*Training]{}, err
	}
	return s.store.List(ctx, scope, filter, request)
}

// Of reads a page of the trainings that a municipality is named in.
func (s *Service) Of(ctx context.Context, municipality uuid.UUID, request page.Request) (page.Page[*Training], error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.Training, access.Read)
	if err != nil {
		return page.Page[*Training]{}, err
	}
	return s.store.List(ctx, scope.InProgramme(), Filter{Municipality: &municipality}, request)
}

// Create enters a training. The programme manager.
func (s *Service) Create(ctx context.Context, draft Draft) (*Training, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Training, access.Create)
	if err != nil {
		return nil, err
	}
	t := &Training{State: Planned}
	if err := t.write(draft); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		t.Base = entity.NewBase(uuid.Nil, now)
		if err := t.knowsOblasts(ctx, tx); err != nil {
			return err
		}
		if err := tx.Insert(ctx, t); err != nil {
			return err
		}
		if err := t.keepFiles(ctx, tx, Training{}); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Training, Action: access.Create, ID: t.ID, After: t})
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// knowsOblasts refuses a code that is no oblast's.
func (t *Training) knowsOblasts(ctx context.Context, tx Tx) error {
	at, err := tx.UnknownOblast(ctx, t.Oblasts)
	if err != nil || at < 0 {
		return err
	}
	return apperr.ErrNotFound.At("training", "oblastCodes", strconv.Itoa(at))
}

// keepFiles makes the files of the training its own and lets those before go.
func (t *Training) keepFiles(ctx context.Context, tx Tx, before Training) error {
	owner := file.Owner{Object: access.Training, ID: t.ID}
	if err := file.Swap(ctx, tx, before.QuestionsFileID, t.QuestionsFileID, owner, "questionsFileId", file.SignedPaper, file.Other); err != nil {
		return err
	}
	if err := file.Swap(ctx, tx, before.ReportFileID, t.ReportFileID, owner, "reportFileId", file.SignedPaper, file.Other); err != nil {
		return err
	}
	for _, id := range before.PhotoFileIDs {
		if !slices.Contains(t.PhotoFileIDs, id) {
			if err := tx.ReleaseFile(ctx, id, owner); err != nil {
				return err
			}
		}
	}
	for _, id := range t.PhotoFileIDs {
		if slices.Contains(before.PhotoFileIDs, id) {
			continue
		}
		if err := file.Swap(ctx, tx, nil, &id, owner, "photoFileIds", file.Photo); err != nil {
			return err
		}
	}
	return nil
}

// Update writes a training again that was not cancelled; a stale version answers CONFLICT.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Training, error) {
	return s.change(ctx, ref, version, access.Update, func(ctx context.Context, tx Tx, t *Training, _ time.Time) error {
		before := *t
		if err := t.write(draft); err != nil {
			return err
		}
		if err := t.knowsOblasts(ctx, tx); err != nil {
			return err
		}
		return t.keepFiles(ctx, tx, before)
	})
}

// Hold says that a training took place.
func (s *Service) Hold(ctx context.Context, ref entity.Ref, version int64) (*Training, error) {
	return s.change(ctx, ref, version, access.Hold, func(_ context.Context, _ Tx, t *Training, now time.Time) error {
		return t.hold(clock.DateOf(now))
	})
}

// Cancel ends a training that will not take place, with a reason.
func (s *Service) Cancel(ctx context.Context, ref entity.Ref, version int64, reason string) (*Training, error) {
	return s.change(ctx, ref, version, access.Cancel, func(_ context.Context, _ Tx, t *Training, _ time.Time) (err error) {
		t.State = Cancelled
		t.Reason, err = text.Reason(reason, MaxNote, "reason")
		return err
	})
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action,
	apply func(context.Context, Tx, *Training, time.Time) error,
) (*Training, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Training, action)
	if err != nil {
		return nil, err
	}
	var t *Training
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if t, err = tx.Lock(ctx, ref.ID); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if t.Version != version {
			return apperr.ErrStale
		}
		if err := t.takes(action); err != nil {
			return err
		}
		before := *t
		if err := apply(ctx, tx, t, now); err != nil {
			return err
		}
		t.Touch(now)
		if err := tx.Update(ctx, t); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Training, Action: action, ID: t.ID, Before: before, After: t, Reason: t.Reason})
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// AllowedActions lists what the caller may do with a training.
func (s *Service) AllowedActions(ctx context.Context, t *Training) ([]access.Action, error) {
	rule, err := s.Rule(ctx, t)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Hold, access.Cancel)
}

// Rule decides what the caller may do with a training that she sees.
func (s *Service) Rule(ctx context.Context, t *Training) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.Training, action); err != nil {
			return err
		}
		return t.takes(action)
	}, nil
}
