package postgres

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

var _ = onConstraint("monitoring_group_member_person_key", monitoring.ErrPersonTwice)

type monitoringGroupRow struct {
	bun.BaseModel `bun:"table:?tenant.monitoring_group,alias:monitoring_group"`
	*monitoring.Group
}

func (r *monitoringGroupRow) entity() *monitoring.Group { return r.Group }

type monitoringMemberRow struct {
	bun.BaseModel `bun:"table:?tenant.monitoring_group_member,alias:monitoring_group_member"`
	*monitoring.Member
}

// MonitoringStore keeps monitoring groups, visits, findings and protocols.
type MonitoringStore struct{ db *DB }

// NewMonitoringStore makes the store.
func NewMonitoringStore(db *DB) *MonitoringStore { return &MonitoringStore{db: db} }

// Group reads one group with its members.
func (s *MonitoringStore) Group(ctx context.Context, scope access.Scope, id uuid.UUID) (*monitoring.Group, error) {
	db, row := s.db.read(scope), new(monitoringGroupRow)
	if err := one(ctx, scope, db.NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return nil, err
	}
	return row.Group, withMonitors(ctx, scope, db, row.Group)
}

// Groups reads one page with the members, newest first.
func (s *MonitoringStore) Groups(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*monitoring.Group], error) {
	var rows []*monitoringGroupRow
	db := s.db.read(scope)
	result, err := listed(ctx, scope, db.NewSelect().Model(&rows), &rows, request, newest, (*monitoringGroupRow).entity)
	if err != nil {
		return result, err
	}
	return result, withMonitors(ctx, scope, db, result.Items...)
}

// withMonitors reads the members of groups: one query for all of them.
func withMonitors(ctx context.Context, scope access.Scope, db selecter, groups ...*monitoring.Group) error {
	ids := make([]uuid.UUID, len(groups))
	for i, g := range groups {
		ids[i] = g.ID
	}
	var rows []*monitoringMemberRow
	members, err := grouped(ctx, scope, db.NewSelect().Model(&rows).OrderExpr("position"), "group_id", ids, &rows,
		func(r *monitoringMemberRow) (uuid.UUID, *monitoring.Member) { return r.GroupID, r.Member })
	for _, g := range groups {
		g.Members = members[g.ID]
	}
	return err
}

// GroupSizes is how many members the regulations of competitions demand.
func (s *MonitoringStore) GroupSizes(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]int, error) {
	sizes, err := groupSizes(ctx, s.db.read(scope), competitions)
	return sizes, translate(ctx, err)
}

func groupSizes(ctx context.Context, db selecter, competitions []uuid.UUID) (map[uuid.UUID]int, error) {
	var rows []rulesRow
	query := rulesQuery(db, competitions)
	if slices.Contains(competitions, uuid.Nil) {
		inForce := db.NewSelect().TableExpr("?tenant.regulation AS r").ColumnExpr("?::uuid AS id, r.rules", uuid.Nil).
			Where("r.kind = ?", regulation.LocalInitiatives).
			Where("r.state IN (?)", bun.List([]regulation.State{regulation.Adopted, regulation.Published})).
			OrderExpr("r.decree_date DESC, r.edition DESC").Limit(1)
		query = query.UnionAll(inForce)
	}
	if err := query.Scan(ctx, &rows); err != nil {
		return nil, err
	}
	sizes := make(map[uuid.UUID]int, len(rows))
	for _, row := range rows {
		sizes[row.ID] = row.Rules.MonitoringGroupSize
	}
	return sizes, nil
}

// Change runs fn in one transaction.
func (s *MonitoringStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, monitoring.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, monitoringTx{agreementTx{tx}}) })
}

type monitoringTx struct{ agreementTx }

// LockGroup reads a group with its members and keeps others from changing it.
func (tx monitoringTx) LockGroup(ctx context.Context, id uuid.UUID) (*monitoring.Group, error) {
	row := new(monitoringGroupRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row); err != nil {
		return nil, err
	}
	return row.Group, withMonitors(ctx, tx.scope, tx, row.Group)
}

func (tx monitoringTx) InsertGroup(ctx context.Context, g *monitoring.Group) error {
	return insert(ctx, tx.Tx, &monitoringGroupRow{Group: g})
}

func (tx monitoringTx) UpdateGroup(ctx context.Context, g *monitoring.Group) error {
	return update(ctx, tx.Tx, &monitoringGroupRow{Group: g})
}

func (tx monitoringTx) InsertMembers(ctx context.Context, members ...*monitoring.Member) error {
	if len(members) == 0 {
		return nil
	}
	rows := make([]*monitoringMemberRow, len(members))
	for i, m := range members {
		rows[i] = &monitoringMemberRow{Member: m}
	}
	return insert(ctx, tx.Tx, &rows)
}

func (tx monitoringTx) UpdateMember(ctx context.Context, m *monitoring.Member) error {
	return update(ctx, tx.Tx, &monitoringMemberRow{Member: m})
}

// DeleteMembers empties the list of a group that is not formed yet.
func (tx monitoringTx) DeleteMembers(ctx context.Context, group uuid.UUID) error {
	_, err := tx.NewDelete().Model((*monitoringMemberRow)(nil)).Where("group_id = ?", group).Exec(ctx)
	return err
}

// GroupSize is what the regulation of a competition demands, nil for the one in force.
func (tx monitoringTx) GroupSize(ctx context.Context, competition *uuid.UUID) (int, error) {
	key := uuid.Nil
	if competition != nil {
		key = *competition
	}
	sizes, err := groupSizes(ctx, tx, []uuid.UUID{key})
	size, found := sizes[key]
	switch {
	case err != nil || found:
		return size, err
	case competition != nil:
		return 0, apperr.ErrNotFound
	}
	return 0, monitoring.ErrRegulation
}

// BehindWatched are the accounts behind initiatives with an agreement.
func (tx monitoringTx) BehindWatched(ctx context.Context, competition *uuid.UUID) (map[uuid.UUID]bool, error) {
	query := tx.NewSelect().TableExpr("?tenant.agreement AS a").Where("a.ended_at IS NULL")
	if competition != nil {
		query = query.Where("a.competition_id = ?", *competition)
	}
	return behind(ctx, query)
}

// behind reads the owners and editors of the applications of agreements, which query
// chooses under the alias a.
func behind(ctx context.Context, query *bun.SelectQuery) (map[uuid.UUID]bool, error) {
	var users []uuid.UUID
	err := query.ColumnExpr("DISTINCT p.user_id").Join(`CROSS JOIN LATERAL (
		SELECT owner_id AS user_id FROM ?tenant.application WHERE id = a.application_id AND owner_id IS NOT NULL
		UNION ALL SELECT user_id FROM ?tenant.application_editor WHERE application_id = a.application_id AND user_id IS NOT NULL) AS p`).
		Scan(ctx, &users)
	people := make(map[uuid.UUID]bool, len(users))
	for _, user := range users {
		people[user] = true
	}
	return people, err
}
