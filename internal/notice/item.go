package notice

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
)

// Item is a message as its reader finds it in the system.
type Item struct{ Sent }

// Ref is the address of the item.
func (i *Item) Ref() entity.Ref { return entity.Ref{Kind: "Notice", ID: i.ID} }

// Municipality is where it happened, nil for the programme.
func (i *Item) Municipality() *entity.Ref { return municipality(i.TenantID) }

// Subject is its first line in every language.
func (i *Item) Subject() i18n.Localized { return everyLanguage(i.Sent.Subject) }

// Text is what it says in every language.
func (i *Item) Text() i18n.Localized { return everyLanguage(i.Sent.Text) }

func (i *Item) cursor() page.Cursor { return cursorOf(i.ID) }

// Ref is the address of the message in the log.
func (l *Logged) Ref() entity.Ref { return entity.Ref{Kind: "Message", ID: l.ID} }

// Municipality is where it happened, nil for the programme.
func (l *Logged) Municipality() *entity.Ref { return municipality(l.TenantID) }

// Title says what it tells.
func (l *Logged) Title() i18n.Localized { return l.Kind.Wording().Name.Localized() }

// Cursor is the position after the message in a list.
func (l *Logged) Cursor() page.Cursor { return cursorOf(l.ID) }

// Position is the place of a message in a list.
func (m *Sent) Position() page.Cursor { return cursorOf(m.ID) }

// Because says why it did not arrive, in all languages; nil when nothing stood in the way.
func (d *Delivery) Because() *i18n.Localized {
	if d.Reason == NoReason {
		return nil
	}
	text := d.Reason.Text()
	return &text
}

// Given is the reason's name, nil for none.
func (d *Delivery) Given() *Reason {
	if d.Reason == NoReason {
		return nil
	}
	return &d.Reason
}

func cursorOf(id uuid.UUID) page.Cursor { return page.Cursor{Keys: []string{id.String()}} }

func municipality(id uuid.UUID) *entity.Ref {
	if id == uuid.Nil {
		return nil
	}
	return &entity.Ref{Kind: "Municipality", Tenant: id, ID: id}
}

func everyLanguage(text func(i18n.Lang) string) i18n.Localized {
	return i18n.Localized{Ky: text(i18n.Ky), Ru: text(i18n.Ru), En: text(i18n.En)}
}

// Follows are what a person wants to hear of.
type Follows struct {
	// Municipalities are those whose competitions she hears of.
	Municipalities []entity.Ref
	// Calls are the programme's.
	Calls bool
}

func followsOf(refs []entity.Ref) Follows {
	f := Follows{Municipalities: []entity.Ref{}}
	for _, ref := range refs {
		if ref.Kind == Calls.Kind {
			f.Calls = true
			continue
		}
		f.Municipalities = append(f.Municipalities, ref)
	}
	return f
}
