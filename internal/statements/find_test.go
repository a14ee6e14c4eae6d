package statements_test

import (
	"fmt"
	"os"
	"reflect"
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
			fmt.Fprintf(&b, " %s=\"%s\"", part.name, strings.Join(strings.Fields(text[x.Start:x.End]), " "))
		}
	}
	return b.String()
}

// showSpeakers tells who speaks to whom, and in what chain.
func showSpeakers(text string, s claim.Statement) string {
	out := fmt.Sprintf("%s cue=%q", s.Standing, words(text, s.Cue))
	for _, part := range []struct {
		name string
		all  []claim.Party
	}{{"by", s.Speakers}, {"to", s.Addressees}} {
		var names []string
		for _, p := range part.all {
			switch {
			case p.Name != "":
				names = append(names, p.Name)
			case p.Text != "":
				names = append(names, p.Text)
			default:
				names = append(names, p.Country)
			}
		}
		if len(names) > 0 {
			out += fmt.Sprintf(" %s=\"%s\"", part.name, strings.Join(names, "; "))
		}
	}
	if s.Within != "" {
		out += " within=" + s.Within
	}
	return out
}

func words(text string, spans []document.Span) string {
	var out []string
	for _, x := range spans {
		out = append(out, text[x.Start:x.End])
	}
	return strings.Join(out, " ... ")
}

// showUnnamed tells what the report says of an unnamed source.
func showUnnamed(text string, s claim.Statement) string {
	out := fmt.Sprintf("%s cue=%q", s.Standing, words(text, s.Cue))
	if a := s.Anonymity; a != nil {
		out += fmt.Sprintf(" unnamed=%s \"%s\"", a.Kind, text[a.Span.Start:a.Span.End])
		if a.Reason.Len() > 0 {
			out += fmt.Sprintf(" reason=\"%s\"", text[a.Reason.Start:a.Reason.End])
		}
	}
	return out
}

func TestSentences(t *testing.T) { check(t, "testdata/sentences.txt", show) }
func TestAnonymity(t *testing.T) { check(t, "testdata/anonymity.txt", showUnnamed) }
func TestSpeakers(t *testing.T)  { check(t, "testdata/speakers.txt", showSpeakers) }
func TestLayouts(t *testing.T)   { check(t, "testdata/layouts.txt", show) }
func TestQuotes(t *testing.T)    { check(t, "testdata/quotes.txt", show) }

func check(t *testing.T, file string, show func(string, claim.Statement) string) {
	data, err := os.ReadFile(file)
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
		"Le Drian said he told Blinken that “we”. And said. Said he.", "«A», „b” ‹c› ‘d’ ``e'' 'f' 「g」 ＂h＂ said i", "“said “he”” that “", strings.Repeat("said, ", 60),
		"A: b.\n\nC: d.\n\nE: “f\n\n“g", "“A”—B", "who asked not to be named said on condition of anonymity because", "not authorised to", "off the record said on background"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := find(text, 0)
		for _, s := range a {
			if len(s.Content) == 0 {
				t.Fatalf("a statement without content: %+v", s)
			}
			veil := []document.Span{}
			if a := s.Anonymity; a != nil {
				if veil = append(veil, a.Span); a.Reason.Len() > 0 {
					veil = append(veil, a.Reason)
				}
				if s.Standing == claim.Named || !a.Span.Holds(veil[len(veil)-1]) {
					t.Fatalf("anonymity %+v of %+v", a, s)
				}
			}
			for _, spans := range [][]document.Span{s.Source, s.Cue, s.Content, veil} {
				for _, x := range spans {
					if x.Start < 0 || x.End > len(text) || x.Start >= x.End {
						t.Fatalf("span %v of %d bytes", x, len(text))
					}
				}
			}
		}
		if b := find(text, 0); !reflect.DeepEqual(a, b) {
			t.Fatal("finding again finds something else")
		}
	})
}
