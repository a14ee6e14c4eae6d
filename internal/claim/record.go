package claim

import (
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
)

// Kind names one of the four kinds of records.
type Kind string

// The kinds of records, in the order in which a reading holds them.
const (
	KindStatement  Kind = "statement"
	KindEvent      Kind = "event"
	KindCommitment Kind = "commitment"
	KindMeeting    Kind = "meeting"
)

// Role names the part that a party plays in a record.
type Role string

// The roles of parties.
const (
	Speaker     Role = "speaker"
	Addressee   Role = "addressee"
	Doer        Role = "actor"
	Recipient   Role = "recipient"
	Promiser    Role = "by"
	Promisee    Role = "to"
	Participant Role = "who"
)

// Record is a Statement, Event, Commitment or Meeting, and nothing else.
type Record interface {
	// RecordID is the ID within the reading: s1, e1, c1, m1.
	RecordID() string
	// Time is the time that the record speaks of (a commitment: when it is
	// due); none where not told.
	Time() calendar.Interval
	// EachParty calls f for every party, in the order of the record.
	EachParty(f func(Role, Party))
	// Words are the spans of the text that the record rests on, as the record
	// lists them: a statement's content, an event's first mention, a
	// commitment's undertaking, a meeting's first mention.
	Words() []document.Span
	// Subjects are what it is about: topics, and PLOVER contexts of events.
	Subjects() []string
	// Probability that the record is right, 0..1.
	Probability() float64

	record()
}

func (s *Statement) RecordID() string        { return s.ID }
func (s *Statement) Time() calendar.Interval { return s.Date }
func (s *Statement) Subjects() []string      { return s.Topics }
func (s *Statement) Probability() float64    { return s.Confidence }
func (s *Statement) record()                 {}

// EachParty calls f for the speakers, then the addressees.
func (s *Statement) EachParty(f func(Role, Party)) {
	each(f, Speaker, s.Speakers)
	each(f, Addressee, s.Addressees)
}

// Words is the content; the cue and the source where there is none.
func (s *Statement) Words() []document.Span {
	if len(s.Content) > 0 {
		return s.Content
	}
	return append(append([]document.Span(nil), s.Source...), s.Cue...)
}

func (e *Event) RecordID() string        { return e.ID }
func (e *Event) Time() calendar.Interval { return e.Date }
func (e *Event) Subjects() []string      { return e.Contexts }
func (e *Event) Probability() float64    { return e.Confidence }
func (e *Event) record()                 {}

// EachParty calls f for the actors, then the recipients.
func (e *Event) EachParty(f func(Role, Party)) {
	each(f, Doer, e.Actors)
	each(f, Recipient, e.Recipients)
}

// Words is the first mention.
func (e *Event) Words() []document.Span { return first(e.Mentions) }

func (c *Commitment) RecordID() string        { return c.ID }
func (c *Commitment) Time() calendar.Interval { return c.Due }
func (c *Commitment) Subjects() []string      { return c.Topics }
func (c *Commitment) Words() []document.Span  { return c.What }
func (c *Commitment) Probability() float64    { return c.Confidence }
func (c *Commitment) record()                 {}

// EachParty calls f for those bound, then those bound to.
func (c *Commitment) EachParty(f func(Role, Party)) {
	each(f, Promiser, c.By)
	each(f, Promisee, c.To)
}

func (m *Meeting) RecordID() string              { return m.ID }
func (m *Meeting) Time() calendar.Interval       { return m.When }
func (m *Meeting) Subjects() []string            { return nil }
func (m *Meeting) Probability() float64          { return m.Confidence }
func (m *Meeting) record()                       {}
func (m *Meeting) Words() []document.Span        { return first(m.Mentions) }
func (m *Meeting) EachParty(f func(Role, Party)) { each(f, Participant, m.Who) }

func each(f func(Role, Party), role Role, parties []Party) {
	for _, p := range parties {
		f(role, p)
	}
}

func first(mentions [][]document.Span) []document.Span {
	if len(mentions) == 0 {
		return nil
	}
	return mentions[0]
}

// KindOf tells which of the four kinds a record is of.
func KindOf(r Record) Kind {
	switch r.(type) {
	case *Statement:
		return KindStatement
	case *Event:
		return KindEvent
	case *Commitment:
		return KindCommitment
	}
	return KindMeeting
}

// Records lists all records of a reading: statements, events, commitments,
// meetings, each in the reading's order. They point into the reading.
func (r *Reading) Records() []Record {
	out := make([]Record, 0, len(r.Statements)+len(r.Events)+len(r.Commitments)+len(r.Meetings))
	for i := range r.Statements {
		out = append(out, &r.Statements[i])
	}
	for i := range r.Events {
		out = append(out, &r.Events[i])
	}
	for i := range r.Commitments {
		out = append(out, &r.Commitments[i])
	}
	for i := range r.Meetings {
		out = append(out, &r.Meetings[i])
	}
	return out
}

// Quote gives the words of a span list, pieces joined by " … ".
func Quote(doc *document.Document, spans []document.Span) string {
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(doc.Slice(s))
	}
	return b.String()
}
