package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/session"
)

var _ = onConstraint("commission_session_running_key", session.ErrRunning)

type meetingRow struct {
	bun.BaseModel `bun:"table:?tenant.commission_session,alias:commission_session"`
	*session.Session
}

type voteRow struct {
	bun.BaseModel `bun:"table:?tenant.session_vote,alias:session_vote"`
	*session.Vote
}

type dissentRow struct {
	bun.BaseModel `bun:"table:?tenant.dissenting_opinion,alias:dissenting_opinion"`
	*session.Dissent
}

// MeetingStore keeps the commission's sessions with votes and dissenting opinions.
type MeetingStore struct{ seated }

// NewMeetingStore makes the store.
func NewMeetingStore(db *DB) *MeetingStore { return &MeetingStore{seated{db}} }

// Get reads one session.
func (s *MeetingStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*session.Session, error) {
	row := new(meetingRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Session, err
}

// OfCompetitions lists the sessions of competitions, oldest first.
func (s *MeetingStore) OfCompetitions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*session.Session, error) {
	var rows []*meetingRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "competition_id", ids, &rows,
		func(r *meetingRow) (uuid.UUID, *session.Session) { return r.CompetitionID, r.Session })
}

// Contest reads what the evaluation of a competition stands on.
func (s *MeetingStore) Contest(ctx context.Context, scope access.Scope, id uuid.UUID) (*evaluation.Contest, error) {
	return contest(ctx, s.db, scope, id)
}

// Contests reads what the evaluations of several competitions stand on.
func (s *MeetingStore) Contests(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*evaluation.Contest, error) {
	return contestsWith(ctx, s.db, scope, ids)
}

// Votes lists the votes of sessions, by application.
func (s *MeetingStore) Votes(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*session.Vote, error) {
	return votesOf(ctx, scope, s.db.read(scope), ids)
}

func votesOf(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID) (map[uuid.UUID][]*session.Vote, error) {
	var rows []*voteRow
	return grouped(ctx, scope, db.NewSelect().Model(&rows).Order("application_id"), "session_id", ids, &rows,
		func(r *voteRow) (uuid.UUID, *session.Vote) { return r.SessionID, r.Vote })
}

// Dissents lists the dissenting opinions of sessions, oldest first.
func (s *MeetingStore) Dissents(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*session.Dissent, error) {
	return dissentsOf(ctx, scope, s.db.read(scope), ids)
}

func dissentsOf(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID) (map[uuid.UUID][]*session.Dissent, error) {
	var rows []*dissentRow
	return grouped(ctx, scope, db.NewSelect().Model(&rows), "session_id", ids, &rows,
		func(r *dissentRow) (uuid.UUID, *session.Dissent) { return r.SessionID, r.Dissent })
}

// Change runs fn in one transaction.
func (s *MeetingStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, session.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, meetingTx{contestTx{tx}}) })
}

// meetingTx lends its locks to the transactions of protocols.
type meetingTx struct{ contestTx }

// LockSession reads a session and keeps others from changing it.
func (tx meetingTx) LockSession(ctx context.Context, id uuid.UUID) (*session.Session, error) {
	row := new(meetingRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Session, err
}

func (tx meetingTx) InsertSession(ctx context.Context, s *session.Session) error {
	return insert(ctx, tx.Tx, &meetingRow{Session: s})
}

func (tx meetingTx) UpdateSession(ctx context.Context, s *session.Session) error {
	return update(ctx, tx.Tx, &meetingRow{Session: s})
}

// PutVotes writes votes over those that the members gave before.
func (tx meetingTx) PutVotes(ctx context.Context, votes []*session.Vote) error {
	rows := make([]*voteRow, len(votes))
	for i, v := range votes {
		v.ID = entity.NewID()
		rows[i] = &voteRow{Vote: v}
	}
	_, err := tx.NewInsert().Model(&rows).On("CONFLICT (session_id, application_id, member_id) DO UPDATE").
		Set("choice = EXCLUDED.choice, channel = EXCLUDED.channel, updated_at = EXCLUDED.updated_at").
		Set("version = session_vote.version + 1").Returning("NULL").Exec(ctx)
	return err
}

func (tx meetingTx) InsertDissent(ctx context.Context, d *session.Dissent) error {
	return insert(ctx, tx.Tx, &dissentRow{Dissent: d})
}
