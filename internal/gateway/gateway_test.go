package gateway_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/gateway"
	"github.com/demilge/demilge/internal/notice"
)

const secret = "sixteen or more letters"

var now = time.Date(2026, time.March, 3, 12, 0, 0, 0, time.UTC)

func at() time.Time { return now }

func TestTheContract(t *testing.T) {
	t.Parallel()
	letter := notice.Letter{ID: entity.NewID(), To: "+996700123456", Short: "кыска", Text: "узун"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || !gateway.Verify([]byte(secret), body, r.Header.Get(gateway.Header), now) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var asked map[string]string
		_ = json.Unmarshal(body, &asked)
		_ = json.NewEncoder(w).Encode(map[string]string{"id": asked["id"] + " " + asked["to"] + " " + asked["text"]})
	}))
	t.Cleanup(server.Close)
	g, err := gateway.New(server.URL, secret, at)
	require.NoError(t, err)
	reference, err := g.Send(t.Context(), letter)
	require.NoError(t, err)
	require.Equal(t, letter.ID.String()+" +996700123456 кыска", reference)
	letter.Chat = "77"
	reference, err = g.Send(t.Context(), letter)
	require.NoError(t, err)
	require.Equal(t, letter.ID.String()+" 77 узун", reference)
}

func TestWhatAnswersMean(t *testing.T) {
	t.Parallel()
	for status, final := range map[int]bool{200: false, 301: false, 400: true, 401: false, 404: false, 410: true, 422: true, 429: false, 500: false, 503: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(`{"error": "no"}`))
		}))
		g, err := gateway.New(server.URL, secret, at)
		require.NoError(t, err)
		_, err = g.Send(t.Context(), notice.Letter{ID: entity.NewID()})
		server.Close()
		require.Error(t, err, status)
		var refusal *gateway.Refusal
		require.Equal(t, final, errors.As(err, &refusal), status)
	}
	g, err := gateway.New("http://127.0.0.1:1", secret, at)
	require.NoError(t, err)
	_, err = g.Send(t.Context(), notice.Letter{})
	require.Error(t, err)
}

func TestSignatures(t *testing.T) {
	t.Parallel()
	body, key := []byte(`{"id":"1"}`), []byte(secret)
	signed := gateway.Sign(key, body, now)
	require.True(t, gateway.Verify(key, body, signed, now.Add(4*time.Minute)))
	require.False(t, gateway.Verify(key, body, signed, now.Add(6*time.Minute)), "too old")
	require.False(t, gateway.Verify(key, body, signed, now.Add(-6*time.Minute)), "from the future")
	require.False(t, gateway.Verify(key, []byte(`{"id":"2"}`), signed, now))
	require.False(t, gateway.Verify([]byte("another"), body, signed, now))
	for _, wrong := range []string{"", "t=,v1=", "t=1", "v1=00", signed[:len(signed)-2], "x" + signed} {
		require.False(t, gateway.Verify(key, body, wrong, now), wrong)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	for _, wrong := range [][2]string{{"", secret}, {"ftp://x", secret}, {"https://", secret}, {"https://x", "short"}} {
		_, err := gateway.New(wrong[0], wrong[1], at)
		require.Error(t, err, wrong)
	}
}
