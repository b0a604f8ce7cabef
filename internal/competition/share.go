package competition

import (
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

var share = i18n.New(
	"{body}: «{title}» демилгелер сынагы. Өтүнмөлөр {from} – {until} аралыгында кабыл алынат. Бир демилгеге эң көп {max} сом. Ишке ашыруу мөөнөтү: {deadline}. {contact}\n{link}",
	"{body}: конкурс инициатив «{title}». Заявки принимаются {from} – {until}. На одну инициативу — до {max} сом. Реализация до {deadline}. {contact}\n{link}",
	"{body}: contest of initiatives “{title}”. Applications are taken {from} – {until}. Up to {max} som for one initiative. To be carried out by {deadline}. {contact}\n{link}")

// ShareText is a short text for messengers, in the three languages, of an edition that
// went out; link is where it is read.
func (c *Competition) ShareText(a *Announcement, link string) i18n.Localized {
	return i18n.Localized{Ky: c.shareIn(i18n.Ky, a, link), Ru: c.shareIn(i18n.Ru, a, link), En: c.shareIn(i18n.En, a, link)}
}

func (c *Competition) shareIn(lang i18n.Lang, a *Announcement, link string) string {
	day := func(d clock.Date) string { return d.Format("02.01.2006") }
	args := i18n.Args{"body": a.Body.In(lang), "title": c.Title.In(lang), "contact": a.Contact, "link": link, "max": "", "deadline": "", "from": "", "until": ""}
	if a.OpensAt != nil && a.ClosesAt != nil {
		args["from"] = day(clock.DateOf(*a.OpensAt))
		last := a.ClosesAt.In(clock.Bishkek)
		args["until"] = fmt.Sprintf("%s %s", day(clock.DateOf(last)), last.Format("15:04"))
	}
	if a.MaxAmount != nil {
		args["max"] = *a.MaxAmount
	}
	if a.ImplementBy != nil {
		args["deadline"] = day(*a.ImplementBy)
	}
	return strings.TrimSpace(share.In(lang, args))
}
