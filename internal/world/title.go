package world

import (
	"sort"
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/calendar"
)

// A title is the common noun of an office, as news writes it. Which office it
// means may hang on the country: "president" is the head of government in
// Iran and the head of state in France.

// way is one way to read a title: an office, and what the title in the table
// must hold ("" anything) and must not hold.
type way struct{ office, holds, not string }

const monarchs = "king|queen|emir|amir|sultan|emperor|supreme leader|grand duke|pope|prince|monarch|governor|paramount|chancellor|taoiseach"

// titles gives the ways to read a folded title, the first that has a holder
// counts.
var titles = func() map[string][]way {
	m := map[string][]way{}
	title := func(names string, ways ...way) {
		for _, n := range strings.Split(names, "|") {
			m[Fold(n)] = ways
		}
	}
	title("president", way{"head_of_state", "president", "vice"}, way{"head_of_government", "president", "vice"},
		way{"head_of_state", "", monarchs + "|prime minister"})
	title("prime minister|premier|PM|prime-minister", way{"other", "=prime minister", ""}, way{"head_of_government", "prime minister|premier", ""}, way{"head_of_government", "", "president|chancellor|" + monarchs})
	title("chancellor", way{"head_of_government", "chancellor", ""}, way{"head_of_government", "", "president|prime minister|" + "taoiseach"})
	title("chancellor of the exchequer", way{"finance_minister", "", ""})
	title("taoiseach|head of government", way{"head_of_government", "", ""})
	title("first minister", way{"other", "first minister", ""})
	title("king|queen|monarch|emir|amir|sultan|emperor|pope|grand duke|supreme leader|head of state", way{"head_of_state", "", "president|prime minister"})
	title("leader|ruler|strongman|supreme commander", way{"head_of_government", "president|chairman|leader|general secretary", "vice"}, way{"head_of_state", "president|king|emir|chairman|leader|general", "vice"}, way{"head_of_government", "", ""})
	title("foreign minister|minister of foreign affairs|minister for foreign affairs|foreign affairs minister|foreign secretary|external affairs minister|minister of external affairs|top diplomat|chief diplomat|foreign policy chief|high representative|minister of Europe and foreign affairs", way{"foreign_minister", "", ""})
	title("secretary of state", way{"foreign_minister", "", ""})
	title("defence minister|defense minister|defence secretary|defense secretary|secretary of defense|secretary of defence|minister of defence|minister of defense|Pentagon chief|defence chief|defense chief|war minister|armed forces minister|minister of the armed forces|secretary of war", way{"defence_minister", "", ""})
	title("interior minister|minister of the interior|minister of interior|home secretary|home affairs minister|minister of internal affairs|homeland security secretary|secretary of homeland security|home minister", way{"interior_minister", "", ""})
	title("finance minister|minister of finance|treasury secretary|secretary of the treasury|treasurer|minister of economy and finance", way{"finance_minister", "", ""})
	title("secretary general|secretary-general", way{"secretary_general", "", ""})
	title("vice president|vice-president", way{"other", "=vice president|first vice president", ""})
	title("deputy prime minister|vice premier|vice prime minister", way{"other", "deputy prime minister", ""})
	title("press secretary|government spokesman|government spokesperson|government spokeswoman|spokesperson|spokesman|spokeswoman", way{"spokesperson", "", ""})
	title("president of the European Commission|European Commission president|Commission president", way{"other", "european commission", "vice"})
	title("president of the European Council|European Council president", way{"other", "european council", "vice"})
	title("president of the European Parliament|European Parliament president", way{"other", "european parliament", "vice"})
	title("attorney general", way{"other", "attorney general", "assistant|deputy"})
	title("crown prince", way{"head_of_government", "crown prince", ""}, way{"other", "crown prince", ""}, way{"head_of_government", "prince", ""})
	title("national security adviser|national security advisor", way{"other", "national security advis", "deputy"})
	title("CIA director|director of the CIA|CIA chief", way{"other", "central intelligence", "deputy"})
	return m
}()

