package world

import (
	"os"
	"strings"
	"testing"
)

const ownTable = `id,kind,name,aliases,country,sector,office,title,from,until
,person,Jana Vzorová,Vzorova|Jana Vzorova,CZE,,foreign_minister,,2021-10-01,
FRA/emmanuel-macron,,,Jupiter,,,,,,
,organ,Harbour Guard of Exampleland,Harbour Guard|HGX,ISL,MIL,,,,
,company,Nordwind Pipelines,Nordwind,Germany,,,,,
,party,Blue Tulip Party,BTP,NLD,,,,,
,body,League of Example States,LXS,,,,,,
ISL,,,Saga Island,,,,,,
`

func read(t testing.TB, file, text string) *Table {
	t.Helper()
	u, problems := ReadUserTable(Default(), file, []byte(text))
	for _, p := range problems {
		t.Fatalf("%s:%v", file, p)
	}
	return Extend(Default(), u)
}

// The same table in both forms gives the same actors, and leaves the built-in
// table as it was.
func TestExtend(t *testing.T) {
	yaml := `# the same
- kind: person
  name: Jana Vzorová
  aliases: [Vzorova, Jana Vzorova]
  country: CZE
  office: foreign_minister
  from: 2021-10-01   # first day
- id: FRA/emmanuel-macron
  aliases:
    - Jupiter
- kind: organ
  name: "Harbour Guard of Exampleland"
  aliases: [Harbour Guard, HGX]
  country: ISL
  sector: MIL
- {}
`
	yaml = strings.Replace(yaml, "- {}\n", `- kind: company
  name: Nordwind Pipelines
  aliases: Nordwind
  country: Germany
-
  kind: party
  name: Blue Tulip Party
  aliases: BTP
  country: NLD
- kind: body
  name: League of Example States
  aliases: LXS
- id: ISL
  aliases: Saga Island
`, 1)
	on := day(t, "2021-10-05")
	for file, text := range map[string]string{"own.csv": ownTable, "own.yaml": yaml, "own.txt": strings.ReplaceAll(ownTable, ",", ";")} {
		x := read(t, file, text)
		for name, want := range map[string]Actor{
			"Jana Vzorova":   {"CZE/jana-vzorova", "Jana Vzorová", "CZE", "GOV"},
			"Vzorová":        {"CZE/jana-vzorova", "Jana Vzorová", "CZE", "GOV"},
			"Jupiter":        {"FRA/emmanuel-macron", "Emmanuel Macron", "FRA", "GOV"},
			"Macron":         {"FRA/emmanuel-macron", "Emmanuel Macron", "FRA", "GOV"},
			"harbour guard":  {"ISL/MIL/harbour-guard-of-exampleland", "Harbour Guard of Exampleland", "ISL", "MIL"},
			"Nordwind":       {"DEU/BUS/nordwind-pipelines", "Nordwind Pipelines", "DEU", "BUS"},
			"BTP":            {"NLD/PTY/blue-tulip-party", "Blue Tulip Party", "NLD", "PTY"},
			"LXS":            {"LXS", "League of Example States", "IGO", "GOV"},
			"Saga Island":    {"ISL", "Iceland", "ISL", "GOV"},
			"Antony Blinken": {"USA/antony-blinken", "Antony Blinken", "USA", "GOV"},
		} {
			if got := x.Lookup(name, on); len(got) == 0 || got[0] != want {
				t.Errorf("%s: %s: got %v, want %v", file, name, got, want)
			}
		}
		if a, c, ok := x.Holder("CZE", "foreign_minister", on); !ok || a.Name != "Jana Vzorová" || c != Confirmed {
			t.Errorf("%s: foreign minister %v %v %v: the user's row counts more", file, a, c, ok)
		}
		if a, _, _ := x.Holder("CZE", "foreign_minister", on-30); a.Name == "Jana Vzorová" {
			t.Errorf("%s: in office before the first day", file)
		}
		for i := 1; i < len(x.keys); i++ {
			if x.keys[i-1] >= x.keys[i] {
				t.Fatalf("names out of order: %q, %q", x.keys[i-1], x.keys[i])
			}
		}
	}
	if got := Default().Lookup("Jupiter", on); got != nil {
		t.Errorf("the built-in table has changed: %v", got)
	}
}

