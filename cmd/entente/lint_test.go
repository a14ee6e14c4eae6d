package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
)

// lint runs the command on files with these contents, by name.
func lint(t *testing.T, files map[string]string, names ...string) (out string, err error) {
	t.Helper()
	dir := t.TempDir()
	var args []string
	for _, n := range names {
		path := filepath.Join(dir, n)
		if err := os.WriteFile(path, []byte(files[n]), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	var buf bytes.Buffer
	cmd := newLintCommand()
	cmd.SetOut(&buf)
	cmd.SetErr(&bytes.Buffer{})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetArgs(args)
	err = cmd.Execute()
	return strings.ReplaceAll(buf.String(), dir+string(filepath.Separator), ""), err
}

func TestLintTellsLineAndFix(t *testing.T) {
	files := map[string]string{
		"good.csv": "name,aliases,country,sector\nHarbour Guard of Exampleland,HGX,ISL,MIL\n",
		"bad.csv":  "name,contry,sector\nHarbour Guard,ISL,MILL\n",
		"more.yml": "- id: ISL/MIL/harbour-guard-of-exampleland\n  aliases: Guard of the Harbour\n", // an actor of good.csv
	}
	if out, err := lint(t, files, "good.csv", "more.yml"); err != nil || out != "" {
		t.Errorf("good tables: %v %s", err, out)
	}
	out, err := lint(t, files, "bad.csv")
	if want := "bad.csv:1: contry: unknown column, it is passed over: did you mean \"country\"?\nbad.csv:2: sector: unknown value \"MILL\": did you mean \"MIL\"?\n"; out != want || err == nil {
		t.Errorf("got %v\n%swant\n%s", err, out, want)
	}
	if _, err := lint(t, files); err == nil {
		t.Error("no file is no error")
	}
}

func TestLoadActors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.csv")
	if err := os.WriteFile(path, []byte("name,country,office,from\nJana Vzorová,CZE,foreign_minister,2021-10-01\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := loadActors([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if a, _, ok := table.Holder("CZE", "foreign_minister", calendar.Of(2021, 10, 5)); !ok || a.Name != "Jana Vzorová" {
		t.Errorf("got %v", a)
	}
	if table, err := loadActors(nil); table != nil || err != nil {
		t.Errorf("without files: %v %v", table, err)
	}
	if _, err := loadActors([]string{path + "x"}); err == nil {
		t.Error("a file that is not there is no error")
	}
}

// A lexicon is seen as one by its first line, and its rules are run on their
// examples.
func TestLintReadsLexicons(t *testing.T) {
	files := map[string]string{
		"good.tsv": "lexicon\t1\tmine\nverb\tSANCTION\t-\tacts-on\tblacklist\tLISTED\tJapan blacklisted the Chinese defence ministry on Monday.\n",
		"bad.tsv":  "lexicon\t1\tmine\nverb\tSANCTON\t-\tacts-on\tban\t-\tJapan banned it.\nverb\tAID\t-\tacts-on\tfeed\t-\tIt rained.\n",
	}
	if out, err := lint(t, files, "good.tsv"); err != nil || out != "" {
		t.Errorf("a good lexicon: %v\n%s", err, out)
	}
	out, err := lint(t, files, "bad.tsv")
	if err == nil || !strings.Contains(out, `bad.tsv:2: type: "SANCTON" is no PLOVER type`) || !strings.Contains(out, "did you mean SANCTION?") || !strings.Contains(out, "bad.tsv:3: example: no event AID is found") {
		t.Errorf("a bad lexicon: %v\n%s", err, out)
	}
}
