package postgres

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/user"
)

var _ = onConstraint("notice_setting_account_id_fkey", apperr.ErrNotFound)

// Inbox reads a page of what the scope's person was told, newest first, out of every cluster.
func (s *NoticeStore) Inbox(ctx context.Context, scope access.Scope, unread bool, request page.Request) (page.Page[*notice.Sent], error) {
	return s.messages(ctx, request, func(q *bun.SelectQuery) *bun.SelectQuery {
		if unread {
			q = q.Where("m.read_at IS NULL")
		}
		return q.Where("m.account_id = ?", scope.UserID())
	})
}

// messages reads a page of messages of all clusters, newest first.
func (s *NoticeStore) messages(ctx context.Context, request page.Request, where func(*bun.SelectQuery) *bun.SelectQuery) (page.Page[*notice.Sent], error) {
	result := page.Page[*notice.Sent]{Cursor: (*notice.Sent).Position}
	var rows []*messageRow
	for _, pool := range s.db.clusters() {
		query := where(pool.NewSelect().TableExpr("ops.message AS m").ColumnExpr(messageColumns))
		count, err := total(ctx, query, request)
		if err != nil {
			return result, err
		}
		if count != nil {
			if result.Total == nil {
				result.Total = new(int)
			}
			*result.Total += *count
		}
		if request.After != nil {
			query = query.Where("m.id < ?", lastKey(request.After))
		}
		var found []*messageRow
		if err := query.OrderExpr("m.id DESC").Limit(int64(request.First)+1).Scan(ctx, &found); err != nil {
			return result, translate(ctx, err)
		}
		rows = append(rows, found...)
	}
	slices.SortFunc(rows, func(a, b *messageRow) int { return cmp.Compare(b.ID.String(), a.ID.String()) })
	if result.HasNext = len(rows) > request.First; result.HasNext {
		rows = rows[:request.First]
	}
	result.Items = sents(rows)
	return result, nil
}

// Unread counts what the scope's person has not read.
func (s *NoticeStore) Unread(ctx context.Context, scope access.Scope) (all int, err error) {
	for _, pool := range s.db.clusters() {
		n, err := pool.NewSelect().TableExpr("ops.message").Where("account_id = ?", scope.UserID()).Where("read_at IS NULL").Count(ctx)
		if err != nil {
			return 0, translate(ctx, err)
		}
		all += int(n)
	}
	return all, nil
}

// MarkRead notes that the scope's person read some messages, or, for nil, all.
func (s *NoticeStore) MarkRead(ctx context.Context, scope access.Scope, ids []uuid.UUID) error {
	if err := s.hers(ctx, scope, ids); err != nil {
		return err
	}
	if ids != nil && len(ids) == 0 {
		return nil
	}
	for _, pool := range s.db.clusters() {
		query := pool.NewUpdate().TableExpr("ops.message").Set("read_at = ?", s.db.now()).
			Where("account_id = ?", scope.UserID()).Where("read_at IS NULL")
		if ids != nil {
			query = query.Where("id IN (?)", bun.List(ids))
		}
		if _, err := query.Exec(ctx); err != nil {
			return translate(ctx, err)
		}
	}
	return nil
}

// hers answers NOT_FOUND unless all messages are the scope's person's.
func (s *NoticeStore) hers(ctx context.Context, scope access.Scope, ids []uuid.UUID) error {
	missing := map[uuid.UUID]bool{}
	for _, id := range ids {
		missing[id] = true
	}
	for _, pool := range s.db.clusters() {
		if len(missing) == 0 {
			return nil
		}
		var found []uuid.UUID
		err := pool.NewSelect().TableExpr("ops.message").Column("id").
			Where("account_id = ?", scope.UserID()).Where("id IN (?)", bun.List(ids)).Scan(ctx, &found)
		if err != nil {
			return translate(ctx, err)
		}
		for _, id := range found {
			delete(missing, id)
		}
	}
	if len(missing) > 0 {
		return apperr.ErrNotFound
	}
	return nil
}

// Log reads a page of what was told about a thing, newest first; a message for several is
// there as those that it was made into.
func (s *NoticeStore) Log(ctx context.Context, scope access.Scope, about uuid.UUID, request page.Request) (page.Page[*notice.Logged], error) {
	return s.logged(ctx, request, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.about_id = ?", about).Where("m.tenant_id = ?", scope.TenantID()).
			Where("m.account_id IS NOT NULL OR m.recipient->>'contact' <> '' OR EXISTS (SELECT FROM ops.delivery AS d WHERE d.message_id = m.id)")
	})
}

