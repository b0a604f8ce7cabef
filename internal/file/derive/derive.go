// Package derive makes what may be shown of a picture: upright JPEG copies without any
// metadata, and reads from the original what it says about time and place.
package derive

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"github.com/gen2brain/heic"
	"golang.org/x/image/webp"

	"github.com/demilge/demilge/internal/file/inspect"
)

// Variant names a derived picture.
type Variant string

// The variants.
const (
	Small  Variant = "small"
	Medium Variant = "medium"
)

// Side is the longest side of the variant in pixels; smaller originals are not enlarged.
func (v Variant) Side() int {
	if v == Small {
		return 320
	}
	return 1280
}

const quality = 82

// Pictures are the derived JPEG files of one original, with the evidence it carried.
// Width and Height are those of the upright original.
type Pictures struct {
	Small, Medium []byte
	Width, Height int
	Evidence      Evidence
}

// one lets a single picture be decoded at a time: each may take 200 MB.
var one = make(chan struct{}, 1)

// Make decodes a picture that [inspect.Check] has passed and derives its variants. It
// waits for its turn; an error means that the picture cannot be read, or that ctx ended.
func Make(ctx context.Context, t inspect.Type, data []byte) (Pictures, error) {
	select {
	case one <- struct{}{}:
		defer func() { <-one }()
	case <-ctx.Done():
		return Pictures{}, ctx.Err()
	}
	return makePictures(t, data)
}

// makePictures turns a panic of a decoder into an error: the file is at fault.
func makePictures(t inspect.Type, data []byte) (p Pictures, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("derive: decoder of %s: %v", t, r)
		}
	}()
	original, err := decode(t, data)
	if err != nil {
		return Pictures{}, fmt.Errorf("derive: %w", err)
	}
	evidence, orientation := readEvidence(t, data)
	p = Pictures{Width: original.Bounds().Dx(), Height: original.Bounds().Dy(), Evidence: evidence}
	if orientation.swapsSides() {
		p.Width, p.Height = p.Height, p.Width
	}
	medium := orientation.apply(shrink(original, Medium.Side()))
	if p.Medium, err = encode(medium); err != nil {
		return Pictures{}, err
	}
	p.Small, err = encode(shrink(medium, Small.Side()))
	return p, err
}

func decode(t inspect.Type, data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch t {
	case inspect.JPEG:
		return jpeg.Decode(r)
	case inspect.PNG:
		return png.Decode(r)
	case inspect.WebP:
		return webp.Decode(r)
	case inspect.HEIC:
		return heic.Decode(r)
	}
	return nil, fmt.Errorf("%s is not a picture", t)
}

func encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("derive: %w", err)
	}
	return b.Bytes(), nil
}
