package inspect

import (
	"bytes"
	"encoding/binary"
)

// readJPEG walks the segments to the end of the picture, without decoding it.
func readJPEG(data []byte) (picture, error) {
	w := jpegWalk{data: data, at: 2}
	for w.at < len(data) {
		done, err := w.segment()
		if err != nil {
			return picture{}, err
		}
		if done {
			return w.finish()
		}
	}
	return picture{}, refuse(Damaged)
}

type jpegWalk struct {
	data []byte
	at   int
	pic  picture
	scan bool
}

const (
	jpegEOI = 0xD9
	jpegSOS = 0xDA
	jpegCOM = 0xFE
)

// segment reads one marker with its payload; done at the end of the picture.
func (w *jpegWalk) segment() (done bool, err error) {
	for w.at < len(w.data)-1 && w.data[w.at] == 0xFF && w.data[w.at+1] == 0xFF {
		w.at++
	}
	if w.at+2 > len(w.data) || w.data[w.at] != 0xFF {
		return false, refuse(Damaged)
	}
	marker := w.data[w.at+1]
	w.at += 2
	if marker == jpegEOI {
		return true, nil
	}
	if w.at+2 > len(w.data) {
		return false, refuse(Damaged)
	}
	length := int(binary.BigEndian.Uint16(w.data[w.at:]))
	if length < 2 || w.at+length > len(w.data) {
		return false, refuse(Damaged)
	}
	payload := w.data[w.at+2 : w.at+length]
	if err := w.look(marker, w.data[w.at:w.at+2], payload); err != nil {
		return false, err
	}
	w.at += length
	if marker == jpegSOS {
		w.scan = true
		w.skipScan()
	}
	return false, nil
}

func (w *jpegWalk) look(marker byte, length, payload []byte) error {
	switch {
	case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
		if len(payload) < 6 || w.pic.width > 0 {
			return refuse(Damaged)
		}
		w.pic.height = int(binary.BigEndian.Uint16(payload[1:]))
		w.pic.width = int(binary.BigEndian.Uint16(payload[3:]))
		w.pic.limit = maxPixels
		if marker != 0xC0 && marker != 0xC1 {
			w.pic.limit = maxPixelsHeavy
		}
	case marker == jpegCOM || marker >= 0xE0 && marker <= 0xEF:
		// A length that spells "/*" makes the picture a script as well.
		if string(length) == "/*" || runnable(payload) {
			return refuse(TwoFilesInOne)
		}
	}
	return nil
}

// skipScan goes over entropy-coded data to the next real marker.
func (w *jpegWalk) skipScan() {
	for w.at < len(w.data) {
		next := bytes.IndexByte(w.data[w.at:], 0xFF)
		if next < 0 || w.at+next+1 >= len(w.data) {
			w.at = len(w.data)
			return
		}
		w.at += next
		if m := w.data[w.at+1]; m != 0 && (m < 0xD0 || m > 0xD7) {
			return
		}
		w.at += 2
	}
}

func (w *jpegWalk) finish() (picture, error) {
	if !w.scan {
		return picture{}, refuse(Damaged)
	}
	if foreign(w.data[w.at:]) || holdsZIP(w.data) {
		return picture{}, refuse(TwoFilesInOne)
	}
	return w.pic, nil
}
