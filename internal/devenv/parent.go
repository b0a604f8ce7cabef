package devenv

import (
	"os"
	"runtime"
	"syscall"
)

// EndWithParent makes this process receive SIGTERM when the one that started it ends,
// so that nothing is left when `make run` is killed.
func EndWithParent() error {
	parent := os.Getppid()
	failed := make(chan error)
	go func() {
		// The wish belongs to a thread and ends with it: this one stays.
		runtime.LockOSThread()
		_, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_PDEATHSIG, uintptr(syscall.SIGTERM), 0)
		if errno != 0 {
			failed <- errno
			return
		}
		failed <- nil
		select {}
	}()
	if err := <-failed; err != nil {
		return err
	}
	if os.Getppid() != parent { // it ended before we could ask
		return syscall.Kill(os.Getpid(), syscall.SIGTERM)
	}
	return nil
}
