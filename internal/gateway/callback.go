package gateway

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/notice"
)

// bodyMost is the largest body of a callback, in bytes.
const bodyMost = 16 << 10

// Callback takes what a gateway calls back.
type Callback struct {
	Secret []byte
	Now    func() time.Time
	// Report notes the state of a delivery; false when there is none.
	Report func(ctx context.Context, id uuid.UUID, state notice.State, answer string) (bool, error)
	// Link gives an account the chat in which its code was written; false for a wrong or old
	// code. Nil for gateways that link nothing.
	Link func(ctx context.Context, code, chat string) (bool, error)
}

// Deliveries takes delivery reports: {"id": OURS, "state": "DELIVERED" | "FAILED", "reason": TEXT}.
func (c Callback) Deliveries(w http.ResponseWriter, r *http.Request) {
	var told struct {
		ID     string `json:"id"`
		State  string `json:"state"`
		Reason string `json:"reason"`
	}
	if !c.read(w, r, &told) {
		return
	}
	id, err := uuid.Parse(told.ID)
	state := notice.State(told.State)
	if err != nil || state != notice.Delivered && state != notice.Failed {
		answer(w, http.StatusBadRequest, "id or state")
		return
	}
	known, err := c.Report(r.Context(), id, state, told.Reason)
	c.done(w, r, known, err)
}

// Links takes the codes that people write to a bot: {"code": TEXT, "chat": TEXT}.
func (c Callback) Links(w http.ResponseWriter, r *http.Request) {
	var told struct {
		Code string `json:"code"`
		Chat string `json:"chat"`
	}
	if !c.read(w, r, &told) {
		return
	}
	if told.Code == "" || told.Chat == "" || len(told.Chat) > 64 {
		answer(w, http.StatusBadRequest, "code or chat")
		return
	}
	known, err := c.Link(r.Context(), told.Code, told.Chat)
	c.done(w, r, known, err)
}

// read takes a signed body apart; false when it was answered.
func (c Callback) read(w http.ResponseWriter, r *http.Request, told any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyMost))
	if err != nil {
		answer(w, http.StatusRequestEntityTooLarge, "body")
		return false
	}
	if !Verify(c.Secret, body, r.Header.Get(Header), c.Now()) {
		answer(w, http.StatusUnauthorized, "signature")
		return false
	}
	if err := json.Unmarshal(body, told); err != nil {
		answer(w, http.StatusBadRequest, "JSON")
		return false
	}
	return true
}

func (c Callback) done(w http.ResponseWriter, r *http.Request, known bool, err error) {
	switch {
	case err != nil:
		slog.ErrorContext(r.Context(), "callback of a gateway", "error", err)
		answer(w, http.StatusServiceUnavailable, "try again")
	case !known:
		answer(w, http.StatusNotFound, "unknown")
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

func answer(w http.ResponseWriter, status int, what string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": what})
}
