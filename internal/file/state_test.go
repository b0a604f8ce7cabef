package file

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file/derive"
	"github.com/demilge/demilge/internal/file/inspect"
)

var (
	now      = time.Date(2019, 12, 2, 4, 0, 0, 0, time.UTC)
	uploader = uuid.New()
	place    = Owner{Object: access.Application, ID: uuid.New()}
)

// events are everything that can happen to a file, by name.
var events = map[string]func(*File) error{
	"accept": func(f *File) error { return f.accept(inspect.Facts{Type: inspect.PDF}, derive.Pictures{}, now) },
	"refuse": func(f *File) error { return f.refuse(&inspect.Refusal{Reason: inspect.Damaged}, now) },
	"expire": func(f *File) error { return f.expire(now) },
	"attach": func(f *File) error {
		return f.Attach(place, access.Principal{Kind: access.Session, UserID: uploader}, now, Charter)
	},
	"publish": func(f *File) error { return f.Publish(now) },
}

// TestEveryEventInEveryState is the table of the states: what is not in it is refused
// without effect.
func TestEveryEventInEveryState(t *testing.T) {
	t.Parallel()
	allowed := map[State]map[string]State{
		Awaited: {"accept": Ready, "refuse": Refused, "expire": Expired},
		Ready:   {"expire": Expired, "attach": Ready, "publish": Ready},
		Refused: {},
		Expired: {},
	}
	for state, to := range allowed {
		for name, event := range events {
			f := &File{Kind: Charter, State: state, ContentType: inspect.PDF, UploadedBy: &uploader, ExpiresAt: now}
			before := *f
			err := event(f)
			target, ok := to[name]
			if !ok {
				require.Error(t, err, "%s in %s", name, state)
				require.Equal(t, before, *f, "%s in %s", name, state)
				continue
			}
			require.NoError(t, err, "%s in %s", name, state)
			require.Equal(t, target, f.State, "%s in %s", name, state)
			require.Equal(t, before.Version+1, f.Version)
		}
	}
}

func TestAFileBelongsToOneThing(t *testing.T) {
	t.Parallel()
	person := access.Principal{Kind: access.Session, UserID: uploader}
	f := &File{Kind: Charter, State: Ready, UploadedBy: &uploader}
	require.ErrorIs(t, f.Attach(place, person, now, Photo, Map), ErrKind)
	stranger := access.Principal{Kind: access.Session, UserID: uuid.New()}
	require.ErrorIs(t, f.Attach(place, stranger, now, Charter), apperr.ErrNotFound)
	require.ErrorIs(t, f.Attach(place, access.Principal{Kind: access.Anonymous}, now, Charter), apperr.ErrNotFound)
	require.NoError(t, f.Attach(place, person, now, Charter))
	version := f.Version
	require.NoError(t, f.Attach(place, person, now, Charter), "again")
	require.Equal(t, version, f.Version)
	other := Owner{Object: access.Application, ID: uuid.New()}
	require.ErrorIs(t, f.Attach(other, person, now, Charter), ErrUsed)
	require.ErrorIs(t, f.expire(now.Add(UnusedLife)), ErrUsed)
	require.ErrorIs(t, f.Release(other, now), apperr.ErrNotFound)
	require.NoError(t, f.Release(place, now))
	require.ErrorIs(t, f.expire(now), ErrUsed, "it may be used again for a while")
	require.NoError(t, f.expire(now.Add(UnusedLife)))
}

func TestWhatNamesPeopleIsNeverPublished(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{PassportCopy, ParticipantList} {
		f := &File{Kind: kind, State: Ready}
		require.ErrorIs(t, f.Publish(now), ErrNeverPublic)
		require.Nil(t, f.PublishedAt)
	}
}

func TestAPublishedFileIsHiddenAgain(t *testing.T) {
	t.Parallel()
	photo := &File{Kind: Photo, State: Ready, ContentType: inspect.JPEG}
	require.NoError(t, photo.Publish(now))
	require.NoError(t, photo.Hide(now))
	require.False(t, photo.Published(Small))
	version := photo.Version
	require.NoError(t, photo.Hide(now))
	require.Equal(t, version, photo.Version)
}

func TestOfAPublishedPictureOnlyTheDerivedOnesAreSeen(t *testing.T) {
	t.Parallel()
	photo := &File{Kind: Photo, State: Ready, ContentType: inspect.JPEG}
	paper := &File{Kind: RegulationText, State: Ready, ContentType: inspect.PDF}
	require.False(t, photo.Published(Small))
	require.NoError(t, photo.Publish(now))
	require.NoError(t, paper.Publish(now))
	require.False(t, photo.Published(Original))
	require.True(t, photo.Published(Small))
	require.True(t, paper.Published(Original))
}

func TestOwnedBy(t *testing.T) {
	t.Parallel()
	villager := uuid.New()
	f := &File{UploadedBy: &uploader, Owner: Owner{Object: access.Application, ID: uuid.New(), User: villager}}
	require.True(t, f.OwnedBy(uploader))
	require.True(t, f.OwnedBy(villager))
	require.False(t, f.OwnedBy(uuid.New()))
	require.False(t, (&File{}).OwnedBy(uuid.Nil), "nobody owns nothing")
}

func TestWhatAKindTakes(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds() {
		require.Equal(t, kind != PaperTemplate, kind.takes(inspect.JPEG), kind)
	}
	require.True(t, PaperTemplate.takes(inspect.DOCX))
	require.False(t, Photo.takes(inspect.PDF))
	require.True(t, PassportCopy.takes(inspect.PDF))
	require.False(t, PassportCopy.takes(inspect.DOCX))
	require.True(t, RegulationText.takes(inspect.DOCX))
}
