package main

import (
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/entente-project/entente/internal/calendar"
)

func parseDay(iso string, after bool) (calendar.Day, bool) {
	if d, err := calendar.ParseDay(iso); err == nil {
		return d, false
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		if after {
			return calendar.Of(t.Year(), t.Month()+1, 1), true
		}
		return calendar.FromTime(t), true
	}
	if t, err := time.Parse("2006", iso); err == nil {
		if after {
			return calendar.Of(t.Year()+1, 1, 1), true
		}
		return calendar.FromTime(t), true
	}
	return 0, false
}

// person is one holder of offices, over all countries and sources.
type person struct {
	id, home string
	name     string
	aliases  map[string]bool
	terms    []term
	rank     int // trust in the name: 2 from Wikidata, 1 else
}

type term struct {
	country, office, title, start, end, seen, flags string
	sightings                                       int
}

// offices of the first rank: holders of these are known by their surname alone.
var firstRank = map[string]bool{"head_of_state": true, "head_of_government": true, "foreign_minister": true, "defence_minister": true,
	"interior_minister": true, "finance_minister": true, "secretary_general": true, "spokesperson": true}

func (b *builder) holders(rows []row) error {
	b.byKey = map[string]*person{}
	// A name without a Wikidata id joins the only person of that name with one:
	// heads of state of dependent territories and of realms, mostly.
	ids := map[string]map[string]bool{}
	for _, r := range rows {
		if id := r.get("wikidata_id"); id != "" {
			for _, n := range append([]string{r.get("person")}, r.list("aliases")...) {
				k := keyOf(plainName(n))
				if strings.Contains(k, " ") {
					if ids[k] == nil {
						ids[k] = map[string]bool{}
					}
					ids[k][id] = true
				}
			}
		}
	}
	for _, r := range rows {
		name := r.get("person")
		id := r.get("wikidata_id")
		key := id
		if key == "" {
			k := keyOf(plainName(name))
			if len(ids[k]) == 1 && (r.get("office") == "head_of_state" || r.get("office") == "head_of_government" || r.get("office") == "other" && !b.coded[r.get("country")] || b.country[r.get("country")] == 0 || r.get("country") == "EUU") {
				for only := range ids[k] {
					key = only
				}
			} else {
				key = r.get("country") + "/" + k
			}
		}
		b.add(key, name, id != "", r, "")
	}
	return nil
}

func (b *builder) unverified(rows []row) error {
	for _, r := range rows {
		if r.get("in_main") == "yes" {
			continue
		}
		key := r.get("wikidata_id")
		if key == "" {
			key = r.get("country") + "/" + keyOf(plainName(r.get("person")))
		}
		b.add(key, r.get("person"), false, r, "u")
	}
	return nil
}

// add takes one row of office. Flags: u unverified, c conflict, s sighted, w
// two kinds of source, p start or end known to the month or year only.
func (b *builder) add(key, name string, wikidata bool, r row, flags string) {
	p := b.byKey[key]
	if p == nil {
		p = &person{aliases: map[string]bool{}}
		b.byKey[key] = p
		b.people = append(b.people, p)
	}
	rank := 1
	if wikidata {
		rank = 2
	}
	// The common name: Wikidata's label where there is one ("Antony Blinken",
	// not "Antony John Blinken"); a name from official lists alone without its
	// middle initials and nicknames. All others are aliases.
	if rank > p.rank {
		if p.name != "" {
			p.aliases[p.name] = true
		}
		p.name, p.rank = name, rank
		if !wikidata {
			p.name = plainName(name)
		}
		if t := r.get("country"); t == "JPN" { // long vowels are not marked in news
			p.name = strings.NewReplacer("ō", "o", "Ō", "O", "ū", "u", "Ū", "U").Replace(p.name)
		}
	}
	for _, a := range append(r.list("aliases"), name, plainName(name)) {
		p.aliases[a] = true
	}
	t := term{country: r.get("country"), office: r.get("office"), title: r.get("office_title"),
		start: days(r.get("start"), false), end: days(r.get("end"), true), seen: days(r.get("seen_until"), true)}
	if flags == "u" && t.end == "" {
		t.seen = ""
	}
	if strings.HasSuffix(t.start, "~") || strings.HasSuffix(t.end, "~") {
		flags += "p"
	}
	t.start, t.end, t.seen = strings.TrimSuffix(t.start, "~"), strings.TrimSuffix(t.end, "~"), strings.TrimSuffix(t.seen, "~")
	for _, c := range r.list("conflict") {
		if strings.HasPrefix(c, "overlaps") || strings.HasPrefix(c, "still listed") || strings.HasPrefix(c, "sighting") {
			flags += "c"
			break
		}
	}
	kinds := map[string]bool{}
	for _, s := range r.list("source") {
		if n, ok := strings.CutPrefix(s, "sightings:"); ok {
			t.sightings, _ = strconv.Atoi(n)
			flags += "s"
			continue
		}
		kind, _, _ := strings.Cut(s, ":")
		kinds[kind] = true
	}
	if len(kinds) > 1 {
		flags += "w"
	}
	if r.get("end_basis") == "last seen" {
		flags += "l"
	}
	t.flags = flags
	p.terms = append(p.terms, t)
}

