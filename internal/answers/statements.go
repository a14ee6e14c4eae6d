package answers

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
)

// StatementsSchema is the version of the JSON form of a list of statements.
const StatementsSchema = "statements/1"

// StatementQuery says which statements to list; zero fields let all through.
type StatementQuery struct {
	By, To       *Side            // who speaks; whom it is told to
	Standings    []claim.Standing // one of these; "" is no source at all
	Forms        []claim.Form     // one of these
	Topic        string           // words of a topic or of the content, in any case
	Since, Until calendar.Day     // days of the report
	Report       string           // first digits of its ID, or its file or title
}

// Said is one statement of a list, with its words.
type Said struct {
	ID         ledger.RecordID `json:"id"`
	Report     document.ID     `json:"report"`
	Title      string          `json:"title"`
	File       string          `json:"file"`
	Outlet     string          `json:"outlet"`
	URL        string          `json:"url"`
	Reported   Day             `json:"reported"`
	Date       Time            `json:"date"`
	Speakers   []Actor         `json:"speakers"`
	Addressees []Actor         `json:"addressees"`
	Form       claim.Form      `json:"form"`
	Standing   claim.Standing  `json:"standing"` // "" for no source
	Source     string          `json:"source"`   // the exact words, pieces joined by " … "
	Cue        string          `json:"cue"`
	Content    string          `json:"content"`
	Spans      SaidSpans       `json:"spans"`
	Anonymity  *SaidAnonymity  `json:"anonymity"` // null where nothing is told
	Within     ledger.RecordID `json:"within"`    // the outer statement of a chain; "" for none
	Topics     []string        `json:"topics"`
	Confidence float64         `json:"confidence"`

	statement *claim.Statement
	doc       *document.Document
}

// SaidSpans are the places of the words, [start, end) in code points of the
// report's text.
type SaidSpans struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

// SaidAnonymity is what the report says of why a source has no name.
type SaidAnonymity struct {
	Kind   claim.AnonymityKind `json:"kind"`
	Words  string              `json:"words"`
	Reason string              `json:"reason"` // "" where not told
	Span   [2]int              `json:"span"`
}

// Openness counts how much rests on unnamed sources. Words are those of the
// contents; where one statement lies in another, they count once, and as
// unnamed where either is.
type Openness struct {
	Report         document.ID `json:"report,omitempty"` // "" for all reports together
	Title          string      `json:"title,omitempty"`
	File           string      `json:"file,omitempty"`
	Reported       Day         `json:"reported"`
	Statements     int         `json:"statements"`
	Unnamed        int         `json:"unnamed"`   // standing anonymous
	Sourceless     int         `json:"no_source"` // nobody at all is told
	Words          int         `json:"words"`
	UnnamedWords   int         `json:"unnamed_words"`
	Share          float64     `json:"unnamed_share"`       // of the statements, 0 to 1
	ShareOfWords   float64     `json:"unnamed_words_share"` // of the words, 0 to 1
	WithConditions int         `json:"told_why"`            // unnamed ones whose report says how or why
}

// StatementList is the answer to a StatementQuery: statements in the order of
// their reports, and how openly the sources of those reports speak. The shares
// count what fits the query but for its standings: a list of anonymous
// statements still tells what part of all they are.
type StatementList struct {
	Schema     string     `json:"schema"`
	Statements []Said     `json:"statements"`
	Reports    []Openness `json:"reports"`
	All        Openness   `json:"all"`
}

// ListStatements answers a query from entries, which may be of any reports, in
// any order.
func ListStatements(entries []ledger.Entry, q StatementQuery) *StatementList {
	entries = slices.Clone(ledger.Standing(entries))
	ledger.Sort(entries)
	out := &StatementList{Schema: StatementsSchema, Statements: []Said{}, Reports: []Openness{}}
	for _, r := range reports(entries) {
		doc := r.doc
		if !q.reportFits(doc) {
			continue
		}
		points := document.NewCodePoints(doc.Text)
		open := Openness{Report: doc.ID, Title: doc.Title, File: doc.File, Reported: Day{doc.Date}}
		var told, unnamed []document.Span
		for _, e := range r.entries {
			s, ok := e.Claim.(*claim.Statement)
			if !ok || !q.fits(s, doc) {
				continue
			}
			open.Statements++
			told = append(told, s.Content...)
			switch s.Standing {
			case claim.Anonymous:
				open.Unnamed++
				unnamed = append(unnamed, s.Content...)
				if s.Anonymity != nil {
					open.WithConditions++
				}
			case "":
				if len(s.Speakers) == 0 {
					open.Sourceless++
				}
			}
			if len(q.Standings) == 0 || slices.Contains(q.Standings, s.Standing) {
				out.Statements = append(out.Statements, saidOf(e, s, points))
			}
		}
		if open.Statements == 0 {
			continue
		}
		open.Words, open.UnnamedWords = wordsIn(doc.Text, told), wordsIn(doc.Text, unnamed)
		open.share()
		out.Reports = append(out.Reports, open)
		out.All.Statements += open.Statements
		out.All.Unnamed += open.Unnamed
		out.All.Sourceless += open.Sourceless
		out.All.Words += open.Words
		out.All.UnnamedWords += open.UnnamedWords
		out.All.WithConditions += open.WithConditions
	}
	out.All.share()
	return out
}

