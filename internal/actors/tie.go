package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// The third step carries parties along the report: family names to full
// names, "the minister" and "the official" to whoever was called so before,
// pronouns to the nearest that fits.

// entity is somebody of the report.
type entity struct {
	words   []string // folded name, "" for none
	mention int      // the mention that tells most
	title   string   // folded titles borne in the report, parted by "|"
	female  int      // +1 she, -1 he, 0 open
	n       int      // mentions by full name
}

func (f *finder) tie() {
	order := make([]int, len(f.out))
	for i := range order {
		order[i] = i
	}
	sortBy(order, func(a, b int) bool {
		x, y := &f.out[a], &f.out[b]
		if x.First != y.First {
			return x.First < y.First
		}
		return x.Last > y.Last
	})
	f.fullNames(order)
	f.aliases(order)
	f.spelling(order)
	t := tier{finder: f, done: make([]bool, len(f.out))}
	t.weigh()
	for _, i := range order {
		t.one(i)
	}
	for i := range f.out {
		if f.out[i].Kind == List {
			f.joinMembers(i)
		}
	}
	f.drop()
}

// fullNames gathers the people that the report names in full.
func (f *finder) fullNames(order []int) {
	for _, i := range order {
		m := &f.out[i]
		if m.Kind != Person || m.at.orgName {
			continue
		}
		ws := f.nameOf(m)
		title := ""
		if m.at.title[1] > 0 {
			title = f.titleText(m.at)
		}
		if a := m.at.apposition; a >= 0 {
			title = strings.Trim(title+"|"+f.titleText(f.out[a].at), "|")
		}
		if len(ws) < 2 {
			if title == "" && !m.at.honour && len(m.Parties) == 0 {
				continue
			}
			if e := f.find(ws, i); e >= 0 {
				f.ents[e].title = strings.Trim(f.ents[e].title+"|"+title, "|")
				continue
			}
			if title == "" && !m.at.honour && m.Confidence < 0.5 {
				continue
			}
		} else if e := f.find(ws, i); e >= 0 && len(f.ents[e].words) >= 2 {
			if len(f.out[f.ents[e].mention].Parties) == 0 || m.Confidence > f.out[f.ents[e].mention].Confidence+0.05 {
				f.ents[e].mention = i
			}
			f.ents[e].title = strings.Trim(f.ents[e].title+"|"+title, "|")
			f.ents[e].n++
			continue
		}
		e := entity{words: ws, mention: i, title: title, n: 1}
		e.female = f.gender(m)
		f.ents = append(f.ents, e)
	}
}

func (f *finder) gender(m *Mention) int {
	for k := m.First; k < m.Last; k++ {
		switch low := f.p.Lower[k]; {
		case low == "mr" || low == "mr." || low == "king" || low == "sir" || low == "lord" || low == "chairman" || low == "spokesman" || low == "father" || low == "brother" || low == "son" || low == "businessman":
			return -1
		case female[f.folded[k]] && (k == m.at.name[0] || k < m.at.name[0]):
			return 1
		}
	}
	if ws := f.nameOf(m); len(ws) > 1 && female[ws[0]] {
		return 1
	}
	if len(m.Parties) == 1 && m.Parties[0].Actor != "" {
		if ws := strings.Fields(world.Fold(m.Parties[0].Name)); len(ws) > 1 {
			if female[ws[0]] {
				return 1
			}
			return -1
		}
	}
	return 0
}

// find gives the entity whose name holds the words: of several one named
// before mention i, then the one named most; -1 for none.
func (f *finder) find(ws []string, i int) int {
	best, bestN := -1, -1
	for e := range f.ents {
		x := &f.ents[e]
		if !holds(x.words, ws) {
			continue
		}
		n := 2 * x.n
		if f.out[x.mention].First <= f.out[i].First {
			n += 1000 // named before
		}
		if len(x.words) == len(ws) {
			n += 2000 // the very name
		}
		if n > bestN {
			best, bestN = e, n
		}
	}
	return best
}

