package events

import (
	_ "embed" // cameo-verbs.tsv
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/cameo-verbs.tsv
var cameoVerbsTSV string

// cameoVerb is a verb of the dictionary, of one word or of a word and those
// that follow it ("wipe out").
type cameoVerb struct {
	block int
	code  string
	rest  []string
}

// cameoPattern needs words before and after its verb.
type cameoPattern struct {
	code          string
	before, after []string
}

// cameoBook is the dictionary in memory.
type cameoBook struct {
	sets   map[string][]string // word -> sets that hold it
	verbs  map[string][]cameoVerb
	blocks [][]cameoPattern
	types  map[string]uint8 // code -> type
}

var cameoDictionary = sync.OnceValue(func() *cameoBook {
	b := &cameoBook{sets: map[string][]string{}, verbs: map[string][]cameoVerb{}, types: map[string]uint8{}}
	for _, r := range lexicon.Rows(cameoTSV, 7) {
		b.types[r[0]] = typeIndex(claim.Type(r[2]))
	}
	block := func(cell string) int {
		n := 0
		for _, c := range cell {
			n = n*10 + int(c-'0')
		}
		for len(b.blocks) <= n {
			b.blocks = append(b.blocks, nil)
		}
		return n
	}
	for _, r := range lexicon.Rows(cameoVerbsTSV, 5) {
		switch r[0] {
		case "=":
			for _, w := range strings.Split(r[2], "|") {
				b.sets[w] = append(b.sets[w], r[1])
			}
		case "v":
			words := strings.Fields(r[3])
			if len(words) > 0 {
				b.verbs[words[0]] = append(b.verbs[words[0]], cameoVerb{block(r[1]), r[2], words[1:]})
			}
		case "p":
			k := block(r[1])
			b.blocks[k] = append(b.blocks[k], cameoPattern{r[2], strings.Fields(r[3]), strings.Fields(r[4])})
		}
	}
	return b
})

// cameoType gives the type of a code: 1 + index into claim.Types, 0 for none.
func cameoType(code string) uint8 {
	for ; len(code) >= 2; code = code[:len(code)-1] {
		if t, ok := cameoDictionary().types[code]; ok {
			return t
		}
		if len(code) == 2 {
			break
		}
	}
	if len(code) == 2 {
		return cameoDictionary().types[code+"0"]
	}
	return 0
}

// cameoWords tells at which places of a sentence a word, lemma or set stands.
type cameoWords map[string][]int32

func cameoWordsOf(p *language.Parse, first, last int) cameoWords {
	book, m := cameoDictionary(), cameoWords{}
	for i := first; i < last; i++ {
		w, l := p.Lower[i], foldLemma(p, i)
		m[w] = append(m[w], int32(i))
		if l != w {
			m[l] = append(m[l], int32(i))
		}
		for _, set := range book.sets[l] {
			m[set] = append(m[set], int32(i))
		}
	}
	return m
}

// cameoReach is how far from its verb a pattern's word may stand.
const cameoReach = 10

// cameoAt gives the code of the word at i by the longest pattern that fits, and
// the number of the pattern's words; "" for a word that has none.
func cameoAt(p *language.Parse, near cameoWords, sent language.Sentence, i int) (string, uint8) {
	book := cameoDictionary()
	code, best := "", -1
	for _, v := range book.verbs[foldLemma(p, i)] {
		own := len(v.rest)
		if own > 0 && !near.follow(v.rest, i, i+4) {
			continue
		}
		if own > best {
			code, best = v.code, own
		}
		for k := range book.blocks[v.block] {
			q := &book.blocks[v.block][k]
			if n := own + len(q.before) + len(q.after); n > best && near.precede(q.before, i) && near.follow(q.after, i, i+cameoReach) {
				code, best = q.code, n
			}
		}
	}
	return code, uint8(max(best, 0))
}

// follow reports whether all words stand in (i, end].
func (m cameoWords) follow(words []string, i, end int) bool {
	for _, w := range words {
		ok := false
		for _, at := range m[w] {
			if int(at) > i && int(at) <= end {
				ok = true
				break
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// precede reports whether all words stand within reach before i.
func (m cameoWords) precede(words []string, i int) bool {
	for _, w := range words {
		ok := false
		for _, at := range m[w] {
			if int(at) < i && int(at) >= i-cameoReach {
				ok = true
				break
			}
		}
		if !ok {
			return false
		}
	}
	return true
}
