package actors

import (
	"strings"

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
	for i := range f.out {
		for _, r := range f.out[i].at.nations {
			if len(f.out[i].at.nations) == 1 || r.Kind == world.NameCountry {
				f.count[f.w.CountryAt(r.N).ISO3]++
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

// nation picks the country of references, nil where they leave it open.
func (f *finder) nation(refs []world.Ref) *world.Country {
	var best *world.Country
	bestScore := -1
	for _, r := range refs {
		switch r.Kind {
		case world.NameCountry, world.NamePeople, world.NameCapital, world.NameMetonym, world.NameTown:
		default:
			continue
		}
		c := f.w.CountryAt(r.N)
		score := f.count[c.ISO3]
		if c.COW != "" || c.GW != "" || c.ISO3 == "EUU" {
			score += 2
		}
		if r.Kind == world.NameCountry {
			score += 2
		}
		if score > bestScore {
			best, bestScore = c, score
		}
	}
	return best
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
	return "", body
}

func (f *finder) codeOf(c *world.Country) string { return c.Actor().Country }

// body picks the body or organ of references; others are the rest.
func (f *finder) body(refs []world.Ref, country string) (best world.Actor, others []world.Actor, ok bool) {
	day := f.p.Doc.Date
	score := -1
	for _, r := range refs {
		var a world.Actor
		s := 0
		switch r.Kind {
		case world.NameBody:
			a = f.w.BodyAt(r.N).Actor()
			s = 5
		case world.NameAgency:
			g := f.w.AgencyAt(r.N)
			a = g.Actor(country)
			if !g.Holds(day) {
				continue
			}
			s = 3 + min(f.count[g.Country], 3)
			if country != "" && g.Country == country {
				s += 10
			} else if country != "" && g.Country != "" {
				continue // "the Nigerian Senate" is not the Senate of the United States
			}
		case world.NameMetonym, world.NameCapital:
			continue
		default:
			continue
		}
		if s > score {
			if ok {
				others = append(others, best)
			}
			best, score, ok = a, s, true
		} else {
			others = append(others, a)
		}
	}
	return best, others, ok
}

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
	for _, k := range []int{ph.possessor, ph.complement, ph.scene, ph.apposition} { // first what it rests on
		if k >= 0 {
			f.resolveOne(k)
		}
	}
	switch m.Kind {
	case Country, Demonym:
		if c := f.nation(ph.nations); c != nil {
			conf := 0.95
			if m.Kind == Demonym {
				conf = m.Confidence + 0.1
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
	f.set(m, claim.Party{Country: f.codeOf(c)}, 0.8, "place")
}

func isDigits(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func (f *finder) resolveBody(m *Mention) {
	ph := m.at
	country, _ := f.context(m)
	if len(ph.body) > 0 && m.Head < ph.bodyAt[1] {
		if a, others, ok := f.body(ph.body, country); ok {
			f.set(m, party(a), 0.9, "name of the body")
			m.Candidates = append(m.Candidates, others...)
			return
		}
		if country != "" {
			name := f.p.Doc.Slice(f.p.Words(ph.bodyAt[0], ph.bodyAt[1]))
			s := ""
			if r := ph.body[0]; r.Kind == world.NameAgency {
				s = f.w.AgencyAt(r.N).Sector
			}
			f.set(m, claim.Party{Name: name, Country: country, Sector: s}, 0.6, "a body by its name")
			return
		}
	}
	if ph.orgName {
		name := f.p.Doc.Slice(f.p.Words(ph.name[0], ph.name[1]))
		s := ""
		for k := ph.name[1] - 1; k >= ph.name[0] && s == ""; k-- {
			s = orgSectors[f.p.Lower[k]]
		}
		for k := ph.name[1] - 1; k >= ph.name[0] && s == ""; k-- {
			s = sectors[f.p.Lower[k]]
		}
		for k := m.First; k < ph.name[0] && s == ""; k++ {
			if f.p.Lower[k] == "ruling" || f.p.Lower[k] == "opposition" {
				s = "PTY"
			}
		}
		if ph.title[1] > 0 {
			for k := ph.title[1] - 1; k >= ph.title[0]; k-- {
				if t := sectors[f.p.Lower[k]]; t != "" {
					s = t
				}
			}
		}
		f.set(m, claim.Party{Name: name, Country: country, Sector: s}, 0.6, "a body by its name")
		return
	}
	if c := f.nation(ph.nations); c != nil && ph.title[1] == 0 {
		f.set(m, party(c.Actor()), 0.8, "seat of the government")
		return
	}
	if ph.title[1] == 0 {
		return
	}
	noun := f.titleText(ph)
	word := f.p.Lower[ph.title[1]-1]
	if ph.name[1] > 0 && len(ph.names) > 0 { // "the Biden administration"
		if a, ok := f.known(ph, "", ""); ok {
			name := f.p.Doc.Slice(f.p.Words(ph.name[0], ph.title[1]))
			f.set(m, claim.Party{Actor: world.ActorID(a.Country + "/GOV/" + strings.ReplaceAll(world.Fold(name), " ", "-")), Name: name, Country: a.Country, Sector: "GOV"}, 0.85, "government of "+a.Name)
			return
		}
	}
	if ps := f.memberStates(m); len(ps) > 0 {
		m.Parties, m.Confidence, m.Why = ps, 0.8, "members of the body on the day"
		return
	}
	if country == "" && len(ph.body) > 0 {
		if a, _, ok := f.body(ph.body, ""); ok {
			f.set(m, party(a), 0.7, "part of the body")
		}
		return
	}
	if country == "" {
		return
	}
	if governments[word] {
		if c := f.w.Country(country); c != nil {
			f.set(m, party(c.Actor()), 0.9, "government of the country")
			return
		}
	}
	if k := organKind(noun); k != "" {
		if a := f.w.Organ(country, k, f.p.Doc.Date); a != nil && (k != "military" || wholeForce(a.Name)) {
			f.set(m, party(a.Actor(country)), 0.85, "organ of the country")
			return
		}
	}
	if word == "embassy" {
		name := "Embassy of " + nameOf(f.w, country)
		host := ""
		if ph.scene >= 0 && len(f.out[ph.scene].Parties) > 0 {
			host = f.out[ph.scene].Parties[0].Country
			if f.out[ph.scene].Kind == Place {
				name += ", " + f.p.Doc.Slice(f.p.Words(f.out[ph.scene].First, f.out[ph.scene].Last))
			}
		}
		id := country + "/GOV/embassy"
		if host != "" {
			id += "-in-" + strings.ToLower(host)
		}
		f.set(m, claim.Party{Actor: world.ActorID(id), Name: name, Country: country, Sector: "GOV"}, 0.85, "embassy of the country")
		return
	}
	s := sectors[word]
	if s == "" {
		s = "GOV"
	}
	id := world.ActorID(country + "/" + s + "/" + strings.ReplaceAll(noun, " ", "-"))
	if word == "people" || word == "public" || word == "population" {
		f.set(m, claim.Party{Country: country, Sector: "CVL"}, 0.85, "people of the country")
		return
	}
	name := ""
	if f.upper[ph.title[0]] {
		name = strings.TrimPrefix(strings.TrimPrefix(f.p.Doc.Slice(f.p.Words(m.First, m.Last)), "the "), "The ")
	}
	if m.Plural {
		id, name = "", ""
	}
	f.set(m, claim.Party{Actor: id, Name: name, Country: country, Sector: s}, 0.8, "organ of the country")
}

// wholeForce reports whether an organ's name is that of all the forces of a state.
func wholeForce(name string) bool {
	for _, w := range []string{"Armed Forces", "Military", "military", "Defense Forces", "Defence Force", "Liberation Army", "People's Army", "Self-Defense"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

var orgSectors = map[string]string{"times": "JRN", "post": "JRN", "mail": "JRN", "news": "JRN", "journal": "JRN", "herald": "JRN", "tribune": "JRN", "guardian": "JRN", "gazette": "JRN", "telegraph": "JRN", "tv": "JRN",
	"television": "JRN", "radio": "JRN", "press": "JRN", "magazine": "JRN", "party": "PTY", "movement": "OPP", "inc": "BUS", "corp": "BUS", "ltd": "BUS", "plc": "BUS", "air": "BUS", "airlines": "BUS", "group": "BUS",
	"company": "BUS", "holdings": "BUS", "industries": "BUS", "energy": "BUS", "institute": "EDU", "university": "EDU", "college": "EDU", "school": "EDU", "academy": "EDU", "ministry": "GOV", "department": "GOV", "office": "GOV",
	"embassy": "GOV", "commission": "GOV", "authority": "GOV", "agency": "GOV", "court": "JUD", "police": "COP", "army": "MIL", "forum": "SOC", "society": "SOC", "association": "SOC", "foundation": "SOC", "union": "LAB", "telekom": "BUS", "bahn": "BUS"}

// sectorFor tells the sector of a noun of people.
func (f *finder) sectorFor(ph *phrase, body world.Actor) string {
	if ph.title[1] == 0 {
		return ""
	}
	word := f.p.Lower[ph.title[1]-1]
	if s := sectors[word]; s != "" {
		if (word == "general" || word == "secretary-general") && body.Sector != "" && body.Sector != "MIL" {
			return body.Sector
		}
		return s
	}
	if body.Sector != "" {
		return body.Sector
	}
	for k := ph.title[1] - 2; k >= ph.title[0]; k-- {
		if s := sectors[f.p.Lower[k]]; s != "" && f.cls[k]&(bodyNoun|adjective) != 0 {
			return s
		}
	}
	if f.cls[ph.title[1]-1]&(person|titular|bodyNoun) != 0 || f.isOffice(ph) {
		switch word {
		case "sources", "source", "insider", "people", "critics", "supporters", "opponents", "counterparts", "ally", "allies", "author", "member", "members":
			if ph.nationAt >= 0 {
				return "GOV"
			}
			return ""
		}
		return "GOV"
	}
	return ""
}

func (f *finder) resolveRole(m *Mention) {
	ph := m.at
	country, body := f.context(m)
	if ph.former {
		f.set(m, claim.Party{Country: country, Sector: "ELI"}, 0.7, "former holder of an office")
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

// holder asks the table for the holder of a title.
func (f *finder) holder(m *Mention, country string, body world.Actor, title string) (world.Actor, world.Confidence, bool) {
	day := f.p.Doc.Date
	if !day.Valid() {
		return world.Actor{}, world.Unknown, false
	}
	place := country
	if body.ID != "" && f.w.Body(string(body.ID)) != nil {
		place = string(body.ID)
	}
	if place == "" || m.at.unknownBody || body.ID != "" && f.w.Body(string(body.ID)) == nil && m.Kind != Person {
		return world.Actor{}, world.Unknown, false // the president of a league, or of a senate, is not that of the country
	}
	for _, k := range []int{m.at.complement, m.at.possessor} {
		if k >= 0 && m.Kind != Person && (f.out[k].Kind == Organisation || f.out[k].Kind == Agency) && len(f.out[k].Parties) > 0 &&
			f.w.Body(string(f.out[k].Parties[0].Actor)) == nil && string(f.out[k].Parties[0].Actor) != country {
			return world.Actor{}, world.Unknown, false
		}
	}
	if f.ambassador(m.at) {
		to := ""
		if c := m.at.complement; c >= 0 && len(f.out[c].Parties) > 0 {
			to = f.out[c].Parties[0].Country
			if to == "UNO" {
				to = "UN"
			}
			if to == "EUR" {
				to = "EU"
			}
		}
		if to == "" { // to the other country of the report
			n := 1
			for c, k := range f.count {
				if c != country && (k > n || k == n && c < to) {
					to, n = c, k
				}
			}
		}
		if to == "" {
			return world.Actor{}, world.Unknown, false
		}
		return f.w.Titled(place, "ambassador to "+to, day)
	}
	return f.w.Titled(place, title, day)
}

// known resolves the name of a phrase by the table: the person whose country
// and title fit, in office on the day before others.
func (f *finder) known(ph *phrase, country, title string) (world.Actor, bool) {
	a, _, ok := f.knownNumber(ph, country, title)
	return a, ok
}

func (f *finder) knownNumber(ph *phrase, country, title string) (best world.Actor, sure float64, ok bool) {
	day := f.p.Doc.Date
	bestScore, second := -1.0, -1.0
	for _, r := range ph.names {
		if r.Kind != world.NamePerson && r.Kind != world.NameFamily {
			continue
		}
		a, rank := f.w.PersonAt(r.N, day)
		s := float64(rank)
		if r.Kind == world.NamePerson {
			s += 2
		}
		home, _, _ := strings.Cut(string(a.ID), "/")
		if country != "" {
			if a.Country == country || home == country {
				s += 6
			} else {
				continue // the text tells another country
			}
		} else {
			s += float64(min(f.count[a.Country], 4)) * 0.75
		}
		if title != "" {
			if c := f.w.Bears(r.N, title, day); c > world.Unknown {
				s += 6
			} else if r.Kind == world.NameFamily && !ph.former && world.IsTitle(title) {
				s -= 3
			}
		}
		s += float64(min(f.w.Prominence(r.N, day), 8000)) / 8000
		if r.Kind == world.NameFamily && rank == 0 && title == "" {
			s -= 3
		}
		if s > bestScore {
			second = bestScore
			best, bestScore = a, s
		} else if s > second {
			second = s
		}
	}
	if bestScore < 1.5 {
		return world.Actor{}, 0, false
	}
	sure = 0.55 + min(bestScore, 10)/25
	if bestScore-second < 1 {
		sure -= 0.25
	}
	return best, min(sure, 0.97), bestScore-second > 0.5 || second < 0
}

func (f *finder) resolvePerson(m *Mention) {
	ph := m.at
	country, body := f.context(m)
	title := ""
	if ph.title[1] > 0 {
		title = f.titleText(ph)
	}
	if ap := ph.apposition; ap >= 0 && title == "" {
		title = f.titleText(f.out[ap].at)
	}
	text := f.p.Doc.Slice(f.p.Words(ph.name[0], ph.name[1]))
	multi := len(f.nameOf(m)) > 1
	if a, sure, ok := f.knownNumber(ph, country, title); ok {
		home, _, _ := strings.Cut(string(a.ID), "/")
		unknown := a.Sector == "ELI" && country == "" && title == "" && f.count[home] == 0
		if !multi && ph.former {
			sure -= 0.1
		}
		if unknown && !multi {
			m.Candidates = f.candidates(ph)
			m.Confidence = 0.2
			return
		}
		if a.Sector == "ELI" && title != "" && !ph.former {
			a.Sector = "GOV" // the report gives an office, maybe of an earlier day
			if s := f.sectorFor(ph, body); s != "" {
				a.Sector = s
			}
		}
		f.set(m, party(a), sure, "name in the table of office holders")
		if unknown {
			m.Confidence = 0.5
		}
		return
	}
	// By title: the holder, if the family name agrees.
	if title != "" && country != "" {
		if a, conf, ok := f.holder(m, country, body, title); ok && sameFamily(a.Name, f.nameOf(m)) {
			f.set(m, party(a), conf.Probability(), "holder of the office, and the name agrees")
			return
		}
	}
	m.Candidates = f.candidates(ph)
	s := f.sectorFor(ph, body)
	if ap := ph.apposition; ap >= 0 && ph.title[1] == 0 && len(f.out[ap].Parties) > 0 {
		s = f.out[ap].Parties[0].Sector
		if s == "" {
			s = f.sectorFor(f.out[ap].at, world.Actor{})
		}
	}
	if ph.former {
		s = "ELI"
	}
	conf := 0.7
	if country == "" {
		conf = 0.5
	}
	p := claim.Party{Name: text, Country: country, Sector: s}
	if country != "" && multi {
		p.Actor = world.ActorID(country + "/" + strings.ReplaceAll(world.Fold(text), " ", "-"))
	}
	if !multi && title == "" && !ph.honour {
		conf = 0.3
	}
	f.set(m, p, conf, "a name of this report")
}

// candidates lists who a name may be by the table.
func (f *finder) candidates(ph *phrase) []world.Actor {
	var ns []int
	for _, r := range ph.names {
		if r.Kind == world.NamePerson || r.Kind == world.NameFamily {
			ns = append(ns, r.N)
		}
	}
	if len(ns) == 0 {
		return nil
	}
	all := f.w.Rank(ns, f.p.Doc.Date)
	return all[:min(len(all), 5)]
}

// sameFamily reports whether the last folded word of words is a word of name.
func sameFamily(name string, words []string) bool {
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	for _, w := range strings.Fields(world.Fold(name)) {
		if w == last || len(w) > 4 && len(last) > 4 && distance(w, last, 1) <= 1 {
			return true
		}
	}
	return false
}

// nameOf is the name of a country in a phrase: "the United States".
func nameOf(w *world.Table, country string) string {
	c := w.Country(country)
	if c == nil {
		return country
	}
	switch c.ISO3 {
	case "USA", "GBR", "ARE", "NLD", "PHL", "CZE", "DOM", "CAF", "MDV", "BHS", "EUU":
		return "the " + c.Name
	}
	return c.Name
}

// memberStates gives the parties that "P5+1 nations" or "Quad leaders" are:
// the members on the day, of a body of ten at most.
func (f *finder) memberStates(m *Mention) []claim.Party {
	if !m.Plural {
		return nil
	}
	switch f.p.Lower[m.Head] {
	case "countries", "nations", "states", "powers", "members", "leaders", "ministers", "allies", "governments", "partners", "signatories":
	default:
		return nil
	}
	for _, r := range m.at.body {
		if r.Kind != world.NameBody {
			continue
		}
		codes := f.w.Members(f.w.BodyAt(r.N).ID, f.p.Doc.Date)
		if len(codes) == 0 || len(codes) > 10 {
			continue
		}
		var ps []claim.Party
		for _, c := range codes {
			if k := f.w.Country(c); k != nil {
				p := party(k.Actor())
				p.Span = f.p.Words(m.First, m.Last)
				p.Text = f.p.Doc.Slice(p.Span)
				ps = append(ps, p)
			}
		}
		return ps
	}
	return nil
}
