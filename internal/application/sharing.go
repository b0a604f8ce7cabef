package application

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// errCode answers every code that lets nobody in alike.
var errCode = apperr.Invalid(i18n.New(
	"Бул код жараксыз же мөөнөтү бүткөн. Лидерден жаңысын сураңыз.",
	"Этот код недействителен или истёк. Попросите у лидера новый.",
	"This code is not valid or has expired. Ask the leader for a new one."), "code")

// Invite makes a code by which a member of the group joins as an editor; it works once,
// for seven days, and is shown only now. Only the owner may.
func (s *Service) Invite(ctx context.Context, ref entity.Ref, name string) (code string, invited *Editor, err error) {
	code, hash := newCode()
	name = strings.TrimSpace(name)
	if err := text.Line(name, MaxName, "name"); err != nil {
		return "", nil, err
	}
	_, err = s.group(ctx, ref, func(ctx context.Context, c *change) error {
		editors, err := c.Editors(ctx, c.a.ID)
		if err != nil {
			return err
		}
		if len(editors) >= MaxEditors {
			return errTooMany.With(i18n.Args{"max": MaxEditors}).At("name")
		}
		invited = &Editor{Base: entity.NewBase(c.a.TenantID, c.now), ApplicationID: c.a.ID, Name: name, CodeHash: hash,
			ExpiresAt: c.now.Add(codeKeeps)}
		c.entry.After = map[string]any{"invited": invited.ID}
		c.a.Touch(c.now)
		return c.InsertEditor(ctx, invited)
	})
	if err != nil {
		return "", nil, err
	}
	return code, invited, nil
}

// group changes who may edit an application, whatever version it has: the content stays.
func (s *Service) group(ctx context.Context, ref entity.Ref, do step) (*Application, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Application, access.Invite)
	if err != nil {
		return nil, err
	}
	rule, err := s.own(ctx, s.store, scope, entitled[access.Invite])
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, rule, do)
}

// Join lets the caller edit the application whose leader gave her the code.
func (s *Service) Join(ctx context.Context, tenant uuid.UUID, code string) (*Application, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Update)
	if err != nil {
		return nil, err
	}
	var joined *Application
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		e, err := tx.EditorByCode(ctx, hashCode(code))
		if apperr.CodeOf(err) == apperr.NotFound {
			return errCode
		}
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if e.Joined() || !now.Before(e.ExpiresAt) {
			return errCode
		}
		user := scope.UserID()
		e.UserID = &user
		e.Touch(now)
		if err := tx.UpdateEditor(ctx, e); err != nil {
			return err
		}
		if joined, err = tx.Lock(ctx, e.ApplicationID); err != nil {
			return err
		}
		if joined.OwnerID != nil && *joined.OwnerID == user {
			return ErrJoined
		}
		return tx.Record(ctx, audit.Entry{Object: access.Application, Action: access.Update, ID: e.ApplicationID,
			After: map[string]any{"joined": e.ID}})
	})
	if err != nil {
		return nil, err
	}
	return joined, nil
}

// RemoveEditor takes the right to edit from a member of the group. Only the owner may.
func (s *Service) RemoveEditor(ctx context.Context, ref entity.Ref, id uuid.UUID) (*Application, error) {
	return s.group(ctx, ref, func(ctx context.Context, c *change) error {
		editors, err := c.Editors(ctx, c.a.ID)
		if err != nil {
			return err
		}
		for _, e := range editors {
			if e.ID == id {
				c.entry.After = map[string]any{"removed": id}
				c.a.Touch(c.now)
				return c.DeleteEditor(ctx, id)
			}
		}
		return apperr.ErrNotFound
	})
}
