package inspect

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// The limits of an Office file, which is a ZIP archive.
const (
	maxEntries    = 3_000
	maxUnpacked   = 128 << 20
	maxRatio      = 200
	ratioCounts   = 1 << 20
	maxXML        = 4 << 20
	contentTypes  = "[Content_Types].xml"
	mainDOCX      = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	mainXLSX      = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	compoundMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
)

// officeType tells DOCX from XLSX by the content type of the main part, "" when it is
// neither. A document with macros has another main part; it is named all the same, so
// that the refusal can say "macro".
func officeType(data []byte) Type {
	archive, err := openZIP(data)
	if err != nil {
		return ""
	}
	list, err := readEntry(find(archive, contentTypes))
	if err != nil {
		return ""
	}
	switch text := string(list); {
	case strings.Contains(text, mainDOCX), strings.Contains(text, "ms-word.document.macroEnabled"):
		return DOCX
	case strings.Contains(text, mainXLSX), strings.Contains(text, "ms-excel.sheet.macroEnabled"):
		return XLSX
	}
	return ""
}

// isEncryptedOffice recognizes the envelope of a document with a password.
func isEncryptedOffice(data []byte) bool {
	name := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	return bytes.HasPrefix(data, []byte(compoundMagic)) && bytes.Contains(data, name)
}

func checkOffice(data []byte) error {
	u := unpacker{left: maxUnpacked}
	return u.archive(data)
}

// unpacker reads every entry once, within one budget for the file and what it embeds.
type unpacker struct {
	left    int64
	entries int
	inner   bool
}

func (u *unpacker) archive(data []byte) error {
	archive, err := openZIP(data)
	if err != nil {
		return err
	}
	if u.entries += len(archive.File); u.entries > maxEntries {
		return refuse(UnpacksTooBig)
	}
	seen := make(map[string]bool, len(archive.File))
	for _, f := range archive.File {
		name := strings.ToLower(f.Name)
		if !safeName(f.Name) || seen[name] {
			return refuse(Damaged)
		}
		seen[name] = true
		if err := u.entry(f, name); err != nil {
			return err
		}
	}
	return nil
}

func safeName(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsAny(name, "\\:\x00") && !strings.HasPrefix(name, "/") &&
		path.Clean(name) == strings.TrimSuffix(name, "/") && !strings.HasPrefix(name, "..")
}

func (u *unpacker) entry(f *zip.File, name string) error {
	if f.Flags&1 != 0 {
		return refuse(Encrypted)
	}
	if foreignPart(name) {
		return refuse(ActiveContent)
	}
	if f.UncompressedSize64 > ratioCounts && f.UncompressedSize64/max(1, f.CompressedSize64) > maxRatio {
		return refuse(UnpacksTooBig)
	}
	content, err := u.unpack(f)
	if err != nil {
		return err
	}
	switch {
	case isArchive(content):
		return u.nested(content, name)
	case strings.HasSuffix(name, ".rels"), name == strings.ToLower(contentTypes):
		return checkXML(content)
	case bytes.HasPrefix(content, []byte("MZ")), bytes.HasPrefix(content, []byte(compoundMagic)), isMarkup(content):
		return refuse(ActiveContent)
	}
	return nil
}

// unpack inflates an entry; the budget counts what really comes out.
func (u *unpacker) unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, refuse(Damaged)
	}
	defer func() { _ = r.Close() }()
	limit := min(u.left, int64(min(f.UncompressedSize64, maxUnpacked)))
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(content)) > limit {
		return nil, refuse(UnpacksTooBig)
	}
	if err != nil {
		return nil, refuse(Damaged)
	}
	u.left -= int64(len(content))
	return content, nil
}

// nested allows one thing inside: the workbook behind a chart.
func (u *unpacker) nested(content []byte, name string) error {
	if u.inner || !strings.Contains(name, "/embeddings/") || officeType(content) == "" {
		return refuse(TwoFilesInOne)
	}
	u.inner = true
	defer func() { u.inner = false }()
	return u.archive(content)
}

func isArchive(b []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "Rar!\x1a\x07", "7z\xBC\xAF\x27\x1C", "\x1F\x8B\x08", "\xFD7zXZ\x00", "BZh9"} {
		if bytes.HasPrefix(b, []byte(magic)) {
			return true
		}
	}
	return false
}

// checkXML reads a package's own tables: what its parts are and what they load.
func checkXML(content []byte) error {
	d := xml.NewDecoder(io.LimitReader(bytes.NewReader(content), maxXML))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refuse(Damaged)
		}
		switch t := token.(type) {
		case xml.Directive:
			return refuse(ActiveContent)
		case xml.StartElement:
			if active(t) {
				return refuse(ActiveContent)
			}
		}
	}
}

// active recognizes macros by their part's type, and everything that a document
// loads from outside; a link that waits for a click is none of that.
func active(e xml.StartElement) bool {
	var external, link bool
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "ContentType":
			t := strings.ToLower(a.Value)
			if strings.Contains(t, "macroenabled") || strings.Contains(t, "vbaproject") || strings.Contains(t, "activex") {
				return true
			}
		case "TargetMode":
			external = strings.EqualFold(a.Value, "External")
		case "Type":
			link = strings.HasSuffix(a.Value, "/hyperlink") || strings.HasSuffix(a.Value, "/externalLinkPath")
		}
	}
	return external && !link
}

func find(archive *zip.Reader, name string) *zip.File {
	for _, f := range archive.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// readEntry reads a small entry.
func readEntry(f *zip.File) ([]byte, error) {
	if f == nil {
		return nil, io.ErrUnexpectedEOF
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(io.LimitReader(r, maxXML))
}
