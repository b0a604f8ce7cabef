package scalar_test

import (
	"bytes"
	"testing"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/entity"
)

func TestIDIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"A", "PriorityArea", "AnnouncementPublicationProofOfAVeryLongKindOfThingsThatGrow"} {
		ref := entity.Ref{Kind: kind, Tenant: uuid.New(), ID: uuid.New()}
		var b bytes.Buffer
		if scalar.MarshalID(ref).MarshalGQL(&b); b.String() != `"`+scalar.EncodeID(ref)+`"` {
			t.Errorf("%s: %s", kind, b.String())
		}
		if back, err := scalar.DecodeID(scalar.EncodeID(ref)); err != nil || back != ref {
			t.Errorf("%s: %v, %v", kind, back, err)
		}
	}
}

func FuzzID(f *testing.F) {
	f.Add(scalar.EncodeID(entity.Ref{Kind: "Competition", Tenant: uuid.New(), ID: uuid.New()}))
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		ref, err := scalar.DecodeID(s)
		if err == nil && ref.ID == uuid.Nil {
			t.Errorf("%q is an id of nothing", s)
		}
	})
}