// Failing reads a page of messages that could not be sent.
func (s *NoticeStore) Failing(ctx context.Context, _ access.Scope, request page.Request) (page.Page[*notice.Logged], error) {
	return s.logged(ctx, request, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.id IN (SELECT message_id FROM ops.delivery WHERE state = 'FAILED')")
	})
}

func (s *NoticeStore) logged(ctx context.Context, request page.Request, where func(*bun.SelectQuery) *bun.SelectQuery) (page.Page[*notice.Logged], error) {
	found, err := s.messages(ctx, request, where)
	result := page.Page[*notice.Logged]{HasNext: found.HasNext, Total: found.Total, Cursor: (*notice.Logged).Cursor}
	if err != nil {
		return result, err
	}
	result.Items, err = s.log(ctx, found.Items)
	return result, err
}

// log adds to messages whom they went to and how.
func (s *NoticeStore) log(ctx context.Context, messages []*notice.Sent) ([]*notice.Logged, error) {
	ids, accounts := []uuid.UUID{}, []uuid.UUID{}
	for _, m := range messages {
		ids = append(ids, m.ID)
		if m.AccountID != nil {
			accounts = append(accounts, *m.AccountID)
		}
	}
	ways := map[uuid.UUID][]*notice.Delivery{}
	for _, pool := range s.db.clusters() {
		if len(ids) == 0 {
			break
		}
		var rows []deliveryRow
		if err := pool.NewRaw("SELECT * FROM ops.delivery WHERE message_id IN (?) ORDER BY id", bun.List(ids)).Scan(ctx, &rows); err != nil {
			return nil, translate(ctx, err)
		}
		for _, d := range deliveries(rows) {
			ways[d.MessageID] = append(ways[d.MessageID], d)
		}
	}
	people, err := NewUserStore(s.db).Users(ctx, access.Scope{}, accounts)
	if err != nil {
		return nil, err
	}
	list := make([]*notice.Logged, len(messages))
	for i, m := range messages {
		list[i] = &notice.Logged{Sent: m, Name: nameOf(m, people), Deliveries: ways[m.ID]}
	}
	return list, nil
}

func nameOf(m *notice.Sent, people map[uuid.UUID]*user.User) string {
	if m.AccountID == nil {
		return m.To.Name
	}
	if account, ok := people[*m.AccountID]; ok {
		return account.FullName
	}
	return ""
}

// Followed lists what a person follows, the earliest first.
func (s *NoticeStore) Followed(ctx context.Context, account uuid.UUID) ([]entity.Ref, error) {
	var rows []struct {
		SubjectKind string
		SubjectID   uuid.UUID
	}
	err := s.db.programme().NewRaw(`SELECT subject_kind, subject_id FROM programme.follow WHERE account_id = ? ORDER BY since, subject_id`, account).
		Scan(ctx, &rows)
	refs := make([]entity.Ref, len(rows))
	for i, row := range rows {
		refs[i] = entity.Ref{Kind: row.SubjectKind, Tenant: row.SubjectID, ID: row.SubjectID}
	}
	return refs, translate(ctx, err)
}

// Change runs fn in one transaction of the programme.
func (s *NoticeStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, notice.Tx) error) error {
	return s.db.write(ctx, scope.InProgramme(), func(ctx context.Context, tx *Tx) error { return fn(ctx, tellTx{tx, s}) })
}

type tellTx struct {
	*Tx
	store *NoticeStore
}

func (tx tellTx) LockChoice(ctx context.Context, account uuid.UUID) (notice.Choice, error) {
	var id uuid.UUID
	if err := tx.NewRaw(`SELECT id FROM programme.account WHERE id = ? FOR UPDATE`, account).Scan(ctx, &id); err != nil {
		return notice.Choice{}, translate(ctx, err)
	}
	return tx.store.Choice(ctx, account)
}

