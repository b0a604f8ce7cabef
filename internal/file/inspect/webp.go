package inspect

import "encoding/binary"

// readWebP walks the RIFF chunks, which must fill the file exactly.
func readWebP(data []byte) (picture, error) {
	end := int(binary.LittleEndian.Uint32(data[4:])) + 8
	if end > len(data) {
		return picture{}, refuse(Damaged)
	}
	if end < len(data) || holdsZIP(data) {
		return picture{}, refuse(TwoFilesInOne)
	}
	p := picture{limit: maxPixelsHeavy}
	for at := 12; at < end; {
		if at+8 > end {
			return p, refuse(Damaged)
		}
		length := int(binary.LittleEndian.Uint32(data[at+4:]))
		if length > end-at-8 {
			return p, refuse(Damaged)
		}
		payload := data[at+8 : at+8+length]
		width, height := webpSize(string(data[at:at+4]), payload)
		p.width, p.height = max(p.width, width), max(p.height, height)
		if webpText(string(data[at:at+4])) && runnable(payload) {
			return p, refuse(TwoFilesInOne)
		}
		at += 8 + length + length%2
	}
	return p, nil
}

func webpText(chunk string) bool {
	switch chunk {
	case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP":
		return false
	}
	return true
}

func webpSize(chunk string, b []byte) (width, height int) {
	switch {
	case chunk == "VP8X" && len(b) >= 10:
		return 1 + uint24(b[4:]), 1 + uint24(b[7:])
	case chunk == "VP8 " && len(b) >= 10:
		return int(binary.LittleEndian.Uint16(b[6:]) & 0x3FFF), int(binary.LittleEndian.Uint16(b[8:]) & 0x3FFF)
	case chunk == "VP8L" && len(b) >= 5:
		bits := binary.LittleEndian.Uint32(b[1:])
		return 1 + int(bits&0x3FFF), 1 + int(bits>>14&0x3FFF)
	}
	return 0, 0
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
