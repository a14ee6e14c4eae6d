// Package dates finds the expressions of time in a report and says which days
// they mean, counted from the day of the report.
//
// Expressions, their types and values are those of TIMEX3 (TimeML 1.2.1). The
// rules stand in rules.go as a table, each with an example that a test runs;
// they work on the folded words alone, so that they need no model.
package dates

import (
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Type is a TIMEX3 type.
type Type string

// The TIMEX3 types.
const (
	Date     Type = "DATE"     // a day or longer
	Time     Type = "TIME"     // a part of a day
	Duration Type = "DURATION" // a length
	Set      Type = "SET"      // again and again
)

// Precision is how long a stretch an expression names.
type Precision uint8

// The precisions, from the finest. Unknown is that of durations, of sets and
// of words like "now" and "recently".
const (
	Unknown Precision = iota
	Clock             // a time of the clock
	PartOfDay
	Day
	Weekend
	Week
	Month
	Quarter
	Season
	Half
	Year
	Decade
	Century
)

// Bound tells how the words before an expression bound the time that is
// meant: "by 2025" ends in 2025, "since Monday" begins on Monday.
type Bound uint8

// The bounds.
const (
	On    Bound = iota // the time itself
	Until              // by, before, until: Interval is open to the past
	Since              // since, from, after: Interval is open to the future
	Range              // one end of "from X to Y": Interval runs from X to Y
)

// Expression is one expression of time.
type Expression struct {
	First, Last int           // its words [First, Last), as indices of the Parse
	Span        document.Span // its bytes; without prepositions
	Type        Type
	Value       string            // TIMEX3 value, such as 2021-10-05, 2021-W40, P2D, PAST_REF; unknown places are X
	Interval    calendar.Interval // the days meant, by the report's date; zero if they cannot be told
	Precision   Precision
	Bound       Bound
}

// Layer holds the expressions of a document.
type Layer struct {
	Expressions []Expression // in the order of the text; none overlap
	At          []int32      // [words] index of the word's (first) expression; -1 for none
}

// In gives the expressions that begin in words [first, last).
func (l *Layer) In(first, last int) []Expression {
	lo := l.after(first)
	return l.Expressions[lo:max(lo, l.after(last))]
}

// after is the index of the first expression that begins at or after a word.
func (l *Layer) after(word int) int {
	lo, hi := 0, len(l.Expressions)
	for lo < hi {
		if mid := (lo + hi) / 2; l.Expressions[mid].First < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// add keeps an expression of atoms [first, end).
func (c *context) add(e Expression, m *match, first, end int) {
	a, z := c.atoms[first], c.atoms[end-1]
	e.First, e.Last = int(a.word), int(z.word)+1
	e.Span = document.Span{Start: int(a.start), End: int(z.end)}
	c.found = append(c.found, e)
	c.ends = append(c.ends, place{first, end})
	c.told = append(c.told, told{month: m.month, day: m.day, year: m.year, season: m.season, mod: m.mod, part: m.part, unit: m.unit, number: m.number, hasRel: m.hasRel, always: m.always})
}

// Find finds the expressions of time of a parsed document. Without a date of
// the document, expressions that count from it are found without Interval and
// with X for what is not known. Time is linear in the number of words.
func Find(p *language.Parse) *Layer {
	l := &Layer{At: make([]int32, p.Len()), Expressions: search(p, TimeML).found}
	for i := range l.At {
		l.At[i] = -1
	}
	for k, e := range l.Expressions {
		for w := e.First; w < e.Last; w++ {
			if l.At[w] < 0 {
				l.At[w] = int32(k)
			}
		}
	}
	return l
}

// search runs the rules over a document.
func search(p *language.Parse, by Guideline) *context {
	c := &context{p: p, by: by, today: p.Doc.Date, quarterSent: -1}
	c.read()
	for i := 0; i < len(c.atoms); {
		e, m, ok := c.expression(i)
		if !ok {
			i++
			continue
		}
		if m.split > 0 { // what parts the two is one atom
			c.add(e, m, m.first, m.split-1)
			c.add(c.second, m, m.split, m.end)
		} else {
			c.add(e, m, m.first, m.end)
		}
		c.remember(e)
		i = m.end
	}
	c.bound()
	return c
}
