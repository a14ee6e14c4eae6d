package statements

// candidates for the source of the cue at word c: phrases of its sentence. The
// first is the empty one: no source.
func (s *scene) sourceCandidates(c int, to []wordSpan) []wordSpan {
	p := s.p
	sent := s.units[s.unit[c]]
	to = append(to[:0], wordSpan{})
	from, end := max(sent.First, c-60), min(sent.Last, c+40)
	add := func(a, b int) {
		if a <= c && c < b { // the cue hangs on the phrase: what stands before it
			if a < c {
				b = c
			} else {
				return
			}
		}
		if b <= c { // what stands between a quotation and the cue
			for k := b - 1; k > a; k-- {
				if q := s.quoted[k-1]; q >= 0 && q != s.quoted[b-1] && s.quotes[q].Last == k && (s.quotes[q].First < a || s.quotes[q].First == a && k-a > nickname) {
					a = k
				}
			}
		}
		for a < b && (s.punct(a) && p.Lower[a] != "(" || s.isCase(a)) {
			a++
		}
		for b > a && s.punct(b-1) && p.Lower[b-1] != ")" {
			b--
		}
		for a-2 >= sent.First && p.Lower[a-1] == "." && titles[p.Lower[a-2]] { // "Rep. | Smith"
			a -= 2
		}
		if a >= b || b-a > 40 || a <= c && c < b {
			return
		}
		w := wordSpan{a, b}
		for k := len(to) - 1; k > 0 && k > len(to)-9; k-- {
			if to[k] == w {
				return
			}
		}
		to = append(to, w)
	}
	for h := from; h < end; h++ {
		if h == c || !s.nominal(h) {
			continue
		}
		switch s.p.Rel[h] {
		case "flat", "compound", "fixed", "goeswith":
			continue
		}
		add(int(s.left[h]), int(s.right[h]))
		// The phrase without what follows its head but is no part of the name.
		a, b := h, h+1
		for _, k := range s.children(h) {
			if int(k) < h && !s.setOff(int(k)) {
				a = min(a, int(s.left[k]))
			}
			if int(k) > h {
				switch relation(p.Rel[k]) {
				case "flat", "compound", "fixed", "nummod":
					b = max(b, int(s.right[k]))
				}
			}
		}
		add(a, b)
		// And with its prepositional phrases and joined heads, but no clauses.
		for _, k := range s.children(h) {
			if int(k) > h && int(s.left[k]) == b {
				switch relation(p.Rel[k]) {
				case "nmod", "flat", "compound":
					b = int(s.right[k])
				}
			}
		}
		add(a, b)
		for _, k := range s.children(h) {
			if int(k) > h && (relation(p.Rel[k]) == "conj" || relation(p.Rel[k]) == "appos") {
				add(a, int(s.right[k]))
			}
		}
		if m, ok := s.who.startingAt(a); ok && m.Last <= sent.Last {
			add(m.First, m.Last)
			if m.FullLast <= sent.Last {
				add(m.First, m.FullLast)
			}
		}
	}
	if f := s.frameOf(c); f != nil {
		for _, a := range f.Arguments {
			if a.Role[0] == 'A' && a.First >= from && a.Last <= end {
				add(a.First, a.Last)
			}
		}
	}
	return to
}

// nickname is how many words, marks among them, a quotation has at most that
// may begin a name.
const nickname = 4

// isCase reports a preposition that marks the phrase it opens.
func (s *scene) isCase(i int) bool { return s.p.Rel[i] == "case" && s.p.UPOS[i] == "ADP" }

// setOff reports what stands before a head without being part of its phrase.
func (s *scene) setOff(k int) bool {
	switch relation(s.p.Rel[k]) {
	case "case", "mark", "cc", "punct", "advmod", "nsubj", "cop", "aux", "parataxis", "advcl", "nsubj:pass":
		return true
	}
	return false
}

// headOf gives the word of w that the others hang on.
func (s *scene) headOf(w wordSpan) int {
	for i := w.First; i < w.Last; i++ {
		if h := int(s.p.Head[i]); (h < w.First || h >= w.Last) && !s.punct(i) {
			return i
		}
	}
	return w.First
}

