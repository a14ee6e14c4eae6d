package actors

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/casefile"
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

// Texts made to be slow take time in proportion to their length.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"the ", "France-US-", "the president of ", "he said the official ", "John Smith and ", "John Smith of ", "President Smith in Paris ", "in Reading of Reading in ", "Smith University public ", "Minister of Health Jan Vermeulen "} {
		took := func(n int) time.Duration {
			text := strings.Repeat(unit, n)
			p := &language.Parse{Doc: &document.Document{Text: text, Date: 737000}}
			for i, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' }) {
				at := 0
				if i > 0 {
					at = p.Span[i-1].End + 1
				}
				p.Span = append(p.Span, document.Span{Start: at, End: at + len(w)})
				p.Lower = append(p.Lower, strings.ToLower(w))
				p.Sent = append(p.Sent, 0)
			}
			p.Sentences = []language.Sentence{{First: 0, Last: p.Len()}}
			start := time.Now()
			Find(p, world.Default())
			return time.Since(start)
		}
		took(100)
		small, big := min(took(500), took(500)), took(4000)
		if big > 40*small+200*time.Millisecond { // a busy machine: once more
			big = min(big, took(4000))
		}
		t.Log(unit, small, big)
		if big > 40*small+200*time.Millisecond {
			t.Errorf("%q: 500 times %v, 4000 times %v", unit, small, big)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "The French President met US Secretary of State Antony J. Blinken.", "AU-UK-US the's 's of of of France's France's", "\xff Biden, the, the, and and", "the US, UK and Australia said he, they; both", "C00,0he!00\x8a01070 0", "SeCretArY of B0"} {
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

// show is how the cases write a mention.
func show(p *language.Parse, m *Mention) string {
	var ps []string
	for _, q := range m.Parties {
		ps = append(ps, q.Name+"|"+q.Country+"|"+q.Sector)
	}
	return strings.TrimSpace(`"` + p.Doc.Slice(m.Full) + `" ` + string(m.Kind) + " " + string(m.Standing) + ": " + strings.Join(ps, "; "))
}

func TestSentences(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := casefile.Parse(string(data))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, c := range cases {
			t.Run(c.Name, func(t *testing.T) {
				checkSound(t, c.Text)
				p, l := layerOf(c.Text, c.Facts["date"])
				for _, want := range c.Want {
					absent := strings.HasPrefix(want, "no ")
					text := want[strings.Index(want, `"`)+1:]
					text = text[:strings.Index(text, `"`)]
					var got []string
					for i := range l.Mentions {
						if p.Doc.Slice(l.Mentions[i].Full) == text {
							got = append(got, show(p, &l.Mentions[i]))
						}
					}
					if strings.HasPrefix(want, "tied ") {
						for i := range l.Mentions {
							m := &l.Mentions[i]
							if p.Doc.Slice(m.Full) != text || m.Tied < 0 {
								continue
							}
							to := m.Tied
							for n := 0; n < len(l.Mentions) && l.Mentions[to].Tied >= 0; n++ {
								to = l.Mentions[to].Tied
							}
							got = append(got, `tied "`+text+`" to "`+p.Doc.Slice(l.Mentions[to].Full)+`"`)
						}
					}
					if strings.HasPrefix(want, "issuer ") {
						var all []string
						for i, w := range p.Lower {
							for _, q := range l.Issuer(i) {
								if w == text {
									all = append(all, q.Name+"|"+q.Country+"|"+q.Sector)
								}
							}
						}
						got = append(got, `issuer "`+text+`": `+strings.Join(all, "; "))
					}
					if strings.HasPrefix(want, "guess ") {
						for i := range l.Mentions {
							if m := &l.Mentions[i]; p.Doc.Slice(m.Full) == text && len(m.Parties) == 1 {
								got = append(got, `guess "`+text+`": `+m.Parties[0].Guess)
							}
						}
					}
					if strings.HasPrefix(want, "misspelt ") {
						for _, s := range l.Misspelt {
							got = append(got, `misspelt "`+p.Doc.Slice(s.Span)+`" `+s.Meant)
						}
					}
					if absent && len(got) == 0 || !absent && slices.Contains(got, want) {
						continue
					}
					t.Errorf("%s:%d: %s\nwant %s\ngot  %s\nof   %s", file, c.Line, c.Text, want, strings.Join(got, "\n     "), all(p, l))
				}
			})
		}
	}
}

// all lists what was found, for failing cases.
func all(p *language.Parse, l *Layer) string {
	var out []string
	for i := range l.Mentions {
		out = append(out, show(p, &l.Mentions[i]))
	}
	return strings.Join(out, "\n     ")
}
