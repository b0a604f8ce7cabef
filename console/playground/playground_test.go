package playground_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/demilge/demilge/console/playground"
)

func get(path string) *http.Response {
	w := httptest.NewRecorder()
	playground.Handler("/playground/").ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Result()
}

func TestPageAndItsFilesAreServed(t *testing.T) {
	t.Parallel()
	for path, media := range map[string]string{
		"/playground/":          "text/html; charset=utf-8",
		"/playground/style.css": "text/css; charset=utf-8",
		"/playground/app.js":    "text/javascript; charset=utf-8",
	} {
		r := get(path)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != media {
			t.Errorf("%s: %d %s", path, r.StatusCode, r.Header.Get("Content-Type"))
		}
		if !strings.HasPrefix(r.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s has no policy", path)
		}
	}
	if r := get("/playground/none.js"); r.StatusCode != http.StatusNotFound {
		t.Errorf("unknown file: %d", r.StatusCode)
	}
}

// The page works without the internet, and its policy forbids code and style in place.
func TestPageNeedsNothingFromElsewhere(t *testing.T) {
	t.Parallel()
	foreign := regexp.MustCompile(`(?i)(src|href|from|import|fetch|url)\s*[=(]?\s*["'(]+(https?:)?//`)
	inPlace := regexp.MustCompile(`(?i)<script(>| [^>]*[^s]rc)|<style| on\w+=|style=`)
	pages := os.DirFS("page")
	err := fs.WalkDir(pages, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(pages, path)
		if err != nil {
			return err
		}
		if found := foreign.Find(text); found != nil {
			t.Errorf("%s: %s", path, found)
		}
		if found := inPlace.Find(text); strings.HasSuffix(path, ".html") && found != nil {
			t.Errorf("%s: %s", path, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	used     = regexp.MustCompile(`(?:data-text="|\btext\(')(\w+)`)
	declared = regexp.MustCompile(`(?m)^  (\w+): \[`)
)

// Every text of the page is there in the three languages.
func TestEveryTextIsDeclared(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("page/texts.js")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, name := range declared.FindAllStringSubmatch(string(source), -1) {
		known[name[1]] = true
	}
	if triples := regexp.MustCompile(`(?m)^  \w+: \['[^']+', '[^']+', '[^']+'\],$`).FindAll(source, -1); len(triples) != len(known) {
		t.Errorf("%d of %d texts have three languages", len(triples), len(known))
	}
	for _, path := range []string{"index.html", "app.js", "docs.js", "upload.js", "session.js", "request.js", "form.js"} {
		code, err := os.ReadFile("page/" + path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range used.FindAllStringSubmatch(string(code), -1) {
			if !known[name[1]] {
				t.Errorf("%s: text %s is not declared", path, name[1])
			}
		}
	}
}
