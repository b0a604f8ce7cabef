package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
)

type budgetLineRow struct {
	bun.BaseModel `bun:"table:?tenant.budget_line,alias:budget_line"`

	ApplicationID uuid.UUID
	*budget.Line
}

var budgetLineColumns = columnsOf{
	"":           {"application_id", "line_no"},
	"__typename": nil, "lineNo": nil,
	"item": {"item"}, "unit": {"unit"}, "quantity": {"quantity"}, "unitPrice": {"unit_price"}, "amount": {"amount"},
	"source": {"source"}, "form": {"form"}, "valuation": {"valuation"},
}

type applicantRow struct {
	bun.BaseModel `bun:"table:?tenant.applicant,alias:applicant"`
	*application.Applicant
}

type editorRow struct {
	bun.BaseModel `bun:"table:?tenant.application_editor,alias:application_editor"`
	*application.Editor
}

type applicationVersionRow struct {
	bun.BaseModel `bun:"table:?tenant.application_version,alias:application_version"`
	*application.Version
}

type admissibilityRow struct {
	bun.BaseModel `bun:"table:?tenant.admissibility,alias:admissibility"`
	*application.Admissibility
}

// Lines reads the budget lines of many applications in one statement; fields are those
// of a line that will be looked at, nil all.
func (s *ApplicationStore) Lines(ctx context.Context, scope access.Scope, ids []uuid.UUID, fields []string) (map[uuid.UUID][]budget.Line, error) {
	return budgetLines(ctx, scope, budgetLineColumns.narrow(s.db.read(scope).NewSelect(), fields), ids)
}

func budgetLines(ctx context.Context, scope access.Scope, query *bun.SelectQuery, ids []uuid.UUID) (map[uuid.UUID][]budget.Line, error) {
	var rows []*budgetLineRow
	err := query.Model(&rows).Where("application_id IN (?)", bun.List(ids)).Order("application_id", "line_no").Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	lines := make(map[uuid.UUID][]budget.Line, len(ids))
	for _, row := range rows {
		row.TenantID = scope.TenantID()
		lines[row.ApplicationID] = append(lines[row.ApplicationID], *row.Line)
	}
	return lines, nil
}

// Applicants reads the personal data of many applicants, under the tenant's role.
func (s *ApplicationStore) Applicants(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*application.Applicant, error) {
	var rows []*applicantRow
	err := s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	})
	if err != nil {
		return nil, err
	}
	stamp(scope, rows)
	applicants := make(map[uuid.UUID]*application.Applicant, len(rows))
	for _, row := range rows {
		applicants[row.ID] = row.Applicant
	}
	return applicants, nil
}

// Editors reads who may write in applications.
func (s *ApplicationStore) Editors(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*application.Editor, error) {
	var rows []*editorRow
	err := s.db.read(scope).NewSelect().Model(&rows).Where("application_id IN (?)", bun.List(ids)).Order("id").Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	editors := make(map[uuid.UUID][]*application.Editor)
	for _, row := range rows {
		editors[row.ApplicationID] = append(editors[row.ApplicationID], row.Editor)
	}
	return editors, nil
}

// Versions reads the sealed contents of applications, oldest first.
func (s *ApplicationStore) Versions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*application.Version, error) {
	var rows []*applicationVersionRow
	err := s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().Model(&rows).Where("application_id IN (?)", bun.List(ids)).Order("edition").Scan(ctx)
	})
	if err != nil {
		return nil, err
	}
	stamp(scope, rows)
	versions := make(map[uuid.UUID][]*application.Version, len(ids))
	for _, row := range rows {
		versions[row.ApplicationID] = append(versions[row.ApplicationID], row.Version)
	}
	return versions, nil
}

// Admissibility reads the checks of applications; those without one are missing.
func (s *ApplicationStore) Admissibility(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*application.Admissibility, error) {
	var rows []*admissibilityRow
	err := s.db.read(scope).NewSelect().Model(&rows).Where("application_id IN (?)", bun.List(ids)).Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	checks := make(map[uuid.UUID]*application.Admissibility, len(rows))
	for _, row := range rows {
		checks[row.ApplicationID] = row.Admissibility
	}
	return checks, nil
}
