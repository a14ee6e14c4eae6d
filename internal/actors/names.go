package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// The people and acronyms of a report: full names, and their parts later on.

// entity is somebody of the report.
type entity struct {
	words   []string // folded name, "" for none
	mention int      // the mention that tells most
	title   string   // folded titles borne in the report, parted by "|"
	female  int      // +1 she, -1 he, 0 open
	n       int      // mentions by full name
}

// fullNames gathers the people that the report names in full.
func (f *finder) fullNames(order []int) {
	for _, i := range order {
		m := &f.out[i]
		if m.Kind != Person || m.at.orgName {
			continue
		}
		ws := f.nameOf(m)
		if a, b := f.plainName(m.at.name[0], m.at.name[1]); b-a < m.at.name[1]-m.at.name[0] {
			ws = nil
			for k := a; k < b; k++ {
				if f.folded[k] != "" {
					ws = append(ws, f.folded[k])
				}
			}
		}
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
		for k, w := range ws {
			if k == 0 || w != ws[k-1] {
				f.entsBy[w] = append(f.entsBy[w], len(f.ents))
			}
		}
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
	if s := sexOf(strings.Join(f.nameOf(m), " ")); s != 0 {
		return s
	}
	if len(m.Parties) == 1 && m.Parties[0].Actor != "" {
		if ws := strings.Fields(world.Fold(m.Parties[0].Name)); len(ws) > 1 {
			if s := sexOf(m.Parties[0].Name); s != 0 {
				return s
			}
			return -1
		}
	}
	return 0
}

// find gives the entity whose name holds the words: of several one named
// before mention i, then the one named most; -1 for none.
func (f *finder) find(ws []string, i int) int {
	if len(ws) == 0 {
		return -1
	}
	best, bestN := -1, -1
	for _, e := range lastOf(f.entsBy[ws[len(ws)-1]]) {
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

// reach is how many mentions, or people of one name, a tie looks back over: no
// report that people read has need of more, and it keeps the time linear.
const reach = 200

func lastOf(xs []int) []int { return xs[max(0, len(xs)-reach):] }

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
	return len(ws) >= 2 && name[0] == ws[0] && (name[len(name)-1] == ws[len(ws)-1] || within(ws, name))
}

// within reports whether all words of a short name stand in the long one, in
// order: "Pedro Pierluisi" in "Pedro R. Pierluisi Urrutia".
func within(short, long []string) bool {
	k := 0
	for _, w := range long {
		if k < len(short) && short[k] == w {
			k++
		}
	}
	return k == len(short)
}

// aliases ties acronyms that the report explains: "(KCNA)".
func (f *finder) aliases(order []int) {
	type known struct{ mention, first int }
	names := map[string]known{}
	own := map[string]int{} // organs named with a country, by the words of the organ
	for _, i := range order {
		m := &f.out[i]
		if m.Kind != Organisation && m.Kind != Agency || len(m.Parties) == 0 || m.Parties[0].Name == "" {
			continue
		}
		if m.at.alias != "" {
			names[m.at.alias] = known{i, m.First}
		}
		if len(m.at.body) > 0 && m.at.bodyAt[1] > 0 { // "the Senate" is the Nigerian one where that was named before
			key := f.bodyText(m.at)
			told := m.at.nationAt >= 0 || m.at.complement >= 0 || m.at.possessor >= 0
			if k, ok := own[key]; ok && !told && f.out[k].Parties[0].Name != m.Parties[0].Name {
				m.Parties = []claim.Party{f.out[k].Parties[0]}
				m.Parties[0].Text = ""
				m.Tied, m.Why, m.Confidence = k, "named with its country before", f.out[k].Confidence*0.95
				continue
			}
			if told && m.Parties[0].Country != "" {
				own[key] = i
			}
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

// bodyText is the folded words of a body's name.
func (f *finder) bodyText(ph *phrase) string {
	return strings.Join(f.folded[ph.bodyAt[0]:ph.bodyAt[1]], " ")
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
		for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
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
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
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
		if m.Parties[0].Guess != "" && t.share(t.mainCountry()) < homeShare { // too weak for somebody by name: only who it may be
			if c := t.w.Country(t.mainCountry()); c != nil {
				m.Candidates = append(m.Candidates, c.Actor())
			}
			m.Parties[0] = name
			return
		}
		m.Parties[0].Name, m.Parties[0].Sector, m.Parties[0].Actor = name.Name, name.Sector, ""
		p = &m.Parties[0]
	}
	if p.Country == "" {
		return
	}
	if a, c, _ := t.holder(m, p.Country, world.Actor{}, title); c > world.Unknown && agrees(a.Name, title, t.nameOf(m)) {
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

func lastWord(name string) string {
	f := world.Fold(name)
	return f[strings.LastIndexByte(f, ' ')+1:]
}
