package world

import (
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
)

// Confidence tells how well a fact of office is known.
type Confidence uint8

// From nothing to best.
const (
	Unknown     Confidence = iota // nobody is listed
	Unconfirmed                   // listed, but no source reaches this day
	Disputed                      // sources differ, or somebody else is listed as well
	Listed                        // one source
	Confirmed                     // several kinds of source, or seen in office
)

// Probability is a rough measure of being right, 0..1: the share of listed
// holders who agreed with an independent record of travels (93 % overall) sets
// the scale.
func (c Confidence) Probability() float64 {
	return [...]float64{0, 0.4, 0.7, 0.93, 0.98}[c]
}

// String is the word for people.
func (c Confidence) String() string {
	return [...]string{"unknown", "unconfirmed", "disputed", "listed", "confirmed"}[c]
}

// holds tells whether a term covers a day: start <= day < end; where the end
// is open only to the day the holder was last seen in office.
func (h *term) holds(on calendar.Day) Confidence {
	if on == 0 { // no day told: it may be
		return Unconfirmed
	}
	if h.start != 0 && on < h.start || h.end != 0 && on >= h.end {
		return Unknown
	}
	if h.end == 0 && on >= h.seen {
		return Unconfirmed
	}
	flag := func(f string) bool { return strings.Contains(h.flags, f) }
	switch {
	case flag("c") || flag("u") || h.start == 0:
		return Disputed
	case flag("p") && (on.Year() == h.start.Year() || h.end != 0 && on.Year() == (h.end-1).Year()):
		return Disputed // the month or year of a change is not told
	case flag("s") || flag("w"):
		return Confirmed
	}
	return Listed
}

// trust ranks terms that hold on the same day: sighted before others, several
// kinds of source before one, without conflict before with, last comers first.
func (h *term) trust() int {
	n := 0
	for f, w := range map[byte]int{'s': 8, 'w': 4, 'c': -6, 'u': -8, 'l': -12, 'U': 40} {
		if strings.IndexByte(h.flags, f) >= 0 {
			n += w
		}
	}
	return n
}

// Holder gives who held an office of a country (or body, by ID) on a day.
// Offices are head_of_state, head_of_government, foreign_minister,
// defence_minister, interior_minister, finance_minister, spokesperson,
// secretary_general, ambassador_to_X (X a country code or body), and
// chief_of_mission.
//
// Where the last known holder is not confirmed to have been in office still,
// the actor comes with Unconfirmed and false.
func (t *Table) Holder(country, office string, on calendar.Day) (Actor, Confidence, bool) {
	return t.holder(country, office, on, nil)
}

func (t *Table) holder(country, office string, on calendar.Day, fits func(*term) bool) (Actor, Confidence, bool) {
	if country == "EU" || country == "EUR" {
		country = "EUU"
	}
	var best, second *term
	better := func(a, b *term) bool {
		ca, cb := a.holds(on), b.holds(on)
		if (ca == Unconfirmed) != (cb == Unconfirmed) {
			return cb == Unconfirmed
		}
		if x, y := a.trust(), b.trust(); x != y {
			return x > y
		}
		return a.start > b.start
	}
	n, ok := t.held[post{country, office}]
	for ; ok && n >= 0; n = t.terms[n].before {
		h := &t.terms[n]
		if h.holds(on) == Unknown || fits != nil && !fits(h) {
			continue
		}
		switch {
		case best == nil || better(h, best):
			if best != nil && best.person != h.person {
				second = best
			}
			best = h
		case h.person != best.person && (second == nil || better(h, second)):
			second = h
		}
	}
	if best == nil {
		return Actor{}, Unknown, false
	}
	c := best.holds(on)
	if second != nil && c > Disputed && second.holds(on) > Unconfirmed && second.trust()+4 > best.trust() {
		c = Disputed
	}
	a := t.personOn(best.person, on)
	if !t.dependent(country, best.person) {
		a.Country = t.code(country) // in this office, whatever others there are
	}
	if t.coded(country) || a.Sector == "ELI" {
		a.Sector = sectorOf(best)
	}
	return a, c, c > Unconfirmed
}

// dependent reports whether a country is a territory whose office a person of
// another state holds by holding one at home: the president of the United
// States is American Samoa's head of state, and remains an American.
func (t *Table) dependent(country string, person int32) bool {
	home, _, _ := strings.Cut(string(t.persons[person].id), "/")
	c, own := t.Country(country), t.Country(home)
	return c != nil && own != nil && country != home && c.COW == "" && c.GW == "" && c.ISO3 != "EUU" && (own.COW != "" || own.GW != "")
}

// coded reports whether a code is a country's, not a body's.
func (t *Table) coded(country string) bool {
	_, ok := t.byISO[country]
	return ok
}

// personOn is a person as of a day: country and sector by the office held
// then. Who holds none is of the elite (ELI) of the home country.
func (t *Table) personOn(n int32, on calendar.Day) Actor {
	p := &t.persons[n]
	home, _, _ := strings.Cut(string(p.id), "/")
	a := Actor{ID: p.id, Name: p.name, Country: t.code(home), Sector: "ELI"}
	best := 0
	for i := p.first; i < p.last; i++ {
		h := &t.terms[i]
		c := h.holds(on)
		if c == Unknown || t.dependent(h.country, n) {
			continue
		}
		w := 1 + int(c)
		if c == Unconfirmed && on != 0 && on-h.seen > 366*4 {
			continue // long out of sight
		}
		if h.country == home || home == "EU" && h.country == "EUU" {
			w += 10
		} else if t.Body(h.country) != nil || h.country == "EUU" {
			w += 20
		}
		if h.office != "other" {
			w += 5
		}
		if strings.HasPrefix(h.office, "head_of_") && h.country == home {
			w += 20 // who chairs a body beside is still the head of his state
		}
		if w > best {
			best = w
			a.Country, a.Sector = t.code(h.country), sectorOf(h)
		}
	}
	return a
}

