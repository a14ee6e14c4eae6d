package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// Names of bodies in full, as they are written: "the Commission on Roads and
// Bridges", "the Wisconsin Elections Commission".

// headOf gives the word of [first, last) that the others hang on, in a name
// of a body: the last before a preposition.
func (f *finder) headOf(first, last int) int {
	for k := first + 1; k < last; k++ {
		switch f.p.Lower[k] {
		case "of", "on", "for", "in", "to", "at", "against", "with":
			return k - 1
		}
	}
	return last - 1
}

// grow widens a body in capitals by what its name goes on with, which no table
// knows: "Department" by "of Corrections and Rehabilitation", "Party" by "of
// Norway". It gives the word after the mention.
func (f *finder) grow(m, last, end int) int {
	o := &f.out[m]
	ph := o.at
	if o.Kind != Organisation && o.Kind != Agency || !f.upper[o.Head] || f.cls[o.Head]&(bodyNoun|orgWord) == 0 || allCaps(f.p.Text(o.Head)) {
		return last
	}
	first := o.Head
	switch {
	case ph.name[1] > 0 && ph.orgName:
		first = ph.name[0]
	case ph.bodyAt[1] > 0:
		first = ph.bodyAt[0]
	case ph.title[1] > 0:
		first = ph.title[0]
	}
	if first < o.First || !f.upper[first] {
		return last
	}
	known := ph.bodyAt[1] > ph.bodyAt[0]+1 && !f.ofPart(ph)
	to, nation := last, world.Ref{}
	if k := last; k+1 < end && (f.p.Lower[k] == "of" || f.p.Lower[k] == "on" || f.p.Lower[k] == "for") {
		j := k + 1
		if f.p.Lower[j] == "the" && j+1 < end {
			j++
		}
		h := f.hit(j, end)
		kind := byte(0)
		if h.last > j {
			kind = f.kindOf(h.refs, j, h.last)
		}
		switch {
		case !f.upper[j] || f.cls[j]&function != 0 || kind == elName && h.last > j+1 || kind == elBody || f.w.GivenName(f.folded[j]) && kind != elNation:
		case kind == elNation || kind == elCapital || kind == elMetonym:
			if r, ok := only(h.refs); ok && ph.orgName && f.p.Lower[k] == "of" {
				to, nation = h.last, r
			}
		case known:
		default:
			to = f.nameEnd(j, end)
		}
	}
	for k := first - 1; k >= o.First && k >= first-3; k-- { // "the North Carolina State Board": what stands before it in capitals
		if !f.upper[k] || f.cls[k]&(determiner|function) != 0 || f.p.Lower[k] == "former" {
			break
		}
		if to > last || ph.orgName {
			if k == ph.nationAt || k > ph.nationAt && ph.nationAt >= o.First {
				if k == ph.nationAt {
					first = k
				}
				continue
			}
		}
		break
	}
	if to == last && (first == ph.name[0] || !ph.orgName) {
		return last
	}
	ph.name, ph.names, ph.orgName = [2]int{first, to}, nil, true
	ph.body, ph.bodyAt, ph.title = nil, [2]int{}, [2]int{}
	if nation.N > 0 || nation.Kind != 0 {
		if ph.nationAt < 0 {
			ph.nations, ph.nationAt = []world.Ref{nation}, to-1
		}
	}
	o.Kind = Organisation
	o.Last, o.FullLast = max(o.Last, to), max(o.FullLast, to)
	return max(last, to)
}

// ofPart reports whether a body is only a noun that the table knows for one of
// many: "Commission".
func (f *finder) ofPart(ph *phrase) bool { return ph.bodyAt[1] == ph.bodyAt[0]+1 }

// nameEnd gives the end of words in capitals from j on, with the small words
// that join them where no name of somebody follows.
func (f *finder) nameEnd(j, end int) int {
	e := j + 1
	for e < end {
		switch {
		case f.upper[e] && f.cls[e]&function == 0 && f.folded[e] != "":
			e++
			continue
		case f.p.Lower[e] == "and" || f.p.Lower[e] == "of" || f.p.Lower[e] == "&":
			if e+1 < end && f.upper[e+1] && f.cls[e+1]&(function|determiner|titular) == 0 && f.hit(e+1, end).last == 0 && !f.w.GivenName(f.folded[e+1]) && !strings.HasPrefix(f.p.Lower[e+1], "mr") {
				k := e + 1
				for k < end && f.upper[k] {
					k++
				}
				if f.p.Lower[e] != "and" || f.cls[k-1]&(orgWord|bodyNoun) == 0 {
					e++
					continue
				}
			}
		}
		break
	}
	return e
}

// subnational gives the words of the state, town or territory that a body of a
// country's name is of ("the Wisconsin Supreme Court", "Supreme Court of Puerto
// Rico"), so that it is another body than the country's own; false for none.
func (f *finder) subnational(m *Mention) bool {
	ph := m.at
	part := func(refs []world.Ref) bool {
		if len(refs) == 0 {
			return false
		}
		c := f.nation(refs)
		return f.onlyTowns(refs) || c != nil && c.Actor().Country != c.ISO3 && refs[0].Kind == world.NameCountry && len(c.Actor().Country) == 3 && f.w.Country(c.Actor().Country) != nil
	}
	if ph.nationAt >= m.First && part(ph.nations) {
		return true
	}
	if c := ph.complement; c >= 0 {
		return part(f.out[c].at.nations)
	}
	return false
}

