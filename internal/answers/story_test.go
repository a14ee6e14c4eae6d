package answers

import (
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

	"golang.org/x/tools/txtar"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/world"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata")

// A story is a txtar archive: NAME.txt and NAME.json are a report and what is
// claimed of it, "ask ..." files hold the answers.
//
// NAME.json is reading/1 with the document's keys on top, where spans may be
// written as the words they name (the first such words in the text, or the
// second with "#2" after them) and a party as "text|name|actor|country|sector".
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			entries := facts(t, archive)
			for i, f := range archive.Files {
				question, ok := strings.CutPrefix(f.Name, "ask ")
				if !ok {
					continue
				}
				got := ask(t, entries, question)
				if twice := ask(t, append(slices.Clone(entries), entries...), question); twice != got {
					t.Fatalf("%s: another answer where all was entered twice:\n%s", question, twice)
				}
				for range 3 { // the order of entering changes no answer
					shuffled := slices.Clone(entries)
					rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
					if other := ask(t, shuffled, question); other != got {
						t.Fatalf("%s: another answer in another order:\n%s\nand:\n%s", question, got, other)
					}
				}
				if *update {
					archive.Files[i].Data = []byte(got)
				} else if got != string(f.Data) {
					t.Errorf("%s:\n got:\n%s\nwant:\n%s", question, got, f.Data)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// people that questions name, besides countries by their code.
var sides = map[string]Side{
	"FRA":    {world.Actor{ID: "FRA", Name: "France", Country: "FRA", Sector: "GOV"}, named("Paris", "French")},
	"USA":    {world.Actor{ID: "USA", Name: "United States", Country: "USA", Sector: "GOV"}, named("Washington", "American", "Americans")},
	"AUS":    {world.Actor{ID: "AUS", Name: "Australia", Country: "AUS", Sector: "GOV"}, nil},
	"EU":     {world.Actor{ID: "EU", Name: "European Union", Country: "EUR", Sector: "GOV"}, nil},
	"NATO":   {world.Actor{ID: "NATO", Name: "NATO", Country: "IGO", Sector: "GOV"}, nil},
	"Rivera": {world.Actor{ID: "USA/ana-rivera", Name: "Ana Rivera", Country: "USA", Sector: "GOV"}, nil},
}

func named(names ...string) func(string) bool {
	return func(words string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return hasWord(words, name) })
	}
}

// ask answers "brief A B DAY [since DAY]" or "show ID".
func ask(t *testing.T, entries []ledger.Entry, question string) string {
	t.Helper()
	words := strings.Fields(question)
	if words[0] == "brief" && len(words) >= 4 {
		a, okA := sides[words[1]]
		b, okB := sides[words[2]]
		on, err := calendar.ParseDay(words[3])
		if !okA || !okB || err != nil {
			t.Fatal(question, err)
		}
		var since calendar.Day
		if len(words) == 6 {
			if since, err = calendar.ParseDay(words[5]); err != nil {
				t.Fatal(err)
			}
		}
		brief := BriefOn(slices.Clone(entries), a, b, since, on)
		if !json.Valid(brief.JSON()) {
			t.Errorf("%s: not JSON: %s", question, brief.JSON())
		}
		return brief.Text(Style{})
	}
	if words[0] == "show" && len(words) == 2 {
		for _, e := range entries {
			if strings.HasPrefix(string(e.ID), words[1]) {
				record := ShowRecord(e, Retraction{})
				if !json.Valid(record.JSON()) {
					t.Errorf("%s: not JSON: %s", question, record.JSON())
				}
				return record.Text(Style{})
			}
		}
	}
	t.Fatalf("unknown question %q", question)
	return ""
}

func facts(t testing.TB, archive *txtar.Archive) []ledger.Entry {
	t.Helper()
	texts := map[string]string{}
	var entries []ledger.Entry
	for _, f := range archive.Files {
		name := strings.TrimSuffix(f.Name, ".json")
		switch {
		case strings.HasSuffix(f.Name, ".txt"):
			texts[strings.TrimSuffix(f.Name, ".txt")] = string(f.Data)
		case name != f.Name:
			r, err := reading(name+".txt", texts[name], f.Data)
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			entries = append(entries, ledger.Post(r, r.Document.Date, 0)...)
		}
	}
	return entries
}

func reading(file, text string, data []byte) (*claim.Reading, error) {
	var in map[string]any
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, err
	}
	doc := map[string]any{"file": file}
	for _, key := range []string{"date", "outlet", "title", "url"} {
		doc[key] = in[key]
		delete(in, key)
	}
	points := document.NewCodePoints(text)
	var bad error
	spanOf := func(words string) any {
		n := 1
		if i := strings.LastIndexByte(words, '#'); i >= 0 {
			n, _ = strconv.Atoi(words[i+1:])
			words = words[:i]
		}
		at := -1
		for range n {
			next := strings.Index(text[at+1:], words)
			if next < 0 {
				bad = fmt.Errorf("%q is not in the text", words)
				return []int{0, 0}
			}
			at += 1 + next
		}
		return []int{points.Of(at), points.Of(at + len(words))}
	}
	spansOf := func(v any) any {
		switch v := v.(type) {
		case string:
			return []any{spanOf(v)}
		case []any:
			for i, x := range v {
				if words, ok := x.(string); ok {
					v[i] = spanOf(words)
				}
			}
		}
		return v
	}
	for _, kind := range []string{"statements", "events", "commitments", "meetings"} {
		list, _ := in[kind].([]any)
		for i, x := range list {
			rec := x.(map[string]any)
			if rec["id"] == nil {
				rec["id"] = kind[:1] + strconv.Itoa(i+1)
			}
			for _, key := range []string{"source", "cue", "content", "what"} {
				rec[key] = spansOf(rec[key])
			}
			if mentions, ok := rec["mentions"].([]any); ok {
				for j := range mentions {
					mentions[j] = spansOf(mentions[j])
				}
			}
			for _, key := range []string{"speakers", "addressees", "actors", "recipients", "by", "to", "who"} {
				parties, _ := rec[key].([]any)
				for j, p := range parties {
					if short, ok := p.(string); ok {
						cells := strings.Split(short+"||||", "|")
						party := map[string]any{"text": cells[0], "name": cells[1], "actor": cells[2], "country": cells[3], "sector": cells[4]}
						if cells[0] != "" {
							party["span"] = spanOf(cells[0])
							party["text"], _, _ = strings.Cut(cells[0], "#")
						}
						parties[j] = party
					}
				}
			}
		}
	}
	in["schema"], in["document"], in["text"] = claim.Schema, doc, text
	data, err := json.Marshal(in)
	if err != nil || bad != nil {
		return nil, fmt.Errorf("%v %v", err, bad)
	}
	return claim.Decode(data, "")
}
