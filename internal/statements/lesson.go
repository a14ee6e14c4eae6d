package statements

import (
	"sort"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Gold is one attribution as people annotated it.
type Gold struct {
	Source, Cue, Content []document.Span
	Nested               bool // stands inside the content of another
}

// Lesson is one choice with its right answers.
type Lesson struct {
	Chooser  int
	Features []Feature // of all choices, one after the other
	Ends     []int     // [choices] where each one's features end
	Right    []bool    // [choices]
	Words    []int32   // [NetPlaces] words that the net sees of the last choice; empty for none
}

func (l *Lesson) begin(chooser int) {
	l.Chooser, l.Features, l.Ends, l.Right = chooser, l.Features[:0], l.Ends[:0], l.Right[:0]
	l.Words = nil
}

func (l *Lesson) end(right bool) {
	l.Ends, l.Right = append(l.Ends, len(l.Features)), append(l.Right, right)
}

// goldWords is a Gold in words.
type goldWords struct {
	source, cue, content []int // words, in order
	head                 int   // of the cue
	nested               bool
}

// wordsOf gives the words that share a byte with any of the spans.
func wordsOf(p *language.Parse, spans []document.Span) []int {
	var out []int
	for _, sp := range spans {
		i := sort.Search(p.Len(), func(i int) bool { return p.Span[i].End > sp.Start })
		for ; i < p.Len() && p.Span[i].Start < sp.End; i++ {
			if n := len(out); n == 0 || out[n-1] < i {
				out = append(out, i)
			}
		}
	}
	return out
}

// inWords puts gold into words and finds the heads of the cues.
func (s *scene) inWords(gold []Gold) []goldWords {
	out := make([]goldWords, 0, len(gold))
	for _, g := range gold {
		w := goldWords{source: wordsOf(s.p, g.Source), cue: wordsOf(s.p, g.Cue), content: wordsOf(s.p, g.Content), head: -1, nested: g.Nested}
		in := map[int]bool{}
		for _, i := range w.cue {
			in[i] = true
		}
		for _, i := range w.cue {
			if !s.cueWord(i) {
				continue
			}
			outside := !in[int(s.p.Head[i])]
			switch {
			case w.head < 0:
				w.head = i
			case s.p.UPOS[i] == "VERB" && outside && (s.p.UPOS[w.head] != "VERB" || in[int(s.p.Head[w.head])]):
				w.head = i
			case outside && in[int(s.p.Head[w.head])] && s.p.UPOS[w.head] != "VERB":
				w.head = i
			}
		}
		out = append(out, w)
	}
	return out
}

// cueWord reports whether a word may head a cue at all.
func (s *scene) cueWord(i int) bool {
	switch s.p.UPOS[i] {
	case "PUNCT", "SYM":
		switch w := s.p.Lower[i]; {
		case w == ":":
			return true
		case isDash(w): // after a quotation, or at the head of a line
			return i > 0 && (isQuoteMark(s.p.Lower[i-1]) || s.units[s.unit[i]].First == i)
		}
		return false
	case "DET", "PRON", "NUM", "CCONJ", "AUX":
		return s.frames[i] != 0
	}
	return true
}

// overlapF1 is the F1 of the words (no punctuation) of w and of gold.
func (s *scene) overlapF1(w wordSpan, gold []int) float64 {
	n, both := 0, 0
	for i := w.First; i < w.Last; i++ {
		if isWord(s.p.Lower[i]) {
			n++
		}
	}
	g := 0
	for _, i := range gold {
		if isWord(s.p.Lower[i]) {
			g++
			if w.First <= i && i < w.Last {
				both++
			}
		}
	}
	if n+g == 0 {
		return 0
	}
	return 2 * float64(both) / float64(n+g)
}

// best marks the candidates of a lesson that come nearest to gold; false where
// none comes near.
func (s *scene) best(candidates []wordSpan, gold []int, right []bool) bool {
	if len(gold) == 0 {
		right[0] = true
		return true
	}
	top := 0.0
	score := make([]float64, len(candidates))
	for k := 1; k < len(candidates); k++ {
		score[k] = s.overlapF1(candidates[k], gold)
		top = max(top, score[k])
	}
	for k := range candidates {
		right[k] = k > 0 && score[k] >= top-1e-9
	}
	return top >= .6
}

// Lessons draws the lessons of the first three choices from an annotated
// report. Words inside a content that are no cue of gold teach nothing: nobody
// looked for nested attributions there.
func Lessons(p *language.Parse, layer *actors.Layer, gold []Gold, teach func(*Lesson)) {
	s := newScene(p, layer, true)
	words := s.inWords(gold)
	isCue := map[int]bool{}
	inside := make([]bool, p.Len())
	for _, g := range words {
		if g.head >= 0 {
			isCue[g.head] = true
		}
		for _, i := range g.content {
			inside[i] = true
		}
	}
	l := &Lesson{}
	for i := 0; i < p.Len(); i++ {
		if !s.cueWord(i) || inside[i] && !isCue[i] {
			continue
		}
		l.begin(ChooseCue)
		l.end(!isCue[i])
		l.Features = s.cueFeatures(i, l.Features)
		l.Words = s.cueNetWords(i)
		l.end(isCue[i])
		teach(l)
	}
	var candidates []wordSpan
	for _, g := range words {
		if g.head < 0 {
			continue
		}
		candidates = s.sourceCandidates(g.head, candidates)
		right := make([]bool, len(candidates))
		chain := s.chain(g.head, nil)
		source := wordSpan{}
		if s.best(candidates, g.source, right) {
			l.begin(ChooseSource)
			for k, w := range candidates {
				l.Features = s.sourceFeatures(g.head, w, chain, bag(l.Features))
				l.end(right[k])
			}
			teach(l)
		}
		if len(g.source) > 0 {
			source = wordSpan{g.source[0], g.source[len(g.source)-1] + 1}
			if source.First <= g.head && g.head < source.Last {
				source = wordSpan{}
			}
		}
		fr := s.attribution(g.head, source)
		var side [2][]int
		for _, i := range g.content {
			if i < g.head {
				side[0] = append(side[0], i)
			} else {
				side[1] = append(side[1], i)
			}
		}
		left := wordSpan{}
		for k := range side {
			candidates = s.pieceCandidates(&fr, k, candidates)
			right := make([]bool, len(candidates))
			if !s.best(candidates, side[k], right) {
				if k == sideLeft && len(side[k]) > 0 {
					left = wordSpan{side[k][0], min(fr.from, side[k][len(side[k])-1]+1)}
				}
				continue
			}
			if k == sideLeft {
				for j := range right {
					if right[j] {
						left = candidates[j]
						break
					}
				}
			}
			l.begin(ChoosePiece)
			for j, w := range candidates {
				l.Features = s.pieceFeatures(&fr, k, w, bag(l.Features))
				if k == sideRight {
					l.Features = s.afterFeatures(&fr, left, w, l.Features)
				}
				l.end(right[j])
			}
			teach(l)
		}
	}
}

// ContentLessons draws the lessons of the choice between contents: which of the
// likely ones of a gold cue, by a model that has not learnt from this report,
// comes nearest to gold.
func ContentLessons(m *Model, scope Scope, p *language.Parse, layer *actors.Layer, gold []Gold, teach func(*Lesson)) {
	t := &tagger{scene: newScene(p, layer, true), m: m, scope: scope}
	all := t.cued()
	at := map[int]int{}
	for k := range all {
		at[all[k].head] = k
	}
	l := &Lesson{}
	for _, g := range t.inWords(gold) {
		k, ok := at[g.head]
		if !ok || len(all[k].options) < 2 {
			continue
		}
		f := &all[k]
		near, top, low := make([]float64, len(f.options)), 0.0, 1.0
		for n := range f.options {
			near[n] = t.contentF1(f.options[n].pieces(), g.content)
			top, low = max(top, near[n]), min(low, near[n])
		}
		if top < .5 || low > top-.02 {
			continue
		}
		l.begin(ChooseContent)
		for n := range f.options {
			l.Features = t.contentFeatures(all, k, n, l.Features)
			l.end(near[n] > top-.02)
		}
		teach(l)
	}
}

// FinalLessons draws the lessons of the last choice: which proposals of a model
// (that has not learnt from this report) are right.
func FinalLessons(m *Model, scope Scope, p *language.Parse, layer *actors.Layer, gold []Gold, teach func(*Lesson)) {
	t := &tagger{scene: newScene(p, layer, true), m: m, scope: scope}
	all := t.cued()
	t.rerank(all)
	t.count(all)
	var outer []Gold
	for _, g := range gold {
		if !g.Nested {
			outer = append(outer, g)
		}
	}
	right := t.right(all, t.inWords(outer))
	l := &Lesson{}
	for k := range all {
		l.begin(ChooseFinal)
		l.end(!right[k])
		l.Features = t.finalFeatures(all, k, l.Features)
		l.Words = t.finalNetWords(&all[k])
		l.end(right[k])
		teach(l)
	}
}

// right tells which proposals have the content of a gold attribution, one each.
func (t *tagger) right(all []found, gold []goldWords) []bool {
	type pair struct {
		f1   float64
		k, g int
	}
	var pairs []pair
	for k := range all {
		for g := range gold {
			if len(gold[g].content) == 0 || gold[g].content[0] > all[k].content[len(all[k].content)-1].Last || gold[g].content[len(gold[g].content)-1] < all[k].content[0].First {
				continue
			}
			f1 := t.contentF1(all[k].content, gold[g].content)
			if f1 < .5 {
				continue
			}
			if gold[g].head == all[k].head {
				f1 += 1
			}
			pairs = append(pairs, pair{f1, k, g})
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].f1 > pairs[j].f1 })
	right, used := make([]bool, len(all)), make([]bool, len(gold))
	for _, x := range pairs {
		if !right[x.k] && !used[x.g] {
			right[x.k], used[x.g] = true, true
		}
	}
	return right
}

// contentF1 is overlapF1 for a content of several pieces.
func (s *scene) contentF1(content []wordSpan, gold []int) float64 {
	n, g, both := 0, 0, 0
	for _, w := range content {
		for i := w.First; i < w.Last; i++ {
			if isWord(s.p.Lower[i]) {
				n++
			}
		}
	}
	for _, i := range gold {
		if !isWord(s.p.Lower[i]) {
			continue
		}
		g++
		for _, w := range content {
			if w.First <= i && i < w.Last {
				both++
				break
			}
		}
	}
	if n+g == 0 {
		return 0
	}
	return 2 * float64(both) / float64(n+g)
}
