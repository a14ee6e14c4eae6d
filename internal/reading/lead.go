package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/document"
)

// lead is what the lines above the body tell: title, date, byline, letterhead;
// and the dateline with which the body begins.
type lead struct {
	body      int // where the body begins, in bytes
	title     string
	date      written
	dateSpan  document.Span // of the date line; zero for none
	updated   bool          // the date line is that of a change
	dateline  written       // month 0 for none
	lineSpan  document.Span // of the dateline
	outlet    string
	credits   []string
	hasByline bool
}

// mostLead is how many lines may stand above the body.
const mostLead = 12

// readLead reads the lines above the body. title is the title known from
// outside, "" for none.
func readLead(text, title string) lead {
	l := lead{title: title}
	at := nextLine(text, 0)
	for n := 0; n < mostLead && at.Start < len(text); n++ {
		line := strings.TrimSpace(text[at.Start:at.End])
		if !l.take(text, line, at) {
			break
		}
		at = nextLine(text, at.End)
	}
	l.body = at.Start
	if l.body >= len(text) {
		l.body = 0 // a report of nothing but head lines is its own body
	}
	l.readDateline(text)
	return l
}

// take takes a line that stands above the body, and reports whether it did.
func (l *lead) take(text, line string, at document.Span) bool {
	if w, updated, ok := headerDate(line); ok {
		// A date of publication goes before the date of a change.
		if l.date.year == 0 || l.updated && !updated {
			l.date, l.dateSpan, l.updated = w, at, updated
		}
		return true
	}
	if names, date, ok := byline(line); ok {
		l.credits, l.hasByline = append(l.credits, names...), true
		if l.date.year == 0 && date.year != 0 {
			l.date, l.dateSpan = date, at
		}
		return true
	}
	if letterhead.MatchString(line) {
		if l.outlet == "" && !noOutlet.MatchString(line) {
			l.outlet = line
		}
		return true
	}
	if l.title != "" && sameWords(line, l.title) {
		return true
	}
	if !l.hasByline && l.title == "" && isHeading(text, line, at) {
		l.title = line
		return true
	}
	return false
}

// nextLine finds the next line that is not blank, from a byte on. The span
// leaves the line end out; at the end of the text it is empty.
func nextLine(text string, from int) document.Span {
	for i := from; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		end := strings.IndexAny(text[i:], "\n\r")
		if end < 0 {
			end = len(text) - i
		}
		return document.Span{Start: i, End: i + end}
	}
	return document.Span{Start: len(text), End: len(text)}
}

var (
	bylineForm = regexp.MustCompile(`^(?:By|BY)\s+(\p{Lu}.{2,120})$`)
	staffForm  = regexp.MustCompile(`^(?:[\p{Lu}][\p{L}.&'’-]*\s){0,4}(?:Report|Reports|Desk|Staff|Bureau|Monitoring|Monitor|Correspondent|Reporter|Web Desk|Agencies)$`)
	letterhead = regexp.MustCompile(`^(?:(?:Office|Ministry|Department|Embassy|Bureau|Permanent Mission|Government|Press Office|Press Service|Press Department) (?:of|for) [\p{Lu}t][^.!?]{2,80}|(?i:press release|press statement|media note|for immediate release|media release|readout)[:.]?)$`)
	noOutlet   = regexp.MustCompile(`(?i)^(?:press|media|for immediate|readout)`)
)

// byline reads "By NAME and NAME", "By NAME, AGENCY | 5 October 2021", and the
// signatures of desks ("F.P. Report").
func byline(line string) (names []string, date written, ok bool) {
	if len(line) > 160 {
		return nil, date, false
	}
	if staffForm.MatchString(line) && strings.Contains(line, " ") {
		return []string{line}, date, true
	}
	m := bylineForm.FindStringSubmatch(line)
	if m == nil {
		return nil, date, false
	}
	who := m[1]
	for _, mark := range []string{" | ", " - ", " – ", " — ", " • ", ", "} {
		for from := 0; ; {
			at := strings.Index(who[from:], mark)
			if at < 0 {
				break
			}
			if w, _, is := headerDate(who[from+at+len(mark):]); is {
				date, who = w, who[:from+at]
				break
			}
			from += at + len(mark)
		}
	}
	if strings.ContainsAny(who, ".!?:;\"“") && !initials.MatchString(who) {
		return nil, date, false
	}
	names = splitNames(who)
	return names, date, len(names) > 0
}

var initials = regexp.MustCompile(`^[^.!?:;"“]*(?:\b\p{Lu}\.[^.!?:;"“]*)+$`)

