package language

import (
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/model"
)

// SplitterPrint is the fingerprint of the features of Cutter and Ender; it
// changes with them.
const SplitterPrint = "split-2"

// Splitter cuts text into words and sentences. It may be used by many
// goroutines at once; each needs its own Split.
type Splitter struct {
	Runs     map[string]int
	Known    *KnownWords // words that are whole
	Common   *KnownWords // frequent ones of them
	Words    Linear      // classes: Cut
	Joins    Linear      // the same, inside Runs
	JoinBias int32       // taken there from the score of words of one token
	Ends     Linear      // classes: goes on, ends
	Bias     int32       // added to the margin of Ends: above 0 for more, shorter sentences
}

// LoadSplitter reads the weights that train.Tokens wrote.
func LoadSplitter(data string) (*Splitter, error) {
	f, err := model.Open(data, "tokens", SplitterPrint)
	if err != nil {
		return nil, err
	}
	s := &Splitter{Runs: map[string]int{}}
	err = f.Load(func() {
		s.Words = linearOf(f, "words", 3)
		s.Ends = linearOf(f, "ends", 2)
		s.Joins = linearOf(f, "joins", 3)
		biases := f.Int32("bias", 2)
		s.Bias, s.JoinBias = biases[0], biases[1]
		s.Known, s.Common = NewKnown(f.Int32("known")), NewKnown(f.Int32("common"))
		for _, line := range strings.Fields(f.Bytes("runs")) {
			left, right, _ := strings.Cut(line, "|")
			s.Runs[left+right] = len(left)
		}
	})
	return s, err
}

func linearOf(f *model.File, name string, classes int) Linear {
	l := Linear{Classes: classes, Weights: f.Int8(name)}
	for classes<<l.Bits < len(l.Weights) {
		l.Bits++
	}
	if classes<<l.Bits != len(l.Weights) {
		panic(fmt.Sprintf("table %s has %d weights", name, len(l.Weights)))
	}
	return l
}

// split is the working space of one goroutine.
type split struct {
	cutter Cutter
	ender  Ender
}

// Split fills the words and sentences of p from the text of its document.
func (s *Splitter) Split(p *Parse, body document.Span) { s.split(&split{}, p, body) }

func (s *Splitter) split(space *split, p *Parse, body document.Span) {
	c := &space.cutter
	c.Runs, c.Known, c.Common = s.Runs, s.Known, s.Common
	c.Decide = func(_ int, features []Feature) Cut { return Cut(s.Words.Best(features)) }
	c.Join = func(_ int, features []Feature) Cut { return Cut(s.Joins.BestOver(features, s.JoinBias)) }
	c.Walk(p.Doc.Text, body, func(start, end int, inner bool) {
		p.Span = append(p.Span, document.Span{Start: start, End: end})
		p.Inner = append(p.Inner, inner)
	})
	p.foldWords()
	e := &space.ender
	near, asked := int32(0), 0 // margin of the features of the words nearby
	e.GoesOn = func(i int, features []Feature) bool {
		near, asked = s.Ends.Margin(features)+s.endBias(e, i), len(features)
		return near < -sureMargin
	}
	e.Decide = func(i int, features []Feature) bool { return near+s.Ends.Margin(features[asked:]) > 0 }
	e.Walk(p)
}

// sureMargin is the margin below which the words nearby say that a sentence
// goes on. Nine places in ten are decided so; on the development files none
// comes out differently.
const sureMargin = 500

// endBias is what is added to the margin after word i: Bias is for ends that
// have no mark; after marks that announce something, and after the closing
// quote behind one, the classifier decides alone.
func (s *Splitter) endBias(e *Ender, i int) int32 {
	kind := e.seen[i].kind
	if (kind == kindOther || kind == kindMark+'"' || kind == kindMark+'\'') && i > 0 && e.seen[i].gap == gapNone {
		kind = e.seen[i-1].kind
	}
	switch kind {
	case kindMark + ':', kindMark + ';', kindMark + ',', kindMark + '-':
		return 0
	}
	return s.Bias
}

// foldWords fills Lower. Words that are folded already share the bytes of the
// text; the others share one string.
func (p *Parse) foldWords() {
	p.Lower = make([]string, len(p.Span))
	text := p.Doc.Text
	var changed []byte
	type piece struct{ word, start, end int32 }
	var pieces []piece
	for i, s := range p.Span {
		w := text[s.Start:s.End]
		if isFolded(w) {
			p.Lower[i] = w
			continue
		}
		start := len(changed)
		if isASCII(w) {
			for k := 0; k < len(w); k++ {
				b := w[k]
				if 'A' <= b && b <= 'Z' {
					b += 32
				}
				changed = append(changed, b)
			}
		} else {
			changed = append(changed, fold(w)...)
		}
		pieces = append(pieces, piece{int32(i), int32(start), int32(len(changed))})
	}
	all := string(changed)
	for _, c := range pieces {
		p.Lower[c.word] = all[c.start:c.end]
	}
}

// isFolded reports whether a word of ASCII has no capital.
func isFolded(w string) bool {
	for i := 0; i < len(w); i++ {
		if b := w[i]; b >= 0x80 || 'A' <= b && b <= 'Z' {
			return false
		}
	}
	return true
}

func isASCII(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 {
			return false
		}
	}
	return true
}
