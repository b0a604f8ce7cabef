package postgres

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/demilge/demilge/internal/idempotency"
)

// Answers carry personal data. The database knows a key only by its hash, and an answer
// only sealed with the key itself, so that nobody who reads the table reads the answer.

func keyHash(key idempotency.Key) string {
	sum := derived("key", key)
	return hex.EncodeToString(sum[:])
}

func derived(use string, key idempotency.Key) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.Join([]string{use, key.Owner, key.Operation, key.Value}, "\x00")))
}

func answerCipher(key idempotency.Key) (cipher.AEAD, error) {
	secret := derived("answer", key)
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func seal(key idempotency.Key, answer []byte) ([]byte, error) {
	c, err := answerCipher(key)
	if err != nil {
		return nil, err
	}
	return c.Seal(nil, nil, answer, nil), nil
}

func unseal(key idempotency.Key, sealed []byte) ([]byte, error) {
	c, err := answerCipher(key)
	if err != nil {
		return nil, err
	}
	return c.Open(nil, nil, sealed, nil)
}
