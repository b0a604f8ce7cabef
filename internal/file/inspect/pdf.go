package inspect

import (
	"bytes"
	"regexp"
)

var pdfHeader = regexp.MustCompile(`^%PDF-(1\.[0-7]|2\.0)[\r\n \t%]`)

const pdfTail = 2048

func checkPDF(data []byte) error {
	if !pdfHeader.Match(data) {
		return refuse(Damaged)
	}
	tail := data[max(0, len(data)-pdfTail):]
	end := bytes.LastIndex(tail, []byte("%%EOF"))
	if end < 0 || !bytes.Contains(tail[:end], []byte("startxref")) {
		return refuse(Damaged)
	}
	behind := tail[end+len("%%EOF"):]
	if len(bytes.Trim(behind, "\x00\r\n\t \x1a")) > 0 || holdsZIP(data) {
		return refuse(TwoFilesInOne)
	}
	if runnable(data[:min(len(data), 1024)]) {
		return refuse(TwoFilesInOne)
	}
	if err := checkPDFNames(data); err != nil {
		return err
	}
	return checkObjectStreams(data)
}
