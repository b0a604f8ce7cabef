package postgres

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/task"
)

// waiting says of each kind of task where it waits: rows of subject kind, id, title and day.
// ?me is the caller and ?everyone lifts what is hers alone; ?now and ?today are the time.
var waiting = map[task.Kind]string{
	task.CheckApplication: `SELECT 'Application', a.id, a.title, NULL::date FROM ?tenant.application a JOIN ?tenant.competition c ON c.id = a.competition_id
		WHERE a.state = 'SUBMITTED' AND c.state IN ('ANNOUNCED', 'EVALUATION') AND c.closes_at <= ?now AND ` + sits,
	task.MendApplication: `SELECT 'Application', a.id, a.title, (a.correction->>'dueOn')::date FROM ?tenant.application a
		WHERE a.state = 'RETURNED_FOR_FIX' AND ` + owns,
	task.DeclareConflict: `SELECT DISTINCT 'Competition', c.id, c.title, NULL::date FROM ?tenant.competition c JOIN ?tenant.commission_member s ON s.commission_id = c.commission_id
		JOIN ?tenant.application a ON a.competition_id = c.id AND a.state = 'ADMITTED'
		WHERE c.state = 'EVALUATION' AND s.voting AND s.until_date IS NULL AND (?everyone OR s.user_id = ?me)
		AND NOT EXISTS (SELECT FROM ?tenant.conflict_declaration d WHERE d.application_id = a.id AND d.member_id = s.id)`,
	task.ScoreApplication: `SELECT DISTINCT 'Application', a.id, a.title, NULL::date FROM ?tenant.competition c JOIN ?tenant.commission_member s ON s.commission_id = c.commission_id
		JOIN ?tenant.application a ON a.competition_id = c.id AND a.state = 'ADMITTED'
		JOIN ?tenant.conflict_declaration d ON d.application_id = a.id AND d.member_id = s.id AND (d.kind = 'NONE' OR d.retracted IS NOT NULL)
		WHERE c.state = 'EVALUATION' AND s.voting AND s.until_date IS NULL AND (?everyone OR s.user_id = ?me)
		AND NOT EXISTS (SELECT FROM ?tenant.score_sheet e WHERE e.application_id = a.id AND e.member_id = s.id AND e.state = 'SUBMITTED'
			AND NOT EXISTS (SELECT FROM ?tenant.score_sheet l WHERE l.application_id = a.id AND l.member_id = s.id AND l.revision > e.revision))`,
	task.SignProtocol: `SELECT DISTINCT 'Protocol', p.id, c.title, NULL::date FROM ?tenant.protocol p JOIN ?tenant.competition c ON c.id = p.competition_id
		JOIN ?tenant.commission_member s ON s.commission_id = c.commission_id AND s.until_date IS NULL
		WHERE p.state = 'SEALED' AND (?everyone OR s.user_id = ?me)
		AND NOT EXISTS (SELECT FROM ?tenant.protocol_signature g WHERE g.protocol_id = p.id AND g.member_id = s.id)`,
	task.ApproveResult: `SELECT 'Competition', c.id, c.title, NULL::date FROM ?tenant.competition c WHERE c.state = 'PROTOCOL_SIGNED'`,
	task.PublishResult: `SELECT 'Competition', c.id, c.title, NULL::date FROM ?tenant.competition c WHERE c.state = 'RESULT_APPROVED'`,
	task.AnswerAppeal:  `SELECT 'Appeal', l.id, '{}'::jsonb, l.due_on FROM ?tenant.appeal l WHERE ?rest AND l.state = 'REGISTERED'`,
	task.DraftAgreement: `SELECT 'Award', w.id, a.title, NULL::date FROM ?tenant.award w JOIN ?tenant.application a ON a.id = w.application_id
		JOIN ?tenant.competition c ON c.id = w.competition_id
		WHERE ?rest AND c.state = 'RESULT_PUBLISHED' AND w.annulled_at IS NULL AND NOT EXISTS (SELECT FROM ?tenant.agreement g WHERE g.award_id = w.id)`,
	task.SignAgreement: `SELECT 'Agreement', g.id, g.title, g.sign_by FROM ?tenant.agreement g WHERE g.state = 'FOR_SIGNATURE' AND ` + held,
	task.ActivateAgreement: `SELECT 'Agreement', g.id, g.title, g.start_date FROM ?tenant.agreement g
		WHERE g.state = 'SIGNED' AND g.start_date <= ?today::date AND ` + held,
	task.HoldEvent: `SELECT 'Event', v.id, v.title, v.planned_on FROM ?tenant.event v ` + initiative("v") + `
		WHERE v.state = 'PLANNED' AND v.planned_on <= ?today::date AND ` + lasts + ` AND ` + leads,
	task.MakeVisit: `SELECT DISTINCT 'MonitoringVisit', v.id, g.title, v.planned_on FROM ?tenant.visit v ` + initiative("v") + `
		JOIN ?tenant.monitoring_group_member m ON m.group_id = v.group_id AND m.left_on IS NULL
		WHERE v.state = 'PLANNED' AND ` + runs + ` AND (?everyone OR m.user_id = ?me)`,
	task.ProveFinding: `SELECT 'Finding', f.id, g.title, f.due_on FROM ?tenant.finding f ` + initiative("f") + `
		WHERE f.state = 'OPEN' AND ` + lasts + ` AND ` + leads,
	task.CloseFinding: `SELECT DISTINCT 'Finding', f.id, g.title, NULL::date FROM ?tenant.finding f ` + initiative("f") + ` JOIN ?tenant.visit v ON v.id = f.visit_id
		JOIN ?tenant.monitoring_group_member m ON m.group_id = v.group_id AND m.left_on IS NULL
		WHERE f.state = 'PROOF_SENT' AND ` + runs + ` AND (?everyone OR m.user_id = ?me)`,
	task.ApprovePayment: `SELECT 'Payment', p.id, g.title, NULL::date FROM ?tenant.payment p ` + initiative("p") + `
		WHERE p.state = 'RECORDED' AND p.source <> 'PROGRAMME' AND ` + runs + ` AND p.recorded_by_id IS DISTINCT FROM ?me`,
	task.AcceptPayment: `SELECT 'Payment', p.id, g.title, NULL::date FROM ?tenant.payment p ` + initiative("p") + `
		WHERE p.state = 'APPROVED' AND p.source = 'PROGRAMME' AND p.accepted_at IS NULL AND ` + runs,
	task.AnswerMonitoring: `SELECT 'MonitoringProtocol', p.id, g.title, NULL::date FROM ?tenant.monitoring_protocol p ` + initiative("p") + `
		WHERE p.state = 'DELIVERED' AND ` + runs,
	task.ApproveTranche: `SELECT 'Tranche', t.id, g.title, t.planned_on FROM ?tenant.tranche t ` + initiative("t") + `
		WHERE t.state = 'REQUESTED' AND t.source = 'LOCAL_BUDGET' AND t.approved_at IS NULL AND ` + runs + ` AND t.requested_by_id IS DISTINCT FROM ?me`,
	task.ConfirmTranche: `SELECT 'Tranche', t.id, g.title, t.planned_on FROM ?tenant.tranche t ` + initiative("t") + `
		WHERE t.state = 'REQUESTED' AND t.source = 'LOCAL_BUDGET' AND t.approved_at IS NOT NULL AND ` + runs + ` AND t.approved_by_id IS DISTINCT FROM ?me`,
	task.PayTranche: `SELECT 'Tranche', t.id, g.title, t.planned_on FROM ?tenant.tranche t ` + initiative("t") + `
		WHERE t.state = 'APPROVED' AND t.source = 'LOCAL_BUDGET' AND ` + runs,
	task.DecideReallocation: `SELECT 'Reallocation', r.id, g.title, NULL::date FROM ?tenant.reallocation r ` + initiative("r") + `
		WHERE r.state = 'PROPOSED' AND r.source <> 'PROGRAMME' AND ` + runs,
	task.PayRefund: `SELECT 'Refund', r.id, g.title, r.due_on FROM ?tenant.refund r ` + initiative("r") + ` WHERE r.state = 'DUE' AND ` + held,
	task.SubmitReport: `SELECT 'Agreement', g.id, g.title, coalesce(r.fix_by, r.due_on) FROM ?tenant.report r ` + initiative("r") + `
		WHERE r.kind = 'FINAL' AND r.state IN ('DUE', 'RETURNED') AND ` + lasts + ` AND ` + leads,
	task.DecideReport: `SELECT 'Report', r.id, g.title, r.decide_by FROM ?tenant.report r ` + initiative("r") + ` WHERE r.state = 'SUBMITTED' AND ` + runs,
	task.AcceptReport: `SELECT 'Report', r.id, g.title, r.decide_by FROM ?tenant.report r ` + initiative("r") + `
		WHERE r.programme_part = 'PENDING' AND r.state IN ('SUBMITTED', 'ACCEPTED') AND ` + runs,
	task.CloseAgreement: `SELECT 'Agreement', g.id, g.title, NULL::date FROM ?tenant.agreement g WHERE g.state = 'ACTIVE' AND ` + held + `
		AND EXISTS (SELECT FROM ?tenant.report r WHERE r.agreement_id = g.id AND r.kind = 'FINAL' AND r.state = 'ACCEPTED')`,
}

