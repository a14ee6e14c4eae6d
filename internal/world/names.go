package world

import "strings"

// Kind tells what a name stands for.
type Kind byte

// The kinds of names.
const (
	NameCountry Kind = 'c'
	NamePeople  Kind = 'j' // adjectives and peoples: "French", "Iranians"
	NameCapital Kind = 'k'
	NameTown    Kind = 't' // towns and regions, no capitals
	NameMetonym Kind = 'm' // "Downing Street", "Moscow"
	NameBody    Kind = 'o'
	NameAgency  Kind = 'a'
	NameRole    Kind = 'r' // role nouns: "army officer"
	NamePerson  Kind = 'p' // full names
	NameFamily  Kind = 's' // family names of holders of high offices
)

// Case tells how a name must be written to count.
type Case byte

// The cases of names.
const (
	Proper   Case = '-' // with a capital
	Acronym  Case = 'A' // in capitals throughout
	Any      Case = 'l'
	Definite Case = 'T' // with "the" before it and a capital
	Paired   Case = 'H' // in capitals, tied by a hyphen to another country
)

// Ref is one thing that a name can stand for.
type Ref struct {
	Kind Kind
	Case Case
	N    int // number within the kind; see the methods of Table
}

// Cursor walks the names word by word. The zero Cursor is of no use: start
// with Table.Start.
type Cursor struct {
	t      *Table
	lo, hi int32 // keys that begin with the words so far
	n      int   // length of those words in bytes
}

// Start looks for names that begin with a folded word.
func (t *Table) Start(word string) (Cursor, bool) {
	lo, ok := t.first[word]
	if !ok || word == "" {
		return Cursor{}, false
	}
	hi := lo + 1
	for step := int32(1); ; step *= 2 { // gallop, then halve
		if int(hi) >= len(t.keys) || !sameFirst(t.keys[hi], word) {
			break
		}
		lo2 := hi
		hi = min(hi+step, int32(len(t.keys)))
		if int(hi) < len(t.keys) && sameFirst(t.keys[hi], word) {
			continue
		}
		for lo2+1 < hi {
			if mid := (lo2 + hi) / 2; sameFirst(t.keys[mid], word) {
				lo2 = mid
			} else {
				hi = mid
			}
		}
		hi = lo2 + 1
		break
	}
	return Cursor{t, lo, hi, len(word)}, true
}

// Next goes on by one folded word.
func (c Cursor) Next(word string) (Cursor, bool) {
	lo, hi := c.lo, c.hi
	if len(c.t.keys[lo]) == c.n {
		lo++
	}
	if lo >= hi || word == "" {
		return Cursor{}, false
	}
	keys := c.t.keys
	end := hi
	for lo < hi {
		if mid := (lo + hi) / 2; compareWord(keys[mid][c.n+1:], word) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	a, b := lo, end
	for a < b {
		if mid := (a + b) / 2; compareWord(keys[mid][c.n+1:], word) <= 0 {
			a = mid + 1
		} else {
			b = mid
		}
	}
	if lo >= a {
		return Cursor{}, false
	}
	return Cursor{c.t, lo, a, c.n + 1 + len(word)}, true
}

// compareWord compares the first word of key with word.
func compareWord(key, word string) int {
	if i := strings.IndexByte(key, ' '); i >= 0 {
		key = key[:i]
	}
	return strings.Compare(key, word)
}

// Ends reports whether the words so far are a whole name.
func (c Cursor) Ends() bool { return len(c.t.keys[c.lo]) == c.n }

// Refs lists what the words so far stand for; nil where they are no whole name.
func (c Cursor) Refs() []Ref {
	if !c.Ends() {
		return nil
	}
	return refsOf(c.t.refs[c.lo])
}

// AppendRefs is Refs into a slice of the caller's.
func (c Cursor) AppendRefs(to []Ref) []Ref {
	if !c.Ends() {
		return to
	}
	return appendRefs(to, c.t.refs[c.lo])
}

func refsOf(s string) []Ref { return appendRefs(nil, s) }

func appendRefs(refs []Ref, s string) []Ref {
	for len(s) >= 3 {
		r := Ref{Kind: Kind(s[0]), Case: Case(s[1])}
		i := 2
		for ; i < len(s) && s[i] != ','; i++ {
			r.N = r.N*10 + int(s[i]-'0')
		}
		refs = append(refs, r)
		if i == len(s) {
			break
		}
		s = s[i+1:]
	}
	return refs
}

// Refs looks a whole folded name up.
func (t *Table) Refs(folded string) []Ref {
	word, rest, more := strings.Cut(folded, " ")
	c, ok := t.Start(word)
	for ok && more {
		word, rest, more = strings.Cut(rest, " ")
		c, ok = c.Next(word)
	}
	if !ok {
		return nil
	}
	return c.Refs()
}

// CountryAt, BodyAt and AgencyAt give what a Ref of their kinds stands for.
func (t *Table) CountryAt(n int) *Country { return &t.countries[n] }

// BodyAt: see CountryAt.
func (t *Table) BodyAt(n int) *Body { return &t.bodies[n] }

// AgencyAt: see CountryAt.
func (t *Table) AgencyAt(n int) *Agency { return &t.agencies[n] }

// Nearest gives the organisation whose acronym differs from a folded word of
// five letters or more by one letter (two where it has eight or more); nil
// where none or several do.
func (t *Table) Nearest(word string) *Body {
	if len(word) < 5 {
		return nil
	}
	limit := 1
	if len(word) >= 8 {
		limit = 2
	}
	var found *Body
	for i := range t.bodies {
		id := FoldWord(t.bodies[i].ID)
		if len(id) < 5 || id == word || !oneOff(id, word, limit) {
			continue
		}
		if found != nil {
			return nil
		}
		found = &t.bodies[i]
	}
	return found
}

// oneOff reports whether a becomes b by at most limit letters put in, left out
// or changed.
func oneOff(a, b string, limit int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	if a == "" || b == "" {
		return len(a)+len(b) <= limit
	}
	return limit > 0 && (oneOff(a[1:], b, limit-1) || oneOff(a, b[1:], limit-1) || oneOff(a[1:], b[1:], limit-1))
}
