package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/events"
)

// Real reports, by way of a ledger and straight from their readings, give the
// same rows, and the words of every row stand where it says.
func TestExportsOfTheDemoReports(t *testing.T) {
	e := newEntente(t)
	readings, _ := e.run(exitOK, "read", "--text", filepath.Join("..", "..", "demo", "reports"))
	path := filepath.Join(t.TempDir(), "r.jsonl")
	if err := os.WriteFile(path, []byte(readings), 0o644); err != nil {
		t.Fatal(err)
	}
	e.run(exitOK, "add", path, "--learned", "2023-10-01")
	texts := map[string][]rune{}
	for line := range strings.Lines(readings) {
		r, err := claim.Decode([]byte(line), "")
		if err != nil {
			t.Fatal(err)
		}
		texts[string(r.Document.ID)] = []rune(r.Document.Text)
	}
	for _, format := range []string{"csv", "jsonl"} {
		fromFile, _ := e.run(exitOK, "export", "--format", format, "--all", path)
		fromLedger, _ := e.run(exitOK, "export", "--format", format, "--all")
		if fromFile != fromLedger {
			t.Errorf("%s: the ledger gives other rows", format)
		}
	}
	out, errs := e.run(exitOK, "export", "--all")
	if errs != "" {
		t.Errorf("messages: %s", errs)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) < 50 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	ids := map[string]bool{}
	for _, row := range rows[1:] {
		text := texts[row[at["report_id"]]]
		from, err1 := strconv.Atoi(row[at["start"]])
		to, err2 := strconv.Atoi(row[at["end"]])
		if err1 != nil || err2 != nil || from >= to || to > len(text) || string(text[from:to]) != row[at["words"]] {
			t.Errorf("%s: %q does not stand at [%d %d]", row[at["row_id"]], row[at["words"]], from, to)
		}
		if ids[row[at["row_id"]]] {
			t.Errorf("%s is there twice", row[at["row_id"]])
		}
		ids[row[at["row_id"]]] = true
		if row[at["entente"]] == "" || !strings.Contains(row[at["models"]], "events=") {
			t.Errorf("%s: made by %q %q", row[at["row_id"]], row[at["entente"]], row[at["models"]])
		}
	}
	// The record that a row names is the record that show opens.
	out, _ = e.run(exitOK, "show", rows[1][at["event_id"]], "--json")
	has(t, out, rows[1][at["root"]])
}

func TestExportFlags(t *testing.T) {
	e := newEntente(t)
	_, errs := e.run(exitFailed, "export")
	has(t, errs, "no ledger there yet")
	e.run(exitOK, "add", file(t, fish))
	for _, args := range [][]string{{"--format", "xml"}, {"--type", "MEET"}, {"--reality", "real"}, {"--since", "May"}, {"--min-confidence", "2"},
		{"--strict"}, {"--all", "--reality", "planned"}, {"--since", "2021-10-02", "--until", "2021-10-01"}, {"--ledger", e.ledger, "x.txt"}} {
		if _, errs := e.run(exitUsage, append([]string{"export"}, args...)...); errs == "" {
			t.Errorf("%v: no message", args)
		}
	}
	_, errs = e.run(exitUsage, "export", "--type", "MEET")
	has(t, errs, "the types are AGREE, CONSULT")
	_, errs = e.run(exitFailed, "export", "--actor", "Frants")
	has(t, errs, "nobody known", "France")
	count := func(want int, args ...string) {
		t.Helper()
		out, _ := e.run(exitOK, append([]string{"export", "--format", "jsonl"}, args...)...)
		if n := strings.Count(out, "\n"); n != want {
			t.Errorf("%v: %d rows, want %d", args, n, want)
		}
	}
	count(2)
	count(2, "--actor", "France", "--actor", "Kojo Mensah")
	count(1, "--until", "2021-10-05")
	count(0, "--type", "assault")
	count(2, "--type", "accuse,assault")
	count(0, "--reality", "planned,denied")

	planned := *fish[0]
	planned.Events = append([]claim.Event{}, planned.Events...)
	planned.Events[0].Reality = claim.Planned
	path := file(t, []*claim.Reading{&planned})
	out, errs := e.run(exitOK, "export", path)
	has(t, errs, "0 events written; left out, since not told as done: 1 planned (--all has them too)")
	if strings.Count(out, "\n") != 1 {
		t.Errorf("more than a head: %s", out)
	}
	out, errs = e.run(exitPartial, "export", "--all", file(t, fish[:1], `{"schema":"reading/1","text":`))
	has(t, errs, ":2", "not a reading")
	has(t, out, "ACCUSE")
}

func TestExportToAFile(t *testing.T) {
	e := newEntente(t)
	e.run(exitOK, "add", file(t, fish))
	want, _ := e.run(exitOK, "export", "--format", "gdelt")
	path := filepath.Join(t.TempDir(), "events.tsv")
	out, _ := e.run(exitOK, "export", "--format", "gdelt", "-o", path)
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want || out != "" {
		t.Errorf("%v: %q", err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	_, errs := e.run(exitFailed, "export", "-o", filepath.Join(t.TempDir(), "no", "such", "folder.csv"))
	has(t, errs, "folder.csv cannot be made")
}

// The rooms agree on PLOVER's quads.
func TestQuads(t *testing.T) {
	for _, ty := range claim.Types {
		if events.Quads[ty] != claim.Quad(ty) {
			t.Errorf("%s: %d and %d", ty, events.Quads[ty], claim.Quad(ty))
		}
	}
}

func TestWhy(t *testing.T) {
	e := newEntente(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "2021-10-05\n\nFrance condemned Ghana over fish.\n", "b.txt": "2021-10-06\n\nGhana condemned France over fish.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a := filepath.Join(dir, "a.txt")
	out, _ := e.run(exitOK, "read", a, "--why", "e1")
	has(t, out, "«France condemned Ghana", "Why", "trigger: «condemned»", "type: ACCUSE", "chances: ", "words: condemned", "actor France: France, FRA")
	if strings.Contains(out, "It was made by") {
		t.Errorf("made and explained by the same: %s", out)
	}
	out, _ = e.run(exitOK, "read", a, "--why", "E1", "--json")
	var why struct {
		Schema  string
		Found   bool
		Same    bool
		Reasons []struct{ About string }
	}
	if err := json.Unmarshal([]byte(out), &why); err != nil || why.Schema != "why/1" || !why.Found || !why.Same || len(why.Reasons) < 5 {
		t.Errorf("%v: %s", err, out)
	}
	_, errs := e.run(exitFailed, "read", a, "--why", "e9")
	has(t, errs, "no record e9: there are", "a.txt", "e1")
	_, errs = e.run(exitUsage, "read", dir, "--why", "e1")
	has(t, errs, "several reports have a record e1", "a.txt", "b.txt")
	e.run(exitUsage, "read", a, "--json")

	// Of a ledger: one record made by today's models, one by hand.
	e.run(exitOK, "add", a, file(t, fish))
	ids, _ := e.run(exitOK, "export", "--format", "jsonl")
	for line := range strings.Lines(ids) {
		var row struct {
			ID   string `json:"event_id"`
			File string
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		out, _ = e.run(exitOK, "show", row.ID, "--why")
		if made := strings.Contains(out, "It was made by entente (version not told)"); made != (row.File == "fish.txt") {
			t.Errorf("%s of %s:\n%s", row.ID, row.File, out)
		}
		_, errs = e.run(exitUsage, "show", row.ID[:8], "--why")
		has(t, errs, "--why is for one record")
	}
}
