package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// From the elements of a phrase to a mention.

// phrase is what the surface step saw of a mention.
type phrase struct {
	nations     []world.Ref // countries and peoples that modify the head
	nationAt    int         // word of the first; -1 for none
	body        []world.Ref // body or organ that modifies the head, or is it
	bodyAt      [2]int
	title       [2]int // words of the title or noun
	name        [2]int // words of the name; empty for none
	names       []world.Ref
	patron      []world.Ref // whose adviser it is, of "a Trump adviser"
	article     string      // folded determiner, "" for none
	possessor   int         // mention; -1 for none
	complement  int         // mention after "of", "for", ...; -1
	scene       int         // mention after "in"; -1
	apposition  int         // mention; -1
	unknownBody bool        // a body that no table knows modifies the head
	appositive  bool        // it is itself the apposition of another
	former      bool
	honour      bool
	indefinite  bool
	orgName     bool   // the name is a body's
	members     []int  // of a list
	alias       string // acronym in brackets after it
	preposition string // word before it
	index       int    // of the mention, while it is resolved
	town        string // a place of the gazetteer, with the region after a comma
}

// chunk makes a mention of the elements of one phrase; -1 where they name
// nobody.
func (f *finder) chunk(els []element, i, possessor int) int {
	if len(els) == 0 {
		return -1
	}
	ph := &phrase{nationAt: -1, possessor: possessor, complement: -1, scene: -1, apposition: -1}
	m := Mention{First: els[0].first, Last: els[len(els)-1].last, Tied: -1, Outer: -1, at: ph}
	if m.First > 0 {
		ph.preposition = f.p.Lower[m.First-1]
	}
	definite := possessor >= 0
	n := len(els)
	for k, e := range els {
		switch e.kind {
		case elDet:
			if ph.article == "" || ph.article == "both" || ph.article == "all" {
				ph.article = f.p.Lower[e.first]
			}
			if e.class&indefinite != 0 || e.class&number != 0 {
				ph.indefinite = true
			} else if e.class&determiner != 0 {
				definite = true
			}
		case elAdj:
			switch f.p.Lower[e.first] {
			case "former", "ex", "late", "retired":
				ph.former = true
			}
			if e.class&indefinite != 0 {
				ph.indefinite = true
			}
		case elNation:
			if ph.nationAt < 0 {
				ph.nationAt = e.first
			}
			ph.nations = append(ph.nations, e.refs...)
		case elCapital, elMetonym:
			if k < n-1 {
				if ph.nationAt < 0 {
					ph.nationAt = e.first
				}
				ph.nations = append(ph.nations, e.refs...)
			}
		case elBody:
			ph.body, ph.bodyAt = e.refs, [2]int{e.first, e.last}
		case elTitle, elPerson, elGroup:
			if ph.title[1] == 0 || ph.title[1] < e.first-1 && !f.joint(e.first-1) {
				ph.title = [2]int{e.first, e.last}
			} else {
				ph.title[1] = e.last
			}
		case elName:
			if k < n-1 && els[k+1].kind == elPerson {
				ph.patron = e.refs
			}
		case elHonour:
			ph.honour = true
		case elCaps:
			if k < n-1 && (els[k+1].kind == elTitle || els[k+1].kind == elPerson || els[k+1].kind == elGroup) {
				if refs := f.townRefs(e.first, e.last); len(refs) > 0 && (k == 0 || els[k-1].kind == elDet || els[k-1].kind == elAdj) {
					ph.nations, ph.nationAt = append(ph.nations, refs...), e.first // "Reading police"
				} else if els[k+1].kind != elGroup {
					ph.unknownBody = true
				}
			}
		}
	}
	if ph.title[1] > 0 && stateOffices[f.p.Lower[ph.title[1]-1]] && len(ph.nations) > 1 { // "Georgia Governor": of the state
		for _, r := range ph.nations {
			if r.Kind == world.NameTown {
				ph.nations = []world.Ref{r}
				break
			}
		}
	}
	// The title takes the adjectives that belong to it: "foreign affairs
	// minister", "energy minister".
	if ph.title[1] > 0 {
		for k := n - 1; k > 0; k-- {
			e, b := els[k], els[k-1]
			if e.first == ph.title[0] && b.kind == elAdj && b.last <= e.first && titleAdjective(f.p.Lower[b.first]) {
				ph.title[0] = b.first
			}
		}
	}
	last := els[n-1]
	// The name: the run of names at the end.
	n0 := n
	for n0 > 0 && (els[n0-1].kind == elName || els[n0-1].kind == elCaps) {
		n0--
	}
	m.Head = last.last - 1
	m.Plural = last.class&plural != 0
	m.Confidence = 0.8
	switch {
	case n0 < n && n0 > 0 && els[n0-1].kind == elBody && els[n0-1].last == last.first && n0 == n-1 && last.kind == elCaps && !(last.last > last.first+1 && f.w.GivenName(f.folded[last.first])):
		// "the NATO Alliance", "France 2 TV": words in capitals after a body's name
		b := f.chunk(els[:n0], i, possessor)
		if b >= 0 && f.cls[last.last-1]&(orgWord|bodyNoun) != 0 {
			f.out[b].Last, f.out[b].FullLast = last.last, last.last
		}
		return b
	case n0 < n:
		ph.name = [2]int{els[n0].first, last.last}
		if n0 == n-1 {
			ph.names = last.refs
		} else if h := f.hit(ph.name[0], last.last); h.last == last.last {
			ph.names = h.refs
		}
		m.Kind = Person
		if f.isTown(ph, els, n0) {
			ph.town, ph.name = f.townText(ph.name[0], ph.name[1]), [2]int{}
			m.First = els[n0].first
			m.Kind, m.Standing = Place, claim.Institution
			break
		}
		var before byte
		if n0 > 0 {
			before = els[n0-1].kind
		}
		if len(ph.names) == 0 && vessels[f.p.Lower[ph.name[0]]] && allCaps(f.p.Text(ph.name[0])) {
			return -1
		}
		if before != elTitle && before != elPerson && before != elHonour && n0 == n-1 && last.last == last.first+1 && regions[f.p.Lower[last.first]] {
			ph.names, ph.name = nil, [2]int{}
			m.Kind, m.Standing, m.Confidence, m.Why = Place, claim.Institution, 0.6, "part of the world"
			break
		}
		if len(ph.names) == 0 && before != elTitle && before != elPerson && before != elHonour {
			if f.cls[last.last-1]&thing != 0 && f.cls[last.last-1]&orgWord == 0 || f.cls[ph.name[0]]&thing != 0 && f.joint(ph.name[0]+1) {
				if n0 > 0 && (els[n0-1].kind == elBody || els[n0-1].kind == elNation || els[n0-1].kind == elCapital || els[n0-1].kind == elMetonym) {
					return f.chunk(els[:n0], i, possessor) // "the OECD Council Meeting"
				}
				return -1
			}
			if regions[f.p.Lower[last.last-1]] || last.last-last.first > 1 && regions[strings.ToLower(f.p.Doc.Slice(f.p.Words(last.first, last.last)))] {
				m.Kind, m.Standing, m.Confidence, m.Why = Place, claim.Institution, 0.6, "part of the world"
				break
			}
		}
		ph.orgName = f.isOrgName(ph, before, els, n0, m.First)
		if ph.orgName && n0 > 0 && before == elNation && els[n0-1].last == els[n0].first && f.upper[els[n0-1].first] {
			ph.name[0] = els[n0-1].first // "German Institute", "Cyprus Mail"
			if n0 > 1 && els[n0-2].kind == elAdj && els[n0-2].last == ph.name[0] && f.upper[els[n0-2].first] && !f.sentenceStart(els[n0-2].first) {
				ph.name[0] = els[n0-2].first // "Royal Swedish Academy"
			}
		}
		if ph.orgName {
			m.Kind = Organisation
			m.Standing = claim.Institution
			m.Head = f.headOf(ph.name[0], ph.name[1])
		} else {
			m.Standing = claim.Named
		}
		if !ph.orgName && before != elTitle && before != elPerson && before != elHonour && (before == elDet || before == elAdj) && ph.names == nil && !ph.former {
			m.First = ph.name[0] // "the new Whatever": no determiner before a person's name
		}
	case last.kind == elTitle, last.kind == elPerson:
		if low := f.p.Lower[m.Head]; (low == "official" || low == "individual" || low == "independent" || low == "subject" || low == "minor") && f.nounAt(m.Last) {
			return -1 // "the official position"
		}
		m.Kind = Role
		m.Standing = claim.Anonymous
		if m.Plural || last.class&plural != 0 {
			m.Plural = true
		}
		if f.isOffice(ph) && !m.Plural {
			m.Kind = Office
		}
		bare := ph.article == "" && possessor < 0 && ph.nationAt < 0 && ph.body == nil
		if bare && !m.Plural && !f.upper[ph.title[0]] && !f.bareTitles {
			if !(last.class&person != 0 && f.p.Lower[m.Head] == "police") && !f.nameFollows(m.Last) {
				return -1 // "as president", "leader": nobody in particular
			}
		}
		if !ph.indefinite && !m.Plural && definite {
			m.Standing = claim.Office
		}
		if m.Kind == Office && !ph.indefinite {
			m.Standing = claim.Office
		}
		if last.class&generic != 0 {
			m.Standing = claim.Anonymous
		}
		if !m.Plural && spokes[f.p.Lower[m.Head]] && !bare {
			m.Standing = claim.Office // as the guide has it, with "a" as with "the"
		}
	case last.kind == elGroup && n > 1 && els[n-2].kind == elCaps && f.bodyAfterName(elCaps, last.first) && !governments[f.p.Lower[last.first]]:
		k := n - 2
		for k > 0 && (els[k-1].kind == elCaps || els[k-1].kind == elGroup) {
			k--
		}
		ph.name = [2]int{els[k].first, last.last}
		ph.orgName = true
		m.Kind, m.Standing = Organisation, claim.Institution
	case last.kind == elGroup:
		if n > 1 && els[n-2].kind == elName {
			ph.name, ph.names = [2]int{els[n-2].first, els[n-2].last}, els[n-2].refs
		} else if n > 1 && els[n-2].kind == elCaps {
			ph.name = [2]int{els[n-2].first, els[n-2].last}
		}
		bare := ph.article == "" && possessor < 0 && ph.nationAt < 0 && ph.body == nil && len(els) == 1
		word := f.p.Lower[m.Head]
		if possessor < 0 && ph.nationAt < 0 && ph.body == nil && ph.name[1] == 0 && !m.Plural && (ph.article == "a" || ph.article == "an") && (word == "state" || word == "force" || word == "public" || f.nounAt(m.Last)) {
			return -1 // "a state of emergency", "a government decree"
		}
		if bare && word == "opposition" && m.Last < f.p.Len() && (f.p.Lower[m.Last] == "to" || f.p.Lower[m.Last] == "from") {
			return -1
		}
		if bare && !m.Plural && !alone[word] && !(f.upper[m.Head] && !f.sentenceStart(m.Head)) {
			return -1
		}
		m.Kind = Agency
		m.Standing = claim.Institution
		if word == "people" || word == "public" || word == "population" || word == "troops" {
			m.Kind = Role
		}
		if bare && m.Plural && !alone[word] {
			m.Kind = Role
			m.Standing = claim.Anonymous
		}
	case last.kind == elNation:
		ph.nations = last.refs
		ph.nationAt = last.first
		m.Standing = claim.Institution
		if onlyPeople(last.refs) {
			m.Kind = Demonym
			m.Plural = strings.HasSuffix(f.p.Lower[m.Head], "s") && !strings.HasSuffix(f.p.Lower[m.Head], "ss")
			if !m.Plural && (ph.article != "the" || f.nounAt(m.Last)) {
				m.Confidence = 0.4 // an adjective without its noun
				if m.Head > 0 && speaks[f.p.Lower[m.Head-1]] || possessor >= 0 {
					return -1
				}
			}
		} else {
			m.Kind = Country
		}
	case last.kind == elCapital:
		m.Kind = Place
		ph.nations = last.refs
		ph.nationAt = last.first
		m.Standing = claim.Institution
	case last.kind == elMetonym && scenes[ph.preposition] && f.isGazetted(last): // "in Tel Aviv" is where, not who
		m.Kind = Place
		ph.nations, ph.nationAt = last.refs, last.first
		m.Standing = claim.Institution
	case last.kind == elMetonym:
		m.Kind = Agency
		ph.nations = last.refs
		ph.nationAt = last.first
		m.Standing = claim.Institution
	case last.kind == elBody:
		m.Kind = Organisation
		m.Head = f.headOf(last.first, last.last)
		for _, r := range last.refs {
			if r.Kind == world.NameAgency {
				m.Kind = Agency
			}
		}
		m.Standing = claim.Institution
	default:
		return -1
	}
	if possessor >= 0 && m.Kind != Country && m.Kind != Demonym && m.Kind != Place {
		m.First = f.out[possessor].First
	}
	m.FullLast = m.Last
	f.out = append(f.out, m)
	return len(f.out) - 1
}

