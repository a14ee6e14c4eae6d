package eval

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/world"
)

// The dated facts of office that the tests of package world assert are those of
// the source tables: each names the line it was read from.
func TestFactsAgreeWithTheSourceTables(t *testing.T) {
	rows := table(t, "officeholders.tsv")
	n := 0
	for _, file := range []string{"holders.tsv", "g20.tsv"} {
		data, err := os.ReadFile(filepath.Join("..", "internal", "world", "testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			c := strings.Split(strings.TrimSpace(line), "\t")
			if strings.HasPrefix(line, "#") || len(c) < 5 {
				continue
			}
			at, err := strconv.Atoi(c[4])
			if err != nil || at < 2 || at-2 >= len(rows) {
				t.Errorf("%s: line %q of the source: %v", file, c[4], err)
				continue
			}
			r := rows[at-2] // after the head, from 1
			n++
			country := r["country"]
			if country == "EUU" {
				country = "EU"
			}
			until := r["end"]
			if until == "" {
				until = r["seen_until"]
			}
			if country != c[0] && r["country"] != c[0] || r["office"] != c[1] || world.Fold(r["person"]) != world.Fold(c[3]) || c[2] < r["start"] || until != "" && len(until) == 10 && c[2] > until {
				t.Errorf("%s: %v is not what line %d has: %s %s %s %s..%s", file, c, at, country, r["office"], r["person"], r["start"], until)
			}
		}
	}
	t.Logf("%d facts", n)
}
