package derive

import (
	"image"
	"image/draw"

	xdraw "golang.org/x/image/draw"
)

// shrink scales a picture down so that its longer side is at most side, on white. It
// averages whole blocks first, a strip of rows at a time, so that it needs no second
// copy of a large original.
func shrink(m image.Image, side int) *image.RGBA {
	width, height := m.Bounds().Dx(), m.Bounds().Dy()
	longer := max(width, height)
	small := average(m, max(1, longer/side))
	if longer <= side {
		return small
	}
	target := image.Rect(0, 0, max(1, width*side/longer), max(1, height*side/longer))
	if small.Bounds().Size() == target.Size() {
		return small
	}
	out := image.NewRGBA(target)
	xdraw.ApproxBiLinear.Scale(out, target, small, small.Bounds(), xdraw.Src, nil)
	return out
}

// average makes one pixel of each block of n×n pixels; an incomplete last row or column
// is left out unless it is the only one.
func average(m image.Image, n int) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()/n), max(1, b.Dy()/n)))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), min(n, b.Dy())))
	for y := range out.Rect.Dy() {
		draw.Draw(strip, strip.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(strip, strip.Rect, m, image.Pt(b.Min.X, b.Min.Y+y*n), draw.Over)
		averageRow(out.Pix[y*out.Stride:], strip, out.Rect.Dx(), n)
	}
	return out
}

func averageRow(row []byte, strip *image.RGBA, width, n int) {
	columns, rows := min(n, strip.Rect.Dx()), strip.Rect.Dy()
	count := uint32(columns * rows)
	for x := range width {
		var r, g, b uint32
		for dy := range rows {
			at := dy*strip.Stride + x*n*4
			for p := range columns {
				pixel := strip.Pix[at+p*4 : at+p*4+3 : at+p*4+3]
				r, g, b = r+uint32(pixel[0]), g+uint32(pixel[1]), b+uint32(pixel[2])
			}
		}
		row[x*4], row[x*4+1], row[x*4+2], row[x*4+3] = byte(r/count), byte(g/count), byte(b/count), 0xFF
	}
}
