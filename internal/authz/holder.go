package authz

import (
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
)

// titles name the holders of a permission within a sentence. Who is not here needs no
// appointment: the sentence says so in its own words.
var titles = map[access.Role]i18n.Text{
	access.ProgrammeManager:    i18n.New("программанын менеджери", "менеджер программы", "the programme manager"),
	access.ProgrammeFinance:    i18n.New("программанын каржычысы", "финансист программы", "the finance officer"),
	access.Observer:            i18n.New("байкоочу", "наблюдатель", "an observer"),
	access.PlatformAdmin:       i18n.New("платформанын администратору", "администратор платформы", "the platform administrator"),
	access.SelectionMember:     i18n.New("тандоо комитетинин мүчөсү", "член комитета по отбору", "a member of the selection committee"),
	access.Head:                i18n.New("башчы", "глава", "the head"),
	access.ExecSecretary:       i18n.New("жооптуу катчы", "ответственный секретарь", "the executive secretary"),
	access.Specialist:          i18n.New("адис", "специалист", "a specialist"),
	access.Accountant:          i18n.New("бухгалтер", "бухгалтер", "the accountant"),
	access.KeneshChair:         i18n.New("кеңештин төрагасы", "председатель кенеша", "the kenesh chair"),
	access.Deputy:              i18n.New("депутат", "депутат", "a deputy"),
	access.CommissionChair:     i18n.New("комиссиянын төрагасы", "председатель комиссии", "the commission chair"),
	access.CommissionSecretary: i18n.New("комиссиянын катчысы", "секретарь комиссии", "the commission secretary"),
	access.CommissionMember:    i18n.New("комиссиянын мүчөсү", "член комиссии", "a commission member"),
	access.MonitoringMember:    i18n.New("мониторинг тобунун мүчөсү", "член группы мониторинга", "a monitoring member"),
}

var or = i18n.New(" же ", " или ", " or ")

// who stands in a policy's sentence for the titles of the roles.
const who = "{who}"

// naming writes the titles of the roles into a sentence, so that it names all of them.
func naming(sentence i18n.Localized, roles []access.Role) i18n.Localized {
	return i18n.Localized{
		Ky: strings.ReplaceAll(sentence.Ky, who, listed(roles, i18n.Ky)),
		Ru: strings.ReplaceAll(sentence.Ru, who, listed(roles, i18n.Ru)),
		En: strings.ReplaceAll(sentence.En, who, listed(roles, i18n.En)),
	}
}

// listed joins titles: the head, the accountant or a specialist.
func listed(roles []access.Role, lang i18n.Lang) string {
	var names []string
	for _, role := range roles {
		if title, ok := titles[role]; ok {
			names = append(names, title.In(lang, nil))
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + or.In(lang, nil) + names[last]
}
