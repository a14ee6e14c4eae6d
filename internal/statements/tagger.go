package statements

import (
	"math"
	"slices"
)

// found is an attribution that the model proposes.
type found struct {
	head    int // word
	source  wordSpan
	content []wordSpan
	cue     wordSpan
	// What the choices were worth, as probabilities.
	pCue, pSource, pContent float64
	sure                    float64
	options                 []contentOption // likely contents, best first
	among                   float64         // what the one chosen is worth among them
}

// Scope says what counts as a statement.
type Scope int

// The scopes.
const (
	ScopeGuide   Scope = iota // the contract's annotation guide: what parties say, want and think
	ScopePolNeAR              // PolNeAR's, which takes in more: "discussed", "signed", "seems"
)

// tagger proposes attributions; one for each report.
type tagger struct {
	*scene
	m          *Model
	scope      Scope
	features   bag
	candidates []wordSpan
	scores     []float64
	base       []float64
	contents   []contentOption
	spoke      map[uint32]float64 // head word of a source -> cues that it probably has in the report
}

// least is the probability of a cue below which a word is passed over.
const least = 0.02

// propose gives the attributions that are worth weighing.
func (t *tagger) propose() []found {
	all := t.cued()
	t.rerank(all)
	t.weigh(all)
	return t.labels(t.headline(t.dashes(all)))
}

// cued gives an attribution for each likely cue, in order of the text.
func (t *tagger) cued() []found {
	var out []found
	for i := 0; i < t.p.Len(); i++ {
		if !t.cueWord(i) {
			continue
		}
		t.features = t.cueFeatures(i, t.features[:0])
		p := sigmoid(float64(t.m.Choosers[ChooseCue].Score(t.features)))
		if p < least {
			continue
		}
		f := found{head: i, pCue: p}
		if t.fill(&f) {
			out = append(out, f)
		}
	}
	return out
}

// fill chooses the source of a cue, and its content, with others that are
// likely too.
func (t *tagger) fill(f *found) bool {
	chain := t.chain(f.head, nil)
	t.candidates = t.sourceCandidates(f.head, t.candidates)
	t.scores = t.scores[:0]
	for _, w := range t.candidates {
		t.features = t.sourceFeatures(f.head, w, chain, t.features[:0])
		t.scores = append(t.scores, float64(t.m.Choosers[ChooseSource].Score(t.features)))
	}
	softmax(t.scores)
	best := argmax(t.scores)
	f.source, f.pSource = t.candidates[best], t.scores[best]

	fr := t.attribution(f.head, f.source)
	t.candidates = t.pieceCandidates(&fr, sideLeft, t.candidates)
	t.scores = t.scores[:0]
	for _, w := range t.candidates {
		t.features = t.pieceFeatures(&fr, sideLeft, w, t.features[:0])
		t.scores = append(t.scores, float64(t.m.Choosers[ChoosePiece].Score(t.features)))
	}
	softmax(t.scores)
	lefts := topOptions(t.candidates, t.scores)
	t.candidates = t.pieceCandidates(&fr, sideRight, t.candidates)
	t.base = t.base[:0]
	for _, w := range t.candidates {
		t.features = t.pieceFeatures(&fr, sideRight, w, t.features[:0])
		t.base = append(t.base, float64(t.m.Choosers[ChoosePiece].Score(t.features)))
	}
	t.contents = t.contents[:0]
	for n, a := range lefts {
		if n > 0 && a.p < .02 {
			break
		}
		t.scores = t.scores[:0]
		for k, w := range t.candidates {
			t.features = t.afterFeatures(&fr, a.w, w, t.features[:0])
			t.scores = append(t.scores, t.base[k]+float64(t.m.Choosers[ChoosePiece].Score(t.features)))
		}
		softmax(t.scores)
		for k, w := range t.candidates {
			if a.w != (wordSpan{}) || k != 0 {
				t.contents = addContent(t.contents, contentOption{[2]wordSpan{a.w, w}, a.p * t.scores[k]})
			}
		}
	}
	f.cue = wordSpan{f.head, f.head + 1}
	f.sure = f.pCue
	for n, c := range t.contents {
		if n > 0 && c.p < t.contents[0].p*leastOther {
			break
		}
		f.options = append(f.options, c)
	}
	if len(f.options) == 0 {
		return false
	}
	f.take(0)
	return true
}

// take makes one of the options the content.
func (f *found) take(k int) {
	o := f.options[k]
	f.pContent, f.content, f.among = o.p, nil, 1
	for _, w := range o.w {
		if w.Last > w.First {
			f.content = append(f.content, w)
		}
	}
}

// mostContents is how many contents are proposed for a cue, leastOther the
// share of the best one's probability that another must have.
const (
	mostContents = 4
	leastOther   = .05
)

// addContent keeps the best contents, best first.
func addContent(to []contentOption, c contentOption) []contentOption {
	if len(to) == mostContents {
		if c.p <= to[mostContents-1].p {
			return to
		}
	} else {
		to = append(to, contentOption{})
	}
	k := len(to) - 1
	for k > 0 && to[k-1].p < c.p {
		to[k] = to[k-1]
		k--
	}
	to[k] = c
	return to
}

type option struct {
	w wordSpan
	p float64
}

// topOptions gives the best few.
func topOptions(w []wordSpan, p []float64) []option {
	out := make([]option, 0, 4)
	for i := range w {
		if len(out) == 4 && p[i] <= out[3].p {
			continue
		}
		if len(out) < 4 {
			out = append(out, option{})
		}
		k := len(out) - 1
		for k > 0 && out[k-1].p < p[i] {
			out[k] = out[k-1]
			k--
		}
		out[k] = option{w[i], p[i]}
	}
	return out
}

// allQuoted reports a content of several words, all in quotation marks.
func (s *scene) allQuoted(f *found) bool {
	n := 0
	for _, w := range f.content {
		n += w.Last - w.First
		for i := w.First; i < w.Last; i++ {
			if s.quoted[i] < 0 {
				return false
			}
		}
	}
	return n > 5
}

func argmax(v []float64) int {
	best, top := 0, math.Inf(-1)
	for i, x := range v {
		if x > top {
			best, top = i, x
		}
	}
	return best
}

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
	taken := make([]int8, t.p.Len()) // 1 content, 2 cue
	var kept []int
	free := func(w wordSpan) bool {
		for i := w.First; i < w.Last; i++ {
			if taken[i] != 0 {
				return false
			}
		}
		return true
	}
	for _, k := range order {
		f := &all[k]
		if f.sure < floor && (f.sure < quotedFloor || !t.allQuoted(f)) {
			continue
		}
		if taken[f.head] != 0 || !f.fit(free) {
			continue
		}
		for _, w := range f.content {
			for i := w.First; i < w.Last; i++ {
				taken[i] = 1
			}
		}
		taken[f.head] = 2
		kept = append(kept, k)
	}
	slices.Sort(kept)
	out := make([]found, len(kept))
	for i, k := range kept {
		out[i] = all[k]
	}
	return out
}
