package corpus

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Brat gives a report's records as a brat .ann file over its text: text-bound
// annotations for every span, relations from source and cue to content, and
// attributes for the values. Offsets are code points.
func (r *Report) Brat() string {
	var b strings.Builder
	cp := document.NewCodePoints(r.Text)
	t, rel, att := 0, 0, 0
	mark := func(label string, a Anchors) string {
		spans := spansOf(cp, r.Text, a)
		if len(spans) == 0 {
			return ""
		}
		t++
		var places, words []string
		for _, s := range spans {
			places = append(places, fmt.Sprintf("%d %d", s[0], s[1]))
		}
		for _, s := range a.Spans(r.Text) {
			words = append(words, strings.Join(strings.Fields(r.Text[s.Start:s.End]), " "))
		}
		fmt.Fprintf(&b, "T%d\t%s %s\t%s\n", t, label, strings.Join(places, ";"), strings.Join(words, " "))
		return fmt.Sprintf("T%d", t)
	}
	attribute := func(name, of, value string) {
		if of != "" && value != "" {
			att++
			fmt.Fprintf(&b, "A%d\t%s %s %s\n", att, name, of, value)
		}
	}
	relate := func(name, from, to string) {
		if from != "" && to != "" {
			rel++
			fmt.Fprintf(&b, "R%d\t%s Arg1:%s Arg2:%s\n", rel, name, from, to)
		}
	}
	for _, s := range r.Gold.Statements {
		content := mark("Content", s.Content)
		relate("source-of", mark("Source", s.Source), content)
		relate("cue-of", mark("Cue", s.Cue), content)
		attribute("Form", content, s.Form)
		if s.Standing != nil {
			attribute("Standing", content, *s.Standing)
		}
	}
	for _, e := range r.Gold.Events {
		first := ""
		for _, m := range e.Mentions {
			id := mark("Event-"+e.Type, m)
			attribute("Reality", id, e.Reality)
			if e.Mode != nil {
				attribute("Mode", id, *e.Mode)
			}
			if first != "" {
				relate("same-event", id, first)
			} else {
				first = id
			}
		}
	}
	for _, c := range r.Gold.Commitments {
		attribute("Kind", mark("Commitment", c.What), c.Kind)
	}
	for _, m := range r.Gold.Meetings {
		for _, x := range m.Mentions {
			attribute("Status", mark("Meeting", x), m.Status)
		}
	}
	return b.String()
}

