package paper

import (
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper/official"
)

// The words that the office prints on every paper.
const draftKy, draftRu = "ДОЛБООР", "ПРОЕКТ"

// Stamp marks the place of the seal: «М. О.» (мөөрдүн орду), «М. П.».
func (f Frame) Stamp() string { return By(f.Lang, "М.\u00a0О.", "М.\u00a0П.") }

// Mark stands in the corner of what is not the signed original: a draft, the public copy.
func (f Frame) Mark() string {
	switch {
	case f.Copy == Public:
		return By(f.Lang, "Жалпыга ачык көчүрмө: жеке маалыматтар жашырылган", "Публичная копия: персональные данные скрыты")
	case f.Number == "":
		return By(f.Lang, draftKy, draftRu)
	}
	return ""
}

// Mark is that of the frame; what its sender prints to sign it is no draft.
func (d Document) Mark() string {
	if d.Sender != nil && d.Copy != Public {
		return ""
	}
	return d.Frame.Mark()
}

// Heading is the title with the number of the paper: «ПРОТОКОЛ № 06-1».
func (d Document) Heading() string {
	switch {
	case d.Title == "" || d.Addressee != nil:
		return d.Title
	case d.Own != nil && d.Own.Number != "":
		return d.Title + " №\u00a0" + d.Own.Number
	case d.Own != nil:
		return d.Title + " №\u00a0________"
	case d.Number == "":
		return d.Title
	}
	return d.Title + " №\u00a0" + d.Number
}

// Day is the date on the face of the paper, or a place for it.
func (d Document) Day() string {
	switch {
	case d.Own == nil:
		return official.Date(d.Lang, d.Date)
	case d.Own.Date == nil:
		return d.HandDate()
	}
	return official.Date(d.Lang, *d.Own.Date)
}

// Dateline is number and date of a letter, below its letterhead on the left.
func (d Document) Dateline() string {
	number := d.Number
	if d.Own != nil {
		number = d.Own.Number
		if number == "" {
			number = "________"
		}
	}
	if number == "" {
		return d.Day()
	}
	return "№\u00a0" + number + "\n" + d.Day()
}

// Head is what stands on the letterhead.
func (d Document) Head() Letterhead {
	if d.Sender != nil {
		return *d.Sender
	}
	return d.Letterhead
}

// Foot says at the bottom of each page which paper it is and where to check it.
func (f Frame) Foot() string {
	name := f.Kind.Name().In(f.Lang, nil)
	if f.Number == "" {
		return name
	}
	name += " №\u00a0" + f.Number + ", " + official.Short(f.Date)
	if f.Check.URL == "" {
		return name
	}
	return name + "\n" + By(f.Lang, "Документти текшерүү: ", "Проверка документа: ") + f.Check.URL
}

// Approve is the word above an approval.
func (f Frame) Approve() string { return By(f.Lang, "БЕКИТЕМ", "УТВЕРЖДАЮ") }

// HandDate is the place for a date written by hand.
func (f Frame) HandDate() string {
	return By(f.Lang, "20___-жылдын «____» ______________", "«____» ______________ 20___ года")
}

// Lines are the lines of the letterhead in one language, the name of the municipality
// first among those that stand in capitals.
func (l Letterhead) Lines(lang i18n.Lang) (region []string, name string, contact []string) {
	for _, line := range []i18n.Localized{l.Country, l.Region} {
		if s := line.In(lang); s != "" {
			region = append(region, s)
		}
	}
	if s := l.Address.In(lang); s != "" {
		contact = append(contact, s)
	}
	reach := ""
	if l.Phone != "" {
		reach = "тел.: " + l.Phone
	}
	if l.Email != "" {
		if reach != "" {
			reach += ", "
		}
		reach += l.Email
	}
	if reach != "" {
		contact = append(contact, reach)
	}
	if l.TaxID != "" {
		contact = append(contact, By(lang, "ИСН ", "ИНН ")+l.TaxID)
	}
	return region, l.Name.In(lang), contact
}
