// Command catalogue writes docs/errors.md: every code and every named rule with its
// text; and docs/permissions.md: the policy. Run it from the root of the module, after graph/generate.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	_ "github.com/demilge/demilge/graph" // its services declare the rules
	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/graph/transport"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/authz"
)

const introduction = `# Errors

Written by ` + "`make generate`" + `; do not edit.

What the caller can correct stands in the payload of a mutation, ` + "`errors { path code rule message }`" + `.
Everything else is a GraphQL error whose ` + "`extensions`" + ` carry ` + "`code` and, where they apply, `rule`, `path` and `permission`" + `. Programs compare
codes and rules; the message is for people, in their language: the one that ` + "`Accept-Language`" + ` names, else the account's, else Kyrgyz.

The ` + "`path`" + ` of a mutation's error is that of the value in the document's input, places in lists counted from 0:

| Path | What it names |
|---|---|
| ` + "`[\"input\", \"content\", \"budgetLines\", \"2\", \"unitPrice\"]`" + ` | a value that was sent, or is missing in what was sent |
| ` + "`[\"input\", \"id\", \"budgetLines\"]`" + ` | a field of the stored thing that this id names |
| ` + "`[\"input\", \"id\"]`" + ` | the thing of this id, as when it is not found |
| ` + "`[\"input\"]`" + ` | the whole: a stale version, a step out of order |

A request that is not executed answers with the status below when it asked for ` + "`application/graphql-response+json`" + `, and with 200
when it asked for ` + "`application/json`" + `. A body over 1 MiB is 413, another media type 415 or 406, another method 405, no JSON 400.

`

func main() {
	err := os.WriteFile("docs/errors.md", catalogue(), 0o644)
	if err == nil {
		err = permissions()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func permissions() error {
	policy, err := authz.Load()
	if err != nil {
		return err
	}
	return os.WriteFile("docs/permissions.md", []byte(policy.Markdown()), 0o644)
}

func catalogue() []byte {
	var b bytes.Buffer
	b.WriteString(introduction)
	b.WriteString("## Codes\n\n| Code | Meaning | Status |\n|---|---|---|\n")
	codes := generated.NewExecutableSchema(generated.Config{}).Schema().Types["ErrorCode"]
	for _, value := range codes.EnumValues {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", value.Name, value.Description, status(apperr.Code(value.Name)))
	}
	b.WriteString("\n## Rules\n\n| Rule | Code | Kyrgyz | Russian | English |\n|---|---|---|---|---|\n")
	for _, rule := range apperr.Rules() {
		text := rule.Text.Localized()
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", rule.Rule, rule.Code, cell(text.Ky), cell(text.Ru), cell(text.En))
	}
	return b.Bytes()
}

// status is that of a request which is refused as a whole. The other codes come with
// executed requests only.
func status(code apperr.Code) string {
	switch code {
	case apperr.Unauthenticated, apperr.Forbidden, apperr.Validation, apperr.Limit, apperr.RateLimited, apperr.Internal:
		return strconv.Itoa(transport.Status(code))
	}
	return "200"
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
