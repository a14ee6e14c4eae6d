package dates

import (
	"fmt"

	"github.com/entente-project/entente/internal/calendar"
)

// onYear: 2021, fiscal 2021, early 2021, in a context that is one of years.
func onYear(c *context, m *match) (Expression, bool) {
	if m.word == "" && m.mod == whole && !c.isYear(m) {
		return Expression{}, false
	}
	return c.period(Year, calendar.Year(m.year), m)
}

// onYears: 2014-2018, which is two years, and 2010-11, which is one word.
func onYears(c *context, m *match) (Expression, bool) {
	if c.lower(m.first+1) == "/" && c.atoms[m.end-1].digits == 4 {
		return Expression{}, false // a share of two numbers
	}
	between := calendar.Interval{From: calendar.Of(m.year, 1, 1), To: calendar.Of(m.year2, 12, 31)}
	e := Expression{Type: Date, Precision: Year, Value: fmt.Sprintf("%04d", m.year), Interval: between, Bound: Range}
	if m.year2 > 999 && c.atoms[m.end-1].digits < 4 && c.joined(m.end-1) {
		e.Value, e.Bound = fmt.Sprintf("%d/%d", m.year, m.year2), On
		return e, true
	}
	e2 := e
	e2.Value = fmt.Sprintf("%04d", m.year2)
	c.second, m.split = e2, m.end-1
	return e, true
}

// notYears are words before a number that make it none of a year, and
// counted those behind it.
var (
	notYears = words(`$ £ € ¥ # no. number flight about some nearly almost over than approximately roughly least + . rule rules article section page pages pp. room
		chapter resolution act`)
	yearsFollow = words(`in since until by before after during from early late fiscal year circa c. ca. between`)
	counted     = words(`% percent people troops dollars euros men women soldiers square kilometers miles pounds tons metres meters feet points shares workers
		members a.m. year years`)
	oldBefore = words(`c. ca. circa`)
)

// isYear judges a bare number of four digits by its neighbours.
func (c *context) isYear(m *match) bool {
	before, behind := c.before(m, 1), c.behind(m, 1)
	if notYears[before] {
		return false
	}
	if behind == "year" && (c.behind(m, 2) == "old" || c.behind(m, 2) == "-") {
		return false
	}
	if yearsFollow[before] && (m.year >= 1700 || !oldBefore[before] || c.closes(m.end) || c.capital(m.end)) { // but "ca. 1000 authors"
		return true
	}
	if m.year > 2100 {
		return false
	}
	if behind == ":" && m.end+1 < len(c.atoms) && c.joined(m.end+1) && c.atoms[m.end+1].digits > 0 { // but "(Ruiz, 2000: 103)" is one
		return false
	}
	if m.year < 1700 {
		return c.isOldYear(m, before, behind)
	}
	return !counted[behind]
}

// isOldYear judges a number below 1700, which is more often something else:
// it is a year alone in brackets, behind another year, or as a heading.
func (c *context) isOldYear(m *match, before, behind string) bool {
	switch {
	case behind == ")":
		return before == "(" || before == "," || before == "-" || before == "–"
	case before == "(":
		return behind == "," || behind == ";" || behind == ":" || behind == "-" || behind == "–"
	case before == "and" || before == "to" || before == "or":
		n := len(c.found)
		return n > 0 && c.found[n-1].Precision == Year && c.ends[n-1].end == m.first-1 && !counted[behind] && c.found[n-1].Interval.From < calendar.Of(m.year, 1, 1)
	case before == "":
		return behind == ":" || behind == ","
	}
	return false
}

// onOldYear: c. 347, AD 842, 900 CE, the year 71.
func onOldYear(c *context, m *match) (Expression, bool) {
	era := false
	for i := m.first; i < m.end; i++ {
		era = era || eras[c.lower(i)]
	}
	before := c.before(m, 1)
	told := era && m.year > 0 || m.year > 99 && oldBefore[before] && (c.closes(m.end) || c.capital(m.end)) || before == "year" && c.before(m, 2) == "the" && m.year > 31 ||
		m.year > 99 && before == "in" && c.before(m, 2) == "" && c.behind(m, 1) == ","
	if !told || m.year > 2100 {
		return Expression{}, false
	}
	return c.period(Year, calendar.Year(m.year), m)
}

var eras = words(`ad a.d. ce c.e.`)

// onOldYears: (347-420), of somebody's life.
func onOldYears(c *context, m *match) (Expression, bool) {
	const life = 120
	before := c.before(m, 1)
	if m.year2 <= m.year || m.year2-m.year > life || m.year < 100 {
		return Expression{}, false
	}
	lives := before == "(" && m.first > 1 && (c.capital(m.first-2) || c.p.Doc.Text[c.atoms[m.first-2].start] >= 0x80) && (c.behind(m, 1) == ")" || c.behind(m, 1) == ",")
	if !lives && !oldBefore[before] {
		return Expression{}, false
	}
	return onYears(c, m)
}

// thePeriod: the 1989 period, of which a report on a quarter speaks beside it.
func thePeriod(c *context, m *match) (Expression, bool) {
	if c.quarter.From.Valid() {
		return c.period(Quarter, shift(Quarter, c.quarter.From, 4*(m.year-c.quarter.From.Year())), m)
	}
	return c.period(Year, calendar.Year(m.year), m)
}

// onDecade: the 1990s; the 1800s are a century. Somebody's thirties are none.
func onDecade(c *context, m *match) (Expression, bool) {
	switch c.before(m, 1) {
	case "his", "her", "their", "my", "your", "our":
		return Expression{}, false
	}
	if c.behind(m, 1) == "°" || c.behind(m, 1) == "degrees" {
		return Expression{}, false
	}
	if m.decade%100 == 0 && m.decade < 2000 {
		e, ok := c.period(Century, years(m.decade, 100), m)
		e.Value = fmt.Sprintf("%02d", m.decade/100)
		return e, ok
	}
	return c.period(Decade, years(m.decade, 10), m)
}

// onCentury: the 19th century, the seventh century BC.
func onCentury(c *context, m *match) (Expression, bool) {
	if m.ordinal < 1 || m.ordinal > 30 {
		return Expression{}, false
	}
	switch c.lower(m.end - 1) {
	case "bc", "bce", "b.c.":
		return Expression{Type: Date, Precision: Century, Value: fmt.Sprintf("BC%02d", m.ordinal-1)}, true
	}
	return c.period(Century, years((m.ordinal-1)*100+1, 100), m)
}

// firstCentury: the 15th, in "the 15th to the 19th century".
func firstCentury(c *context, m *match) (Expression, bool) {
	switch c.behind(m, 1) {
	case "to", "and", "or", "through", "-", "–":
	default:
		return Expression{}, false
	}
	i := m.end + 1
	if i < len(c.atoms) && c.lower(i) == "the" {
		i++
	}
	var other match
	if i < len(c.atoms) {
		i = takeOrdinal(c, i, &other)
	}
	if i < 0 || i >= len(c.atoms) || c.sentence(i) != c.sentence(m.first) || other.ordinal <= m.ordinal {
		return Expression{}, false
	}
	switch c.lower(i) {
	case "century", "centuries":
		return onCentury(c, m)
	}
	return Expression{}, false
}

// onBC: 508 BC.
func onBC(c *context, m *match) (Expression, bool) {
	if m.number < 1 || m.number > 9999 {
		return Expression{}, false
	}
	return Expression{Type: Date, Precision: Year, Value: fmt.Sprintf("BC%04d", m.number)}, true
}
