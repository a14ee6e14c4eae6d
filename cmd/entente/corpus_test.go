package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The corpus commands work on the corpus of the repository.
func TestCorpusCommands(t *testing.T) {
	e := newEntente(t)
	dir := "--dir=../../corpus"
	out, _ := e.run(0, "corpus", "check", dir)
	has(t, out, "158 reports,", "0 problems")
	one, _ := e.run(0, "corpus", "show", "wn153", dir)
	has(t, one, "Coalition authorities report no casualties", "Statements (", "Events (", "Meetings (")
	ten, _ := e.run(0, "corpus", "show", "--random", "10", "--seed", "7", dir)
	if n := strings.Count(ten, "\nStatements ("); n != 10 {
		t.Errorf("%d reports drawn, want 10", n)
	}
	stats, _ := e.run(0, "corpus", "stats", dir)
	has(t, stats, "report event type CONSULT", "sentence without event")
	_, errs := e.run(exitFailed, "corpus", "show", "wn999", dir)
	has(t, errs, `nothing is called "wn999"`)
	e.run(exitUsage, "corpus", "show", dir)
	e.run(exitFailed, "corpus", "check", "--dir", t.TempDir())
	for _, format := range []string{"brat", "conll", "plover", "plv"} {
		to := filepath.Join(t.TempDir(), format)
		e.run(0, "corpus", "convert", "--to", format, "--part", "dev", "--out", to, dir)
		if files, _ := os.ReadDir(to); len(files) == 0 {
			t.Errorf("%s: no files", format)
		}
	}
	e.run(exitUsage, "corpus", "convert", "--to", "xml", "--out", t.TempDir(), dir)
}
