package letter

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
)

// SetMark notes on letters for the caller alone whether they are starred and read; nil leaves
// what is noted. The programme.
func (s *Service) SetMark(ctx context.Context, ids []uuid.UUID, starred, read *bool) ([]*Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll)
	if err != nil {
		return nil, err
	}
	if len(ids) > page.MaxFirst {
		return nil, errTooMany.With(i18n.Args{"max": page.MaxFirst}).At("letterIds")
	}
	found, err := s.store.ByIDs(ctx, scope, ids)
	if err != nil || len(found) == 0 {
		return []*Letter{}, err
	}
	marks, err := s.store.Marks(ctx, scope, scope.UserID(), ids)
	if err != nil {
		return nil, err
	}
	letters := []*Letter{}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		for _, id := range ids {
			if found[id] == nil {
				continue
			}
			mark := marks[id]
			if starred != nil {
				mark.Starred = *starred
			}
			if read != nil {
				mark.Read = *read
			}
			if err := tx.SetMark(ctx, id, scope.UserID(), mark); err != nil {
				return err
			}
			letters = append(letters, found[id])
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.LetterOfInterest, Action: access.ReadAll, ID: scope.UserID(),
			After: map[string]any{"letters": len(letters), "starred": starred, "read": read},
		})
	})
	return letters, err
}

// Marks reads what the caller noted on letters.
func (s *Service) Marks(ctx context.Context, letters []*Letter) (map[uuid.UUID]Mark, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterDraft, access.Read)
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(letters))
	for i, l := range letters {
		ids[i] = l.ID
	}
	return s.store.Marks(ctx, scope, scope.UserID(), ids)
}
