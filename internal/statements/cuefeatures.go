package statements

import "strings"

// Feature is a hashed feature; its top bits name the place in a table.
type Feature uint32

// bag gathers the features of one choice.
type bag []Feature

func mix(h, a uint32) uint32 {
	h ^= a
	h *= 0x9e3779b1
	return h ^ h>>15
}

func (b *bag) one(kind uint32)    { *b = append(*b, Feature(mix(mix(0x2545f491, kind), 0)*0x85ebca6b)) }
func (b *bag) add(kind, x uint32) { *b = append(*b, Feature(mix(mix(0x2545f491, kind), x)*0x85ebca6b)) }
func (b *bag) add2(kind, x, y uint32) {
	*b = append(*b, Feature(mix(mix(mix(0x2545f491, kind), x), y)*0x85ebca6b))
}
func (b *bag) add3(kind, x, y, z uint32) {
	*b = append(*b, Feature(mix(mix(mix(mix(0x2545f491, kind), x), y), z)*0x85ebca6b))
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket makes few numbers of many.
func bucket(n int) uint32 {
	switch {
	case n < 0:
		return 20 + bucket(-n)
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 22:
		return 8
	case n <= 40:
		return 9
	}
	return 10
}

// at is a column at word i, 3 beyond the sentence.
func at(column []uint32, i, first, last int) uint32 {
	if i < first || i >= last {
		return 3
	}
	return column[i]
}

// cueFeatures describes word i as the head of a cue.
func (s *scene) cueFeatures(i int, b bag) bag {
	p := s.p
	sent := s.units[s.unit[i]]
	f, l := sent.First, sent.Last
	w, lem, x, u, r := s.lower[i], s.lemma[i], s.xpos[i], s.upos[i], s.rel[i]
	fine, mid, fr := s.fine[i], s.mid[i], s.frames[i]
	b.one(0)
	b.add(1, w)
	b.add(2, lem)
	b.add2(3, lem, x)
	b.add2(4, lem, r)
	b.add2(5, fine, x)
	b.add2(6, mid, x)
	b.add2(7, x, r)
	b.add2(8, fr, x)
	b.add2(9, fr, r)
	text := p.Lemma[i]
	if n := len(text); n > 3 {
		b.add2(10, hash32(text[n-3:]), u)
		b.add2(11, hash32(text[:3]), u)
	}
	p1, n1 := at(s.lower, i-1, f, l), at(s.lower, i+1, f, l)
	p2, n2 := at(s.lower, i-2, f, l), at(s.lower, i+2, f, l)
	b.add2(12, p1, u)
	b.add2(13, n1, u)
	b.add2(14, p1, lem)
	b.add2(15, n1, lem)
	b.add3(16, n1, n2, lem)
	b.add3(17, p1, p2, u)
	b.add3(18, n1, n2, u)
	xp, xn := at(s.xpos, i-1, f, l), at(s.xpos, i+1, f, l)
	b.add3(19, xp, x, xn)
	b.add2(20, xp, lem)
	b.add2(21, xn, lem)
	b.add3(22, xn, at(s.xpos, i+2, f, l), fr)
	b.add2(54, at(s.mid, i-1, f, l), u)
	b.add2(55, at(s.mid, i+1, f, l), lem)
	b.add2(56, at(s.mid, i+1, f, l), mid)

	// What it hangs on.
	up := uint32(5)
	if h := p.Head[i]; h >= 0 {
		up = s.lemma[h]
		b.add2(23, up, r)
		b.add3(24, s.upos[h], r, u)
		b.add3(25, s.frames[h], r, u)
		b.add3(26, up, r, lem)
		b.add2(27, s.mid[h], r)
		if g := p.Head[h]; g >= 0 {
			b.add3(28, s.frames[g], s.rel[h], r)
		}
	}
	// Whether a listed cue stands above, and how.
	over, steps := uint32(0), uint32(0)
	for h, n := p.Head[i], uint32(1); h >= 0 && n < 8; h, n = p.Head[h], n+1 {
		if s.frames[h] != 0 && p.UPOS[h] == "VERB" {
			over, steps = s.frames[h], n
			break
		}
	}
	b.add2(29, over, r)
	b.add3(30, over, steps, u)

	// What hangs on it.
	var subject, clause, object, passive, mark, neg, aux uint32
	for _, k := range s.children(i) {
		dir := flag(int(k) > i)
		kr := s.rel[k]
		b.add3(31, kr, dir, u)
		b.add3(32, kr, dir, lem)
		b.add3(33, kr, dir, fr)
		switch p.Rel[k] {
		case "nsubj", "nsubj:pass", "nsubj:outer":
			subject = mix(s.kind[k], s.upos[k])
			b.add3(34, s.lower[k], u, 0)
			b.add3(35, s.mid[k], u, dir)
			b.add2(36, s.lower[k], lem)
			b.add2(37, subject, lem)
			b.add3(38, subject, dir, x)
			b.add2(39, subject, fr)
		case "ccomp":
			clause = 1 + dir
			for _, g := range s.children(int(k)) {
				if p.Rel[g] == "mark" {
					clause = mix(clause, s.lower[g])
				}
			}
		case "xcomp", "advcl", "acl", "parataxis", "obj", "obl":
			object = mix(object, kr)
			b.add3(40, kr, s.upos[k], lem)
			b.add3(41, kr, s.fine[k], u)
			for _, g := range s.children(int(k)) {
				if p.Rel[g] == "mark" || p.Rel[g] == "case" {
					b.add3(42, kr, s.lower[g], lem)
					b.add3(43, kr, s.lower[g], fr)
				}
			}
		case "aux:pass":
			passive = 1
		case "mark", "case":
			mark = s.lower[k]
		case "advmod":
			if p.Lower[k] == "n't" || p.Lower[k] == "not" || p.Lower[k] == "never" {
				neg = 1
			}
		case "aux":
			aux = s.lower[k]
		}
	}
	b.add3(44, clause, u, passive)
	b.add3(45, clause, lem, passive)
	b.add3(46, clause, fr, subject)
	b.add3(47, mark, u, fr)
	b.add3(48, aux, x, fr)
	b.add3(49, neg, u, fr)
	b.add3(50, object, fr, passive)
	b.add3(57, subject, clause, mid)

	// Quotations.
	in := s.quoted[i] >= 0
	whole := uint32(0)
	if in {
		q := s.quotes[s.quoted[i]]
		whole = 1 + flag(q.Last-q.First > 6)
	}
	b.add2(51, whole, u)
	b.add2(52, whole, fr)
	near := s.quoteNear(i, f, l)
	b.add2(53, near, u)
	b.add2(58, near, lem)
	b.add3(59, near, fr, r)
	b.add3(60, near, subject, x)

	// Place.
	head := flag(sent.Paragraph == 0)
	b.add3(61, head, u, bucket(i-f))
	b.add3(62, flag(i == f), flag(i >= l-2), lem)
	b.add2(63, head, lem)
	that := uint32(0)
	for k := i + 1; k < min(l, i+6); k++ {
		if p.Lower[k] == "that" {
			that = uint32(k - i)
			break
		}
	}
	b.add2(64, that, u)
	b.add2(65, that, lem)
	comma := uint32(0) // how a comma sets the attribution off
	for k := i + 1; k < min(l, i+12); k++ {
		if s.quoted[k] < 0 && (p.Lower[k] == "," || p.Lower[k] == ".") {
			comma = bucket(k - i)
			break
		}
	}
	b.add2(66, comma, lem)
	before := uint32(0)
	for k := i - 1; k >= max(f, i-12); k-- {
		if p.Lower[k] == "," || isQuoteMark(p.Lower[k]) {
			before = bucket(i - k)
			break
		}
	}
	b.add3(67, before, comma, x)
	b.add2(68, before, lem)
	b.add3(69, at(s.kind, i-1, f, l), x, fr)
	b.add3(70, at(s.kind, i+1, f, l), x, fr)
	b.add2(71, hash32(p.Feats[i]), fr)
	lineStart := flag(f == 0 || s.units[s.unit[i]-flagUnit(s.unit[i])].Paragraph != sent.Paragraph)
	b.add3(72, lineStart, bucket(i-f), w)
	if s.mark(i) {
		b.add3(73, lineStart, bucket(i-f), flag(startsUpper(p.Text(max(f, i-1)))))
		b.add3(74, w, flag(i > f && isQuoteMark(p.Lower[i-1])), flag(l-i < 9))
		b.add3(75, w, flag(i+1 < l && isQuoteMark(p.Lower[i+1])), xp)
		b.add3(76, w, at(s.kind, i-1, f, l), lineStart)
		b.add3(77, w, at(s.kind, i+1, f, l), flag(i > f && isQuoteMark(p.Lower[i-1])))
		b.add3(78, w, hash32(shape(p.Text(max(f, i-1)))), lineStart)
		b.add3(79, w, flag(i > f && s.quoted[i-1] >= 0), flag(i+1 < l && s.quoted[i+1] >= 0))
	}
	return s.frameFeatures(i, s.slotFeatures(i, b))
}

// quoteNear tells how the nearest quotation stands to word i: just before or
// after (over a source and the like), in the same sentence, or in the next.
func (s *scene) quoteNear(i, f, l int) uint32 {
	p := s.p
	out := uint32(0)
	for k := i - 1; k >= max(f, i-14); k-- {
		if s.quoted[k] >= 0 && s.quoted[i] != s.quoted[k] {
			out = 1 + flag(k > i-8) + 2*flag(s.quotes[s.quoted[k]].Last-s.quotes[s.quoted[k]].First > 6)
			break
		}
	}
	for k := i + 1; k < min(l, i+14); k++ {
		if s.quoted[k] >= 0 && s.quoted[i] != s.quoted[k] {
			out = out*8 + 1 + flag(k < i+4) + 2*flag(s.quotes[s.quoted[k]].Last-s.quotes[s.quoted[k]].First > 6)
			break
		}
	}
	if next := int(s.unit[i]) + 1; next < len(s.units) {
		if k := s.units[next].First; k < p.Len() && s.quoted[k] >= 0 && s.quotes[s.quoted[k]].First == k {
			out += 100
		}
	}
	return out
}

func flagUnit(u int32) int32 {
	if u > 0 {
		return 1
	}
	return 0
}

// mark reports a colon or dash that may stand for a cue.
func (s *scene) mark(i int) bool {
	w := s.p.Lower[i]
	return w == ":" || isDash(w)
}

// shape tells a word in capitals, with a capital, or small.
func shape(w string) string {
	switch {
	case len(w) > 1 && w == strings.ToUpper(w):
		return "A"
	case startsUpper(w):
		return "Aa"
	}
	return "a"
}
