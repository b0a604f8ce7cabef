package application

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
)

// Edit writes into a content what a person sent.
type Edit func(content *Content)

// Create begins an application in an announced competition. Everybody who signed in may
// write one online; papers and e-mails are entered by the secretary or a specialist
// (domain.md 2). VALIDATION answers malformed input with its path; WINDOW_NOT_OPEN and
// WINDOW_CLOSED a competition that takes none.
func (s *Service) Create(ctx context.Context, competitionRef entity.Ref, channel Channel, edit Edit) (*Application, error) {
	action := access.Create
	if channel != Online {
		action = access.Register
	}
	scope, err := s.auth.Authorize(ctx, competitionRef.Tenant, access.Application, action)
	if err != nil {
		return nil, err
	}
	if err := s.seated(ctx, scope, competitionRef.ID); err != nil {
		return nil, err
	}
	content := Content{Proposal: Proposal{Language: i18n.From(ctx)}}
	edit(&content)
	content.tidy()
	if err := content.check(); err != nil {
		return nil, err
	}
	a := &Application{CompetitionID: competitionRef.ID, State: Draft, Channel: channel}
	if channel == Online {
		user := scope.UserID()
		a.OwnerID = &user
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error { return create(ctx, tx, scope, a, &content) })
	if err != nil {
		return nil, err
	}
	return a, nil
}

func create(ctx context.Context, tx Tx, scope access.Scope, a *Application, content *Content) error {
	c, err := tx.FindCompetition(ctx, a.CompetitionID)
	if err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if err := takesDrafts(c, a.Channel, now); err != nil {
		return err
	}
	a.Base = entity.NewBase(scope.TenantID(), now)
	content.Applicant.Base = a.Base
	content.Consents = stampConsents(nil, content.Consents, now)
	a.Proposal, a.Consents = content.Proposal, content.Consents
	if err := attach(ctx, tx, a, Content{}, *content); err != nil {
		return err
	}
	if err := tx.Insert(ctx, a, &content.Applicant, content.BudgetLines); err != nil {
		return err
	}
	after := map[string]any{"state": a.State, "channel": a.Channel, "competition": a.CompetitionID, "title": a.Title,
		"requested": budget.Add(content.BudgetLines).Requested()}
	permission := scope.Permission()
	return tx.Record(ctx, audit.Entry{Object: permission.Object, Action: permission.Action, ID: a.ID, After: after})
}

// takesDrafts lets people prepare from the announcement on. A draft competition does not
// exist for them.
func takesDrafts(c *competition.Competition, channel Channel, now time.Time) error {
	switch c.StateAt(now) {
	case competition.Draft:
		return apperr.ErrNotFound
	case competition.Announced, competition.Open:
		return nil
	case competition.Closed:
		if channel != Online {
			return nil
		}
	}
	return ErrWindowClosed
}

// Update writes into a draft, or into the returned fields of an application; owner,
// editors and, for a paper, those who register may. A stale version answers CONFLICT.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, edit Edit) (*Application, error) {
	return s.mine(ctx, ref, version, access.Update, entitled[access.Update], func(ctx context.Context, c *change) error {
		if err := c.a.in(access.Update); err != nil {
			return err
		}
		before, err := c.content(ctx)
		if err != nil {
			return err
		}
		after := before.clone()
		edit(&after)
		after.tidy()
		if err := after.check(); err != nil {
			return err
		}
		after.Consents = stampConsents(before.Consents, after.Consents, c.now)
		return c.write(ctx, before, after)
	})
}

// write stores what differs between two contents.
func (c *change) write(ctx context.Context, before, after Content) error {
	changes, err := compare(before, after)
	if err != nil {
		return err
	}
	if err := c.returned(changes); err != nil {
		return err
	}
	if c.entry.Before, c.entry.After, err = trail(before, after, changes); err != nil {
		return err
	}
	if err := attach(ctx, c.Tx, c.a, before, after); err != nil {
		return err
	}
	c.a.Proposal, c.a.Consents = after.Proposal, after.Consents
	c.a.Touch(c.now)
	for _, changed := range changes {
		switch changed.Field {
		case FieldApplicant:
			after.Applicant.Touch(c.now)
			err = c.UpdateApplicant(ctx, &after.Applicant)
		case FieldBudget:
			err = c.ReplaceLines(ctx, c.a.ID, after.BudgetLines)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// returned refuses changes of fields that were not returned for correction.
func (c *change) returned(changes []Change) error {
	if c.a.State != ReturnedForFix {
		return nil
	}
	var errs apperr.List
	for _, changed := range changes {
		if !c.a.Correction.Allows(changed.Field) {
			errs.Add(ErrSealedField.At(changed.Field.input()))
		}
	}
	return errs.Err()
}

// content reads everything that the applicant wrote.
func (c *change) content(ctx context.Context) (Content, error) {
	applicant, err := c.Applicant(ctx, c.a.ID)
	if err != nil {
		return Content{}, err
	}
	lines, err := c.Lines(ctx, c.a.ID)
	if err != nil {
		return Content{}, err
	}
	content := Content{Applicant: *applicant, Proposal: c.a.Proposal, BudgetLines: lines, Consents: c.a.Consents}
	content.tidy()
	return content, nil
}

// clone copies a content so far that an edit of the copy leaves the original alone.
func (c Content) clone() Content {
	c.BudgetLines, c.Consents = slices.Clone(c.BudgetLines), slices.Clone(c.Consents)
	return c
}

// files are the files of a content with their kinds.
func (c Content) files() map[uuid.UUID]file.Kind {
	files := map[uuid.UUID]file.Kind{}
	for _, a := range c.Proposal.Attachments {
		files[a.FileID] = a.Kind
	}
	for _, l := range c.BudgetLines {
		if l.EvidenceFileID != nil {
			files[*l.EvidenceFileID] = file.CostEvidence
		}
	}
	return files
}

// attach gives new files to the application and takes from it those that were left out.
func attach(ctx context.Context, tx Tx, a *Application, before, after Content) error {
	old, files := before.files(), after.files()
	belongs := file.Owner{Object: access.Application, ID: a.ID}
	if a.OwnerID != nil {
		belongs.User = *a.OwnerID
	}
	for id, kind := range files {
		if old[id] == kind {
			continue
		}
		if _, err := tx.AttachFile(ctx, id, belongs, kind); err != nil {
			return at(err, "attachments")
		}
	}
	for id := range old {
		if _, kept := files[id]; kept {
			continue
		}
		if err := tx.ReleaseFile(ctx, id, belongs); err != nil {
			return err
		}
	}
	return nil
}

// at points a refusal to an input field.
func at(err error, path ...string) error {
	if list := apperr.All(err); len(list) == 1 {
		return list[0].At(path...)
	}
	return err
}

// Discard removes a draft for good; only its owner, or for a paper those who register.
func (s *Service) Discard(ctx context.Context, ref entity.Ref, version int64) error {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Application, access.Delete)
	if err != nil {
		return err
	}
	rule, err := s.own(ctx, s.store, scope, entitled[access.Delete])
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		a, err := lockFor(ctx, tx, ref, rule.at(version))
		if err != nil {
			return err
		}
		if err := a.in(access.Delete); err != nil {
			return err
		}
		c := &change{Tx: tx, a: a}
		content, err := c.content(ctx)
		if err != nil {
			return err
		}
		if err := attach(ctx, tx, a, content, Content{}); err != nil {
			return err
		}
		if err := tx.Delete(ctx, a.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Application, Action: access.Delete, ID: a.ID, Before: course(a)})
	})
}
