package claim

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
)

// Schema is the version of the JSON form of a reading.
const Schema = "reading/1"

// Encode gives the JSON form of a reading, reading/1, without a line end.
// withText puts the report's text into it, so that it stands on its own.
func Encode(r *Reading, withText bool) []byte { return AppendJSON(nil, r, withText) }

// AppendJSON appends the JSON form of a reading to dst.
//
// Spans become offsets in code points; absent values are null or empty lists;
// keys stand in a fixed order, so that the same reading gives the same bytes.
// Beyond the keys of the contract it writes document.url, document.body,
// statement.anonymity (kind, span, reason),
// event.why, event.where, event.labels, the guess of parties,
// commitment.mutual_with and commitment.restated.
// Spans must lie in the text, at the bounds of code points.
func AppendJSON(dst []byte, r *Reading, withText bool) []byte {
	doc := r.Document
	if doc == nil {
		doc = &document.Document{}
	}
	w := writer{b: dst, at: document.NewCodePoints(doc.Text)}
	w.raw(`{"schema":"` + Schema + `","document":`)
	w.document(doc, r.Debris)
	if withText {
		w.key("text")
		w.str(doc.Text)
	}
	w.key("statements")
	list(&w, r.Statements, w.statement)
	w.key("events")
	list(&w, r.Events, w.event)
	w.key("commitments")
	list(&w, r.Commitments, w.commitment)
	w.key("meetings")
	list(&w, r.Meetings, w.meeting)
	w.key("diagnostics")
	list(&w, r.Diagnostics, func(d *Diagnostic) {
		w.raw(`{"code":`)
		w.str(d.Code)
		w.key("span")
		w.spanOrNull(d.Span)
		w.key("message")
		w.str(d.Message)
		w.raw("}")
	})
	w.raw(`,"run":{"entente":`)
	w.str(r.Run.Entente)
	w.raw(`,"models":{`)
	rooms := make([]string, 0, len(r.Run.Models))
	for room := range r.Run.Models {
		rooms = append(rooms, room)
	}
	slices.Sort(rooms)
	for i, room := range rooms {
		if i > 0 {
			w.raw(",")
		}
		w.str(room)
		w.raw(":")
		w.str(r.Run.Models[room])
	}
	w.raw("}}}")
	return w.b
}

// EncodeRecord gives the JSON form of one record of a report, as it stands in
// the report's reading.
func EncodeRecord(doc *document.Document, rec Record) []byte {
	w := writer{at: document.NewCodePoints(doc.Text)}
	switch x := rec.(type) {
	case *Statement:
		w.statement(x)
	case *Event:
		w.event(x)
	case *Commitment:
		w.commitment(x)
	case *Meeting:
		w.meeting(x)
	}
	return w.b
}

// writer appends JSON. Its methods for records write one value each.
type writer struct {
	b  []byte
	at *document.CodePoints
}

func (w *writer) document(d *document.Document, debris []Debris) {
	w.raw(`{"id":`)
	w.strOrNull(string(d.ID))
	w.key("file")
	w.strOrNull(d.File)
	w.key("title")
	w.strOrNull(d.Title)
	w.key("date")
	w.strOrNull(d.Date.String())
	w.key("date_from")
	w.strOrNull(string(d.DateFrom))
	w.key("outlet")
	w.strOrNull(d.Outlet)
	w.key("credits")
	w.strs(d.Credits)
	w.key("language")
	w.strOrNull(d.Language)
	w.key("length")
	w.int(w.at.Len())
	w.key("debris")
	list(w, debris, func(x *Debris) {
		w.raw(`{"kind":`)
		w.str(x.Kind)
		w.key("span")
		w.span(x.Span)
		w.key("meant")
		w.strOrNull(x.Meant)
		w.raw("}")
	})
	w.key("url")
	w.strOrNull(d.URL)
	w.key("body")
	w.spanOrNull(d.Body)
	w.raw("}")
}

