package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/world"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

var (
	mensah  = claim.Party{Text: "Ama Mensah", Actor: "GHA/ama-mensah", Name: "Ama Mensah", Country: "GHA", Sector: "GOV"}
	ghana   = claim.Party{Text: "Ghana", Actor: "GHA", Name: "Ghana", Country: "GHA", Sector: "GOV"}
	france  = claim.Party{Text: "France", Actor: "FRA", Name: "France", Country: "FRA", Sector: "GOV"}
	kosovo  = claim.Party{Text: "Kosovo", Actor: "XKX", Name: "Kosovo", Country: "XKX", Sector: "GOV"}
	union   = claim.Party{Text: "the EU", Actor: "EU", Name: "European Union", Country: "EUR", Sector: "GOV"}
	crowd   = claim.Party{Text: "fishermen", Country: "GHA", Sector: "LAB"}
	unknown = claim.Party{Text: "gunmen"}
)

// report makes a report; each of the events gets the words that its Place field
// is followed by: "Accra|met in Accra".
func report(text, outlet, date string, events ...claim.Event) Report {
	on, err := calendar.ParseDay(date)
	if err != nil {
		panic(err)
	}
	for i := range events {
		e := &events[i]
		place, words, _ := strings.Cut(e.Place, "|")
		e.ID, e.Place = fmt.Sprintf("e%d", i+1), place
		at := strings.Index(text, words)
		if at < 0 {
			panic(words + " is not in " + text)
		}
		e.Mentions = [][]document.Span{{{Start: at, End: at + len(words)}}}
		if e.Reality == "" {
			e.Reality = claim.Occurred
		}
		e.Plover = claim.PloverType(e.Type, e.Reality)
	}
	return Report{Reading: &claim.Reading{
		Document: &document.Document{ID: document.IDOf(text), File: "a.txt", Outlet: outlet, Date: on, Text: text},
		Events:   events, Run: claim.Run{Entente: "test", Models: map[string]string{"events": "0a1b2c3d"}}}}
}

// few are reports of everything that the formats treat apart: copies, a
// meeting of several, one to come, somebody unknown, several words for one
// side, signs that need quoting.
func few() []Report {
	met := claim.Event{Type: claim.Consult, Cameo: "044", Goldstein: 2.5, Actors: []claim.Party{mensah, ghana, france}, Confidence: .9, Stated: true,
		Date: calendar.On(calendar.Of(2021, 10, 4)), Place: "Lomé|met in Lomé"}
	again := met
	again.Actors = []claim.Party{ghana, france}
	return []Report{
		report("ACCRA — Ghana and France met in Lomé on Monday.\n\n“Fish, they said,\tand “more” fish.\nGunmen shot at fishermen.", "Example Wire", "2021-10-05", met,
			claim.Event{Type: claim.Assault, Mode: "firearms", Cameo: "193", Goldstein: -10, Actors: []claim.Party{unknown}, Recipients: []claim.Party{crowd}, Confidence: .5,
				Date: calendar.On(calendar.Of(2021, 10, 5)), Place: "|said,\tand “more” fish.\nGunmen shot"},
			claim.Event{Type: claim.Consult, Cameo: "040", Goldstein: 1, Actors: []claim.Party{ghana, union}, Reality: claim.Planned,
				Date: calendar.Interval{From: calendar.Of(2021, 11, 1), To: calendar.Of(2021, 11, 30)}, Place: "|Fish"}),
		report("The Daily: Ghana and France MET in Lomé, on Monday!", "The Daily", "2021-10-06", func() claim.Event { e := again; e.Place = "Lomé|MET in Lomé"; return e }()),
		report("Ghana and France have had talks in Lomé.", "", "2021-10-06", func() claim.Event { e := again; e.Place = "Lomé|have had talks"; return e }()),
		report("Kosovo was once condemned by Ghana.", "The Daily", "2021-10-07",
			claim.Event{Type: claim.Accuse, Mode: "disapprove", Cameo: "111", Goldstein: -2, Actors: []claim.Party{ghana}, Recipients: []claim.Party{kosovo}, Background: true, Place: "|condemned"}),
	}
}

