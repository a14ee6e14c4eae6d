package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/world"
)

// The surface step: noun phrases that name somebody, told by capitals and
// lexicons. A phrase is a run of elements (determiner, adjectives, countries,
// bodies, titles, names); what stands last tells its kind. A trained finder
// can take this step's place: it need only fill finder.out with phrases.

// element is a piece of a phrase.
type element struct {
	kind        byte // see the constants below
	first, last int  // words
	refs        []world.Ref
	class       class
}

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

// phrase is what the surface step saw of a mention.
type phrase struct {
	nations     []world.Ref // countries and peoples that modify the head
	nationAt    int         // word of the first; -1 for none
	body        []world.Ref // body or organ that modifies the head, or is it
	bodyAt      [2]int
	title       [2]int // words of the title or noun
	name        [2]int // words of the name; empty for none
	names       []world.Ref
	article     string // folded determiner, "" for none
	possessor   int    // mention; -1 for none
	complement  int    // mention after "of", "for", ...; -1
	scene       int    // mention after "in"; -1
	apposition  int    // mention; -1
	unknownBody bool   // a body that no table knows modifies the head
	appositive  bool   // it is itself the apposition of another
	former      bool
	honour      bool
	indefinite  bool
	orgName     bool   // the name is a body's
	members     []int  // of a list
	alias       string // acronym in brackets after it
	preposition string // word before it
}

type hit struct {
	last int
	refs []world.Ref
	done bool
}

type finder struct {
	p          *language.Parse
	w          *world.Table
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
	compass    map[string][]world.Ref // what "the North" and "the South" are
	bareTitles bool                   // in apposition: "director of the bank" needs no article
	done       []bool                 // mentions resolved
	count      map[string]int         // mentions of countries, by ISO code
}

func newFinder(p *language.Parse, w *world.Table) *finder {
	n := p.Len()
	f := &finder{p: p, w: w, folded: make([]string, n), hits: make([]hit, n), cls: make([]class, n), upper: make([]bool, n), lowerHas: map[string]bool{}}
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
		if unicode.IsLower(r) && f.cls[i] == 0 {
			f.lowerHas[low] = true
		}
	}
	return f
}

// hit gives the longest name in the table that begins at word i and ends
// before end.
func (f *finder) hit(i, end int) hit {
	if h := f.hits[i]; h.done {
		return h
	}
	h := hit{done: true}
	c, ok := f.w.Start(f.folded[i])
	for k := i; ok; {
		if c.Ends() {
			from := len(f.arena)
			f.arena = f.accept(c.AppendRefs(f.arena), from, i, k+1)
			if len(f.arena) > from {
				h.last, h.refs = k+1, f.arena[from:len(f.arena):len(f.arena)]
			}
		}
		// On to the next word, over hyphens and middle initials.
		n := k + 1
		for n < end && f.joint(n) {
			n++
		}
		if n < end && f.isInitial(n) && f.upper[i] {
			if _, in := c.Next(f.folded[n]); !in {
				n++
			}
		}
		if n+1 < end && k > i && f.p.Lower[n] == "," && f.upper[n+1] { // "Educational, Scientific and"
			n++
		}
		if n >= end {
			break
		}
		c, ok = c.Next(f.folded[n])
		k = n
	}
	if h.last == 0 {
		h.last, h.refs = f.compassAt(i, end)
	}
	f.hits[i] = h
	return h
}

// compassAt reads "the North" and "the South" in a report that names both
// North and South Korea (or another such pair) in full.
func (f *finder) compassAt(i, end int) (int, []world.Ref) {
	low := f.p.Lower[i]
	if low != "north" && low != "south" || f.compass == nil || i == 0 {
		return 0, nil
	}
	before := f.p.Lower[i-1]
	if before != "the" && !(f.upper[i] && (i+1 < end && f.p.Lower[i+1] == "and" || before == "and")) {
		return 0, nil
	}
	if i+1 < end && (f.p.Lower[i+1] == "of" || f.p.Lower[i+1] == "-" || f.upper[i+1]) {
		return 0, nil
	}
	return i + 1, f.compass[low]
}

