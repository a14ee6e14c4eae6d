package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// Phrases that lean on what the report said before: "the minister", "the
// embassy", "both countries".

// role ties "the minister", "the official", "the embassy".
func (t *tier) role(i int) {
	m := &t.out[i]
	ph := m.at
	noun := t.folded[ph.title[1]-1]
	title := t.titleText(ph)
	country := ""
	if len(m.Parties) > 0 {
		country = m.Parties[0].Country
	}
	if len(m.Parties) > 0 && m.Parties[0].Name != "" { // an office resolved by the table: named in the report too?
		for _, e := range lastOf(t.entsBy[lastWord(m.Parties[0].Name)]) {
			if o := &t.out[t.ents[e].mention]; len(o.Parties) > 0 && o.Parties[0].Actor == m.Parties[0].Actor && o.Parties[0].Actor != "" {
				m.Tied, m.Standing = t.ents[e].mention, claim.Named
			}
		}
		return
	}
	if ap := ph.apposition; ap >= 0 && len(t.out[ap].Parties) > 0 { // "his spokesman, X"
		p := t.out[ap].Parties[0]
		if p.Country == "" {
			p.Country = country
		}
		if p.Sector == "" && len(m.Parties) > 0 {
			p.Sector = m.Parties[0].Sector
		}
		p.Text = ""
		t.out[ap].Parties[0] = p
		m.Parties = []claim.Party{p}
		m.Standing = claim.Named
		m.Why, m.Confidence = "the name follows", 0.8
		return
	}
	if noun == "counterpart" && !m.Plural && t.counterpart(m, country) {
		return
	}
	definite := ph.article == "the" || ph.article == "this" || ph.article == "that" || ph.article == "" && t.upper[ph.title[0]] && !m.Plural || ph.article == "these" || ph.article == "those" || ph.article == "both"
	if country == "" && m.Last < t.p.Len() && t.p.Lower[m.Last] == "there" {
		for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
			o := &t.out[t.seen[k]]
			if (o.Kind == Place || o.Kind == Country) && len(o.Parties) > 0 && o.Parties[0].Country != "" {
				s := ""
				if len(m.Parties) > 0 {
					s = m.Parties[0].Sector
				}
				m.Parties = []claim.Party{{Actor: world.ActorID(o.Parties[0].Country + "/" + s), Country: o.Parties[0].Country, Sector: s}}
				m.Tied, m.Why, m.Confidence = t.seen[k], "there: the place named before", 0.7
				m.Last++
				m.FullLast = max(m.FullLast, m.Last)
				return
			}
		}
	}
	if noun == "powers" && country == "" && t.group(m, noun) {
		return
	}
	if !definite || ph.former {
		if country == "" && m.Plural && ph.article == "" && (noun == "officials" || noun == "authorities" || noun == "lawmakers" || noun == "police" || noun == "troops" || noun == "soldiers" || noun == "diplomats") {
			t.nearCountry(m)
		}
		return
	}
	if m.Plural && country == "" && ph.complement < 0 && (noun == "leaders" || noun == "sides" || noun == "ministers" || noun == "presidents" || noun == "parties" || noun == "officials" || noun == "countries") {
		if t.group(m, noun) {
			return
		}
	}
	// Called so before: the same noun, and nothing that speaks against it.
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
		at := t.seen[k]
		o := &t.out[at]
		if len(o.Parties) == 0 || o.Plural != m.Plural {
			continue
		}
		if country != "" && o.Parties[0].Country != country {
			continue
		}
		oph := o.at
		switch o.Kind {
		case Role, Office:
			if likeNoun(t.folded[oph.title[1]-1], noun) && sameRank(title, t.titleText(oph)) && (o.Parties[0].Country != "" || o.Parties[0].Name != "") {
				t.tieTo(m, at, "called so before")
				m.Standing = o.Standing
				return
			}
		case Person:
			if oph.title[1] > 0 && likeNoun(t.folded[oph.title[1]-1], noun) && sameRank(title, t.titleText(oph)) && !oph.former ||
				oph.apposition >= 0 && likeNoun(t.folded[t.out[oph.apposition].at.title[1]-1], noun) && sameRank(title, t.titleText(t.out[oph.apposition].at)) {
				t.tieTo(m, at, "so titled before")
				m.Standing = claim.Named
				return
			}
		}
	}
	// A person of whom the table knows that title.
	if ph.complement >= 0 || m.Last < t.p.Len() && (t.p.Lower[m.Last] == "of" || t.p.Lower[m.Last] == "for") {
		return // of something that we could not read
	}
	if m.Kind == Office && country == "" && !m.Plural {
		t.officeAlone(m, title)
		return
	}
	if country == "" && !m.Plural {
		t.nearCountry(m)
	}
}

