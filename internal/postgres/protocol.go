package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/protocol"
)

var (
	_ = onConstraint("protocol_session_key", protocol.ErrExists)
	_ = onConstraint("protocol_signature_key", protocol.ErrSignedTwice)
	_ = onConstraint("result_order_protocol_key", protocol.ErrOrdered)
	_ = onConstraint("protocol_number_key", apperr.ErrStale)
)

type protocolRow struct {
	bun.BaseModel `bun:"table:?tenant.protocol,alias:protocol"`
	*protocol.Protocol
}

type signatureRow struct {
	bun.BaseModel `bun:"table:?tenant.protocol_signature,alias:protocol_signature"`
	*protocol.Signature
}

type resultOrderRow struct {
	bun.BaseModel `bun:"table:?tenant.result_order,alias:result_order"`
	*protocol.Order
}

// ProtocolStore keeps protocols with their signatures and the head's orders.
type ProtocolStore struct{ seated }

// NewProtocolStore makes the store.
func NewProtocolStore(db *DB) *ProtocolStore { return &ProtocolStore{seated{db}} }

// Get reads one protocol.
func (s *ProtocolStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*protocol.Protocol, error) {
	row := new(protocolRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Protocol, err
}

// OfCompetitions lists the protocols of competitions, oldest first.
func (s *ProtocolStore) OfCompetitions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*protocol.Protocol, error) {
	var rows []*protocolRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "competition_id", ids, &rows,
		func(r *protocolRow) (uuid.UUID, *protocol.Protocol) { return r.CompetitionID, r.Protocol })
}

// Signatures lists the signatures of protocols, oldest first.
func (s *ProtocolStore) Signatures(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*protocol.Signature, error) {
	return signaturesOf(ctx, scope, s.db.read(scope), ids)
}

func signaturesOf(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID) (map[uuid.UUID][]*protocol.Signature, error) {
	var rows []*signatureRow
	return grouped(ctx, scope, db.NewSelect().Model(&rows), "protocol_id", ids, &rows,
		func(r *signatureRow) (uuid.UUID, *protocol.Signature) { return r.ProtocolID, r.Signature })
}

// Order reads one order of the head.
func (s *ProtocolStore) Order(ctx context.Context, scope access.Scope, id uuid.UUID) (*protocol.Order, error) {
	row := new(resultOrderRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Order, err
}

// OrdersOf lists the orders on competitions, oldest first.
func (s *ProtocolStore) OrdersOf(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*protocol.Order, error) {
	var rows []*resultOrderRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "competition_id", ids, &rows,
		func(r *resultOrderRow) (uuid.UUID, *protocol.Order) { return r.CompetitionID, r.Order })
}

// Sealed reads the sealed contents of protocols, under the tenant's role.
func (s *ProtocolStore) Sealed(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []struct {
		ProtocolID uuid.UUID
		Content    string
	}
	err := s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().TableExpr("?tenant.protocol_content").Column("protocol_id", "content").
			Where("protocol_id IN (?)", bun.List(ids)).Scan(ctx, &rows)
	})
	contents := make(map[uuid.UUID]string, len(rows))
	for _, r := range rows {
		contents[r.ProtocolID] = r.Content
	}
	return contents, err
}

// Materials reads what drafts are made of, by the session, under the tenant's role.
func (s *ProtocolStore) Materials(ctx context.Context, scope access.Scope, sessions []uuid.UUID) (m map[uuid.UUID]*protocol.Material, err error) {
	if len(sessions) == 0 {
		return nil, nil
	}
	err = s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		if m, err = seatsOf(ctx, scope, conn, sessions); err != nil {
			return err
		}
		return fill(ctx, scope, conn, m)
	})
	return m, err
}

// Seats reads commissions and sessions, which hold nothing of applicants.
func (s *ProtocolStore) Seats(ctx context.Context, scope access.Scope, sessions []uuid.UUID) (map[uuid.UUID]*protocol.Material, error) {
	return seatsOf(ctx, scope, s.db.read(scope), sessions)
}

// NamesHidden lists those of competitions in which names are still hidden.
func (s *ProtocolStore) NamesHidden(ctx context.Context, scope access.Scope, ids []uuid.UUID) (hidden []uuid.UUID, err error) {
	found, err := NewCompetitionStore(s.db).ByIDs(ctx, scope, ids)
	for id, c := range found {
		if c.HidesNames() {
			hidden = append(hidden, id)
		}
	}
	return hidden, err
}

// Change runs fn in one transaction.
func (s *ProtocolStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, protocol.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error {
		return fn(ctx, newProtocolTx(tx))
	})
}

