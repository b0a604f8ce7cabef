package inspect_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"testing"

	"github.com/demilge/demilge/internal/file/inspect"
)

// The smallest honest file of each kind, and tools to make it dishonest.

func declare(t inspect.Type, data []byte) inspect.Declared {
	return inspect.Declared{Type: t, Size: int64(len(data)), SHA256: sha256.Sum256(data)}
}

func pdf(body string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + body + " >>\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

// objectStream is a PDF with one object stream of the dictionary.
func objectStream(t testing.TB, dictionary, objects string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write([]byte(objects)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return pdf(">>\nendobj\n2 0 obj\n<< " + dictionary + " >>\nstream\r\n" + packed.String() + "\nendstream\nendobj\n3 0 obj\n<<")
}

func picture(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(x * 5), uint8(y * 9), uint8(x ^ y), 255})
		}
	}
	return m
}

func jpegOf(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(width, height), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(width, height)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withSegment puts a segment right behind a JPEG's start.
func withSegment(picture []byte, marker byte, payload []byte) []byte {
	out := append([]byte{0xFF, 0xD8, 0xFF, marker}, byte((len(payload)+2)>>8), byte(len(payload)+2))
	out = append(out, payload...)
	return append(out, picture[2:]...)
}

// withChunk puts a chunk right behind a PNG's header.
func withChunk(picture []byte, name string, payload []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	chunk = append(append(chunk, name...), payload...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	out := append(bytes.Clone(picture[:33]), chunk...)
	return append(out, picture[33:]...)
}

// withPNGSize lies about a PNG's dimensions, with a right checksum.
func withPNGSize(picture []byte, width, height uint32) []byte {
	out := bytes.Clone(picture)
	binary.BigEndian.PutUint32(out[16:], width)
	binary.BigEndian.PutUint32(out[20:], height)
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

type part struct{ name, content string }

func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func types(main string) part {
	return part{"[Content_Types].xml", `<Types><Override PartName="/main.xml" ContentType="` + main + `"/></Types>`}
}

const (
	wordMain  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	sheetMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

func docx(t testing.TB, more ...part) []byte {
	return zipOf(t, append([]part{types(wordMain), {"word/document.xml", "<document/>"}}, more...)...)
}

func xlsx(t testing.TB, more ...part) []byte {
	return zipOf(t, append([]part{types(sheetMain), {"xl/workbook.xml", "<workbook/>"}}, more...)...)
}
