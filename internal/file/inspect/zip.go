package inspect

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
)

const (
	endRecordSize = 22
	maxComment    = 1<<16 - 1
	maxDirectory  = 1 << 20
)

// directory is what the end record of a ZIP archive says.
type directory struct{ at, size, offset, comment int }

// zipDirectory looks for an archive's end record as unpackers do: from the end, behind
// whatever the file pretends to be.
func zipDirectory(data []byte) (directory, bool) {
	from := max(0, len(data)-endRecordSize-maxComment)
	for end := len(data); ; {
		found := bytes.LastIndex(data[from:end], []byte("PK\x05\x06"))
		if found < 0 {
			return directory{}, false
		}
		at := from + found
		if d, ok := endRecord(data, at); ok {
			return d, true
		}
		end = at
	}
}

func endRecord(data []byte, at int) (directory, bool) {
	if at+endRecordSize > len(data) {
		return directory{}, false
	}
	b := data[at:]
	d := directory{
		at:      at,
		size:    int(binary.LittleEndian.Uint32(b[12:])),
		offset:  int(binary.LittleEndian.Uint32(b[16:])),
		comment: len(b) - endRecordSize,
	}
	entries := binary.LittleEndian.Uint16(b[10:])
	return d, entries == 0 || entries == 1<<16-1 ||
		d.size <= at && bytes.HasPrefix(data[at-d.size:], []byte("PK\x01\x02"))
}

// holdsZIP reports whether an unpacker would find an archive in the content.
func holdsZIP(data []byte) bool {
	_, found := zipDirectory(data)
	return found
}

// openZIP opens an archive that fills its file exactly: nothing before, nothing behind,
// no comment, a directory of bounded size.
func openZIP(data []byte) (*zip.Reader, error) {
	d, found := zipDirectory(data)
	if !found {
		return nil, refuse(Damaged)
	}
	if d.comment > 0 || d.offset+d.size != d.at {
		return nil, refuse(TwoFilesInOne)
	}
	if d.size > maxDirectory {
		return nil, refuse(UnpacksTooBig)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse(Damaged)
	}
	return archive, nil
}
