package derive

import "image"

// orientation is EXIF's number for how the camera was held: 1 upright, 3 upside down,
// 6 and 8 on its side; the even others and 5, 7 are mirrored.
type orientation int

func (o orientation) swapsSides() bool { return o >= 5 && o <= 8 }

// apply turns a picture upright.
func (o orientation) apply(m *image.RGBA) *image.RGBA {
	if o < 2 || o > 8 {
		return m
	}
	width, height := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	if o.swapsSides() {
		out = image.NewRGBA(image.Rect(0, 0, height, width))
	}
	for y := range height {
		for x := range width {
			tx, ty := o.place(x, y, width-1, height-1)
			copy(out.Pix[out.PixOffset(tx, ty):][:4], m.Pix[m.PixOffset(x, y):][:4])
		}
	}
	return out
}

// place tells where the pixel at x, y of a stored picture stands in the upright one.
func (o orientation) place(x, y, right, bottom int) (int, int) {
	switch o {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return bottom - y, x
	case 7:
		return bottom - y, right - x
	default:
		return y, right - x
	}
}
