// Package coref finds which words of a report speak of the same person, place
// or thing: names, pronouns and noun phrases, tied into chains over the whole
// document.
//
// What counts as a mention, and how far it reaches, follows OntoNotes as
// OntoGUM applies it (Zhu, Pradhan and Zeldes 2021, "OntoGUM: Evaluating
// contextualized SOTA coreference resolution on 12 more genres"): the whole
// noun phrase with its relative clauses and appositions, pronouns and
// possessives; no predicates of "be", no mention that is alone.
//
// The candidates come from the trees by rule; a log-linear model then ranks,
// for each of them, the earlier ones against beginning a new chain (Durrett and
// Klein 2013, "Easy victories and uphill battles in coreference resolution").
package coref

import (
	"cmp"
	"slices"
	"sort"

	"github.com/entente-project/entente/internal/language"
)

// Form is how a mention is worded.
type Form uint8

// The forms.
const (
	Pronoun Form = iota // he, their, this
	Nominal             // the two leaders
	Name                // Angela Merkel
)

func (f Form) String() string { return [...]string{"pronoun", "nominal", "name"}[f] }

// Mention is one mention of something: words [First, Last).
type Mention struct {
	First, Last int
	Head        int // the word that the others hang on; of a coordination its first member's
	Form        Form
	Chain       int32 // index of its chain
}

// Layer holds the chains of a document.
type Layer struct {
	Mentions []Mention // in order of First, the longer before the shorter
	Chains   [][]int32 // indices of Mentions, in order; two at least; in order of their first mention
	Quotes   []Quote   // in order; they do not overlap
}

// Quote is a stretch in quotation marks: words [First, Last), without the marks.
type Quote struct {
	First, Last int
	Speaker     int // head word of who speaks; -1 where the text does not tell
}

// Speaker gives the head word of who speaks the quotation in which a word
// stands; -1 outside of quotations, and where the text does not tell.
func (l *Layer) Speaker(word int) int {
	i := sort.Search(len(l.Quotes), func(i int) bool { return l.Quotes[i].Last > word })
	if i < len(l.Quotes) && l.Quotes[i].First <= word {
		return l.Quotes[i].Speaker
	}
	return -1
}

// Find ties the mentions of a parsed document into chains. Time is linear in
// the number of words: each mention is held against a bounded number of
// earlier ones. Without trees there are no mentions.
func Find(p *language.Parse) *Layer { return Shipped().Find(p) }

// Find is the function of that name, with this model.
func (m *Model) Find(p *language.Parse) *Layer {
	s := NewScene(p)
	return s.layer(m.link(s))
}

// layer makes chains of links: link[i] is the earlier candidate that i goes
// with, -1 for none.
func (s *Scene) layer(link []int32) *Layer {
	l := &Layer{}
	for _, q := range s.quotes {
		l.Quotes = append(l.Quotes, Quote{First: q.first, Last: q.last, Speaker: q.speaker})
	}
	chain := make([]int32, len(link))
	size := []int32{}
	for i, j := range link {
		if j < 0 {
			chain[i] = int32(len(size))
			size = append(size, 1)
			continue
		}
		chain[i] = chain[j]
		size[chain[i]]++
	}
	// Who speaks may be named after the words: then two chains become one.
	joined := make([]int32, len(size)) // the chain that a chain became part of
	for k := range joined {
		joined[k] = int32(k)
	}
	end := func(k int32) int32 {
		for joined[k] != k {
			joined[k] = joined[joined[k]]
			k = joined[k]
		}
		return k
	}
	for i := range s.Candidates {
		if j := s.speaker(&s.Candidates[i]); j > int32(i) {
			if from, to := end(chain[i]), end(chain[j]); from != to {
				joined[from] = to
				size[to] += size[from]
			}
		}
	}
	order := make([]int, len(link)) // of Layer.Mentions
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &s.Candidates[i], &s.Candidates[j]
		return cmp.Or(a.First-b.First, b.Last-a.Last)
	})
	number := make([]int32, len(size))
	for _, i := range order {
		c, k := &s.Candidates[i], end(chain[i])
		if size[k] < 2 {
			continue
		}
		if number[k] == 0 {
			l.Chains = append(l.Chains, nil)
			number[k] = int32(len(l.Chains))
		}
		n := number[k] - 1
		l.Chains[n] = append(l.Chains[n], int32(len(l.Mentions)))
		l.Mentions = append(l.Mentions, Mention{First: c.First, Last: c.Last, Head: c.Head, Form: c.Form, Chain: n})
	}
	return l
}

// Of gives the longest mention whose head is a word, or nil.
func (l *Layer) Of(head int) *Mention {
	for k := range l.Mentions {
		if l.Mentions[k].Head == head {
			return &l.Mentions[k]
		}
	}
	return nil
}
