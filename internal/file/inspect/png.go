package inspect

import (
	"encoding/binary"
	"hash/crc32"
)

var pngSignature = []byte("\x89PNG\r\n\x1a\n")

// readPNG walks the chunks and their checksums; a picture ends with its IEND chunk.
func readPNG(data []byte) (picture, error) {
	var p picture
	for at := len(pngSignature); at+12 <= len(data); {
		length := int(binary.BigEndian.Uint32(data[at:]))
		if length > len(data)-at-12 {
			return p, refuse(Damaged)
		}
		name, payload := string(data[at+4:at+8]), data[at+8:at+8+length]
		sum := binary.BigEndian.Uint32(data[at+8+length:])
		if crc32.ChecksumIEEE(data[at+4:at+8+length]) != sum || (p.width == 0) != (name == "IHDR") {
			return p, refuse(Damaged)
		}
		at += 12 + length
		switch name {
		case "IHDR":
			if length != 13 {
				return p, refuse(Damaged)
			}
			p = picture{int(binary.BigEndian.Uint32(payload)), int(binary.BigEndian.Uint32(payload[4:])), maxPixelsHeavy}
			if p.width == 0 {
				return p, refuse(Damaged)
			}
		case "IDAT", "PLTE":
		case "IEND":
			if at != len(data) || holdsZIP(data) {
				return p, refuse(TwoFilesInOne)
			}
			return p, nil
		default:
			if runnable(payload) {
				return p, refuse(TwoFilesInOne)
			}
		}
	}
	return p, refuse(Damaged)
}
