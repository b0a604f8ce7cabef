package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
)

func letterPayload(ctx context.Context, l *letter.Letter, err error) (*model.LetterPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.LetterPayload{Letter: l, Errors: errs}, err
}

// letterDraftPayload answers those who write a letter.
func (r *Resolver) letterDraftPayload(ctx context.Context, h *letter.Held, err error) (*model.LetterDraftPayload, error) {
	draft, err := r.letterDraft(ctx, h, err)
	errs, err := userErrors(ctx, err)
	return &model.LetterDraftPayload{Draft: draft, Errors: errs}, err
}

// letterDraft shows a letter to those who write it, with its papers.
func (r *Resolver) letterDraft(ctx context.Context, h *letter.Held, err error) (*model.LetterDraft, error) {
	if err != nil || h == nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(h.Text.Papers))
	for i, p := range h.Text.Papers {
		ids[i] = p.FileID
	}
	files, err := r.Files.Load(ctx, uuid.Nil, ids)
	if files == nil {
		files = []*file.File{}
	}
	return &model.LetterDraft{
		ID: h.Ref(), Reference: h.Reference, CallID: h.Call(), Municipality: letterPlace(h.Place), State: h.State, Content: &h.Text,
		Readiness: letterReadiness(ctx, h.Ready), Files: files, Deadline: h.Terms.Deadline, PopulationOn: h.Terms.PopulationOn,
		Receipt: letterReceipt(h.Letter), ExpiresAt: h.ExpiresAt, Version: h.Version, SavedAt: h.UpdatedAt,
	}, err
}

func letterReceipt(l *letter.Letter) *model.LetterReceipt {
	receipt := l.Receipt()
	if receipt == nil {
		return nil
	}
	note := letter.NoObligation.Localized()
	return &model.LetterReceipt{Number: receipt.Number, At: receipt.At, Sha256: receipt.SHA256, Late: receipt.Late, Note: &note}
}

func letterPlace(p letter.Place) *model.LetterPlace {
	return &model.LetterPlace{
		MunicipalityID: entity.Ref{Kind: "Municipality", ID: p.ID}, Code: p.Code, Kind: p.Kind, Name: &p.Name,
		Raion: orNull(p.Raion), Oblast: orNull(p.Oblast),
	}
}

func letterReadiness(ctx context.Context, ready letter.Readiness) *model.LetterReadiness {
	return &model.LetterReadiness{
		Percent: ready.Percent, Ready: len(ready.Errors) == 0, Errors: told(ctx, ready.Errors), Warnings: told(ctx, ready.Warnings),
	}
}

// told are refusals as people read them.
func told(ctx context.Context, list apperr.List) []*model.UserError {
	shown := make([]*model.UserError, len(list))
	for i, e := range list {
		shown[i] = userError(e, i18n.From(ctx))
	}
	return shown
}

func letterFilter(input *model.LetterFilter, call *entity.Ref, order letter.Order) letter.Filter {
	filter := letter.Filter{Order: order}
	if call != nil {
		filter.CallID = call.ID
	}
	if input != nil {
		filter.States, filter.OblastCodes, filter.Channels = input.States.Value(), input.OblastCodes.Value(), input.Channels.Value()
		replace(&filter.Late, input.Late)
		set(&filter.Search, input.Search)
		replace(&filter.SubmittedFrom, input.SubmittedFrom)
		replace(&filter.SubmittedTo, input.SubmittedTo)
		set(&filter.Starred, input.Starred)
		set(&filter.Unread, input.Unread)
	}
	return filter
}

// editLetter writes what was sent into a letter.
func editLetter(input *model.LetterContentInput) letter.Edit {
	return func(c *letter.Content) {
		set(&c.Language, input.Language)
		assign(&c.Letterhead, input.Letterhead)
		assign(&c.HeadName, input.HeadName)
		assign(&c.Location, input.Location)
		assign(&c.Statements, input.Statements)
		assign(&c.SetAside, input.SetAside)
		assign(&c.Contacts, input.Contacts)
		assign(&c.Signatures, input.Signatures)
		assign(&c.Decision, input.Decision)
		assign(&c.General, input.General)
		assignList(&c.Activities, input.Activities)
		assignList(&c.Groups, input.Groups)
		assignList(&c.Answers, input.Answers)
		if donors, sent := input.Donors.ValueOK(); sent {
			c.Donors = letterDonors(donors)
		}
		if papers, sent := input.Papers.ValueOK(); sent {
			c.Papers = letterPapers(papers)
		}
	}
}

func letterDonors(input []*model.LetterDonorInput) []letter.Donor {
	donors := make([]letter.Donor, len(input))
	for i, in := range input {
		donors[i] = letter.Donor{
			Donor: in.Donor, Project: in.Project, Citizens: in.Citizens.Value(), FromYear: in.FromYear.Value(), ToYear: in.ToYear.Value(),
		}
		set(&donors[i].Status, in.Status)
	}
	return donors
}

func letterPapers(input []*model.LetterPaperInput) []letter.Paper {
	papers := make([]letter.Paper, len(input))
	for i, in := range input {
		papers[i] = letter.Paper{Purpose: in.Purpose, FileID: in.FileID.ID, Note: in.Note}
	}
	return papers
}

// shownLetters reads what letters say.
func (r *Resolver) shownLetters(ctx context.Context, list []*letter.Letter) (map[uuid.UUID]*letter.Shown, error) {
	return r.Letters.Contents(ctx, list)
}

// shownLetter reads what one letter of a list says, with the others.
func (r *Resolver) shownLetter(ctx context.Context, l *letter.Letter) (*letter.Shown, error) {
	shown, err := each(ctx, l, r.shownLetters)
	if err == nil && shown == nil {
		shown = new(letter.Shown)
	}
	return shown, err
}

// filesOfLetters finds the papers of letters.
func (r *Resolver) filesOfLetters(ctx context.Context, list []*letter.Letter) (map[uuid.UUID][]*file.File, error) {
	files, err := r.Files.Attached(ctx, uuid.Nil, access.LetterOfInterest, idsOf(list)...)
	found := make(map[uuid.UUID][]*file.File, len(list))
	for _, l := range list {
		found[l.ID] = []*file.File{}
	}
	for _, f := range files {
		found[f.Owner.ID] = append(found[f.Owner.ID], f)
	}
	return found, err
}
