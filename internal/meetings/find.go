// Package meetings gives the encounters of parties: who, when, where, how, and
// whether they were held, are planned, or came to nothing.
//
// The words of a lexicon, and those of the events of type CONSULT, are
// candidates; a trained model (view.go, weights/) says which of them tell a
// meeting and of what status. Mentions of one meeting are joined.
package meetings

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Find gives the meetings of a report in the order of their first mentions.
// said and happened are the report's statements and events.
func Find(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement, happened []claim.Event) []claim.Meeting {
	return FindWith(shipped(), p, who, when, said, happened)
}

// FindWith finds meetings with other weights; with nil those that events of
// type CONSULT tell, by rules.
func FindWith(m *Model, p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement, happened []claim.Event) []claim.Meeting {
	v := NewView(p, who, when, said, happened)
	return v.records(v.merge(v.choose(m)))
}

// draft is a meeting in the making.
type draft struct {
	candidate
	sure     float64
	status   []float64 // [Statuses], summed over its mentions
	date     calendar.Interval
	stated   bool
	place    string
	how      claim.How
	order    string // "first", "final": not to be mixed up with another
	mentions []document.Span
	sentence int
}

func (v *View) choose(m *Model) []draft {
	var out []draft
	b := model.TakeBag()
	defer b.Give()
	var p []float64
	if m != nil {
		v.noClasses = !m.classes
	}
	for k := range v.all {
		c := &v.all[k]
		d := draft{candidate: *c, status: make([]float64, len(Statuses)), sentence: int(v.p.Sent[c.word])}
		if m == nil {
			s, ok := v.ruled(c)
			if !ok {
				continue
			}
			d.sure = v.events[c.event].Confidence
			d.status[s] = 1
		} else {
			v.Features(k, b)
			p = m.Meeting.Probabilities(b, p)
			if d.sure = p[1]; d.sure < m.Threshold {
				continue
			}
			copy(d.status, m.Status.Probabilities(b, p))
		}
		if k := v.settled(c); k >= 0 {
			d.status[k] += 2
		}
		d.date, d.stated = v.date(c)
		d.place = v.place(c)
		if c.event >= 0 && v.events[c.event].Type == claim.Consult && v.events[c.event].Place != "" {
			d.place = v.events[c.event].Place
		}
		d.how = v.how(c)
		for _, w := range v.children(c.word) {
			if ordinals[v.p.Lower[w]] {
				d.order = v.p.Lower[w]
			}
		}
		if !d.stated && c.event >= 0 && v.events[c.event].Type == claim.Consult && v.events[c.event].Stated {
			d.date, d.stated = v.events[c.event].Date, true
		}
		d.mentions = []document.Span{v.p.Words(d.lo, d.hi)}
		out = append(out, d)
	}
	return out
}

// ruled gives the status of the meeting that a CONSULT event tells, by its
// reality; false where it tells none.
func (v *View) ruled(c *candidate) (status int, ok bool) {
	if c.event < 0 || len(c.who) < 2 {
		return 0, false
	}
	e := &v.events[c.event]
	if e.Type == claim.Reject && e.Mode == "meet" && e.Reality == claim.Occurred {
		return 4, true
	}
	if e.Type != claim.Consult {
		return 0, false
	}
	switch e.Reality {
	case claim.Occurred, claim.Alleged:
		return 0, true
	case claim.Ongoing:
		return 1, true
	case claim.Planned:
		return 2, true
	}
	return 0, false
}

// settled gives the status that the verb of a candidate's own clause tells
// plainly ("was cancelled", "ruled out a meeting", "will not meet"); -1 for none.
func (v *View) settled(c *candidate) int {
	p := v.p
	verb := c.word
	if c.noun {
		verb = int(p.Head[c.word])
		switch relation(p.Rel[c.word]) {
		case "obj", "nsubj:pass", "nsubj":
		default:
			return -1
		}
	} else if relation(p.Rel[c.word]) == "xcomp" && p.Head[c.word] >= 0 {
		if w := p.Lower[p.Head[c.word]]; strings.HasPrefix(w, "refus") || strings.HasPrefix(w, "declin") {
			return 5
		}
	}
	if verb < 0 || p.UPOS[verb] != "VERB" {
		return -1
	}
	not, ahead, particle := false, false, ""
	for _, k := range v.children(verb) {
		switch w := p.Lower[k]; {
		case negators[w] && p.Rel[k] == "advmod":
			not = true
		case w == "will" || w == "'ll" || w == "would" || w == "wo":
			ahead = true
		case int(k) == verb+1 && (w == "out" || w == "off"):
			particle = w
		}
	}
	switch w := p.Lower[verb]; {
	case not && ahead:
		return 5
	case not:
		return -1
	case c.noun && postponings[w]:
		return 3
	case c.noun && (strings.HasPrefix(w, "cancel") || w == "scrapped" || w == "axed" || p.Lemma[verb] == "call" && particle == "off"):
		return 4
	case c.noun && (strings.HasPrefix(w, "rul") && particle == "out" || strings.HasPrefix(w, "reject")):
		return 5
	}
	return -1
}

