package territory

import (
	"context"
	"errors"
	"io"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var errTwice = apperr.Invalid(i18n.New(
	"Бул маани файлда эки жолу келет.", "Это значение встречается в файле дважды.", "This value stands in the file twice."), "code")

// errWrong rolls an import back of which some row is wrong.
var errWrong = errors.New("territory: a row is wrong")

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

// Import reads the official list. Every row gets its verdict, by itself and against the
// register; nothing is written when any row is wrong. It returns the verdicts and whether
// the list was taken.
func (s *Service) Import(ctx context.Context, scope access.Scope, file io.Reader) ([]Verdict, bool, error) {
	entries, verdicts, err := parse(file)
	if err != nil {
		return nil, false, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error { return s.take(ctx, tx, entries, verdicts) })
	if errors.Is(err, errWrong) {
		return verdicts, false, nil
	}
	return verdicts, err == nil, err
}

// take judges all entries and, when none is wrong, writes them.
func (s *Service) take(ctx context.Context, tx Tx, entries []Entry, verdicts []Verdict) error {
	r, err := s.register(ctx, tx, entries)
	if err != nil {
		return err
	}
	wrong := false
	for i, entry := range entries {
		v := &verdicts[i]
		v.Errors = append(append(v.Errors, entry.validate()...), r.judge(entry)...)
		v.Known = r.municipality(entry) != nil
		wrong = wrong || len(v.Errors) > 0
	}
	if wrong {
		return errWrong
	}
	for _, entry := range entries {
		if err := r.write(ctx, tx, entry); err != nil {
			return err
		}
	}
	return r.succeed(ctx, tx, entries)
}
