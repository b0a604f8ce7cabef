package inspect

import (
	"crypto/sha256"
	"fmt"

	"github.com/gabriel-vasile/mimetype"
)

// MaxSize is the most bytes a file may have: 25 MB.
const MaxSize = 25 << 20

// Declared is what the sender said about the file before sending it.
type Declared struct {
	Type   Type
	Size   int64
	SHA256 [sha256.Size]byte
}

// Facts is what a good file's content tells. Width and Height are pixels as stored,
// before any rotation; zero for documents.
type Facts struct {
	Type          Type
	Width, Height int
}

// Check compares the content with the declaration and with the rules of its type. It
// answers with the facts, or with a [*Refusal].
func Check(data []byte, declared Declared) (Facts, error) {
	if int64(len(data)) != declared.Size {
		return Facts{}, refuse(SizeDiffers)
	}
	if sha256.Sum256(data) != declared.SHA256 {
		return Facts{}, refuse(HashDiffers)
	}
	found := sniff(data)
	if found == "" {
		return Facts{}, unknown(data)
	}
	if found != declared.Type {
		return Facts{}, &Refusal{Reason: TypeDiffers, Detail: string(found)}
	}
	return checkType(found, data)
}

func checkType(t Type, data []byte) (Facts, error) {
	switch t {
	case PDF:
		return Facts{Type: PDF}, checkPDF(data)
	case DOCX, XLSX:
		return Facts{Type: t}, checkOffice(data)
	}
	width, height, err := measure(t, data)
	if err != nil {
		return Facts{}, err
	}
	return Facts{Type: t, Width: width, Height: height}, nil
}

func measure(t Type, data []byte) (width, height int, err error) {
	var p picture
	switch t {
	case JPEG:
		p, err = readJPEG(data)
	case PNG:
		p, err = readPNG(data)
	case WebP:
		p, err = readWebP(data)
	case HEIC:
		p, err = readHEIC(data)
	}
	if err != nil {
		return 0, 0, err
	}
	if p.width < 1 || p.height < 1 {
		return 0, 0, refuse(Damaged)
	}
	if p.width > maxSide || p.height > maxSide || p.width*p.height > p.limit {
		return 0, 0, &Refusal{Reason: TooManyPixels, Detail: fmt.Sprintf("%d×%d", p.width, p.height)}
	}
	return p.width, p.height, nil
}

// The largest pictures that are decoded. What a pixel costs in memory depends on the
// format: a phone's JPEG 1.5 bytes, a PNG up to 8, a progressive JPEG 6.
const (
	maxSide        = 16_384
	maxPixels      = 51_000_000
	maxPixelsHeavy = 25_000_000
)

type picture struct{ width, height, limit int }

// unknown refuses content of none of our types, naming what it really is.
func unknown(data []byte) error {
	if isEncryptedOffice(data) {
		return refuse(Encrypted)
	}
	if err := hidden(data); err != nil {
		return err
	}
	return &Refusal{Reason: TypeNotAllowed, Detail: mimetype.Detect(data).String()}
}
