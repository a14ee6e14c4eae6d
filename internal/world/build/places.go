package main

import (
	"bytes"
	_ "embed" // for the venues by hand
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

//go:embed venues.tsv
var venueList string

// city is one entry of the GeoNames extracts.
type city struct {
	ID         int      `json:"geonameid"`
	Name       string   `json:"name"`
	Lat        float64  `json:"latitude"`
	Lon        float64  `json:"longitude"`
	Country    string   `json:"countrycode"`
	Population int      `json:"population"`
	Admin1     string   `json:"admin1code"`
	Other      []string `json:"alternatenames"`
}

const placesHead = `entente-places 1
# Towns of 15,000 inhabitants or more, capitals, and venues of diplomacy. Made by internal/world/build --places; do not edit.
# folded name, country (ISO alpha-3), state (USA only), latitude and longitude in hundredths of a degree, inhabitants in hundreds, * for a capital, name
# Source: GeoNames (https://www.geonames.org), CC BY 4.0; venues by hand.
`

var latin = regexp.MustCompile(`^[A-Z][A-Za-z'’. -]+$`)

// alternatesFrom is the size from which a town's other names are taken too.
const alternatesFrom = 300_000

// places makes the gazetteer from cities15000.json and cities1000.json (the
// latter for capitals that are smaller) of dir.
func places(data, dir, out string) error {
	countries, err := read(filepath.Join(data, "countries.tsv"))
	if err != nil {
		return err
	}
	iso3 := map[string]string{}
	capital := map[string]bool{} // ISO alpha-3 and folded name
	for _, r := range countries {
		if r.get("iso3") == "EUU" {
			continue
		}
		iso3[r.get("iso2")] = r.get("iso3")
		for _, c := range append(r.list("capital"), r.list("capitals_other")...) {
			capital[r.get("iso3")+" "+keyOf(c)] = true
		}
	}
	big, err := cities(filepath.Join(dir, "cities15000.json"))
	if err != nil {
		return err
	}
	small, err := cities(filepath.Join(dir, "cities1000.json"))
	if err != nil {
		return err
	}
	seat := map[string]city{} // the largest town of a capital's name and country is the capital
	note := func(list []city, unless map[string]city) {
		for _, c := range list {
			k := iso3[c.Country] + " " + keyOf(c.Name)
			if _, told := unless[k]; capital[k] && !told && (c.Population > seat[k].Population || seat[k].ID == 0) {
				seat[k] = c
			}
		}
	}
	note(big, nil)
	large := maps.Clone(seat)
	note(small, large)
	for k, c := range seat {
		if _, told := large[k]; !told {
			big = append(big, c)
		}
	}
	best := map[string]int{} // key and country -> inhabitants, so that one town of a name and state stays
	lines := map[string]string{}
	add := func(name string, c city, country string) {
		key := keyOf(name)
		if key == "" || country == "" {
			return
		}
		state := ""
		if country == "USA" {
			state = c.Admin1
		}
		star := ""
		if c.ID != 0 && seat[country+" "+keyOf(c.Name)].ID == c.ID {
			star = "*"
		}
		id := key + "\t" + country + "\t" + state
		if n, ok := best[id]; ok && n >= c.Population {
			return
		}
		best[id] = c.Population
		display := c.Name
		if keyOf(display) == key && display == strings.ToUpper(key[:1])+key[1:] {
			display = ""
		}
		lines[id] = fmt.Sprintf("%s\t%.0f\t%.0f\t%d\t%s\t%s", id, c.Lat*100, c.Lon*100, (c.Population+50)/100, star, display)
	}
	sort.Slice(big, func(i, j int) bool { return big[i].ID < big[j].ID })
	for _, c := range big {
		add(c.Name, c, iso3[c.Country])
	}
	for _, c := range big {
		if c.Population < alternatesFrom {
			continue
		}
		for _, n := range c.Other {
			if k := keyOf(n); latin.MatchString(n) && len(k) > 3 {
				if _, own := best[k+"\t"+iso3[c.Country]+"\t"+c.Admin1]; !own {
					add(n, c, iso3[c.Country])
				}
			}
		}
	}
	for _, line := range strings.Split(venueList, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) < 5 || strings.HasPrefix(line, "#") {
			continue
		}
		var lat, lon float64
		if _, err := fmt.Sscan(cells[3]+" "+cells[4], &lat, &lon); err != nil {
			return fmt.Errorf("build: venues.tsv: %q: %w", line, err)
		}
		add(cells[0], city{Name: cells[0], Lat: lat, Lon: lon, Admin1: cells[2]}, cells[1])
	}
	all := make([]string, 0, len(lines))
	for _, l := range lines {
		all = append(all, l)
	}
	sort.Strings(all)
	var text bytes.Buffer
	text.WriteString(placesHead)
	for _, l := range all {
		text.WriteString(strings.TrimRight(l, "\t"))
		text.WriteByte('\n')
	}
	fmt.Fprintf(os.Stderr, "%d places, %d bytes\n", len(all), text.Len())
	return os.WriteFile(out, text.Bytes(), 0o644)
}

func cities(file string) ([]city, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	var by map[string]city
	if err := json.Unmarshal(data, &by); err != nil {
		return nil, fmt.Errorf("build: %s: %w", file, err)
	}
	out := make([]city, 0, len(by))
	for _, c := range by {
		out = append(out, c)
	}
	return out, nil
}
