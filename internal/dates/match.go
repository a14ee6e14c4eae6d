package dates

import (
	"slices"
	"strings"
)

// match is a rule's match: its atoms, and what its elements took.
type match struct {
	first, end int

	weekday int // 1 is Monday; 0 for none
	month   int // 1..12; 0 for none
	day     int // of the month; 0 for none
	day2    int // the other end of "October 5-7"
	year    int // 0 for none
	year2   int
	unit    int  // index into units; -1 for none
	number  int  // 0 for none, vague (-1) for several
	half    bool // and a half of the unit more
	ordinal int
	rel     int // -1, 0, 1
	hasRel  bool
	part    int // -1 for none
	season  int
	holiday string
	hour    int // -1 for none
	minute  int
	decade  int
	mod     mod
	relDay  int
	plural  bool
	word    string // the literal taken last
	split   int    // where a second expression begins, which is context.second; 0 for none
	always  bool   // of every year
}

const vague = -1

// mod is a part of a period: early, mid, late.
type mod uint8

const (
	whole mod = iota
	early     // the first third
	middle
	late
	ending  // the last ten days
	opening // the first ten days
	earlier // from its start to the day before the report
	later   // from the day after the report to its end
)

// element is one step of a rule.
type element struct {
	optional bool
	words    []string // literals; nil for a class
	class    class
	take     func(c *context, i int, m *match) int // the next atom; -1 for no match
	joined   bool                                  // no gap before it
	taker    bool                                  // of a class, which may take several atoms
}

func (el *element) fitsEntry(w string, e *entry) bool {
	return el.class&e.class != 0 || slices.Contains(el.words, w)
}

// line is one way to write a time, as the table of rules has it.
type line struct {
	name    string
	pattern string
	means   func(c *context, m *match) (Expression, bool) // false: not a time after all
	example string                                        // "text => words value days", read in a report of Tuesday 2021-10-05
}

// rule is a line made ready.
type rule struct {
	line
	elements []element
}

// compile makes the elements of a pattern: literals parted by |, classes in
// capitals, ? for what may be left out, ~ for what is written without a gap.
func compile(pattern string) []element {
	var out []element
	for _, word := range strings.Fields(pattern) {
		var el element
		word, el.optional = strings.CutSuffix(word, "?")
		word, el.joined = strings.CutPrefix(word, "~")
		if t, ok := takers[word]; ok {
			el.class, el.take, el.words, el.taker = t.class, t.take, t.words, true
		} else {
			el.words = strings.Split(word, "|")
			el.take = literal(el.words)
		}
		out = append(out, el)
	}
	return out
}

func literal(words []string) func(*context, int, *match) int {
	return func(c *context, i int, m *match) int {
		e := c.atoms[i].entry
		if e == nil {
			return -1
		}
		for _, w := range words {
			if e.text == w {
				m.word = w
				return i + 1
			}
		}
		return -1
	}
}

// candidate is a rule that matches, up to which atom.
type candidate struct {
	rule *rule
	m    match
}

// expression gives the expression that begins at atom i and where it ends: that of
// the rule with the longest match whose meaning fits; of equals, of the first
// in the table.
func (c *context) expression(i int) (Expression, *match, bool) {
	e := c.atoms[i].entry
	if e == nil || len(e.starts) == 0 {
		return Expression{}, nil, false
	}
	// Most articles begin no date: look at the next word before any rule.
	if e.class == 0 && !e.alone && (i+1 >= len(c.atoms) || c.atoms[i+1].entry == nil) {
		return Expression{}, nil, false
	}
	c.candidates = c.candidates[:0]
	sent := c.sentence(i)
	var follower *entry
	if i+1 < len(c.atoms) {
		follower = c.atoms[i+1].entry
	}
	for _, s := range e.starts {
		if s.next != nil && (follower == nil || !s.next.has(follower)) {
			continue
		}
		r := &rules[s.rule]
		c.trial[0] = match{first: i, unit: -1, part: -1, hour: -1}
		if end := c.follow(r.elements, i, sent, 0); end > 0 {
			c.trial[0].end = end
			at := len(c.candidates)
			for at > 0 && c.candidates[at-1].m.end < end {
				at--
			}
			c.candidates = slices.Insert(c.candidates, at, candidate{r, c.trial[0]})
		}
	}
	for k := range c.candidates {
		m := &c.candidates[k].m
		if e, ok := c.candidates[k].rule.means(c, m); ok {
			return e, m, true
		}
	}
	return Expression{}, nil, false
}

// deepest is how many matches can be on trial at once: one for each element
// of a rule that may be left out, and the first.
const deepest = 16

// follow matches elements from atom i on, the longest way first, and gives the
// atom behind the match; -1 for no match. What they take is in c.trial[depth],
// which is spoilt where there is no match.
func (c *context) follow(elements []element, i int, sent int32, depth int) int {
	for k := range elements {
		el := &elements[k]
		fits := i < len(c.atoms) && c.sentence(i) == sent && (!el.joined || c.joined(i))
		if !el.optional {
			if !fits {
				return -1
			}
			if i = el.take(c, i, &c.trial[depth]); i < 0 {
				return -1
			}
			continue
		}
		if !fits || c.atoms[i].entry == nil {
			continue
		}
		inner := &c.trial[depth+1]
		*inner = c.trial[depth]
		if next := el.take(c, i, inner); next > 0 {
			if end := c.follow(elements[k+1:], next, sent, depth+1); end > 0 {
				c.trial[depth] = *inner
				return end
			}
		}
	}
	return i
}
