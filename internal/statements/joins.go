package statements

// What quotations show to an attribution: how one ends and begins, what stands
// between it and a verb, and whether the next one goes on with what the same
// speaker said or has an attribution of its own.

// quoteFacts is what a quotation shows by itself.
type quoteFacts struct {
	mark uint32 // how it ends: markNone and the others
	tail uint32 // what follows it up to the next quotation: tailNone and the others
	lead uint32 // what stands before it in its sentence
	size uint32 // how many words it has, in few classes
}

// How a quotation ends.
const (
	markNone  = iota // with a word: it goes on in the reporter's sentence
	markComma        // to be followed by who said it
	markStop
	markQuestion // or exclamation
	markCut      // dash, dots
	markOpen     // not at all
)

// What stands beside a quotation.
const (
	besideNone  = iota // nothing: the sentence begins or ends with it
	besideWords        // words without a verb
	besideCue          // a verb of the table of cues, or a colon
	besideVerb         // another verb
)

// farBeside is how many words beside a quotation are looked at.
const farBeside = 14

// plantQuotes fills facts.
func (s *scene) plantQuotes() {
	s.facts = make([]quoteFacts, len(s.quotes))
	for k, q := range s.quotes {
		s.facts[k] = quoteFacts{mark: s.endMark(q), tail: s.tail(k), lead: s.lead(k), size: bucket(q.Last-q.First) / 2}
	}
	s.attributed = make([]int32, s.p.Len()+1)
	next := len(s.quotes) - 1
	s.attributed[s.p.Len()] = int32(s.p.Len())
	for i := s.p.Len() - 1; i >= 0; i-- {
		s.attributed[i] = s.attributed[i+1]
		if next >= 0 && s.quotes[next].First == i {
			if x := &s.facts[next]; x.mark == markComma && x.tail == besideCue {
				s.attributed[i] = min(s.attributed[i], s.cueAfter(s.quotes[next].Last))
			}
			next--
		}
	}
}

// cueAfter gives the first verb of the table of cues from word i on, as far as
// is looked.
func (s *scene) cueAfter(i int) int32 {
	for k := i; k < min(i+farBeside, s.p.Len()); k++ {
		if s.p.UPOS[k] == "VERB" && s.frames[k] != 0 {
			return int32(k)
		}
	}
	return int32(s.p.Len())
}

// endMark tells how a quotation ends.
func (s *scene) endMark(q quotation) uint32 {
	p := s.p
	i := q.Last - 1
	if !isQuoteMark(p.Lower[i]) || i == q.First {
		return markOpen
	}
	of := func(w string) uint32 {
		switch w {
		case ",":
			return markComma
		case ".", "...", "…", "....":
			return markStop
		case "?", "!", "?!", "!?":
			return markQuestion
		}
		if isDash(w) {
			return markCut
		}
		return markNone
	}
	m := of(p.Lower[i-1])
	if m == markNone && q.Last < p.Len() && !p.Spaced(i) { // “so”, he said
		m = of(p.Lower[q.Last])
	}
	return m
}

// tail tells what follows quotation k.
func (s *scene) tail(k int) uint32 {
	p := s.p
	q := s.quotes[k]
	if q.Last >= p.Len() {
		return besideNone
	}
	u := s.unit[q.Last-1]
	if s.unit[q.Last] != u { // the sentence ends with it, unless small letters go on
		next := s.unit[q.Last]
		if s.units[next].Paragraph != s.units[u].Paragraph || s.endMark(q) != markQuestion {
			return besideNone
		}
		if startsUpper(p.Text(q.Last)) && !s.verbSoon(q.Last) {
			return besideNone
		}
		u = next
	}
	out := uint32(besideNone)
	for i := q.Last; i < min(q.Last+farBeside, s.units[u].Last) && s.quoted[i] < 0; i++ {
		out = s.seen(i, out)
		if out >= besideCue {
			break
		}
	}
	return out
}

// verbSoon reports a verb among the next three words: "Rossi asked".
func (s *scene) verbSoon(i int) bool {
	for k := i; k < min(i+3, s.p.Len()); k++ {
		if s.p.UPOS[k] == "VERB" && s.frames[k] != 0 {
			return true
		}
	}
	return false
}

// lead tells what stands before quotation k in its sentence.
func (s *scene) lead(k int) uint32 {
	q := s.quotes[k]
	out := uint32(besideNone)
	first := s.units[s.unit[q.First]].First
	for i := q.First - 1; i >= max(first, q.First-farBeside) && s.quoted[i] < 0; i-- {
		if out = s.seen(i, out); out >= besideCue || s.p.Lower[i] == ":" {
			return besideCue + flag(out == besideVerb)
		}
	}
	return out
}

