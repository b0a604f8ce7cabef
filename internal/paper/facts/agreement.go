package facts

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
)

// bond is an agreement and the two who made it.
type bond struct {
	*agreement.Agreement
	office    content.Office
	basis     string
	performer content.Performer
	consented bool
}

func (b bond) paper() document.Document { return document.Document{Number: b.Number, Date: b.Date} }

func (s Services) bond(ctx context.Context, ref entity.Ref) (b bond, err error) {
	if b.Agreement, err = s.Agreements.Get(ctx, ref); err != nil {
		return b, err
	}
	if b.office, err = s.office(ctx, ref.Tenant); err != nil {
		return b, err
	}
	for _, hand := range b.Signatories {
		switch hand.Side {
		case agreement.Municipality:
			b.office.Head.Name, b.basis = hand.Name, hand.Basis
		case agreement.Performer:
			b.performer.SignedAs = hand.Name
		}
	}
	return b, s.perform(ctx, &b)
}

// perform enters who carries the initiative out, as far as the caller may see it.
func (s Services) perform(ctx context.Context, b *bond) error {
	a, err := s.Applications.Get(ctx, entity.Ref{Kind: "Application", Tenant: b.TenantID, ID: b.ApplicationID})
	if unseen(err) { // a monitoring group sees the agreement, and not the application
		b.performer.Name = b.performer.SignedAs
		return nil
	}
	if err != nil {
		return err
	}
	people, err := s.Applications.ApplicantsOf(ctx, b.TenantID, []*application.Application{a})
	if err != nil {
		return err
	}
	who := people[a.ID]
	b.consented = a.Consented(application.NamePublication)
	b.performer.Name, b.performer.Organisation, b.performer.RegistrationNumber = who.FullName(), who.Organisation, who.RegistrationNumber
	b.performer.Village, b.performer.Street, b.performer.Phone = who.Village.Name, who.Street, who.Phone
	return nil
}

// signedAs is the performer's name as printed, or as applied.
func (b bond) signedAs() string {
	if b.performer.SignedAs != "" {
		return b.performer.SignedAs
	}
	return b.performer.Name
}

func (s Services) agreement(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	b, err := s.bond(ctx, ref)
	if err != nil {
		return nil, err
	}
	g, err := s.ground(ctx, b.Competition())
	if err != nil {
		return nil, err
	}
	lines, err := s.Agreements.Lines(ctx, ref.Tenant, []uuid.UUID{ref.ID})
	if err != nil {
		return nil, err
	}
	return content.Agreement{
		Office: b.office, Basis: b.basis, Agreement: b.paper(), Competition: g.Title, Order: papered(g.ResultOrder()), Initiative: b.Title,
		Performer: b.performer, Mode: b.Mode, LocalBudget: b.LocalBudget, Programme: b.ProgrammeGrant, Start: b.StartDate, End: b.EndDate, ReportDueOn: b.ReportDueOn,
		Terms: content.Twice[agreement.Terms]{Ky: b.Terms.In(i18n.Ky), Ru: b.Terms.In(i18n.Ru)}, Lines: lines[ref.ID],
	}, nil
}

func (s Services) termsOfReference(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	t, err := s.Agreements.Reference(ctx, ref)
	if err != nil {
		return nil, err
	}
	b, err := s.bond(ctx, entity.Ref{Kind: "Agreement", Tenant: ref.Tenant, ID: t.AgreementID})
	if err != nil {
		return nil, err
	}
	return content.TermsOfReference{
		Office: b.office, Agreement: b.paper(), Initiative: b.Title, Edition: t.Edition, Performer: b.signedAs(),
		Reference: content.Twice[agreement.Content]{Ky: t.Content.In(i18n.Ky), Ru: t.Content.In(i18n.Ru)},
	}, nil
}

func (s Services) trancheRequest(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	t, err := s.Funding.Tranche(ctx, ref)
	if err != nil {
		return nil, err
	}
	b, err := s.bond(ctx, t.Agreement())
	if err != nil {
		return nil, err
	}
	request := content.TrancheRequest{
		Office: b.office, Agreement: b.paper(), Initiative: b.Title, Performer: b.signedAs(), Tranche: t.Number, Source: t.Source, Amount: t.Amount,
		PlannedOn: t.PlannedOn, Conditions: t.Conditions,
		Requested: content.Hand{Name: t.RequestedBy.Name, At: t.RequestedAt}, Approved: content.Hand{Name: t.ApprovedBy.Name, At: t.ApprovedAt},
		Confirmed: content.Hand{Name: t.ConfirmedBy.Name, At: t.ConfirmedAt},
	}
	request.Details, err = s.destination(ctx, t)
	return request, err
}

// destination opens the confirmed bank details, which is written down like every look at
// them; nil where there are none or the caller may not.
func (s Services) destination(ctx context.Context, t *funding.Tranche) (*funding.Destination, error) {
	found, err := s.Funding.BankDetails(ctx, t.TenantID, []uuid.UUID{t.AgreementID})
	if unseen(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, d := range found[t.AgreementID] {
		if d.State != funding.DetailsConfirmed {
			continue
		}
		open, err := s.Funding.OpenBankDetails(ctx, d.Ref())
		if apperr.CodeOf(err) == apperr.Forbidden {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return &open.Destination, nil
	}
	return nil, nil
}
