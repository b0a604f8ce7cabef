package facts

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
)

func (s Services) applicationList(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	g, err := s.ground(ctx, ref)
	if err != nil {
		return nil, err
	}
	entries, err := s.entries(ctx, ref)
	return content.ApplicationList{Contest: g.contest(), Entries: entries}, err
}

func (s Services) admissibilityAct(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	g, err := s.ground(ctx, ref)
	if err != nil {
		return nil, err
	}
	entries, err := s.entries(ctx, ref)
	return content.AdmissibilityAct{Contest: g.contest(), Entries: entries}, err
}

// received are the applications in the register of a competition, by number.
func (s Services) received(ctx context.Context, competition entity.Ref) ([]*application.Application, error) {
	filter := application.Filter{CompetitionIDs: []uuid.UUID{competition.ID}}
	all, err := pages(func(r page.Request) (page.Page[*application.Application], error) {
		return s.Applications.List(ctx, competition.Tenant, filter, r)
	})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a *application.Application) bool { return a.Number() == nil })
	slices.SortFunc(all, func(a, b *application.Application) int {
		return cmp.Or(cmp.Compare(a.RegisterYear, b.RegisterYear), cmp.Compare(a.RegisterNo, b.RegisterNo))
	})
	return all, nil
}

// entries writes the register with applicants, sums and checks as the caller may see them.
func (s Services) entries(ctx context.Context, competition entity.Ref) ([]content.Entry, error) {
	all, err := s.received(ctx, competition)
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	people, err := s.Applications.ApplicantsOf(ctx, competition.Tenant, all)
	if err != nil {
		return nil, err
	}
	lines, err := s.Applications.LinesOf(ctx, competition.Tenant, ids, nil)
	if err != nil {
		return nil, err
	}
	checked, err := s.Applications.AdmissibilityOf(ctx, competition.Tenant, all)
	if err != nil && !unseen(err) {
		return nil, err
	}
	entries := make([]content.Entry, len(all))
	for i, a := range all {
		totals := budget.Add(lines[a.ID])
		entries[i] = content.Entry{
			Number: *a.Number(), ReceivedAt: a.ReceivedAt, Channel: a.Channel, Applicant: called(people[a.ID]),
			Public: a.State == application.Awarded && a.Consented(application.NamePublication),
			Title:  a.Title, Requested: totals.Requested(), State: a.State, Reason: a.Reason, Checked: points(checked[a.ID]),
		}
	}
	return entries, nil
}

// called is the name of whoever applies: an organisation, or the leader.
func called(who application.Applicant) string {
	if who.Organisation != "" {
		return who.Organisation
	}
	return who.FullName()
}

func points(a *application.Admission) []content.Check {
	if a == nil {
		return nil
	}
	list := make([]content.Check, len(a.Checklist))
	for i, item := range a.Checklist {
		list[i] = content.Check{Text: item.Text, Result: item.Result, Note: item.Note}
	}
	return list
}
