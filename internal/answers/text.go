package answers

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
)

// Style says how an answer is written for people. The zero value is 80
// columns, without escape codes, everything shown.
type Style struct {
	Width int  // columns; 0 means 80
	ANSI  bool // bold headings, and underlined instead of «» words
	Limit int  // lines shown of each list; 0 means all
}

// longestQuote is how many characters of a record's words a brief shows; show
// gives them all.
const longestQuote = 300

// Text gives the brief for people to read.
func (b *Brief) Text(style Style) string {
	p := printer{style: style}
	p.heading(fmt.Sprintf("%s and %s, as of %s", b.A.Label(), b.B.Label(), b.On))
	if b.Newest {
		p.para(0, 0, "That is the day of the newest report in the ledger; --on DATE asks for another.")
	}
	window := "up to that day"
	if b.Since.Valid() {
		window = "from " + b.Since.String() + " to that day"
	}
	if b.Reports == 0 {
		p.para(0, 0, "No report "+window+" has anything between the two.")
		return p.String()
	}
	p.para(0, 0, fmt.Sprintf("%s from %s of %s. Only reports %s are used. Words between « and » are the report's own; [ID] opens with: entente show ID",
		count(b.Records, "record"), count(b.Reports, "report"), span(calendar.Interval{From: b.First.Day, To: b.Last.Day}), window))
	p.section("Contacts, newest first", b.Contacts, contactHead)
	p.section("Said by "+b.A.Label()+" to or about "+b.B.Label(), b.ASaid, statementHead)
	p.section("Said by "+b.B.Label()+" to or about "+b.A.Label(), b.BSaid, statementHead)
	p.section("Said by both together", b.BothSaid, statementHead)
	p.section("Done", b.Done, eventHead)
	p.section("Promised: the due day is past", b.Promised.Overdue, commitmentHead)
	p.section(fmt.Sprintf("Promised: due within %d days", DueSoon), b.Promised.DueSoon, commitmentHead)
	p.section("Promised: due later", b.Promised.Later, commitmentHead)
	p.section("Promised: no day told", b.Promised.Undated, commitmentHead)
	if len(b.Topics) > 0 {
		p.heading("Topics of both")
		n := len(b.Topics)
		if p.style.Limit > 0 {
			n = min(n, p.style.Limit)
		}
		for _, t := range b.Topics[:n] {
			p.para(2, 4, fmt.Sprintf("%s: %s %d (%s), %s %d (%s)", t.Topic, b.A.Label(), len(t.A), someIDs(t.A), b.B.Label(), len(t.B), someIDs(t.B)))
		}
		p.more(len(b.Topics) - n)
	}
	p.section("Not facts: planned, proposed, threatened or hypothetical", b.Apart.Planned, eventHead)
	p.section("Not facts: denied, or said not to have happened", b.Apart.Denied, eventHead)
	p.section("Not facts: told only as somebody's claim", b.Apart.Alleged, eventHead)
	return p.String()
}

