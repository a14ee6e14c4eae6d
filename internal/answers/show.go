package answers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
)

// RecordSchema is the version of the JSON form of one record shown.
const RecordSchema = "record/1"

// Record is one record with the words it rests on, in their place.
type Record struct {
	Schema    string          `json:"schema"`
	Line      Line            `json:"line"`      // as a brief would tell it
	Learned   Day             `json:"learned"`   // when the ledger took it in
	Retracted Day             `json:"retracted"` // when it was taken back; null while it stands
	Reason    string          `json:"reason"`    // why it was taken back, as its keeper said
	Record    json.RawMessage `json:"record"`    // as in reading/1
	Context   []Piece         `json:"context"`   // the sentences that hold its words, in the order of the text

	rec claim.Record
	doc *document.Document
}

// Piece is a stretch of a report's text in the context of a record.
type Piece struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked"` // the record rests on it
	Gap    bool   `json:"gap"`    // text was left out before it

	at int // byte of the report's text
}

// Retraction tells when a report was taken back, and why, as its keeper said.
// The zero value is that of one that stands.
type Retraction struct {
	On  calendar.Day
	Why string
}

// text is "" for a report that stands.
func (r Retraction) text() string {
	if !r.On.Valid() {
		return ""
	}
	return "Taken back on " + r.On.String() + prefixed(": ", strings.TrimSuffix(r.Why, ".")) + ". No answer uses it."
}

// ShowRecord tells all about one entry, and whether it was taken back.
func ShowRecord(e ledger.Entry, taken Retraction) *Record {
	doc := e.Evidence.Report
	return &Record{
		Schema: RecordSchema, Line: lineOf(e), Learned: Day{e.Learned}, Retracted: Day{taken.On}, Reason: taken.Why,
		Record: claim.EncodeRecord(doc, e.Claim), Context: context(doc.Text, allWords(e.Claim)), rec: e.Claim, doc: doc,
	}
}

// JSON gives the record as one line of JSON, without a line end.
func (r *Record) JSON() []byte { return marshal(r) }

// allWords are all spans that a record rests on, not only the first mention.
func allWords(rec claim.Record) []document.Span {
	switch x := rec.(type) {
	case *claim.Statement:
		return slices.Concat(x.Source, x.Cue, x.Content)
	case *claim.Event:
		return slices.Concat(x.Mentions...)
	case *claim.Meeting:
		return slices.Concat(x.Mentions...)
	}
	return rec.Words()
}

// context cuts the sentences that hold the spans out of the text and marks the
// spans in them.
func context(text string, spans []document.Span) []Piece {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b document.Span) int { return a.Start - b.Start })
	pieces := []Piece{}
	at := 0 // text before it is told or left out
	put := func(from, to int, marked, gap bool) {
		if from < to {
			pieces = append(pieces, Piece{text[from:to], marked, gap, from})
		}
	}
	for i, s := range spans {
		s.Start = max(s.Start, at) // overlapping spans are marked once
		if s.End <= s.Start {
			continue
		}
		gap := false
		if from := sentenceStart(text, s.Start); from > at || len(pieces) == 0 {
			gap = from > 0
			put(from, s.Start, false, gap)
			gap = gap && from == s.Start
		} else {
			put(at, s.Start, false, false)
		}
		put(s.Start, s.End, true, gap)
		at = s.End
		end := sentenceEnd(text, s.End)
		if i+1 < len(spans) && spans[i+1].Start < end {
			continue
		}
		put(at, end, false, false)
		at = end
	}
	return pieces
}

// SentenceOf gives the sentences that hold some words of a text, as they are
// cut for showing.
func SentenceOf(text string, words document.Span) document.Span {
	return document.Span{Start: sentenceStart(text, words.Start), End: sentenceEnd(text, words.End)}
}

// farthest is how many bytes from the words the search for a sentence's bounds
// goes.
const farthest = 600

