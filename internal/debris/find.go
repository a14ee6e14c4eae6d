// Package debris notes the damage of bad copies: broken sentences, fragments,
// misspelt names. It points at the damage and never repairs the text.
package debris

import (
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

// Find notes the damage of a document in the order of the text. Lost quotation
// marks are found by the statements room.
func Find(p *language.Parse, who *actors.Layer) []claim.Debris {
	var out []claim.Debris
	misspelt := who.Misspelt
	for i := 0; i+1 < p.Len(); i++ {
		for len(misspelt) > 0 && misspelt[0].Span.Start <= p.Span[i].Start {
			out = append(out, claim.Debris{Kind: "misspelt-name", Span: misspelt[0].Span, Meant: misspelt[0].Meant})
			misspelt = misspelt[1:]
		}
		if p.Lower[i] != "." || !startsLower(p.Text(i+1)) || p.Span[i].End == p.Span[i+1].Start {
			continue
		}
		// "... was sold. said the minister. tha. Talks": a stop before a small
		// letter. One short word up to the next stop is a fragment.
		if i+2 < p.Len() && p.Lower[i+2] == "." && !whole[p.Lower[i+1]] {
			out = append(out, claim.Debris{Kind: "fragment", Span: p.Words(i+1, i+3)})
			continue
		}
		out = append(out, claim.Debris{Kind: "broken-sentence", Span: document.Span{Start: p.Span[max(0, i-1)].Start, End: p.Span[i+1].End}})
	}
	for _, m := range misspelt {
		out = append(out, claim.Debris{Kind: "misspelt-name", Span: m.Span, Meant: m.Meant})
	}
	return out
}

// whole are words that can be a sentence.
var whole = lexicon.Set("yes no never ok thanks")

func startsLower(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r)
}
