package paper

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
)

// Verdict is what everyone learns of a paper by its code, and no more.
type Verdict string

// The verdicts. A voided paper is superseded by the journal's word.
const (
	Valid          Verdict = "VALID"
	NoLongerValid  Verdict = "SUPERSEDED"
	UnknownVerdict Verdict = "UNKNOWN"
)

// Check tells everyone whether a paper with this code is in force. A wrong code and a
// municipality that does not exist are UNKNOWN alike.
func (s *Service) Check(ctx context.Context, code string) (Verdict, error) {
	slug, secret, ok := parseCode(code)
	if !ok {
		return UnknownVerdict, nil
	}
	scope, err := s.checking(ctx, slug)
	if err == nil {
		var p *Paper
		if p, err = s.Store.ByCode(ctx, scope, secret); err == nil {
			if p.State == Issued {
				return Valid, nil
			}
			return NoLongerValid, nil
		}
	}
	if apperr.CodeOf(err) == apperr.NotFound {
		return UnknownVerdict, nil
	}
	return "", err
}

func (s *Service) checking(ctx context.Context, slug string) (access.Scope, error) {
	if slug == programmeSlug {
		return s.Auth.AuthorizeProgramme(ctx, access.ProgrammePaper, access.Verify)
	}
	return s.Auth.AuthorizeSlug(ctx, slug, access.Paper, access.Verify)
}