// sentenceStart and sentenceEnd find where to cut, for showing only: at a
// paragraph's end, or after a full stop, question or exclamation mark with
// closing quotes that a space and a capital follow.
func sentenceStart(text string, at int) int {
	low := max(0, at-farthest)
	for low < at && !utf8.RuneStart(text[low]) {
		low++
	}
	best := low
	for i := low; i < at; i++ {
		if next := boundary(text, i); next > 0 && next <= at {
			best = next
		}
	}
	return best
}

func sentenceEnd(text string, at int) int {
	high := min(len(text), at+farthest)
	for high < len(text) && !utf8.RuneStart(text[high]) {
		high++
	}
	for i := max(0, at-1); i < high; i++ {
		if next := boundary(text, i); next > 0 {
			return max(at, i+len(strings.TrimRightFunc(text[i:next], unicode.IsSpace)))
		}
	}
	return high
}

// boundary gives the start of the next sentence where one ends at byte i, else
// 0.
func boundary(text string, i int) int {
	switch text[i] {
	case '\n':
		return i + 1
	case '.', '!', '?':
		end := i + 1
		for _, closing := range []string{"”", "’", `"`, "'", ")", "»"} {
			if strings.HasPrefix(text[end:], closing) {
				end += len(closing)
			}
		}
		rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
		next := len(text) - len(rest)
		if next == end && rest != "" {
			return 0
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "“‘\"'(«"))
		if rest == "" || unicode.IsUpper(first) || unicode.IsDigit(first) {
			return next
		}
	}
	return 0
}

// Text gives the record for people to read: its head, its words marked where
// they stand, all its fields.
func (r *Record) Text(style Style) string {
	p := printer{style: style}
	p.heading(string(r.Line.ID) + "  " + string(r.Line.Kind))
	if taken := (Retraction{r.Retracted.Day, r.Reason}).text(); taken != "" {
		p.para(0, 0, taken)
	}
	p.WriteByte('\n')
	p.marked(r.Context)
	p.WriteByte('\n')
	for _, f := range r.fields() {
		if f[1] != "" {
			p.field(f[0], f[1])
		}
	}
	return p.String()
}

func (r *Record) fields() [][2]string {
	l := &r.Line
	out := [][2]string{{"report", join(r.doc.Title, r.doc.Outlet, r.doc.File)}, {"url", r.doc.URL},
		{"reported", join(r.doc.Date.String(), dateFrom(r.doc.DateFrom))}, {"learned", r.Learned.String()}}
	add := func(name, value string) { out = append(out, [2]string{name, value}) }
	parties := func(role claim.Role) {
		var all []string
		r.rec.EachParty(func(is claim.Role, p claim.Party) {
			if is == role {
				all = append(all, partyText(p))
			}
		})
		add(string(role), strings.Join(all, "; "))
	}
	switch x := r.rec.(type) {
	case *claim.Statement:
		parties(claim.Speaker)
		parties(claim.Addressee)
		add("form", l.Type)
		add("standing", l.Standing)
		if x.Anonymity != nil {
			add("unnamed", join(string(x.Anonymity.Kind), r.quote([]document.Span{x.Anonymity.Span})))
		}
		add("source", r.quote(x.Source))
		add("cue", r.quote(x.Cue))
		add("content", r.quote(x.Content))
		add("within", x.Within)
		add("date", l.Time.String())
		add("topics", strings.Join(x.Topics, ", "))
	case *claim.Event:
		add("type", strings.TrimSpace(l.Type+" "+l.Mode))
		add("contexts", strings.Join(x.Contexts, ", "))
		parties(claim.Doer)
		parties(claim.Recipient)
		add("reality", l.Status)
		add("background", yes(x.Background))
		date := l.Time.String()
		if date != "" && x.Stated {
			date += " (stated)"
		}
		add("date", date)
		add("place", x.Place)
		for _, mention := range x.Mentions {
			add("mention", r.quote(mention))
		}
		add("said in", strings.Join(x.SaidIn, ", "))
		add("codes", join(prefixed("PLOVER ", string(x.Plover)), prefixed("CAMEO ", x.Cameo), fmt.Sprintf("Goldstein %g", x.Goldstein)))
		add("why", x.Why)
	case *claim.Commitment:
		add("kind", l.Type)
		parties(claim.Promiser)
		parties(claim.Promisee)
		add("what", r.quote(x.What))
		add("due", span(x.Due))
		add("condition", x.Condition)
		add("topics", strings.Join(x.Topics, ", "))
		add("said in", strings.Join(x.SaidIn, ", "))
	case *claim.Meeting:
		parties(claim.Participant)
		add("when", l.Time.String())
		add("where", x.Where)
		add("how", l.How)
		add("status", l.Status)
		for _, mention := range x.Mentions {
			add("mention", r.quote(mention))
		}
	}
	if l.Confidence > 0 {
		add("confidence", fmt.Sprintf("%.0f %%", 100*l.Confidence))
	}
	return out
}

