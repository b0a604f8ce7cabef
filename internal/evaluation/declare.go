package evaluation

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// Declare takes what a member says of conflicts, on some or all admitted applications.
// A member whose own account stands behind an application is in conflict whatever is
// said. It answers NOT_IN_EVALUATION, NOT_A_CANDIDATE, CONFLICT_NOT_RETRACTABLE.
func (s *Service) Declare(ctx context.Context, competition entity.Ref, statements []Statement) ([]*Declaration, error) {
	scope, err := s.auth.Authorize(ctx, competition.Tenant, access.ConflictDeclaration, access.Declare)
	if err != nil {
		return nil, err
	}
	return s.declare(ctx, scope, competition, statements, func(contest *Contest) (*author, error) {
		m, err := s.seat(contest, scope)
		return &author{member: m, channel: Online}, err
	})
}

// RegisterDeclarations enters the signed paper of a member without an account. The
// commission's secretary may.
func (s *Service) RegisterDeclarations(ctx context.Context, competition entity.Ref, member uuid.UUID, scan *uuid.UUID,
	statements []Statement,
) ([]*Declaration, error) {
	scope, err := s.auth.Authorize(ctx, competition.Tenant, access.ConflictDeclaration, access.Register)
	if err != nil {
		return nil, err
	}
	return s.declare(ctx, scope, competition, statements, func(contest *Contest) (*author, error) {
		m, err := s.onPaper(contest, scope, member, scan)
		return &author{member: m, channel: Paper, scan: scan}, err
	})
}

// author is the member something comes from, and how it came.
type author struct {
	member  *commission.Member
	channel Channel
	scan    *uuid.UUID
}

// onBehalf names the member in the audit when somebody else entered it.
func (a *author) onBehalf() string {
	if a.channel == Paper {
		return a.member.Name
	}
	return ""
}

// attach keeps the scan of the paper with what it proves.
func (a *author) attach(ctx context.Context, tx Tx, owner file.Owner) error {
	_, err := tx.AttachFile(ctx, *a.scan, owner, file.SignedPaper)
	return apperr.At(err, "scanFileId")
}

func (s *Service) declare(ctx context.Context, scope access.Scope, ref entity.Ref, statements []Statement,
	who func(*Contest) (*author, error),
) ([]*Declaration, error) {
	var declared []*Declaration
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		contest, err := tx.LockContest(ctx, ref.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		by, err := who(contest)
		if err != nil {
			return err
		}
		if err := contest.mayDeclare(by.member); err != nil {
			return err
		}
		if declared, err = contest.declarations(by, statements, now); err != nil {
			return err
		}
		return saveDeclarations(ctx, tx, scope, contest, by, declared)
	})
	if err != nil {
		return nil, err
	}
	return declared, nil
}

// declarations applies statements to what the member declared before, all or none.
func (c *Contest) declarations(by *author, statements []Statement, now time.Time) ([]*Declaration, error) {
	if len(statements) == 0 {
		return nil, apperr.ErrRequired.At("declarations")
	}
	var errs apperr.List
	var declared []*Declaration
	seen := map[uuid.UUID]bool{}
	for i := range statements {
		statement, at := &statements[i], func(field string) []string { return []string{"declarations", strconv.Itoa(i), field} }
		errs.Add(statement.check(at("text")...))
		candidate := c.Candidate(statement.ApplicationID)
		if candidate == nil {
			errs.Add(ErrNotCandidate.At(at("applicationId")...))
			continue
		}
		if seen[statement.ApplicationID] {
			errs.Add(ErrDeclaredTwice.At(at("applicationId")...))
			continue
		}
		seen[statement.ApplicationID] = true
		d := c.blank(by, candidate, now)
		if err := d.declare(*statement, candidate.BroughtBy(by.member.UserID)); err != nil {
			errs.Add(ErrNotRetractable.At(at("kind")...))
		}
		declared = append(declared, d)
	}
	return declared, errs.Err()
}

// blank is the member's declaration on an application as it is stored, or a new one.
func (c *Contest) blank(by *author, candidate *Candidate, now time.Time) *Declaration {
	d := &Declaration{
		Base: entity.NewBase(c.Competition.TenantID, now), CompetitionID: c.Competition.ID,
		ApplicationID: candidate.ApplicationID, MemberID: by.member.ID,
	}
	if old := c.Declaration(by.member.ID, candidate.ApplicationID); old != nil {
		*d = *old
		d.Touch(now)
	} else {
		c.Declarations = append(c.Declarations, d)
	}
	d.Channel, d.ScanFileID, d.DeclaredAt = by.channel, by.scan, now
	return d
}

// declarationAudit is what the log keeps: an explanation may speak of other people.
type declarationAudit struct {
	ApplicationID uuid.UUID    `json:"applicationId"`
	MemberID      uuid.UUID    `json:"memberId"`
	Kind          ConflictKind `json:"kind"`
	Automatic     bool         `json:"automatic"`
	Retracted     bool         `json:"retracted,omitempty"`
}

func saveDeclarations(ctx context.Context, tx Tx, scope access.Scope, contest *Contest, by *author, declared []*Declaration) error {
	if by.scan != nil {
		if err := by.attach(ctx, tx, file.Owner{Object: access.ConflictDeclaration, ID: by.member.ID}); err != nil {
			return err
		}
	}
	kept := make([]declarationAudit, len(declared))
	for i, d := range declared {
		save := tx.UpdateDeclaration
		if d.Version == 1 {
			save = tx.InsertDeclaration
		}
		if err := save(ctx, d); err != nil {
			return err
		}
		kept[i] = d.audited()
	}
	return tx.Record(ctx, audit.Entry{
		Object: access.ConflictDeclaration, Action: scope.Permission().Action, ID: contest.Competition.ID,
		After: kept, OnBehalfOf: by.onBehalf(),
	})
}
