package reading

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// bom is the byte order mark in UTF-8. It is no part of a text: offsets count
// from after it.
const bom = "\ufeff"

// The encodings that are told apart.
const (
	utf8Name    = "utf-8"
	utf16LE     = "utf-16le"
	utf16BE     = "utf-16be"
	windows1252 = "windows-1252"
)

// magics are first bytes of common files that are no text.
var magics = []struct{ bytes, name string }{
	{"%PDF-", "a PDF"},
	{"PK\x03\x04", "a zip archive, or an office document"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"{\\rtf", "an RTF document"},
	{"\x89PNG", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"\x7fELF", "a program"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"BZh", "a bzip2 file"},
	{"\xfd7zXZ\x00", "an xz file"},
	{"\x28\xb5\x2f\xfd", "a zstd file"},
	{"PAR1", "a Parquet file"},
}

// binaryKind names what the first bytes of a file are, if they are no text;
// "" for text, and for no bytes at all.
func binaryKind(first []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(first, []byte(m.bytes)) {
			return m.name
		}
	}
	if len(first) == 0 || wideKind(first) != "" {
		return ""
	}
	nuls, controls := 0, 0
	for _, c := range first {
		switch {
		case c == 0:
			nuls++
		case c < ' ' && (c < '\a' || c > '\r') && c != 0x1b && c != 0x1a:
			controls++
		}
	}
	// A stray NUL or control byte happens in old wires; one in fifty is no
	// accident.
	if n := nuls + controls; n > 3 && n*50 > len(first) || n*2 > len(first) {
		return fmt.Sprintf("something binary: %d NUL and %d control bytes in the first %d", nuls, controls, len(first))
	}
	return ""
}

// wideKind tells UTF-16 by its mark, or by NULs in every other byte, as in
// any text of mostly Latin letters; "" for anything else.
func wideKind(first []byte) string {
	switch {
	case bytes.HasPrefix(first, []byte{0xff, 0xfe}):
		return utf16LE
	case bytes.HasPrefix(first, []byte{0xfe, 0xff}):
		return utf16BE
	}
	if len(first) < 4 {
		return ""
	}
	sample := first[:min(len(first), 4096)&^1]
	var nuls [2]int
	for i, c := range sample {
		if c == 0 {
			nuls[i&1]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case nuls[1]*10 >= pairs*6 && nuls[0]*20 <= pairs:
		return utf16LE
	case nuls[0]*10 >= pairs*6 && nuls[1]*20 <= pairs:
		return utf16BE
	}
	return ""
}

// unwide puts UTF-16 (told by its first bytes) into UTF-8; other streams it
// leaves as they are. The second value is the encoding found, "" for others.
func unwide(src *bufio.Reader, first []byte) (*bufio.Reader, string) {
	kind := wideKind(first)
	if kind == "" {
		return src, ""
	}
	order := unicode.LittleEndian
	if kind == utf16BE {
		order = unicode.BigEndian
	}
	return bufio.NewReaderSize(transform.NewReader(src, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), head), kind
}

// decoded is a text and how it was had from bytes.
type decoded struct {
	text        string
	encoding    string
	diagnostics []claim.Diagnostic
}

// decode makes text of bytes. Valid UTF-8 is taken as it is. Other bytes are
// Windows-1252 (which holds Latin-1) where nothing in them is a multi-byte
// UTF-8 character, and else damaged UTF-8, whose bad bytes become U+FFFD.
func decode(raw []byte) decoded {
	raw = bytes.TrimPrefix(raw, []byte(bom))
	d := decoded{encoding: utf8Name}
	good, bad, cutOff := countUTF8(raw)
	switch {
	case bad == 0:
		d.text = string(raw)
	case good == 0 && !cutOff:
		out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		if err == nil {
			d.text, d.encoding = string(out), windows1252
			d.note("decoded", document.Span{}, "not UTF-8: decoded as windows-1252 (%d bytes above ASCII)", bad)
			break
		}
		fallthrough
	default:
		var at document.Span
		d.text, at = mend(raw)
		d.note("decoded", at, "damaged UTF-8: %d bad bytes became U+FFFD; the first is marked", bad)
	}
	if n := strings.Count(d.text, "\x00"); n > 0 {
		at := strings.IndexByte(d.text, 0)
		d.note("nul", document.Span{Start: at, End: at + 1}, "%d NUL bytes in the text; the first is marked", n)
	}
	return d
}

func (d *decoded) note(code string, at document.Span, form string, args ...any) {
	d.diagnostics = append(d.diagnostics, claim.Diagnostic{Code: code, Span: at, Message: fmt.Sprintf(form, args...)})
}

// countUTF8 counts the multi-byte characters and the bad bytes; cutOff is true
// where the only bad bytes begin a character that the end cuts off.
func countUTF8(raw []byte) (good, bad int, cutOff bool) {
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		switch {
		case r != utf8.RuneError || size != 1:
			good++
		case !utf8.FullRune(raw[i:]):
			return good, bad + len(raw) - i, bad == 0 && i > 0 && len(raw)-i > 1
		default:
			bad++
		}
		i += size
	}
	return good, bad, false
}

// mend replaces each bad byte by U+FFFD and tells where the first stands.
func mend(raw []byte) (string, document.Span) {
	var b strings.Builder
	var first document.Span
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 && first.End == 0 {
			first = document.Span{Start: b.Len(), End: b.Len() + len("\ufffd")}
		}
		b.WriteRune(r)
		i += size
	}
	return b.String(), first
}
