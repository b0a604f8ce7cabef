package paper

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/territory"
)

// Filter chooses papers of a journal; zero values choose all.
type Filter struct {
	Kind  Kind
	Year  int
	State State
	// AboutID chooses the papers about one thing.
	AboutID uuid.UUID
}

// Store keeps papers, templates and the letterhead.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Paper, error)
	// List reads a page, newest first.
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Paper], error)
	// ByCode finds a paper by the code of its check.
	ByCode(ctx context.Context, scope access.Scope, code string) (*Paper, error)
	// Templates lists the templates in use.
	Templates(ctx context.Context, scope access.Scope) ([]*Template, error)
	// Head reads what stands on the letterhead, nil when nobody wrote it yet.
	Head(ctx context.Context, scope access.Scope) (*Head, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of papers may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	LockPaper(ctx context.Context, id uuid.UUID) (*Paper, error)
	// Standing finds the paper of a kind and language about a thing that is in force, nil
	// without one.
	Standing(ctx context.Context, kind Kind, lang i18n.Lang, about uuid.UUID) (*Paper, error)
	// NextPaperNumber gives the next number of a journal; others wait for it.
	NextPaperNumber(ctx context.Context, kind Kind, year int) (int, error)
	InsertPaper(ctx context.Context, p *Paper) error
	UpdatePaper(ctx context.Context, p *Paper) error
	// Template finds the municipality's own template, locked, nil without one.
	Template(ctx context.Context, kind Kind, lang i18n.Lang) (*Template, error)
	InsertTemplate(ctx context.Context, t *Template) error
	UpdateTemplate(ctx context.Context, t *Template) error
	LockHead(ctx context.Context) (*Head, error)
	InsertHead(ctx context.Context, h *Head) error
	UpdateHead(ctx context.Context, h *Head) error

	InsertFile(ctx context.Context, f *file.File) error
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	ReleaseFile(ctx context.Context, id uuid.UUID, owner file.Owner) error
	PublishFile(ctx context.Context, id uuid.UUID) error
	HideFile(ctx context.Context, id uuid.UUID) error
}

// Files keeps the bytes of papers and templates; [file.Service] does.
type Files interface {
	// Write keeps bytes that the program made and returns the file's row to be inserted.
	Write(ctx context.Context, scope access.Scope, made file.Made, now time.Time) (*file.File, error)
	// Bytes reads a whole file for a service that decides itself who may have it.
	Bytes(ctx context.Context, scope access.Scope, id uuid.UUID) (*file.File, []byte, error)
}

// Press turns descriptions into bytes; internal/paper/press does.
type Press interface {
	PDF(d Document) ([]byte, error)
	DOCX(d Document) ([]byte, error)
	// Fields lists the merge fields of a template, Fill writes a paper into it, Read takes
	// the content out of a Word document for the PDF.
	Fields(template []byte) ([]string, error)
	Fill(template []byte, d Document) ([]byte, error)
	Read(docx []byte) (Content, error)
}

// Places names oblasts and raions; [territory.Service] does.
type Places interface {
	Oblasts(ctx context.Context) ([]territory.Oblast, error)
	Raions(ctx context.Context) ([]territory.Raion, error)
}

// Sources are what the service is made of.
type Sources struct {
	Auth   access.Authorizer
	Store  Store
	Files  Files
	Press  Press
	Places Places
	// BaseURL is where people reach the server: the check address begins with it.
	BaseURL string
}

// Service is what people do with papers.
type Service struct {
	Sources
	makers Makers
}

// NewService makes the service; makers write the papers it can issue.
func NewService(sources Sources, makers Makers) *Service {
	sources.BaseURL = strings.TrimSuffix(sources.BaseURL, "/")
	return &Service{Sources: sources, makers: makers}
}

// Get reads one paper. Head, executive secretary, specialist, accountant; of the programme
// its manager and finance officer.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Paper, error) {
	scope, err := s.enterAs(ctx, ref.Tenant, access.Read)
	if err != nil {
		return nil, err
	}
	p, err := s.Store.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	return p.of(scope), nil
}

// List reads a page of the journals of a municipality, or with uuid.Nil of the programme,
// newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Paper], error) {
	scope, err := s.enterAs(ctx, tenant, access.Read)
	if err != nil {
		return page.Page[*Paper]{}, err
	}
	list, err := s.Store.List(ctx, scope, filter, request)
	for _, p := range list.Items {
		p.of(scope)
	}
	return list, err
}

// CheckURL is the public address at which everyone can check a paper.
func (s *Service) CheckURL(p *Paper) string { return s.BaseURL + CheckPath + p.CheckCode() }

// CheckPath is where the page of checks lies.
const CheckPath = "/check/"
