package answers

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// BratConf is the annotation.conf that tells brat (https://brat.nlplab.org) of
// the annotations that Brat writes.
const BratConf = `[entities]
Source
Cue
Content
Anonymity
[events]
Attribution	Source*:Source, Content+:Content, Cue?:Cue, Anonymity?:Anonymity
[relations]
[attributes]
Form	Arg:<EVENT>, Value:direct|indirect|mixed
Standing	Arg:<EVENT>, Value:named|office|institution|anonymous|document
`

// BratFile is one report in brat's standoff format.
type BratFile struct {
	Name string // without .txt or .ann
	Text string // of NAME.txt
	Ann  string // of NAME.ann
}

// Brat gives the statements as brat standoff, one file for each report: an
// event Attribution for each, with Source, Cue and Content, attributes Form and
// Standing, and a note that names the speakers. The event's trigger is the cue,
// or the content where there is none. Offsets are code points; a stretch is cut
// at line ends, as brat wants it.
func (l *StatementList) Brat() []BratFile {
	var out []BratFile
	used := map[string]int{}
	for i := 0; i < len(l.Statements); {
		from := i
		for i < len(l.Statements) && l.Statements[i].Report == l.Statements[from].Report {
			i++
		}
		first := &l.Statements[from]
		name := fileName(first)
		if used[name]++; used[name] > 1 {
			name += "-" + first.ID.Report()
		}
		b := brat{points: document.NewCodePoints(first.doc.Text), text: first.doc.Text}
		for k := from; k < i; k++ {
			b.statement(&l.Statements[k])
		}
		out = append(out, BratFile{name, first.doc.Text, b.out.String()})
	}
	return out
}

// fileName is a name for the files of a report: that of its own file without
// its ending, else its ID.
func fileName(s *Said) string {
	name := strings.TrimSuffix(s.File, ".txt")
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' || r == '.' {
			return r
		}
		return '_'
	}, name)
	if name = strings.TrimLeft(name, "."); name == "" {
		name = s.ID.Report()
	}
	return name
}

// brat writes one .ann file.
type brat struct {
	out                    strings.Builder
	points                 *document.CodePoints
	text                   string
	bounds, events, extras int
}

func (b *brat) statement(s *Said) {
	x := s.statement
	content := b.mark("Content", x.Content)
	source, cue := b.mark("Source", x.Source), b.mark("Cue", x.Cue)
	trigger := x.Cue
	if cue == "" {
		trigger = x.Content
	}
	b.events++
	event := fmt.Sprintf("E%d", b.events)
	line := event + "\tAttribution:" + b.mark("Attribution", trigger)
	for _, arg := range []struct{ role, id string }{{"Source", source}, {"Cue", cue}, {"Content", content}} {
		if arg.id != "" {
			line += " " + arg.role + ":" + arg.id
		}
	}
	if x.Anonymity != nil {
		line += " Anonymity:" + b.mark("Anonymity", []document.Span{x.Anonymity.Span})
	}
	b.out.WriteString(line + "\n")
	for _, a := range []struct{ name, value string }{{"Form", string(x.Form)}, {"Standing", string(x.Standing)}} {
		if a.value != "" {
			b.extras++
			fmt.Fprintf(&b.out, "A%d\t%s %s %s\n", b.extras, a.name, event, a.value)
		}
	}
	if len(s.Speakers) > 0 {
		var names []string
		for _, a := range s.Speakers {
			name := a.Label()
			if a.ID != "" {
				name += " (" + string(a.ID) + ")"
			}
			names = append(names, name)
		}
		fmt.Fprintf(&b.out, "#%d\tAnnotatorNotes %s\t%s\n", b.events, event, clean(strings.Join(names, "; ")))
	}
}

// mark writes a text-bound annotation and gives its ID; "" for no words.
func (b *brat) mark(label string, spans []document.Span) string {
	var places, words []string
	for _, s := range spans {
		for at := s.Start; at < s.End; {
			line := b.text[at:s.End]
			if n := strings.IndexAny(line, "\r\n"); n >= 0 {
				line = line[:n]
			}
			next := at + len(line)
			for next < s.End && (b.text[next] == '\n' || b.text[next] == '\r') {
				next++
			}
			if kept := strings.TrimSpace(line); kept != "" {
				from := at + strings.Index(line, kept)
				places = append(places, fmt.Sprintf("%d %d", b.points.Of(from), b.points.Of(from+len(kept))))
				words = append(words, kept)
			}
			at = next
		}
	}
	if len(places) == 0 {
		return ""
	}
	b.bounds++
	id := fmt.Sprintf("T%d", b.bounds)
	fmt.Fprintf(&b.out, "%s\t%s %s\t%s\n", id, label, strings.Join(places, ";"), strings.Join(words, " "))
	return id
}

