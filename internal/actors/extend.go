package actors

import (
	"sort"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// What grows a phrase beyond its run of elements: possessors, complements,
// appositions, brackets, pairs and lists.

func isPronoun(w string) bool {
	switch w {
	case "he", "she", "they", "it", "him", "them", "both":
		return true
	}
	return false
}

// speaking are the words by which whoever speaks a quotation calls himself.
var speaking = map[string]bool{"i": true, "me": true, "we": true, "us": true}

// pronounAt makes a mention of a pronoun, of a pair of countries tied by a
// hyphen, or of a broadcaster named by country and number.
func (f *finder) pronounAt(i, end, possessor, depth int) (int, int, bool) {
	low := f.p.Lower[i]
	if speaking[low] && possessor < 0 && f.chains != nil && f.chains.Speaker(i) >= 0 {
		f.out = append(f.out, Mention{First: i, Last: i + 1, FullLast: i + 1, Kind: Pronoun, Head: i, Tied: -1, Outer: -1, Standing: claim.Named,
			at: &phrase{nationAt: -1, possessor: -1, complement: -1, scene: -1, apposition: -1}})
		return i + 1, len(f.out) - 1, true
	}
	if isPronoun(low) && possessor < 0 {
		if low == "both" {
			if i+1 < end && (f.cls[i+1]&(determiner|person|bodyNoun|adjective|plural) != 0 || f.upper[i+1] || isPronoun(f.p.Lower[i+1])) || !f.upper[i] {
				return 0, 0, false
			}
		}
		m := Mention{First: i, Last: i + 1, FullLast: i + 1, Kind: Pronoun, Head: i, Tied: -1, Outer: -1, Standing: claim.Named,
			Plural: low == "they" || low == "them" || low == "both", at: &phrase{nationAt: -1, possessor: -1, complement: -1, scene: -1, apposition: -1}}
		f.out = append(f.out, m)
		return i + 1, len(f.out) - 1, true
	}
	from := i
	for i+1 < end && i < from+3 && f.cls[i]&(determiner|adjective) != 0 && !f.upper[i+1] == (f.cls[i+1]&adjective != 0) && !(f.upper[i] && i > from) {
		i++
	}
	if !f.upper[i] {
		return 0, 0, false
	}
	// Pairs: "France-US", "AU-UK-US".
	var members []int
	j := i
	for j < end {
		h := f.hit(j, end)
		if h.last == 0 || f.kindOf(h.refs, j, h.last) != elNation && f.kindOf(h.refs, j, h.last) != elBody {
			break
		}
		refs := countriesIn(h.refs)
		if len(refs) == 0 {
			break
		}
		members = append(members, j, h.last)
		j = h.last
		if j+1 < end && f.joint(j) && f.upper[j+1] {
			j++
			continue
		}
		break
	}
	if len(members) >= 4 && !f.joint(j-1) && j == members[len(members)-1] {
		list := Mention{First: from, Last: j, FullLast: j, Kind: List, Head: i, Tied: -1, Outer: -1, Standing: claim.Institution, Plural: true,
			at: &phrase{nationAt: -1, possessor: -1, complement: -1, scene: -1, apposition: -1}}
		for k := 0; k < len(members); k += 2 {
			h := f.hit(members[k], end)
			f.out = append(f.out, Mention{First: members[k], Last: members[k+1], FullLast: members[k+1], Kind: Country, Head: members[k], Tied: -1, Outer: -1,
				Standing: claim.Institution, Confidence: 0.8,
				at: &phrase{nationAt: members[k], nations: countriesIn(h.refs), possessor: -1, complement: -1, scene: -1, apposition: -1}})
			list.at.members = append(list.at.members, len(f.out)-1)
		}
		f.out = append(f.out, list)
		return j, len(f.out) - 1, true
	}
	return 0, 0, false
}

// countriesIn keeps the countries, and peoples, of references.
func countriesIn(refs []world.Ref) []world.Ref {
	var out []world.Ref
	for _, r := range refs {
		if r.Kind == world.NameCountry || r.Kind == world.NamePeople {
			out = append(out, r)
		}
	}
	return out
}

// extend grows mention m, whose words end at last.
func (f *finder) extend(m, last, end, depth int) (int, int) {
	if last >= end {
		return last, m
	}
	// Possession.
	if low := f.p.Lower[last]; low == "'s" || (low == "'" || low == "’") && f.joint(last) {
		next, inner := f.phraseAt(last+1, end, m, depth+1)
		if inner >= 0 && f.out[inner].at.possessor == m {
			return next, inner
		}
		return max(next, last+1), m
	}
	ph := f.out[m].at
	if next, ok := f.personOf(m, last, end, depth); ok {
		return next, m
	}
	noun := ph.title[1] > 0 || f.out[m].Kind == Organisation || f.out[m].Kind == Agency
	if noun && last+1 < end {
		switch prep := f.p.Lower[last]; prep {
		case "of", "for", "to", "from", "at", "with":
			if prep == "to" && !f.ambassador(ph) || (prep == "with" || prep == "at" || prep == "from") && f.out[m].Kind != Role {
				break
			}
			next, inner := f.phraseAt(last+1, end, -1, depth+1)
			if inner >= 0 && f.out[inner].First == last+1 && f.out[inner].Kind != Pronoun {
				if f.splitName(m, inner, prep) {
					return next, m
				}
				k := f.out[inner].Kind
				if k == Demonym && f.out[inner].Confidence <= 0.4 {
					ph.scene = inner // "mayor of the Polish city"
					return next, m
				}
				if prep == "of" || prep == "to" || k != Person || prep == "for" {
					if f.out[m].Kind == Organisation && ph.orgName && k == Person {
						return next, m
					}
					ph.complement = inner
					f.out[m].Last, f.out[m].FullLast = f.out[inner].FullLast, f.out[inner].FullLast
					last = f.out[m].Last
					if f.nameAfter(m, last, end) {
						last = f.out[m].Last
					}
					if f.out[m].Kind == Role && f.isOffice(ph) && !f.out[m].Plural {
						f.out[m].Kind = Office
					}
				} else {
					return next, m
				}
			}
		case "in":
			next, inner := f.phraseAt(last+1, end, -1, depth+1)
			if inner >= 0 && f.out[inner].First == last+1 {
				ph.scene = inner
				return next, m
			}
		}
	}
	// "(KCNA)"
	if last+2 < end && f.p.Lower[last] == "(" && f.p.Lower[last+2] == ")" && allCaps(f.p.Text(last+1)) && (f.out[m].Kind == Organisation || f.out[m].Kind == Agency) {
		ph.alias = f.folded[last+1]
		f.out[m].FullLast = last + 3
		return last + 3, m
	}
	if last < end && f.p.Lower[last] == "(" && f.nameAfter(m, last, end) { // "Member of Parliament (MP) X"
		return f.out[m].Last, m
	}
	// Apposition.
	if last+1 < end && f.p.Lower[last] == "," && depth < 3 {
		k := f.out[m].Kind
		if k == Person && ph.title[1] == 0 && !ph.orgName || k == Organisation && ph.orgName || (k == Role || k == Office) && !f.out[m].Plural {
			f.bareTitles = k == Person
			next, inner := f.phraseAt(last+1, end, -1, depth+3)
			f.bareTitles = false
			if inner >= 0 && f.out[inner].First == last+1 {
				a := &f.out[inner]
				ok := false
				switch k {
				case Person:
					ok = (a.Kind == Office || a.Kind == Role) && !a.Plural && len(f.nameOf(a)) == 0
				case Organisation:
					ok = a.at.title[1] > 0 && a.at.article != "" && a.Kind == Agency
				default:
					ok = a.Kind == Person && !a.at.orgName && a.at.title[1] == 0 && a.at.nationAt < 0 && a.at.possessor < 0 && (a.Last-a.First > 1 || f.comma(a.Last, end))
				}
				if ok && f.appositionEnds(a.FullLast, end) {
					ph.apposition = inner
					a.at.appositive = true
					f.out[m].FullLast = a.FullLast
					return next, m
				}
				return next, m
			}
			return max(last, min(next, last+1)), m
		}
	}
	return last, m
}

// personOf joins "Sheldon Yett of UNICEF" and "Steve Peers from the University
// of Essex" to one phrase: a person by full name, with a body or place.
func (f *finder) personOf(m, last, end, depth int) (int, bool) {
	o := &f.out[m]
	if o.Kind != Person || o.at.orgName || len(f.nameOf(o)) < 2 || last+1 >= end {
		return 0, false
	}
	prep := f.p.Lower[last]
	if prep != "of" && prep != "from" || f.inPerson {
		return 0, false
	}
	made := len(f.out)
	f.inPerson = true // one body for one person: "A of B of C" is not read again and again
	next, inner := f.phraseAt(last+1, end, -1, depth+1)
	f.inPerson = false
	if inner < 0 || f.out[inner].First != last+1 {
		f.out = f.out[:made] // read again without the person
		return 0, false
	}
	x := &f.out[inner]
	ok := false
	switch x.Kind {
	case Organisation, Agency:
		ok = prep == "of" || orgSectors[f.p.Lower[x.Last-1]] == "EDU" || orgSectors[f.p.Lower[x.First]] == "EDU" || x.First+1 < x.Last && orgSectors[f.p.Lower[x.First+1]] == "EDU"
	case Place, Country:
		ok = prep == "of"
	}
	if !ok {
		f.out = f.out[:made]
		return 0, false
	}
	f.out[m].at.complement = inner
	f.out[m].Last, f.out[m].FullLast = x.FullLast, x.FullLast
	return next, true
}

// nameAfter gives a title with its complement the name that follows: "Member of
// Parliament (MP) Yvette Cooper", "Minister of Health Jan Vermeulen".
func (f *finder) nameAfter(m, last, end int) bool {
	o := &f.out[m]
	if o.Kind != Role && o.Kind != Office || o.Plural || o.at.indefinite {
		return false
	}
	k := last
	if k+2 < end && f.p.Lower[k] == "(" && f.p.Lower[k+2] == ")" {
		k += 3
	}
	if k+1 >= end || !f.upper[k] || !f.upper[k+1] || f.cls[k]&^namePart != 0 || f.cls[k+1]&^namePart != 0 || allCaps(f.p.Text(k)) {
		return false
	}
	n := f.capsEnd(k, end)
	if h := f.hit(k, end); h.last > k {
		if f.kindOf(h.refs, k, h.last) != elName {
			return false
		}
		n = max(n, h.last)
		if h.last == n {
			o.at.names = h.refs
		}
	}
	if n-k < 2 || n-k > 5 || f.cls[n-1]&orgWord != 0 {
		o.at.names = nil
		return false
	}
	o.at.name = [2]int{k, n}
	o.Kind, o.Standing = Person, claim.Named
	o.Last, o.FullLast, o.Head = n, n, n-1
	return true
}

// splitName parts "Ambassador to Germany Richard Grenell": what was read as a
// person of Germany after "to" is Germany, and a person who is ambassador.
func (f *finder) splitName(m, inner int, prep string) bool {
	x := f.out[inner]
	o := &f.out[m]
	if x.Kind != Person || x.at.orgName || len(f.nameOf(&x)) < 2 || o.Plural {
		return false
	}
	switch {
	case x.at.nationAt >= x.First && x.at.title[1] == 0 && x.at.nationAt < x.at.name[0] && (prep == "to" || prep == "of" || prep == "from"):
		// the nation and nothing else stands before the name
		f.out[inner].Kind, f.out[inner].Standing = Country, claim.Institution
	case prep == "to" && x.at.article == "the" && x.at.title[1] > 0 && x.at.nationAt < 0:
		f.out[inner].Kind, f.out[inner].Standing = Office, claim.Office
	case prep == "of" && x.at.article == "the" && x.at.title[1] > 0 && x.at.nationAt < 0 && f.cls[x.at.title[1]-1]&bodyNoun != 0: // "speaker of the parliament Ali Larijani"
		f.out[inner].Kind, f.out[inner].Standing = Agency, claim.Institution
	case (prep == "of" || prep == "for") && x.at.bodyAt[1] > x.First && x.at.title[1] == 0 && x.at.bodyAt[1] == x.at.name[0]: // "Director of National Intelligence Ada Example"
		f.out[inner].Kind, f.out[inner].Standing = Agency, claim.Institution
	default:
		return false
	}
	end := x.at.name[0]
	inn := *x.at
	inn.name, inn.names = [2]int{}, nil
	f.out[inner].at = &inn
	f.out[inner].Last, f.out[inner].FullLast, f.out[inner].Head = end, end, end-1
	o.at.complement = inner
	o.at.name, o.at.names = x.at.name, x.at.names
	o.Kind, o.Standing = Person, claim.Named
	o.Last, o.FullLast, o.Head = x.Last, x.FullLast, x.Head
	return true
}

func (f *finder) comma(i, end int) bool { return i < end && f.p.Lower[i] == "," }

// appositionEnds reports whether an apposition may end before word i: not
// where a list goes on.
func (f *finder) appositionEnds(i, end int) bool {
	if i >= end {
		return true
	}
	switch f.p.Lower[i] {
	case "and", "or", "&":
		return false
	case ",":
		return !(i+1 < end && (f.p.Lower[i+1] == "and"))
	}
	return true
}

func (f *finder) nameOf(m *Mention) []string {
	var out []string
	for k := m.at.name[0]; k < m.at.name[1]; k++ {
		if f.folded[k] != "" {
			out = append(out, f.folded[k])
		}
	}
	return out
}

func (f *finder) ambassador(ph *phrase) bool {
	if ph.title[1] == 0 {
		return false
	}
	switch f.folded[ph.title[1]-1] {
	case "ambassador", "ambassadors", "envoy", "representative", "adviser", "advisor", "visitor":
		return true
	}
	return false
}

// lists joins neighbours: "the US, UK and Australia", "Macron and Biden".
func (f *finder) lists() {
	inner := make(map[int]bool)
	for i := range f.out {
		ph := f.out[i].at
		for _, k := range []int{ph.possessor, ph.complement, ph.scene, ph.apposition} {
			if k >= 0 && (k != ph.scene || f.out[k].First < f.out[i].Last) {
				inner[k] = true
			}
		}
		for _, k := range ph.members {
			inner[k] = true
		}
	}
	var tops []int
	for i := range f.out {
		if !inner[i] {
			tops = append(tops, i)
		}
	}
	sort.SliceStable(tops, func(a, b int) bool { return f.out[tops[a]].First < f.out[tops[b]].First })
	for a := 0; a < len(tops); {
		b := a
		closed := false
		for b+1 < len(tops) && !closed {
			x, y := &f.out[tops[b]], &f.out[tops[b+1]]
			gap := f.gap(x.FullLast, y.First)
			if y.Kind == Pronoun && y.First > 1 && f.p.Lower[y.First-2] == "," {
				break // ", and he" begins a clause
			}
			if gap == "" || !alike(&f.out[tops[a]], y) || f.p.Sent[x.First] != f.p.Sent[y.First] {
				break
			}
			closed = gap == "and"
			b++
		}
		if closed && b > a {
			first, last := &f.out[tops[a]], &f.out[tops[b]]
			list := Mention{First: first.First, Last: last.Last, FullLast: last.FullLast, Kind: List, Head: first.Head, Tied: -1, Outer: -1, Plural: true, Standing: first.Standing,
				at: &phrase{nationAt: -1, possessor: -1, complement: -1, scene: -1, apposition: -1, members: append([]int(nil), tops[a:b+1]...)}}
			f.out = append(f.out, list)
		}
		a = b + 1
	}
}

// gap tells what stands between words i and j: "and", "," or "" for anything
// else.
func (f *finder) gap(i, j int) string {
	switch {
	case j == i+1 && (f.p.Lower[i] == "and" || f.p.Lower[i] == "&"):
		return "and"
	case j == i+2 && f.p.Lower[i] == "," && (f.p.Lower[i+1] == "and" || f.p.Lower[i+1] == "&"):
		return "and"
	case j == i+1 && f.p.Lower[i] == ",":
		return ","
	}
	return ""
}

// alike reports whether two mentions may stand in one list.
func alike(a, b *Mention) bool {
	group := func(m *Mention) int {
		switch m.Kind {
		case Country, Demonym:
			return 1
		case Place:
			return 2
		case Organisation, Agency:
			return 1
		case Person, Office, Role, Pronoun:
			return 3
		}
		return 0
	}
	if a.Kind == Demonym && a.Confidence < 0.5 || b.Kind == Demonym && b.Confidence < 0.5 {
		return a.Kind == Demonym && b.Kind == Demonym
	}
	return group(a) == group(b) && group(a) > 0
}
