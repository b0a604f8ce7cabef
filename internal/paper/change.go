package paper

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

const maxReason = 1000

func reasonOf(reason string) (string, error) { return text.Reason(reason, maxReason, "reason") }

// Void ends a paper that was issued by mistake. Its number stays in the journal with the
// reason. Head, executive secretary. PAPER_ENDED when it is not in force.
func (s *Service) Void(ctx context.Context, ref entity.Ref, version int64, reason string) (*Paper, error) {
	reason, err := reasonOf(reason)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, access.Revoke, func(ctx context.Context, tx Tx, p *Paper, _ time.Time) error {
		p.State, p.Reason = Voided, reason
		return p.hide(ctx, tx)
	})
}

// RegisterSignedScan ties the scan of the signed paper to it; a later one takes the place
// of an earlier. Head, executive secretary, specialist.
func (s *Service) RegisterSignedScan(ctx context.Context, ref entity.Ref, version int64, scan uuid.UUID) (*Paper, error) {
	return s.change(ctx, ref, version, access.Register, func(ctx context.Context, tx Tx, p *Paper, _ time.Time) error {
		owner := file.Owner{Object: p.object(), ID: p.ID}
		if err := file.Swap(ctx, tx, p.ScanFileID, &scan, owner, "fileId", file.SignedPaper); err != nil {
			return err
		}
		p.ScanFileID = &scan
		return nil
	})
}

// Publish shows everyone the redacted copy. Head, executive secretary, specialist.
// PAPER_NEVER_PUBLIC for a kind that has none.
func (s *Service) Publish(ctx context.Context, ref entity.Ref, version int64) (*Paper, error) {
	return s.change(ctx, ref, version, access.Publish, func(ctx context.Context, tx Tx, p *Paper, now time.Time) error {
		if p.PublicFileID == nil {
			return ErrNoPublicCopy
		}
		if p.PublishedAt == nil {
			p.PublishedAt = &now
		}
		return tx.PublishFile(ctx, *p.PublicFileID)
	})
}

// hide ends the publication of the redacted copy.
func (p *Paper) hide(ctx context.Context, tx Tx) error {
	if p.PublishedAt == nil {
		return nil
	}
	p.PublishedAt = nil
	return tx.HideFile(ctx, *p.PublicFileID)
}

// lock reads a paper that is in force and that nobody changed since.
func lock(ctx context.Context, tx Tx, id uuid.UUID, version int64) (*Paper, error) {
	p, err := tx.LockPaper(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case p.Version != version:
		return nil, apperr.ErrStale
	case p.State != Issued:
		return nil, ErrEnded
	}
	return p, nil
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action,
	apply func(context.Context, Tx, *Paper, time.Time) error,
) (*Paper, error) {
	scope, err := s.enterAs(ctx, ref.Tenant, action)
	if err != nil {
		return nil, err
	}
	var p *Paper
	err = s.Store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if p, err = lock(ctx, tx, ref.ID, version); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *p
		if err := apply(ctx, tx, p.of(scope), now); err != nil {
			return err
		}
		p.Touch(now)
		if err := tx.UpdatePaper(ctx, p); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: p.object(), Action: action, ID: p.ID, Before: before, After: p, Reason: reasonFor(action, p)})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

func reasonFor(action access.Action, p *Paper) string {
	if action == access.Revoke {
		return p.Reason
	}
	return ""
}

// Rule decides what may be done with a paper.
func (s *Service) Rule(ctx context.Context, p *Paper) (access.Rule, error) {
	role := access.RoleRule(ctx, s.Auth, p.TenantID, p.object())
	return func(action access.Action) error {
		if err := role(action); err != nil {
			return err
		}
		switch action {
		case access.Read, access.Create:
			return nil
		case access.Replace:
			if p.ended && p.Kind.begins() {
				return ErrOver
			}
		case access.Publish:
			if p.PublicFileID == nil {
				return ErrNoPublicCopy
			}
		}
		if p.State != Issued {
			return ErrEnded
		}
		return nil
	}, nil
}

// AllowedActions lists what the caller may do with a paper.
func (s *Service) AllowedActions(ctx context.Context, p *Paper) ([]access.Action, error) {
	rule, err := s.Rule(ctx, p)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Replace, access.Revoke, access.Register, access.Publish)
}
