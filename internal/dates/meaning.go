package dates

import (
	"fmt"
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

// period makes the expression of a period.
func (c *context) period(g Precision, i calendar.Interval, m *match) (Expression, bool) {
	if i.From <= 0 || i.To <= 0 {
		return c.unresolved(g, "", m) // before the first day of the calendar
	}
	e := Expression{Type: Date, Precision: g, Value: valueOf(g, i), Interval: part(i, m.mod, c.today)}
	if m.mod == later && g == Day {
		e.Interval = i
	}
	if g == Day && m.part >= 0 {
		e.Type, e.Precision = Time, PartOfDay
		e.Value += partCodes[m.part]
	}
	return e, true
}

var partCodes = []string{"TMO", "TAF", "TEV", "TNI"}

// unresolved makes the expression of a period that cannot be told; value is
// "" for all X.
func (c *context) unresolved(g Precision, value string, m *match) (Expression, bool) {
	if value == "" {
		value = unknownValue[g]
	}
	e := Expression{Type: Date, Precision: g, Value: value}
	if g == Day && m.part >= 0 {
		e.Type, e.Precision = Time, PartOfDay
		e.Value += partCodes[m.part]
	}
	return e, true
}

func onWeekday(c *context, m *match) (Expression, bool) {
	if m.plural {
		return Expression{Type: Set, Value: fmt.Sprintf("XXXX-WXX-%d", m.weekday)}, true
	}
	switch m.word {
	case "following", "previous", "preceding", "prior": // "following Sunday's vote"
		return Expression{}, false
	}
	// Sun and Sat are words too.
	if n := c.lower(m.end - 1); (n == "sun" || n == "sat" || n == "mon" || n == "wed") && !m.hasRel {
		return Expression{}, false
	}
	if !c.today.Valid() {
		return c.unresolved(Day, fmt.Sprintf("XXXX-WXX-%d", m.weekday), m)
	}
	var d calendar.Day
	switch {
	case m.hasRel && m.rel < 0:
		d = lastWeekday(m.weekday, c.today-1)
	case m.word == "coming" || m.word == "upcoming":
		d = nextWeekday(m.weekday, c.today+1)
	case m.hasRel && m.rel > 0:
		d = calendar.Week(c.today+7).From + calendar.Day(m.weekday-1)
	case m.hasRel: // this Friday: in the week of the report, but past or ahead by tense
		d = calendar.Week(c.today).From + calendar.Day(m.weekday-1)
		if t := c.tense(m); t < 0 && d > c.today {
			d -= 7
		} else if t > 0 && d < c.today {
			d += 7
		}
	case c.tense(m) > 0:
		d = nextWeekday(m.weekday, c.today) // the report's own day is named, too
	default:
		d = lastWeekday(m.weekday, c.today)
	}
	return c.period(Day, calendar.On(d), m)
}

func onRelDay(c *context, m *match) (Expression, bool) {
	if !c.today.Valid() {
		return c.unresolved(Day, "", m)
	}
	return c.period(Day, calendar.On(c.today+calendar.Day(m.relDay)), m)
}

// onBesideDay: the day before yesterday, the day after tomorrow.
func onBesideDay(c *context, m *match) (Expression, bool) {
	m.relDay *= 2
	return onRelDay(c, m)
}

// thisPart: this morning, last night.
func thisPart(c *context, m *match) (Expression, bool) {
	m.relDay = m.rel
	return onRelDay(c, m)
}

// onDate: a day of a month, with or without year and weekday.
func onDate(c *context, m *match) (Expression, bool) {
	last := time.Month(m.month)
	if m.day > 31 || m.day > calendar.Month(2000, last).To.DayOfMonth() {
		return Expression{}, false
	}
	year, ok := m.year, true
	if year == 0 {
		year, ok = c.yearOf(m)
		if ok && m.hasRel && m.rel < 0 && calendar.Of(year, last, m.day) >= c.today {
			year--
		}
	}
	if !ok {
		return c.unresolved(Day, fmt.Sprintf("XXXX-%02d-%02d", m.month, m.day), m)
	}
	d := calendar.Of(year, last, m.day)
	if m.day2 > 0 {
		to := calendar.Of(year, last, m.day2)
		return Expression{Type: Date, Precision: Day, Value: d.String() + "/" + to.String(), Interval: calendar.Interval{From: d, To: to}}, true
	}
	return c.period(Day, calendar.On(d), m)
}

// yearOf gives the year of a day or month told without one: the nearest past
// for the past tense, the nearest future for the future one, and else the
// nearest.
func (c *context) yearOf(m *match) (int, bool) {
	if !c.today.Valid() {
		return 0, false
	}
	day := max(m.day, 1)
	far := func(y int) calendar.Day {
		d := calendar.Of(y, time.Month(m.month), day)
		if m.day == 0 && d.Month() == c.today.Month() && y == c.today.Year() {
			return 0
		}
		return d - c.today
	}
	tense := c.tense(m)
	best, cost := 0, calendar.Day(1<<30)
	for y := c.today.Year() - 1; y <= c.today.Year()+1; y++ {
		d := far(y)
		weight := max(d, -d)
		switch {
		case tense < 0 && d > 0:
			weight *= 6
		case tense > 0 && d < 0 || tense == 0 && d > 0:
			weight *= 2
		}
		if tense > 0 && d < 0 && d > -60 {
			weight = -d
		}
		if weight < cost {
			best, cost = y, weight
		}
	}
	return best, true
}

// onMonth: in October, October 2021, last October, early October.
func onMonth(c *context, m *match) (Expression, bool) {
	bare := m.year == 0 && !m.hasRel && m.mod == whole
	if bare {
		// "May" and "March" are words too: only after what goes before months.
		name := c.lower(m.end - 1)
		switch c.before(m, 1) {
		case "in", "since", "until", "till", "by", "of", "from", "to", "through", "during", "before", "after", "and", "or", "for", "between", "next", "on", "(", "/", "-", "–":
			if name == "march" && c.before(m, 1) == "to" {
				return Expression{}, false
			}
		default:
			switch name {
			case "may", "march", "jan", "mar", "jun", "dec", "sept":
				return Expression{}, false
			}
		}
		if name == "jan" || name == "mar" {
			return Expression{}, false
		}
	}
	if m.year != 0 {
		return c.period(Month, calendar.Month(m.year, time.Month(m.month)), m)
	}
	if !c.today.Valid() {
		return c.unresolved(Month, fmt.Sprintf("XXXX-%02d", m.month), m)
	}
	y := c.today.Year()
	now := int(c.today.Month())
	switch {
	case m.hasRel && m.rel < 0:
		if m.month >= now {
			y--
		}
	case m.hasRel && m.rel > 0:
		if m.month <= now {
			y++
		}
	case m.hasRel:
	default:
		y, _ = c.yearOf(m)
	}
	return c.period(Month, calendar.Month(y, time.Month(m.month)), m)
}

// onSeason: last spring, spring 2020, this summer, the summer of 2020.
func onSeason(c *context, m *match) (Expression, bool) {
	if m.year != 0 {
		return c.period(Season, seasonOf(m.year, m.season), m)
	}
	if !c.today.Valid() {
		return c.unresolved(Season, "XXXX-"+seasons[m.season-1], m)
	}
	y := c.today.Year()
	i := seasonOf(y, m.season)
	past := !m.hasRel && c.tense(m) <= 0
	switch {
	case (m.rel < 0 && m.hasRel || past) && i.From > c.today, m.rel < 0 && m.hasRel && i.Holds(c.today):
		i = seasonOf(y-1, m.season)
	case (m.rel > 0 || !m.hasRel && !past) && i.To < c.today, m.rel > 0 && i.Holds(c.today):
		i = seasonOf(y+1, m.season)
	}
	return c.period(Season, i, m)
}

// onUnit: last year, this week, next month, the past decade.
func onUnit(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	if u.gran == Clock || m.plural || m.unit == uHalf {
		return Expression{}, false
	}
	if m.word == "past" || m.word == "coming" { // "the past year" is a stretch up to now
		m.number = 1
		return lasting(c, m)
	}
	if m.word == "previous" || m.word == "following" || m.word == "preceding" || m.word == "prior" {
		return beside(c, m)
	}
	if m.unit == uDay {
		switch m.word {
		case "next":
			return beside(c, m)
		case "last":
			return Expression{}, false
		}
	}
	if !c.today.Valid() {
		return c.unresolved(u.gran, "", m)
	}
	d := c.today
	if u.gran == Weekend && m.rel == 0 && c.tense(m) <= 0 && isoWeekday(d) < 4 {
		d -= 7
	}
	return c.period(u.gran, shift(u.gran, d, m.rel), m)
}

// beside: the previous year, the following day, the next day: counted from
// the last date told.
func beside(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	from := c.last.From
	if !from.Valid() {
		from = c.today
	}
	if m.rel > 0 && c.last.To.Valid() {
		from = c.last.To
	}
	if !from.Valid() {
		return c.unresolved(u.gran, "", m)
	}
	return c.period(u.gran, shift(u.gran, from, m.rel), m)
}

// thatUnit: that day, the same year.
func thatUnit(c *context, m *match) (Expression, bool) {
	u := units[m.unit]
	if m.plural || u.gran == Clock {
		return Expression{}, false
	}
	last := c.last
	const near = 3 // atoms: "on October 14, the same day that"
	if u.gran == Day && c.lastDay.Valid() && (last.From != last.To || m.first-c.ends[len(c.ends)-1].end > near) {
		last = calendar.On(c.lastDay)
	}
	if !last.From.Valid() {
		return c.unresolved(u.gran, "", m)
	}
	return c.period(u.gran, periodOf(u.gran, last.From), m)
}

// theWeekend: the weekend before or after, by tense.
func theWeekend(c *context, m *match) (Expression, bool) {
	m.unit = uWeekend
	if !c.today.Valid() {
		return c.unresolved(Weekend, "", m)
	}
	d := c.today
	if c.tense(m) <= 0 && isoWeekday(d) < 6 {
		d -= 7
	}
	return c.period(Weekend, periodOf(Weekend, d), m)
}

// weekOf: the week of October 4.
func weekOf(c *context, m *match) (Expression, bool) {
	e, ok := onDate(c, m)
	if ok && e.Interval.From.Valid() {
		return c.period(Week, calendar.Week(e.Interval.From), &match{part: -1})
	}
	return c.unresolved(Week, "", m)
}

// atClock: 9:40 AM EDT, noon on Tuesday, 15:30 GMT.
func atClock(c *context, m *match) (Expression, bool) {
	if m.hour > 24 || m.minute > 59 {
		return Expression{}, false
	}
	day := Expression{Interval: calendar.Interval{}, Value: "XXXX-XX-XX"}
	part := m.part
	m.part = -1
	switch {
	case m.weekday > 0 && !m.plural:
		day, _ = onWeekday(c, m)
	case m.month > 0 && m.day > 0:
		day, _ = onDate(c, m)
	case c.today.Valid():
		d := c.today + calendar.Day(m.relDay)
		if c.last.From.Valid() && c.last.From == c.last.To && m.relDay == 0 && m.word != "today" {
			d = c.last.From
		}
		day = Expression{Value: d.String(), Interval: calendar.On(d)}
	}
	if part >= 1 && m.hour < 12 && m.hour > 0 {
		m.hour += 12
	}
	day.Type, day.Precision = Time, Clock
	day.Value = fmt.Sprintf("%sT%02d:%02d", day.Value, m.hour, m.minute)
	for i := m.first; i < m.end; i++ {
		if w := c.lower(i); w == "utc" || w == "gmt" {
			day.Value += "Z"
		}
	}
	return day, true
}

func atNoon(c *context, m *match) (Expression, bool) {
	m.hour, m.minute = 12, 0
	return atClock(c, m)
}

func atMidnight(c *context, m *match) (Expression, bool) {
	m.hour, m.minute = 24, 0
	return atClock(c, m)
}

// remember keeps what later expressions count from.
func (c *context) remember(e Expression) {
	if e.Type != Date && e.Type != Time || !e.Interval.From.Valid() {
		return
	}
	c.last = e.Interval
	// "That day" is a day that was told of; one ahead only where there is no other.
	if i := e.Interval; i.From == i.To && (!c.lastDay.Valid() || i.From <= c.today || !c.today.Valid()) {
		c.lastDay = i.From
	}
}
