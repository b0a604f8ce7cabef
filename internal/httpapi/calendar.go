package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/i18n"
)

var calendarName = i18n.New("Демилге: менин мөөнөттөрүм", "Демилге: мои сроки", "Demilge: my deadlines")

// Calendar serves the calendar behind a secret address as iCalendar (RFC 5545). It is 404
// for a secret that is none. base is the address of the server.
func Calendar(mux *http.ServeMux, service *deadline.Service, base string) {
	mux.HandleFunc("GET "+deadline.CalendarPath+"{name}", func(w http.ResponseWriter, r *http.Request) {
		guard(w.Header())
		secret, _ := strings.CutSuffix(r.PathValue("name"), ".ics")
		feed, err := service.Feed(r.Context(), secret)
		if err != nil {
			answer(w, r, err)
			return
		}
		body := calendar(feed, base)
		sum := sha256.Sum256([]byte(body))
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		w.Header().Set("Content-Disposition", `inline; filename="demilge.ics"`)
		w.Header().Set("Etag", `"`+hex.EncodeToString(sum[:16])+`"`)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
	})
}

// calendar writes a feed; the same entries give the same bytes.
func calendar(feed *deadline.Feed, base string) string {
	lang := feed.Link.Language
	c := ics.NewCalendarFor("Demilge")
	c.SetXWRCalName(calendarName.In(lang, nil))
	c.SetXWRTimezone(clock.Bishkek.String())
	c.SetRefreshInterval("PT1H")
	for _, entry := range feed.Entries {
		event := c.AddEvent(uid(entry))
		event.SetDtStampTime(feed.Link.CreatedAt)
		event.SetSummary(entry.Text().In(lang) + ": " + entry.Title.In(lang))
		event.SetURL(base)
		if entry.Version > 0 {
			event.SetSequence(int(entry.Version))
		}
		if entry.Place != "" {
			event.SetLocation(entry.Place)
		}
		if entry.At != nil {
			event.SetStartAt(*entry.At)
			event.SetEndAt(entry.At.Add(time.Hour))
			continue
		}
		event.SetAllDayStartAt(entry.On.Time)
		event.SetAllDayEndAt(entry.On.AddDays(1).Time)
	}
	return c.Serialize(ics.WithNewLineWindows)
}

// uid names an entry for calendars. What counts its changes keeps the name when it moves; a
// task on another day is another entry, as nothing tells that it is the later edition.
func uid(entry *deadline.Entry) string {
	name := string(entry.Kind) + "-" + entry.SubjectID.String()
	if entry.Version == 0 {
		name += "-" + entry.On.Format("20060102")
	}
	return name + "@demilge"
}
