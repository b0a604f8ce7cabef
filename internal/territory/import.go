package territory

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// Columns is the head of an import file, in any order; valid_from and valid_to may be empty.
var Columns = []string{"code", "kind", "slug", "name_ky", "name_ru", "name_en", "valid_from", "valid_to"}

var (
	errHead = apperr.Invalid(i18n.New(
		"Файлдын биринчи сабында бул тилкелер болушу керек: {columns}.",
		"В первой строке файла должны быть столбцы: {columns}.",
		"The first line of the file must name the columns {columns}."), "file").
		With(i18n.Args{"columns": strings.Join(Columns, ", ")})
	errFile = apperr.Invalid(i18n.New(
		"Файл CSV эмес же UTF-8де эмес.", "Файл не в формате CSV или не в UTF-8.", "The file is not CSV in UTF-8."), "file")
	errTwice = apperr.Invalid(i18n.New(
		"Бул код файлда эки жолу келет.", "Этот код встречается в файле дважды.", "This code stands in the file twice."), "code")
)

// Verdict is what became of one row.
type Verdict struct {
	// Line is the row's line in the file, from 2.
	Line int
	Code string
	// Errors is why the row is wrong; nil when it is right.
	Errors []*apperr.Error
	// Known tells that the register has this municipality already.
	Known bool
}

// Import reads the official list. Nothing is written when any row is wrong. It returns a
// verdict for each row and whether the list was taken.
func (s *Service) Import(ctx context.Context, scope access.Scope, file io.Reader) ([]Verdict, bool, error) {
	entries, verdicts, err := parse(file)
	if err != nil {
		return nil, false, err
	}
	for i := range entries {
		if err := entries[i].validate(); err != nil {
			verdicts[i].Errors = append(verdicts[i].Errors, apperr.All(err)...)
		}
	}
	wrong := slices.ContainsFunc(verdicts, func(v Verdict) bool { return len(v.Errors) > 0 })
	if wrong {
		return verdicts, false, nil
	}
	at := 0
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		for i, entry := range entries {
			at = i
			if verdicts[i].Known, err = s.enter(ctx, tx, entry); err != nil {
				return err
			}
		}
		return nil
	})
	if refusals := apperr.All(err); len(refusals) > 0 && at < len(verdicts) {
		verdicts[at].Errors = refusals
		return verdicts, false, nil
	}
	return verdicts, err == nil, err
}

func parse(file io.Reader) ([]Entry, []Verdict, error) {
	reader := csv.NewReader(file)
	reader.TrimLeadingSpace = true
	head, err := reader.Read()
	if err != nil {
		return nil, nil, errFile.Because(err)
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	at := make(map[string]int, len(head))
	for i, name := range head {
		at[strings.TrimSpace(name)] = i
	}
	for _, column := range Columns {
		if _, ok := at[column]; !ok {
			return nil, nil, errHead
		}
	}
	var entries []Entry
	var verdicts []Verdict
	seen := map[Code]bool{}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return entries, verdicts, nil
		}
		if err != nil {
			return nil, nil, errFile.Because(err)
		}
		line, _ := reader.FieldPos(0)
		entry, verdict := row(func(column string) string { return strings.TrimSpace(record[at[column]]) })
		verdict.Line = line
		if seen[entry.Code] {
			verdict.Errors = append(verdict.Errors, errTwice)
		}
		seen[entry.Code] = true
		entries, verdicts = append(entries, entry), append(verdicts, verdict)
	}
}

func row(field func(string) string) (Entry, Verdict) {
	entry := Entry{
		Code: Code(field("code")), Kind: tenants.Kind(field("kind")), Slug: field("slug"),
		Name: i18n.Localized{Ky: field("name_ky"), Ru: field("name_ru"), En: field("name_en")},
	}
	verdict := Verdict{Code: field("code")}
	for column, dest := range map[string]**clock.Date{"valid_from": &entry.ValidFrom, "valid_to": &entry.ValidTo} {
		if field(column) == "" {
			continue
		}
		date, err := clock.ParseDate(field(column))
		if err != nil {
			verdict.Errors = append(verdict.Errors, apperr.ErrMalformed.At(column))
			continue
		}
		*dest = &date
	}
	return entry, verdict
}
