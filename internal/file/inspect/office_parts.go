package inspect

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// programs are the endings of parts that are no part of a document or workbook: pages,
// scripts, programs, objects of other programs.
var programs = []string{
	".html", ".htm", ".xhtml", ".mht", ".mhtml", ".hta", ".svg", ".js", ".mjs", ".vbs", ".vbe", ".wsf", ".ps1",
	".bat", ".cmd", ".exe", ".dll", ".com", ".scr", ".msi", ".jar", ".php", ".sh", ".py", ".swf", ".lnk",
}

// foreignPart recognizes by its name, in lower case, a part that runs: macros, controls,
// OLE objects, pages and programs.
func foreignPart(name string) bool {
	base := path.Base(name)
	return slices.Contains(programs, path.Ext(name)) || strings.HasPrefix(base, "vba") || strings.HasPrefix(base, "oleobject") ||
		strings.Contains(name, "/activex/") || strings.Contains(name, "/macrosheets/") || strings.Contains(name, "/afchunk")
}

// isMarkup recognizes a page under whatever name: a browser would show it.
func isMarkup(content []byte) bool {
	begin := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(content[:min(len(content), 1024)], []byte("\xEF\xBB\xBF")), "\x00\t\r\n "))
	for _, tag := range []string{"<!doctype html", "<html", "<script", "<iframe", "<?php", "<svg", "#!"} {
		if bytes.HasPrefix(begin, []byte(tag)) {
			return true
		}
	}
	return false
}
