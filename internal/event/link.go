package event

import "github.com/demilge/demilge/internal/entity"

// Agreement is what the event belongs to.
func (e *Event) Agreement() entity.Ref { return e.Link("Agreement", e.AgreementID) }

// ParticipantList is the scan of the list of those who came, nil without one.
func (e *Event) ParticipantList() *entity.Ref { return e.LinkIf("File", e.ParticipantListID) }

// Counted are the participants of an event that was held, nil before.
func (e *Event) Counted() *Counts {
	if e.State != Held {
		return nil
	}
	return &e.Participants
}

// Agreement is the agreement on the initiative whose event it shows.
func (p *Photo) Agreement() entity.Ref { return p.Link("Agreement", p.AgreementID) }

// Event is the event that it shows.
func (p *Photo) Event() entity.Ref { return p.Link("Event", p.EventID) }

// File is the picture.
func (p *Photo) File() entity.Ref { return p.Link("File", p.FileID) }

// Agreement is the agreement on the initiative.
func (r *Record) Agreement() entity.Ref { return r.Link("Agreement", r.AgreementID) }
