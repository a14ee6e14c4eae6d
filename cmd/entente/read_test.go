package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes the files of a map below a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The output is the same bytes, in the order of input, on any number of
// workers.
func TestReadIsTheSameOnAnyNumberOfWorkers(t *testing.T) {
	e := newEntente(t)
	one, _ := e.run(0, "read", "--text", "--workers", "1", "../../demo/reports")
	many, _ := e.run(0, "read", "--text", "--workers", "16", "../../demo/reports")
	if one == "" || one != many {
		t.Errorf("one worker gives %d bytes, sixteen %d, or others", len(one), len(many))
	}
	if n := strings.Count(one, "\n"); n != 9 {
		t.Errorf("%d lines, want 9", n)
	}
}

// Bad input is told with what, where and what to do; the good is still read.
func TestReadTellsWhatIsWrongAndReadsTheRest(t *testing.T) {
	good := `{"text":"France condemned Russia.","date":"2021-10-05"}` + "\n"
	long := `{"text":"` + strings.Repeat("a ", 25<<20) + `"}` + "\n"
	dir := write(t, map[string]string{
		"cut.jsonl":   good + `{"text":"Italy cond` + "\n" + good,
		"long.jsonl":  good + long + good,
		"empty.txt":   "",
		"binary.txt":  "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xfe",
		"latin1.txt":  "5 October 2021\n\nFrance condemned Russia in Z\xfcrich.\n",
		"utf16.txt":   "\xff\xfe5\x00 \x00O\x00c\x00t\x00o\x00b\x00e\x00r\x00 \x002\x000\x002\x001\x00\n\x00\n\x00I\x00t\x00a\x00l\x00y\x00",
		"nul.txt":     "5 October 2021\n\nFrance condemned\x00 Russia and left the long table in the old room.\n",
		"undated.txt": "France condemned Russia.\n",
		"none/x.doc":  "not read",
	})
	e := newEntente(t)
	for _, c := range []struct {
		file  string
		code  int
		lines int
		errs  []string
		out   []string
	}{
		{"cut.jsonl", exitPartial, 2, []string{"cut.jsonl:2:", "cut off"}, nil},
		{"long.jsonl", exitPartial, 2, []string{"long.jsonl:2:", "longer than"}, nil},
		{"empty.txt", exitFailed, 0, []string{"empty.txt", "empty"}, nil},
		{"binary.txt", exitFailed, 0, []string{"binary.txt", "not a text"}, nil},
		{"missing.txt", exitFailed, 0, []string{"missing.txt", "no such file"}, nil},
		{"none", exitFailed, 0, []string{"no reports in this folder"}, nil},
		{"latin1.txt", exitOK, 1, nil, []string{`"date":"2021-10-05"`, "windows-1252"}},
		{"utf16.txt", exitOK, 1, nil, []string{`"date":"2021-10-05"`}},
		{"nul.txt", exitOK, 1, nil, []string{`"date":"2021-10-05"`}},
		{"undated.txt", exitOK, 1, nil, []string{`"date":null`, `"no-date"`}},
	} {
		out, errs := e.run(c.code, "read", filepath.Join(dir, c.file))
		if n := strings.Count(out, "\n"); n != c.lines {
			t.Errorf("%s: %d readings, want %d", c.file, n, c.lines)
		}
		has(t, errs, c.errs...)
		has(t, out, c.out...)
	}
	if _, errs := e.run(exitUsage, "read"); !strings.Contains(errs, "--help") {
		t.Errorf("no file: %q", errs)
	}
	e.run(exitUsage, "read", "--date", "tuesday", "x")
}

// Every line is an object of reading/1 that has all keys.
func TestReadPrintsWholeObjects(t *testing.T) {
	e := newEntente(t)
	out, _ := e.run(0, "read", "../../demo/reports")
	for line := range strings.Lines(out) {
		var o map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"schema", "document", "statements", "events", "commitments", "meetings", "diagnostics", "run"} {
			if o[key] == nil || string(o[key]) == "null" {
				t.Errorf("no %s in %.60s", key, line)
			}
		}
	}
}

// The transcript in the README is what the demo prints, but for what it leaves
// out at "[...]".
func TestReadmeTranscriptIsReal(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```console\n$ entente demo\n")
	transcript, _, ok2 := strings.Cut(rest, "```")
	if !ok || !ok2 {
		t.Fatal("no console block of the demo in README.md")
	}
	e := newEntente(t)
	out, _ := e.run(0, "demo")
	at := 0
	for _, part := range strings.Split(transcript, "[...]\n") {
		i := strings.Index(out[at:], part)
		if i < 0 {
			t.Fatalf("the demo does not print, after %d bytes:\n%s\nit prints:\n%s", at, part, out)
		}
		at += i + len(part)
	}
}

// The demo leaves its files where it is told to, and they can be asked again.
func TestDemoKeepsItsFiles(t *testing.T) {
	e := newEntente(t)
	dir := filepath.Join(t.TempDir(), "kept")
	e.run(0, "demo", "--keep", dir)
	out, _ := e.run(0, "brief", "--ledger", filepath.Join(dir, "ledger.db"), "USA", "Iran")
	has(t, out, "United States and Iran")
	again, _ := e.run(0, "demo", "--keep", dir)
	first, _ := e.run(0, "demo")
	if !bytes.HasPrefix([]byte(again), []byte(first)) {
		t.Error("the demo says something else the second time")
	}
}