func (w *writer) statement(s *Statement) {
	w.raw(`{"id":`)
	w.str(s.ID)
	w.key("form")
	w.strOrNull(string(s.Form))
	w.key("standing")
	w.strOrNull(string(s.Standing))
	w.key("source")
	w.spans(s.Source)
	w.key("cue")
	w.spans(s.Cue)
	w.key("content")
	w.spans(s.Content)
	w.key("speakers")
	w.parties(s.Speakers)
	w.key("addressees")
	w.parties(s.Addressees)
	w.key("within")
	w.strOrNull(s.Within)
	w.key("sentence")
	w.int(s.Sentence)
	w.key("date")
	w.interval(s.Date)
	w.key("topics")
	w.strs(s.Topics)
	w.key("confidence")
	w.number(s.Confidence)
	w.key("anonymity")
	if a := s.Anonymity; a == nil {
		w.raw("null")
	} else {
		w.raw(`{"kind":`)
		w.str(string(a.Kind))
		w.key("span")
		w.span(a.Span)
		w.key("reason")
		w.spanOrNull(a.Reason)
		w.raw("}")
	}
	w.raw("}")
}

func (w *writer) event(e *Event) {
	w.raw(`{"id":`)
	w.str(e.ID)
	w.key("type")
	w.strOrNull(string(e.Type))
	w.key("mode")
	w.strOrNull(e.Mode)
	w.key("contexts")
	w.strs(e.Contexts)
	w.key("plover")
	w.strOrNull(string(e.Plover))
	w.key("cameo")
	w.strOrNull(e.Cameo)
	w.key("goldstein")
	w.number(e.Goldstein)
	w.key("actors")
	w.parties(e.Actors)
	w.key("recipients")
	w.parties(e.Recipients)
	w.key("reality")
	w.strOrNull(string(e.Reality))
	w.key("background")
	w.bool(e.Background)
	w.key("date")
	w.interval(e.Date)
	w.key("stated")
	w.bool(e.Stated)
	w.key("place")
	w.strOrNull(e.Place)
	w.key("where")
	w.location(e.Where)
	w.key("mentions")
	w.mentions(e.Mentions)
	w.key("said_in")
	w.strs(e.SaidIn)
	w.key("confidence")
	w.number(e.Confidence)
	w.key("why")
	w.strOrNull(e.Why)
	w.key("labels")
	list(w, e.Labels, func(l *Label) {
		w.raw(`{"ontology":`)
		w.str(l.Ontology)
		w.key("label")
		w.str(l.Label)
		w.raw("}")
	})
	w.raw("}")
}

func (w *writer) location(l *Location) {
	if l == nil {
		w.raw("null")
		return
	}
	w.raw(`{"country":`)
	w.strOrNull(l.Country)
	if l.Point {
		w.key("lat")
		w.number(l.Lat)
		w.key("lon")
		w.number(l.Lon)
	} else {
		w.raw(`,"lat":null,"lon":null`)
	}
	w.raw("}")
}

func (w *writer) commitment(c *Commitment) {
	w.raw(`{"id":`)
	w.str(c.ID)
	w.key("kind")
	w.strOrNull(string(c.Kind))
	w.key("by")
	w.parties(c.By)
	w.key("to")
	w.parties(c.To)
	w.key("what")
	w.spans(c.What)
	w.key("due")
	w.interval(c.Due)
	w.key("condition")
	w.strOrNull(c.Condition)
	w.key("topics")
	w.strs(c.Topics)
	w.key("said_in")
	w.strs(c.SaidIn)
	w.key("confidence")
	w.number(c.Confidence)
	w.key("mutual_with")
	w.strs(c.MutualWith)
	w.key("restated")
	w.mentions(c.Restated)
	w.raw("}")
}

func (w *writer) meeting(m *Meeting) {
	w.raw(`{"id":`)
	w.str(m.ID)
	w.key("who")
	w.parties(m.Who)
	w.key("when")
	w.interval(m.When)
	w.key("where")
	w.strOrNull(m.Where)
	w.key("how")
	w.strOrNull(string(m.How))
	w.key("status")
	w.strOrNull(string(m.Status))
	w.key("mentions")
	w.mentions(m.Mentions)
	w.key("confidence")
	w.number(m.Confidence)
	w.raw("}")
}

