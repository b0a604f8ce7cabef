package letter

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Get reads one letter: the programme every letter that was sent, the staff of a
// municipality their own, drafts with an account included. NOT_FOUND answers all others.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Letter, error) {
	scope, l, err := s.see(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	if _, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll); err == nil {
		return l, nil
	}
	list, err := s.told(ctx, scope, []*Letter{l})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// told are letters as their municipality sees them.
func (s *Service) told(ctx context.Context, scope access.Scope, letters []*Letter) ([]*Letter, error) {
	calls := make([]uuid.UUID, len(letters))
	for i, l := range letters {
		calls[i] = l.CallID
	}
	terms, err := s.store.Terms(ctx, scope, calls)
	if err != nil {
		return nil, err
	}
	shown := make([]*Letter, len(letters))
	for i, l := range letters {
		shown[i] = l.told(terms[l.CallID])
	}
	return shown, nil
}

// Printing grants the scope of a print of a letter to those who see it.
func (s *Service) Printing(ctx context.Context, ref entity.Ref) (access.Scope, error) {
	scope, _, err := s.see(ctx, ref.ID)
	return scope, err
}

// see finds a letter and grants its reading.
func (s *Service) see(ctx context.Context, id uuid.UUID) (access.Scope, *Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll)
	programme := err == nil
	if !programme {
		if scope, err = s.auth.AuthorizeProgramme(ctx, access.LetterDraft, access.Read); err != nil {
			return scope, nil, err
		}
	}
	l, err := s.store.Get(ctx, scope, id)
	if err != nil {
		return scope, nil, err
	}
	if programme && l.State != Draft {
		return scope, l, nil
	}
	if l.State == Draft && !l.ByAccount() {
		return scope, nil, apperr.ErrNotFound
	}
	action := access.Read
	if programme { // which sees no draft: only who writes it does
		action = access.Update
	}
	granted, err := s.auth.Authorize(ctx, l.MunicipalityID, access.LetterOfInterest, action)
	if err != nil {
		return scope, nil, hidden(err)
	}
	return granted.InProgramme(), l, nil
}

// List reads letters that were sent, for the programme.
func (s *Service) List(ctx context.Context, filter Filter, request page.Request) (page.Page[*Letter], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll)
	if err != nil {
		return page.Page[*Letter]{}, err
	}
	filter.Viewer = scope.UserID()
	return s.store.List(ctx, scope, filter, request)
}

// Of reads the letters of a municipality, its drafts with an account included, for its
// staff and for the programme, which sees no draft.
func (s *Service) Of(ctx context.Context, municipality uuid.UUID, filter Filter, request page.Request) (page.Page[*Letter], error) {
	filter.MunicipalityID = municipality
	if _, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll); err == nil {
		return s.List(ctx, filter, request)
	}
	scope, err := s.auth.Authorize(ctx, municipality, access.LetterOfInterest, access.Read)
	if err != nil {
		return page.Page[*Letter]{}, err
	}
	scope, filter.Own, filter.Viewer = scope.InProgramme(), true, scope.UserID()
	list, err := s.store.List(ctx, scope, filter, request)
	if err != nil {
		return list, err
	}
	list.Items, err = s.told(ctx, scope, list.Items)
	return list, err
}

// Beside finds a letter's neighbours in a list of the programme.
func (s *Service) Beside(ctx context.Context, ref entity.Ref, filter Filter) (*Adjacent, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll)
	if err != nil {
		return nil, err
	}
	filter.Viewer = scope.UserID()
	return s.store.Beside(ctx, scope, filter, ref.ID)
}

// CountsOf counts the letters of a call, for the programme.
func (s *Service) CountsOf(ctx context.Context, call entity.Ref) (*Counts, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll)
	if err != nil {
		return nil, err
	}
	return s.store.Counts(ctx, scope, call.ID)
}

// Shown is what a letter says, as somebody who was shown the letter sees it.
type Shown struct {
	Content Content
	Ready   Readiness
	Place   Place
}

// Contents reads what letters say for whoever was shown them. The leaders of groups are
// masked for everyone but the staff of the municipality; [Service.Leaders] shows them.
func (s *Service) Contents(ctx context.Context, letters []*Letter) (map[uuid.UUID]*Shown, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterDraft, access.Read)
	if err != nil {
		return nil, err
	}
	var ids, calls, municipalities []uuid.UUID
	for _, l := range letters {
		ids, calls, municipalities = append(ids, l.ID), append(calls, l.CallID), append(municipalities, l.MunicipalityID)
	}
	contents, err := s.store.Contents(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	terms, err := s.store.Terms(ctx, scope, calls)
	if err != nil {
		return nil, err
	}
	places, err := s.store.Places(ctx, scope, municipalities)
	if err != nil {
		return nil, err
	}
	shown := make(map[uuid.UUID]*Shown, len(letters))
	for _, l := range letters {
		content, place := contents[l.ID], places[l.MunicipalityID]
		ready := content.Ready(terms[l.CallID], place, l.judgedAt(s.now()))
		if !s.writes(ctx, l.MunicipalityID) {
			content = content.Masked()
		}
		shown[l.ID] = &Shown{Content: content, Ready: ready, Place: place}
	}
	return shown, nil
}

// writes reports whether the caller writes the letters of a municipality. Who works in none
// is not asked about each: most of those that write are no tenants yet, and not remembered.
func (s *Service) writes(ctx context.Context, municipality uuid.UUID) bool {
	if !slices.ContainsFunc(access.From(ctx).Memberships, func(m access.Member) bool { return m.Tenant != nil }) {
		return false
	}
	_, err := s.auth.Authorize(ctx, municipality, access.LetterOfInterest, access.Update)
	return err == nil
}

// ByIDs reads letters for those who show what points to them: what the caller may not see is
// missing.
func (s *Service) ByIDs(ctx context.Context, _ uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.ReadAll)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, ids)
}

// Leaders shows who leads the groups of a letter, with contacts, by the rows of part 3. Each
// look is recorded. Programme manager, and the staff of the municipality.
func (s *Service) Leaders(ctx context.Context, ref entity.Ref) ([]Leader, error) {
	scope, l, err := s.see(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	if _, err := s.auth.AuthorizeProgramme(ctx, access.LetterLeader, access.Read); err != nil {
		if _, own := s.auth.Authorize(ctx, l.MunicipalityID, access.LetterLeader, access.Read); own != nil {
			return nil, err
		}
	}
	contents, err := s.store.Contents(ctx, scope, []uuid.UUID{l.ID})
	if err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		return tx.Record(ctx, audit.Entry{Object: access.LetterLeader, Action: access.Read, ID: l.ID})
	})
	if err != nil {
		return nil, err
	}
	return contents[l.ID].leaders(), nil
}
