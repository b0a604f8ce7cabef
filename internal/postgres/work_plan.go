package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/workplan"
)

var _ = onConstraint("work_plan_step_number_key", workplan.ErrNumberTaken)

type workPlanRow struct {
	bun.BaseModel `bun:"table:?tenant.work_plan,alias:work_plan"`
	*workplan.Plan
}

// entity is the plan as one of its municipality.
func (r *workPlanRow) entity() *workplan.Plan {
	if r.Plan != nil {
		r.TenantID = r.MunicipalityID
	}
	return r.Plan
}

type workPlanStepRow struct {
	bun.BaseModel `bun:"table:?tenant.work_plan_step,alias:work_plan_step"`
	*workplan.Step
}

func (r *workPlanStepRow) entity() *workplan.Step {
	if r.Step != nil {
		r.TenantID = r.MunicipalityID
	}
	return r.Step
}

type workPlanEditionRow struct {
	bun.BaseModel `bun:"table:?tenant.work_plan_step_edition,alias:work_plan_step_edition"`
	*workplan.Edition
}

// WorkPlanStore keeps work plans, in the programme's schema. A municipality's scope reaches
// that municipality's plans alone.
type WorkPlanStore struct{ db *DB }

// NewWorkPlanStore makes the store.
func NewWorkPlanStore(db *DB) *WorkPlanStore { return &WorkPlanStore{db: db} }

// openPlan tells whether the memorandum of a plan is signed and was not ended: past its last
// day the plan is still finished, as the last documents come late.
const openPlan = "EXISTS (SELECT FROM programme.memorandum AS m WHERE m.id = work_plan.memorandum_id AND m.state = 'SIGNED') AS open"

func ofPlans(query *bun.SelectQuery, municipality uuid.UUID) *bun.SelectQuery {
	return query.ColumnExpr("work_plan.*").ColumnExpr(openPlan).Where("work_plan.municipality_id = ?", municipality)
}

func ofSteps(query *bun.SelectQuery, municipality uuid.UUID) *bun.SelectQuery {
	return query.ColumnExpr("work_plan_step.*").
		ColumnExpr(`EXISTS (SELECT FROM programme.work_plan AS work_plan JOIN programme.memorandum AS m ON m.id = work_plan.memorandum_id
			WHERE work_plan.id = work_plan_step.plan_id AND m.state = 'SIGNED') AS open`).
		Where("work_plan_step.municipality_id = ?", municipality)
}

// Get reads one plan.
func (s *WorkPlanStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*workplan.Plan, error) {
	row := new(workPlanRow)
	here := scope.InProgramme()
	err := one(ctx, here, ofPlans(s.db.read(here).NewSelect().Model(row), here.About()).Where("work_plan.id = ?", id), row)
	return row.entity(), err
}

// Step reads one step.
func (s *WorkPlanStore) Step(ctx context.Context, scope access.Scope, id uuid.UUID) (*workplan.Step, error) {
	row := new(workPlanStepRow)
	here := scope.InProgramme()
	err := one(ctx, here, ofSteps(s.db.read(here).NewSelect().Model(row), here.About()).Where("work_plan_step.id = ?", id), row)
	return row.entity(), err
}

// MunicipalityOf finds whose a step is.
func (s *WorkPlanStore) MunicipalityOf(ctx context.Context, step uuid.UUID) (municipality uuid.UUID, err error) {
	err = s.db.programme().NewRaw("SELECT municipality_id FROM programme.work_plan_step WHERE id = ?", step).Scan(ctx, &municipality)
	return municipality, translate(ctx, err)
}

// List reads a page of a municipality's plans, newest first.
func (s *WorkPlanStore) List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*workplan.Plan], error) {
	var rows []*workPlanRow
	here := scope.InProgramme()
	query := ofPlans(s.db.read(here).NewSelect().Model(&rows), here.About())
	return listed(ctx, here, query, &rows, request, newest, (*workPlanRow).entity)
}

