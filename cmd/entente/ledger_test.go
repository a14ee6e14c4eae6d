package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// entente runs one command line with the ledger of a test.
type entente struct {
	t      *testing.T
	ledger string
	stdin  string
	ctx    context.Context
}

func newEntente(t *testing.T) *entente {
	t.Setenv("ENTENTE_LEDGER", filepath.Join(t.TempDir(), "data", "ledger.db"))
	return &entente{t: t, ledger: os.Getenv("ENTENTE_LEDGER"), ctx: context.Background()}
}

func (e *entente) run(want int, args ...string) (stdout, stderr string) {
	e.t.Helper()
	root := newRootCommand()
	var out, errs bytes.Buffer
	root.SetOut(&out)
	root.SetErr(&errs)
	root.SetIn(strings.NewReader(e.stdin))
	if code := run(e.ctx, root, args); code != want {
		e.t.Errorf("entente %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), code, want, &out, &errs)
	}
	return out.String(), errs.String()
}

// has checks that a text has all of the parts.
func has(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), part) {
			t.Errorf("no %q in:\n%s", part, text)
		}
	}
}

func made(text, date string) *claim.Reading {
	day, _ := calendar.ParseDay(date)
	at := func(words string) document.Span {
		i := strings.Index(text, words)
		return document.Span{Start: i, End: i + len(words)}
	}
	return &claim.Reading{
		Document: &document.Document{ID: document.IDOf(text), File: "fish.txt", Outlet: "Example Wire", Date: day, Text: text},
		Statements: []claim.Statement{{ID: "s1", Form: claim.Indirect, Standing: claim.Named,
			Content:  []document.Span{at("France had broken its word")},
			Speakers: []claim.Party{{Text: "Kojo Mensah", Actor: "GHA/kojo-mensah", Name: "Kojo Mensah", Country: "GHA", Sector: "GOV"}},
			Date:     calendar.On(day), Confidence: 0.9}},
		Events: []claim.Event{{ID: "e1", Type: claim.Accuse, Reality: claim.Occurred, Date: calendar.On(day), SaidIn: []string{"s1"},
			Actors:     []claim.Party{{Text: "Kojo Mensah", Actor: "GHA/kojo-mensah", Name: "Kojo Mensah", Country: "GHA", Sector: "GOV"}},
			Recipients: []claim.Party{{Text: "France", Actor: "FRA", Name: "France", Country: "FRA", Sector: "GOV"}},
			Mentions:   [][]document.Span{{at("France had broken its word")}}, Confidence: 0.9}},
	}
}

var fish = []*claim.Reading{
	made("Kojo Mensah said that France had broken its word over “fish”.", "2021-10-05"),
	made("Again Kojo Mensah said that France had broken its word.", "2021-10-12"),
}

