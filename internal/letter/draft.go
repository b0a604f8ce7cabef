package letter

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Beginning is what a letter begins with.
type Beginning struct {
	CallID         uuid.UUID
	MunicipalityID uuid.UUID
	Language       i18n.Lang
	// Email gets the secret and messages about the letter; empty without.
	Email string
}

// Begin starts a letter. Head, executive secretary, specialist and kenesh chair who are
// signed in begin one of their municipality's, and its secret is empty. Everyone else gets a
// secret, shown this once, and mailed when there is an e-mail. RATE_LIMITED bounds one
// address, CALL_TOO_MANY_DRAFTS a call.
func (s *Service) Begin(ctx context.Context, b Beginning) (h *Held, secret string, err error) {
	contact, err := b.contact()
	if err != nil {
		return nil, "", err
	}
	if refusal := written(b.Language); refusal != nil {
		return nil, "", refusal
	}
	scope, staff, err := s.beginner(ctx, b.MunicipalityID)
	if err != nil {
		return nil, "", err
	}
	if !staff {
		if err := s.throttle.Bound(ctx, "begin", s.throttle.Client(ctx), time.Hour, s.limits.BeginsAnHour); err != nil {
			return nil, "", err
		}
	}
	l := &Letter{
		CallID: b.CallID, MunicipalityID: b.MunicipalityID, Reference: newReference(), State: Draft, Channel: Online,
		Contact: contact, Language: b.Language,
	}
	if user := scope.UserID(); staff {
		l.AuthorID = &user
	} else {
		secret, l.SecretHash = newSecret()
	}
	link := false
	if !staff {
		if link, err = s.mayTell(ctx, contact); err != nil {
			return nil, "", err
		}
	}
	if err := s.begin(ctx, scope, l, link); err != nil {
		return nil, "", err
	}
	h, err = s.held(ctx, scope, l)
	return h, secret, err
}

func (b Beginning) contact() (user.Contact, error) {
	if strings.TrimSpace(b.Email) == "" {
		return "", nil
	}
	contact, err := user.ParseContact(b.Email)
	if err != nil || contact.IsPhone() {
		return "", errEmail.At("email")
	}
	return contact, nil
}

// beginner grants the caller to begin a letter; staff tells that she acts for the
// municipality with her account.
func (s *Service) beginner(ctx context.Context, municipality uuid.UUID) (scope access.Scope, staff bool, err error) {
	if access.From(ctx).SignedIn() {
		scope, err = s.auth.Authorize(ctx, municipality, access.LetterOfInterest, access.Create)
		switch apperr.CodeOf(err) {
		case apperr.Forbidden, apperr.NotFound:
		default:
			return scope.InProgramme(), err == nil, err
		}
	}
	scope, err = s.auth.AuthorizeProgramme(ctx, access.LetterDraft, access.Create)
	return scope, false, err
}

// begin stores a new letter; link says whether its secret is mailed.
func (s *Service) begin(ctx context.Context, scope access.Scope, l *Letter, link bool) error {
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		terms, err := tx.LockCall(ctx, l.CallID)
		if err != nil {
			return apperr.At(err, "callId")
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := s.begins(ctx, tx, l, terms, now); err != nil {
			return err
		}
		l.Base, l.ExpiresAt = entity.NewBase(uuid.Nil, now), now.Add(s.limits.SecretLife)
		if err := tx.Insert(ctx, l, Content{Language: l.Language}.filled()); err != nil {
			return err
		}
		if link {
			if err := tx.Enqueue(ctx, Tell{LetterID: l.ID}); err != nil {
				return err
			}
		}
		return tx.Record(ctx, audit.Entry{Object: access.LetterOfInterest, Action: access.Create, ID: l.ID, After: l})
	})
}

// begins refuses a letter that could not be sent in time, or is one too many.
func (s *Service) begins(ctx context.Context, tx Tx, l *Letter, terms Terms, now time.Time) error {
	facts := Facts{Terms: terms, SentAt: now}
	if refusal := begun(facts); refusal != nil {
		return refusal.At("callId")
	}
	if refusal := inTime(facts); refusal != nil {
		return refusal.At("callId")
	}
	if err := fits(ctx, tx, l.MunicipalityID, terms); err != nil {
		return err
	}
	if l.ByAccount() {
		return nil
	}
	drafts, err := tx.Drafts(ctx, l.CallID)
	if err == nil && drafts >= s.limits.DraftsOfCall {
		return ErrTooManyDrafts
	}
	return err
}

