package content

import (
	"time"

	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
)

// Contest is the competition that a paper is about, and who signs for its commission.
type Contest struct {
	Office Office
	Number string
	Title  i18n.Localized
	// Commission is the order that formed it.
	Commission document.Document
	// Regulation is the kenesh's decree behind the competition.
	Regulation       document.Document
	Chair, Secretary string
}

// about says which competition, on a line of its own.
func (c Contest) about(p pen) paper.Paragraph {
	return bold(p.by("Сынак:", "Конкурс:"), p.quoted(c.Title)+", "+numbered(c.Number))
}

// formed says by which order the commission was formed.
func (c Contest) formed(p pen) paper.Paragraph {
	return bold(p.by("Конкурстук комиссия:", "Конкурсная комиссия:"), p.by(
		"башчынын "+p.reference(c.Commission)+" буйругу менен түзүлгөн",
		"создана приказом главы "+p.reference(c.Commission)))
}

// leaders are the signatures of the commission's chair and secretary.
func (c Contest) leaders(p pen) []paper.Signature {
	return []paper.Signature{
		{Position: p.by("Комиссиянын төрагасы", "Председатель комиссии"), Name: printed(c.Chair)},
		{Position: p.by("Комиссиянын катчысы", "Секретарь комиссии"), Name: printed(c.Secretary)},
	}
}

func (c Contest) values(p pen) map[string]string {
	return map[string]string{"competition.number": c.Number, "competition.title": p.of(c.Title)}
}

// Entry is an application in the register.
type Entry struct {
	Number     string
	ReceivedAt *time.Time
	Channel    application.Channel
	// Applicant is the leader or the organisation, as far as the caller may see.
	Applicant string
	// Public lets everyone read the name: it won, and its leader agreed.
	Public    bool
	Title     i18n.Localized
	Requested money.Amount
	State     application.State
	Reason    string
	// Checked are the points of the admissibility check.
	Checked []Check
}

// Check is one point of the admissibility check.
type Check struct {
	Text i18n.Localized
	// Result is nil while the point is not checked.
	Result *application.Result
	Note   string
}

// who is the name for this copy's readers.
func (e Entry) who(p pen) string {
	if p.public() && !e.Public {
		return p.by("аты жарыяланбайт", "имя не публикуется")
	}
	return or(e.Applicant, dash)
}

// why is the reason for this copy's readers: it may name a person.
func (e Entry) why(p pen) string {
	if p.public() {
		return ""
	}
	return e.Reason
}
