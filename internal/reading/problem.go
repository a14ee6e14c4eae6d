package reading

import (
	"fmt"
	"strings"
)

// Kind sorts the problems that keep a report from being read, for programs
// that count or route them.
type Kind string

// The kinds of problems.
const (
	NotFound   Kind = "not-found"  // no such file or folder
	Unreadable Kind = "unreadable" // the file is there, but its bytes cannot be had
	Empty      Kind = "empty"      // no text at all, or only blanks
	Binary     Kind = "binary"     // no text: an image, a PDF, an archive, ...
	TooLong    Kind = "too-long"   // longer than Options.MaxBytes
	BadRecord  Kind = "bad-record" // a line or file of JSON that holds no report
	NoReports  Kind = "no-reports" // a folder without reports
)

// Problem is why one report was not read. It concerns that report alone: the
// reports after it are still read.
type Problem struct {
	File  string // path as given, or found below a folder as given; "-" for standard input
	Line  int    // line of a JSONL file, from 1; 0 where it concerns the whole file
	Kind  Kind
	What  string // what is wrong
	Tried string // what was tried; "" where nothing was
	Do    string // what the user can do; "" where nothing helps
	Err   error  // what lies beneath; nil for none
}

// Error is one line: where, what, what was tried, what to do.
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString("reading: ")
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	b.WriteString(p.What)
	if p.Tried != "" {
		b.WriteString(": ")
		b.WriteString(p.Tried)
	}
	if p.Do != "" {
		b.WriteString("; ")
		b.WriteString(p.Do)
	}
	return b.String()
}

// Unwrap gives the error beneath.
func (p *Problem) Unwrap() error { return p.Err }
