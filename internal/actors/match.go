package actors

import (
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/world"
)

// Reading the names of the table in the words of a report.

type hit struct {
	last int
	refs []world.Ref
	done bool
}

// hit gives the longest name in the table that begins at word i and ends
// before end.
func (f *finder) hit(i, end int) hit {
	if h := f.hits[i]; h.done {
		return h
	}
	h := hit{done: true}
	c, ok := f.step(world.Cursor{}, i, true)
	for k := i; ok; {
		if c.Ends() {
			from := len(f.arena)
			f.arena = f.accept(c.AppendRefs(f.arena), from, i, k+1)
			if len(f.arena) > from && h.last > i && len(f.arena) == from+1 && f.arena[from].Kind == world.NameRole && landed(h.refs) {
				f.arena = f.arena[:from] // "US official" is an official of the US
			} else if len(f.arena) > from {
				h.last, h.refs = k+1, f.arena[from:len(f.arena):len(f.arena)]
			}
		}
		// On to the next word, over hyphens and middle initials.
		n := k + 1
		for n < end && f.joint(n) {
			n++
		}
		if n < end && f.isInitial(n) && f.upper[i] {
			if _, in := f.step(c, n, false); !in {
				n++
			}
		}
		if n+1 < end && k > i && f.p.Lower[n] == "," && f.upper[n+1] { // "Educational, Scientific and"
			n++
		}
		if n >= end {
			break
		}
		c, ok = f.step(c, n, false)
		k = n
	}
	if h.last == 0 {
		h.last, h.refs = f.compassAt(i, end)
	}
	f.hits[i] = h
	return h
}

// landed reports whether references are of a country or people, among others.
func landed(refs []world.Ref) bool {
	for _, r := range refs {
		if r.Kind == world.NameCountry || r.Kind == world.NamePeople {
			return true
		}
	}
	return false
}

// step goes on in the names by word n, or begins with it. How a tokeniser cuts
// "P5+1" or "R&AW" does not matter: a word with such marks inside counts as
// several words of the name.
func (f *finder) step(c world.Cursor, n int, start bool) (world.Cursor, bool) {
	w := f.folded[n]
	if low := f.p.Lower[n]; len(low) < 2 || !strings.ContainsAny(low, "-+&/–") {
		if start {
			return f.w.Start(w)
		}
		return c.Next(w)
	}
	ok := true
	for k, part := range strings.Fields(world.Fold(f.p.Text(n))) {
		if start && k == 0 {
			c, ok = f.w.Start(part)
		} else {
			c, ok = c.Next(part)
		}
		if !ok {
			return c, false
		}
		start = start && k != 0
	}
	return c, ok && !start
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
	proper := f.upper[i] && (f.upper[j-1] || f.cls[j-1] != 0 || isDigits(strings.TrimLeft(f.p.Lower[j-1], "+")) || f.folded[j-1] == "+" || j-2 > i && f.joint(j-2))
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
			ok = proper && i > 0 && f.p.Lower[i-1] == "the" && !(j < f.p.Len() && f.upper[j] && f.cls[j]&(function|titular) == 0) // "the National Conference" is no newspaper
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

// pos is the universal tag of word i; "" where no tagger has run.
func (f *finder) pos(i int) string {
	if i < len(f.p.UPOS) {
		return f.p.UPOS[i]
	}
	return ""
}

// verbal reports whether a tagger takes word i for a verb or another word that
// is no noun, adjective or name.
func (f *finder) verbal(i int) bool {
	switch f.pos(i) {
	case "VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ", "INTJ", "PART":
		return true
	}
	return false
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

// properHit reports whether a proper name of the table begins at word k.
func (f *finder) properHit(k, end int) bool {
	h := f.hit(k, end)
	switch f.kindOf(h.refs, k, max(h.last, k+1)) {
	case 0, elPerson, elGroup:
		return false
	}
	return h.last > k
}

// ministerAt gives the length of "Minister of Justice", "Secretary of Health
// and Human Services" at word j; 0 where there is none.
func (f *finder) ministerAt(j, end int) int {
	switch f.p.Lower[j] {
	case "minister", "secretary", "ministers", "secretaries", "undersecretary":
	default:
		return 0
	}
	if j+2 >= end || f.p.Lower[j+1] != "of" && f.p.Lower[j+1] != "for" {
		return 0
	}
	k, last := j+2, 0
	for k < end && (subjects[f.p.Lower[k]] || f.p.Lower[k] == "," && k+2 < end && subjects[f.p.Lower[k+1]] && f.upper[k+1] && f.upper[k-1]) {
		if w := f.p.Lower[k]; w != "the" && w != "and" && w != "of" && w != "," {
			last = k + 1
		}
		k++
	}
	if last == 0 {
		return 0
	}
	return last - j
}

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
