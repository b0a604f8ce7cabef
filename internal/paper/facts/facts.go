// Package facts collects what the papers say through the services, under the rights of
// whoever asks: what she may not see, her paper does not say.
package facts

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/report"
	"github.com/demilge/demilge/internal/selection"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/internal/workday"
	"github.com/demilge/demilge/tenants"
)

// Services are where the facts are read from.
type Services struct {
	Regulations  *regulation.Service
	Priorities   *priority.Service
	Envelopes    *envelope.Service
	Commissions  *commission.Service
	Competitions *competition.Service
	Applications *application.Service
	Evaluations  *evaluation.Service
	Protocols    *protocol.Service
	Awards       *award.Service
	Agreements   *agreement.Service
	Events       *event.Service
	Funding      *funding.Service
	Reports      *report.Service
	Monitoring   *monitoring.Service
	Files        *file.Service
	People       *user.Service
	Public       *publication.Reader
	Calls        *call.Service
	Letters      *letter.Service
	Selections   *selection.Service
	Memoranda    *memorandum.Service
	Workdays     workday.Source
}

// maker gathers the facts of one kind of paper.
type maker struct {
	kind   paper.Kind
	about  string
	gather func(context.Context, entity.Ref) (paper.Facts, error)
}

func (m maker) Kind() paper.Kind      { return m.kind }
func (m maker) About() string         { return m.about }
func (m maker) Fields() []paper.Field { return fields[m.kind] }

func (m maker) Gather(ctx context.Context, about entity.Ref) (paper.Facts, error) {
	return m.gather(ctx, about)
}

// Makers are those of all papers, of municipalities and of the programme.
func Makers(s Services) []paper.Maker { return append(ofMunicipality(s), ofProgramme(s)...) }

func ofMunicipality(s Services) []paper.Maker {
	return []paper.Maker{
		maker{paper.Announcement, "Competition", s.announcement},
		maker{paper.CommissionOrder, "Commission", s.commissionOrder},
		maker{paper.ApplicationList, "Competition", s.applicationList},
		maker{paper.AdmissibilityAct, "Competition", s.admissibilityAct},
		maker{paper.ScoreSummary, "Competition", s.scoreSummary},
		maker{paper.CommissionProtocol, "Protocol", s.commissionProtocol},
		maker{paper.ResultOrder, "ResultOrder", s.resultOrder},
		maker{paper.WinnerList, "Competition", s.winnerList},
		maker{paper.Notice, "Application", s.notice},
		maker{paper.Agreement, "Agreement", s.agreement},
		maker{paper.TermsOfReference, "TermsOfReference", s.termsOfReference},
		maker{paper.TrancheRequest, "Tranche", s.trancheRequest},
		maker{paper.AcceptanceAct, "Report", s.acceptanceAct},
		maker{paper.FinalReport, "Report", s.finalReport},
		maker{paper.MonitoringProtocol, "MonitoringProtocol", s.monitoringProtocol},
		maker{paper.AnnualPage, "Municipality", s.annualPage},
	}
}

// office is the municipality and whoever heads it today. Who may not read the offices gets
// a line for the name.
func (s Services) office(ctx context.Context, tenant uuid.UUID) (content.Office, error) {
	m, err := s.Public.MunicipalityOf(ctx, tenant)
	if err != nil {
		return content.Office{}, err
	}
	office := content.Office{Name: m.Name, City: m.Kind == tenants.City}
	office.Head, err = s.head(ctx, tenant)
	return office, err
}

func (s Services) head(ctx context.Context, tenant uuid.UUID) (head content.Official, err error) {
	today := clock.DateOf(s.Competitions.Now())
	held, err := pages(func(r page.Request) (page.Page[*user.Membership], error) { return s.People.Members(ctx, tenant, r) })
	if unseen(err) {
		return head, nil
	}
	if err != nil {
		return head, err
	}
	acting := false
	for _, m := range held {
		if m.Role != access.Head || !m.Accepted() || !m.InOffice(today) || acting {
			continue
		}
		head, acting = content.Official{Position: m.Position, Name: m.Name()}, m.Acting
	}
	return head, nil
}

// unseen reports whether the caller may not see something, which is then left open.
func unseen(err error) bool {
	code := apperr.CodeOf(err)
	return code == apperr.Forbidden || code == apperr.NotFound
}

// pages reads a list to its end.
func pages[T any](read func(page.Request) (page.Page[T], error)) (all []T, err error) {
	request := page.Request{First: page.MaxFirst}
	for {
		got, err := read(request)
		if err != nil {
			return nil, err
		}
		all = append(all, got.Items...)
		if !got.HasNext || len(got.Items) == 0 {
			return all, nil
		}
		after := got.Cursor(got.Items[len(got.Items)-1])
		request.After = &after
	}
}

// one takes the entry of an id out of what a service found.
func one[T any](found map[uuid.UUID]*T, err error, id uuid.UUID) (*T, error) {
	if err != nil {
		return nil, err
	}
	if v := found[id]; v != nil {
		return v, nil
	}
	return nil, apperr.ErrNotFound
}
