// Command choose draws the sentences of corpus/sentences for annotation:
// balanced over rare event types and hard cases by a first pass of entente's
// own finders. The first pass only chooses; no annotation is made by it.
//
//	go run ./internal/corpus/choose --senate senate.jsonl --wikinews wikinews.jsonl --reports corpus/reports --out DIR
//
// Reports of corpus/reports and the development reports are left out, so that no sentence stands in both, and
// so are the sentences of --had. The draw is seeded: the same files and the same
// finders give the same sentences. The sentences of the corpus were drawn with
// the finders of 0.1.0, before the language core was trained.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/pipeline"
)

// quota is how many sentences of a stratum are wanted.
type quota struct {
	name string
	n    int
}

// draws are the two draws that were made, the second to fill what the first
// had found too little of. A sentence counts for the first stratum that still
// wants it, in this order: rare things first.
var draws = [][]quota{{
	{"MOBILIZE", 90}, {"PROTEST", 90}, {"RETREAT", 100}, {"COERCE", 110}, {"CONCEDE", 100}, {"THREATEN", 100}, {"COOPERATE", 90}, {"SANCTION", 120},
	{"ASSAULT", 120}, {"REJECT", 110}, {"AID", 100}, {"ACCUSE", 120}, {"CONSULT", 130}, {"SUPPORT", 100}, {"AGREE", 110}, {"REQUEST", 110},
	{"denied", 30}, {"threatened", 40}, {"alleged", 30}, {"negated", 70}, {"hypothetical", 80}, {"proposed", 80}, {"planned", 90}, {"ongoing", 40}, {"background", 90},
	{"noun", 80}, {"two", 80}, {"refused", 330}, {"actors only", 160},
}, {
	{"MOBILIZE", 70}, {"PROTEST", 60}, {"COERCE", 80}, {"CONCEDE", 80}, {"THREATEN", 50}, {"COOPERATE", 70}, {"SANCTION", 70}, {"ASSAULT", 60}, {"ACCUSE", 40},
	{"denied", 15}, {"threatened", 25}, {"alleged", 15}, {"negated", 40}, {"hypothetical", 40}, {"proposed", 40}, {"ongoing", 10}, {"background", 10},
	{"noun", 10}, {"two", 30},
}}

type sentence struct {
	ID      string `json:"id"`
	Stratum string `json:"stratum"`
	Source  string `json:"source"` // senate or wikinews
	Doc     string `json:"doc"`
	Date    string `json:"date"`
	Before  string `json:"before"` // the sentence before it, to read by; not annotated
	Text    string `json:"text"`
}

func main() {
	log.SetFlags(0)
	senate := flag.String("senate", "", "JSONL of press releases")
	wikinews := flag.String("wikinews", "", "JSONL of Wikinews articles")
	reports := flag.String("reports", "corpus/reports", "reports read whole, left out here")
	out := flag.String("out", "", "file to write")
	draw := flag.Int("draw", 1, "which draw: 1 or 2")
	had := flag.String("had", "", "file of an earlier draw, whose sentences are left out")
	most := flag.Int("documents", 16000, "press releases looked at")
	flag.Parse()
	used := map[string]bool{}
	names, _ := filepath.Glob(filepath.Join(*reports, "*.txt"))
	for _, n := range names {
		used[strings.TrimSuffix(filepath.Base(n), ".txt")] = true
	}
	for _, id := range []string{"wn016", "wn134", "wn147"} {
		used[id] = true // development reports
	}
	c := chooser{reader: pipeline.New(pipeline.Options{}), rng: rand.New(rand.NewPCG(20261124, 1)), seen: map[string]bool{}, pools: map[string][]sentence{}}
	if *had != "" {
		c.leaveOut(*had)
	}
	c.file(*wikinews, "wikinews", used, 1<<30)
	c.file(*senate, "senate", nil, *most)
	if *draw < 1 || *draw > len(draws) {
		log.Fatalf("--draw %d: want 1 to %d", *draw, len(draws))
	}
	c.draw(*out, draws[*draw-1])
}

type chooser struct {
	reader *pipeline.Reader
	rng    *rand.Rand
	seen   map[string]bool
	pools  map[string][]sentence
}

// leaveOut marks the sentences of an earlier draw as seen.
func (c *chooser) leaveOut(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var s sentence
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			log.Fatalf("%s: %v", path, err)
		}
		c.seen[key(s.Text)] = true
	}
}

// key tells sentences that begin alike: form letters and repeated releases.
func key(text string) string { return strings.ToLower(text[:min(40, len(text))]) }

type record struct {
	ID, Date, Title, Text string
	Damaged               bool
}

func (c *chooser) file(path, source string, used map[string]bool, most int) {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var all []record
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 16<<20)
	for scan.Scan() {
		var r record
		if err := json.Unmarshal(scan.Bytes(), &r); err != nil {
			log.Fatal(err)
		}
		if !r.Damaged && !used[r.ID] {
			all = append(all, r)
		}
	}
	c.rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, r := range all[:min(most, len(all))] {
		c.document(r, source)
	}
}

