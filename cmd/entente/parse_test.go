package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// --to coref writes the layout of OntoGUM; --to timex counts from the date in
// the .json beside a text, and without one leaves open what is not known.
func TestParseWritesChainsAndTimes(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt":  "The café shut on Tuesday. Anna Berg said she was sad.",
		"a.json": `{"doc": "a", "date": "2021-10-07"}`,
		"b.txt":  "They met in May.",
		"c.txt":  "x",
		"c.json": `{"date": "7 October"}`,
	})
	e := newEntente(t)
	out, _ := e.run(0, "parse", "--to", "coref", filepath.Join(dir, "a.txt"))
	for _, want := range []string{"#begin document (a); part 000\n", "a\t0\t0\tAnna\t(1\n", "a\t0\t1\tBerg\t1)\n", "a\t0\t3\tshe\t(1)\n", "#end document\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	out, _ = e.run(0, "parse", "--to", "timex", filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"))
	if want := `{"doc":"a","date":"2021-10-07","timexes":[{"start":17,"end":24,"type":"DATE","value":"2021-10-05"}]}
{"doc":"b","timexes":[{"start":12,"end":15,"type":"DATE","value":"XXXX-05"}]}
`; out != want {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
	out, _ = e.run(0, "parse", "--to", "timex", "--guideline", "tei", filepath.Join(dir, "b.txt"))
	if want := `{"doc":"b","timexes":[{"start":12,"end":15,"type":"DATE","value":"--05"}]}
`; out != want {
		t.Errorf("--guideline tei\ngot  %swant %s", out, want)
	}
	if _, told := e.run(2, "parse", "--to", "timex", "--guideline", "iso", filepath.Join(dir, "b.txt")); !strings.Contains(told, "timeml, tei") {
		t.Errorf("an unknown guideline is told as %q", told)
	}
	if _, told := e.run(2, "parse", "--to", "json", "--guideline", "tei", filepath.Join(dir, "b.txt")); !strings.Contains(told, "--guideline is for --to timex") {
		t.Errorf("a guideline for another format is told as %q", told)
	}
	if _, told := e.run(1, "parse", "--to", "timex", filepath.Join(dir, "c.txt")); !strings.Contains(told, "c.json") || !strings.Contains(told, "YYYY-MM-DD") {
		t.Errorf("a bad date is told as %q", told)
	}
}
