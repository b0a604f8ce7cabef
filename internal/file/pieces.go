package file

import (
	"context"
	"errors"
	"io"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
)

// pieceSize is how much of an upload is kept at once: what a broken line or a dead
// server can lose. A piece lies in memory while it arrives.
const pieceSize = 512 << 10

// pieces are the parts of one upload in the object store. A piece's key is its offset
// and is written once, so two servers that take the same upload cannot mix it.
type pieces struct {
	objects    Objects
	tenant, id uuid.UUID
}

// offset is how many bytes have arrived without a gap.
func (p pieces) offset(ctx context.Context) (int64, error) {
	var offset int64
	for piece, err := range p.objects.List(ctx, incomingFile(p.tenant, p.id)) {
		if err != nil {
			return 0, err
		}
		if piece.Key != pieceKey(p.tenant, p.id, offset) {
			continue
		}
		offset += piece.Size
	}
	return offset, nil
}

// write stores what src gives from offset on, piece by piece, and asks before each
// whether the upload may go on. It answers how many bytes are kept.
func (p pieces) write(ctx context.Context, offset int64, src io.Reader, may func() error) (int64, error) {
	var kept int64
	buffer := make([]byte, pieceSize)
	for {
		if err := may(); err != nil {
			return kept, err
		}
		n, end := io.ReadFull(src, buffer)
		if n > 0 {
			if err := p.objects.Put(ctx, pieceKey(p.tenant, p.id, offset+kept), buffer[:n], "application/octet-stream"); err != nil {
				return kept, err
			}
			kept += int64(n)
		}
		switch {
		case errors.Is(end, io.EOF), errors.Is(end, io.ErrUnexpectedEOF):
			return kept, nil
		case end != nil:
			return kept, end
		}
	}
}

// join reads the whole upload of size bytes.
func (p pieces) join(ctx context.Context, size int64) ([]byte, error) {
	data := make([]byte, 0, size)
	for piece, err := range p.objects.List(ctx, incomingFile(p.tenant, p.id)) {
		if err != nil {
			return nil, err
		}
		if piece.Key != pieceKey(p.tenant, p.id, int64(len(data))) || int64(len(data))+piece.Size > size {
			continue
		}
		part, err := p.objects.Get(ctx, piece.Key, 0, piece.Size)
		if err != nil {
			return nil, err
		}
		data = append(data, part...)
	}
	if int64(len(data)) != size {
		return nil, ErrNotReady
	}
	return data, nil
}

// remove deletes every piece.
func (p pieces) remove(ctx context.Context) error {
	for piece, err := range p.objects.List(ctx, incomingFile(p.tenant, p.id)) {
		if err == nil {
			err = p.objects.Remove(ctx, piece.Key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put stores under a final key; the same file stored before is as good.
func put(ctx context.Context, objects Objects, key string, data []byte, contentType string) error {
	err := objects.Put(ctx, key, data, contentType)
	if apperr.CodeOf(err) == apperr.Conflict {
		return nil
	}
	return err
}
