package world

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/calendar"
)

// The table is lines of tab-separated cells, made by ./build:
//
//	C  iso3 plover3 cow gw name official capitals          a country
//	O  id name plover kind seat founded ended parent       an organisation
//	M  org country status start end                        a membership
//	A  name country sector sector2 kind start end          an organ, armed group or role noun
//	P  id name                                             a person, sorted by id, followed by the
//	H  country office title start end seen flags           offices held
//	K  folded-name references                              the index of names, sorted
//
// Days are numbers of calendar.Day; an empty cell is "not told". Seen is the
// day after the last one on which a source lists the holder. Flags of H: u
// unverified, c conflict, s sighted, w two kinds of source, p known to the
// month or year only, l last seen, U of a user's table (extend.go). A reference is a Kind, a Case and a number
// within its kind of line.
// It is embedded as plain text: names are slices of it, so that reading copies
// nothing.
//
//go:embed world.txt
var text string

// Table is the world as entente knows it. It never changes once made and may
// be used by many at once.
type Table struct {
	countries []Country
	bodies    []Body
	agencies  []Agency
	members   []membership
	persons   []person
	terms     []term
	keys      []string // sorted folded names
	refs      []string // references of each name, as in the file

	byISO  map[string]int32
	byBody map[string]int32
	first  map[string]int32 // first word of a name -> first of keys with it
	sorted int              // persons up to this number are in the order of their IDs
	added  map[ActorID]int  // the others, of a user's table
	held   map[post]int32   // last term of an office; term.before leads on
}

type post struct{ country, office string }

// Country is a state or territory, or the European Union (EUU).
type Country struct {
	ISO3     string // ISO 3166 alpha-3; XKX Kosovo, EUU European Union
	Plover   string // as PLOVER writes it: KOS, EUR, else ISO
	COW, GW  string // Correlates of War and Gleditsch-Ward numbers; "" for none
	Name     string // short English name
	Official string
	Capitals []string
}

// Body is an organisation of states or a non-governmental one.
type Body struct {
	ID     string // "UN", "NATO", "EU"
	Name   string
	Code   string // IGO, NGO, EUR, UNO, IMG
	Kind   string // "alliance", "UN organ", "court", ...
	Seat   string
	Parent string // ID; "" for none
}

// Agency is an organ of a state, an armed group, a medium, or (Kind
// "role_noun") a common noun for people of a sector.
type Agency struct {
	ID              ActorID // told by a user's table; "" where it is made from the others
	Name            string
	Country         string // ISO alpha-3; "" where the context tells it
	Sector, Sector2 string // PLOVER sectors
	Kind            string
	Start, End      calendar.Day // in this role from Start up to, not with, End; zero open
}

type membership struct {
	body, country, status string
	start, end            calendar.Day
}

type person struct {
	id          ActorID
	name        string
	first, last int32 // terms
}

type term struct {
	country, office, title, flags string
	sector                        string // told by a user's table; "" where the office tells it
	start, end, seen              calendar.Day
	person                        int32
	before                        int32 // another term of the same office; -1 for none
}

// Default is the table built into entente, read on first use (about 20 ms).
var Default = sync.OnceValue(func() *Table {
	t, err := parse(text)
	if err != nil {
		panic("world: built-in table: " + err.Error()) // cannot be but by a broken build
	}
	return t
})

// parse reads a table.
func parse(text string) (*Table, error) {
	const magic = "entente-world 1\n"
	if !strings.HasPrefix(text, magic) {
		return nil, fmt.Errorf("no %q at the head", magic)
	}
	t := &Table{
		persons: make([]person, 0, 24000), terms: make([]term, 0, 40000), keys: make([]string, 0, 48000), refs: make([]string, 0, 48000),
		members: make([]membership, 0, 7000), byISO: make(map[string]int32, 300), byBody: make(map[string]int32, 300),
		first: make(map[string]int32, 32000), held: make(map[post]int32, 10000),
	}
	var cells [12]string
	for line := 1; len(text) > 0; line++ {
		var s string
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			s, text = text[:i], text[i+1:]
		} else {
			s, text = text, ""
		}
		if len(s) < 2 || s[1] != '\t' {
			continue
		}
		n := 0
		for rest := s[2:]; n < len(cells); n++ {
			i := strings.IndexByte(rest, '\t')
			if i < 0 {
				cells[n] = rest
				n++
				break
			}
			cells[n], rest = rest[:i], rest[i+1:]
		}
		for i := n; i < len(cells); i++ {
			cells[i] = ""
		}
		if err := t.take(s[0], &cells); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	t.sorted = len(t.persons)
	return t, nil
}

