// Package once makes a mutation that is sent twice under one Idempotency-Key happen
// once: the second is given the answer of the first.
package once

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/idempotency"
)

// Names of the headers.
const (
	Header   = "Idempotency-Key"
	Replayed = "Idempotent-Replayed"
)

// Store keeps answers; see postgres.IdempotencyStore.
type Store interface {
	Answer(ctx context.Context, key idempotency.Key) ([]byte, error)
	Keep(ctx context.Context, key idempotency.Key, answer []byte) error
}

// Options say whose keys they are and what is never kept.
type Options struct {
	Store Store
	// Owner names who sends a request; keys of two owners never meet.
	Owner func(context.Context) string
	// Open are the mutations that carry a password or a secret link: a key on them is
	// not used, since neither their body nor their answer may be kept. They work once
	// by themselves or begin a session.
	Open map[string]bool
	// Unkept are the mutations whose answer holds a secret: they happen once, and a
	// repetition is refused with ALREADY_APPLIED.
	Unkept map[string]bool
	// Header returns the headers of the answer that is being made.
	Header func(context.Context) http.Header
}

// Executor is an executor that knows idempotency keys.
type Executor struct {
	graphql.GraphExecutor
	options Options
}

// New puts keys in front of an executor.
func New(next graphql.GraphExecutor, options Options) *Executor {
	return &Executor{GraphExecutor: next, options: options}
}

// The refusals of a key.
var (
	ErrKey = apperr.Invalid(i18n.New(
		"Idempotency-Key 1–255 басылуучу ASCII белгиден турат.",
		"Idempotency-Key состоит из 1–255 печатных знаков ASCII.",
		"An Idempotency-Key has 1–255 printable ASCII characters."), Header)
	ErrOneField = apperr.Invalid(i18n.New(
		"Idempotency-Key менен бир суроо-талапта бир гана өзгөртүү жөнөтүлөт.",
		"С Idempotency-Key в одном запросе отправляется одно изменение.",
		"With an Idempotency-Key a request carries one mutation."), Header)
)

// DispatchOperation runs an operation, or answers as it was answered before.
func (e *Executor) DispatchOperation(ctx context.Context, op *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	value := op.Headers.Get(Header)
	if value == "" || op.Operation.Operation != ast.Mutation || e.options.Store == nil {
		return e.GraphExecutor.DispatchOperation(ctx, op)
	}
	field, err := onlyField(op)
	if err == nil && !printable(value) {
		err = ErrKey
	}
	if err != nil {
		return graphql.OneShot(e.refuse(graphql.WithOperationContext(ctx, op), err)), ctx
	}
	if e.options.Open[field] {
		return e.GraphExecutor.DispatchOperation(ctx, op)
	}
	key := idempotency.Key{Value: value, Operation: field, Owner: e.options.Owner(ctx), Hash: hash(op)}
	return graphql.OneShot(e.run(ctx, op, key)), ctx
}

func (e *Executor) run(ctx context.Context, op *graphql.OperationContext, key idempotency.Key) *graphql.Response {
	refusing := graphql.WithOperationContext(ctx, op)
	answer, err := e.earlier(ctx, key)
	if err != nil {
		return e.refuse(refusing, err)
	}
	if answer != nil {
		return e.replay(ctx, answer)
	}
	claim := &idempotency.Claim{Key: key}
	responses, running := e.GraphExecutor.DispatchOperation(idempotency.With(ctx, claim), op)
	response := responses(running)
	switch {
	case claim.Lost:
		if answer, err = e.earlier(ctx, key); answer != nil {
			return e.replay(ctx, answer)
		}
		return e.refuse(refusing, err)
	case claim.Made && response != nil && !e.options.Unkept[key.Operation]:
		e.keep(ctx, key, response)
	}
	return response
}

// patience is how long the answer of an equal request that was just carried out is
// awaited.
const patience = 3 * time.Second

// earlier finds the answer that was given under the key, nil when there was none. A
// request that is just being answered is waited for.
func (e *Executor) earlier(ctx context.Context, key idempotency.Key) ([]byte, error) {
	if e.options.Unkept[key.Operation] {
		return e.options.Store.Answer(ctx, key)
	}
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for pause := 5 * time.Millisecond; ; pause *= 2 {
		answer, err := e.options.Store.Answer(ctx, key)
		if !errors.Is(err, idempotency.ErrApplied) {
			return answer, err
		}
		select {
		case <-time.After(pause):
		case <-waiting.Done():
			return nil, err
		}
	}
}

// keep stores the answer; the change is made already, so the client's leaving or a
// failure here only costs the replay.
func (e *Executor) keep(ctx context.Context, key idempotency.Key, response *graphql.Response) {
	answer, err := json.Marshal(kept{Data: response.Data, Errors: response.Errors})
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	_ = e.options.Store.Keep(ctx, key, answer)
}

type kept struct {
	Data   json.RawMessage `json:"data"`
	Errors gqlerror.List   `json:"errors,omitempty"`
}

func (e *Executor) replay(ctx context.Context, answer []byte) *graphql.Response {
	var k kept
	if err := json.Unmarshal(answer, &k); err != nil {
		return e.refuse(ctx, idempotency.ErrApplied)
	}
	if e.options.Header != nil {
		if header := e.options.Header(ctx); header != nil {
			header.Set(Replayed, "true")
		}
	}
	return &graphql.Response{Data: k.Data, Errors: k.Errors}
}

func (e *Executor) refuse(ctx context.Context, err error) *graphql.Response {
	return e.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)})
}

// onlyField is the name of the operation's one root field.
func onlyField(op *graphql.OperationContext) (string, error) {
	if len(op.Operation.SelectionSet) != 1 {
		return "", ErrOneField
	}
	field, ok := op.Operation.SelectionSet[0].(*ast.Field)
	if !ok {
		return "", ErrOneField
	}
	return field.Name, nil
}

func printable(value string) bool {
	for i := range len(value) {
		if value[i] < ' ' || value[i] > '~' {
			return false
		}
	}
	return len(value) <= 255
}

// hash is the SHA-256 of what was asked: the document and its variables.
func hash(op *graphql.OperationContext) string {
	variables, err := json.Marshal(op.Variables)
	if err != nil {
		variables = []byte(err.Error())
	}
	sum := sha256.New()
	for _, part := range []string{op.RawQuery, op.OperationName, string(variables)} {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))
}
