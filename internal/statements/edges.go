package statements

import (
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

// addressing verbs take the one spoken to as an object; speaking ones after
// "to".
var (
	addressing = lexicon.Set("tell inform assure reassure remind advise warn ask urge caution notify promise")
	speaking   = lexicon.Set("say explain write speak reply respond report announce repeat add complain admit confirm suggest propose promise")
	audience   = lexicon.Set("reporters journalists lawmakers parliament legislators delegates supporters viewers")
)

// trimEnd gives the end of words [first, last) without the sentence's closing
// mark, where that stands outside quotation marks.
func trimEnd(p *language.Parse, first, last int, quoted []int32) int {
	for last > first {
		switch w := p.Lower[last-1]; {
		case quoted[last-1] < 0 && (w == "." || w == "?" || w == "!" || w == ";" || w == "," || w == "—"):
			last--
		default:
			return last
		}
	}
	return last
}
