package dates

import (
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
)

// quarterReach is for how many sentences a report stays with a quarter.
const quarterReach = 6

// ago: four years ago, two days earlier, a week later, ten days from now.
func ago(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	from, sign := c.today, -1
	switch m.word {
	case "earlier", "before", "previously":
		if c.last.From.Valid() {
			from = c.last.From
		}
	case "later", "after":
		sign = 1
		if c.last.From.Valid() {
			from = c.last.From
		}
	case "now", "today", "hence":
		sign = 1
	}
	if u.gran == Clock {
		if m.number == vague || m.number == 0 {
			return Expression{Type: Date, Value: ref(sign)}, true
		}
		e := Expression{Type: Time, Precision: Clock, Value: "XXXX-XX-XXTXX:XX"}
		if from.Valid() {
			e.Interval = calendar.Interval{From: max(1, from-1), To: from}
			if sign > 0 {
				e.Interval = calendar.Interval{From: from, To: from + 1}
			}
			if m.number > 24 && u.value == "TH" {
				e.Interval = calendar.On(from + calendar.Day(sign*m.number/24))
			}
		}
		return e, true
	}
	if m.number == vague {
		e := Expression{Type: Date, Precision: Unknown, Value: ref(sign)}
		switch {
		case !from.Valid():
		case sign < 0:
			e.Interval = calendar.Interval{To: max(1, from-1)}
		case from < c.today: // "years later", told of the past
			e.Value, e.Interval = ref(-1), calendar.Interval{From: from + 1, To: c.today}
		default:
			e.Interval = calendar.Interval{From: from + 1}
		}
		return e, true
	}
	if !from.Valid() {
		return c.unresolved(u.gran, "", m)
	}
	// A report on a quarter compares it with the one a year before.
	if m.unit == uYear && m.number == 1 && sign < 0 && c.quarter.From.Valid() && c.quarterSent >= c.sentence(m.first)-quarterReach {
		return c.period(Quarter, shift(Quarter, c.quarter.From, -4), m)
	}
	d := anniversary(u, from, sign*m.number)
	const halfYear = 6 // months
	if m.half && m.unit == uYear {
		u = units[uMonth]
		d = anniversary(u, d, sign*halfYear)
	}
	if d <= 0 {
		return Expression{Type: Date, Value: "PAST_REF"}, true
	}
	g := u.gran
	if g == Decade || g == Century {
		g = Year
	}
	return c.period(g, periodOf(g, d), m)
}

func ref(sign int) string {
	if sign < 0 {
		return "PAST_REF"
	}
	return "FUTURE_REF"
}

// length writes the TIMEX3 value of a length.
func length(m *match) string {
	n := "X"
	if m.number > 0 {
		n = fmt.Sprint(m.number)
	}
	switch u := units[m.unit]; {
	case m.half && m.number > 0 && halves[m.unit] != "":
		part := halves[m.unit]
		return fmt.Sprintf("%s%d%s", part[:strings.IndexByte(part, '#')], m.number, part[strings.IndexByte(part, '#')+1:])
	case m.unit == uFortnight && m.number > 0:
		return fmt.Sprintf("P%dW", 2*m.number)
	case m.unit == uDecade && m.number > 0:
		return fmt.Sprintf("P%dY", 10*m.number)
	case m.unit == uCentury && m.number > 0:
		return fmt.Sprintf("P%dY", 100*m.number)
	case u.value[0] == 'T':
		return "PT" + n + u.value[1:]
	default:
		return "P" + n + u.value
	}
}

// halves writes a number of units and half a unit more, # for the number.
var halves = map[int]string{uMinute: "PT#M30S", uHour: "PT#H30M", uDay: "P#DT12H", uYear: "P#Y6M"}

// long: six months, several years, a two-day visit, "within 30 days".
func long(c *context, m *match) (Expression, bool) {
	if m.number >= 1900 && m.number < 2100 && !m.plural {
		return Expression{}, false // "the 1988 quarter"
	}
	if w := c.behind(m, 1); m.unit == uHalf || w == "old" || w == "olds" ||
		m.unit == uQuarter && (w == "as" || w == "of" && (!m.plural || c.behind(m, 2) == "the")) { // shares, not times
		return Expression{}, false
	}
	e := Expression{Type: Duration, Value: length(m)}
	u := units[m.unit]
	if !c.today.Valid() || m.number < 1 || u.gran == Clock && u.value != "TH" {
		return e, true
	}
	n := m.number
	if u.gran == Clock {
		u, n = units[uDay], (m.number+23)/24
	}
	end := anniversary(u, c.today, n)
	switch c.before(m, 1) {
	case "within":
		e.Interval = calendar.Interval{From: c.today, To: end}
	case "in": // "in two weeks" is a point; "built in two years" a length
		if c.tense(m) > 0 {
			e.Interval = periodOf(min(u.gran, Month), end)
			if u.gran >= Year {
				e.Interval = periodOf(Year, end)
			}
			if u.gran == Clock {
				e.Interval = calendar.On(end)
			}
		}
	}
	return e, true
}

