package file_test

import (
	"mime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file"
)

func TestNamesAreCleaned(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Жобо № 226.pdf":      "Жобо № 226.pdf",
		"  a \t b .jpg":       "",
		"  a  b.jpg  ":        "a b.jpg",
		"..scan.pdf..":        "scan.pdf",
		"и\u0306ыл.png":       "йыл.png",
		`"кавычки" & 'x'.pdf`: `"кавычки" & 'x'.pdf`,
	} {
		got, err := file.ParseName(in)
		if want == "" {
			require.Error(t, err, in)
			continue
		}
		require.NoError(t, err, in)
		require.Equal(t, want, string(got))
	}
}

func TestDeceptiveNamesAreRefused(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", " ", "...", "a\x00.pdf", "a\n.pdf", "\xff.pdf", "gpj.\u202efdp.exe", "a\u200f.pdf", "a\u2066b.pdf", "\ufeffa.pdf",
		"a\u200b.pdf", "../a.pdf", "/etc/passwd", `C:\a.pdf`, "a\u2028.pdf", "\ue000.pdf", strings.Repeat("ы", file.MaxName) + ".pdf",
	} {
		_, err := file.ParseName(in)
		require.Equal(t, apperr.Validation, apperr.CodeOf(err), "%q", in)
	}
}

func FuzzParseName(f *testing.F) {
	for _, s := range []string{"a.pdf", "и\u0306.png", "..", `x"\.jpg`, "a\u202eb", "%00.pdf", "ﷺ.pdf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, err := file.ParseName(s)
		if err != nil {
			require.Equal(t, apperr.Validation, apperr.CodeOf(err))
			return
		}
		again, err := file.ParseName(string(name))
		require.NoError(t, err)
		require.Equal(t, name, again, "a clean name stays as it is")
		require.LessOrEqual(t, utf8.RuneCountInString(string(name)), file.MaxName)
		kind, parameters, err := mime.ParseMediaType(name.Disposition())
		require.NoError(t, err)
		require.Equal(t, "attachment", kind)
		require.Equal(t, string(name), parameters["filename"])
	})
}
