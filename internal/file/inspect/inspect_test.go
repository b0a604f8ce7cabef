package inspect_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestGoodFilesAreKept(t *testing.T) {
	t.Parallel()
	photo := jpegOf(t, 40, 30)
	good := map[string]struct {
		data          []byte
		as            inspect.Type
		width, height int
	}{
		"pdf": {pdf(""), inspect.PDF, 0, 0},
		"pdf of packed objects": {objectStream(t, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length 30",
			"1 0 << /Type /Page /Launched 1 >>"), inspect.PDF, 0, 0},
		"jpeg":                       {photo, inspect.JPEG, 40, 30},
		"jpeg with a second picture": {join(photo, []byte{0, 0}, jpegOf(t, 8, 8)), inspect.JPEG, 40, 30},
		"jpeg with a short film":     {join(photo, []byte("\x00\x00\x00\x18ftypmp42....")), inspect.JPEG, 40, 30},
		"jpeg with Samsung's notes":  {join(photo, []byte("\x00\x00\x01\x0a whatever SEFT")), inspect.JPEG, 40, 30},
		"jpeg with a comment":        {withSegment(photo, 0xFE, []byte("Redmi Note 9S")), inspect.JPEG, 40, 30},
		"png":                        {pngOf(t, 7, 9), inspect.PNG, 7, 9},
		"png with a text":            {withChunk(pngOf(t, 7, 9), "tEXt", []byte("Title\x00Айыл")), inspect.PNG, 7, 9},
		"webp":                       {sample(t, "still.webp"), inspect.WebP, 150, 103},
		"heic":                       {sample(t, "still.heic"), inspect.HEIC, 512, 512},
		"docx":                       {docx(t), inspect.DOCX, 0, 0},
		"docx with a chart": {docx(t, part{"word/embeddings/Microsoft_Excel_Sheet.xlsx", string(xlsx(t))}),
			inspect.DOCX, 0, 0},
		"docx with a link": {docx(t, part{"word/_rels/document.xml.rels",
			`<Relationships><Relationship Type="http://x/hyperlink" Target="https://kg" TargetMode="External"/></Relationships>`}),
			inspect.DOCX, 0, 0},
		"xlsx": {workbook(t), inspect.XLSX, 0, 0},
	}
	for name, c := range good {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, err := inspect.Check(c.data, declare(c.as, c.data))
			if err != nil {
				t.Fatal(err)
			}
			if want := (inspect.Facts{Type: c.as, Width: c.width, Height: c.height}); facts != want {
				t.Errorf("facts = %+v, want %+v", facts, want)
			}
		})
	}
}

func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetCellValue("Sheet1", "A1", "Смета"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type bad struct {
	as   inspect.Type
	data []byte
	want inspect.Reason
}

func TestBadFilesAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range badFiles(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := inspect.Check(c.data, declare(c.as, c.data))
			var refusal *inspect.Refusal
			if !errors.As(err, &refusal) || refusal.Reason != c.want {
				t.Fatalf("err = %v, want %s", err, c.want)
			}
		})
	}
}

func badFiles(t *testing.T) map[string]bad {
	all := map[string]bad{}
	for _, files := range []map[string]bad{foreignFiles(), badPDFs(t), badPictures(t), badOffice(t)} {
		for name, c := range files {
			all[name] = c
		}
	}
	return all
}

