package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// Which body, organ or government a phrase names.

var governments = map[string]bool{"government": true, "administration": true, "regime": true, "authorities": true, "leadership": true, "cabinet": true, "presidency": true, "state": true, "governments": true, "nation": true, "side": true, "country": true, "junta": true}

// organKinds gives the kind of organ (world.Organ) that a noun names.
func organKind(noun string) string {
	switch {
	case strings.HasSuffix(noun, "foreign ministry"), strings.HasSuffix(noun, "foreign affairs ministry"), strings.HasSuffix(noun, "ministry of foreign affairs"), noun == "foreign office":
		return "foreign_ministry"
	case strings.HasSuffix(noun, "defence ministry"), strings.HasSuffix(noun, "defense ministry"), strings.HasSuffix(noun, "ministry of defence"), strings.HasSuffix(noun, "ministry of defense"):
		return "defence_ministry"
	case strings.HasSuffix(noun, "military"), noun == "army", noun == "armed forces":
		return "military"
	case noun == "parliament", noun == "legislature":
		return "parliament"
	case noun == "central bank":
		return "central_bank"
	}
	return ""
}

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

func (f *finder) resolveBody(m *Mention) {
	ph := m.at
	country, _ := f.context(m)
	if len(ph.body) > 0 && m.Head < ph.bodyAt[1] {
		if r := ph.body[0]; r.Kind == world.NameAgency && f.subnational(m) {
			name := f.p.Doc.Slice(f.p.Words(ph.bodyAt[0], m.Last))
			if ph.nationAt >= m.First && ph.nationAt < ph.bodyAt[0] {
				name = f.p.Doc.Slice(f.p.Words(ph.nationAt, ph.bodyAt[1]))
			}
			f.set(m, claim.Party{Name: name, Country: country, Sector: f.w.AgencyAt(r.N).Sector}, 0.75, "a body of a part of the country")
			return
		}
		if a, others, ok := f.body(ph.body, country); ok {
			if c := f.w.Country(a.Country); c != nil && f.p.Lower[ph.bodyAt[1]-1] == "government" {
				f.set(m, party(c.Actor()), 0.9, "government of the country")
				return
			}
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
			if c := ph.complement; c >= 0 && f.out[c].Last == m.Last && (f.out[c].Kind == Country || f.out[c].Kind == Place) {
				name = f.p.Doc.Slice(f.p.Words(ph.bodyAt[0], m.Last)) // "Supreme Court of Puerto Rico"
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
			if word == "campaign" {
				f.set(m, claim.Party{Name: a.Name + " campaign", Country: a.Country, Sector: "PTY"}, 0.8, "campaign of "+a.Name)
				return
			}
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
	if f.upper[ph.title[0]] || f.upper[m.Head] && !f.sentenceStart(m.Head) {
		name = strings.TrimPrefix(strings.TrimPrefix(f.p.Doc.Slice(f.p.Words(m.First, m.Last)), "the "), "The ")
	}
	if name == "" && (!m.Plural || word == "police") && f.local(ph.nations) && ph.nationAt >= m.First {
		name = f.p.Doc.Slice(f.p.Words(ph.nationAt, ph.title[1])) // "Kent police"
	}
	if m.Plural && word != "police" && name == "" {
		id = ""
	}
	if k := ph.possessor; k >= 0 && name != "" && (f.out[k].Kind == Country || f.out[k].Kind == Place) && f.p.Lower[m.Last-1] != "police" {
		name = f.p.Doc.Slice(f.p.Words(ph.title[0], ph.title[1])) + " of " + nameOf(f.w, country) // "Taiwan's Constitutional Court"
	}
	f.set(m, claim.Party{Actor: id, Name: name, Country: country, Sector: s}, 0.8, "organ of the country")
}

// local reports whether references are of towns and regions only.
func (f *finder) local(refs []world.Ref) bool {
	for _, r := range refs {
		if r.Kind != world.NameTown && r.Kind != world.NameCapital && r.Kind != world.NameMetonym {
			return false
		}
	}
	return len(refs) > 0
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
	if word == "general" && ph.title[1]-ph.title[0] > 1 {
		switch f.p.Lower[ph.title[0]] {
		case "attorney", "secretary", "inspector", "director", "governor", "consul", "solicitor":
			return "GOV"
		}
	}
	if ph.unknownBody { // the sector of a body that no table knows, where its name tells
		for k := ph.title[0] - 1; k >= 0 && k > ph.title[0]-6; k-- {
			if s := orgSectors[f.p.Lower[k]]; s != "" {
				return s
			}
		}
		if s := sectors[word]; s != "" {
			return s
		}
		return ""
	}
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