func (tx tellTx) SaveChoice(ctx context.Context, account uuid.UUID, c notice.Choice) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.NewRaw(`INSERT INTO programme.notice_setting AS s (account_id, digest_hour, quiet_from, quiet_until, telegram_chat, version, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account_id) DO UPDATE SET digest_hour = excluded.digest_hour, quiet_from = excluded.quiet_from,
			quiet_until = excluded.quiet_until, telegram_chat = excluded.telegram_chat, version = excluded.version, updated_at = excluded.updated_at`,
		account, c.DigestHour, c.QuietFrom, c.QuietUntil, c.Chat, c.Version, now).Exec(ctx); err != nil {
		return err
	}
	for kind, p := range c.Kinds {
		channels := make([]string, len(p.Channels))
		for i, channel := range p.Channels {
			channels[i] = string(channel)
		}
		if _, err := tx.NewRaw(`INSERT INTO programme.notice_preference (account_id, kind, channels, digest) VALUES (?, ?, ?, ?)
			ON CONFLICT (account_id, kind) DO UPDATE SET channels = excluded.channels, digest = excluded.digest`,
			account, string(kind), pgdialect.Array(channels), p.Digest).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// untouched are the settings of a person who chose nothing.
func (tx tellTx) untouched(ctx context.Context, account uuid.UUID, now time.Time) error {
	c := notice.NewChoice()
	_, err := tx.NewRaw(`INSERT INTO programme.notice_setting (account_id, digest_hour, quiet_from, quiet_until, version, updated_at)
		VALUES (?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING`, account, c.DigestHour, c.QuietFrom, c.QuietUntil, now).Exec(ctx)
	return err
}

func (tx tellTx) SetCode(ctx context.Context, account uuid.UUID, hash []byte, until time.Time) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if err := tx.untouched(ctx, account, now); err != nil {
		return err
	}
	_, err = tx.NewRaw(`UPDATE programme.notice_setting SET telegram_code_hash = ?, telegram_code_until = ?, updated_at = ? WHERE account_id = ?`,
		hash, until, now, account).Exec(ctx)
	return err
}

func (tx tellTx) TakeCode(ctx context.Context, hash []byte, chat string) (account uuid.UUID, err error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return account, err
	}
	err = tx.NewRaw(`UPDATE programme.notice_setting SET telegram_chat = ?, telegram_code_hash = NULL, telegram_code_until = NULL,
			version = version + 1, updated_at = ?
		WHERE telegram_code_hash = ? AND telegram_code_until > ? RETURNING account_id`, chat, now, hash, now).Scan(ctx, &account)
	return account, translate(ctx, err)
}

func (tx tellTx) Follow(ctx context.Context, account uuid.UUID, subjects []entity.Ref) error {
	if _, err := tx.LockChoice(ctx, account); err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.NewRaw(`DELETE FROM programme.follow WHERE account_id = ?`, account).Exec(ctx); err != nil {
		return err
	}
	for _, subject := range subjects {
		if _, err := tx.NewRaw(`INSERT INTO programme.follow (account_id, subject_kind, subject_id, since) VALUES (?, ?, ?, ?)`,
			account, subject.Kind, subject.ID, now).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// requeue has the failed deliveries of a message tried again.
const requeue = `UPDATE ops.delivery SET state = 'QUEUED', reason = '', attempts = 0, queued_at = ?0, next_at = ?0, batch_id = id
	WHERE message_id = ?1 AND state = 'FAILED'`

// Requeue looks for the message in every cluster, the programme's within the transaction.
func (tx tellTx) Requeue(ctx context.Context, message uuid.UUID) (*notice.Logged, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	for _, pool := range tx.db.clusters() {
		found, err := noticeBox{pool}.Message(ctx, message)
		if apperr.CodeOf(err) == apperr.NotFound && err != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		var within bun.IDB = pool
		if pool == tx.db.home {
			within = tx.Conn
		}
		result, err := within.NewRaw(requeue, now, message).Exec(ctx)
		if err != nil {
			return nil, err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return nil, cmp.Or(err, error(notice.ErrNotFailed))
		}
		logged, err := tx.store.log(ctx, []*notice.Sent{found})
		if err != nil {
			return nil, err
		}
		for _, d := range logged[0].Deliveries { // the transaction is not over yet
			if d.State == notice.Failed {
				d.State, d.Reason, d.Attempts = notice.Queued, notice.NoReason, 0
			}
		}
		return logged[0], nil
	}
	return nil, apperr.ErrNotFound
}
