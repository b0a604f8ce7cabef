package postgres

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/application"
)

func (tx applicationTx) Editors(ctx context.Context, id uuid.UUID) ([]*application.Editor, error) {
	var rows []*editorRow
	err := tx.NewSelect().Model(&rows).Where("application_id = ?", id).Order("id").Scan(ctx)
	stamp(tx.scope, rows)
	editors := make([]*application.Editor, len(rows))
	for i, row := range rows {
		editors[i] = row.Editor
	}
	return editors, err
}

func (tx applicationTx) EditorByCode(ctx context.Context, codeHash string) (*application.Editor, error) {
	row := new(editorRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("code_hash = ?", codeHash).For("UPDATE"), row)
	return row.Editor, err
}

func (tx applicationTx) InsertEditor(ctx context.Context, editor *application.Editor) error {
	return insert(ctx, tx.Tx, &editorRow{Editor: editor})
}

func (tx applicationTx) UpdateEditor(ctx context.Context, editor *application.Editor) error {
	return update(ctx, tx.Tx, &editorRow{Editor: editor})
}

func (tx applicationTx) DeleteEditor(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*editorRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}
