package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/world"
)

// Pair gives the standing claims of all reports, dated from since to until,
// that concern both sides, in the order of ledger.Sort. A zero since is no
// lower bound.
func (s *Store) Pair(ctx context.Context, a, b ledger.Match, since, until calendar.Day) ([]ledger.Entry, error) {
	inA, argsA := parties(a)
	inB, argsB := parties(b)
	var args []any
	args = append(args, since.String(), until.String())
	args = append(args, argsA...)
	args = append(args, argsB...)
	where := `date >= ? AND date <= ? AND ((id IN (` + inA + `) AND id IN (` + inB + `))`
	for _, x := range []struct {
		name, in string
		args     []any
	}{{b.Name, inA, argsA}, {a.Name, inB, argsB}} {
		if x.name != "" {
			where += ` OR (id IN (` + x.in + `) AND instr(text, ?) > 0)`
			args = append(append(args, x.args...), x.name)
		}
	}
	return s.entries(ctx, where+`)`, args...)
}

// parties gives the query of the reports that a side is a party in.
func parties(m ledger.Match) (query string, args []any) {
	var parts []string
	if m.Country != "" {
		parts = append(parts, `SELECT report FROM parties WHERE country = ?`)
		args = append(args, m.Country)
	}
	if m.Actor != "" {
		// "0" follows "/" in ASCII: the range holds all IDs below the actor.
		parts = append(parts, `SELECT report FROM parties WHERE actor = ?`, `SELECT report FROM parties WHERE actor > ? AND actor < ?`)
		args = append(args, string(m.Actor), string(m.Actor)+"/", string(m.Actor)+"0")
	}
	if m.Name != "" {
		parts = append(parts, `SELECT report FROM parties WHERE name = ?`)
		args = append(args, m.Name)
	}
	if len(parts) == 0 {
		return `SELECT NULL WHERE 0`, nil
	}
	return strings.Join(parts, ` UNION ALL `), args
}

// All gives all standing claims, in the order of ledger.Sort.
func (s *Store) All(ctx context.Context) ([]ledger.Entry, error) { return s.entries(ctx, `1`) }

// Window gives the standing claims of the reports dated from since to until, in
// the order of ledger.Sort; zero days are no bounds. With matches, only reports
// that have a party of each are read.
func (s *Store) Window(ctx context.Context, since, until calendar.Day, matches ...ledger.Match) ([]ledger.Entry, error) {
	where, args := `1`, []any(nil)
	if since.Valid() {
		where, args = where+` AND date >= ?`, append(args, since.String())
	}
	if until.Valid() {
		where, args = where+` AND date <= ?`, append(args, until.String())
	}
	for _, m := range matches {
		in, more := parties(m)
		where, args = where+` AND id IN (`+in+`)`, append(args, more...)
	}
	return s.entries(ctx, where, args...)
}

// entries reads the standing reports that a condition on the table reports
// holds for, and posts them.
func (s *Store) entries(ctx context.Context, where string, args ...any) ([]ledger.Entry, error) {
	reports, err := s.standing(ctx, where, args...)
	if err != nil {
		return nil, err
	}
	posted := make([][]ledger.Entry, len(reports))
	for i, r := range reports {
		posted[i] = ledger.Post(r.Reading, r.Learned, r.Digits)
	}
	out := slices.Concat(posted...)
	ledger.Sort(out)
	return out, nil
}

// Standing gives all reports that stand, by their days and IDs.
func (s *Store) Standing(ctx context.Context) ([]*Report, error) { return s.standing(ctx, `1`) }