func (w way) fits(h *term) bool {
	name := Fold(h.title)
	if w.holds != "" {
		ok := false
		for _, s := range strings.Split(w.holds, "|") {
			if exact, is := strings.CutPrefix(s, "="); is {
				ok = ok || name == exact
			} else {
				ok = ok || strings.Contains(name, s)
			}
		}
		if !ok {
			return false
		}
	}
	if w.not != "" {
		for _, s := range strings.Split(w.not, "|") {
			if strings.Contains(name, s) {
				return false
			}
		}
	}
	return true
}

// titleOnly names the countries that have a title; where it has none all may.
var titleOnly = map[string]string{"secretary of state": "USA VAT", "foreign secretary": "GBR PHL", "home secretary": "GBR", "home minister": "IND MYS NPL", "external affairs minister": "IND", "taoiseach": "IRL",
	"chancellor": "DEU AUT", "chancellor of the exchequer": "GBR", "chancellor of exchequer": "GBR", "pope": "VAT", "attorney general": "USA GBR AUS ISR IND KEN IRL CAN", "emir": "KWT QAT", "amir": "KWT QAT", "sultan": "OMN BRN", "emperor": "JPN",
	"supreme leader": "IRN PRK", "first minister": "GBR", "treasurer": "AUS", "secretary of defense": "USA", "defense secretary": "USA PHL", "defence secretary": "GBR", "pentagon chief": "USA"}

// IsTitle reports whether a folded word sequence is a title that Titled knows
// by name. "Minister of X" is a title too, but is not listed.
func IsTitle(folded string) bool { _, ok := titles[folded]; return ok }

// Titled gives who bore a title in a country (or body) on a day: "foreign
// minister", "chancellor", "energy minister", "ambassador to DEU". As with
// Holder, an actor with false is the last known bearer, not confirmed.
func (t *Table) Titled(country, titleName string, on calendar.Day) (Actor, Confidence, bool) {
	if country == "EU" || country == "EUR" {
		country = "EUU"
	}
	name := Fold(titleName)
	if country == "USA" && (name == "secretary" || name == "foreign minister") {
		name = "secretary of state"
	}
	if country == "GBR" && name == "chancellor" {
		name = "chancellor of the exchequer"
	}
	if only := titleOnly[name]; only != "" && !strings.Contains(only, country) {
		return Actor{}, Unknown, false
	}
	if country == "VAT" && name == "secretary of state" { // who heads the government there
		return t.Holder(country, "head_of_government", on)
	}
	if to, ok := strings.CutPrefix(titleName, "ambassador to "); ok {
		return t.Holder(country, "ambassador_to_"+to, on)
	}
	var last Actor
	var lastConfidence Confidence
	for _, w := range titles[name] {
		a, c, ok := t.holder(country, w.office, on, w.fits)
		if ok {
			return a, c, true
		}
		if c > lastConfidence {
			last, lastConfidence = a, c
		}
	}
	if len(titles[name]) == 0 {
		if subject, ok := ministry(name); ok {
			a, c, ok := t.holder(country, "other", on, func(h *term) bool { return h.ministerOf(subject) })
			if c == Listed || c == Confirmed || c == Unconfirmed {
				return a, c, ok
			}
			return a, c, false
		}
	}
	return last, lastConfidence, false
}

// ministry takes the subject out of "energy minister", "minister of energy",
// "economic development minister", "secretary of transportation".
func ministry(folded string) ([]string, bool) {
	words := strings.Fields(folded)
	if len(words) < 2 {
		return nil, false
	}
	isHead := func(w string) bool { return w == "minister" || w == "secretary" }
	var out []string
	switch {
	case isHead(words[len(words)-1]):
		out = words[:len(words)-1]
	case isHead(words[0]) && len(words) > 2 && (words[1] == "of" || words[1] == "for"):
		out = words[2:]
	default:
		return nil, false
	}
	for _, w := range out {
		if w == "deputy" || w == "vice" || w == "junior" || w == "prime" || w == "former" {
			return nil, false
		}
	}
	return out, len(out) > 0
}

