package corpus

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

func decodeRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// Values that the contract allows.
var (
	forms     = []string{"direct", "indirect", "mixed"}
	standings = []string{"named", "office", "institution", "anonymous", "document"}
	kinds     = []string{"promise", "agreement", "intention", "proposal", "condition"}
	statuses  = []string{"held", "under-way", "planned", "postponed", "cancelled", "ruled-out"}
	hows      = []string{"in-person", "phone", "video", "multilateral"}
)

// modes are PLOVER's, by type (manual 2.0, mode tables).
var modes = map[string]string{
	"CONSULT": "visit third-party multilateral phone", "RETREAT": "withdraw release disarm ceasefire access resign",
	"REQUEST": "assist change yield meet", "REJECT": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
	"THREATEN": "restrict arrest relations expel territory violence", "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
	"SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
	"COERCE":  "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
	"ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}

// check looks at every record: anchors that stand in the text, values that the
// contract allows, stories in one part only, documents of sentences in one
// part only, no text twice.
func (c *Corpus) check() {
	parts := map[string]Part{}
	texts := map[string]string{}
	look := func(folder string, r *Report) {
		file := folder + "/" + r.ID + ".gold.json"
		bad := func(format string, args ...any) { c.problem(file, format, args...) }
		if p, ok := parts[r.Story]; ok && p != r.Part {
			bad("story %s stands in %s and in %s", r.Story, p, r.Part)
		}
		parts[r.Story] = r.Part
		if other, ok := texts[r.Text]; ok {
			bad("the same text as %s", other)
		}
		texts[r.Text] = r.ID
		if _, err := calendar.ParseDay(r.Header.Date); err != nil {
			bad("header: %v", err)
		}
		r.check(bad)
	}
	for _, r := range c.Reports {
		look("reports", r)
	}
	for _, r := range c.Written {
		look("written", r)
		if r.Part != Train {
			c.problem("written/"+r.ID+".gold.json", "part %q: written reports are for training only", r.Part)
		}
		if slices.ContainsFunc(c.Reports, func(o *Report) bool { return o.ID == r.ID }) {
			c.problem("written/"+r.ID+".gold.json", "a report of this ID stands in reports/")
		}
		if len(r.Gold.Statements) > 0 {
			c.problem("written/"+r.ID+".gold.json", "statements: those of written reports are not annotated")
		}
	}
	docs := map[string]Part{}
	ids := map[string]bool{}
	for _, s := range c.Sentences {
		bad := func(format string, args ...any) { c.problem("sentences", s.ID+": "+format, args...) }
		if p, ok := docs[s.Doc]; ok && p != s.Part {
			bad("document %s stands in %s and in %s", s.Doc, p, s.Part)
		}
		docs[s.Doc] = s.Part
		if ids[s.ID] {
			bad("a second sentence of this ID")
		}
		ids[s.ID] = true
		if other, ok := texts[s.Text]; ok {
			bad("the same text as %s", other)
		}
		texts[s.Text] = s.ID
		if !slices.Contains(Parts, s.Part) {
			bad("part %q", s.Part)
		}
		s.check(bad)
	}
}

func oneOf(bad func(string, ...any), what, value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		bad("%s %q is none of %s", what, value, strings.Join(allowed, ", "))
	}
}

func typeNames() []string {
	var out []string
	for _, t := range claim.Types {
		out = append(out, string(t))
	}
	return out
}

func realityNames() []string {
	var out []string
	for _, r := range claim.Realities {
		out = append(out, string(r))
	}
	return out
}

func checkEvent(bad func(string, ...any), id, typ string, mode *string, reality string) {
	oneOf(bad, id+": type", typ, typeNames())
	oneOf(bad, id+": reality", reality, realityNames())
	if mode != nil && !slices.Contains(strings.Fields(modes[typ]), *mode) {
		bad("%s: %s has no mode %q; it has: %s", id, typ, *mode, modes[typ])
	}
}

func checkParties(bad func(string, ...any), id string, parties []Party) {
	for _, p := range parties {
		if p.Country != nil && *p.Country != "" && !isCode(*p.Country) {
			bad("%s: country %q is no code of three letters", id, *p.Country)
		}
	}
}

func checkTime(bad func(string, ...any), id string, when *string) {
	if when == nil || *when == "" {
		return
	}
	if _, err := calendar.ParseInterval(*when); err != nil {
		bad("%s: %v", id, err)
	}
}

