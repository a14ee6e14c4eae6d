package language

import (
	"strings"
	"testing"
	"time"

	"github.com/entente-project/entente/internal/document"
)

// askedPlaces shows a text with a bar at each place that a Cutter asks about.
func askedPlaces(text string) string {
	var out strings.Builder
	at := 0
	c := Cutter{Decide: func(i int, _ []Feature) Cut {
		out.WriteString(text[at:i] + "|")
		at = i
		return CutNone
	}}
	c.Join = c.Decide
	c.Walk(text, document.Span{End: len(text)}, func(int, int, bool) {})
	return out.String() + text[at:]
}

// Places that no word ends at, by rule, are not asked about.
func TestPlacesAsked(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"<https://example.org/a,b?c=d>.", "<|https://example.org/a,b?c=d|>|."},
		{"(www.example.org/a_(b))", "(|www.example.org/a_(b)|)"},
		{"Seewww.x", "Seewww|.|x"},
		{"a.b@example.org's", "a.b@example.org|'|s"},
		{"me@home", "me|@|home"},
		{"@name's", "@name|'|s"},
		{"x#name", "x|#|name"},
		{"map-2.PDF)", "map-2.PDF|)"},
		{"end.Doc", "end|.|Doc"},
		{"example.com.au/x,", "example.com.au/x|,"},
		{"example.com-based", "example|.|com|-|based"},
		{"news.com.example.org", "news.com.example.org"},
		{"1,200,000.5", "1,200,000.5"},
		{"12,34", "12|,|34"},
		{"1,2000", "1|,|2000"},
		{"COP26", "COP26"},
		{"US10", "US|10"},
		{"SA80A2", "SA|80|A|2"},
		{"Capt. Moss", "Capt. Moss"},
		{"capt. Moss", "capt|. Moss"},
		{"Capt. moss", "Capt|. moss"},
	} {
		if got := askedPlaces(c.text); got != c.want {
			t.Errorf("%s: asked at %s, expected %s", c.text, got, c.want)
		}
	}
}

// The rules for addresses and sums look at each symbol a bounded number of
// times, whatever the text.
func TestRulesAreLinear(t *testing.T) {
	for _, unit := range []string{"a.com", "a@b.c", "a@", "://", "a://'", ".com.", "www.", "1,000,", "#a", "@", "mailto:", "a.com(", "'"} {
		one := timed(func() { askedPlaces(strings.Repeat(unit, 20000)) })
		if ten := timed(func() { askedPlaces(strings.Repeat(unit, 200000)) }); ten > 60*one+300*time.Millisecond {
			t.Errorf("%q: %v for 20,000 and %v for 200,000", unit, one, ten)
		}
	}
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// The cutter cuts any bytes into words that do not overlap, in order.
func FuzzCutter(f *testing.F) {
	for _, s := range []string{"http://a.b/(c).", "a@b.c d.doc", "its dont fallto 1,200 COP26 Gen. A", "\xff://\xfe@é.com", "#x@y.z"} {
		f.Add(s)
	}
	known := NewKnown([]int32{KnownHash("fall"), KnownHash("its")})
	f.Fuzz(func(t *testing.T, text string) {
		c := Cutter{Runs: map[string]int{"its": 2, "dont": 2}, Known: known, Common: known, Decide: func(at int, features []Feature) Cut { return Cut(at % 3) }}
		c.Join = c.Decide
		last := 0
		c.Walk(text, document.Span{End: len(text)}, func(start, end int, _ bool) {
			if start < last || end <= start || end > len(text) {
				t.Fatalf("word %d to %d after %d", start, end, last)
			}
			last = end
		})
	})
}

// A chunk without white space is cut in linear time, however its places are
// decided.
func TestChunksAreLinear(t *testing.T) {
	for _, unit := range []string{"U.S.", "a.", "its", "its'", "1.a", "--", "$"} {
		for _, cut := range []Cut{CutNone, CutToken} {
			run := func(n int) func() {
				text := strings.Repeat(unit, n)
				return func() {
					c := Cutter{Runs: map[string]int{"its": 2}, Decide: func(int, []Feature) Cut { return cut }, Join: func(int, []Feature) Cut { return cut }}
					c.Walk(text, document.Span{End: len(text)}, func(int, int, bool) {})
				}
			}
			one := timed(run(5000))
			if ten := timed(run(50000)); ten > 60*one+300*time.Millisecond {
				t.Errorf("%q: %v for 5,000 and %v for 50,000", unit, one, ten)
			}
		}
	}
}

func TestAbbreviationsHaveOneClass(t *testing.T) {
	classes := 0
	for _, words := range abbreviationsByClass {
		classes += len(words)
	}
	if len(abbreviations) != classes {
		t.Errorf("%d abbreviations have %d classes", len(abbreviations), classes)
	}
}
