package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/monitoring"
)

func visitPayload(ctx context.Context, v *monitoring.Visit, err error) (*model.VisitPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.VisitPayload{Visit: v, Errors: errs}, err
}

func findingPayload(ctx context.Context, f *monitoring.Finding, err error) (*model.FindingPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.FindingPayload{Finding: f, Errors: errs}, err
}

func monitoringProtocolPayload(ctx context.Context, p *monitoring.Protocol, err error) (*model.MonitoringProtocolPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.MonitoringProtocolPayload{Protocol: p, Errors: errs}, err
}

// phoneKey reads the uuid that a phone made for a form.
func phoneKey(field graphql.Omittable[*string]) (*uuid.UUID, error) {
	text := field.Value()
	if text == nil {
		return nil, nil
	}
	key, err := uuid.Parse(*text)
	if err != nil {
		return nil, apperr.ErrMalformed.At("clientKey")
	}
	return &key, nil
}

// visitForm reads the record of a visit and the municipality that it is about.
func visitForm(input model.RecordVisitInput) (tenant uuid.UUID, form monitoring.Form, err error) {
	form = monitoring.Form{
		Visit: input.ID.Value(), Plan: monitoring.Plan{EventID: optionalID(input.EventID), Place: input.Place},
		Members: uuids(input.Present), Record: visitRecord(input),
	}
	set(&form.Version, input.Version)
	setID(&form.AgreementID, input.AgreementID)
	setID(&form.GroupID, input.GroupID)
	if form.ClientKey, err = phoneKey(input.ClientKey); err != nil {
		return tenant, form, err
	}
	switch {
	case form.Visit != nil:
		return form.Visit.Tenant, form, nil
	case form.AgreementID == uuid.Nil:
		return tenant, form, apperr.ErrRequired.At("agreementId")
	case form.GroupID == uuid.Nil:
		return tenant, form, apperr.ErrRequired.At("groupId")
	}
	return input.AgreementID.Value().Tenant, form, nil
}

func visitRecord(input model.RecordVisitInput) monitoring.Record {
	record := monitoring.Record{
		VisitedOn: &input.VisitedOn, StartAt: input.StartAt.Value(), EndAt: input.EndAt.Value(), Goods: values(input.Goods),
		PeopleCounted: input.PeopleCounted.Value(), Opinions: input.Opinions, Problems: input.Problems,
		Recommendations: values(input.Recommendations), Checklist: make([]monitoring.Answer, len(input.Checklist)),
		Photos: make([]monitoring.Photo, len(input.Photos)), ScanFileID: optionalID(input.ScanFileID),
	}
	for i, a := range input.Checklist {
		record.Checklist[i] = monitoring.Answer{Key: a.Key, Result: a.Result, Note: a.Note}
	}
	for i, p := range input.Photos {
		record.Photos[i] = monitoring.Photo{FileID: p.FileID.ID, Place: p.Place, TakenAt: p.TakenAt.Value()}
	}
	return record
}

// recorded enters a record by one of its channels.
func (r *Resolver) recorded(ctx context.Context, input model.RecordVisitInput, channel monitoring.Channel) (*model.VisitPayload, error) {
	tenant, form, err := visitForm(input)
	if err != nil {
		return visitPayload(ctx, nil, err)
	}
	v, err := r.Monitoring.RecordVisit(ctx, tenant, form, channel)
	return visitPayload(ctx, v, err)
}

func visitPictures(v *monitoring.Visit) []uuid.UUID {
	ids := make([]uuid.UUID, len(v.Photos))
	for i, p := range v.Photos {
		ids[i] = p.FileID
	}
	return ids
}
