package dates

import "strings"

// taker reads one class of words.
type taker struct {
	class class
	words []string // other words that it can begin with
	take  func(c *context, i int, m *match) int
}

// takers are the classes that patterns name.
var takers = map[string]taker{
	"WEEKDAY": {class: cWeekday, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cWeekday != 0 && c.capital(i) {
			m.weekday = e.value
			m.plural = strings.HasSuffix(e.text, "days")
			return i + 1
		}
		return -1
	}},
	"MONTH": {class: cMonth, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cMonth != 0 && c.capital(i) {
			m.month = e.value
			return i + 1
		}
		return -1
	}},
	"WEEKDAYC": {class: cWeekday, take: func(c *context, i int, m *match) int {
		e := c.atoms[i].entry
		if e == nil || e.class&cWeekday == 0 || !c.capital(i) {
			return -1
		}
		m.weekday = e.value
		if i+1 < len(c.atoms) && c.lower(i+1) == "," {
			i++
		}
		return i + 1
	}},
	"CYEAR": {class: cDigits | cNumber, words: []string{",", "of"}, take: func(c *context, i int, m *match) int {
		w := c.lower(i)
		if w == "," || w == "of" {
			i++
		}
		if i >= len(c.atoms) {
			return -1
		}
		if next := takeYear(c, i, m); next > 0 {
			return next
		}
		// "30 September 420" and "December of 384", and no more behind them.
		const digits = 3
		if a := c.atoms[i]; w != "," && a.digits == digits && (m.day > 0 || w == "of") && c.closes(i+1) {
			m.year = int(a.number)
			return i + 1
		}
		return -1
	}},
	"SEASON": {class: cSeason, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cSeason != 0 {
			m.season = e.value
			return i + 1
		}
		return -1
	}},
	"PART": {class: cPart, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cPart != 0 {
			m.part = e.value
			return i + 1
		}
		return -1
	}},
	"UNIT": {class: cUnit, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cUnit != 0 {
			m.unit = e.value
			m.plural = strings.HasSuffix(e.text, "s")
			return i + 1
		}
		return -1
	}},
	"UNITS": {class: cUnit, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cUnit != 0 && strings.HasSuffix(e.text, "s") {
			m.unit, m.plural = e.value, true
			return i + 1
		}
		return -1
	}},
	"REL": {class: cRelative, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cRelative != 0 {
			m.rel, m.hasRel, m.word = e.value, true, e.text
			return i + 1
		}
		return -1
	}},
	"RELDAY": {class: cRelDay, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cRelDay != 0 {
			m.relDay = e.value
			if e.text[:4] == "toni" {
				m.part = 3
			}
			return i + 1
		}
		return -1
	}},
	"VAGUE": {class: cVague, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cVague != 0 {
			m.number = vague
			if e.text == "couple" {
				m.number = 2
			}
			return i + 1
		}
		return -1
	}},
	"HALFDAY": {class: cHalfDay, take: func(c *context, i int, m *match) int {
		e := c.atoms[i].entry
		if e == nil || e.class&cHalfDay == 0 || m.hour > 12 {
			return -1
		}
		m.hour %= 12
		if e.value == 1 {
			m.hour += 12
		}
		return i + 1
	}},
	"ZONE": {class: cZone, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cZone != 0 {
			if e.text == "local" {
				if i+1 < len(c.atoms) && c.lower(i+1) == "time" {
					return i + 2
				}
				return -1
			}
			return i + 1
		}
		return -1
	}},
	"HOLIDAY": {class: cHoliday, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cHoliday != 0 && c.capital(i) {
			m.holiday = e.text
			return i + 1
		}
		return -1
	}},
	"SET": {class: cSet, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cSet != 0 {
			m.unit = e.value
			return i + 1
		}
		return -1
	}},
	"NUM":   {class: cNumber | cDecimal, take: takeNumber},
	"DAY":   {class: cDigits | cOrdinal | cNumber, take: takeDay},
	"DAY2":  {class: cDigits, take: takeDay2},
	"ORD":   {class: cOrdinal | cDigits, take: takeOrdinal},
	"YEAR":  {class: cDigits | cNumber, take: takeYear},
	"YEAR2": {class: cDigits, take: takeYear2},
	"NINE11": {class: cDigits, take: func(c *context, i int, m *match) int {
		if i+2 < len(c.atoms) && c.atoms[i].number == 9 && c.joined(i+1) && c.lower(i+1) == "/" && c.joined(i+2) && c.atoms[i+2].number == 11 {
			return i + 3
		}
		return -1
	}},
	"WORLDWAR": {words: strings.Fields("world first second wwi wwii"), take: takeWorldWar},
	"OLD":      {class: cDigits, take: takeOldYear},
	"OLD2":     {class: cDigits, take: takeOldYear2},
	"HALVES": {class: cUnit, take: func(c *context, i int, m *match) int {
		if e := c.atoms[i].entry; e != nil && e.class&cUnit != 0 && (e.value == uHalf || e.value == uQuarter) {
			m.unit = e.value
			m.plural = strings.HasSuffix(e.text, "s")
			return i + 1
		}
		return -1
	}},
	"YY":     {words: []string{"'", "’", "‘"}, take: takeShortYear},
	"ISO":    {class: cDigits, take: takeISO},
	"DECADE": {class: cDigits | cDecade, words: []string{"'", "’", "‘"}, take: takeDecade},
	"CLOCK":  {class: cDigits | cNumber, take: takeClock},
	"MOD":    {words: strings.Fields("early late mid earlier later"), take: takeMod},
	"ENDS":   {words: strings.Fields("the beginning start end middle close"), take: takeEnds},
	"APPROX": {words: strings.Fields("nearly almost more less at no"), take: takeApprox},
	"VERYPOSS": {words: []string{"'s", "’s", "'"}, take: func(c *context, i int, m *match) int {
		switch c.lower(i) {
		case "'s", "'":
			return i + 1
		}
		return -1
	}},
}

func takeMod(c *context, i int, m *match) int {
	e := c.atoms[i].entry
	if e == nil {
		return -1
	}
	switch e.text {
	case "early":
		m.mod = early
	case "late":
		m.mod = late
	case "mid":
		m.mod = middle
	case "earlier":
		m.mod = earlier
	case "later":
		m.mod = later
	default:
		return -1
	}
	if i+1 < len(c.atoms) && c.lower(i+1) == "-" {
		return i + 2
	}
	return i + 1
}

// takeEnds reads "the beginning of", "end of".
func takeEnds(c *context, i int, m *match) int {
	if c.lower(i) == "the" {
		i++
	}
	if i+1 >= len(c.atoms) || c.lower(i+1) != "of" {
		return -1
	}
	switch c.lower(i) {
	case "beginning", "start":
		m.mod = opening
	case "end", "close":
		m.mod = ending
	case "middle":
		m.mod = middle
	default:
		return -1
	}
	return i + 2
}

// takeApprox reads "more than", "at least", "nearly".
func takeApprox(c *context, i int, m *match) int {
	next := func(words ...string) bool {
		for k, w := range words {
			if i+1+k >= len(c.atoms) || c.lower(i+1+k) != w {
				return false
			}
		}
		return true
	}
	switch c.lower(i) {
	case "more", "less":
		if next("than") {
			return i + 2
		}
	case "no":
		if next("more", "than") || next("less", "than") {
			return i + 3
		}
	case "at":
		if next("least") || next("most") {
			return i + 2
		}
	case "nearly", "almost":
		return i + 1
	}
	return -1
}
