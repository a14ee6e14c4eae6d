package events

import "github.com/entente-project/entente/internal/language"

// pair is a sentence with its source and target: words [First, Last) each.
type pair struct {
	*scene
	sent           language.Sentence
	source, target [2]int
	role           []uint8 // [words of the sentence] 1 in the source, 2 in the target
}

// Words that stand for a party in features.
const (
	sourceWord = 0xA0000001
	targetWord = 0xA0000003
)

func (q *pair) in(i int) uint8 {
	if i < q.sent.First || i >= q.sent.Last {
		return 0
	}
	return q.role[i-q.sent.First]
}

// word is the lemma of word i, or a mark for the parties.
func (q *pair) word(i int) uint32 {
	if i < q.sent.First {
		return 3
	}
	if i >= q.sent.Last {
		return 5
	}
	switch q.in(i) {
	case 1:
		return sourceWord
	case 2:
		return targetWord
	}
	return q.lemma[i]
}

// headOf gives the word of [first, last) whose head lies outside; -1 for an
// empty span.
func (s *scene) headOf(span [2]int) int {
	if span[0] == span[1] {
		return -1
	}
	for i := span[0]; i < span[1]; i++ {
		if h := int(s.p.Head[i]); (h < span[0] || h >= span[1]) && s.p.UPOS[i] != "PUNCT" {
			return i
		}
	}
	return span[1] - 1
}

// upTo lists a word and those above it, up to the root.
func (s *scene) upTo(i int) []int {
	var out []int
	for n := 0; i >= 0 && n < 60; n++ {
		out = append(out, i)
		i = int(s.p.Head[i])
	}
	return out
}

// path gives the words from a up to the common head and from there down to b,
// without a and b; apex is the common head. Where one of them is -1, the
// common head is what the other hangs on.
func (s *scene) path(a, b int) (up, down []int, apex int) {
	x, y := s.upTo(a), s.upTo(b)
	if a < 0 || b < 0 {
		if x = append(x, y...); len(x) > 1 {
			return nil, nil, x[1]
		}
		return nil, nil, -1
	}
	i, j := len(x), len(y)
	for i > 0 && j > 0 && x[i-1] == y[j-1] {
		i, j = i-1, j-1
	}
	apex = -1
	if i < len(x) {
		apex = x[i]
	}
	if i > 1 {
		up = x[1:i]
	}
	if j > 1 {
		down = y[1:j]
	}
	return up, down, apex
}

