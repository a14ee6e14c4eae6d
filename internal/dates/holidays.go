package dates

import (
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

// Days from Easter Sunday.
const (
	ashWednesday = -46
	goodFriday   = -2
	easterMonday = 1
)

// holiday gives the day of a holiday in a year; 0 where it is none of those
// known here.
func (c *context) holiday(m *match, y int) calendar.Day {
	d := calendar.Day(0)
	switch m.holiday {
	case "christmas":
		d = calendar.Of(y, time.December, 25)
	case "thanksgiving":
		d = nth(4, 4, y, time.November)
	case "easter":
		d = easter(y)
	case "halloween":
		d = calendar.Of(y, time.October, 31)
	case "good":
		return easter(y) + goodFriday
	case "ash":
		return easter(y) + ashWednesday
	default:
		return 0
	}
	for i := m.first + 1; i < m.end; i++ {
		switch c.lower(i) {
		case "eve":
			d--
		case "monday":
			d += easterMonday
		}
	}
	return d
}

// onHoliday: Christmas, last Thanksgiving, Easter 2020, Christmas Eve, Good
// Friday.
func onHoliday(c *context, m *match) (Expression, bool) {
	if m.holiday == "" { // good friday, ash wednesday
		m.holiday = c.lower(m.first)
		if !c.capital(m.first) || (m.holiday == "good") != (c.lower(m.first+1) == "friday") {
			return Expression{}, false
		}
	} else if w := c.lower(m.end - 1); (w == "sunday" || w == "monday") && m.holiday != "easter" {
		return Expression{}, false
	}
	if c.holiday(m, 2000) == 0 {
		return Expression{}, false
	}
	if m.year != 0 {
		return c.period(Day, calendar.On(c.holiday(m, m.year)), m)
	}
	if !c.today.Valid() {
		return c.unresolved(Day, "", m)
	}
	const near = 60 // days
	y := c.today.Year()
	forward := m.rel > 0 || !m.hasRel && c.tense(m) > 0
	switch d := c.holiday(m, y); {
	case m.hasRel && m.rel == 0:
	case forward && d < c.today:
		y++
	case !forward && d > c.today && (m.hasRel || d-c.today > near):
		y--
	}
	return c.period(Day, calendar.On(c.holiday(m, y)), m)
}
