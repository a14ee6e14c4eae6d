package actors

import (
	_ "embed" // for the list
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/world"
)

//go:embed lexicon/given.txt
var givenList string

// given tells of a folded given name whether women (1) or men (-1) bear it;
// names of both, and unknown ones, are not in it.
var given = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	sex := 0
	for line := range strings.Lines(givenList) {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line == "female":
			sex = 1
		case line == "male":
			sex = -1
		default:
			for _, w := range strings.Fields(line) {
				m[w] = sex
			}
		}
	}
	return m
})

// sexOf is the function of this name, remembered: pronouns ask for the same names again and again.
func (f *finder) sexOf(name string) int {
	if s, ok := f.sexes[name]; ok {
		return s
	}
	if f.sexes == nil {
		f.sexes = map[string]int{}
	}
	s := sexOf(name)
	f.sexes[name] = s
	return s
}

// sexOf tells the sex that a full name speaks for: 1 she, -1 he, 0 open.
func sexOf(name string) int {
	ws := strings.Fields(world.Fold(name))
	if len(ws) < 2 {
		return 0
	}
	if female[ws[0]] {
		return 1
	}
	return given()[ws[0]]
}
