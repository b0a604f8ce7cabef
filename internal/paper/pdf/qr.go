package pdf

import (
	"image/color"

	"github.com/boombuler/barcode/qr"
)

// modules are the dark squares of the QR code of an address; none when there is no address.
func modules(url string) [][]bool {
	if url == "" {
		return nil
	}
	code, err := qr.Encode(url, qr.M, qr.Auto)
	if err != nil { // longer than any address of ours
		return nil
	}
	size := code.Bounds().Dx()
	dark := make([][]bool, size)
	for y := range dark {
		dark[y] = make([]bool, size)
		for x := range dark[y] {
			dark[y][x] = code.At(x, y) == color.Black
		}
	}
	return dark
}

// code draws the QR code as squares, so that it prints sharp at any size.
func (s *sheet) code(x, y, size float64) {
	module := size / float64(len(s.qr))
	s.f.SetFillColor(0, 0, 0)
	for row, line := range s.qr {
		for from := 0; from < len(line); from++ {
			to := from
			for to < len(line) && line[to] {
				to++
			}
			if to > from {
				s.f.Rect(x+float64(from)*module, y+float64(row)*module, float64(to-from)*module, module, "F")
				from = to
			}
		}
	}
}