// seen is what is seen beside a quotation once word i is seen too.
func (s *scene) seen(i int, before uint32) uint32 {
	switch {
	case s.p.UPOS[i] == "VERB" && s.frames[i] != 0:
		return besideCue
	case s.p.UPOS[i] == "VERB":
		return besideVerb
	case before == besideNone && !s.punct(i):
		return besideWords
	}
	return before
}

// farSlot is how many words may stand between a cue and a quotation that ends
// or begins by it.
const farSlot = 25

// slot finds the quotation that ends before word i, or begins after it, in the
// same paragraph, and tells how it stands to it. The index is -1 for none.
func (s *scene) slot(i, side int) (k int32, how uint32) {
	p := s.p
	step := 1
	if side == sideLeft {
		step = -1
	}
	paragraph := s.units[s.unit[i]].Paragraph
	words, verbs, ends := 0, 0, uint32(0)
	for j := i + step; j >= 0 && j < p.Len() && (j-i)*step <= farSlot; j += step {
		if u := s.unit[j]; u != s.unit[j-step] {
			if s.units[u].Paragraph != paragraph {
				break
			}
			ends = 1
		}
		if k := s.quoted[j]; k >= 0 && k != s.quoted[i] {
			if side == sideLeft && s.quotes[k].Last != j+1 || side == sideRight && s.quotes[k].First != j {
				break
			}
			x := &s.facts[k]
			how := mix(mix(uint32(min(words, 5)), uint32(min(verbs, 2))), mix(x.mark, ends))
			return k, mix(how, flag(x.size > 1))
		}
		switch {
		case p.UPOS[j] == "VERB":
			verbs++
			words++
		case !s.punct(j):
			words++
		}
	}
	return -1, 0
}

// afterQuote reports a quotation that ends just before word i.
func (s *scene) afterQuote(i int) bool {
	if i == 0 {
		return false
	}
	k := s.quoted[i-1]
	return k >= 0 && s.quotes[k].Last == i
}

