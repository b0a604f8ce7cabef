package live

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// Position is where an event stands: transactions are told in the order of their numbers,
// each only when no earlier one is open any more.
type Position struct {
	Transaction uint64
	ID          uuid.UUID
}

// String writes the position as an event's id on the wire.
func (p Position) String() string { return strconv.FormatUint(p.Transaction, 10) + "-" + p.ID.String() }

// Compare is negative when p stands before q.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Transaction, q.Transaction), cmp.Compare(p.ID.String(), q.ID.String()))
}

// ParsePosition reads what [Position.String] wrote; false for anything else.
func ParsePosition(s string) (Position, bool) {
	transaction, id, found := strings.Cut(s, "-")
	number, err := strconv.ParseUint(transaction, 10, 63)
	parsed, err2 := uuid.Parse(id)
	if !found || err != nil || err2 != nil {
		return Position{}, false
	}
	return Position{Transaction: number, ID: parsed}, true
}