// holds reports whether ws is a run of words of name that may stand for it:
// its end, its beginning where it is one word, or the first and last words.
func holds(name, ws []string) bool {
	if len(ws) == 0 || len(ws) > len(name) {
		return len(ws) > len(name) && len(name) >= 2 && name[0] == ws[0] && name[len(name)-1] == ws[len(ws)-1]
	}
	same := func(a, b []string) bool {
		for k := range a {
			if a[k] != b[k] {
				return false
			}
		}
		return true
	}
	if same(name[len(name)-len(ws):], ws) || same(name[:len(ws)], ws) {
		return true
	}
	for k := 1; k+len(ws) < len(name); k++ { // "Peña" of "Enrique Peña Nieto"
		if len(ws[0]) > 3 && same(name[k:k+len(ws)], ws) {
			return true
		}
	}
	return len(ws) >= 2 && name[0] == ws[0] && name[len(name)-1] == ws[len(ws)-1]
}

// aliases ties acronyms that the report explains: "(KCNA)".
func (f *finder) aliases(order []int) {
	type known struct{ mention, first int }
	names := map[string]known{}
	for _, i := range order {
		m := &f.out[i]
		if m.Kind != Organisation && m.Kind != Agency || len(m.Parties) == 0 || m.Parties[0].Name == "" {
			continue
		}
		if m.at.alias != "" {
			names[m.at.alias] = known{i, m.First}
		}
		if m.at.orgName || len(m.at.body) > 0 {
			key := strings.Join(f.nameOf(m), " ")
			if key == "" {
				continue
			}
			if k, ok := names[key]; ok && m.Parties[0].Country == "" || ok && m.Parties[0].Actor == "" && f.out[k.mention].Parties[0].Actor != "" {
				m.Parties = []claim.Party{f.out[k.mention].Parties[0]}
				m.Parties[0].Text = ""
				m.Tied, m.Why = k.mention, "named in full before"
				m.Confidence = f.out[k.mention].Confidence
				continue
			}
			if _, ok := names[key]; !ok {
				names[key] = known{i, m.First}
			}
		}
	}
}

// spelling finds long names that differ by a letter or two from a name of the
// table of bodies: "AUUKUS".
func (f *finder) spelling(order []int) {
	for _, i := range order {
		m := &f.out[i]
		if m.Kind != Organisation && m.Kind != Person || m.at.name[1]-m.at.name[0] != 1 || len(m.at.names) > 0 {
			continue
		}
		k := m.at.name[0]
		t := f.p.Text(k)
		if !allCaps(t) || len(t) < 5 {
			continue
		}
		if b := f.w.Nearest(f.folded[k]); b != nil {
			m.Kind = Organisation
			m.at.orgName = true
			f.set(m, party(b.Actor()), 0.7, "misspelt name of "+b.Name)
			f.misspelt = append(f.misspelt, Misspelling{f.p.Span[k], b.ID})
		}
	}
}

// tier walks the mentions in the order of the text and remembers who came last.
type tier struct {
	*finder
	seen   []int          // mentions so far, with parties
	weight map[string]int // how much the report speaks of a country, by code
	done   []bool
}

func (t *tier) one(i int) {
	if t.done[i] {
		return
	}
	t.done[i] = true
	m := &t.out[i]
	// What a phrase rests on goes first; it may have been tied just now.
	for _, k := range []int{m.at.possessor, m.at.complement, m.at.scene} {
		if k >= 0 && !t.done[k] {
			open := len(t.out[k].Parties) == 0
			t.one(k)
			if open && len(t.out[k].Parties) > 0 && (len(m.Parties) == 0 || m.Parties[0].Country == "") {
				t.finder.done[i] = false
				t.resolveOne(i)
			}
		}
	}
	switch m.Kind {
	case Person:
		t.name(i)
	case Office, Role:
		t.role(i)
	case Agency, Organisation:
		t.again(i)
	case Pronoun:
		t.pronoun(i)
	case Demonym, Country, Place, List:
	}
	if len(m.Parties) > 0 || m.Kind == List {
		t.seen = append(t.seen, i)
	}
}

