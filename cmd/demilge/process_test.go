package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/seed"
)

// process is `demilge run` over a data folder.
type process struct {
	*exec.Cmd
	data, url string
}

// startRun returns when the server says where it serves.
func startRun(t *testing.T, data string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("demilge", "run", "--data", data, "--addr", "127.0.0.1:0"), data: data}
	out, err := p.StdoutPipe()
	require.NoError(t, err)
	log := new(strings.Builder)
	p.Stderr = log
	require.NoError(t, p.Start())
	t.Cleanup(p.end)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url, ok := strings.CutPrefix(lines.Text(), "Demilge serves "); ok {
			p.url = url
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return p
		}
	}
	_ = p.Wait()
	t.Fatalf("demilge run ended without serving:\n%s", log)
	return nil
}

// end asks the program to stop and, should it not, kills it; the program's children end with it.
func (p *process) end() {
	if p.ProcessState != nil {
		return
	}
	_ = p.Process.Signal(syscall.SIGTERM)
	impatient, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	defer context.AfterFunc(impatient, func() { _ = p.Process.Kill() })()
	_ = p.Wait()
}

// postmaster is the process of the folder's PostgreSQL.
func (p *process) postmaster(t *testing.T) int {
	text, err := os.ReadFile(filepath.Join(p.data, "postgres", "data", "postmaster.pid"))
	require.NoError(t, err)
	pid, err := strconv.Atoi(strings.Fields(string(text))[0])
	require.NoError(t, err)
	return pid
}

// owner is the superuser's address of the folder's database.
func (p *process) owner(t *testing.T) string {
	var c struct {
		Port           int
		User, Password string
	}
	text, err := os.ReadFile(filepath.Join(p.data, "postgres", "connection.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &c))
	return "postgres://" + c.User + ":" + c.Password + "@127.0.0.1:" + strconv.Itoa(c.Port) + "/" + databaseName
}

// account is the kept sign-in with the address.
func (p *process) account(t *testing.T, email string) seed.SignIn {
	kept, err := openCredentials(filepath.Join(p.data, credentialsFile))
	require.NoError(t, err)
	for _, s := range kept.SignIns {
		if s.Email == email {
			return s
		}
	}
	t.Fatalf("%s has no account", email)
	return seed.SignIn{}
}
