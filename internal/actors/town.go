package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// Towns that only the gazetteer knows. Its names are many and also those of
// people, so a name is a town only where a preposition of place stands before
// it, or a noun such as "police" or "mayor" after it.

// placed are prepositions before a place: those that set a scene, and those of
// movement.
func placed(prep string) bool {
	return scenes[prep] || prep == "to" || prep == "from"
}

// isTown reports whether the name of a phrase, which no table has, is a place.
func (f *finder) isTown(ph *phrase, els []element, n0 int) bool {
	if len(ph.names) > 0 || !placed(ph.preposition) {
		return false
	}
	for _, e := range els[:n0] {
		if e.kind != elDet && e.kind != elAdj {
			return false
		}
	}
	if ph.preposition == "to" || ph.preposition == "from" { // "told to Blinken": only what is no person's name
		if f.w.GivenName(f.folded[ph.name[0]]) || len(f.w.Refs(f.folded[ph.name[0]])) > 0 {
			return false
		}
	}
	_, ok := f.w.Place(f.townText(ph.name[0], ph.name[1]), nil)
	return ok
}

// townText is the name of a town with the region that follows in commas:
// "Reading, Pennsylvania".
func (f *finder) townText(first, last int) string {
	name := f.p.Doc.Slice(f.p.Words(first, last))
	if last+1 < f.p.Len() && f.p.Lower[last] == "," && f.upper[last+1] {
		for n := min(last+4, f.p.Len()); n > last+1; n-- {
			with := name + ", " + f.p.Doc.Slice(f.p.Words(last+1, n))
			if _, ok := f.w.Place(with, nil); ok && strings.Count(with, ",") == 1 {
				return with
			}
		}
	}
	return name
}

// townRefs are the countries of a town that modifies a noun, likeliest first.
func (f *finder) townRefs(first, last int) []world.Ref {
	var refs []world.Ref
	seen := map[string]bool{}
	for _, p := range f.w.Places(f.p.Doc.Slice(f.p.Words(first, last)), nil) {
		if r, ok := f.w.TownRef(p.Country); ok && !seen[p.Country] && p.Population >= 15000 {
			seen[p.Country] = true
			refs = append(refs, r)
		}
	}
	return refs
}

// resolveTown gives a place of the gazetteer its country.
func (f *finder) resolveTown(m *Mention) {
	p, ok := f.w.Place(m.at.town, f.count)
	if !ok {
		return
	}
	f.set(m, claim.Party{Country: p.Country}, p.Confidence, "place: "+p.Why)
	m.Where = &p
}

// locate gives a place of the table its coordinates, where the gazetteer has a
// town of the name in that country.
func (f *finder) locate(m *Mention, country string) {
	name := f.townText(m.Head, m.Head+1)
	if m.at.nationAt >= 0 {
		name = f.p.Doc.Slice(f.p.Words(m.at.nationAt, m.Last))
	}
	if p, ok := f.w.Place(name, world.Context{country: 1}); ok && p.Country == country {
		m.Where = &p
	}
}

// Where gives the country and coordinates of a place that the report names by
// these words, of several the mention nearest to a byte of the text; nil where
// it is not known.
func (l *Layer) Where(name string, near int) *claim.Location {
	best, far := -1, 0
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if (m.Kind != Place && m.Kind != Country) || len(m.Parties) != 1 || m.Parties[0].Country == "" || m.Span.End-m.Span.Start != len(name) || m.Parties[0].Text != name {
			continue
		}
		d := max(m.Span.Start-near, near-m.Span.Start)
		if best < 0 || d < far {
			best, far = i, d
		}
	}
	if best < 0 {
		return nil
	}
	m := &l.Mentions[best]
	if p := m.Where; p != nil {
		return &claim.Location{Country: p.Country, Point: true, Lat: p.Lat, Lon: p.Lon}
	}
	return &claim.Location{Country: countryOf(m.Parties[0])}
}

// isGazetted reports whether an element is also the name of a town.
func (f *finder) isGazetted(e element) bool {
	_, ok := f.w.Place(f.p.Doc.Slice(f.p.Words(e.first, e.last)), nil)
	return ok
}
