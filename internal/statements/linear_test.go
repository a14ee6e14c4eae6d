package statements_test

import (
	"strings"
	"testing"
	"time"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// Twice the text takes about twice the time, however many quotation marks,
// labels or attributions there are, in one paragraph or in many.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, c := range []struct{ what, unit string }{
		{"opening marks", "“ "},
		{"opening marks before words", "“We will go and "},
		{"closing marks", "now” "},
		{"straight marks", "\" a "},
		{"short quotations", "“A man,” he said. "},
		{"quotations over paragraphs", "“We will talk.\n\n"},
		{"marks of every kind", "« a » „b” ‹c› 'd' ``e'' "},
		{"colons in one paragraph", "Yes: no. "},
		{"labels", "RIVERA: yes.\n\n"},
		{"chains", "he said that she said that "},
		{"names under quotations", "“A” — Maria Rossi\n\n"},
		{"unnamed sources", "It was so, an official who asked not to be named said. "},
	} {
		t.Run(c.what, func(t *testing.T) {
			prepare := func(bytes int) (*language.Parse, *actors.Layer) {
				p := language.Of(&document.Document{Text: strings.Repeat(c.unit, bytes/len(c.unit)), Language: "en"})
				return p, actors.Find(p, world.Default())
			}
			find := func(p *language.Parse, layer *actors.Layer) time.Duration {
				start := time.Now()
				statements.Find(p, layer)
				return max(time.Since(start), time.Millisecond)
			}
			// What is quadratic takes four times the time at every try; a busy
			// machine only at some.
			const size = 1 << 12
			p1, l1 := prepare(size)
			p2, l2 := prepare(2 * size)
			ratio := 0.0
			for range 8 {
				if ratio = float64(find(p2, l2)) / float64(find(p1, l1)); ratio < 2.8 {
					return
				}
			}
			t.Errorf("twice the text takes %.1f times the time", ratio)
		})
	}
}