// merge joins the mentions of one meeting.
func (v *View) merge(in []draft) []draft {
	var out []draft
	for _, d := range in {
		at := -1
		for k := len(out) - 1; k >= 0 && at < 0; k-- {
			if v.same(&out[k], &d) {
				at = k
			}
		}
		if at < 0 {
			out = append(out, d)
			continue
		}
		e := &out[at]
		e.mentions = append(e.mentions, d.mentions...)
		for k := range e.status {
			e.status[k] += d.status[k]
		}
		if !e.stated && d.stated {
			e.date, e.stated = d.date, true
		}
		if e.place == "" {
			e.place = d.place
		}
		if e.how == "" || e.how == claim.InPerson && d.how != "" {
			e.how = d.how
		}
		if e.order == "" {
			e.order = d.order
		}
		if len(e.who) < 2 {
			e.who = unite(e.who, d.who)
		}
		e.sure = max(e.sure, d.sure)
		e.sentence = d.sentence
	}
	return out
}

// same reports whether d speaks of the meeting e, which was told before.
func (v *View) same(e, d *draft) bool {
	if e.order != "" && d.order != "" && e.order != d.order || e.stated && d.stated && !e.date.Touches(d.date) {
		return false
	}
	near := d.sentence - e.sentence
	if near == 0 && (v.tied(e.word, d.word) || e.event >= 0 && e.event == d.event && v.events[e.event].Type == claim.Consult) {
		return true
	}
	if near > 12 {
		return false
	}
	shared := 0
	for _, q := range d.who {
		if contains(e.who, q) || unnamed(q, e.who) {
			shared++
		}
	}
	like := e.line.word == d.line.word || e.noun != d.noun || generic[e.line.word] || generic[d.line.word]
	switch {
	case d.definite && shared == len(d.who) && like:
		return true
	case d.noun && d.definite && d.own == 0 && (e.line.word == d.line.word || generic[d.line.word]) && near <= 8:
		return true // "before the debate", whoever does something then
	case shared >= 2 && shared*2 > min(len(d.who), len(e.who)):
		return best(e.status) == best(d.status) || near <= 2
	case len(d.who) < 2 && d.noun && d.definite && like && near <= 4:
		return shared > 0
	}
	return false
}

// generic are words that take up another: "the meeting" a visit, "the talks" a
// summit.
var generic = map[string]bool{"meeting": true, "talks": true, "encounter": true, "discussion": true, "event": true, "session": true}

// unnamed reports whether a party without a name shares its country with one
// of a list, or the other way round: "Russia" and its president.
func unnamed(q claim.Party, list []claim.Party) bool {
	for _, r := range list {
		if q.Country != "" && q.Country == r.Country && (q.Name == "" || r.Name == "" || state(q) || state(r)) {
			return true
		}
	}
	return false
}

// state reports whether a party is a country itself.
func state(q claim.Party) bool { return string(q.Actor) == q.Country }

// tied reports whether two words of a sentence tell one thing: one hangs on the
// other ("held talks", "met for a discussion").
func (v *View) tied(a, b int) bool {
	for n, i := 0, b; n < 3 && i >= 0; n, i = n+1, int(v.p.Head[i]) {
		if i == a {
			return true
		}
	}
	for n, i := 0, a; n < 3 && i >= 0; n, i = n+1, int(v.p.Head[i]) {
		if i == b {
			return true
		}
	}
	return false
}

func best(p []float64) int {
	k := 0
	for i := range p {
		if p[i] > p[k] {
			k = i
		}
	}
	return k
}

