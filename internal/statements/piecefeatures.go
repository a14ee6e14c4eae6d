package statements

// Sides of a content.
const (
	sideLeft  = 0 // before the attribution
	sideRight = 1
)

// pieceCandidates lists stretches on one side of the attribution that may be
// content. The first is the empty one.
func (s *scene) pieceCandidates(fr *pieceFrame, side int, out []wordSpan) []wordSpan {
	p := s.p
	si := int(s.unit[fr.c])
	sent := s.units[si]
	out = append(out[:0], wordSpan{})
	add := func(a, b int) {
		if side == sideLeft {
			b = min(b, fr.from)
		} else {
			a = max(a, fr.to)
			if fr.source.First >= fr.to && a < fr.source.First && b > fr.source.First { // a source further on
				b = fr.source.First
			}
		}
		for a < b && s.quoted[a] < 0 && (p.Lower[a] == "," || p.Lower[a] == ":" || p.Lower[a] == ";" || p.Lower[a] == "." || isDash(p.Lower[a])) {
			a++
		}
		b = trimEnd(p, a, b, s.quoted)
		if a >= b || b-a > 600 || a < fr.source.Last && fr.source.First < b {
			return
		}
		if s.attributed[a] < int32(b) { // “A,” she said
			return
		}
		w := wordSpan{a, b}
		for k := range out {
			if out[k] == w {
				return
			}
		}
		if len(out) < 160 {
			out = append(out, w)
		}
	}
	// Quotations, of this sentence and those beside it.
	var starts, ends []int
	lo, hi := max(sent.First, fr.from-70), fr.from
	if side == sideRight {
		lo, hi = fr.to, min(sent.Last, fr.to+70)
	}
	if side == sideLeft {
		starts = append(starts, sent.First)
		ends = append(ends, fr.from)
		if fr.c > fr.from {
			// An aside between source and cue: content may stand before the cue only.
			if fr.source.Last > 0 && fr.source.Last < fr.c {
				ends = append(ends, fr.source.First)
			}
		}
	} else {
		starts = append(starts, fr.to)
		ends = append(ends, sent.Last)
	}
	last := int32(-1)
	for i := lo; i < hi; i++ {
		if k := s.quoted[i]; k >= 0 && k != last {
			last = k
			q := s.quotes[k]
			add(q.First, q.Last)
			starts, ends = append(starts, q.First), append(ends, q.Last)
			if side == sideRight && q.Last >= sent.Last {
				s.paragraphsOn(q, add)
			}
		}
	}
	if side == sideLeft && si > 0 {
		if k := fr.from - 1; k >= sent.First && s.quoted[k] >= 0 && s.quotes[s.quoted[k]].First < sent.First {
			add(s.quotes[s.quoted[k]].First, s.quotes[s.quoted[k]].Last)
		}
		if k := fr.from - 1; k >= sent.First && s.quoted[k] >= 0 {
			// Paragraph by paragraph, each opened anew, none closed.
			q := s.quotes[s.quoted[k]]
			start := q.First
			for n := 0; n < 6 && start > 0; n++ {
				k2 := s.quoted[start-1]
				if k2 < 0 || isQuoteMark(p.Lower[start-1]) {
					break
				}
				start = s.quotes[k2].First
				add(start, q.Last)
			}
		}
		prev := s.units[si-1]
		if k := s.quoted[prev.Last-1]; k >= 0 && s.quotes[k].Last == prev.Last {
			add(s.quotes[k].First, prev.Last)
			add(prev.First, prev.Last)
		}
	}
	if side == sideRight && si+1 < len(s.units) {
		next := s.units[si+1]
		if k := s.quoted[next.First]; k >= 0 && s.quotes[k].First == next.First {
			q := s.quotes[k]
			add(q.First, q.Last)
			if q.Last < next.Last {
				add(next.First, next.Last)
			}
			s.paragraphsOn(q, add)
		}
		if p.Lower[fr.c] == ":" {
			// A label of who speaks: to the end of the paragraph, or to the next label.
			e := si
			for n := 0; e+1 < len(s.units) && n < 5; n++ {
				e = s.paragraphEnd(e)
				add(fr.to, s.units[e].Last)
				if e+1 >= len(s.units) || s.label(e+1) {
					break
				}
				e++
			}
		}
		if p.Lower[sent.Last-1] == ":" {
			add(next.First, next.Last)
			add(next.First, s.units[s.paragraphEnd(si+1)].Last)
		}
	}
	// Subtrees.
	for i := lo; i < hi; i++ {
		if s.punct(i) {
			continue
		}
		switch relation(p.Rel[i]) {
		case "det", "case", "aux", "cop", "fixed", "flat", "goeswith", "aux:pass", "mark", "cc":
			continue
		}
		a, b := int(s.left[i]), int(s.right[i])
		if b-a < 2 && !s.nominal(i) && p.Head[i] != int32(fr.c) {
			continue
		}
		add(a, b)
		if a < i && s.isCase(a) {
			add(a+1, b)
		}
	}
	if f := s.frameOf(fr.c); f != nil {
		for _, a := range f.Arguments {
			if a.Role != "ARG0" && a.First >= lo && a.Last <= hi {
				add(a.First, a.Last)
			}
		}
	}
	// From each beginning to each end.
	for i := lo; i < hi; i++ {
		w := p.Lower[i]
		switch {
		case s.quoted[i] >= 0:
		case w == "," || w == ";" || isDash(w) || w == ":" || w == "." || w == "(" || w == ")":
			starts, ends = append(starts, i+1), append(ends, i)
		case w == "that" || w == "to" || w == "as" || w == "for" || w == "of" || w == "about" || w == "on" || w == "how" || w == "whether" || w == "what" || w == "why" || w == "if":
			if side == sideRight {
				starts = append(starts, i)
			}
		case w == "and" || w == "but" || w == "while" || w == "when" || w == "after" || w == "because" || w == "during" || w == "in":
			if side == sideRight {
				ends = append(ends, i)
			} else {
				starts = append(starts, i+1)
			}
		}
		if side == sideRight && p.Head[i] == int32(fr.c) && s.left[i] >= int32(fr.to) {
			starts, ends = append(starts, int(s.left[i])), append(ends, int(s.right[i]))
		}
	}
	if side == sideLeft { // those nearest to the attribution first
		if len(ends) > 5 {
			ends = append(ends[:1], ends[len(ends)-4:]...)
		}
		for _, b := range ends {
			for k := range starts {
				add(starts[k], b)
			}
		}
	} else {
		if len(starts) > 7 {
			starts = starts[:7]
		}
		for _, a := range starts {
			for _, b := range ends {
				add(a, b)
			}
		}
	}
	return out
}