// standing reads the standing reports that a condition holds for.
func (s *Store) standing(ctx context.Context, where string, args ...any) ([]*Report, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, doc, text, reading, learned, `+neighbours+` FROM standing AS r
		WHERE `+where+` ORDER BY date, doc`, args...)
	if err != nil {
		return nil, s.failed("query", err)
	}
	defer rows.Close()
	var raws []raw
	for rows.Next() {
		var r raw
		if err := rows.Scan(r.columns()...); err != nil {
			return nil, s.failed("query", err)
		}
		raws = append(raws, r)
	}
	if err := rows.Err(); err != nil {
		return nil, s.failed("query", err)
	}
	// Decoding takes most of the time of a question; each report is its own.
	out := make([]*Report, len(raws))
	errs := make([]error, len(raws))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(raws)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(raws) {
					return
				}
				out[i], errs[i] = s.decode(raws[i])
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

// neighbours are the IDs before and after a report's own in their order: the
// two it shares the longest beginning with, whatever else there is.
const neighbours = `
	(SELECT max(doc) FROM reports AS q WHERE q.doc < r.doc),
	(SELECT min(doc) FROM reports AS q WHERE q.doc > r.doc)`

// Report is a report as it stands in the ledger.
type Report struct {
	Reading   *claim.Reading
	Learned   calendar.Day
	Retracted calendar.Day // zero while it stands
	Why       string       // it was retracted; "" where not told
	Digits    int          // how many digits of its ID tell it from the others
}

// raw is a report's row as it stands in the file.
type raw struct {
	id                          int64
	doc, text, reading, learned string
	before, after               sql.NullString // see neighbours
}

func (r *raw) columns() []any {
	return []any{&r.id, &r.doc, &r.text, &r.reading, &r.learned, &r.before, &r.after}
}

func (s *Store) decode(row raw) (*Report, error) {
	r, err := claim.Decode([]byte(row.reading), row.text)
	if err != nil {
		return nil, s.failed(fmt.Sprintf("report %d (%s) is damaged", row.id, row.doc), err)
	}
	learned, err := calendar.ParseDay(row.learned)
	if err != nil {
		return nil, s.failed(fmt.Sprintf("report %d (%s) is damaged", row.id, row.doc), err)
	}
	digits := ledger.Digits(document.ID(row.doc), document.ID(row.before.String), document.ID(row.after.String))
	return &Report{Reading: r, Learned: learned, Digits: digits}, nil
}

// Reports gives the reports whose ID begins with the digits, at most limit,
// retracted ones last. A report that was retracted and entered again is there
// once.
func (s *Store) Reports(ctx context.Context, digits string, limit int) ([]*Report, error) {
	from := "sha256:" + digits
	rows, err := s.db.QueryContext(ctx, `SELECT id, doc, text, reading, r.learned, `+neighbours+`, coalesce(x.learned, ''), coalesce(x.why, '')
		FROM reports AS r LEFT JOIN retractions AS x ON x.report = r.id
		WHERE doc >= ? AND doc < ? ORDER BY x.report IS NOT NULL, doc, id DESC`, from, from+"g")
	if err != nil {
		return nil, s.failed("query", err)
	}
	defer rows.Close()
	var out []*Report
	for rows.Next() && len(out) < limit {
		var row raw
		var retracted, why string
		if err := rows.Scan(append(row.columns(), &retracted, &why)...); err != nil {
			return nil, s.failed("query", err)
		}
		r, err := s.decode(row)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(o *Report) bool { return o.Reading.Document.ID == r.Reading.Document.ID }) {
			continue
		}
		if r.Why = why; retracted != "" {
			if r.Retracted, err = calendar.ParseDay(retracted); err != nil {
				return nil, s.failed("query", err)
			}
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// NearReports gives the IDs that share the longest beginning with the digits,
// best first, at most n.
func (s *Store) NearReports(ctx context.Context, digits string, n int) ([]document.ID, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT doc FROM (SELECT DISTINCT doc FROM reports WHERE doc < ?1 ORDER BY doc DESC LIMIT ?2)
		UNION ALL
		SELECT doc FROM (SELECT DISTINCT doc FROM reports WHERE doc >= ?1 ORDER BY doc LIMIT ?2)`, "sha256:"+digits, n)
	if err != nil {
		return nil, s.failed("query", err)
	}
	defer rows.Close()
	var out []document.ID
	for rows.Next() {
		var id document.ID
		if err := rows.Scan(&id); err != nil {
			return nil, s.failed("query", err)
		}
		out = append(out, id)
	}
	want := document.ID("sha256:" + digits)
	slices.SortStableFunc(out, func(a, b document.ID) int { return ledger.Digits(want, b) - ledger.Digits(want, a) })
	return out[:min(n, len(out))], rows.Err()
}

// Days gives the days of the oldest and the newest standing report, and how
// many there are; zero days where there is none.
func (s *Store) Days(ctx context.Context) (first, last calendar.Day, reports int, err error) {
	var from, to sql.NullString
	err = s.db.QueryRowContext(ctx, `SELECT min(date), max(date), count(*) FROM standing`).Scan(&from, &to, &reports)
	if err != nil || !from.Valid {
		return 0, 0, reports, err
	}
	first, err1 := calendar.ParseDay(from.String)
	last, err2 := calendar.ParseDay(to.String)
	return first, last, reports, errors.Join(err1, err2)
}

// Known is an actor that the ledger has records of.
type Known struct {
	Actor   world.ActorID // "" where never resolved
	Name    string
	Country string
	Records int
}

// Parties gives the named actors and the countries of the ledger, the most
// frequent first.
func (s *Store) Parties(ctx context.Context) ([]Known, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT coalesce(p.actor,''), coalesce(p.name,''), coalesce(p.country,''), count(DISTINCT p.record)
		FROM parties AS p
		WHERE p.report NOT IN (SELECT report FROM retractions) AND (p.name IS NOT NULL OR p.country IS NOT NULL)
		GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`)
	if err != nil {
		return nil, s.failed("query", err)
	}
	defer rows.Close()
	var out []Known
	for rows.Next() {
		var k Known
		if err := rows.Scan(&k.Actor, &k.Name, &k.Country, &k.Records); err != nil {
			return nil, s.failed("query", err)
		}
		out = append(out, k)
	}
	return out, rows.Err()
}
