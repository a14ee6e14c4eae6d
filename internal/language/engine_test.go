package language

import (
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entente-project/entente/internal/document"
)

const story = `PARIS, Oct. 5 - The foreign minister said on Tuesday that her government would not return to the talks before the end of the month.
Mr. Laurent Dupont, who leads the delegation, met his Greek counterpart in Athens and promised to deliver 1,050 tons of wheat by Friday, officials said.
"We won't sign anything under pressure," he told reporters. "It's a matter of trust."
The European Union and the United Nations called on both sides to honour the ceasefire; neither has replied. A senior U.S. official, speaking on condition of anonymity, described the meeting as frank and useful.
`

// checkColumns checks what holds for every Parse: all columns are filled,
// every sentence is one tree, names lie within sentences.
func checkColumns(t *testing.T, p *Parse) {
	t.Helper()
	n := p.Len()
	for name, c := range map[string][]string{"Lower": p.Lower, "UPOS": p.UPOS, "XPOS": p.XPOS, "Feats": p.Feats, "Lemma": p.Lemma, "Rel": p.Rel} {
		if len(c) != n {
			t.Fatalf("column %s has %d entries for %d words", name, len(c), n)
		}
		for i, v := range c {
			if v == "" {
				t.Fatalf("column %s is empty at word %d, %q", name, i, p.Text(i))
			}
		}
	}
	if len(p.Kind) != n || len(p.Inner) != n || len(p.Head) != n || len(p.Sent) != n {
		t.Fatalf("columns of %d, %d, %d, %d entries for %d words", len(p.Kind), len(p.Inner), len(p.Head), len(p.Sent), n)
	}
	for k, s := range p.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			if p.Sent[i] != int32(k) {
				t.Fatalf("word %d of sentence %d says it is of %d", i, k, p.Sent[i])
			}
			h := int(p.Head[i])
			if (h < 0) != (p.Rel[i] == "root") {
				t.Fatalf("word %d has head %d and relation %s", i, h, p.Rel[i])
			}
			if h < 0 {
				roots++
			} else if h < s.First || h >= s.Last {
				t.Fatalf("head of word %d lies outside its sentence", i)
			}
			steps := 0
			for h >= 0 {
				h = int(p.Head[h])
				if steps++; steps > s.Last-s.First {
					t.Fatalf("word %d hangs on itself", i)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d has %d roots", k, roots)
		}
	}
	last := 0
	for _, m := range p.Mentions {
		if m.First < last || m.Last <= m.First || m.Last > n || p.Sent[m.First] != p.Sent[m.Last-1] || m.Head < m.First || m.Head >= m.Last {
			t.Fatalf("bad name %+v", m)
		}
		last = m.Last
	}
	checkFrames(t, p)
}

// checkFrames checks that predicates stand in order, and that their arguments
// lie in their sentence, in order, and do not overlap.
func checkFrames(t *testing.T, p *Parse) {
	t.Helper()
	before := -1
	for _, f := range p.Frames {
		if f.Predicate <= before || f.Predicate >= p.Len() || !strings.Contains(f.Roleset, ".") {
			t.Fatalf("bad frame %+v after predicate %d", f, before)
		}
		before = f.Predicate
		s := p.Sentences[p.Sent[f.Predicate]]
		last := s.First
		for _, a := range f.Arguments {
			if a.First < last || a.Last <= a.First || a.Last > s.Last || a.Head < a.First || a.Head >= a.Last || a.Role == "" {
				t.Fatalf("predicate %d: bad argument %+v", f.Predicate, a)
			}
			last = a.Last
		}
	}
}

func TestColumns(t *testing.T) {
	p := of(story)
	checkColumns(t, p)
	tagged := map[string]string{}
	for i := range p.Span {
		tagged[p.Text(i)] = p.UPOS[i] + " " + p.Lemma[i]
	}
	for word, want := range map[string]string{"minister": "NOUN minister", "said": "VERB say", "talks": "NOUN talk", "wo": "AUX will", "n't": "PART not", "Athens": "PROPN Athens", ",": "PUNCT ,"} {
		if tagged[word] != want {
			t.Errorf("%s is %s, want %s", word, tagged[word], want)
		}
	}
}