// pieceFeatures describes w as the piece of the content on one side.
func (s *scene) pieceFeatures(fr *pieceFrame, side int, w wordSpan, b bag) bag {
	p := s.p
	c := fr.c
	sent := s.units[s.unit[c]]
	f, l := sent.First, sent.Last
	lem, x, frm, u := s.lemma[c], s.xpos[c], s.frames[c], s.upos[c]
	sd := uint32(side)
	var where uint32 // of the source
	switch {
	case fr.source.First == fr.source.Last:
		where = 1
	case fr.source.First < c:
		where = 2
	default:
		where = 3
	}
	passive := uint32(0)
	comp := uint32(0)
	for _, k := range s.children(c) {
		switch p.Rel[k] {
		case "aux:pass":
			passive = 1
		case "ccomp":
			comp |= 1 << flag(int(k) > c)
		case "xcomp":
			comp |= 4
		case "parataxis":
			comp |= 8 << flag(int(k) > c)
		case "obj":
			comp |= 32
		}
	}
	// The words beside the attribution on this side and the other.
	edge, other := at(s.lower, fr.to, f, l), at(s.lower, fr.from-1, f, l)
	edgeX := at(s.xpos, fr.to, f, l)
	if side == sideLeft {
		edge, other = other, edge
		edgeX = at(s.xpos, fr.from-1, f, l)
	}
	quoteEdge := func(i int) uint32 {
		if i < f || i >= l {
			return 9
		}
		return flag(s.quoted[i] >= 0)
	}
	qb := quoteEdge(fr.from-1)*16 + quoteEdge(fr.to)
	if w.First == w.Last {
		b.add(0, sd)
		b.add2(1, lem, sd)
		b.add3(2, x, sd, s.rel[c])
		b.add3(3, edge, sd, x)
		b.add3(4, other, sd, x)
		b.add3(5, edge, other, sd)
		b.add3(6, comp, sd, where)
		b.add3(7, comp, sd, lem)
		b.add3(8, qb, sd, edge)
		b.add3(9, qb, sd, where)
		b.add3(10, where, passive, mix(sd, x))
		b.add3(11, frm, sd, comp)
		b.add3(12, frm, sd, edge)
		b.add3(13, lem, sd, edge)
		b.add3(14, s.rel[c], sd, comp)
		b.add3(15, bucket(fr.from-f), bucket(l-fr.to), sd)
		b.add3(16, edgeX, other, sd)
		b.add3(17, lem, other, sd)
		b.add3(18, s.mid[c], sd, comp)
		b.add3(19, bucket(fr.from-f), edge, mix(sd, where))
		args := uint32(0)
		if f := s.frameOf(c); f != nil {
			args = 1
			for _, a := range f.Arguments {
				if (a.First > c) == (side == sideRight) {
					args = mix(args, hash32(a.Role))
				}
			}
		}
		b.add3(78, args, sd, frm)
		b.add3(79, args, sd, lem)
		if si := int(s.unit[c]) + 1; si < len(s.units) {
			next := s.units[si]
			q := flag(s.quoted[next.First] >= 0) + 2*flag(next.Paragraph == s.units[si-1].Paragraph)
			b.add3(80, q, sd, edge)
			b.add3(81, q, sd, qb)
		}
		if k, how := s.slot(c, side); k >= 0 {
			b.add3(90, how, sd, x)
			b.add3(91, how, sd, lem)
			b.add3(92, how, sd, comp)
			b.add3(93, s.facts[k].tail, s.facts[k].mark, mix(sd, where))
		}
		return b
	}
	size := bucket(w.Last - w.First)
	b.add2(20, size, sd)
	b.add3(21, size, sd, frm)
	b.add3(22, size, sd, lem)
	first, end := s.lower[w.First], s.lower[w.Last-1]
	prev, next := uint32(3), uint32(3)
	if w.First > 0 {
		prev = s.lower[w.First-1]
	}
	if w.Last < p.Len() {
		next = s.lower[w.Last]
	}
	b.add3(23, first, sd, frm)
	b.add3(24, first, sd, lem)
	b.add3(25, first, prev, sd)
	b.add3(26, end, next, sd)
	b.add2(27, next, sd)
	b.add2(28, prev, sd)
	b.add3(29, s.xpos[w.First], sd, lem)
	b.add3(30, s.xpos[w.First], sd, prev)
	b.add3(31, s.xpos[w.First], s.xpos[w.Last-1], sd)
	gap := w.First - fr.to
	if side == sideLeft {
		gap = fr.from - w.Last
	}
	gapWord := uint32(0)
	if gap == 1 {
		if side == sideLeft {
			gapWord = s.lower[w.Last]
		} else {
			gapWord = s.lower[fr.to]
		}
	}
	if w.First >= l || w.Last <= f {
		gapWord = 77
	}
	b.add3(32, bucket(gap), gapWord, sd)
	b.add3(33, bucket(gap), gapWord, mix(sd, frm))
	b.add3(34, bucket(gap), gapWord, mix(sd, lem))
	b.add3(35, bucket(gap), gapWord, mix(mix(sd, where), comp))
	// Quotation marks.
	qf, ql := s.quoted[w.First], s.quoted[w.Last-1]
	quote := uint32(0)
	if qf >= 0 {
		quote = 1
		if s.quotes[qf].First == w.First {
			quote = 2
		}
	}
	if ql >= 0 {
		quote += 3
		if s.quotes[ql].Last == w.Last {
			quote += 3
		}
	}
	if qf >= 0 && qf == ql {
		quote += 9
	}
	inside := 0
	crosses := uint32(0)
	out := 0
	cues := 0
	inside, cues = int(s.sumQuoted[w.Last]-s.sumQuoted[w.First]), int(s.sumCues[w.Last]-s.sumCues[w.First])
	for i := w.First; i < min(w.Last, w.First+120) && out < 4; i++ { // not farther: time
		if h := int(p.Head[i]); (h < w.First || h >= w.Last) && !s.punct(i) {
			out++
		}
	}
	if s.unit[w.First] != s.unit[c] {
		crosses |= 1
	}
	if s.unit[w.Last-1] != s.unit[c] {
		crosses |= 2
	}
	mostly := uint32(0)
	switch {
	case inside == w.Last-w.First:
		mostly = 2
	case inside > 0:
		mostly = 1
	}
	b.add3(36, quote, mostly, sd)
	b.add3(37, quote, mostly, mix(sd, frm))
	b.add3(38, quote, crosses, mix(sd, size))
	b.add3(39, quote, crosses, mix(sd, gapWord))
	b.add3(40, quote, qb, mix(sd, where))
	b.add3(41, quote, mostly, mix(sd, lem))
	between := int32(0) // cues nearer to it
	switch {
	case side == sideLeft && w.Last < fr.from:
		between = s.sumCues[fr.from] - s.sumCues[w.Last]
	case side == sideRight && fr.to < w.First:
		between = s.sumCues[w.First] - s.sumCues[fr.to]
	}
	b.add3(94, uint32(min(between, 3)), sd, quote)
	b.add3(95, uint32(min(between, 3)), sd, lem)
	b.add3(96, uint32(min(cues, 2)), quote, mostly)
	if ql >= 0 && s.quotes[ql].Last == w.Last {
		x := &s.facts[ql]
		b.add3(90, x.mark, x.tail, mix(sd, quote))
		b.add3(91, x.mark, quote, mix(sd, lem))
		b.add3(92, x.mark, mix(s.facts[max(qf, 0)].lead, quote), mix(sd, bucket(gap)))
	}
	// The ends of the sentence.
	full := flag(w.First == f) + 2*flag(w.Last == l || w.Last == l-1 && s.punct(l-1))
	b.add3(42, full, sd, comp)
	b.add3(43, full, sd, size)
	b.add3(44, full, mix(sd, where), lem)
	b.add3(45, full, bucket(gap), mix(sd, frm))
	// The tree.
	h := s.headOf(w)
	path, steps := s.path(h, fr.chain)
	whole := flag(int(s.left[h]) == w.First) + 2*flag(int(s.right[h]) == w.Last)
	if int(s.left[h]) < w.First {
		whole += 4
	}
	if int(s.right[h]) > w.Last {
		whole += 8
	}
	b.add3(46, path, sd, whole)
	b.add3(47, path, sd, lem)
	b.add3(48, path, sd, frm)
	b.add3(49, path, mix(sd, passive), where)
	b.add3(50, path, first, sd)
	b.add3(51, uint32(steps), sd, whole)
	b.add3(52, uint32(min(out, 4)), sd, whole)
	b.add3(53, s.rel[h], sd, whole)
	b.add3(54, s.rel[h], s.upos[h], mix(sd, frm))
	b.add3(55, s.upos[h], sd, u)
	b.add3(56, s.mid[h], sd, lem)
	b.add3(57, uint32(min(cues, 3)), sd, size)
	b.add3(58, uint32(min(cues, 3)), full, sd)
	role := s.role(c, w.First, w.Last, h)
	b.add3(82, role, sd, frm)
	b.add3(83, role, sd, lem)
	b.add3(84, role, whole, sd)
	b.add3(85, role, path, sd)
	b.add3(86, role, next, sd)
	b.add3(87, s.midL[c], path, mix(sd, whole))
	b.add3(88, s.midL[c], first, sd)
	b.add3(89, s.midL[c], role, sd)
	// Words of the sentence left out next to the piece.
	nr := uint32(0)
	nx := uint32(3)
	if w.Last < l {
		nr = s.rel[w.Last]
		nx = s.upos[w.Last]
		k := int(p.Head[w.Last])
		b.add3(59, nr, flag(k >= w.First && k < w.Last)+2*flag(k == c), sd)
		b.add3(60, next, flag(k >= w.First && k < w.Last)+2*flag(k == c), sd)
		if w.Last+1 < l {
			b.add3(61, next, s.lower[w.Last+1], sd)
			b.add3(62, next, s.xpos[w.Last+1], sd)
			k = int(p.Head[w.Last+1])
			b.add3(63, next, s.rel[w.Last+1], flag(k >= w.First && k < w.Last)+2*flag(k == c)+4*sd)
		}
	}
	b.add3(64, nx, s.upos[w.Last-1], sd)
	if w.First > f {
		k := int(p.Head[w.First-1])
		b.add3(65, prev, flag(k >= w.First && k < w.Last)+2*flag(k == c), sd)
		b.add3(66, s.rel[w.First-1], flag(k >= w.First && k < w.Last)+2*flag(k == c), sd)
	}
	if crosses != 0 {
		endMark := flag(isQuoteMark(p.Lower[w.Last-1]))
		beyond := uint32(0)
		if w.Last < p.Len() {
			beyond = 1 + flag(isQuoteMark(next2(s, w.Last)))
		}
		before := uint32(0)
		if w.First > 0 {
			before = 1 + flag(s.quoted[w.First-1] >= 0) + 2*flag(s.quoted[w.First-1] >= 0 && !isQuoteMark(p.Lower[w.First-1]))
		}
		paragraphs := uint32(min(3, s.units[s.unit[w.Last-1]].Paragraph-s.units[s.unit[w.First]].Paragraph))
		same := uint32(flag(s.units[s.unit[w.First]].Paragraph == sent.Paragraph))
		b.add3(71, endMark, beyond, mix(sd, paragraphs))
		b.add3(72, before, quote, mix(sd, paragraphs))
		b.add3(73, same, quote, mix(sd, crosses))
		b.add3(74, lem, same, mix(sd, quote))
		b.add3(75, s.lower[c], paragraphs, mix(sd, beyond))
		b.add3(76, flag(s.mark(c)), size, paragraphs)
		if w.Last < p.Len() {
			b.add3(77, flag(s.mark(c)), flag(s.label(int(s.unit[w.Last]))), paragraphs)
		}
	}
	// A source elsewhere than beside the cue.
	over := uint32(0)
	if fr.source.Last > fr.source.First && (fr.source.First < fr.from || fr.source.First >= fr.to) {
		over = 1 + flag(w.First == fr.source.Last) + 2*flag(w.Last == fr.source.First)
	}
	b.add3(67, over, sd, where)
	b.add3(68, s.rel[c], sd, size)
	b.add3(69, s.rel[c], path, sd)
	b.add3(70, comp, path, sd)
	return b
}

