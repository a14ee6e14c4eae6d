package coref

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

func parse(text string) *language.Parse {
	return language.Of(&document.Document{Text: text, File: "test"})
}

// show writes the chains as the cases have them: mentions with " = " between.
func show(text string) []string {
	p := parse(text)
	l := Find(p)
	var out []string
	for _, chain := range l.Chains {
		var ms []string
		for _, k := range chain {
			m := l.Mentions[k]
			ms = append(ms, p.Doc.Slice(p.Words(m.First, m.Last)))
		}
		out = append(out, strings.Join(ms, " = "))
	}
	return out
}

// Each case wants every chain of its text.
func TestChains(t *testing.T) {
	raw, err := os.ReadFile("testdata/chains.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := casefile.Parse(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			got := strings.Join(show(c.Text), "\n")
			if want := strings.ReplaceAll(strings.Join(c.Want, "\n"), "nothing", ""); got != want {
				t.Errorf("chains.txt:%d: %s\ngot\n%s\nwant\n%s", c.Line, c.Text, got, want)
			}
		})
	}
}

// check holds what is true of every layer.
func check(t *testing.T, p *language.Parse, l *Layer) {
	t.Helper()
	seen := map[[2]int]bool{}
	for k, m := range l.Mentions {
		if m.First > m.Head || m.Head >= m.Last || m.Last > p.Len() || p.Sent[m.First] != p.Sent[m.Last-1] {
			t.Fatalf("mention %d is %+v of %d words", k, m, p.Len())
		}
		if seen[[2]int{m.First, m.Last}] {
			t.Fatalf("mention %+v twice", m)
		}
		seen[[2]int{m.First, m.Last}] = true
		if k > 0 {
			if a := l.Mentions[k-1]; a.First > m.First || a.First == m.First && a.Last <= m.Last {
				t.Fatalf("mention %+v after %+v", m, a)
			}
		}
	}
	n := 0
	for k, chain := range l.Chains {
		if len(chain) < 2 {
			t.Fatalf("chain %d of %d mentions", k, len(chain))
		}
		for i, m := range chain {
			if l.Mentions[m].Chain != int32(k) || i > 0 && chain[i-1] >= m {
				t.Fatalf("chain %d is %v", k, chain)
			}
		}
		n += len(chain)
	}
	if n != len(l.Mentions) {
		t.Fatalf("%d mentions, %d in chains", len(l.Mentions), n)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "He said he would.", "“I know,” (she said [of it", "Anna and Boris met their ministers; they talked.", "\xff it its ) ( :"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := parse(text)
		check(t, p, Find(p))
	})
}

// Columns need not be a tree nor filled.
func TestBarrenParses(t *testing.T) {
	p := parse("He said that he would go.")
	bare := &language.Parse{Doc: p.Doc, Span: p.Span, Lower: p.Lower, Inner: p.Inner, Sent: p.Sent, Sentences: p.Sentences}
	if l := Find(bare); len(l.Mentions) != 0 {
		t.Errorf("mentions without trees: %v", l.Mentions)
	}
	for i := range p.Head { // a ring
		p.Head[i] = int32((i + 1) % p.Len())
	}
	Find(p)
}

func TestWriteCoNLL(t *testing.T) {
	p := parse("Ana saw her mother. She waved.")
	her, mother, she := 2, 3, 5
	l := &Layer{Mentions: []Mention{{First: 0, Last: 1, Chain: 0}, {First: her, Last: mother + 1, Chain: 1}, {First: her, Last: her + 1, Chain: 0}, {First: she, Last: she + 1, Chain: 1}}}
	var b bytes.Buffer
	if err := l.WriteCoNLL(&b, p, "a b"); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(`#begin document (a_b); part 000
a_b 0 0 Ana (1)
a_b 0 1 saw -
a_b 0 2 her (2|(1)
a_b 0 3 mother 2)
a_b 0 4 . -

a_b 0 0 She (2)
a_b 0 1 waved -
a_b 0 2 . -

#end document
`, " ", "\t")
	want = strings.NewReplacer("#begin\tdocument\t(a_b);\tpart\t000", "#begin document (a_b); part 000", "#end\tdocument", "#end document").Replace(want)
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// A text twice as long takes about twice as long, however often a name comes
// back: the number of choices grows with the words.
func TestLookBackIsBounded(t *testing.T) {
	count := func(n int) (choices int) {
		s := NewScene(parse(strings.Repeat("The minister met Anna Berg. She thanked the minister. ", n)))
		w := NewWalk(s)
		for i := range s.Candidates {
			choices += len(w.Choices(i))
			w.Take(i, -1)
		}
		return choices
	}
	if a, b := count(100), count(200); b > 5*a/2 {
		t.Errorf("%d choices for 100 rounds, %d for 200", a, b)
	}
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for i := 0; i < 40; i++ {
		fmt.Fprintf(&text, "The foreign minister of Norway, Anna Berg, met her counterpart %d times in Oslo, and they said that their countries would keep the treaty they had signed. “We trust it,” Berg said, adding that the ministry knew its duties.\n\n", i)
	}
	p := parse(text.String())
	b.ReportAllocs()
	for b.Loop() {
		Find(p)
	}
	b.ReportMetric(float64(b.N)*float64(p.Len())/b.Elapsed().Seconds(), "words/s")
}
