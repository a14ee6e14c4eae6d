package world

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/calendar"
)

// Extend gives the table with the rows of a user's table added. What a user
// tells of an office counts more than what the built-in table has, and the
// user's names come first. The table itself does not change.
func Extend(t *Table, u *UserTable) *Table {
	x := *t
	x.countries, x.bodies, x.agencies = slices.Clone(t.countries), slices.Clone(t.bodies), slices.Clone(t.agencies)
	x.persons, x.terms = slices.Clone(t.persons), slices.Clone(t.terms)
	x.byBody, x.held, x.added = maps.Clone(t.byBody), maps.Clone(t.held), maps.Clone(t.added)
	if x.added == nil {
		x.added = map[ActorID]int{}
	}
	names := userNames{}
	people := map[ActorID][]*userRow{}
	var order []ActorID
	for i := range u.rows {
		r := &u.rows[i]
		_, person := x.PersonNumber(r.id)
		if r.kind == "person" || r.kind == "" && person || r.office != "" {
			if people[r.id] == nil {
				order = append(order, r.id)
			}
			people[r.id] = append(people[r.id], r)
			continue
		}
		x.addBody(r, names)
	}
	for _, id := range order {
		x.addPerson(id, people[id], names)
	}
	x.index(names)
	return &x
}

// userNames are references to be put before those of the table, by folded name.
type userNames map[string][]string

func (n userNames) add(name string, kind Kind, number int) {
	key := Fold(name)
	if key == "" {
		return
	}
	n.addKey(key, kind, written(name), number)
}

func (n userNames) addKey(key string, kind Kind, how Case, number int) {
	ref := string(byte(kind)) + string(byte(how)) + strconv.Itoa(number)
	if !slices.Contains(n[key], ref) {
		n[key] = append(n[key], ref)
	}
}

// written is how a name must be written in a report to count: short ones in
// capitals only so, those without any capital in any way.
func written(name string) Case {
	upper, lower := 0, 0
	for _, r := range name {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	switch {
	case upper == 0 && lower > 0:
		return Any
	case lower == 0 && upper > 1 && len(name) <= 6:
		return Acronym
	}
	return Proper
}

// addBody adds a body or organ, or names to a country, body or organ that the
// table has.
func (t *Table) addBody(r *userRow, names userNames) {
	all := append([]string{}, r.aliases...)
	if r.name != "" {
		all = append(all, r.name)
	}
	kind, number := NameAgency, -1
	if n, ok := t.byISO[string(r.id)]; ok && r.kind == "" {
		kind, number = NameCountry, int(n)
		if r.name != "" {
			t.countries[n].Name = r.name
		}
	} else if n, ok := t.byBody[string(r.id)]; ok {
		kind, number = NameBody, int(n)
	} else if r.kind == "body" {
		kind, number = NameBody, len(t.bodies)
		t.byBody[string(r.id)] = int32(number)
		t.bodies = append(t.bodies, Body{ID: string(r.id), Code: "IGO", Kind: "user", Name: r.name})
	}
	switch {
	case kind == NameBody:
		b := &t.bodies[number]
		if r.name != "" {
			b.Name = r.name
		}
		if r.code != "" {
			b.Code = r.code
		}
	case kind == NameAgency:
		if number = t.agencyNumber(r.id); number < 0 {
			number = len(t.agencies)
			t.agencies = append(t.agencies, Agency{ID: r.id, Kind: r.kind, Country: t.code(r.country), Sector: r.sectorOr()})
		}
		a := &t.agencies[number]
		a.ID = r.id
		if r.name != "" {
			a.Name = r.name
		}
		if r.country != "" {
			a.Country = t.code(r.country)
		}
		if r.sector != "" {
			a.Sector = r.sector
		}
		if r.from != 0 || r.until != 0 {
			a.Start, a.End = r.from, r.until
		}
	}
	for _, n := range all {
		names.add(n, kind, number)
	}
}

// forever is the day up to which an office of a user's table without an end is
// taken for confirmed.
var forever = calendar.Of(9999, 12, 31)

// addPerson adds a person, or names and offices to one whom the table has.
func (t *Table) addPerson(id ActorID, rows []*userRow, names userNames) {
	number, known := t.PersonNumber(id)
	first := int32(len(t.terms))
	if known {
		p := t.persons[number]
		t.terms = append(t.terms, t.terms[p.first:p.last]...) // together with the new ones
	} else {
		number = len(t.persons)
		t.persons = append(t.persons, person{id: id})
		t.added[id] = number
	}
	p := &t.persons[number]
	for _, r := range rows {
		if r.name != "" {
			p.name = r.name
		}
	}
	held := false
	for _, r := range rows {
		if r.office == "" && r.sector == "" && r.title == "" && known {
			continue // names only
		}
		h := term{country: r.country, office: r.office, title: r.title, sector: r.sector, start: r.from, end: r.until, seen: r.until, flags: "Usw", person: int32(number), before: -1}
		if h.country == "" {
			h.country, _, _ = strings.Cut(string(id), "/")
		}
		if h.office == "" {
			h.office = "other"
		} else {
			held = true
		}
		if h.start == 0 {
			h.start = 1 // told, and without a beginning
		}
		if h.end == 0 {
			h.seen = forever
		}
		at := post{h.country, h.office}
		if n, ok := t.held[at]; ok {
			h.before = n
		}
		t.held[at] = int32(len(t.terms))
		t.terms = append(t.terms, h)
	}
	p.first, p.last = first, int32(len(t.terms))
	all := []string{p.name}
	for _, r := range rows {
		all = append(all, r.aliases...)
	}
	for _, n := range all {
		if strings.Contains(Fold(n), " ") {
			names.add(n, NamePerson, number)
		} else {
			names.add(n, NameFamily, number)
		}
	}
	if words := strings.Fields(Fold(p.name)); held && len(words) > 1 {
		family := words[len(words)-1]
		switch home, _, _ := strings.Cut(string(id), "/"); home {
		case "CHN", "KOR", "PRK", "VNM", "TWN", "KHM":
			family = words[0]
		}
		names.addKey(family, NameFamily, Proper, number)
	}
}

// index makes the index of names anew with the user's names in it.
func (t *Table) index(names userNames) {
	keys := make([]string, 0, len(t.keys)+len(names))
	refs := make([]string, 0, cap(keys))
	add := func(key, ref string) {
		keys, refs = append(keys, key), append(refs, ref)
	}
	more := slices.Sorted(maps.Keys(names))
	i := 0
	for n, key := range t.keys {
		for ; i < len(more) && more[i] < key; i++ {
			add(more[i], strings.Join(names[more[i]], ","))
		}
		ref := t.refs[n]
		if i < len(more) && more[i] == key {
			ref = strings.Join(names[key], ",") + "," + ref
			i++
		}
		add(key, ref)
	}
	for ; i < len(more); i++ {
		add(more[i], strings.Join(names[more[i]], ","))
	}
	t.keys, t.refs = keys, refs
	t.first = make(map[string]int32, len(t.first)+len(names))
	for n, key := range keys {
		word, _, _ := strings.Cut(key, " ")
		if n == 0 || !sameFirst(keys[n-1], word) {
			t.first[word] = int32(n)
		}
	}
	if !sort.StringsAreSorted(keys) {
		panic("world: names out of order") // cannot be: both lists are sorted
	}
}