// plainName drops what common names leave out: middle initials, nicknames in
// quotation marks, "Jr.", "III", titles in front.
func plainName(name string) string {
	if i := strings.Index(name, ","); i > 0 {
		name = name[:i]
	}
	for _, title := range []string{"Co-prince ", "King ", "Queen ", "Sir ", "Dame ", "Dr. ", "Dr ", "Gen. ", "Lt. Gen. ", "President "} {
		if rest, ok := strings.CutPrefix(name, title); ok && strings.Contains(rest, " ") && !strings.Contains(rest, " of ") {
			name = rest
		}
	}
	words := strings.Fields(name)
	var out []string
	for i, w := range words {
		letters := []rune(strings.Trim(w, `."“”`))
		switch {
		case i > 0 && i+1 < len(words) && len(letters) == 1 && unicode.IsUpper(letters[0]): // middle initial
		case strings.HasPrefix(w, `"`) || strings.HasPrefix(w, "“"):
		case i > 1 && (w == "Jr." || w == "Jr" || w == "Sr."):
		default:
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return name
	}
	return strings.Join(out, " ")
}

// familyFirst are countries whose names begin with the family name.
var familyFirst = map[string]bool{"CHN": true, "PRK": true, "KOR": true, "TWN": true, "HKG": true, "KHM": true, "VNM": true}

var particles = map[string]bool{"le": true, "la": true, "de": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "do": true, "von": true, "van": true,
	"der": true, "den": true, "al": true, "el": true, "bin": true, "ben": true, "abu": true, "ter": true, "des": true, "du": true, "st": true}

// persons writes the people and their names.
func (b *builder) persons() {
	slugs := map[string]int{}
	for _, p := range b.people {
		sort.SliceStable(p.terms, func(i, j int) bool {
			return p.terms[i].start < p.terms[j].start
		})
	}
	kept := b.people[:0]
	for _, p := range b.people {
		p.home = b.home(p)
		slug := strings.ReplaceAll(keyOf(p.name), " ", "-")
		if slug == "" {
			continue
		}
		p.id = p.home + "/" + slug
		slugs[p.id]++
		if slugs[p.id] > 1 {
			p.id += "-" + strconv.Itoa(slugs[p.id])
		}
		kept = append(kept, p)
	}
	sort.Slice(kept, func(i, j int) bool { return kept[i].id < kept[j].id })
	n := 0
	for _, p := range kept {
		home := p.home
		b.line("P", p.id, p.name)
		first := false
		var lines []string
		for _, t := range p.terms {
			first = first || firstRank[t.office] || strings.Contains(t.title, "Vice President") && t.country == "USA"
			title := t.title
			if !strings.HasPrefix(t.office, "head_of") && t.office != "other" && t.office != "spokesperson" && t.office != "chief_of_mission" {
				title = "" // the office tells it
			}
			lines = append(lines, strings.Join([]string{"H", t.country, t.office, title, t.start, t.end, t.seen, t.flags}, "\t"))
		}
		b.lines = append(b.lines, lines...)
		names := map[string]bool{}
		for a := range p.aliases {
			names[a] = true
			names[plainName(a)] = true
		}
		names[p.name] = true
		for a := range names {
			k := keyOf(a)
			if !strings.Contains(k, " ") {
				if first {
					b.key(a, "s", "-", n)
				}
				continue
			}
			b.key(a, "p", "-", n)
			if w := strings.Fields(k); len(w) > 1 && len(w[0]) <= 4 && (w[0] == "lord" || w[0] == "dame" || w[0] == "sir") {
				b.key(strings.Join(w[1:], " "), "p", "-", n)
			}
		}
		if first {
			words := strings.Fields(keyOf(p.name))
			if familyFirst[home] && len(words) > 1 && len(words) <= 3 {
				b.key(words[0], "s", "-", n)
			} else if len(words) > 1 {
				for i := 1; i < len(words); i++ {
					rest := strings.Join(words[i:], " ")
					if !particles[rest] && len(rest) > 1 && !isRoman(rest) {
						b.key(rest, "s", "-", n)
					}
				}
			}
		}
		n++
	}
}

func isRoman(s string) bool { return strings.Trim(s, "ivx") == "" }

// home is the country that a person's ID stands under: that of most terms,
// states before dependent territories and bodies; of equals the first.
func (b *builder) home(p *person) string {
	weight := map[string]int{}
	best := ""
	for _, t := range p.terms {
		w := 1
		if b.coded[t.country] {
			w = 100
		}
		if b.coded[t.country] && p.name == "Elizabeth II" || p.name == "Charles III" {
			w = 1
			if t.country == "GBR" {
				w = 10000
			}
		}
		if t.sightings > 0 {
			w += 100
		}
		weight[t.country] += w
	}
	for _, t := range p.terms {
		if best == "" || weight[t.country] > weight[best] {
			best = t.country
		}
	}
	if best == "EUU" {
		return "EU"
	}
	return best
}
