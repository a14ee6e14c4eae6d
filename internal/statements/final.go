package statements

import "math"

// weigh gives each proposal the probability that it is right, seen together
// with the others.
func (t *tagger) weigh(all []found) {
	t.count(all)
	for k := range all {
		t.features = t.finalFeatures(all, k, t.features[:0])
		all[k].sure = sigmoid(float64(t.m.Choosers[ChooseFinal].Score(t.features)) + t.netScore(ChooseFinal, t.finalNetWords(&all[k])))
	}
}

// count fills spoke.
func (t *tagger) count(all []found) {
	t.spoke = map[uint32]float64{}
	for k := range all {
		if f := &all[k]; f.source.Last > f.source.First {
			t.spoke[t.lower[t.headOf(f.source)]] += f.pCue * f.pSource
		}
	}
}

// confidence turns the worth of a proposal, the probability that its content is
// right, into the probability that its source is right too. The numbers are a
// logistic fit: of PolNeAR's scope on its dev part; of the guide's, where one
// annotator draws more lines that another would not, on the corpus's dev part.
func confidence(sure float64, scope Scope) float64 {
	sure = min(max(sure, 1e-4), 1-1e-4)
	odds := math.Log(sure / (1 - sure))
	if scope == ScopeGuide {
		return sigmoid(.36*odds + .35)
	}
	return sigmoid(.813*odds - .224)
}

// odds makes a bucket of a probability.
func odds(p float64) uint32 {
	p = min(max(p, 1e-4), 1-1e-4)
	return uint32(20 + math.Round(2*math.Log(p/(1-p))))
}

func coarse(p float64) uint32 { return odds(p) / 3 }

// covers reports whether word i lies in the content.
func (f *found) covers(i int) bool {
	for _, w := range f.content {
		if w.First <= i && i < w.Last {
			return true
		}
	}
	return false
}

// overlaps reports whether the contents share a word.
func (f *found) overlaps(g *found) bool {
	for _, a := range f.content {
		for _, b := range g.content {
			if a.First < b.Last && b.First < a.Last {
				return true
			}
		}
	}
	return false
}