// onlyTowns reports whether references are of towns and states, not of
// countries or their capitals.
func (f *finder) onlyTowns(refs []world.Ref) bool {
	for _, r := range refs {
		if r.Kind != world.NameTown {
			return false
		}
	}
	return len(refs) > 0
}

// appositions ties an office or role to the name that stands in apposition
// after words that this room does not read: "the governor of the region, Ada
// Example". The tree tells.
func (f *finder) appositions() {
	if len(f.p.Head) != f.p.Len() {
		return
	}
	at := map[int]int{} // role by its head
	for i := range f.out {
		if m := &f.out[i]; (m.Kind == Role || m.Kind == Office) && !m.Plural && m.at.apposition < 0 && !m.at.appositive {
			at[m.Head] = i
		}
	}
	for i := range f.out {
		o := &f.out[i]
		if o.Kind != Person || o.at.orgName || o.at.title[1] > 0 || len(f.nameOf(o)) < 2 {
			continue
		}
		for k := o.at.name[0]; k < o.at.name[1]; k++ {
			r, ok := at[int(f.p.Head[k])]
			if f.p.Rel[k] != "appos" || !ok || f.out[r].at.apposition >= 0 || f.out[r].Last > o.First || o.First-f.out[r].Last > 12 || f.p.Lower[o.First-1] != "," {
				continue
			}
			f.out[r].at.apposition = i
			f.out[r].FullLast = o.FullLast
		}
	}
}

// plainName gives the words of a person's name without what is none of it:
// titles that are part of no lexicon of offices before it, letters of honour
// after it.
func (f *finder) plainName(first, last int) (int, int) {
	for last-first > 2 && honours[f.p.Lower[last-1]] {
		last--
	}
	for k := last - 3; k >= first; k-- {
		if f.cls[k]&(person|titular|honorific) != 0 && f.cls[k]&orgWord == 0 && !f.w.GivenName(f.folded[k]) {
			first = k + 1
			break
		}
	}
	return first, last
}

// honours are letters after a name.
var honours = map[string]bool{"qc": true, "kc": true, "mp": true, "mep": true, "msp": true, "obe": true, "cbe": true, "mbe": true, "phd": true, "md": true, "esq": true, "sc": true}

// side are people who belong to whoever is named before them: "a Trump adviser".
var side = map[string]bool{"adviser": true, "advisor": true, "advisers": true, "advisors": true, "aide": true, "aides": true, "ally": true, "allies": true, "official": true, "officials": true, "spokesman": true, "spokeswoman": true,
	"spokesperson": true, "lawyer": true, "lawyers": true, "attorney": true, "supporter": true, "supporters": true, "voters": true, "nominee": true, "appointee": true, "staffer": true, "loyalist": true, "loyalists": true, "confidant": true}

// partyOf gives the party of the United States that its members in the plural
// stand for.
var partyOf = map[string]string{"democrats": "Democratic Party", "republicans": "Republican Party"}

// ofParty resolves "Democrats" as their party, in a report that speaks of the
// United States.
func (f *finder) ofParty(m *Mention) bool {
	ph := m.at
	if m.Kind != Person && m.Kind != Organisation || ph.name[1]-ph.name[0] != 1 || f.count["USA"] == 0 {
		return false
	}
	name := partyOf[f.p.Lower[ph.name[0]]]
	if name == "" || ph.title[1] > 0 {
		return false
	}
	m.Kind, m.Standing, m.Plural, ph.orgName = Organisation, claim.Institution, true, true
	f.set(m, claim.Party{Name: name, Country: "USA", Sector: "PTY"}, 0.7, "members for their party")
	return true
}

// longNames gives a body that the report also names at more length ("the Unity
// Party", "the Unity Party of Examplia") the long name everywhere.
func (f *finder) longNames() {
	long := map[string]string{} // by the short name
	for i := range f.out {
		m := &f.out[i]
		if !m.at.orgName || m.Kind != Organisation || len(m.Parties) != 1 {
			continue
		}
		name := m.Parties[0].Name
		for _, of := range [...]string{" of ", " for ", " on "} {
			if short, _, ok := strings.Cut(name, of); ok && strings.Contains(short, " ") && len(long[short]) < len(name) {
				long[short] = name
			}
		}
	}
	if len(long) == 0 {
		return
	}
	for i := range f.out {
		m := &f.out[i]
		if (m.Kind != Organisation && m.Kind != Agency && m.Kind != Pronoun) || len(m.Parties) != 1 || m.Parties[0].Actor != "" {
			continue
		}
		if name := long[m.Parties[0].Name]; name != "" {
			m.Parties[0].Name = name
		}
	}
}
