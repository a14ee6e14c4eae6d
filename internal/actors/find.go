package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/coref"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/world"
)

// The surface step: noun phrases that name somebody, told by capitals and
// lexicons. A phrase is a run of elements (determiner, adjectives, countries,
// bodies, titles, names); what stands last tells its kind. A trained finder
// can take this step's place: it need only fill finder.out with phrases.

// Kinds of elements.
const (
	elDet     = 'D'
	elAdj     = 'A'
	elNation  = 'N' // country or people
	elCapital = 'K' // capital or town
	elMetonym = 'M'
	elBody    = 'O' // organisation or organ by name
	elTitle   = 'T'
	elPerson  = 'R' // noun of persons
	elGroup   = 'B' // noun of bodies
	elName    = 'P' // name of a known person
	elCaps    = 'C' // other words in capitals
	elHonour  = 'H'
)

type finder struct {
	p          *language.Parse
	w          *world.Table
	chains     *coref.Layer
	chain      []int32 // [mentions] chain in chains; -1 for none
	links      [][]int // [chains] mentions, in order
	at         []int32 // [words] 1 + the smallest mention that holds a word, lists left out
	out        []Mention
	misspelt   []Misspelling
	folded     []string
	hits       []hit
	cls        []class
	upper      []bool
	arena      []world.Ref
	elements   []element
	lowerHas   map[string]bool // words that the report also writes without a capital
	ents       []entity
	entsBy     map[string][]int       // entities by each word of their names
	compass    map[string][]world.Ref // what "the North" and "the South" are
	inPerson   bool                   // reading what follows "Sheldon Yett of"
	bareTitles bool                   // in apposition: "director of the bank" needs no article
	sexes      map[string]int         // by full name
	done       []bool                 // mentions resolved
	count      map[string]int         // mentions of countries, by ISO code
	inside     map[string]int         // mentions of their towns, states and capitals
	ranked     []string               // countries by count
	home       string                 // the country that the report is most about; "" for none
}

func newFinder(p *language.Parse, w *world.Table) *finder {
	n := p.Len()
	f := &finder{p: p, w: w, folded: make([]string, n), hits: make([]hit, n), cls: make([]class, n), upper: make([]bool, n), lowerHas: map[string]bool{}, entsBy: map[string][]int{}}
	for i := 0; i < n; i++ {
		t := p.Text(i)
		r, _ := utf8.DecodeRuneInString(t)
		f.upper[i] = unicode.IsUpper(r)
		low := p.Lower[i]
		if !f.upper[i] && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '+' && r != '&' {
			continue
		}
		f.folded[i] = world.FoldWord(low)
		f.cls[i] = words[low]
		if short, dot := strings.CutSuffix(low, "."); dot && f.cls[i] == 0 && words[short]&(honorific|titular) != 0 {
			f.cls[i] = words[short] // "Dr.", "Gen."
		}
		if (low == "jan" || low == "april" || low == "june") && i+1 < n && f.upper[i] { // of people, before a family name
			if r, _ := utf8.DecodeRuneInString(p.Text(i + 1)); unicode.IsUpper(r) && words[p.Lower[i+1]] == 0 {
				f.cls[i] = 0
			}
		}
		if articles[low] && i+2 < n && f.tight(i) {
			f.upper[i], f.cls[i] = true, namePart // "al-Maliki" is written as one word
			continue
		}
		if f.cls[i] == 0 && strings.HasSuffix(low, "ologist") {
			f.cls[i] = person
		}
		if unicode.IsLower(r) {
			if f.cls[i] == 0 {
				f.lowerHas[low] = true
			}
			if f.cls[i]&(person|bodyNoun|kin) != 0 && f.pos(i) == "VERB" {
				f.cls[i] &^= person | bodyNoun | kin | adjective // "he leads", "to state"
			}
		}
	}
	return f
}

// articles are the Arabic ones that a hyphen ties to a name.
var articles = map[string]bool{"al": true, "el": true, "ul": true, "ed": true, "ez": true, "as": true, "ash": true, "ad": true, "ar": true, "az": true, "at": true, "an": true, "es": true}

// tight reports whether a hyphen without blanks ties word i to one with a
// capital.
func (f *finder) tight(i int) bool {
	if h := f.p.Lower[i+1]; h != "-" && h != "‑" || f.p.Span[i].End != f.p.Span[i+1].Start || f.p.Span[i+1].End != f.p.Span[i+2].Start {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.p.Text(i + 2))
	return unicode.IsUpper(r)
}

// phrases runs over the sentences.
func (f *finder) phrases() {
	f.pairs()
	for _, s := range f.p.Sentences {
		for i := s.First; i < s.Last; {
			next, _ := f.phraseAt(i, s.Last, -1, 0)
			i = max(next, i+1)
		}
	}
}

// phraseAt reads the phrase at word i, possessed by mention possessor (or -1).
// It gives the word after it and the mention made, or -1.
func (f *finder) phraseAt(i, end, possessor, depth int) (int, int) {
	if i >= end || depth > 6 || !f.starts(i) && possessor < 0 {
		if i < end && f.folded[i] != "" && f.cls[i] == 0 { // role nouns of the table
			if h := f.hit(i, end); h.last == 0 {
				return i + 1, -1
			}
		} else {
			return i + 1, -1
		}
	}
	if n, m, ok := f.pronounAt(i, end, possessor, depth); ok {
		return n, m
	}
	els, last := f.elementsAt(i, end)
	if len(els) == 0 {
		return last, -1
	}
	m := f.chunk(els, i, possessor)
	if m < 0 {
		return last, -1
	}
	last = f.grow(m, f.out[m].Last, end)
	return f.extend(m, last, end, depth)
}
