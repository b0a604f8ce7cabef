package authn_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/entity"
)

const oidcBase = "http://demilge.test"

// provider starts a real OpenID provider, which ends with the test, and returns its issuer.
func provider(t *testing.T) string {
	t.Helper()
	command := exec.Command("node", filepath.Join(providerFolder(t), "server.mjs"), oidcBase+"/auth/oidc/callback")
	command.Stderr = os.Stderr
	input, err := command.StdinPipe()
	require.NoError(t, err)
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = input.Close()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	require.NoError(t, err, "the provider did not start")
	go func() { _, _ = io.Copy(io.Discard, output) }()
	return strings.TrimSpace(line)
}

// providerFolder installs the provider's packages as the lock file names them, once, in
// the cache folder.
func providerFolder(t *testing.T) string {
	t.Helper()
	source := filepath.Join("testdata", "oidc")
	lock, err := os.ReadFile(filepath.Join(source, "package-lock.json"))
	require.NoError(t, err)
	sum := sha256.Sum256(lock)
	cache := os.Getenv("DEMILGE_CACHE")
	if cache == "" {
		base, err := os.UserCacheDir()
		require.NoError(t, err)
		cache = filepath.Join(base, "demilge")
	}
	folder := filepath.Join(cache, "oidc-provider-"+hex.EncodeToString(sum[:6]))
	if _, err := os.Stat(folder); err != nil {
		install(t, source, folder)
	}
	copyFile(t, filepath.Join(source, "server.mjs"), filepath.Join(folder, "server.mjs"))
	return folder
}

// install puts the packages into a folder beside and renames it when it is whole.
func install(t *testing.T, source, folder string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(folder), 0o755))
	part, err := os.MkdirTemp(filepath.Dir(folder), "oidc-part-")
	require.NoError(t, err)
	for _, name := range []string{"package.json", "package-lock.json"} {
		copyFile(t, filepath.Join(source, name), filepath.Join(part, name))
	}
	command := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	command.Dir = part
	out, err := command.CombinedOutput()
	require.NoError(t, err, string(out))
	if os.Rename(part, folder) != nil { // another process was faster
		require.NoError(t, os.RemoveAll(part))
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, content, 0o644))
}

// oidcBrowser reaches the server under its public name and stops before a redirect to
// the home page.
func oidcBrowser(t *testing.T, s *server) *browser {
	t.Helper()
	b := s.browser(t)
	b.url = oidcBase
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	address := strings.TrimPrefix(s.URL, "http://")
	b.client = &http.Client{Jar: jar, Transport: &http.Transport{
		DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
			if strings.HasPrefix(to, "demilge.test:") {
				to = address
			}
			return new(net.Dialer).DialContext(ctx, network, to)
		},
	}}
	return b
}

var formAction = regexp.MustCompile(`action="([^"]+)"`)

// page gets or posts and returns the body and where the browser arrived.
func (b *browser) page(method, address string, form url.Values) (*http.Response, string) {
	b.t.Helper()
	request, err := http.NewRequestWithContext(b.t.Context(), method, address, strings.NewReader(form.Encode()))
	require.NoError(b.t, err)
	request.Header = b.header.Clone()
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := b.client.Do(request)
	require.NoError(b.t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(b.t, err)
	return response, string(body)
}

// federate goes through the provider's pages as a person and returns the last answer.
func (b *browser) federate(login string) (*http.Response, string) {
	b.t.Helper()
	response, body := b.page(http.MethodGet, oidcBase+"/auth/oidc/login?next=/account", nil)
	for range 3 {
		if response.Request.URL.Host == "demilge.test" {
			break
		}
		action := formAction.FindStringSubmatch(body)
		require.NotNil(b.t, action, body)
		target, err := response.Request.URL.Parse(action[1])
		require.NoError(b.t, err)
		prompt := "login"
		if strings.Contains(body, `value="consent"`) {
			prompt = "consent"
		}
		response, body = b.page(http.MethodPost, target.String(), url.Values{"prompt": {prompt}, "login": {login}, "password": {"x"}})
	}
	return response, body
}

func TestAnOpenIDProviderSignsInPeopleWhoAreKnown(t *testing.T) {
	t.Parallel()
	issuer := provider(t)
	s := start(t, func(c *app.Config) {
		c.BaseURL = oidcBase
		c.OIDC = &authn.OIDC{Issuer: issuer, ClientID: "demilge", ClientSecret: "a secret of the test client"}
	})
	contact := s.account(t, s.Municipality(t))

	t.Run("by the verified address the first time and by its subject later", func(t *testing.T) {
		for range 2 {
			b := oidcBrowser(t, s)
			response, _ := b.federate(contact)
			require.Equal(t, "/account", response.Request.URL.Path)
			require.Equal(t, "Айгүл Асанова", b.name())
		}
	})
	t.Run("nobody unknown gets an account", func(t *testing.T) {
		b := oidcBrowser(t, s)
		response, body := b.federate(strings.ReplaceAll(entity.NewID().String(), "-", "") + "@mail.kg")
		require.Equal(t, http.StatusForbidden, response.StatusCode, body)
		require.Contains(t, body, authn.ErrNotInvited.Text.In("EN", nil))
		require.Empty(t, b.name())
	})
	t.Run("an address that the provider has not verified does not count", func(t *testing.T) {
		b := oidcBrowser(t, s)
		response, _ := b.federate("unverified-" + s.account(t, s.Municipality(t)))
		require.Equal(t, http.StatusForbidden, response.StatusCode)
		require.Empty(t, b.name())
	})
	t.Run("a foreign or repeated answer of the provider is refused", func(t *testing.T) {
		b := oidcBrowser(t, s)
		for _, query := range []string{"", "?state=x&code=y", "?error=access_denied"} {
			response, _ := b.page(http.MethodGet, oidcBase+"/auth/oidc/callback"+query, nil)
			require.Equal(t, http.StatusForbidden, response.StatusCode)
		}
		require.Empty(t, b.name())
	})
	t.Run("a suspended account stays out", func(t *testing.T) {
		suspended := s.account(t, s.Municipality(t))
		s.suspend(t, suspended)
		b := oidcBrowser(t, s)
		response, _ := b.federate(suspended)
		require.Equal(t, http.StatusForbidden, response.StatusCode)
		require.Empty(t, b.name())
	})
}