// Conditions over the competition c, the application a and the agreement g.
const (
	sits = `(?everyone OR EXISTS (SELECT FROM ?tenant.commission_member s WHERE s.commission_id = c.commission_id AND s.until_date IS NULL
		AND s.user_id = ?me AND s.role IN ('CHAIR', 'SECRETARY')))`
	owns = `(?everyone OR a.owner_id = ?me)`
	// held bounds the agreements to those of the caller's municipality, where one was split
	held  = `?held`
	lasts = `g.ended_at IS NULL`
	runs  = lasts + ` AND ` + held
	leads = `((?everyone AND ` + held + `) OR a.owner_id = ?me)`
)

func initiative(alias string) string {
	return `JOIN ?tenant.agreement g ON g.id = ` + alias + `.agreement_id JOIN ?tenant.application a ON a.id = g.application_id`
}

// TaskStore reads what waits.
type TaskStore struct{ db *DB }

// NewTaskStore makes the store.
func NewTaskStore(db *DB) *TaskStore { return &TaskStore{db: db} }

// union puts the wanted kinds into one statement.
func union(wanted []task.Kind) string {
	parts := make([]string, len(wanted))
	for i, kind := range wanted {
		parts[i] = "SELECT '" + string(kind) + "' AS kind, t.* FROM (" + waiting[kind] + ") AS t (subject_kind, subject_id, title, due_on)"
	}
	return strings.Join(parts, " UNION ALL ")
}

