package main

import (
	"context"
	"strings"
	"testing"
)

const pairsTable = "id\tsentence\tsource\ttarget\n" +
	"7\tFrance accused Iran of breaking the accord.\tFrance\tIran\n" +
	"8\tThe Norwegian government gave Kenya 40 million dollars in food aid.\tThe Norwegian government\tKenya\n" +
	"9\tThe rebels released twelve captured soldiers to the army.\tThe rebels\tthe army\n"

// codeOutput runs `entente code` on a table.
func codeOutput(t *testing.T, table string, args ...string) (string, int) {
	t.Helper()
	cmd := newCodeCommand()
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	var out strings.Builder
	cmd.SetIn(strings.NewReader(table))
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	code := run(context.Background(), cmd, append(args, "-"))
	return out.String(), code
}

func TestCodePassesColumnsThroughAndAddsItsOwn(t *testing.T) {
	out, code := codeOutput(t, pairsTable, "--plv")
	lines := strings.Split(strings.TrimRight(out, "\n"), "\n")
	if code != exitOK || len(lines) != 4 || lines[0] != "id\tsentence\tsource\ttarget\troot\tquad\tmode\tcameo\tprobability\twarning" {
		t.Fatalf("exit %d, %q", code, out)
	}
	for i, want := range []string{"ACCUSE\t3", "AID\t2", "YIELD\t2"} {
		cells := strings.Split(lines[i+1], "\t")
		if len(cells) != 10 || strings.Join(cells[4:6], "\t") != want {
			t.Errorf("row %d: %q, want %s", i+1, lines[i+1], want)
		}
	}
	out, _ = codeOutput(t, pairsTable, "--json")
	if !strings.Contains(out, `"root":"RETREAT"`) || !strings.Contains(out, `"mode":"release"`) || !strings.Contains(out, `"id":"9"`) {
		t.Errorf("JSON of the third row: %s", out)
	}
}

func TestCodeWarnsOfRowsWithoutTheirParties(t *testing.T) {
	out, code := codeOutput(t, "sentence\tsource\ttarget\n"+
		"France accused Iran of breaking the accord.\tFrance\tIran\n"+
		"France accused Iran of breaking the accord.\tFrance\t\n"+
		"France accused Iran of breaking the accord.\tGermany\tIran\n")
	if code != exitOK {
		t.Errorf("exit %d", code)
	}
	for _, want := range []string{"ACCUSE\t3\tallege\t112\t", "\tno target\n", "\tsource not in sentence\n",
		"1 of 3 rows have an empty source or target", "in 1 of 3 rows the words of source or target"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %q", want, out)
		}
	}
	if n := strings.Count(out, "\t\n"); n != 1 {
		t.Errorf("%d rows without a warning, want 1: %q", n, out)
	}
}

func TestCodeTellsWhatIsWrongWithATable(t *testing.T) {
	for _, c := range []struct {
		table, want string
		code        int
	}{
		{"", "empty", exitFailed},
		{"sentence\tfrom\n", `no column "source"`, exitFailed},
		{"sentence\tsource\ttarget\na\tb\tc\td\n", ":2: 4 cells under 3 columns", exitFailed},
		{"sentence\tsource\ttarget\n\tFrance\tIran\n", "1 rows have no sentence", exitPartial},
	} {
		out, code := codeOutput(t, c.table)
		if code != c.code || !strings.Contains(out, c.want) {
			t.Errorf("%q: exit %d, %q; want %d, %s", c.table, code, out, c.code, c.want)
		}
	}
	if _, code := codeOutput(t, pairsTable, "--from", "csv"); code != exitUsage {
		t.Errorf("--from csv: exit %d", code)
	}
}
