// Package export writes the events of readings in the formats of the field:
// PLOVER's JSON, tables like GDELT's, and CSV and JSON lines for R and pandas.
// It is pure: readings in, bytes out, sorted, the same bytes for the same
// readings in any order. docs/exports.md documents every column.
//
// Every row points at the words it rests on: report, offsets in Unicode code
// points, the words themselves.
package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/world"
)

// Report is a reading to export.
type Report struct {
	Reading *claim.Reading
	Learned calendar.Day // when a ledger took it in; zero where it comes from none
}

// Query says which events are wanted. The zero value wants those that are told
// as done or going on, whoever takes part and whenever.
type Query struct {
	Since, Until calendar.Day    // days of the event, or of its report where it has none; zero: no bound
	Sides        []answers.Side  // who must take part, each of them
	Types        []claim.Type    // PLOVER types of the act; none: all
	Realities    []claim.Reality // none: occurred and ongoing
	All          bool            // of every reality
	Least        float64         // confidence that an event must have, 0..1
}

// Event is one event to export, with all that the formats need of it.
type Event struct {
	*claim.Event
	Doc     *document.Document
	Run     claim.Run
	Learned calendar.Day
	ID      ledger.RecordID
	Root    claim.Type    // the type in PLOVER's own coding: a planned CONSULT is AGREE
	Day     calendar.Day  // the day that it is put under: the first of its date, or the last of one that is open before; zero where not told
	Words   document.Span // of the first mention: all from its first word to its last, in bytes of Doc.Text
	Where   Geo
	Pairs   []Pair

	place int // among the records of its report
	start int // Words in code points
	end   int
}

// Select gives the events of reports that a query wants, in the order of their
// days, undated ones last, then of their reports' days and IDs, and of the
// text. A report that is given twice counts once.
func Select(reports []Report, q Query, w *world.Table) []Event {
	ids := make([]document.ID, 0, len(reports))
	for _, r := range reports {
		ids = append(ids, r.Reading.Document.ID)
	}
	digits := digitsOf(ids)
	seen := map[document.ID]bool{}
	var out []Event
	for _, r := range sorted(reports) {
		doc := r.Reading.Document
		if seen[doc.ID] {
			continue
		}
		seen[doc.ID] = true
		at := document.NewCodePoints(doc.Text)
		countries := countriesOf(w, r.Reading)
		for i := range r.Reading.Events {
			e := &r.Reading.Events[i]
			x := Event{Event: e, Doc: doc, Run: r.Reading.Run, Learned: r.Learned, ID: ledger.IDOf(doc.ID, digits[doc.ID], e.ID),
				Root: claim.PloverType(e.Type, e.Reality), Day: dayOf(e.Date), place: i}
			if !q.wants(&x) {
				continue
			}
			if words := e.Words(); len(words) > 0 {
				x.Words = words[0]
				for _, s := range words[1:] {
					x.Words = x.Words.Join(s)
				}
			}
			x.start, x.end = at.Of(x.Words.Start), at.Of(x.Words.End)
			x.Where = geoOf(w, e, countries)
			x.Pairs = pairsOf(w, e)
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b Event) int {
		if c := cmp.Compare(undatedLast(a.Day), undatedLast(b.Day)); c != 0 {
			return c
		}
		if c := cmp.Compare(a.Doc.Date, b.Doc.Date); c != 0 {
			return c
		}
		if c := cmp.Compare(a.Doc.ID, b.Doc.ID); c != 0 {
			return c
		}
		return a.place - b.place
	})
	return out
}

// LeftOut counts the events that a query would want but for their reality.
func LeftOut(reports []Report, q Query) map[claim.Reality]int {
	out, seen := map[claim.Reality]int{}, map[document.ID]bool{}
	any := q
	any.All = true
	for _, r := range sorted(reports) {
		if doc := r.Reading.Document; !seen[doc.ID] {
			seen[doc.ID] = true
			for i := range r.Reading.Events {
				if e := (&Event{Event: &r.Reading.Events[i], Doc: doc}); any.wants(e) && !q.wants(e) {
					out[e.Reality]++
				}
			}
		}
	}
	return out
}

