package paper

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where an issued paper stands.
type State string

// The states. A paper is issued once and then only ends.
const (
	Issued     State = "ISSUED"
	Superseded State = "SUPERSEDED"
	Voided     State = "VOIDED"
)

// Paper is one line of a journal: a paper that was issued.
type Paper struct {
	entity.Base `bun:",extend"`

	Kind      Kind      `json:"kind"`
	Language  i18n.Lang `json:"language"`
	AboutKind string    `json:"aboutKind"`
	AboutID   uuid.UUID `json:"aboutId"`

	JournalYear int        `json:"journalYear"`
	JournalNo   int        `json:"journalNo"`
	State       State      `json:"state"`
	IssuedOn    clock.Date `json:"issuedOn"`
	IssuedBy    *uuid.UUID `json:"issuedBy,omitempty"`
	// Code is the unguessable part of the address of its check.
	Code string `json:"-"`

	PDFFileID    uuid.UUID  `bun:"pdf_file_id" json:"pdfFileId"`
	DocxFileID   uuid.UUID  `json:"docxFileId"`
	PublicFileID *uuid.UUID `json:"publicFileId,omitempty"`
	ScanFileID   *uuid.UUID `json:"scanFileId,omitempty"`
	PDFSHA256    []byte     `bun:"pdf_sha256" json:"pdfSha256"`
	DocxSHA256   []byte     `bun:"docx_sha256" json:"docxSha256"`
	// TemplateID is the municipality's own template that it was written on.
	TemplateID *uuid.UUID `json:"templateId,omitempty"`
	// PublishedAt is since when everyone may read the redacted copy.
	PublishedAt *time.Time `json:"publishedAt,omitempty"`

	Supersedes   *uuid.UUID `json:"supersedes,omitempty"`
	SupersededBy *uuid.UUID `json:"supersededBy,omitempty"`
	// Reason is why it was voided, or why it was issued anew.
	Reason string `json:"reason,omitempty"`

	// slug is the municipality's, for the address of the check; ended: nothing new begins there.
	slug  string
	ended bool
}

// Ref is the global address of the paper.
func (p *Paper) Ref() entity.Ref { return p.RefAs("Paper") }

// Number is the number in the journal: index of the kind and number in the year.
func (p *Paper) Number() string { return number(p.Kind, p.JournalNo) }

func number(kind Kind, n int) string { return fmt.Sprintf("%s-%d", kind.Index(), n) }

// Title is the name of its kind.
func (p *Paper) Title() i18n.Localized { return p.Kind.Name().Localized() }

// About is the thing it is about. A municipality is its own tenant.
func (p *Paper) About() entity.Ref {
	if p.AboutKind == municipality {
		return entity.Ref{Kind: municipality, ID: p.AboutID}
	}
	return p.Link(p.AboutKind, p.AboutID)
}

// SHA256 is that of the PDF, in hex.
func (p *Paper) SHA256() string { return hex.EncodeToString(p.PDFSHA256) }

// DocxDigest is the SHA-256 of the DOCX, in hex.
func (p *Paper) DocxDigest() string { return hex.EncodeToString(p.DocxSHA256) }

// OnOwnTemplate reports whether it was written on the municipality's own template.
func (p *Paper) OnOwnTemplate() bool { return p.TemplateID != nil }

// SupersedesRef is the paper in whose place it was issued, nil without one.
func (p *Paper) SupersedesRef() *entity.Ref { return p.LinkIf("Paper", p.Supersedes) }

// SupersededByRef is the paper that was issued in its place, nil without one.
func (p *Paper) SupersededByRef() *entity.Ref { return p.LinkIf("Paper", p.SupersededBy) }

const municipality = "Municipality"

// tenantOf is the municipality that a thing lies in; a municipality lies in itself.
func tenantOf(about entity.Ref) uuid.UUID {
	if about.Kind == municipality {
		return about.ID
	}
	return about.Tenant
}

// filename is what a file of the paper is called on a disk: «protocol-06-1-2019-ky.pdf».
func (p *Paper) filename(part, ending string) string {
	kind := strings.ReplaceAll(strings.ToLower(string(p.Kind)), "_", "-")
	return fmt.Sprintf("%s-%s-%d-%s%s%s", kind, p.Number(), p.JournalYear, strings.ToLower(string(p.Language)), part, ending)
}

// Template is a municipality's own template of a kind in a language.
type Template struct {
	entity.Base `bun:",extend"`

	Kind     Kind      `json:"kind"`
	Language i18n.Lang `json:"language"`
	FileID   uuid.UUID `json:"fileId"`
	// RetiredAt is since when it is not used any more.
	RetiredAt *time.Time `json:"retiredAt,omitempty"`
}

// Ref is the global address of the template.
func (t *Template) Ref() entity.Ref { return t.RefAs("PaperTemplate") }

// Head is what the municipality writes on its letterhead.
type Head struct {
	entity.Base `bun:",extend"`

	// Name is that of the office: «А. Орозбеков айыл өкмөтү».
	Name    i18n.Localized `bun:"type:jsonb" json:"name"`
	Address i18n.Localized `bun:"type:jsonb" json:"address"`
	Phone   string         `json:"phone"`
	Email   string         `json:"email"`
	TaxID   string         `bun:"tax_id" json:"taxId"`
}

// Files are all files of the paper.
func (p *Paper) Files() []uuid.UUID {
	all := []uuid.UUID{p.PDFFileID, p.DocxFileID}
	for _, id := range []*uuid.UUID{p.PublicFileID, p.ScanFileID} {
		if id != nil {
			all = append(all, *id)
		}
	}
	return all
}
