package letter

import (
	"context"
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// Held is a letter as those who write it see it.
type Held struct {
	*Letter
	Text  Content
	Terms Terms
	Place Place
	Ready Readiness
}

// Receipt proves that a letter came. A letter creates no obligation on either side.
type Receipt struct {
	Number int
	At     time.Time
	SHA256 string
	Late   bool
}

// Receipt is that of the letter, nil before it was sent.
func (l *Letter) Receipt() *Receipt {
	if l.Number == nil || l.SubmittedAt == nil {
		return nil
	}
	return &Receipt{Number: *l.Number, At: *l.SubmittedAt, SHA256: hex.EncodeToString(l.SHA256), Late: l.Late}
}

// Find opens a letter for those who write it: by its secret, or with an account of its
// municipality's.
func (s *Service) Find(ctx context.Context, h Handle) (*Held, error) {
	scope, l, err := s.open(ctx, h, access.Read)
	if err != nil {
		return nil, err
	}
	return s.held(ctx, scope, l)
}

// held reads what belongs to a letter.
func (s *Service) held(ctx context.Context, scope access.Scope, l *Letter) (*Held, error) {
	contents, err := s.store.Contents(ctx, scope, []uuid.UUID{l.ID})
	if err != nil {
		return nil, err
	}
	terms, err := s.store.Terms(ctx, scope, []uuid.UUID{l.CallID})
	if err != nil {
		return nil, err
	}
	places, err := s.store.Places(ctx, scope, []uuid.UUID{l.MunicipalityID})
	if err != nil {
		return nil, err
	}
	h := &Held{Letter: l.told(terms[l.CallID]), Text: contents[l.ID], Terms: terms[l.CallID], Place: places[l.MunicipalityID]}
	h.Ready = h.Text.Ready(h.Terms, h.Place, l.judgedAt(s.now()))
	return h, nil
}

// judgedAt is the time at which the form of a letter is judged: now, until it was sent.
func (l *Letter) judgedAt(now time.Time) time.Time {
	if l.SubmittedAt != nil {
		return *l.SubmittedAt
	}
	return now
}
