package httpapi

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
)

func TestAnUploadThatIsStillBeingFinishedAsksToWait(t *testing.T) {
	t.Parallel()
	reading := new(turns)
	locker := patient{Locker: memorylocker.New(), turns: reading}
	first, err := locker.NewLock("a")
	require.NoError(t, err)
	asked := make(chan struct{}, 1)
	require.NoError(t, first.Lock(t.Context(), func() { asked <- struct{}{} }))

	second, err := locker.NewLock("a")
	require.NoError(t, err)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	var refusal handler.Error
	require.ErrorAs(t, second.Lock(over, func() {}), &refusal)
	require.Empty(t, asked, "it does not read yet")
	reading.begin("a")
	<-asked // the earlier request is told to end
	require.Equal(t, http.StatusLocked, refusal.HTTPResponse.StatusCode)
	require.Equal(t, retryAfter, refusal.HTTPResponse.Header["Retry-After"])

	require.NoError(t, first.Unlock())
	require.NoError(t, second.Lock(t.Context(), func() {}))
}

func TestAnEarlierRequestThatWaitsDoesNotStopALaterOne(t *testing.T) {
	t.Parallel()
	line := new(turns)
	stopped := make(chan string, 3)
	arrive := func(name string) *turn { return line.arrive("a", func() { stopped <- name }) }
	first, second, third := arrive("first"), arrive("second"), arrive("third")
	for _, request := range []*turn{first, third, second} { // the lock is taken in any order
		line.take("a", request)
		line.begin("a")
		if request != third {
			require.Contains(t, []string{"first", "second"}, <-stopped)
		}
		line.end("a")
	}
	require.Empty(t, stopped)
	require.Empty(t, line.lines)
}