// code is the country code of claims: ISO, or IGO, NGO, EUR, UNO of a body.
func (t *Table) code(country string) string {
	if country == "EUU" || country == "EU" {
		return "EUR"
	}
	if b := t.Body(country); b != nil {
		if b.Code == "IMG" {
			return "IGO"
		}
		return b.Code
	}
	return codeOf(country)
}

// sectorOf gives the PLOVER sector of an office.
func sectorOf(h *term) string {
	if h.sector != "" {
		return h.sector
	}
	if h.office != "other" {
		return "GOV"
	}
	title := " " + Fold(h.title) + " "
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(title, " "+w+" ") {
				return true
			}
		}
		return false
	}
	switch {
	case has("speaker", "senate", "chamber", "national assembly", "parliament", "house of representatives", "deputies", "leader of the opposition"):
		if has("minister") {
			return "GOV"
		}
		if has("opposition") {
			return "OPP"
		}
		return "LEG"
	case has("general staff", "chief of defence", "chief of the defence", "armed forces", "joint chiefs", "chief of army", "commander") && !has("minister"):
		return "MIL"
	case has("chief justice", "supreme court", "constitutional court", "judge"):
		return "JUD"
	case has("intelligence", "central intelligence", "security service") && !has("minister"):
		return "SPY"
	case has("police") && !has("minister"):
		return "COP"
	}
	return "GOV"
}

// Tenure is an office that a person held.
type Tenure struct {
	Country, Office, Title string       // Title "" where the office tells it
	From, Until            calendar.Day // holds on From and before Until; zero not told
	SeenUntil              calendar.Day // day after the last confirmation
	Confidence             Confidence   // on its first day
}

// Tenures lists the offices of a person, by start.
func (t *Table) Tenures(id ActorID) []Tenure {
	n, ok := t.PersonNumber(id)
	if !ok {
		return nil
	}
	p := &t.persons[n]
	var out []Tenure
	for i := p.first; i < p.last; i++ {
		h := &t.terms[i]
		out = append(out, Tenure{h.country, h.office, h.title, h.start, h.end, h.seen, h.holds(h.start)})
	}
	return out
}

// PersonAt is the person of a Ref as of a day, and how high the office is that
// he or she holds then: 3 head of state or government, 2 a minister of the
// first rank, 1 another office, 0 none.
func (t *Table) PersonAt(n int, on calendar.Day) (Actor, int) {
	return t.personOn(int32(n), on), t.rank(int32(n), on)
}

func (t *Table) rank(n int32, on calendar.Day) int {
	p := &t.persons[n]
	best := 0
	for i := p.first; i < p.last; i++ {
		h := &t.terms[i]
		c := h.holds(on)
		if c == Unknown || c == Unconfirmed && on != 0 && on-h.seen > 366*4 {
			continue
		}
		r := 1
		switch h.office {
		case "head_of_state", "head_of_government":
			r = 3
		case "foreign_minister", "defence_minister", "interior_minister", "finance_minister", "secretary_general":
			r = 2
		}
		best = max(best, r)
	}
	return best
}

// Prominence counts the days in office of a person up to a day, heads of
// state and government threefold: a measure of how well known a name is.
func (t *Table) Prominence(n int, on calendar.Day) int {
	p := &t.persons[n]
	days := 0
	for i := p.first; i < p.last; i++ {
		h := &t.terms[i]
		end := h.end
		if end == 0 {
			end = h.seen
		}
		if on != 0 && end > on {
			end = on
		}
		if h.start == 0 || end <= h.start {
			continue
		}
		w := 1
		switch h.office {
		case "head_of_state", "head_of_government":
			w = 3
		case "other":
			w = 0
		}
		days += int(end-h.start) * w
	}
	return days
}

// Person lists the people who bear a name, full or family, as of a day: those
// in office that day first, the higher office first, then the longer known.
func (t *Table) Person(name string, on calendar.Day) []Actor {
	var ns []int
	for _, r := range t.Refs(Fold(name)) {
		if r.Kind == NamePerson || r.Kind == NameFamily {
			ns = append(ns, r.N)
		}
	}
	return t.Rank(ns, on)
}

// Rank orders people (numbers of Refs) as Person does.
func (t *Table) Rank(ns []int, on calendar.Day) []Actor {
	ns = append([]int(nil), ns...)
	sort.Ints(ns)
	out := ns[:0]
	for i, n := range ns {
		if i == 0 || n != ns[i-1] {
			out = append(out, n)
		}
	}
	ns = out
	sort.SliceStable(ns, func(i, j int) bool {
		a, b := t.rank(int32(ns[i]), on), t.rank(int32(ns[j]), on)
		if a != b {
			return a > b
		}
		return t.Prominence(ns[i], on) > t.Prominence(ns[j], on)
	})
	actors := make([]Actor, len(ns))
	for i, n := range ns {
		actors[i] = t.personOn(int32(n), on)
	}
	return actors
}
