package publication

import (
	"net/url"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/i18n"
)

// AnnouncementPath is where announcements are read, followed by the municipality's slug and
// the competition's id; [SheetName] below it is the sheet for the notice board.
const (
	AnnouncementPath = "/announcements/"
	SheetName        = "sheet.pdf"
)

// announcementPath is the path of a competition's announcement.
func announcementPath(slug string, competition uuid.UUID) string {
	return AnnouncementPath + slug + "/" + competition.String()
}

// URL is where everyone reads the announcement.
func (a *Announcement) URL() string { return a.base + announcementPath(a.place, a.CompetitionID) }

// ShareText is a short text for messengers, with the address.
func (a *Announcement) ShareText() i18n.Localized {
	return a.competition.ShareText(a.Announcement, a.URL())
}

// WhatsAppURL opens WhatsApp with the text.
func (a *Announcement) WhatsAppURL() i18n.Localized {
	text := a.ShareText()
	open := func(s string) string { return "https://wa.me/?text=" + url.QueryEscape(s) }
	return i18n.Localized{Ky: open(text.Ky), Ru: open(text.Ru), En: open(text.En)}
}

// SheetPath is the path of the sheet for the notice board by language.
func (a *Announcement) SheetPath() i18n.Localized {
	path := announcementPath(a.place, a.CompetitionID) + "/" + SheetName + "?lang="
	return i18n.Localized{Ky: path + "ky", Ru: path + "ru", En: path + "en"}
}
