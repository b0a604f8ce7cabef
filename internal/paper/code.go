package paper

import (
	"crypto/rand"
	"strings"
	"unicode"
)

const (
	// codeLetters leave out those that are read as others (I, L, O, U).
	codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	// codeLength letters of five bits make 100 bits.
	codeLength = 20
)

// newCode makes a code that nobody can guess.
func newCode() string {
	var random [codeLength]byte
	_, _ = rand.Read(random[:]) // it never fails
	for i, b := range random {
		random[i] = codeLetters[b%32]
	}
	return string(random[:])
}

// CheckCode is what stands in the address of a paper's check: its municipality and its
// code in groups of four.
func (p *Paper) CheckCode() string { return checkCode(p.slug, p.Code) }

func checkCode(slug, code string) string {
	parts := []string{slug}
	for ; len(code) > 4; code = code[4:] {
		parts = append(parts, code[:4])
	}
	return strings.Join(append(parts, code), "-")
}

// parseCode reads a code as people type it: in any case, with or without its dashes.
func parseCode(s string) (slug, code string, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	letters := make([]byte, 0, codeLength)
	for len(s) > 0 && len(letters) < codeLength {
		last := s[len(s)-1]
		s = s[:len(s)-1]
		switch {
		case last == '-' || unicode.IsSpace(rune(last)):
		case strings.IndexByte(codeLetters, last) >= 0:
			letters = append(letters, last)
		default:
			return "", "", false
		}
	}
	for i, j := 0, len(letters)-1; i < j; i, j = i+1, j-1 {
		letters[i], letters[j] = letters[j], letters[i]
	}
	slug = strings.ToLower(strings.Trim(s, "- "))
	return slug, string(letters), len(letters) == codeLength && slug != ""
}
