package casefile

import (
	"os"
	"strings"
	"testing"
)

// Run tests the cases of a file: found gives what is found in a case, a line
// each, which must be what the case wants, in that order.
func Run(t *testing.T, path string, found func(Case) []string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := Parse(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			if g, w := strings.Join(found(c), "\n"), strings.Join(c.Want, "\n"); g != w {
				t.Errorf("line %d: %s\ngot\n%s\nwant\n%s", c.Line, c.Text, g, w)
			}
		})
	}
}
