package selection

import (
	"crypto/rand"
	"math/big"
	"strconv"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/money"
)

// CodedLetter is a letter as one member of the committee meets it. Its id and its code are
// drawn at random for each member, so that neither tells of the letter, of its place in a
// list or of another member's; Fields are a copy made when scoring was opened.
type CodedLetter struct {
	ID      uuid.UUID `bun:",pk"`
	SeatID  uuid.UUID
	EntryID uuid.UUID
	Code    string
	Fields  []Field `bun:"type:jsonb,scanonly"`
	// Municipality is nil where letters are coded: then it is not even read.
	Municipality *uuid.UUID `bun:",scanonly"`

	view *view
}

// Ref is the global address of the letter for its member alone.
func (c *CodedLetter) Ref() entity.Ref { return entity.Ref{Kind: "CodedLetter", ID: c.ID} }

// codeLetters leave out what is mistaken for another.
const codeLetters = "ACDEFGHJKMNPQRTUVWXY3479"

// newCode draws a code that is not taken, such as K7M-4QX.
func newCode(taken map[string]bool) (string, error) {
	for {
		code := make([]byte, 0, 7)
		for i := range 6 {
			n, err := rand.Int(rand.Reader, big.NewInt(int64(len(codeLetters))))
			if err != nil {
				return "", err
			}
			if i == 3 {
				code = append(code, '-')
			}
			code = append(code, codeLetters[n.Int64()])
		}
		if !taken[string(code)] {
			taken[string(code)] = true
			return string(code), nil
		}
	}
}

// codes draws an id and a code for each entry that a member may score.
func codes(seat uuid.UUID, entries []*Entry) ([]*CodedLetter, error) {
	taken := map[string]bool{}
	list := make([]*CodedLetter, 0, len(entries))
	for _, e := range entries {
		code, err := newCode(taken)
		if err != nil {
			return nil, err
		}
		id, err := uuid.NewRandom() // not ordered by time, as other ids are
		if err != nil {
			return nil, err
		}
		list = append(list, &CodedLetter{ID: id, SeatID: seat, EntryID: e.ID, Code: code})
	}
	return list, nil
}

// leastCoded is how many coded letters a member gets at least: a single one would have its
// municipality known by elimination.
const leastCoded = 2

// withheld are the lines that a coded letter does not have: each of them alone tells the
// municipality.
var withheld = map[string]bool{
	"general.postalAddress": true, "general.website": true, "general.areaHa": true, "general.distRaionKm": true,
	"general.distOblastKm": true, "general.distCapitalKm": true, "general.equalizationGrant": true,
}

// CodedFields are the lines of a coded letter: what tells the municipality is left out,
// numbers are given as ranges, texts as they were redacted.
func CodedFields(c letter.Content, questions []Question, redacted Redacted) []Field {
	var fields []Field
	for _, f := range FieldsOf(c, questions) {
		if withheld[f.Key] {
			continue
		}
		f.Value = coarse(f.Key, f.Value)
		redacted.apply(&f)
		fields = append(fields, f)
	}
	return fields
}

// coarse gives a range instead of a number by which a municipality could be looked up.
func coarse(key string, v Value) Value {
	switch {
	case key == "general.population" && v.Number != nil:
		return within(int64(*v.Number), people, i18n.New("адам", "человек", "people"))
	case key == "general.villageCount" && v.Number != nil:
		return within(int64(*v.Number), villages, i18n.New("айыл", "сёл", "villages"))
	case key == "general.grantShare" && v.Number != nil:
		return within(int64(*v.Number), percents, i18n.New("%", "%", "%"))
	case key == "general.ownRevenue" && v.Money != nil:
		return within(int64(*v.Money/money.Som(1)), revenues, som)
	case key == "setAside.amount" && v.Money != nil:
		return within(int64(*v.Money/money.Som(1)), pledges, som)
	}
	return v
}

var (
	som      = i18n.New("сом", "сом", "som")
	people   = []int64{2_000, 5_000, 10_000, 20_000, 50_000}
	villages = []int64{2, 4, 7, 12}
	percents = []int64{1, 25, 50, 75}
	revenues = []int64{5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000}
	pledges  = []int64{20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000}

	below   = i18n.New("{to} {unit} чейин", "до {to} {unit}", "below {to} {unit}")
	between = i18n.New("{from}–{to} {unit}", "{from}–{to} {unit}", "{from}–{to} {unit}")
	above   = i18n.New("{from} {unit} жана андан көп", "{from} {unit} и больше", "{from} {unit} and more")
)

// within says between which bounds a number lies.
func within(n int64, bounds []int64, unit i18n.Text) Value {
	text, args := above, i18n.Args{"unit": unit, "from": spaced(bounds[len(bounds)-1])}
	for i, bound := range bounds {
		if n >= bound {
			continue
		}
		args["to"] = spaced(bound)
		if text = below; i > 0 {
			text, args["from"] = between, spaced(bounds[i-1])
		}
		break
	}
	l := i18n.Localized{Ky: text.In(i18n.Ky, args), Ru: text.In(i18n.Ru, args), En: text.In(i18n.En, args)}
	return Value{Phrase: &l}
}

// spaced writes a whole number with its thousands apart.
func spaced(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + " " + s[i:]
	}
	return s
}
