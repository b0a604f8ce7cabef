package official

import (
	"strings"

	"github.com/demilge/demilge/internal/i18n"
)

// Body is the official name of a municipality's executive body: «А. Орозбеков айыл өкмөтү»,
// «А. Орозбековский айыл окмоту», «Мэрия города Кант».
func Body(lang i18n.Lang, municipality i18n.Localized, city bool) string {
	name := municipality.In(lang)
	if lang == i18n.Ru {
		switch {
		case city:
			return "Мэрия города " + strings.TrimPrefix(name, "город ")
		case strings.HasSuffix(name, "айылный аймак"):
			return strings.TrimSuffix(name, "айылный аймак") + "айыл окмоту"
		}
		return "Айыл окмоту, " + name
	}
	switch {
	case city && strings.HasSuffix(name, "шаары"):
		return name + "нын мэриясы"
	case city:
		return name + " мэриясы"
	case strings.HasSuffix(name, "айыл аймагы"):
		return strings.TrimSuffix(name, "айыл аймагы") + "айыл өкмөтү"
	}
	return name + ", айыл өкмөтү"
}