type protocolTx struct {
	meetingTx
	awardTx
	*Tx
}

func newProtocolTx(tx *Tx) protocolTx {
	return protocolTx{meetingTx: meetingTx{contestTx{tx}}, awardTx: awardTx{tx}, Tx: tx}
}

// SessionOf finds the session of a protocol.
func (tx protocolTx) SessionOf(ctx context.Context, id uuid.UUID) (session uuid.UUID, err error) {
	err = tx.NewSelect().Model((*protocolRow)(nil)).Column("session_id").Where("id = ?", id).Scan(ctx, &session)
	return session, err
}

// LockMaterial reads the material of a session and keeps others from changing its
// competition and the session.
func (tx protocolTx) LockMaterial(ctx context.Context, id uuid.UUID) (*protocol.Material, error) {
	competitionID, err := tx.CompetitionOfSession(ctx, id)
	if err != nil {
		return nil, err
	}
	c, err := competitionTx{tx.Tx}.Lock(ctx, competitionID)
	if err != nil {
		return nil, err
	}
	meeting, err := tx.LockSession(ctx, id)
	if err != nil {
		return nil, err
	}
	contest, err := contestOf(ctx, tx.scope, tx, c)
	if err != nil {
		return nil, err
	}
	m := &protocol.Material{Contest: contest, Session: meeting}
	return m, fill(ctx, tx.scope, tx, map[uuid.UUID]*protocol.Material{id: m})
}

// LockLive reads the sealed or signed protocol of a competition, nil when there is none.
func (tx protocolTx) LockLive(ctx context.Context, id uuid.UUID) (*protocol.Protocol, error) {
	row := new(protocolRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("competition_id = ?", id).
		Where("state IN (?)", bun.List([]protocol.State{protocol.Sealed, protocol.Signed})).For("UPDATE"), row)
	if errors.Is(err, apperr.ErrNotFound) {
		return nil, nil
	}
	return row.Protocol, err
}

// VoidResult ends the protocol of a cancelled competition.
func (tx competitionTx) VoidResult(ctx context.Context, c *competition.Competition, reason string, now time.Time) error {
	return protocol.Void(ctx, newProtocolTx(tx.Tx), c, reason, now)
}

// LockProtocol reads a protocol and keeps others from changing it.
func (tx protocolTx) LockProtocol(ctx context.Context, id uuid.UUID) (*protocol.Protocol, error) {
	row := new(protocolRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Protocol, err
}

func (tx protocolTx) InsertProtocol(ctx context.Context, p *protocol.Protocol) error {
	return insert(ctx, tx.Tx, &protocolRow{Protocol: p})
}

func (tx protocolTx) UpdateProtocol(ctx context.Context, p *protocol.Protocol) error {
	return update(ctx, tx.Tx, &protocolRow{Protocol: p})
}

func (tx protocolTx) NextProtocolNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "protocol", year)
}

func (tx protocolTx) InsertContent(ctx context.Context, id uuid.UUID, content string) error {
	_, err := tx.NewRaw("INSERT INTO ?tenant.protocol_content (protocol_id, content) VALUES (?, ?)", id, content).Exec(ctx)
	return err
}

func (tx protocolTx) Signatures(ctx context.Context, id uuid.UUID) ([]*protocol.Signature, error) {
	lists, err := signaturesOf(ctx, tx.scope, tx, []uuid.UUID{id})
	return lists[id], err
}

func (tx protocolTx) InsertSignature(ctx context.Context, s *protocol.Signature) error {
	return insert(ctx, tx.Tx, &signatureRow{Signature: s})
}

func (tx protocolTx) InsertOrder(ctx context.Context, o *protocol.Order) error {
	return insert(ctx, tx.Tx, &resultOrderRow{Order: o})
}

func (tx protocolTx) LockApplications(ctx context.Context, id uuid.UUID) ([]*application.Application, error) {
	return applicationTx{tx.Tx}.LockAll(ctx, id)
}

func (tx protocolTx) UpdateApplication(ctx context.Context, a *application.Application) error {
	return applicationTx{tx.Tx}.Update(ctx, a)
}

func (tx protocolTx) UpdateCompetition(ctx context.Context, c *competition.Competition) error {
	return competitionTx{tx.Tx}.Update(ctx, c)
}

func (tx protocolTx) LockEnvelope(ctx context.Context, id uuid.UUID) (*envelope.Envelope, error) {
	return envelopeTx{tx.Tx}.LockEnvelope(ctx, id)
}

func (tx protocolTx) UpdateEnvelope(ctx context.Context, e *envelope.Envelope) error {
	return envelopeTx{tx.Tx}.UpdateEnvelope(ctx, e)
}
