package events

import (
	_ "embed" // senses.tsv
	"slices"
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/senses.tsv
var sensesTSV string

// noDeed is the type of senses that tell no event: one more than the last of
// claim.Types.
var noDeed = uint8(len(claim.Types) + 1)

// sense is a deed that a word suggests, alone or with others that hang on it.
type sense struct {
	typ   uint8 // 1 + index into claim.Types, or noDeed
	trust uint8 // 3 plain, 2 often, 1 now and then
	needs []senseNeed
}

// senseNeed is one of some words that must hang on the word, or, above, that it
// must hang on.
type senseNeed struct {
	words []uint32 // hashes of lemmas
	above bool
}

// heard is a sense as a word of a text has it.
type heard struct {
	typ, trust, needs uint8
}

// mostHeard is the most senses that a word is given.
const mostHeard = 3

// senseKey names a lemma of a kind: v verb, n noun, a adjective.
type senseKey struct {
	lemma uint32
	kind  byte
}

// senses maps a lemma to its senses, those that ask for most words first.
var senses = sync.OnceValue(func() map[senseKey][]sense {
	sets, out := map[string][]uint32{}, map[senseKey][]sense{}
	for _, r := range lexicon.Rows(sensesTSV, 4) {
		if name, ok := strings.CutPrefix(r[0], "= "); ok {
			for _, w := range strings.Fields(r[1]) {
				sets[name] = append(sets[name], hash32(w))
			}
			continue
		}
		typ := noDeed
		if r[0] != "NONE" {
			typ = typeIndex(claim.Type(r[0]))
		}
		for _, words := range strings.Split(r[3], ",") {
			f := strings.Fields(words)
			s := sense{typ: typ, trust: r[1][0] - '0'}
			for _, w := range f[1:] {
				w, above := strings.CutPrefix(w, "<")
				n := senseNeed{above: above}
				for _, one := range strings.Split(w, "|") {
					if set, ok := sets[one]; ok {
						n.words = append(n.words, set...)
					} else {
						n.words = append(n.words, hash32(one))
					}
				}
				s.needs = append(s.needs, n)
			}
			k := senseKey{hash32(f[0]), r[2][0]}
			out[k] = append(out[k], s)
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b sense) int {
			if d := len(b.needs) - len(a.needs); d != 0 {
				return d
			}
			return int(b.trust) - int(a.trust)
		})
	}
	return out
})

// hear gives what word i suggests: of its senses that fit, those that ask for
// most words, each type once; zeros after the last.
func (s *scene) hear(i int, near []uint32) (out [mostHeard]heard, space []uint32) {
	kind := byte(0)
	switch s.p.UPOS[i] {
	case "VERB":
		kind = 'v'
	case "NOUN":
		kind = 'n'
	case "ADJ":
		kind = 'a'
	default:
		return out, near
	}
	list := senses()[senseKey{s.lemma[i], kind}]
	if len(list) == 0 {
		return out, near
	}
	above := uint32(0)
	if len(list[0].needs) > 0 {
		near = s.around(i, near[:0])
		if h := s.p.Head[i]; h >= 0 {
			above = s.lemma[h]
		}
	}
	n := 0
	for k := range list {
		x := &list[k]
		if n == mostHeard || n > 0 && uint8(len(x.needs)) < out[0].needs {
			break
		}
		if !x.fits(near, above) || slices.ContainsFunc(out[:n], func(o heard) bool { return o.typ == x.typ }) {
			continue
		}
		out[n] = heard{x.typ, x.trust, uint8(len(x.needs))}
		n++
	}
	return out, near
}

func (x *sense) fits(near []uint32, above uint32) bool {
	for k := range x.needs {
		n := &x.needs[k]
		if n.above && !slices.Contains(n.words, above) || !n.above && !slices.ContainsFunc(n.words, func(w uint32) bool { return slices.Contains(near, w) }) {
			return false
		}
	}
	return true
}

// around gives the lemmas, and forms, of what hangs on word i, of what hangs on
// that, of the next word, and of the noun that a clause describes.
func (s *scene) around(i int, out []uint32) []uint32 {
	put := func(k int) { out = append(out, s.lemma[k], s.lower[k]) }
	for _, c := range s.children(i) {
		put(int(c))
		switch relation(s.p.Rel[c]) {
		case "advcl", "ccomp", "parataxis", "conj", "nsubj":
			continue
		}
		for _, d := range s.children(int(c)) {
			switch relation(s.p.Rel[d]) {
			case "acl:relcl", "acl", "advcl", "nmod:poss":
			default:
				put(int(d))
			}
		}
	}
	if k := i + 1; k < s.p.Sentences[s.p.Sent[i]].Last {
		put(k)
	}
	if h := s.p.Head[i]; h >= 0 && strings.HasPrefix(s.p.Rel[i], "acl") {
		put(int(h))
	}
	return out
}

// suggests reports how far word i suggests a type: 0 not at all, to 3.
func (s *scene) suggests(i int, typ uint8) int {
	for _, h := range s.sense[i] {
		if h.typ == typ && typ != 0 {
			return int(h.trust)
		}
	}
	return 0
}

// deed reports whether word i suggests an event of any type, plainly or often.
func (s *scene) deed(i int) bool {
	h := s.sense[i][0]
	return h.typ != 0 && h.typ != noDeed && h.trust >= 2
}

// senseFeatures adds what word i suggests, with who stands by it.
func (v *View) senseFeatures(i int, subject, object uint32, b *Bag) {
	p := v.p
	up, rel := v.upos[i], v.rel[i]
	typed, rule := uint32(v.typed[i]), uint32(v.rule[i])
	near := boolNumber(v.state[p.Sent[i]])
	told := boolNumber(v.f.told[i] > 0) + 2*boolNumber(v.cue[i] > 0)
	above := uint32(0)
	h := int(p.Head[i])
	if h >= 0 {
		above = uint32(v.sense[h][0].typ)
	}
	first := v.sense[i][0]
	if first.typ == 0 {
		b.Add(500, .6, up, typed, rule)
	}
	for n, x := range v.sense[i] {
		if x.typ == 0 {
			break
		}
		s := uint32(x.typ)
		t := uint32(x.trust) + 4*uint32(min(x.needs, 2))
		b.Add(501, .9, s, t, up)
		b.Add(502, .7, s, boolNumber(n == 0), uint32(x.trust))
		b.Add(503, .6, s, t, rel)
		b.Add(504, .6, s, subject, object)
		b.Add(505, .5, s, typed, rule)
		b.Add(506, .5, s, near, told)
		if !v.short {
			b.Add(507, .5, s, v.mood, t)
		}
		if n > 0 {
			continue
		}
		b.Add(508, .5, s, above, rel)
		b.Add(509, .5, s, uint32(v.sense[i][1].typ), uint32(v.sense[i][2].typ))
		if !v.short {
			b.Add(510, .4, s, min(v.often[v.lemma[i]], 4), min(uint32(p.Sent[i]), 4))
		}
		if x.typ != noDeed {
			d := v.sketch(i)
			b.Add(511, .6, sectorOf(d.actors), sectorOf(d.recipients), s)
		}
	}
	for _, c := range v.children(i) {
		if x := v.sense[c][0]; x.typ != 0 {
			b.Add(512, .5, v.rel[c], uint32(x.typ), uint32(first.typ))
			b.Add(513, .4, v.rel[c], uint32(x.typ), v.lemma[i])
		}
	}
	if above != 0 {
		b.Add(514, .5, above, rel, uint32(first.typ))
		b.Add(515, .4, above, rel, v.lemma[i])
	}
}
