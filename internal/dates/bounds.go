package dates

import (
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

// bound applies the words before expressions: by, until, since, from X to Y.
func (c *context) bound() {
	for k := range c.found {
		e := &c.found[k]
		if e.Type != Date && e.Type != Time || e.Interval.None() || e.Bound != On {
			continue
		}
		at := c.ends[k]
		m := match{first: at.first, end: at.end}
		if c.behind(&m, 1) == "'s" { // after Tuesday's talks
			continue
		}
		if k+1 < len(c.found) && c.pairs(k, c.before(&m, 1)) {
			c.share(k)
			if c.join(e, &c.found[k+1]) {
				continue
			}
		}
		switch kind := c.boundBy(&m, e.Precision); {
		case kind == "before" && e.Interval.From > 1:
			e.Bound, e.Interval = Until, calendar.Interval{To: e.Interval.From - 1}
		case kind == "until" && e.Interval.To.Valid():
			e.Bound, e.Interval = Until, calendar.Interval{To: e.Interval.To}
		case kind == "since" && e.Interval.From.Valid():
			e.Bound, e.Interval = Since, calendar.Interval{From: e.Interval.From}
		case kind == "after" && e.Interval.To.Valid():
			e.Bound, e.Interval = Since, calendar.Interval{From: e.Interval.To + 1}
		}
	}
}

// boundBy reads the words before an expression: "before", "until", "since",
// "after"; "" for none that bounds.
func (c *context) boundBy(m *match, precision Precision) string {
	n := 1
	if w := c.before(m, 1); w == "the" && precision >= Decade || w == "at" || w == "on" {
		n = 2
	}
	w := c.before(m, n)
	switch {
	case w == "before", w == "after", w == "since":
		return w
	case w == "by", w == "until", w == "till", w == "through":
		return "until"
	case w == "than" && c.before(m, n+1) == "later" && c.before(m, n+2) == "no":
		return "until"
	case w == "starting", w == "beginning", w == "effective":
		return "since"
	case w == "from" && precision <= Day: // but not "the accord from 2015"
		return "since"
	}
	return ""
}

// pairs reports whether expressions k and k+1 are the ends of one range.
func (c *context) pairs(k int, before string) bool {
	a, b := c.ends[k], c.ends[k+1]
	if b.first-a.end != 1 || c.sentence(a.first) != c.sentence(b.first) || c.found[k+1].Interval.None() {
		return false
	}
	if t := c.found[k+1].Type; t != Date && t != Time {
		return false
	}
	switch c.lower(a.end) {
	case "and":
		return before == "between"
	case "to", "until", "till", "through", "-", "–":
		return true
	}
	return false
}

// share gives the first end of a range the year that only the second told:
// "from March to August 2011", "from October to May 2011".
func (c *context) share(k int) {
	a, b := c.told[k], c.told[k+1]
	if a.month == 0 || a.year != 0 || b.year == 0 || b.month == 0 || c.found[k].Type != Date {
		return
	}
	if a.month > b.month || a.month == b.month && a.day > b.day {
		b.year--
	}
	i := calendar.Month(b.year, time.Month(a.month))
	if a.day > 0 {
		i = calendar.On(calendar.Of(b.year, time.Month(a.month), a.day))
	}
	if i.From.Valid() {
		e := &c.found[k]
		e.Interval, e.Value = i, valueOf(e.Precision, i)
	}
}

// join makes a range of two ends. Weekdays that were taken for days of two
// weeks are brought together: past ones by the first, coming ones by the last.
func (c *context) join(a, b *Expression) bool {
	const week = 7
	if day := a.Interval.From; b.Interval.To < day && day-b.Interval.To < week && a.Precision == Day && b.Precision == Day {
		if day <= c.today {
			a.Interval = calendar.On(day - week)
			a.Value = a.Interval.String()
		} else {
			b.Interval = calendar.On(b.Interval.To + week)
			b.Value = b.Interval.String()
		}
	}
	if !a.Interval.From.Valid() || !b.Interval.To.Valid() || b.Interval.To < a.Interval.From {
		return false
	}
	both := calendar.Interval{From: a.Interval.From, To: b.Interval.To}
	a.Interval, b.Interval, a.Bound, b.Bound = both, both, Range, Range
	return true
}