func foreignFiles() map[string]bad {
	return map[string]bad{
		"html":            {inspect.PDF, []byte("<!DOCTYPE html><script>1</script>"), inspect.TypeNotAllowed},
		"svg":             {inspect.PNG, []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`), inspect.TypeNotAllowed},
		"shell script":    {inspect.PDF, []byte("#!/bin/sh\nrm -rf /\n"), inspect.TypeNotAllowed},
		"gif and script":  {inspect.JPEG, []byte("GIF89a/*\x00\x00*/=alert(1)"), inspect.TypeNotAllowed},
		"program":         {inspect.PDF, append([]byte("MZ\x90\x00"), make([]byte, 200)...), inspect.TypeNotAllowed},
		"one byte":        {inspect.PNG, []byte{0}, inspect.TypeNotAllowed},
		"late pdf header": {inspect.PDF, append([]byte("junk\n"), pdf("")...), inspect.TwoFilesInOne},
		"old word": {inspect.DOCX, append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...),
			inspect.TypeNotAllowed},
		"locked word": {inspect.DOCX, join([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 512),
			[]byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")), inspect.Encrypted},
		"avif": {inspect.HEIC, []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1...."), inspect.TypeNotAllowed},
	}
}

func badPDFs(t *testing.T) map[string]bad {
	return map[string]bad{
		"pdf and zip":        {inspect.PDF, join(pdf(""), docx(t)), inspect.TwoFilesInOne},
		"pdf and zip hidden": {inspect.PDF, join(pdf(""), docx(t), []byte("\nstartxref\n9\n%%EOF")), inspect.TwoFilesInOne},
		"pdf and html":       {inspect.PDF, pdf("<script>alert(1)</script>"), inspect.TwoFilesInOne},
		"pdf cut":            {inspect.PDF, pdf("")[:60], inspect.Damaged},
		"pdf of no version":  {inspect.PDF, bytes.Replace(pdf(""), []byte("1.7"), []byte("9.9"), 1), inspect.Damaged},
		"pdf with script":    {inspect.PDF, pdf("/OpenAction << /S /JavaScript /JS (x) >>"), inspect.ActiveContent},
		"pdf that starts":    {inspect.PDF, pdf("/AA << /S /Launch /F (cmd.exe) >>"), inspect.ActiveContent},
		"pdf with a file":    {inspect.PDF, pdf("/Type /EmbeddedFile "), inspect.ActiveContent},
		"pdf with files":     {inspect.PDF, pdf("/Names << /EmbeddedFiles 5 0 R >>"), inspect.ActiveContent},
		"pdf of two escapes": {inspect.PDF, pdf("/OpenAction << /S /J#61va#53cript /JS (x) >>"), inspect.ActiveContent},
		"pdf of one escape":  {inspect.PDF, pdf("/AA << /S/L#61unch/F (cmd.exe) >>"), inspect.ActiveContent},
		"pdf with a comment": {inspect.PDF, pdf("/AA << /S /Launch%x\n/F (cmd.exe) >>"), inspect.ActiveContent},
		"pdf locked":         {inspect.PDF, pdf("/Encrypt 7 0 R"), inspect.Encrypted},
		"pdf of a packed script": {inspect.PDF, objectStream(t, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
			"1 0 << /S /JavaScript /JS (x) >>"), inspect.ActiveContent},
		"pdf of a packed escape": {inspect.PDF, objectStream(t, "/Type /Obj#53tm /N 1 /First 4 /Filter [/Fl#61teDecode]",
			"1 0 << /S /L#61unch /F (cmd.exe) >>"), inspect.ActiveContent},
		"pdf of a stream without a type": {inspect.PDF, objectStream(t, "/N 1 /First 4 /Filter /Fl",
			"1 0 << /S /Launch /F (cmd.exe) >>"), inspect.ActiveContent},
		"pdf of a stream packed twice": {inspect.PDF, objectStream(t, "/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]",
			"1 0 << >>"), inspect.Damaged},
		"pdf of a shuffled stream": {inspect.PDF, objectStream(t,
			"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>", "1 0 << >>"), inspect.Damaged},
		"pdf bomb": {inspect.PDF, objectStream(t, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
			strings.Repeat(" ", 129<<20)), inspect.UnpacksTooBig},
	}
}

func badPictures(t *testing.T) map[string]bad {
	photo, drawing, webp, heic := jpegOf(t, 16, 16), pngOf(t, 16, 16), sample(t, "still.webp"), sample(t, "still.heic")
	endless := bytes.Clone(photo)
	sof := bytes.Index(endless, []byte{0xFF, 0xC0})
	copy(endless[sof+5:], []byte{0x3F, 0xFF, 0x3F, 0xFF})
	broken := bytes.Clone(drawing)
	broken[60] ^= 1
	return map[string]bad{
		"jpeg called png":        {inspect.PNG, photo, inspect.TypeDiffers},
		"jpeg and zip":           {inspect.JPEG, join(photo, docx(t)), inspect.TwoFilesInOne},
		"jpeg and html":          {inspect.JPEG, join(photo, []byte("<html><script>x</script>")), inspect.TwoFilesInOne},
		"jpeg, film and zip":     {inspect.JPEG, join(photo, []byte("\x00\x00\x00\x18ftypmp42"), docx(t)), inspect.TwoFilesInOne},
		"jpeg and unknown bytes": {inspect.JPEG, join(photo, []byte("anything else")), inspect.TwoFilesInOne},
		"jpeg with php":          {inspect.JPEG, withSegment(photo, 0xFE, []byte("<?php system($_GET[0]);")), inspect.TwoFilesInOne},
		"jpeg that is a script":  {inspect.JPEG, withSegment(photo, 0xE0, bytes.Repeat([]byte{'a'}, 0x2F2A-2)), inspect.TwoFilesInOne},
		"jpeg cut":               {inspect.JPEG, photo[:len(photo)-20], inspect.Damaged},
		"jpeg of headers only":   {inspect.JPEG, []byte{0xFF, 0xD8, 0xFF, 0xD9}, inspect.Damaged},
		"jpeg bomb":              {inspect.JPEG, endless, inspect.TooManyPixels},
		"png bomb":               {inspect.PNG, withPNGSize(drawing, 15000, 15000), inspect.TooManyPixels},
		"png of great size":      {inspect.PNG, withPNGSize(drawing, 1<<31, 1<<31), inspect.TooManyPixels},
		"png of no size":         {inspect.PNG, withPNGSize(drawing, 0, 16), inspect.Damaged},
		"png with a bad sum":     {inspect.PNG, broken, inspect.Damaged},
		"png and more":           {inspect.PNG, join(drawing, []byte{1}), inspect.TwoFilesInOne},
		"png with script":        {inspect.PNG, withChunk(drawing, "tEXt", []byte("x\x00<SCRIPT>")), inspect.TwoFilesInOne},
		"webp and more":          {inspect.WebP, join(webp, []byte("more")), inspect.TwoFilesInOne},
		"webp cut":               {inspect.WebP, webp[:len(webp)-9], inspect.Damaged},
		"heic cut":               {inspect.HEIC, heic[:len(heic)-9], inspect.Damaged},
		"heic and zip":           {inspect.HEIC, join(heic, docx(t)), inspect.Damaged},
		"heic without picture":   {inspect.HEIC, []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"), inspect.Damaged},
		"heic bomb": {inspect.HEIC, bytes.ReplaceAll(heic, []byte("ispe\x00\x00\x00\x00\x00\x00"),
			[]byte("ispe\x00\x00\x00\x00\x7f\xff")), inspect.TooManyPixels},
	}
}

func badOffice(t *testing.T) map[string]bad {
	locked := bytes.Clone(docx(t))
	for at := 0; ; {
		next := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += next + 8
		locked[at] |= 1
	}
	rel := func(kind string) part {
		return part{"word/_rels/settings.xml.rels",
			`<Relationships><Relationship Type="http://x/` + kind + `" Target="http://evil/x" TargetMode="External"/></Relationships>`}
	}
	many := make([]part, 3100)
	for i := range many {
		many[i] = part{"word/" + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + strings.Repeat("y", i/50), ""}
	}
	return map[string]bad{
		"plain zip":            {inspect.DOCX, zipOf(t, part{"a.txt", "a"}), inspect.TypeNotAllowed},
		"docx called xlsx":     {inspect.XLSX, docx(t), inspect.TypeDiffers},
		"docx behind a byte":   {inspect.DOCX, append([]byte("x"), docx(t)...), inspect.TwoFilesInOne},
		"docx before bytes":    {inspect.DOCX, join(docx(t), []byte("\x00\x00<html>")), inspect.TwoFilesInOne},
		"docx with macro part": {inspect.DOCX, docx(t, part{"word/vbaProject.bin", "x"}), inspect.ActiveContent},
		"docm": {inspect.DOCX, zipOf(t, types("application/vnd.ms-word.document.macroEnabled.main+xml"),
			part{"word/document.xml", "<d/>"}), inspect.ActiveContent},
		"docx with a page":     {inspect.DOCX, docx(t, part{"word/a.html", "text"}), inspect.ActiveContent},
		"docx with a chunk":    {inspect.DOCX, docx(t, part{"word/a.dat", "\uFEFF\n<HTML><body onload=x()>"}), inspect.ActiveContent},
		"docx with a drawing":  {inspect.DOCX, docx(t, part{"word/media/a.svg", "<svg/>"}), inspect.ActiveContent},
		"docx with an object":  {inspect.DOCX, docx(t, part{"word/embeddings/oleObject1.bin", "x"}), inspect.ActiveContent},
		"docx with macro data": {inspect.DOCX, docx(t, part{"word/vbaData.xml", "<x/>"}), inspect.ActiveContent},
		"xlsx with a macro":    {inspect.XLSX, xlsx(t, part{"xl/macrosheets/sheet1.xml", "<x/>"}), inspect.ActiveContent},
		"docx with program":    {inspect.DOCX, docx(t, part{"word/media/image1.png", "MZ\x90\x00"}), inspect.ActiveContent},
		"docx with template":   {inspect.DOCX, docx(t, rel("attachedTemplate")), inspect.ActiveContent},
		"docx with entity":     {inspect.DOCX, docx(t, part{"_rels/.rels", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`}), inspect.ActiveContent},
		"docx climbing":        {inspect.DOCX, docx(t, part{"../../etc/passwd", "x"}), inspect.Damaged},
		"docx from the root":   {inspect.DOCX, docx(t, part{"/etc/passwd", "x"}), inspect.Damaged},
		"docx backslash":       {inspect.DOCX, docx(t, part{`word\x.xml`, "x"}), inspect.Damaged},
		"docx twice a part":    {inspect.DOCX, docx(t, part{"Word/Document.xml", "x"}), inspect.Damaged},
		"docx bomb":            {inspect.DOCX, docx(t, part{"word/b.xml", strings.Repeat("0", 2<<20)}), inspect.UnpacksTooBig},
		"docx of many parts":   {inspect.DOCX, docx(t, many...), inspect.UnpacksTooBig},
		"docx with archive":    {inspect.DOCX, docx(t, part{"word/media/a.zip", string(zipOf(t, part{"a", "a"}))}), inspect.TwoFilesInOne},
		"docx in docx in docx": {inspect.DOCX, docx(t, part{"word/embeddings/a.docx",
			string(docx(t, part{"word/embeddings/b.docx", string(docx(t))}))}), inspect.TwoFilesInOne},
		"docx locked": {inspect.DOCX, locked, inspect.Encrypted},
	}
}

