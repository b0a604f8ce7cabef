package notice

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/tenants"
)

// Store keeps what people were told and how they want to be told.
type Store interface {
	// Inbox reads a page of what the scope's person was told, newest first.
	Inbox(ctx context.Context, scope access.Scope, unread bool, request page.Request) (page.Page[*Sent], error)
	Unread(ctx context.Context, scope access.Scope) (int, error)
	// MarkRead notes that the scope's person read some of them, or, for nil, all; NOT_FOUND
	// when one of them is not hers.
	MarkRead(ctx context.Context, scope access.Scope, ids []uuid.UUID) error
	Choice(ctx context.Context, account uuid.UUID) (Choice, error)
	Followed(ctx context.Context, account uuid.UUID) ([]entity.Ref, error)
	// Log reads a page of what was told about a thing, newest first; Failing of what could
	// not be sent, of all municipalities.
	Log(ctx context.Context, scope access.Scope, about uuid.UUID, request page.Request) (page.Page[*Logged], error)
	Failing(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Logged], error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockChoice reads what a person prefers and keeps others from changing it.
	LockChoice(ctx context.Context, account uuid.UUID) (Choice, error)
	SaveChoice(ctx context.Context, account uuid.UUID, choice Choice) error
	// SetCode keeps the hash of a code for a chat; TakeCode finds whose code it is, gives her
	// the chat and ends the code: NOT_FOUND for a wrong or old one.
	SetCode(ctx context.Context, account uuid.UUID, hash []byte, until time.Time) error
	TakeCode(ctx context.Context, hash []byte, chat string) (uuid.UUID, error)
	// Follow replaces what a person follows.
	Follow(ctx context.Context, account uuid.UUID, subjects []entity.Ref) error
	// Requeue has the failed deliveries of a message tried again; NOT_FOUND for none.
	Requeue(ctx context.Context, message uuid.UUID) (*Logged, error)
}

// Logged is a message with whom it went to and how.
type Logged struct {
	*Sent
	// Name is the reader's.
	Name       string
	Deliveries []*Delivery
}

// Service is what people do with messages.
type Service struct {
	auth  access.Authorizer
	store Store
	// place finds the name of a municipality.
	place func(ctx context.Context, id uuid.UUID) (tenants.Tenant, error)
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, place func(ctx context.Context, id uuid.UUID) (tenants.Tenant, error)) *Service {
	return &Service{auth: auth, store: store, place: place}
}

// Inbox reads a page of what the caller was told, newest first.
func (s *Service) Inbox(ctx context.Context, unread bool, request page.Request) (page.Page[*Item], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Read)
	if err != nil {
		return page.Page[*Item]{}, err
	}
	found, err := s.store.Inbox(ctx, scope, unread, request)
	if err != nil {
		return page.Page[*Item]{}, err
	}
	shown := page.Page[*Item]{HasNext: found.HasNext, Total: found.Total, Cursor: (*Item).cursor}
	places := Messenger{Place: s.place}
	for _, m := range found.Items {
		filled, err := places.filled(ctx, m)
		if err != nil {
			return page.Page[*Item]{}, err
		}
		shown.Items = append(shown.Items, &Item{filled})
	}
	return shown, nil
}

// Unread counts what the caller has not read.
func (s *Service) Unread(ctx context.Context) (int, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Read)
	if err != nil {
		return 0, err
	}
	return s.store.Unread(ctx, scope)
}

// MarkRead notes that the caller read some notices, or, for nil, all. NOT_FOUND answers one
// that is not hers, and then none is marked. It leaves no audit row, as signing in with a
// session leaves none.
func (s *Service) MarkRead(ctx context.Context, refs []*entity.Ref) (unread int, err error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Update)
	if err != nil {
		return 0, err
	}
	var ids []uuid.UUID
	if refs != nil {
		ids = []uuid.UUID{}
	}
	for _, ref := range refs {
		ids = append(ids, ref.ID)
	}
	if err := s.store.MarkRead(ctx, scope, ids); err != nil {
		return 0, err
	}
	return s.store.Unread(ctx, scope)
}

