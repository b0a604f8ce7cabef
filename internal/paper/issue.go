package paper

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// Order is which paper is wanted: a kind, about a thing, in a language.
type Order struct {
	Kind  Kind
	About entity.Ref
	Lang  i18n.Lang
}

// Issue writes a paper about a thing from the facts as they are now, numbers it and keeps
// it. Head, executive secretary, specialist; for the programme its manager. PAPER_STANDS when
// such a paper is in force.
func (s *Service) Issue(ctx context.Context, order Order) (*Paper, error) {
	scope, err := s.begin(ctx, order, access.Create)
	if err != nil {
		return nil, err
	}
	facts, err := s.gather(ctx, order)
	if err != nil {
		return nil, err
	}
	return s.press(ctx, scope, order, facts, nil)
}

// gather reads the facts of a paper, once the order makes sense.
func (s *Service) gather(ctx context.Context, order Order) (Facts, error) {
	maker, err := s.maker(tenantOf(order.About), order.Kind)
	switch {
	case err != nil:
		return nil, err
	case order.Lang != i18n.Ky && order.Lang != i18n.Ru:
		return nil, ErrLanguage
	case maker.About() != order.About.Kind:
		return nil, ErrAbout
	}
	return maker.Gather(ctx, order.About)
}

// replaced is the paper in whose place another is issued, and why.
type replaced struct {
	id      uuid.UUID
	version int64
	reason  string
}

// press issues a paper in one transaction: number, bytes, rows.
func (s *Service) press(ctx context.Context, scope access.Scope, order Order, facts Facts, old *replaced) (*Paper, error) {
	letterhead, err := s.letterhead(ctx, scope)
	if err != nil {
		return nil, err
	}
	var issued *Paper
	err = s.Store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		p, err := s.enter(ctx, tx, scope, order, old)
		if err != nil {
			return err
		}
		if err := s.print(ctx, tx, scope, p, letterhead, facts); err != nil {
			return err
		}
		if err := tx.InsertPaper(ctx, p); err != nil {
			return err
		}
		issued = p
		return tx.Record(ctx, audit.Entry{Object: p.object(), Action: access.Create, ID: p.ID, After: p, Reason: p.Reason})
	})
	if err != nil {
		return nil, err
	}
	return issued, nil
}

// enter gives a new paper its line in the journal and ends the one it replaces.
func (s *Service) enter(ctx context.Context, tx Tx, scope access.Scope, order Order, old *replaced) (*Paper, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	today := clock.DateOf(now)
	p := &Paper{
		Base: entity.NewBase(scope.TenantID(), now), Kind: order.Kind, Language: order.Lang,
		AboutKind: order.About.Kind, AboutID: order.About.ID,
		JournalYear: today.Year(), State: Issued, IssuedOn: today, Code: newCode(),
	}
	if user := scope.UserID(); user != uuid.Nil {
		p.IssuedBy = &user
	}
	if old == nil {
		err = refuseStanding(ctx, tx, p)
	} else {
		err = supersede(ctx, tx, p, *old, now)
	}
	if err != nil {
		return nil, err
	}
	p.JournalNo, err = tx.NextPaperNumber(ctx, p.Kind, p.JournalYear)
	return p.of(scope), err
}

// refuseStanding refuses a second paper of the same kind about the same thing. What is
// about the municipality as a whole is issued again each year.
func refuseStanding(ctx context.Context, tx Tx, p *Paper) error {
	standing, err := tx.Standing(ctx, p.Kind, p.Language, p.AboutID)
	if err != nil || standing == nil {
		return err
	}
	if p.AboutKind == municipality && standing.JournalYear != p.JournalYear {
		return nil
	}
	return ErrStands.With(i18n.Args{"number": standing.Number()})
}

// supersede ends the old paper in favour of p.
func supersede(ctx context.Context, tx Tx, p *Paper, old replaced, now time.Time) error {
	before, err := lock(ctx, tx, old.id, old.version)
	if err != nil {
		return err
	}
	ended := *before
	ended.State, ended.SupersededBy = Superseded, &p.ID
	if err := ended.hide(ctx, tx); err != nil {
		return err
	}
	ended.Touch(now)
	p.Supersedes, p.Reason = &before.ID, old.reason
	if err := tx.UpdatePaper(ctx, &ended); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: p.object(), Action: access.Replace, ID: ended.ID, Before: before, After: ended, Reason: old.reason})
}

