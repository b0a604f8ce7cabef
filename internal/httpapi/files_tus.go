package httpapi

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	"golang.org/x/exp/slog"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/file"
)

const uploadPath = "/files/tus/"

// ticketMetadata is the key of Upload-Metadata under which a client that begins with
// POST names its ticket: the last part of the ticket's url.
const ticketMetadata = "ticket"

// finishTime is for checking a file whose sender is gone already.
const finishTime = 2 * time.Minute

// uploads speaks tus 1.0.0 over tickets: the ticket's url takes HEAD and PATCH at once,
// and POST with the ticket in Upload-Metadata answers that url.
type uploads struct {
	service *file.Service
	tus     http.Handler
}

func newUploads(service *file.Service, uploaded func(bytes int64)) http.Handler {
	composer := handler.NewStoreComposer()
	reading := new(turns)
	if uploaded == nil {
		uploaded = func(int64) {}
	}
	composer.UseCore(tickets{service: service, reading: reading, uploaded: uploaded})
	composer.UseLocker(patient{Locker: memorylocker.New(), turns: reading})
	tus, err := handler.NewHandler(handler.Config{
		BasePath:                uploadPath,
		StoreComposer:           composer,
		MaxSize:                 file.MaxSize,
		DisableDownload:         true,
		DisableTermination:      true,
		DisableConcatenation:    true,
		Cors:                    &handler.CorsConfig{Disable: true},
		RespectForwardedHeaders: true,
		Logger:                  slog.New(slog.NewTextHandler(io.Discard, nil)),
		PreUploadCreateCallback: named,
	})
	if err != nil {
		panic(err) // it refuses only settings, and these are fixed
	}
	return uploads{service: service, tus: http.StripPrefix(uploadPath, tus)}
}

// ServeHTTP lets nobody near an upload but the person of its ticket, before the lock of
// the upload is asked for.
func (u uploads) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	reply := &translator{ResponseWriter: w, request: r}
	if id := strings.TrimPrefix(r.URL.Path, uploadPath); id != "" && r.Method != http.MethodOptions {
		ref, err := fileRef(id)
		if err == nil {
			err = u.service.MayUpload(r.Context(), ref)
		}
		if err != nil {
			answer(w, r, err)
			return
		}
		reply.exceeded = func(ctx context.Context) error { return u.service.RefuseLonger(ctx, ref) }
	}
	if r.Method == http.MethodPatch && r.ContentLength < 0 { // tus would keep the first bytes of a file that is too long
		reply.WriteHeader(http.StatusLengthRequired)
		return
	}
	u.tus.ServeHTTP(reply, r)
}

// named takes the id of a new upload from its ticket.
func named(hook handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
	id := hook.Upload.MetaData[ticketMetadata]
	if _, err := fileRef(id); err != nil {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, tusError(hook.Context, err)
	}
	return handler.HTTPResponse{}, handler.FileInfoChanges{ID: id}, nil
}

// tickets is the data store of tus.
type tickets struct {
	service  *file.Service
	reading  *turns
	uploaded func(bytes int64)
}

// NewUpload begins the upload of a ticket, or goes on with it.
func (t tickets) NewUpload(ctx context.Context, info handler.FileInfo) (handler.Upload, error) {
	u, err := t.GetUpload(ctx, info.ID)
	if err != nil {
		return nil, err
	}
	if info.SizeIsDeferred || u.(upload).File.Size != info.Size {
		return nil, handler.ErrInvalidUploadLength
	}
	return u, nil
}

// GetUpload finds the upload of a ticket for the caller.
func (t tickets) GetUpload(ctx context.Context, id string) (handler.Upload, error) {
	ref, err := fileRef(id)
	if err != nil {
		return nil, tusError(ctx, err)
	}
	u, err := t.service.Resume(ctx, ref)
	if err != nil {
		return nil, tusError(ctx, err)
	}
	return upload{Upload: u, begin: func() { t.reading.begin(id) }, kept: t.uploaded}, nil
}

type upload struct {
	*file.Upload
	// begin notes that the body is being read.
	begin func()
	// kept is told of bytes that arrived.
	kept func(bytes int64)
}

// GetInfo tells how far the upload is.
func (u upload) GetInfo(context.Context) (handler.FileInfo, error) {
	return handler.FileInfo{ID: scalar.EncodeID(u.File.Ref()), Size: u.File.Size, Offset: u.Offset,
		MetaData: handler.MetaData{"filename": string(u.File.Name)}}, nil
}

// WriteChunk keeps what arrives; what was kept before a line broke stays.
func (u upload) WriteChunk(ctx context.Context, offset int64, src io.Reader) (int64, error) {
	u.begin()
	n, err := u.Write(ctx, offset, src)
	u.kept(n)
	return n, tusError(ctx, err)
}

// FinishUpload checks the file, also when its sender is gone.
func (u upload) FinishUpload(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	return tusError(ctx, u.Finish(ctx))
}

// GetReader is never asked for: downloads do not go through tus.
func (u upload) GetReader(context.Context) (io.ReadCloser, error) {
	return nil, handler.ErrNotImplemented
}
