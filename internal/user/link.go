package user

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Purpose is what a link is for.
type Purpose string

// The purposes.
const (
	Invitation   Purpose = "INVITATION"
	Registration Purpose = "REGISTRATION"
	Reset        Purpose = "RESET"
	NewContact   Purpose = "CONTACT"
	// ContactChanged carries no link: it tells a contact that another took its place.
	ContactChanged Purpose = "CONTACT_CHANGED"
)

// How long a link works after it was asked for.
const (
	InvitationLife = 14 * 24 * time.Hour
	OtherLinkLife  = 2 * time.Hour
)

// Link is a link to a contact that works once. It is stored without its secret, which
// is made when the message is sent and of which only the hash is kept.
type Link struct {
	ID      uuid.UUID
	Purpose Purpose
	Contact Contact
	// AccountID is the account it opens; nil while there is none.
	AccountID *uuid.UUID
	FullName  string
	Locale    i18n.Lang
	TokenHash []byte
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// NewLink makes a link at time now.
func NewLink(purpose Purpose, contact Contact, locale i18n.Lang, now time.Time) *Link {
	life := OtherLinkLife
	if purpose == Invitation {
		life = InvitationLife
	}
	return &Link{ID: entity.NewID(), Purpose: purpose, Contact: contact, Locale: locale, CreatedAt: now, ExpiresAt: now.Add(life)}
}

// For binds the link to an account.
func (l *Link) For(u *User) *Link {
	l.AccountID, l.FullName = &u.ID, u.FullName
	return l
}

// Usable reports whether the link still opens its purpose at time now.
func (l *Link) Usable(purpose Purpose, now time.Time) bool {
	return l.Purpose == purpose && l.UsedAt == nil && now.Before(l.ExpiresAt)
}

// DeliverLink is the job that sends a link's message.
type DeliverLink struct {
	LinkID uuid.UUID `json:"linkId"`
}

// Kind names the job.
func (DeliverLink) Kind() string { return "deliver_link" }