// Of lists the tasks of a caller, the earliest due first.
func (s *TaskStore) Of(ctx context.Context, scope access.Scope, caller task.Caller) ([]*task.Task, error) {
	if len(caller.Kinds) == 0 {
		return nil, nil
	}
	var rows []struct {
		Kind        task.Kind
		SubjectKind string
		SubjectID   uuid.UUID
		Title       i18n.Localized `bun:"type:jsonb"`
		DueOn       *clock.Date
	}
	err := s.bound(scope, caller, false).NewRaw("SELECT * FROM ("+union(caller.Kinds)+") AS task ORDER BY due_on NULLS LAST, subject_id LIMIT ?", task.MaxTasks).
		Scan(ctx, &rows)
	tasks := make([]*task.Task, len(rows))
	for i, r := range rows {
		tasks[i] = &task.Task{
			Kind: r.Kind, Tenant: scope.TenantID(), SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Title: r.Title, DueOn: r.DueOn,
			Overdue: r.DueOn != nil && r.DueOn.Before(caller.On),
		}
	}
	return tasks, translate(ctx, err)
}

// Waiting counts the tasks of everybody.
func (s *TaskStore) Waiting(ctx context.Context, scope access.Scope, caller task.Caller) (counts []task.Counted, err error) {
	err = s.bound(scope, caller, true).NewRaw(`SELECT kind, count(*) AS count, count(*) FILTER (WHERE due_on < ?today::date) AS overdue
		FROM (`+union(caller.Kinds)+`) AS task GROUP BY kind ORDER BY kind`).Scan(ctx, &counts)
	return counts, translate(ctx, err)
}

func (s *TaskStore) bound(scope access.Scope, caller task.Caller, everyone bool) *bun.DB {
	return s.db.read(scope).WithNamedArg("me", caller.UserID).WithNamedArg("everyone", everyone).
		WithNamedArg("now", caller.Now).WithNamedArg("today", caller.On).
		WithNamedArg("held", within("g.id", scope.Estate(), true)).WithNamedArg("rest", scope.Estate().Rest())
}

// Dashboard adds up how a municipality stands.
func (s *TaskStore) Dashboard(ctx context.Context, scope access.Scope, year int, on clock.Date) (*task.Dashboard, error) {
	shown := new(task.Dashboard)
	err := s.bound(scope, task.Caller{On: on}, true).NewRaw(`SELECT
		(SELECT coalesce(sum(amount), 0)::bigint FROM ?tenant.envelope WHERE year = ?0) AS envelope,
		(SELECT coalesce(sum(awarded), 0)::bigint FROM ?tenant.envelope WHERE year = ?0) AS awarded,
		(SELECT coalesce(sum(l.planned), 0)::bigint FROM ?tenant.agreement_line l JOIN ?tenant.agreement g ON g.id = l.agreement_id
			WHERE l.source = 'LOCAL_BUDGET' AND `+runs+`) AS planned,
		(SELECT coalesce(sum(p.amount), 0)::bigint FROM ?tenant.payment p JOIN ?tenant.agreement g ON g.id = p.agreement_id
			WHERE p.source = 'LOCAL_BUDGET' AND p.state <> 'VOIDED' AND `+runs+`) AS paid,
		(SELECT coalesce(sum(r.amount), 0)::bigint FROM ?tenant.refund r JOIN ?tenant.agreement g ON g.id = r.agreement_id
			WHERE r.state = 'DUE' AND r.source = 'LOCAL_BUDGET' AND `+held+`) AS refund_due,
		(SELECT count(*) FROM ?tenant.finding f JOIN ?tenant.agreement g ON g.id = f.agreement_id
			WHERE f.state <> 'CLOSED' AND f.severity = 'SERIOUS' AND `+held+`) AS serious_findings,
		(SELECT count(*) FROM ?tenant.finding f JOIN ?tenant.agreement g ON g.id = f.agreement_id
			WHERE f.state <> 'CLOSED' AND f.severity = 'MINOR' AND `+held+`) AS minor_findings,
		(SELECT count(*) FROM ?tenant.report r JOIN ?tenant.agreement g ON g.id = r.agreement_id
			WHERE `+runs+` AND r.state IN ('DUE', 'RETURNED') AND coalesce(r.fix_by, r.due_on) < ?1::date) AS late_reports,
		(SELECT count(*) FROM ?tenant.agreement g WHERE g.state IN ('ACTIVE', 'SUSPENDED') AND `+held+`) AS running_agreements`, year, on).Scan(ctx, shown)
	return shown, translate(ctx, err)
}
