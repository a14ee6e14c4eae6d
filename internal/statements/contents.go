package statements

import "math"

// contentOption is a content of up to two pieces, before and after the cue, and
// its probability.
type contentOption struct {
	w [2]wordSpan
	p float64
}

// pieces are those that are not empty.
func (o *contentOption) pieces() []wordSpan {
	out := make([]wordSpan, 0, 2)
	for _, w := range o.w {
		if w.Last > w.First {
			out = append(out, w)
		}
	}
	return out
}

// rerank chooses the content of each proposal among its options, seen together
// with the other proposals. What each was worth when seen alone counts too, by
// its root: an unlikely one must be much better.
func (t *tagger) rerank(all []found) {
	take := make([]int, len(all))
	worth := make([]float64, len(all))
	for k := range all {
		worth[k] = 1
		if len(all[k].options) < 2 {
			continue
		}
		t.scores = t.scores[:0]
		for n := range all[k].options {
			t.features = t.contentFeatures(all, k, n, t.features[:0])
			t.scores = append(t.scores, float64(t.m.Choosers[ChooseContent].Score(t.features)))
		}
		softmax(t.scores)
		best := 0
		for n, o := range all[k].options {
			if t.scores[n]*math.Sqrt(o.p) > t.scores[best]*math.Sqrt(all[k].options[best].p) {
				best = n
			}
		}
		take[k], worth[k] = best, t.scores[best]
	}
	for k := range all {
		all[k].take(take[k])
		all[k].among = worth[k]
	}
}

// contentFeatures describes option n of proposal k among all.
func (t *tagger) contentFeatures(all []found, k, n int, b bag) bag {
	from := len(b)
	s := t.scene
	p := s.p
	f := &all[k]
	c := f.head
	sent := s.units[s.unit[c]]
	lem, x, fr, mid := s.lemma[c], s.xpos[c], s.frames[c], s.midL[c]
	o := &f.options[n]
	ratio := odds(o.p / (o.p + f.options[0].p))
	if n == 0 {
		ratio = odds(o.p / (o.p + f.options[1].p))
	}
	sides := flag(o.w[0].Last > o.w[0].First) + 2*flag(o.w[1].Last > o.w[1].First)
	b.add(1, mix(uint32(n), ratio))
	b.add2(2, odds(o.p), uint32(n))
	b.add2(3, sides, lem)
	b.add3(4, sides, fr, x)
	// The others: cues inside, contents cut.
	inside, cut, holds, heldBy, touch := 0, 0, 0, 0, uint32(0)
	for j := max(0, k-12); j < min(len(all), k+13); j++ {
		g := &all[j]
		if j == k || g.pCue < .3 {
			continue
		}
		theirs := g.options[0].w
		for _, w := range o.w {
			if w.Last == w.First {
				continue
			}
			if w.First <= g.head && g.head < w.Last {
				inside++
			}
			for _, y := range theirs {
				switch {
				case y.Last == y.First || y.Last <= w.First || w.Last <= y.First:
				case w.First <= y.First && y.Last <= w.Last:
					holds++
				case y.First <= w.First && w.Last <= y.Last:
					heldBy++
				default:
					cut++
				}
			}
			// Words of another attribution just beyond the end.
			lo, hi := g.head, g.head+1
			if g.source.Last > g.source.First {
				lo, hi = min(lo, g.source.First), max(hi, g.source.Last)
			}
			switch {
			case lo >= w.Last && lo <= w.Last+3:
				touch |= 1
			case hi <= w.First && hi >= w.First-2:
				touch |= 2
			case g.source.First < w.Last && w.Last <= g.head && w.First <= g.source.First:
				touch |= 4 // its source inside, its cue not
			}
		}
	}
	b.add3(5, uint32(min(inside, 3)), uint32(min(cut, 3)), touch)
	b.add3(6, uint32(min(inside, 3)), fr, sides)
	b.add2(7, uint32(min(inside, 3)), lem)
	b.add3(8, uint32(min(cut, 3)), uint32(min(holds, 3)), uint32(min(heldBy, 3)))
	b.add2(9, touch, lem)
	words, out, broken := 0, 0, 0
	for i, w := range o.w {
		sd := uint32(i)
		if w.Last == w.First {
			b.add3(10, sd, lem, at(s.lower, s.beside(f, i), sent.First, sent.Last))
			continue
		}
		words += w.Last - w.First
		for k := w.First; k < min(w.Last, w.First+120); k++ {
			if h := int(p.Head[k]); (h < w.First || h >= w.Last) && !s.punct(k) {
				out++
			}
		}
		for _, e := range [2]int{w.First, w.Last - 1} {
			if q := s.quoted[e]; q >= 0 && (s.quotes[q].First < w.First || s.quotes[q].Last > w.Last) {
				broken++
			}
		}
		h := s.headOf(w)
		role := s.role(c, w.First, w.Last, h)
		b.add3(11, role, sd, fr)
		b.add3(12, role, sd, lem)
		b.add3(13, role, sd, mid)
		next, prev := at(s.lower, w.Last, sent.First, sent.Last), at(s.lower, w.First-1, sent.First, sent.Last)
		b.add3(14, next, s.lower[w.Last-1], sd)
		b.add3(15, next, at(s.xpos, w.Last+1, sent.First, sent.Last), sd)
		b.add3(16, next, sd, lem)
		b.add3(17, prev, s.lower[w.First], sd)
		b.add3(18, s.lower[w.First], sd, lem)
		b.add3(19, at(s.rel, w.Last, sent.First, sent.Last), at(s.upos, w.Last, sent.First, sent.Last), sd)
		b.add3(20, s.rel[h], s.upos[h], mix(sd, fr))
		full := flag(w.First == sent.First) + 2*flag(w.Last >= sent.Last-1) + 4*flag(w.Last > sent.Last) + 8*flag(w.First < sent.First)
		b.add3(21, full, sd, lem)
		b.add3(22, full, sd, bucket(w.Last-w.First))
		b.add3(23, full, sd, touch)
	}
	b.add3(24, uint32(min(out, 6)), sides, x)
	b.add3(25, uint32(min(out, 6)), uint32(min(broken, 3)), sides)
	b.add3(26, uint32(min(broken, 3)), lem, sides)
	b.add3(27, bucket(words), lem, sides)
	if out := s.leftOut(c, o.w); out > 0 {
		b.add2(28, out, sides)
		b.add3(29, out, lem, sides)
		b.add3(30, out, x, fr)
	}
	fr0 := s.attribution(c, f.source)
	b = s.joinFeatures(&fr0, o.w[0], o.w[1], b)
	if n > 0 {
		t.difference(f, o, &f.options[0], 40, &b)
	} else {
		t.difference(f, o, &f.options[1], 60, &b)
	}
	if t.scope == ScopeGuide {
		for _, f := range b[from:] {
			b = append(b, Feature(uint32(f)*0x9e3779b1+0x7f4a7c15))
		}
	}
	return b
}

