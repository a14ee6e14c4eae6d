package actors

import (
	"slices"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// Who a name or an office is on the day.

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
		if r.Kind != world.NamePerson && r.Kind != world.NameFamily || r.Kind == world.NameFamily && ph.title[1] == 0 && (ph.article == "the" || ph.article == "a") && !ph.former {
			continue // "the Verge"
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
	text := f.p.Doc.Slice(f.p.Words(f.plainName(ph.name[0], ph.name[1])))
	multi := len(f.nameOf(m)) > 1
	if ph.title[1] > 0 && world.IsTitle(title) && !ph.former && !ph.unknownBody && body.ID == "" && (country == "" || ph.nationAt < 0 && ph.complement < 0) {
		if a, conf, ok := f.officeNearby(m, title); ok {
			f.set(m, party(a), conf, title+" of "+a.Country+", which the report names, and the name agrees")
			return
		}
	}
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
		if a, conf, ok := f.holder(m, country, body, title); ok && agrees(a.Name, title, f.nameOf(m)) {
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
	if s == "" && ph.complement >= 0 {
		s = body.Sector // "Sheldon Yett of UNICEF"
	}
	if ph.former {
		s = "ELI"
	}
	conf := 0.7
	switch {
	case country == "":
		conf = 0.5
	case multi:
		conf = 0.85
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

// officeNearby looks for a person by title and name among the holders of the
// office in the countries of the report: "King Abdullah II" in a sentence that
// is set in Amman. Those that the sentence names come first, then those that
// the report names most.
func (f *finder) officeNearby(m *Mention, title string) (world.Actor, float64, bool) {
	ws := f.nameOf(m)
	if len(ws) == 0 {
		return world.Actor{}, 0, false
	}
	try := func(c string) (world.Actor, float64, bool) {
		a, conf, _ := f.holder(m, c, world.Actor{}, title)
		if heads[title] && (conf == world.Unknown || !agrees(a.Name, title, ws)) {
			a, conf, _ = f.w.Titled(c, "leader", f.p.Doc.Date) // the table may know only who led
		}
		if conf == world.Unknown || !agrees(a.Name, title, ws) {
			return a, 0, false
		}
		if conf == world.Unconfirmed {
			return a, 0.6, true
		}
		return a, conf.Probability() * 0.95, true
	}
	near := f.sentenceCountries(m)
	for _, c := range near {
		if a, conf, ok := try(c); ok {
			return a, conf, true
		}
	}
	for _, c := range f.byCount() {
		if !slices.Contains(near, c) {
			if a, conf, ok := try(c); ok {
				return a, conf * 0.95, true
			}
		}
	}
	return world.Actor{}, 0, false
}

// sentenceCountries lists the countries that the sentence of a mention names,
// the nearest first.
func (f *finder) sentenceCountries(m *Mention) []string {
	type found struct {
		code string
		far  int
	}
	var all []found
	for i := max(0, m.at.index-reach); i < min(len(f.out), m.at.index+reach); i++ {
		o := &f.out[i]
		if f.p.Sent[o.First] != f.p.Sent[m.First] {
			continue
		}
		code := ""
		if c := f.nation(o.at.nations); c != nil {
			code = c.ISO3
		} else if o.at.town != "" {
			if p, ok := f.w.Place(o.at.town, f.count); ok {
				code = p.Country
			}
		}
		if code != "" {
			all = append(all, found{code, max(o.First-m.Last, m.First-o.Last)})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].far < all[j].far })
	var out []string
	for _, x := range all {
		if !slices.Contains(out, x.code) && len(out) < 8 {
			out = append(out, x.code)
		}
	}
	return out
}

// byCount lists the countries of the report, those named most first; eight at
// most.
func (f *finder) byCount() []string {
	if f.ranked == nil {
		f.ranked = make([]string, 0, len(f.count))
		for c := range f.count {
			f.ranked = append(f.ranked, c)
		}
		sort.Slice(f.ranked, func(i, j int) bool {
			a, b := f.ranked[i], f.ranked[j]
			if f.count[a] != f.count[b] {
				return f.count[a] > f.count[b]
			}
			return a < b
		})
		f.ranked = f.ranked[:min(len(f.ranked), 8)]
	}
	return f.ranked
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

// monarchs are titles whose bearers go by their given names.
var monarchs = map[string]bool{"king": true, "queen": true, "emir": true, "amir": true, "sultan": true, "emperor": true, "pope": true, "crown prince": true, "grand duke": true}

// heads are titles of heads of state and government.
var heads = map[string]bool{"president": true, "prime minister": true, "premier": true, "chancellor": true, "leader": true}

// agrees reports whether the words of a name fit the holder of an office: the
// last word (no Roman number) is one of the holder's, give or take a letter (two
// in long words); of monarchs the first will do.
func agrees(holder, title string, words []string) bool {
	for len(words) > 1 && strings.Trim(words[len(words)-1], "ivx") == "" {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return false
	}
	fits := func(word string) bool {
		for _, w := range strings.Fields(world.Fold(holder)) {
			limit := 0
			if n := min(len(w), len(word)); n > 7 {
				limit = 2
			} else if n > 4 {
				limit = 1
			}
			if w == word || limit > 0 && w[0] == word[0] && distance(w, word, limit) <= limit {
				return true
			}
		}
		return false
	}
	return fits(words[len(words)-1]) || monarchs[title] && len(words[0]) > 3 && fits(words[0])
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