// features describes the pair. Each template has a number of its own and a
// weight: the greater, the more the model trusts it before it has seen much.
func (q *pair) features(b *Bag) {
	p := q.p
	b.Reset()
	b.Add(0, 1, 1, 0, 0)
	s, t := q.headOf(q.source), q.headOf(q.target) // -1 for one not told
	up, down, apex := q.path(s, t)
	order := uint32(1)
	left, right := q.source, q.target
	switch {
	case s < 0 && t < 0:
		order = 5
	case s < 0:
		left, order = right, 3
	case t < 0:
		right, order = left, 4
	case left[0] > right[0]:
		left, right, order = right, left, 2
	}

	// Words of the sentence by zone.
	on := map[int]uint32{}
	for _, i := range up {
		on[i] = 1
	}
	for _, i := range down {
		on[i] = 2
	}
	if apex >= 0 && q.in(apex) == 0 {
		on[apex] = 3
	}
	gov := q.governor(apex)
	near := map[int]uint32{} // words one step from the path
	for i := range on {
		for _, k := range q.children(i) {
			if _, ok := on[int(k)]; !ok && q.in(int(k)) == 0 {
				near[int(k)] = on[i]
			}
		}
	}
	if gov >= 0 && on[gov] == 0 {
		on[gov] = 4
		for _, k := range q.children(gov) {
			if _, ok := on[int(k)]; !ok && q.in(int(k)) == 0 {
				near[int(k)] = 4
			}
		}
	}
	for i := q.sent.First; i < q.sent.Last; i++ {
		if p.UPOS[i] == "PUNCT" {
			continue
		}
		role := q.in(i)
		zone := uint32(2)
		switch {
		case role > 0:
			zone = 3 + uint32(role)
		case i < left[0]:
			zone = 1
		case i >= right[1]:
			zone = 3
		}
		if role > 0 {
			b.Add(1, .35, q.lemma[i], zone, 0)
			continue
		}
		lem := q.lemma[i]
		b.Add(2, .7, lem, 0, 0)
		b.Add(3, .7, lem, zone, order)
		if q.content[i] {
			b.Add(4, .4, q.stem[i], 0, 0)
			b.Add(5, .25, q.fine[i], zone, 0)
			b.Add(6, .2, q.mid[i], zone, order)
		}
		w, x, y := q.word(i), q.word(i+1), q.word(i+2)
		b.Add(7, .5, w, x, 0)
		b.Add(8, .3, w, x, y)
		if i == q.sent.First || q.in(i-1) != 0 {
			b.Add(7, .5, q.word(i-1), w, 0)
			b.Add(8, .3, q.word(i-1), w, x)
		}
		kind := on[i]
		if kind == 0 && near[i] != 0 {
			kind = 4 + near[i]
		}
		if q.typed[i] > 0 || q.rule[i] > 0 {
			b.Add(10, .6, uint32(q.typed[i]), 0, 0)
			b.Add(11, .6, uint32(q.rule[i]), 1, 0)
			b.Add(12, .5, uint32(q.typed[i]), zone, order)
			b.Add(13, .5, uint32(q.rule[i]), zone, order)
			if q.cameo[i] != "" {
				b.Add(14, .5, hash32(q.cameo[i]), 0, 0)
				b.Add(14, .4, hash32(q.cameo[i][:2]), uint32(min(q.depth[i], 2)), 1)
			}
			if kind > 0 {
				b.Add(15, 1, uint32(q.typed[i]), min(kind, 5), 0)
				b.Add(16, 1, uint32(q.rule[i]), min(kind, 5), 0)
				b.Add(17, .8, uint32(q.typed[i]), uint32(q.rule[i]), kind)
			}
		}
		if kind > 0 {
			b.Add(20, 1, lem, 1, 0)
			b.Add(21, .8, lem, kind, 0)
			b.Add(22, .6, q.stem[i], 2, 0)
			b.Add(23, .5, q.fine[i], 1, 0)
			b.Add(24, .4, q.mid[i], kind, 0)
			b.Add(25, .5, lem, q.rel[i], 0)
		}
	}

	// The path itself.
	for _, side := range [2][]int{up, down} {
		for k, i := range side {
			next := apex
			if k+1 < len(side) {
				next = side[k+1]
			}
			b.Add(30, .6, q.word(i), q.rel[i], q.wordOr(next))
		}
	}
	if apex >= 0 {
		sr, tr := uint32(0), uint32(0)
		if len(up) > 0 {
			sr = q.rel[up[len(up)-1]]
		} else if s >= 0 && s != apex {
			sr = q.rel[s]
		}
		if len(down) > 0 {
			tr = q.rel[down[len(down)-1]]
		} else if t >= 0 && t != apex {
			tr = q.rel[t]
		}
		b.Add(31, .5, q.word(apex), sr, tr)
		b.Add(32, .4, q.upos[apex], sr, tr)
		b.Add(33, .8, q.word(apex), order, 0)
		b.Add(34, .4, uint32(q.typed[apex]), sr, tr)
		b.Add(35, .4, q.fine[apex], sr, tr)
		b.Add(36, .3, uint32(min(len(up), 4)), uint32(min(len(down), 4)), order)
	}
	if s >= 0 {
		b.Add(37, .4, q.rel[s], q.prep(s), order)
	}
	if t >= 0 {
		b.Add(38, .6, q.rel[t], q.prep(t), order)
	}
	if s >= 0 && t >= 0 {
		b.Add(39, .4, q.prep(t), q.rel[s], q.rel[t])
	}

	// The predicate with what hangs on it, and what it hangs on.
	if gov >= 0 {
		g := q.lemma[gov]
		b.Add(40, 1, g, 0, 0)
		b.Add(41, .4, q.xpos[gov], 0, 0)
		b.Add(42, .6, g, q.prep(t), 0)
		b.Add(43, .6, uint32(q.typed[gov]), uint32(q.rule[gov]), 0)
		for _, c := range q.children(gov) {
			k := int(c)
			if q.in(k) != 0 && k != s && k != t {
				continue
			}
			b.Add(44, .4, q.rel[k], q.word(k), 0)
			b.Add(45, .5, g, q.rel[k], q.word(k))
			b.Add(46, .4, g, q.rel[k], 0)
			b.Add(47, .35, uint32(q.typed[gov]), q.rel[k], q.word(k))
			switch relation(p.Rel[k]) {
			case "xcomp", "ccomp", "advcl", "obj", "obl":
				b.Add(48, .4, q.rel[k], q.fine[k], 0)
				for _, d := range q.children(k) {
					b.Add(49, .4, q.rel[k], q.rel[d], q.word(int(d)))
					b.Add(50, .3, q.word(k), q.rel[d], q.word(int(d)))
				}
			}
		}
		for h, n := int(p.Head[gov]), uint32(1); h >= 0 && n < 4; h, n = int(p.Head[h]), n+1 {
			b.Add(51, .6, q.lemma[h], n, 0)
			b.Add(52, .4, uint32(q.typed[h]), n, 0)
			b.Add(53, .4, q.lemma[h], g, 0)
		}
	}
	// The parties.
	for k, h := range [2]int{s, t} {
		r := uint32(k + 1)
		if h < 0 {
			b.Add(65, .5, r, 0, 0)
			continue
		}
		b.Add(60, .5, q.lemma[h], r, 0)
		b.Add(61, .3, q.fine[h], r, 0)
		b.Add(62, .3, q.mid[h], r, 0)
		b.Add(63, .3, q.upos[h], r, 0)
	}
	b.Add(64, .2, uint32(min((right[0]-left[1]+2)/3, 6)), order, 0)
	q.modality(b, gov)
}

