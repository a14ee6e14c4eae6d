package statements

import "slices"

// fit sees to a content whose words are free: the proposal's own, else the
// likeliest other, else the one of its pieces that is.
func (f *found) fit(free func(wordSpan) bool) bool {
	all := func(pieces []wordSpan) bool {
		for _, w := range pieces {
			if !free(w) {
				return false
			}
		}
		return true
	}
	if all(f.content) {
		return true
	}
	for n := range f.options {
		if f.options[n].p >= leastFit*f.options[0].p && all(f.options[n].pieces()) {
			f.content = f.options[n].pieces()
			return true
		}
	}
	for n := range f.options {
		for _, w := range f.options[n].pieces() {
			if len(f.options[n].pieces()) == 2 && free(w) {
				f.content = []wordSpan{w}
				return true
			}
		}
	}
	return false
}

// leastFit is the share of the best content's probability that another must
// have to stand in for it.
const leastFit = .05

// floor is the probability that a proposal must have, quotedFloor that of one
// whose content is a quotation of several words: somebody said that. Chosen on
// the dev parts, where anything between .25 and .33 is as good.
const (
	floor       = .28
	quotedFloor = .12
	askedFloor  = .04
)

// choose keeps the surest proposals that do not get in each other's way.
func (t *tagger) choose(all []found) []found {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := all[a].sure, all[b].sure; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	taken := make([]int32, t.p.Len()) // 1 + index of the proposal that has the word as content or cue
	var kept, lost []int
	free := func(w wordSpan) bool {
		for i := w.First; i < w.Last; i++ {
			if taken[i] != 0 {
				return false
			}
		}
		return true
	}
	take := func(k int) {
		for _, w := range all[k].content {
			for i := w.First; i < w.Last; i++ {
				taken[i] = int32(k + 1)
			}
		}
		taken[all[k].head] = int32(k + 1)
	}
	for _, k := range order {
		f := &all[k]
		if f.sure < floor && (f.sure < quotedFloor || !t.allQuoted(f)) && (f.sure < askedFloor || !t.asks(f.head) || !t.allQuoted(f)) {
			continue
		}
		if taken[f.head] != 0 || !f.fit(free) {
			lost = append(lost, k)
			continue
		}
		take(k)
		kept = append(kept, k)
	}
	for _, k := range lost {
		if t.makeRoom(all, k, taken) {
			take(k)
			kept = append(kept, k)
		}
	}
	slices.Sort(kept)
	out := make([]found, len(kept))
	for i, k := range kept {
		out[i] = all[k]
	}
	return out
}

// makeRoom lets those in the way of a proposal have another content, where
// that is worth more in all: “noted that A, and B boasted “C”” may be two.
func (t *tagger) makeRoom(all []found, k int, taken []int32) bool {
	f := &all[k]
	mine := append(f.pieces(), wordSpan{f.head, f.head + 1})
	var blocking []int
	for _, w := range mine {
		for i := w.First; i < w.Last; i++ {
			if b := int(taken[i]) - 1; b >= 0 && !slices.Contains(blocking, b) {
				if len(blocking) == mostBlocking || all[b].head >= w.First && all[b].head < w.Last {
					return false
				}
				blocking = append(blocking, b)
			}
		}
	}
	gain := f.sure
	instead := make([][]wordSpan, len(blocking))
	for n, b := range blocking {
		g := &all[b]
		best := 0.0
		for _, o := range g.options {
			pieces := o.pieces()
			if worth := g.sure * min(1, o.p/max(g.pContent, 1e-9)); worth > best && t.clear(pieces, mine, taken, b) {
				best, instead[n] = worth, pieces
			}
		}
		if gain += best - g.sure; instead[n] == nil || gain <= 0 {
			return false
		}
	}
	if gain < leastGain {
		return false
	}
	for n, b := range blocking {
		g := &all[b]
		for _, w := range g.content {
			for i := w.First; i < w.Last; i++ {
				taken[i] = 0
			}
		}
		g.content = instead[n]
		for _, w := range g.content {
			for i := w.First; i < w.Last; i++ {
				taken[i] = int32(b + 1)
			}
		}
	}
	f.content = f.pieces()
	return true
}

// mostBlocking is how many a proposal may have in its way, leastGain what must
// be gained by making room.
const (
	mostBlocking = 2
	leastGain    = .1
)

// pieces are those of the content that a proposal chose first.
func (f *found) pieces() []wordSpan {
	if f.took < len(f.options) {
		return f.options[f.took].pieces()
	}
	return slices.Clone(f.content)
}

// clear reports pieces apart from those of another and from words that others
// than b have.
func (t *tagger) clear(pieces, others []wordSpan, taken []int32, b int) bool {
	for _, w := range pieces {
		for _, o := range others {
			if w.First < o.Last && o.First < w.Last {
				return false
			}
		}
		for i := w.First; i < w.Last; i++ {
			if x := int(taken[i]) - 1; x >= 0 && x != b {
				return false
			}
		}
	}
	return true
}
