// Package inspect decides by its content whether an uploaded file may be kept.
//
// It is pure: bytes and the sender's declaration go in, the facts of a good file or a
// [*Refusal] come out. Nothing is decoded before its header has been read, nothing is
// unpacked beyond fixed limits.
package inspect

import (
	"bytes"
	"slices"
	"strings"
)

// Type is a media type that files may have (issue: PDF, JPEG, PNG, HEIC, WebP, DOCX, XLSX).
type Type string

// The types.
const (
	PDF  Type = "application/pdf"
	JPEG Type = "image/jpeg"
	PNG  Type = "image/png"
	HEIC Type = "image/heic"
	WebP Type = "image/webp"
	DOCX Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	XLSX Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

var extensions = map[Type][]string{
	PDF:  {".pdf"},
	JPEG: {".jpg", ".jpeg", ".jpe"},
	PNG:  {".png"},
	HEIC: {".heic", ".heif"},
	WebP: {".webp"},
	DOCX: {".docx"},
	XLSX: {".xlsx"},
}

// ParseType reads a declared media type; parameters and letter case do not count.
func ParseType(declared string) (Type, bool) {
	bare, _, _ := strings.Cut(declared, ";")
	t := Type(strings.ToLower(strings.TrimSpace(bare)))
	if t == "image/heif" {
		t = HEIC
	}
	_, known := extensions[t]
	return t, known
}

// Image reports whether files of the type are pictures.
func (t Type) Image() bool { return strings.HasPrefix(string(t), "image/") }

// Fits reports whether a file name's extension (with its dot) belongs to the type.
func (t Type) Fits(extension string) bool {
	return slices.Contains(extensions[t], strings.ToLower(extension))
}

// Extension is the usual extension of the type, with its dot.
func (t Type) Extension() string { return extensions[t][0] }

// sniff names the type by the first bytes alone, "" when it is none of ours. An Office
// file is only "some ZIP" here; which one, ooxml.go tells.
func sniff(data []byte) Type {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(data, []byte{0xFF, 0xD8, 0xFF}):
		return JPEG
	case bytes.HasPrefix(data, pngSignature):
		return PNG
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	case isHEIC(data):
		return HEIC
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return officeType(data)
	}
	return ""
}