// name ties a part of a name to the full one.
func (t *tier) name(i int) {
	m := &t.out[i]
	ws := t.nameOf(m)
	e := t.find(ws, i)
	if e < 0 {
		t.placeName(i)
		return
	}
	at := t.ents[e].mention
	if at == i {
		t.placeName(i)
		return
	}
	full := &t.out[at]
	if len(full.Parties) == 0 {
		return
	}
	if len(m.Parties) > 0 && m.Parties[0].Actor != "" && full.Parties[0].Actor != "" && m.Parties[0].Actor != full.Parties[0].Actor && m.Confidence >= full.Confidence && len(ws) > 1 {
		return
	}
	t.tieTo(m, at, "named in full elsewhere in the report")
}

// placeName gives a person whom the report names, but the table does not know,
// a country by the company kept: the outlet of a journalist, the person named
// before in the same sentence, the country the report is most about.
func (t *tier) placeName(i int) {
	m := &t.out[i]
	if len(m.Parties) != 1 || m.Parties[0].Country != "" || m.Parties[0].Sector == "" || m.Parties[0].Sector == "CVL" || m.at.orgName {
		return
	}
	p := &m.Parties[0]
	if p.Sector == "JRN" {
		for k := len(t.seen) - 1; k >= 0; k-- {
			o := &t.out[t.seen[k]]
			if (o.Kind == Organisation || o.Kind == Agency) && len(o.Parties) == 1 && o.Parties[0].Sector == "JRN" && o.Parties[0].Country != "" && t.p.Sent[m.First]-t.p.Sent[o.First] <= 2 {
				p.Country = o.Parties[0].Country
				m.Confidence, m.Why = 0.6, "the medium named before"
				t.identify(m)
				return
			}
		}
		return
	}
	title := ""
	if m.at.title[1] > 0 {
		title = t.titleText(m.at)
	}
	if title == "" {
		return
	}
	for k := len(t.seen) - 1; k >= 0; k-- {
		o := &t.out[t.seen[k]]
		if t.p.Sent[o.First] != t.p.Sent[m.First] {
			break
		}
		if o.Kind == Person && len(o.Parties) == 1 && o.Parties[0].Country != "" && t.gap(o.FullLast, m.First) != "" {
			p.Country = o.Parties[0].Country
			m.Confidence, m.Why = 0.6, "the country of the one named before"
			break
		}
	}
	if p.Country == "" && !m.at.unknownBody {
		name := *p
		t.nearCountry(m)
		m.Parties[0].Name, m.Parties[0].Sector, m.Parties[0].Actor = name.Name, name.Sector, ""
		p = &m.Parties[0]
	}
	if p.Country == "" {
		return
	}
	if a, c, _ := t.holder(m, p.Country, world.Actor{}, title); c > world.Unknown && sameFamily(a.Name, t.nameOf(m)) {
		m.Parties = []claim.Party{party(a)}
		m.Confidence, m.Why = 0.85, "holder of the office, and the name agrees"
		return
	}
	t.identify(m)
}

// identify gives a person of the report, now with a country, an ID.
func (t *tier) identify(m *Mention) {
	p := &m.Parties[0]
	if ws := t.nameOf(m); len(ws) > 1 && p.Actor == "" {
		p.Actor = world.ActorID(p.Country + "/" + strings.Join(ws, "-"))
	}
}

