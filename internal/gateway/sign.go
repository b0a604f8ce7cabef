package gateway

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Header carries the signature of a request in either direction: t=UNIX,v1=HEX, the HMAC-SHA256
// of the time, a full stop and the body under the shared secret.
const Header = "Demilge-Signature"

// MinSecret is how many characters a secret has at least, and window how far the clocks of
// both sides may stand apart.
const (
	MinSecret = 16
	window    = 5 * time.Minute
)

// Sign is the header of a body sent at time now.
func Sign(secret, body []byte, now time.Time) string {
	at := strconv.FormatInt(now.Unix(), 10)
	return "t=" + at + ",v1=" + hex.EncodeToString(sum(secret, at, body))
}

// Verify reports whether a header signs a body, at about time now.
func Verify(secret, body []byte, header string, now time.Time) bool {
	at, signature, ok := strings.Cut(strings.TrimPrefix(header, "t="), ",v1=")
	if !ok || !strings.HasPrefix(header, "t=") {
		return false
	}
	seconds, err := strconv.ParseInt(at, 10, 64)
	if err != nil || now.Sub(time.Unix(seconds, 0)).Abs() > window {
		return false
	}
	given, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(given, sum(secret, at, body))
}

func sum(secret []byte, at string, body []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	_, _ = fmt.Fprintf(mac, "%s.", at) // a hash takes everything
	_, _ = mac.Write(body)
	return mac.Sum(nil)
}
