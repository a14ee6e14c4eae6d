package events

import (
	"slices"

	"github.com/entente-project/entente/internal/claim"
)

// SideClasses are the classes of the net of sides: nobody with a country on
// either side, an actor, a recipient, both.
const SideClasses = 4

// SideFeatures describes which sides of the event of a type told at word i
// annotators fill; all are its candidates.
func (v *View) SideFeatures(i int, t claim.Type, all []PartyAt, b *Bag) {
	p := v.p
	b.Reset()
	typ, lem, up, rel := uint32(typeIndex(t)), v.lemma[i], v.upos[i], v.rel[i]
	subject, object, with := uint32(0), uint32(0), uint32(0)
	b.Add(0, 1, 1, 0, 0)
	for _, c := range v.children(i) {
		k := int(c)
		who := 1 + boolNumber(v.land[k]) + 2*boolNumber(v.kind[k] != 0)
		switch r := relation(p.Rel[k]); r {
		case "nsubj", "nmod:poss":
			subject = who
			if p.UPOS[k] == "PRON" {
				subject += 4
			}
		case "nsubj:pass":
			subject = who + 8
		case "obj", "iobj":
			object = who
			b.Add(720, .5, lem, v.lemma[k], 1)
			b.Add(721, .5, typ, v.lemma[k], 1)
			b.Add(722, .4, typ, v.fine[k], 1)
		case "obl", "nmod", "obl:agent":
			with = max(with, who)
			b.Add(723, .5, typ, v.prep(k), who)
			b.Add(724, .4, lem, v.prep(k), who)
			b.Add(725, .4, v.lemma[k], v.prep(k), typ)
		case "xcomp", "ccomp", "advcl":
			b.Add(726, .5, typ, v.rel[k], v.lemma[k])
			b.Add(727, .4, lem, v.rel[k], 0)
		case "compound", "amod":
			b.Add(728, .4, typ, v.rel[k], v.lemma[k])
		}
		b.Add(729, .4, typ, v.rel[k], boolNumber(v.land[k]))
	}
	var rules, mentions, others uint32
	countries := map[string]bool{}
	first := [3]string{}
	for k := range all {
		q := &all[k]
		if q.source == 1 {
			mentions++
			countries[q.Parties[0].Country] = true
			if r := v.roleByRules(i, q); r > 0 {
				rules |= r
				if first[r] == "" {
					first[r] = q.Parties[0].Sector + "/" + q.Parties[0].Country
				}
			}
		} else {
			others |= 1 << q.source
		}
	}
	n, lands := min(mentions, 4), uint32(min(len(countries), 3))
	told, cue := boolNumber(v.f.told[i] > 0), boolNumber(v.cue[i] > 0)
	home := boolNumber(countries[v.home.Country])
	s := uint32(v.sense[i][0].typ)
	b.Add(700, 1, typ, 0, 0)
	b.Add(701, .8, typ, rules, 0)
	b.Add(702, .6, typ, rules, told+2*cue)
	b.Add(703, .6, typ, lem, up)
	b.Add(704, .5, lem, rules, 0)
	b.Add(705, .7, typ, subject, object)
	b.Add(706, .6, typ, object, with)
	b.Add(707, .5, subject, object, with)
	b.Add(708, .5, lem, subject, object)
	b.Add(709, .5, typ, n, lands)
	b.Add(710, .5, typ, home, n)
	b.Add(711, .5, typ, up, rel)
	b.Add(712, .5, typ, v.xpos[i], subject)
	b.Add(713, .5, typ, others, rules)
	b.Add(714, .4, typ, s, 0)
	b.Add(715, .4, typ, v.mood, 0)
	b.Add(716, .4, rules, n, told+2*cue)
	b.Add(717, .5, typ, hash32(first[1]), 0)
	b.Add(718, .5, typ, hash32(first[2]), 0)
	b.Add(719, .4, boolNumber(v.short), rules, typ)
	if v.frame[i] > 0 {
		f := &p.Frames[v.frame[i]-1]
		roles := uint32(0)
		for _, a := range f.Arguments {
			land := 1 + boolNumber(v.anyLand(a.First, a.Last))
			switch a.Role {
			case "ARG0":
				roles |= land
			case "ARG1":
				roles |= land << 2
			case "ARG2":
				roles |= land << 4
			}
		}
		b.Add(730, .6, typ, roles, 0)
		b.Add(731, .5, hash32(f.Roleset), roles, 0)
		b.Add(732, .5, hash32(f.Roleset), typ, 0)
	}
	if h := int(p.Head[i]); h >= 0 {
		b.Add(733, .4, typ, rel, v.lemma[h])
		b.Add(734, .4, typ, rel, uint32(v.sense[h][0].typ))
	}
}

// fill corrects which sides are empty: who was put on a side that annotators
// would leave empty is taken from it, and the likeliest is put on one that they
// would fill. side and chance are by candidate.
func (v *View) fill(m *Models, i int, t claim.Type, all []PartyAt, side []int, chance [][3]float64) {
	th, filled := &m.Thresholds, v.filled(m, i, t, all)
	for k := 1; k <= 2; k++ {
		switch in := slices.Contains(side, k); {
		case in && filled[k] < th.Drop && slices.Contains(side, 3-k):
			for c := range side {
				if side[c] == k && chance[c][k] < th.Sure {
					side[c] = 0
				}
			}
		case !in && filled[k] > th.Fill:
			likely, most := -1, th.Least
			for c := range all {
				if side[c] == 0 && chance[c][k] > most {
					likely, most = c, chance[c][k]
				}
			}
			if likely >= 0 {
				side[likely] = k
			}
		}
	}
}

// filled gives the probability that annotators name somebody with a country as
// actor (1) and as recipient (2).
func (v *View) filled(m *Models, i int, t claim.Type, all []PartyAt) [3]float64 {
	v.SideFeatures(i, t, all, &v.bag)
	dense, stride := m.Sides.over(&v.space, v.Inputs(RealityWords), 1, func(_ int, dst []float32) { v.RealityDense(i, dst) })
	p := m.Sides.Probabilities(&v.bag, row(dense, stride, 0), nil)
	return [3]float64{0, p[1] + p[3], p[2] + p[3]}
}

// mutual reports whether all who take part in events of a type are actors, so
// that no side is left empty.
func mutual(t claim.Type) bool { return t == claim.Consult || t == claim.Cooperate }