// What is wrong is told with its line, the column and what to write instead.
func TestLint(t *testing.T) {
	for text, want := range map[string]string{
		"name,contry\nX,FRA\n":                         `1: contry: unknown column, it is passed over: did you mean "country"?`,
		"name,country\nX,Frnace\n":                     `2: country: unknown country "Frnace": did you mean France (FRA)?`,
		"name,country\nX,Atlantis\n":                   `2: country: unknown country "Atlantis": write its ISO 3166 alpha-3 code, such as FRA`,
		"name,country\nX,Congo\n":                      `2: country: "Congo" is the name of several countries: write COD or COG`,
		"name,sector\nX,GOVT\n":                        `2: sector: unknown value "GOVT": did you mean "GOV"?`,
		"name,from\nX,15.9.2021\n":                     `2: from: no date: "15.9.2021": write 2021-09-15`,
		"name,from\nX,2021-02-30\n":                    `2: from: no date: "2021-02-30": write YYYY-MM-DD, YYYY-MM or YYYY`,
		"name,from,until\nX,2021-09,2020\n":            `2: until: 2020 is before from, 2021-09: exchange the two days`,
		"id,name\nA/x,Xaver\nA/x,Yvonne\n":             `3: id: "A/x" is in use since line 2, for "Xaver": give one of them another id, or the same name`,
		"name,country,office\nX,FRA,foreign_minster\n": `2: office: unknown office "foreign_minster": did you mean "foreign_minister"?`,
		"name,office\nX,foreign_minister\n":            `2: country: an office without a country: give the country of the office`,
		"name,kind\nX,persn\n":                         `2: kind: unknown value "persn": did you mean "person"?`,
		"id,aliases\nUSA/nobody-of-this-name,X\n":      `2: id: no actor "USA/nobody-of-this-name" in the table: give a name to add a new actor, or the id of one in the table`,
		"name,country\nX,FRA,more\n":                   `2: 3 cells, but 2 columns: put cells that hold the separator in double quotes`,
		"what,ever\n1,2\n":                             `1: the first line names no column that is known: begin with a line of column names: id,kind,name,aliases,country,sector,code,office,title,from,until,note`,
		"name\n\"X\n":                                  `2: extraneous or missing " in quoted-field: put the cell in double quotes, and double the quotes inside`,
		"name\n\xff\n":                                 `2: not UTF-8: save the file as UTF-8`,
		"":                                             `no records: begin with a line of column names: id,kind,name,aliases,country,sector,code,office,title,from,until,note`,
		"- name: X\n  contry: FRA\n":                   `2: contry: unknown column, it is passed over: did you mean "country"?`,
		"- name: X\n   country: FRA\n":                 `2: "country" is indented by 3 blanks, the record by 2: indent it by 2 blanks`,
		"- name: X\n  aliases: [A, B\n":                `2: a list without its end: close the list with "]" on the same line`,
		"- name: X\n  country\n":                       `2: "country" is no column and value: write "column: value"`,
		"- name: \"X\n":                                `1: name: quotes that do not hold the whole value: close the quotes with " on the same line`,
		"- name: 'X' Y\n":                              `1: name: quotes that do not hold the whole value: put the whole value in quotes, of the other kind where it holds one`,
		"- name: X\n  aliases:\n    - \"Y\n":           `3: quotes that do not hold the whole value: close the quotes with " on the same line`,
		"- name: X\n\tcountry: FRA\n":                  `2: a tab at the beginning of a line: indent by blanks`,
		"- name: X\n  name: Y\n":                       `2: name is there twice: leave one out`,
		"- name: X\n  note: >\n":                       `2: note: this part of YAML is not read: write the value on one line, in quotes where it begins with such a mark`,
		"name,name\nX,Y\n":                             `1: name: the column is there twice: leave one out`,
		"name,country,office,from\nX,FRA,spy,2020\nX,FRA,spy,2020\n": `3: office: the same office as in line 2: leave one out`,
	} {
		_, problems := ReadUserTable(Default(), "own", []byte(text))
		var got []string
		for _, p := range problems {
			got = append(got, p.String())
		}
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, strings.Join(got, "\n     "), want)
		}
	}
}

