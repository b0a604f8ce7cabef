package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/funding"
)

func purchasePayload(ctx context.Context, p *funding.Purchase, err error) (*model.PurchasePayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.PurchasePayload{Purchase: p, Errors: errs}, err
}

func paymentPayload(ctx context.Context, p *funding.Payment, err error) (*model.PaymentPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.PaymentPayload{Payment: p, Errors: errs}, err
}

func refundPayload(ctx context.Context, r *funding.Refund, err error) (*model.RefundPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.RefundPayload{Refund: r, Errors: errs}, err
}

func contributionPayload(ctx context.Context, c *funding.Contribution, err error) (*model.ContributionPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.ContributionPayload{Contribution: c, Errors: errs}, err
}

func reallocationPayload(ctx context.Context, r *funding.Reallocation, err error) (*model.ReallocationPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.ReallocationPayload{Reallocation: r, Errors: errs}, err
}

func tranchePayload(ctx context.Context, t *funding.Tranche, err error) (*model.TranchePayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.TranchePayload{Tranche: t, Errors: errs}, err
}

func bankDetailsPayload(ctx context.Context, b *funding.BankDetails, err error) (*model.BankDetailsPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.BankDetailsPayload{BankDetails: b, Errors: errs}, err
}

func paymentPaper(input *model.PaymentDocumentInput) funding.Paper {
	return funding.Paper{Kind: input.Kind, Number: input.Number, Date: &input.Date, FileID: optionalID(input.FileID)}
}

func gift(input model.RecordContributionInput) funding.Gift {
	return funding.Gift{
		LineID: optionalID(input.LineID), Source: input.Source, Form: input.Form, Valuation: input.Valuation, Giver: input.Giver,
		NameConsent: input.NameConsent, Item: input.Item, Unit: input.Unit, Quantity: input.Quantity.Value(), Amount: input.Amount.Value(),
		ReceivedOn: input.ReceivedOn, FileID: optionalID(input.FileID),
	}
}
