package httpapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// foreign are the errors that net/http and the tus handler answer with plain English
// text, by their status, as a client of ours reads them.
var foreign = map[int]*apperr.Error{
	http.StatusBadRequest: apperr.New(apperr.Validation, i18n.New(
		"Суроо-талап tus 1.0.0 эрежесине туура келбейт: Upload-Offset, Content-Type жана денеси толук болушун текшериңиз.",
		"Запрос не соответствует tus 1.0.0: проверьте Upload-Offset, Content-Type и полноту тела.",
		"The request is not as tus 1.0.0 asks: check Upload-Offset, Content-Type and that the body is whole.")),
	http.StatusNotFound: apperr.ErrNotFound,
	http.StatusMethodNotAllowed: apperr.New(apperr.Validation, i18n.New(
		"Бул дарек мындай суроо-талапты кабыл албайт.",
		"По этому адресу такой запрос не принимается.",
		"This address does not take such a request.")),
	http.StatusRequestTimeout: apperr.New(apperr.Validation, i18n.New(
		"Байланыш үзүлдү. Канча байт келгенин HEAD менен сурап, ошол жерден улантыңыз.",
		"Связь прервалась. Узнайте через HEAD, сколько байтов принято, и продолжите с этого места.",
		"The line broke. Ask with HEAD how many bytes have arrived and go on from there.")),
	http.StatusConflict: apperr.New(apperr.Conflict, i18n.New(
		"Файлдын башка сандагы байты келген. Канча экенин HEAD менен сурап, ошол жерден улантыңыз.",
		"Принято другое число байтов файла. Узнайте его через HEAD и продолжите с этого места.",
		"Another number of bytes has arrived. Ask for it with HEAD and go on from there.")),
	http.StatusLengthRequired: apperr.New(apperr.Validation, i18n.New(
		"Суроо-талапта канча байт бар экенин Content-Length менен айтыңыз.",
		"Укажите в Content-Length, сколько байтов в запросе.",
		"Say in Content-Length how many bytes the request has.")),
	http.StatusPreconditionFailed: apperr.New(apperr.Validation, i18n.New(
		"Tus-Resumable 1.0.0 болушу керек.",
		"Нужен заголовок Tus-Resumable: 1.0.0.",
		"Tus-Resumable must be 1.0.0.")),
	http.StatusRequestEntityTooLarge: apperr.New(apperr.Limit, i18n.New(
		"Файл өтө чоң: эң көбү 25 МБ.",
		"Файл слишком большой: не больше 25 МБ.",
		"The file is too large: at most 25 MB.")),
	http.StatusRequestedRangeNotSatisfiable: apperr.New(apperr.Validation, i18n.New(
		"Файлда мындай байттар жок: анын көлөмү Content-Range'де.",
		"Таких байтов в файле нет: его размер указан в Content-Range.",
		"The file has no such bytes: Content-Range tells its size.")),
	http.StatusLocked: apperr.New(apperr.Conflict, i18n.New(
		"Мурунку суроо-талап али аткарылып жатат. Бир аздан кийин кайра аракет кылыңыз.",
		"Предыдущий запрос ещё выполняется. Попробуйте немного позже.",
		"The request before is still being finished. Try again a little later.")),
	http.StatusServiceUnavailable: apperr.ErrUnavailable.With(i18n.Args{"reason": i18n.New(
		"сервер токтотулуп жатат.", "сервер останавливается.", "the server is being stopped.")}),
}

// own lets a handler of others answer in our shape and in the language of the request.
func own(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(&translator{ResponseWriter: w, request: r}, r)
	})
}

// translator puts our error in the place of a foreign one.
type translator struct {
	http.ResponseWriter
	request *http.Request
	// exceeded, when set, ends an upload that sent more than was announced, and says why.
	exceeded func(ctx context.Context) error
	answered bool
}

// WriteHeader passes what is ours or no error.
func (w *translator) WriteHeader(status int) {
	ours := strings.HasPrefix(w.Header().Get("Content-Type"), "application/json")
	if status == http.StatusInternalServerError && !ours { // tus calls a broken line that
		status = http.StatusRequestTimeout
	}
	e := foreign[status]
	if w.answered || e == nil || ours {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.answered = true
	w.Header().Del("Content-Length")
	if status == http.StatusRequestEntityTooLarge && w.exceeded != nil {
		answer(w.ResponseWriter, w.request, w.exceeded(w.request.Context()))
		return
	}
	send(w.ResponseWriter, w.request, status, e)
}

// Write drops the text of a foreign error.
func (w *translator) Write(p []byte) (int, error) {
	if w.answered {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap gives http.ResponseController the connection.
func (w *translator) Unwrap() http.ResponseWriter { return w.ResponseWriter }
