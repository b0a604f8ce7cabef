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
func (p process) peak() int64 { return p.kib("status", "VmHWM:") << 10 }

// resident is the memory the process holds now, in bytes.
func (p process) resident() int64 { return p.kib("status", "VmRSS:") << 10 }

// share is the memory of the process with its part of what it shares, in bytes.
func (p process) share() int64 { return p.kib("smaps_rollup", "Pss:") << 10 }

func (p process) kib(file, field string) int64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.pid, file))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, field); ok {
			kib, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib
		}
	}
	return 0
}

// processes is a server with its children, as PostgreSQL is.
type processes struct{ root int }

// cpu sums the processor time of the server and of its living children.
func (p processes) cpu() (total time.Duration) {
	for one := range p.living {
		total += one.cpu()
	}
	return total
}

// memory sums what the server and its living children hold, in bytes.
func (p processes) memory() (total int64) {
	for one := range p.living {
		total += one.share()
	}
	return total
}

// living visits the server and its children.
func (p processes) living(visit func(process) bool) {
	names, _ := filepath.Glob("/proc/[0-9]*")
	for _, name := range names {
		pid, _ := strconv.Atoi(filepath.Base(name))
		if one := (process{pid}); (pid == p.root || one.parent() == p.root) && !visit(one) {
			return
		}
	}
}
