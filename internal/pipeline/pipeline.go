// Package pipeline is the one straight line from a document to its reading:
// the finders, in their order.
package pipeline

import (
	"fmt"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/commitments"
	"github.com/entente-project/entente/internal/coref"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/debris"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/meetings"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// Version is the version of entente, as written into each reading.
const Version = "0.1.0"

// Models gives the fingerprints of the models that read, by room, as written
// into each reading.
func Models() map[string]string {
	return map[string]string{"language": language.Sum(), "coref": coref.Sum(), "statements": statements.Sum(), "events": events.Sum(), "commitments": commitments.Sum(), "meetings": meetings.Sum()}
}

// Options set up a Reader. The zero value is what everybody wants.
type Options struct {
	World    *world.Table      // nil: the table built in
	Lexicons []*events.Lexicon // of the user, beside the one built in
}

// Reader reads documents. It is safe for concurrent use.
type Reader struct {
	world    *world.Table
	lexicons []*events.Lexicon
}

// New makes a Reader.
func New(opt Options) *Reader {
	r := &Reader{world: opt.World, lexicons: opt.Lexicons}
	if r.world == nil {
		r.world = world.Default()
	}
	return r
}

// Read gives the reading of one document. It always succeeds: what could not
// be read well is told by the diagnostics. found are the diagnostics of the
// file that the document came from; they stand first in the reading.
//
// A finder that fails is a fault of entente; it costs this report its records
// and a diagnostic "fault", and no other report anything.
func (r *Reader) Read(doc *document.Document, found ...claim.Diagnostic) (reading *claim.Reading) {
	defer func() {
		if fault := recover(); fault != nil {
			reading = &claim.Reading{Document: doc, Run: claim.Run{Entente: Version, Models: Models()}, Diagnostics: append(append([]claim.Diagnostic{}, found...),
				claim.Diagnostic{Code: "fault", Message: fmt.Sprintf("a finder failed on this report (%v): nothing was read; this is a fault of entente, please report it", fault)})}
		}
	}()
	parse := language.Of(doc)
	when := dates.Find(parse)
	who := actors.FindIn(parse, coref.Find(parse), r.world)
	for _, s := range parse.Sentences {
		if s.Cut {
			found = append(found, claim.Diagnostic{Code: "cut-sentence", Span: parse.Words(s.First, s.Last),
				Message: fmt.Sprintf("a sentence of more than %d words is read in pieces", language.LongestSentence)})
		}
	}
	said, unbalanced := statements.Find(parse, who)
	happened := events.FindMore(r.lexicons, parse, who, when, said)
	met := meetings.Find(parse, who, when, said, happened)
	happened = events.WithMeetings(happened, met)
	for i := range happened {
		if e := &happened[i]; e.Place != "" {
			e.Where = who.Where(e.Place, e.Words()[0].Start)
		}
	}
	damage := debris.Find(parse, who)
	for _, d := range unbalanced {
		damage = append(damage, claim.Debris{Kind: d.Code, Span: d.Span})
	}
	return &claim.Reading{
		Document:    doc,
		Debris:      damage,
		Statements:  said,
		Events:      happened,
		Commitments: commitments.Find(parse, who, when, said),
		Meetings:    met,
		Diagnostics: append(append([]claim.Diagnostic{}, found...), unbalanced...),
		Run:         claim.Run{Entente: Version, Models: Models()},
	}
}