func (o *Openness) share() {
	if o.Statements > 0 {
		o.Share = float64(o.Unnamed) / float64(o.Statements)
	}
	if o.Words > 0 {
		o.ShareOfWords = float64(o.UnnamedWords) / float64(o.Words)
	}
}

// wordsIn counts the words that stand in any of the spans.
func wordsIn(text string, spans []document.Span) int {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b document.Span) int { return a.Start - b.Start })
	n, at := 0, 0
	for _, s := range spans {
		s.Start = max(s.Start, at)
		if s.Start >= s.End {
			continue
		}
		at = s.End
		n += len(strings.FieldsFunc(text[s.Start:s.End], func(r rune) bool { return !inWord(r) && r != '\'' && r != '’' && r != '-' }))
	}
	return n
}

func (q *StatementQuery) reportFits(doc *document.Document) bool {
	if q.Since.Valid() && doc.Date < q.Since || q.Until.Valid() && (!doc.Date.Valid() || doc.Date > q.Until) {
		return false
	}
	if q.Report == "" {
		return true
	}
	digits, _, err := ledger.ParseID(q.Report)
	return err == nil && strings.HasPrefix(strings.TrimPrefix(string(doc.ID), "sha256:"), digits) ||
		q.Report == doc.File || filepath.Base(q.Report) == doc.File || strings.EqualFold(q.Report, doc.Title)
}

// fits reports whether a statement fits all but the standings.
func (q *StatementQuery) fits(s *claim.Statement, doc *document.Document) bool {
	if q.By != nil && !slices.ContainsFunc(s.Speakers, q.By.SpeaksFor) || q.To != nil && !slices.ContainsFunc(s.Addressees, q.To.Has) {
		return false
	}
	if len(q.Forms) > 0 && !slices.Contains(q.Forms, s.Form) {
		return false
	}
	return q.Topic == "" || slices.ContainsFunc(append(slices.Clone(s.Topics), claim.Quote(doc, s.Content)), func(words string) bool {
		return hasWord(strings.ToLower(words), strings.ToLower(q.Topic))
	})
}

func saidOf(e ledger.Entry, s *claim.Statement, points *document.CodePoints) Said {
	l := lineOf(e)
	doc := e.Evidence.Report
	places := func(spans []document.Span) [][2]int {
		out := make([][2]int, 0, len(spans))
		for _, x := range spans {
			out = append(out, [2]int{points.Of(x.Start), points.Of(x.End)})
		}
		return out
	}
	out := Said{
		ID: e.ID, Report: doc.ID, Title: doc.Title, File: doc.File, Outlet: doc.Outlet, URL: doc.URL, Reported: Day{doc.Date}, Date: l.Time,
		Speakers: l.By, Addressees: l.To, Form: s.Form, Standing: s.Standing,
		Source: claim.Quote(doc, s.Source), Cue: claim.Quote(doc, s.Cue), Content: claim.Quote(doc, s.Content),
		Spans: SaidSpans{places(s.Source), places(s.Cue), places(s.Content)}, Topics: l.Topics, Confidence: s.Confidence,
		statement: s, doc: doc,
	}
	if s.Within != "" {
		out.Within = ledger.RecordID(e.ID.Report() + "/" + s.Within)
	}
	if a := s.Anonymity; a != nil {
		out.Anonymity = &SaidAnonymity{Kind: a.Kind, Words: doc.Slice(a.Span), Reason: doc.Slice(a.Reason),
			Span: [2]int{points.Of(a.Span.Start), points.Of(a.Span.End)}}
	}
	return out
}

// JSON gives the list as one line of JSON, without a line end.
func (l *StatementList) JSON() []byte { return marshal(l) }