// pairs looks for names that differ in North and South only.
func (f *finder) pairs() {
	var north, south map[string]bool
	for i := 0; i+1 < len(f.folded); i++ {
		if !f.upper[i] || !f.upper[i+1] {
			continue
		}
		switch f.folded[i] {
		case "north":
			if north == nil {
				north = map[string]bool{}
			}
			north[f.folded[i+1]] = true
		case "south":
			if south == nil {
				south = map[string]bool{}
			}
			south[f.folded[i+1]] = true
		}
	}
	for w := range north {
		if n, s := countriesIn(f.w.Refs("north "+w)), countriesIn(f.w.Refs("south "+w)); south[w] && len(n) == 1 && len(s) == 1 {
			f.compass = map[string][]world.Ref{"north": n, "south": s}
			return
		}
	}
}

// joint reports whether word n is a mark inside a name: a hyphen without
// blanks, or an apostrophe.
func (f *finder) joint(n int) bool {
	t := f.p.Lower[n]
	if t == "-" || t == "‑" || t == "–" {
		return n > 0 && n+1 < f.p.Len() && f.p.Span[n-1].End == f.p.Span[n].Start && f.p.Span[n].End == f.p.Span[n+1].Start
	}
	return (t == "'" || t == "’") && n > 0 && f.p.Span[n-1].End == f.p.Span[n].Start && strings.HasSuffix(f.p.Lower[n-1], "s")
}

func (f *finder) isInitial(n int) bool {
	return f.upper[n] && len(f.folded[n]) == 1
}

// accept keeps of arena[from:] the references that the way words [i, j) are
// written allows.
func (f *finder) accept(arena []world.Ref, from, i, j int) []world.Ref {
	out := arena[:from]
	caps := true
	for k := i; k < j && caps; k++ {
		if f.folded[k] != "" {
			caps = allCaps(f.p.Text(k))
		}
	}
	proper := f.upper[i] && (f.upper[j-1] || f.cls[j-1] != 0 || isDigits(f.p.Lower[j-1]) || f.folded[j-1] == "+" || j-2 > i && f.joint(j-2))
	for _, r := range arena[from:] {
		ok := false
		switch r.Case {
		case world.Proper:
			ok = proper
			if r.Kind == world.NamePerson {
				for k := i; k < j && ok; k++ {
					ok = f.upper[k] || f.cls[k]&namePart != 0 || f.folded[k] == "" || k > i && f.p.Lower[k-1] == "-"
				}
			}
		case world.Acronym:
			ok = caps
		case world.Definite:
			ok = proper && i > 0 && f.p.Lower[i-1] == "the"
		case world.Paired:
			ok = caps && (i > 0 && f.joint(i-1) || j < f.p.Len() && f.joint(j))
		case world.Any:
			ok = true
		}
		if ok {
			out = append(out, r)
		}
	}
	return out
}

