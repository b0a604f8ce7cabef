package paper

import (
	"context"
	"fmt"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Maker writes the papers of one kind.
type Maker interface {
	// Kind is what it writes.
	Kind() Kind
	// About is the kind of things it writes about, as in [entity.Ref].Kind: "Competition".
	About() string
	// Fields are what a municipality's own template of the kind may name besides the
	// fields that every paper has ([CommonFields]). Content.Values must hold each of them.
	Fields() []Field
	// Gather reads the facts about a thing as the caller may see them. NOT_FOUND for a thing
	// that is not there; a rule when the paper cannot be written yet.
	Gather(ctx context.Context, about entity.Ref) (Facts, error)
}

// Drafter is a maker whose drafts are printed also by those who may not issue the paper: who
// writes a letter of interest prints it to sign it.
type Drafter interface {
	// Drafting grants the scope in which a draft about a thing is kept.
	Drafting(ctx context.Context, about entity.Ref) (access.Scope, error)
}

// Facts write a paper. They are plain data; the same facts give the same content.
type Facts interface {
	// Content writes the paper in Ky or Ru, for the original or the redacted public copy.
	Content(lang i18n.Lang, copy Copy) Content
}

// Field is a merge field of a template: {{name}}.
type Field struct {
	// Name is in lower case with dots: "competition.number".
	Name string
	// Meaning is for the clerk who writes the template.
	Meaning i18n.Text
}

// CommonFields are the merge fields of every kind. A field that stands alone in its
// paragraph may be a block: body, signatures, table.NAME.
func CommonFields() []Field {
	return []Field{
		{"number", i18n.New("Документтин номери", "Номер документа", "Number of the paper")},
		{"date", i18n.New("Документтин датасы сөз менен", "Дата документа прописью", "Date of the paper in words")},
		{"title", i18n.New("Аталышы", "Заголовок", "Title")},
		{"subtitle", i18n.New("Мазмуну жөнүндө аталышы", "Подзаголовок", "Subtitle")},
		{"place", i18n.New("Түзүлгөн жери", "Место составления", "Place")},
		{"municipality.ky", i18n.New("Муниципалитеттин кыргызча аталышы", "Название муниципалитета на кыргызском", "Name of the municipality in Kyrgyz")},
		{"municipality.ru", i18n.New("Муниципалитеттин орусча аталышы", "Название муниципалитета на русском", "Name of the municipality in Russian")},
		{"address", i18n.New("Муниципалитеттин дареги", "Адрес муниципалитета", "Address of the municipality")},
		{"phone", i18n.New("Телефону", "Телефон", "Phone")},
		{"addressee", i18n.New("Кимге", "Кому", "Addressee")},
		{"greeting", i18n.New("Кайрылуу", "Обращение", "Greeting")},
		{"check.url", i18n.New("Документти текшерүү дареги", "Адрес проверки документа", "Address at which the paper is checked")},
		{"check.code", i18n.New("Текшерүү коду", "Код проверки", "Check code")},
		{"body", i18n.New("Документтин бүт тексти (өзүнчө сапта)", "Весь текст документа (отдельной строкой)", "The whole text, alone in its paragraph")},
		{"signatures", i18n.New("Кол коюучу саптар (өзүнчө сапта)", "Строки подписей (отдельной строкой)", "The signature lines, alone in their paragraph")},
	}
}

// Makers are the makers of a program by their kinds.
type Makers map[Kind]Maker

// NewMakers registers makers. It panics on an unknown kind or a second maker of one: the
// program does not start.
func NewMakers(all ...Maker) Makers {
	makers := Makers{}
	for _, m := range all {
		if !m.Kind().Valid() || makers[m.Kind()] != nil {
			panic(fmt.Sprintf("paper: maker of %q", m.Kind()))
		}
		makers[m.Kind()] = m
	}
	return makers
}
