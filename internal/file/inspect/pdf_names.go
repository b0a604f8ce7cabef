package inspect

import (
	"encoding/hex"
	"regexp"
)

// pdfName is a name as ISO 32000-1 7.3.5 writes it: regular characters, any of them as #xx.
var pdfName = regexp.MustCompile(`/[^\x00\t\n\f\r ()<>\[\]{}/%]{1,60}`)

var pdfEscape = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)

// pdfRefused are the names of what makes a reader run something or open another file,
// and of the dictionary that locks a document.
var pdfRefused = map[string]Reason{
	"/JavaScript": ActiveContent, "/Launch": ActiveContent, "/RichMedia": ActiveContent, "/XFA": ActiveContent,
	"/EmbeddedFile": ActiveContent, "/EmbeddedFiles": ActiveContent, "/Rendition": ActiveContent,
	"/Encrypt": Encrypted,
}

// checkPDFNames refuses content with one of the names.
func checkPDFNames(content []byte) error {
	for _, name := range pdfName.FindAll(content, -1) {
		if reason, found := pdfRefused[plainName(name)]; found {
			return refuse(reason)
		}
	}
	return nil
}

// plainName undoes the escapes of a name.
func plainName(name []byte) string {
	return string(pdfEscape.ReplaceAllFunc(name, func(escape []byte) []byte {
		plain, err := hex.DecodeString(string(escape[1:]))
		if err != nil {
			return escape
		}
		return plain
	}))
}