func TestLiesAboutSizeAndHash(t *testing.T) {
	t.Parallel()
	data := pdf("")
	size, hash := declare(inspect.PDF, data), declare(inspect.PDF, data)
	size.Size++
	hash.SHA256[0]++
	for want, declared := range map[inspect.Reason]inspect.Declared{inspect.SizeDiffers: size, inspect.HashDiffers: hash} {
		_, err := inspect.Check(data, declared)
		var refusal *inspect.Refusal
		if !errors.As(err, &refusal) || refusal.Reason != want {
			t.Errorf("err = %v, want %s", err, want)
		}
	}
}

func TestEveryReasonSpeaks(t *testing.T) {
	t.Parallel()
	for _, reason := range inspect.Reasons() {
		for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru, i18n.En} {
			text := (&inspect.Refusal{Reason: reason, Detail: "text/html"}).Message(lang)
			if text == "" || strings.Contains(text, "{") {
				t.Errorf("%s in %s: %q", reason, lang, text)
			}
		}
	}
}

func TestParseType(t *testing.T) {
	t.Parallel()
	for declared, want := range map[string]inspect.Type{
		"image/JPEG": inspect.JPEG, "application/pdf; charset=binary": inspect.PDF, "image/heif": inspect.HEIC,
	} {
		if got, ok := inspect.ParseType(declared); !ok || got != want {
			t.Errorf("ParseType(%q) = %q, %v", declared, got, ok)
		}
	}
	for _, declared := range []string{"", "text/html", "image/svg+xml", "application/zip", "image/jpeg/pdf"} {
		if got, ok := inspect.ParseType(declared); ok {
			t.Errorf("ParseType(%q) = %q, want none", declared, got)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(pdf(""))
	f.Add(jpegOf(f, 9, 9))
	f.Add(pngOf(f, 9, 9))
	f.Add(sample(f, "still.webp"))
	f.Add(sample(f, "still.heic")[:2000])
	f.Add(docx(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, as := range []inspect.Type{inspect.PDF, inspect.JPEG, inspect.PNG, inspect.WebP, inspect.HEIC, inspect.DOCX, inspect.XLSX} {
			facts, err := inspect.Check(data, declare(as, data))
			var refusal *inspect.Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatalf("a refusal was expected: %v", err)
			}
			if err == nil && (facts.Type != as || as.Image() != (facts.Width > 0)) {
				t.Fatalf("kept as %+v, declared %s", facts, as)
			}
		}
	})
}