// The JSON-LD of the W3C Web Annotation Data Model
// (https://www.w3.org/TR/annotation-model/).
type (
	annotationCollection struct {
		Context []any          `json:"@context"`
		ID      string         `json:"id"`
		Type    string         `json:"type"`
		Label   string         `json:"label"`
		Total   int            `json:"total"`
		First   annotationPage `json:"first"`
	}
	annotationPage struct {
		ID         string       `json:"id"`
		Type       string       `json:"type"`
		StartIndex int          `json:"startIndex"`
		Items      []annotation `json:"items"`
	}
	annotation struct {
		ID         string             `json:"id"`
		Type       string             `json:"type"`
		Motivation string             `json:"motivation"`
		Creator    annotationSoftware `json:"creator"`
		Body       []annotationBody   `json:"body"`
		Target     []annotationTarget `json:"target"`
		Form       string             `json:"entente:form"`
		Standing   string             `json:"entente:standing,omitempty"`
		Reported   string             `json:"entente:reported,omitempty"`
		Within     string             `json:"entente:within,omitempty"`
		Speakers   []Actor            `json:"entente:speakers"`
		Anonymity  string             `json:"entente:anonymity,omitempty"`
		Confidence json.Number        `json:"entente:confidence"`
	}
	annotationSoftware struct {
		Type string `json:"type"`
		Name string `json:"name"`
	}
	annotationBody struct {
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
		Value   string `json:"value"`
		Format  string `json:"format"`
	}
	annotationTarget struct {
		Type     string               `json:"type"`
		Source   string               `json:"source"`
		Role     string               `json:"entente:role"`
		Selector []annotationSelector `json:"selector"`
	}
	annotationSelector struct {
		Type   string  `json:"type"`
		Exact  *string `json:"exact,omitempty"`
		Prefix *string `json:"prefix,omitempty"`
		Suffix *string `json:"suffix,omitempty"`
		Start  *int    `json:"start,omitempty"`
		End    *int    `json:"end,omitempty"`
	}
)

// annotationTerms is the name space of what the model has no words for.
const annotationTerms = "urn:entente:terms:"

// quoteContext is how many code points before and after a quotation are given
// to find it by.
const quoteContext = 32

// WebAnnotation gives the statements as JSON-LD by the W3C Web Annotation Data
// Model: an AnnotationCollection, an Annotation for each statement, a target
// for each stretch of its source, cue and content, selected both by its words
// (TextQuoteSelector) and by its place in the report's text in code points
// (TextPositionSelector). Software is the program's name and version. The
// source of a target is the report's URL, or its ID as a URN.
func (l *StatementList) WebAnnotation(software string) []byte {
	items := make([]annotation, 0, len(l.Statements))
	for i := range l.Statements {
		items = append(items, l.Statements[i].annotation(software))
	}
	const id = "urn:entente:statements"
	return marshal(annotationCollection{
		Context: []any{"http://www.w3.org/ns/anno.jsonld", map[string]any{"entente": annotationTerms, "actor": annotationTerms + "actor", "sector": annotationTerms + "sector",
			"country": annotationTerms + "country", "text": annotationTerms + "text"}},
		ID: id, Type: "AnnotationCollection", Label: "Statements: who said what", Total: len(items),
		First: annotationPage{ID: id + ":page1", Type: "AnnotationPage", Items: items},
	})
}

func (s *Said) annotation(software string) annotation {
	x := s.statement
	names := people(s.Speakers)
	if len(s.Speakers) == 0 {
		names = "no source told"
	}
	a := annotation{
		ID: s.urn(x.ID), Type: "Annotation", Motivation: "classifying", Creator: annotationSoftware{"Software", software},
		Body: []annotationBody{{"TextualBody", "classifying", strings.Trim(string(x.Form)+" statement, "+string(x.Standing), ", "), "text/plain"},
			{"TextualBody", "identifying", names, "text/plain"}},
		Form: string(x.Form), Standing: string(x.Standing), Reported: s.Reported.String(), Speakers: s.Speakers,
		Confidence: json.Number(fmt.Sprintf("%.4f", x.Confidence)), Target: []annotationTarget{},
	}
	if x.Within != "" {
		a.Within = s.urn(x.Within)
	}
	if x.Anonymity != nil {
		a.Anonymity = string(x.Anonymity.Kind)
	}
	source := s.URL
	if source == "" {
		source = s.urn("")
	}
	points := document.NewCodePoints(s.doc.Text)
	add := func(role string, spans []document.Span) {
		for _, sp := range spans {
			a.Target = append(a.Target, annotationTarget{"SpecificResource", source, role, selectors(s.doc.Text, points, sp)})
		}
	}
	add("content", x.Content)
	add("source", x.Source)
	add("cue", x.Cue)
	if x.Anonymity != nil {
		add("anonymity", []document.Span{x.Anonymity.Span})
	}
	return a
}

// urn names a record of the report, or the report itself.
func (s *Said) urn(record string) string {
	urn := "urn:entente:" + string(s.Report)
	if record != "" {
		urn += ":" + record
	}
	return urn
}

func selectors(text string, points *document.CodePoints, s document.Span) []annotationSelector {
	from, to := s.Start, s.End
	for n := 0; n < quoteContext && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for n := 0; n < quoteContext && to < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	exact, prefix, suffix := text[s.Start:s.End], text[from:s.Start], text[s.End:to]
	start, end := points.Of(s.Start), points.Of(s.End)
	return []annotationSelector{{Type: "TextQuoteSelector", Exact: &exact, Prefix: &prefix, Suffix: &suffix}, {Type: "TextPositionSelector", Start: &start, End: &end}}
}

// StandingOf reads a standing that a user typed; "none" is no source.
func StandingOf(typed string) (claim.Standing, bool) {
	switch s := claim.Standing(typed); s {
	case claim.Named, claim.Office, claim.Institution, claim.Anonymous, claim.Document:
		return s, true
	case "none":
		return "", true
	}
	return "", false
}
