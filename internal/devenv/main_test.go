package devenv

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"
)

// victimDir names the folder in which this test program, started again by a test,
// runs servers until it is killed.
const victimDir = "DEMILGE_TEST_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		beVictim(dir)
		return
	}
	os.Exit(m.Run())
}

func beVictim(dir string) {
	p, err := StartPostgres(context.Background(), PostgresOptions{Dir: dir, Progress: printProgress})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("ready %d\n", p.PID())
	<-p.Done()
}

func printProgress(step string, _ time.Duration) { fmt.Println(step) }
