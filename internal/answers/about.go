package answers

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
)

// report is the entries of one report, for what one record tells of another.
type report struct {
	doc     *document.Document
	entries []ledger.Entry
}

// reports groups sorted entries by report.
func reports(entries []ledger.Entry) []report {
	var out []report
	for _, e := range entries {
		if n := len(out); n == 0 || out[n-1].doc.ID != e.Evidence.Report.ID {
			out = append(out, report{doc: e.Evidence.Report})
		}
		last := &out[len(out)-1]
		last.entries = append(last.entries, e)
	}
	return out
}

// mentions reports whether the words of the spans name the side: by a party of
// any record that stands in them, or by a name of the side or of one of its
// parties in this report, letter by letter.
func (r report) mentions(side Side, spans []document.Span) bool {
	names := []string{side.Actor.Name}
	found := false
	for _, e := range r.entries {
		e.Claim.EachParty(func(_ claim.Role, p claim.Party) {
			if found || !side.Has(p) {
				return
			}
			for _, s := range spans {
				found = found || p.Span.Len() > 0 && s.Holds(p.Span)
			}
			names = append(names, p.Name, surname(p))
		})
		if found {
			return true
		}
	}
	for _, s := range spans {
		words := r.doc.Slice(s)
		if side.Named != nil && side.Named(words) {
			return true
		}
		for _, name := range names {
			if hasWord(words, name) {
				return true
			}
		}
	}
	return false
}

// surname is the last word of a person's canonical name, where the report
// itself calls the person by it; "" otherwise.
func surname(p claim.Party) string {
	name := p.Name[strings.LastIndexByte(p.Name, ' ')+1:]
	if name != p.Name && hasWord(p.Text, name) {
		return name
	}
	return ""
}

// concerns reports whether a statement is to or about the side: addressed to
// it, telling an event or commitment that it is a party of, or naming it in
// its content.
func (r report) concerns(side Side, s *claim.Statement) bool {
	if hasAny(side, s.Addressees) {
		return true
	}
	for _, e := range r.entries {
		var saidIn []string
		var parties [][]claim.Party
		switch c := e.Claim.(type) {
		case *claim.Event:
			saidIn, parties = c.SaidIn, [][]claim.Party{c.Actors, c.Recipients}
		case *claim.Commitment:
			saidIn, parties = c.SaidIn, [][]claim.Party{c.By, c.To}
		}
		for _, id := range saidIn {
			if id == s.ID && (hasAny(side, parties[0]) || hasAny(side, parties[1])) {
				return true
			}
		}
	}
	return r.mentions(side, s.Content)
}

// statement finds a statement of the report by its ID within it.
func (r report) statement(id string) *claim.Statement {
	for _, e := range r.entries {
		if s, ok := e.Claim.(*claim.Statement); ok && s.ID == id {
			return s
		}
	}
	return nil
}

func hasAny(side Side, parties []claim.Party) bool { return slices.ContainsFunc(parties, side.Has) }
