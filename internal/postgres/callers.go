package postgres

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"github.com/demilge/demilge/internal/authn"
)

// callers remembers who is behind the hash of a secret. All are forgotten when a
// transaction of this server changes the programme, and when any other one changes an
// account, a role, a session or a token: triggers say so on a channel. While the channel
// cannot be heard nothing is remembered, so that a revocation holds from the next
// request on, whichever server carried it out.
type callers struct {
	known   *expirable.LRU[string, knownCaller]
	channel *listener
	// workdays hear of their changes on the same channel.
	workdays *workdays

	mu        sync.Mutex
	listening bool
	// generation counts the times that all were forgotten: what was read before one of
	// them is not remembered after it.
	generation uint64
	// register counts the changes of municipalities that were heard of.
	register uint64
}

type knownCaller struct {
	authn.Caller
	endsAt time.Time
}

const (
	maxCallers = 4096
	// callersKeep bounds the memory of a caller, should the channel fail unnoticed.
	callersKeep = 5 * time.Second
)

func newCallers() *callers {
	return &callers{workdays: &workdays{}, known: expirable.NewLRU[string, knownCaller](maxCallers, nil, callersKeep)}
}

// find returns the remembered caller, or reads and remembers it.
func (c *callers) find(hash string, now time.Time, read func() (*authn.Caller, time.Time, error)) (*authn.Caller, error) {
	if known, ok := c.known.Get(hash); ok && now.Before(known.endsAt) {
		caller := known.Caller
		return &caller, nil
	}
	before := c.age()
	caller, endsAt, err := read()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.listening && c.generation == before {
		remembered := *caller
		remembered.Seen = false
		c.known.Add(hash, knownCaller{Caller: remembered, endsAt: endsAt})
	}
	return caller, nil
}

func (c *callers) age() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.generation
}

// registerAge counts the changes of municipalities; heard is false while some may be missed.
func (c *callers) registerAge() (age uint64, heard bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.register, c.listening
}

// changed notes that some municipality changed.
func (c *callers) changed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.register++
}

// forget drops everyone.
func (c *callers) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop()
}

// hears notes whether the channel can be heard, and drops everyone.
func (c *callers) hears(listening bool) {
	c.workdays.hears(listening)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listening = listening
	c.register++
	c.drop()
}

func (c *callers) drop() {
	c.generation++
	c.known.Purge()
}

// listen hears the channel on a connection of its own until close.
func (c *callers) listen(dsn string) {
	c.channel = &listener{channel: "callers", dsn: dsn, heard: c.heard, hears: c.hears}
	c.channel.listen()
}

// heard takes what the channel says: that of municipalities and days in words of their own.
func (c *callers) heard(payload string) {
	switch payload {
	case "tenants":
		c.changed()
	case "workdays":
		c.workdays.forget()
	default:
		c.forget()
	}
}

func (c *callers) close() {
	if c.channel != nil {
		c.channel.close()
	}
}
