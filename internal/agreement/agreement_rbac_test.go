package agreement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

func table(t *testing.T, i *apptest.Initiative) apptest.Table {
	t.Helper()
	scan := apptest.Unknown(t, "File", i.Agreement.ID)
	step := input{"id": i.Agreement.ID, "version": 99}
	reasoned := input{"id": i.Agreement.ID, "version": 99, "reason": "r"}
	signing := input{"id": i.Agreement.ID, "version": 99, "date": "2019-12-17", "signatories": []input{}, "scanFileId": scan}
	amending := input{"id": i.Agreement.ID, "version": 99, "date": "2019-12-17", "signatories": []input{}, "scanFileId": scan, "reason": "r"}
	const office, head = "HEAD EXEC_SECRETARY SPECIALIST", "HEAD"
	return apptest.Table{
		"createAgreement": {Roles: office, Input: input{"awardId": i.AwardID}}, "updateAgreement": {Roles: office, Input: step},
		"deleteAgreement": {Roles: office, Input: step}, "submitAgreement": {Roles: office, Input: step}, "returnAgreement": {Roles: office, Input: reasoned},
		"signAgreement": {Roles: head, Input: signing}, "activateAgreement": {Roles: "HEAD EXEC_SECRETARY", Input: step},
		"amendAgreement": {Roles: "HEAD EXEC_SECRETARY", Input: amending}, "suspendAgreement": {Roles: head, Input: reasoned},
		"resumeAgreement": {Roles: head, Input: step}, "terminateAgreement": {Roles: head, Input: reasoned},
		"cancelAgreementForceMajeure": {Roles: head, Input: reasoned}, "closeAgreement": {Roles: head, Input: step},
		"recordCorrection": {Roles: head, Input: input{
			"agreementId": i.Agreement.ID, "subjectId": i.Agreement.ID, "field": "x", "after": "y", "reason": "r", "orderDate": "2019-12-17",
		}},
	}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	i := won(t)
	i.Drafts(t, "PROCUREMENT_BY_AO")
	i.RoleByOperation(t, i.M, table(t, i), nil)
	i.Readers(t, i.M, i.Agreement.ID, "HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR PROGRAMME_MANAGER PROGRAMME_FINANCE")
	require.Equal(t, "DRAFT", get(t, i.Leader, i.Agreement.ID).State)
}

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	i := won(t)
	i.Drafts(t, "PROCUREMENT_BY_AO")
	var out struct {
		Node struct{ TermsOfReference []struct{ ID string } }
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { termsOfReference { id } } } }`, input{"id": i.Agreement.ID}, &out)
	i.Strangers(t, i.Municipality(t), table(t, i), i.Agreement.ID, i.Lines(t)[0], out.Node.TermsOfReference[0].ID)
}

// A monitoring group watches while its mandate lasts.
func TestAMandateOpensAndEnds(t *testing.T) {
	t.Parallel()
	i := won(t)
	i.Drafts(t, "PROCUREMENT_BY_AO")
	_, member := i.Monitored(t)
	require.Equal(t, "DRAFT", get(t, member, i.Agreement.ID).State)
	i.Clock.Set(i.Clock.Now().AddDate(0, 0, 31))
	code, _ := member.Refused(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": i.Agreement.ID})
	require.Equal(t, "NOT_FOUND", code)
}
