package pipeline

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/commitments"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
)

// Explain reads a report again, with the models of this program, and tells why
// a record of it is as it is. Made is the reading that the record stands in,
// which may be another program's: the explanation then says whether this one
// finds the record too, and explains its own.
func (r *Reader) Explain(made *claim.Reading, rec claim.Record) *claim.Explanation {
	now := r.Read(made.Document)
	x := &claim.Explanation{ID: rec.RecordID(), Kind: claim.KindOf(rec), Made: made.Run, Now: now.Run}
	own := likest(now, rec)
	if own == nil {
		return x
	}
	x.Found = true
	x.Same = bytes.Equal(unnamed(made.Document, rec), unnamed(now.Document, own))
	parse := language.Of(made.Document)
	w := why{reader: r, now: now, parse: parse, when: dates.Find(parse), who: actors.Find(parse, r.world)}
	switch c := own.(type) {
	case *claim.Statement:
		x.Reasons = append(statements.Explain(parse, w.who, c), w.standing(c)...)
	case *claim.Event:
		x.Reasons = append(events.Explain(parse, w.who, w.when, now.Statements, c), w.said(c.SaidIn)...)
	case *claim.Commitment:
		x.Reasons = append(w.commitment(c), w.said(c.SaidIn)...)
	case *claim.Meeting:
		x.Reasons = w.meeting(c)
	}
	x.Reasons = append(x.Reasons, w.parties(own)...)
	return x
}

// unnamed is the JSON of a record without its ID and those of others, which
// depend on what else is found.
func unnamed(doc *document.Document, rec claim.Record) []byte {
	switch c := rec.(type) {
	case *claim.Statement:
		d := *c
		d.ID, d.Within = "", ""
		return claim.EncodeRecord(doc, &d)
	case *claim.Event:
		d := *c
		d.ID, d.SaidIn, d.Why = "", nil, ""
		return claim.EncodeRecord(doc, &d)
	case *claim.Commitment:
		d := *c
		d.ID, d.SaidIn = "", nil
		return claim.EncodeRecord(doc, &d)
	case *claim.Meeting:
		d := *c
		d.ID = ""
		return claim.EncodeRecord(doc, &d)
	}
	return nil
}

// likest finds the record of a reading that rests on the same words as another
// reading's: the same kind, and of those whose words overlap the one that is
// most alike; nil for none.
func likest(now *claim.Reading, rec claim.Record) claim.Record {
	var best claim.Record
	most := 0
	for _, o := range now.Records() {
		if claim.KindOf(o) != claim.KindOf(rec) {
			continue
		}
		shared := overlap(o.Words(), rec.Words())
		if shared == 0 {
			continue
		}
		score := 1
		if fmt.Sprint(o.Words()) == fmt.Sprint(rec.Words()) {
			score += 4
		}
		if typeOf(o) == typeOf(rec) {
			score += 2
		}
		if o.RecordID() == rec.RecordID() {
			score++
		}
		if score > most {
			best, most = o, score
		}
	}
	return best
}

