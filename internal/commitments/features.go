package commitments

import (
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// subject classes.
const (
	noSubject uint32 = iota
	saidI
	saidWe
	heShe
	it
	they
	party
	someone
	something
)

// subjectClass tells what stands as subject of a candidate.
func (v *View) subjectClass(c *candidate) uint32 {
	if c.subject < 0 {
		return noSubject
	}
	switch v.p.Lower[c.subject] {
	case "i":
		return saidI
	case "we":
		return saidWe
	case "he", "she":
		return heShe
	case "it":
		return it
	case "they":
		return they
	}
	k := v.who.Covering(c.subject)
	switch {
	case k < 0:
		return something
	case len(v.who.Mentions[k].Parties) > 0:
		return party
	}
	return someone
}

func number(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// relation is a relation without its subtype, but for the passive's.
func relation(rel string) string {
	if rel == "nsubj:pass" || rel == "acl:relcl" {
		return rel
	}
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// Features describes candidate k.
func (v *View) Features(k int, b *model.Bag) {
	p, c := v.p, &v.all[k]
	b.Reset()
	i := c.head
	sent := p.Sentences[p.Sent[i]]
	m := uint32(c.mood) + 1
	lem := model.Hash(p.Lemma[i])
	rel := model.Hash(relation(p.Rel[i]))
	fine, mid, _ := language.Shipped().WordClasses(p.Lower[i])
	if v.noClasses {
		fine, mid = 0, 0
	}
	rule := uint32(c.rule)
	subject := v.subjectClass(c)
	b.Add(0, 1, 1, 0, 0)
	b.Add(1, 1, m, 0, 0)
	b.Add(2, .7, lem, 0, 0)
	b.Add(3, .6, lem, m, 0)
	b.Add(4, .4, uint32(fine), 0, 0)
	b.Add(5, .4, uint32(mid), m, 0)
	b.Add(6, .5, rel, m, 0)
	b.Add(7, .4, model.Hash(p.XPOS[i]), rel, number(c.noun))
	b.Add(8, 1, rule, 0, 0)
	b.Add(9, .7, rule, subject, 0)
	b.Add(10, .6, m, subject, number(c.passive))
	b.Add(11, .5, m, number(c.joined), rule)
	b.Add(12, .5, number(stative[p.Lemma[i]]), m, subject)
	b.Add(13, .5, number(v.negatedAt(i)), m, 0)
	b.Add(14, .6, number(c.condition[1] > 0), m, rule)
	b.Add(15, .4, number(speech[p.Lemma[i]]), m, 0)

	// What governs it.
	if g := c.governor; g >= 0 {
		gl := model.Hash(v.lemma(g))
		class := uint32(v.wordClass(g))
		_, gmid, _ := language.Shipped().WordClasses(p.Lower[g])
		if v.noClasses {
			gmid = 0
		}
		kind := uint32(0)
		if u, ok := undertakings()[v.wordClass(g)][p.Lower[g]]; ok {
			kind = 1 + uint32(kindIndex(u.kind))
		}
		b.Add(20, .8, gl, m, class)
		b.Add(21, .6, gl, rel, class)
		b.Add(22, .8, kind, m, class)
		b.Add(23, .5, kind, subject, m)
		b.Add(24, .4, model.Hash(p.XPOS[g]), kind, m)
		b.Add(25, .4, uint32(gmid), m, 0)
		b.Add(26, .6, number(v.negatedAt(g)), kind, m)
		b.Add(27, .3, uint32(v.auxiliary(g)), kind, m)
		if h := int(p.Head[g]); h >= 0 {
			b.Add(28, .4, model.Hash(p.Lemma[h]), class, m)
			b.Add(29, .4, model.Hash(p.Lemma[h]), gl, m)
		}
		for _, w := range v.children(g) {
			if r := p.Rel[w]; r == "nsubj" || r == "nsubj:pass" {
				b.Add(30, .5, v.kindOf(int(w)), kind, m)
				b.Add(31, .3, v.kindOf(int(w)), gl, m)
			}
		}
	} else {
		b.Add(32, .6, m, subject, 0)
		b.Add(33, .4, m, lem, 0)
	}
	if c.subject >= 0 {
		b.Add(34, .5, v.kindOf(c.subject), m, 0)
		b.Add(35, .3, v.kindOf(c.subject), m, lem)
		b.Add(36, .3, model.Hash(p.Lemma[c.subject]), m, 0)
	}

	// The statement that tells it.
	if t := v.told[i]; t > 0 {
		s := &v.said[t-1]
		top := true
		if h := int(p.Head[i]); h >= 0 && v.told[h] == t {
			top = false
		}
		b.Add(40, .5, 1, m, number(top))
		b.Add(41, .4, model.Hash(string(s.Form)), m, number(top))
		b.Add(42, .4, model.Hash(string(s.Standing)), m, number(top))
		for _, q := range s.Speakers {
			b.Add(43, .4, model.Hash(q.Sector), m, number(top))
			b.Add(44, .3, number(q.Country != ""), model.Hash(q.Sector), 0)
			break
		}
		b.Add(45, .4, number(able(s.Speakers)), m, subject)
		if len(s.Cue) > 0 {
			for w := v.wordAt(s.Cue[0].Start); w < p.Len() && p.Span[w].End <= s.Cue[0].End; w++ {
				if p.UPOS[w] == "VERB" || p.UPOS[w] == "NOUN" || p.UPOS[w] == "ADJ" {
					cl := model.Hash(p.Lemma[w])
					b.Add(46, .6, cl, m, number(top))
					b.Add(47, .5, cl, m, subject)
					b.Add(48, .4, cl, 0, 0)
				}
			}
		}
	} else {
		b.Add(49, .5, m, subject, 0)
		b.Add(50, .4, m, rel, 0)
	}
	if v.cue[i] > 0 {
		b.Add(51, .5, m, lem, 0)
		b.Add(52, .5, m, 0, 0)
	}

	// What hangs on it.
	for _, child := range v.children(i) {
		w := int(child)
		r := model.Hash(relation(p.Rel[w]))
		b.Add(60, .25, r, m, 0)
		b.Add(61, .3, r, model.Hash(p.Lemma[w]), 0)
		b.Add(62, .3, r, model.Hash(p.Lemma[w]), lem)
		if p.Rel[w] == "advmod" || p.Rel[w] == "mark" || p.Rel[w] == "case" {
			b.Add(63, .4, model.Hash(p.Lower[w]), m, 0)
		}
	}
	// The words around.
	at := func(k int) uint32 {
		if k < sent.First || k >= sent.Last {
			return 1
		}
		return model.Hash(p.Lower[k])
	}
	b.Add(64, .3, at(c.first-1), m, 0)
	b.Add(65, .3, at(c.first-2), at(c.first-1), 0)
	b.Add(66, .3, at(c.first), at(c.first+1), 0)
	b.Add(67, .3, at(i-1), at(i-2), 0)
	for w := max(sent.First, c.first-6); w < c.first; w++ {
		if p.UPOS[w] == "VERB" || p.UPOS[w] == "NOUN" || p.UPOS[w] == "ADJ" {
			b.Add(68, .3, model.Hash(p.Lemma[w]), m, 0)
		}
	}
	for w := c.first; w < c.last && w < c.first+30; w++ {
		if w != i && (p.UPOS[w] == "VERB" || p.UPOS[w] == "NOUN") {
			b.Add(69, .15, model.Hash(p.Lemma[w]), 0, 0)
		}
	}
	// Times: to come or past; places in the report.
	due := v.due(c)
	ahead := uint32(0)
	if !due.None() {
		ahead = 1
	}
	past := uint32(0)
	for _, e := range v.when.In(sent.First, sent.Last) {
		if e.Interval.To.Valid() && p.Doc.Date.Valid() && e.Interval.To < p.Doc.Date-30 {
			past = 1
		}
	}
	b.Add(70, .5, ahead, m, 0)
	b.Add(71, .4, past, m, 0)
	b.Add(72, .3, uint32(min(c.last-c.first, 12)/3), m, 0)
	b.Add(73, .3, uint32(min(int(p.Sent[i]), 6)), m, 0)
	b.Add(74, .4, number(p.Lower[sent.Last-1] == "?"), m, 0)
	b.Add(75, .5, number(able(v.promisors(c))), m, rule)
	b.Add(76, .4, number(able(v.promisors(c))), subject, m)
}

// kindOf describes the mention that a word heads: its kind and sector.
func (v *View) kindOf(i int) uint32 {
	k := v.who.Covering(i)
	if k < 0 {
		return 1
	}
	m := &v.who.Mentions[k]
	sector := "-"
	if len(m.Parties) > 0 {
		sector = m.Parties[0].Sector
		if m.Parties[0].Country != "" {
			sector += "+"
		}
	}
	if m.Kind == actors.Pronoun {
		return model.Hash(v.p.Lower[i] + "/" + sector)
	}
	return model.Hash(string(m.Kind) + "/" + sector)
}
