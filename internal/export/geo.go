package export

import (
	_ "embed" // fips.tsv, roles.tsv, scale.tsv
	"maps"
	"strconv"
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
	"github.com/entente-project/entente/internal/world"
)

//go:embed lexicon/fips.tsv
var fipsTSV string

//go:embed lexicon/roles.tsv
var rolesTSV string

//go:embed lexicon/scale.tsv
var scaleTSV string

// pairsIn reads a lexicon of two columns.
func pairsIn(file string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		m := map[string]string{}
		for _, r := range lexicon.Rows(file, 2) {
			m[r[0]] = r[1]
		}
		return m
	})
}

var (
	fips  = pairsIn(fipsTSV)  // ISO alpha-3 -> FIPS 10-4
	roles = pairsIn(rolesTSV) // PLOVER sector -> CAMEO role
)

var scales = sync.OnceValue(func() map[[2]string]float64 {
	m := map[[2]string]float64{}
	for _, r := range lexicon.Rows(scaleTSV, 3) {
		m[[2]string{r[0], r[1]}], _ = strconv.ParseFloat(r[2], 64)
	}
	return m
})

// Scale is PLOVER's conflict-cooperation score of a type and mode, -10..10;
// that of the type where the mode has none.
func Scale(t claim.Type, mode string) float64 {
	if s, ok := scales()[[2]string{string(t), mode}]; ok {
		return s
	}
	return scales()[[2]string{string(t), ""}]
}

// Geo is where an event was, as far as the gazetteer knows the words for it.
type Geo struct {
	Name     string // as the gazetteer writes it; the report's words where it has none; "" where not told
	Country  string // ISO alpha-3; "" where not known
	State    string // two letters, in the USA only
	Lat, Lon float64
	Point    bool // Lat and Lon are known
	Town     bool // a town or venue, not a country
}

// leastSure is how sure the gazetteer must be of a place. Below it several
// towns of the name are about as likely.
const leastSure = 0.6

// geoOf looks the place of an event up. Of several places of one name that is
// taken which lies in a country of the report; a capital is taken for one of
// those, since "Paris" in a report of diplomacy is hardly the one in Texas.
func geoOf(w *world.Table, e *claim.Event, countries world.Context) Geo {
	if e.Place == "" {
		return Geo{}
	}
	country := ""
	for _, r := range w.Refs(world.Fold(e.Place)) {
		if r.Kind != world.NameCountry {
			continue
		}
		if c := w.CountryAt(r.N).ISO3; country != "" && country != c {
			return Geo{Name: line(e.Place)} // a name that two share
		} else {
			country = c
		}
	}
	if p, ok := w.Place(e.Place, nil); ok && p.Capital && countries[p.Country] == 0 {
		countries = maps.Clone(countries)
		countries[p.Country] = 1
	}
	p, ok := w.Place(e.Place, countries)
	switch {
	case country != "" && (!ok || p.Country != country):
		return Geo{Name: w.Country(country).Name, Country: country}
	case !ok || p.Confidence < leastSure:
		return Geo{Name: line(e.Place)}
	}
	return Geo{Name: p.Name, Country: p.Country, State: p.State, Lat: p.Lat, Lon: p.Lon, Point: true, Town: country == ""}
}

// countriesOf tells which countries a report's records have parties of, each
// counted once: how often does not tell where something happened.
func countriesOf(w *world.Table, r *claim.Reading) world.Context {
	out := world.Context{}
	for _, rec := range r.Records() {
		rec.EachParty(func(_ claim.Role, p claim.Party) {
			if w.Country(p.Country) != nil {
				out[p.Country] = 1
			}
		})
	}
	return out
}

// fullName is GDELT's form of a place: "Paris, France".
func (g Geo) fullName(w *world.Table) string {
	c := w.Country(g.Country)
	if c == nil || g.Name == c.Name {
		return g.Name
	}
	return strings.TrimPrefix(g.Name+", "+c.Name, ", ")
}