func overlap(a, b []document.Span) (n int) {
	for _, s := range a {
		for _, t := range b {
			n += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	return n
}

// typeOf is what tells records on the same words apart.
func typeOf(rec claim.Record) string {
	switch c := rec.(type) {
	case *claim.Statement:
		return fmt.Sprint(c.Cue)
	case *claim.Event:
		return string(c.Type)
	case *claim.Commitment:
		return string(c.Kind)
	case *claim.Meeting:
		return string(c.Status)
	}
	return ""
}

// why holds what the reasons of one record are made from.
type why struct {
	reader *Reader
	now    *claim.Reading
	parse  *language.Parse
	when   *dates.Layer
	who    *actors.Layer
}

// said tells in which statements a record is told.
func (w *why) said(ids []string) []claim.Reason {
	var out []claim.Reason
	for _, id := range ids {
		for k := range w.now.Statements {
			if s := &w.now.Statements[k]; s.ID == id {
				var who []string
				for _, q := range s.Speakers {
					who = append(who, label(q))
				}
				r := claim.Reason{About: "said in", Answer: id, Because: []string{"its words stand in what " + orNobody(who) + " said"}}
				if len(s.Cue) > 0 {
					r.Because[0] += fmt.Sprintf(" (cue «%s»)", claim.Quote(w.now.Document, s.Cue))
				}
				out = append(out, r)
			}
		}
	}
	return out
}

func orNobody(names []string) string {
	if len(names) == 0 {
		return "somebody unnamed"
	}
	return strings.Join(names, ", ")
}

// standing tells why a source speaks as it does.
func (w *why) standing(s *claim.Statement) []claim.Reason {
	if s.Standing == "" {
		return nil
	}
	r := claim.Reason{About: "standing", Answer: string(s.Standing)}
	switch s.Standing {
	case claim.Named:
		r.Because = []string{"the source is a person by name, or words that stand for one"}
	case claim.Office:
		r.Because = []string{"the source is a definite office, without a name"}
	case claim.Institution:
		r.Because = []string{"the source is a body or a country"}
	case claim.Anonymous:
		r.Because = []string{"the source is undefined: nobody could tell from these words who it is"}
	case claim.Document:
		r.Because = []string{"a text speaks"}
	}
	if len(s.Source) > 0 {
		r.Because[0] += fmt.Sprintf(": «%s»", claim.Quote(w.now.Document, s.Source))
	}
	return []claim.Reason{r}
}

// mostWords is how many words of an undertaking are tried, and mostTold how
// many are told.
const (
	mostWords = 24
	mostTold  = 8
)

// commitment blots the words around an undertaking one by one and looks what
// becomes of it.
func (w *why) commitment(c *claim.Commitment) []claim.Reason {
	out := []claim.Reason{{About: "kind", Answer: string(c.Kind), Choices: []claim.Choice{{Name: "an undertaking", Chance: c.Confidence}}}}
	first, last := 0, 0
	if len(c.What) > 0 {
		first, last = w.parse.WordsOf(c.What[0])
	}
	if first < last {
		words := w.parse.Around(first, mostWords)
		weights := make([]claim.Weight, len(words))
		language.EachWithout(w.parse, words, func(n int, without *language.Parse) {
			i := words[n]
			x := claim.Weight{Words: w.parse.Text(i), Span: w.parse.Span[i], Else: "no undertaking"}
			chance := 0.0
			most := 0
			for _, o := range commitments.Find(without, w.who, w.when, w.now.Statements) {
				if shared := overlap(o.What, c.What); shared > most {
					most = shared
					if x.Else = ""; o.Kind != c.Kind {
						x.Else = string(o.Kind)
					}
					chance = o.Confidence
				}
			}
			x.Logit = claim.Logit(c.Confidence) - claim.Logit(chance)
			weights[n] = x
		})
		out[0].Weights = claim.Weightiest(weights, mostTold)
	}
	if c.Condition != "" {
		out = append(out, claim.Reason{About: "condition", Answer: "«" + c.Condition + "»"})
	}
	if !c.Due.None() {
		r := claim.Reason{About: "due", Answer: c.Due.String()}
		for _, e := range w.when.Expressions {
			if e.Interval == c.Due && len(c.What) > 0 && w.parse.Words(e.First, e.Last).Overlaps(span(c.What)) {
				r.Because = []string{fmt.Sprintf("«%s»", w.parse.Doc.Slice(w.parse.Words(e.First, e.Last)))}
			}
		}
		out = append(out, r)
	}
	return out
}

func span(pieces []document.Span) document.Span {
	out := pieces[0]
	for _, s := range pieces[1:] {
		out = out.Join(s)
	}
	return out
}

// meeting tells a meeting from the event that it is: the one with the same
// mentions, else the one that tells most of its words.
func (w *why) meeting(m *claim.Meeting) []claim.Reason {
	r := claim.Reason{About: "status", Answer: string(m.Status)}
	var e *claim.Event
	most := 0
	for k := range w.now.Events {
		o := &w.now.Events[k]
		if o.Type != claim.Consult && o.Type != claim.Reject {
			continue
		}
		shared := overlap(o.Words(), m.Words())
		if fmt.Sprint(o.Mentions) == fmt.Sprint(m.Mentions) {
			shared = len(w.parse.Doc.Text) + 1
		}
		if shared > most {
			e, most = o, shared
		}
	}
	if e == nil {
		return []claim.Reason{r}
	}
	r.Because = []string{fmt.Sprintf("it is the event %s, %s, of which the reality is %s", e.ID, strings.TrimSpace(string(e.Type)+" "+e.Mode), e.Reality)}
	how := claim.Reason{About: "how", Answer: string(m.How), Because: []string{"no words tell another way"}}
	if e.Mode == "phone" || e.Mode == "multilateral" {
		how.Because[0] = "the mode of the event"
	}
	return append([]claim.Reason{r, how}, events.Explain(w.parse, w.who, w.when, w.now.Statements, e)...)
}

// parties tells, for each party of a record, who that is and how it is known.
// One that plays several roles is told once.
func (w *why) parties(rec claim.Record) []claim.Reason {
	var parties []claim.Party
	roles := map[claim.Party][]string{}
	rec.EachParty(func(role claim.Role, q claim.Party) {
		if roles[q] == nil {
			parties = append(parties, q)
		}
		if name := string(role); !slices.Contains(roles[q], name) {
			roles[q] = append(roles[q], name)
		}
	})
	out := make([]claim.Reason, len(parties))
	for k, q := range parties {
		out[k] = w.party(strings.Join(roles[q], ", "), q)
	}
	return out
}

func (w *why) party(role string, q claim.Party) claim.Reason {
	r := claim.Reason{About: role + " " + label(q), Answer: identity(q)}
	m := w.mention(q)
	switch {
	case m == nil && q.Text == "":
		r.Because = append(r.Because, "no words name it here: it is carried over")
	case m == nil:
		r.Because = append(r.Because, "the words are taken as they stand: no mention of anybody known")
	default:
		if q.Text == "" {
			r.Because = append(r.Because, fmt.Sprintf("no words name it here; it is named as «%s»", w.parse.Doc.Slice(m.Span)))
		}
		w.chain(m, &r)
		r.Because = append(r.Because, fmt.Sprintf("recognised with %.0f %%", 100*m.Confidence))
	}
	for _, o := range w.offices(q) {
		r.Because = append(r.Because, "held on the day: "+o)
	}
	return r
}

// longest is how many mentions a chain is followed over.
const longest = 40

// chain follows what told who a mention is, from mention to mention; links that
// say the same are told once.
func (w *why) chain(m *actors.Mention, r *claim.Reason) {
	for range longest {
		why := m.Why
		if why == "" {
			why = "nothing tells more"
		}
		text := fmt.Sprintf("«%s» (%s): %s", w.parse.Doc.Slice(m.Span), m.Kind, why)
		if m.Tied < 0 && m.Confidence > 0 && m.Confidence < .6 {
			text += fmt.Sprintf(", a guess (%.0f %%)", 100*m.Confidence)
		}
		if !slices.Contains(r.Because, text) {
			r.Because = append(r.Because, text)
		}
		if len(m.Candidates) > 1 || len(m.Candidates) == 1 && len(m.Parties) == 0 {
			var may []string
			for _, c := range m.Candidates[:min(4, len(m.Candidates))] {
				may = append(may, strings.TrimSpace(c.Name+" "+string(c.ID)))
			}
			if text := "it may be " + strings.Join(may, ", or "); !slices.Contains(r.Because, text) {
				r.Because = append(r.Because, text)
			}
		}
		if m.Tied < 0 || m.Tied >= len(w.who.Mentions) || &w.who.Mentions[m.Tied] == m {
			return
		}
		m = &w.who.Mentions[m.Tied]
	}
}

// mention finds the mention that a party was taken from: the one whose words
// it has, else the one that names the same; nil for none.
func (w *why) mention(q claim.Party) *actors.Mention {
	all := w.who.Mentions
	same := func(m *actors.Mention) bool {
		for _, p := range m.Parties {
			if p.Actor == q.Actor && p.Name == q.Name && p.Country == q.Country {
				return true
			}
		}
		return false
	}
	if q.Span.Len() > 0 {
		for k := range all {
			if (all[k].Span == q.Span || all[k].Full == q.Span) && same(&all[k]) {
				return &all[k]
			}
		}
		for k := range all {
			if q.Span.Holds(all[k].Span) && same(&all[k]) {
				return &all[k]
			}
		}
		if first, last := w.parse.WordsOf(q.Span); first < last {
			if k := w.who.Best(first, last); k >= 0 {
				return &all[k]
			}
		}
		return nil
	}
	for k := range all {
		if same(&all[k]) && (q.Actor != "" || q.Name != "") {
			return &all[k]
		}
	}
	return nil
}

// mostOffices is how many offices of a person are told.
const mostOffices = 3

// offices lists the offices that a party held on the day of the report, those
// of the country it acts for where it has any there.
func (w *why) offices(q claim.Party) []string {
	day := w.parse.Doc.Date
	if q.Actor == "" || !day.Valid() {
		return nil
	}
	var own, others []string
	for _, t := range w.reader.world.Tenures(q.Actor) {
		if !t.From.Valid() || t.From > day || t.Until.Valid() && t.Until <= day {
			continue
		}
		name := t.Title
		if name == "" {
			name = strings.ReplaceAll(t.Office, "_", " ")
		}
		until := ""
		if t.Until.Valid() {
			until = " until " + t.Until.String()
		} else if t.SeenUntil.Valid() && t.SeenUntil <= day {
			until = ", last confirmed " + (t.SeenUntil - 1).String()
		}
		text := fmt.Sprintf("%s, %s, from %s%s (%s)", name, t.Country, t.From, until, t.Confidence)
		to := &others
		if t.Country == q.Country {
			to = &own
		}
		if !slices.Contains(*to, text) {
			*to = append(*to, text)
		}
	}
	if len(own) == 0 {
		own = others
	}
	return own[:min(mostOffices, len(own))]
}

func label(q claim.Party) string {
	for _, s := range []string{q.Name, q.Text, q.Country} {
		if s != "" {
			return s
		}
	}
	return "somebody"
}

// identity is who a party was found to be.
func identity(q claim.Party) string {
	var out []string
	for _, s := range []string{q.Name, string(q.Actor), q.Country, q.Sector} {
		if s != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return "nobody known"
	}
	return strings.Join(out, ", ")
}