// sorted orders reports, so that of two readings of one text always the same
// one is taken: that which was learned last, then by its JSON.
func sorted(reports []Report) []Report {
	out := slices.Clone(reports)
	var encoded map[*claim.Reading]string
	text := func(r *claim.Reading) string {
		if encoded == nil {
			encoded = map[*claim.Reading]string{}
		}
		if _, ok := encoded[r]; !ok {
			encoded[r] = string(claim.Encode(r, false))
		}
		return encoded[r]
	}
	slices.SortStableFunc(out, func(a, b Report) int {
		if c := cmp.Compare(a.Reading.Document.ID, b.Reading.Document.ID); c != 0 {
			return c
		}
		if c := cmp.Compare(b.Learned, a.Learned); c != 0 {
			return c
		}
		return cmp.Compare(text(a.Reading), text(b.Reading))
	})
	return out
}

// digitsOf gives how many digits of each ID tell it from the others.
func digitsOf(ids []document.ID) map[document.ID]int {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	out := make(map[document.ID]int, len(ids))
	for i, id := range ids {
		out[id] = ledger.Digits(id, ids[max(i-1, 0):min(i+2, len(ids))]...)
	}
	return out
}

func undatedLast(d calendar.Day) calendar.Day {
	if !d.Valid() {
		return 1 << 30
	}
	return d
}

// dayOf is the day that an event is put under.
func dayOf(i calendar.Interval) calendar.Day {
	if i.From.Valid() {
		return i.From
	}
	return i.To
}

func (q *Query) wants(e *Event) bool {
	switch {
	case q.All:
	case len(q.Realities) > 0:
		if !slices.Contains(q.Realities, e.Reality) {
			return false
		}
	case !e.Reality.Happened():
		return false
	}
	from, to := e.Date.From, e.Date.To
	if e.Date.None() {
		from, to = e.Doc.Date, e.Doc.Date
	}
	if q.Since.Valid() && to.Valid() && to < q.Since || q.Until.Valid() && (from > q.Until || !from.Valid() && to > q.Until) {
		return false
	}
	if (q.Since.Valid() || q.Until.Valid()) && !from.Valid() && !to.Valid() {
		return false // nobody knows when
	}
	if len(q.Types) > 0 && !slices.Contains(q.Types, e.Type) || e.Confidence < q.Least {
		return false
	}
	for _, side := range q.Sides {
		if !slices.ContainsFunc(e.Actors, side.Has) && !slices.ContainsFunc(e.Recipients, side.Has) {
			return false
		}
	}
	return true
}

// Side is all parties of an event that are of one country and sector, on one
// side of it: two ministers of a country are one side.
type Side struct {
	Parties []claim.Party
	Country string // PLOVER's code: ISO alpha-3, KOS, EUR, IGO, NGO, UNO, ...; "" where not known
	ISO3    string // ISO alpha-3; "" where it is no country
	COW, GW string // Correlates of War and Gleditsch-Ward numbers; "" for none
	Sector  string // PLOVER sector; "" where not known
}

// Names joins the names of the parties.
func (s Side) Names() string {
	return joined(s.Parties, func(p claim.Party) string { return cmp.Or(p.Name, p.Text, p.Country) })
}

// IDs joins the IDs of the parties that were resolved.
func (s Side) IDs() string {
	return joined(s.Parties, func(p claim.Party) string { return string(p.Actor) })
}

// key tells sides apart across reports.
func (s Side) key() string {
	if s.Country != "" {
		return s.Country + " " + s.Sector
	}
	return strings.ToLower(s.Names())
}

