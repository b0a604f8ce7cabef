package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
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
		var page bytes.Buffer
		if err := announcementPage.Execute(&page, announcementOf(c, lang)); err != nil {
			return err
		}
		w.Header().Set("Content-Security-Policy", announcementPolicy)
		return cacheable(w, r, "text/html; charset=utf-8", page.Bytes(), func() ([]byte, error) { return page.Bytes(), nil })
	}))
	sheet := sheets(board)
	mux.HandleFunc(path+"/"+publication.SheetName, announced(reader, func(w http.ResponseWriter, r *http.Request, c *publication.Competition, lang i18n.Lang) error {
		return sheet(w, r, c.Announcement.Poster(lang))
	}))
}

// specimens are drawn once to tell how posters are drawn: with all that a poster has, lines
// that wrap and a text that does not fit.
func specimens() []paper.Poster {
	ky := paper.Poster{
		Lang: i18n.Ky, Date: clock.NewDate(2019, time.December, 2), Head: "Көк-Төбө айыл өкмөтү, Аламүдүн району, Чүй облусу", Title: "КУЛАКТАНДЫРУУ",
		Subtitle: "Жергиликтүү демилгелердин сынагы: «" + strings.Repeat("Балдар аянтчалары жана китепканалар, ", 2) + "ысык суу»",
		Facts: []paper.Row{
			{Key: "Өтүнмөлөр кабыл алынат", Value: "02.12.2019 09:00 – 17.12.2019 18:00"}, {Key: "Бир демилгеге эң көп сумма", Value: "47 000 сом"},
			{Key: "Демилгени ишке ашыруунун акыркы күнү", Value: "31.12.2020"}, {Key: "Байланыш", Value: strings.Repeat("0 (312) 00-00-00, ", 4)},
		},
		Text: strings.Repeat(strings.Repeat("Өтүнмөлөрдү айыл өкмөтүнүн кеңсесинде ар бир жаран бере алат. ", 4)+"\n", 60),
		Call: "Толук маалыматты окуу үчүн телефонуңуздун камерасын ушул кодго каратыңыз", URL: "https://demilge.example/announcements/kok-tobo/1",
	}
	ru := ky
	ru.Lang, ru.Head, ru.Title = i18n.Ru, "Айыл окмоту Кок-Тобо Аламудунского района Чуйской области", "ОБЪЯВЛЕНИЕ"
	ru.Subtitle = "Конкурс местных инициатив: «" + strings.Repeat("Детские площадки и библиотеки, ", 2) + "горячая вода»"
	ru.Facts = []paper.Row{{Key: "Заявки принимаются", Value: "02.12.2019 09:00 – 17.12.2019 18:00"}, {Key: "Контакты", Value: strings.Repeat("0 (312) 00-00-00, ", 4)}}
	ru.Text = strings.Repeat(strings.Repeat("Заявку может подать каждый житель в здании айыл окмоту. ", 4)+"\n", 60)
	ru.Call = "Наведите камеру телефона на код, чтобы прочитать объявление полностью"
	return []paper.Poster{ky, ru}
}

// styled names how a board draws: the hash of the specimens.
func styled(board func(paper.Poster) ([]byte, error)) ([]byte, error) {
	hash := sha256.New()
	for _, poster := range specimens() {
		drawn, err := board(poster)
		if err != nil {
			return nil, err
		}
		hash.Write(drawn)
	}
	return hash.Sum(nil), nil
}

// sheets serves posters as PDF. What is drawn is known by the facts and by how the program
// draws, so that who has a sheet is answered without drawing it again.
func sheets(board func(paper.Poster) ([]byte, error)) func(http.ResponseWriter, *http.Request, paper.Poster) error {
	style := sync.OnceValues(func() ([]byte, error) { return styled(board) })
	return func(w http.ResponseWriter, r *http.Request, poster paper.Poster) error {
		how, err := style()
		if err != nil {
			return err
		}
		facts, err := json.Marshal(poster)
		if err != nil {
			return fmt.Errorf("httpapi: poster: %w", err)
		}
		guard(w.Header())
		w.Header().Set("Content-Disposition", `inline; filename="announcement.pdf"`)
		return cacheable(w, r, "application/pdf", slices.Concat(facts, how), func() ([]byte, error) { return board(poster) })
	}
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

// cacheable answers what everyone may keep for five minutes, and 304 to who has what the
// source makes; draw is asked only for others.
func cacheable(w http.ResponseWriter, r *http.Request, kind string, source []byte, draw func() ([]byte, error)) error {
	sum := sha256.Sum256(source)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	has := strings.Contains(r.Header.Get("If-None-Match"), tag)
	var body []byte
	if !has {
		var err error
		if body, err = draw(); err != nil {
			return err
		}
	}
	h := w.Header()
	h.Set("Etag", tag)
	h.Set("Cache-Control", "public, max-age=300")
	if has {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", kind)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
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
