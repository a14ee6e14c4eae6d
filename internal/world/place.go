package world

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
)

// places is the gazetteer, lines of folded name, country, state, latitude,
// longitude, inhabitants, mark of a capital and name, sorted: it is searched as
// it lies, so that it costs nothing until a place is asked for.
//
//go:embed places.txt
var places string

// Place is a town, a capital, or a venue of diplomacy.
type Place struct {
	Name       string  // "Sharm el-Sheikh"
	Country    string  // ISO alpha-3
	State      string  // two letters, in the USA only
	Lat, Lon   float64 // degrees north and east, to about a kilometre
	Population int     // to the hundred; 0 where not told (venues)
	Capital    bool
	Confidence float64 // that this is the one meant, 0..1
	Why        string  // the reason, in short
}

// Context is what the report tells about where it may be: countries (ISO
// alpha-3) and how much it speaks of each.
type Context map[string]int

// Place gives the place that a name means: the only one of the name; else the
// one in the country that the context speaks of most; else the capital; else
// the one of most inhabitants, with low confidence. False where no town of
// 15,000 inhabitants or more, capital or venue has the name. "Reading,
// Pennsylvania" and "Paris, France" tell the state or country themselves.
func (t *Table) Place(name string, context Context) (Place, bool) {
	all := t.Places(name, context)
	if len(all) == 0 {
		return Place{}, false
	}
	return all[0], true
}

// Places lists the places of a name, likeliest first, with how likely each is.
func (t *Table) Places(name string, context Context) []Place {
	within, told := "", false
	if town, region, ok := strings.Cut(name, ","); ok {
		within, told = t.region(region)
		if told {
			name = town
		}
	}
	all := findPlaces(Fold(name))
	if told {
		kept := all[:0]
		for _, p := range all {
			if p.Country == within || p.Country+"-"+p.State == within {
				kept = append(kept, p)
			}
		}
		all = kept
	}
	weigh := func(p *Place) float64 {
		w := float64(p.Population)/1e6 + 0.01
		if p.Capital {
			w = 2*w + 1
		}
		return w
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := context[all[i].Country], context[all[j].Country]
		if a != b {
			return a > b
		}
		return weigh(&all[i]) > weigh(&all[j])
	})
	sum := 0.0
	for i := range all {
		sum += weigh(&all[i])
	}
	for i := range all {
		p := &all[i]
		switch share := weigh(p) / sum; {
		case told:
			p.Confidence, p.Why = 0.95, "the text tells the country or state"
		case len(all) == 1:
			p.Confidence, p.Why = 0.9, "the only place of the name"
		case context[p.Country] > 0 && i == 0:
			p.Confidence, p.Why = 0.85, "in a country of the report"
		case share > 0.9:
			p.Confidence, p.Why = 0.8, "by far the largest of the name"
		default:
			p.Confidence, p.Why = 0.6*share, "the largest of "+strconv.Itoa(len(all))+" of the name"
		}
	}
	return all
}

// TownRef is the reference of a town or region in a country; false where there
// is no such country.
func (t *Table) TownRef(iso3 string) (Ref, bool) {
	n, ok := t.byISO[iso3]
	return Ref{Kind: NameTown, Case: Proper, N: int(n)}, ok
}

// region reads what follows a comma: a country, or a state of the USA as
// "USA-PA".
func (t *Table) region(name string) (string, bool) {
	folded := Fold(name)
	if code := State(folded); code != "" {
		return "USA-" + code, true
	}
	for _, r := range t.Refs(folded) {
		if r.Kind == NameCountry {
			return t.countries[r.N].ISO3, true
		}
	}
	return "", false
}

// findPlaces reads the lines of a folded name.
func findPlaces(folded string) []Place {
	if folded == "" {
		return nil
	}
	want := folded + "\t"
	lo, hi := 0, len(places) // offsets of beginnings of lines, or the end
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(places[:mid], '\n') + 1
		end := len(places)
		if n := strings.IndexByte(places[mid:], '\n'); n >= 0 {
			end = mid + n + 1
		}
		if line := places[start:end]; line[0] == '#' || strings.HasPrefix(line, "entente-places ") || line < want {
			lo = end
		} else {
			hi = start
		}
	}
	var out []Place
	for rest := places[lo:]; strings.HasPrefix(rest, want); {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		c := strings.Split(line, "\t")
		for len(c) < 8 {
			c = append(c, "")
		}
		number := func(s string) float64 {
			f, _ := strconv.ParseFloat(s, 64)
			return f
		}
		p := Place{Name: c[7], Country: c[1], State: c[2], Lat: number(c[3]) / 100, Lon: number(c[4]) / 100, Population: int(number(c[5])) * 100, Capital: c[6] == "*"}
		if p.Name == "" {
			p.Name = strings.ToUpper(folded[:1]) + folded[1:]
		}
		out = append(out, p)
	}
	return out
}

// states are the states of the USA, its capital's district included, by
// folded name; the usual short forms of news too.
var states = func() map[string]string {
	m := map[string]string{}
	for _, s := range strings.Split(`alabama:AL ala|alaska:AK|arizona:AZ ariz|arkansas:AR ark|california:CA calif|colorado:CO colo|connecticut:CT conn|delaware:DE del|district of columbia:DC dc|florida:FL fla|georgia:GA ga|hawaii:HI
		|idaho:ID|illinois:IL ill|indiana:IN ind|iowa:IA|kansas:KS kan|kentucky:KY ky|louisiana:LA la|maine:ME|maryland:MD md|massachusetts:MA mass|michigan:MI mich|minnesota:MN minn|mississippi:MS miss|missouri:MO mo
		|montana:MT mont|nebraska:NE neb|nevada:NV nev|new hampshire:NH|new jersey:NJ|new mexico:NM|new york:NY|north carolina:NC|north dakota:ND|ohio:OH|oklahoma:OK okla|oregon:OR ore|pennsylvania:PA pa penn
		|rhode island:RI|south carolina:SC|south dakota:SD|tennessee:TN tenn|texas:TX tex|utah:UT|vermont:VT vt|virginia:VA va|washington state:WA wash|west virginia:WV|wisconsin:WI wis|wyoming:WY wyo`, "|") {
		name, codes, ok := strings.Cut(strings.TrimSpace(s), ":")
		if !ok {
			continue
		}
		words := strings.Fields(codes)
		m[name] = words[0]
		m[strings.ToLower(words[0])] = words[0]
		for _, w := range words[1:] {
			m[w] = words[0]
		}
	}
	return m
}()

// State gives the two letters of a state of the USA by its folded name or
// short form; "" for none. Washington is taken for the capital: the state is
// "washington state".
func State(folded string) string { return states[folded] }

// EachPlace calls take for every place of the gazetteer.
func EachPlace(take func(Place)) {
	last := ""
	for line := range strings.Lines(places) {
		folded, _, ok := strings.Cut(line, "\t")
		if !ok || folded == last || strings.HasPrefix(line, "#") {
			continue
		}
		last = folded
		for _, p := range findPlaces(folded) {
			take(p)
		}
	}
}
