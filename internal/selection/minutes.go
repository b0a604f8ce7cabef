package selection

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Minutes are what a selection protocol says, for whoever prints it: of a signed one word by
// word what was sealed, of a draft what would be.
type Minutes struct {
	Content
	// Ranking is the content's, as printed.
	Ranking struct {
		Places []Rated `json:"places"`
	} `json:"ranking"`
}

// Rated is a letter's place in the ranking, as printed.
type Rated struct {
	LetterID uuid.UUID      `json:"letterId"`
	Name     i18n.Localized `json:"name"`
	Rank     int            `json:"rank"`
	Mean     string         `json:"mean"`
	Why      Reason         `json:"why"`
}

// Rated finds the place of a letter.
func (m *Minutes) Rated(letter uuid.UUID) Rated {
	for _, place := range m.Ranking.Places {
		if place.LetterID == letter {
			return place
		}
	}
	return Rated{}
}

// Minutes reads what a protocol says; nil while it has no day.
func (s *Service) Minutes(ctx context.Context, ref entity.Ref) (*Minutes, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionProtocol, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	p, err := r.ProtocolByID(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	raw := p.Content
	switch {
	case p.Signed():
	case p.Date == nil:
		return nil, nil
	default:
		if raw, err = drafted(ctx, r, p); err != nil {
			return nil, err
		}
	}
	said := new(Minutes)
	return said, json.Unmarshal(raw, said)
}

// drafted is what a protocol would say if it were signed now.
func drafted(ctx context.Context, r Reader, p *Protocol) ([]byte, error) {
	sel, err := r.Selection(ctx, p.SelectionID)
	if err != nil {
		return nil, err
	}
	call, err := r.Call(ctx, sel.CallID)
	if err != nil {
		return nil, err
	}
	seats, err := r.Seats(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	conflicts, err := r.Conflicts(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	ranking, err := rankingOf(ctx, r, sel, call)
	if err != nil {
		return nil, err
	}
	standing := *p
	standing.Decisions = nil
	for _, d := range p.Decisions {
		if ranking.Place(d.LetterID) != nil { // a letter may have been withdrawn since
			standing.Decisions = append(standing.Decisions, d)
		}
	}
	w := &protocolWork{sel: sel, call: call, seats: seats, conflicts: conflicts, ranking: ranking, protocol: &standing}
	return json.Marshal(w.content(nil))
}