func someIDs[T ~string](ids []T) string {
	const most = 3
	var out []string
	for _, id := range ids[:min(most, len(ids))] {
		out = append(out, string(id))
	}
	if len(ids) > most {
		out = append(out, "...")
	}
	return strings.Join(out, ", ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// when words a line's time; a line without one has that of its report.
func when(l *Line) string {
	if l.Time.None() {
		return "reported " + l.Evidence.Date.String()
	}
	return span(l.Time.Interval)
}

func span(i calendar.Interval) string {
	switch {
	case i.None():
		return "no day told"
	case i.From == i.To:
		return i.From.String()
	case i.From == 0:
		return "by " + i.To.String()
	case i.To == 0:
		return "from " + i.From.String()
	}
	return i.From.String() + " to " + i.To.String()
}

func contactHead(l *Line) string {
	return join(when(l)+"  "+strings.TrimSpace(l.Status+" "+l.Mode)+": "+fromTo(l), how(l), place(l), background(l), likelihood(l))
}

func statementHead(l *Line) string {
	who := people(l.By)
	if len(l.To) > 0 {
		who += " to " + people(l.To)
	}
	manner := strings.TrimPrefix(l.Type+", "+l.Standing, ", ")
	return join(when(l)+"  "+who, strings.TrimSuffix(manner, ", "), strings.Join(l.Topics, ", "), likelihood(l))
}

func eventHead(l *Line) string {
	return join(when(l)+"  "+strings.TrimSpace(l.Type+" "+l.Mode)+": "+fromTo(l), l.Status, place(l), background(l), likelihood(l))
}

func commitmentHead(l *Line) string {
	due := when(l)
	if !l.Time.None() {
		due = "due " + due
	}
	condition := ""
	if l.Condition != "" {
		condition = "condition: «" + l.Condition + "»"
	}
	return join(due+"  "+l.Type+": "+fromTo(l), condition, strings.Join(l.Topics, ", "), likelihood(l))
}

// fromTo names who acts and, where they are others, to whom.
func fromTo(l *Line) string {
	by, to := people(l.By), people(l.To)
	if len(l.To) == 0 || by == to {
		return by
	}
	return by + " → " + to
}

// how is the form of a meeting, unless the mode has told it.
func how(l *Line) string {
	if l.How == l.Mode {
		return ""
	}
	return l.How
}

// people names parties: the country beside the name of a person or organ, and
// their sector where it is not the government.
func people(actors []Actor) string {
	var out []string
	for _, a := range actors {
		label := a.Label()
		var marks []string
		if a.Country != "" && a.Country != label && (a.ID == "" || strings.Contains(string(a.ID), "/")) {
			marks = append(marks, a.Country)
		}
		if a.Sector != "" && a.Sector != "GOV" {
			marks = append(marks, a.Sector)
		}
		if len(marks) > 0 {
			label += " (" + strings.Join(marks, ", ") + ")"
		}
		if label == "" {
			label = "somebody"
		}
		if !slices.Contains(out, label) {
			out = append(out, label)
		}
	}
	if len(out) == 0 {
		return "somebody"
	}
	return strings.Join(out, ", ")
}

func place(l *Line) string { return l.Place }

func background(l *Line) string {
	if l.Background {
		return "background"
	}
	return ""
}

// likelihood warns of records that are as likely wrong as right.
func likelihood(l *Line) string {
	if l.Confidence > 0 && l.Confidence < 0.5 {
		return fmt.Sprintf("unsure (%.0f %%)", 100*l.Confidence)
	}
	return ""
}

func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
}

// printer writes wrapped paragraphs and lists.
type printer struct {
	strings.Builder
	style Style
}

func (p *printer) heading(s string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	s = clean(s)
	if p.style.ANSI {
		s = "\x1b[1m" + s + "\x1b[0m"
	}
	p.WriteString(s + "\n")
}

func (p *printer) section(title string, lines []Line, head func(*Line) string) {
	if len(lines) == 0 {
		return
	}
	p.heading(title)
	n := len(lines)
	if p.style.Limit > 0 {
		n = min(n, p.style.Limit)
	}
	for i := range lines[:n] {
		l := &lines[i]
		p.para(2, 4, head(l))
		if l.Note != "" {
			p.para(4, 4, "Note: "+l.Note)
		}
		if l.Evidence.Words != "" {
			p.para(4, 5, quote(l.Evidence.Words))
		}
		p.para(4, 5, source(l))
	}
	p.more(len(lines) - n)
}

func (p *printer) more(n int) {
	if n > 0 {
		p.para(2, 4, fmt.Sprintf("and %d more: --limit 0 shows all", n))
	}
}

func quote(words string) string {
	words = clean(words)
	if utf8.RuneCountInString(words) <= longestQuote {
		return "«" + words + "»"
	}
	cut := string([]rune(words)[:longestQuote])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return "«" + cut + "» [...]"
}

func source(l *Line) string {
	e := &l.Evidence
	title := e.Title
	if title == "" {
		title = e.File
	}
	s := "[" + string(l.ID) + "] " + strings.Join(slices.DeleteFunc([]string{e.Date.String(), e.Outlet, title},
		func(s string) bool { return s == "" }), ", ")
	if len(l.Also) > 0 {
		s += "; also " + someIDs(l.Also)
	}
	return s
}

// para writes a paragraph, its first line indented by first columns and the
// others by rest. A word longer than a line stands alone on one.
func (p *printer) para(first, rest int, s string) {
	p.WriteString(strings.Repeat(" ", first))
	p.wrap(first, rest, s)
}

// field writes a named value, wrapped beside its name.
func (p *printer) field(name, value string) {
	const column = 14
	p.WriteString("  " + name + strings.Repeat(" ", max(1, column-2-len(name))))
	p.wrap(max(column, len(name)+3), column, value)
}

// wrap writes the words of s from column col on, further lines indented.
func (p *printer) wrap(col, indent int, s string) {
	width := p.style.Width
	if width <= 0 {
		width = 80
	}
	for i, word := range strings.Fields(clean(s)) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case col+1+n > width:
			p.WriteString("\n" + strings.Repeat(" ", indent))
			col = indent
		default:
			p.WriteByte(' ')
			col++
		}
		p.WriteString(word)
		col += n
	}
	p.WriteByte('\n')
}

// clean makes text from outside safe to print on one line: spaces for line
// ends, and nothing that could command a terminal or turn the direction of
// writing.
func clean(s string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s), func(r rune) bool { return r == ' ' }), " ")
}
