package file

import (
	"context"
	"errors"
	"io"
)

// windowSize is how much of an object is fetched at once.
const windowSize = 1 << 20

// objectReader reads an object window by window; every fetch is a request of its own
// with its own deadline.
type objectReader struct {
	ctx     context.Context
	objects Objects
	key     string
	size    int64
	at      int64
	window  []byte
	from    int64
}

// fill fetches the window that begins at offset.
func (r *objectReader) fill(offset int64) error {
	window, err := r.objects.Get(r.ctx, r.key, offset, min(windowSize, r.size-offset))
	if err != nil {
		return err
	}
	r.window, r.from = window, offset
	return nil
}

// Read implements io.Reader.
func (r *objectReader) Read(p []byte) (int, error) {
	if r.at >= r.size {
		return 0, io.EOF
	}
	if r.at < r.from || r.at >= r.from+int64(len(r.window)) {
		if err := r.fill(r.at); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.window[r.at-r.from:])
	if n == 0 && len(p) > 0 {
		return 0, io.ErrUnexpectedEOF
	}
	r.at += int64(n)
	return n, nil
}

// Seek implements io.Seeker; it fetches nothing.
func (r *objectReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.size
	}
	if offset < 0 {
		return 0, errors.New("file: seek before the start")
	}
	r.at = offset
	return offset, nil
}
