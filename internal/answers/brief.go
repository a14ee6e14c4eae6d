package answers

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
)

// BriefSchema is the version of the JSON form of a brief.
const BriefSchema = "brief/1"

// DueSoon is how many days ahead a commitment counts as due soon.
const DueSoon = 30

// Brief is what a desk officer needs on one pair as of a day. Lists run from
// the newest to the oldest where nothing else is said; none is nil.
type Brief struct {
	Schema  string `json:"schema"`
	A       Actor  `json:"a"`
	B       Actor  `json:"b"`
	On      Day    `json:"on"`      // nothing reported later is used
	Newest  bool   `json:"newest"`  // On is the day of the newest report of the ledger, not the asker's choice
	Since   Day    `json:"since"`   // nothing reported earlier is used; null: no such bound
	First   Day    `json:"first"`   // day of the oldest report used; null: none
	Last    Day    `json:"last"`    // day of the newest report used
	Reports int    `json:"reports"` // reports with a line below
	Records int    `json:"records"` // records behind the lines below

	Contacts []Line `json:"contacts"`  // meetings and CONSULT events: held, under way, planned, put off, cancelled
	ASaid    []Line `json:"a_said"`    // statements of A's side to or about B
	BSaid    []Line `json:"b_said"`    // the reverse
	BothSaid []Line `json:"both_said"` // statements of both together
	Done     []Line `json:"done"`      // events that occurred or go on, by type in PLOVER's order

	Promised Promised `json:"promised"`
	Topics   []Topic  `json:"topics"` // named by both sides' records, by how often
	Apart    Apart    `json:"apart"`
}

// Promised holds the commitments between the sides by their due day. The
// ledger knows promises, not their keeping: overdue means that the day is past.
type Promised struct {
	Overdue []Line `json:"overdue"`  // due day past, longest ago first
	DueSoon []Line `json:"due_soon"` // within DueSoon days, soonest first
	Later   []Line `json:"later"`    // after that, soonest first
	Undated []Line `json:"undated"`  // no last day told
}

// Apart holds events between the sides that are not told as facts.
type Apart struct {
	Planned []Line `json:"planned"` // planned, proposed, threatened, hypothetical
	Denied  []Line `json:"denied"`  // denied, or said not to have happened
	Alleged []Line `json:"alleged"` // told only as somebody's claim
}

// Topic is a subject that records of both sides name.
type Topic struct {
	Topic string            `json:"topic"` // in lower case
	A     []ledger.RecordID `json:"a"`
	B     []ledger.RecordID `json:"b"`
}

// BriefOn answers what is told of A and B as of a day, from reports since a
// day (zero: from all). The entries may be of any reports, in any order.
func BriefOn(entries []ledger.Entry, a, b Side, since, on calendar.Day) *Brief {
	entries = slices.DeleteFunc(ledger.AsOf(entries, on), func(e ledger.Entry) bool { return e.Reported < since })
	ledger.Sort(entries)
	m := maker{a: a, b: b, on: on, used: map[document.ID]calendar.Day{}}
	topics := topicCount{}
	for _, r := range reports(entries) {
		m.report(r)
		topics.add(r, a, b)
	}
	contacts := m.mergeContacts()
	out := &Brief{
		Schema: BriefSchema, A: actorOf(a), B: actorOf(b), On: Day{on}, Since: Day{since},
		Reports: len(m.used), Contacts: contacts, ASaid: newest(m.aSaid), BSaid: newest(m.bSaid),
		BothSaid: newest(m.bothSaid), Done: byType(m.done), Promised: m.promised(), Topics: topics.shared(),
		Apart: Apart{newest(m.planned), newest(m.denied), newest(m.alleged)},
	}
	for _, day := range m.used {
		if !out.First.Valid() || day < out.First.Day {
			out.First = Day{day}
		}
		out.Last = Day{max(out.Last.Day, day)}
	}
	out.Records = m.records
	return out
}

// JSON gives the brief as one line of JSON, without a line end.
func (b *Brief) JSON() []byte { return marshal(b) }

func marshal(v any) []byte {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("answers: an answer has no JSON form: " + err.Error()) // only for types that JSON lacks
	}
	return []byte(strings.TrimSuffix(out.String(), "\n"))
}

func actorOf(s Side) Actor {
	return Actor{ID: s.Actor.ID, Name: s.Actor.Name, Country: s.Actor.Country, Sector: s.Actor.Sector}
}

// maker sorts records into the sections of a brief.
type maker struct {
	a, b    Side
	on      calendar.Day
	used    map[document.ID]calendar.Day
	records int

	contacts, aSaid, bSaid, bothSaid, done, owed, planned, denied, alleged []Line
}

func (m *maker) put(section *[]Line, e ledger.Entry) {
	l := lineOf(e)
	if event, ok := e.Claim.(*claim.Event); ok && len(event.Recipients) > 0 && !hasAny(m.a, event.Recipients) && !hasAny(m.b, event.Recipients) {
		l.Note = "both together, towards others"
	}
	*section = append(*section, l)
	m.records++
	m.used[e.Evidence.Report.ID] = e.Reported
}

