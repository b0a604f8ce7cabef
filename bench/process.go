package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// process is a running program, read through /proc.
type process struct{ pid int }

const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux

// cpu is the processor time used so far, that of ended children included.
func (p process) cpu() (total time.Duration) {
	fields := p.stat()
	if len(fields) < 15 {
		return 0
	}
	for _, field := range fields[11:15] {
		ticks, _ := strconv.ParseInt(field, 10, 64)
		total += time.Duration(ticks) * tick
	}
	return total
}

func (p process) parent() int {
	fields := p.stat()
	if len(fields) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(fields[1])
	return parent
}

// stat returns the fields after the command's name.
func (p process) stat() []string {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	if err != nil {
		return nil
	}
	_, rest, _ := strings.Cut(string(raw), ") ")
	return strings.Fields(rest)
}

// peak is the most memory the process ever held, in bytes.
func (p process) peak() int64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib << 10
		}
	}
	return 0
}

// processes is a server with its children, as PostgreSQL is.
type processes struct{ root int }

// cpu sums the processor time of the server and of its living children.
func (p processes) cpu() (total time.Duration) {
	names, _ := filepath.Glob("/proc/[0-9]*")
	for _, name := range names {
		pid, _ := strconv.Atoi(filepath.Base(name))
		child := process{pid}
		if pid == p.root || child.parent() == p.root {
			total += child.cpu()
		}
	}
	return total
}