func (t *tier) tieTo(m *Mention, at int, why string) {
	full := &t.out[at]
	m.Parties = append([]claim.Party(nil), full.Parties...)
	for k := range m.Parties {
		if len(m.Parties) == 1 {
			m.Parties[k].Text = ""
		}
	}
	m.Candidates = full.Candidates
	m.Confidence = full.Confidence * 0.97
	m.Tied, m.Why = at, why
}

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
		for e := range t.ents {
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
	definite := ph.article == "the" || ph.article == "this" || ph.article == "that" || ph.article == "" && t.upper[ph.title[0]] && !m.Plural || ph.article == "these" || ph.article == "those" || ph.article == "both"
	if country == "" && m.Last < t.p.Len() && t.p.Lower[m.Last] == "there" {
		for k := len(t.seen) - 1; k >= 0; k-- {
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
	if !definite || ph.former {
		if country == "" && m.Plural && ph.article == "" && (noun == "officials" || noun == "authorities" || noun == "lawmakers" || noun == "police" || noun == "troops" || noun == "soldiers" || noun == "diplomats") {
			t.nearCountry(m)
		}
		return
	}
	if m.Plural && (noun == "leaders" || noun == "sides" || noun == "ministers" || noun == "presidents" || noun == "parties" || noun == "officials" || noun == "countries") {
		if t.group(m, noun) {
			return
		}
	}
	// Called so before: the same noun, and nothing that speaks against it.
	for k := len(t.seen) - 1; k >= 0; k-- {
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
			if t.folded[oph.title[1]-1] == noun && sameRank(title, t.titleText(oph)) && (o.Parties[0].Country != "" || o.Parties[0].Name != "") {
				t.tieTo(m, at, "called so before")
				m.Standing = o.Standing
				return
			}
		case Person:
			if oph.title[1] > 0 && t.folded[oph.title[1]-1] == noun && sameRank(title, t.titleText(oph)) && !oph.former ||
				oph.apposition >= 0 && t.folded[t.out[oph.apposition].at.title[1]-1] == noun && sameRank(title, t.titleText(t.out[oph.apposition].at)) {
				t.tieTo(m, at, "so titled before")
				m.Standing = claim.Named
				return
			}
		}
	}
	// A person of whom the table knows that title.
	if m.Kind == Office && country == "" && !m.Plural {
		t.officeAlone(m, title)
		return
	}
	if country == "" && !m.Plural {
		t.nearCountry(m)
	}
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
	if best == "" {
		return
	}
	c := t.w.Country(best)
	if c == nil {
		return
	}
	code := c.Actor().Country
	s := t.sectorFor(m.at, world.Actor{})
	m.Parties = []claim.Party{{Actor: world.ActorID(code + "/" + s), Country: code, Sector: s}}
	m.Confidence, m.Why = 0.45, "the country the report is most about"
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
	for k := len(t.seen) - 1; k >= 0; k-- {
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
		for e := range t.ents {
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
	for k := len(t.seen) - 1; k >= 0; k-- {
		o := &t.out[t.seen[k]]
		if o.Kind == List && len(o.at.members) >= 2 {
			ps := t.parties(o)
			if len(ps) >= 2 && (noun != "leaders" && noun != "presidents" && noun != "ministers" || t.out[o.at.members[0]].Kind == Person || t.out[o.at.members[0]].Kind == Office) {
				m.Parties = ps
				m.Tied, m.Why, m.Confidence = t.seen[k], "named together before", 0.6
				m.Standing = o.Standing
				return true
			}
		}
	}
	if noun != "leaders" && noun != "presidents" && noun != "ministers" {
		return false
	}
	var ps []claim.Party
	for k := len(t.seen) - 1; k >= 0 && len(ps) < 2; k-- {
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
	if ph.article != "the" && ph.article != "both" && ph.article != "" {
		return
	}
	if noun == "countries" || noun == "sides" || noun == "nations" || noun == "governments" || noun == "powers" {
		for k := len(t.seen) - 1; k >= 0; k-- {
			if o := &t.out[t.seen[k]]; o.Kind == List || noun == "powers" && len(o.Parties) > 2 {
				if ps := t.parties(o); len(ps) >= 2 && (noun != "powers" || len(ps) > 2) {
					m.Parties, m.Tied, m.Why, m.Confidence = ps, t.seen[k], "named together before", 0.6
					return
				}
			}
		}
		return
	}
	for k := len(t.seen) - 1; k >= 0; k-- {
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
		if (o.Kind == Agency || o.Kind == Organisation) && t.lastNoun(o) == noun {
			t.tieTo(m, at, "called so before")
			return
		}
	}
	if noun == "police" || noun == "government" || noun == "authorities" || noun == "army" || noun == "military" || noun == "parliament" || noun == "opposition" || noun == "ministry" {
		t.nearCountry(m)
		if len(m.Parties) > 0 && m.Parties[0].Sector == "" {
			m.Parties[0].Sector = "GOV"
		}
	}
}

// lastNoun is the noun that tells what sort of body it is.
func (t *tier) lastNoun(o *Mention) string {
	if o.at.title[1] > 0 {
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
	return t.folded[k]
}

// pronoun ties he, she, it, they.
func (t *tier) pronoun(i int) {
	m := &t.out[i]
	low := t.p.Lower[m.First]
	sent := t.p.Sent[m.First]
	if low == "it" && t.expletive(m.First) {
		return
	}
	want := 0
	switch low {
	case "she":
		want = 1
	case "he", "him":
		want = -1
	}
	best, bestScore := -1, 0.0
	for k := len(t.seen) - 1; k >= 0; k-- {
		at := t.seen[k]
		o := &t.out[at]
		back := int(sent - t.p.Sent[o.First])
		if back > 4 {
			break
		}
		if o.Last > m.First || o.Kind == Place || o.at.appositive {
			continue
		}
		s := 3.0 - float64(back)*0.9
		s -= float64(len(t.seen)-1-k) * 0.02
		switch low {
		case "he", "she", "him":
			if o.Kind == Pronoun && !o.Plural && t.p.Lower[o.First] != "it" && len(o.Parties) > 0 {
				if (t.p.Lower[o.First] == "she") != (low == "she") {
					continue
				}
				s += 0.8
			} else if o.Kind != Person && o.Kind != Office && !(o.Kind == Role && !o.Plural) || len(o.Parties) != 1 || o.at.orgName {
				continue
			}
			if o.Kind == Role && o.Standing == claim.Anonymous {
				s -= 0.3
			}
			if o.Kind == Person {
				s += 0.3
				if e := t.find(t.nameOf(o), at); e >= 0 {
					g := t.ents[e].female
					if g != 0 && g != want {
						continue
					}
					if g == want {
						s += 0.2
					}
				}
			}
			if t.possessed(at) {
				s -= 0.6
			}
		case "it":
			if o.Kind == Pronoun && t.p.Lower[o.First] == "it" {
				s += 0.3
			} else if o.Kind != Country && o.Kind != Organisation && o.Kind != Agency || len(o.Parties) != 1 || o.Plural {
				continue
			}
			if t.possessed(at) {
				s -= 1
			}
		default:
			if len(o.Parties) < 2 && !(o.Plural && len(o.Parties) == 1) && o.Kind != List {
				continue
			}
			if o.Kind == List && len(t.parties(o)) == 0 {
				continue
			}
		}
		switch t.subject(o) {
		case 2:
			s += 1.4
		case 1:
			s += 1
		}
		if s > bestScore {
			best, bestScore = at, s
		}
	}
	if best < 0 {
		return
	}
	o := &t.out[best]
	root := best
	if o.Kind == Pronoun && o.Tied >= 0 {
		root = o.Tied
	}
	m.Parties = t.parties(o)
	m.Tied, m.Standing = root, o.Standing
	m.Confidence, m.Why = 0.45+min(bestScore, 4)*0.08, "the nearest that fits"
	if low == "it" {
		m.Confidence -= 0.2
	}
}

// expletive reports whether "it" at word i points at a clause: "it is clear
// that", "it was not about".
func (t *tier) expletive(i int) bool {
	end := t.p.Sentences[t.p.Sent[i]].Last
	if i+1 >= end {
		return true
	}
	switch t.p.Lower[i+1] {
	case "is", "was", "'s", "has", "would", "will", "may", "seems", "seemed", "appears", "appeared", "remains", "became", "takes", "took":
	default:
		return false
	}
	for k := i + 2; k < end && k < i+8; k++ {
		switch t.p.Lower[k] {
		case "that", "to", "about", "whether", "how", "who", "when", "clear", "not":
			return true
		case "said", ",":
			return false
		}
	}
	return false
}

func (t *tier) possessed(at int) bool {
	o := &t.out[at]
	return o.Last < t.p.Len() && (t.p.Lower[o.Last] == "'s" || t.joint(o.Last) && t.p.Lower[o.Last] != "-")
}

// subject tells how much a mention looks like a subject: 2 where it opens its
// sentence, 1 where a cue verb stands beside it, else 0.
func (t *tier) subject(o *Mention) int {
	s := t.p.Sentences[t.p.Sent[o.First]]
	if o.First <= s.First+1 {
		return 2
	}
	after := o.FullLast
	if after < t.p.Len() && t.p.Lower[after] == "," {
		after++
	}
	if after < t.p.Len() && (cues[t.p.Lower[after]] || strings.HasSuffix(t.p.Lower[after], "ed") && t.cls[after] == 0) {
		return 1
	}
	if cues[t.p.Lower[o.First-1]] && t.p.Lower[o.First-1] != "told" {
		return 1
	}
	return 0
}

var cues = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`said says told added announced warned called denied condemned stated claimed insisted argued wrote tweeted replied noted stressed urged promised agreed accused rejected welcomed confirmed declared
		want believe think say know agree fear hope need see plan expect do did are were must may might could should proposed described acknowledged has had will would is was met spoke expressed explained reported asked continued wants wanted believes believed thinks thought`) {
		m[w] = true
	}
	return m
}()

// parties gives the parties of a mention with the words that name them.
func (f *finder) parties(o *Mention) []claim.Party {
	if o.Kind == List {
		var out []claim.Party
		for _, k := range o.at.members {
			x := &f.out[k]
			for _, p := range x.Parties {
				if p.Text == "" {
					p.Span = f.p.Words(x.First, x.Last)
					p.Text = f.p.Doc.Slice(p.Span)
				}
				out = append(out, p)
			}
		}
		return out
	}
	out := append([]claim.Party(nil), o.Parties...)
	if len(out) == 1 {
		out[0].Text = ""
	}
	return out
}

func (f *finder) joinMembers(i int) {
	m := &f.out[i]
	m.Parties = f.parties(m)
	m.Confidence = 0.9
	for _, k := range m.at.members {
		m.Confidence = min(m.Confidence, f.out[k].Confidence)
	}
	m.Why = "a list"
	if last := &f.out[m.at.members[len(m.at.members)-1]]; last.at.apposition >= 0 && (last.Kind == Role || last.Kind == Office) && f.out[last.at.apposition].Kind == Person {
		m.Parties = append([]claim.Party(nil), last.Parties...) // "expert and former official, NAME": one person
		if first := &f.out[m.at.members[0]]; len(m.Parties) == 1 && len(first.Parties) == 1 && first.Parties[0].Sector != "" {
			m.Parties[0].Sector = first.Parties[0].Sector
		}
	}
	for _, k := range m.at.members {
		if f.out[k].Standing == claim.Named {
			m.Standing = claim.Named
		}
	}
}

// drop takes out mentions that turned out to be nothing: unknown single
// capitals without any tie.
func (f *finder) drop() {
	gone := make([]bool, len(f.out))
	any := false
	for i := range f.out {
		m := &f.out[i]
		single := m.at.name[1]-m.at.name[0] == 1 && len(m.at.names) == 0 && m.at.nationAt < 0 && m.at.possessor < 0 && m.at.title[1] == 0 && !m.at.honour
		if m.Tied >= 0 || !single || m.Kind != Person && m.Kind != Organisation || m.Kind == Person && m.Confidence > 0.35 {
			continue
		}
		// One unknown word in capitals is a party only where it speaks, or where
		// it is written as an acronym.
		beside := m.Last < f.p.Len() && cues[f.p.Lower[m.Last]] || m.First > 0 && cues[f.p.Lower[m.First-1]]
		if !beside && !(m.Kind == Organisation && allCaps(f.p.Text(m.Head))) || strings.HasSuffix(f.p.Lower[m.Head], "ly") {
			gone[i], any = true, true
		}
	}
	if !any {
		return
	}
	place := make([]int, len(f.out))
	kept := f.out[:0]
	for i := range f.out {
		place[i] = len(kept)
		if gone[i] {
			place[i] = -1
			continue
		}
		kept = append(kept, f.out[i])
	}
	f.out = kept
	for i := range f.out {
		if t := f.out[i].Tied; t >= 0 {
			f.out[i].Tied = place[t]
		}
	}
}

// distance is the edit distance of a and b, cut off above limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var row [64]int
	if len(b)+1 > len(row) {
		return limit + 1
	}
	for j := 0; j <= len(b); j++ {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
