package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// NoticeStore keeps outboxes, and how people want to be told.
type NoticeStore struct {
	db        *DB
	directory tenants.Directory
}

// NewNoticeStore makes the store.
func NewNoticeStore(db *DB, directory tenants.Directory) *NoticeStore {
	return &NoticeStore{db: db, directory: directory}
}

// All are the outboxes of every cluster.
func (s *NoticeStore) All() []notice.Box {
	clusters := s.db.clusters()
	boxes := make([]notice.Box, len(clusters))
	for i, pool := range clusters {
		boxes[i] = noticeBox{pool}
	}
	return boxes
}

// Of is the outbox of a municipality's cluster, or of the programme's.
func (s *NoticeStore) Of(ctx context.Context, tenant uuid.UUID) (notice.Box, error) {
	if tenant == uuid.Nil {
		return noticeBox{s.db.programme()}, nil
	}
	t, err := s.directory.ByID(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if pool, ok := s.db.shards[t.Shard]; ok {
		return noticeBox{pool}, nil
	}
	return noticeBox{s.db.programme()}, nil
}

// Account is a person.
func (s *NoticeStore) Account(ctx context.Context, id uuid.UUID) (*user.User, error) {
	return NewAuthnStore(s.db).AccountByID(ctx, id)
}

type choiceRow struct {
	DigestHour, QuietFrom, QuietUntil int
	TelegramChat                      string
	Version                           int64
}

type preferenceRow struct {
	Kind     notice.Kind
	Channels []string `bun:",array"`
	Digest   bool
}

// Choice is what a person prefers.
func (s *NoticeStore) Choice(ctx context.Context, account uuid.UUID) (notice.Choice, error) {
	choice := notice.NewChoice()
	var settings []choiceRow
	if err := s.db.programme().NewRaw(`SELECT digest_hour, quiet_from, quiet_until, telegram_chat, version
		FROM programme.notice_setting WHERE account_id = ?`, account).Scan(ctx, &settings); err != nil {
		return choice, translate(ctx, err)
	}
	for _, row := range settings {
		choice.DigestHour, choice.QuietFrom, choice.QuietUntil = row.DigestHour, row.QuietFrom, row.QuietUntil
		choice.Chat, choice.Version = row.TelegramChat, row.Version
	}
	var rows []preferenceRow
	if err := s.db.programme().NewRaw(`SELECT kind, channels, digest FROM programme.notice_preference WHERE account_id = ?`, account).
		Scan(ctx, &rows); err != nil {
		return choice, translate(ctx, err)
	}
	for _, row := range rows {
		p := notice.Preference{Channels: []notice.Channel{}, Digest: row.Digest}
		for _, channel := range row.Channels {
			p.Channels = append(p.Channels, notice.Channel(channel))
		}
		choice.Kinds[row.Kind] = p
	}
	return choice, nil
}

// Holders are who holds one of the roles on a day in a municipality or the programme; of a
// municipality that went over, in its successors.
func (s *NoticeStore) Holders(ctx context.Context, tenant uuid.UUID, day clock.Date, roles []access.Role) (ids []uuid.UUID, err error) {
	err = s.db.programme().NewRaw(`SELECT DISTINCT account_id FROM programme.membership
		WHERE role IN (?) AND (tenant_id IN (SELECT programme.in_charge_of(?)) OR tenant_id IS NULL) AND from_date <= ? AND (until_date IS NULL OR until_date >= ?)
		ORDER BY account_id`, bun.List(roles), tenant, day, day).Scan(ctx, &ids)
	return ids, translate(ctx, err)
}

// Followers are who follows a municipality or a call: those with an account who chose to; of
// a call also the addresses that confirmed, and the contacts of its letters or else the
// accounts that wrote them: of letters that came in and stand, as nobody confirmed the
// address of a draft. Who follows the calls follows each of them.
func (s *NoticeStore) Followers(ctx context.Context, of entity.Ref) ([]notice.To, error) {
	subject := of.ID
	if of.Kind == "Call" {
		subject = notice.Calls.ID
	}
	var rows []struct {
		AccountID uuid.UUID
		Email     user.Contact
		Locale    i18n.Lang
	}
	err := s.db.programme().NewRaw(`SELECT account_id, NULL AS email, NULL AS locale FROM (
			SELECT account_id FROM programme.follow WHERE subject_id = ?0
			UNION SELECT author_id FROM programme.letter WHERE call_id = ?1 AND contact = '' AND author_id IS NOT NULL
				AND state NOT IN ('DRAFT', 'WITHDRAWN', 'REPLACED')) AS account
		UNION ALL
		SELECT NULL, email, max(locale) FROM (
			SELECT email, locale FROM programme.call_follower WHERE call_id = ?1 AND confirmed_at IS NOT NULL
			UNION ALL SELECT contact, language FROM programme.letter WHERE call_id = ?1 AND contact <> ''
				AND state NOT IN ('DRAFT', 'WITHDRAWN', 'REPLACED')) AS address
		GROUP BY email
		ORDER BY 1, 2`, subject, of.ID).Scan(ctx, &rows)
	list := make([]notice.To, len(rows))
	for i, row := range rows {
		list[i] = notice.To{Account: row.AccountID, Contact: row.Email, Locale: row.Locale}
	}
	return list, translate(ctx, err)
}

// Applicant is whoever stands behind an application; what is written on it is read under the
// tenant's role.
func (s *NoticeStore) Applicant(ctx context.Context, tenant, id uuid.UUID) (notice.To, error) {
	place, err := s.directory.ByID(ctx, tenant)
	if err != nil {
		return notice.To{}, err
	}
	scope := access.SystemScope(place, "tell an applicant", access.Permission{Object: access.Applicant, Action: access.Read})
	ctx = access.WithGrant(ctx, scope)
	var row struct {
		OwnerID   *uuid.UUID
		Surname   string
		GivenName string
		Email     string
		Phone     string
	}
	err = s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().TableExpr("?tenant.application AS a").Join("JOIN ?tenant.applicant AS p ON p.id = a.id").
			ColumnExpr("a.owner_id, p.surname, p.given_name, p.email, p.phone").Where("a.id = ?", id).Scan(ctx, &row)
	})
	if err != nil {
		return notice.To{}, err
	}
	if row.OwnerID != nil {
		known, err := s.db.programme().NewSelect().TableExpr("programme.account").Where("id = ?", *row.OwnerID).Exists(ctx)
		if err != nil || known {
			return notice.Account(*row.OwnerID), translate(ctx, err)
		}
	}
	for _, written := range []string{row.Email, row.Phone} {
		if contact, err := user.ParseContact(written); err == nil {
			name := application.Applicant{Surname: row.Surname, GivenName: row.GivenName}.FullName()
			return notice.To{Contact: contact, Name: name, Locale: i18n.Ky}, nil
		}
	}
	return notice.To{}, nil
}
