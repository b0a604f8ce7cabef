package paper

import (
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// Poster is a sheet for a notice board, to be read from a few steps away: no paper of the
// journal, without number, signature or stamp.
type Poster struct {
	Lang i18n.Lang
	// Date is when what it says went out.
	Date clock.Date
	// Head is who announces, Title what, Subtitle what about.
	Head, Title, Subtitle string
	Facts                 []Row
	// Text fills what room is left; its end is left out when there is too little.
	Text string
	// Call stands beside the QR code of the address.
	Call, URL string
}
