package authn

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"time"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Bounds of attempts. An account is never locked: who tries from elsewhere is held up
// there, so that nobody can keep another out.
const (
	signInWindow     = 15 * time.Minute
	failuresOfPair   = 10  // wrong passwords for one account from one address
	failuresOfClient = 200 // wrong passwords from one address
	slowWindow       = time.Hour
	failuresUntil    = 30 // wrong passwords for one account from anywhere, until it gets slow
	slowStep         = 100 * time.Millisecond
	slowMost         = 2 * time.Second

	requestWindow     = time.Hour
	requestsOfPair    = 5  // links asked for to one contact from one address
	requestsOfClient  = 60 // links asked for from one address
	requestsOfContact = 20 // messages to one contact, after which none is sent
)

func pairKey(ctx context.Context, contact user.Contact) string {
	return key("pair", string(contact), network(ClientOf(ctx).Address))
}

func clientKeyOf(ctx context.Context) string { return key("client", network(ClientOf(ctx).Address)) }

func accountKey(contact user.Contact) string { return key("account", string(contact)) }

// key hides who is counted.
func key(kind string, parts ...string) string {
	sum := sha256.New()
	for _, p := range parts {
		sum.Write([]byte(p))
		sum.Write([]byte{0})
	}
	return kind + ":" + hex.EncodeToString(sum.Sum(nil)[:16])
}

// network is what one client can take addresses from: one IPv4 address or an IPv6 /64.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Is4() || ip.Is4In6() {
		return address
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// admit counts an attempt to sign in and refuses or delays one too many.
func (s *Service) admit(ctx context.Context, contact user.Contact) error {
	if err := s.bound(ctx, pairKey(ctx, contact), signInWindow, failuresOfPair); err != nil {
		return err
	}
	if err := s.bound(ctx, clientKeyOf(ctx), signInWindow, failuresOfClient); err != nil {
		return err
	}
	n, err := s.store.Attempt(ctx, accountKey(contact), slowWindow)
	if err != nil || n <= failuresUntil {
		return err
	}
	return s.wait(ctx, min(time.Duration(n-failuresUntil)*slowStep, slowMost))
}

// admitted takes the attempt back, since the password was right.
func (s *Service) admitted(ctx context.Context, contact user.Contact) error {
	if err := s.store.Forget(ctx, pairKey(ctx, contact)); err != nil {
		return err
	}
	if err := s.store.Release(ctx, clientKeyOf(ctx)); err != nil {
		return err
	}
	return s.store.Release(ctx, accountKey(contact))
}

func (s *Service) bound(ctx context.Context, key string, window time.Duration, most int) error {
	n, err := s.store.Attempt(ctx, key, window)
	if err != nil || n <= most {
		return err
	}
	return ErrTooMany.With(i18n.Args{"minutes": int(window.Minutes())})
}

// admitRequest counts a wish for a link; send is false when the contact has got enough.
func (s *Service) admitRequest(ctx context.Context, contact user.Contact) (send bool, err error) {
	address := network(ClientOf(ctx).Address)
	if err := s.bound(ctx, key("link", string(contact), address), requestWindow, requestsOfPair); err != nil {
		return false, err
	}
	if err := s.bound(ctx, key("links", address), requestWindow, requestsOfClient); err != nil {
		return false, err
	}
	n, err := s.store.Attempt(ctx, key("letters", string(contact)), requestWindow)
	return n <= requestsOfContact, err
}
