package inspect

import (
	"encoding/binary"
	"slices"
)

var heicBrands = []string{"heic", "heix", "heim", "heis"}

// isHEIC reports whether the content begins with the file type box of a still HEVC picture.
func isHEIC(data []byte) bool {
	if len(data) < 16 || string(data[4:8]) != "ftyp" {
		return false
	}
	size := int(binary.BigEndian.Uint32(data))
	if size < 16 || size > len(data) {
		return false
	}
	for at := 8; at+4 <= size; at += 4 {
		if at != 12 && slices.Contains(heicBrands, string(data[at:at+4])) {
			return true
		}
	}
	return false
}

// readHEIC walks the boxes, which must fill the file exactly, and takes the largest
// picture that they announce.
func readHEIC(data []byte) (picture, error) {
	p := picture{limit: maxPixels}
	meta := false
	err := boxes(data, func(name string, body []byte) error {
		switch {
		case name == "meta" && len(body) > 4:
			meta = true
			return heicMeta(body[4:], &p)
		case name == "free" || name == "skip" || name == "uuid":
			if runnable(body) {
				return refuse(TwoFilesInOne)
			}
		}
		return nil
	})
	if err != nil {
		return p, err
	}
	if !meta {
		return p, refuse(Damaged)
	}
	if holdsZIP(data) {
		return p, refuse(TwoFilesInOne)
	}
	return p, nil
}

func heicMeta(body []byte, p *picture) error {
	return boxes(body, func(name string, body []byte) error {
		switch {
		case name == "iprp" || name == "ipco":
			return heicMeta(body, p)
		case name == "ispe" && len(body) >= 12:
			width, height := int(binary.BigEndian.Uint32(body[4:])), int(binary.BigEndian.Uint32(body[8:]))
			if max(width, height) > maxSide || width*height > p.width*p.height {
				p.width, p.height = width, height
			}
		}
		return nil
	})
}

// boxes calls visit for each box of an ISO base media file.
func boxes(data []byte, visit func(name string, body []byte) error) error {
	for len(data) > 0 {
		if len(data) < 8 {
			return refuse(Damaged)
		}
		size, head := uint64(binary.BigEndian.Uint32(data)), 8
		switch {
		case size == 0:
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size < uint64(head) || size > uint64(len(data)) {
			return refuse(Damaged)
		}
		if err := visit(string(data[4:8]), data[head:size]); err != nil {
			return err
		}
		data = data[size:]
	}
	return nil
}
