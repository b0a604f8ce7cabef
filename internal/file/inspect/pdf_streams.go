package inspect

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
)

var (
	pdfStream = regexp.MustCompile(`stream\r?\n`)
	pdfObject = regexp.MustCompile(`\d\s+obj`)
	// pdfFilter is a filter that stands in the dictionary itself, alone or as the only one
	// of a list.
	pdfFilter = regexp.MustCompile(`/Filter\s*\[?\s*/(FlateDecode|Fl)\s*(\]|/|>>|\s\w)`)
	// pdfPredictor shuffles what a stream inflates to.
	pdfPredictor = regexp.MustCompile(`/Predictor\s+([2-9]|1\d)|/DecodeParms\s+\d`)
)

// checkObjectStreams looks for the refused names in the objects that a PDF compresses.
// An object stream that is packed in another way than by Flate alone hides its objects
// from us and is refused; no common program writes one.
func checkObjectStreams(data []byte) error {
	left, from := int64(maxUnpacked), 0
	for _, at := range pdfStream.FindAllIndex(data, -1) {
		if bytes.HasSuffix(data[:at[0]], []byte("end")) {
			from = at[1]
			continue
		}
		dictionary := data[from:at[0]]
		if all := pdfObject.FindAllIndex(dictionary, -1); len(all) > 0 {
			dictionary = dictionary[all[len(all)-1][1]:]
		}
		from = at[1]
		if !holdsObjects(dictionary) {
			continue
		}
		objects, err := inflate(dictionary, data[at[1]:], left)
		if err != nil {
			return err
		}
		left -= int64(len(objects))
		if err := checkPDFNames(objects); err != nil {
			return err
		}
	}
	return nil
}

// holdsObjects recognizes the dictionary of an object stream.
func holdsObjects(dictionary []byte) bool {
	for _, name := range pdfName.FindAll(dictionary, -1) {
		if plain := plainName(name); plain == "/ObjStm" || plain == "/First" {
			return true
		}
	}
	return false
}

func inflate(dictionary, packed []byte, limit int64) ([]byte, error) {
	plain := pdfName.ReplaceAllFunc(dictionary, func(name []byte) []byte { return []byte(plainName(name)) })
	if !bytes.Contains(plain, []byte("/Filter")) {
		return nil, nil
	}
	if !pdfFilter.Match(plain) || pdfPredictor.Match(plain) {
		return nil, refuse(Damaged)
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, refuse(Damaged)
	}
	objects, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(objects)) > limit:
		return nil, refuse(UnpacksTooBig)
	case err != nil && len(objects) == 0:
		return nil, refuse(Damaged)
	}
	return objects, nil
}
