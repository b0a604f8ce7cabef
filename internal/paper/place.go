package paper

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
)

// programmeSlug stands in the check codes of the programme's papers; no municipality can be
// called so.
const programmeSlug = "programme"

// programmeName stands on the programme's letterhead until somebody writes another.
var programmeName = i18n.Localized{Ky: "Өнүктүрүү саясат институту", Ru: "Институт политики развития"}

// The programme issues papers in journals of its own, under permissions of its own.
func paperIn(tenant uuid.UUID) access.Object {
	if tenant == uuid.Nil {
		return access.ProgrammePaper
	}
	return access.Paper
}

func templateIn(tenant uuid.UUID) access.Object {
	if tenant == uuid.Nil {
		return access.ProgrammePaperTemplate
	}
	return access.PaperTemplate
}

// object is the one under which the paper is kept.
func (p *Paper) object() access.Object { return paperIn(p.TenantID) }

// enterAs grants the caller an action on papers of a municipality or of the programme.
func (s *Service) enterAs(ctx context.Context, tenant uuid.UUID, action access.Action) (access.Scope, error) {
	return s.Auth.Authorize(ctx, tenant, paperIn(tenant), action)
}

// begin grants the caller to write a paper of a kind. PAPER_OF_ENDED refuses papers of
// competitions in a municipality that ended: its old papers are read, new ones are on its
// agreements alone.
func (s *Service) begin(ctx context.Context, order Order, action access.Action) (access.Scope, error) {
	scope, err := s.enterAs(ctx, tenantOf(order.About), action)
	if err != nil {
		return scope, err
	}
	return scope, order.Kind.open(scope)
}

func (k Kind) open(scope access.Scope) error {
	if scope.Tenant().State.Ended() && k.begins() {
		return ErrOver
	}
	return nil
}

// maker is what writes a kind in a place.
func (s *Service) maker(tenant uuid.UUID, kind Kind) (Maker, error) {
	m, known := s.makers[kind]
	if !known || kind.OfProgramme() != (tenant == uuid.Nil) {
		return nil, ErrNoMaker
	}
	return m, nil
}

// of tells a paper where it was issued.
func (p *Paper) of(scope access.Scope) *Paper {
	p.slug = scope.Tenant().Slug
	if scope.Tenant().IsProgramme() {
		p.slug = programmeSlug
	}
	p.ended = scope.Tenant().State.Ended()
	return p
}