func next2(s *scene, i int) string { return s.p.Lower[i] }

// label reports whether unit u begins with a label of who speaks: "RIVERA:".
func (s *scene) label(u int) bool {
	x := s.units[u]
	if u > 0 && s.units[u-1].Paragraph == x.Paragraph {
		return false
	}
	for i := x.First; i < min(x.Last, x.First+7); i++ {
		if s.p.Lower[i] == ":" {
			return i > x.First
		}
		if !startsUpper(s.p.Text(i)) && !isQuoteMark(s.p.Lower[i]) {
			return false
		}
	}
	return false
}

// afterFeatures describes the right piece r in the light of the left one.
func (s *scene) afterFeatures(fr *pieceFrame, left, r wordSpan, b bag) bag {
	p := s.p
	c := fr.c
	sent := s.units[s.unit[c]]
	lk := uint32(0)
	if left.Last > left.First {
		lk = 1
		if s.quoted[left.Last-1] >= 0 {
			lk = 2
			if s.quoted[left.First] == s.quoted[left.Last-1] && s.quotes[s.quoted[left.First]].First == left.First {
				lk = 3
			}
		}
		if fr.from-left.Last <= 1 {
			lk += 4
		}
		if left.First <= sent.First {
			lk += 8
		}
		if s.unit[left.First] != s.unit[c] {
			lk += 16
		}
	}
	rk := uint32(0)
	gap := uint32(0)
	first := uint32(0)
	if r.Last > r.First {
		rk = 1
		if k := s.quoted[r.First]; k >= 0 {
			rk = 2 + flag(s.quotes[k].First == r.First)
			if s.quotes[k].Last == r.Last {
				rk += 2
			}
		}
		gap = bucket(r.First - fr.to)
		if s.unit[r.First] != s.unit[c] {
			gap = 50 + flag(s.units[s.unit[r.First]].Paragraph != sent.Paragraph)
		} else if r.First > fr.to {
			first = s.lower[r.First-1]
		}
	}
	edge := at(s.lower, fr.to, sent.First, sent.Last)
	b.add2(100, lk, rk)
	b.add3(101, lk, rk, gap)
	b.add3(102, lk, rk, s.lemma[c])
	b.add3(103, lk, rk, edge)
	b.add3(104, lk, rk, s.frames[c])
	b.add3(105, lk, rk, first)
	b.add3(106, lk, rk, flag(fr.source.First < c)+2*flag(fr.source.Last > 0))
	if rk > 0 {
		b.add3(107, lk, rk, s.lower[r.First])
		b.add3(108, lk, s.rel[s.headOf(r)], s.lower[r.First])
		b.add3(109, lk, rk, flag(p.Lower[r.Last-1] == ","))
		b.add3(110, lk, rk, bucket(r.Last-r.First))
	}
	return s.joinFeatures(fr, left, r, b)
}