// likeNoun reports whether a later noun may stand for an earlier one of the
// same person: "the spokesperson" for a spokeswoman, "the lawmaker" for a
// senator.
func likeNoun(earlier, later string) bool {
	if earlier == later {
		return true
	}
	if spokes[earlier] && spokes[later] {
		return true
	}
	for _, w := range strings.Fields(hypernyms[later]) {
		if w == earlier {
			return true
		}
	}
	return false
}

// hypernyms gives the narrower nouns that a later, wider one may stand for.
var hypernyms = map[string]string{
	"lawmaker": "senator congressman congresswoman representative mp mep deputy legislator", "legislator": "senator congressman congresswoman representative mp deputy lawmaker", "politician": "senator congressman congresswoman representative mp mep minister governor mayor candidate lawmaker",
	"congressman": "representative", "congresswoman": "representative", "chairperson": "chairman chairwoman chair", "chair": "chairman chairwoman chairperson", "businessman": "founder owner ceo", "executive": "ceo director chairman manager", "officer": "constable detective policeman sergeant inspector superintendent sheriff",
	"academic": "professor researcher historian scholar", "researcher": "professor scientist", "scientist": "professor researcher", "lawyer": "attorney solicitor barrister", "attorney": "lawyer", "cleric": "imam bishop ayatollah", "monarch": "king queen emperor sultan emir", "suspect": "attacker shooter gunman assailant", "journalist": "reporter correspondent editor",
	"reporter": "journalist correspondent", "premier": "minister", "activist": "campaigner protester", "campaigner": "activist", "diplomat": "ambassador envoy", "envoy": "ambassador", "commander": "general admiral colonel",
}

// sameRank reports whether a short title may stand for a longer one: "the
// minister" for "the foreign minister", but "the president" not for "the vice
// president", nor one minister for another.
func sameRank(short, long string) bool {
	a, b := strings.Fields(short), strings.Fields(long)
	vice := func(ws []string) bool {
		for _, w := range ws {
			if w == "vice" || w == "deputy" || w == "prime" || w == "assistant" {
				return true
			}
		}
		return false
	}
	if len(a) > 1 && len(b) > 1 {
		return short == long || strings.HasSuffix(long, short)
	}
	return vice(a) == vice(b)
}

// nearCountry gives a phrase without a country the one that the report is
// most about, as a weak reading.
func (t *tier) nearCountry(m *Mention) {
	best := t.mainCountry()
	if best == "" && m.Plural { // the country that acted last
		for k := len(t.seen) - 1; k >= max(0, len(t.seen)-12); k-- {
			o := &t.out[t.seen[k]]
			if len(o.Parties) == 1 && o.Parties[0].Sector == "GOV" && o.Parties[0].Country != "" && o.Confidence > 0.6 && t.subject(o) > 0 && t.p.Sent[m.First]-t.p.Sent[o.First] <= 2 {
				best = o.Parties[0].Country
				break
			}
		}
	}
	if best == "" {
		return
	}
	c := t.w.Country(best)
	if c == nil {
		return
	}
	code := c.Actor().Country
	s := t.sectorFor(m.at, world.Actor{})
	m.Confidence, m.Why = 0.45, "no word tells the country; the report is most about "+nameOf(t.w, best)
	m.Parties = []claim.Party{{Actor: world.ActorID(code + "/" + s), Country: code, Sector: s, Guess: m.Why}}
}

// mainCountry is the country that the report names most, and clearly more than
// the next; "" for none.
func (t *tier) mainCountry() string {
	best, n, second := "", 0, 0
	for c, k := range t.weight {
		if k > n || k == n && c < best {
			best, n, second = c, k, max(second, n)
		} else {
			second = max(second, k)
		}
	}
	if n < 2 || float64(n) < 1.3*float64(second) {
		return ""
	}
	return best
}

// weigh counts the mentions of each country, those of its people by name
// included.
func (t *tier) weigh() {
	t.weight = map[string]int{}
	for i := range t.out {
		m := &t.out[i]
		if len(m.Parties) != 1 || m.Parties[0].Country == "" || m.Confidence < 0.5 {
			continue
		}
		w := 2
		if m.Kind == Place || m.Kind == Demonym {
			w = 1
		}
		if t.subject(m) > 0 {
			w++
		}
		t.weight[m.Parties[0].Country] += w
	}
}

