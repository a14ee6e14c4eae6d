// Package events finds who did what to whom: a trigger word, its PLOVER type,
// the actors and recipients by their position beside it, and whether the
// happening is done, planned, threatened, denied.
//
// Words that tell an event, its type, its parties and what is one happening told
// twice are chosen by trained models (learned.go, weights.go); what did not
// happen is told by rules (modality.go), which the models cannot overrule. The
// lexicon's rules alone make the first form, kept for when there are no weights.
package events

import (
	"fmt"
	"math"
	"sort"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Find gives the events of a document in the order of their first mentions.
// said are its statements: they tell who "I" and "we" are, and what is only
// somebody's word.
func Find(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) []claim.Event {
	return FindWith(shipped(), p, who, when, said)
}

// FindWith finds events with other models; with nil by the rules alone.
func FindWith(m *Models, p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) []claim.Event {
	if m == nil {
		f := &finder{p: p, who: who, when: when, said: said, told: tellings(p, said)}
		var found []draft
		for si := range p.Sentences {
			found = append(found, f.sentence(si)...)
		}
		return f.records(f.merge(found))
	}
	return NewView(p, who, when, said).Find(m)
}

// draft is an event in words.
type draft struct {
	trigger
	first, last int // the trigger's words
	mention     document.Span
	actors      []claim.Party
	recipients  []claim.Party
	reality     claim.Reality
	background  bool
	date        calendar.Interval
	stated      bool
	place       string
	words       string
	definite    bool // "the meeting": may name an event told before
	sentence    int
	mentions    []document.Span
	sure        float64 // probability that there is an event of this type; 0 for a rule's
	why         string
}

type finder struct {
	p    *language.Parse
	who  *actors.Layer
	when *dates.Layer
	said []claim.Statement
	told []int32 // [words] index+1 of the innermost statement whose content holds the word
}

// tellings tells for each word in which statement's content it stands.
func tellings(p *language.Parse, said []claim.Statement) []int32 {
	col := make([]int32, p.Len())
	for k, s := range said {
		for _, c := range s.Content {
			i := sort.Search(p.Len(), func(i int) bool { return p.Span[i].Start >= c.Start })
			for ; i < p.Len() && p.Span[i].End <= c.End; i++ {
				col[i] = int32(k + 1)
			}
		}
	}
	return col
}

// sentence finds the events of one sentence.
func (f *finder) sentence(si int) []draft {
	s := f.p.Sentences[si]
	var out []draft
	for i := s.First; i < s.Last; i++ {
		for _, t := range matches(f.p.Lower[:s.Last], i) {
			if d, ok := f.event(si, *t.trigger, i, t.last); ok {
				out = append(out, d)
				if !t.noun && len(t.rest) > 0 {
					i = t.last - 1
				}
				break
			}
		}
	}
	return out
}

// event makes an event of the trigger at words [first, last), or refuses.
func (f *finder) event(si int, t trigger, first, last int) (draft, bool) {
	d := draft{trigger: t, first: first, last: last, sentence: si, words: f.p.Doc.Slice(f.p.Words(first, last))}
	if t.noun {
		f.nounParties(si, &d)
	} else {
		if !f.isVerb(si, first, last, t) {
			return d, false
		}
		f.verbParties(si, &d)
	}
	if !political(d.actors) && !political(d.recipients) {
		if !d.definite || !d.noun {
			return d, false
		}
	}
	if !d.noun && len(d.actors) == 0 || t.guest && len(d.recipients) == 0 {
		return d, false
	}
	if t.sym {
		d.actors, d.recipients = unite(d.actors, d.recipients), nil
		if len(d.actors) < 2 && !d.definite && (d.Type == claim.Consult || len(countriesOf(d.actors)) == 0) {
			return d, false // nobody meets alone
		}
		if d.Type == claim.Agree && last < f.p.Sentences[si].Last && f.p.Lower[last] == "that" {
			return d, false // of one opinion: a statement, no undertaking
		}
	}
	f.modality(si, &d)
	f.time(si, &d)
	return d, true
}

// political reports whether any of the parties is one that acts in diplomacy:
// it has a country, or a sector other than journalism.
func political(parties []claim.Party) bool {
	for _, q := range parties {
		if q.Sector == "JRN" {
			continue
		}
		if q.Country != "" || q.Sector != "" {
			return true
		}
	}
	return false
}

func countriesOf(parties []claim.Party) map[string]bool {
	m := map[string]bool{}
	for _, q := range parties {
		if q.Country != "" {
			m[q.Country] = true
		}
	}
	return m
}

// unite joins two party lists, each party once.
func unite(a, b []claim.Party) []claim.Party {
	out := append([]claim.Party{}, a...)
	for _, q := range b {
		if !has(out, q) {
			out = append(out, q)
		}
	}
	return out
}

func has(list []claim.Party, q claim.Party) bool {
	for _, r := range list {
		if r.Actor != "" && r.Actor == q.Actor || r.Actor == "" && q.Actor == "" && r.Text == q.Text {
			return true
		}
	}
	return false
}

// merge joins the mentions of one happening by rules, where there are no models:
// same type, parties that agree,
// the same reality and times that touch. A definite noun without parties of
// its own ("the meeting") joins the latest event of its type, or is dropped.
func (f *finder) merge(found []draft) []draft {
	var out []draft
	for _, d := range found {
		joined := false
		for k := len(out) - 1; k >= 0 && !joined; k-- {
			e := &out[k]
			if e.Type != d.Type || len(d.actors) > 0 && e.reality != d.reality {
				continue
			}
			switch {
			case len(d.actors) == 0 && len(d.recipients) == 0:
				joined = d.definite
			case d.sym:
				joined = sameCountries(e.actors, d.actors) && e.date.Touches(d.date) && (d.noun || e.noun || sameNames(e.actors, d.actors))
			default:
				joined = sameCountries(e.actors, d.actors) && sameCountries(e.recipients, d.recipients) && e.date.Touches(d.date) && e.cameo == d.cameo && d.sentence-e.sentence < 4
			}
			if joined {
				e.mentions = append(e.mentions, d.mention)
				if !e.stated && d.stated {
					e.date, e.stated = d.date, true
				}
				if e.place == "" {
					e.place = d.place
				}
			}
		}
		if !joined && (len(d.actors) > 0 || len(d.recipients) > 0) {
			d.mentions = []document.Span{d.mention}
			out = append(out, d)
		}
	}
	return out
}

func sameCountries(a, b []claim.Party) bool {
	x, y := countriesOf(a), countriesOf(b)
	if len(x) != len(y) {
		return false
	}
	for c := range x {
		if !y[c] {
			return false
		}
	}
	return true
}

// sameNames reports whether the two lists name the same persons, as far as
// both name any.
func sameNames(a, b []claim.Party) bool {
	for _, q := range a {
		if q.Name != "" && !has(b, q) {
			return false
		}
	}
	return true
}

// records turns the drafts into events.
func (f *finder) records(ds []draft) []claim.Event {
	out := make([]claim.Event, 0, len(ds))
	for i, d := range ds {
		e := claim.Event{
			ID: fmt.Sprintf("e%d", i+1), Type: d.Type, Mode: d.mode, Plover: claim.PloverType(d.Type, d.reality), Cameo: d.cameo, Goldstein: d.goldstein,
			Actors: d.actors, Recipients: d.recipients, Reality: d.reality, Background: d.background,
			Date: d.date, Stated: d.stated, Place: d.place, Confidence: d.confidence(),
			Why: d.why,
		}
		if d.sure == 0 {
			e.Why = fmt.Sprintf("the words %q are in the lexicon as %s (rule %q)", d.words, d.Type, d.phrase)
		}
		for _, m := range d.mentions {
			e.Mentions = append(e.Mentions, []document.Span{m})
		}
		if k := f.told[d.first]; k > 0 {
			e.SaidIn = []string{f.said[k-1].ID}
		}
		out = append(out, e)
	}
	return out
}

// confidence is the calibrated one of the model, or for the rules alone a rough
// guess: better with both sides known.
func (d draft) confidence() float64 {
	if d.sure > 0 {
		return math.Round(calibrated(d.sure)*1000) / 1000
	}
	c := .45
	if len(d.actors) > 0 && (d.sym && len(d.actors) > 1 || len(d.recipients) > 0) {
		c += .2
	}
	if d.noun {
		c -= .1
	}
	return c
}
