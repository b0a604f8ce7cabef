package deadline

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/task"
	"github.com/demilge/demilge/internal/workday"
	"github.com/demilge/demilge/tenants"
)

// MaxSpan is the longest time that a calendar shows at once, in days.
const MaxSpan = 400

var (
	errSpan = apperr.New(apperr.Validation, i18n.New(
		"Мөөнөттүн аягы башынан кийин жана {max} күндөн узун эмес болушу керек.",
		"Конец периода должен быть после начала, а период не длиннее {max} дней.",
		"The period must end after it begins and be no longer than {max} days.")).At("until").With(i18n.Args{"max": MaxSpan})
	errTooLate = apperr.NewRule("EVENT_TOO_SOON", i18n.New(
		"{event} күнкү иш-чара үчүн сынак {day} күнүнөн кечиктирбей жарыяланышы керек болчу: Жобо ({regulation}) боюнча өтүнмөлөр кеминде {min} күн кабыл алынат{wait}.",
		"Для мероприятия {event} конкурс надо было объявить не позднее {day}: по Положению ({regulation}) заявки принимаются не меньше {min} дн.{wait}",
		"For an event on {event} the competition had to be announced by {day}: by the regulation ({regulation}) applications are taken for at least {min} days{wait}."))
	// waits ends errTooLate where the regulation lets agreements wait for complaints; in
	// Russian with the full stop, which stands after "дн" already where there is no wait.
	waits           = i18n.New(" жана даттануу мөөнөтү күтүлөт", " и выжидается срок жалоб.", ", and the time for complaints is waited for")
	errNoRegulation = apperr.NewRule("REGULATION_MISSING", i18n.New(
		"Муниципалитеттин күчүндөгү Жобосу жок: пландоо үчүн анын мөөнөттөрү керек.",
		"У муниципалитета нет действующего Положения: для плана нужны его сроки.",
		"The municipality has no regulation in force: a plan needs its terms."))
)

// Caller is whose calendar is asked for in one municipality.
type Caller struct {
	UserID uuid.UUID
	// Office is one who organises competitions or watches initiatives.
	Office      bool
	From, Until clock.Date
}

// Due is a task with a day, and whom it waits for.
type Due struct {
	*task.Task
	// ApplicationID is whose initiative it is about, nil for none.
	ApplicationID *uuid.UUID
	// Told is the latest stage that it was reminded of at, nil for none.
	Told *Stage
}

// told reports whether it was reminded of at a stage or at a later one.
func (d *Due) told(stage Stage) bool { return d.Told != nil && *d.Told <= stage }

// Store reads days and keeps what was reminded of.
type Store interface {
	// Dates lists what a caller's calendar has beside her tasks.
	Dates(ctx context.Context, scope access.Scope, caller Caller) ([]*Entry, error)
	// Due lists everybody's tasks that are due up to a day, with the stage that each was
	// reminded of at.
	Due(ctx context.Context, scope access.Scope, today, until clock.Date) ([]*Due, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error

	// Links lists the caller's calendar links, InsertLink and DeleteLink change them.
	Links(ctx context.Context, account uuid.UUID) ([]*Link, error)
	ChangeLinks(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx LinkTx) error) error
	LinkByHash(ctx context.Context, hash []byte) (*Link, error)
}

// Tx is what reminding may do in its transaction.
type Tx interface {
	notice.Outbox
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Remember notes a reminder; false when it is known already.
	Remember(ctx context.Context, due *Due, stage Stage, now time.Time) (bool, error)
}

// Tasks answers what waits for the caller.
type Tasks interface {
	Of(ctx context.Context, municipalities []uuid.UUID) ([]*task.Task, error)
}

// Regulations finds the rules in force.
type Regulations interface {
	InForce(ctx context.Context, tenant uuid.UUID, kind regulation.Kind) (*regulation.Regulation, error)
}