// print makes and keeps the files of a paper.
func (s *Service) print(ctx context.Context, tx Tx, scope access.Scope, p *Paper, letterhead Letterhead, facts Facts) error {
	d := Document{Frame: Frame{
		Kind: p.Kind, Lang: p.Language, Letterhead: letterhead, Number: p.Number(), Date: p.IssuedOn,
		Check: Check{URL: s.CheckURL(p), Code: p.CheckCode()}, Copy: Original,
	}, Content: facts.Content(p.Language, Original)}
	own, template, err := s.template(ctx, tx, scope, p.Kind, p.Language)
	if err != nil {
		return err
	}
	if own != nil {
		p.TemplateID = &own.ID
	}
	sheets, err := s.sheets(template, d)
	if err != nil {
		return err
	}
	keep := func(data []byte, part string, as inspect.Type) (uuid.UUID, error) {
		return s.keep(ctx, tx, scope, file.Made{
			Kind: file.IssuedPaper, Name: p.filename(part, as.Extension()), Type: as, Data: data,
			Owner: file.Owner{Object: p.object(), ID: p.ID},
		})
	}
	if p.PDFFileID, err = keep(sheets.pdf, "", inspect.PDF); err != nil {
		return err
	}
	if p.DocxFileID, err = keep(sheets.docx, "", inspect.DOCX); err != nil {
		return err
	}
	pdf, docx := sha256.Sum256(sheets.pdf), sha256.Sum256(sheets.docx)
	p.PDFSHA256, p.DocxSHA256 = pdf[:], docx[:]
	if !p.Kind.HasPublicCopy() {
		return nil
	}
	d.Copy, d.Content = Public, facts.Content(p.Language, Public)
	if sheets, err = s.sheets(template, d); err != nil {
		return err
	}
	public, err := keep(sheets.pdf, "-public", inspect.PDF)
	p.PublicFileID = &public
	return err
}

// sheets are a paper in both forms.
type sheets struct{ pdf, docx []byte }

// sheets writes a paper on the municipality's own template, or on ours without one.
func (s *Service) sheets(template []byte, d Document) (made sheets, err error) {
	if template == nil {
		if made.docx, err = s.Press.DOCX(d); err != nil {
			return made, err
		}
		made.pdf, err = s.Press.PDF(d)
		return made, err
	}
	if made.docx, err = s.Press.Fill(template, d); err != nil {
		return made, err
	}
	content, err := s.Press.Read(made.docx)
	if err != nil {
		return made, err
	}
	made.pdf, err = s.Press.PDF(Document{Frame: d.Frame, Content: content})
	return made, err
}

// keep stores bytes that the program made, in the change that makes them.
func (s *Service) keep(ctx context.Context, tx Tx, scope access.Scope, made file.Made) (uuid.UUID, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	f, err := s.Files.Write(ctx, scope, made, now)
	if err != nil {
		return uuid.Nil, err
	}
	return f.ID, tx.InsertFile(ctx, f)
}

// Reissue writes a paper anew from the facts as they are now, under a new number; the old
// one is superseded and says why in the journal. Head, executive secretary, specialist.
func (s *Service) Reissue(ctx context.Context, ref entity.Ref, version int64, reason string) (*Paper, error) {
	scope, err := s.enterAs(ctx, ref.Tenant, access.Replace)
	if err != nil {
		return nil, err
	}
	if reason, err = reasonOf(reason); err != nil {
		return nil, err
	}
	old, err := s.Store.Get(ctx, scope, ref.ID)
	switch {
	case err != nil:
		return nil, err
	case old.State != Issued:
		return nil, ErrEnded
	case old.Version != version:
		return nil, apperr.ErrStale
	}
	order := Order{Kind: old.Kind, About: old.About(), Lang: old.Language}
	if err := order.Kind.open(scope); err != nil {
		return nil, err
	}
	facts, err := s.gather(ctx, order)
	if err != nil {
		return nil, err
	}
	return s.press(ctx, scope, order, facts, &replaced{id: old.ID, version: version, reason: reason})
}
