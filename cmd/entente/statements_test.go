package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const harbour = `LISBON, October 5, 2021 -

“The harbour is closed,” said a senior Portuguese official, speaking on condition of anonymity because he was not authorised to speak publicly.

The Portuguese foreign minister said that the talks would go on.
`

// The list over files and over the ledger is the same.
func TestStatementsOfFilesAndOfTheLedger(t *testing.T) {
	e := newEntente(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "harbour.txt")
	if err := os.WriteFile(path, []byte(harbour), 0o644); err != nil {
		t.Fatal(err)
	}
	e.run(exitFailed, "statements") // no ledger yet
	e.run(exitOK, "add", path)
	for _, format := range []string{"table", "json", "csv", "brat", "webannotation"} {
		ofFile, _ := e.run(exitOK, "statements", "--format", format, path)
		ofLedger, _ := e.run(exitOK, "statements", "--format", format)
		if ofFile != ofLedger || ofFile == "" {
			t.Errorf("%s: of the file\n%s\nof the ledger\n%s", format, ofFile, ofLedger)
		}
	}
	out, _ := e.run(exitOK, "statements", "--standing", "anonymous")
	has(t, out, "1 statement.", "«“The harbour is closed,”»", "unnamed: «speaking on condition of anonymity because he was not authorised to speak publicly»", "In all: 1 of 2 statements (50 %)")
	if strings.Contains(out, "the talks would go on") {
		t.Errorf("--standing lets all through:\n%s", out)
	}
	out, _ = e.run(exitOK, "statements", "--by", "Portugal", "--json", "--since", "2021-10-05", "--until", "2021-10-05")
	var list struct {
		Statements []struct {
			ID, Source string
			Anonymity  *struct{ Kind, Reason string }
		}
	}
	if err := json.Unmarshal([]byte(out), &list); err != nil || len(list.Statements) != 2 {
		t.Fatal(err, out)
	}
	if a := list.Statements[0].Anonymity; a == nil || a.Kind != "condition" || a.Reason != "because he was not authorised to speak publicly" || list.Statements[1].Anonymity != nil {
		t.Errorf("%s", out)
	}
	shown, _ := e.run(exitOK, "show", list.Statements[0].ID)
	has(t, shown, "«a senior Portuguese official»", "unnamed condition; «speaking on condition of anonymity")
	out, _ = e.run(exitOK, "statements", "--since", "2021-10-06")
	has(t, out, "No statement fits.")
}

func TestStatementsForBrat(t *testing.T) {
	e := newEntente(t)
	folder, out := t.TempDir(), filepath.Join(t.TempDir(), "brat")
	for _, name := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(harbour+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, errs := e.run(exitUsage, "statements", "--format", "brat", folder)
	has(t, errs, "2 reports", "--out DIR")
	e.run(exitOK, "statements", "--format", "brat", "--out", out, folder)
	for _, name := range []string{"annotation.conf", "a.txt", "a.ann", "b.txt", "b.ann"} {
		if data, err := os.ReadFile(filepath.Join(out, name)); err != nil || len(data) == 0 {
			t.Error(name, err)
		}
	}
	if text, _ := os.ReadFile(filepath.Join(out, "a.txt")); string(text) != harbour+"a.txt" {
		t.Errorf("the text was changed: %q", text)
	}
}

func TestStatementsSayWhatIsWrong(t *testing.T) {
	e := newEntente(t)
	path := filepath.Join(t.TempDir(), "harbour.txt")
	if err := os.WriteFile(path, []byte(harbour), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{exitUsage, []string{"--format", "xml", path}, `unknown --format "xml": table, json, csv, brat, webannotation`},
		{exitUsage, []string{"--json", "--csv", path}, "two formats"},
		{exitUsage, []string{"--standing", "secret", path}, `unknown --standing "secret": named, office, institution, anonymous, document, none`},
		{exitUsage, []string{"--form", "loud", path}, `unknown --form "loud"`},
		{exitUsage, []string{"--since", "yesterday", path}, "--since"},
		{exitUsage, []string{"--since", "2021-10-05", "--until", "2021-10-04", path}, "is after"},
		{exitUsage, []string{"--out", "x", path}, "--out is for --format brat"},
		{exitUsage, []string{"--ledger", "x.db", path}, "files or --ledger, not both"},
		{exitFailed, []string{"--by", "Atlantis", path}, `--by: "Atlantis" is nobody known`},
		{exitFailed, []string{filepath.Join(t.TempDir(), "none.txt")}, "none.txt"},
		{exitFailed, nil, "no ledger there yet"},
		{exitPartial, []string{path, path + "x"}, "harbour.txtx"},
	} {
		_, errs := e.run(c.code, append([]string{"statements"}, c.args...)...)
		has(t, errs, c.want)
	}
}