func joined(parties []claim.Party, f func(claim.Party) string) string {
	var out []string
	for _, p := range parties {
		if s := strings.Join(strings.Fields(f(p)), " "); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// Pair is one ordered pair of sides of an event: who did it, and to whom.
// Either may be nobody.
type Pair struct {
	Actor, Recipient Side
	Mutual           bool // both did it together: there is a pair the other way round
}

// mutual are the types of which an event with several actors and no recipients
// is one between the actors: meetings, joint acts, agreements and treaties, and
// fighting.
var mutual = []claim.Type{claim.Agree, claim.Consult, claim.Support, claim.Cooperate, claim.Assault}

// pairsOf gives the ordered pairs of an event, at least one: each side of its
// actors with each side of its recipients; where it has no recipients, its
// actors with each other if they did it together, else each with nobody.
func pairsOf(w *world.Table, e *claim.Event) []Pair {
	actors, recipients := sidesOf(w, e.Actors), sidesOf(w, e.Recipients)
	var out []Pair
	switch {
	case len(recipients) > 0:
		if len(actors) == 0 {
			actors = []Side{{}}
		}
		for _, a := range actors {
			for _, r := range recipients {
				out = append(out, Pair{a, r, false})
			}
		}
	case len(actors) > 1 && slices.Contains(mutual, e.Type):
		for i, a := range actors {
			for j, r := range actors {
				if i != j {
					out = append(out, Pair{a, r, true})
				}
			}
		}
	case len(actors) > 0:
		for _, a := range actors {
			out = append(out, Pair{a, Side{}, false})
		}
	default:
		out = []Pair{{}}
	}
	return out
}

// sidesOf groups parties by country and sector, in the order of the event.
func sidesOf(w *world.Table, parties []claim.Party) []Side {
	var out []Side
	for _, p := range parties {
		s := Side{Parties: []claim.Party{p}, Country: p.Country, Sector: p.Sector}
		if c := w.Country(p.Country); c != nil {
			s.Country, s.COW, s.GW = cmp.Or(c.Plover, p.Country), c.COW, c.GW
			if c.ISO3 != "EUU" {
				s.ISO3 = c.ISO3
			}
		}
		if k := slices.IndexFunc(out, func(o Side) bool { return o.key() == s.key() }); k >= 0 {
			out[k].Parties = append(out[k].Parties, p)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// Happening is what several reports may tell as one: the events of one day,
// type and pair of sides. Within one report events stay apart.
type Happening struct {
	Key      string // the same for all of them: 12 hexadecimal digits
	Events   []*Event
	Pair     Pair // of the first
	N        int  // the pair's number in the first event
	Mentions int  // in all reports
	Articles int  // reports, those counted once that tell it in the same words
	Sources  int  // their outlets; a report without one counts as an outlet
}

// Happenings joins events across reports; undated events are never joined.
// They come in the order of their first events and pairs.
func Happenings(events []Event) []*Happening {
	index := map[string]*Happening{}
	var out []*Happening
	for i, keys := range keysOf(events) {
		e := &events[i]
		for n, key := range keys {
			h := index[key]
			if h == nil {
				h = &Happening{Key: key, Pair: e.Pairs[n], N: n}
				index[key] = h
				out = append(out, h)
			}
			h.Events = append(h.Events, e)
		}
	}
	for _, h := range out {
		said, outlets := map[string]bool{}, map[string]bool{}
		for _, e := range h.Events {
			h.Mentions += max(1, len(e.Mentions))
			if words := letters(e.Doc.Slice(e.Words)); !said[words] || words == "" {
				said[words] = true
				h.Articles++
				outlets[cmp.Or(strings.ToLower(e.Doc.Outlet), string(e.Doc.ID))] = true
			}
		}
		h.Sources = len(outlets)
	}
	return out
}

// keysOf gives, for each event, what each of its pairs shares with the same
// happening in other reports: day, type, reality, both sides, and how many
// alike its own report has told before.
func keysOf(events []Event) [][]string {
	told := map[string]int{} // by report and key
	out := make([][]string, len(events))
	for i := range events {
		e := &events[i]
		for n, p := range e.Pairs {
			key := fmt.Sprintf("%s %d", e.ID, n)
			if e.Day.Valid() {
				key = strings.Join([]string{e.Day.String(), string(e.Type), string(e.Reality), p.Actor.key(), p.Recipient.key()}, "|")
				own := string(e.Doc.ID) + "|" + key
				if told[own]++; told[own] > 1 {
					key += fmt.Sprintf("|%d", told[own])
				}
			}
			out[i] = append(out[i], short(key))
		}
	}
	return out
}

// short is a name of 12 hexadecimal digits for a key.
func short(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:6])
}

// letters keeps the letters and digits of words, small, to tell copies.
func letters(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, words)
}

// models lists what read a report: "events=1a2b3c4d language=...".
func models(run claim.Run) string {
	var out []string
	for room, print := range run.Models {
		out = append(out, room+"="+print)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// line folds white space, for formats whose cells are one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
