package regulation

import (
	"fmt"
	"regexp"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// The refusals of rules.
var (
	errKey = apperr.New(apperr.Validation, i18n.New(
		"Ачкыч кичине латын тамгасынан башталып, тамга менен сандан турат (эң көбү 40 белги).",
		"Ключ начинается со строчной латинской буквы и состоит из букв и цифр (не больше 40 знаков).",
		"A key starts with a lower-case Latin letter and has letters and digits (at most 40 characters)."))
	errTwice = apperr.New(apperr.Validation, i18n.New(
		"Бул маани тизмеде экинчи жолу жазылган.",
		"Это значение в списке уже есть.",
		"This value is in the list already."))
	errOdd = apperr.New(apperr.Validation, i18n.New(
		"Мүчөлөрдүн саны так болушу керек болсо, эң аз саны да так болсун.",
		"Если число членов нечётное, то и наименьшее число должно быть нечётным.",
		"When the number of members is odd, the smallest number must be odd as well."))
	errScale = apperr.New(apperr.Validation, i18n.New(
		"Эң чоң балл эң кичинесинен жогору болушу керек.",
		"Наибольший балл должен быть выше наименьшего.",
		"The highest points must be above the lowest."))
	errShortest = apperr.New(apperr.Validation, i18n.New(
		"Демейки мөөнөт эң кыска мөөнөттөн кем болбошу керек.",
		"Обычный срок не может быть короче наименьшего.",
		"The usual window cannot be shorter than the shortest."))
)

// Limits of lists and texts, in characters.
const (
	maxCriteria  = 20
	maxDocuments = 30
	maxChecklist = 50
	maxName      = 300
	maxGuidance  = 2000
	maxClause    = 200
)

var keyPattern = regexp.MustCompile(`^[a-z][a-zA-Z0-9]{0,39}$`)

// Validate names everything that is wrong with the rules, each error at its field under
// path.
func (r Rules) Validate(path ...string) apperr.List {
	c := &checker{}
	c.commission(r, path)
	c.scoring(r, path)
	c.window(r.Window, under(path, "window"))
	c.applicants(r, path)
	c.documents(r.Documents, under(path, "documents"))
	c.checklist(r.Checklist, under(path, "checklist"))
	c.days(r, path)
	return c.errs
}

type checker struct{ errs apperr.List }

func under(path []string, more ...any) []string {
	joined := append([]string{}, path...)
	for _, m := range more {
		joined = append(joined, fmt.Sprint(m))
	}
	return joined
}

func (c *checker) between(value, low, high int, path []string) {
	if value < low || value > high {
		c.errs.Add(apperr.OutOfRange(low, high, path...))
	}
}

func (c *checker) optional(value *int, low, high int, path []string) {
	if value != nil {
		c.between(*value, low, high, path)
	}
}

// named demands a text in at least one language.
func (c *checker) named(name i18n.Localized, limit int, path []string) {
	if name.IsZero() {
		c.errs.Add(apperr.ErrRequired.At(path...))
	}
	c.short(name, limit, path)
}

func (c *checker) short(l i18n.Localized, limit int, path []string) {
	c.errs = append(c.errs, text.Localized(l, limit, path...)...)
}
func (c *checker) key(key string, seen map[string]bool, path []string) {
	if !keyPattern.MatchString(key) {
		c.errs.Add(errKey.At(path...))
	}
	c.once(key, seen, path)
}

func (c *checker) once(value string, seen map[string]bool, path []string) {
	if seen[value] {
		c.errs.Add(errTwice.At(path...))
	}
	seen[value] = true
}

func (c *checker) commission(r Rules, path []string) {
	at := under(path, "commission", "minSize")
	lowest := 1
	if r.Commission.OneOfEach {
		lowest = 3
	}
	c.between(r.Commission.MinSize, lowest, 99, at)
	if r.Commission.Odd && r.Commission.MinSize%2 == 0 {
		c.errs.Add(errOdd.At(at...))
	}
	c.between(r.Quorum.Den, 1, 100, under(path, "quorum", "den"))
	if r.Quorum.Den >= 1 && r.Quorum.Den <= 100 {
		c.between(r.Quorum.Num, 1, r.Quorum.Den, under(path, "quorum", "num"))
	}
}

func (c *checker) days(r Rules, path []string) {
	for _, period := range []struct {
		name string
		days int
	}{
		{"checkWorkingDays", r.CheckWorkingDays},
		{"correctionWorkingDays", r.CorrectionWorkingDays},
		{"noticeWorkingDays", r.NoticeWorkingDays},
		{"agreementWorkingDays", r.AgreementWorkingDays},
		{"reportWorkingDays", r.ReportWorkingDays},
		{"refundWorkingDays", r.RefundWorkingDays},
		{"appealDays", r.AppealDays},
		{"complaintDays", r.ComplaintDays},
		{"acceptanceWorkingDays", r.AcceptanceWorkingDays},
	} {
		c.between(period.days, 1, 90, under(path, period.name))
	}
	c.between(r.ReallocationPercent, 0, 100, under(path, "reallocationPercent"))
	c.between(r.ExplainDifferencePercent, 0, 100, under(path, "explainDifferencePercent"))
	c.between(r.MonitoringGroupSize, 1, 25, under(path, "monitoringGroupSize"))
	c.between(r.PublicMinimumCount, 0, 100, under(path, "publicMinimumCount"))
}
