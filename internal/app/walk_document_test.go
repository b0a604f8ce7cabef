package app_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// scene is what a person or several do in turn, signed in or not.
type scene struct {
	contacts []string
	steps    []*step
}

// step is one thing to do: a document to send, a file to upload or a wait for the window's end.
type step struct {
	document, variables string
	upload              string
	wait                bool
	// refused is the rule with which the document is refused.
	refused string
	// keep is which values of the answer get which names.
	keep map[string]string
}

var (
	element = regexp.MustCompile("(?s)```(graphql|json|sh)\n(.*?)```|\\*\\*(Signed in|Signed out|Keep|Refused with|wait until the window closes)\\*?\\*?([^\n]*(?:\n[^\n]+)*)")
	quoted  = regexp.MustCompile("`([^`]+)`")
	kept    = regexp.MustCompile("`([^`]+)`\\s+as\\s+`(\\w+)`")
)

// readWalk reads the steps of a document in their order, and the way to sign in that stands
// before them, if it does.
func readWalk(t *testing.T, document string) (signIn *step, scenes []*scene) {
	t.Helper()
	text, err := os.ReadFile("../../docs/" + document)
	require.NoError(t, err)
	intro, body, found := strings.Cut(string(text), "\n## 1.")
	require.True(t, found)
	if _, way, found := strings.Cut(intro, "```graphql\n"); found {
		signIn = &step{document: way[:strings.Index(way, "```")]}
	}
	var p *scene
	for _, e := range element.FindAllStringSubmatch(body, -1) {
		if strings.HasPrefix(e[3], "Signed") {
			p = &scene{contacts: contactsOf(e)}
			scenes = append(scenes, p)
			continue
		}
		p.add(e)
	}
	return signIn, scenes
}

// contactsOf are those who sign in; one without a name when nobody is signed in.
func contactsOf(e []string) []string {
	if e[3] == "Signed out" {
		return []string{""}
	}
	var list []string
	for _, name := range quoted.FindAllStringSubmatch(e[4], -1) {
		list = append(list, name[1])
	}
	return list
}

func (p *scene) add(e []string) {
	switch {
	case e[1] == "graphql":
		p.steps = append(p.steps, &step{document: e[2], keep: map[string]string{}})
		return
	case e[1] == "sh":
		if strings.HasPrefix(e[2], "curl") {
			p.steps = append(p.steps, &step{upload: e[2]})
		}
		return
	case strings.HasPrefix(e[3], "wait"):
		p.steps = append(p.steps, &step{wait: true})
		return
	}
	last := p.steps[len(p.steps)-1]
	switch {
	case e[1] == "json":
		last.variables = e[2]
	case e[3] == "Refused with":
		last.refused = quoted.FindStringSubmatch(e[4])[1]
	default:
		for _, pair := range kept.FindAllStringSubmatch(e[4], -1) {
			last.keep[pair[2]] = pair[1]
		}
	}
}
