package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

var clientCounts = []int{1, 8, 32}

// measure drives each workload against both servers in turn and prints what came out.
func (b *bench) measure(ctx context.Context, only string, lasting time.Duration) error {
	store := processes{b.postgres.PID()}
	ours := target{"server", process{b.product.command.Process.Pid}, store}
	bare := target{"yardstick", process{b.yardstick.command.Process.Pid}, store}
	var missed []string
	for _, w := range workloads {
		if only != "" && only != w.name {
			continue
		}
		fmt.Printf("\n%s %s\n%-10s %7s %9s %9s %9s %11s %11s %8s %6s\n", w.name, w.title,
			"", "clients", "req/s", "p50", "p99", "server CPU", "store CPU", "peak", "share")
		for _, clients := range clientCounts {
			yard, err := bare.run(ctx, clients, max(lasting/5, 2*time.Second), lasting, w.yardstick(b.yardstick.base, b.data))
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			own, err := ours.run(ctx, clients, max(lasting/5, 2*time.Second), lasting, w.product(b.product.base, b.token, b.data))
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			sql, err := b.pgbench(ctx, w.name, clients, lasting)
			if err != nil {
				return err
			}
			share := own.perSecond / yard.perSecond
			fmt.Printf("%-10s %7d %9.0f\n", "pgbench", clients, sql)
			show("yardstick", clients, yard, "")
			show("server", clients, own, fmt.Sprintf("%.0f %%", 100*share))
			if clients == 8 && share < w.bar {
				missed = append(missed, fmt.Sprintf("%s reaches %.0f %%, the bar is %.0f %%", w.name, 100*share, 100*w.bar))
			}
		}
	}
	for _, line := range missed {
		fmt.Println("BELOW THE BAR:", line)
	}
	if peak := ours.server.peak(); peak > 300<<20 {
		fmt.Printf("BELOW THE BAR: the server held %d MiB, the bar is 300 MiB\n", peak>>20)
	}
	return nil
}

func show(name string, clients int, r result, share string) {
	fmt.Fprintf(os.Stdout, "%-10s %7d %9.0f %9s %9s %11s %11s %5d MiB %6s\n", name, clients, r.perSecond,
		r.p50.Round(10*time.Microsecond), r.p99.Round(10*time.Microsecond), r.serverCPU.Round(time.Microsecond),
		r.storeCPU.Round(time.Microsecond), r.peakMemory>>20, share)
}
