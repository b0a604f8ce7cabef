package appeal

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/throttle"
	"github.com/demilge/demilge/internal/workday"
)

// Filter chooses appeals of a list; zero values choose all.
type Filter struct {
	States []State
	Kind   Kind
	// Reach are the competitions of the caller's commission.
	Reach access.Reach
}

// Store keeps appeals.
type Store interface {
	access.Reacher
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Appeal, error)
	// List reads a page, newest first.
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Appeal], error)
	OfCompetitions(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Appeal, error)
	// ByCode finds an appeal by the hash of its receipt's code.
	ByCode(ctx context.Context, scope access.Scope, hash string) (*Appeal, error)
	// Letters reads who wrote what, under the tenant's role.
	Letters(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Letter, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of appeals may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	workday.Source
	// CompetitionWithRules reads a competition and the rules of its regulation.
	CompetitionWithRules(ctx context.Context, id uuid.UUID) (*competition.Competition, regulation.Rules, error)
	LockAppeal(ctx context.Context, id uuid.UUID) (*Appeal, error)
	LockAppealByCode(ctx context.Context, hash string) (*Appeal, error)
	InsertAppeal(ctx context.Context, a *Appeal, letter Letter) error
	UpdateAppeal(ctx context.Context, a *Appeal) error
	// NextAppealNumber gives the next number of the year's register.
	NextAppealNumber(ctx context.Context, year int) (int, error)
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
}

// Service is what people do with appeals.
type Service struct {
	auth     access.Authorizer
	store    Store
	throttle throttle.Throttle
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, throttle throttle.Throttle) *Service {
	return &Service{auth: auth, store: store, throttle: throttle}
}

// Get reads one appeal. The executive body and the kenesh chair see all, chair and
// secretary of the commission those on their competitions, who filed it with an account her
// own.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Appeal, error) {
	own, err := s.own(ctx, ref)
	if err != nil || own != nil {
		return own, err
	}
	return access.Reached(ctx, s.auth, s.store, ref, access.Appeal, access.Read, s.store.Get, (*Appeal).about)
}

// own is the appeal if the caller filed it, nil otherwise.
func (s *Service) own(ctx context.Context, ref entity.Ref) (*Appeal, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Appeal, access.Submit)
	if err != nil || scope.UserID() == uuid.Nil {
		return nil, err
	}
	a, err := s.store.Get(ctx, scope, ref.ID)
	if apperr.CodeOf(err) == apperr.NotFound || err == nil && !a.filedBy(scope.UserID()) {
		return nil, nil
	}
	return a, err
}

func (a *Appeal) filedBy(user uuid.UUID) bool { return a.FilerID != nil && *a.FilerID == user }

// List reads a page of the appeals that the caller sees, newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Appeal], error) {
	scope, reach, err := access.Reaching(ctx, s.auth, s.store, tenant, access.Appeal, access.Read)
	if err != nil {
		return page.Page[*Appeal]{}, err
	}
	filter.Reach = reach
	return s.store.List(ctx, scope, filter, request)
}

// Of lists the appeals on competitions, oldest first.
func (s *Service) Of(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*Appeal, error) {
	scope, reach, err := access.Reaching(ctx, s.auth, s.store, tenant, access.Appeal, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.OfCompetitions(ctx, scope, reach.Within(competitions))
}

// Letters reads who wrote the appeals that the caller was shown, and what.
func (s *Service) Letters(ctx context.Context, tenant uuid.UUID, appeals []uuid.UUID) (map[uuid.UUID]*Letter, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Appeal, access.Submit)
	if err != nil {
		return nil, err
	}
	return s.store.Letters(ctx, scope, appeals)
}

// Find finds an appeal by the code of its receipt; everyone who has it may. NOT_FOUND for
// a wrong one, RATE_LIMITED after too many.
func (s *Service) Find(ctx context.Context, slug, code string) (*Appeal, error) {
	scope, err := s.auth.AuthorizeSlug(ctx, slug, access.Appeal, access.Submit)
	if err != nil {
		return nil, err
	}
	if err := s.admit(ctx, "appeal-code", codesAnHour); err != nil {
		return nil, err
	}
	a, err := s.store.ByCode(ctx, scope, HashCode(code))
	if apperr.CodeOf(err) == apperr.NotFound {
		return nil, ErrCode
	}
	return a, err
}

// Bounds of what one address may do.
const (
	window       = time.Hour
	appealsAHour = 20
	codesAnHour  = 100
)

func (s *Service) admit(ctx context.Context, kind string, most int) error {
	err := s.throttle.Bound(ctx, kind, s.throttle.Client(ctx), window, most)
	if apperr.CodeOf(err) == apperr.RateLimited {
		return ErrTooMany
	}
	return err
}
