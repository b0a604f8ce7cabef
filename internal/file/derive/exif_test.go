package derive_test

import (
	"bytes"
	"encoding/binary"
)

// exif writes an EXIF segment into a JPEG: orientation, date, camera and place.
func exif(picture []byte, orientation uint16) []byte {
	segment := append([]byte("Exif\x00\x00"), tiff(orientation)...)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, byte((len(segment)+2)>>8), byte(len(segment)+2))
	return append(append(out, segment...), picture[2:]...)
}

type field struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

func text(tag uint16, s string) field {
	return field{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)}
}

func long(tag uint16, v uint32) field {
	return field{tag, 4, 1, binary.BigEndian.AppendUint32(nil, v)}
}

func degrees(tag uint16, d, m, s uint32) field {
	var b []byte
	for _, v := range []uint32{d, m, s} {
		b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, v), 1)
	}
	return field{tag, 5, 3, b}
}

func tiff(orientation uint16) []byte {
	const first = 8
	root := func(sub, gps uint32) []field {
		return []field{text(0x010F, "Xiaomi"), text(0x0110, "Redmi Note 9S"),
			{0x0112, 3, 1, []byte{byte(orientation >> 8), byte(orientation), 0, 0}}, long(0x8769, sub), long(0x8825, gps)}
	}
	subAt := uint32(first + len(directory(root(0, 0), first)))
	sub := directory([]field{text(0x9003, "2019:12:26 14:05:09"), text(0x9011, "+06:00")}, subAt)
	gpsAt := subAt + uint32(len(sub))
	gps := directory([]field{text(1, "N"), degrees(2, 42, 52, 30), text(3, "E"), degrees(4, 74, 36, 0)}, gpsAt)
	out := append([]byte("MM\x00\x2A"), 0, 0, 0, first)
	return bytes.Join([][]byte{out, directory(root(subAt, gpsAt), first), sub, gps}, nil)
}

// directory lays out one table of fields that begins at offset at.
func directory(fields []field, at uint32) []byte {
	table := binary.BigEndian.AppendUint16(nil, uint16(len(fields)))
	var heap []byte
	heapAt := at + 2 + uint32(len(fields))*12 + 4
	for _, f := range fields {
		table = binary.BigEndian.AppendUint16(table, f.tag)
		table = binary.BigEndian.AppendUint16(table, f.kind)
		table = binary.BigEndian.AppendUint32(table, f.count)
		if len(f.value) <= 4 {
			table = append(table, append(f.value, make([]byte, 4-len(f.value))...)...)
			continue
		}
		table = binary.BigEndian.AppendUint32(table, heapAt+uint32(len(heap)))
		heap = append(heap, f.value...)
	}
	return append(append(table, 0, 0, 0, 0), heap...)
}
