package world

import (
	"strings"

	"github.com/entente-project/entente/internal/calendar"
)

// Lookup lists the actors that a name as typed by a user may mean on a day,
// likeliest first: countries before bodies before people before seats of
// government ("Paris" is France). Case does not matter here. "French
// president" and the like give the holder. nil where nothing fits.
func (t *Table) Lookup(name string, on calendar.Day) []Actor {
	folded := Fold(name)
	refs := t.Refs(folded)
	var out []Actor
	seen := map[ActorID]bool{}
	add := func(a Actor) {
		if !seen[a.ID] {
			seen[a.ID] = true
			out = append(out, a)
		}
	}
	pick := func(kinds string) {
		for _, r := range refs {
			if strings.IndexByte(kinds, byte(r.Kind)) < 0 {
				continue
			}
			switch r.Kind {
			case NameBody:
				add(t.bodies[r.N].Actor())
			case NameAgency:
				if g := &t.agencies[r.N]; g.Holds(on) {
					add(g.Actor(""))
				}
			default:
				add(t.countries[r.N].Actor())
			}
		}
	}
	pick("cj")
	pick("o")
	pick("a")
	var people []int
	for _, r := range refs {
		if r.Kind == NamePerson || r.Kind == NameFamily {
			people = append(people, r.N)
		}
	}
	for _, a := range t.Rank(people, on) {
		add(a)
	}
	pick("mkt")
	if len(out) > 0 {
		return out
	}
	// A country and a title: "french president", "president of france".
	words := strings.Fields(folded)
	for k := 1; k < len(words); k++ {
		front, back := strings.Join(words[:k], " "), strings.Join(words[k:], " ")
		back = strings.TrimPrefix(strings.TrimPrefix(back, "of "), "the ")
		for _, pair := range [][2]string{{front, back}, {back, front}} {
			if !IsTitle(pair[1]) {
				continue
			}
			for _, r := range t.Refs(pair[0]) {
				place := ""
				switch r.Kind {
				case NameCountry, NamePeople:
					place = t.countries[r.N].ISO3
				case NameBody:
					place = t.bodies[r.N].ID
				}
				if a, _, ok := t.Titled(place, pair[1], on); ok {
					add(a)
				}
			}
		}
	}
	return out
}
