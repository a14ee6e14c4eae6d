// Package reading turns the bytes of files, folders and standard input into
// Documents: one report each, its text exactly as published, with the date,
// title, outlet and credits that the report or its file tells.
//
// Each format has a file of its own and a line in the table formats. A report
// that cannot be read is a *Problem and does not stop the others; what is odd
// about a report that can be read is a Diagnostic beside it.
//
// The date of a report is looked for in this order: Options.Date; a field of
// the record or side-car; a date line at the head of the text; the dateline of
// its first paragraph; its URL; the name of its file. A report without a date
// stays without one: it is never dated today.
package reading

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// DefaultMaxBytes is the limit of one report (a file of text, a line of
// JSONL) in bytes, after decompression, where Options names none: 16 MiB.
const DefaultMaxBytes = 16 << 20

// Options tell how to read. The zero value is ready for use.
type Options struct {
	Date     calendar.Day // date of every report, before anything found; zero: look for it
	Language string       // ISO 639-1 of reports that do not tell; "": "en"
	MaxBytes int          // longest report in bytes; 0: DefaultMaxBytes
	Stdin    io.Reader    // what "-" reads; nil: os.Stdin
}

// Item is one report that was read.
type Item struct {
	Doc         *document.Document
	Diagnostics []claim.Diagnostic // what is odd about it, in the order of finding
	File        string             // path as given, or below a folder as given; "-" for standard input
	Line        int                // line of a JSONL file, from 1; 0 for a file that is one report

	// Encoding is how the bytes were decoded: utf-8, utf-16le, utf-16be or
	// windows-1252. A map from offsets in Doc.Text back to the file's bytes,
	// when it comes, belongs beside it.
	Encoding string
}

// Open reads the reports of paths in their order: files, folders (their .txt,
// .jsonl and .ndjson files, also with .gz, in name order and with all folders
// below), and "-" for standard input, once.
//
// Every step gives an Item or an error. A *Problem concerns one report, and
// the reading goes on; any other error (the context's) is the last step. At
// most one report is held in memory at a time.
func Open(ctx context.Context, paths []string, opt Options) iter.Seq2[Item, error] {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultMaxBytes
	}
	if opt.Language == "" {
		opt.Language = "en"
	}
	if opt.Stdin == nil {
		opt.Stdin = os.Stdin
	}
	return func(yield func(Item, error) bool) {
		r := &reader{ctx: ctx, opt: opt, yield: yield}
		for _, path := range paths {
			switch r.path(path); {
			case r.stopped:
				return
			case ctx.Err() != nil:
				yield(Item{}, ctx.Err())
				return
			}
		}
	}
}

// reader is one run of Open.
type reader struct {
	ctx     context.Context
	opt     Options
	yield   func(Item, error) bool
	stopped bool // the caller wants no more
}

// on reports whether the reading should go on.
func (r *reader) on() bool { return !r.stopped && r.ctx.Err() == nil }

func (r *reader) give(it Item) {
	if r.on() && !r.yield(it, nil) {
		r.stopped = true
	}
}

func (r *reader) fail(p *Problem) {
	if r.on() && !r.yield(Item{}, p) {
		r.stopped = true
	}
}

// path reads one path as the user gave it.
func (r *reader) path(path string) {
	if path == "-" {
		r.stream("-", r.opt.Stdin)
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.fail(openProblem(path, err))
	case info.IsDir():
		r.folder(path)
	case !info.Mode().IsRegular() && info.Mode()&(fs.ModeNamedPipe|fs.ModeCharDevice) == 0:
		r.fail(&Problem{File: path, Kind: Unreadable, What: "not a file", Tried: info.Mode().Type().String()})
	default:
		r.file(path)
	}
}

// folder reads the reports of a folder and of those below it.
func (r *reader) folder(root string) {
	found := false
	filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if !r.on() {
			return fs.SkipAll
		}
		hidden := strings.HasPrefix(entryName(path), ".") && path != root
		switch {
		case err != nil:
			found = true // something is wrong, but not that nothing is there
			r.fail(openProblem(path, err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir() || !holdsReports(path):
		default:
			found = true
			r.file(path)
		}
		return nil
	})
	if !found {
		r.fail(&Problem{File: root, Kind: NoReports, What: "no reports in this folder",
			Tried: "looked for .txt, .jsonl and .ndjson, also with .gz, in it and in the folders below",
			Do:    "name the files themselves if they end otherwise"})
	}
}

