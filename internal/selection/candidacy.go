package selection

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/letter"
)

// Candidacy is a letter as the choice of pilots sees it.
type Candidacy struct {
	Letter         *letter.Letter
	Place          letter.Place
	Checks         []*Check
	Clarifications []*Clarification
	Notice         *Notice
}

// Eligible tells what the checks come to now, nil before there are any.
func (c *Candidacy) Eligible() *bool {
	if len(c.Checks) == 0 {
		return nil
	}
	verdict := Verdict(c.Checks)
	return &verdict
}

// Candidacies reads the letters of a call that were sent, by number.
func (s *Service) Candidacies(ctx context.Context, sel *Selection) ([]*Candidacy, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterEligibility, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	letters, err := r.Letters(ctx, sel.CallID)
	if err != nil {
		return nil, err
	}
	return candidacies(ctx, r, letters)
}

// Candidacy reads one letter.
func (s *Service) Candidacy(ctx context.Context, id uuid.UUID) (*Candidacy, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterEligibility, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	l, err := r.Letter(ctx, id)
	if err != nil {
		return nil, err
	}
	list, err := candidacies(ctx, r, []*letter.Letter{l})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// CandidaciesOf reads letters by their ids; those that do not exist are NOT_FOUND.
func (s *Service) CandidaciesOf(ctx context.Context, letters []*letter.Letter) ([]*Candidacy, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterEligibility, access.Read)
	if err != nil {
		return nil, err
	}
	return candidacies(ctx, s.store.Read(scope), letters)
}

func candidacies(ctx context.Context, r Reader, letters []*letter.Letter) ([]*Candidacy, error) {
	ids, towns := make([]uuid.UUID, len(letters)), make([]uuid.UUID, len(letters))
	for i, l := range letters {
		ids[i], towns[i] = l.ID, l.MunicipalityID
	}
	places, err := r.Places(ctx, towns)
	if err != nil {
		return nil, err
	}
	checks, err := r.Checks(ctx, ids)
	if err != nil {
		return nil, err
	}
	asked, err := r.Clarifications(ctx, ids)
	if err != nil {
		return nil, err
	}
	told, err := r.Notices(ctx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]*Candidacy, len(letters))
	for i, l := range letters {
		list[i] = &Candidacy{Letter: l, Place: places[l.MunicipalityID], Checks: checks[l.ID], Clarifications: asked[l.ID], Notice: told[l.ID]}
	}
	return list, nil
}

// Names reads how municipalities and numbers of letters are called, for a protocol.
func (s *Service) Names(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*Candidacy, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionProtocol, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	found, err := r.LettersByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	var letters []*letter.Letter
	for _, id := range ids {
		if found[id] == nil {
			return nil, apperr.ErrNotFound
		}
		letters = append(letters, found[id])
	}
	list, err := candidacies(ctx, r, letters)
	if err != nil {
		return nil, err
	}
	named := make(map[uuid.UUID]*Candidacy, len(list))
	for _, c := range list {
		named[c.Letter.ID] = c
	}
	return named, nil
}
