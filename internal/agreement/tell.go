package agreement

import "github.com/demilge/demilge/internal/notice"

// Tells is a message about the agreement to whoever stands behind its initiative; the number
// of the agreement is one of its facts.
func (a *Agreement) Tells(kind notice.Kind, facts notice.Facts) notice.Message {
	facts["number"] = notice.Code(a.Number)
	return notice.Message{Kind: kind, About: a.Ref(), To: notice.Applicant(a.ApplicationID), Facts: facts}
}
