package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/entente-project/entente/internal/calendar"
)

// written is a date as written at the head of a report or in a field.
type written struct {
	year      int // 0 where none is written
	month     time.Month
	day       int
	ambiguous bool   // 10/01/2021 with nothing to tell day from month; taken as month/day
	weekday   string // lower case, three letters; "" for none
}

// on gives the day in a year of its own or, without one, in the given year;
// the zero Day where there is no such day.
func (w written) on(year int) calendar.Day {
	if w.year != 0 {
		year = w.year
	}
	if year < 1000 || year > 2999 || w.month < 1 || w.month > 12 || w.day < 1 {
		return 0
	}
	d := calendar.Of(year, w.month, w.day)
	if d.DayOfMonth() != w.day {
		return 0 // 31 June
	}
	return d
}

// full gives the day of a date with a year.
func (w written) full() calendar.Day {
	if w.year == 0 {
		return 0
	}
	return w.on(w.year)
}

// nearest gives the day, of those in the year of ref and the years beside it,
// that lies nearest to ref: "Dec 31" seen from 2022-01-02 is in 2021.
func (w written) nearest(ref calendar.Day) calendar.Day {
	best := calendar.Day(0)
	for year := ref.Year() - 1; year <= ref.Year()+1; year++ {
		if d := w.on(year); d.Valid() && (best == 0 || distance(d, ref) < distance(best, ref)) {
			best = d
		}
	}
	return best
}

func distance(a, b calendar.Day) calendar.Day { return max(a-b, b-a) }

const (
	monthWord = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`
	dayNumber = `(\d{1,2})(?:st|nd|rd|th)?`
	weekday   = `(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?)?`
)

// dateForm is one way to write a date. The groups of the expression are the
// weekday and then the numbers named by order.
type dateForm struct {
	re      *regexp.Regexp
	order   string // y, m, d in the order of the groups; n for a month's name
	example string
}

// dateForms, each with an example that a test reads as 2021-10-05.
var dateForms = []dateForm{
	form(`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`, "ymd", "2021-10-05"),
	form(`(\d{4})(\d\d)(\d\d)`, "ymd", "20211005"),
	form(monthWord+`\s*`+dayNumber+`(?:\s*,\s*|\s+)(\d{4})`, "ndy", "Tuesday, Oct. 5th, 2021"),
	form(dayNumber+`(?:\s+of\s+|[\s-]*)`+monthWord+`(?:\s*,\s*|[\s-]+)(\d{4})`, "dny", "5 October 2021"),
	form(`(\d{4})[\s-]+`+monthWord+`[\s-]+`+dayNumber, "ynd", "2021 Oct 5"),
	form(`(\d{1,2})/(\d{1,2})/(\d{4})`, "mdy", "10/05/2021"),
	form(`(\d{1,2})[.](\d{1,2})[.](\d{4})`, "dmy", "05.10.2021"),
}

// yearless are the forms of datelines.
var yearless = []dateForm{
	form(monthWord+`\s*`+dayNumber, "nd", "Oct. 5"),
	form(dayNumber+`\s+(?:of\s+)?`+monthWord, "dn", "5 October"),
}

func form(pattern, order, example string) dateForm {
	return dateForm{regexp.MustCompile(`(?i)^` + weekday + pattern + `(?:\D|$)`), order, example}
}

// writtenAt reads a date at the very start of s and gives its length in
// bytes; 0 for none.
func writtenAt(s string, forms []dateForm) (written, int) {
	for _, f := range forms {
		m := f.re.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		group := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return s[m[2*k]:m[2*k+1]]
		}
		w := written{weekday: strings.ToLower(group(1))}
		for k, what := range f.order {
			g := group(k + 2)
			n, _ := strconv.Atoi(g)
			switch what {
			case 'y':
				w.year = n
			case 'm':
				w.month = time.Month(n)
			case 'd':
				w.day = n
			case 'n':
				w.month = monthOf(g)
			}
		}
		if f.order == "mdy" {
			switch {
			case w.month > 12:
				w.month, w.day = time.Month(w.day), int(w.month)
			case w.day <= 12 && w.day != int(w.month):
				w.ambiguous = true
			}
		}
		last := 2 * (len(f.order) + 1)
		end := m[last+1]
		for _, suffix := range []string{"st", "nd", "rd", "th", "."} { // that close the last group
			if f.order[len(f.order)-1] != 'y' && strings.HasPrefix(strings.ToLower(s[end:]), suffix) {
				end += len(suffix)
				break
			}
		}
		if w.on(2000) == 0 && w.full() == 0 {
			continue
		}
		return w, end
	}
	return written{}, 0
}

// monthOf names a month by its first three letters; 0 for none.
func monthOf(name string) time.Month {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(name) < 3 {
		return 0
	}
	at := strings.Index(names, strings.ToLower(name[:3]))
	if at < 0 || at%3 != 0 {
		return 0
	}
	return time.Month(at/3 + 1)
}

var (
	dateLabel = regexp.MustCompile(`(?i)^(?:(?:first\s+|originally\s+)?(?:date|dated|published|publication date|posted|issued|released?|release date|created|last updated|last modified|updated|modified|for immediate release)(?:\s+(?:on|at))?)[\s:–—-]*`)
	dateTime  = regexp.MustCompile(`(?i)^(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?`)
	dateHour  = regexp.MustCompile(`(?i)^(?:at\s+)?\d{1,2}\s*[ap]\.?m\b\.?`)
	dateZone  = regexp.MustCompile(`^\(?(?:GMT|UTC|Z|BST|CET|CEST|EET|EEST|MSK|IST|JST|KST|HKT|SGT|AEST|AEDT|[ECMP][DS]?T|Local Time|local time)?\s*(?:[+-]\d\d?:?(?:\d\d)?)?\)?(?:$|[\s,;|.–—-])`)
	datePlace = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}(?:, \p{Lu}[\p{L}. ]{1,20})?(?:,|:| [–—-]+)\s+`)
	dateRest  = regexp.MustCompile(`(?i)^[\s.,;|–—-]*(?:$|[,;|–—(-]\s*(?:(?:last\s+)?updated|modified|published|\d+ min)|\|)`)
	usClock   = regexp.MustCompile(`(?i)[ap]\.?m\b|\b[ECMP][DS]?T\b`)
)

