package devenv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// MinioOptions say where a MinIO server runs.
type MinioOptions struct {
	// Dir is the folder of the server; it is made when it is missing.
	Dir string
	// Program is the path of the server; see [MinioProgram].
	Program  string
	Progress Progress
}

// Minio is a running private S3 server without TLS.
type Minio struct {
	home       *home
	child      *child
	connection connection
}

const objectsName = "objects"

// StartMinio starts the server in o.Dir and returns when it has answered an S3 call.
// It waits for the end of the context at most.
func StartMinio(ctx context.Context, o MinioOptions) (*Minio, error) {
	h, err := openHome(ctx, o.Dir, o.Progress)
	if err != nil {
		return nil, err
	}
	m, err := startMinioIn(ctx, h, o)
	if err != nil {
		h.close()
		return nil, err
	}
	return m, nil
}

func startMinioIn(ctx context.Context, h *home, o MinioOptions) (*Minio, error) {
	objects := h.file(objectsName)
	if err := stopLeftovers(ctx, objects, 10*time.Second, syscall.SIGTERM); err != nil {
		return nil, err
	}
	c, err := prepareObjects(h)
	if err != nil {
		return nil, err
	}
	m := &Minio{home: h, connection: c}
	s := startup{home: h, name: "MinIO", ready: m.ping, start: func(port int) (*child, error) {
		return m.launch(o.Program, port)
	}}
	running, port, err := s.run(ctx, c.Port)
	if err != nil {
		return nil, err
	}
	m.child, m.connection.Port = running, port
	if port != c.Port {
		if err := m.connection.save(h); err != nil {
			return nil, errors.Join(err, m.halt(ctx))
		}
	}
	return m, nil
}

// prepareObjects makes the folder and the root credentials of a new server.
func prepareObjects(h *home) (connection, error) {
	if err := os.MkdirAll(h.file(objectsName), 0o700); err != nil {
		return connection{}, err
	}
	c, err := readConnection(h)
	if errors.Is(err, os.ErrNotExist) {
		c = connection{User: NewPassword(), Password: NewPassword()}
		err = c.save(h)
	}
	return c, err
}

func (m *Minio) launch(program string, port int) (*child, error) {
	log, err := m.home.openLog()
	if err != nil {
		return nil, err
	}
	defer log.Close()
	objects := m.home.file(objectsName)
	return command{
		path: program,
		args: []string{"server", "--quiet", "--address", address(port), "--certs-dir", m.home.file("certs"), objects},
		env: []string{
			"HOME=" + m.home.path,
			"MINIO_ROOT_USER=" + m.connection.User,
			"MINIO_ROOT_PASSWORD=" + m.connection.Password,
			"MINIO_BROWSER=off",
			"MINIO_UPDATE=off",
		},
		workDir:    objects,
		home:       m.home,
		log:        log,
		onOurDeath: syscall.SIGTERM,
	}.start()
}

func (m *Minio) ping(ctx context.Context, port int) error {
	client, err := minio.New(address(port), &minio.Options{
		Creds:      credentials.NewStaticV4(m.connection.User, m.connection.Password, ""),
		MaxRetries: 1,
	})
	if err != nil {
		return err
	}
	_, err = client.ListBuckets(ctx)
	return err
}

// Endpoint is the host and port of the S3 interface, for a client without TLS.
func (m *Minio) Endpoint() string { return address(m.connection.Port) }

// AccessKey is the name of the server's root user.
func (m *Minio) AccessKey() string { return m.connection.User }

// SecretKey is the password of the server's root user.
func (m *Minio) SecretKey() string { return m.connection.Password }

// PID is the process of the server.
func (m *Minio) PID() int { return m.child.process.Pid }

// Done is closed when the server has ended, asked or not; Err says why.
func (m *Minio) Done() <-chan struct{} { return m.child.done }

// Err is how the server ended; it may be read after Done.
func (m *Minio) Err() error {
	return fmt.Errorf("MinIO ended (%w); its log is %s", orClean(m.child.err), m.home.file(logName))
}

// Stop ends the server in order; when the context ends first it is killed.
func (m *Minio) Stop(ctx context.Context) error {
	defer m.home.close()
	return m.halt(ctx)
}

func (m *Minio) halt(ctx context.Context) error {
	if err := m.child.stop(ctx, 15*time.Second, syscall.SIGTERM); err != nil {
		return fmt.Errorf("MinIO %w", err)
	}
	return nil
}

// Discard stops a throw-away server at once and removes its folder.
func (m *Minio) Discard() error {
	defer m.home.close()
	_ = m.child.stop(context.Background(), time.Second, syscall.SIGTERM)
	return os.RemoveAll(m.home.path)
}