// sourceFeatures describes w as the source of the cue at c; chain is that of c.
func (s *scene) sourceFeatures(c int, w wordSpan, chain []int32, b bag) bag {
	p := s.p
	sent := s.units[s.unit[c]]
	f, l := sent.First, sent.Last
	lem, x, fr := s.lemma[c], s.xpos[c], s.frames[c]
	passive, subject := uint32(0), uint32(0)
	for _, k := range s.children(c) {
		switch p.Rel[k] {
		case "aux:pass":
			passive = 1
		case "nsubj":
			subject = 1 + flag(int(k) > c)
		case "nsubj:pass":
			subject = 3
		}
	}
	if w.First == w.Last {
		b.one(0)
		b.add(1, lem)
		b.add2(2, x, s.rel[c])
		b.add2(3, passive, subject)
		b.add3(4, passive, subject, x)
		b.add3(5, lem, passive, x)
		b.add3(6, s.rel[c], subject, s.upos[c])
		b.add2(7, s.mid[c], x)
		b.add2(8, fr, subject)
		b.add2(9, at(s.lower, c-1, f, l), s.upos[c])
		mask := uint32(0)
		if f := s.frameOf(c); f != nil {
			mask = 1
			for _, a := range f.Arguments {
				if a.Role == "ARG0" {
					mask += 2
				}
			}
		}
		b.add3(10, mask, x, s.rel[c])
		b.add2(11, mask, lem)
		b.add3(12, s.midL[c], x, subject)
		return b
	}
	h := s.headOf(w)
	path, steps := s.path(h, chain)
	right := flag(w.First > c)
	gap := w.First - c - 1
	if right == 0 {
		gap = c - w.Last
	}
	kind := s.kind[h]
	r, u := s.rel[h], s.upos[h]
	b.add2(20, path, right)
	b.add3(21, path, right, x)
	b.add3(22, path, right, lem)
	b.add3(23, path, passive, u)
	b.add3(24, path, right, fr)
	b.add3(25, bucket(gap), right, x)
	b.add3(26, r, right, bucket(gap))
	b.add2(27, kind, u)
	b.add2(28, s.lower[h], right)
	b.add2(29, s.lemma[h], u)
	b.add2(30, s.mid[h], u)
	b.add3(31, kind, path, right)
	b.add3(32, uint32(steps), right, subject)
	size := uint32(min(w.Last-w.First, 12))
	b.add2(33, size, u)
	// The edges of the phrase.
	whole := flag(w.First == int(s.left[h])) + 2*flag(w.Last == int(s.right[h]))
	b.add3(34, whole, r, right)
	prev, next := at(s.lower, w.First-1, f, l), at(s.lower, w.Last, f, l)
	b.add2(35, next, right)
	b.add2(36, prev, right)
	b.add2(37, s.lower[w.First], u)
	b.add2(38, s.upos[w.First], u)
	b.add3(39, at(s.upos, w.Last, f, l), s.lower[w.Last-1], 0)
	b.add3(40, at(s.rel, w.Last, f, l), whole, r)
	if w.Last < l {
		b.add3(41, flag(int(p.Head[w.Last]) == h), s.rel[w.Last], whole)
		b.add3(42, s.lower[w.Last], flag(s.isRel(w.Last, "punct")), whole)
	}
	m := uint32(0)
	if y, ok := s.who.startingAt(w.First); ok {
		m = 1 + flag(y.Last == w.Last) + 2*flag(y.FullLast == w.Last) + 4*flag(y.Last > w.Last)
	}
	b.add2(43, m, u)
	b.add2(44, m, whole)
	hole := uint32(0) // commas and the like inside
	for i := w.First; i < w.Last; i++ {
		switch {
		case p.Lower[i] == ",":
			hole |= 1
		case s.rel[i] == relRelative && i > h:
			hole |= 2
		case p.Rel[i] == "appos":
			hole |= 4
		case p.Rel[i] == "conj":
			hole |= 8
		case p.UPOS[i] == "VERB" && i > h:
			hole |= 16
		}
	}
	b.add2(45, hole, size)
	b.add2(46, hole, whole)
	b.add3(57, hole, next, right)
	// What stands between.
	names, verbs, marks := uint32(0), uint32(0), uint32(0)
	lo, hi := w.Last, c
	if right == 1 {
		lo, hi = c+1, w.First
	}
	for i := lo; i < hi && i-lo < 40; i++ {
		switch {
		case s.rel[i] == relSubject:
			names++
		case p.UPOS[i] == "VERB":
			verbs++
		case s.punct(i):
			marks++
		}
	}
	b.add3(47, min(names, 2), min(verbs, 2), min(marks, 2)+8*right)
	b.add3(48, min(names, 2), r, right)
	b.add3(49, min(verbs, 2)+4*min(marks, 2), r, right)
	b.add3(50, flag(s.quoted[h] >= 0), flag(s.quoted[c] >= 0), flag(s.quoted[h] == s.quoted[c]))
	b.add3(51, r, right, subject)
	b.add3(52, prev, right, lem)
	b.add3(53, bucket(gap), right, s.lower[h])
	b.add2(54, mix(r, right), mix(lem, passive))
	if gap <= 1 {
		between := uint32(0)
		if gap == 1 {
			between = s.lower[min(lo, l-1)]
		}
		b.add3(55, between, right, x)
		b.add3(56, between, right, lem)
	}
	role := s.role(c, w.First, w.Last, h)
	b.add3(60, role, x, right)
	b.add3(61, role, lem, passive)
	b.add3(62, role, path, right)
	b.add3(63, role, fr, subject)
	if up := int(p.Head[c]); up >= 0 {
		above := s.role(up, w.First, w.Last, h)
		b.add3(64, above, s.rel[c], role)
		b.add3(65, above, lem, s.rel[c])
		b.add3(66, above, s.lemma[up], s.rel[c])
	}
	b.add3(67, s.roleIn[h], right, x)
	b.add3(68, s.midL[c], path, right)
	b.add3(69, s.midL[c], role, right)
	if ph := p.Head[h]; ph >= 0 {
		b.add3(58, s.lemma[ph], r, flag(int(ph) == c))
	}
	return b
}

var (
	relSubject  = hash32("nsubj")
	relRelative = hash32("acl:relcl")
)
