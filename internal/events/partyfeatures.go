package events

import (
	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/model"
)

// PartyAt is a candidate for a party of an event: a mention of the trigger's
// sentence, the speakers of the statement that tells it, the countries that
// the report is about, or a party of the sentence before.
type PartyAt struct {
	Mention     int // index into the actors' mentions; -1 for the others
	Parties     []claim.Party
	First, Last int // its words; zero for the others
	head        int
	source      uint32 // 1 a mention, 2 the speakers, 3 the home country as actor, 6 as recipient, 4 another main country, 5 one of the sentence before
}

// PartyCandidates lists who may take part in the event told at word i.
func (v *View) PartyCandidates(i int) []PartyAt {
	sent := v.p.Sentences[v.p.Sent[i]]
	var out []PartyAt
	for _, k := range v.f.who.In(sent.First, sent.Last) {
		m := &v.f.who.Mentions[k]
		if q := v.f.partiesOf(m); len(q) > 0 && m.Head != i && political(q) {
			out = append(out, PartyAt{Mention: k, Parties: q, First: m.First, Last: m.Last, head: m.Head, source: 1})
		}
	}
	k := v.f.told[i]
	if k == 0 {
		k = v.cue[i]
	}
	if k > 0 {
		if q := v.f.said[k-1].Speakers; len(q) > 0 && political(q) {
			out = append(out, PartyAt{Mention: -1, Parties: q, head: -1, source: 2})
		}
	}
	if v.home.Country != "" {
		out = append(out, PartyAt{Mention: -1, Parties: []claim.Party{v.home}, head: -1, source: 3},
			PartyAt{Mention: -1, Parties: []claim.Party{v.home}, head: -1, source: 6})
	}
	here := map[string]bool{v.home.Country: true}
	for _, q := range out {
		for _, r := range q.Parties {
			here[r.Country] = true
		}
	}
	for _, m := range v.main {
		if m.share >= .1 && !here[m.party.Country] {
			here[m.party.Country] = true
			out = append(out, PartyAt{Mention: -1, Parties: []claim.Party{m.party}, head: -1, source: 4})
		}
	}
	if si := int(v.p.Sent[i]); si > 0 && len(out) < 40 {
		before := v.p.Sentences[si-1]
		for _, k := range v.f.who.In(before.First, before.Last) {
			m := &v.f.who.Mentions[k]
			q := v.f.partiesOf(m)
			if len(q) == 0 || !political(q) || m.Kind == actors.Place || here[q[0].Country] {
				continue
			}
			for _, r := range q {
				here[r.Country] = true
			}
			implied := make([]claim.Party, len(q))
			for n, r := range q {
				implied[n] = r
				implied[n].Span = document.Span{}
			}
			out = append(out, PartyAt{Mention: -1, Parties: implied, head: -1, source: 5})
		}
	}
	return out
}

// MayBe reports whether the candidate may be an actor (side 0) or a recipient
// (1): the home country stands among the candidates once for each.
func (q *PartyAt) MayBe(side int) bool {
	return q.source != 3 && q.source != 6 || (q.source == 6) == (side == 1)
}

