package eval

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/world"
)

// The official record of the travels of American presidents and secretaries of
// state, and of visits to them, tells each meeting in a remark without a
// subject: "Met with President Jiang Zemin." Each is made a sentence by a fixed
// template and read as a report of its last day; who met whom, of what
// country, where and when must be as the record has it.
//
//	go test ./eval -run Remarks -v
//	REMARKS_SEED=7 go test ./eval -run Remarks -v     another sample
//	REMARKS_ERRORS=1 ...                              and list what is wrong

const (
	remarksSeed  = 20211005
	remarksN     = 500
	remarksFloor = 0.90
)

// row is a line of a table by column name.
type row map[string]string

// table reads a tab-separated table of the actor data; the test is skipped
// where it is not here.
func table(t testing.TB, name string) []row {
	t.Helper()
	data := os.Getenv("ENTENTE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(data, "data", "actors", name))
	if err != nil {
		t.Skipf("the actor data is not here (%v): set ENTENTE_DATA to its folder", err)
	}
	defer f.Close()
	var head []string
	var rows []row
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		cells := strings.Split(s.Text(), "\t")
		if head == nil {
			head = cells
			continue
		}
		r := row{}
		for i, c := range cells {
			if i < len(head) {
				r[head[i]] = c
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// remark is one row with a meeting, and whom the record says was met.
type remark struct {
	row
	visit bool
	met   []row // of sightings.tsv: person, country; those that agree with the lists of office holders
}

var metWith = regexp.MustCompile(`^Met with `)

// remarks are the rows that tell a meeting with somebody whom the record and
// the lists of office holders agree on.
func remarks(t testing.TB) []remark {
	seen := map[string][]row{}
	for _, s := range table(t, "sightings.tsv") {
		if s["check"] == "agree" {
			seen[s["source_id"]] = append(seen[s["source_id"]], s)
		}
	}
	var out []remark
	for _, name := range []string{"travels.tsv", "visits.tsv"} {
		for _, r := range table(t, name) {
			if met := seen[r["id"]]; metWith.MatchString(r["remarks"]) && len(met) > 0 {
				out = append(out, remark{r, name == "visits.tsv", met})
			}
		}
	}
	return out
}

var travellers = map[string]string{"Colin Luther Powell": "Colin Powell", "John Forbes Kerry": "John Kerry", "Antony John Blinken": "Antony Blinken", "Hillary Rodham Clinton": "Hillary Clinton",
	"Joseph R. Biden": "Joe Biden", "Donald J. Trump": "Donald Trump", "Michael R. Pompeo": "Mike Pompeo", "Rex W. Tillerson": "Rex Tillerson"}

// traveller is the common name of one.
func (r *remark) traveller() string {
	if n := travellers[r.row["person"]]; n != "" {
		return n
	}
	return r.row["person"]
}

func (r *remark) days() (from, until calendar.Day) {
	from, _ = calendar.ParseDay(r.row["start"])
	until, _ = calendar.ParseDay(r.row["end"])
	return from, until
}

// dated writes an interval as reports do: "on June 27, 2006", "from June 27 to
// June 28, 2006".
func dated(from, until calendar.Day) string {
	word := func(d calendar.Day, layout string) string { return d.Time().Format(layout) }
	if from == until {
		return "on " + word(from, "January 2, 2006")
	}
	if from.Year() != until.Year() {
		return "from " + word(from, "January 2, 2006") + " to " + word(until, "January 2, 2006")
	}
	return "from " + word(from, "January 2") + " to " + word(until, "January 2, 2006")
}

// sentenceEnd is a full stop before the next verb of the record, which has no
// subject either; not the one of "U.S. Military Cemetery".
var sentenceEnd = regexp.MustCompile(`([^.].[a-z0-9)])\.\s+`)

// sentence is the template: the subject in front of each sentence, the place
// and the days after the first.
func (r *remark) sentence() string {
	parts := strings.Split(sentenceEnd.ReplaceAllString(strings.TrimSuffix(strings.TrimSpace(r.row["remarks"]), "."), "$1\n"), "\n")
	from, until := r.days()
	subject := "U.S. Secretary of State " + r.traveller()
	where := " in " + strings.ReplaceAll(r.row["place"], ", ", " and ") + ", " + country(r.row["country"]) + ","
	if r.row["role"] == "president" {
		subject = "U.S. President " + r.traveller()
	}
	short := r.traveller()
	if r.visit {
		subject = r.row["visitor_text"] + " of " + country(r.row["country"])
		where, short = " in the United States", r.row["visitor_text"]
		if strings.Contains(parts[0], " in ") || strings.Contains(parts[0], " at ") {
			where = ""
		}
	}
	var b strings.Builder
	for i, p := range parts {
		p = strings.ToLower(p[:1]) + p[1:]
		if i == 0 {
			fmt.Fprintf(&b, "%s %s%s %s.", subject, p, where, dated(from, until))
			continue
		}
		fmt.Fprintf(&b, " %s %s.", short, p)
	}
	return b.String()
}

// country is the name that stands in the sentence.
func country(iso string) string {
	c := world.Default().Country(iso)
	if c == nil {
		return iso
	}
	return c.Name
}

// sameName reports whether a party's name holds a word of the record's, which
// has many spellings of its own ("Rodriquez Zapatero"): one letter may differ.
func sameName(record, found string) bool {
	for _, a := range strings.Fields(world.Fold(record)) {
		for _, b := range strings.Fields(world.Fold(found)) {
			if len(a) > 1 && (a == b || len(a) > 4 && len(b) > 4 && near(a, b)) {
				return true
			}
		}
	}
	return false
}

// near reports whether two words differ by one letter at most.
func near(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	ra, rb := a[i:], b[i:]
	return len(ra) > 0 && ra[1:] == rb || len(rb) > 0 && ra == rb[1:] || len(ra) > 0 && len(rb) > 0 && ra[1:] == rb[1:]
}

// judgement is what a reading got right of a remark.
type judgement struct{ name, country, place, dates bool }

func (j judgement) all() bool { return j.name && j.country && j.place && j.dates }

func (r *remark) judge(read *claim.Reading) judgement {
	var j judgement
	if len(read.Meetings) == 0 {
		return j
	}
	first := read.Meetings[0]
	from, until := r.days()
	j.dates = first.When.From == from && first.When.To == until
	if r.visit {
		// The record's place is the United States; the remark may tell a town.
		j.place = first.Where == "" && !strings.Contains(r.row["remarks"], " in ") || first.Where != "" && strings.Contains(r.sentence(), first.Where)
	} else {
		for _, p := range strings.Split(r.row["place"], ", ") {
			j.place = j.place || world.Fold(first.Where) == world.Fold(p)
		}
	}
	var who []claim.Party
	for _, m := range read.Meetings {
		who = append(who, m.Who...)
	}
	traveller := slices.ContainsFunc(who, func(p claim.Party) bool { return p.Actor != "" && sameName(r.traveller(), p.Name) })
	j.name, j.country = traveller, true
	for _, m := range r.met {
		k := slices.IndexFunc(who, func(p claim.Party) bool { return p.Actor != "" && sameName(m["person"], p.Name) })
		j.name = j.name && k >= 0
		j.country = j.country && k >= 0 && who[k].Country == m["country"]
	}
	return j
}

func TestRemarksOfTheOfficialRecord(t *testing.T) {
	all := remarks(t)
	seed := uint64(remarksSeed)
	if s, err := strconv.ParseUint(os.Getenv("REMARKS_SEED"), 10, 64); err == nil {
		seed = s
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	rng.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	sample := all[:min(remarksN, len(all))]
	reader := pipeline.New(pipeline.Options{})
	var name, land, place, dates, right int
	count := func(n *int, ok bool) {
		if ok {
			*n++
		}
	}
	for i := range sample {
		r := &sample[i]
		_, until := r.days()
		read := reader.Read(&document.Document{Text: r.sentence(), Date: until, Language: "en"})
		j := r.judge(read)
		count(&name, j.name)
		count(&land, j.country)
		count(&place, j.place)
		count(&dates, j.dates)
		count(&right, j.all())
		if !j.all() && os.Getenv("REMARKS_ERRORS") != "" {
			t.Logf("%s %+v\n  %s\n  record: %s\n  read: %s", r.row["id"], j, r.sentence(), people(r.met), meetingsOf(read))
		}
	}
	n := float64(len(sample))
	share := func(k int) float64 { return float64(k) / n }
	t.Logf("%d of %d remarks, seed %d: name %.3f, country %.3f, place %.3f, dates %.3f, all four %.3f", len(sample), len(all), seed, share(name), share(land), share(place), share(dates), share(right))
	for what, k := range map[string]int{"name": name, "country": land, "place": place, "dates": dates} {
		if share(k) < remarksFloor {
			t.Errorf("%s: %.3f right, want %.2f", what, share(k), remarksFloor)
		}
	}
}

func people(rows []row) string {
	var out []string
	for _, r := range rows {
		out = append(out, r["person"]+" "+r["country"])
	}
	return strings.Join(out, "; ")
}

func meetingsOf(r *claim.Reading) string {
	var out []string
	for _, m := range r.Meetings {
		var who []string
		for _, p := range m.Who {
			who = append(who, p.Name+" ("+p.Text+") "+p.Country)
		}
		out = append(out, strings.Join(who, "; ")+" @ "+m.Where+" "+m.When.String())
	}
	return strings.Join(out, " | ")
}