// finalFeatures describes proposal k among all, which are in order of their
// cues.
func (t *tagger) finalFeatures(all []found, k int, b bag) bag {
	s := t.scene
	f := &all[k]
	c := f.head
	sent := s.units[s.unit[c]]
	lem, x, u, fr, mid, r := s.lemma[c], s.xpos[c], s.upos[c], s.frames[c], s.mid[c], s.rel[c]
	pc, ps, pt := odds(f.pCue), odds(f.pSource), odds(f.pContent)
	qc, qs, qt := coarse(f.pCue), coarse(f.pSource), coarse(f.pContent)
	b.one(0)
	b.add(1, pc)
	b.add(2, ps)
	b.add(3, pt)
	b.add2(4, qc, qs)
	b.add2(5, qc, qt)
	b.add3(6, qc, qs, qt)
	b.add(7, lem)
	b.add2(8, lem, qc)
	b.add2(9, lem, qt)
	b.add2(10, x, qc)
	b.add2(11, r, qc)
	b.add3(12, r, x, fr)
	b.add2(13, mid, qc)
	b.add2(70, s.midL[c], qc)
	b.add2(71, s.midL[c], qt)
	b.add3(72, s.roleIn[c], qc, fr)
	// Source.
	sk := uint32(1)
	if f.source.Last > f.source.First {
		h := s.headOf(f.source)
		sk = mix(s.kind[h], s.upos[h])
		b.add2(14, s.lower[h], u)
		b.add2(15, s.lower[h], lem)
		b.add2(16, s.mid[h], mid)
		b.add3(17, s.rel[h], sk, flag(h > c))
		b.add3(18, s.rel[h], qs, qc)
		spoke := uint32(math.Round(2 * math.Log2(1+max(0, t.spoke[s.lower[h]]-f.pCue*f.pSource))))
		b.add3(81, spoke, qc, s.upos[h])
		b.add3(82, spoke, sk, qs)
		b.add2(83, spoke, lem)
		role := s.role(c, f.source.First, f.source.Last, h)
		b.add3(73, role, qc, qs)
		b.add2(74, role, lem)
		b.add3(75, role, sk, u)
		b.add2(19, uint32(min(f.source.Last-f.source.First, 9)), u)
	}
	b.add2(20, sk, lem)
	b.add2(21, sk, qc)
	b.add3(22, sk, fr, x)
	// Content.
	first := f.content[0]
	last := f.content[len(f.content)-1]
	side := flag(first.First > c) + 2*flag(last.First > c)
	quoted, words := 0, 0
	for _, w := range f.content {
		for i := w.First; i < w.Last; i++ {
			words++
			if s.quoted[i] >= 0 {
				quoted++
			}
		}
	}
	form := flag(quoted > 0) + flag(quoted == words)
	size := bucket(words)
	b.add3(23, side, form, qc)
	b.add3(24, side, form, lem)
	b.add3(25, side, size, form)
	b.add3(26, size, lem, 0)
	b.add3(27, size, qc, qt)
	b.add2(28, s.lower[first.First], lem)
	b.add3(29, s.lower[first.First], side, x)
	b.add3(30, s.xpos[first.First], side, lem)
	h := s.headOf(first)
	b.add3(31, s.rel[h], s.upos[h], fr)
	b.add3(32, s.rel[h], s.upos[h], lem)
	b.add2(33, s.mid[h], lem)
	b.add2(34, s.mid[h], mid)
	b.add3(35, s.upos[h], s.lemma[h], u)
	role := s.role(c, first.First, first.Last, h)
	b.add3(76, role, qc, qt)
	b.add2(77, role, lem)
	b.add3(78, role, s.midL[c], side)
	b.add3(79, s.midL[h], s.midL[c], side)
	if fm := s.frameOf(c); fm != nil {
		b.add2(80, hash32(fm.Roleset), qc)
	}
	b.add3(36, flag(first.First == sent.First), flag(last.Last >= sent.Last-1), size)
	b.add3(37, flag(first.First < sent.First)+2*flag(last.Last > sent.Last), form, qc)
	b.add3(38, flag(s.quoted[c] >= 0), qc, form)
	b.add3(39, flag(sent.Paragraph == 0), side, u)
	b.add3(40, flag(sent.Paragraph == 0), qc, x)
	gap := first.First - c
	if gap < 0 {
		gap = last.Last - c
	}
	if f.took < len(f.options) {
		o := &f.options[f.took]
		if out := s.leftOut(c, o.w); out > 0 {
			b.add2(90, out, qc)
			b.add2(91, out, qt)
			b.add2(92, out, lem)
		}
		lk, left := s.slot(c, sideLeft)
		rk, right := s.slot(c, sideRight)
		if lk >= 0 || rk >= 0 {
			b.add3(93, left, side, form)
			b.add3(94, right, side, form)
			b.add3(95, left, x, mix(side, form))
			b.add3(96, right, x, mix(side, form))
		}
	}
	b.add2(41, bucket(gap), lem)
	b.add2(42, bucket(gap), x)
	// The others.
	inOther, holds, rival, holdCount := 0.0, 0.0, 0.0, 0
	var outer, inner *found
	better := uint32(0)
	near := 0
	for j := max(0, k-12); j < min(len(all), k+13); j++ {
		if g := &all[j]; j != k {
			near += int(flag(s.unit[g.head] == s.unit[c] && g.pCue > .5))
			t.compare(f, g, &inOther, &holds, &rival, &holdCount, &outer, &inner)
		}
	}
	b.add3(85, uint32(min(near, 4)), qc, qt)
	b.add2(86, uint32(min(near, 4)), lem)
	among := odds(f.among)
	b.add2(87, among, qc)
	b.add3(88, among, qt, form)
	b.add2(89, among/3, lem)
	value := f.pCue * f.pContent
	switch {
	case inOther > value:
		better |= 1
	}
	if rival > value {
		better |= 2
	}
	if holds > value {
		better |= 4
	}
	b.add2(50, bin(inOther), qc)
	b.add2(51, bin(holds), qc)
	b.add2(52, bin(rival), qc)
	b.add3(53, bin(inOther), bin(holds), bin(rival))
	b.add3(54, better, qc, qt)
	b.add2(55, better, lem)
	b.add3(56, better, r, u)
	b.add3(57, uint32(min(holdCount, 4)), size, bin(holds))
	if outer != nil {
		b.add3(58, s.lemma[outer.head], bin(inOther), flag(outer.source == f.source))
		b.add3(59, s.lemma[outer.head], lem, 0)
		b.add3(60, s.frames[outer.head], fr, bin(inOther))
		b.add3(61, odds(outer.pCue), pc, 0)
		path, steps := s.path(c, s.chain(outer.head, nil))
		b.add3(62, path, bin(inOther), fr)
		b.add3(63, uint32(steps), bin(inOther), qc)
		oq := flag(s.quoted[c] >= 0)
		b.add3(64, oq, bin(inOther), qc)
	}
	if inner != nil {
		b.add3(65, s.lemma[inner.head], bin(holds), lem)
		b.add3(66, s.frames[inner.head], fr, bin(holds))
		b.add3(67, odds(inner.pCue), pc, 0)
		path, _ := s.path(inner.head, s.chain(c, nil))
		b.add3(68, path, bin(holds), fr)
		b.add3(69, flag(s.quoted[inner.head] >= 0), bin(holds), qc)
	}
	if t.scope == ScopeGuide {
		// What the contract's guide holds differently from PolNeAR is learnt by
		// weights beside those that both share.
		for _, f := range b {
			b = append(b, Feature(uint32(f)*0x9e3779b1+0x7f4a7c15))
		}
	}
	return b
}

func bin(p float64) uint32 {
	if p == 0 {
		return 99
	}
	return coarse(p)
}

// compare tells how proposal g stands to f.
func (t *tagger) compare(f, g *found, inOther, holds, rival *float64, holdCount *int, outer, inner **found) {
	value := g.pCue * g.pContent
	switch {
	case g.covers(f.head):
		if value > *inOther {
			*inOther, *outer = value, g
		}
	case f.covers(g.head):
		*holdCount++
		if value > *holds {
			*holds, *inner = value, g
		}
	case f.overlaps(g):
		*rival = max(*rival, value)
	}
}
