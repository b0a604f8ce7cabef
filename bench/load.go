package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
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
func (t target) run(ctx context.Context, clients int, warm, lasting time.Duration, make request) (result, error) {
	if _, err := t.drive(ctx, clients, warm, make); err != nil {
		return result{}, err
	}
	server, store := t.server.cpu(), t.store.cpu()
	started := time.Now()
	latencies, err := t.drive(ctx, clients, lasting, make)
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

func (t target) drive(ctx context.Context, clients int, lasting time.Duration, make request) ([]time.Duration, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, lasting, errDone)
	defer cancel()
	transport := &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex
		all   []time.Duration
		first error
	)
	for c := range clients {
		wait.Go(func() {
			own, err := one(ctx, client, c, clients, make)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, own...)
			if err != nil && first == nil {
				first = err
			}
		})
	}
	wait.Wait()
	if first == nil && len(all) == 0 {
		first = fmt.Errorf("%s answered nothing", t.name)
	}
	return all, first
}

var errDone = fmt.Errorf("the run is over")

func one(ctx context.Context, client *http.Client, offset, step int, make request) ([]time.Duration, error) {
	var latencies []time.Duration
	for n := offset; ctx.Err() == nil; n += step {
		r, err := make(n)
		if err != nil {
			return nil, err
		}
		started := time.Now()
		_, err = answer(client, r.WithContext(ctx))
		if ctx.Err() != nil {
			return latencies, nil
		}
		if err != nil {
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