// document puts the sentences of one document into the pools they fit.
func (c *chooser) document(r record, source string) {
	day, _ := calendar.ParseDay(r.Date)
	doc := &document.Document{Text: r.Text, Date: day, Language: "en", Body: document.Span{Start: 0, End: len(r.Text)}}
	parse := language.Of(doc)
	reading := c.reader.Read(doc)
	for i, s := range parse.Sentences {
		span := parse.Words(s.First, s.Last)
		text := doc.Slice(span)
		n := s.Last - s.First
		if n < 9 || n > 48 || strings.ContainsAny(text, "\n\t@|") || !strings.HasSuffix(strings.TrimRight(text, "\"”’'"), ".") || text[0] < 'A' || text[0] > 'Z' {
			continue
		}
		if c.seen[key(text)] {
			continue
		}
		strata := stratify(reading.Events, span, parse, s)
		if len(strata) == 0 {
			continue
		}
		c.seen[key(text)] = true
		x := sentence{Source: source, Doc: r.ID, Date: r.Date, Text: text}
		if i > 0 && parse.Sentences[i-1].Paragraph == s.Paragraph {
			x.Before = doc.Slice(parse.Words(parse.Sentences[i-1].First, parse.Sentences[i-1].Last))
		}
		for _, name := range strata {
			c.pools[name] = append(c.pools[name], x)
		}
		if len(strata) > 0 && c.rng.IntN(4) == 0 {
			break // not too many of one document
		}
	}
}

// stratify lists the strata that a sentence fits.
func stratify(events []claim.Event, span document.Span, p *language.Parse, s language.Sentence) []string {
	var out []string
	foreign, n := false, 0
	for _, e := range events {
		hit := false
		for _, m := range e.Mentions {
			hit = hit || span.Holds(m[0])
		}
		if !hit {
			continue
		}
		n++
		for _, q := range append(append([]claim.Party{}, e.Actors...), e.Recipients...) {
			foreign = foreign || q.Country != "" && q.Country != "USA"
		}
		out = append(out, string(e.Type))
		if e.Reality != claim.Occurred {
			out = append(out, string(e.Reality))
		}
		if e.Background {
			out = append(out, "background")
		}
		if strings.Contains(e.Why, "sanctions on") || strings.Contains(e.Why, "meeting") || strings.Contains(e.Why, "talks") || strings.Contains(e.Why, "visit to") {
			out = append(out, "noun")
		}
	}
	if n > 1 {
		out = append(out, "two")
	}
	if n > 0 {
		if !foreign && hash(p.Doc.Slice(span))%3 > 0 {
			return nil // home affairs: a third of them
		}
		return out
	}
	country, trigger := false, false
	for i := s.First; i < s.Last; i++ {
		country = country || countries[p.Lower[i]]
		trigger = trigger || triggers[p.Lower[i]]
	}
	switch {
	case country && trigger:
		return []string{"refused"}
	case country:
		return []string{"actors only"}
	}
	return nil
}

func hash(s string) (h uint32) {
	for i := 0; i < len(s); i++ {
		h = h*31 + uint32(s[i])
	}
	return h
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

var (
	countries = words(`iraq iran china russia israel afghanistan pakistan korea korean sudan darfur cuba mexico canada japan india syria lebanon turkey georgia
		germany france britain colombia venezuela egypt iraqi iranian chinese russian israeli afghan taliban hezbollah hamas nato nations european palestinian cuban`)
	triggers = words(`met meeting talks agreed agreement signed sanctions attack attacked killed condemned urged called demanded threatened withdrew withdrawal troops arrested
		aid support supported opposed rejected visit visited negotiations deal accused warned deployed released protest invasion war ceasefire deported seized banned`)
)

// draw takes the quotas from the pools and writes the sentences, shuffled.
func (c *chooser) draw(path string, quotas []quota) {
	taken := map[string]bool{}
	var out []sentence
	for _, q := range quotas {
		pool := c.pools[q.name]
		c.rng.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
		n := 0
		for _, s := range pool {
			if n == q.n {
				break
			}
			if !taken[s.Text] {
				taken[s.Text] = true
				s.Stratum = q.name
				out = append(out, s)
				n++
			}
		}
		fmt.Fprintf(os.Stderr, "%-14s %5d of %5d wanted %4d\n", q.name, n, len(pool), q.n)
	}
	sort.Slice(out, func(i, j int) bool { return hash(out[i].Text) < hash(out[j].Text) })
	f, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for i := range out {
		out[i].ID = fmt.Sprintf("x%04d", i+1)
		line, _ := json.Marshal(out[i])
		fmt.Fprintf(w, "%s\n", line)
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Fprintln(os.Stderr, len(out), "sentences")
}
