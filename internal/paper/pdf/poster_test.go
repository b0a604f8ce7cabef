package pdf_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/pdf"
)

func poster() paper.Poster {
	return paper.Poster{
		Lang: i18n.Ky, Date: clock.NewDate(2019, time.December, 3), Head: "Аламүдүн айыл өкмөтү", Title: "КУЛАКТАНДЫРУУ",
		Subtitle: "Жергиликтүү демилгелердин сынагы: «Элдик чыгармачылык жана өнөр»",
		Facts: []paper.Row{
			{Key: "Өтүнмөлөр кабыл алынат", Value: "03.12.2019 00:00 – 17.12.2019 00:00"},
			{Key: "Бир демилгеге эң көп сумма", Value: "39 000 сом"},
			{Key: "Байланыш", Value: "Айыл өкмөтү, 2-бөлмө, 0312 60-00-00"},
		},
		Text: strings.Repeat("Айылдын ар бир тургуну топ түзүп, өз демилгесин сунуштай алат. ", 12),
		Call: "Толук маалыматты окуу үчүн телефонуңуздун камерасын ушул кодго каратыңыз",
		URL:  "https://demilge.example.kg/announcements/alamudun/01a2268a-a743-7632-8e64-97aeee6130f6",
	}
}

func TestAPosterIsOnePageAndTheSameBytes(t *testing.T) {
	t.Parallel()
	first, err := pdf.Board(poster())
	require.NoError(t, err)
	second, err := pdf.Board(poster())
	require.NoError(t, err)
	require.True(t, bytes.Equal(first, second))
	said := text(t, first)
	for _, part := range []string{"КУЛАКТАНДЫРУУ", "Өтүнмөлөр кабыл алынат", "39 000 сом", "announcements/alamudun"} {
		require.Contains(t, said, part)
	}
	long := poster()
	long.Text = strings.Repeat(long.Text+"\n", 40)
	cut, err := pdf.Board(long)
	require.NoError(t, err)
	require.Contains(t, string(cut), "/Count 1")
	require.Contains(t, text(t, cut), "announcements/alamudun", "a long text leaves the code its place")
	if keep := os.Getenv("POSTER"); keep != "" {
		require.NoError(t, os.WriteFile(keep, first, 0o600))
	}
}
