package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// request makes the n-th request of a workload.
type request func(n int) (*http.Request, error)

// result is what one run of a workload measured.
type result struct {
	perSecond  float64
	p50, p99   time.Duration
	serverCPU  time.Duration // per request
	storeCPU   time.Duration // per request, of all database processes
	peakMemory int64         // bytes, of the server
}

// target is a server under load.
type target struct {
	name   string
	server process
	store  processes
}

// run sends requests from a number of clients for a time and measures the answers. An
// answer that is not 200 or carries errors ends the run.
func (t target) run(ctx context.Context, clients int, warm, lasting time.Duration, next request) (result, error) {
	if _, err := t.drive(ctx, clients, warm, next); err != nil {
		return result{}, err
	}
	server, store := t.server.cpu(), t.store.cpu()
	started := time.Now()
	latencies, err := t.drive(ctx, clients, lasting, next)
	if err != nil {
		return result{}, err
	}
	took, n := time.Since(started), time.Duration(len(latencies))
	slices.Sort(latencies)
	return result{
		perSecond: float64(n) / took.Seconds(),
		p50:       latencies[len(latencies)/2], p99: latencies[len(latencies)*99/100],
		serverCPU: (t.server.cpu() - server) / n, storeCPU: (t.store.cpu() - store) / n,
		peakMemory: t.server.peak(),
	}, nil
}

// drive keeps the clients busy for a time; a request that is under way at its end is
// waited for, so that no connection is cut.
func (t target) drive(ctx context.Context, clients int, lasting time.Duration, next request) ([]time.Duration, error) {
	transport := &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: time.Minute}
	until := time.Now().Add(lasting)
	latencies := make([][]time.Duration, clients)
	group, ctx := errgroup.WithContext(ctx)
	for c := range clients {
		group.Go(func() (err error) {
			latencies[c], err = one(ctx, client, c, clients, until, next)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	return slices.Concat(latencies...), nil
}

// times sends the first so many requests from a number of clients.
func (t target) times(ctx context.Context, clients, requests int, next request) error {
	transport := &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: time.Minute}
	group, ctx := errgroup.WithContext(ctx)
	for c := range clients {
		group.Go(func() error {
			for n := c; n < requests; n += clients {
				r, err := next(n)
				if err != nil {
					return err
				}
				if _, err := answer(client, r.WithContext(ctx)); err != nil {
					return fmt.Errorf("%s: %w", t.name, err)
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// one is a client: it asks the n-th request, the n+step-th and so on, one after another.
func one(ctx context.Context, client *http.Client, n, step int, until time.Time, next request) (latencies []time.Duration, err error) {
	for ; time.Now().Before(until) || len(latencies) == 0; n += step {
		r, err := next(n)
		if err != nil {
			return nil, err
		}
		started := time.Now()
		if _, err = answer(client, r.WithContext(ctx)); err != nil {
			return nil, err
		}
		latencies = append(latencies, time.Since(started))
	}
	return latencies, nil
}

// answer sends a request and refuses anything but a clean success.
func answer(client *http.Client, r *http.Request) ([]byte, error) {
	response, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK || bytes.Contains(body, []byte(`"errors":[{`)) {
		return nil, fmt.Errorf("%s: status %d: %.500s", r.URL, response.StatusCode, body)
	}
	return body, nil
}