// file writes readings, one a line, and other lines after them.
func file(t *testing.T, readings []*claim.Reading, more ...string) string {
	var b bytes.Buffer
	for _, r := range readings {
		b.Write(claim.Encode(r, true))
		b.WriteByte('\n')
	}
	for _, line := range more {
		b.WriteString(line + "\n")
	}
	path := filepath.Join(t.TempDir(), "readings.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAddBriefShow(t *testing.T) {
	e := newEntente(t)
	path := file(t, fish)
	out, errs := e.run(exitOK, "add", path)
	has(t, out, "2 added, 0 already there, 0 refused; ledger "+e.ledger, "2 statements, 2 events")
	if errs != "" {
		t.Errorf("messages: %s", errs)
	}
	out, _ = e.run(exitOK, "add", path)
	has(t, out, "0 added, 2 already there, 0 refused")

	out, _ = e.run(exitOK, "brief", "FRA", "GHA")
	has(t, out, "as of 2021-10-12", "day of the newest report", "4 records from 2 reports", "ACCUSE: Kojo Mensah (GHA) → France", "Example Wire, fish.txt")
	out, _ = e.run(exitOK, "brief", "fra", "Kojo Mensah", "--on", "2021-10-11")
	has(t, out, "France and Kojo Mensah, as of 2021-10-11", "2 records from 1 report")
	if strings.Contains(out, "newest") {
		t.Errorf("the day was given: %s", out)
	}
	out, _ = e.run(exitOK, "brief", "FRA", "GHA", "--json", "--since", "2021-10-06")
	var brief struct {
		Schema  string
		Reports int
		BSaid   []struct{ ID string } `json:"b_said"`
	}
	if err := json.Unmarshal([]byte(out), &brief); err != nil || brief.Schema != "brief/1" || brief.Reports != 1 || len(brief.BSaid) != 1 {
		t.Fatalf("%v: %s", err, out)
	}
	id := brief.BSaid[0].ID
	out, _ = e.run(exitOK, "show", id)
	has(t, out, id+" statement", "that «France had broken its word».", "speaker Kojo Mensah", "confidence 90 %")
	out, _ = e.run(exitOK, "show", id[:5])
	has(t, out, "2 records", "Statements", "Events")
	out, _ = e.run(exitOK, "show", id, "--json")
	if !json.Valid([]byte(out)) {
		t.Errorf("not JSON: %s", out)
	}
	out, _ = e.run(exitOK, "show", id[:8], "--json")
	if r, err := claim.Decode([]byte(out), ""); err != nil || r.Document.ID != fish[1].Document.ID {
		t.Errorf("%v: %s", err, out)
	}
	_, errs = e.run(exitFailed, "show", id[:8]+"/s9")
	has(t, errs, "no record s9", "it has s1 e1")
}

func TestAddRefusals(t *testing.T) {
	e := newEntente(t)
	undated, moved := made("Kojo Mensah said nothing; France had broken its word.", ""), *fish[0]
	doc := *moved.Document
	doc.Date++
	moved.Document = &doc
	path := file(t, []*claim.Reading{fish[0], &moved, undated}, `{"schema":"reading/1","text":`, `{"schema":"reading/1","document":{"length":5}}`)
	out, errs := e.run(exitPartial, "add", path)
	has(t, out, "1 added, 0 already there, 4 refused")
	has(t, errs, path+":2", "another date than 2021-10-06", "no date", path+":4", path+":5", "--text")
	out, _ = e.run(exitPartial, "add", path, "--json")
	var summary addSummary
	if err := json.Unmarshal([]byte(out), &summary); err != nil || len(summary.Refused) != 4 || summary.AlreadyThere != 1 || summary.Ledger != e.ledger {
		t.Errorf("%v: %s", err, out)
	}
	out, _ = e.run(exitOK, "add", "--again", file(t, []*claim.Reading{fish[0], &moved}))
	has(t, out, "0 added, 1 replaced, 1 already there, 0 refused")
	e.run(exitFailed, "add", file(t, []*claim.Reading{undated}))
	e.run(exitUsage, "add")
	e.run(exitUsage, "add", path, "--learned", "yesterday")
	_, errs = e.run(exitFailed, "add", filepath.Join(t.TempDir(), "nowhere.txt"))
	has(t, errs, "nowhere.txt")
}

func TestAddReadingsFromStandardInput(t *testing.T) {
	e := newEntente(t)
	data, err := os.ReadFile(file(t, fish))
	if err != nil {
		t.Fatal(err)
	}
	e.stdin = string(data)
	out, _ := e.run(exitOK, "add", "-")
	has(t, out, "2 added")
}

func TestAddPlainReports(t *testing.T) {
	e := newEntente(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "2021-10-05\n\nFrance and Ghana met.\n", "b.txt": "No day is told here.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, errs := e.run(exitPartial, "add", dir)
	has(t, out, "1 added, 0 already there, 1 refused")
	has(t, errs, "b.txt", "no date")
	out, _ = e.run(exitOK, "add", dir, file(t, fish), "--date", "2021-10-05")
	has(t, out, "3 added, 1 already there")
}

func TestStopped(t *testing.T) {
	e := newEntente(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	e.ctx = ctx
	_, errs := e.run(exitStopped, "add", file(t, fish))
	has(t, errs, "give the same command again to go on")
	e.ctx = context.Background()
	out, _ := e.run(exitOK, "add", file(t, fish))
	has(t, out, "2 added")
}

func TestQuestionsThatCannotBeAnswered(t *testing.T) {
	e := newEntente(t)
	_, errs := e.run(exitFailed, "brief", "FRA", "GHA")
	has(t, errs, "no ledger there yet", "entente add")
	if _, err := os.Stat(e.ledger); err == nil {
		t.Error("a question made a ledger")
	}
	e.run(exitOK, "add", file(t, fish))
	_, errs = e.run(exitFailed, "brief", "FRA", "Kojo Mensa")
	has(t, errs, "near names", "Kojo Mensah")
	e.run(exitUsage, "brief", "FRA")
	e.run(exitUsage, "brief", "FRA", "GHA", "--on", "today")
	_, errs = e.run(exitUsage, "brief", "GHA", "GHA/kojo-mensah")
	has(t, errs, "one is part of the other")
	_, errs = e.run(exitFailed, "show", "00000000/s1")
	has(t, errs, "no report whose ID begins with 00000000", "nearest")
	e.run(exitUsage, "show", "s1")
	var more []*claim.Reading
	for i := range 40 {
		more = append(more, made(fmt.Sprintf("Report %d: France had broken its word.", i), "2021-10-01"))
	}
	e.run(exitOK, "add", file(t, more))
	first := strings.TrimPrefix(string(fish[0].Document.ID), "sha256:")[:1]
	_, errs = e.run(exitFailed, "show", first)
	has(t, errs, "several reports", "fish.txt")
}

func TestDataFolder(t *testing.T) {
	home := func() (string, error) { return "/home/ama", nil }
	homeless := func() (string, error) { return "", errors.New("no home") }
	for _, c := range []struct {
		system string
		env    map[string]string
		home   func() (string, error)
		want   string
	}{
		{"linux", nil, home, "/home/ama/.local/share"},
		{"linux", map[string]string{"XDG_DATA_HOME": "/data"}, home, "/data"},
		{"linux", map[string]string{"XDG_DATA_HOME": "relative"}, home, "/home/ama/.local/share"},
		{"linux", nil, homeless, ""},
		{"darwin", nil, home, "/home/ama/Library/Application Support"},
		{"windows", map[string]string{"LOCALAPPDATA": `C:\Users\ama\AppData\Local`}, home, `C:\Users\ama\AppData\Local`},
	} {
		got, err := dataFolder(c.system, func(name string) string { return c.env[name] }, c.home)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s %v: got %q, %v", c.system, c.env, got, err)
		}
	}
}