func allCaps(t string) bool {
	n := 0
	for _, r := range t {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
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

// starts reports whether word i may open a phrase.
func (f *finder) starts(i int) bool {
	return f.upper[i] || f.cls[i]&(determiner|adjective|person|bodyNoun|titular|honorific|kin) != 0 || isPronoun(f.p.Lower[i])
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
		return i + 1, -1
	}
	m := f.chunk(els, i, possessor)
	if m < 0 {
		return last, -1
	}
	last = f.out[m].Last
	return f.extend(m, last, end, depth)
}

func (f *finder) element(kind byte, first, last int, refs []world.Ref) {
	var c class
	if last > first {
		c = f.cls[last-1]
	}
	f.elements = append(f.elements, element{kind, first, last, refs, c})
}

// elementsAt collects the elements of one phrase from word i on.
func (f *finder) elementsAt(i, end int) ([]element, int) {
	base := len(f.elements)
	defer func() { f.elements = f.elements[:base] }()
	j := i
	headed := false // a noun or name has come
	named := false
loop:
	for j < end {
		low := f.p.Lower[j]
		if f.joint(j) && j > i && low != "'" && low != "’" {
			j++
			continue
		}
		c := f.cls[j]
		if c&determiner != 0 && f.opensPhrase(j, end) {
			if len(f.elements) > base {
				if f.elements[len(f.elements)-1].kind != elDet {
					break
				}
			}
			f.element(elDet, j, j+1, nil)
			j++
			continue
		}
		// Titles of several words, in any case: "Secretary of State".
		if n := f.titleAt(j, end); n > 0 && !(named) {
			f.element(elTitle, j, j+n, nil)
			j += n
			headed = true
			continue
		}
		if h := f.hit(j, end); h.last > j {
			kind := f.kindOf(h.refs, j, h.last)
			single := h.last == j+1
			switch {
			case kind == 0:
			case single && kind == elName && c&function != 0 && !f.afterTitle(base): // "May", "March"
			case single && kind != elNation && c&(titular|person|bodyNoun|function) != 0 && kind != elPerson && !(kind == elBody && c&(bodyNoun|function) == bodyNoun && f.upper[j]):
			case named && (kind == elNation || kind == elBody || kind == elCapital || kind == elMetonym):
				break loop
			case headed && kind == elNation && f.elements[len(f.elements)-1].kind != elGroup:
				break loop
			default:
				f.element(kind, j, h.last, h.refs)
				if kind == elName {
					named = true
				}
				if kind == elPerson {
					headed = true
				}
				j = h.last
				continue
			}
		}
		switch {
		case c&honorific != 0 && (f.upper[j]):
			f.element(elHonour, j, j+1, nil)
		case c&(person|kin) != 0 && !(f.upper[j] && named):
			if named && !f.unknownBody(base) {
				break loop
			}
			f.element(elPerson, j, j+1, nil)
			headed = true
		case c&bodyNoun != 0 && f.formal(j, end):
			k := f.capsEnd(j, end)
			f.element(elCaps, j, k, nil)
			named = true
			j = k
			continue
		case c&bodyNoun != 0 && (!f.upper[j] || c&adjective == 0 || !f.capsBefore(base, j)):
			if named && !f.bodyAfterName(f.elements[len(f.elements)-1].kind, j) {
				break loop
			}
			f.element(elGroup, j, j+1, nil)
			headed = true
		case c&titular != 0 && f.upper[j]:
			f.element(elTitle, j, j+1, nil)
			headed = true
		case c&adjective != 0 && !named && f.upper[j] && !f.sentenceStart(j) && j+1 < end && f.upper[j+1] && f.cls[j+1]&(person|titular|adjective|function|thing) == 0 && (f.cls[j+1]&bodyNoun == 0 || f.cls[j+1]&orgWord != 0 && !organs[f.p.Lower[j+1]]) && f.hit(j+1, end).last == 0:
			k := f.capsEnd(j, end)
			f.element(elCaps, j, k, nil)
			named = true
			j = k
			continue
		case c&adjective != 0 && !named:
			f.element(elAdj, j, j+1, nil)
		case f.upper[j] && c&function == 0 && f.folded[j] != "" && f.nameWord(j):
			k := f.capsEnd(j, end)
			f.element(elCaps, j, k, nil)
			named = true
			j = k
			continue
		case named && c&namePart != 0 && j+1 < end && f.upper[j+1] && c&(function|determiner) == 0:
			f.element(elCaps, j, j+1, nil)
		case !f.upper[j] && len(f.elements) > base && !named && c == 0 && f.filler(j, end):
			f.element(elAdj, j, j+1, nil)
		default:
			break loop
		}
		j++
	}
	els := f.elements[base:]
	for len(els) > 0 && (els[len(els)-1].kind == elDet || els[len(els)-1].kind == elAdj || els[len(els)-1].kind == elHonour) {
		if low := f.p.Lower[els[len(els)-1].first]; els[len(els)-1].kind == elAdj && len(els) > 1 && (low == "government" || low == "administration" || low == "military" || low == "intelligence") {
			els[len(els)-1].kind = elGroup
			break
		}
		els = els[:len(els)-1]
	}
	return els, max(j, i+1)
}

// formal reports whether a noun of bodies in capitals is part of a name of its
// own ("Institute for Economic Research", "Party of Labour") rather than the
// organ of a government ("Foreign Ministry").
func (f *finder) formal(j, end int) bool {
	if !f.upper[j] || f.cls[j]&orgWord == 0 || organs[f.p.Lower[j]] || j+1 >= end {
		return false
	}
	if f.upper[j+1] && f.cls[j+1]&(function|titular|person) == 0 && f.hit(j+1, end).last == 0 {
		return true
	}
	low := f.p.Lower[j+1]
	return (low == "of" || low == "for") && j+2 < end && f.upper[j+2] && f.hit(j+2, end).last == 0 && f.cls[j+2]&(function|determiner) == 0
}

var organs = map[string]bool{"ministry": true, "embassy": true, "department": true, "office": true, "army": true, "navy": true, "police": true, "parliament": true, "congress": true, "senate": true, "assembly": true,
	"court": true, "force": true, "forces": true, "government": true, "state": true, "states": true, "union": true, "council": true}

// bodyAfterName reports whether a noun of bodies after a name belongs to it:
// "the Biden administration", "Yonhap news agency", "Kent police".
func (f *finder) bodyAfterName(before byte, j int) bool {
	low := f.p.Lower[j]
	if f.upper[j] {
		return false
	}
	switch low {
	case "administration", "government", "regime", "cabinet", "presidency", "campaign":
		return true
	case "police", "agency", "newspaper", "daily", "television", "broadcaster", "university", "council", "party", "station", "network", "group", "movement", "militia":
		return before == elCaps || before == elAdj || before == elName || before == elGroup
	}
	return false
}

func (f *finder) afterTitle(base int) bool {
	if len(f.elements) == base {
		return false
	}
	k := f.elements[len(f.elements)-1].kind
	return k == elTitle || k == elHonour || k == elPerson
}

// unknownBody reports whether the elements so far end in capitals that look
// like a body's name, so that a noun of people may follow: "Sea Watch spokesman".
func (f *finder) unknownBody(base int) bool {
	e := f.elements[len(f.elements)-1]
	return e.kind == elCaps && !f.w.GivenName(f.folded[e.first]) && !f.sentenceStartWord(e.first)
}

// sentenceStartWord reports whether word j begins a sentence and is in one
// with small letters elsewhere.
func (f *finder) sentenceStartWord(j int) bool { return f.sentenceStart(j) && f.lowerHas[f.p.Lower[j]] }

func (f *finder) capsBefore(base, j int) bool {
	return len(f.elements) > base && f.elements[len(f.elements)-1].kind == elCaps
}

// opensPhrase reports whether a determiner is one here: not "that" before
// another or before a name ("said that the", "that France").
func (f *finder) opensPhrase(j, end int) bool {
	if low := f.p.Lower[j]; low != "that" && low != "no" && low != "such" {
		return true
	}
	return j+1 < end && f.cls[j+1]&determiner == 0 && !f.upper[j+1] && f.cls[j+1]&(person|bodyNoun|titular|adjective) != 0 && f.cls[j+1]&plural == 0
}

// nameWord reports whether a capitalised word can be (part of) a name; the
// first word of a sentence is one only if the report does not write it small.
func (f *finder) nameWord(j int) bool {
	if !f.sentenceStart(j) {
		return true
	}
	if f.lowerHas[f.p.Lower[j]] {
		return false
	}
	return true
}

func (f *finder) sentenceStart(j int) bool {
	k := j - 1
	for k >= 0 && f.folded[k] == "" && f.p.Lower[k] != "," && f.p.Lower[k] != "-" && f.p.Lower[k] != ")" && f.p.Lower[k] != "(" {
		if f.p.Lower[k] == "." || f.p.Lower[k] == ":" || f.p.Lower[k] == "“" || f.p.Lower[k] == "\"" {
			return true
		}
		k--
	}
	return k < 0 || f.p.Sent[k] != f.p.Sent[j]
}

// capsEnd gives the end of the run of capitalised words from j on that are in
// no lexicon, with the small words of names and with initials.
func (f *finder) capsEnd(j, end int) int {
	k := j + 1
	for k < end {
		switch {
		case f.joint(k) && k+1 < end:
			k += 2
		case f.upper[k] && (f.cls[k]&function == 0 || f.p.Lower[k] == "people") && f.folded[k] != "":
			if h := f.hit(k, end); h.last > k {
				kind := f.kindOf(h.refs, k, h.last)
				if kind == elNation || kind == elBody || kind == elCapital {
					if !(h.last == k+1 && f.w.GivenName(f.folded[j]) && k == j+1) {
						return k
					}
				}
			}
			if f.cls[k]&(titular|honorific) != 0 && f.cls[k]&(orgWord|bodyNoun) == 0 && f.titleAt(k, end) > 0 ||
				f.cls[k]&(person|titular) != 0 && f.cls[k]&orgWord == 0 && k+1 < end && f.upper[k+1] && f.w.GivenName(f.folded[k+1]) && f.cls[k+1] == 0 {
				return k
			}
			k++
		case f.cls[k]&namePart != 0 && f.cls[k]&function == 0 && k+1 < end && f.upper[k+1]:
			k++
		case (f.p.Lower[k] == "of" || f.p.Lower[k] == "for" || f.p.Lower[k] == "and") && k+1 < end && f.upper[k+1] && f.cls[k+1]&function == 0 && f.orgBefore(j, k) && (f.hit(k+1, end).last == 0 || f.p.Lower[k] == "for"):
			if f.p.Lower[k] == "and" && !(k+2 < end && f.upper[k+2] && f.cls[k+2]&orgWord != 0) {
				return k
			}
			k++
		default:
			return k
		}
	}
	return k
}

// orgBefore reports whether words [j, k) end in a word of bodies.
func (f *finder) orgBefore(j, k int) bool { return f.cls[k-1]&orgWord != 0 }

// filler reports whether an unknown small word can stand between adjectives
// and a noun of people: "the geostrategy expert". Verbs cannot.
func (f *finder) filler(j, end int) bool {
	if j+1 >= end || f.cls[j+1]&person == 0 && !(f.cls[j+1]&bodyNoun != 0) || f.upper[j+1] {
		return false
	}
	w := f.p.Lower[j]
	for _, s := range []string{"ed", "s", "ing", "ly", "'s", "n't"} {
		if strings.HasSuffix(w, s) {
			return false
		}
	}
	return len(w) > 3 && !verbs[w]
}

var verbs = map[string]bool{}

var _ = func() bool {
	for _, w := range strings.Fields(`said told gave took made went came kept left held sent spoke wrote found thought brought fought sought met led paid lost won that which also than with from into have been when were will would could
		should must urge tell give take make keep send meet lead help want think call force accuse against`) {
		verbs[w] = true
	}
	return true
}()

func (f *finder) titleAt(j, end int) int {
	if f.cls[j] == 0 && !titleOpeners[f.folded[j]] {
		return 0
	}
	if f.cls[j]&(adjective|titular|person) == 0 && !titleOpeners[f.folded[j]] {
		return 0
	}
	// Hyphens are no words of a title: walk over them.
	k, n := 0, j
	length := 0
	var at [8]int
	got := world.TitleLength(func(i int) string {
		for i >= k && k < len(at) {
			for n < end && f.joint(n) {
				n++
			}
			if n >= end {
				return ""
			}
			at[k] = n
			k++
			n++
		}
		if i >= len(at) {
			return ""
		}
		return f.folded[at[i]]
	})
	if got > 0 {
		length = at[got-1] + 1 - j
	}
	// "minister of energy", "energy minister" are told by their pieces
	return length
}

var titleOpeners = map[string]bool{"pm": true, "european": true, "pentagon": true, "cia": true, "commission": true, "crown": true, "king": true, "interior": true, "finance": true, "minister": true,
	"secretary": true, "attorney": true, "external": true, "home": true, "homeland": true, "war": true, "treasury": true, "treasurer": true, "press": true, "taoiseach": true, "grand": true, "strongman": true, "ruler": true}

// kindOf picks the kind of element for the references of a hit; 0 for none.
func (f *finder) kindOf(refs []world.Ref, i, j int) byte {
	var has [256]bool
	for _, r := range refs {
		has[r.Kind] = true
	}
	multi := j > i+1
	switch {
	case has[world.NamePerson] && multi:
		return elName
	case has[world.NameCountry], has[world.NamePeople]:
		return elNation
	case has[world.NameBody]:
		return elBody
	case has[world.NameAgency]:
		return elBody
	case has[world.NameCapital]:
		return elCapital
	case has[world.NameMetonym]:
		return elMetonym
	case has[world.NameFamily]:
		return elName
	case has[world.NameTown]:
		return elCapital
	case has[world.NameRole]:
		last := f.cls[j-1]
		if f.cls[i]&person != 0 {
			return elPerson
		}
		if last&bodyNoun != 0 {
			return elGroup
		}
		if multi || last&person != 0 || last == 0 && !f.upper[i] {
			return elPerson
		}
	}
	return 0
}

// chunk makes a mention of the elements of one phrase; -1 where they name
// nobody.
func (f *finder) chunk(els []element, i, possessor int) int {
	if len(els) == 0 {
		return -1
	}
	ph := &phrase{nationAt: -1, possessor: possessor, complement: -1, scene: -1, apposition: -1}
	m := Mention{First: els[0].first, Last: els[len(els)-1].last, Tied: -1, Outer: -1, at: ph}
	if m.First > 0 {
		ph.preposition = f.p.Lower[m.First-1]
	}
	definite := possessor >= 0
	hasNoun := false
	n := len(els)
	for k, e := range els {
		switch e.kind {
		case elDet:
			if ph.article == "" || ph.article == "both" || ph.article == "all" {
				ph.article = f.p.Lower[e.first]
			}
			if e.class&indefinite != 0 || e.class&number != 0 {
				ph.indefinite = true
			} else if e.class&determiner != 0 {
				definite = true
			}
		case elAdj:
			switch f.p.Lower[e.first] {
			case "former", "ex", "late", "retired":
				ph.former = true
			}
			if e.class&indefinite != 0 {
				ph.indefinite = true
			}
		case elNation:
			if k < n-1 || n == 1 || true {
				if ph.nationAt < 0 {
					ph.nationAt = e.first
				}
				ph.nations = append(ph.nations, e.refs...)
			}
		case elCapital, elMetonym:
			if k < n-1 {
				if ph.nationAt < 0 {
					ph.nationAt = e.first
				}
				ph.nations = append(ph.nations, e.refs...)
			}
		case elBody:
			ph.body, ph.bodyAt = e.refs, [2]int{e.first, e.last}
		case elTitle, elPerson, elGroup:
			if ph.title[1] == 0 || ph.title[1] < e.first-1 && !f.joint(e.first-1) {
				ph.title = [2]int{e.first, e.last}
			} else {
				ph.title[1] = e.last
			}
			hasNoun = true
		case elHonour:
			ph.honour = true
		case elCaps:
			if k < n-1 && (els[k+1].kind == elTitle || els[k+1].kind == elPerson) {
				ph.unknownBody = true
			}
		}
	}
	// The title takes the adjectives that belong to it: "foreign affairs
	// minister", "energy minister".
	if ph.title[1] > 0 {
		for k := n - 1; k > 0; k-- {
			e, b := els[k], els[k-1]
			if e.first == ph.title[0] && b.kind == elAdj && b.last <= e.first && titleAdjective(f.p.Lower[b.first]) {
				ph.title[0] = b.first
			}
		}
	}
	last := els[n-1]
	// The name: the run of names at the end.
	n0 := n
	for n0 > 0 && (els[n0-1].kind == elName || els[n0-1].kind == elCaps) {
		n0--
	}
	m.Head = last.last - 1
	m.Plural = last.class&plural != 0
	m.Confidence = 0.8
	switch {
	case n0 < n && n0 > 0 && els[n0-1].kind == elBody && els[n0-1].last == last.first && n0 == n-1 && last.kind == elCaps && !(last.last > last.first+1 && f.w.GivenName(f.folded[last.first])):
		// "the NATO Alliance", "France 2 TV": words in capitals after a body's name
		b := f.chunk(els[:n0], i, possessor)
		if b >= 0 && f.cls[last.last-1]&(orgWord|bodyNoun) != 0 {
			f.out[b].Last, f.out[b].FullLast = last.last, last.last
		}
		return b
	case n0 < n:
		ph.name = [2]int{els[n0].first, last.last}
		if n0 == n-1 {
			ph.names = last.refs
		} else if h := f.hit(ph.name[0], last.last); h.last == last.last {
			ph.names = h.refs
		}
		m.Kind = Person
		var before byte
		if n0 > 0 {
			before = els[n0-1].kind
		}
		if len(ph.names) == 0 && vessels[f.p.Lower[ph.name[0]]] && allCaps(f.p.Text(ph.name[0])) {
			return -1
		}
		if len(ph.names) == 0 && before != elTitle && before != elPerson && before != elHonour {
			if f.cls[last.last-1]&thing != 0 && f.cls[last.last-1]&orgWord == 0 {
				if n0 > 0 && (els[n0-1].kind == elBody || els[n0-1].kind == elNation || els[n0-1].kind == elCapital || els[n0-1].kind == elMetonym) {
					return f.chunk(els[:n0], i, possessor) // "the OECD Council Meeting"
				}
				return -1
			}
			if regions[f.p.Lower[last.last-1]] || last.last-last.first > 1 && regions[strings.ToLower(f.p.Doc.Slice(f.p.Words(last.first, last.last)))] {
				m.Kind, m.Standing, m.Confidence, m.Why = Place, claim.Institution, 0.6, "part of the world"
				break
			}
		}
		ph.orgName = f.isOrgName(ph, before, els, n0, m.First)
		if ph.orgName && n0 > 0 && before == elNation && els[n0-1].last == els[n0].first && f.upper[els[n0-1].first] {
			ph.name[0] = els[n0-1].first // "German Institute", "Cyprus Mail"
		}
		if ph.orgName {
			m.Kind = Organisation
			m.Standing = claim.Institution
		} else {
			m.Standing = claim.Named
		}
		if !ph.orgName && before != elTitle && before != elPerson && before != elHonour && (before == elDet || before == elAdj) && ph.names == nil && !ph.former {
			m.First = ph.name[0] // "the new Whatever": no determiner before a person's name
		}
	case last.kind == elTitle, last.kind == elPerson:
		if low := f.p.Lower[m.Head]; (low == "official" || low == "individual" || low == "independent" || low == "subject" || low == "minor") && f.nounAt(m.Last) {
			return -1 // "the official position"
		}
		m.Kind = Role
		m.Standing = claim.Anonymous
		if m.Plural || last.class&plural != 0 {
			m.Plural = true
		}
		if f.isOffice(ph) && !m.Plural {
			m.Kind = Office
		}
		bare := ph.article == "" && possessor < 0 && ph.nationAt < 0 && ph.body == nil
		if bare && !m.Plural && !f.upper[ph.title[0]] && !f.bareTitles {
			if !(last.class&person != 0 && f.p.Lower[m.Head] == "police") {
				return -1 // "as president", "leader": nobody in particular
			}
		}
		if !ph.indefinite && !m.Plural && definite {
			m.Standing = claim.Office
		}
		if m.Kind == Office && !ph.indefinite {
			m.Standing = claim.Office
		}
		if last.class&generic != 0 {
			m.Standing = claim.Anonymous
		}
		if !m.Plural && spokes[f.p.Lower[m.Head]] && !bare {
			m.Standing = claim.Office // as the guide has it, with "a" as with "the"
		}
	case last.kind == elGroup && n > 1 && els[n-2].kind == elCaps && f.bodyAfterName(elCaps, last.first) && !governments[f.p.Lower[last.first]]:
		k := n - 2
		for k > 0 && (els[k-1].kind == elCaps || els[k-1].kind == elGroup) {
			k--
		}
		ph.name = [2]int{els[k].first, last.last}
		ph.orgName = true
		m.Kind, m.Standing = Organisation, claim.Institution
	case last.kind == elGroup:
		if n > 1 && els[n-2].kind == elName {
			ph.name, ph.names = [2]int{els[n-2].first, els[n-2].last}, els[n-2].refs
		} else if n > 1 && els[n-2].kind == elCaps {
			ph.name = [2]int{els[n-2].first, els[n-2].last}
		}
		bare := ph.article == "" && possessor < 0 && ph.nationAt < 0 && ph.body == nil && len(els) == 1
		word := f.p.Lower[m.Head]
		if possessor < 0 && ph.nationAt < 0 && ph.body == nil && ph.name[1] == 0 && !m.Plural && (ph.article == "a" || ph.article == "an") && (word == "state" || word == "force" || word == "public" || f.nounAt(m.Last)) {
			return -1 // "a state of emergency", "a government decree"
		}
		if bare && !m.Plural && !alone[word] && !(f.upper[m.Head] && !f.sentenceStart(m.Head)) {
			return -1
		}
		m.Kind = Agency
		m.Standing = claim.Institution
		if word == "people" || word == "public" || word == "population" || word == "troops" {
			m.Kind = Role
		}
		if bare && m.Plural && !alone[word] {
			m.Kind = Role
			m.Standing = claim.Anonymous
		}
	case last.kind == elNation:
		ph.nations = last.refs
		ph.nationAt = last.first
		m.Standing = claim.Institution
		if onlyPeople(last.refs) {
			m.Kind = Demonym
			m.Plural = strings.HasSuffix(f.p.Lower[m.Head], "s") && !strings.HasSuffix(f.p.Lower[m.Head], "ss")
			if !m.Plural && (ph.article != "the" || f.nounAt(m.Last)) {
				m.Confidence = 0.4 // an adjective without its noun
				if m.Head > 0 && speaks[f.p.Lower[m.Head-1]] || possessor >= 0 {
					return -1
				}
			}
		} else {
			m.Kind = Country
		}
	case last.kind == elCapital:
		m.Kind = Place
		ph.nations = last.refs
		ph.nationAt = last.first
		m.Standing = claim.Institution
	case last.kind == elMetonym:
		m.Kind = Agency
		ph.nations = last.refs
		ph.nationAt = last.first
		m.Standing = claim.Institution
	case last.kind == elBody:
		m.Kind = Organisation
		for _, r := range last.refs {
			if r.Kind == world.NameAgency {
				m.Kind = Agency
			}
		}
		m.Standing = claim.Institution
	default:
		return -1
	}
	_ = hasNoun
	if possessor >= 0 && m.Kind != Country && m.Kind != Demonym && m.Kind != Place {
		m.First = f.out[possessor].First
	}
	m.FullLast = m.Last
	f.out = append(f.out, m)
	return len(f.out) - 1
}

// nounAt reports whether word k looks like a common noun: small letters, in no
// lexicon, and no verb form that news uses after a people.
func (f *finder) nounAt(k int) bool {
	if k >= f.p.Len() || f.upper[k] || f.folded[k] == "" || f.cls[k]&(function|determiner) != 0 {
		return false
	}
	w := f.p.Lower[k]
	return !cues[w] && !verbs[w] && !strings.HasSuffix(w, "ed") && w[0] >= 'a' && w[0] <= 'z' && w != "n't"
}

// alone are nouns of bodies that name one without any article.
var alone = map[string]bool{"police": true, "parliament": true, "congress": true, "troops": true, "authorities": true, "media": true, "opposition": true, "militias": true}

func titleAdjective(w string) bool {
	switch w {
	case "the", "senior", "top", "former", "new", "current", "then", "acting", "ex", "other", "first", "veteran", "late", "longtime", "ruling", "armed", "outgoing", "incoming", "fellow", "young", "old", "retired":
		return false
	}
	return true
}

func onlyPeople(refs []world.Ref) bool {
	for _, r := range refs {
		if r.Kind == world.NameCountry {
			return false
		}
	}
	return true
}

// isOffice reports whether a noun phrase is a title of office rather than a
// mere role: the titles that world knows, ministers and secretaries of
// something, ambassadors.
func (f *finder) isOffice(ph *phrase) bool {
	if ph.title[1] == 0 {
		return false
	}
	t := f.titleText(ph)
	if world.IsTitle(t) {
		return t != "spokesperson" && t != "spokesman" && t != "spokeswoman"
	}
	switch f.folded[ph.title[1]-1] {
	case "minister", "secretary", "ambassador", "chancellor", "premier", "president", "envoy":
		return true
	}
	return strings.HasPrefix(t, "minister of") || strings.HasPrefix(t, "secretary of")
}

func (f *finder) titleText(ph *phrase) string {
	var b strings.Builder
	for k := ph.title[0]; k < ph.title[1]; k++ {
		if f.folded[k] == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f.folded[k])
	}
	return b.String()
}

// isOrgName judges whether a name in capitals is that of a body.
func (f *finder) isOrgName(ph *phrase, before byte, els []element, n0, first int) bool {
	a, b := ph.name[0], ph.name[1]
	if len(ph.names) > 0 {
		return false
	}
	if before == elGroup {
		return true
	}
	if before == elTitle || before == elPerson || before == elHonour {
		return false
	}
	for k := a; k < b; k++ {
		if f.cls[k]&orgWord != 0 && (k == b-1 || k == a || f.cls[k]&bodyNoun != 0) {
			return true
		}
	}
	if b == a+1 && allCaps(f.p.Text(a)) {
		return true
	}
	return before == elDet || before == elAdj && ph.article == "the" && !f.w.GivenName(f.folded[a])
}

var spokes = map[string]bool{"spokesman": true, "spokeswoman": true, "spokesperson": true}
