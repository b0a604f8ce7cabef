package paper

import (
	"maps"
	"slices"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper/official"
)

// Merge is what the merge fields of the paper's kind stand for. Fields that are blocks are
// not among them.
func (d Document) Merge() map[string]string {
	values := map[string]string{
		"number": d.Number, "date": official.Date(d.Lang, d.Date), "title": d.Title, "subtitle": d.Subtitle, "place": d.Place,
		"municipality.ky": d.Head().Name.In(i18n.Ky), "municipality.ru": d.Head().Name.In(i18n.Ru),
		"address": d.Head().Address.In(d.Lang), "phone": d.Head().Phone,
		"addressee": "", "greeting": "", "check.url": d.Check.URL, "check.code": d.Check.Code,
	}
	if d.Addressee != nil {
		values["addressee"], values["greeting"] = strings.Join(d.Addressee.Lines, "\n"), d.Addressee.Greeting
	}
	maps.Copy(values, d.Values)
	return values
}

// unknownFields are those of a template that neither every paper has nor its kind.
func unknownFields(used []string, own []Field) []string {
	return slices.DeleteFunc(slices.Clone(used), func(name string) bool {
		known := func(f Field) bool { return f.Name == name }
		return slices.ContainsFunc(CommonFields(), known) || slices.ContainsFunc(own, known)
	})
}