func (r *Report) check(bad func(string, ...any)) {
	anchors := func(id string, a Anchors) {
		for _, x := range a {
			if _, err := x.Find(r.Text); err != nil {
				bad("%s: %v", id, err)
			}
		}
	}
	seen := map[string]bool{}
	once := func(id string) {
		if seen[id] {
			bad("%s stands twice", id)
		}
		seen[id] = true
	}
	for _, s := range r.Gold.Statements {
		once(s.ID)
		oneOf(bad, s.ID+": form", s.Form, forms)
		if s.Standing != nil {
			oneOf(bad, s.ID+": standing", *s.Standing, standings)
		}
		if len(s.Content) == 0 {
			bad("%s: no content", s.ID)
		}
		anchors(s.ID, s.Source)
		anchors(s.ID, s.Cue)
		anchors(s.ID, s.Content)
	}
	for _, e := range r.Gold.Events {
		once(e.ID)
		checkEvent(bad, e.ID, e.Type, e.Mode, e.Reality)
		checkParties(bad, e.ID, e.Actors)
		checkParties(bad, e.ID, e.Recipients)
		checkTime(bad, e.ID, e.Date)
		if len(e.Mentions) == 0 {
			bad("%s: no mention", e.ID)
		}
		for _, m := range e.Mentions {
			anchors(e.ID, m)
		}
	}
	for _, x := range r.Gold.Commitments {
		once(x.ID)
		oneOf(bad, x.ID+": kind", x.Kind, kinds)
		checkTime(bad, x.ID, x.Due)
		anchors(x.ID, x.What)
	}
	for _, m := range r.Gold.Meetings {
		once(m.ID)
		oneOf(bad, m.ID+": status", m.Status, statuses)
		if m.How != nil {
			oneOf(bad, m.ID+": how", *m.How, hows)
		}
		checkTime(bad, m.ID, m.When)
		for _, x := range m.Mentions {
			anchors(m.ID, x)
		}
	}
}

func (s *Sentence) check(bad func(string, ...any)) {
	for k, e := range s.Events {
		id := fmt.Sprintf("event %d", k+1)
		checkEvent(bad, id, e.Type, e.Mode, e.Reality)
		checkParties(bad, id, e.Actors)
		checkParties(bad, id, e.Recipients)
		if _, err := e.Trigger.Find(s.Text); err != nil {
			bad("%s: trigger: %v", id, err)
		}
		for _, p := range append(slices.Clone(e.Actors), e.Recipients...) {
			if p.Text != "" && !strings.Contains(s.Text, p.Text) {
				bad("%s: party %q is not in the sentence", id, p.Text)
			}
		}
		if e.Date != nil && !strings.Contains(s.Text, e.Date.Text) {
			bad("%s: date words %q are not in the sentence", id, e.Date.Text)
		}
	}
}

// Counts are how many of what the corpus has in each part.
type Counts map[string]map[Part]int

func (c Counts) add(what string, p Part, n int) {
	if c[what] == nil {
		c[what] = map[Part]int{}
	}
	c[what][p] += n
}

// Keys gives what is counted, in order.
func (c Counts) Keys() []string {
	var out []string
	for k := range c {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Count counts records by kind, type, mode and reality, in reports and
// sentences apart. Keys read "report event type AGREE".
func (c *Corpus) Count() Counts {
	out := Counts{}
	mode := func(m *string) string {
		if m == nil {
			return "none"
		}
		return *m
	}
	for _, r := range c.Reports {
		out.add("report", r.Part, 1)
		out.add("report words", r.Part, len(strings.Fields(r.Text)))
		for _, s := range r.Gold.Statements {
			out.add("report statement", r.Part, 1)
			out.add("report statement form "+s.Form, r.Part, 1)
			standing := "none"
			if s.Standing != nil {
				standing = *s.Standing
			}
			out.add("report statement standing "+standing, r.Part, 1)
		}
		for _, e := range r.Gold.Events {
			out.add("report event", r.Part, 1)
			out.add("report event type "+e.Type, r.Part, 1)
			out.add("report event mode "+e.Type+" "+mode(e.Mode), r.Part, 1)
			out.add("report event reality "+e.Reality, r.Part, 1)
		}
		for _, x := range r.Gold.Commitments {
			out.add("report commitment", r.Part, 1)
			out.add("report commitment kind "+x.Kind, r.Part, 1)
		}
		for _, m := range r.Gold.Meetings {
			out.add("report meeting", r.Part, 1)
			out.add("report meeting status "+m.Status, r.Part, 1)
		}
	}
	for _, s := range c.Sentences {
		out.add("sentence", s.Part, 1)
		if len(s.Events) == 0 {
			out.add("sentence without event", s.Part, 1)
		}
		if len(s.Events) > 1 {
			out.add("sentence with two events or more", s.Part, 1)
		}
		for _, e := range s.Events {
			out.add("sentence event", s.Part, 1)
			out.add("sentence event type "+e.Type, s.Part, 1)
			out.add("sentence event mode "+e.Type+" "+mode(e.Mode), s.Part, 1)
			out.add("sentence event reality "+e.Reality, s.Part, 1)
		}
	}
	return out
}

// spansOf are the spans of anchors in code points, as brat and reading/1 count.
func spansOf(cp *document.CodePoints, text string, a Anchors) [][2]int {
	var out [][2]int
	for _, s := range a.Spans(text) {
		out = append(out, [2]int{cp.Of(s.Start), cp.Of(s.End)})
	}
	return out
}