// isHeading reports whether a first line is clearly a headline: short, without
// the marks of a sentence, and a paragraph of running text below it. A broken
// copy may begin with half a sentence, so that one in small letters must not
// begin like a sentence.
func isHeading(text, line string, at document.Span) bool {
	words := strings.Fields(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "\"'“‘"))
	switch {
	case len(words) < 3 || len(words) > 22 || len(line) > 160:
		return false
	case strings.ContainsRune(".!,;:–—-…", last) || strings.Contains(line, ". "):
		return false
	case !unicode.IsUpper(first) && !unicode.IsDigit(first):
		return false
	case placeAgency.MatchString(line) || bareAgency.MatchString(line):
		return false // a dateline on a line of its own
	case !inTitleCase(words) && sentenceOpeners[strings.ToLower(words[0])]:
		return false
	}
	below := nextLine(text, at.End)
	next := strings.TrimSpace(text[below.Start:below.End])
	if _, _, ok := headerDate(next); ok {
		return true
	}
	if _, _, ok := byline(next); ok {
		return true
	}
	gap := text[at.End:below.Start]
	blank := strings.Count(gap, "\n") >= 2 || strings.Count(gap, "\r") >= 2 && !strings.Contains(gap, "\n")
	return blank && len(next) > len(line) && strings.ContainsAny(next, ".!?")
}

var sentenceOpeners = wordSet(`the a an in on at as for from to it he she they we i you his her their this that these those there when while after before but and or
	with by if since although according one some many both`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// inTitleCase reports whether most of the longer words have capitals.
func inTitleCase(words []string) bool {
	long, upper := 0, 0
	for _, w := range words {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'“‘(")); unicode.IsUpper(r) || unicode.IsDigit(r) {
			upper++
		}
	}
	return long >= 2 && upper*10 >= long*8
}

// sameWords compares a line with a title, whatever its blanks and case.
func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

const (
	capsPlace  = `\p{Lu}[\p{Lu}.'’/-]+(?: \p{Lu}[\p{Lu}.'’-]+){0,3}(?:, ?\p{Lu}[\p{L}. ]{1,25})?`
	mixedPlace = `\p{Lu}[\p{L}.'’/-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}(?:, ?\p{Lu}[\p{L}. ]{1,25})?`
	agency     = `(?:\((\p{Lu}[\p{L}.&' /-]{1,30})\)|/(\p{Lu}[\p{L} .-]{2,30})/)`
	dash       = `(?:--?|–|—|―|:|_)`
)

var (
	bareAgency   = regexp.MustCompile(`^` + agency + `\s*` + dash + `?\s*`)
	placeOnly    = regexp.MustCompile(`^(?:` + mixedPlace + `),?\s+$`)
	agencyDash   = regexp.MustCompile(`^,?\s*` + agency + `\s*` + dash + `?\s*`)
	onlyDash     = regexp.MustCompile(`^\s*` + dash + `\s`)
	placeAgency  = regexp.MustCompile(`^(?:` + mixedPlace + `)\s+` + agency + `\s*(` + dash + `?)\s*`)
	capsDateline = regexp.MustCompile(`^(?:` + capsPlace + `)\s*` + dash + `\s`)
)

// readDateline reads "PARIS, Oct 5 (Reuters) -" and its kin at the start of
// the body. The dateline stays in the body.
func (l *lead) readDateline(text string) {
	const longest = 120
	line := nextLine(text, l.body)
	s := text[line.Start:min(line.End, line.Start+longest)]
	set := func(n int, outlet ...string) {
		l.lineSpan = document.Span{Start: line.Start, End: line.Start + n}
		for _, o := range outlet {
			if o != "" && l.outlet == "" && looksLikeAgency(o) {
				l.outlet = strings.TrimSpace(o)
			}
		}
	}
	if m := bareAgency.FindStringSubmatch(s); m != nil {
		if looksLikeAgency(m[1] + m[2]) {
			set(len(m[0]), m[1], m[2])
		}
		return
	}
	// A comma may belong to the place (WASHINGTON, D.C., Oct 5), so the date is
	// tried after each.
	for _, from := range placeEnds(s) {
		w, n := writtenAt(s[from:], dateForms)
		if n == 0 {
			w, n = writtenAt(s[from:], yearless)
		}
		if n == 0 {
			continue
		}
		rest := s[from+n:]
		if m := agencyDash.FindStringSubmatch(rest); m != nil {
			l.dateline = w
			set(from+n+len(m[0]), m[1], m[2])
		} else if m := onlyDash.FindString(rest); m != "" {
			l.dateline = w
			set(from + n + len(m))
		}
		return
	}
	if m := placeAgency.FindStringSubmatch(s); m != nil && (m[3] != "" || agencies[strings.ToLower(m[1]+m[2])]) {
		set(len(m[0]), m[1], m[2])
		return
	}
	if m := capsDateline.FindString(s); m != "" {
		set(len(m))
	}
}

// placeEnds gives the bytes at which the date of a dateline may begin: those
// behind what can be a place.
func placeEnds(s string) []int {
	const far = 60
	var ends []int
	for i := 3; i+1 < len(s) && i < far; i++ {
		if s[i] != ' ' {
			continue
		}
		digit := s[i+1] >= '0' && s[i+1] <= '9'
		upper := s[i+1] >= 'A' && s[i+1] <= 'Z'
		if (digit || upper) && placeOnly.MatchString(s[:i+1]) {
			ends = append(ends, i+1)
		}
	}
	return ends
}