func (h *term) ministerOf(subject []string) bool {
	name := " " + Fold(h.title) + " "
	if !strings.HasPrefix(name, " minister of ") && !strings.HasPrefix(name, " minister for ") && !strings.HasPrefix(name, " secretary of ") && !strings.HasPrefix(name, " secretary of state for ") {
		return false
	}
	for _, w := range subject {
		if w != "and" && w != "the" && !strings.Contains(name, " "+stem(w)) {
			return false
		}
	}
	return true
}

// stem cuts what parts "economic" from "economy" and "transportation" from
// "transport".
func stem(w string) string {
	for _, s := range []string{"ation", "ic", "y", "s", "al"} {
		if rest, ok := strings.CutSuffix(w, s); ok && len(rest) > 4 {
			return rest
		}
	}
	return w
}

// Bears reports whether a person (number of a Ref) bore a title on a day, in
// whatever country, and how surely.
func (t *Table) Bears(n int, titleName string, on calendar.Day) Confidence {
	name := Fold(titleName)
	p := &t.persons[n]
	best := Unknown
	subject, isMinister := ministry(name)
	for i := p.first; i < p.last; i++ {
		h := &t.terms[i]
		c := h.holds(on)
		if c <= best {
			continue
		}
		for _, w := range titles[name] {
			if w.office == h.office && w.fits(h) && (name != "secretary of state" || h.country == "USA") {
				best = c
			}
		}
		switch {
		case name == "secretary" && h.country == "USA" && strings.HasSuffix(h.office, "_minister"),
			name == "ambassador" && strings.HasPrefix(h.office, "ambassador_to_"),
			name == "minister" && (strings.HasSuffix(h.office, "_minister") || strings.Contains(h.title, "Minister")),
			isMinister && h.office == "other" && len(titles[name]) == 0 && h.ministerOf(subject):
			best = c
		}
	}
	return best
}

// GivenName reports whether some known person's name begins with a folded
// word.
func (t *Table) GivenName(word string) bool {
	c, ok := t.Start(word)
	if !ok {
		return false
	}
	for i := c.lo; i < c.hi && i < c.lo+40; i++ {
		if strings.IndexByte(t.refs[i], 'p') == 0 && len(t.keys[i]) > len(word) {
			return true
		}
	}
	return false
}

// PersonNumber is the number of a person for PersonAt, Bears and Rank; false
// where the ID is no person's.
func (t *Table) PersonNumber(id ActorID) (int, bool) {
	if n, ok := t.added[id]; ok {
		return n, true
	}
	n := sort.Search(t.sorted, func(i int) bool { return t.persons[i].id >= id })
	return n, n < t.sorted && t.persons[n].id == id
}

// titleWords is a tree of the folded words of titles.
type titleWords struct {
	next map[string]*titleWords
	ends bool
}

var titleTree = sync.OnceValue(func() *titleWords {
	root := &titleWords{}
	for name := range titles {
		at := root
		for _, w := range strings.Fields(name) {
			if at.next == nil {
				at.next = map[string]*titleWords{}
			}
			if at.next[w] == nil {
				at.next[w] = &titleWords{}
			}
			at = at.next[w]
		}
		at.ends = true
	}
	return root
})

// TitleLength gives the number of words of the longest title that the words
// word(0), word(1), ... begin with; 0 for none. word gives "" past the end.
func TitleLength(word func(k int) string) int {
	at, longest := titleTree(), 0
	for k := 0; ; k++ {
		at = at.next[word(k)]
		if at == nil {
			return longest
		}
		if at.ends {
			longest = k + 1
		}
	}
}
