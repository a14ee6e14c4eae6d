package language

import (
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/document"
)

// Without reads a document again with one of its words unreadable, as if
// blotted: its letters become x or X and its digits 0, in as many bytes. The
// words keep their places, so that what was found beside p still fits.
//
// It serves explanations: what a decision loses when a word is blotted is that
// word's weight in it.
func (e *Engine) Without(p *Parse, word int) *Parse {
	s := p.Span[word]
	doc := *p.Doc
	doc.Text = p.Doc.Text[:s.Start] + blot(p.Text(word)) + p.Doc.Text[s.End:]
	given := *p
	given.Doc = &doc
	given.Lower = append([]string(nil), p.Lower...)
	given.Lower[word] = strings.ToLower(blot(p.Text(word)))
	return e.Read(&given)
}

// blot keeps the length of a word in bytes, and its capitals.
func blot(word string) string {
	var b strings.Builder
	for _, r := range word {
		c := byte('x')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsDigit(r):
			c = '0'
		case !unicode.IsLetter(r) && r < utf8.RuneSelf:
			c = byte(r)
		}
		b.WriteByte(c)
		for range utf8.RuneLen(r) - 1 {
			b.WriteByte('x')
		}
	}
	return b.String()
}

// EachWithout calls f for each of the words with a reading without it, several
// at once; f must not touch what the others touch but at its own n, the index
// into words.
func EachWithout(p *Parse, words []int, f func(n int, without *Parse)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(words)) {
		wg.Go(func() {
			for n := range next {
				f(n, Shipped().Without(p, words[n]))
			}
		})
	}
	for n := range words {
		next <- n
	}
	close(next)
	wg.Wait()
}

// Around lists up to most words of the sentence of a word, the nearest to it
// first, punctuation left out.
func (p *Parse) Around(word, most int) []int {
	s := p.Sentences[p.Sent[word]]
	var out []int
	for d := 0; len(out) < most && (word-d >= s.First || word+d < s.Last); d++ {
		for _, k := range [2]int{word - d, word + d} {
			if k < s.First || k >= s.Last || d == 0 && len(out) > 0 || p.UPOS[k] == "PUNCT" || len(out) == most {
				continue
			}
			out = append(out, k)
		}
	}
	return out
}

// WordsOf gives the words [first, last) that a span of text touches; first is
// last for none.
func (p *Parse) WordsOf(s document.Span) (first, last int) {
	for first < p.Len() && p.Span[first].End <= s.Start {
		first++
	}
	for last = first; last < p.Len() && p.Span[last].Start < s.End; last++ {
	}
	return first, last
}
