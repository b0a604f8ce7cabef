package httpapi

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/publication"
)

//go:embed announcement/index.html
var announcementText string

var announcementPage = template.Must(template.New("announcement").Parse(announcementText))

var (
	announcementSheet = i18n.New("Кулактандыруу тактасы үчүн барак (PDF)", "Лист для доски объявлений (PDF)", "Sheet for the notice board (PDF)")
	announcementShare = i18n.New("WhatsApp аркылуу бөлүшүү", "Поделиться в WhatsApp", "Share by WhatsApp")
	announcementState = map[competition.State]i18n.Text{
		competition.Cancelled: i18n.New("Сынак жокко чыгарылды. {reason}", "Конкурс отменён. {reason}", "The competition is cancelled. {reason}"),
		competition.Failed:    i18n.New("Сынак өтпөй калды. {reason}", "Конкурс не состоялся. {reason}", "The competition has failed. {reason}"),
		competition.Announced: i18n.New("Өтүнмөлөр азырынча кабыл алына элек.", "Приём заявок ещё не начался.", "Applications are not taken yet."),
	}
	announcementOver = i18n.New("Өтүнмөлөрдү кабыл алуу аяктады.", "Приём заявок окончен.", "Applications are not taken any more.")
)

const announcementPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// Announcer finds announcements that went out.
type Announcer interface {
	Announcement(ctx context.Context, slug string, competition uuid.UUID) (*publication.Competition, error)
}

// Announcements serves the page of an announcement, to which shared texts and QR codes lead,
// and its sheet for the notice board. Both are 404 for what did not go out. ?lang= chooses
// the language before the reader's own.
func Announcements(mux *http.ServeMux, reader Announcer, board func(paper.Poster) ([]byte, error)) {
	const path = "GET " + publication.AnnouncementPath + "{slug}/{id}"
	mux.HandleFunc(path, announced(reader, func(w http.ResponseWriter, r *http.Request, c *publication.Competition, lang i18n.Lang) error {
		var page strings.Builder
		if err := announcementPage.Execute(&page, announcementOf(c, lang)); err != nil {
			return err
		}
		w.Header().Set("Content-Security-Policy", announcementPolicy)
		cacheable(w, r, "text/html; charset=utf-8", page.String())
		return nil
	}))
	mux.HandleFunc(path+"/"+publication.SheetName, announced(reader, func(w http.ResponseWriter, r *http.Request, c *publication.Competition, lang i18n.Lang) error {
		sheet, err := board(c.Announcement.Poster(lang))
		if err != nil {
			return err
		}
		guard(w.Header())
		w.Header().Set("Content-Disposition", `inline; filename="announcement.pdf"`)
		cacheable(w, r, "application/pdf", string(sheet))
		return nil
	}))
}

func announced(reader Announcer, show func(http.ResponseWriter, *http.Request, *publication.Competition, i18n.Lang) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		lang := i18n.From(r.Context())
		if named, known := i18n.FromHeader(r.URL.Query().Get("lang")); known {
			lang = named
		}
		id, err := uuid.Parse(r.PathValue("id"))
		if err != nil {
			answer(w, r, apperr.ErrNotFound)
			return
		}
		c, err := reader.Announcement(r.Context(), r.PathValue("slug"), id)
		if err == nil {
			err = show(w, r, c, lang)
		}
		if err != nil {
			answer(w, r, err)
		}
	}
}

// cacheable answers what everyone may keep for five minutes, and 304 to who has it.
func cacheable(w http.ResponseWriter, r *http.Request, kind, body string) {
	sum := sha256.Sum256([]byte(body))
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Etag", `"`+hex.EncodeToString(sum[:16])+`"`)
	h.Set("Cache-Control", "public, max-age=300")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
}

func announcementOf(c *publication.Competition, lang i18n.Lang) map[string]any {
	a := c.Announcement
	poster, state := a.Poster(lang), ""
	if text, special := announcementState[c.State]; special {
		state = strings.TrimSpace(text.In(lang, i18n.Args{"reason": c.Reason}))
	} else if !c.Open() {
		state = announcementOver.In(lang, nil)
	}
	return map[string]any{
		"Lang": strings.ToLower(string(lang)), "Head": poster.Head, "Title": poster.Subtitle, "Summary": a.ShareText().In(lang), "State": state,
		"Facts": poster.Facts, "Text": strings.FieldsFunc(poster.Text, func(r rune) bool { return r == '\n' }),
		"Sheet": a.SheetPath().In(lang), "SheetName": announcementSheet.In(lang, nil),
		"WhatsApp": a.WhatsAppURL().In(lang), "Share": announcementShare.In(lang, nil),
	}
}