// fits refuses a municipality that is not there any more or that the call is not for.
func fits(ctx context.Context, tx Tx, municipality uuid.UUID, terms Terms) error {
	place, err := tx.Place(ctx, municipality)
	if apperr.CodeOf(err) == apperr.NotFound {
		return ErrNoMunicipality.At("municipalityId")
	}
	if err != nil {
		return err
	}
	if !terms.admits(place) {
		return ErrNotEligibleOblast.At("municipalityId")
	}
	return nil
}

// errSame ends a transaction in which nothing had to be changed.
var errSame = errors.New("letter: nothing to change")

// Save writes a part of a letter, as a page that saves by itself does. What is wrong is
// kept, and told by the readiness; VALIDATION answers only what cannot be kept. The same part
// sent twice is saved once; another over a newer version is refused with CONFLICT.
func (s *Service) Save(ctx context.Context, h Handle, version int64, edit Edit) (*Held, error) {
	scope, l, err := s.open(ctx, h, access.Update)
	if err != nil {
		return nil, err
	}
	if err := s.throttle.Bound(ctx, "save", l.Reference, time.Hour, s.limits.SavesAnHour); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if l, err = tx.Lock(ctx, l.ID); err != nil {
			return err
		}
		return s.save(ctx, tx, l, version, edit)
	})
	if err != nil && !errors.Is(err, errSame) {
		return nil, err
	}
	return s.held(ctx, scope, l)
}

func (s *Service) save(ctx context.Context, tx Tx, l *Letter, version int64, edit Edit) error {
	if l.State != Draft {
		return ErrState.With(i18n.Args{"state": l.State.Name()})
	}
	before, err := tx.Content(ctx, l.ID)
	if err != nil {
		return err
	}
	content := before.clone()
	edit(&content)
	content = content.filled()
	same := reflect.DeepEqual(before.filled(), content)
	switch {
	case same && l.Version >= version: // the answer to the first attempt was lost
		return errSame
	case l.Version != version:
		return apperr.ErrStale
	}
	if err := content.check(); err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if err := movePapers(ctx, tx, l, before.Papers, content.Papers); err != nil {
		return err
	}
	if err := tx.SetContent(ctx, l.ID, content); err != nil {
		return err
	}
	l.Language, l.ExpiresAt = content.Language, now.Add(s.limits.SecretLife)
	l.Touch(now)
	if err := tx.Update(ctx, l); err != nil {
		return err
	}
	changed := map[string]any{"version": l.Version, "parts": changedParts(before, content)}
	return tx.Record(ctx, audit.Entry{Object: access.LetterOfInterest, Action: access.Update, ID: l.ID, After: changed})
}

// changedParts names what differs, without saying what it was: drafts hold personal data.
func changedParts(before, after Content) []string {
	old, changed := reflect.ValueOf(before), reflect.ValueOf(after)
	parts := []string{}
	for i := range old.NumField() {
		if !reflect.DeepEqual(old.Field(i).Interface(), changed.Field(i).Interface()) {
			parts = append(parts, strings.Split(old.Type().Field(i).Tag.Get("json"), ",")[0])
		}
	}
	return parts
}

// movePapers gives new papers to the letter and lets go of those that were taken away.
func movePapers(ctx context.Context, tx Tx, l *Letter, before, after []Paper) error {
	owner := file.Owner{Object: access.LetterOfInterest, ID: l.ID}
	kept := map[uuid.UUID]bool{}
	for _, p := range after {
		kept[p.FileID] = true
		if _, err := tx.AttachFile(ctx, p.FileID, owner, paperKinds[p.Purpose]...); err != nil {
			return apperr.At(err, "content", "papers")
		}
	}
	for _, p := range before {
		if !kept[p.FileID] {
			if err := tx.ReleaseFile(ctx, p.FileID, owner); err != nil {
				return err
			}
		}
	}
	return nil
}
