package authn

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/user"
)

// DeviceLife is how long a browser is remembered after the last sign-in.
const DeviceLife = 365 * 24 * time.Hour

// device is what attempts for a contact on the client's device are counted under; known
// tells whether its person has been signed in there.
func (s *Service) device(ctx context.Context, contact user.Contact) (counted string, known bool, err error) {
	secret := ClientOf(ctx).Device
	hash, ok := hashOf(devicePrefix, secret)
	if !ok {
		return "", false, nil
	}
	known, err = s.store.KnowsDevice(ctx, hash, contact)
	return key("device", string(contact), secret), known, err
}

// keepDevice remembers that an account was signed in on the client's device and returns
// the device's secret. A secret of ours stays, since people share computers; another is
// replaced, so that nobody can prepare one.
func keepDevice(ctx context.Context, tx Tx, account uuid.UUID) (secret string, err error) {
	secret = ClientOf(ctx).Device
	hash, ours := hashOf(devicePrefix, secret)
	if ours {
		if ours, err = tx.IsDevice(ctx, hash); err != nil {
			return "", err
		}
	}
	if !ours {
		secret = newSecret(devicePrefix)
		hash, _ = hashOf(devicePrefix, secret)
	}
	return secret, tx.KeepDevice(ctx, hash, account)
}
