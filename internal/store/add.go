package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// Outcome tells what Add did.
type Outcome int

// The outcomes of Add.
const (
	Added        Outcome = iota // the report is in the ledger now
	AlreadyThere                // it was before; nothing is changed
	Conflict                    // it was, with another date; nothing is changed
	Replaced                    // of Replace: another reading or date of it stands now
	TakenBack                   // it was retracted before; nothing is changed
)

func (o Outcome) String() string {
	return [...]string{"added", "already there", "conflict", "replaced", "taken back"}[o]
}

// Add enters a report with all its records in one transaction, learned on the
// day given. A report is known by its text: the same text again changes
// nothing, and a text that was retracted stays so: only Replace enters it
// again. A report needs a date; without one the error is ErrUndated.
func (s *Store) Add(ctx context.Context, r *claim.Reading, learned calendar.Day) (Outcome, error) {
	return s.enter(ctx, r, learned, false)
}

// Replace is Add, but where the report stands in the ledger with another
// reading or another date, that is retracted and this one takes its place; and
// where it was retracted before it stands again (Added).
func (s *Store) Replace(ctx context.Context, r *claim.Reading, learned calendar.Day) (Outcome, error) {
	return s.enter(ctx, r, learned, true)
}

func (s *Store) enter(ctx context.Context, r *claim.Reading, learned calendar.Day, replace bool) (Outcome, error) {
	doc := r.Document
	if !doc.Date.Valid() {
		return 0, fmt.Errorf("store: %s: %w: give --date YYYY-MM-DD, or a date in its record or side-car file", doc.File, ErrUndated)
	}
	encoded := string(claim.Encode(r, false))
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, s.failed("begin", err)
	}
	defer tx.Rollback()
	what, err := s.has(ctx, tx, doc.ID, doc.Date)
	switch {
	case err != nil:
		return 0, err
	case what == Added:
	case !replace:
		return what, nil
	case what == TakenBack:
		what = Added
	default:
		res, err := tx.ExecContext(ctx, `INSERT INTO retractions (report, learned, why)
			SELECT id, ?, 'read again' FROM standing WHERE doc = ? AND reading <> ?`, learned.String(), string(doc.ID), encoded)
		if err != nil {
			return 0, s.failed("replace "+doc.File, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return AlreadyThere, err
		}
		what = Replaced
	}
	if err := insert(ctx, tx, r, encoded, learned); err != nil {
		return 0, s.failed("add "+doc.File, err)
	}
	if err := tx.Commit(); err != nil {
		return 0, s.failed("add "+doc.File, err)
	}
	return what, nil
}

// Has tells whether a report stands in the ledger, and with what date: Added
// where it does not (Add would add it), else AlreadyThere or Conflict, or
// TakenBack where it was retracted. It spares reading a report that is there.
func (s *Store) Has(ctx context.Context, id document.ID, date calendar.Day) (Outcome, error) {
	return s.has(ctx, s.db, id, date)
}

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (s *Store) has(ctx context.Context, db querier, id document.ID, date calendar.Day) (Outcome, error) {
	var there string
	var stands bool
	err := db.QueryRowContext(ctx, `SELECT date, NOT EXISTS (SELECT 1 FROM retractions AS x WHERE x.report = r.id) AS stands
		FROM reports AS r WHERE doc = ? ORDER BY stands DESC LIMIT 1`, string(id)).Scan(&there, &stands)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Added, nil
	case err != nil:
		return 0, s.failed("look up a report", err)
	case !stands:
		return TakenBack, nil
	case there == date.String():
		return AlreadyThere, nil
	}
	return Conflict, nil
}

func insert(ctx context.Context, tx *sql.Tx, r *claim.Reading, encoded string, learned calendar.Day) error {
	doc := r.Document
	res, err := tx.ExecContext(ctx, `INSERT INTO reports (doc, file, title, date, outlet, url, language, text, reading, learned)
		VALUES (?,?,?,?,?,?,?,?,?,?)`,
		string(doc.ID), doc.File, null(doc.Title), doc.Date.String(), null(doc.Outlet), null(doc.URL), null(doc.Language),
		doc.Text, encoded, learned.String())
	if err != nil {
		return err
	}
	report, err := res.LastInsertId()
	if err != nil {
		return err
	}
	addRecord, err := tx.PrepareContext(ctx, `INSERT INTO records (report, record, kind, type, reality, background, from_day, to_day, confidence, words)
		VALUES (?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	defer addRecord.Close()
	addParty, err := tx.PrepareContext(ctx, `INSERT INTO parties (record, role, n, report, actor, country, sector, name, text)
		VALUES (?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	defer addParty.Close()
	addTopic, err := tx.PrepareContext(ctx, `INSERT OR IGNORE INTO topics (topic, record) VALUES (?,?)`)
	if err != nil {
		return err
	}
	defer addTopic.Close()
	for _, rec := range r.Records() {
		kind, reality, background := columns(rec)
		time := rec.Time()
		res, err := addRecord.ExecContext(ctx, report, rec.RecordID(), string(claim.KindOf(rec)), null(kind), null(reality), background,
			null(time.From.String()), null(time.To.String()), rec.Probability(), claim.Quote(doc, rec.Words()))
		if err != nil {
			return fmt.Errorf("%s: %w", rec.RecordID(), err)
		}
		row, err := res.LastInsertId()
		if err != nil {
			return err
		}
		n := map[claim.Role]int{}
		rec.EachParty(func(role claim.Role, p claim.Party) {
			if err == nil {
				_, err = addParty.ExecContext(ctx, row, string(role), n[role], report,
					null(string(p.Actor)), null(p.Country), null(p.Sector), null(p.Name), null(p.Text))
			}
			n[role]++
		})
		for _, topic := range rec.Subjects() {
			if err == nil && topic != "" {
				_, err = addTopic.ExecContext(ctx, strings.ToLower(topic), row)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", rec.RecordID(), err)
		}
	}
	return nil
}

// columns gives what the kinds of records keep in type, reality and background.
func columns(rec claim.Record) (kind, reality string, background int) {
	switch x := rec.(type) {
	case *claim.Statement:
		kind = string(x.Form)
	case *claim.Event:
		kind, reality = string(x.Type), string(x.Reality)
		if x.Background {
			background = 1
		}
	case *claim.Commitment:
		kind = string(x.Kind)
	case *claim.Meeting:
		kind = string(x.Status)
	}
	return kind, reality, background
}

// Retract takes back a report, and with it exactly its claims, on the day
// given; why is for people. It tells whether the report stood in the ledger.
// Nothing is removed: the retraction is a row of its own.
func (s *Store) Retract(ctx context.Context, id document.ID, on calendar.Day, why string) (bool, error) {
	res, err := s.db.ExecContext(ctx, `INSERT INTO retractions (report, learned, why) SELECT id, ?, ? FROM standing WHERE doc = ?`,
		on.String(), null(why), string(id))
	if err != nil {
		return false, s.failed("retract", err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

func (s *Store) failed(what string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("store: %s: %s: %w", s.path, what, err)
}

// null stores "" as NULL.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}
