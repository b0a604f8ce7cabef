package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
)

// MaySee refuses, with NOT_FOUND or FORBIDDEN, what the caller may not see: messages about a
// thing go only to those who still may.
func (r *Resolver) MaySee(ctx context.Context, ref entity.Ref) error {
	find, known := r.nodes()[ref.Kind]
	if !known {
		return apperr.ErrNotFound
	}
	_, err := find(ctx, ref)
	return err
}

// noticeEdit is the change that an input asks for.
func noticeEdit(input model.SetNoticePreferencesInput) notice.Edit {
	edit := notice.Edit{
		DigestHour: input.DigestHour.Value(), QuietFrom: input.QuietFrom.Value(), QuietUntil: input.QuietUntil.Value(),
		ForgetTelegram: input.ForgetTelegram,
	}
	for _, k := range input.Kinds.Value() {
		edit.Kinds = append(edit.Kinds, notice.KindPreference{Kind: k.Kind, Channels: k.Channels, Digest: k.Digest})
	}
	return edit
}

// unlessErrors is a value of a payload, nil where it has errors.
func unlessErrors[T any](value T, errs []*model.UserError) *T {
	if len(errs) > 0 {
		return nil
	}
	return &value
}

func refs(ids []*entity.Ref) []entity.Ref {
	list := make([]entity.Ref, len(ids))
	for i, id := range ids {
		list[i] = *id
	}
	return list
}
