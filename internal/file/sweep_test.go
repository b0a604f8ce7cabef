package file_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/tenants"
)

const soon, muchLater = time.Minute, file.UnusedLife + time.Hour

func TestTheSweeperLeavesAloneWhatIsWell(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ready := b.ready(t, long(600_000))
	_, uploading := b.sent(t, long(600_000), 100)
	before := b.keys(t, "")
	require.Equal(t, file.Swept{}, b.sweep(t, soon))
	require.Equal(t, before, b.keys(t, ""))
	require.Equal(t, file.Ready, b.state(t, ready))
	require.Equal(t, file.Awaited, b.state(t, uploading))
}

// TestAServerThatDiedBeforeTheCheck left a whole upload; the sweeper checks it.
func TestAServerThatDiedBeforeTheCheck(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	good := long(1_300_000)
	_, whole := b.sent(t, good, len(good))
	bad := bytes.ToUpper(good)
	_, wrong := b.sent(t, good, 1)
	u, err := b.files.Resume(b.ctx, wrong.Ref())
	require.NoError(t, err)
	_, err = u.Write(b.ctx, 1, bytes.NewReader(bad[1:]))
	require.NoError(t, err)
	require.Equal(t, file.Swept{Finished: 2}, b.sweep(t, soon))
	require.Equal(t, file.Ready, b.state(t, whole))
	require.Equal(t, file.Refused, b.state(t, wrong))
	require.Equal(t, []string{b.tenant.ID.String() + "/" + whole.ID.String()}, b.keys(t, ""))
}

// TestAServerThatDiedBetweenTheFinalKeyAndTheRow had stored the file already.
func TestAServerThatDiedBetweenTheFinalKeyAndTheRow(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	data := long(1000)
	u, f := b.sent(t, data, len(data))
	require.NoError(t, b.objects.Put(t.Context(), b.tenant.ID.String()+"/"+f.ID.String(), data, "application/pdf"))
	require.NoError(t, u.Finish(b.ctx))
	require.Equal(t, file.Ready, b.state(t, f))
	require.Len(t, b.keys(t, ""), 1)
}

// TestAServerThatDiedBeforeThePiecesWent left pieces of a file that is ready.
func TestAServerThatDiedBeforeThePiecesWent(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.ready(t, long(1000))
	piece := "incoming/" + b.tenant.ID.String() + "/" + f.ID.String() + "/0000000000"
	require.NoError(t, b.objects.Put(t.Context(), piece, []byte("x"), ""))
	require.Equal(t, file.Swept{Removed: 1}, b.sweep(t, soon))
	require.Equal(t, []string{b.tenant.ID.String() + "/" + f.ID.String()}, b.keys(t, ""))
}

func TestTicketsAndUnusedFilesEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_, begun := b.sent(t, long(1000), 10)
	unused := b.ready(t, long(1001))
	require.Equal(t, file.Swept{Expired: 1, Removed: 1}, b.sweep(t, file.TicketLife+soon))
	require.Equal(t, file.Expired, b.state(t, begun))
	require.Equal(t, file.Ready, b.state(t, unused))
	_, err := b.files.Resume(b.ctx, begun.Ref())
	require.ErrorIs(t, err, file.ErrNotAwaited)

	require.Equal(t, file.Swept{Expired: 1, Removed: 1}, b.sweep(t, muchLater))
	require.Equal(t, file.Expired, b.state(t, unused))
	require.Empty(t, b.keys(t, ""))
}

func TestObjectsOfNoFileGoWhenTheyAreOld(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	other := uuid.New()
	foreign := "incoming/" + other.String() + "/" + uuid.NewString() + "/0000000000"
	for _, key := range []string{b.tenant.ID.String() + "/" + uuid.NewString(), foreign, b.tenant.ID.String() + "/not-a-file"} {
		require.NoError(t, b.objects.Put(t.Context(), key, []byte("x"), ""))
	}
	b.clock.Set(time.Now())
	require.Equal(t, file.Swept{}, b.sweep(t, soon))
	require.Equal(t, file.Swept{Removed: 1}, b.sweep(t, 25*time.Hour))
	require.Len(t, b.keys(t, ""), 2, "what is not a file of this municipality stays")
}

func TestLostBytesAreReported(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.ready(t, long(1000))
	b.ready(t, long(1001))
	require.NoError(t, b.objects.Remove(t.Context(), b.tenant.ID.String()+"/"+f.ID.String()))
	require.Equal(t, file.Swept{Lost: 1}, b.sweep(t, soon))
	require.Equal(t, file.Ready, b.state(t, f))
}

func TestASuspendedMunicipalityIsNotSwept(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_, f := b.sent(t, long(1000), 10)
	b.tenant.State = tenants.Suspended
	require.Equal(t, file.Swept{}, b.sweep(t, muchLater))
	require.Equal(t, file.Awaited, b.state(t, f))
}
