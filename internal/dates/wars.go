package dates

import (
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

// takeWorldWar reads World War II, the Second World War.
func takeWorldWar(c *context, i int, m *match) int {
	switch c.lower(i) {
	case "wwi":
		m.number = 1
		return i + 1
	case "wwii":
		m.number = 2
		return i + 1
	}
	if i+2 >= len(c.atoms) || !c.capital(i) {
		return -1
	}
	switch {
	case c.lower(i) == "world" && c.lower(i+1) == "war":
		m.number = worldWars[c.lower(i+2)]
	case c.lower(i+1) == "world" && c.lower(i+2) == "war":
		m.number = worldWars[c.lower(i)]
	}
	if m.number == 0 {
		return -1
	}
	return i + 3
}

var worldWars = map[string]int{"i": 1, "ii": 2, "one": 1, "two": 2, "1": 1, "2": 2, "first": 1, "second": 2}

// onWar: the world wars are dates in TEI alone.
func onWar(c *context, m *match) (Expression, bool) {
	i := calendar.Interval{From: calendar.Of(1914, time.July, 28), To: calendar.Of(1918, time.November, 11)}
	if m.number == 2 {
		i = calendar.Interval{From: calendar.Of(1939, time.September, 1), To: calendar.Of(1945, time.September, 2)}
	}
	return Expression{Type: Date, Precision: Day, Value: i.String(), Interval: i}, c.by == TEI
}