// written gives a format's bytes.
func written(t testing.TB, format string, reports []Report, q Query) []byte {
	t.Helper()
	var b bytes.Buffer
	events := Select(reports, q, world.Default())
	err := map[string]func() error{
		"csv":    func() error { return CSV(&b, events) },
		"jsonl":  func() error { return JSONL(&b, events) },
		"plover": func() error { return Plover(&b, events, world.Default()) },
		"gdelt":  func() error { return GDELT(&b, events, world.Default(), false) },
	}[format]()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var formats = []string{"csv", "jsonl", "plover", "gdelt"}

// The files of testdata are what the formats look like; read the diff of an
// update.
func TestFormats(t *testing.T) {
	for _, format := range formats {
		got := written(t, format, few(), Query{All: true})
		path := filepath.Join("testdata", "few."+format)
		if *update {
			if err := os.WriteFile(path, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v\n got %s\nwant %s", format, err, got, want)
		}
	}
}

func TestTheOrderOfReportsChangesNothing(t *testing.T) {
	for _, format := range formats {
		want := written(t, format, few(), Query{All: true})
		for range 5 {
			reports := append(few(), few()[:2]...) // some twice
			rand.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
			if got := written(t, format, reports, Query{All: true}); !bytes.Equal(got, want) {
				t.Fatalf("%s:\n got %s\nwant %s", format, got, want)
			}
		}
	}
}

// table reads CSV or the tab-separated form into rows by column.
func table(t testing.TB, data []byte, tabs bool) []map[string]string {
	t.Helper()
	var rows [][]string
	if tabs {
		for line := range strings.Lines(string(data)) {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	} else {
		var err error
		if rows, err = csv.NewReader(bytes.NewReader(data)).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		if len(row) != len(rows[0]) {
			t.Fatalf("%d cells under %d names: %q", len(row), len(rows[0]), row)
		}
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// checkWords checks that the words of every row stand where the row says.
func checkWords(t testing.TB, reports []Report) {
	t.Helper()
	texts := map[string][]rune{}
	for _, r := range reports {
		texts[string(r.Reading.Document.ID)] = []rune(r.Reading.Document.Text)
	}
	at := func(id, start, end string) string {
		from, err1 := strconv.Atoi(start)
		to, err2 := strconv.Atoi(end)
		if err1 != nil || err2 != nil || from < 0 || to > len(texts[id]) || from > to {
			t.Fatalf("%s: [%s %s] is no place in it", id, start, end)
		}
		return string(texts[id][from:to])
	}
	for _, r := range table(t, written(t, "csv", reports, Query{All: true}), false) {
		if got := at(r["report_id"], r["start"], r["end"]); got != r["words"] {
			t.Errorf("csv %s: %q stands there, not %q", r["row_id"], got, r["words"])
		}
	}
	for line := range strings.Lines(string(written(t, "plover", reports, Query{All: true}))) {
		var r struct {
			EventText string `json:"event_text"`
			Text      string
			TextInfo  struct{ Start, End int } `json:"text_info"`
			CiteInfo  struct{ Report string }  `json:"cite_info"`
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if got := at(r.CiteInfo.Report, strconv.Itoa(r.TextInfo.Start), strconv.Itoa(r.TextInfo.End)); got != r.EventText || !strings.Contains(r.Text, got) {
			t.Errorf("plover: %q stands there, not %q, in %q", got, r.EventText, r.Text)
		}
	}
	for _, r := range table(t, written(t, "gdelt", reports, Query{All: true}), true) {
		if got := line(at(r["ReportID"], r["Start"], r["End"])); got != r["Words"] {
			t.Errorf("gdelt %s: %q stands there, not %q", r["EventIDs"], got, r["Words"])
		}
	}
}

func TestWordsStandWhereARowSays(t *testing.T) { checkWords(t, few()) }

func TestWhatDidNotHappenIsLeftOut(t *testing.T) {
	happened, all := Select(few(), Query{}, world.Default()), Select(few(), Query{All: true}, world.Default())
	if len(all) != len(happened)+1 {
		t.Fatalf("%d of %d events", len(happened), len(all))
	}
	for _, e := range happened {
		if !e.Reality.Happened() {
			t.Errorf("%s is %s", e.ID, e.Reality)
		}
	}
	planned := Select(few(), Query{Realities: []claim.Reality{claim.Planned}}, world.Default())
	if len(planned) != 1 || planned[0].Root != claim.Agree || planned[0].Type != claim.Consult {
		t.Errorf("a meeting to come is AGREE in PLOVER's coding: %+v", planned)
	}
}

func TestPairs(t *testing.T) {
	w := world.Default()
	for _, c := range []struct {
		what               string
		kind               claim.Type
		actors, recipients []claim.Party
		want               string
	}{
		{"two of a country are one side", claim.Accuse, []claim.Party{mensah, ghana}, []claim.Party{france}, "Ama Mensah; Ghana>France"},
		{"each actor with each recipient", claim.Accuse, []claim.Party{ghana, kosovo}, []claim.Party{france, union}, "Ghana>France Ghana>European Union Kosovo>France Kosovo>European Union"},
		{"a meeting of equals, both ways", claim.Consult, []claim.Party{ghana, france}, nil, "Ghana=France France=Ghana"},
		{"a meeting within a country has one side", claim.Consult, []claim.Party{mensah, ghana}, nil, "Ama Mensah; Ghana>"},
		{"together, but not with each other", claim.Accuse, []claim.Party{ghana, france}, nil, "Ghana> France>"},
		{"nobody is told to have done it", claim.Assault, nil, []claim.Party{crowd}, ">fishermen"},
		{"other sectors are other sides", claim.Consult, []claim.Party{ghana, crowd}, nil, "Ghana=fishermen fishermen=Ghana"},
		{"nobody at all", claim.Protest, nil, nil, ">"},
	} {
		var got []string
		for _, p := range pairsOf(w, &claim.Event{Type: c.kind, Actors: c.actors, Recipients: c.recipients}) {
			sign := ">"
			if p.Mutual {
				sign = "="
			}
			got = append(got, p.Actor.Names()+sign+p.Recipient.Names())
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.what, s, c.want)
		}
	}
}

func TestCodesOfCountries(t *testing.T) {
	for _, c := range []struct {
		party                 claim.Party
		country, iso, cow, gw string
	}{
		{ghana, "GHA", "GHA", "452", "452"},
		{kosovo, "KOS", "XKX", "347", "347"},
		{union, "EUR", "", "", ""},
		{claim.Party{Text: "Germany", Country: "DEU"}, "DEU", "DEU", "255", "260"},
		{claim.Party{Text: "the League", Country: "IGO"}, "IGO", "", "", ""},
		{unknown, "", "", "", ""},
	} {
		s := sidesOf(world.Default(), []claim.Party{c.party})[0]
		if s.Country != c.country || s.ISO3 != c.iso || s.COW != c.cow || s.GW != c.gw {
			t.Errorf("%s: got %q %q %q %q", c.party.Text, s.Country, s.ISO3, s.COW, s.GW)
		}
	}
}

// The meeting in Lomé is in three reports: an agency's, a copy of it in
// another paper, and one in words of its own.
func TestCopiesCountOnce(t *testing.T) {
	for _, h := range Happenings(Select(few(), Query{}, world.Default())) {
		if h.Events[0].Type != claim.Consult {
			continue
		}
		if len(h.Events) != 3 || h.Mentions != 3 || h.Articles != 2 || h.Sources != 2 {
			t.Errorf("%d events, %d mentions, %d articles, %d sources", len(h.Events), h.Mentions, h.Articles, h.Sources)
		}
	}
}

func TestGDELTNumbersAreItsOwn(t *testing.T) {
	for _, r := range table(t, written(t, "gdelt", few(), Query{All: true}), true) {
		n, err := strconv.ParseUint(r["GLOBALEVENTID"], 10, 64)
		if err != nil || n >= 1<<52 || n != uint64(float64(n)) {
			t.Errorf("GLOBALEVENTID %s", r["GLOBALEVENTID"])
		}
		if r["EventRootCode"] != r["EventCode"][:2] || r["QuadClass"] == "" {
			t.Errorf("codes %s %s %s", r["EventCode"], r["EventRootCode"], r["QuadClass"])
		}
		if r["EventIDs"] == "" || r["Words"] == "" {
			t.Errorf("no words: %v", r)
		}
	}
	var b bytes.Buffer
	if err := GDELT(&b, Select(few(), Query{}, world.Default()), world.Default(), true); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := strings.Count(line, "\t"); n != 60 {
			t.Errorf("%d cells: %s", n+1, line)
		}
	}
}

func TestQueries(t *testing.T) {
	w := world.Default()
	side := func(a world.Actor) answers.Side { return answers.NewSide(w, a) }
	inFrance, inKosovo := side(w.Country("FRA").Actor()), side(w.Country("XKX").Actor())
	on := func(s string) calendar.Day { d, _ := calendar.ParseDay(s); return d }
	for _, c := range []struct {
		what string
		q    Query
		want int
	}{
		{"all", Query{All: true}, 6},
		{"a country", Query{Sides: []answers.Side{inFrance}}, 3},
		{"two that never met", Query{Sides: []answers.Side{inFrance, inKosovo}, All: true}, 0},
		{"a type", Query{Types: []claim.Type{claim.Assault, claim.Accuse}}, 2},
		{"sure ones", Query{Least: .6}, 3},
		{"since a day", Query{Since: on("2021-10-05")}, 2},
		{"the undated go by their reports", Query{Since: on("2021-10-06")}, 1},
		{"until a day", Query{Until: on("2021-10-04"), All: true}, 3},
		{"an interval that a bound cuts", Query{Since: on("2021-11-15"), All: true}, 1},
	} {
		if got := Select(few(), c.q, w); len(got) != c.want {
			t.Errorf("%s: %d events, want %d", c.what, len(got), c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	w := world.Default()
	for _, c := range []struct{ place, country, want string }{
		{"Lomé", "TGO", "Lomé, Togo"},
		{"Paris", "FRA", "Paris, France"},
		{"Paris", "USA", "Paris, France"},
		{"Paris", "", "Paris, France"},
		{"Springfield", "GHA", "Springfield"},
		{"Alexandria", "EGY", "Alexandria, Egypt"},
		{"U.S.", "FRA", "United States"},
		{"Congo", "", "Congo"},
		{"Ghana", "", "Ghana"},
		{"the hall", "GHA", "the hall"},
	} {
		g := geoOf(w, &claim.Event{Place: c.place}, world.Context{c.country: 1})
		if got := g.fullName(w); got != c.want {
			t.Errorf("%s: got %q", c.place, got)
		}
	}
	if g := geoOf(w, &claim.Event{Place: "Accra"}, world.Context{}); !g.Point || g.Lat < 5 || g.Lat > 6 || g.Country != "GHA" {
		t.Errorf("Accra: %+v", g)
	}
}

// No reader of lines breaks a record in two.
func TestOneRecordOneLine(t *testing.T) {
	r := report("a\u0085b\u2028c\u2029d\ve", "x", "2021-10-05", claim.Event{Type: claim.Accuse, Actors: []claim.Party{ghana}, Place: "|a\u0085b\u2028c\u2029d\ve"})
	for _, format := range []string{"jsonl", "plover"} {
		if out := string(written(t, format, []Report{r}, Query{})); strings.ContainsAny(out, "\u0085\u2028\u2029\v") || strings.Count(out, "\n") != 1 {
			t.Errorf("%s: %q", format, out)
		}
	}
}

// The page on exports names every column and field.
func TestThePageNamesEveryColumn(t *testing.T) {
	page, err := os.ReadFile("../../docs/exports.md")
	if err != nil {
		t.Fatal(err)
	}
	named := func(what string) bool { return strings.Contains(string(page), "`"+what+"`") }
	for _, c := range slices.Concat(Columns, MoreColumns) {
		if !named(c) {
			t.Errorf("docs/exports.md does not name %s", c)
		}
	}
	for _, c := range GDELTColumns {
		group, _, geo := strings.Cut(c, "_")
		if first := strings.Replace(c, "Actor2", "Actor1", 1); !named(c) && !named(first) && !(geo && named(group+"_*")) && !strings.Contains(c, "Religion") {
			t.Errorf("docs/exports.md does not name %s", c)
		}
	}
	var record map[string]any
	line, _, _ := strings.Cut(string(written(t, "plover", few(), Query{})), "\n")
	if err := json.Unmarshal([]byte(line), &record); err != nil {
		t.Fatal(err)
	}
	for field := range record {
		if !named(field) {
			t.Errorf("docs/exports.md does not name %s", field)
		}
	}
}

// Every type has a score, and every mode of the lexicon is one of PLOVER's.
func TestScales(t *testing.T) {
	for _, ty := range claim.Types {
		if _, ok := scales()[[2]string{string(ty), ""}]; !ok {
			t.Errorf("%s has no score", ty)
		}
	}
	for key, s := range scales() {
		if !slices.Contains(claim.Types, claim.Type(key[0])) || s < -10 || s > 10 {
			t.Errorf("%v: %v", key, s)
		}
	}
	if Scale(claim.Assault, "drone") != -9.5 || Scale(claim.Accuse, "") != -2 || Scale(claim.Consult, "nonsense") != 2.5 {
		t.Error("scores are not those of the table")
	}
	for iso, code := range fips() {
		if len(code) != 2 || world.Default().Country(iso) == nil {
			t.Errorf("%s %s", iso, code)
		}
	}
}

// Whatever a report's text holds, rows keep their cells and their words.
func FuzzWords(f *testing.F) {
	f.Add("a\tb\nc \"d\" \r\n, e", 1, 9)
	f.Add("“é” \u2028 \x00 x", 0, 5)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		if !utf8.ValidString(text) || from < 0 || to > len(text) || from >= to || !utf8.RuneStart(text[from]) || to < len(text) && !utf8.RuneStart(text[to]) {
			return
		}
		// A carriage return before a line feed is lost in CSV, as RFC 4180 has it.
		if strings.Contains(text[from:to], "\r\n") {
			return
		}
		r := report(text, text, "2021-10-05", claim.Event{Type: claim.Accuse, Actors: []claim.Party{{Text: text, Name: text}}, Place: text[:from] + "|"})
		r.Reading.Events[0].Mentions = [][]document.Span{{{Start: from, End: to}}}
		checkWords(t, []Report{r})
	})
}

func BenchmarkCSV(b *testing.B) {
	var reports []Report
	for n := range 200 {
		for _, r := range few() {
			doc := *r.Reading.Document
			doc.Text += strconv.Itoa(n)
			doc.ID = document.IDOf(doc.Text)
			reading := *r.Reading
			reading.Document = &doc
			reports = append(reports, Report{Reading: &reading})
		}
	}
	for b.Loop() {
		written(b, "csv", reports, Query{All: true})
	}
	b.ReportMetric(float64(len(reports)*b.N)/b.Elapsed().Seconds(), "reports/s")
}
