package events

import (
	"fmt"
	"slices"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// FindMore is Find with a user's lexicons beside the built-in one. An event
// that a user's rule finds stands, whatever the trained models think of it, and
// takes the place of one that they find at the same words with another type.
// Events then get the labels of each lexicon's ontology.
func FindMore(more []*Lexicon, p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) []claim.Event {
	found := Find(p, who, when, said)
	if len(more) == 0 {
		return found
	}
	f := &finder{p: p, who: who, when: when, said: said, told: tellings(p, said)}
	for _, l := range more {
		for _, own := range f.own(l) {
			found = put(found, own)
		}
	}
	slices.SortStableFunc(found, func(a, b claim.Event) int { return a.Mentions[0][0].Start - b.Mentions[0][0].Start })
	for i := range found {
		found[i].ID = fmt.Sprintf("e%d", i+1)
		for _, l := range more {
			l.name(&found[i])
		}
	}
	return found
}

// own finds the events of a user's rules, with the labels of those.
func (f *finder) own(l *Lexicon) []claim.Event {
	var drafts []draft
	for si, s := range f.p.Sentences {
		for i := s.First; i < s.Last; i++ {
			for _, t := range l.byWord[f.p.Lower[i]] {
				last, ok := matchRest(f.p.Lower[:s.Last], i+1, t.rest)
				if !ok {
					continue
				}
				if d, ok := f.event(si, t, i, last); ok {
					drafts = append(drafts, d)
					if !t.noun && len(t.rest) > 0 {
						i = last - 1
					}
					break
				}
			}
		}
	}
	merged := f.merge(drafts)
	out := f.records(merged)
	for i, d := range merged {
		e := &out[i]
		e.Why = fmt.Sprintf("the words %q are in the lexicon %q as %s (rule %q)", d.words, l.Ontology, d.Type, d.phrase)
		for _, r := range l.rules {
			if r.trigger.phrase == d.phrase && r.trigger.noun == d.noun && r.label != "" {
				e.Labels = []claim.Label{{Ontology: l.Ontology, Label: r.label}}
				break
			}
		}
	}
	return out
}

// put adds an event, in the place of those that have its words.
func put(found []claim.Event, own claim.Event) []claim.Event {
	out := found[:0:0]
	for _, e := range found {
		same := false
		for _, m := range e.Mentions {
			for _, n := range own.Mentions {
				same = same || overlap(m[0], n[0])*2 > min(m[0].Len(), n[0].Len())
			}
		}
		if !same {
			out = append(out, e)
			continue
		}
		if len(own.Actors)+len(own.Recipients) < len(e.Actors)+len(e.Recipients) && e.Type == own.Type {
			own.Actors, own.Recipients = e.Actors, e.Recipients
		}
	}
	return append(out, own)
}

func overlap(a, b document.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// name gives an event the label of a lexicon's ontology, unless a rule gave it
// one: that of the line that asks for most, the earlier of two that ask for as
// much.
func (l *Lexicon) name(e *claim.Event) {
	for _, have := range e.Labels {
		if have.Ontology == l.Ontology {
			return
		}
	}
	for _, r := range l.labels {
		if (r.Type == "" || r.Type == string(e.Type)) && (r.mode == "" || r.mode == e.Mode) && (r.reality == "" || r.reality == string(e.Reality)) {
			e.Labels = append(e.Labels, claim.Label{Ontology: l.Ontology, Label: r.label})
			return
		}
	}
}

// Untold lists the rules of a lexicon that do not find their event in their own
// example; read makes a report of the example and gives its events by FindMore.
func (l *Lexicon) Untold(read func(example string) []claim.Event) []LexiconProblem {
	var out []LexiconProblem
	for _, r := range l.rules {
		ok := false
		for _, e := range read(r.example) {
			ok = ok || e.Type == r.trigger.Type && e.Mode == r.trigger.mode && (r.label == "" || slices.Contains(e.Labels, claim.Label{Ontology: l.Ontology, Label: r.label}))
		}
		if !ok {
			out = append(out, LexiconProblem{Line: r.line, Column: "example", Message: fmt.Sprintf("no event %s is found in %q", r.trigger.Type, r.example),
				Fix: "name who acts (a state, a body, an office) right before the verb, whom it is done to right after, and use the words of the phrase"})
		}
	}
	return out
}

// Len is the number of lines that can be used.
func (l *Lexicon) Len() int { return len(l.rules) + len(l.labels) }