// headerDate reads a line that is a date of publication and nothing else: with
// a label, a weekday, a place, a clock time, a zone. updated is true where
// the label says that it is the date of a change.
func headerDate(line string) (w written, updated, ok bool) {
	const longest = 120
	line = strings.TrimSpace(strings.ReplaceAll(line, "\u00a0", " "))
	if len(line) > longest {
		return w, false, false
	}
	s := line
	if label := dateLabel.FindString(s); label != "" {
		lower := strings.ToLower(label)
		updated = strings.Contains(lower, "updated") || strings.Contains(lower, "modified")
		s = s[len(label):]
	}
	w, n := writtenAt(s, dateForms)
	if n == 0 {
		s = strings.TrimLeft(trimClock(s), " ,|–—-\t")
		w, n = writtenAt(s, dateForms)
	}
	if n == 0 {
		place := datePlace.FindString(s)
		if place == "" {
			return w, false, false
		}
		s = s[len(place):]
		if w, n = writtenAt(s, dateForms); n == 0 {
			return w, false, false
		}
	}
	if w.full() == 0 {
		return w, false, false
	}
	rest := trimClock(strings.TrimLeft(s[n:], " ,T|–—-\t"))
	if rest != "" && !dateRest.MatchString(rest) && !dateRest.MatchString(s[n:]) {
		return w, false, false
	}
	w.ambiguous = w.ambiguous && !usClock.MatchString(line)
	return w, updated, true
}

// trimClock takes a clock time with its zone from the start of s.
func trimClock(s string) string {
	t := dateTime.FindString(s)
	if t == "" {
		t = dateHour.FindString(s)
	}
	if t == "" {
		return s
	}
	s = strings.TrimLeft(s[len(t):], " ")
	if zone := dateZone.FindString(s); zone != "" {
		s = s[len(zone):]
	}
	return strings.TrimLeft(s, " ,|")
}

// fieldLayouts are the forms of time that writtenAt does not cover.
var fieldLayouts = []string{time.ANSIC, time.UnixDate, time.RubyDate}

// fieldDate reads the date field of a record or side-car.
func fieldDate(s string) (written, bool) {
	if w, n := writtenAt(s, dateForms); n > 0 && w.full().Valid() {
		w.ambiguous = w.ambiguous && !usClock.MatchString(s)
		return w, true
	}
	if w, _, ok := headerDate(s); ok {
		return w, true
	}
	for _, layout := range fieldLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return written{year: t.Year(), month: t.Month(), day: t.Day()}, true
		}
	}
	return written{}, false
}

var (
	urlDate  = regexp.MustCompile(`[/=_-]((?:19|20)\d\d)[/_-]?(\d\d?|[A-Za-z]{3})[/_-]?(\d\d?)(?:[^\d]|$)`)
	nameDate = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:\D|$)`)
)

// dateIn reads a date of digits in a URL or file name; the zero Day for none.
func dateIn(s string, re *regexp.Regexp) calendar.Day {
	m := re.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	w := written{month: monthOf(m[2])}
	w.year, _ = strconv.Atoi(m[1])
	if n, err := strconv.Atoi(m[2]); err == nil {
		w.month = time.Month(n)
	}
	w.day, _ = strconv.Atoi(m[3])
	return w.full()
}
