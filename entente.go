// Package entente reads dated news reports about diplomacy and keeps an
// evidence-linked ledger of relationships between actors: who met whom, who
// said what and how openly, who did what to whom, who promised what by when.
//
// A Reader turns a report into a Reading, whose records point at the words they
// rest on. A Ledger keeps readings in one file and answers from them:
//
//	r := entente.NewReader()
//	reading := r.Read(entente.Report{Text: text, Date: entente.Day(2021, 10, 5)})
//	for _, s := range reading.Statements { ... }
//
//	ledger, err := entente.OpenLedger("ledger.db")
//	_, err = ledger.Add(ctx, reading, today)
//	brief, err := ledger.Brief(ctx, "France", "Germany", on)
//
// Spans in Go are half-open byte offsets into Report.Text; the JSON form
// (EncodeReading) has Unicode code points.
package entente

import (
	"context"
	"time"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/desk"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// Version is the version of entente.
const Version = pipeline.Version

// The records of a reading; package claim documents every field.
type (
	Reading    = claim.Reading
	Statement  = claim.Statement
	Event      = claim.Event
	Commitment = claim.Commitment
	Meeting    = claim.Meeting
	Party      = claim.Party
	Diagnostic = claim.Diagnostic
	Document   = document.Document
	Span       = document.Span
	Interval   = calendar.Interval
	Date       = calendar.Day
	Actor      = world.Actor
	Brief      = answers.Brief
	Outcome    = store.Outcome

	Record      = claim.Record
	Explanation = claim.Explanation
)

// The outcomes of Ledger.Add.
const (
	Added        = store.Added
	AlreadyThere = store.AlreadyThere
	TakenBack    = store.TakenBack
	Conflict     = store.Conflict
)

// Day makes a Date.
func Day(year int, month time.Month, day int) Date { return calendar.Of(year, month, day) }

// Report is what there is to read. Only Text is needed; without a Date the
// records are undated.
type Report struct {
	Text   string // UTF-8
	Date   Date   // the day that "today" refers to; zero: not known
	Title  string
	URL    string
	Outlet string
	File   string // a name for messages and lists
}

// Reader reads reports. It is safe for concurrent use.
type Reader struct{ pipeline *pipeline.Reader }

// NewReader makes a Reader with the tables and models built in.
func NewReader() *Reader { return &Reader{pipeline.New(pipeline.Options{})} }

// Read reads one report. It always succeeds: what could not be read well is
// told by the reading's Diagnostics.
func (r *Reader) Read(rep Report) *Reading {
	doc := &document.Document{
		ID: document.IDOf(rep.Text), File: rep.File, Title: rep.Title, URL: rep.URL, Outlet: rep.Outlet, Language: "en",
		Date: rep.Date, Text: rep.Text, Body: document.Span{Start: 0, End: len(rep.Text)},
	}
	if rep.Date.Valid() {
		doc.DateFrom = document.DateGiven
	}
	return r.pipeline.Read(doc)
}

// Explain reads a report again and tells why a record of its reading is as it
// is, and whether this program finds it just so.
func (r *Reader) Explain(made *Reading, rec Record) *Explanation {
	return r.pipeline.Explain(made, rec)
}

// EncodeReading gives the reading/1 JSON object of a reading, with the text of
// the report where asked.
func EncodeReading(r *Reading, withText bool) []byte { return claim.Encode(r, withText) }

// Ledger is a ledger file.
type Ledger struct{ store *store.Store }

// OpenLedger opens a ledger file, or creates it where there is none.
func OpenLedger(path string) (*Ledger, error) {
	s, err := store.Open(path)
	if err != nil {
		return nil, err
	}
	return &Ledger{s}, nil
}

// Close closes the file.
func (l *Ledger) Close() error { return l.store.Close() }

// Add enters a reading, learned on the day given. The same text again changes
// nothing.
func (l *Ledger) Add(ctx context.Context, r *Reading, learned Date) (Outcome, error) {
	return l.store.Add(ctx, r, learned)
}

// Retract takes back a report, and with it exactly its records, as learned on a
// day; why is for people. It tells whether the report stood in the ledger.
func (l *Ledger) Retract(ctx context.Context, report *Document, learned Date, why string) (bool, error) {
	return l.store.Retract(ctx, report.ID, learned, why)
}

// Brief answers what is told of two actors as of a day (zero: that of the
// newest report). The names are those that people use: "France", "FRA",
// "Emmanuel Macron", "NATO"; a name that is unknown or could be several actors
// is an error that lists what it could be.
func (l *Ledger) Brief(ctx context.Context, a, b string, on Date) (*Brief, error) {
	return desk.Brief(ctx, l.store, world.Default(), desk.Question{A: a, B: b, On: on})
}
