// Command bench measures the server beside a bare handler over the same rows, in one run.
//
// It starts a private, durable PostgreSQL, loads 200 competitions with 20 applications of
// 8 budget lines each into one municipality, starts the server and the bare handler as
// processes of their own, compares their answers byte by byte, and then drives each
// workload at 1, 8 and 32 clients against both in turn. Then it makes the whole programme,
// 1 000 municipalities, and measures what grows with their number.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) > 1 && (os.Args[1] == "product" || os.Args[1] == "yardstick") {
		return child(ctx, os.Args[1])
	}
	lasting := flag.Duration("for", 5*time.Second, "how long each run lasts")
	only := flag.String("only", "", "one workload, e.g. W3, or "+wholeProgramme+" or "+onlyDashboard)
	municipalities := flag.Int("municipalities", 1000, "how many the whole programme has")
	profile := flag.String("profile", "", "folder for processor profiles of the server")
	flag.Parse()
	b, err := begin(ctx, *profile)
	if err != nil {
		return err
	}
	defer b.stop()
	whole := *only == wholeProgramme || *only == onlyDashboard
	if !whole {
		if err := b.workloads(ctx, *only, *lasting); err != nil {
			return err
		}
	}
	if whole || *only == "" {
		return b.programme(ctx, *only, *municipalities)
	}
	return nil
}

// workloads measures one municipality, the server beside the bare handler.
func (b *bench) workloads(ctx context.Context, only string, lasting time.Duration) error {
	if err := b.prepare(ctx); err != nil {
		return err
	}
	defer b.end()
	if err := b.compare(only); err != nil {
		return err
	}
	return b.measure(ctx, only, lasting)
}
