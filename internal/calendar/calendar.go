// Package calendar holds days and intervals of days, the only times entente
// knows: what a report says is dated to the day, or to a stretch of days.
//
// All arithmetic is in the proleptic Gregorian calendar, without time zones.
package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Day is a calendar day: days since 0001-01-01, counted from 1. The zero Day
// is "no day told"; in an Interval it is an open end.
type Day int32

const secondsPerDay = 24 * 60 * 60

var zeroUnix = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// Of gives the day of a year, month and day of month; out-of-range values are
// carried over as time.Date does.
func Of(year int, month time.Month, day int) Day {
	return Day((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()-zeroUnix)/secondsPerDay + 1)
}

// FromTime gives the day of a time in the time's own zone.
func FromTime(t time.Time) Day { return Of(t.Year(), t.Month(), t.Day()) }

// Time gives midnight UTC of the day; the zero time for the zero Day.
func (d Day) Time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix(zeroUnix+int64(d-1)*secondsPerDay, 0).UTC()
}

// Valid reports whether d is a day (not the zero Day).
func (d Day) Valid() bool { return d > 0 }

// Year, Month, DayOfMonth and Weekday are those of time.Time.
func (d Day) Year() int             { return d.Time().Year() }
func (d Day) Month() time.Month     { return d.Time().Month() }
func (d Day) DayOfMonth() int       { return d.Time().Day() }
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// String is the ISO form 2021-10-05, or "" for the zero Day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// ParseDay reads an ISO day (2021-10-05).
func ParseDay(s string) (Day, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("calendar: %q is not a day: want YYYY-MM-DD", s)
	}
	return FromTime(t), nil
}

// Interval is a stretch of days, both ends included. A zero From or To is an
// open end; both zero is "no time told".
type Interval struct{ From, To Day }

// On is the interval of one day.
func On(d Day) Interval { return Interval{d, d} }

// Month is the interval of a whole month.
func Month(year int, m time.Month) Interval { return Interval{Of(year, m, 1), Of(year, m+1, 1) - 1} }

// Year is the interval of a whole year.
func Year(year int) Interval { return Interval{Of(year, 1, 1), Of(year, 12, 31)} }

// Week is the ISO week (Monday to Sunday) that holds d.
func Week(d Day) Interval {
	monday := d - Day((d.Weekday()+6)%7)
	return Interval{monday, monday + 6}
}

// None reports whether no time is told.
func (i Interval) None() bool { return i == Interval{} }

// Holds reports whether d lies in the interval; open ends hold everything.
func (i Interval) Holds(d Day) bool {
	return (i.From == 0 || i.From <= d) && (i.To == 0 || d <= i.To)
}

// Touches reports whether the intervals share a day; an interval with no time
// told touches everything.
func (i Interval) Touches(j Interval) bool {
	return (i.From == 0 || j.To == 0 || i.From <= j.To) && (j.From == 0 || i.To == 0 || j.From <= i.To)
}

// String is the ISO form: a day, "FROM/TO", "../TO" or "FROM/..", and "" for
// none.
func (i Interval) String() string {
	switch {
	case i.None():
		return ""
	case i.From == i.To:
		return i.From.String()
	case i.From == 0:
		return "../" + i.To.String()
	case i.To == 0:
		return i.From.String() + "/.."
	}
	return i.From.String() + "/" + i.To.String()
}

// ParseInterval reads what String writes, and ISO months (2021-10) and years
// (2021) as the intervals they are. "" is no interval.
func ParseInterval(s string) (Interval, error) {
	if s == "" {
		return Interval{}, nil
	}
	from, to, two := strings.Cut(s, "/")
	a, err := parseOne(from)
	if err != nil {
		return Interval{}, err
	}
	if !two {
		if a.None() {
			return a, fmt.Errorf("calendar: %q is not an interval", s)
		}
		return a, nil
	}
	b, err := parseOne(to)
	if err != nil {
		return Interval{}, err
	}
	i := Interval{a.From, b.To}
	if i.From != 0 && i.To != 0 && i.To < i.From {
		return Interval{}, fmt.Errorf("calendar: %q ends before it begins", s)
	}
	return i, nil
}

func parseOne(s string) (Interval, error) {
	if s == ".." {
		return Interval{}, nil
	}
	if t, err := time.Parse("2006", s); err == nil {
		return Year(t.Year()), nil
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return Month(t.Year(), t.Month()), nil
	}
	d, err := ParseDay(s)
	if err != nil {
		return Interval{}, fmt.Errorf("calendar: %q is not a day, month, year or \"..\"", s)
	}
	return On(d), nil
}
