package authn

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/netip"
	"time"

	"github.com/demilge/demilge/internal/throttle"
	"github.com/demilge/demilge/internal/user"
)

// Bounds of attempts. An account is never locked. On a device that knows the account only
// the attempts made there count; elsewhere those for the account from one address do, and
// what comes from one address or for one account altogether only gets slow, since many
// people share an address. So nobody can keep another out.
const (
	signInWindow     = 15 * time.Minute
	failuresOfDevice = 10  // wrong passwords for one account on a device that knows it
	failuresOfPair   = 10  // wrong passwords for one account from one address, on other devices
	failuresOfClient = 200 // wrong passwords from one address, until it gets slow
	slowWindow       = time.Hour
	failuresUntil    = 30 // wrong passwords for one account from anywhere, until it gets slow
	slowStep         = 100 * time.Millisecond
	slowMost         = 2 * time.Second

	requestWindow     = time.Hour
	requestsOfPair    = 5   // links asked for to one contact from one address
	requestsOfClient  = 300 // links asked for from one address
	requestsOfContact = 20  // messages to one contact, after which none is sent
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

// Network names, without telling it, what one client of a request can take addresses from.
func Network(ctx context.Context) string { return key("network", network(ClientOf(ctx).Address)) }

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

// attempt is what was counted of one attempt to sign in.
type attempt struct {
	// own begins anew when the password was right, shared is taken back by one.
	own    string
	shared []string
}

// admit counts an attempt to sign in and refuses or delays one too many.
func (s *Service) admit(ctx context.Context, contact user.Contact) (attempt, error) {
	device, known, err := s.device(ctx, contact)
	if err != nil {
		return attempt{}, err
	}
	if known {
		return attempt{own: device}, throttle.Bound(ctx, s.store, device, signInWindow, failuresOfDevice)
	}
	a := attempt{own: pairKey(ctx, contact), shared: []string{clientKeyOf(ctx), accountKey(contact)}}
	if err := throttle.Bound(ctx, s.store, a.own, signInWindow, failuresOfPair); err != nil {
		return a, err
	}
	if err := s.slow(ctx, clientKeyOf(ctx), signInWindow, failuresOfClient); err != nil {
		return a, err
	}
	return a, s.slow(ctx, accountKey(contact), slowWindow, failuresUntil)
}

// admitted takes the attempt back, since the password was right.
func (s *Service) admitted(ctx context.Context, a attempt) error {
	if err := s.store.Forget(ctx, a.own); err != nil {
		return err
	}
	for _, key := range a.shared {
		if err := s.store.Release(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// untried takes the attempt back, since no password was compared.
func (s *Service) untried(ctx context.Context, a attempt) error {
	errs := []error{s.store.Release(ctx, a.own)}
	for _, key := range a.shared {
		errs = append(errs, s.store.Release(ctx, key))
	}
	return errors.Join(errs...)
}

// slow delays the attempts at key above most, each longer than the one before.
func (s *Service) slow(ctx context.Context, key string, window time.Duration, most int) error {
	n, _, err := s.store.Attempt(ctx, key, window)
	if err != nil || n <= most {
		return err
	}
	return s.wait(ctx, min(time.Duration(n-most)*slowStep, slowMost))
}

// admitRequest counts a wish for a link; send is false when the contact has got enough.
func (s *Service) admitRequest(ctx context.Context, contact user.Contact) (send bool, err error) {
	address := network(ClientOf(ctx).Address)
	if err := throttle.Bound(ctx, s.store, key("link", string(contact), address), requestWindow, requestsOfPair); err != nil {
		return false, err
	}
	if err := throttle.Bound(ctx, s.store, key("links", address), requestWindow, requestsOfClient); err != nil {
		return false, err
	}
	n, _, err := s.store.Attempt(ctx, key("letters", string(contact)), requestWindow)
	return n <= requestsOfContact, err
}
