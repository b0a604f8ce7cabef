package territory_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/authz"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

type input = apptest.Input

// decreed is the input of a change of a municipality, in force today.
func decreed(t *testing.T, a *apptest.App, m tenants.Tenant, fields ...any) input {
	t.Helper()
	now, err := a.Resolver.Territory.BySlug(t.Context(), m.Slug)
	require.NoError(t, err)
	today := clock.DateOf(a.Clock.Now()).String()
	in := input{
		"municipalityId": apptest.ID(m), "version": now.Version, "on": today, "reason": "Токтом",
		"decree": input{"number": "41", "date": today},
	}
	for i := 0; i < len(fields); i += 2 {
		in[fields[i].(string)] = fields[i+1]
	}
	return in
}

// running begins an initiative under an agreement that is carried out.
func running(t *testing.T, a *apptest.App) *apptest.Initiative {
	t.Helper()
	i := a.Won(t, a.Municipality(t), []int64{39_000}, func(r *regulation.Rules) { r.TransferToLegalEntitiesOnly = false })
	i.Agree(t, "TRANSFER")
	return i
}

// An agreement of a municipality that went over into another is finished by the people in
// office there, and nothing new begins.
func TestASuccessorFinishesAnAgreement(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i, next := running(t, a), a.Municipality(t)
	admin := a.As(i.M, access.PlatformAdmin)
	admin.Change(t, "mergeMunicipality", decreed(t, a, i.M, "successorId", apptest.ID(next)))

	head, accountant := a.As(next, access.Head), a.As(next, access.Accountant)
	require.Equal(t, "FORBIDDEN", i.Head.RefusedChange(t, "suspendAgreement", i.Agreement.With("reason", "x")).Name(), "the old head is out of office")
	paid := accountant.Change(t, "recordPayment", input{
		"agreementId": i.Agreement.ID, "lineId": lines(t, head, i.Agreement.ID)[0], "amount": 3_900_000, "paidOn": i.Today(),
		"document": input{"kind": "PAYMENT_ORDER", "number": "12", "date": i.Today()},
	})
	head.Change(t, "approvePayment", paid.Step())
	plan := input{"title": input{"ky": "Мелдеш"}, "kind": "COMPETITION", "plannedOn": i.Today()}
	event := i.Leader.Change(t, "planEvent", input{"agreementId": i.Agreement.ID, "plan": plan})
	i.Leader.Change(t, "holdEvent", event.With("outcome", input{"heldOn": i.Today(), "participants": input{"men": 28, "women": 54}}))
	report := i.Leader.Change(t, "draftReport", input{"agreementId": i.Agreement.ID})
	report = i.Leader.Change(t, "updateReport", report.With("whatWasDone", "Мелдеш өттү", "sustainability", "Ийрим калды", "nextSteps", "Жыл сайын",
		"results", []input{{"key": "R1", "text": "Өттү", "achieved": 1}}, "explanations", []input{{"lineNo": 2, "text": "Жок"}}))
	report = i.Leader.Change(t, "submitReport", report.Step())
	require.Contains(t, tasks(t, head), "DECIDE_REPORT", "the successor's head is told")
	head.Change(t, "acceptReport", report.With("date", i.Today(), "name", "Асанов А."))
	require.Equal(t, "CLOSED", head.Change(t, "closeAgreement", i.Agreement.Step()).State)

	refusal := head.RefusedChange(t, "createPriorityArea", input{"municipalityId": apptest.ID(i.M), "name": input{"ky": "Спорт"}})
	require.Equal(t, "TENANT_WENT_OVER", refusal.Name())
	head.Change(t, "createPriorityArea", input{"municipalityId": apptest.ID(next), "name": input{"ky": "Спорт"}})
	require.Equal(t, "MUNICIPALITY_ENDED", admin.RefusedChange(t, "mergeMunicipality", decreed(t, a, i.M, "successorId", apptest.ID(next))).Name())
	require.Equal(t, "1", a.Value(t, "SELECT count(*) FROM programme.audit WHERE action = 'MERGE' AND object_id = '"+i.M.ID.String()+"'"))
}