// asks reports a quotation before word i that asks for an attribution by how
// it ends, with no verb between.
func (s *scene) asks(i int) bool {
	if s.p.UPOS[i] != "VERB" || s.quoted[i] >= 0 {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-farBeside && s.units[s.unit[j]].Paragraph == s.units[s.unit[i]].Paragraph; j-- {
		if k := s.quoted[j]; k >= 0 {
			return s.quotes[k].Last == j+1 && (s.facts[k].mark == markComma || s.facts[k].mark == markQuestion)
		}
		if s.p.UPOS[j] == "VERB" {
			return false
		}
	}
	return false
}

// subjectSide tells where the subject of a word stands: 1 before it, 2 after
// it, 0 nowhere.
func (s *scene) subjectSide(i int) uint32 {
	for _, k := range s.children(i) {
		if r := s.p.Rel[k]; r == "nsubj" || r == "nsubj:pass" {
			return 1 + flag(int(k) > i)
		}
	}
	return 0
}

// slotFeatures describes the quotations beside a word that may be a cue.
func (s *scene) slotFeatures(i int, b bag) bag {
	lk, left := s.slot(i, sideLeft)
	rk, right := s.slot(i, sideRight)
	if lk < 0 && rk < 0 {
		return b
	}
	x, r := s.xpos[i], s.rel[i]
	at := s.subjectSide(i)
	b.add3(120, left, x, at)
	b.add3(121, right, x, at)
	b.add3(122, left, right, x)
	b.add2(129, left, s.upos[i])
	b.add2(123, left, s.lemma[i])
	b.add2(124, right, s.lemma[i])
	b.add3(125, left, r, s.frames[i])
	b.add3(126, right, r, s.frames[i])
	b.add3(127, left, s.midL[i], at)
	b.add3(128, right, s.midL[i], at)
	return b
}

// leftOut tells which quotations beside the cue a content leaves out: those
// that ask for an attribution by their comma, and others.
func (s *scene) leftOut(c int, pieces [2]wordSpan) uint32 {
	out := uint32(0)
	for side := range 2 {
		k, _ := s.slot(c, side)
		if k < 0 || s.facts[k].size < 1 {
			continue
		}
		q := s.quotes[k]
		held := false
		for _, w := range pieces {
			held = held || w.First < q.Last && q.First < w.Last
		}
		if held {
			continue
		}
		what := uint32(1)
		if side == sideLeft && (s.facts[k].mark == markComma || s.facts[k].mark == markQuestion) {
			what = 2
		}
		if side == sideRight && s.facts[k].tail == besideNone {
			what = 3
		}
		out = out*4 + what
	}
	return out
}

// nextQuote gives the quotation that may go on with what was said before the
// attribution: the first that begins after it, in its sentence or at the head
// of the next. -1 for none.
func (s *scene) nextQuote(fr *pieceFrame) int32 {
	u := s.unit[fr.c]
	last := s.units[u].Last
	for i := fr.to; i < min(last, fr.to+70); i++ {
		if k := s.quoted[i]; k >= 0 {
			if s.quotes[k].First < fr.to {
				return -1
			}
			return k
		}
	}
	if last < s.p.Len() {
		if k := s.quoted[last]; k >= 0 && s.quotes[k].First == last {
			return k
		}
	}
	return -1
}

// paragraphsOn adds what begins with a quotation and goes on with those that
// follow it without a word between: paragraph by paragraph, each opened anew.
func (s *scene) paragraphsOn(q quotation, add func(first, last int)) {
	end := q.Last
	for n := 0; n < 6 && end < s.p.Len(); n++ {
		k := s.quoted[end]
		if k < 0 || s.quotes[k].First != end {
			break
		}
		end = s.quotes[k].Last
		add(q.First, end)
	}
}

// joinFrame is what the ways of joining the next quotation share.
type joinFrame struct {
	next   int32  // the quotation; -1 for none
	cues   uint32 // how many verbs of the table stand before it
	way    uint32 // what else stands there
	far    uint32 // in which sentence and paragraph it is
	open   uint32 // whether it begins with a capital
	source uint32 // where the subject of the cue stands
}

// wayToNext looks at the words from the attribution to the next quotation.
func (s *scene) wayToNext(fr *pieceFrame) joinFrame {
	k := s.nextQuote(fr)
	if k < 0 {
		return joinFrame{next: -1}
	}
	q := s.quotes[k]
	u, v := s.unit[fr.c], s.unit[q.First]
	cues, verbs, subjects, stop := 0, 0, 0, uint32(0)
	for i := fr.to; i < q.First; i++ {
		switch {
		case s.p.UPOS[i] == "VERB" && s.frames[i] != 0:
			cues++
		case s.p.UPOS[i] == "VERB":
			verbs++
		case relation(s.p.Rel[i]) == "nsubj":
			subjects++
		case s.p.Lower[i] == ":":
			stop = 1
		}
	}
	j := joinFrame{next: k, cues: uint32(min(cues, 2)), far: flag(v != u) + flag(s.units[v].Paragraph != s.units[u].Paragraph)}
	j.way = mix(mix(j.cues, uint32(min(verbs, 2))), mix(uint32(min(subjects, 2)), j.far*2+stop))
	j.open = flag(startsUpper(s.p.Text(min(q.First+1, q.Last-1))))
	j.source = s.subjectSide(fr.c)
	return j
}

// joinFeatures describes the choice whether the next quotation goes on with
// what was said before the attribution: r is the piece after it, empty where
// nothing is joined.
func (s *scene) joinFeatures(fr *pieceFrame, left, r wordSpan, b bag) bag {
	j := &fr.join
	if j.next < 0 {
		return b
	}
	q := s.quotes[j.next]
	x := &s.facts[j.next]
	way, far := j.way, j.far
	what := uint32(0)
	switch {
	case r.Last == r.First:
	case r.First == q.First && r.Last == q.Last:
		what = 1
	case r.First == q.First && r.Last > q.Last:
		what = 2
	case r.First <= q.First && q.Last <= r.Last:
		what = 3
	case r.Last <= q.First:
		what = 4
	default:
		what = 5
	}
	from := uint32(9) // how the quotation before ended
	if left.Last > left.First {
		from = 8
		if k := s.quoted[left.Last-1]; k >= 0 && s.quotes[k].Last == left.Last {
			from = s.facts[k].mark
		}
	}
	b.add3(111, what, from, way)
	b.add3(112, what, mix(from, far), mix(x.tail, x.mark))
	b.add3(113, what, mix(from, way), mix(x.tail, x.mark))
	b.add3(114, what, mix(from, j.open), mix(far, x.tail))
	b.add3(115, what, mix(from, s.lemma[fr.c]), mix(far, x.tail))
	b.add3(116, what, mix(from, x.size), mix(far, x.tail))
	b.add3(117, what, mix(from, bucket(q.First-fr.to)), mix(far, j.cues))
	b.add3(118, what, mix(from, j.source), mix(way, x.tail))
	after := uint32(0)
	if q.Last < s.p.Len() {
		after = s.lower[q.Last]
	}
	b.add3(119, what, mix(from, after), far)
	if r.Last > r.First {
		end := uint32(9) // how what is joined ends, and what follows
		if k := s.quoted[r.Last-1]; k >= 0 && s.quotes[k].Last == r.Last {
			end = mix(s.facts[k].mark, s.facts[k].tail)
		}
		b.add3(130, what, from, mix(end, far))
		b.add3(131, what, mix(from, way), end)
	}
	return b
}
