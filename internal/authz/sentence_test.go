package authz_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
)

// titled are the words by which a sentence names a holder, and everyone those for a role
// that needs no appointment.
var (
	titled = map[access.Role][3]string{
		access.ProgrammeManager:    {"программанын менеджери", "менеджер программы", "programme manager"},
		access.ProgrammeFinance:    {"программанын каржычысы", "финансист программы", "finance officer"},
		access.Observer:            {"байкоочу", "наблюдатель", "observer"},
		access.PlatformAdmin:       {"платформанын администратору", "администратор платформы", "platform administrator"},
		access.SelectionMember:     {"тандоо комитетинин мүчөсү", "член комитета по отбору", "member of the selection committee"},
		access.Head:                {"башчы", "глава", "the head"},
		access.ExecSecretary:       {"жооптуу катчы", "ответственный секретарь", "executive secretary"},
		access.Specialist:          {"адис", "специалист", "specialist"},
		access.Accountant:          {"бухгалтер", "бухгалтер", "accountant"},
		access.KeneshChair:         {"кеңештин төрагасы", "председатель кенеша", "kenesh chair"},
		access.Deputy:              {"депутат", "депутат", "deputy"},
		access.CommissionChair:     {"комиссиянын төрагасы", "председатель комиссии", "commission chair"},
		access.CommissionSecretary: {"комиссиянын катчысы", "секретарь комиссии", "commission secretary"},
		access.CommissionMember:    {"комиссиянын мүчөсү", "член комиссии", "commission member"},
		access.MonitoringMember:    {"мониторинг тобунун мүчөсү", "член группы мониторинга", "monitoring member"},
	}
	everyone = [3]*regexp.Regexp{
		regexp.MustCompile(`баары|ар бир|ар ким|ээси`), regexp.MustCompile(`все|каждый|автор`), regexp.MustCompile(`everyone|owner`),
	}
)

func TestEverySentenceNamesAllWhoMay(t *testing.T) {
	t.Parallel()
	policy := load(t)
	for _, permission := range policy.Permissions() {
		sentence, _ := policy.Sentence(permission)
		for i, text := range []string{sentence.Ky, sentence.Ru, sentence.En} {
			for _, role := range access.Roles() {
				words, appointed := titled[role]
				switch {
				case !policy.Allows(permission, role):
				case appointed:
					require.Contains(t, strings.ToLower(text), words[i], "%s for %s", permission, role)
				default:
					require.Regexp(t, everyone[i], strings.ToLower(text), "%s for %s", permission, role)
				}
			}
		}
	}
}

// A refusal has 300 characters, of which the sentence is the second part.
func TestASentenceIsWholeAndFitsIntoARefusal(t *testing.T) {
	t.Parallel()
	policy := load(t)
	for _, permission := range policy.Permissions() {
		sentence, _ := policy.Sentence(permission)
		for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru, i18n.En} {
			text := sentence.In(lang)
			require.LessOrEqual(t, len([]rune(text)), 270, "%s: %s", permission, text)
			require.True(t, strings.HasSuffix(text, ".") && !strings.Contains(text, "{"), "%s: %s", permission, text)
		}
	}
}
