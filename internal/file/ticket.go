package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// Declaration is what a person says about a file before sending it.
type Declaration struct {
	Kind        Kind
	Filename    string
	ContentType string
	// Size is in bytes.
	Size int64
	// SHA256 is in hex, 64 digits.
	SHA256 string
}

// The refusals of a declaration.
var (
	errType = apperr.New(apperr.Validation, i18n.New(
		"PDF, JPEG, PNG, HEIC, WebP, DOCX жана XLSX файлдары кабыл алынат.",
		"Принимаются файлы PDF, JPEG, PNG, HEIC, WebP, DOCX и XLSX.",
		"PDF, JPEG, PNG, HEIC, WebP, DOCX and XLSX files are accepted."))
	errExtension = apperr.New(apperr.Validation, i18n.New(
		"Файлдын атынын аягы (мисалы .pdf) анын түрүнө туура келбейт.",
		"Окончание имени файла (например .pdf) не подходит к его виду.",
		"The ending of the file name (for example .pdf) does not fit its type."))
	errHash = apperr.New(apperr.Validation, i18n.New(
		"SHA-256 он алтылык 64 белги менен жазылат.",
		"SHA-256 пишется 64 шестнадцатеричными знаками.",
		"The SHA-256 is written as 64 hexadecimal digits."))
	ErrQuota = apperr.NewRule("FILE_QUOTA", i18n.New(
		"Муниципалитеттин файлдары үчүн орун калган жок. Администраторго кайрылыңыз.",
		"Место для файлов муниципалитета закончилось. Обратитесь к администратору.",
		"The municipality has no room left for files. Ask the administrator."))
	ErrTooManyUnused = apperr.NewRule("FILE_TOO_MANY_UNUSED", i18n.New(
		"Эч жерге тиркелбеген файлдарыңыз өтө көп. Адегенде аларды тиркеңиз.",
		"У вас слишком много файлов, которые никуда не приложены. Сначала приложите их.",
		"Too many of your files are attached to nothing. Attach those first."))
)

// CreateTicket announces a file to a municipality and opens its upload. Everyone who
// signed in may, a suspended municipality excepted. VALIDATION answers a wrong name,
// type, size or hash, RULE a full quota.
func (s *Service) CreateTicket(ctx context.Context, tenant uuid.UUID, declared Declaration) (*File, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.File, access.Create)
	if err != nil {
		return nil, err
	}
	f, err := declared.check()
	if err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := s.room(ctx, tx, scope, f.Size); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		f.Base, f.State, f.ExpiresAt = entity.NewBase(tenant, now), Awaited, now.Add(TicketLife)
		if user := scope.UserID(); user != uuid.Nil {
			f.UploadedBy = &user
		}
		if err := tx.Insert(ctx, f); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.File, Action: access.Create, ID: f.ID, After: f})
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (s *Service) room(ctx context.Context, tx Tx, scope access.Scope, size int64) error {
	bytes, unused, err := tx.Usage(ctx, scope.UserID())
	switch {
	case err != nil:
		return err
	case bytes+size > s.limits.Quota:
		return ErrQuota
	case unused >= s.limits.Unused:
		return ErrTooManyUnused
	}
	return nil
}

// check refuses all that is wrong with a declaration at once.
func (d Declaration) check() (*File, error) {
	var errs apperr.List
	f := &File{Kind: d.Kind, Size: d.Size}
	name, err := ParseName(d.Filename)
	if err != nil {
		errs = append(errs, at(err, "filename"))
	}
	f.Name = name
	t, known := inspect.ParseType(d.ContentType)
	switch f.ContentType = t; {
	case !known:
		errs.Add(errType.At("contentType"))
	case !d.Kind.takes(t):
		errs.Add(errKindType.At("contentType"))
	case err == nil && !t.Fits(name.Extension()):
		errs.Add(errExtension.At("filename"))
	}
	if d.Size < 1 || d.Size > MaxSize {
		errs.Add(apperr.OutOfRange(1, MaxSize, "size"))
	}
	if f.SHA256, err = hex.DecodeString(d.SHA256); err != nil || len(f.SHA256) != sha256.Size {
		errs.Add(errHash.At("sha256"))
	}
	return f, errs.Err()
}

func at(err error, path string) *apperr.Error {
	return apperr.All(err)[0].At(path)
}

// declared is what the content is compared with.
func (f *File) declared() inspect.Declared {
	return inspect.Declared{Type: f.ContentType, Size: f.Size, SHA256: [sha256.Size]byte(f.SHA256)}
}
