package selection

// Longest texts, in characters.
const (
	// MaxReason bounds every reason, explanation and note.
	MaxReason     = 2000
	MaxComment    = 2000
	MaxQuestion   = 4000
	MaxAnswer     = 10_000
	MaxPersonName = 200
	MaxPassage    = 20_000
	MaxNumber     = 50
	MaxPlace      = 200
	MaxDiscussion = 20_000
)
