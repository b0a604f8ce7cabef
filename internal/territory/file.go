package territory

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// Columns is the head of an import file, in any order; valid_from and valid_to may be empty.
var Columns = []string{"code", "kind", "slug", "name_ky", "name_ru", "name_en", "valid_from", "valid_to"}

// MoreColumns may be left out; predecessors are codes separated by spaces. See [Entry].
var MoreColumns = []string{"former_code", "since", "predecessors", "decree"}

// maxFile is far above the whole country's list.
const maxFile = 8 << 20

var (
	errHead = apperr.Invalid(i18n.New(
		"Файлдын биринчи сабында бул тилкелер болушу керек: {columns}.",
		"В первой строке файла должны быть столбцы: {columns}.",
		"The first line of the file must name the columns {columns}."), "file").
		With(i18n.Args{"columns": strings.Join(Columns, ", ")})
	errFile = apperr.Invalid(i18n.New(
		"Файл CSV эмес, UTF-8де эмес же өтө чоң.", "Файл не в формате CSV, не в UTF-8 или слишком велик.", "The file is not CSV in UTF-8, or it is too large."), "file")
)

// parse reads the rows of a file; a row that cannot be read has its errors in its verdict.
func parse(file io.Reader) ([]Entry, []Verdict, error) {
	raw, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil || len(raw) > maxFile || !utf8.Valid(raw) {
		return nil, nil, errFile.Because(err)
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	reader.TrimLeadingSpace = true
	at, err := head(reader)
	if err != nil {
		return nil, nil, err
	}
	var entries []Entry
	var verdicts []Verdict
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return entries, verdicts, nil
		}
		if err != nil {
			return nil, nil, errFile.Because(err)
		}
		entry, verdict := row(func(column string) string {
			if i, ok := at[column]; ok {
				return strings.TrimSpace(record[i])
			}
			return ""
		})
		verdict.Line, _ = reader.FieldPos(0)
		entries, verdicts = append(entries, entry), append(verdicts, verdict)
	}
}

// head reads where each column stands.
func head(reader *csv.Reader) (map[string]int, error) {
	names, err := reader.Read()
	if err != nil {
		return nil, errFile.Because(err)
	}
	at := make(map[string]int, len(names))
	for i, name := range names {
		at[strings.TrimSpace(name)] = i
	}
	for _, column := range Columns {
		if _, ok := at[column]; !ok {
			return nil, errHead
		}
	}
	return at, nil
}

func row(field func(string) string) (Entry, Verdict) {
	entry := Entry{
		Code: Code(field("code")), Kind: tenants.Kind(field("kind")), Slug: field("slug"),
		Name:       i18n.Localized{Ky: field("name_ky"), Ru: field("name_ru"), En: field("name_en")},
		FormerCode: Code(field("former_code")), Decree: field("decree"),
	}
	for _, code := range strings.Fields(field("predecessors")) {
		entry.Predecessors = append(entry.Predecessors, Code(code))
	}
	verdict := Verdict{Code: field("code")}
	for _, date := range []struct {
		column string
		dest   **clock.Date
	}{{"valid_from", &entry.ValidFrom}, {"valid_to", &entry.ValidTo}, {"since", &entry.Since}} {
		if field(date.column) == "" {
			continue
		}
		day, err := clock.ParseDate(field(date.column))
		if err != nil {
			verdict.Errors = append(verdict.Errors, apperr.ErrMalformed.At(date.column))
			continue
		}
		*date.dest = &day
	}
	return entry, verdict
}
