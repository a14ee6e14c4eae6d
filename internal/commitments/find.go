// Package commitments finds who undertakes what towards whom, by when:
// promises, agreements, intentions, proposals, and conditions ("will do if").
//
// This is the first form: the statements' cues tell the kind, the content's
// own words tell the undertaking.
package commitments

import (
	_ "embed" // undertakings.tsv
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/undertakings.tsv
var undertakingsTSV string

type undertaking struct {
	kind   claim.CommitmentKind
	frames string
}

// undertakings maps the forms of the verbs to their kinds.
var undertakings = sync.OnceValue(func() map[string]undertaking {
	m := map[string]undertaking{}
	for _, r := range lexicon.Rows(undertakingsTSV, 4) {
		for form := range lexicon.Inflect(r[2]) {
			m[form] = undertaking{claim.CommitmentKind(r[0]), r[1]}
		}
	}
	return m
})

// Find gives the commitments of a document in the order of its statements.
func Find(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) []claim.Commitment {
	f := &finder{p: p, who: who, when: when}
	var out []claim.Commitment
	for _, s := range said {
		out = append(out, f.in(s)...)
	}
	for i := range out {
		out[i].ID = fmt.Sprintf("c%d", i+1)
	}
	return out
}

type finder struct {
	p    *language.Parse
	who  *actors.Layer
	when *dates.Layer
}

// words gives the words [first, last) that a span of text holds.
func (f *finder) words(s document.Span) (first, last int) {
	first = sort.Search(f.p.Len(), func(i int) bool { return f.p.Span[i].Start >= s.Start })
	last = sort.Search(f.p.Len(), func(i int) bool { return f.p.Span[i].Start >= s.End })
	return first, last
}

// in gives the commitments that one statement makes.
func (f *finder) in(s claim.Statement) []claim.Commitment {
	if len(s.Cue) == 0 || len(s.Speakers) == 0 || !able(s.Speakers) {
		return nil
	}
	c1, c2 := f.words(s.Cue[0])
	var u undertaking
	ok := false
	for i := c1; i < c2 && !ok; i++ {
		u, ok = undertakings()[f.p.Lower[i]]
	}
	if !ok || f.negated(c1) {
		return nil
	}
	first, last := f.words(s.Content[0])
	if first >= last {
		return nil
	}
	kind := u.kind
	var starts []int
	switch w := f.p.Lower[first]; {
	case w == "to" && strings.Contains(u.frames, "T"):
		starts = f.infinitives(first, last)
	case (w == "to" || w == "on") && strings.Contains(u.frames, "P"):
		starts = []int{first + 1}
	case strings.Contains(u.frames, "C"):
		at := f.wouldClause(first, last, s)
		if at < 0 {
			if !strings.Contains(u.frames, "N") || w == "that" {
				return nil
			}
			at = first
		}
		starts = []int{at}
	case strings.Contains(u.frames, "N"):
		starts = []int{first}
	default:
		return nil
	}
	var out []claim.Commitment
	for k, at := range starts {
		end := last
		if k+1 < len(starts) {
			end = f.backOverJoin(at, starts[k+1])
		}
		c := claim.Commitment{Kind: kind, By: s.Speakers, To: s.Addressees, Topics: s.Topics, SaidIn: []string{s.ID}, Confidence: .45}
		if c.Kind == claim.Agreement {
			c.To = s.Speakers
		} else if len(c.To) == 0 {
			c.To = f.others(at, end, s.Speakers)
		}
		if i := f.find("if", at, end); i > 0 {
			c.Condition = f.p.Doc.Slice(f.p.Words(i, end))
			if kind == claim.Intention {
				c.Kind = claim.Condition
			}
		}
		if at >= end {
			continue
		}
		c.What = []document.Span{f.p.Words(at, end)}
		c.Due = f.due(at, end)
		out = append(out, c)
	}
	return out
}

// able reports whether the speakers can bind anybody: journalists and unnamed
// media cannot.
func able(speakers []claim.Party) bool {
	for _, q := range speakers {
		if q.Sector != "JRN" && (q.Country != "" || q.Name != "") {
			return true
		}
	}
	return false
}

func (f *finder) negated(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if w := f.p.Lower[k]; w == "not" || w == "n't" || w == "never" {
			return true
		}
	}
	return false
}

func (f *finder) find(word string, from, to int) int {
	for i := from; i < to; i++ {
		if f.p.Lower[i] == word {
			return i
		}
	}
	return -1
}

// infinitives gives the starts of the undertakings in "to A, to B and to C",
// each after its "to".
func (f *finder) infinitives(first, last int) []int {
	starts := []int{first + 1}
	for i := first + 2; i+1 < last; i++ {
		if f.p.Lower[i] == "to" && (f.p.Lower[i-1] == "," || (f.p.Lower[i-1] == "and" && f.p.Lower[i-2] == ",")) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// backOverJoin gives the end of an item whose next one starts at next.
func (f *finder) backOverJoin(at, next int) int {
	i := next
	for i > at+1 {
		switch f.p.Lower[i-1] {
		case "to", ",", "and", "not":
			i--
			continue
		}
		break
	}
	return i
}

// wouldClause finds "it would", "we will", "they are going to" in a content,
// where the subject is the speaker; it gives the first word of the clause, -1
// for none.
func (f *finder) wouldClause(first, last int, s claim.Statement) int {
	for i := first; i+1 < last && i < first+10; i++ {
		next := f.p.Lower[i+1]
		if next != "will" && next != "would" && next != "'ll" && next != "shall" {
			continue
		}
		switch w := f.p.Lower[i]; {
		case w == "it" || w == "he" || w == "she" || w == "they" || w == "we" || w == "i":
			if i+2 < last && (f.p.Lower[i+2] == "be" || f.p.Lower[i+2] == "not" || f.p.Lower[i+2] == "have" || f.p.Lower[i+2] == "like") {
				return -1 // "it would be", "we will have": mostly forecasts
			}
			return i
		}
		return -1
	}
	return -1
}

// others gives the parties named in words [from, to) of other countries than
// the speakers'.
func (f *finder) others(from, to int, speakers []claim.Party) []claim.Party {
	own := map[string]bool{}
	for _, q := range speakers {
		own[q.Country] = true
	}
	var out []claim.Party
	for _, k := range f.who.In(from, to) {
		m := &f.who.Mentions[k]
		for _, q := range m.Parties {
			if q.Country != "" && !own[q.Country] && m.Kind != actors.Place {
				own[q.Country] = true
				out = append(out, q)
			}
		}
	}
	return out
}

// due gives the time by which the words [from, to) are to be done: the last
// dated expression in them that does not lie wholly before the report.
func (f *finder) due(from, to int) calendar.Interval {
	es := f.when.Expressions
	var due calendar.Interval
	for k := sort.Search(len(es), func(k int) bool { return es[k].First >= from }); k < len(es) && es[k].First < to; k++ {
		if iv := es[k].Interval; !iv.None() && !(iv.To.Valid() && iv.To < f.p.Doc.Date) {
			due = iv
		}
	}
	return due
}
