package commitments

import (
	"fmt"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

func find(text string) ([]claim.Commitment, *language.Parse) { return findWith(shipped(), text) }

func findWith(m *Model, text string) ([]claim.Commitment, *language.Parse) {
	p := language.Of(&document.Document{Text: text, Date: calendar.Of(2021, 10, 5), Language: "en", Body: document.Span{End: len(text)}})
	who := actors.Find(p, world.Default())
	said, _ := statements.Find(p, who)
	return FindWith(m, p, who, dates.Find(p), said), p
}

// Every line of the lexicon gives its kind, and its words, on its example,
// without any trained table.
func TestEveryLineWorksOnItsExample(t *testing.T) {
	for _, e := range Examples() {
		found, p := findWith(nil, e.Sentence)
		ok := false
		for _, c := range found {
			got := p.Doc.Slice(c.What[0])
			ok = ok || c.Kind == e.Kind && (got == e.What || strings.HasSuffix(got, " "+e.What))
		}
		if !ok {
			t.Errorf("%q on %q: got %v, want %s «%s»", e.Word, e.Sentence, shown(found, p), e.Kind, e.What)
		}
	}
}

func parties(ps []claim.Party) string {
	var out []string
	for _, q := range ps {
		switch {
		case q.Name != "":
			out = append(out, q.Name)
		case q.Country != "":
			out = append(out, q.Country)
		default:
			out = append(out, q.Text)
		}
	}
	return strings.Join(out, ", ")
}

func shown(found []claim.Commitment, p *language.Parse) []string {
	var out []string
	for _, c := range found {
		s := fmt.Sprintf("%s %s > %s: %s", c.Kind, parties(c.By), parties(c.To), p.Doc.Slice(c.What[0]))
		if !c.Due.None() {
			s += " due " + c.Due.String()
		}
		if c.Condition != "" {
			s += " if " + c.Condition
		}
		if len(c.MutualWith) > 0 {
			s += " with " + strings.Join(c.MutualWith, " ")
		}
		for _, r := range c.Restated {
			s += " again: " + p.Doc.Slice(r[0])
		}
		out = append(out, s)
	}
	return out
}

func TestSentences(t *testing.T) {
	casefile.Run(t, "testdata/sentences.txt", func(c casefile.Case) []string {
		found, p := find(c.Text)
		return shown(found, p)
	})
}

// The weights that the program carries were trained with this feature code;
// others are refused.
func TestWeights(t *testing.T) {
	m, err := LoadModel(weightData)
	if err != nil {
		t.Fatal(err)
	}
	if !m.classes {
		t.Log("the word classes are not those of the training and are left out: train the commitments anew")
	}
	if n := len(weightData); n > 1<<20 {
		t.Errorf("%d bytes of weights, want at most 1 MiB", n)
	}
	if _, err := LoadModel(strings.Replace(weightData, FeaturePrint, "commitments-features-0", 1)); err == nil {
		t.Error("weights of another print were taken")
	}
	if _, err := LoadModel(weightData[:len(weightData)/2]); err == nil {
		t.Error("half a file was taken")
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "France will pay.", "will will will to to", "“We will”, he said", "Iran agreed to, to and to", "\xffpledged to\xff go"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, p := find(text)
		ids := map[string]bool{}
		for _, c := range found {
			ids[c.ID] = true
		}
		for _, c := range found {
			if len(c.What) == 0 || len(c.By) == 0 {
				t.Fatalf("an undertaking of nothing or nobody: %+v", c)
			}
			for _, s := range c.What {
				if s.Start < 0 || s.End > len(p.Doc.Text) || s.Start >= s.End {
					t.Fatalf("span %v of %d bytes", s, len(p.Doc.Text))
				}
			}
			for _, id := range c.MutualWith {
				if !ids[id] || id == c.ID {
					t.Fatalf("%s tied to %s", c.ID, id)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Iran agreed to halt the work by May, and the United States will lift its sanctions if it does, the minister said. ", 40)
	p := language.Of(&document.Document{Text: text, Date: calendar.Of(2021, 10, 5), Language: "en", Body: document.Span{End: len(text)}})
	who := actors.Find(p, world.Default())
	when := dates.Find(p)
	said, _ := statements.Find(p, who)
	b.ReportAllocs()
	for b.Loop() {
		Find(p, who, when, said)
	}
	b.ReportMetric(float64(p.Len()*b.N)/b.Elapsed().Seconds(), "words/s")
}
