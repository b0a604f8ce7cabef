package authn

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Argon2 are the parameters of the password hash.
type Argon2 struct {
	// MemoryKiB is what one computation takes.
	MemoryKiB uint32
	Passes    uint32
}

// DefaultArgon2 is what OWASP recommends for argon2id with one thread.
var DefaultArgon2 = Argon2{MemoryKiB: 19 * 1024, Passes: 2}

const (
	saltLength = 16
	keyLength  = 32
)

// Hasher hashes passwords with argon2id. No more than its width are computed at once,
// whoever asks: 50 people who sign in together wait a moment and take no memory. Who
// would wait longer is told to come back ([ErrBusy]).
type Hasher struct {
	params Argon2
	slots  chan struct{}
	// queue holds who is computed for and who waits, at most patience.
	queue    chan struct{}
	patience time.Duration
	dummy    string
}

const (
	mostWaiting = 60
	longestWait = 5 * time.Second
)

// ErrBusy refuses a password that could not be checked soon.
var ErrBusy = apperr.ErrUnavailable.With(i18n.Args{"reason": i18n.New(
	"ушул тапта өтө көп адам кирип жатат.",
	"сейчас входит слишком много людей.",
	"too many people are signing in at this moment.")})

// NewHasher makes a hasher of width computations at once.
func NewHasher(params Argon2, width int) *Hasher {
	width = max(width, 1)
	h := &Hasher{params: params, slots: make(chan struct{}, width), queue: make(chan struct{}, width+mostWaiting), patience: longestWait}
	h.dummy = h.encode(make([]byte, saltLength), make([]byte, keyLength))
	return h
}

// Hash returns the PHC form of a password.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLength)
	_, _ = rand.Read(salt) // never fails
	key, err := h.key(ctx, password, salt, h.params)
	if err != nil {
		return "", err
	}
	return h.encode(salt, key), nil
}

// Verify reports whether password is the one of the hash; stale asks to hash it anew
// with today's parameters. An empty hash takes the same work and is never right, so that
// an account that does not exist answers as slowly as one that does.
func (h *Hasher) Verify(ctx context.Context, password, hash string) (ok, stale bool, err error) {
	exists := hash != ""
	if !exists {
		hash = h.dummy
	}
	params, salt, want, err := decode(hash)
	if err != nil {
		return false, false, err
	}
	got, err := h.key(ctx, password, salt, params)
	if err != nil {
		return false, false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && exists, params != h.params, nil
}

func (h *Hasher) key(ctx context.Context, password string, salt []byte, params Argon2) ([]byte, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, params.Passes, params.MemoryKiB, 1, keyLength), nil
}

// enter waits for a turn.
func (h *Hasher) enter(ctx context.Context) (leave func(), err error) {
	select {
	case h.queue <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	timer := time.NewTimer(h.patience)
	defer timer.Stop()
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots; <-h.queue }, nil
	case <-timer.C:
		err = ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	<-h.queue
	return nil, err
}

func (h *Hasher) encode(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, h.params.MemoryKiB, h.params.Passes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

func decode(hash string) (params Argon2, salt, key []byte, err error) {
	parts := strings.Split(hash, "$")
	var version int
	if len(parts) != 6 || parts[1] != "argon2id" {
		return params, nil, nil, fmt.Errorf("authn: not an argon2id hash")
	}
	if _, err = fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return params, nil, nil, fmt.Errorf("authn: unknown argon2 version %q", parts[2])
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &params.MemoryKiB, &params.Passes); err != nil {
		return params, nil, nil, fmt.Errorf("authn: argon2 parameters: %w", err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err == nil {
		key, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	return params, salt, key, err
}

// Lengths of a password, in characters.
const (
	MinPassword = 10
	MaxPassword = 128
)

// The refusals of a new password.
var (
	ErrPasswordShort = apperr.Invalid(i18n.New(
		"Сырсөз кеминде {min} белгиден турушу керек.",
		"Пароль должен быть не короче {min} знаков.",
		"A password has at least {min} characters."), "password").With(i18n.Args{"min": MinPassword})
	ErrPasswordWeak = apperr.Invalid(i18n.New(
		"Бул сырсөздү табуу оңой. Бир нече сөздөн турган башка сырсөз тандаңыз.",
		"Этот пароль легко угадать. Выберите другой, например из нескольких слов.",
		"This password is easy to guess. Choose another, of several words for example."), "password")
)

// easy are the first things that are tried, among those that are long enough.
var easy = []string{"password", "1234567890", "qwertyuiop", "qwerty", "parol", "пароль", "сырсөз", "demilge", "kyrgyzstan", "бишкек", "bishkek"}

// checkPassword refuses a password that is too short, too long or easy to guess; known
// are the person's name and contact.
func checkPassword(password string, known ...string) error {
	length := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		return apperr.ErrMalformed.At("password")
	case length < MinPassword:
		return ErrPasswordShort
	case length > MaxPassword:
		return apperr.TooLong(MaxPassword, "password")
	case guessable(strings.ToLower(password), known):
		return ErrPasswordWeak
	}
	return nil
}

// guessable: few different characters, or little besides an easy word or what is known
// of the person.
func guessable(password string, known []string) bool {
	different := map[rune]bool{}
	for _, r := range password {
		different[r] = true
	}
	if len(different) < 5 {
		return true
	}
	for _, word := range append(known, easy...) {
		word, _, _ = strings.Cut(strings.ToLower(word), "@")
		if len([]rune(word)) < 4 {
			continue
		}
		rest := strings.ReplaceAll(password, word, "")
		if rest != password && len([]rune(rest)) < MinPassword/2 {
			return true
		}
	}
	return false
}