// lasting: the past two months, the next three days, the coming weeks: a
// stretch that touches the day of the report.
func lasting(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	e := Expression{Type: Duration, Value: length(m)}
	if !c.today.Valid() || m.rel == 0 {
		return e, true
	}
	switch {
	case m.number < 1 && m.rel > 0:
		e.Interval = calendar.Interval{From: c.today + 1}
	case m.number < 1:
		e.Interval = calendar.Interval{To: c.today}
	case u.gran == Clock:
		days := 0
		if u.value == "TH" {
			days = (m.number + 23) / 24
		}
		e.Interval = calendar.Interval{From: max(1, c.today+calendar.Day(min(0, days*m.rel))), To: c.today + calendar.Day(max(0, days*m.rel))}
	case m.rel > 0:
		e.Interval = calendar.Interval{From: c.today + 1, To: anniversary(u, c.today, m.number)}
	default:
		e.Interval = calendar.Interval{From: max(1, anniversary(u, c.today, -m.number)), To: c.today}
	}
	return e, true
}

// again: every Friday, each year, daily, twice a week.
func again(c *context, m *match) (Expression, bool) {
	e := Expression{Type: Set}
	switch {
	case m.weekday > 0:
		e.Value = fmt.Sprintf("XXXX-WXX-%d", m.weekday)
	case m.month > 0:
		e.Value = fmt.Sprintf("XXXX-%02d", m.month)
	case m.season > 0:
		e.Value = "XXXX-" + seasons[m.season-1]
	case m.part >= 0:
		e.Value = "XXXX-XX-XX" + partCodes[m.part]
	default:
		if m.number == 0 {
			m.number = 1
		}
		// "The Daily Courier" is a name.
		if m.end-m.first == 1 && c.capital(m.first) && m.end < len(c.atoms) && c.capital(m.end) {
			return e, false
		}
		e.Value = length(m)
	}
	return e, true
}

// onQuarter: the third quarter, the first half of 2020, last year's fourth
// quarter, Q3 2021.
func onQuarter(c *context, m *match) (Expression, bool) {
	g, parts := Quarter, 4
	if m.unit == uHalf {
		g, parts = Half, 2
	} else if m.unit != uQuarter {
		return Expression{}, false
	}
	n := m.ordinal
	for i := m.first; n == 0 && i < m.end; i++ { // the last half of 1989
		switch c.lower(i) {
		case "last", "final", "latter", "closing":
			n, m.hasRel = parts, false
		}
	}
	if n < 1 || n > parts || g == Half && c.behind(m, 1) == "of" && c.behind(m, 2) != "year" && c.behind(m, 3) != "year" {
		return Expression{}, false
	}
	of := func(y int) calendar.Interval {
		if g == Half {
			return halfOf(y, n)
		}
		return quarterOf(y, n)
	}
	y := m.year
	switch {
	case y != 0:
	case !c.today.Valid():
		return c.unresolved(g, fmt.Sprintf("XXXX-%c%d", "QH"[min(int(g-Quarter), 1)], n), m)
	case m.hasRel:
		y = c.today.Year() + m.rel
	default:
		y = c.today.Year()
		if of(y).From > c.today && c.tense(m) <= 0 {
			y--
		}
	}
	if g == Quarter {
		c.quarter, c.quarterSent = of(y), c.sentence(m.first)
	}
	return c.period(g, of(y), m)
}

// theQuarter: the quarter, the latest quarter, the year-earlier quarter.
func theQuarter(c *context, m *match) (Expression, bool) {
	i := c.quarter
	if !i.From.Valid() {
		if !c.today.Valid() {
			return c.unresolved(Quarter, "", m)
		}
		i = shift(Quarter, c.today, -1)
	}
	if m.ordinal > 0 {
		i = quarterOf(i.From.Year(), min(m.ordinal, 4))
	}
	if w := c.lower(m.first); w == "year" || w == "the" && c.lower(m.first+1) == "year" {
		i = shift(Quarter, i.From, -4)
	}
	return c.period(Quarter, i, m)
}

// The words that point without naming a time.
func present(c *context, m *match) (Expression, bool) {
	return Expression{Type: Date, Value: "PRESENT_REF"}, true
}

func past(c *context, m *match) (Expression, bool) {
	return Expression{Type: Date, Value: "PAST_REF"}, true
}

func future(c *context, m *match) (Expression, bool) {
	if c.behind(m, 1) == "of" || c.capital(m.end-1) && m.end-m.first > 1 { // "Back to the Future"
		return Expression{}, false
	}
	return Expression{Type: Date, Value: "FUTURE_REF"}, true
}
