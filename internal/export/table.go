package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
)

// Columns are those of CSV and JSON lines, in their order.
var Columns = []string{"row_id", "event_id", "event_key", "event_date", "event_date_end", "date_stated",
	"root", "act", "mode", "contexts", "quad_code", "event_scale", "cameo", "goldstein", "reality", "background", "mutual", "confidence",
	"actor1", "actor1_id", "country1", "iso3c1", "ccode1", "gwcode1", "sector1",
	"actor2", "actor2_id", "country2", "iso3c2", "ccode2", "gwcode2", "sector2",
	"place", "place_iso3c", "lat", "lon", "mentions",
	"report_id", "report_date", "outlet", "title", "url", "file", "start", "end", "words", "entente", "models"}

// row gives the values of Columns for one pair: strings, ints, float64s,
// bools, and nil for what is not told.
func (e *Event) row(n int, key string) []any {
	p := e.Pairs[n]
	from, to := e.Date.From, e.Date.To
	var lat, lon any
	if e.Where.Point {
		lat, lon = e.Where.Lat, e.Where.Lon
	}
	out := []any{fmt.Sprintf("%s.%d", e.ID, n+1), string(e.ID), key, day(from), day(to), e.Stated,
		string(e.Root), string(e.Type), str(e.Mode), str(strings.Join(e.Contexts, "; ")), claim.Quad(e.Root), Scale(e.Root, e.Mode),
		str(e.Cameo), e.Goldstein, string(e.Reality), e.Background, p.Mutual, e.Confidence}
	for _, s := range [2]Side{p.Actor, p.Recipient} {
		out = append(out, str(s.Names()), str(s.IDs()), str(s.Country), str(s.ISO3), number(s.COW), number(s.GW), str(s.Sector))
	}
	return append(out, str(e.Where.Name), str(e.Where.Country), lat, lon, len(e.Mentions),
		string(e.Doc.ID), day(e.Doc.Date), str(e.Doc.Outlet), str(e.Doc.Title), str(e.Doc.URL), str(e.Doc.File),
		e.start, e.end, e.Doc.Slice(e.Words), str(e.Run.Entente), str(models(e.Run)))
}

// rows calls f for every row of the events.
func rows(events []Event, f func(row []any) error) error {
	for i, keys := range keysOf(events) {
		for n, key := range keys {
			if err := f(events[i].row(n, key)); err != nil {
				return err
			}
		}
	}
	return nil
}

// CSV writes a row for each ordered pair of sides of each event, with a head
// of Columns (RFC 4180, UTF-8, lines end with \n). What is not told is an empty
// cell; truth is TRUE or FALSE.
func CSV(w io.Writer, events []Event) error {
	out := csv.NewWriter(w)
	if err := out.Write(Columns); err != nil {
		return err
	}
	cells := make([]string, len(Columns))
	err := rows(events, func(row []any) error {
		for i, v := range row {
			cells[i] = cell(v)
		}
		return out.Write(cells)
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

func cell(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case bool:
		return strings.ToUpper(strconv.FormatBool(x))
	case int:
		return strconv.Itoa(x)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return v.(string)
}

// JSONL writes the rows of CSV as one JSON object a line, with the keys of
// Columns in their order; what is not told is null.
func JSONL(w io.Writer, events []Event) error {
	var b strings.Builder
	return rows(events, func(row []any) error {
		b.Reset()
		for i, v := range row {
			fmt.Fprintf(&b, "%c%q:%s", "{,"[min(i, 1)], Columns[i], value(v))
		}
		b.WriteString("}\n")
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// value is the JSON of a plain value, without escapes for HTML, but with those
// for all characters at which some readers of JSON lines break a line.
func value(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("export: a value has no JSON form: " + err.Error()) // only for types that JSON lacks
	}
	return strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\u0085", `\u0085`)
}

// str is nil for "".
func str(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func day(d calendar.Day) any { return str(d.String()) }

// number is nil for what is no number.
func number(s string) any {
	n, err := strconv.Atoi(s)
	if err != nil {
		return nil
	}
	return n
}