// nameFollows reports whether words from k on are "of the parliament Ali
// Larijani": a body, and the name of whoever the title before belongs to.
func (f *finder) nameFollows(k int) bool {
	if k+4 >= f.p.Len() || f.p.Lower[k] != "of" || f.p.Lower[k+1] != "the" || f.cls[k+2]&bodyNoun == 0 || f.upper[k+2] {
		return false
	}
	return f.upper[k+3] && f.upper[k+4] && f.cls[k+3]&(function|determiner|person|bodyNoun|titular) == 0 && f.cls[k+4]&(function|determiner|orgWord) == 0
}

// nounAt reports whether word k looks like a common noun: small letters, in no
// lexicon, and no verb form that news uses after a people.
func (f *finder) nounAt(k int) bool {
	if k >= f.p.Len() || f.upper[k] || f.folded[k] == "" || f.cls[k]&(function|determiner) != 0 {
		return false
	}
	w := f.p.Lower[k]
	if t := f.pos(k); t != "" {
		return t == "NOUN"
	}
	return !cues[w] && !verbs[w] && !strings.HasSuffix(w, "ed") && w[0] >= 'a' && w[0] <= 'z' && w != "n't"
}

// alone are nouns of bodies that name one without any article.
var alone = map[string]bool{"police": true, "parliament": true, "congress": true, "troops": true, "authorities": true, "media": true, "opposition": true, "militias": true}