// governor is the predicate that governs both: the apex, or what is above it
// where the apex is a party itself ("France and Germany signed", "aid of France
// to"), or the root; -1 for none.
func (q *pair) governor(apex int) int {
	gov := apex
	for n := 0; gov >= 0 && n < 12 && (q.in(gov) != 0 || !isPredicate(q.p, gov)); n++ {
		gov = int(q.p.Head[gov])
	}
	if gov < 0 {
		for i := q.sent.First; i < q.sent.Last; i++ {
			if q.p.Head[i] < 0 {
				gov = i
			}
		}
	}
	return gov
}

func (q *pair) wordOr(i int) uint32 {
	if i < 0 {
		return 7
	}
	return q.word(i)
}

// prep is the preposition that marks a word, or 0.
func (s *scene) prep(i int) uint32 {
	if i < 0 {
		return 0
	}
	for _, k := range s.children(i) {
		if s.rel[k] == caseRel {
			return s.lower[k]
		}
	}
	return 0
}

var caseRel = hash32("case")

// modality tells whether the deed is denied, still to come, or wished.
func (q *pair) modality(b *Bag, gov int) {
	p := q.p
	for i := q.sent.First; i < q.sent.Last; i++ {
		w := p.Lower[i]
		kind := uint32(0)
		switch {
		case negators[w]:
			kind = 1
		case w == "will" || w == "'ll" || w == "would" || w == "shall":
			kind = 2
		case conditions[w]:
			kind = 3
		default:
			continue
		}
		b.Add(70, .3, kind, 0, 0)
		if int(p.Head[i]) == gov {
			b.Add(71, .6, kind, 0, 0)
			if gov >= 0 {
				b.Add(72, .5, kind, uint32(q.typed[gov]), uint32(q.rule[gov]))
			}
		} else if h := int(p.Head[i]); h >= 0 {
			b.Add(73, .3, kind, uint32(q.typed[h]), 0)
		}
	}
}

func isPredicate(p *language.Parse, i int) bool {
	switch p.UPOS[i] {
	case "VERB", "NOUN", "ADJ":
		return true
	}
	return false
}
