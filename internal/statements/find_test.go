package statements_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

func find(text string, day calendar.Day) []claim.Statement {
	p := language.Of(&document.Document{Text: text, Date: day, Language: "en"})
	found, _ := statements.Find(p, actors.Find(p, world.Default()))
	return found
}

func show(text string, s claim.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", s.Form, s.Standing)
	for _, part := range []struct {
		name  string
		spans []document.Span
	}{{"source", s.Source}, {"cue", s.Cue}, {"content", s.Content}} {
		for _, x := range part.spans {
			fmt.Fprintf(&b, " %s=\"%s\"", part.name, text[x.Start:x.End])
		}
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := casefile.Parse(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			var got []string
			for _, s := range find(c.Text, calendar.Of(2021, 10, 5)) {
				got = append(got, show(c.Text, s))
			}
			if g, w := strings.Join(got, "\n"), strings.Join(c.Want, "\n"); g != w {
				t.Errorf("line %d: %s\ngot\n%s\nwant\n%s", c.Line, c.Text, g, w)
			}
		})
	}
}

// Whatever the text, spans slice to words of it, contents do not overlap, and
// finding again finds the same.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "“A,” said B. “C.”", "X said “y", "”””", strings.Repeat("“", 300), "according to , said", "\xff said \xff",
		"Le Drian said he told Blinken that “we”. And said. Said he."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := find(text, 0)
		for _, s := range a {
			if len(s.Content) == 0 {
				t.Fatalf("a statement without content: %+v", s)
			}
			for _, spans := range [][]document.Span{s.Source, s.Cue, s.Content} {
				for _, x := range spans {
					if x.Start < 0 || x.End > len(text) || x.Start >= x.End {
						t.Fatalf("span %v of %d bytes", x, len(text))
					}
				}
			}
		}
		if b := find(text, 0); fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatal("finding again finds something else")
		}
	})
}
