// Package paper makes the papers of a municipality: it takes what is to be written, puts it
// on the letterhead, numbers it in the journal of its kind and year, and keeps it as DOCX
// and PDF with a code by which everyone can check it.
//
// The description of a paper ([Document]) is pure: renderers turn it into bytes, and the
// same description gives the same bytes. Who writes the content of a kind is its [Maker].
package paper

import (
	"strings"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// Bind keeps a dash on the line of the word before it.
func Bind(text string) string {
	return strings.NewReplacer(" — ", "\u00a0— ", " – ", "\u00a0– ").Replace(text)
}

// Document is a whole paper: the frame that every paper has, and its content.
type Document struct {
	Frame
	Content
}

// Frame is what the office adds to a content when it issues the paper.
type Frame struct {
	Kind Kind
	// Lang is Ky or Ru.
	Lang       i18n.Lang
	Letterhead Letterhead
	// Number is the number in the journal; a draft has none.
	Number string
	Date   clock.Date
	Check  Check
	// Copy says whose eyes the paper is for.
	Copy Copy
}

// Copy is the original, or the one that everyone may see.
type Copy string

// The copies.
const (
	Original Copy = "ORIGINAL"
	// Public is the redacted copy: no passport, phone, birth date, bank account, no name of
	// a loser, no score beside a member's name (domain.md 8).
	Public Copy = "PUBLIC"
)

// Country stands on top of every letterhead.
var Country = i18n.Localized{Ky: "Кыргыз Республикасы", Ru: "Кыргызская Республика"}

// Letterhead is the head of the municipality's paper. Both languages stand on it, whatever
// the paper is written in.
type Letterhead struct {
	Country i18n.Localized
	Region  i18n.Localized // oblast and raion
	Name    i18n.Localized // «Айыл өкмөтү …»
	Address i18n.Localized
	Phone   string
	Email   string
	TaxID   string // ИНН
}

// Check is how everyone can ask whether the paper is valid.
type Check struct {
	// URL is the address in the QR code; empty on a draft.
	URL string
	// Code is the same code for typing.
	Code string
}

// Content is what a maker writes.
type Content struct {
	// Title stands in capitals in the middle: «ПРОТОКОЛ»; Subtitle below it: what about.
	Title    string
	Subtitle string
	// Place is where the paper is signed: «А. Орозбеков айылы».
	Place string
	// Addressee is who a letter is for; nil for what is addressed to nobody.
	Addressee  *Addressee
	Blocks     []Block
	Signatures []Signature
	// Approval is the «БЕКИТЕМ / УТВЕРЖДАЮ» in the upper right corner; nil without one.
	Approval *Signature
	// Own is the number and the date that the paper has in the office's own books: of an order,
	// a protocol, an agreement. They stand on its face instead of the journal's, which stays
	// in the foot. Nil for a paper that the journal alone numbers.
	Own *Own
	// Values are what a municipality's own template may name, by the name of a [Field].
	Values map[string]string
	// Sender stands on the letterhead instead of the office that issues the paper: a
	// municipality on its letter that the programme prints. Nil for the office's own papers.
	Sender *Letterhead
	// HideHead leaves the letterhead out, as for an agreement between two parties.
	HideHead bool
	// Bare: the blocks are the whole paper, title and date included, as those read out of a
	// municipality's own template are.
	Bare bool
	// Landscape turns the sheet, for wide tables.
	Landscape bool
}

// Own is a number and a date given outside the journal; what is not known is a line to be
// filled in.
type Own struct {
	Number string
	Date   *clock.Date
}

// Addressee is who gets a letter.
type Addressee struct {
	// Lines stand at the upper right, each on its own: position, organisation, name. The
	// name is in the dative case, see official.To.
	Lines []string
	// Greeting opens the letter; see official.Greeting.
	Greeting string
}

// Signature is a place to sign.
type Signature struct {
	// Position is on the left: «Айыл өкмөтүнүн башчысы».
	Position string
	// Name is as printed: «Б. А. Асанов».
	Name string
	// Stamp leaves a place for the seal («М.О.» / «М.П.»).
	Stamp bool
	// Group is a heading above the first signature of a group: «Мүчөлөрү:».
	Group string
}
