package dates

import (
	"fmt"
	"strings"
	"time"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Guideline is a manner of marking times in text.
type Guideline string

// The guidelines. TimeML (1.2.1) marks every expression of time with a TIMEX3
// value. TEI (P5, date with when, from and to, as in the corpus GUM) marks
// what names days of the calendar, and those days:
//
//   - no lengths and repeated times, unless they touch the day of the report
//     ("the past three years"), no "now" and "recently", no times of the clock;
//   - the possessive 's stands inside; "early in", "the end of", "nearly",
//     "the" before a season or "1990s" and the morning of a day stand outside;
//   - values are days, weeks, months, quarters and years as in TimeML, or A/B
//     where it takes two: a decade has its first and last year; months and seasons that are told of every
//     year ("in January it is cold") are --01 and --06/--09.
const (
	TimeML Guideline = "timeml"
	TEI    Guideline = "tei"
)

// Guidelines lists them.
var Guidelines = []Guideline{TimeML, TEI}

// marked is a time as a guideline has it.
type marked struct {
	span  document.Span
	kind  Type
	value string
}

// mark gives the expressions of a document by a guideline, in the order of the text.
func mark(p *language.Parse, by Guideline) []marked {
	c := search(p, by)
	out := make([]marked, 0, len(c.found))
	for k, e := range c.found {
		m := marked{e.Span, e.Type, e.Value}
		if by == TEI {
			ok := false
			if m, ok = c.tei(k); !ok {
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// tei gives expression k as TEI has it; false where TEI marks none.
func (c *context) tei(k int) (marked, bool) {
	e, at, t := c.found[k], c.ends[k], c.told[k]
	if e.Type == Time && e.Precision == Clock { // only the day beside it
		i := at.first + 1
		for ; i < at.end; i++ {
			if day, m, ok := c.expression(i); ok && m.end == at.end && (day.Type == Date || day.Precision == PartOfDay) {
				e, at.first, t.part = day, i, m.part
				break
			}
		}
		if i == at.end {
			return marked{}, false
		}
	}
	value, ok := c.teiValue(e, at, t)
	if !ok {
		return marked{}, false
	}
	at = c.teiPlace(e, at, t)
	m := marked{document.Span{Start: int(c.atoms[at.first].start), End: int(c.atoms[at.end-1].end)}, Date, value}
	if at.end < len(c.atoms) && c.joined(at.end) && clitic(c.p.Doc.Text[c.atoms[at.end].start:c.atoms[at.end].end]) > 0 {
		m.span.End = int(c.atoms[at.end].end)
	}
	return m, true
}

// teiPlace leaves out the words that TEI has outside.
func (c *context) teiPlace(e Expression, at place, t told) place {
	step := func(words ...string) {
		for n, w := range words {
			if at.first+n+1 >= at.end || c.lower(at.first+n) != w {
				return
			}
		}
		at.first += len(words)
	}
	if t.mod == opening || t.mod == middle || t.mod == ending {
		for _, w := range []string{"beginning", "start", "end", "middle", "close"} {
			step("the", w, "of")
			step(w, "of")
		}
	}
	for _, w := range []string{"earlier", "later", "nearly", "almost"} {
		step(w)
	}
	for _, w := range []string{"early", "late"} {
		step(w, "in")
	}
	step("in")
	step("more", "than")
	step("less", "than")
	step("at", "least")
	if t.season > 0 && !t.hasRel && t.year == 0 || e.Precision == Weekend && !t.hasRel || e.Precision == Decade && c.isLongDecade(at) || t.day > 0 {
		step("the")
	}
	if last := at.end - 1; e.Precision == PartOfDay && last > at.first {
		switch a := c.atoms[last-1].entry; {
		case a == nil || c.atoms[last].entry == nil || c.atoms[last].entry.class&cPart == 0:
		case a.class&(cWeekday|cRelDay|cDigits) != 0:
			at.end--
		}
	}
	return at
}

// isLongDecade reports whether a decade is told with four digits: "the" stays
// with the sixties and the '60s.
func (c *context) isLongDecade(at place) bool {
	for i := at.first; i < at.end; i++ {
		if c.atoms[i].digits == 4 {
			return true
		}
	}
	return false
}

// teiValue gives the days of an expression as TEI writes them.
func (c *context) teiValue(e Expression, at place, t told) (string, bool) {
	switch {
	case e.Type == Set, strings.HasSuffix(e.Value, "_REF") && e.Value != ref(-1), e.Type == Duration && !t.hasRel:
		return "", false
	case e.Type == Duration: // the past three years
		if e.Interval.None() {
			return "", false
		}
		return ends(Day, e.Interval), true
	case e.Value == ref(-1): // several years ago, recent years
		if t.unit < 0 || units[t.unit].gran == Clock || !c.today.Valid() {
			return "", false
		}
		if t.unit == uYear && t.number >= longAgo {
			return fmt.Sprintf("-%04d", t.number-2000), true
		}
		return ".." + "/" + c.today.String(), true
	}
	whole := calendar.Interval{}
	if v, ok := strings.CutPrefix(e.Value, "BC"); ok {
		if e.Precision == Century {
			const hundred = 100
			n := atoi(v) * hundred
			return fmt.Sprintf("-%04d/-%04d", n+hundred, n+1), true
		}
		return "-" + v, true
	}
	m := match{first: at.first, end: at.end}
	if e.Precision == Week && c.today.Valid() && e.Type == Date {
		switch d := c.today - calendar.Day(units[uWeek].days*t.number); {
		case t.number > 0 && e.Interval.Holds(d): // two weeks ago
			return d.String(), true
		case t.hasRel && e.Interval.Holds(c.today) && c.tense(&m) <= 0: // this week, as far as it went
			return ends(Day, calendar.Interval{From: periodOf(Week, c.today).From, To: c.today}), true
		}
	}
	always := t.year == 0 && !t.hasRel && e.Interval != whole && t.unit < 0 && c.always(&m)
	switch {
	case t.season > 0 && (always || t.always):
		return everySeason[t.season-1], true
	case t.month > 0 && t.day == 0 && always:
		return every(t), true
	case strings.HasPrefix(e.Value, "XXXX-") && t.month > 0:
		return "-" + strings.TrimPrefix(e.Value, "XXXX"), true
	case e.Precision == Season && e.Interval != whole:
		return ends(Month, seasonOf(atoi(e.Value[:4]), t.season)), true
	case e.Precision == Decade && c.isLongDecade(at) || e.Precision == Century:
		return longYears(e.Value, t.mod), true
	}
	if v, _, cut := strings.Cut(e.Value, "T"); cut && e.Type == Time {
		return v, true
	}
	return e.Value, true
}

// always reports whether a month is told of every year: nothing in the
// sentence is past or to come; "the best time to go should be in May".
func (c *context) always(m *match) bool {
	t := c.tense(m)
	if t <= 0 {
		return t == 0
	}
	can := false
	for i := max(0, m.first-reach); i < min(len(c.atoms), m.end+reach); i++ {
		if c.sentence(i) != c.sentence(m.first) {
			continue
		}
		w := c.lower(i)
		if aheadWords[w] || aheadBeforeTo[w] {
			return false
		}
		can = can || w == "can" || w == "should" || w == "may"
	}
	return can
}

// longAgo is from how many years on "years ago" is counted from the year 2000.
const longAgo = 5000

// everySeason writes the seasons of every year, from solstice to equinox.
var everySeason = []string{"--03/--06", "--06/--09", "--09/--12", "--12/--03"}

// every writes a month of every year.
func every(t told) string {
	const half = 15
	switch t.mod {
	case early:
		return fmt.Sprintf("--%02d-01/--%02d-%02d", t.month, t.month, half)
	case late:
		return fmt.Sprintf("--%02d-%02d/--%02d-%02d", t.month, half, t.month, calendar.Month(2001, time.Month(t.month)).To.DayOfMonth())
	}
	return fmt.Sprintf("--%02d", t.month)
}

// longYears writes a decade, of which early and late are halves, and a
// century, of which they are quarters.
func longYears(value string, how mod) string {
	first, n := atoi(value), 1
	for range 4 - len(value) {
		first, n = first*10, n*10
	}
	last := first + n - 1
	piece := n / 2
	if n > 10 {
		piece = n / 4
	}
	switch how {
	case early:
		last = first + piece - 1
	case late, later:
		first = last - piece + 1
	}
	return fmt.Sprintf("%04d/%04d", first, last)
}

// ends writes an interval by its first and last period.
func ends(g Precision, i calendar.Interval) string {
	a, b := "..", ".."
	if i.From.Valid() {
		a = valueOf(g, periodOf(g, i.From))
	}
	if i.To.Valid() {
		b = valueOf(g, periodOf(g, i.To))
	}
	return a + "/" + b
}