// Any bytes give a table and problems, and the table can be used.
func FuzzUserTable(f *testing.F) {
	f.Add("own.csv", ownTable)
	f.Add("own.yaml", "- name: X\n  aliases:\n    - Y\n  country: FRA\n  office: foreign_minister\n  from: 2020\n")
	f.Add("own.csv", "name;country\n\"X;FRA")
	f.Add("own.yml", "-\n\t- [\n- id: USA/joe-biden\n  sector: mil\n")
	small, err := parse("entente-world 1\nC\tFRA\tFRA\t220\t220\tFrance\tFrench Republic\tParis\nO\tUN\tUnited Nations\tUNO\n" +
		"P\tFRA/x-y\tX Y\nH\tFRA\tforeign_minister\t\t730000\t\t739000\t\nK\tfrance\tc-0\nK\tx y\tp-0\n") // the whole one is too slow to fuzz
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, file, text string) {
		u, problems := ReadUserTable(small, file, []byte(text))
		if u.Len() == 0 && len(problems) == 0 && strings.TrimSpace(text) != "" && !strings.Contains(text, "name") && !strings.Contains(text, "id") {
			t.Error("nothing read, and nothing wrong")
		}
		for _, p := range problems {
			if p.Line < 0 || p.Line > strings.Count(text, "\n")+1 || p.Message == "" || p.Fatal && (p.Fix == "" || p.Line == 0) {
				t.Errorf("problem %+v", p)
			}
		}
		x := Extend(small, u)
		for _, r := range u.rows {
			x.Lookup(r.name, 738000)
			if _, ok := x.PersonNumber(r.id); r.kind == "person" && !ok {
				t.Errorf("%q is not in the table", r.id)
			}
		}
	})
}

func BenchmarkExtend(b *testing.B) {
	u, _ := ReadUserTable(Default(), "own.csv", []byte(ownTable))
	b.ReportAllocs()
	for b.Loop() {
		Extend(Default(), u)
	}
}

// The gazetteer.
func TestPlace(t *testing.T) {
	w := Default()
	for _, c := range []struct {
		name    string
		context Context
		country string
		lat     int
		sure    bool
	}{
		{"Reading", nil, "GBR", 51, false},
		{"Reading", Context{"USA": 3}, "USA", 40, true},
		{"Reading, Pennsylvania", nil, "USA", 40, true},
		{"Paris", nil, "FRA", 48, true},
		{"Paris, Texas", nil, "USA", 33, true},
		{"London", Context{"CAN": 2}, "CAN", 42, true},
		{"Sharm el-Sheikh", nil, "EGY", 27, true},
		{"Sharm-el-Sheikh", nil, "EGY", 27, true},
		{"Camp David", nil, "USA", 39, true},
		{"Kraków", nil, "POL", 50, true},
		{"Krakow", nil, "POL", 50, true},
		{"Washington", nil, "USA", 38, true},
		{"Vaduz", nil, "LIE", 47, true},
	} {
		p, ok := w.Place(c.name, c.context)
		if !ok || p.Country != c.country || int(p.Lat) != c.lat || (p.Confidence >= 0.7) != c.sure {
			t.Errorf("%s in %v: %+v %v, want %s at %d", c.name, c.context, p, ok, c.country, c.lat)
		}
	}
	if p, ok := w.Place("No Such Town", nil); ok {
		t.Errorf("found %+v", p)
	}
	// Every capital is there.
	data, _ := os.ReadFile("places.txt")
	if len(data) > 2<<20 {
		t.Errorf("the gazetteer has %d bytes, more than two megabytes", len(data))
	}
	missing := 0
	for i := range w.countries {
		if c := &w.countries[i]; c.GW != "" && c.ISO3 != "EUU" {
			found := false
			for _, name := range c.Capitals {
				p, ok := w.Place(name, Context{c.ISO3: 9})
				found = found || ok && p.Country == c.ISO3
			}
			if !found {
				missing++
				t.Logf("no capital of %s: %v", c.Name, c.Capitals)
			}
		}
	}
	if missing > 3 {
		t.Errorf("%d capitals are missing", missing)
	}
}

func FuzzPlace(f *testing.F) {
	f.Add("Reading, Pennsylvania")
	f.Add("\xff,,\t")
	f.Fuzz(func(t *testing.T, name string) {
		for _, p := range Default().Places(name, Context{"USA": 1}) {
			if p.Confidence < 0 || p.Confidence > 1 || p.Country == "" || p.Lat < -90 || p.Lat > 90 {
				t.Errorf("%q: %+v", name, p)
			}
		}
	})
}

func BenchmarkPlace(b *testing.B) {
	for b.Loop() {
		Default().Place("Sharm el-Sheikh", nil)
	}
}