func lines(t *testing.T, c *apptest.Client, agreement string) (ids []string) {
	t.Helper()
	var out struct {
		Node struct{ Lines []struct{ ID string } }
	}
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { lines { id } } } }`, input{"id": agreement}, &out)
	for _, line := range out.Node.Lines {
		ids = append(ids, line.ID)
	}
	return ids
}

func tasks(t *testing.T, c *apptest.Client) (kinds []string) {
	t.Helper()
	var out struct {
		Viewer struct{ Tasks []struct{ Kind string } }
	}
	c.Do(t, `{ viewer { tasks { kind } } }`, nil, &out)
	for _, task := range out.Viewer.Tasks {
		kinds = append(kinds, task.Kind)
	}
	return kinds
}

// Every permission that changes something and does not finish agreements is refused, to the
// people of the successor, the programme and everyone else.
func TestNothingNewBeginsInWhatEnded(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	merged, completed, next := a.Municipality(t), a.Municipality(t), a.Municipality(t)
	admin := a.As(merged, access.PlatformAdmin)
	admin.Change(t, "mergeMunicipality", decreed(t, a, merged, "successorId", apptest.ID(next)))
	admin.Change(t, "completeTenant", decreed(t, a, completed))
	policy, err := authz.Load()
	require.NoError(t, err)
	for _, p := range policy.Permissions() {
		if p.Reads() || p.Finishes() || p.Object == access.Tenant || !policy.Allows(p, access.MunicipalityRoles...) || p.Object == access.Membership {
			continue
		}
		for rule, who := range map[error]struct {
			of, in tenants.Tenant
		}{authz.ErrWentOver: {next, merged}, authz.ErrCompleted: {completed, completed}} {
			ctx := a.As(who.of, access.MunicipalityRoles...).Context(t.Context())
			_, err := a.Auth.Authorize(ctx, who.in.ID, p.Object, p.Action)
			if policy.Allows(p, access.CommissionRoles...) && apperr.CodeOf(err) == apperr.Forbidden {
				continue // commissions ended with the competitions
			}
			require.ErrorIs(t, err, rule, "%s", p)
		}
	}
	for _, m := range []tenants.Tenant{merged, completed} {
		err := a.TrySQL(t, "SELECT programme.require_open('"+m.ID.String()+"', false)")
		require.ErrorContains(t, err, "DM003", "the database keeps it too")
		a.SQL(t, "SELECT programme.require_open('"+m.ID.String()+"', true)")
	}
	_, err = a.Auth.Authorize(a.As(completed, access.Head).Context(t.Context()), completed.ID, access.Membership, access.Create)
	require.NoError(t, err, "somebody must be in office to finish the agreements")
	_, err = a.Auth.Authorize(a.As(next, access.Head).Context(t.Context()), merged.ID, access.Membership, access.Create)
	require.ErrorIs(t, err, authz.ErrWentOver)
	admin.Do(t, `mutation($m: ID!) { resumeTenant(input: {municipalityId: $m, reason: "Жаңы меморандум"}) { errors { code } } }`,
		input{"m": apptest.ID(completed)}, nil)
	a.SQL(t, "SELECT programme.require_open('"+completed.ID.String()+"', false)")
}

// A split shares the agreements out: each successor sees and changes its own alone.
func TestASplitSharesTheAgreementsOut(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := running(t, a)
	first, second, third := a.Municipality(t), a.Municipality(t), a.Municipality(t)
	admin := a.As(i.M, access.PlatformAdmin)
	passed := []input{{"agreementId": i.Agreement.ID, "successorId": apptest.ID(second)}}
	successors := []string{apptest.ID(first), apptest.ID(second)}
	unknown := []input{{"agreementId": apptest.Unknown(t, "Agreement", i.Agreement.ID), "successorId": apptest.ID(second)}}
	require.Equal(t, []string{"input", "agreements", "0"}, admin.RefusedChange(t, "splitMunicipality",
		decreed(t, a, i.M, "successorIds", successors, "agreements", unknown)).Path)
	require.Equal(t, []string{"input", "successorIds"}, admin.RefusedChange(t, "splitMunicipality",
		decreed(t, a, i.M, "successorIds", []string{apptest.ID(first), apptest.ID(first)})).Path)
	admin.Change(t, "splitMunicipality", decreed(t, a, i.M, "successorIds", successors, "agreements", passed))

	other, head := a.As(first, access.Head), a.As(second, access.Head)
	refusal := other.RefusedChange(t, "suspendAgreement", i.Agreement.With("reason", "x"))
	require.Equal(t, "NOT_FOUND", refusal.Name(), "it passed to another successor")
	var seen struct{ Node *struct{ ID string } }
	response := other.Post(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": i.Agreement.ID})
	require.NotContains(t, string(response.Data), i.Agreement.ID)
	head.Do(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": i.Agreement.ID}, &seen)
	require.Equal(t, i.Agreement.ID, seen.Node.ID)
	suspended := head.Change(t, "suspendAgreement", i.Agreement.With("reason", "Кыш"))

	running := func(c *apptest.Client, m tenants.Tenant) int {
		var out struct {
			Municipality struct {
				Dashboard struct {
					RunningAgreements int
					Inherited         []struct {
						RunningAgreements int
						Municipality      struct{ Slug string }
					}
				}
			}
		}
		c.Do(t, `query($s: String!) { municipality(slug: $s) { dashboard { runningAgreements inherited { runningAgreements municipality { slug } } } } }`,
			input{"s": m.Slug}, &out)
		require.Zero(t, out.Municipality.Dashboard.RunningAgreements)
		require.Equal(t, i.M.Slug, out.Municipality.Dashboard.Inherited[0].Municipality.Slug)
		return out.Municipality.Dashboard.Inherited[0].RunningAgreements
	}
	require.Equal(t, [2]int{0, 1}, [2]int{running(other, first), running(head, second)})

	// what was inherited goes on to the successor's own successor
	admin.Change(t, "mergeMunicipality", decreed(t, a, second, "successorId", apptest.ID(third)))
	require.Equal(t, "FORBIDDEN", head.RefusedChange(t, "resumeAgreement", suspended.Step()).Name())
	require.Equal(t, "ACTIVE", a.As(third, access.Head).Change(t, "resumeAgreement", suspended.Step()).State)
}

// A competition that runs stands in the way, by name; the preview says so before.
func TestARunningCompetitionStandsInTheWay(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, next := a.Municipality(t), a.Municipality(t)
	c := a.Contest(t, m)
	admin := a.As(m, access.PlatformAdmin)
	var out struct {
		PreviewTerritoryChange struct {
			RunningCompetitions []struct{ ID, Number, State string }
			OpenAgreements      []struct{ ID string }
			Members             int
		}
	}
	admin.Do(t, `query($in: PreviewTerritoryChangeInput!) { previewTerritoryChange(input: $in) { runningCompetitions { id number state }
		openAgreements { id successorId } members } }`, input{"in": input{"municipalityId": apptest.ID(m), "kind": "MERGER", "successorIds": []string{apptest.ID(next)}}}, &out)
	require.Equal(t, c.Number, out.PreviewTerritoryChange.RunningCompetitions[0].Number)
	require.Equal(t, scalar.EncodeID(c.Ref()), out.PreviewTerritoryChange.RunningCompetitions[0].ID)
	refusal := admin.RefusedChange(t, "mergeMunicipality", decreed(t, a, m, "successorId", apptest.ID(next)))
	require.Equal(t, "COMPETITIONS_RUNNING", refusal.Name())
	require.Contains(t, refusal.Message, c.Number)
	require.Equal(t, "COMPETITIONS_RUNNING", admin.RefusedChange(t, "completeTenant", decreed(t, a, m)).Name())

	// planned for a day to come, it waits for the competition too
	day := clock.DateOf(a.Clock.Now()).AddDays(3)
	planned := admin.Change(t, "mergeMunicipality", decreed(t, a, m, "successorId", apptest.ID(next), "on", day.String()))
	require.Equal(t, "PLANNED", planned.State)
	require.Equal(t, "CHANGE_PLANNED_ALREADY", admin.RefusedChange(t, "mergeMunicipality",
		decreed(t, a, m, "successorId", apptest.ID(next), "on", day.String())).Name())
	a.Clock.Set(day.Start())
	require.NoError(t, a.Resolver.Territory.Settle(t.Context()))
	require.Equal(t, "ACTIVE", a.Value(t, "SELECT state FROM programme.tenant WHERE id = '"+m.ID.String()+"'"))
	head := a.As(m, access.Head)
	var now struct{ Competition apptest.Thing }
	head.Do(t, `query($id: ID!) { competition(id: $id) { id state version } }`, input{"id": scalar.EncodeID(c.Ref())}, &now)
	head.Change(t, "cancelCompetition", now.Competition.With("reason", "Кошулуу"))
	require.NoError(t, a.Resolver.Territory.Settle(t.Context()))
	require.Equal(t, "MERGED", a.Value(t, "SELECT state FROM programme.tenant WHERE id = '"+m.ID.String()+"'"))
	require.NoError(t, a.Resolver.Territory.Settle(t.Context()), "once")
	require.Equal(t, "CHANGE_NOT_PLANNED", admin.RefusedChange(t, "cancelTerritoryChange",
		input{"id": planned.ID, "version": planned.Version + 1, "reason": "x"}).Name())
}

// Old records are shown under the old address with what became of the municipality; every
// name and code that it ever had finds it.
func TestOldNamesAndCodesLeadOn(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, next := a.Municipality(t), a.Municipality(t)
	a.Contest(t, m)
	admin := a.As(m, access.PlatformAdmin)
	name := input{"ky": "Жаңы", "ru": "Новый", "en": "New"}
	admin.Change(t, "renameMunicipality", decreed(t, a, m, "name", name, "slug", "new-"+m.Slug))
	require.Equal(t, "VALIDATION", admin.RefusedChange(t, "renameMunicipality", decreed(t, a, next, "name", name, "slug", m.Slug)).Name())
	require.Equal(t, "CONFLICT", admin.RefusedChange(t, "renameMunicipality", decreed(t, a, m, "name", name, "version", 1)).Name())
	code := "41703207" + m.Code[8:]
	admin.Change(t, "moveMunicipality", decreed(t, a, m, "code", code))
	require.Equal(t, []string{"input", "code"}, admin.RefusedChange(t, "moveMunicipality", decreed(t, a, next, "code", m.Code)).Path, "its former code stays its own")
	for _, by := range []string{m.Slug, "new-" + m.Slug, m.Code, code} {
		var out struct {
			PublicMunicipality struct {
				Slug, Code, RaionCode, TenantState string
				Competitions                       struct{ Nodes []struct{ Number string } }
				History                            struct{ Formerly []struct{ Code string } }
			}
		}
		a.Public().Do(t, `query($s: String!) { publicMunicipality(slug: $s) { slug code raionCode tenantState validTo
			competitions(first: 5) { nodes { number } } history { formerly { code name { ky } until } } } }`, input{"s": by}, &out)
		got := out.PublicMunicipality
		require.Equal(t, []string{"new-" + m.Slug, code, "41703207000000", "ACTIVE"}, []string{got.Slug, got.Code, got.RaionCode, got.TenantState}, by)
		require.Len(t, got.Competitions.Nodes, 1)
		require.Equal(t, m.Code, got.History.Formerly[0].Code)
	}
	var list struct {
		Municipality struct {
			TerritoryChanges []struct{ Kind, State string }
		}
	}
	admin.Do(t, `query($s: String!) { municipality(slug: $s) { territoryChanges { kind state decree { number } on name { ky } slug code successors { slug } agreements { agreementId } } } }`,
		input{"s": m.Slug}, &list)
	require.Len(t, list.Municipality.TerritoryChanges, 2)
}

// After a merger the old address says what became of it, and its roles are over.
func TestAMergerEndsRolesAndIsTold(t *testing.T) {
	t.Parallel()
	a, second := apptest.New(t), apptest.New(t)
	m, next := a.Municipality(t), a.Municipality(t)
	_, err := second.Directory.ByID(t.Context(), m.ID)
	require.NoError(t, err)
	a.SQL(t, `INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version, created_at, updated_at)
		VALUES ('`+m.ID.String()+`', 'A', '`+m.Slug+`@example.kg', 'KY', 'ACTIVE', '', 1, now(), now());
		INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, acting, version, created_at, updated_at)
		VALUES ('`+m.ID.String()+`', '`+m.ID.String()+`', '`+m.ID.String()+`', 'HEAD', '{}', '2019-01-01', false, 1, now(), now())`)
	a.As(m, access.PlatformAdmin).Change(t, "mergeMunicipality", decreed(t, a, m, "successorId", apptest.ID(next)))
	require.Equal(t, clock.DateOf(a.Clock.Now()).AddDays(-1).String(),
		a.Value(t, "SELECT until_date FROM programme.membership WHERE id = '"+m.ID.String()+"'"))
	var out struct {
		PublicMunicipality struct {
			TenantState, ValidTo string
			History              struct {
				Successors []struct{ Slug, Decree string }
			}
		}
	}
	a.Public().Do(t, `query($s: String!) { publicMunicipality(slug: $s) { tenantState validTo history { successors { slug decree on } } } }`, input{"s": m.Slug}, &out)
	require.Equal(t, "MERGED", out.PublicMunicipality.TenantState)
	require.Equal(t, next.Slug, out.PublicMunicipality.History.Successors[0].Slug)
	require.Contains(t, out.PublicMunicipality.History.Successors[0].Decree, "№ 41")
	require.Eventually(t, func() bool { // another server hears of it
		known, err := second.Directory.ByID(t.Context(), m.ID)
		return err == nil && known.State == tenants.Merged && known.Heir == next.ID
	}, 3*time.Second, 10*time.Millisecond)
}

func TestOnlyAdministratorsChangeTheTerritory(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, next := a.Municipality(t), a.Municipality(t)
	for _, role := range access.Roles() {
		if role == access.PlatformAdmin {
			continue
		}
		client := a.As(m, role)
		for mutation, in := range map[string]input{
			"completeTenant": decreed(t, a, m), "mergeMunicipality": decreed(t, a, m, "successorId", apptest.ID(next)),
			"splitMunicipality":  decreed(t, a, m, "successorIds", []string{apptest.ID(next)}),
			"renameMunicipality": decreed(t, a, m, "name", input{"ky": "А"}), "moveMunicipality": decreed(t, a, m, "code", m.Code),
			"cancelTerritoryChange": {"id": scalar.EncodeID(m.Ref()), "version": 1, "reason": "x"},
		} {
			require.Equal(t, "FORBIDDEN", client.RefusedChange(t, mutation, in).Code, "%s %s", role, mutation)
		}
	}
}

// A competition is announced while its municipality goes over: exactly one of both happens.
func TestAnAnnouncementAndAMergerAtOnce(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for range 4 {
		m, next := a.Municipality(t), a.Municipality(t)
		draft := drafted(t, a, m)
		merge := decreed(t, a, m, "successorId", apptest.ID(next))
		head, admin := a.As(m, access.Head, access.CommissionChair), a.As(m, access.PlatformAdmin)
		var both sync.WaitGroup
		var announced, merged error
		both.Go(func() {
			_, announced = a.Resolver.Competitions.Announce(head.Context(t.Context()), draft.Ref(), draft.Version)
		})
		both.Go(func() {
			if _, refusal := admin.TryChange(t, "mergeMunicipality", merge); refusal != nil {
				merged = apperr.ErrStale
				require.Equal(t, "COMPETITIONS_RUNNING", refusal.Name())
			}
		})
		both.Wait()
		require.NotEqual(t, announced == nil, merged == nil, "announced: %v, merged: %v", announced, merged)
	}
}

// drafted is a competition that can be announced.
func drafted(t *testing.T, a *apptest.App, m tenants.Tenant) *competition.Competition {
	t.Helper()
	first := a.Contest(t, m)
	ctx := a.As(m, access.Head, access.Specialist, access.CommissionChair).Context(t.Context())
	_, err := a.Resolver.Competitions.Cancel(ctx, first.Ref(), first.Version, "Кайра")
	require.NoError(t, err)
	c, err := a.Resolver.Competitions.Create(ctx, m.ID, competition.Terms{
		Title: first.Title, RegulationID: first.RegulationID, EnvelopeID: first.EnvelopeID, CommissionID: first.CommissionID,
		PriorityAreaIDs: first.PriorityAreaIDs, OpensAt: first.OpensAt, ClosesAt: first.ClosesAt, ImplementBy: first.ImplementBy, MaxAmount: first.MaxAmount,
	})
	require.NoError(t, err)
	_, err = a.Resolver.Competitions.WriteAnnouncement(ctx, c.Ref(), func(w *competition.Wording) { w.Text = i18n.Localized{Ky: "К", Ru: "О"} })
	require.NoError(t, err)
	_, err = a.Resolver.Competitions.AddNotice(ctx, c.Ref(), &competition.Notice{Channel: competition.Site, Link: "https://example.kg/1"})
	require.NoError(t, err)
	c, err = a.Resolver.Competitions.Get(ctx, c.Ref())
	require.NoError(t, err)
	return c
}