func (t *Table) take(kind byte, c *[12]string) error {
	switch kind {
	case 'C':
		t.byISO[c[0]] = int32(len(t.countries))
		t.countries = append(t.countries, Country{ISO3: c[0], Plover: c[1], COW: c[2], GW: c[3], Name: c[4], Official: c[5], Capitals: strings.Split(c[6], "|")})
	case 'O':
		t.byBody[c[0]] = int32(len(t.bodies))
		t.bodies = append(t.bodies, Body{ID: c[0], Name: c[1], Code: c[2], Kind: c[3], Seat: c[4], Parent: c[7]})
	case 'M':
		t.members = append(t.members, membership{body: c[0], country: c[1], status: c[2], start: dayOf(c[3]), end: dayOf(c[4])})
	case 'A':
		t.agencies = append(t.agencies, Agency{Name: c[0], Country: c[1], Sector: c[2], Sector2: c[3], Kind: c[4], Start: dayOf(c[5]), End: dayOf(c[6])})
	case 'P':
		n := int32(len(t.terms))
		t.persons = append(t.persons, person{id: ActorID(c[0]), name: c[1], first: n, last: n})
	case 'H':
		if len(t.persons) == 0 {
			return fmt.Errorf("an office before the first person")
		}
		n := int32(len(t.persons) - 1)
		p := post{c[0], c[1]}
		before, ok := t.held[p]
		if !ok {
			before = -1
		}
		t.held[p] = int32(len(t.terms))
		t.terms = append(t.terms, term{country: c[0], office: c[1], title: c[2], start: dayOf(c[3]), end: dayOf(c[4]), seen: dayOf(c[5]), flags: c[6], person: n, before: before})
		t.persons[n].last++
	case 'K':
		n := int32(len(t.keys))
		word, _, _ := strings.Cut(c[0], " ")
		if n == 0 || !sameFirst(t.keys[n-1], word) {
			t.first[word] = n
		}
		t.keys = append(t.keys, c[0])
		t.refs = append(t.refs, c[1])
	}
	return nil
}

func sameFirst(key, word string) bool {
	return strings.HasPrefix(key, word) && (len(key) == len(word) || key[len(word)] == ' ')
}

// dayOf reads a day number; "" is 0, and a trailing "~" (inexact) is allowed.
func dayOf(s string) calendar.Day {
	n := calendar.Day(0)
	for i := 0; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		n = n*10 + calendar.Day(s[i]-'0')
	}
	return n
}

// Country gives a country by its ISO alpha-3 code (also EUU, EUR and EU for
// the European Union); nil where there is none.
func (t *Table) Country(iso3 string) *Country {
	if iso3 == "EUR" || iso3 == "EU" {
		iso3 = "EUU"
	}
	if n, ok := t.byISO[iso3]; ok {
		return &t.countries[n]
	}
	return nil
}

// Body gives an organisation by its ID; nil where there is none.
func (t *Table) Body(id string) *Body {
	if n, ok := t.byBody[id]; ok {
		return &t.bodies[n]
	}
	return nil
}

// Actor is the country as an actor, its government.
func (c *Country) Actor() Actor {
	if c.ISO3 == "EUU" {
		return Actor{ID: "EU", Name: c.Name, Country: "EUR", Sector: "GOV"}
	}
	return Actor{ID: ActorID(c.ISO3), Name: c.Name, Country: codeOf(c.ISO3), Sector: "GOV"}
}

// codeOf is the code of claims for a country: that of the United States for its
// territories, whose people are its citizens; else its own.
func codeOf(iso3 string) string {
	switch iso3 {
	case "PRI", "GUM", "ASM", "VIR", "MNP", "UMI":
		return "USA"
	}
	return iso3
}

// Actor is the organisation as an actor. Bodies of soldiers (code IMG) count
// as MIL, non-governmental ones as CVL.
func (b *Body) Actor() Actor {
	a := Actor{ID: ActorID(b.ID), Name: b.Name, Country: b.Code, Sector: "GOV"}
	switch {
	case b.Code == "IMG":
		a.Country, a.Sector = "IGO", "MIL"
	case b.Code == "NGO":
		a.Sector = "CVL"
	case b.Kind == "court":
		a.Sector = "JUD"
	}
	return a
}

// Actor is the organ as an actor; country tells the state where the organ's
// own is open, and may be "".
func (a *Agency) Actor(country string) Actor {
	if a.Country != "" {
		country = a.Country
	}
	if a.ID != "" {
		return Actor{ID: a.ID, Name: a.Name, Country: country, Sector: a.Sector}
	}
	id := slug(a.Name)
	if a.Sector != "" {
		id = a.Sector + "/" + id
	}
	if country != "" {
		id = country + "/" + id
	}
	return Actor{ID: ActorID(id), Name: a.Name, Country: country, Sector: a.Sector}
}

func slug(name string) string { return strings.ReplaceAll(Fold(name), " ", "-") }

// Members lists the ISO codes of an organisation's members on a day, in
// alphabetical order. A zero day gives all that ever were.
func (t *Table) Members(body string, on calendar.Day) []string {
	var out []string
	for _, m := range t.members {
		if m.body != body || m.status != "" && m.status != "member" {
			continue
		}
		if on != 0 && (m.start != 0 && on < m.start || m.end != 0 && on >= m.end) {
			continue
		}
		if len(out) == 0 || out[len(out)-1] != m.country {
			out = append(out, m.country)
		}
	}
	return out
}

// Organ gives the organ of a country of a kind ("foreign_ministry",
// "military", "parliament", ...) that the table lists first for the day; nil
// where there is none.
func (t *Table) Organ(country, kind string, on calendar.Day) *Agency {
	for i := range t.agencies {
		a := &t.agencies[i]
		if a.Country == country && a.Kind == kind && a.Holds(on) {
			return a
		}
	}
	return nil
}

// Holds reports whether the organ has its role on a day.
func (a *Agency) Holds(on calendar.Day) bool {
	return on == 0 || (a.Start == 0 || a.Start <= on) && (a.End == 0 || on < a.End)
}