// Log reads a page of who was told what about a thing, newest first. Who works in the
// municipality may, and for what is the programme's its managers; the caller of Log has shown
// that the thing may be seen.
func (s *Service) Log(ctx context.Context, about entity.Ref, request page.Request) (page.Page[*Logged], error) {
	authorize := s.auth.AuthorizeProgramme
	if about.Tenant != uuid.Nil {
		authorize = func(ctx context.Context, object access.Object, action access.Action) (access.Scope, error) {
			return s.auth.Authorize(ctx, about.Tenant, object, action)
		}
	}
	scope, err := authorize(ctx, access.Message, access.Read)
	if err != nil {
		return page.Page[*Logged]{}, err
	}
	return s.store.Log(ctx, scope, about.ID, request)
}

// Failing reads a page of the messages that could not be sent. Platform administrator.
func (s *Service) Failing(ctx context.Context, request page.Request) (page.Page[*Logged], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Message, access.ReadAll)
	if err != nil {
		return page.Page[*Logged]{}, err
	}
	return s.store.Failing(ctx, scope, request)
}

// ErrNotFailed refuses to send again what did not fail.
var ErrNotFailed = apperr.NewRule("MESSAGE_NOT_FAILED", i18n.New(
	"Бул билдирүү жөнөтүлгөн же жөнөтүлүп жатат: кайра жөнөтүүнүн кереги жок.",
	"Это сообщение отправлено или отправляется: повторять не нужно.",
	"This message was sent or is on its way: there is nothing to repeat."))

// Retry has a message that could not be sent tried again. Platform administrator.
func (s *Service) Retry(ctx context.Context, ref entity.Ref) (m *Logged, err error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Message, access.Deliver)
	if err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if m, err = tx.Requeue(ctx, ref.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Message, Action: access.Deliver, ID: ref.ID})
	})
	return m, err
}

// codeLife is how long a code for Telegram works.
const codeLife = 15 * time.Minute

// LinkTelegram makes a code that the caller writes to the bot; it is shown this once and works
// once.
func (s *Service) LinkTelegram(ctx context.Context) (code string, until time.Time, err error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Update)
	if err != nil {
		return "", time.Time{}, err
	}
	raw := make([]byte, 10)
	_, _ = rand.Read(raw) // it never fails
	code = base32.StdEncoding.EncodeToString(raw)
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		until = now.Add(codeLife)
		if err := tx.SetCode(ctx, scope.UserID(), hashOf(code), until); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Notice, Action: access.Update, ID: scope.UserID(), After: map[string]any{"telegram": "code"}})
	})
	return code, until, err
}

// Chat gives an account the chat in which its code was written; the gateway of the bot asks.
// False for a wrong or old code.
func (s *Service) Chat(ctx context.Context, code, chat string) (bool, error) {
	scope := access.SystemScope(tenants.Tenant{}, "link telegram", access.Permission{Object: access.Notice, Action: access.Update})
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		account, err := tx.TakeCode(ctx, hashOf(strings.ToUpper(strings.TrimSpace(code))), chat)
		if err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Notice, Action: access.Update, ID: account, After: map[string]any{"telegram": "linked"}})
	})
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return false, nil
	}
	return err == nil, err
}

func hashOf(code string) []byte {
	sum := sha256.Sum256([]byte(code))
	return sum[:]
}

// Calls are what those follow who want to hear of the programme's calls.
var Calls = entity.Ref{Kind: "Programme"}

// followMost bounds what a person follows.
const followMost = 100

// Followed lists the municipalities whose competitions the caller wants to hear of, and
// whether she wants to hear of calls.
func (s *Service) Followed(ctx context.Context) (Follows, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Read)
	if err != nil {
		return Follows{}, err
	}
	refs, err := s.store.Followed(ctx, scope.UserID())
	return followsOf(refs), err
}

// Follow replaces what the caller wants to hear of.
func (s *Service) Follow(ctx context.Context, f Follows) (Follows, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Notice, access.Update)
	if err != nil {
		return f, err
	}
	if len(f.Municipalities) > followMost {
		return f, apperr.OutOfRange(0, followMost, "municipalityIds")
	}
	var subjects []entity.Ref
	for _, ref := range f.Municipalities {
		if _, err := s.place(ctx, ref.ID); err != nil {
			return f, err
		}
		subject := entity.Ref{Kind: "Municipality", Tenant: ref.ID, ID: ref.ID}
		if !slices.Contains(subjects, subject) {
			subjects = append(subjects, subject)
		}
	}
	if f.Calls {
		subjects = append(subjects, Calls)
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := tx.Follow(ctx, scope.UserID(), subjects); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Notice, Action: access.Update, ID: scope.UserID(), After: map[string]any{"follows": subjects}})
	})
	return followsOf(subjects), err
}