// officeAlone resolves "the prime minister" by the people of the report who
// bear the title, then by the countries it is about.
func (t *tier) officeAlone(m *Mention, title string) {
	day := t.p.Doc.Date
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
		o := &t.out[t.seen[k]]
		if o.Kind != Person || len(o.Parties) == 0 || o.Parties[0].Actor == "" {
			continue
		}
		if n, ok := t.w.PersonNumber(o.Parties[0].Actor); ok && t.w.Bears(n, title, day) > world.Unknown {
			t.tieTo(m, t.seen[k], "bears the title on the day")
			m.Standing = claim.Named
			return
		}
	}
	// Countries whose bearer is named with another title are less likely.
	best, score := "", 0
	for c, k := range t.count {
		for e := range t.ents[:min(len(t.ents), reach)] {
			if o := &t.out[t.ents[e].mention]; len(o.Parties) > 0 && o.Parties[0].Country == c && o.at.title[1] > 0 && t.titleText(o.at) != title {
				k -= 3
			}
		}
		if k > score || k == score && c < best {
			best, score = c, k
		}
	}
	if best == "" || !day.Valid() {
		t.nearCountry(m)
		return
	}
	if a, conf, ok := t.w.Titled(best, title, day); ok {
		t.set(m, party(a), conf.Probability()*0.6, title+" of the country the report is about")
		m.Candidates = []world.Actor{a}
	}
}

// group ties "the leaders", "both countries" to the last two or more of their
// kind that the report named together, else one after the other.
func (t *tier) group(m *Mention, noun string) bool {
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
		o := &t.out[t.seen[k]]
		if o.Kind == List && len(o.at.members) >= 2 {
			ps := t.parties(o)
			if len(ps) >= 2 && (noun != "powers" || len(ps) > 2) && (noun != "leaders" && noun != "presidents" && noun != "ministers" || t.out[o.at.members[0]].Kind == Person || t.out[o.at.members[0]].Kind == Office) {
				m.Parties = ps
				m.Tied, m.Why, m.Confidence = t.seen[k], "named together before", 0.6
				m.Standing = t.standing(o)
				return true
			}
		}
	}
	if noun == "powers" {
		for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
			if o := &t.out[t.seen[k]]; len(o.Parties) > 2 {
				m.Parties, m.Tied, m.Why, m.Confidence = t.parties(o), t.seen[k], "named together before", 0.6
				return true
			}
		}
		return false
	}
	if noun == "sides" || noun == "countries" || noun == "parties" { // the last two countries
		var ps []claim.Party
		for k := len(t.seen) - 1; k >= max(0, len(t.seen)-20) && len(ps) < 2; k-- {
			o := &t.out[t.seen[k]]
			if o.Kind == Country && len(o.Parties) == 1 && (len(ps) == 0 || ps[0].Country != o.Parties[0].Country) {
				ps = append(ps, t.withText(o))
			}
		}
		if len(ps) < 2 {
			return false
		}
		m.Parties = []claim.Party{ps[1], ps[0]}
		m.Why, m.Confidence, m.Standing = "the last two countries named", 0.45, claim.Institution
		return true
	}
	if noun != "leaders" && noun != "presidents" && noun != "ministers" {
		return false
	}
	var ps []claim.Party
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach) && len(ps) < 2; k-- {
		o := &t.out[t.seen[k]]
		if o.Kind != Person && o.Kind != Office || len(o.Parties) != 1 || o.Parties[0].Name == "" || o.Parties[0].Sector != "GOV" || o.Confidence < 0.5 {
			continue
		}
		if len(ps) == 0 || ps[0].Name != o.Parties[0].Name {
			ps = append(ps, t.withText(o))
		}
	}
	if len(ps) < 2 {
		return false
	}
	m.Parties = []claim.Party{ps[1], ps[0]}
	m.Why, m.Confidence, m.Standing = "the last two named", 0.55, claim.Named
	return true
}

func (t *tier) withText(o *Mention) claim.Party {
	p := o.Parties[0]
	p.Span = t.p.Words(o.First, o.Last)
	p.Text = t.p.Doc.Slice(p.Span)
	return p
}

