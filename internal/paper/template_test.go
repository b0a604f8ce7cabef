package paper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/docx"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// word is a Word document with some paragraphs.
func word(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	content := paper.Content{Bare: true, HideHead: true}
	for _, p := range paragraphs {
		content.Blocks = append(content.Blocks, paper.Text(p))
	}
	data, err := docx.Render(paper.Document{Frame: paper.Frame{Kind: paper.AnnualPage, Lang: "KY", Number: "0"}, Content: content})
	require.NoError(t, err)
	return data
}

func TestAMunicipalityReplacesATemplate(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	upload := func(paragraphs ...string) string {
		return o.upload(t, o.head, file.PaperTemplate, "kalyp.docx", docx.MediaType, word(t, paragraphs...))
	}
	replace := func(id string) input {
		return input{"municipalityId": apptest.ID(o.m), "kind": "ANNUAL_PAGE", "language": "KY", "fileId": id}
	}
	refusal := o.head.RefusedChange(t, "uploadTemplate", replace(upload("{{number}} {{edition}} {{leader.phone}} {{typo}}")))
	require.Equal(t, []string{"input", "fileId"}, refusal.Path)
	require.Contains(t, refusal.Message, "{{leader.phone}}, {{typo}}")
	require.NotContains(t, refusal.Message, "{{edition}}")

	good := upload("Биздин калып № {{number}}", "{{edition}}-басылышы", "{{body}}", "{{signatures}}")
	preview := o.head.Post(t, `mutation($input: PreviewPaperInput!) { previewPaper(input: $input) { file { url contentType } errors { code message } } }`,
		input{"input": input{"kind": "ANNUAL_PAGE", "aboutId": apptest.ID(o.m), "language": "KY", "fileId": good}})
	require.Contains(t, string(preview.Raw), `"contentType":"application/pdf"`)
	require.Contains(t, string(preview.Raw), `"errors":[]`)

	standard := o.get(t, o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY")).ID)
	template := o.head.Change(t, "uploadTemplate", replace(good))
	var own struct{ Paper struct{ OnOwnTemplate bool } }
	again := o.head.Change(t, "reissuePaper", input{"id": standard.ID, "version": standard.Version, "reason": "r"})
	o.head.Do(t, `query($id: ID!) { paper(id: $id) { onOwnTemplate } }`, input{"id": again.ID}, &own)
	require.True(t, own.Paper.OnOwnTemplate)

	var forms struct {
		Municipality struct {
			PaperForms []struct {
				Kind      string
				Fields    []struct{ Name string }
				Templates []struct {
					Language string
					Version  int64
					File     *struct{ Name string }
				}
			}
		}
	}
	const ask = `query($s: String!) { municipality(slug: $s) { paperForms { kind fields { name description { ky } } templates { language version file { name } } } } }`
	o.head.Do(t, ask, input{"s": o.m.Slug}, &forms)
	last := forms.Municipality.PaperForms[len(forms.Municipality.PaperForms)-1]
	require.Equal(t, "ANNUAL_PAGE", last.Kind)
	require.Equal(t, "kalyp.docx", last.Templates[0].File.Name)
	require.Equal(t, "edition", last.Fields[len(last.Fields)-1].Name)

	reset := input{"municipalityId": apptest.ID(o.m), "kind": "ANNUAL_PAGE", "language": "KY", "version": template.Version}
	o.head.Change(t, "resetTemplate", reset)
	require.Equal(t, "PAPER_TEMPLATE_STANDARD", o.head.RefusedChange(t, "resetTemplate", reset).Name())
}

func TestTheLetterheadIsWrittenByTheMunicipality(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	write := input{"municipalityId": apptest.ID(o.m), "version": 0, "name": input{"ky": "Көк-Төбө айыл өкмөтү", "ru": "Кок-Тобинский айыл окмоту"}, "address": input{"ky": "Көк-Төбө айылы"}}
	head := o.head.Change(t, "setLetterhead", write)
	require.EqualValues(t, 1, head.Version)
	require.Equal(t, "CONFLICT", o.head.RefusedChange(t, "setLetterhead", write).Code)
	write["version"], write["phone"] = 1, "+996 3656 2-11-43"
	require.EqualValues(t, 2, o.head.Change(t, "setLetterhead", write).Version)
	write["name"] = input{}
	require.Equal(t, []string{"input", "name"}, o.head.RefusedChange(t, "setLetterhead", write).Path)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	issued := o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	m, unknown := apptest.ID(o.m), apptest.Unknown(t, "File", issued.ID)
	stale := input{"id": issued.ID, "version": 99}
	reasoned := input{"id": issued.ID, "version": 99, "reason": "r"}
	const staff, heads = "HEAD EXEC_SECRETARY SPECIALIST", "HEAD EXEC_SECRETARY"
	o.RoleByOperation(t, o.m, apptest.Table{
		"issuePaper":         {Roles: staff, Input: o.order("ANNUAL_PAGE", "KY")},
		"previewPaper":       {Roles: staff, Input: o.order("ANNUAL_PAGE", "EN")},
		"reissuePaper":       {Roles: staff, Input: reasoned},
		"voidPaper":          {Roles: heads, Input: reasoned},
		"registerSignedScan": {Roles: staff, Input: input{"id": issued.ID, "version": 99, "fileId": unknown}},
		"publishPaper":       {Roles: staff, Input: stale},
		"uploadTemplate":     {Roles: heads, Input: input{"municipalityId": m, "kind": "ANNUAL_PAGE", "language": "KY", "fileId": unknown}},
		"resetTemplate":      {Roles: heads, Input: input{"municipalityId": m, "kind": "ANNUAL_PAGE", "language": "KY", "version": 1}},
		"setLetterhead":      {Roles: heads, Input: input{"municipalityId": m, "version": 9, "name": input{"ky": "а"}, "address": input{}}},
	}, nil)
	for _, role := range access.Roles() {
		client := o.As(o.m, role)
		response := client.Post(t, `query($id: ID!) { paper(id: $id) { number } }`, input{"id": issued.ID})
		may := role == access.Head || role == access.ExecSecretary || role == access.Specialist || role == access.Accountant
		require.Equal(t, may, len(response.Errors) == 0, "%s: %s", role, response.Raw)
	}
}

func TestAnotherMunicipalityHasNothingToDoWithIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	issued := o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	stranger := o.As(o.Municipality(t), access.Head)
	for mutation, in := range map[string]input{
		"issuePaper": o.order("ANNUAL_PAGE", "RU"), "voidPaper": issued.With("reason", "r"), "reissuePaper": issued.With("reason", "r"), "publishPaper": issued.Step(),
	} {
		require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, stranger.RefusedChange(t, mutation, in).Code, mutation)
	}
}