func titleAdjective(w string) bool {
	switch w {
	case "the", "senior", "top", "former", "new", "current", "then", "acting", "ex", "other", "first", "veteran", "late", "longtime", "ruling", "armed", "outgoing", "incoming", "fellow", "young", "old", "retired":
		return false
	}
	return true
}

func onlyPeople(refs []world.Ref) bool {
	for _, r := range refs {
		if r.Kind == world.NameCountry {
			return false
		}
	}
	return true
}

// isOffice reports whether a noun phrase is a title of office rather than a
// mere role: the titles that world knows, ministers and secretaries of
// something, ambassadors.
func (f *finder) isOffice(ph *phrase) bool {
	if ph.title[1] == 0 {
		return false
	}
	t := f.titleText(ph)
	if world.IsTitle(t) {
		return t != "spokesperson" && t != "spokesman" && t != "spokeswoman"
	}
	switch f.folded[ph.title[1]-1] {
	case "minister", "secretary", "ambassador", "chancellor", "premier", "president", "envoy":
		return true
	}
	return strings.HasPrefix(t, "minister of") || strings.HasPrefix(t, "secretary of")
}

func (f *finder) titleText(ph *phrase) string {
	var b strings.Builder
	for k := ph.title[0]; k < ph.title[1]; k++ {
		if f.folded[k] == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f.folded[k])
	}
	return b.String()
}

// isOrgName judges whether a name in capitals is that of a body.
func (f *finder) isOrgName(ph *phrase, before byte, els []element, n0, first int) bool {
	a, b := ph.name[0], ph.name[1]
	if len(ph.names) > 0 {
		return false
	}
	if before == elGroup {
		return true
	}
	if before == elTitle || before == elPerson || before == elHonour {
		return false
	}
	for k := a; k < b; k++ {
		if f.cls[k]&orgWord != 0 && (k == b-1 || k == a || f.cls[k]&bodyNoun != 0) {
			return true
		}
	}
	if b == a+1 && allCaps(f.p.Text(a)) {
		return true
	}
	return before == elDet || before == elAdj && ph.article == "the" && !f.w.GivenName(f.folded[a])
}

// stateOffices are offices of states and provinces rather than of countries.
var stateOffices = map[string]bool{"governor": true, "gov": true, "senator": true, "sen": true, "congressman": true, "congresswoman": true, "representative": true, "rep": true, "sheriff": true, "republican": true, "republicans": true,
	"democrat": true, "democrats": true, "voter": true, "voters": true, "caucus": true, "primary": true, "legislature": true}

var spokes = map[string]bool{"spokesman": true, "spokeswoman": true, "spokesperson": true}