func entryName(path string) string { return filepath.Base(path) }

// holdsReports tells whether a file in a folder is one of reports, by name.
// Side-cars (.json) and gold records are not.
func holdsReports(path string) bool {
	name := strings.TrimSuffix(strings.ToLower(path), ".gz")
	switch filepath.Ext(name) {
	case ".txt", ".jsonl", ".ndjson":
		return true
	}
	return false
}

func (r *reader) file(path string) {
	f, err := os.Open(path)
	if err != nil {
		r.fail(openProblem(path, err))
		return
	}
	defer f.Close()
	r.stream(path, f)
}

func openProblem(path string, err error) *Problem {
	p := &Problem{File: path, Kind: Unreadable, What: "cannot be opened", Err: err}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		p.Tried = pathErr.Err.Error()
	} else {
		p.Tried = err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Kind, p.What, p.Tried = NotFound, "no such file or folder", ""
		p.Do = "check the path; \"-\" reads standard input"
	case errors.Is(err, fs.ErrPermission):
		p.Do = "check who may read it (ls -l)"
	}
	return p
}

// head is how many bytes the formats may look at before they choose.
const head = 64 << 10

// input is one file or stream on the way to a format.
type input struct {
	path string
	src  *bufio.Reader // decompressed, and UTF-8 if it was UTF-16
	wide string        // encoding, if it was UTF-16
}

// format is one kind of file that holds reports.
type format struct {
	name string
	// fits judges by the lower-case name without .gz and by the first bytes
	// (at most head of them, without byte order mark).
	fits func(name string, first []byte) bool
	read func(r *reader, in input)
}

// formats in the order in which they are tried; the last fits all.
var formats = []format{
	{"JSONL", fitsLines, (*reader).lines},
	{"JSON", fitsRecord, (*reader).record},
	{"text", fitsText, (*reader).text},
}

// stream reads the reports of one file or stream.
func (r *reader) stream(path string, from io.Reader) {
	src := bufio.NewReaderSize(from, head)
	first, err := src.Peek(head)
	if len(first) == 0 && err != nil && err != io.EOF {
		r.fail(readProblem(path, 0, err))
		return
	}
	if bytes.HasPrefix(first, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(src)
		if err != nil {
			r.fail(readProblem(path, 0, err))
			return
		}
		defer unpacked.Close()
		src = bufio.NewReaderSize(unpacked, head)
		first, err = src.Peek(head)
		if len(first) == 0 && err != nil && err != io.EOF {
			r.fail(readProblem(path, 0, err))
			return
		}
	}
	if what := binaryKind(first); what != "" {
		r.fail(&Problem{File: path, Kind: Binary, What: "not a text", Tried: "the first bytes are those of " + what,
			Do: "give its text as .txt or JSONL"})
		return
	}
	in := input{path: path}
	in.src, in.wide = unwide(src, first)
	first, _ = in.src.Peek(head)
	first = bytes.TrimPrefix(first, []byte(bom))
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".gz")
	for _, f := range formats {
		if f.fits(name, first) {
			f.read(r, in)
			return
		}
	}
}

func readProblem(path string, line int, err error) *Problem {
	p := &Problem{File: path, Line: line, Kind: Unreadable, What: "reading failed", Tried: err.Error(), Err: err}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		p.What, p.Tried = "the file ends too early", "the compressed data are cut off"
		p.Do = "fetch or copy the file again"
	}
	return p
}

func tooLong(path string, line, limit int) *Problem {
	return &Problem{File: path, Line: line, Kind: TooLong, What: fmt.Sprintf("longer than %d bytes", limit),
		Do: "split it into reports, or raise the limit"}
}

// base is the name that a document is known by.
func base(path string) string {
	if path == "-" {
		return "-"
	}
	return filepath.Base(path)
}