// again ties "the embassy", "the ministry", "the airline", "the country".
func (t *tier) again(i int) {
	m := &t.out[i]
	ph := m.at
	if len(m.Parties) > 0 && m.Parties[0].Country != "" || ph.title[1] == 0 || ph.orgName {
		return
	}
	noun := t.folded[ph.title[1]-1]
	if k := ph.possessor; k >= 0 && noun == "campaign" && len(t.out[k].Parties) == 1 && t.out[k].Parties[0].Name != "" {
		t.set(m, claim.Party{Name: t.out[k].Parties[0].Name + " campaign", Country: t.out[k].Parties[0].Country, Sector: "PTY"}, 0.75, "campaign of "+t.out[k].Parties[0].Name)
		return
	}
	if ph.article != "the" && ph.article != "both" && ph.article != "" {
		return
	}
	if noun == "countries" || noun == "sides" || noun == "nations" || noun == "governments" || noun == "powers" {
		for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
			if o := &t.out[t.seen[k]]; o.Kind == List || noun == "powers" && len(o.Parties) > 2 {
				if ps := t.parties(o); len(ps) >= 2 && (noun != "powers" || len(ps) > 2) {
					m.Parties, m.Tied, m.Why, m.Confidence = ps, t.seen[k], "named together before", 0.6
					return
				}
			}
		}
		return
	}
	if c := t.chain[i]; c >= 0 && noun != "country" && noun != "nation" && noun != "state" {
		links := t.links[c]
		for k := len(links) - 1; k >= 0; k-- { // the chain first: two parties of a report are both "the party"
			at := links[k]
			if o := &t.out[at]; at != i && o.Last <= m.First && (o.Kind == Agency || o.Kind == Organisation) && len(o.Parties) == 1 && o.Parties[0].Name != "" && (t.lastNoun(o) == noun || strings.Contains(sortOf[noun], o.Parties[0].Sector) && o.Parties[0].Sector != "") {
				t.tieTo(m, at, "called so before, by the chain")
				return
			}
		}
	}
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
		at := t.seen[k]
		o := &t.out[at]
		if len(o.Parties) != 1 || o.Parties[0].Country == "" && o.Parties[0].Name == "" {
			continue
		}
		if noun == "country" || noun == "nation" || noun == "state" || noun == "kingdom" || noun == "republic" {
			if (o.Kind == Country || o.Kind == Demonym) && o.Confidence > 0.5 {
				t.tieTo(m, at, "the country named last")
				return
			}
			continue
		}
		if (o.Kind == Agency || o.Kind == Organisation) && (t.lastNoun(o) == noun || sortOf[noun] != "" && o.Parties[0].Name != "" && strings.Contains(sortOf[noun], o.Parties[0].Sector) && o.Parties[0].Sector != "" && (ph.article == "the" || ph.article == "this")) {
			t.tieTo(m, at, "called so before")
			return
		}
	}
	if noun == "police" || noun == "government" || noun == "authorities" || noun == "army" || noun == "military" || noun == "parliament" || noun == "opposition" || noun == "ministry" {
		t.nearCountry(m)
		if len(m.Parties) > 0 && m.Parties[0].Country != "" {
			if c := t.w.Country(m.Parties[0].Country); c != nil && (noun == "government" || noun == "authorities") {
				m.Parties[0] = party(c.Actor())
			} else if m.Parties[0].Sector == "" {
				m.Parties[0].Sector = "GOV"
			}
		}
	}
}

// sortOf gives the sectors of bodies that a noun may stand for.
var sortOf = map[string]string{"network": "JRN", "broadcaster": "JRN", "channel": "JRN", "newspaper": "JRN", "paper": "JRN", "daily": "JRN", "company": "BUS", "firm": "BUS", "corporation": "BUS", "airline": "BUS", "retailer": "BUS",
	"chain": "BUS", "party": "PTY", "manufacturer": "BUS", "bank": "BUS", "university": "EDU", "college": "EDU", "school": "EDU", "institute": "EDU", "institution": "EDU", "agency": "GOV SPY", "department": "GOV", "force": "COP MIL",
	"charity": "SOC", "union": "LAB", "militia": "REB PRM", "magazine": "JRN", "outlet": "JRN", "station": "JRN"}

// lastNoun is the noun that tells what sort of body it is.
func (t *tier) lastNoun(o *Mention) string {
	if o.at.title[1] > 0 && o.Head < o.at.title[1] {
		return t.folded[o.at.title[1]-1]
	}
	k := o.Last - 1
	if o.at.bodyAt[1] > 0 {
		k = o.at.bodyAt[1] - 1
	}
	if o.at.name[1] > 0 {
		k = o.at.name[1] - 1
	}
	if len(o.Parties) > 0 && o.Parties[0].Actor != "" {
		ws := strings.Fields(world.Fold(o.Parties[0].Name))
		for _, w := range ws {
			if words[w]&bodyNoun != 0 && w != "state" {
				return w
			}
		}
	}
	if o.at.orgName && o.Head >= o.at.name[0] {
		k = o.Head
	}
	return t.folded[k]
}
