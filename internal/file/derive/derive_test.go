package derive_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"testing"
	"time"

	"github.com/demilge/demilge/internal/file/derive"
	"github.com/demilge/demilge/internal/file/inspect"
)

// corners is a picture with a red top left, a green top right and a blue bottom left corner.
func corners(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			left, top := x < width/2, y < height/2
			c := color.RGBA{255, 255, 255, 255}
			switch {
			case left && top:
				c = color.RGBA{255, 0, 0, 255}
			case top:
				c = color.RGBA{0, 255, 0, 255}
			case left:
				c = color.RGBA{0, 0, 255, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func jpegOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func sizes(t *testing.T, p derive.Pictures) [2]image.Point {
	t.Helper()
	return [2]image.Point{open(t, p.Medium).Bounds().Size(), open(t, p.Small).Bounds().Size()}
}

func hue(m image.Image, x, y int) string {
	r, g, b, _ := m.At(x, y).RGBA()
	switch {
	case r > 0xC000 && g > 0xC000 && b > 0xC000:
		return "white"
	case r > 0xC000:
		return "red"
	case g > 0xC000:
		return "green"
	case b > 0xC000:
		return "blue"
	}
	return "dark"
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		width, height int
		medium, small image.Point
	}{
		{4000, 3000, image.Pt(1280, 960), image.Pt(320, 240)},
		{900, 1700, image.Pt(677, 1280), image.Pt(169, 320)},
		{100, 50, image.Pt(100, 50), image.Pt(100, 50)},
		{3000, 1, image.Pt(1280, 1), image.Pt(320, 1)},
		{1, 1, image.Pt(1, 1), image.Pt(1, 1)},
	} {
		p, err := derive.Make(t.Context(), inspect.JPEG, jpegOf(t, corners(c.width, c.height)))
		if err != nil {
			t.Fatal(err)
		}
		if got := sizes(t, p); got != [2]image.Point{c.medium, c.small} {
			t.Errorf("%dx%d became %v, want %v", c.width, c.height, got, c)
		}
		if p.Width != c.width || p.Height != c.height {
			t.Errorf("original said to be %dx%d, is %dx%d", p.Width, p.Height, c.width, c.height)
		}
	}
}

// TestUpright tells for each way to hold a camera where the stored red corner must go.
func TestUpright(t *testing.T) {
	t.Parallel()
	places := map[uint16]string{1: "top left", 2: "top right", 3: "bottom right", 4: "bottom left",
		5: "top left", 6: "top right", 7: "bottom right", 8: "bottom left"}
	stored := jpegOf(t, corners(64, 32))
	for orientation, want := range places {
		p, err := derive.Make(t.Context(), inspect.JPEG, exif(stored, orientation))
		if err != nil {
			t.Fatal(err)
		}
		m := open(t, p.Medium)
		w, h := m.Bounds().Dx(), m.Bounds().Dy()
		if swapped := orientation >= 5; swapped != (h > w) || p.Width != w || p.Height != h {
			t.Errorf("orientation %d gives %dx%d, said %dx%d", orientation, w, h, p.Width, p.Height)
		}
		got := map[string]string{hue(m, 4, 4): "top left", hue(m, w-5, 4): "top right",
			hue(m, 4, h-5): "bottom left", hue(m, w-5, h-5): "bottom right"}["red"]
		if got != want {
			t.Errorf("orientation %d puts red %s, want %s", orientation, got, want)
		}
	}
}

func TestEvidenceIsReadAndNotPassedOn(t *testing.T) {
	t.Parallel()
	original := exif(jpegOf(t, corners(64, 32)), 1)
	p, err := derive.Make(t.Context(), inspect.JPEG, original)
	if err != nil {
		t.Fatal(err)
	}
	e := p.Evidence
	if e.TakenAt == nil || !e.TakenAt.Equal(time.Date(2019, 12, 26, 8, 5, 9, 0, time.UTC)) {
		t.Errorf("taken at %v", e.TakenAt)
	}
	if e.Latitude == nil || math.Abs(*e.Latitude-42.875) > 1e-6 || math.Abs(*e.Longitude-74.6) > 1e-6 {
		t.Errorf("place %v %v", e.Latitude, e.Longitude)
	}
	if e.Camera != "Xiaomi Redmi Note 9S" {
		t.Errorf("camera %q", e.Camera)
	}
	for _, derived := range [][]byte{p.Small, p.Medium} {
		if bytes.Contains(derived, []byte("Exif")) || bytes.Contains(derived, []byte("Redmi")) {
			t.Error("metadata passed on")
		}
	}
}

func TestOtherFormats(t *testing.T) {
	t.Parallel()
	transparent := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	var b bytes.Buffer
	if err := png.Encode(&b, transparent); err != nil {
		t.Fatal(err)
	}
	p, err := derive.Make(t.Context(), inspect.PNG, b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got := hue(open(t, p.Medium), 20, 10); got != "white" {
		t.Errorf("a transparent picture became %s", got)
	}
	for name, want := range map[string][2]image.Point{
		"still.webp": {image.Pt(150, 103), image.Pt(150, 103)},
		"still.heic": {image.Pt(512, 512), image.Pt(320, 320)},
	} {
		data, err := os.ReadFile("../testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		as := map[string]inspect.Type{"still.webp": inspect.WebP, "still.heic": inspect.HEIC}[name]
		p, err := derive.Make(t.Context(), as, data)
		if err != nil {
			t.Fatal(err)
		}
		if got := sizes(t, p); got != want {
			t.Errorf("%s became %v, want %v", name, got, want)
		}
	}
}

// TestAPhotoOfAPhone: HEIC, held on its side, with time and place.
func TestAPhotoOfAPhone(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../testdata/turned.heic")
	if err != nil {
		t.Fatal(err)
	}
	p, err := derive.Make(t.Context(), inspect.HEIC, data)
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 130 || p.Height != 250 {
		t.Errorf("upright it is said to be %dx%d", p.Width, p.Height)
	}
	if m := open(t, p.Medium); hue(m, 120, 10) != "red" || hue(m, 120, 240) != "green" || hue(m, 10, 10) != "blue" {
		t.Errorf("not upright: %v", m.Bounds())
	}
	if p.Evidence.TakenAt == nil || p.Evidence.Latitude == nil || p.Evidence.Camera == "" {
		t.Errorf("evidence %+v", p.Evidence)
	}
	for _, derived := range [][]byte{p.Small, p.Medium} {
		if bytes.Contains(derived, []byte("Exif")) || bytes.Contains(derived, []byte("Xiaomi")) {
			t.Error("a derived picture carries EXIF")
		}
	}
}

func TestUnreadablePicturesAreErrors(t *testing.T) {
	t.Parallel()
	heic, err := os.ReadFile("../testdata/still.heic")
	if err != nil {
		t.Fatal(err)
	}
	for as, data := range map[inspect.Type][]byte{
		inspect.JPEG: []byte("\xFF\xD8\xFF\xD9"), inspect.PNG: []byte("\x89PNG"), inspect.WebP: []byte("RIFF"),
		inspect.HEIC: heic[:2000], inspect.PDF: []byte("%PDF"),
	} {
		if _, err := derive.Make(t.Context(), as, data); err == nil {
			t.Errorf("%s: no error", as)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := derive.Make(ended, inspect.JPEG, []byte("x")); err == nil {
		t.Errorf("err = %v", err)
	}
}
