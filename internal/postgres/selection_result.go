package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/selection"
)

type checkRow struct {
	bun.BaseModel `bun:"table:?tenant.letter_check,alias:letter_check"`
	*selection.Check
}

type clarificationRow struct {
	bun.BaseModel `bun:"table:?tenant.letter_clarification,alias:letter_clarification"`
	*selection.Clarification
}

type selectionProtocolRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_protocol,alias:selection_protocol"`
	*selection.Protocol
}

type decisionRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_decision,alias:selection_decision"`
	*selection.Decision
	SelectionID uuid.UUID
}

type selectionNoticeRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_notice,alias:selection_notice"`
	*selection.Notice
}

// Checks reads the checks of letters in the order of the requirements.
func (r selectionReader) Checks(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID][]*selection.Check, error) {
	found := make(map[uuid.UUID][]*selection.Check, len(letters))
	if len(letters) == 0 {
		return found, nil
	}
	var rows []*checkRow
	err := r.idb.NewSelect().Model(&rows).Where("letter_id IN (?)", bun.List(letters)).Order("position", "id").Scan(ctx)
	for _, row := range rows {
		found[row.LetterID] = append(found[row.LetterID], row.Check)
	}
	return found, translate(ctx, err)
}

// Clarification reads one question.
func (r selectionReader) Clarification(ctx context.Context, id uuid.UUID) (*selection.Clarification, error) {
	row := new(clarificationRow)
	err := one(ctx, r.scope, r.idb.NewSelect().Model(row).Where("id = ?", id), row)
	return row.Clarification, err
}

// Clarifications reads the questions about letters, oldest first.
func (r selectionReader) Clarifications(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID][]*selection.Clarification, error) {
	var rows []*clarificationRow
	return grouped(ctx, r.scope, r.idb.NewSelect().Model(&rows), "letter_id", letters, &rows,
		func(row *clarificationRow) (uuid.UUID, *selection.Clarification) {
			return row.LetterID, row.Clarification
		})
}

// QuestionsTo reads the questions about the letters of a municipality, oldest first.
func (r selectionReader) QuestionsTo(ctx context.Context, municipality uuid.UUID) ([]*selection.Clarification, error) {
	var rows []*clarificationRow
	err := r.idb.NewSelect().Model(&rows).Where("letter_id IN (SELECT id FROM ?tenant.letter WHERE municipality_id = ?)", municipality).
		Order("id").Scan(ctx)
	list := make([]*selection.Clarification, len(rows))
	for i, row := range rows {
		list[i] = row.Clarification
	}
	return list, translate(ctx, err)
}

// Protocol reads the protocol of a selection, nil without one.
func (r selectionReader) Protocol(ctx context.Context, of uuid.UUID) (*selection.Protocol, error) {
	return r.protocol(ctx, of, "")
}

func (r selectionReader) protocol(ctx context.Context, of uuid.UUID, lock string) (*selection.Protocol, error) {
	row := new(selectionProtocolRow)
	query := r.idb.NewSelect().Model(row).Where("selection_id = ?", of)
	if lock != "" {
		query = query.For(lock)
	}
	err := one(ctx, r.scope, query, row)
	return absent(row.Protocol, err)
}

// ProtocolByID reads one protocol.
func (r selectionReader) ProtocolByID(ctx context.Context, id uuid.UUID) (*selection.Protocol, error) {
	row := new(selectionProtocolRow)
	err := one(ctx, r.scope, r.idb.NewSelect().Model(row).Where("id = ?", id), row)
	return row.Protocol, err
}

// Notices reads what participants are told; that a message went out, the outbox says.
func (r selectionReader) Notices(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID]*selection.Notice, error) {
	found := make(map[uuid.UUID]*selection.Notice, len(letters))
	if len(letters) == 0 {
		return found, nil
	}
	var rows []*selectionNoticeRow
	if err := r.idb.NewSelect().Model(&rows).Where("letter_id IN (?)", bun.List(letters)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		found[row.LetterID] = row.Notice
	}
	var sent []struct {
		LetterID uuid.UUID
		Channel  selection.Channel
		At       time.Time
	}
	err := r.idb.NewRaw(`SELECT DISTINCT ON (m.about_id) m.about_id AS letter_id, d.channel, coalesce(d.sent_at, d.delivered_at) AS at
		FROM ops.message AS m JOIN ops.delivery AS d ON d.message_id = m.id
		JOIN ?tenant.selection_notice AS n ON n.letter_id = m.about_id AND m.created_at >= n.updated_at
		WHERE m.about_id IN (?) AND m.kind = ? AND d.state IN ('SENT', 'DELIVERED') AND coalesce(d.sent_at, d.delivered_at) IS NOT NULL
		ORDER BY m.about_id, at`, bun.List(letters), notice.SelectionResult).Scan(ctx, &sent)
	for _, s := range sent {
		if n := found[s.LetterID]; n != nil && n.NotifiedAt == nil {
			n.Channel, n.NotifiedAt = s.Channel, &s.At
		}
	}
	return found, translate(ctx, err)
}

func (tx selectionTx) InsertCheck(ctx context.Context, c *selection.Check) error {
	return insert(ctx, tx.Tx, &checkRow{Check: c})
}

func (tx selectionTx) UpdateCheck(ctx context.Context, c *selection.Check) error {
	return update(ctx, tx.Tx, &checkRow{Check: c})
}

func (tx selectionTx) LockClarification(ctx context.Context, id uuid.UUID) (*selection.Clarification, error) {
	row := new(clarificationRow)
	err := one(ctx, tx.Tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Clarification, err
}

func (tx selectionTx) InsertClarification(ctx context.Context, c *selection.Clarification) error {
	return insert(ctx, tx.Tx, &clarificationRow{Clarification: c})
}

func (tx selectionTx) UpdateClarification(ctx context.Context, c *selection.Clarification) error {
	return update(ctx, tx.Tx, &clarificationRow{Clarification: c})
}

func (tx selectionTx) LockProtocol(ctx context.Context, of uuid.UUID) (*selection.Protocol, error) {
	return tx.protocol(ctx, of, "UPDATE")
}

func (tx selectionTx) InsertProtocol(ctx context.Context, p *selection.Protocol) error {
	return insert(ctx, tx.Tx, &selectionProtocolRow{Protocol: p})
}

func (tx selectionTx) UpdateProtocol(ctx context.Context, p *selection.Protocol) error {
	return update(ctx, tx.Tx, &selectionProtocolRow{Protocol: p})
}

func (tx selectionTx) InsertDecisions(ctx context.Context, of uuid.UUID, decisions []*selection.Decision) error {
	for _, d := range decisions {
		if err := insert(ctx, tx.Tx, &decisionRow{Decision: d, SelectionID: of}); err != nil {
			return err
		}
	}
	return nil
}

func (tx selectionTx) InsertNotice(ctx context.Context, n *selection.Notice) error {
	return insert(ctx, tx.Tx, &selectionNoticeRow{Notice: n})
}

func (tx selectionTx) LockNotice(ctx context.Context, letter uuid.UUID) (*selection.Notice, error) {
	row := new(selectionNoticeRow)
	err := one(ctx, tx.Tx.scope, tx.NewSelect().Model(row).Where("letter_id = ?", letter).For("UPDATE"), row)
	return row.Notice, err
}

func (tx selectionTx) UpdateNotice(ctx context.Context, n *selection.Notice) error {
	return update(ctx, tx.Tx, &selectionNoticeRow{Notice: n})
}
