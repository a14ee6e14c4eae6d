package answers

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/document"
)

// spansOf finds words in a text.
func spansOf(t *testing.T, text string, words ...string) (out []document.Span) {
	t.Helper()
	for _, w := range words {
		i := strings.Index(text, w)
		if i < 0 {
			t.Fatalf("%q is not in the text", w)
		}
		out = append(out, document.Span{Start: i, End: i + len(w)})
	}
	return out
}

func showContext(pieces []Piece, ansi bool) string {
	p := printer{style: Style{ANSI: ansi, Width: 40}}
	p.marked(pieces)
	return p.String()
}

func TestContext(t *testing.T) {
	const text = "Title\n\nFirst of all, Mr. Kane came. “We agree,” he said. Then he left! The U.S. envoy stayed.\nA second paragraph."
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"We agree"}, "[...] “«We agree»,” he said."},
		{[]string{"“We agree,”", "said"}, "[...] «“We agree,”» he «said»."},
		{[]string{"said", "“We agree,”"}, "[...] «“We agree,”» he «said»."},
		{[]string{"Mr. Kane"}, "[...] First of all, «Mr. Kane» came."},
		{[]string{"left", "A second"}, "[...] Then he «left»! [...] «A second» paragraph."},
		{[]string{"he said. Then he left!"}, "[...] “We agree,” «he said. Then he left!»"},
		{[]string{"Title"}, "«Title»"},
		{[]string{"he said", "said. Then"}, "[...] “We agree,” «he said»«. Then» he left!"},
		{nil, ""},
	} {
		got := strings.Join(strings.Fields(showContext(context(text, spansOf(t, text, c.words...)), false)), " ")
		if got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.words, got, c.want)
		}
	}
}

// On a terminal no margin is underlined, and every line ends with the line off.
func TestUnderlining(t *testing.T) {
	const text = "The minister said that the two countries had, after months of talks, come to terms at last."
	got := showContext(context(text, spansOf(t, text, "the two countries had, after months of talks, come")), true)
	const want = "  The minister said that \x1b[4mthe two\x1b[24m\n  \x1b[4mcountries had, after months of talks,\x1b[24m\n  \x1b[4mcome\x1b[24m to terms at last.\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A report must not be able to command the terminal of its reader.
func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\n b\t\tc":              "a b c",
		"\x1b[2Jred\x07":            "[2Jred",
		"\u202eright to left\u2069": "right to left",
		"naïve 北京 🤝":                "naïve 北京 🤝",
		"\u009b31m":                 "31m",
		" ":                         "",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLinesKeepToTheWidth(t *testing.T) {
	for _, width := range []int{20, 40, 80} {
		p := printer{style: Style{Width: width}}
		p.para(2, 6, strings.Repeat("naïve words of 北京 ", 20))
		p.field("a name", strings.Repeat("value ", 20))
		for line := range strings.Lines(p.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d columns: %q has %d", width, line, n)
			}
		}
	}
}

// FuzzContext: whatever the spans, all their words and no others are marked.
func FuzzContext(f *testing.F) {
	f.Add("One. “Two!” Three?\nFour (5). Six", 3, 9, 11, 14)
	f.Add("", 0, 0, 0, 0)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if !utf8.ValidString(text) || len(text) > 4000 {
			return
		}
		fit := func(i int) int {
			i = min(max(i, 0), len(text))
			for i < len(text) && !utf8.RuneStart(text[i]) {
				i++
			}
			return i
		}
		a, b, c, d = fit(a), fit(b), fit(c), fit(d)
		spans := []document.Span{{Start: min(a, b), End: max(a, b)}, {Start: min(c, d), End: max(c, d)}}
		want := make([]bool, len(text))
		for _, s := range spans {
			for i := s.Start; i < s.End; i++ {
				want[i] = true
			}
		}
		at := 0
		for _, p := range context(text, spans) {
			if p.at < at || !p.Gap && p.at != at {
				t.Fatalf("piece %q stands at %d, not %d", p.Text, p.at, at)
			}
			if slices.Contains(want[at:p.at], true) || slices.Contains(want[p.at:p.at+len(p.Text)], !p.Marked) {
				t.Fatalf("piece %q is marked: %v", p.Text, p.Marked)
			}
			at = p.at + len(p.Text)
		}
		if slices.Contains(want[at:], true) {
			t.Fatalf("the end is not marked: %q", text[at:])
		}
	})
}
