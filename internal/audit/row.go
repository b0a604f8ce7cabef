package audit

import (
	"bytes"
	"encoding/json"
	"sort"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
)

// Row is an entry as it was written.
type Row struct {
	ID         uuid.UUID
	TenantID   uuid.UUID
	At         time.Time
	UserID     *uuid.UUID
	ActorName  string
	ActorKind  access.Kind
	OnBehalfOf string
	Object     access.Object
	Action     access.Action
	ObjectID   uuid.UUID
	Before     json.RawMessage
	After      json.RawMessage
	Reason     string
	RequestID  string
}

// Ref is the global address of the row.
func (r *Row) Ref() entity.Ref { return entity.Ref{Kind: "AuditRow", Tenant: r.TenantID, ID: r.ID} }

// ActorRef is the account that acted, nil without one.
func (r *Row) ActorRef() *entity.Ref {
	if r.UserID == nil {
		return nil
	}
	return &entity.Ref{Kind: "User", ID: *r.UserID}
}

// ObjectRef is the address of the thing: its kind is the permission's object written as
// a type, APPLICATION as Application.
func (r *Row) ObjectRef() entity.Ref {
	return entity.Ref{Kind: typeName(r.Object), Tenant: r.TenantID, ID: r.ObjectID}
}

func typeName(object access.Object) string {
	var name strings.Builder
	for _, word := range strings.Split(strings.ToLower(string(object)), "_") {
		if word != "" {
			name.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return name.String()
}

// Change is one field that differs.
type Change struct {
	Field         string
	Before, After *string
}

// Changes compares before and after field by field, in the order of their names.
func (r *Row) Changes() []*Change {
	before, after := fields(r.Before), fields(r.After)
	names := map[string]bool{}
	for name := range before {
		names[name] = true
	}
	for name := range after {
		names[name] = true
	}
	changes := make([]*Change, 0, len(names))
	for name := range names {
		if bytes.Equal(before[name], after[name]) {
			continue
		}
		changes = append(changes, &Change{Field: name, Before: text(before[name]), After: text(after[name])})
	}
	sort.Slice(changes, func(i, j int) bool { return changes[i].Field < changes[j].Field })
	return changes
}

// fields reads an object; anything else counts as one field without a name.
func fields(raw json.RawMessage) map[string]json.RawMessage {
	object := map[string]json.RawMessage{}
	if len(raw) == 0 || string(raw) == "null" {
		return object
	}
	if json.Unmarshal(raw, &object) != nil {
		return map[string]json.RawMessage{"": raw}
	}
	return object
}

func text(raw json.RawMessage) *string {
	if raw == nil {
		return nil
	}
	s := string(raw)
	return &s
}
