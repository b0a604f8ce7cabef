package inspect

import "bytes"

// markup are the beginnings of what a browser or a server would run.
var markup = [][]byte{
	[]byte("<script"), []byte("<html"), []byte("<!doctype html"), []byte("<svg"),
	[]byte("<iframe"), []byte("<?php"), []byte("javascript:"),
}

// runnable reports whether a part that should hold plain data holds a script.
func runnable(part []byte) bool {
	lower := bytes.ToLower(part)
	for _, m := range markup {
		if bytes.Contains(lower, m) {
			return true
		}
	}
	return false
}

// hidden refuses content that is none of our types but carries one of them further in:
// a PDF header not at the start, an archive behind something else or before it.
func hidden(data []byte) error {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		_, err := openZIP(data)
		return err
	}
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) || holdsZIP(data) {
		return refuse(TwoFilesInOne)
	}
	return nil
}

// foreign reports whether bytes behind the end of a picture are another file. Phones do
// append things of their own: a second picture (HDR, depth), a short film, Samsung's
// notes, padding.
func foreign(tail []byte) bool {
	bare := bytes.TrimLeft(tail, "\x00")
	if len(bare) == 0 {
		return false
	}
	known := bytes.HasPrefix(bare, []byte{0xFF, 0xD8, 0xFF}) ||
		bytes.HasSuffix(tail, []byte("SEFT")) ||
		len(tail) > 8 && string(tail[4:8]) == "ftyp"
	return !known || bytes.Contains(tail, []byte("%PDF-")) || runnable(tail)
}
