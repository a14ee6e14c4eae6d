// Package document holds a report as it was published: its text, never
// changed, and what is known about it from outside the text. Everything that
// entente finds points into that text by Span.
package document

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
)

// ID names a report by its text: "sha256:" and 64 hexadecimal digits. Two
// reports with the same text are one report.
type ID string

// IDOf gives the ID of a text.
func IDOf(text string) ID {
	sum := sha256.Sum256([]byte(text))
	return ID("sha256:" + hex.EncodeToString(sum[:]))
}

// Span is a half-open stretch [Start, End) of a text, in bytes.
type Span struct{ Start, End int }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Holds reports whether t lies wholly in s.
func (s Span) Holds(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Join is the smallest span that holds both.
func (s Span) Join(t Span) Span { return Span{min(s.Start, t.Start), max(s.End, t.End)} }

// DateFrom says where the date of a report was found.
type DateFrom string

// The places a date can come from; "" where there is no date.
const (
	DateHeader   DateFrom = "header"   // a line of its own at the head of the text
	DateDateline DateFrom = "dateline" // "PARIS, Oct 5 (Reuters) -"
	DateMeta     DateFrom = "meta"     // a field of the record that held the text
	DateFile     DateFrom = "file"     // a side-car file or the file's name
	DateGiven    DateFrom = "given"    // told by the user
)

// Document is one report.
type Document struct {
	ID       ID
	File     string // base name, or NAME:LINE for a line of a JSONL file
	Title    string
	URL      string
	Outlet   string
	Credits  []string
	Language string       // ISO 639-1
	Date     calendar.Day // the day that "today" refers to; zero if not known
	DateFrom DateFrom
	Text     string // valid UTF-8
	Body     Span   // the text without date header and credit lines
}

// Slice gives the words that a span names.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// CodePoints converts byte offsets of one text into offsets in Unicode code
// points and back, the unit of reading/1. The zero value serves ASCII text.
type CodePoints struct {
	text  string
	marks []int // marks[k] = byte offset of code point k*stride; nil for ASCII
	ascii bool
}

const stride = 64

// NewCodePoints prepares the conversion for a text; O(len(text)).
func NewCodePoints(text string) *CodePoints {
	c := &CodePoints{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			c.ascii = false
			break
		}
	}
	if c.ascii {
		return c
	}
	n := 0
	for i := range text {
		if n%stride == 0 {
			c.marks = append(c.marks, i)
		}
		n++
	}
	return c
}

// Of gives the code point offset of a byte offset.
func (c *CodePoints) Of(byteOffset int) int {
	if c.ascii {
		return byteOffset
	}
	lo, hi := 0, len(c.marks)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; c.marks[mid] <= byteOffset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo*stride + utf8.RuneCountInString(c.text[c.marks[lo]:byteOffset])
}

// Byte gives the byte offset of a code point offset; offsets past the end
// give len(text).
func (c *CodePoints) Byte(codePoint int) int {
	if c.ascii {
		return min(codePoint, len(c.text))
	}
	k := codePoint / stride
	if k >= len(c.marks) {
		return len(c.text)
	}
	at := c.marks[k]
	for n := codePoint % stride; n > 0 && at < len(c.text); n-- {
		_, size := utf8.DecodeRuneInString(c.text[at:])
		at += size
	}
	return at
}

// Len is the length of the text in code points.
func (c *CodePoints) Len() int { return c.Of(len(c.text)) }