// CoNLL gives a report as words, one a line, in the manner of CoNLL-U: number,
// word, and in three more columns the roles of statements (B-Source, I-Cue,
// ...), event mentions (B-AGREE) and commitments; "O" for none. Where records
// overlap the first one of the report is shown.
func (r *Report) CoNLL() string {
	day, _ := calendar.ParseDay(r.Header.Date)
	p := language.Of(&document.Document{Text: r.Text, Date: day, Language: "en"})
	columns := make([][]string, 3)
	for k := range columns {
		columns[k] = make([]string, p.Len())
		for i := range columns[k] {
			columns[k][i] = "O"
		}
	}
	paint := func(k int, label string, a Anchors) {
		for _, s := range a.Spans(r.Text) {
			i := sort.Search(p.Len(), func(i int) bool { return p.Span[i].Start >= s.Start })
			for first := true; i < p.Len() && p.Span[i].End <= s.End; i++ {
				if columns[k][i] != "O" {
					continue
				}
				columns[k][i] = "I-" + label
				if first {
					columns[k][i] = "B-" + label
				}
				first = false
			}
		}
	}
	for _, s := range r.Gold.Statements {
		paint(0, "Source", s.Source)
		paint(0, "Cue", s.Cue)
		paint(0, "Content", s.Content)
	}
	for _, e := range r.Gold.Events {
		for _, m := range e.Mentions {
			paint(1, e.Type, m)
		}
	}
	for _, c := range r.Gold.Commitments {
		paint(2, c.Kind, c.What)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# newdoc id = %s\n# date = %s\n", r.ID, r.Header.Date)
	for n, s := range p.Sentences {
		fmt.Fprintf(&b, "# sent_id = %s-%d\n", r.ID, n+1)
		for i := s.First; i < s.Last; i++ {
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\n", i-s.First+1, strings.Join(strings.Fields(p.Text(i)), " "), columns[0][i], columns[1][i], columns[2][i])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ploverEvent is an event record with PLOVER's field names (manual 2.0).
type ploverEvent struct {
	ID        string            `json:"id"`
	Date      string            `json:"date"`
	EndDate   string            `json:"enddate,omitempty"`
	Actor     []ploverEntity    `json:"actor"`
	Recipient []ploverEntity    `json:"recipient"`
	Event     []string          `json:"event"`
	Mode      []string          `json:"mode"`
	Auxiliary []string          `json:"auxiliary_mode"`
	Location  string            `json:"event_loc,omitempty"`
	EventText string            `json:"event_text"`
	Cite      map[string]string `json:"cite_info"`
}

type ploverEntity struct {
	Text    string `json:"text"`
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
	Sector  string `json:"sector,omitempty"`
}

func entities(parties []Party) []ploverEntity {
	out := []ploverEntity{}
	for _, p := range parties {
		e := ploverEntity{Text: p.Text}
		if p.Name != nil {
			e.Name = *p.Name
		}
		if p.Country != nil {
			e.Country = *p.Country
		}
		if p.Sector != nil {
			e.Sector = *p.Sector
		}
		out = append(out, e)
	}
	return out
}

// auxiliary gives PLOVER's auxiliary modes for a reality.
func auxiliary(reality string, background bool) []string {
	out := []string{}
	switch reality {
	case "planned":
		out = append(out, "future")
	case "proposed", "threatened", "hypothetical":
		out = append(out, "hypothetical")
	case "negated", "denied":
		out = append(out, "negation")
	}
	if background {
		out = append(out, "historical")
	}
	return out
}

func list(mode *string) []string {
	if mode == nil {
		return []string{}
	}
	return []string{*mode}
}

// Plover gives a report's events as PLOVER JSON, one object a line.
func (r *Report) Plover() string {
	var b strings.Builder
	for _, e := range r.Gold.Events {
		x := ploverEvent{ID: r.ID + "-" + e.ID, Date: r.Header.Date, Actor: entities(e.Actors), Recipient: entities(e.Recipients), Event: []string{string(claim.PloverType(claim.Type(e.Type), claim.Reality(e.Reality)))},
			Mode: list(e.Mode), Auxiliary: auxiliary(e.Reality, e.Background), EventText: e.Mentions[0].Words(),
			Cite: map[string]string{"title": r.Header.Title, "url": r.Header.URL, "publication": r.Header.Outlet, "licence": r.Header.License}}
		if e.Date != nil {
			if i, err := calendar.ParseInterval(*e.Date); err == nil {
				if i.From.Valid() {
					x.Date = i.From.String()
				}
				if i.To.Valid() && i.To != i.From {
					x.EndDate = i.To.String()
				}
			}
		}
		if e.Place != nil {
			x.Location = *e.Place
		}
		writeLine(&b, x)
	}
	return b.String()
}

func writeLine(b *strings.Builder, v any) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.Encode(v) // these types always encode
}

// quads are PLOVER's quad classes (1 verbal cooperation, 2 material
// cooperation, 3 verbal conflict, 4 material conflict), as in the PLV data.
var quads = map[string]int{"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 2, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
	"REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}

// PLVHeader is the first line of PLV's form.
const PLVHeader = "sentence\tmarked_sentence\tsource\ttarget\tgold_root\tgold_penta\n"

// PLV gives the sentence's events that have an actor and a recipient in it as
// labelled pairs in the form of the PLV data; CONCEDE and RETREAT are YIELD
// there. Events told as not done (negated, denied) have no place in that form.
func (s *Sentence) PLV() string {
	var b strings.Builder
	for _, e := range s.Events {
		if len(e.Actors) == 0 || len(e.Recipients) == 0 || e.Reality == "negated" || e.Reality == "denied" {
			continue
		}
		a, r := e.Actors[0].Text, e.Recipients[0].Text
		if a == "" || r == "" || a == r {
			continue
		}
		root := string(claim.PloverType(claim.Type(e.Type), claim.Reality(e.Reality)))
		quad := quads[root]
		if root == "CONCEDE" || root == "RETREAT" {
			root, quad = "YIELD", 2
		}
		marked := strings.Replace(s.Text, a, "<s>"+a+"</s>", 1)
		marked = strings.Replace(marked, r, "<t>"+r+"</t>", 1)
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%d\n", s.Text, marked, a, r, root, quad)
	}
	return b.String()
}
