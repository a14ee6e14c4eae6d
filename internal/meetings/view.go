package meetings

import (
	"sort"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// View is a report as the finder looks at it: words that may tell a meeting,
// with their features. It is exported for the training, so that features are
// written once.
type View struct {
	p      *language.Parse
	who    *actors.Layer
	when   *dates.Layer
	said   []claim.Statement
	events []claim.Event
	told   []int32 // [words] 1 + index of the innermost statement whose content holds the word
	event  []int32 // [words] 1 + index of the event that has the word in a mention, CONSULT first
	first  []int32 // children of word i: kids[first[i]:first[i+1]]
	kids   []int32
	all    []candidate

	noClasses bool // word classes are left out: they are not those of the training
}

// candidate is a word that may tell a meeting.
type candidate struct {
	word     int
	line     encounter // of the lexicon; zero for none
	event    int       // index of the event that has it in a mention; -1 for none
	who      []claim.Party
	own      int // of them, those that its own phrase names: "talks between A and B"
	lo, hi   int // words of the mention
	definite bool
	noun     bool
}

// NewView prepares a report; said and events are what is found in it.
func NewView(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement, events []claim.Event) *View {
	n := p.Len()
	v := &View{p: p, who: who, when: when, said: said, events: events, told: make([]int32, n), event: make([]int32, n)}
	v.first, v.kids = p.Dependents()
	for k, s := range said {
		for _, c := range s.Content {
			lo, hi := v.words(c)
			for i := lo; i < hi; i++ {
				v.told[i] = int32(k + 1)
			}
		}
	}
	extra := map[int]bool{}
	for _, consult := range [2]bool{false, true} {
		for k := range events {
			e := &events[k]
			if (e.Type == claim.Consult) != consult {
				continue
			}
			for _, m := range e.Mentions {
				for _, s := range m {
					lo, hi := v.words(s)
					known := false
					for i := lo; i < hi; i++ {
						v.event[i] = int32(k + 1)
						_, ok := v.lookUp(i)
						known = known || ok
					}
					if consult && !known {
						if top := v.top(lo, hi); top >= 0 {
							extra[top] = true
						}
					}
				}
			}
		}
	}
	for i := 0; i < n; i++ {
		if _, ok := v.lookUp(i); ok || extra[i] {
			v.all = append(v.all, v.candidate(i))
		}
	}
	return v
}

// words gives the words [first, last) that a span of text holds.
func (v *View) words(s document.Span) (first, last int) {
	first = sort.Search(v.p.Len(), func(i int) bool { return v.p.Span[i].End > s.Start })
	last = sort.Search(v.p.Len(), func(i int) bool { return v.p.Span[i].Start >= s.End })
	return first, max(first, last)
}

// top gives the verb or noun of words [lo, hi) nearest to the root; -1 for none.
func (v *View) top(lo, hi int) int {
	best, height := -1, 1<<30
	for i := lo; i < hi; i++ {
		if v.p.UPOS[i] != "VERB" && v.p.UPOS[i] != "NOUN" {
			continue
		}
		h := 0
		for k := int(v.p.Head[i]); k >= 0 && h < 60; k = int(v.p.Head[k]) {
			h++
		}
		if h < height {
			best, height = i, h
		}
	}
	return best
}

// lookUp finds a word in the lexicon.
func (v *View) lookUp(i int) (encounter, bool) {
	class := byte('n')
	switch v.p.UPOS[i] {
	case "VERB":
		class = 'v'
	case "NOUN", "PROPN":
	default:
		return encounter{}, false
	}
	if class == 'n' && v.p.Rel[i] == "compound" {
		return encounter{}, false // "phone call", "summit host"
	}
	e, ok := encounters()[class][v.p.Lower[i]]
	return e, ok
}

func (v *View) children(i int) []int32 { return v.kids[v.first[i]:v.first[i+1]] }

// Len is the number of candidates.
func (v *View) Len() int { return len(v.all) }

// Word gives the span of the word of candidate k.
func (v *View) Word(k int) document.Span { return v.p.Span[v.all[k].word] }

// Height is how far candidate k stands below the root of its sentence.
func (v *View) Height(k int) int {
	h := 0
	for i := int(v.p.Head[v.all[k].word]); i >= 0 && h < 60; i = int(v.p.Head[i]) {
		h++
	}
	return h
}

func (v *View) candidate(i int) candidate {
	c := candidate{word: i, event: int(v.event[i]) - 1, lo: i, hi: i + 1, noun: v.p.UPOS[i] != "VERB"}
	c.line, _ = v.lookUp(i)
	for _, k := range v.children(i) {
		switch v.p.Lower[k] {
		case "the", "this", "that", "these", "those", "their", "its", "his", "her":
			c.definite = c.noun
		}
	}
	v.parties(&c)
	return c
}

// partiesAt gives the parties of the mention at a word, with those joined to
// it; "I" and "we" are the speakers of the statement they stand in.
func (v *View) partiesAt(i int, c *candidate) []claim.Party {
	switch v.p.Lower[i] {
	case "i", "we", "us", "me", "our", "my":
		if t := v.told[i]; t > 0 {
			c.lo, c.hi = min(c.lo, i), max(c.hi, i+1)
			return v.said[t-1].Speakers
		}
	}
	var out []claim.Party
	if k := v.who.Covering(i); k >= 0 {
		m := &v.who.Mentions[k]
		if m.Outer >= 0 && v.who.Mentions[m.Outer].Kind == actors.List {
			m = &v.who.Mentions[m.Outer]
		}
		out = m.Parties
		if len(out) > 0 {
			c.lo, c.hi = min(c.lo, m.First), max(c.hi, m.Last)
		}
	}
	for _, k := range v.children(i) {
		if v.p.Rel[k] == "conj" && v.p.UPOS[k] != "VERB" {
			out = unite(out, v.partiesAt(int(k), c))
		}
	}
	return out
}

// parties fills who takes part by the tree: subject, object and who follows
// "with", "between" or "of"; of a noun its possessor and the subject of the verb
// it hangs on. The event that tells it is asked where the tree says nothing.
func (v *View) parties(c *candidate) {
	p := v.p
	take := func(i int, place bool) {
		if !place {
			if k := v.who.Covering(i); k >= 0 && v.who.Mentions[k].Kind == actors.Place {
				return
			}
		}
		c.who = unite(c.who, v.partiesAt(i, c))
	}
	var of func(i, depth int)
	of = func(i, depth int) {
		for _, child := range v.children(i) {
			k := int(child)
			switch relation(p.Rel[k]) {
			case "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent":
				if p.UPOS[i] == "VERB" && k != c.word {
					take(k, false)
				}
			case "nmod:poss", "compound", "amod":
				if p.UPOS[i] != "VERB" && v.who.Covering(k) >= 0 {
					take(k, p.Rel[k] == "nmod:poss")
				}
			case "obl", "nmod":
				switch v.caseOf(k) {
				case "with", "between", "of", "by", "among", "against":
					take(k, true)
				case "to":
					take(k, p.UPOS[i] != "VERB" || c.line.word == "talk" || c.line.word == "speak")
				}
			}
		}
		if depth == 0 {
			c.own = len(c.who)
		}
		if depth > 2 {
			return
		}
		h := int(p.Head[i])
		if h < 0 {
			return
		}
		switch r := relation(p.Rel[i]); {
		case p.UPOS[i] != "VERB" && p.UPOS[h] == "VERB" && len(c.who) < 2 && (r == "obj" || r == "obl" || r == "xcomp" || r == "nsubj"):
			of(h, depth+1)
		case p.UPOS[i] != "VERB" && len(c.who) < 2 && (r == "nmod" || r == "conj" || r == "compound"):
			of(h, depth+1)
		case p.UPOS[i] == "VERB" && len(c.who) < 2 && (r == "xcomp" || r == "conj" || r == "advcl" || r == "acl" || r == "acl:relcl"):
			if r == "acl" || r == "acl:relcl" {
				take(h, false)
			}
			of(h, depth+1)
		}
	}
	of(c.word, 0)
	if len(c.who) < 2 && c.event >= 0 && v.events[c.event].Type == claim.Consult {
		e := &v.events[c.event]
		c.who = unite(c.who, unite(e.Actors, e.Recipients))
	}
	if t := v.told[c.word]; len(c.who) < 2 && t > 0 && !c.noun && len(v.said[t-1].Addressees) > 0 {
		c.who = unite(c.who, v.said[t-1].Addressees)
	}
	sent := p.Sentences[p.Sent[c.word]]
	c.lo, c.hi = max(c.lo, sent.First, c.word-14), min(c.hi, sent.Last, c.word+14)
}

func (v *View) caseOf(i int) string {
	for _, k := range v.children(i) {
		if v.p.Rel[k] == "case" {
			return v.p.Lower[k]
		}
	}
	return ""
}

func unite(a, b []claim.Party) []claim.Party {
	out := append([]claim.Party(nil), a...)
	for _, q := range b {
		if !contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

func contains(list []claim.Party, q claim.Party) bool {
	for _, r := range list {
		if r.Actor != "" && r.Actor == q.Actor || r.Name != "" && r.Name == q.Name || r.Actor == "" && q.Actor == "" && r.Text == q.Text {
			return true
		}
	}
	return false
}

// relation is a relation without its subtype, but for those that turn roles
// round.
func relation(rel string) string {
	switch rel {
	case "nsubj:pass", "obl:agent", "acl:relcl", "nmod:poss":
		return rel
	}
	for i := 0; i < len(rel); i++ {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

func number(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// political counts the parties that are no journalists and have a country,
// sector or name.
func political(list []claim.Party) int {
	n := 0
	for _, q := range list {
		if q.Sector != "JRN" && (q.Country != "" || q.Sector != "" || q.Name != "") {
			n++
		}
	}
	return n
}

// signs are the words near a candidate that tell what became of it.
func (v *View) signs(c *candidate) [6]bool {
	p := v.p
	sent := p.Sentences[p.Sent[c.word]]
	var out [6]bool
	for i := max(sent.First, c.word-9); i < min(sent.Last, c.word+10); i++ {
		w := p.Lower[i]
		for k, set := range [6]map[string]bool{negators, futures, postponings, cancellings, refusals, goingOn} {
			out[k] = out[k] || set[w]
		}
	}
	return out
}

// Features describes candidate k; the same for both tables.
func (v *View) Features(k int, b *model.Bag) {
	p, c := v.p, &v.all[k]
	b.Reset()
	i := c.word
	sent := p.Sentences[p.Sent[i]]
	line := model.Hash(c.line.word)
	rel := model.Hash(relation(p.Rel[i]))
	xpos := model.Hash(p.XPOS[i])
	n := uint32(min(political(c.who), 3))
	b.Add(0, 1, 1, 0, 0)
	b.Add(1, 1, line, 0, 0)
	b.Add(2, .6, model.Hash(p.Lower[i]), xpos, 0)
	b.Add(3, .7, n, number(c.noun), 0)
	b.Add(4, .7, n, line, 0)
	b.Add(5, .4, rel, line, 0)
	b.Add(6, .5, number(c.definite), number(c.noun), n)
	fine, mid, _ := language.Shipped().WordClasses(p.Lower[i])
	if v.noClasses {
		fine, mid = 0, 0
	}
	b.Add(7, .3, uint32(fine), 0, 0)
	b.Add(8, .3, uint32(mid), n, 0)
	sectors, journalists, places := uint32(0), uint32(0), uint32(0)
	lands := map[string]bool{}
	for _, q := range c.who {
		if q.Sector == "JRN" {
			journalists = 1
		}
		if q.Country != "" {
			lands[q.Country] = true
		}
		b.Add(9, .4, model.Hash(q.Sector), number(c.noun), 0)
		b.Add(10, .4, model.Hash(q.Sector), line, 0)
		if q.Sector == "GOV" {
			sectors = 1
		}
	}
	b.Add(11, .6, journalists, n, 0)
	b.Add(12, .6, uint32(min(len(lands), 2)), n, number(c.noun))
	b.Add(13, .5, uint32(min(len(lands), 2)), line, sectors)
	reality := uint32(0)
	if e := c.event; e >= 0 {
		x := &v.events[e]
		reality = model.Hash(string(x.Type) + string(x.Reality))
		b.Add(14, .8, model.Hash(string(x.Type)), 0, 0)
		b.Add(15, .7, reality, 0, 0)
		b.Add(16, .5, model.Hash(string(x.Type)), line, 0)
		b.Add(17, .6, model.Hash(x.Mode), uint32(x.Confidence*5), number(x.Type == claim.Consult))
		b.Add(18, .4, reality, number(x.Background), 0)
	} else {
		b.Add(19, .6, line, 0, 0)
		b.Add(20, .6, n, number(c.noun), 1)
	}
	signs := v.signs(c)
	for k, on := range signs {
		if on {
			b.Add(21, .6, uint32(k), 0, 0)
			b.Add(22, .4, uint32(k), number(c.noun), reality)
			b.Add(23, .3, uint32(k), line, 0)
		}
	}
	b.Add(24, .4, v.ahead(c), 0, 0)
	b.Add(25, .4, v.ahead(c), number(c.noun), xpos)
	if h := int(p.Head[i]); h >= 0 {
		b.Add(26, .5, model.Hash(p.Lemma[h]), rel, 0)
		b.Add(27, .4, model.Hash(p.Lemma[h]), line, 0)
		b.Add(28, .3, model.Hash(p.XPOS[h]), rel, number(c.noun))
	}
	for _, child := range v.children(i) {
		w := int(child)
		r := model.Hash(relation(p.Rel[w]))
		b.Add(29, .3, r, line, 0)
		b.Add(30, .3, r, model.Hash(p.Lemma[w]), 0)
		cs := model.Hash(v.caseOf(w))
		m := uint32(0)
		if k := v.who.Covering(w); k >= 0 {
			m = model.Hash(string(v.who.Mentions[k].Kind))
			places |= number(v.who.Mentions[k].Kind == actors.Place)
		}
		b.Add(31, .5, r, m, number(c.noun))
		b.Add(32, .5, cs, m, line)
		b.Add(33, .4, cs, m, number(c.noun))
	}
	b.Add(34, .3, places, n, line)
	near := func(k int) uint32 {
		if k < sent.First || k >= sent.Last {
			return 1
		}
		return model.Hash(p.Lower[k])
	}
	b.Add(35, .3, near(i-1), line, 0)
	b.Add(36, .3, near(i+1), line, 0)
	b.Add(37, .3, near(i-1), number(c.noun), 0)
	b.Add(38, .3, near(i+1), number(c.noun), 0)
	for w := max(sent.First, i-7); w < min(sent.Last, i+8); w++ {
		if w != i && (p.UPOS[w] == "VERB" || p.UPOS[w] == "AUX" || p.UPOS[w] == "NOUN" || p.UPOS[w] == "ADJ") {
			b.Add(39, .25, model.Hash(p.Lower[w]), 0, 0)
		}
	}
	b.Add(40, .3, uint32(min(int(p.Sent[i]), 5)), 0, 0)
	b.Add(41, .3, number(v.told[i] > 0), number(c.noun), 0)
}

// ahead tells how the time by the candidate lies to the report's day: 0 none
// told, 1 before it, 2 on it or not to be told, 3 after it.
func (v *View) ahead(c *candidate) uint32 {
	iv, ok := v.date(c)
	now := v.p.Doc.Date
	switch {
	case !ok:
		return 0
	case !now.Valid():
		return 2
	case iv.From > now:
		return 3
	case iv.To.Valid() && iv.To < now:
		return 1
	}
	return 2
}
