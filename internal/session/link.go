package session

import "github.com/demilge/demilge/internal/entity"

// Competition is what the session is about.
func (s *Session) Competition() entity.Ref { return s.Link("Competition", s.CompetitionID) }

// Presiding is who leads the meeting, nil while nobody was named.
func (s *Session) Presiding() *entity.Ref { return s.LinkIf("CommissionMember", s.PresidingID) }

// CastingOrder is the chair's order of equal applications.
func (s *Session) CastingOrder() []*entity.Ref {
	order := make([]*entity.Ref, len(s.Casting))
	for i, id := range s.Casting {
		ref := s.Link("Application", id)
		order[i] = &ref
	}
	return order
}

// Application is what is voted on.
func (v *Vote) Application() entity.Ref { return v.Link("Application", v.ApplicationID) }

// Member is who votes.
func (v *Vote) Member() entity.Ref { return v.Link("CommissionMember", v.MemberID) }

// Application is what the opinion is about, nil for the whole.
func (d *Dissent) Application() *entity.Ref { return d.LinkIf("Application", d.ApplicationID) }

// Member is whose opinion it is.
func (d *Dissent) Member() entity.Ref { return d.Link("CommissionMember", d.MemberID) }
