package actors

import (
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/world"
)

func layerOf(text, day string) (*language.Parse, *Layer) {
	d, _ := calendar.ParseDay(day)
	p := language.Of(&document.Document{Text: text, Date: d})
	return p, Find(p, world.Default())
}

// Every mention stands in the text, in order, and members lie in what holds them.
func checkSound(t *testing.T, text string) {
	t.Helper()
	p, l := layerOf(text, "2021-10-05")
	for i, m := range l.Mentions {
		if m.First < 0 || m.Last <= m.First || m.FullLast < m.Last || m.FullLast > p.Len() {
			t.Fatalf("mention %d of %q has words %d %d %d of %d", i, text, m.First, m.Last, m.FullLast, p.Len())
		}
		if m.Span != p.Words(m.First, m.Last) || m.Confidence < 0 || m.Confidence > 1 {
			t.Fatalf("mention %d of %q: span %v, confidence %v", i, text, m.Span, m.Confidence)
		}
		if i > 0 && l.Mentions[i-1].First > m.First {
			t.Fatalf("mention %d of %q out of order", i, text)
		}
		if m.Outer >= i || m.Tied >= len(l.Mentions) || m.Tied == i {
			t.Fatalf("mention %d of %q: outer %d, tied %d", i, text, m.Outer, m.Tied)
		}
		for _, q := range m.Parties {
			if q.Text != p.Doc.Text[q.Span.Start:q.Span.End] {
				t.Fatalf("mention %d of %q: party %q at %v", i, text, q.Text, q.Span)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "The French President met US Secretary of State Antony J. Blinken.", "AU-UK-US the's 's of of of France's France's", "\xff Biden, the, the, and and", "the US, UK and Australia said he, they; both"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSound(t, s) })
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("French President Emmanuel Macron met US Secretary of State Antony Blinken in Paris on Tuesday, a senior State Department official said. "+
		"The two sides discussed the security deal between the US, UK and Australia that has angered officials in Europe. He said that the talks had been useful and that they would go on. ", 20)
	d, _ := calendar.ParseDay("2021-10-05")
	p := language.Of(&document.Document{Text: text, Date: d})
	w := world.Default()
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		Find(p, w)
	}
	b.ReportMetric(float64(p.Len()*b.N)/b.Elapsed().Seconds(), "words/s")
}