func (r *Record) quote(spans []document.Span) string {
	if len(spans) == 0 {
		return ""
	}
	return "«" + claim.Quote(r.doc, spans) + "»"
}

func partyText(p claim.Party) string {
	name := p.Name
	if name == "" {
		name = p.Text
	}
	text := ""
	if p.Text != "" && p.Text != name {
		text = "«" + p.Text + "»"
	}
	return strings.Join(slices.DeleteFunc([]string{name, text, string(p.Actor), p.Country, p.Sector},
		func(s string) bool { return s == "" }), ", ")
}

func dateFrom(from document.DateFrom) string {
	if from == "" {
		return ""
	}
	return "day taken from: " + string(from)
}

func yes(v bool) string {
	if v {
		return "yes"
	}
	return ""
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// marked writes the context as one paragraph, the words of the record
// underlined on a terminal and else between « and ».
func (p *printer) marked(pieces []Piece) {
	// Marks are put in as private characters first, so that they neither
	// count as columns nor let a report write marks of its own.
	const on, off = "\uE000", "\uE001"
	var b strings.Builder
	for i, piece := range pieces {
		if piece.Gap {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("[...] ")
		}
		text := strings.NewReplacer(on, "", off, "").Replace(piece.Text)
		if piece.Marked {
			text = on + text + off
		}
		b.WriteString(text)
	}
	var wrapped printer
	wrapped.style = p.style
	wrapped.para(2, 2, b.String())
	if !p.style.ANSI {
		p.WriteString(strings.NewReplacer(on, "«", off, "»").Replace(wrapped.String()))
		return
	}
	const start, stop = "\x1b[4m", "\x1b[24m"
	under := false
	for line := range strings.Lines(wrapped.String()) {
		if words := strings.TrimLeft(line, " "); under { // no underlined margin
			line = line[:len(line)-len(words)] + start + words
		}
		under = strings.LastIndex(line, on) > strings.LastIndex(line, off) || under && !strings.Contains(line, off)
		if under {
			line = strings.TrimSuffix(line, "\n") + stop + "\n"
		}
		p.WriteString(strings.NewReplacer(on, start, off, stop).Replace(line))
	}
}

// ReportText lists the records of one report for people to read.
func ReportText(doc *document.Document, entries []ledger.Entry, taken Retraction, style Style) string {
	p := printer{style: style}
	p.heading(join(doc.Title, doc.Outlet, doc.File))
	p.para(0, 0, fmt.Sprintf("%s; %s", doc.Date, count(len(entries), "record")))
	p.para(0, 0, string(doc.ID))
	if taken := taken.text(); taken != "" {
		p.para(0, 0, taken)
	}
	heads := []struct {
		kind claim.Kind
		name string
		head func(*Line) string
	}{{claim.KindStatement, "Statements", statementHead}, {claim.KindEvent, "Events", eventHead},
		{claim.KindCommitment, "Commitments", commitmentHead}, {claim.KindMeeting, "Meetings", contactHead}}
	for _, h := range heads {
		first := true
		for _, e := range entries {
			if claim.KindOf(e.Claim) != h.kind {
				continue
			}
			if first {
				p.heading(h.name)
				first = false
			}
			l := lineOf(e)
			p.para(2, 4, "["+string(l.ID)+"] "+h.head(&l))
			p.para(4, 5, quote(l.Evidence.Words))
		}
	}
	return p.String()
}
