package notice

import (
	"html"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Letter is a message as a channel takes it.
type Letter struct {
	// ID is the same each time that the letter is sent again.
	ID uuid.UUID
	// MessageID is made of it for mail.
	MessageID string
	To        user.Contact
	// Chat is the address of a channel that is not a contact.
	Chat    string
	Subject string
	Text    string
	// HTML is the same as Text for readers of mail.
	HTML string
	// Short is the same in at most [ShortMost] characters.
	Short string
}

// Reader is who reads it.
type Reader struct {
	Name   string
	Locale i18n.Lang
	// Stranger has no account: nothing to sign in to, and nothing to choose there.
	Stranger bool
}

var (
	hello = i18n.New("Саламатсызбы, {name}!", "Здравствуйте, {name}!", "Hello {name},")
	plain = i18n.New("Саламатсызбы!", "Здравствуйте!", "Hello,")
	where = i18n.New("Системага кирүү: {link}", "Войти в систему: {link}", "Sign in: {link}")
	why   = i18n.New(
		"Бул катты «Демилге» системасы жөнөттү. Кайсы билдирүүлөр келерин эсебиңизден тандай аласыз.",
		"Это письмо отправила система «Демилге». Какие сообщения получать, можно выбрать в своей учётной записи.",
		"This message was sent by Demilge. You can choose in your account what you are told.")
	sent = i18n.New("Бул катты «Демилге» системасы жөнөттү.", "Это письмо отправила система «Демилге».", "This message was sent by Demilge.")

	gathered = i18n.New("Бүгүнкү билдирүүлөр: {count}", "Сообщения за день: {count}", "Messages of the day: {count}")
	cleared  = i18n.New("Билдирүүнүн тексти сактоо мөөнөтү өткөндүктөн өчүрүлдү.", "Текст сообщения удалён по истечении срока хранения.", "The text of the message was removed when its time of keeping had passed.")
)

// subjectMost is how many characters a subject has at most.
const subjectMost = 150

// Subject is the first line of a message in a language.
func (m Sent) Subject(lang i18n.Lang) string {
	if m.Facts == nil {
		return m.Kind.Wording().Name.In(lang, nil)
	}
	return cut(strings.Join(strings.Fields(m.Kind.Wording().Subject.In(lang, m.Facts.args(lang))), " "), subjectMost)
}

// Text is what a message says in a language.
func (m Sent) Text(lang i18n.Lang) string {
	if m.Facts == nil {
		return cleared.In(lang, nil)
	}
	return strings.TrimSpace(m.Kind.Wording().Body.In(lang, m.Facts.args(lang)))
}

// Write makes the letter; more are further paragraphs, base is the address of the server.
func (m Sent) Write(reader Reader, base string, more ...string) Letter {
	body := append([]string{m.Text(reader.Locale)}, more...)
	return write(m.ID, m.Subject(reader.Locale), reader, base, body, m.Kind.Short(reader.Locale, m.Facts))
}

// digest is one letter out of several messages of one reader.
func digest(id uuid.UUID, messages []Sent, reader Reader, base string) Letter {
	subject := gathered.In(reader.Locale, i18n.Args{"count": len(messages)})
	var body []string
	for _, m := range messages {
		body = append(body, m.Subject(reader.Locale)+"\n"+m.Text(reader.Locale))
	}
	return write(id, subject, reader, base, body, subject)
}

func write(id uuid.UUID, subject string, reader Reader, base string, body []string, short string) Letter {
	greeting := plain.In(reader.Locale, nil)
	if reader.Name != "" {
		greeting = hello.In(reader.Locale, i18n.Args{"name": reader.Name})
	}
	paragraphs := append([]string{greeting}, body...)
	foot, link := why.In(reader.Locale, nil), base+"/account"
	text := slices.Clone(paragraphs)
	if reader.Stranger {
		foot, link = sent.In(reader.Locale, nil), ""
	} else {
		text = append(text, where.In(reader.Locale, i18n.Args{"link": link}))
	}
	text = append(text, "—\n"+foot)
	return Letter{ID: id, Subject: subject, Text: strings.Join(text, "\n\n"), HTML: asHTML(reader.Locale, paragraphs, link, foot), Short: short}
}

// asHTML is the letter as HTML, with where to sign in unless link is empty, without pictures, styles of its own or anything from outside.
func asHTML(lang i18n.Lang, paragraphs []string, link, foot string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="` + strings.ToLower(string(lang)) + `"><head><meta charset="utf-8"></head><body>`)
	for _, p := range paragraphs {
		for part := range strings.SplitSeq(p, "\n\n") {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(part), "\n", "<br>") + "</p>")
		}
	}
	if link != "" {
		anchor := `<a href="` + html.EscapeString(link) + `">` + html.EscapeString(link) + "</a>"
		b.WriteString("<p>" + where.In(lang, i18n.Args{"link": anchor}) + "</p>")
	}
	b.WriteString("<hr><p><small>" + html.EscapeString(foot) + "</small></p></body></html>")
	return b.String()
}
