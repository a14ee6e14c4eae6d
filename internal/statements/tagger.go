package statements

import "math"

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
	took                    int             // which of them it has
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
	hidden     []float32
	vector     []float32
	spoke      map[uint32]float64 // head word of a source -> cues that it probably has in the report
}

// least is the probability of a cue below which a word is passed over.
const least = 0.02

// leastAsked is that of the first verb after a quotation that asks for one.
const leastAsked = 0.0005

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
		p := t.cueChance(i)
		if p < least && (p < leastAsked || !t.asks(i)) {
			continue
		}
		f := found{head: i, pCue: p}
		if t.fill(&f) {
			out = append(out, f)
		}
	}
	return out
}

// surelyNone is a score of a cue from which the net, which adds some units at
// most, lifts no word to leastAsked.
const surelyNone = -9

// cueChance is the probability that a word is a cue.
func (t *tagger) cueChance(i int) float64 {
	t.features = t.cueFeatures(i, t.features[:0])
	score := float64(t.m.Choosers[ChooseCue].Score(t.features))
	if score > surelyNone {
		score += t.netScore(ChooseCue, t.cueNetWords(i))
	}
	return sigmoid(score)
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
	f.pContent, f.content, f.among, f.took = o.p, nil, 1, k
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
