package paper

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// Form is a kind of paper that can be issued: its merge fields and own templates.
type Form struct {
	Kind Kind
	// About is the kind of things it is written about.
	About  string
	Fields []Field
	// Templates are the municipality's own, one a language at most.
	Templates []*Template
}

// Name is what people call the kind.
func (f Form) Name() i18n.Localized { return f.Kind.Name().Localized() }

// Public reports whether a redacted copy is made.
func (f Form) Public() bool { return f.Kind.HasPublicCopy() }

// Description says in all languages what a merge field stands for.
func (f Field) Description() i18n.Localized { return f.Meaning.Localized() }

// Forms lists the kinds of papers that can be issued, in their order.
func (s *Service) Forms(ctx context.Context, tenant uuid.UUID) ([]Form, error) {
	scope, err := s.Auth.Authorize(ctx, tenant, templateIn(tenant), access.Read)
	if err != nil {
		return nil, err
	}
	templates, err := s.Store.Templates(ctx, scope)
	if err != nil {
		return nil, err
	}
	var forms []Form
	for _, kind := range Kinds() {
		maker, err := s.maker(tenant, kind)
		if err != nil {
			continue
		}
		form := Form{Kind: kind, About: maker.About(), Fields: append(CommonFields(), maker.Fields()...), Templates: []*Template{}}
		for _, t := range templates {
			if t.Kind == kind {
				form.Templates = append(form.Templates, t)
			}
		}
		forms = append(forms, form)
	}
	return forms, nil
}

// UploadTemplate replaces the template of a kind in a language by a Word document. Head,
// executive secretary. VALIDATION names the fields that the kind does not have.
func (s *Service) UploadTemplate(ctx context.Context, tenant uuid.UUID, kind Kind, lang i18n.Lang, document uuid.UUID) (*Template, error) {
	scope, err := s.Auth.Authorize(ctx, tenant, templateIn(tenant), access.Replace)
	if err != nil {
		return nil, err
	}
	if _, err := s.uploaded(ctx, scope, kind, lang, document); err != nil {
		return nil, err
	}
	var t *Template
	err = s.Store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		old, err := retire(ctx, tx, kind, lang, now)
		if err != nil {
			return err
		}
		t = &Template{Base: entity.NewBase(tenant, now), Kind: kind, Language: lang, FileID: document}
		if _, err := tx.AttachFile(ctx, document, file.Owner{Object: templateIn(tenant), ID: t.ID}, file.PaperTemplate); err != nil {
			return apperr.At(err, "fileId")
		}
		if err := tx.InsertTemplate(ctx, t); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: templateIn(tenant), Action: access.Replace, ID: t.ID, Before: old, After: t})
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// ResetTemplate goes back to the standard template. Head, executive secretary.
// PAPER_TEMPLATE_STANDARD when there is no own one.
func (s *Service) ResetTemplate(ctx context.Context, tenant uuid.UUID, kind Kind, lang i18n.Lang, version int64) (*Template, error) {
	scope, err := s.Auth.Authorize(ctx, tenant, templateIn(tenant), access.Delete)
	if err != nil {
		return nil, err
	}
	var old *Template
	err = s.Store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if old, err = retire(ctx, tx, kind, lang, now); err != nil {
			return err
		}
		if old == nil {
			return ErrNoTemplate
		}
		if old.Version != version+1 {
			return apperr.ErrStale
		}
		return tx.Record(ctx, audit.Entry{Object: templateIn(tenant), Action: access.Delete, ID: old.ID, After: old})
	})
	if err != nil {
		return nil, err
	}
	return old, nil
}

// retire takes the template in use out of use, nil when there is none. Its file stays as
// evidence of what was written on it.
func retire(ctx context.Context, tx Tx, kind Kind, lang i18n.Lang, now time.Time) (*Template, error) {
	old, err := tx.Template(ctx, kind, lang)
	if err != nil || old == nil {
		return nil, err
	}
	old.RetiredAt = &now
	old.Touch(now)
	return old, tx.UpdateTemplate(ctx, old)
}

// uploaded reads a template that the caller uploaded and checks it.
func (s *Service) uploaded(ctx context.Context, scope access.Scope, kind Kind, lang i18n.Lang, document uuid.UUID) ([]byte, error) {
	maker, err := s.maker(scope.TenantID(), kind)
	switch {
	case err != nil:
		return nil, err
	case lang != i18n.Ky && lang != i18n.Ru:
		return nil, ErrLanguage
	}
	f, data, err := s.Files.Bytes(ctx, scope, document)
	if err != nil {
		return nil, apperr.At(err, "fileId")
	}
	if !f.OwnedBy(scope.UserID()) {
		return nil, apperr.ErrNotFound
	}
	if f.Kind != file.PaperTemplate || f.ContentType != inspect.DOCX {
		return nil, ErrTemplate
	}
	used, err := s.Press.Fields(data)
	if err != nil {
		return nil, ErrTemplate.Because(err)
	}
	if unknown := unknownFields(used, maker.Fields()); len(unknown) > 0 {
		return nil, ErrUnknownField.With(i18n.Args{"fields": "{{" + strings.Join(unknown, "}}, {{") + "}}"})
	}
	return data, nil
}

// template reads the municipality's own template, nil without one.
func (s *Service) template(ctx context.Context, tx Tx, scope access.Scope, kind Kind, lang i18n.Lang) (*Template, []byte, error) {
	own, err := tx.Template(ctx, kind, lang)
	if err != nil || own == nil {
		return nil, nil, err
	}
	_, data, err := s.Files.Bytes(ctx, scope, own.FileID)
	return own, data, err
}
