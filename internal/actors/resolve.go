package actors

import (
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// The second step: each phrase for itself gets its parties as of the day of
// the report. What only the rest of the report can tell is left to tie.go.

func (f *finder) resolve() {
	f.lists()
	f.countCountries()
	f.done = make([]bool, len(f.out))
	for i := range f.out {
		f.resolveOne(i)
	}
}

// countCountries finds the countries that the report speaks of, for names that
// several share.
func (f *finder) countCountries() {
	f.count = map[string]int{}
	f.inside = map[string]int{}
	for i := range f.out {
		if r, ok := only(f.out[i].at.nations); ok {
			c := f.w.CountryAt(r.N).ISO3
			f.count[c]++
			if r.Kind != world.NameCountry && r.Kind != world.NamePeople {
				f.inside[c]++
			}
		}
		for _, r := range f.out[i].at.body {
			if r.Kind == world.NameAgency {
				if c := f.w.AgencyAt(r.N).Country; c != "" {
					f.count[c]++
				}
			}
		}
	}
}

// ofLand reports whether a reference is of a country or a place in one.
func ofLand(r world.Ref) bool {
	switch r.Kind {
	case world.NameCountry, world.NamePeople, world.NameCapital, world.NameMetonym, world.NameTown:
		return true
	}
	return false
}

// only gives the first reference to a country or a place in it; false where
// there are none, or of several countries.
func only(refs []world.Ref) (first world.Ref, ok bool) {
	for _, r := range refs {
		switch {
		case !ofLand(r):
		case !ok:
			first, ok = r, true
		case r.N != first.N:
			return first, false
		}
	}
	return first, ok
}

// onlyTown reports whether references name a country only by a town or state.
func (f *finder) onlyTown(refs []world.Ref, c *world.Country) bool {
	for _, r := range refs {
		if ofLand(r) && f.w.CountryAt(r.N) == c && r.Kind != world.NameTown {
			return false
		}
	}
	return true
}

// nation picks the country of references, nil where they leave it open.
func (f *finder) nation(refs []world.Ref) *world.Country {
	best, _ := f.nations(refs)
	return best
}

// nations picks the country of references. Where two states share a name
// (Congo, Korea) and the report does not tell which is meant, the country is
// nil, and both are given.
func (f *finder) nations(refs []world.Ref) (*world.Country, []*world.Country) {
	var best, second *world.Country
	bestScore, secondScore := -1, -1
	state := false // a state or town of another country has the name too: "Georgia"
	for _, r := range refs {
		state = state || r.Kind == world.NameTown && ofLand(refs[0]) && r.N != refs[0].N && refs[0].Kind != world.NameTown
	}
	for _, r := range refs {
		if !ofLand(r) {
			continue
		}
		c := f.w.CountryAt(r.N)
		score := f.count[c.ISO3]
		if c.COW != "" || c.GW != "" || c.ISO3 == "EUU" {
			score += 2
		}
		if state && r.Kind == world.NameTown {
			score += min(f.inside[c.ISO3], score) - f.count[c.ISO3] // what its own places tell, not its name
		}
		switch {
		case r.Kind == world.NameCountry && state:
			score++
		case r.Kind == world.NameCountry:
			score += 2
		}
		switch {
		case score > bestScore:
			if best != nil && best != c {
				second, secondScore = best, bestScore
			}
			best, bestScore = c, score
		case c != best && score > secondScore:
			second, secondScore = c, score
		}
	}
	if second != nil && secondScore == bestScore && !state && refs[0].Kind != world.NameTown {
		return nil, []*world.Country{best, second}
	}
	return best, nil
}

// context gives the country that the phrase itself tells, and the sector of
// the body that modifies it; "" for none.
func (f *finder) context(m *Mention) (country string, body world.Actor) {
	ph := m.at
	if len(ph.body) > 0 && !(m.Kind == Organisation || m.Kind == Agency) {
		nation := ""
		if c := f.nation(ph.nations); c != nil {
			nation = c.ISO3
		}
		body, _, _ = f.body(ph.body, nation)
	}
	if c := f.nation(ph.nations); c != nil && ph.nationAt >= 0 {
		return f.codeOf(c), body
	}
	if body.Country != "" {
		return body.Country, body
	}
	for _, k := range []int{ph.possessor, ph.complement, ph.apposition, ph.scene} {
		if k < 0 {
			continue
		}
		o := &f.out[k]
		if k == ph.complement && f.ambassador(ph) {
			continue
		}
		if len(o.Parties) > 0 && o.Parties[0].Country != "" {
			if (o.Kind == Agency || o.Kind == Organisation) && body.ID == "" && k != ph.scene {
				body = world.Actor{ID: o.Parties[0].Actor, Name: o.Parties[0].Name, Country: o.Parties[0].Country, Sector: o.Parties[0].Sector}
			}
			return o.Parties[0].Country, body
		}
	}
	if len(ph.patron) > 0 {
		if a, ok := f.known(&phrase{names: ph.patron, nationAt: -1}, "", ""); ok {
			return a.Country, body
		}
	}
	return "", body
}

func (f *finder) codeOf(c *world.Country) string { return c.Actor().Country }

func party(a world.Actor) claim.Party {
	return claim.Party{Actor: a.ID, Name: a.Name, Country: a.Country, Sector: a.Sector}
}

func (f *finder) set(m *Mention, p claim.Party, confidence float64, why string) {
	m.Parties = []claim.Party{p}
	m.Confidence, m.Why = confidence, why
}

func (f *finder) resolveOne(i int) {
	if f.done[i] {
		return
	}
	f.done[i] = true
	m := &f.out[i]
	ph := m.at
	ph.index = i
	for _, k := range []int{ph.possessor, ph.complement, ph.scene, ph.apposition} { // first what it rests on
		if k >= 0 {
			f.resolveOne(k)
		}
	}
	if f.ofParty(m) {
		return
	}
	switch m.Kind {
	case Country, Demonym:
		c, open := f.nations(ph.nations)
		for _, o := range open {
			m.Candidates = append(m.Candidates, o.Actor())
			m.Confidence, m.Why = 0.3, "a name that several states share, and nothing tells which is meant"
		}
		if c != nil {
			conf := 0.95
			if m.Kind == Demonym {
				conf = m.Confidence + 0.1
			}
			if m.Kind == Country && f.onlyTown(ph.nations, c) { // "Georgia", the state
				m.Kind = Place
				f.set(m, claim.Party{Country: f.codeOf(c)}, 0.7, "a state of the name, by its neighbours in the report")
				return
			}
			f.set(m, party(c.Actor()), conf, "name of the country")
			if m.Kind == Country && scenes[ph.preposition] && ph.article == "" {
				m.Kind, m.Confidence, m.Why = Place, 0.8, "a country as the scene"
			}
		}
	case Place:
		f.resolvePlace(m)
	case Organisation, Agency:
		f.resolveBody(m)
	case Office, Role:
		f.resolveRole(m)
	case Person:
		f.resolvePerson(m)
	}
}

// resolvePlace decides between a town and the government that sits in it.
func (f *finder) resolvePlace(m *Mention) {
	ph := m.at
	if ph.town != "" {
		f.resolveTown(m)
		return
	}
	if len(ph.nations) == 0 {
		if f.p.Lower[m.Head] == "europe" {
			f.set(m, claim.Party{Name: "Europe", Country: "EUR"}, 0.6, "part of the world")
		}
		return
	}
	c := f.nation(ph.nations)
	if c == nil {
		return
	}
	seat := false
	for _, r := range ph.nations {
		if r.Kind == world.NameMetonym {
			seat = true
		}
	}
	prep := ph.preposition
	if seat && !scenes[prep] && prep != "to" && prep != "from" && prep != "of" && prep != "-" && m.Last < f.p.Len() && !isDigits(f.p.Lower[m.Last]) && f.p.Lower[m.Last] != "," && f.p.Lower[m.Last] != "time" && f.p.Lower[m.Last] != "(" {
		m.Kind = Country
		if b, _, ok := f.body(ph.nations, ""); ok {
			f.set(m, party(b), 0.6, "seat of the body")
			return
		}
		f.set(m, party(c.Actor()), 0.75, "capital for its government")
		return
	}
	f.set(m, claim.Party{Country: f.codeOf(c)}, 0.8, "place in "+nameOf(f.w, c.ISO3))
	f.locate(m, c.ISO3)
}

func isDigits(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func (f *finder) resolveRole(m *Mention) {
	ph := m.at
	country, body := f.context(m)
	if ph.former {
		s := f.sectorFor(ph, body)
		switch s {
		case "GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "OPP", "":
			s = "ELI"
		}
		f.set(m, claim.Party{Country: country, Sector: s}, 0.7, "former holder of an office")
		return
	}
	title := f.titleText(ph)
	if m.Kind == Office && !ph.indefinite && !m.Plural {
		if name, conf, ok := f.holder(m, country, body, title); ok {
			f.set(m, party(name), conf.Probability()*0.97, title+" of "+country+" on the day ("+conf.String()+")")
			m.Standing = claim.Office
			return
		}
	}
	if ps := f.memberStates(m); len(ps) > 0 {
		m.Parties, m.Confidence, m.Why = ps, 0.8, "members of the body on the day"
		return
	}
	s := f.sectorFor(ph, body)
	if country == "" && body.ID == "" {
		if s != "" {
			m.Parties = []claim.Party{{Sector: s}}
			m.Confidence, m.Why = 0.4, "no country told"
		}
		return
	}
	id := body.ID
	if id == "" {
		id = world.ActorID(country)
		if s != "" {
			id += world.ActorID("/" + s)
		}
	}
	f.set(m, claim.Party{Actor: id, Country: country, Sector: s}, 0.85, "people of the country or body")
}
