package coref

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// tree holds the dependents of each word, in order.
type tree struct {
	p     *language.Parse
	start []int32 // [words+1] of its dependents in kids
	kids  []int32
	low   []int32 // [words] first word below it
	high  []int32 // [words] last word below it
}

func newTree(p *language.Parse) *tree {
	n := p.Len()
	t := &tree{p: p, start: make([]int32, n+1), kids: make([]int32, n), low: make([]int32, n), high: make([]int32, n)}
	if len(p.Head) != n {
		return t
	}
	t.start, t.kids = p.Dependents()
	for i := range p.Head {
		t.low[i], t.high[i] = int32(i), int32(i)
	}
	for i := range p.Head {
		for h, steps := p.Head[i], 0; h >= 0 && steps < n; h, steps = p.Head[h], steps+1 {
			if t.low[h] <= int32(i) && int32(i) <= t.high[h] {
				break // then so do all above it
			}
			t.low[h], t.high[h] = min(t.low[h], int32(i)), max(t.high[h], int32(i))
		}
	}
	return t
}

func (t *tree) of(i int) []int32 { return t.kids[t.start[i]:t.start[i+1]] }

// child is the first dependent with a relation, or -1.
func (t *tree) child(i int, rel string) int {
	for _, k := range t.of(i) {
		if t.p.Rel[k] == rel {
			return int(k)
		}
	}
	return -1
}

// base is a relation without its subtype.
func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// inPhrase tells whether a dependent belongs to the noun phrase of its head.
func (t *tree) inPhrase(k int) bool {
	rel := t.p.Rel[k]
	switch base(rel) {
	case "nmod", "acl", "appos":
		h := t.p.Head[k]
		if int(h) > k && base(rel) == "nmod" {
			return t.child(k, "case") < 0 || rel == "nmod:poss"
		}
		return base(rel) == "appos" || pronouns[t.p.Lower[h]] == "" || t.p.UPOS[h] != "PRON" || t.p.XPOS[h] == "DT"
	case "det", "amod", "nummod", "compound", "flat", "fixed", "goeswith":
		return true
	case "dep":
		return int(t.p.Head[k]) > k
	case "case":
		return t.p.XPOS[k] == "POS"
	case "advmod":
		return int(t.p.Head[k]) > k && t.p.UPOS[t.p.Head[k]] != "PROPN" && !particles[t.p.Lower[k]]
	}
	return false
}

// particles are adverbs before a noun phrase that do not belong to it.
var particles = set("only also not even just then now here there however maybe perhaps probably still already again too instead so yes no really actually")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// phrase gives the noun phrase of a head, without what is joined to it by
// "and": words [first, last).
func (t *tree) phrase(h int) (first, last int) {
	lo, hi := int32(h), int32(h)
	joint := int32(-1) // first word that belongs to other members
	for _, k := range t.of(h) {
		if r := base(t.p.Rel[k]); (r == "conj") && k > int32(h) && joint < 0 {
			joint = t.low[k]
		}
	}
	predicate := t.child(h, "cop") >= 0
	for _, k := range t.of(h) {
		if !t.inPhrase(int(k)) || joint >= 0 && k > joint {
			continue
		}
		if predicate && k < int32(h) && t.p.Rel[k] == "advmod" {
			continue
		}
		lo, hi = min(lo, t.low[k]), max(hi, t.high[k])
	}
	last = int(hi) + 1
	for i := h + 1; i < last; i++ {
		if w := t.p.Text(i); w == ":" || w == ";" {
			last = i // a list or a new thought, whatever the tree says
		}
	}
	return t.trim(int(lo), last, h)
}

// trim takes punctuation off the ends, but leaves brackets that close what is
// opened within.
func (t *tree) trim(first, last, head int) (int, int) {
	for first < head && t.p.UPOS[first] == "PUNCT" {
		first++
	}
	for last-1 > head && t.p.UPOS[last-1] == "PUNCT" {
		if w := t.p.Text(last - 1); (w == ")" || w == "]") && t.opened(first, last-1) {
			break
		}
		last--
	}
	if last < t.p.Len() && t.p.Sent[last] == t.p.Sent[head] && (t.p.Text(last) == ")" || t.p.Text(last) == "]") && t.opened(first, last) {
		last++
	}
	return first, last
}

// opened reports whether a bracket is opened and not closed in [first, last).
func (t *tree) opened(first, last int) bool {
	depth := 0
	for i := first; i < last; i++ {
		switch t.p.Text(i) {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
	}
	return depth > 0
}

// joined gives the span of a head with all that is joined to it.
func (t *tree) joined(h int) (first, last int, members int) {
	first, last = t.phrase(h)
	members = 1
	if k := t.child(h, "cc:preconj"); k >= 0 && k < first {
		first = k // both, neither
	}
	for _, k := range t.of(h) {
		if base(t.p.Rel[k]) == "conj" && int(k) > h && nounish(t.p, int(k)) {
			_, end := t.phrase(int(k))
			last = max(last, end)
			members++
		}
	}
	return first, last, members
}

func nounish(p *language.Parse, i int) bool {
	switch p.UPOS[i] {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

// heads reports whether a word can be the head of a mention.
func (t *tree) heads(i int) bool {
	p := t.p
	rel := base(p.Rel[i])
	switch rel {
	case "flat", "fixed", "goeswith", "case", "punct", "expl", "cc", "mark":
		return false
	}
	switch p.UPOS[i] {
	case "NOUN":
		return rel != "compound"
	case "PROPN":
		return true
	case "PRON":
		switch p.XPOS[i] {
		case "WDT", "WP", "WP$", "EX":
			return false
		}
		return rel != "det"
	case "ADV":
		return p.Lower[i] == "here" || p.Lower[i] == "there"
	case "DET", "NUM", "SYM", "ADJ":
		switch rel {
		case "nsubj", "obj", "iobj", "obl", "nmod":
			return p.UPOS[i] != "ADJ" || t.child(i, "det") >= 0
		}
	}
	return false
}

// candidates gives what may be a mention, in the order of their heads, so that
// an owner comes before what it owns, and a thing before what its relative
// clause tells of it.
func (t *tree) candidates() []Candidate {
	p := t.p
	var out []Candidate
	name := make([]int32, p.Len()) // 1 + the name that a word is in
	for k, m := range p.Mentions {
		for i := m.First; i < m.Last; i++ {
			name[i] = int32(k) + 1
		}
	}
	for i := 0; i < p.Len(); i++ {
		if !t.heads(i) {
			continue
		}
		c := Candidate{Head: i, name: name[i] - 1}
		c.First, c.Last = t.phrase(i)
		switch {
		case p.UPOS[i] == "PRON" || (p.UPOS[i] == "DET" || p.UPOS[i] == "ADV") && c.Last == c.First+1:
			c.Form = Pronoun
		case p.UPOS[i] == "PROPN":
			c.Form = Name
		default:
			c.Form = Nominal
		}
		out = append(out, c)
		if first, last, members := t.joined(i); members > 1 && base(p.Rel[i]) != "conj" {
			out = append(out, Candidate{First: first, Last: last, Head: i, Form: Nominal, Members: members, name: -1})
		}
	}
	// Two candidates of one span would be one mention in two chains.
	seen := map[[2]int]bool{}
	return slices.DeleteFunc(out, func(c Candidate) bool {
		twice := seen[[2]int{c.First, c.Last}]
		seen[[2]int{c.First, c.Last}] = true
		return twice
	})
}
