package deadline

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
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

const (
	// MaxLinks is how many calendar links a person may have.
	MaxLinks = 10
	// MaxTenants is how many municipalities one of them may tell of.
	MaxTenants = 20
	// past and ahead bound what a feed shows, in days.
	past  = 30
	ahead = 365
)

var (
	errLinks = apperr.NewRule("CALENDAR_LINKS", i18n.New(
		"Жылнаамага шилтемелер өтө көп: эскисин өчүрүңүз.", "Слишком много ссылок на календарь: отзовите старую.", "Too many calendar links: revoke an old one."))
	errTenants = apperr.Invalid(i18n.New(
		"1ден {max} чейин муниципалитет көрсөтүңүз.", "Укажите от 1 до {max} муниципалитетов.", "Name 1 to {max} municipalities."), "municipalityIds").
		With(i18n.Args{"max": MaxTenants})
)

// CalendarPath is where calendars are read.
const CalendarPath = "/calendar/"

// CalendarAddress is the path of a calendar by its secret.
func CalendarAddress(secret string) string { return CalendarPath + secret + ".ics" }

// Link is a secret address of a person's calendar.
type Link struct {
	entity.Base `bun:",extend"`

	AccountID  uuid.UUID   `json:"accountId"`
	SecretHash []byte      `json:"-"`
	TenantIDs  []uuid.UUID `bun:"tenant_ids,type:jsonb" json:"tenantIds"`
	// Language is what the calendar is written in.
	Language i18n.Lang `json:"language"`
}

// Ref is the address of the link.
func (l *Link) Ref() entity.Ref { return l.RefAs("CalendarLink") }

// Municipalities are the addresses of those it tells of.
func (l *Link) Municipalities() []entity.Ref {
	refs := make([]entity.Ref, len(l.TenantIDs))
	for i, id := range l.TenantIDs {
		refs[i] = entity.Ref{Kind: "Municipality", ID: id}
	}
	return refs
}

// LinkTx is what a change of links may do in its transaction.
type LinkTx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// CountLinks counts the links of an account and keeps others from making more.
	CountLinks(ctx context.Context, account uuid.UUID) (int, error)
	InsertLink(ctx context.Context, link *Link) error
	// DeleteLink removes a link of an account; NOT_FOUND when it has none such.
	DeleteLink(ctx context.Context, account, id uuid.UUID) error
}

// Links lists the caller's calendar links, without their secrets.
func (s *Service) Links(ctx context.Context) ([]*Link, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Calendar, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Links(ctx, scope.UserID())
}

// CreateLink makes a secret address of the caller's calendar and returns the secret, which
// is not kept. RULE answers too many links, VALIDATION no municipality or too many.
func (s *Service) CreateLink(ctx context.Context, municipalities []uuid.UUID) (*Link, string, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Calendar, access.Create)
	if err != nil {
		return nil, "", err
	}
	municipalities = slices.Compact(slices.SortedFunc(slices.Values(municipalities), func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }))
	if len(municipalities) < 1 || len(municipalities) > MaxTenants {
		return nil, "", errTenants
	}
	for _, tenant := range municipalities {
		if _, err := s.auth.Authorize(ctx, tenant, access.Task, access.Read); err != nil {
			return nil, "", err
		}
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	sum := sha256.Sum256(secret)
	link := &Link{AccountID: scope.UserID(), SecretHash: sum[:], TenantIDs: municipalities, Language: i18n.From(ctx)}
	err = s.store.ChangeLinks(ctx, scope, func(ctx context.Context, tx LinkTx) error {
		switch n, err := tx.CountLinks(ctx, scope.UserID()); {
		case err != nil:
			return err
		case n >= MaxLinks:
			return errLinks
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		link.Base = entity.NewBase(uuid.Nil, now)
		if err := tx.InsertLink(ctx, link); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Calendar, Action: access.Create, ID: link.ID, After: link})
	})
	return link, base64.RawURLEncoding.EncodeToString(secret), err
}

// RevokeLink ends a link of the caller; NOT_FOUND when it is not hers.
func (s *Service) RevokeLink(ctx context.Context, ref entity.Ref) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Calendar, access.Revoke)
	if err != nil {
		return err
	}
	return s.store.ChangeLinks(ctx, scope, func(ctx context.Context, tx LinkTx) error {
		if err := tx.DeleteLink(ctx, scope.UserID(), ref.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Calendar, Action: access.Revoke, ID: ref.ID})
	})
}

// Feed is a calendar as its secret address shows it.
type Feed struct {
	Link    *Link
	Entries []*Entry
}

// Feed opens a calendar by its secret, with the rights that its owner has now. NOT_FOUND
// answers a secret that is none, was revoked or belongs to an account that ended.
func (s *Service) Feed(ctx context.Context, secret string) (*Feed, error) {
	raw, err := base64.RawURLEncoding.DecodeString(secret)
	if err != nil || len(raw) != 32 {
		return nil, apperr.ErrNotFound
	}
	sum := sha256.Sum256(raw)
	link, err := s.store.LinkByHash(ctx, sum[:])
	if err != nil {
		return nil, err
	}
	owner, err := s.from.People.Person(ctx, link.AccountID)
	if err != nil {
		return nil, err
	}
	ctx = access.WithGrants(access.With(ctx, owner))
	today := clock.DateOf(s.now())
	var entries []*Entry
	for _, tenant := range link.TenantIDs {
		found, err := s.Calendar(ctx, []uuid.UUID{tenant}, today.AddDays(-past), today.AddDays(ahead))
		switch {
		case apperr.Refuses(err): // she lost her right, or it takes part no more
		case err != nil:
			return nil, err
		}
		entries = append(entries, found...)
	}
	return &Feed{Link: link, Entries: entries}, nil
}