// beside is the word next to the attribution on a side.
func (s *scene) beside(f *found, side int) int {
	first, last := f.head, f.head+1
	if f.source.Last > f.source.First {
		first, last = min(first, f.source.First), max(last, f.source.Last)
	}
	if side == sideLeft {
		return first - 1
	}
	return last
}

// difference describes what option o has more and less than another.
func (t *tagger) difference(f *found, o, than *contentOption, kind uint32, to *bag) {
	s := t.scene
	b := *to
	lem := s.lemma[f.head]
	for i := range o.w {
		a, c := o.w[i], than.w[i]
		sd := uint32(i)
		if a == c {
			continue
		}
		if a.Last == a.First || c.Last == c.First {
			w := a
			if a.Last == a.First {
				w = c
			}
			more := flag(a.Last > a.First)
			h := s.headOf(w)
			b.add3(kind, mix(sd, more), s.rel[h], lem)
			b.add3(kind+1, mix(sd, more), s.lower[w.First], flag(s.quoted[w.First] >= 0))
			b.add3(kind+2, mix(sd, more), bucket(w.Last-w.First), s.frames[f.head])
			continue
		}
		for side, e := range [2][2]int{{a.First, c.First}, {a.Last, c.Last}} {
			if e[0] == e[1] {
				continue
			}
			lo, hi := min(e[0], e[1]), max(e[0], e[1])
			more := flag(e[0] == lo) // longer at the beginning
			if side == 1 {
				more = flag(e[0] == hi)
			}
			what := mix(mix(sd, more), uint32(side))
			h := s.headOf(wordSpan{lo, hi})
			up := uint32(3)
			if g := int(s.p.Head[h]); g >= 0 {
				up = flag(g == f.head) + 2*flag(a.First <= g && g < a.Last || c.First <= g && g < c.Last)
			}
			b.add3(kind+3, what, s.lower[lo], s.rel[h])
			b.add3(kind+4, what, s.lower[lo], lem)
			b.add3(kind+5, what, s.rel[h], mix(s.upos[h], up))
			b.add3(kind+6, what, up, s.rel[h])
			b.add3(kind+7, what, s.lower[lo], at(s.xpos, lo+1, 0, s.p.Len()))
			b.add3(kind+8, what, bucket(hi-lo), s.lower[lo])
			b.add3(kind+9, what, s.lower[hi-1], s.upos[h])
			b.add3(kind+10, what, flag(s.quoted[lo] >= 0)+2*flag(s.quoted[hi-1] >= 0), lem)
			b.add3(kind+11, what, flag(s.frames[h] != 0), s.xpos[h])
			b.add3(kind+12, what, s.mid[h], s.lower[lo])
		}
	}
	*to = b
}