// csvColumns name the cells of CSV.
var csvColumns = []string{"id", "reported", "date", "speakers", "actors", "countries", "addressees", "form", "standing", "anonymity", "anonymity_words",
	"source", "cue", "content", "start", "end", "within", "topics", "confidence", "outlet", "title", "file", "url", "report"}

// CSV gives the statements as a table by RFC 4180, with a line of names. Several
// values in a cell are joined by "; "; start and end are those of the whole
// content, in code points of the report's text.
func (l *StatementList) CSV() []byte {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(csvColumns)
	for i := range l.Statements {
		s := &l.Statements[i]
		var names, ids, countries, to []string
		for _, a := range s.Speakers {
			names, ids, countries = append(names, a.Label()), append(ids, string(a.ID)), append(countries, a.Country)
		}
		for _, a := range s.Addressees {
			to = append(to, a.Label())
		}
		kind, words, start, end := "", "", "", ""
		if s.Anonymity != nil {
			kind, words = string(s.Anonymity.Kind), s.Anonymity.Words
		}
		if n := len(s.Spans.Content); n > 0 {
			start, end = fmt.Sprint(s.Spans.Content[0][0]), fmt.Sprint(s.Spans.Content[n-1][1])
		}
		w.Write([]string{string(s.ID), s.Reported.String(), s.Date.String(), cell(names), cell(ids), cell(countries), cell(to), string(s.Form), string(s.Standing),
			kind, words, s.Source, s.Cue, s.Content, start, end, string(s.Within), cell(s.Topics), fmt.Sprintf("%.3f", s.Confidence), s.Outlet, s.Title, s.File, s.URL, string(s.Report)})
	}
	w.Flush() // a strings.Builder takes everything
	return []byte(b.String())
}

func cell(values []string) string {
	return strings.Join(slices.DeleteFunc(values, func(s string) bool { return s == "" }), "; ")
}

// Text gives the list for people to read: the statements, report by report,
// then the shares.
func (l *StatementList) Text(style Style) string {
	p := printer{style: style}
	if len(l.Statements) == 0 {
		p.para(0, 0, "No statement fits.")
	} else {
		p.para(0, 0, fmt.Sprintf("%s. Words between « and » are the report's own.", count(len(l.Statements), "statement")))
	}
	shown := len(l.Statements)
	if style.Limit > 0 {
		shown = min(shown, style.Limit)
	}
	for i := range l.Statements[:shown] {
		s := &l.Statements[i]
		if i == 0 || l.Statements[i-1].Report != s.Report {
			p.heading(join(s.Reported.String(), s.Outlet, s.name()))
		}
		p.para(2, 4, "["+string(s.ID)+"] "+s.head())
		p.para(4, 5, quote(s.Content))
		if s.Anonymity != nil {
			p.para(4, 5, "unnamed: «"+clean(s.Anonymity.Words)+"»")
		}
	}
	p.more(len(l.Statements) - shown)
	if len(l.Reports) == 0 {
		return p.String()
	}
	p.heading("Resting on unnamed sources")
	for i := range l.Reports {
		if r := &l.Reports[i]; len(l.Reports) > 1 {
			name := r.Title
			if name == "" {
				name = r.File
			}
			p.para(2, 4, join(r.Reported.String(), name)+": "+r.words())
		}
	}
	p.para(2, 4, "In all: "+l.All.words())
	return p.String()
}

func (s *Said) name() string {
	if s.Title != "" {
		return s.Title
	}
	return s.File
}

func (s *Said) head() string {
	who := people(s.Speakers)
	if len(s.Addressees) > 0 {
		who += " to " + people(s.Addressees)
	}
	standing := string(s.Standing)
	if standing == "" && len(s.Speakers) == 0 {
		standing = "no source"
	}
	cue := ""
	if s.Cue != "" {
		cue = "«" + clean(s.Cue) + "»"
	}
	within, unsure := "", ""
	if s.Within != "" {
		within = "within " + string(s.Within)
	}
	if s.Confidence > 0 && s.Confidence < 0.5 {
		unsure = fmt.Sprintf("unsure (%.0f %%)", 100*s.Confidence)
	}
	return join(who, cue, strings.Trim(string(s.Form)+", "+standing, ", "), strings.Join(s.Topics, ", "), within, unsure)
}

func (o *Openness) words() string {
	text := fmt.Sprintf("%d of %s (%.0f %%), %d of %s (%.0f %%)", o.Unnamed, count(o.Statements, "statement"), 100*o.Share,
		o.UnnamedWords, count(o.Words, "word"), 100*o.ShareOfWords)
	if o.Sourceless > 0 {
		text += fmt.Sprintf("; %d with no source at all", o.Sourceless)
	}
	return text
}