func TestOddTexts(t *testing.T) {
	for _, text := range []string{
		"", " ", "\n\n", ".", "\x00", "\xff\xfe\xfd", "\u200b\u200d\u202e", "“", "a\u0301\u0301\u0301", "....!!!???",
		"\u05d4\u05e9\u05e8 \u05d0\u05de\u05e8. \u0627\u0644\u0648\u0632\u064a\u0631 \u0642\u0627\u0644", "\U0001f600\U0001f1eb\U0001f1f7", "外交部长周二表示。",
		strings.Repeat("“", 3000), strings.Repeat("a", 5000), strings.Repeat("'", 700), strings.Repeat("(said ", 900), strings.Repeat("U.S.", 500),
		strings.Repeat("word ", 2000), strings.Repeat("n't", 400),
	} {
		checkColumns(t, of(text))
		checkRebuilds(t, text)
	}
}

// A text ten times as long takes about ten times as long: no shape of text is
// worse than the usual one by more than a factor.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	of(story)
	for _, unit := range []string{"“", "word ", "(", "x", "a, ", "A. "} {
		short, long := strings.Repeat(unit, 2000), strings.Repeat(unit, 20000)
		start := time.Now()
		of(short)
		one := time.Since(start)
		start = time.Now()
		of(long)
		if ten := time.Since(start); ten > 60*one+200*time.Millisecond {
			t.Errorf("%q: %v for 2,000 and %v for 20,000", unit, one, ten)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	want := of(story)
	var wg sync.WaitGroup
	for g := 0; g < 8; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 3; i++ {
				got := of(strings.Repeat("Other words first. ", g) + "\n\n" + story)
				skip := got.Len() - want.Len()
				for k := range want.Span {
					if got.UPOS[skip+k] != want.UPOS[k] || got.Lemma[skip+k] != want.Lemma[k] || got.Rel[skip+k] != want.Rel[k] {
						t.Errorf("word %d differs among goroutines", k)
						return
					}
				}
			}
		}()
	}
	wg.Wait()
}

func FuzzColumns(f *testing.F) {
	f.Add(story)
	f.Fuzz(func(t *testing.T, text string) { checkColumns(t, of(text)) })
}

func BenchmarkOf(b *testing.B) {
	doc := &document.Document{Text: strings.Repeat(story, 5)}
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		words += Of(doc).Len()
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkOfTwoCores(b *testing.B) {
	doc := &document.Document{Text: strings.Repeat(story, 5)}
	n := Of(doc).Len()
	b.SetParallelism(1)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			Of(doc)
		}
	})
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(runtime.GOMAXPROCS(0)), "cores")
}

func BenchmarkSplit(b *testing.B) {
	doc := &document.Document{Text: strings.Repeat(story, 5)}
	s, err := LoadSplitter(tokenWeights)
	if err != nil {
		b.Fatal(err)
	}
	words := 0
	for b.Loop() {
		p := &Parse{Doc: doc}
		s.Split(p, document.Span{End: len(doc.Text)})
		words += p.Len()
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := LoadSplitter(tokenWeights); err != nil {
			b.Fatal(err)
		}
		if _, err := LoadEncoder(encoderWeights); err != nil {
			b.Fatal(err)
		}
	}
}

func TestLongSentencesAreCut(t *testing.T) {
	for _, c := range []struct {
		text string
		cuts int // sentences marked
	}{
		{strings.Repeat("word ", LongestSentence) + "end.", 1},
		{strings.Repeat("word ", LongestSentence-1) + ".", 0},
		{strings.Repeat("one, two ", 1000), 7},
		{strings.Repeat("n't", 3*LongestSentence), 2},
	} {
		p := of(c.text)
		checkColumns(t, p)
		cuts := 0
		for _, s := range p.Sentences {
			if s.Cut {
				cuts++
			}
			if s.Last-s.First > LongestSentence {
				t.Errorf("%.20q: a sentence of %d words", c.text, s.Last-s.First)
			}
		}
		if cuts != c.cuts {
			t.Errorf("%.20q: %d sentences cut, expected %d", c.text, cuts, c.cuts)
		}
	}
}
