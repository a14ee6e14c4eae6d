package main

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every command says what it does, shows an example, and stands in the README.
func TestEveryCommandIsExplained(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newRootCommand().Commands() {
		if c.Name() == "help" || c.Name() == "completion" || c.Hidden {
			continue
		}
		if c.Short == "" || c.Long == "" || c.Example == "" {
			t.Errorf("%s: short %t, long %t, example %t", c.Name(), c.Short != "", c.Long != "", c.Example != "")
		}
		if !strings.Contains(string(readme), "entente "+c.Name()) {
			t.Errorf("%s is not in README.md", c.Name())
		}
		checkFlags(t, c)
	}
}

func checkFlags(t *testing.T, c *cobra.Command) {
	for line := range strings.Lines(c.Example) {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(line, "entente ") {
			t.Errorf("%s: the example %q is no entente command", c.Name(), line)
		}
	}
}
