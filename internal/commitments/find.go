// Package commitments finds who undertakes what towards whom, by when:
// promises, agreements, intentions, proposals, and conditions ("will do if").
//
// Every verb, and every noun that a word of undertaking has as its object, is a
// candidate; a trained model (features.go, weights/) says which of them are
// undertaken, of what kind, with the lexicon's word among its features. Whose
// the undertaking is, its words, due day and condition are told by rules.
package commitments

import (
	"fmt"
	"math"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Find gives the commitments of a document in the order of the text. said are
// its statements: they tell who "I" and "we" are, and whose word it is.
func Find(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) []claim.Commitment {
	return FindWith(shipped(), p, who, when, said)
}

// FindWith finds commitments with other weights; with nil by the lexicon alone.
func FindWith(m *Model, p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) []claim.Commitment {
	v := NewView(p, who, when, said)
	return v.records(v.choose(m))
}

// Choice is a candidate that is taken.
type Choice struct {
	Candidate int // index of the candidate in its View
	Kind      claim.CommitmentKind
	Sure      float64 // probability that it is an undertaking
}

// choose takes the candidates that are undertakings, in the order of the text.
// Of two whose words are mostly the same the surer one is taken.
func (v *View) choose(m *Model) []Choice {
	var out []Choice
	b := model.TakeBag()
	defer b.Give()
	var p []float64
	if m != nil {
		v.noClasses = !m.classes
	}
	for k := range v.all {
		c := &v.all[k]
		if c.last-c.first < 1 {
			continue
		}
		x := Choice{Candidate: k}
		if m == nil {
			if c.rule == 0 {
				continue
			}
			x.Kind, x.Sure = Kinds[c.rule-1], .45
		} else {
			v.Features(k, b)
			p = m.Table.Probabilities(b, p)
			x.Sure = 1 - p[0]
			least := m.Thresholds.Other
			if c.rule > 0 {
				least = m.Thresholds.Rule
			}
			if x.Sure < least {
				continue
			}
			x.Kind = v.kind(c, p)
		}
		if by := v.promisors(c); !able(by) {
			continue
		}
		out = v.put(out, x)
	}
	return out
}

// put adds a choice, unless a surer one has mostly the same words; less sure
// ones with mostly the same words go.
func (v *View) put(out []Choice, x Choice) []Choice {
	c := &v.all[x.Candidate]
	for k := len(out) - 1; k >= 0; k-- {
		d := &v.all[out[k].Candidate]
		both := min(c.last, d.last) - max(c.first, d.first)
		if both <= 0 || 2*both <= min(c.last-c.first, d.last-d.first) {
			continue
		}
		if out[k].Sure >= x.Sure {
			return out
		}
		out = append(out[:k], out[k+1:]...)
	}
	return append(out, x)
}

// kind is the likeliest kind; a condition in the words settles what would be an
// intention or a promise, and the lexicon's word what the model has as near.
func (v *View) kind(c *candidate, p []float64) claim.CommitmentKind {
	best := 1
	for k := range p {
		if k > 0 && p[k] > p[best] {
			best = k
		}
	}
	if c.rule > 0 && p[c.rule] > .3*p[best] {
		best = c.rule
	}
	if kind := Kinds[best-1]; c.condition[1] == 0 || kind == claim.Agreement || kind == claim.Proposal {
		return kind
	}
	return claim.Condition
}

// records turns choices into commitments: restatements joined, mutual ones
// tied.
func (v *View) records(choices []Choice) []claim.Commitment {
	out := make([]claim.Commitment, 0, len(choices))
	var of []Choice
	for _, x := range choices {
		c := &v.all[x.Candidate]
		by := v.promisors(c)
		r := claim.Commitment{Kind: x.Kind, By: by, To: v.promisees(c, x.Kind, by), What: []document.Span{v.What(x.Candidate)},
			Due: v.due(c), Topics: v.topics(c), Confidence: math.Round(x.Sure*1000) / 1000}
		if c.condition[1] > 0 {
			r.Condition = v.p.Doc.Slice(v.p.Words(c.condition[0], c.condition[1]))
		}
		if t := v.told[c.head]; t > 0 {
			r.SaidIn = []string{v.said[t-1].ID}
		}
		if k := v.restates(out, of, c, by); k >= 0 {
			e := &out[k]
			e.SaidIn = both(e.SaidIn, r.SaidIn)
			e.Restated = append(e.Restated, r.What)
			if e.Due.None() {
				e.Due = r.Due
			}
			if e.Condition == "" {
				e.Condition = r.Condition
			}
			if r.Confidence > e.Confidence { // the plainer words stand for both
				e.What, e.Restated[len(e.Restated)-1] = r.What, e.What
				e.Kind, e.Confidence = r.Kind, r.Confidence
				of[k] = x
			}
			continue
		}
		out, of = append(out, r), append(of, x)
	}
	for i := range out {
		out[i].ID = fmt.Sprintf("c%d", i+1)
	}
	v.tie(out, of)
	return out
}

func both(a, b []string) []string {
	for _, s := range b {
		known := false
		for _, t := range a {
			known = known || s == t
		}
		if !known {
			a = append(a, s)
		}
	}
	return a
}

// topics are the things that an undertaking is about: the noun phrases that its
// verb has as objects, at most three.
func (v *View) topics(c *candidate) []string {
	var out []string
	var add func(i, depth int)
	add = func(i, depth int) {
		for _, child := range v.children(i) {
			k := int(child)
			if k < c.first || k >= c.last || len(out) == 3 {
				continue
			}
			switch relation(v.p.Rel[k]) {
			case "obj", "obl", "nmod", "conj":
				if v.p.UPOS[k] == "NOUN" && v.when.At[k] < 0 {
					out = append(out, v.phrase(k))
				}
				if depth < 2 {
					add(k, depth+1)
				}
			case "xcomp", "ccomp":
				if depth < 2 {
					add(k, depth+1)
				}
			}
		}
	}
	if c.noun {
		out = append(out, v.phrase(c.head))
	}
	add(c.head, 0)
	return out
}

// phrase gives a noun with the adjectives and nouns right before it.
func (v *View) phrase(i int) string {
	first := i
	for first > 0 && (v.p.UPOS[first-1] == "ADJ" || v.p.UPOS[first-1] == "NOUN" || v.p.UPOS[first-1] == "PROPN") && int(v.p.Head[first-1]) <= i && int(v.p.Head[first-1]) >= first-1 {
		first--
	}
	return v.p.Doc.Slice(v.p.Words(first, i+1))
}
