package objectstore

import (
	"errors"
	"net/http"

	"github.com/minio/minio-go/v7"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var (
	reasonNotConnected = i18n.New(
		"файл сактагыч даярдалып жатат.", "хранилище файлов готовится.", "the file store is being prepared.")
	reasonNoAnswer = i18n.New(
		"файл сактагыч жооп бербей жатат.", "хранилище файлов не отвечает.", "the file store does not answer.")
	errExists = apperr.New(apperr.Conflict, i18n.New(
		"Мындай файл сакталып калган.", "Такой файл уже сохранён.", "Such a file is stored already."))
)

// translate turns what the server or the line says into what the domain says. minio-go
// wraps its answers, so only errors.As finds them.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var answer minio.ErrorResponse
	if errors.As(err, &answer) {
		switch {
		case answer.Code == minio.NoSuchKey, answer.Code == "InvalidRange":
			return apperr.ErrNotFound.Because(err)
		case answer.StatusCode == http.StatusPreconditionFailed, answer.Code == minio.PreconditionFailed,
			answer.Code == "ConditionalRequestConflict":
			return errExists.Because(err)
		}
	}
	return unavailable(reasonNoAnswer, err)
}

func unavailable(reason i18n.Text, cause error) error {
	return apperr.ErrUnavailable.With(i18n.Args{"reason": reason}).Because(cause)
}
