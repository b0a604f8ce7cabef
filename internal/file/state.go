package file

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file/derive"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a file stands in its life.
type State string

// The states. Only an awaited file takes bytes; only a ready one has any to give.
const (
	Awaited State = "AWAITED"
	Ready   State = "READY"
	Refused State = "REFUSED"
	Expired State = "EXPIRED"
)

// The times of a file's life.
const (
	// TicketLife is how long an upload may take, interruptions included.
	TicketLife = 48 * time.Hour
	// UnusedLife is how long a ready file waits for something to belong to.
	UnusedLife = 7 * 24 * time.Hour
)

// The refusals of files.
var (
	ErrNotAwaited = apperr.NewRule("FILE_NOT_AWAITED", i18n.New(
		"Бул файл эми кабыл алынбайт: жаңы талон алып, кайра жүктөңүз.",
		"Этот файл больше не принимается: возьмите новый талон и загрузите его снова.",
		"This file is no longer awaited: get a new ticket and upload it again."))
	ErrNotReady = apperr.NewRule("FILE_NOT_READY", i18n.New(
		"Файл али текшериле элек же кабыл алынган жок.",
		"Файл ещё не проверен или не принят.",
		"The file is not checked yet, or was not accepted."))
	ErrUsed = apperr.NewRule("FILE_USED_ELSEWHERE", i18n.New(
		"Бул файл башка жазууга тиркелген.",
		"Этот файл уже приложен к другой записи.",
		"This file is already attached to another record."))
	ErrNeverPublic = apperr.NewRule("FILE_NEVER_PUBLIC", i18n.New(
		"Паспорттун көчүрмөсү жана катышуучулардын тизмеси эч качан жарыяланбайт.",
		"Копия паспорта и список участников никогда не публикуются.",
		"A passport copy and a list of participants are never published."))
	ErrKind = apperr.New(apperr.Validation, i18n.New(
		"Бул жерге мындай документ тиркелбейт.",
		"Документ такого вида сюда не прикладывается.",
		"A document of this kind is not attached here."))
)

// accept makes an awaited file ready with what its content told.
func (f *File) accept(facts inspect.Facts, pictures derive.Pictures, now time.Time) error {
	if f.State != Awaited {
		return ErrNotAwaited
	}
	f.State, f.ExpiresAt = Ready, now.Add(UnusedLife)
	if facts.Type.Image() {
		f.Width, f.Height = pictures.Width, pictures.Height
		f.SmallSize, f.MediumSize = int64(len(pictures.Small)), int64(len(pictures.Medium))
		f.Evidence = &pictures.Evidence
	}
	f.Touch(now)
	return nil
}

// refuse ends an awaited file with the reason.
func (f *File) refuse(refusal *inspect.Refusal, now time.Time) error {
	if f.State != Awaited {
		return ErrNotAwaited
	}
	f.State, f.Refusal, f.Detail = Refused, refusal.Reason, refusal.Detail
	f.Touch(now)
	return nil
}

// expire ends a file whose time is over: a ticket, or a file that nothing uses.
func (f *File) expire(now time.Time) error {
	waiting := f.State == Awaited || f.State == Ready && f.Owner == Owner{} && f.PublishedAt == nil
	if !waiting || now.Before(f.ExpiresAt) {
		return ErrUsed
	}
	f.State = Expired
	f.Touch(now)
	return nil
}

// Attach gives a ready file to its owner; again to the same one changes nothing. The
// acting person must be who uploaded it; what she did not upload does not exist for her.
func (f *File) Attach(owner Owner, acting access.Principal, now time.Time, kinds ...Kind) error {
	switch {
	case f.Owner.same(owner):
		return nil
	case acting.Kind != access.System && !f.OwnedBy(acting.UserID):
		return apperr.ErrNotFound
	case f.Owner != Owner{}:
		return ErrUsed
	case f.State != Ready:
		return ErrNotReady
	case !slices.Contains(kinds, f.Kind):
		return ErrKind
	}
	f.Owner = owner
	f.Touch(now)
	return nil
}

// Release takes a file from its owner; the sweeper removes it unless it is used again.
func (f *File) Release(owner Owner, now time.Time) error {
	if !f.Owner.same(owner) {
		return apperr.ErrNotFound
	}
	f.Owner, f.PublishedAt, f.ExpiresAt = Owner{}, nil, now.Add(UnusedLife)
	f.Touch(now)
	return nil
}

// Publish shows a ready file to everyone; twice changes nothing.
func (f *File) Publish(now time.Time) error {
	_, secret := confidential[f.Kind]
	switch {
	case secret:
		return ErrNeverPublic
	case f.State != Ready:
		return ErrNotReady
	case f.PublishedAt != nil:
		return nil
	}
	f.PublishedAt = &now
	f.Touch(now)
	return nil
}

// Hide ends the publication of a file; twice changes nothing.
func (f *File) Hide(now time.Time) error {
	if f.PublishedAt != nil {
		f.PublishedAt = nil
		f.Touch(now)
	}
	return nil
}
