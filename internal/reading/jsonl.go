package reading

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// record is a report as JSON: a line of JSONL, or a side-car (which has no
// text of its own). Fields of a wrong type are noticed one by one.
type record struct {
	Text     json.RawMessage `json:"text"`
	Date     json.RawMessage `json:"date"`
	Title    json.RawMessage `json:"title"`
	URL      json.RawMessage `json:"url"`
	Outlet   json.RawMessage `json:"outlet"`
	Source   json.RawMessage `json:"source"`
	Language json.RawMessage `json:"language"`
}

// fields are what a record or side-car tells of a report.
type fields struct {
	date, title, url, outlet, source, language string
	diagnostics                                []claim.Diagnostic
}

// fields takes the string fields; others are noted and left out. where is
// "record" or "side-car".
func (rec *record) fields(where string) fields {
	var f fields
	take := func(name string, raw json.RawMessage, into *string) {
		raw = bytes.TrimSpace(raw)
		if len(raw) == 0 || string(raw) == "null" {
			return
		}
		if json.Unmarshal(raw, into) != nil {
			f.diagnostics = append(f.diagnostics, claim.Diagnostic{Code: "field-type",
				Message: fmt.Sprintf("the %s's field %q is not a string, but %s: left out", where, name, short(string(raw)))})
		}
		*into = strings.TrimSpace(*into)
	}
	take("date", rec.Date, &f.date)
	take("title", rec.Title, &f.title)
	take("url", rec.URL, &f.url)
	take("outlet", rec.Outlet, &f.outlet)
	take("source", rec.Source, &f.source)
	take("language", rec.Language, &f.language)
	return f
}

// short cuts a value for a message.
func short(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}

// fitsLines: JSONL by name, or by a first line that is a whole object.
func fitsLines(name string, first []byte) bool {
	switch filepath.Ext(name) {
	case ".jsonl", ".ndjson":
		return true
	case ".txt":
		return false
	}
	first = bytes.TrimLeft(first, " \t\r\n")
	if !opensObject(first) {
		return false
	}
	line, _, whole := bytes.Cut(first, []byte("\n"))
	line = bytes.TrimSpace(line)
	return !whole && len(line) >= head/2 || bytes.HasSuffix(line, []byte("}")) && json.Valid(line)
}

// fitsRecord: JSON by name, or an object or array that is not JSONL.
func fitsRecord(name string, first []byte) bool {
	switch filepath.Ext(name) {
	case ".json":
		return true
	case ".txt":
		return false
	}
	first = bytes.TrimLeft(first, " \t\r\n")
	return opensObject(first) || bytes.HasPrefix(first, []byte("[")) && opensObject(bytes.TrimLeft(first[1:], " \t\r\n"))
}

// opensObject reports whether b begins as a JSON object with a member does.
func opensObject(b []byte) bool {
	if !bytes.HasPrefix(b, []byte("{")) {
		return false
	}
	b = bytes.TrimLeft(b[1:], " \t\r\n")
	return len(b) > 0 && (b[0] == '"' || b[0] == '}')
}

// lines reads JSONL: a report from each line. Blank lines are passed over.
func (r *reader) lines(in input) {
	count := 0
	for number := 1; r.on(); number++ {
		line, long, err := readLine(in.src, r.opt.MaxBytes)
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte(bom))
		}
		atEnd := err != nil
		if atEnd && err != io.EOF {
			r.fail(readProblem(in.path, number, err))
			return
		}
		switch {
		case long:
			count++
			r.fail(tooLong(in.path, number, r.opt.MaxBytes))
		case len(bytes.TrimSpace(line)) > 0:
			count++
			r.line(in, line, number, atEnd)
		}
		if atEnd {
			break
		}
	}
	if count == 0 {
		r.fail(&Problem{File: in.path, Kind: Empty, What: "no lines with reports", Do: "check how the file was made"})
	}
}

// readLine reads up to the next line feed, which it leaves out. A line longer
// than limit is passed over and told as long. The error is io.EOF after the
// last line.
func readLine(src *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		piece, err := src.ReadSlice('\n')
		if !long {
			if len(line)+len(piece) > limit+1 {
				line, long = nil, true
			} else {
				line = append(line, piece...)
			}
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSuffix(line, []byte("\n")), long, err
		}
	}
}

// line reads one record. last is true where no line end follows it.
func (r *reader) line(in input, raw []byte, number int, last bool) {
	d := decode(raw)
	var rec record
	if err := json.Unmarshal([]byte(d.text), &rec); err != nil {
		r.fail(badRecord(in.path, number, err, last))
		return
	}
	r.fromRecord(in, rec, d, number)
}

// badRecord says why a line is no record.
func badRecord(path string, number int, err error, last bool) *Problem {
	p := &Problem{File: path, Line: number, Kind: BadRecord, What: "not a JSON object", Tried: err.Error(), Err: err,
		Do: "want {\"text\": \"...\", \"date\": \"2021-10-05\"} on one line"}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && strings.Contains(err.Error(), "unexpected end") {
		p.What = "the record is cut off"
		if last {
			p.Do = "the file ends here without a line end: fetch or write it again"
		}
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		p.Tried = "it is a JSON " + wrong.Value
	}
	return p
}

// record reads a file that is one JSON object, over as many lines as it likes.
func (r *reader) record(in input) {
	raw, p := r.all(in)
	if p != nil {
		r.fail(p)
		return
	}
	d := decode(raw)
	var rec record
	if err := json.Unmarshal([]byte(d.text), &rec); err != nil {
		p := badRecord(in.path, 0, err, true)
		p.Do = "want one object {\"text\": \"...\", \"date\": \"2021-10-05\"}"
		if strings.HasPrefix(strings.TrimSpace(d.text), "[") {
			p.Do = "give the array's objects one to a line, as .jsonl"
		} else if strings.HasPrefix(strings.TrimSpace(d.text), "{") {
			p.Do += ", or an object to each line, as .jsonl"
		}
		r.fail(p)
		return
	}
	r.fromRecord(in, rec, d, 0)
}

// fromRecord makes a document of a record.
func (r *reader) fromRecord(in input, rec record, d decoded, number int) {
	var text string
	raw := bytes.TrimSpace(rec.Text)
	p := &Problem{File: in.path, Line: number, Kind: BadRecord}
	switch {
	case len(raw) == 0 || string(raw) == "null":
		p.What, p.Do = "the record has no field \"text\"", "name the report's text \"text\""
		if number == 0 && strings.HasSuffix(in.path, ".json") {
			p.Do = "if it is the side-car of a report, give the .txt beside it"
		}
		r.fail(p)
		return
	case json.Unmarshal(raw, &text) != nil:
		p.What, p.Tried, p.Do = "the field \"text\" is not a string", "it is "+short(string(raw)), "give the text as a JSON string"
		r.fail(p)
		return
	}
	if strings.TrimSpace(text) == "" {
		p.Kind, p.What = Empty, "the record has an empty text"
		r.fail(p)
		return
	}
	if d.encoding == utf8Name && in.wide != "" {
		d.encoding = in.wide
	}
	from := rec.fields("record")
	name := base(in.path)
	if number > 0 {
		name = fmt.Sprintf("%s:%d", name, number)
	}
	// Places of damage in the line are not places in the text.
	for i := range d.diagnostics {
		d.diagnostics[i].Span = document.Span{}
	}
	d.text = strings.TrimPrefix(text, bom)
	r.give(r.item(in.path, name, number, d, from, document.DateMeta))
}
