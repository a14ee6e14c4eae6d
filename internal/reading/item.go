package reading

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// item makes the document of a text and of what its record or side-car tells.
// from says which of the two that is.
func (r *reader) item(path, name string, number int, d decoded, told fields, from document.DateFrom) Item {
	text := d.text
	doc := &document.Document{
		ID: document.IDOf(text), File: name, Title: told.title, URL: told.url, Outlet: told.outlet,
		Language: r.language(told.language), Text: text,
	}
	l := readLead(text, told.title)
	t := readTail(text, l.body)
	doc.Body = document.Span{Start: l.body, End: t.body}
	if doc.Title == "" {
		doc.Title = l.title
	}
	doc.Credits = append(l.credits, t.credits...)
	for _, outlet := range []string{l.outlet, t.outlet, outletOf(told.source)} {
		if doc.Outlet == "" {
			doc.Outlet = outlet
		}
	}
	it := Item{Doc: doc, File: path, Line: number, Encoding: d.encoding}
	it.Diagnostics = append(it.Diagnostics, d.diagnostics...)
	it.Diagnostics = append(it.Diagnostics, told.diagnostics...)
	r.date(&it, l, told, from)
	return it
}

// maxSourceName is the longest "source" that is taken for the name of an
// outlet; longer ones tell where a copy was found.
const maxSourceName = 60

// outletOf takes a "source" that is a name.
func outletOf(source string) string {
	if len(source) > maxSourceName || strings.ContainsAny(source, "/:;()\n") || source == strings.ToLower(source) {
		return ""
	}
	return source
}

// language gives the ISO 639-1 code of a language field ("en-GB", "eng",
// "EN"), or the default.
func (r *reader) language(field string) string {
	if field == "" {
		return r.opt.Language
	}
	tag, err := language.Parse(field)
	if err != nil {
		return r.opt.Language
	}
	base, _ := tag.Base()
	return base.String()
}

// date finds the date of a report and notes what is odd about it.
func (r *reader) date(it *Item, l lead, told fields, from document.DateFrom) {
	doc := it.Doc
	note := func(code string, at document.Span, form string, args ...any) {
		it.Diagnostics = append(it.Diagnostics, claim.Diagnostic{Code: code, Span: at, Message: fmt.Sprintf(form, args...)})
	}
	var looked []string
	set := func(d calendar.Day, from document.DateFrom) {
		if !doc.Date.Valid() && d.Valid() {
			doc.Date, doc.DateFrom = d, from
		}
	}
	check := func(w written, at document.Span) {
		if w.ambiguous {
			note("ambiguous-date", at, "day and month of the date cannot be told apart: read as month/day, %s; give --date if that is wrong", w.full())
		}
		if day := w.full(); w.weekday != "" && day.Valid() && !strings.EqualFold(day.Weekday().String()[:3], w.weekday) {
			note("weekday", at, "the date %s is a %s, not the weekday written", day, day.Weekday())
		}
	}
	set(r.opt.Date, document.DateGiven)
	record := "the record's field \"date\""
	urlFrom := from
	if from == document.DateFile {
		record = "the side-car's key \"date\""
	}
	looked = append(looked, record)
	if told.date != "" {
		w, ok := fieldDate(told.date)
		if !ok {
			note("bad-date", document.Span{}, "%s cannot be read as a day: %q: want 2021-10-05", record, short(told.date))
		} else if !doc.Date.Valid() {
			check(w, document.Span{})
		}
		set(w.full(), from)
	}
	byURL := dateIn(told.url, urlDate)
	var byName calendar.Day
	if from == document.DateFile && it.File != "-" {
		byName = dateIn(filepath.Base(it.File), nameDate)
	}
	header := l.date.full()
	if header.Valid() {
		if l.date.ambiguous {
			l.date = settle(l.date, doc.Date, byURL, byName)
			header = l.date.full()
		}
		if !doc.Date.Valid() {
			check(l.date, l.dateSpan)
		} else if doc.DateFrom != document.DateGiven && distance(header, doc.Date) > 1 {
			note("date-differs", l.dateSpan, "the date line says %s, but %s says %s, which was taken", header, record, doc.Date)
		}
	}
	set(header, document.DateHeader)
	looked = append(looked, "a date line", "the dateline")
	year := byURL
	if !year.Valid() {
		year = byName
	}
	switch {
	case l.dateline.month == 0:
	case l.dateline.year != 0:
		set(l.dateline.full(), document.DateDateline)
	case year.Valid():
		set(l.dateline.nearest(year), document.DateDateline)
	case !doc.Date.Valid():
		note("no-year", l.lineSpan, "the dateline gives a day without a year, and nothing else tells the year; give --date 2021-10-05")
	}
	looked = append(looked, "the URL")
	if from == document.DateFile {
		looked = append(looked, "the file name")
	}
	set(byURL, urlFrom)
	set(byName, document.DateFile)
	if !doc.Date.Valid() {
		note("no-date", document.Span{}, "no date of publication: looked in %s; give --date 2021-10-05", strings.Join(looked, ", "))
	}
}

// settle takes the reading of an ambiguous date that another source of dates
// agrees with, if one does.
func settle(w written, others ...calendar.Day) written {
	swapped := w
	swapped.month, swapped.day = time.Month(w.day), int(w.month)
	for _, other := range others {
		switch {
		case !other.Valid():
		case distance(w.full(), other) <= 1:
			w.ambiguous = false
			return w
		case distance(swapped.full(), other) <= 1:
			swapped.ambiguous = false
			return swapped
		}
	}
	return w
}