func (m *maker) report(r report) {
	for _, e := range r.entries {
		switch c := e.Claim.(type) {
		case *claim.Meeting:
			if hasAny(m.a, c.Who) && hasAny(m.b, c.Who) {
				m.put(&m.contacts, e)
			}
		case *claim.Event:
			if m.between(c.Actors, c.Recipients) {
				m.put(m.sectionOf(c), e)
			}
		case *claim.Commitment:
			if m.binds(r, c) {
				m.put(&m.owed, e)
			}
		case *claim.Statement:
			byA, byB := slices.ContainsFunc(c.Speakers, m.a.SpeaksFor), slices.ContainsFunc(c.Speakers, m.b.SpeaksFor)
			switch {
			case byA && byB:
				m.put(&m.bothSaid, e)
			case byA && r.concerns(m.b, c):
				m.put(&m.aSaid, e)
			case byB && r.concerns(m.a, c):
				m.put(&m.bSaid, e)
			}
		}
	}
}

// between reports whether one side acts on the other, or both act together.
// What a third party does to both is not between them.
func (m *maker) between(actors, recipients []claim.Party) bool {
	a, b := hasAny(m.a, actors), hasAny(m.b, actors)
	return a && b || a && hasAny(m.b, recipients) || b && hasAny(m.a, recipients)
}

func (m *maker) sectionOf(e *claim.Event) *[]Line {
	switch e.Reality {
	case claim.Negated, claim.Denied:
		return &m.denied
	case claim.Alleged:
		return &m.alleged
	case claim.Proposed, claim.Threatened, claim.Hypothetical:
		return &m.planned
	case claim.Planned:
		if e.Type != claim.Consult {
			return &m.planned
		}
	}
	if e.Type == claim.Consult {
		return &m.contacts
	}
	return &m.done
}

// binds reports whether a commitment is one between the sides: both bound, one
// bound to the other, or one bound in words that name the other or were said
// to or about it.
func (m *maker) binds(r report, c *claim.Commitment) bool {
	if m.between(c.By, c.To) {
		return true
	}
	for _, pair := range [2][2]Side{{m.a, m.b}, {m.b, m.a}} {
		if !hasAny(pair[0], c.By) {
			continue
		}
		if r.mentions(pair[1], c.What) {
			return true
		}
		for _, id := range c.SaidIn {
			if s := r.statement(id); s != nil && len(c.To) == 0 && hasAny(pair[1], s.Addressees) {
				return true
			}
		}
	}
	return false
}

// promised sorts what is owed by its due day.
func (m *maker) promised() Promised {
	p := Promised{[]Line{}, []Line{}, []Line{}, []Line{}}
	slices.SortStableFunc(m.owed, func(x, y Line) int { return cmp.Compare(x.Time.To, y.Time.To) })
	for _, l := range m.owed {
		due := l.Time.To
		switch {
		case !due.Valid():
			p.Undated = append(p.Undated, l)
		case due < m.on:
			p.Overdue = append(p.Overdue, l)
		case due <= m.on+DueSoon:
			p.DueSoon = append(p.DueSoon, l)
		default:
			p.Later = append(p.Later, l)
		}
	}
	p.Undated = newest(p.Undated)
	return p
}

// newest orders lines by day, the newest first; of one day, in the order of
// the ledger.
func newest(lines []Line) []Line {
	slices.SortStableFunc(lines, func(x, y Line) int {
		return cmp.Or(cmp.Compare(y.day(), x.day()), ledger.Compare(x.entry, y.entry))
	})
	if lines == nil {
		return []Line{}
	}
	return lines
}

func byType(lines []Line) []Line {
	lines = newest(lines)
	slices.SortStableFunc(lines, func(x, y Line) int {
		return cmp.Compare(slices.Index(claim.Types, claim.Type(x.Type)), slices.Index(claim.Types, claim.Type(y.Type)))
	})
	return lines
}

// topicCount holds, by topic, the records of each side that name it.
type topicCount map[string]*Topic

func (t topicCount) add(r report, a, b Side) {
	for _, e := range r.entries {
		byA, byB := false, false
		e.Claim.EachParty(func(role claim.Role, p claim.Party) {
			switch role {
			case claim.Speaker, claim.Doer, claim.Promiser, claim.Participant:
				byA = byA || a.Has(p)
				byB = byB || b.Has(p)
			}
		})
		if !byA && !byB {
			continue
		}
		for _, subject := range e.Claim.Subjects() {
			name := strings.ToLower(subject)
			if t[name] == nil {
				t[name] = &Topic{name, []ledger.RecordID{}, []ledger.RecordID{}}
			}
			if byA {
				t[name].A = append(t[name].A, e.ID)
			}
			if byB {
				t[name].B = append(t[name].B, e.ID)
			}
		}
	}
}

func (t topicCount) shared() []Topic {
	out := []Topic{}
	for _, topic := range t {
		if len(topic.A) > 0 && len(topic.B) > 0 {
			out = append(out, *topic)
		}
	}
	slices.SortFunc(out, func(x, y Topic) int {
		return cmp.Or(cmp.Compare(len(y.A)+len(y.B), len(x.A)+len(x.B)), cmp.Compare(x.Topic, y.Topic))
	})
	return out
}
