// Package actors finds who a report speaks of: every mention of a person,
// country, body, office or group of people, who that was on the day of the
// report, and which mentions are of the same one.
//
// The work goes in three steps that know little of each other: find.go marks
// noun phrases by word forms and lexicons (the surface), resolve.go gives them
// parties as of the day, tie.go carries parties along the report (family names,
// pronouns, "the official"). Nothing is shown as a fact that is a guess: a
// party without a sure name has an empty Name, and Candidates lists who it
// might be.
package actors

import (
	"sort"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/coref"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/world"
)

// Kind tells what sort of phrase a mention is.
type Kind string

// The kinds of mentions.
const (
	Person       Kind = "person"       // by name
	Office       Kind = "office"       // by title: "the French president"
	Country      Kind = "country"      // by name
	Demonym      Kind = "demonym"      // "the French", "Iranians"
	Place        Kind = "place"        // a capital, town or country as a scene: "in Paris"
	Organisation Kind = "organisation" // of states, companies, parties, media
	Agency       Kind = "agency"       // an organ of a state or an armed group
	Role         Kind = "role"         // "a senior official", "police", "protesters"
	Pronoun      Kind = "pronoun"
	List         Kind = "list" // "the US, UK and Australia"; its members are mentions too
)

// Mention is one phrase that names somebody.
type Mention struct {
	First, Last int           // words [First, Last) of the whole phrase, without what follows in apposition
	Span        document.Span // of those words
	FullLast    int           // Last with the apposition: "Hassan Rouhani, the Iranian president"
	Full        document.Span // of [First, FullLast)
	Kind        Kind
	Head        int            // word that tells the kind: the family name, "official", "ministry"
	Standing    claim.Standing // how openly it would speak as a source
	Plural      bool
	Parties     []claim.Party // as of the day of the report; several for lists and joint terms
	Candidates  []world.Actor // who it may be, where that is open, likeliest first
	Tied        int           // index of an earlier or later mention that told who it is; -1 for none
	Outer       int           // index of the smallest mention that holds this one; -1 for none
	Why         string        // the reason, in short
	Confidence  float64       // that Parties is right, 0..1
	Where       *world.Place  // of a Place that the gazetteer knows, with its coordinates; nil for others

	at *phrase // what the surface step saw
}

// Misspelling is a name that a bad copy has spoilt.
type Misspelling struct {
	Span  document.Span
	Meant string
}

// Layer is what Find found in one report.
type Layer struct {
	Mentions []Mention // by First, then longer before shorter
	Misspelt []Misspelling
	Home     string // code of the country that the report is most about; "" where none stands out

	issuer    map[int][]claim.Party // by the head of a paper: whom it comes from
	innermost []int32               // [words] smallest mention that holds the word, or -1
}

// Find finds the mentions of a report. It takes any Parse, however broken, in
// time linear in its words but for names (a few hundred per report at most).
func Find(p *language.Parse, w *world.Table) *Layer { return FindIn(p, coref.Find(p), w) }

// FindIn is Find for those who have the chains of the report already. What
// leans on words before or after it ("he", "the minister") is resolved through
// them, so that nobody after has to know of chains.
func FindIn(p *language.Parse, chains *coref.Layer, w *world.Table) *Layer {
	f := newFinder(p, w)
	f.chains = chains
	f.phrases()
	f.resolve()
	f.tie()
	l := f.layer()
	f.papers(l)
	return l
}

// Covering gives the index of the smallest mention that holds a word; -1 for
// none.
func (l *Layer) Covering(word int) int {
	if word < 0 || word >= len(l.innermost) {
		return -1
	}
	return int(l.innermost[word])
}

// Outermost gives the index of the largest mention that holds a word; -1 for
// none.
func (l *Layer) Outermost(word int) int {
	m := l.Covering(word)
	for m >= 0 && l.Mentions[m].Outer >= 0 {
		m = l.Mentions[m].Outer
	}
	return m
}

// In gives the indexes of the outermost mentions that lie in words [first, last).
func (l *Layer) In(first, last int) []int {
	var out []int
	i := sort.Search(len(l.Mentions), func(i int) bool { return l.Mentions[i].First >= first })
	for ; i < len(l.Mentions) && l.Mentions[i].First < last; i++ {
		m := &l.Mentions[i]
		if m.Last <= last && (len(out) == 0 || l.Mentions[out[len(out)-1]].Last <= m.First) {
			out = append(out, i)
		}
	}
	return out
}

// Best gives the index of the mention that stands for words [first, last) as a
// party: the one that is just these words, else the first that lies in them,
// else the smallest that holds them; -1 for none.
func (l *Layer) Best(first, last int) int {
	if in := l.In(first, last); len(in) > 0 {
		best := in[0]
		for _, i := range in[1:] {
			if l.Mentions[best].Kind == Place && l.Mentions[i].Kind != Place {
				best = i
			}
		}
		return best
	}
	m := l.Covering(first)
	for m >= 0 && l.Mentions[m].FullLast < last {
		m = l.Mentions[m].Outer
	}
	return m
}

// Parties gives the parties that words [first, last) name: those of Best.
func (l *Layer) Parties(first, last int) []claim.Party {
	if m := l.Best(first, last); m >= 0 {
		return l.Mentions[m].Parties
	}
	return nil
}

// layer orders the mentions and indexes them.
func (f *finder) layer() *Layer {
	l := &Layer{Mentions: f.out, Misspelt: f.misspelt, Home: f.home, innermost: make([]int32, f.p.Len())}
	order := make([]int, len(f.out))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := &f.out[order[a]], &f.out[order[b]]
		if x.First != y.First {
			return x.First < y.First
		}
		return x.Last > y.Last
	})
	place := make([]int, len(order))
	sorted := make([]Mention, len(order))
	for to, from := range order {
		place[from] = to
		sorted[to] = f.out[from]
	}
	for i := range l.innermost {
		l.innermost[i] = -1
	}
	for i := range sorted {
		m := &sorted[i]
		if m.Tied >= 0 {
			m.Tied = place[m.Tied]
		}
		m.Outer = -1
		if m.First < len(l.innermost) {
			for o := int(l.innermost[m.First]); o >= 0; o = sorted[o].Outer {
				if sorted[o].FullLast >= m.Last {
					m.Outer = o
					break
				}
			}
		}
		for k := m.First; k < m.FullLast; k++ {
			l.innermost[k] = int32(i)
		}
		m.Span = f.p.Words(m.First, m.Last)
		m.Full = f.p.Words(m.First, m.FullLast)
		for k := range m.Parties {
			if m.Parties[k].Text == "" {
				m.Parties[k].Span = m.Span
				m.Parties[k].Text = f.p.Doc.Slice(m.Span)
			}
		}
	}
	l.Mentions = sorted
	return l
}
