package dates

import (
	"fmt"
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

// periodOf gives the period of a precision that holds day d: its week, month,
// quarter, ... Weekends are the Saturday and Sunday of the week of d.
func periodOf(g Precision, d calendar.Day) calendar.Interval {
	y, m := d.Year(), d.Month()
	switch g {
	case Weekend:
		w := calendar.Week(d)
		return calendar.Interval{From: w.From + 5, To: w.To}
	case Week:
		return calendar.Week(d)
	case Month:
		return calendar.Month(y, m)
	case Quarter:
		return quarterOf(y, (int(m)-1)/3+1)
	case Half:
		return halfOf(y, (int(m)-1)/6+1)
	case Season:
		// Meteorological seasons of the north; winter counts to the year it begins in.
		if m < 3 {
			y--
		}
		return seasonOf(y, (int(m)+9)%12/3+1)
	case Year:
		return calendar.Year(y)
	case Decade:
		return years(y/10*10, 10)
	case Century:
		return years((y-1)/100*100+1, 100)
	}
	return calendar.On(d)
}

func years(first, n int) calendar.Interval {
	return calendar.Interval{From: calendar.Of(first, 1, 1), To: calendar.Of(first+n-1, 12, 31)}
}

func quarterOf(year, q int) calendar.Interval {
	first := time.Month(3*q - 2)
	return calendar.Interval{From: calendar.Of(year, first, 1), To: calendar.Of(year, first+3, 1) - 1}
}

func halfOf(year, h int) calendar.Interval {
	first := time.Month(6*h - 5)
	return calendar.Interval{From: calendar.Of(year, first, 1), To: calendar.Of(year, first+6, 1) - 1}
}

// seasonOf: 1 spring (March to May) to 4 winter (December to February).
func seasonOf(year, s int) calendar.Interval {
	first := time.Month(3 * s)
	return calendar.Interval{From: calendar.Of(year, first, 1), To: calendar.Of(year, first+3, 1) - 1}
}

// shift gives the period n periods after the one that holds d.
func shift(g Precision, d calendar.Day, n int) calendar.Interval {
	switch g {
	case Weekend, Week:
		return periodOf(g, d+calendar.Day(7*n))
	case Month:
		return calendar.Month(d.Year(), d.Month()+time.Month(n))
	case Quarter:
		return periodOf(g, calendar.Of(d.Year(), d.Month()+time.Month(3*n), 1))
	case Half:
		return periodOf(g, calendar.Of(d.Year(), d.Month()+time.Month(6*n), 1))
	case Season:
		return periodOf(g, calendar.Of(d.Year(), d.Month()+time.Month(3*n), 1))
	case Year:
		return calendar.Year(d.Year() + n)
	case Decade:
		return periodOf(g, calendar.Of(d.Year()+10*n, 1, 1))
	case Century:
		return periodOf(g, calendar.Of(d.Year()+100*n, 1, 1))
	}
	return calendar.On(d + calendar.Day(n))
}

// anniversary gives the day n units after d: the same day of the month where
// there is one, else the last.
func anniversary(u unit, d calendar.Day, n int) calendar.Day {
	months := 0
	switch u.gran {
	case Month:
		months = n
	case Quarter:
		months = 3 * n
	case Half:
		months = 6 * n
	case Year:
		months = 12 * n
	case Decade:
		months = 120 * n
	case Century:
		months = 1200 * n
	default:
		return d + calendar.Day(u.days*n)
	}
	month := calendar.Month(d.Year(), d.Month()+time.Month(months))
	return min(month.From+calendar.Day(d.DayOfMonth()-1), month.To)
}

// valueOf writes the TIMEX3 value of a period.
func valueOf(g Precision, i calendar.Interval) string {
	d := i.From
	if !d.Valid() {
		return ""
	}
	switch g {
	case Weekend, Week:
		y, w := d.Time().ISOWeek()
		v := fmt.Sprintf("%04d-W%02d", y, w)
		if g == Weekend {
			v += "-WE"
		}
		return v
	case Month:
		return fmt.Sprintf("%04d-%02d", d.Year(), d.Month())
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", d.Year(), (d.Month()-1)/3+1)
	case Half:
		return fmt.Sprintf("%04d-H%d", d.Year(), (d.Month()-1)/6+1)
	case Season:
		return fmt.Sprintf("%04d-%s", d.Year(), seasons[d.Month()/3-1])
	case Year:
		return fmt.Sprintf("%04d", d.Year())
	case Decade:
		return fmt.Sprintf("%03d", d.Year()/10)
	case Century:
		return fmt.Sprintf("%02d", (d.Year()-1)/100)
	}
	return d.String()
}

var seasons = []string{"SP", "SU", "FA", "WI"}

// unknownValue is the value of a period that cannot be told.
var unknownValue = map[Precision]string{
	Day: "XXXX-XX-XX", Weekend: "XXXX-WXX-WE", Week: "XXXX-WXX", Month: "XXXX-XX", Quarter: "XXXX-QX", Half: "XXXX-HX", Season: "XXXX-XX",
	Year: "XXXX", Decade: "XXX", Century: "XX",
}

// part cuts a period to what a mod leaves of it. "Earlier" and "later" are
// counted from the day of the report: before it and after it.
func part(i calendar.Interval, how mod, today calendar.Day) calendar.Interval {
	if i.None() || i.From == 0 || i.To == 0 {
		return i
	}
	third := (i.To - i.From + 1) / 3
	const few = 9 // days beside the first or last one: "the end of the month" is its last ten days
	switch how {
	case early:
		i.To = max(i.From, i.From+third-1)
	case middle:
		i.From, i.To = i.From+third, i.To-third
	case late:
		i.From = min(i.To, i.To-third+1)
	case opening:
		i.To = min(i.To, i.From+few)
		if span := third * 3; span > 366 { // of a decade: its first third
			i.To = i.From + third
		}
	case ending:
		if third*3 > 366 {
			i.From = i.To - third
		} else {
			i.From = max(i.From, i.To-few)
		}
	case earlier:
		if today.Valid() && i.Holds(today) {
			i.To = max(i.From, today-1)
		}
	case later:
		if today.Valid() && i.Holds(today) {
			i.From = min(i.To, today+1)
		}
	}
	return i
}

// nextWeekday gives the first weekday w (1 is Monday) on or after d, and
// lastWeekday the last one on or before d.
func nextWeekday(w int, d calendar.Day) calendar.Day {
	return d + calendar.Day((w-isoWeekday(d)+7)%7)
}

func lastWeekday(w int, d calendar.Day) calendar.Day {
	return d - calendar.Day((isoWeekday(d)-w+7)%7)
}

func isoWeekday(d calendar.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// nth gives the n-th weekday w of a month; n = -1 is the last.
func nth(n, w, year int, month time.Month) calendar.Day {
	if n < 0 {
		return lastWeekday(w, calendar.Month(year, month).To)
	}
	return nextWeekday(w, calendar.Of(year, month, 1)) + calendar.Day(7*(n-1))
}

// easter gives Easter Sunday by the anonymous Gregorian algorithm (Meeus,
// Astronomical Algorithms, chapter 8).
func easter(y int) calendar.Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return calendar.Of(y, time.Month(n/31), n%31+1)
}
