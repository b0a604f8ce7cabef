package authn_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The request's own language is answered first, then the account's, then Kyrgyz.
func TestLanguageOfAnswers(t *testing.T) {
	t.Parallel()
	s := start(t)
	someone, account := s.browser(t), s.signedIn(t, s.Municipality(t))
	const document = `{ node(id: "x") { __typename } }`
	const ky, ru, en = "Идентификатор (id) туура эмес.", "Неверный идентификатор (id).", "The id is not valid."
	for _, test := range []struct {
		who          *browser
		header, want string
	}{
		{someone, "", ky}, {someone, "de", ky}, {someone, "en;q=0.1, ru;q=0.2", ru},
		{account, "", en}, {account, "de, fr;q=0.5", en}, {account, "ru-RU, en;q=0.9", ru}, {account, "ky", ky},
	} {
		test.who.header.Set("Accept-Language", test.header)
		answer := test.who.post(document, nil)
		require.Len(t, answer.Errors, 1, answer.raw)
		require.Equal(t, test.want, answer.Errors[0].Message, test.header)
		require.Contains(t, answer.header.Values("Vary"), "Accept-Language")
	}
}