// records turns drafts into meetings; one in which fewer than two parties take
// part needs a sure word.
func (v *View) records(ds []draft) []claim.Meeting {
	out := make([]claim.Meeting, 0, len(ds))
	now := v.p.Doc.Date
	for _, d := range ds {
		n := 0
		for _, q := range d.who {
			if q.Sector != "JRN" {
				n++
			}
		}
		if n < 2 && d.sure < aloneThreshold || n == 0 && d.sure < noneThreshold {
			continue
		}
		m := claim.Meeting{ID: fmt.Sprintf("m%d", len(out)+1), Who: d.who, When: d.date, Where: d.place, How: d.how, Status: Statuses[best(d.status)],
			Confidence: math.Round(d.sure*1000) / 1000}
		slices.SortStableFunc(m.Who, func(a, b claim.Party) int { return a.Span.Start - b.Span.Start })
		if now.Valid() {
			switch ahead := d.stated && d.date.From > now; {
			case ahead && (m.Status == claim.Held || m.Status == claim.UnderWay):
				m.Status = claim.Scheduled
			case !d.stated && m.Status == claim.Held && d.event >= 0 && !v.events[d.event].Background:
				m.When = v.events[d.event].Date
			}
		}
		for _, s := range d.mentions {
			m.Mentions = append(m.Mentions, []document.Span{s})
		}
		out = append(out, m)
	}
	return out
}

// Least probabilities of a meeting of which one party only is told, or none.
const (
	aloneThreshold = .5
	noneThreshold  = .8
)

// date gives the time told nearest to a candidate in its sentence, not further
// than fifteen words.
func (v *View) date(c *candidate) (calendar.Interval, bool) {
	sent := v.p.Sentences[v.p.Sent[c.word]]
	var out calendar.Interval
	far := 16
	for _, e := range v.when.In(sent.First, sent.Last) {
		if e.Interval.None() || e.Type == dates.Duration || e.Type == dates.Set {
			continue
		}
		dist := e.First - c.word
		if dist < 0 {
			dist = c.word - e.Last + 1
		}
		if dist < far {
			out, far = e.Interval, dist
		}
	}
	return out, far < 16
}

// place gives the place told after "in", "at" or "to" by a candidate, or that a
// visit goes to; "" for none.
func (v *View) place(c *candidate) string {
	sent := v.p.Sentences[v.p.Sent[c.word]]
	for _, k := range v.who.In(c.word+1, min(sent.Last, c.word+20)) {
		m := &v.who.Mentions[k]
		if m.Kind == actors.List && v.who.Covering(m.First) >= 0 {
			m = &v.who.Mentions[v.who.Covering(m.First)]
		}
		if m.Kind != actors.Place && m.Kind != actors.Country || m.First == 0 {
			continue
		}
		switch v.p.Lower[m.First-1] {
		case "in", "at":
			return v.p.Doc.Slice(m.Span)
		case "to":
			switch c.line.word {
			case "visit", "trip", "travel", "fly", "welcome":
				return v.p.Doc.Slice(m.Span)
			}
		case v.p.Lower[c.word]:
			return v.p.Doc.Slice(m.Span) // "visited Paris"
		}
	}
	return ""
}

// how gives the form of a meeting: by the words near, the lexicon's line, the
// event's mode; "" where nothing tells.
func (v *View) how(c *candidate) claim.How {
	sent := v.p.Sentences[v.p.Sent[c.word]]
	for i := max(sent.First, c.word-3); i < min(sent.Last, c.word+8); i++ {
		switch w := v.p.Lower[i]; {
		case videoWords[w]:
			return claim.Video
		case phoneWords[w] && (w != "call" || i == c.word):
			return claim.Phone
		}
	}
	if manyWords[v.p.Lower[c.word]] || len(c.who) > 3 {
		return claim.Multilateral
	}
	if c.line.how != "" {
		return c.line.how
	}
	if c.event >= 0 && v.events[c.event].Type == claim.Consult {
		switch v.events[c.event].Mode {
		case "phone":
			return claim.Phone
		case "multilateral":
			return claim.Multilateral
		case "visit":
			return claim.InPerson
		}
	}
	if v.place(c) != "" {
		return claim.InPerson
	}
	return ""
}
