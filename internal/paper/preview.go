package paper

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/file/inspect"
)

// Preview writes a paper as a draft without a number: a PDF that only the caller sees and
// that is removed after a week. With a document it tries that as the template.
func (s *Service) Preview(ctx context.Context, order Order, document *uuid.UUID) (*file.File, error) {
	scope, err := s.drafting(ctx, order, document)
	if err != nil {
		return nil, err
	}
	facts, err := s.gather(ctx, order)
	if err != nil {
		return nil, err
	}
	var template []byte
	if document != nil {
		if template, err = s.uploaded(ctx, scope, order.Kind, order.Lang, *document); err != nil {
			return nil, err
		}
	}
	letterhead, err := s.letterhead(ctx, scope)
	if err != nil {
		return nil, err
	}
	d := Document{Frame: Frame{Kind: order.Kind, Lang: order.Lang, Letterhead: letterhead, Copy: Original},
		Content: facts.Content(order.Lang, Original)}
	var draft *file.File
	err = s.Store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		draft, err = s.draft(ctx, tx, scope, d, template)
		return err
	})
	if err != nil {
		return nil, err
	}
	return draft, nil
}

// drafting grants a draft to those who may issue the paper and, on the standard template, to
// those to whom its maker leaves it.
func (s *Service) drafting(ctx context.Context, order Order, document *uuid.UUID) (access.Scope, error) {
	scope, refused := s.begin(ctx, order, access.Create)
	by, leaves := s.makers[order.Kind].(Drafter)
	if apperr.CodeOf(refused) != apperr.Forbidden || !leaves || document != nil {
		return scope, refused
	}
	scope, err := by.Drafting(ctx, order.About)
	if err != nil && apperr.Refuses(err) {
		err = refused
	}
	return scope, err
}

// draft keeps a paper that has no number, on a template that is tried or on the one in use.
func (s *Service) draft(ctx context.Context, tx Tx, scope access.Scope, d Document, template []byte) (*file.File, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	d.Date = clock.DateOf(now)
	if template == nil {
		if _, template, err = s.template(ctx, tx, scope, d.Kind, d.Lang); err != nil {
			return nil, err
		}
	}
	made, err := s.sheets(template, d)
	if err != nil {
		return nil, err
	}
	written, err := s.Files.Write(ctx, scope, file.Made{Kind: file.IssuedPaper, Name: "draft.pdf", Type: inspect.PDF, Data: made.pdf}, now)
	if err != nil {
		return nil, err
	}
	return written, tx.InsertFile(ctx, written)
}
