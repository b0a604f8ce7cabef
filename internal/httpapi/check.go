package httpapi

import (
	"context"
	_ "embed"
	"html/template"
	"net/http"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
)

//go:embed check/index.html
var checkText string

var checkPage = template.Must(template.New("check").Parse(checkText))

var (
	checkTitle    = i18n.New("Документти текшерүү", "Проверка документа", "Check of a paper")
	checkVerdicts = map[paper.Verdict]i18n.Text{
		paper.Valid:          i18n.New("Документ күчүндө.", "Документ действителен.", "The paper is valid."),
		paper.NoLongerValid:  i18n.New("Документ күчүн жоготкон.", "Документ утратил силу.", "The paper is no longer valid."),
		paper.UnknownVerdict: i18n.New("Мындай документ белгисиз.", "Такой документ неизвестен.", "No such paper is known."),
	}
	checkAdvice = i18n.New(
		"Колуңуздагы кагаздын номерин, датасын жана текстин муниципалитеттен тактап алыңыз: бул барак документтин күчүндө экенин гана айтат.",
		"Номер, дату и текст бумаги у вас в руках уточните в муниципалитете: эта страница говорит только о том, действует ли документ.",
		"Ask the municipality about number, date and text of the paper in your hand: this page says only whether it is in force.")
)

const checkPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// Check serves the page to which the QR code of a paper leads. It says whether the paper
// is in force, and nothing more.
func Check(mux *http.ServeMux, check func(ctx context.Context, code string) (paper.Verdict, error)) {
	mux.HandleFunc("GET "+paper.CheckPath+"{code}", func(w http.ResponseWriter, r *http.Request) {
		verdict, err := check(r.Context(), r.PathValue("code"))
		if err != nil {
			answer(w, r, err)
			return
		}
		lang := i18n.From(r.Context())
		h := w.Header()
		h.Set("Content-Security-Policy", checkPolicy)
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("X-Robots-Tag", "noindex")
		_ = checkPage.Execute(w, map[string]string{
			"Lang": map[i18n.Lang]string{i18n.Ky: "ky", i18n.Ru: "ru", i18n.En: "en"}[lang], "Title": checkTitle.In(lang, nil),
			"State": string(verdict), "Verdict": checkVerdicts[verdict].In(lang, nil), "Advice": checkAdvice.In(lang, nil),
		}) // a reader who left needs no page
	})
}
