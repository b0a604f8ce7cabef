package devenv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// command is a program to run as a child of ours.
type command struct {
	path string
	args []string
	env  []string
	home *home
	// workDir is the child's working folder, empty for a neutral one.
	workDir string
	log     *os.File
	// onOurDeath reaches the child when this process ends without stopping it.
	onOurDeath syscall.Signal
}

// child is a running program. Its exit is seen on done, after which err may be read.
type child struct {
	process *os.Process
	done    chan struct{}
	err     error
}

// start runs the command. The kernel ties a parent-death signal to the thread that
// forked, so the child gets a thread of its own that waits for it and dies with it.
func (c command) start() (*child, error) {
	cmd := c.build()
	running := &child{done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		running.process = cmd.Process
		started <- err
		if err != nil {
			return
		}
		running.err = cmd.Wait()
		close(running.done)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", c.path, err)
	}
	return running, nil
}

func (c command) build() *exec.Cmd {
	cmd := exec.Command(c.path, c.args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC"}, c.env...)
	cmd.Dir = c.workDir
	if cmd.Dir == "" {
		cmd.Dir = "/"
	}
	cmd.Stdout, cmd.Stderr = c.log, c.log
	// A process group of its own: the terminal's Ctrl-C is for us, who stop the child in its turn.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: c.onOurDeath}
	if c.home != nil && c.home.account != nil {
		cmd.SysProcAttr.Credential = c.home.account.credential()
		cmd.ExtraFiles = []*os.File{c.home.folder}
	}
	return cmd
}

// run starts the command and waits for its end.
func (c command) run(ctx context.Context) error {
	running, err := c.start()
	if err != nil {
		return err
	}
	return running.wait(ctx)
}

// wait returns how the child ended; when the context ends first, the child and all that
// it started are killed.
func (c *child) wait(ctx context.Context) error {
	select {
	case <-c.done:
		return c.err
	case <-ctx.Done():
		_ = syscall.Kill(-c.process.Pid, syscall.SIGKILL)
		<-c.done
		return ctx.Err()
	}
}

var errForced = errors.New("had to be killed")

// stop asks the child to end with the given signals, each having the given patience,
// and kills it when none helps or the context ends.
func (c *child) stop(ctx context.Context, patience time.Duration, signals ...syscall.Signal) error {
	for _, signal := range signals {
		_ = c.process.Signal(signal)
		timer := time.NewTimer(patience)
		select {
		case <-c.done:
			timer.Stop()
			return nil
		case <-ctx.Done():
			timer.Stop()
		case <-timer.C:
		}
	}
	_ = c.process.Kill()
	<-c.done
	return errForced
}

// ended reports whether the child is gone.
func (c *child) ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}
