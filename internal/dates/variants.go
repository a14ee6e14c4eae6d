package dates

import (
	"fmt"
	"strings"
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

func lastNight(c *context, m *match) (Expression, bool) {
	m.relDay, m.part = -1, 3
	return onRelDay(c, m)
}

// weekdayOfWeek: Monday of next week.
func weekdayOfWeek(c *context, m *match) (Expression, bool) {
	if !c.today.Valid() {
		return c.unresolved(Day, fmt.Sprintf("XXXX-WXX-%d", m.weekday), m)
	}
	return c.period(Day, calendar.On(shift(Week, c.today, m.rel).From+calendar.Day(m.weekday-1)), m)
}

// monthOfYear: March of last year.
func monthOfYear(c *context, m *match) (Expression, bool) {
	if !c.today.Valid() {
		return c.unresolved(Month, fmt.Sprintf("XXXX-%02d", m.month), m)
	}
	return c.period(Month, calendar.Month(c.today.Year()+m.rel, time.Month(m.month)), m)
}

func onYearShort(c *context, m *match) (Expression, bool) {
	return c.period(Year, calendar.Year(m.year), m)
}

// theSeason: in the summer, in winter, early spring; a bare "spring" is more
// often another word.
func theSeason(c *context, m *match) (Expression, bool) {
	word := c.lower(m.end - 1)
	fall := word == "fall"
	switch {
	case c.capital(m.end-1) && m.end < len(c.atoms) && c.capital(m.end) && c.sentence(m.end) == c.sentence(m.first): // the Summer Institute
		return Expression{}, false
	case c.by == TEI && (word == "summer" || word == "autumn" || word == "winter" || strings.HasSuffix(word, "s")):
		m.always = strings.HasSuffix(word, "s") || c.lower(m.first) != "the" && c.before(m, 1) != "in"
		return onSeason(c, m)
	case strings.HasSuffix(word, "s"):
		return Expression{}, false
	case c.before(m, 1) == "in" && (!fall || c.lower(m.first) == "the") && c.behind(m, 1) != "of":
	case c.lower(m.first) == "the" && !fall, m.mod != whole && !fall:
	default:
		return Expression{}, false
	}
	return onSeason(c, m)
}

// onUnitEnd: the end of this month, the beginning of next year, the end of
// the year.
func onUnitEnd(c *context, m *match) (Expression, bool) {
	if m.unit == uDay || units[m.unit].gran == Clock {
		return Expression{}, false
	}
	m.hasRel = true
	m.word = "this"
	return onUnit(c, m)
}

// yearEnd: year-end, by which the last day is meant.
func yearEnd(c *context, m *match) (Expression, bool) {
	if !c.today.Valid() {
		return c.unresolved(Day, "XXXX-12-31", m)
	}
	return c.period(Day, calendar.On(calendar.Of(c.today.Year(), time.December, 31)), m)
}

func agoOne(c *context, m *match) (Expression, bool) {
	m.number = 1
	return ago(c, m)
}

func agoVague(c *context, m *match) (Expression, bool) {
	m.number = vague
	return ago(c, m)
}

// firstUnits: the first nine months; "the last five years" reach to now.
func firstUnits(c *context, m *match) (Expression, bool) {
	for i := m.first; i < m.end; i++ {
		if c.lower(i) == "last" {
			m.rel, m.hasRel = -1, true
			return lasting(c, m)
		}
	}
	return long(c, m)
}

// longOne: "for a week"; but "once a week" and "five dollars a week" name no
// length.
func longOne(c *context, m *match) (Expression, bool) {
	if m.plural {
		return Expression{}, false
	}
	m.number = 1
	if m.unit == uSecond {
		return Expression{}, false
	}
	switch c.before(m, 1) {
	case "for", "in", "within", "after", "than", "over", "nearly", "almost", "about", "least", "during", "of", "took", "takes", "lasted", "spent", "half":
		return long(c, m)
	}
	switch c.behind(m, 1) {
	case "after", "before":
		return long(c, m)
	}
	switch c.lower(m.first) {
	case "a", "an":
		return Expression{}, false
	}
	return long(c, m)
}

// longAndHalf: two and a half hours, a year and a half.
func longAndHalf(c *context, m *match) (Expression, bool) {
	m.number, m.half = max(m.number, 1), true
	return long(c, m)
}

// agoAndHalf: a year and a half ago.
func agoAndHalf(c *context, m *match) (Expression, bool) {
	m.number, m.half = max(m.number, 1), true
	return ago(c, m)
}

// wholeYear: the fiscal year, the full year, of the report or of the quarter
// that it tells of.
func wholeYear(c *context, m *match) (Expression, bool) {
	if !m.hasRel && c.lower(m.first) != "the" {
		return Expression{}, false
	}
	if c.quarter.From.Valid() && !m.hasRel {
		return c.period(Year, calendar.Year(c.quarter.From.Year()), m)
	}
	if !c.today.Valid() {
		return c.unresolved(Year, "", m)
	}
	return c.period(Year, calendar.Year(c.today.Year()+m.rel), m)
}

// theYear: "for the year", "the year ended June 30".
func theYear(c *context, m *match) (Expression, bool) {
	switch c.behind(m, 1) {
	case "ended", "ending":
		m.unit, m.number = uYear, 1
		return Expression{Type: Duration, Value: length(m)}, true
	}
	if c.before(m, 1) != "for" {
		return Expression{}, false
	}
	return wholeYear(c, m)
}

// theWeek: the week that was told of, or that of the report.
func theWeek(c *context, m *match) (Expression, bool) {
	switch c.behind(m, 1) {
	case "of", "that", "after", "before", "following":
		return c.unresolved(Week, "", m)
	}
	d := c.last.From
	if !d.Valid() {
		d = c.today
	}
	if !d.Valid() {
		return c.unresolved(Week, "", m)
	}
	return c.period(Week, periodOf(Week, d), m)
}

// theDay: "ended the day", "for the day", "the start of the day": the last day
// told.
func theDay(c *context, m *match) (Expression, bool) {
	if m.end-m.first == 2 {
		switch c.before(m, 1) {
		case "for", "end", "ended", "ending", "finish", "finished", "finishing", "close", "closed", "closing", "during":
		default:
			return Expression{}, false
		}
	}
	d := c.lastDay
	if !d.Valid() {
		d = c.today
	}
	if !d.Valid() {
		return c.unresolved(Day, "", m)
	}
	return c.period(Day, calendar.On(d), m)
}

// besideUnit: the year before, the day after: counted from the last date told.
func besideUnit(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	if u.gran == Clock || m.plural || m.unit == uQuarter || m.unit == uHalf {
		return Expression{}, false
	}
	m.rel = 1
	switch c.lower(m.end - 1) {
	case "before", "previous":
		m.rel = -1
	}
	if !c.closes(m.end) {
		return c.unresolved(u.gran, "", m)
	}
	return beside(c, m)
}

// theUnits: over the years, the months ahead.
func theUnits(c *context, m *match) (Expression, bool) {
	e := Expression{Type: Duration, Value: length(m)}
	switch {
	case units[m.unit].gran == Clock || m.unit >= uWeekend:
		return e, false
	case c.lower(m.end-1) == "ahead":
		if c.today.Valid() {
			e.Interval = calendar.Interval{From: c.today + 1}
		}
		return e, true
	}
	return e, c.before(m, 1) == "over" || c.before(m, 1) == "through"
}

// inTerm: in the short term.
func inTerm(c *context, m *match) (Expression, bool) {
	switch c.before(m, 1) {
	case "in", "for", "over":
		return future(c, m)
	}
	return Expression{}, false
}

// inARow: a second consecutive day, the fourth week in a row: the last of
// them, which is that of the report.
func inARow(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	if u.gran == Clock || m.plural || m.unit == uHalf {
		return Expression{}, false
	}
	if !c.today.Valid() {
		return c.unresolved(u.gran, "", m)
	}
	return c.period(u.gran, periodOf(u.gran, c.today), m)
}

// firstOfTwo: 60, in "between 60 and 90 days".
func firstOfTwo(c *context, m *match) (Expression, bool) {
	if c.before(m, 1) != "between" {
		return Expression{}, false
	}
	if w := c.behind(m, 1); w != "and" && w != "to" {
		return Expression{}, false
	}
	var other match
	i := -1
	if m.end+1 < len(c.atoms) {
		i = takeNumber(c, m.end+1, &other)
	}
	if i < 0 || i >= len(c.atoms) || c.sentence(i) != c.sentence(m.first) || c.atoms[i].entry == nil || c.atoms[i].entry.class&cUnit == 0 || other.number == vague {
		return Expression{}, false
	}
	m.unit = c.atoms[i].entry.value
	return Expression{Type: Duration, Value: length(m)}, true
}

// longRange: two to three weeks, a year or two, weeks or months.
func longRange(c *context, m *match) (Expression, bool) {
	e, ok := long(c, m)
	m.number = vague
	e.Value = length(m)
	return e, ok
}

// nineEleven: 9/11, the day of 2001.
func nineEleven(c *context, m *match) (Expression, bool) {
	if c.behind(m, 1) == "/" || m.first > 0 && c.before(m, 1) == "/" {
		return Expression{}, false
	}
	return c.period(Day, calendar.On(calendar.Of(2001, time.September, 11)), m)
}

func longHalf(c *context, m *match) (Expression, bool) {
	e := Expression{Type: Duration}
	switch m.unit {
	case uHour:
		e.Value = "PT30M"
	case uDay:
		e.Value = "PT12H"
	case uYear:
		e.Value = "P6M"
	case uDecade:
		e.Value = "P5Y"
	case uCentury:
		e.Value = "P50Y"
	default:
		e.Value = length(m)
	}
	return e, true
}

var wordUnits = map[string]int{"hour": uHour, "day": uDay, "week": uWeek, "month": uMonth, "months": uMonth, "year": uYear, "years": uYear, "decade": uDecade, "decades": uDecade}

// longWord: day-long, decades-old.
func longWord(c *context, m *match) (Expression, bool) {
	w := c.lower(m.first)
	m.unit, m.number = wordUnits[w], 1
	if w[len(w)-1] == 's' {
		m.number = vague
	}
	return Expression{Type: Duration, Value: length(m)}, true
}

// longOneWord: the weeklong talks.
func longOneWord(c *context, m *match) (Expression, bool) {
	m.unit, m.number = wordUnits[m.word[:len(m.word)-len("long")]], 1
	return Expression{Type: Duration, Value: length(m)}, true
}

// onQ: Q3 2020.
func onQ(c *context, m *match) (Expression, bool) {
	if !c.capital(m.first) {
		return Expression{}, false
	}
	m.unit, m.ordinal = uQuarter, m.number
	return onQuarter(c, m)
}

// weekOfMonth: the first week of August is its first seven days, the last
// week its last seven.
func weekOfMonth(c *context, m *match) (Expression, bool) {
	which := c.lower(m.first + 1)
	e, ok := onMonth(c, m)
	if !ok || e.Interval.None() {
		return e, ok
	}
	const week = 7
	e.Precision = Week
	switch which {
	case "first":
		e.Interval.To = e.Interval.From + week - 1
	case "second":
		e.Interval.From += week
		e.Interval.To = e.Interval.From + week - 1
	case "third":
		e.Interval.From += 2 * week
		e.Interval.To = e.Interval.From + week - 1
	case "last":
		e.Interval.From = e.Interval.To - week + 1
	}
	return e, true
}

// bareUnits: "took years"; seconds and minutes alone are seldom meant so.
func bareUnits(c *context, m *match) (Expression, bool) {
	if m.unit == uQuarter || m.unit == uWeekend || m.unit == uHalf {
		return Expression{}, false
	}
	before := c.before(m, 1)
	if before == "just" {
		before = c.before(m, 2)
	}
	if units[m.unit].gran == Clock {
		return Expression{Type: Duration, Value: length(m)}, before == "in" || before == "within"
	}
	switch behind := c.behind(m, 1); {
	case behind == "after", behind == "before", behind == "in" && c.behind(m, 2) == "the" && c.behind(m, 3) == "making":
		return Expression{Type: Duration, Value: length(m)}, true
	}
	switch before {
	case "for", "in", "took", "take", "takes", "within", "after", "lasted", "of", "over":
		return Expression{Type: Duration, Value: length(m)}, true
	}
	return Expression{}, false
}

// longHyphen: a two-day visit; ages ("a nine-year-old") are no times.
func longHyphen(c *context, m *match) (Expression, bool) {
	if c.behind(m, 1) == "-" && c.behind(m, 2) == "old" || c.behind(m, 1) == "old" {
		return Expression{}, false
	}
	return long(c, m)
}

var roundNumbers = map[string]int{"hundred": 100, "dozen": 12, "couple": 2}

func longHundred(c *context, m *match) (Expression, bool) {
	for i := m.first; i < m.end; i++ {
		if n := roundNumbers[c.lower(i)]; n > 0 {
			m.number = n
		}
	}
	return long(c, m)
}

// soon, but not "soon after" and "as soon as".
func soon(c *context, m *match) (Expression, bool) {
	if c.before(m, 1) == "as" || c.before(m, 1) == "too" || c.behind(m, 1) == "after" {
		return Expression{}, false
	}
	return future(c, m)
}

// nextPart: the next morning, counted from the last date told.
func nextPart(c *context, m *match) (Expression, bool) {
	if !c.last.To.Valid() {
		return c.unresolved(Day, "", m)
	}
	return c.period(Day, calendar.On(c.last.To+1), m)
}

// besideWeekday: the following Friday, counted from the last day told.
func besideWeekday(c *context, m *match) (Expression, bool) {
	from := c.lastDay
	if !from.Valid() {
		from = c.today
	}
	if !from.Valid() {
		return c.unresolved(Day, fmt.Sprintf("XXXX-WXX-%d", m.weekday), m)
	}
	d := lastWeekday(m.weekday, from-1)
	if c.lower(m.first+1) == "following" {
		d = nextWeekday(m.weekday, from+1)
	}
	return c.period(Day, calendar.On(d), m)
}

// thisPast: this past Sunday, this past week.
func thisPast(c *context, m *match) (Expression, bool) {
	m.rel, m.hasRel, m.word = -1, true, "last"
	if m.weekday > 0 {
		return onWeekday(c, m)
	}
	return onUnit(c, m)
}

// thisComing: this coming Friday.
func thisComing(c *context, m *match) (Expression, bool) {
	m.rel, m.hasRel, m.word = 1, true, "coming"
	return onWeekday(c, m)
}

// inUnit: earlier in the month, later in the day, late in the year.
func inUnit(c *context, m *match) (Expression, bool) {
	m.hasRel, m.word = true, "this"
	return onUnit(c, m)
}