// StepsOf reads the steps of plans in the order of their numbers.
func (s *WorkPlanStore) StepsOf(ctx context.Context, scope access.Scope, plans []uuid.UUID) (map[uuid.UUID][]*workplan.Step, error) {
	var rows []*workPlanStepRow
	here := scope.InProgramme()
	query := ofSteps(s.db.read(here).NewSelect().Model(&rows), here.About()).OrderExpr("place")
	return grouped(ctx, here, query, "plan_id", plans, &rows,
		func(r *workPlanStepRow) (uuid.UUID, *workplan.Step) { return r.PlanID, r.entity() })
}

// EditionsOf reads the versions that steps had, oldest first.
func (s *WorkPlanStore) EditionsOf(ctx context.Context, scope access.Scope, steps []uuid.UUID) (map[uuid.UUID][]*workplan.Edition, error) {
	found := make(map[uuid.UUID][]*workplan.Edition, len(steps))
	if len(steps) == 0 {
		return found, nil
	}
	here := scope.InProgramme()
	var rows []*workPlanEditionRow
	err := s.db.read(here).NewSelect().Model(&rows).
		Join("JOIN programme.work_plan_step AS s ON s.id = work_plan_step_edition.step_id AND s.municipality_id = ?", here.About()).
		Where("work_plan_step_edition.step_id IN (?)", bun.List(steps)).OrderExpr("step_id, edition").Scan(ctx)
	for _, row := range rows {
		found[row.StepID] = append(found[row.StepID], row.Edition)
	}
	return found, translate(ctx, err)
}

// Change runs fn in one transaction of the programme.
func (s *WorkPlanStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, workplan.Tx) error) error {
	return s.db.write(ctx, scope.InProgramme(), func(ctx context.Context, tx *Tx) error { return fn(ctx, workPlanTx{tx}) })
}

type workPlanTx struct{ *Tx }

func (tx workPlanTx) LockMemorandum(ctx context.Context, id uuid.UUID) (*memorandum.Memorandum, error) {
	return tx.lockMemorandum(ctx, id, "SHARE")
}

func (tx workPlanTx) InsertPlan(ctx context.Context, p *workplan.Plan) error {
	return insert(ctx, tx.Tx, &workPlanRow{Plan: p})
}

func (tx workPlanTx) LockPlan(ctx context.Context, id uuid.UUID) (*workplan.Plan, error) {
	row := new(workPlanRow)
	err := one(ctx, tx.scope, ofPlans(tx.NewSelect().Model(row), tx.scope.About()).Where("work_plan.id = ?", id).For("UPDATE OF work_plan"), row)
	return row.entity(), err
}

func (tx workPlanTx) LockStep(ctx context.Context, id uuid.UUID) (*workplan.Step, error) {
	row := new(workPlanStepRow)
	err := one(ctx, tx.scope, ofSteps(tx.NewSelect().Model(row), tx.scope.About()).Where("work_plan_step.id = ?", id).
		For("UPDATE OF work_plan_step"), row)
	return row.entity(), err
}

func (tx workPlanTx) CountSteps(ctx context.Context, plan uuid.UUID) (n int, err error) {
	err = tx.NewRaw("SELECT count(*) FROM programme.work_plan_step WHERE plan_id = ?", plan).Scan(ctx, &n)
	return n, err
}

func (tx workPlanTx) InsertSteps(ctx context.Context, steps []*workplan.Step) error {
	rows := make([]*workPlanStepRow, len(steps))
	for i, step := range steps {
		rows[i] = &workPlanStepRow{Step: step}
	}
	return insert(ctx, tx.Tx, &rows)
}

func (tx workPlanTx) UpdateStep(ctx context.Context, step *workplan.Step) error {
	return update(ctx, tx.Tx, &workPlanStepRow{Step: step})
}

func (tx workPlanTx) Keep(ctx context.Context, editions []*workplan.Edition) error {
	rows := make([]*workPlanEditionRow, len(editions))
	for i, edition := range editions {
		rows[i] = &workPlanEditionRow{Edition: edition}
	}
	return insert(ctx, tx.Tx, &rows)
}
