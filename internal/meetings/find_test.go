package meetings

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
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

func view(text string) *View {
	p := language.Of(&document.Document{Text: text, Date: calendar.Of(2021, 10, 5), Language: "en", Body: document.Span{End: len(text)}})
	who := actors.Find(p, world.Default())
	when := dates.Find(p)
	said, _ := statements.Find(p, who)
	return NewView(p, who, when, said, events.Find(p, who, when, said))
}

func find(text string) []claim.Meeting {
	v := view(text)
	return v.records(v.merge(v.choose(shipped())))
}

// Every word of the lexicon is a candidate in its example, has two parties
// there, and the form that its line tells.
func TestEveryLineWorksOnItsExample(t *testing.T) {
	for _, e := range Examples() {
		v := view(e.Sentence)
		ok := false
		var got []string
		for k := range v.all {
			c := &v.all[k]
			got = append(got, fmt.Sprint(v.p.Lower[c.word], " ", len(c.who), " ", v.how(c)))
			ok = ok || v.p.Text(c.word) == e.Word && c.line.word != "" && len(c.who) > 0 && c.line.how == e.How
		}
		if !ok {
			t.Errorf("%q on %q: got %q", e.Word, e.Sentence, got)
		}
	}
}

func show(m claim.Meeting) string {
	var who []string
	for _, q := range m.Who {
		if q.Name != "" {
			who = append(who, q.Name)
		} else {
			who = append(who, q.Text)
		}
	}
	s := string(m.Status) + " " + string(m.How) + " " + strings.Join(who, ", ")
	if !m.When.None() {
		s += "; " + m.When.String()
	}
	if m.Where != "" {
		s += "; " + m.Where
	}
	if len(m.Mentions) > 1 {
		s += fmt.Sprintf("; %d mentions", len(m.Mentions))
	}
	return s
}

func TestSentences(t *testing.T) {
	casefile.Run(t, "testdata/sentences.txt", func(c casefile.Case) (got []string) {
		for _, m := range find(c.Text) {
			got = append(got, show(m))
		}
		return got
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
		t.Log("the word classes are not those of the training and are left out: train the meetings anew")
	}
	if n := len(weightData); n > 1<<20 {
		t.Errorf("%d bytes of weights, want at most 1 MiB", n)
	}
	if _, err := LoadModel(strings.Replace(weightData, FeaturePrint, "meetings-features-0", 1)); err == nil {
		t.Error("weights of another print were taken")
	}
	if _, err := LoadModel(weightData[:len(weightData)/2]); err == nil {
		t.Error("half a file was taken")
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "France met Germany.", "met met met", "the meeting of the meeting", "“We met”, he said", "\xffsummit\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range find(text) {
			if len(m.Mentions) == 0 || m.Status == "" {
				t.Fatalf("a meeting without mention or status: %+v", m)
			}
			for _, spans := range m.Mentions {
				for _, s := range spans {
					if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
						t.Fatalf("span %v of %d bytes", s, len(text))
					}
				}
			}
		}
	})
}
