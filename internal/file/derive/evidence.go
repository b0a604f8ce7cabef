package derive

import (
	"bytes"
	"math"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"github.com/demilge/demilge/internal/file/inspect"
)

// Evidence is what a camera wrote into a picture. Nothing of it is proven, and nothing of
// it is shown to the public.
type Evidence struct {
	// TakenAt is the wall clock of the camera; a camera that gives no offset from UTC is
	// taken to show local time in Bishkek.
	TakenAt *time.Time `json:"takenAt,omitempty"`
	// Latitude and Longitude are degrees, north and east positive.
	Latitude  *float64 `json:"latitude,omitempty"`
	Longitude *float64 `json:"longitude,omitempty"`
	Camera    string   `json:"camera,omitempty"`
}

// bishkek is UTC+6 the whole year, without a table of zones.
var bishkek = time.FixedZone("Asia/Bishkek", 6*3600)

const maxCamera = 80

var formats = map[inspect.Type]imagemeta.ImageFormat{
	inspect.JPEG: imagemeta.JPEG,
	inspect.PNG:  imagemeta.PNG,
	inspect.WebP: imagemeta.WebP,
	inspect.HEIC: imagemeta.HEIF,
}

// readEvidence reads the EXIF part; a damaged one is as good as none. The decoder of HEIC
// turns pictures upright by itself.
func readEvidence(t inspect.Type, data []byte) (e Evidence, o orientation) {
	defer func() { _ = recover() }()
	tags := readTags(t, data)
	if at, ok := takenAt(tags); ok {
		e.TakenAt = &at
	}
	if lat, long, err := tags.GetLatLong(); err == nil && onEarth(lat, long) {
		e.Latitude, e.Longitude = &lat, &long
	}
	e.Camera = camera(tags)
	if n, ok := tags.EXIF()["Orientation"].Value.(uint16); ok && t != inspect.HEIC {
		o = orientation(n)
	}
	return e, o
}

func readTags(t inspect.Type, data []byte) imagemeta.Tags {
	var tags imagemeta.Tags
	wanted := map[string]bool{
		"Orientation": true, "DateTimeOriginal": true, "DateTime": true, "OffsetTimeOriginal": true,
		"Make": true, "Model": true, "GPSLatitude": true, "GPSLatitudeRef": true,
		"GPSLongitude": true, "GPSLongitudeRef": true,
	}
	// What was read before an error is kept.
	_, _ = imagemeta.Decode(imagemeta.Options{
		R:               bytes.NewReader(data),
		ImageFormat:     formats[t],
		Sources:         imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return wanted[tag.Tag] },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if !strings.HasPrefix(tag.Namespace, "IFD1") {
				tags.Add(tag)
			}
			return nil
		},
		Warnf: func(string, ...any) {},
	})
	return tags
}

func takenAt(tags imagemeta.Tags) (time.Time, bool) {
	exif := tags.EXIF()
	for _, name := range []string{"DateTimeOriginal", "DateTime"} {
		text, _ := exif[name].Value.(string)
		zone, _ := exif["OffsetTimeOriginal"].Value.(string)
		if at, err := time.Parse("2006:01:02 15:04:05-07:00", clean(text)+clean(zone)); err == nil {
			return at.UTC(), true
		}
		if at, err := time.ParseInLocation("2006:01:02 15:04:05", clean(text), bishkek); err == nil && at.Year() > 1990 {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

func onEarth(lat, long float64) bool {
	return math.Abs(lat) <= 90 && math.Abs(long) <= 180 && (lat != 0 || long != 0)
}

func camera(tags imagemeta.Tags) string {
	maker, _ := tags.EXIF()["Make"].Value.(string)
	model, _ := tags.EXIF()["Model"].Value.(string)
	text := strings.TrimSpace(clean(maker) + " " + clean(model))
	return text[:min(len(text), maxCamera)]
}

// clean keeps printable ASCII, all that EXIF's texts may hold.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s))
}
