// Package ledger holds what was learned, when, and from which words: an
// append-only list of dated entries, and the folds over it that give its state
// as of a day. It is pure: no clock, no files, and it never looks into the
// words of a report.
package ledger

import (
	"cmp"
	"slices"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// Entry is one line of the ledger: either a claim, or the retraction of all
// claims of a report. Entries are never changed; a correction is a new entry.
type Entry struct {
	ID       RecordID          // the claim's name; "" in a retraction
	Claim    claim.Record      // nil in a retraction
	Speaks   calendar.Interval // the time the claim speaks of; none where not told
	Reported calendar.Day      // the day of the report
	Learned  calendar.Day      // the day the ledger took it in, as its keeper said
	Evidence Evidence          // the words it rests on; Report is nil in a retraction
	Place    int               // position of the claim among those of its report, from 0
	Retracts document.ID       // the report taken back; "" in a claim
}

// Evidence is what a claim rests on: a report, and the exact words in it.
type Evidence struct {
	Report *document.Document
	Spans  []document.Span // bytes of Report.Text, as the record lists them
	Words  string          // the words of Spans, pieces joined by " … "
}

// Post gives the entries of a reading, in the reading's order. The day learned
// is the caller's. Digits is the length of the report's part of the record IDs,
// as Digits gives it; less than MinDigits means MinDigits.
func Post(r *claim.Reading, learned calendar.Day, digits int) []Entry {
	records := r.Records()
	out := make([]Entry, len(records))
	for i, rec := range records {
		spans := rec.Words()
		out[i] = Entry{
			ID:       IDOf(r.Document.ID, digits, rec.RecordID()),
			Claim:    rec,
			Speaks:   rec.Time(),
			Reported: r.Document.Date,
			Learned:  learned,
			Evidence: Evidence{r.Document, spans, claim.Quote(r.Document, spans)},
			Place:    i,
		}
	}
	return out
}

// Retract gives the entry that takes back all claims of a report.
func Retract(id document.ID, learned calendar.Day) Entry {
	return Entry{Retracts: id, Learned: learned}
}

// Standing gives the claims that stand after all entries: a retraction takes
// back the claims of its report that were entered before it, and no others. A
// claim that was entered again while it stood is there once. Retractions
// themselves are not among the result.
func Standing(entries []Entry) []Entry {
	retracted := map[document.ID]int{} // 1 + position of the last retraction
	for i, e := range entries {
		if e.Claim == nil {
			retracted[e.Retracts] = i + 1
		}
	}
	type key struct {
		report document.ID
		record string
	}
	seen := make(map[key]bool, len(entries))
	out := make([]Entry, 0, len(entries))
	for i, e := range entries {
		if e.Claim == nil || i < retracted[e.Evidence.Report.ID] {
			continue
		}
		if k := (key{e.Evidence.Report.ID, e.Claim.RecordID()}); !seen[k] {
			seen[k] = true
			out = append(out, e)
		}
	}
	return out
}

// AsOf gives the standing claims that had been reported by the end of a day.
// Claims of undated reports are never among them.
func AsOf(entries []Entry, on calendar.Day) []Entry {
	return slices.DeleteFunc(Standing(entries), func(e Entry) bool {
		return !e.Reported.Valid() || e.Reported > on
	})
}

// KnownOn gives the claims that stood in the ledger at the end of a day: what
// was entered or retracted later is as if it had not been.
func KnownOn(entries []Entry, on calendar.Day) []Entry {
	return Standing(slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Learned > on }))
}

// Sort puts claims into the one order that does not depend on when they were
// entered: by day of report, report, and place in it.
func Sort(entries []Entry) {
	slices.SortStableFunc(entries, Compare)
}

// Compare is the order of Sort.
func Compare(a, b Entry) int {
	if c := cmp.Compare(a.Reported, b.Reported); c != 0 {
		return c
	}
	if a.Claim != nil && b.Claim != nil {
		if c := cmp.Compare(a.Evidence.Report.ID, b.Evidence.Report.ID); c != 0 {
			return c
		}
	}
	return cmp.Compare(a.Place, b.Place)
}
