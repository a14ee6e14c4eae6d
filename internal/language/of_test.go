package language

import (
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/document"
)

func of(text string) *Parse { return Of(&document.Document{Text: text}) }

// sentences shows a parse: words parted by blanks, sentences by line ends.
func sentences(p *Parse) string {
	var lines []string
	for _, s := range p.Sentences {
		var ws []string
		for i := s.First; i < s.Last; i++ {
			ws = append(ws, p.Text(i))
		}
		lines = append(lines, strings.Join(ws, " "))
	}
	return strings.Join(lines, "\n")
}

func TestWordsAndSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Mr. Smith met Gen. Jones in the U.S. on Monday. They didn't talk.", "Mr. Smith met Gen. Jones in the U.S. on Monday .\nThey did n't talk ."},
		{"“We agree.” She left.", "“ We agree . ”\nShe left ."},
		{"It costs 1,050.5 dollars – the minister’s own words.", "It costs 1,050.5 dollars – the minister ’s own words ."},
		{"It rained. We left. He sat. She read. They were sold. said the source.", "It rained .\nWe left .\nHe sat .\nShe read .\nThey were sold . said the source ."},
		{"A France-US deal (signed)", "A France - US deal ( signed )"},
		{"They closed the road following Wednesday's quake.", "They closed the road following Wednesday 's quake ."},
		{"First line\nSecond line", "First line\nSecond line"},
		{"Antony J. Blinken spoke... and left.", "Antony J. Blinken spoke ... and left ."},
		// wrong: two sentences, told apart by no model yet; the first ends with "U.S."
		{"He went to the U.S. The visit was short.", "He went to the U.S. The visit was short ."},
		{"They were sold. said the source.", "They were sold . said the source ."},
	} {
		if got := sentences(of(c.text)); got != c.want {
			t.Errorf("%s\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}

// Words and the gaps between them rebuild the text; every word is in order.
func checkRebuilds(t *testing.T, text string) {
	t.Helper()
	p := of(text)
	at := 0
	for i, s := range p.Span {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("word %d of %q stands at %v after %d", i, text, s, at)
		}
		if strings.TrimFunc(text[at:s.Start], func(r rune) bool {
			return strings.ContainsRune(" \t\r\n\f\v\u0085\u00a0\u200b\ufeff\u1680\u2028\u2029\u202f\u205f\u3000", r) || r >= 0x2000 && r <= 0x200a
		}) != "" {
			t.Fatalf("gap %q before word %d is not blank", text[at:s.Start], i)
		}
		at = s.End
	}
	n := 0
	for _, s := range p.Sentences {
		if s.First != n || s.Last <= s.First {
			t.Fatalf("sentence %v does not follow word %d", s, n)
		}
		n = s.Last
	}
	if n != p.Len() {
		t.Fatalf("sentences end at word %d of %d", n, p.Len())
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"", "a", "Don’t. cannot “x”", "\xff\xfe.", "U.S.A. it's O'Neill’s", "\u200b.\u0301"} {
		f.Add(s)
	}
	f.Fuzz(checkRebuilds)
}

func TestSentencesOfWords(t *testing.T) {
	casefile.Run(t, "testdata/words.txt", func(c casefile.Case) []string {
		return strings.Split(sentences(of(c.Text)), "\n")
	})
}
