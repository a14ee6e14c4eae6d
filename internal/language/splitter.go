package language

import (
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/model"
)

// SplitterPrint is the fingerprint of the features of Cutter and Ender; it
// changes with them.
const SplitterPrint = "split-1"

// Splitter cuts text into words and sentences. It may be used by many
// goroutines at once; each needs its own Split.
type Splitter struct {
	Runs  map[string]int
	Words Linear // classes: Cut
	Ends  Linear // classes: goes on, ends
	Bias  int32  // added to the margin of Ends: above 0 for more, shorter sentences
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
		s.Bias = f.Int32("bias", 1)[0]
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
	c.Runs = s.Runs
	c.Decide = func(_ int, features []Feature) Cut { return Cut(s.Words.Best(features)) }
	c.Walk(p.Doc.Text, body, func(start, end int, inner bool) {
		p.Span = append(p.Span, document.Span{Start: start, End: end})
		p.Inner = append(p.Inner, inner)
	})
	p.foldWords()
	space.ender.Decide = func(_ int, features []Feature) bool { return s.Ends.Margin(features)+s.Bias > 0 }
	space.ender.Walk(p)
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
