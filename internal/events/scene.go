package events

import (
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
)

// scene is a parse prepared for the trained finder and coder: its columns as
// numbers, its tree from above, and what the dictionaries say of its words.
type scene struct {
	p *language.Parse

	lower, lemma []uint32 // [words] hashes
	stem         []uint32 // [words] hash of the first five letters of the lemma
	upos, xpos   []uint32
	rel          []uint32 // without subtype, but for agents and passive subjects
	fine, mid    []uint32 // word classes
	first        []int32  // children of word i: kids[first[i]:first[i+1]]
	kids         []int32
	content      []bool             // noun, verb, adjective, adverb or proper name
	cameo        []string           // [words] CAMEO code by the verb dictionary; "" for none
	depth        []uint8            // [words] words of the dictionary's pattern that fitted
	typed        []uint8            // [words] type of cameo: 1 + index into claim.Types, 0 for none
	rule         []uint8            // [words] type of the longest rule of triggers.tsv that begins here, likewise
	mode         []string           // [words] mode of that rule
	sense        [][mostHeard]heard // [words] what the dictionary of senses says of it
}

// hash32 hashes a short word (FNV-1a); never 0.
func hash32(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | 1
}

// typeIndex is 1 + the index of a type in claim.Types; 0 for none.
func typeIndex(t claim.Type) uint8 {
	for i, x := range claim.Types {
		if x == t {
			return uint8(i + 1)
		}
	}
	return 0
}

func newScene(p *language.Parse) *scene {
	n := p.Len()
	column := func() []uint32 { return make([]uint32, n) }
	s := &scene{p: p, lower: column(), lemma: column(), stem: column(), upos: column(), xpos: column(), rel: column(), fine: column(), mid: column(),
		content: make([]bool, n), cameo: make([]string, n), depth: make([]uint8, n), typed: make([]uint8, n), rule: make([]uint8, n), mode: make([]string, n), sense: make([][mostHeard]heard, n)}
	engine := language.Shipped()
	for i := 0; i < n; i++ {
		s.lower[i], s.lemma[i] = hash32(p.Lower[i]), hash32(foldLemma(p, i))
		s.stem[i] = hash32(stemOf(foldLemma(p, i)))
		s.upos[i], s.xpos[i], s.rel[i] = hash32(p.UPOS[i]), hash32(p.XPOS[i]), hash32(relation(p.Rel[i]))
		fine, mid, _ := engine.WordClasses(p.Lower[i])
		s.fine[i], s.mid[i] = uint32(fine), uint32(mid)
		switch p.UPOS[i] {
		case "NOUN", "VERB", "ADJ", "ADV", "PROPN":
			s.content[i] = true
		}
	}
	s.plant()
	var space []uint32
	for k := range p.Sentences {
		s.lookUp(k)
	}
	for i := range n {
		s.sense[i], space = s.hear(i, space)
	}
	return s
}

// foldLemma is the lemma in small letters.
func foldLemma(p *language.Parse, i int) string {
	l := p.Lemma[i]
	for k := 0; k < len(l); k++ {
		if c := l[k]; 'A' <= c && c <= 'Z' || c >= 0x80 {
			return p.Lower[i]
		}
	}
	return l
}

func stemOf(lemma string) string {
	if len(lemma) > 5 {
		return lemma[:5]
	}
	return lemma
}

// relation is a relation without its subtype, but for those that turn roles
// round.
func relation(rel string) string {
	switch rel {
	case "nsubj:pass", "obl:agent", "aux:pass", "acl:relcl", "csubj:pass", "nmod:poss":
		return rel
	}
	for i := 0; i < len(rel); i++ {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

// plant fills the columns that see the tree from above.
func (s *scene) plant() { s.first, s.kids = s.p.Dependents() }

// children are the words that hang on word i, in order.
func (s *scene) children(i int) []int32 { return s.kids[s.first[i]:s.first[i+1]] }

// lookUp fills what the dictionaries say of the words of a sentence.
func (s *scene) lookUp(k int) {
	p, sent := s.p, s.p.Sentences[k]
	var near cameoWords
	for i := sent.First; i < sent.Last; i++ {
		switch p.UPOS[i] {
		case "VERB", "NOUN", "ADJ", "AUX":
			if near == nil {
				near = cameoWordsOf(p, sent.First, sent.Last)
			}
			s.cameo[i], s.depth[i] = cameoAt(p, near, sent, i)
			s.typed[i] = cameoType(s.cameo[i])
		}
		if fits := matches(p.Lower[:sent.Last], i); len(fits) > 0 {
			for _, f := range fits {
				if f.noun == (p.UPOS[i] == "NOUN" || p.UPOS[i] == "PROPN" || p.UPOS[i] == "ADJ") {
					s.rule[i], s.mode[i] = typeIndex(f.Type), f.trigger.mode
					break
				}
			}
		}
	}
}
