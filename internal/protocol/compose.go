package protocol

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/session"
)

// Material is everything that a protocol is made of.
type Material struct {
	Contest  *evaluation.Contest
	Session  *session.Session
	Votes    []*session.Vote
	Dissents []*session.Dissent
	// Signed are the signatures of the protocol that is looked at.
	Signed []*Signature
	// Register lists the received applications, by number.
	Register []Entry
}

// compose writes the content of a protocol from its material.
func (m *Material) compose(p *Protocol) *Content {
	c := m.Contest
	ranking := c.Rank(c.Envelope)
	return &Content{
		Number: p.Number, Date: p.Date, Place: p.Place, Discussion: p.Discussion, NoWinnerReason: p.NoWinnerReason,
		StartedAt: m.Session.OpenedAt, EndedAt: m.Session.ClosedAt,
		Competition: Heading{Number: c.Competition.Number, Title: c.Competition.Title},
		Commission:  Formation{Name: c.Commission.Name, OrderNumber: c.Commission.Order.Number, OrderDate: c.Commission.Order.Date},
		Attendance:  m.Session.Attendance, PresidingID: m.Session.PresidingID,
		Quorum: quorum(m.Session.QuorumOf(c)), Agenda: m.Session.Agenda,
		Register: append([]Entry{}, m.Register...), Conflicts: m.recusals(), Retractions: m.retractions(), Criteria: m.criteria(),
		Ranking: places(ranking), Casting: m.casting(), Votes: m.polls(), Decisions: m.verdicts(p, ranking),
		EnvelopeBefore: c.Envelope, EnvelopeAfter: c.Envelope - p.Awarded(),
		Dissents: m.opinions(), Signatories: m.signatories(),
	}
}

func quorum(q session.Quorum) Quorum {
	return Quorum{Present: q.Present, Eligible: q.Eligible, Recused: q.Recused, Num: q.Needed.Num, Den: q.Needed.Den, Met: q.Met()}
}

// recusals lists every conflict, whether declared or found in the accounts.
func (m *Material) recusals() []Recusal {
	list := []Recusal{}
	for _, candidate := range m.Contest.Candidates {
		for _, member := range m.Contest.Commission.Voting() {
			if !m.Contest.Recused(member, candidate.ApplicationID) {
				continue
			}
			r := Recusal{
				Member: member.Name, ApplicationID: candidate.ApplicationID, Number: candidate.Number,
				Kind: evaluation.GroupMember, Automatic: true,
			}
			if d := m.Contest.Declaration(member.ID, candidate.ApplicationID); d != nil && d.Recused() {
				r.Kind, r.Text, r.Automatic = d.Kind, d.Text, d.Automatic
			}
			list = append(list, r)
		}
	}
	return list
}

// retractions lists the conflicts that were declared and do not stand.
func (m *Material) retractions() []Retraction {
	list := []Retraction{}
	for _, candidate := range m.Contest.Candidates {
		for _, member := range m.Contest.Commission.Voting() {
			d := m.Contest.Declaration(member.ID, candidate.ApplicationID)
			if d == nil || d.Retracted == nil {
				continue
			}
			list = append(list, Retraction{
				Member: member.Name, ApplicationID: candidate.ApplicationID, Number: candidate.Number,
				Kind: d.Kind, Reason: d.Retracted.Reason, At: d.Retracted.At,
			})
		}
	}
	return list
}

func (m *Material) casting() *Casting {
	if len(m.Session.Casting) == 0 {
		return nil
	}
	vote := &Casting{Reason: m.Session.CastingReason}
	for _, id := range m.Session.Casting {
		if candidate := m.Contest.Candidate(id); candidate != nil {
			vote.Order = append(vote.Order, candidate.Number)
		}
	}
	return vote
}

func (m *Material) criteria() []Criterion {
	list := []Criterion{}
	for _, c := range m.Contest.Rules.Criteria {
		list = append(list, Criterion{Key: c.Key, Name: c.Name, Weight: c.Weight})
	}
	return list
}

func places(ranking *evaluation.Ranking) []Place {
	list := []Place{}
	for _, e := range ranking.Entries {
		place := Place{
			ApplicationID: e.Candidate.ApplicationID, Number: e.Candidate.Number, Rank: e.Rank, Sheets: e.Sheets, Sum: e.Sum,
			Mean: e.Mean(), Passed: e.Passed, Criteria: []Mean{}, Reasons: []i18n.Localized{},
		}
		for _, c := range e.Criteria {
			place.Criteria = append(place.Criteria, Mean{Key: c.Key, Mean: c.Mean()})
		}
		for _, r := range e.Reasons {
			place.Reasons = append(place.Reasons, r.Localized())
		}
		list = append(list, place)
	}
	return list
}

func (m *Material) polls() []Poll {
	list := []Poll{}
	for _, candidate := range m.Contest.Candidates {
		tally := m.Session.Count(m.Contest, m.Votes, candidate.ApplicationID)
		list = append(list, Poll{
			ApplicationID: candidate.ApplicationID, Number: candidate.Number,
			For: tally.For, Against: tally.Against, Abstain: tally.Abstain,
			Quorum: quorum(m.Session.QuorumOn(m.Contest, candidate.ApplicationID)),
		})
	}
	return list
}

func (m *Material) verdicts(p *Protocol, ranking *evaluation.Ranking) []Verdict {
	list := []Verdict{}
	for _, e := range ranking.Entries {
		v := Verdict{ApplicationID: e.Candidate.ApplicationID, Number: e.Candidate.Number, Rank: e.Rank}
		if d := p.decision(e.Candidate.ApplicationID); d != nil {
			v.LocalBudget, v.Conditions, v.Reason = d.LocalBudget, d.Conditions, d.Reason
		}
		list = append(list, v)
	}
	return list
}

func (m *Material) opinions() []Opinion {
	list := []Opinion{}
	for _, d := range m.Dissents {
		o := Opinion{Text: d.Text}
		if member := m.member(d.MemberID); member != nil {
			o.Member = member.Name
		}
		if d.ApplicationID != nil {
			if candidate := m.Contest.Candidate(*d.ApplicationID); candidate != nil {
				o.Number = candidate.Number
			}
		}
		list = append(list, o)
	}
	return list
}

func (m *Material) member(id uuid.UUID) *commission.Member {
	for _, member := range m.Contest.Commission.Members {
		if member.ID == id {
			return member
		}
	}
	return nil
}

// signatories are who presided, the secretary and every member who was there.
func (m *Material) signatories() []Signatory {
	list := []Signatory{}
	for _, a := range m.Session.Attendance {
		presided := m.Session.PresidingID != nil && a.MemberID == *m.Session.PresidingID
		secretary := a.Role == commission.Secretary
		if presided || secretary || a.Presence == session.Present {
			list = append(list, Signatory{MemberID: a.MemberID, Name: a.Name, Role: a.Role, Required: presided || secretary})
		}
	}
	return list
}

func (p *Protocol) decision(application uuid.UUID) *Decision {
	for i := range p.Decisions {
		if p.Decisions[i].ApplicationID == application {
			return &p.Decisions[i]
		}
	}
	return nil
}