func (w *writer) party(p *Party) {
	w.raw(`{"text":`)
	w.strOrNull(p.Text)
	w.key("span")
	w.spanOrNull(p.Span)
	w.key("actor")
	w.strOrNull(string(p.Actor))
	w.key("name")
	w.strOrNull(p.Name)
	w.key("country")
	w.strOrNull(p.Country)
	w.key("sector")
	w.strOrNull(p.Sector)
	w.key("guess")
	w.strOrNull(p.Guess)
	w.raw("}")
}

func list[T any](w *writer, xs []T, one func(*T)) {
	w.raw("[")
	for i := range xs {
		if i > 0 {
			w.raw(",")
		}
		one(&xs[i])
	}
	w.raw("]")
}

func (w *writer) raw(s string)                 { w.b = append(w.b, s...) }
func (w *writer) int(n int)                    { w.b = strconv.AppendInt(w.b, int64(n), 10) }
func (w *writer) bool(v bool)                  { w.b = strconv.AppendBool(w.b, v) }
func (w *writer) parties(ps []Party)           { list(w, ps, w.party) }
func (w *writer) strs(ss []string)             { list(w, ss, func(s *string) { w.str(*s) }) }
func (w *writer) mentions(m [][]document.Span) { list(w, m, func(s *[]document.Span) { w.spans(*s) }) }
func (w *writer) spans(ss []document.Span)     { list(w, ss, func(s *document.Span) { w.span(*s) }) }
func (w *writer) interval(i calendar.Interval) { w.strOrNull(i.String()) }

func (w *writer) key(k string) {
	w.b = append(w.b, `,"`...)
	w.b = append(w.b, k...)
	w.b = append(w.b, `":`...)
}

func (w *writer) span(s document.Span) {
	w.b = append(w.b, '[')
	w.int(w.at.Of(s.Start))
	w.b = append(w.b, ',')
	w.int(w.at.Of(s.End))
	w.b = append(w.b, ']')
}

// spanOrNull writes the zero span as null: the words are only implied.
func (w *writer) spanOrNull(s document.Span) {
	if s == (document.Span{}) {
		w.raw("null")
		return
	}
	w.span(s)
}

func (w *writer) strOrNull(s string) {
	if s == "" {
		w.raw("null")
		return
	}
	w.str(s)
}

// number writes the shortest decimal that reads back as f. JSON has no NaN
// and no infinities; they become 0.
func (w *writer) number(f float64) {
	switch abs := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		w.raw("0")
	case abs != 0 && (abs < 1e-6 || abs >= 1e21):
		w.b = strconv.AppendFloat(w.b, f, 'e', -1, 64)
	default:
		w.b = strconv.AppendFloat(w.b, f, 'f', -1, 64)
	}
}

// str writes a JSON string. Besides what JSON demands it escapes the line
// separators U+0085, U+2028 and U+2029, at which some readers of JSON lines
// break a line; nothing is escaped for HTML. Bytes that are not UTF-8 become
// U+FFFD.
func (w *writer) str(s string) {
	const hex = "0123456789abcdef"
	b := append(w.b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, `\n`...)
			case '\r':
				b = append(b, `\r`...)
			case '\t':
				b = append(b, `\t`...)
			default:
				b = append(b, `\u00`...)
				b = append(b, hex[c>>4], hex[c&15])
			}
			i++
			from = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		escaped := ""
		switch {
		case r == utf8.RuneError && size == 1:
			escaped = "\uFFFD"
		case r == 0x85:
			escaped = `\u0085`
		case r == 0x2028:
			escaped = `\u2028`
		case r == 0x2029:
			escaped = `\u2029`
		}
		if escaped != "" {
			b = append(b, s[from:i]...)
			b = append(b, escaped...)
			from = i + size
		}
		i += size
	}
	b = append(b, s[from:]...)
	w.b = append(b, '"')
}
