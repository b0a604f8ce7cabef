package docx

import (
	"bytes"
	"fmt"
	"image/png"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"github.com/demilge/demilge/internal/i18n"
)

const (
	header     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

	wordType     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relationType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relations    = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

	contentTypes = header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

	packageRelations = header + relations +
		`<Relationship Id="rId1" Type="` + relationType + `officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

	documentRelations = header + relations +
		`<Relationship Id="rId1" Type="` + relationType + `styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + relationType + `numbering" Target="numbering.xml"/>` +
		`<Relationship Id="rId3" Type="` + relationType + `settings" Target="settings.xml"/>` +
		`<Relationship Id="rId4" Type="` + relationType + `footer" Target="footer1.xml"/></Relationships>`

	footerRelations = header + relations +
		`<Relationship Id="rId1" Type="` + relationType + `image" Target="media/qr.png"/></Relationships>`

	settings = header + `<w:settings ` + namespaces + `><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

	// drawing is the QR code, 15 mm square (540 000 EMU).
	drawing = `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="540000" cy="540000"/><wp:docPr id="1" name="QR"/>` +
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
		`<pic:nvPicPr><pic:cNvPr id="1" name="QR"/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="540000" cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
)

// core is title and date of the paper, for the list of files.
func (w *writer) core() string {
	day := w.d.Date.String() + "T00:00:00Z"
	return header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		tag("dc:title", escape(w.d.Heading())) + tag("dc:creator", escape(w.d.Letterhead.Name.In(w.d.Lang))) +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + day + `</dcterms:modified></cp:coreProperties>`
}

// styles are those that staff find in the list of styles.
func (w *writer) styles() string {
	lang := "ky-KG"
	if w.d.Lang == i18n.Ru {
		lang = "ru-RU"
	}
	style := func(id, name, based, paragraph, text string) string {
		inside := []string{val("name", name)}
		if based != "" {
			inside = append(inside, val("basedOn", based))
		}
		inside = append(inside, "<w:qFormat/>")
		if paragraph != "" {
			inside = append(inside, tag("w:pPr", paragraph))
		}
		if text != "" {
			inside = append(inside, tag("w:rPr", text))
		}
		open := fmt.Sprintf(`w:style w:type="paragraph" w:styleId="%s"`, id)
		if id == "Normal" {
			open = `w:style w:type="paragraph" w:default="1" w:styleId="Normal"`
		}
		return tag(open, inside...)
	}
	const bold = "<w:b/><w:bCs/>"
	return header + tag("w:styles "+namespaces,
		tag("w:docDefaults", tag("w:rPrDefault", tag("w:rPr",
			`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>`,
			val("sz", 24), val("szCs", 24), fmt.Sprintf(`<w:lang w:val="%s"/>`, lang))), tag("w:pPrDefault", "<w:pPr/>")),
		style("Normal", "Normal", "", "", ""),
		style("BodyText", "Body Text", "Normal", val("jc", "both"), ""),
		style("Title", "Title", "Normal", "<w:keepNext/>"+val("jc", "center"), bold+val("sz", 28)+val("szCs", 28)),
		style("Subtitle", "Subtitle", "Normal", "<w:keepNext/>"+val("jc", "center"), bold),
		style("Heading1", "heading 1", "Normal", "<w:keepNext/>"+val("jc", "center")+val("outlineLvl", 0), bold),
		style("Heading2", "heading 2", "Normal", "<w:keepNext/>"+val("outlineLvl", 1), bold),
		style("ListParagraph", "List Paragraph", "Normal", "", ""),
		style("Caption", "caption", "Normal", "<w:keepNext/>", bold),
		style("Footer", "footer", "Normal", "", val("sz", 16)+val("szCs", 16)))
}

// qrPicture is the QR code of an address as PNG, "" without an address.
func qrPicture(url string) string {
	if url == "" {
		return ""
	}
	code, err := qr.Encode(url, qr.M, qr.Auto)
	if err != nil { // longer than any address of ours
		return ""
	}
	side := code.Bounds().Dx() * 8
	scaled, err := barcode.Scale(code, side, side)
	if err != nil {
		return ""
	}
	var out bytes.Buffer
	if err := png.Encode(&out, scaled); err != nil {
		return ""
	}
	return out.String()
}
