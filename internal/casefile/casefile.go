// Package casefile reads the files of sentence tests: many cases to a file,
// each a sentence (or a short text) and what is to be found in it.
//
//	# anonymous source after indirect content
//	The talks had not gone far, the senior official said.
//	=> indirect anonymous source="the senior official" cue="said"
//	---
//
// A line "# wrong: why" marks a case whose expectation is what entente gives
// today and not what is right. Lines "@ key value" set facts of the text, such
// as its date.
package casefile

import (
	"fmt"
	"strings"
)

// Case is one case.
type Case struct {
	Name  string
	Line  int // of its name, from 1
	Wrong string
	Facts map[string]string
	Text  string
	Want  []string // the lines after "=>", blanks trimmed
}

// Parse reads the cases of a file's text. Names must differ, and each case
// needs a name and a text; it may want nothing ("=> nothing" reads better
// than no line, and is the same).
func Parse(file string) ([]Case, error) {
	var out []Case
	names := map[string]bool{}
	c := Case{Facts: map[string]string{}}
	var text []string
	done := func() error {
		if c.Name == "" && text == nil && c.Want == nil {
			return nil
		}
		c.Text = strings.TrimSpace(strings.Join(text, "\n"))
		switch {
		case c.Name == "" || c.Text == "":
			return fmt.Errorf("casefile: the case before line %d lacks a name or a text", c.Line)
		case names[c.Name]:
			return fmt.Errorf("casefile: line %d: a second case named %q", c.Line, c.Name)
		}
		names[c.Name] = true
		out = append(out, c)
		c, text = Case{Facts: map[string]string{}}, nil
		return nil
	}
	for i, line := range strings.Split(file, "\n") {
		switch {
		case strings.HasPrefix(line, "# wrong:"):
			c.Wrong = strings.TrimSpace(strings.TrimPrefix(line, "# wrong:"))
		case strings.HasPrefix(line, "##"):
			// a heading for people
		case strings.HasPrefix(line, "# ") && c.Name == "":
			c.Name, c.Line = strings.TrimSpace(line[2:]), i+1
		case strings.HasPrefix(line, "@ "):
			key, value, _ := strings.Cut(strings.TrimSpace(line[2:]), " ")
			c.Facts[key] = strings.TrimSpace(value)
		case strings.HasPrefix(line, "=>"):
			if w := strings.TrimSpace(line[2:]); w != "nothing" && w != "" {
				c.Want = append(c.Want, w)
			}
		case strings.TrimSpace(line) == "---":
			if err := done(); err != nil {
				return nil, err
			}
		default:
			text = append(text, line)
		}
	}
	if strings.TrimSpace(strings.Join(text, "")) == "" && c.Name == "" {
		text = nil
	}
	if err := done(); err != nil {
		return nil, err
	}
	return out, nil
}
