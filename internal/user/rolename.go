package user

import (
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

var roleNames = map[access.Role]i18n.Text{
	access.ProgrammeManager:    i18n.New("Программанын менеджери", "Менеджер программы", "Programme manager"),
	access.ProgrammeFinance:    i18n.New("Программанын каржычысы", "Финансист программы", "Programme finance officer"),
	access.Observer:            i18n.New("Байкоочу", "Наблюдатель", "Observer"),
	access.SelectionMember:     i18n.New("Тандоо комитетинин мүчөсү", "Член комитета по отбору", "Member of the selection committee"),
	access.PlatformAdmin:       i18n.New("Платформанын администратору", "Администратор платформы", "Platform administrator"),
	access.Head:                i18n.New("Айыл өкмөтүнүн башчысы", "Глава айыл окмоту", "Head of the aiyl okmotu"),
	access.ExecSecretary:       i18n.New("Жооптуу катчы", "Ответственный секретарь", "Executive secretary"),
	access.Specialist:          i18n.New("Айыл өкмөтүнүн адиси", "Специалист айыл окмоту", "Specialist of the aiyl okmotu"),
	access.Accountant:          i18n.New("Бухгалтер", "Бухгалтер", "Accountant"),
	access.KeneshChair:         i18n.New("Айылдык кеңештин төрагасы", "Председатель айылного кенеша", "Chair of the aiyl kenesh"),
	access.Deputy:              i18n.New("Айылдык кеңештин депутаты", "Депутат айылного кенеша", "Deputy of the aiyl kenesh"),
	access.CommissionChair:     i18n.New("Конкурстук комиссиянын төрагасы", "Председатель конкурсной комиссии", "Chair of the competition commission"),
	access.CommissionSecretary: i18n.New("Конкурстук комиссиянын катчысы", "Секретарь конкурсной комиссии", "Secretary of the competition commission"),
	access.CommissionMember:    i18n.New("Конкурстук комиссиянын мүчөсү", "Член конкурсной комиссии", "Member of the competition commission"),
	access.MonitoringMember:    i18n.New("Мониторинг жана баалоо тобунун мүчөсү", "Член группы мониторинга и оценки", "Member of the monitoring and evaluation group"),
	access.Initiator:           i18n.New("Демилгечи", "Инициатор", "Initiator"),
	access.GroupMember:         i18n.New("Демилгелүү топтун мүчөсү", "Член инициативной группы", "Member of an initiative group"),
	access.Public:              i18n.New("Коомчулук", "Общественность", "Public"),
}

// cityNames are the names that differ in a city, which has a mayor and a city kenesh.
var cityNames = map[access.Role]i18n.Text{
	access.Head:        i18n.New("Мэр", "Мэр", "Mayor"),
	access.Specialist:  i18n.New("Мэриянын адиси", "Специалист мэрии", "Specialist of the city hall"),
	access.KeneshChair: i18n.New("Шаардык кеңештин төрагасы", "Председатель городского кенеша", "Chair of the city kenesh"),
	access.Deputy:      i18n.New("Шаардык кеңештин депутаты", "Депутат городского кенеша", "Deputy of the city kenesh"),
}

// RoleName is the usual name of a role's position in a municipality of a kind, or in the
// programme.
func RoleName(role access.Role, kind tenants.Kind) i18n.Localized {
	if name, ok := cityNames[role]; ok && kind == tenants.City {
		return name.Localized()
	}
	return roleNames[role].Localized()
}