// People finds who owns a calendar link.
type People interface {
	Person(ctx context.Context, account uuid.UUID) (access.Principal, error)
}

// Sources are what the service asks.
type Sources struct {
	Tasks       Tasks
	Regulations Regulations
	People      People
	Workdays    workday.Source
	Directory   interface {
		tenants.Directory
		All(ctx context.Context) ([]tenants.Tenant, error)
	}
}

// Service answers by when things are to be done.
type Service struct {
	auth  access.Authorizer
	store Store
	from  Sources
	now   func() time.Time
}

// NewService makes the service; now decides what day it is.
func NewService(auth access.Authorizer, store Store, from Sources, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, from: from, now: now}
}

// BackPlan plans from the day of an event back to the announcement, by the regulation in
// force. Everyone may ask; RULE answers a municipality without a regulation, and an event
// that no lawful way leads to any more.
func (s *Service) BackPlan(ctx context.Context, tenant uuid.UUID, event clock.Date) (*Plan, error) {
	r, err := s.from.Regulations.InForce(ctx, tenant, regulation.LocalInitiatives)
	switch {
	case err != nil:
		return nil, err
	case r == nil:
		return nil, errNoRegulation
	}
	days, err := s.from.Workdays.Workdays(ctx)
	if err != nil {
		return nil, err
	}
	plan := BackPlan(r.Rules, event, days)
	if last := plan.last(StepAnnounce); last.Before(clock.DateOf(s.now())) {
		return nil, tooLate(r, event, last)
	}
	return &plan, nil
}

// tooLate refuses an event whose competition had to be announced by a day.
func tooLate(r *regulation.Regulation, event, last clock.Date) error {
	var wait i18n.Text
	if r.Rules.AgreementWaitsForAppeal {
		wait = waits
	}
	return errTooLate.At("eventOn").With(i18n.Args{
		"event": event.Format("02.01.2006"), "day": last.Format("02.01.2006"), "regulation": reference(r), "min": max(r.Rules.Window.MinDays, 1), "wait": wait,
	})
}

// reference names a regulation by the decree that adopted it.
func reference(r *regulation.Regulation) string {
	if r.Decree.Date == nil {
		return "№ " + r.Decree.Number
	}
	return "№ " + r.Decree.Number + ", " + r.Decree.Date.Format("02.01.2006")
}

// Calendar lists what the caller has to do or to come to in municipalities, from a day up
// to and including another, in order. Everyone who signed in may ask. VALIDATION answers a
// period that is too long.
func (s *Service) Calendar(ctx context.Context, municipalities []uuid.UUID, from, until clock.Date) ([]*Entry, error) {
	if until.Before(from) || from.AddDays(MaxSpan).Before(until) {
		return nil, errSpan
	}
	tasks, err := s.from.Tasks.Of(ctx, municipalities)
	if err != nil {
		return nil, err
	}
	entries := []*Entry{}
	for _, t := range tasks {
		if t.DueOn != nil && !t.DueOn.Before(from) && !t.DueOn.After(until) {
			entries = append(entries, &Entry{Kind: Kind(t.Kind), Tenant: t.Tenant, SubjectKind: t.SubjectKind, SubjectID: t.SubjectID, Title: t.Title, On: *t.DueOn})
		}
	}
	for _, tenant := range municipalities {
		scope, err := s.auth.Authorize(ctx, tenant, access.Task, access.Read)
		if err != nil {
			return nil, err
		}
		dates, err := s.store.Dates(ctx, scope, Caller{UserID: scope.UserID(), Office: scope.Has(officeRoles...), From: from, Until: until})
		if err != nil {
			return nil, err
		}
		entries = append(entries, dates...)
	}
	slices.SortStableFunc(entries, (*Entry).compare)
	return entries, nil
}

var officeRoles = []access.Role{access.Head, access.ExecSecretary, access.Specialist, access.CommissionChair, access.CommissionSecretary, access.MonitoringMember}
