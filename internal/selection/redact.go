package selection

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/text"
)

// Hidden stands in a text for what would tell the municipality.
const Hidden = "[…]"

// Names are the words that tell which municipality wrote a letter.
type Names struct {
	// stems begin a word that tells, whole are words that tell as they are.
	stems, whole []string
}

// generic are words of official names that tell nothing.
var generic = map[string]bool{}

func init() { //nolint:gochecknoinits // folds a list of words once
	for _, w := range strings.Fields(`айыл айылы айылынын айылында айылдык айылный айыльный аймак аймагы аймактын аа өкмөтү окмоту ао район району
		районунун районный облус облусу область области шаар шаары шаарынын город города мэрия мэриясы aiyl aimak okmotu raion
		oblast city district region municipality of the село селосу кыштак кыштагы көчө көчөсү улица төрага башчы глава председатель кенеш кеңеш мэр атындагы имени`) {
		generic[text.Fold(w)] = true
	}
}

// NamesOf collects the words that tell: the names of the municipality, its raion and
// oblast, and of the people whom the letter names.
func NamesOf(c letter.Content, places ...i18n.Localized) Names {
	texts := []string{c.HeadName, c.Location, c.Signatures.Head.Name, c.Signatures.KeneshChair.Name, c.Contacts.PersonName, c.General.SpecialistName}
	for _, p := range places {
		texts = append(texts, p.Ky, p.Ru, p.En)
	}
	var n Names
	for _, t := range texts {
		n.add(t)
	}
	return n
}

// shortest is the length of a word from which on its endings are cut; Kyrgyz and Russian
// put their cases behind the word.
const shortest = 4

func (n *Names) add(name string) {
	for _, w := range tokens.FindAllString(name, -1) {
		w = text.Fold(w)
		length := len([]rune(w))
		switch {
		case generic[w] || length < 3:
		case length < shortest:
			n.whole = append(n.whole, w)
		default:
			n.stems = append(n.stems, stem(w))
		}
	}
}

// stem cuts up to two letters from the end of a long word.
func stem(w string) string {
	runes := []rune(w)
	return string(runes[:max(shortest, len(runes)-2)])
}

// tells reports whether one word tells the municipality.
func (n Names) tells(word string) bool {
	word = text.Fold(word)
	return !generic[word] && (slices.Contains(n.whole, word) || slices.ContainsFunc(n.stems, func(s string) bool { return strings.HasPrefix(word, s) }))
}

var (
	tokens = regexp.MustCompile(`[\p{L}\p{M}]+`)
	// contact finds addresses, sites and telephone numbers.
	contact = regexp.MustCompile(`(?i)[\w.+-]+@[\w-]+(\.[\w-]+)+|https?://\S+|www\.\S+|\b[\w-]+\.(kg|com|org|net|ru)\b\S*|\+?\d[\d\s()-]{7,}\d|\b\d{14}\b`)
)

// Hide replaces every word that tells, and every address and number to call.
func (n Names) Hide(text string) string {
	text = contact.ReplaceAllString(text, Hidden)
	text = tokens.ReplaceAllStringFunc(text, func(w string) string {
		if n.tells(w) {
			return Hidden
		}
		return w
	})
	return text
}

// Found lists the words of a text that tell, each once.
func (n Names) Found(text string) []string {
	found := contact.FindAllString(text, -1)
	for _, w := range tokens.FindAllString(text, -1) {
		if n.tells(w) && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	return found
}

// Redacted are the texts of a letter as members may read them, by where they stand.
type Redacted map[string]string

// Passage is one free text of a letter, with what it says once redacted.
type Passage struct {
	Path  string
	Label i18n.Localized
	// Original as it was written, Text as members read it.
	Original, Text string
	// Found are words of Text that still tell the municipality.
	Found []string
}

// Passages lists the texts of a letter, in the order of the form. Without a redacted text
// of the programme they are hidden by the names alone.
func Passages(c letter.Content, questions []Question, names Names, redacted Redacted) []Passage {
	var list []Passage
	add := func(path string, label i18n.Localized, original string) {
		if strings.TrimSpace(original) == "" {
			return
		}
		text, own := redacted[path]
		if !own {
			text = names.Hide(original)
		}
		list = append(list, Passage{Path: path, Label: label, Original: original, Text: text, Found: names.Found(text)})
	}
	for _, f := range FieldsOf(c, questions) {
		if withheld[f.Key] {
			continue
		}
		add(f.Key, f.Label, f.Value.Text)
		for i, row := range f.Value.Rows {
			for _, cell := range row {
				if !strings.HasSuffix(cell.Key, ".citizens") {
					add(cellPath(f.Key, i, cell.Key), cell.Label, cell.Text)
				}
			}
		}
	}
	return list
}

// texts are the passages by path, whole.
func texts(passages []Passage) Redacted {
	r := make(Redacted, len(passages))
	for _, p := range passages {
		r[p.Path] = p.Text
	}
	return r
}

func cellPath(key string, row int, cell string) string {
	return key + "." + strconv.Itoa(row) + "." + cell[strings.LastIndexByte(cell, '.')+1:]
}

// apply puts the redacted texts into a field; one that nobody redacted is hidden whole.
func (r Redacted) apply(f *Field) {
	f.Value.Text = r.of(f.Key, f.Value.Text)
	rows := make([]Row, len(f.Value.Rows))
	for i, row := range f.Value.Rows {
		rows[i] = slices.Clone(row)
		for j, cell := range row {
			if !strings.HasSuffix(cell.Key, ".citizens") {
				rows[i][j].Text = r.of(cellPath(f.Key, i, cell.Key), cell.Text)
			}
		}
	}
	f.Value.Rows = rows
}

func (r Redacted) of(path, original string) string {
	if text, ok := r[path]; ok || strings.TrimSpace(original) == "" {
		return text
	}
	return Hidden
}