// PartyFeatures describes candidate c of all for the event of a type at word i.
func (v *View) PartyFeatures(i int, t claim.Type, all []PartyAt, c int, b *Bag) {
	p := v.p
	b.Reset()
	q := &all[c]
	typ := uint32(typeIndex(t))
	lem := v.lemma[i]
	sent := p.Sentences[p.Sent[i]]
	mentions := 0
	same := uint32(0) // another candidate of the sentence is of the same country
	for k := range all {
		if all[k].source == 1 {
			mentions++
			if k != c && all[k].Parties[0].Country == q.Parties[0].Country {
				same = 1
			}
		}
	}
	few := uint32(min(mentions, 3))
	b.Add(0, 1, 1, q.source, 0)
	b.Add(200, .5, q.source, typ, few)
	b.Add(201, .4, hash32(q.Parties[0].Sector), typ, q.source)
	b.Add(202, .3, boolNumber(q.Parties[0].Country != ""), q.source, 0)
	b.Add(203, .4, boolNumber(q.Parties[0].Country == v.home.Country), q.source, typ)
	passive := uint32(0)
	for _, k := range v.children(i) {
		if r := p.Rel[k]; r == "aux:pass" || r == "nsubj:pass" {
			passive = 1
		}
	}
	if p.UPOS[i] == "NOUN" {
		passive = 2
	}
	told, cue := boolNumber(v.f.told[i] > 0), boolNumber(v.cue[i] > 0)
	if q.source != 1 {
		b.Add(204, .6, q.source, passive, few)
		b.Add(205, .5, q.source, lem, 0)
		b.Add(206, .5, q.source, told, cue)
		b.Add(207, .5, q.source, typ, told*2+cue)
		subject, object := uint32(0), uint32(0)
		for _, k := range v.children(i) {
			switch relation(p.Rel[k]) {
			case "nsubj", "nsubj:pass", "nmod:poss":
				subject = 1 + boolNumber(v.land[k]) + 2*boolNumber(v.kind[k] != 0)
			case "obj":
				object = 1 + boolNumber(v.land[k])
			}
		}
		b.Add(208, .6, q.source, subject, passive)
		b.Add(209, .6, q.source, object, typ)
		b.Add(210, .5, q.source, subject, typ)
		b.Add(211, .5, q.source, same, typ)
		b.Add(212, .5, subject, object, q.source)
		b.Add(213, .4, same, q.source, told*2+cue)
		rank := uint32(9)
		for k, m := range v.main {
			if m.party.Country == q.Parties[0].Country {
				rank = uint32(k)
				b.Add(214, .4, q.source, uint32(m.share*8), typ)
			}
		}
		b.Add(215, .4, q.source, rank, typ)
		b.Add(216, .4, q.source, v.upos[i], v.rel[i])
		for _, k := range v.children(i) {
			switch relation(p.Rel[k]) {
			case "nsubj", "nsubj:pass", "nmod:poss", "obj", "obl", "nmod", "compound", "amod":
				r := v.rel[k]
				b.Add(217, .5, q.source, r, v.lemma[k])
				b.Add(218, .4, q.source, r, v.fine[k])
				b.Add(219, .4, r, boolNumber(v.land[k]), typ*8+q.source)
				if v.frame[i] > 0 {
					role, _ := v.argument(i, int(k))
					b.Add(190, .4, q.source, role, boolNumber(v.land[k])+2*boolNumber(v.kind[k] != 0))
				}
			}
		}
		of := uint32(0) // sides that mentions of the sentence fill, by the rules
		for k := range all {
			if all[k].source == 1 {
				of |= v.roleByRules(i, &all[k])
			}
		}
		b.Add(191, .7, q.source, of, typ)
		b.Add(192, .6, q.source, of, few)
		return
	}
	role := v.roleByRules(i, q)
	b.Add(246, 1, role, 0, 0)
	b.Add(247, .8, role, typ, 0)
	b.Add(248, .5, role, lem, 0)
	b.Add(249, .5, role, boolNumber(v.rules[i] != nil), typ)
	if r, whole := v.argument(i, q.head); r != 0 {
		b.Add(250, .9, r, boolNumber(whole), 0)
		b.Add(251, .7, r, boolNumber(whole), typ)
		b.Add(252, .5, r, lem, 0)
		b.Add(253, .4, r, typ, passive)
	} else if v.frame[i] > 0 {
		b.Add(254, .4, 1, typ, 0)
	}
	if h := int(p.Head[i]); h >= 0 && v.frame[h] > 0 {
		own, _ := v.argument(h, i)
		r, whole := v.argument(h, q.head)
		b.Add(255, .6, own, r, boolNumber(whole))
		b.Add(256, .5, own, r, typ)
		b.Add(257, .4, own, r, v.lemma[h])
	}
	for k, m := range v.main {
		if m.party.Country == q.Parties[0].Country {
			b.Add(258, .3, uint32(k), typ, boolNumber(q.head > i))
		}
	}
	m := &v.f.who.Mentions[q.Mention]
	kind := hash32(string(m.Kind))
	up, down, apex := v.path(i, q.head)
	path, short := uint32(17), uint32(0)
	steps := 0
	if apex != i {
		path = model.Feature(1, path, v.rel[i], 1)
		steps++
	}
	for _, k := range up {
		path = model.Feature(1, path, v.rel[k], 1)
		steps++
	}
	for _, k := range down {
		path = model.Feature(1, path, v.rel[k], 2)
		steps++
	}
	if q.head != apex {
		path = model.Feature(1, path, v.rel[q.head], 3)
		short = v.rel[q.head]
		steps++
	}
	pr := v.prep(q.head)
	side := boolNumber(q.head > i)
	b.Add(220, 1, path, passive, 0)
	b.Add(221, .8, path, passive, pr)
	b.Add(222, .7, path, typ, passive)
	b.Add(223, .6, path, lem, pr)
	b.Add(224, .5, path, kind, 0)
	b.Add(225, .6, short, pr, side)
	b.Add(226, .5, short, pr, typ)
	b.Add(227, .5, short, pr, lem)
	b.Add(228, .4, uint32(min(steps, 6)), side, 0)
	b.Add(229, .4, uint32(min(steps, 6)), typ, side)
	b.Add(230, .3, kind, typ, side)
	b.Add(231, .3, kind, pr, 0)
	b.Add(232, .3, boolNumber(m.Kind == actors.Place), pr, typ)
	dist := q.First - i
	if side == 0 {
		dist = i - q.Last
	}
	b.Add(233, .4, uint32(min(max(dist, 0), 30)/3), side, 0)
	rank := uint32(0) // mentions nearer on the same side
	for k := range all {
		if o := &all[k]; o.source == 1 && k != c && (o.head > i) == (side == 1) && (side == 1 && o.head < q.head || side == 0 && o.head > q.head) {
			rank++
		}
	}
	b.Add(234, .5, min(rank, 4), side, passive)
	b.Add(235, .5, min(rank, 4), side, typ)
	b.Add(236, .4, few, side, typ)
	b.Add(237, .4, same, side, typ)
	b.Add(238, .4, boolNumber(v.cue[i] > 0), path, 0)
	if k := v.f.told[i]; k > 0 {
		b.Add(239, .4, boolNumber(v.f.told[q.head] == k), side, short)
	}
	if h := int(p.Head[i]); h >= 0 {
		b.Add(240, .4, path, v.lemma[h], 0)
	}
	if h := int(p.Head[q.head]); h >= 0 && h != i {
		b.Add(241, .4, v.lemma[h], v.rel[q.head], pr)
		b.Add(242, .3, uint32(v.typed[h]), v.rel[q.head], pr)
	}
	verbs := uint32(0)
	for k := min(i, q.head) + 1; k < max(i, q.head); k++ {
		if p.UPOS[k] == "VERB" {
			verbs++
		}
	}
	b.Add(243, .4, min(verbs, 3), side, passive)
	if q.First > sent.First {
		b.Add(244, .3, v.lower[q.First-1], side, typ)
		b.Add(245, .3, v.lower[q.First-1], lem, 0)
	}
}

// roleByRules tells which part the rules by position give a candidate: 0 none,
// 1 actor, 2 recipient.
func (v *View) roleByRules(i int, q *PartyAt) uint32 {
	d := v.rules[i]
	if d == nil {
		if d = v.roles[i]; d == nil {
			made := v.draft(i, claim.Support) // any type without rules of its own
			d = &made
			if d.noun {
				v.f.nounParties(d.sentence, d)
			} else {
				v.f.verbParties(d.sentence, d)
			}
			v.roles[i] = d
		}
	}
	switch {
	case q == nil:
	case has(d.actors, q.Parties[0]):
		return 1
	case has(d.recipients, q.Parties[0]):
		return 2
	}
	return 0
}
