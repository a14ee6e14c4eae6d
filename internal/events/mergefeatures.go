package events

import (
	"math"

	"github.com/entente-project/entente/internal/claim"
)

// MergeFeatures describes two words, in order, that both tell an event of a
// type: whether it is one happening told twice.
func (v *View) MergeFeatures(i, j int, t claim.Type, b *Bag) {
	p := v.p
	b.Reset()
	typ := uint32(typeIndex(t))
	x, y := v.sketch(i), v.sketch(j)
	b.Add(0, 1, 1, 0, 0)
	b.Add(400, .6, typ, 0, 0)
	same := uint32(0)
	switch {
	case v.lemma[i] == v.lemma[j]:
		same = 3
	case v.stem[i] == v.stem[j]:
		same = 2
	case v.typed[i] > 0 && v.typed[i] == v.typed[j] && v.cameo[i] == v.cameo[j]:
		same = 1
	}
	near := uint32(0)
	switch d := p.Sent[j] - p.Sent[i]; {
	case d >= 9:
		near = 5
	case d >= 5:
		near = 4
	case d >= 3:
		near = 3
	default:
		near = uint32(d)
	}
	nouns := boolNumber(x.noun) + 2*boolNumber(y.noun)
	definite := boolNumber(x.definite) + 2*boolNumber(y.definite)
	actors, recipients := listsRelation(x.actors, y.actors), listsRelation(x.recipients, y.recipients)
	names := 1 + boolNumber(sameNames(x.actors, y.actors))
	if len(x.actors) == 0 || len(y.actors) == 0 {
		names = 0
	}
	when := uint32(0)
	switch {
	case x.date.None() && y.date.None():
	case x.date.None() || y.date.None():
		when = 1
	case x.date.Touches(y.date):
		when = 2
	default:
		when = 3
	}
	likeness := v.likeness(i, j)
	b.Add(401, .8, same, 0, 0)
	b.Add(402, .7, same, typ, 0)
	b.Add(403, .7, same, near, 0)
	b.Add(404, .7, same, nouns, definite)
	b.Add(405, .6, near, nouns, definite)
	b.Add(406, .7, actors, recipients, same)
	b.Add(407, .6, actors, recipients, typ)
	b.Add(408, .6, names, same, near)
	b.Add(409, .6, when, same, typ)
	b.Add(410, .6, when, actors, recipients)
	b.Add(411, .5, boolNumber(x.reality == y.reality), boolNumber(x.background == y.background), same)
	b.Add(412, .4, hash32(string(x.reality)), hash32(string(y.reality)), 0)
	b.Add(413, .7, likeness, same, 0)
	b.Add(414, .6, likeness, typ, 0)
	b.Add(415, .5, likeness, nouns, near)
	b.Add(416, .5, v.lemma[j], boolNumber(y.definite), nouns)
	b.Add(417, .4, v.lemma[i], v.lemma[j], 0)
	b.Add(418, .4, v.lemma[i], same, 0)
	told := uint32(0)
	switch a, c := v.f.told[i], v.f.told[j]; {
	case a == c && a > 0:
		told = 1
	case a > 0 && c > 0:
		told = 2
	case a > 0 || c > 0:
		told = 3
	}
	b.Add(419, .5, told, same, typ)
	if near == 0 {
		up, down, apex := v.path(i, j)
		steps := uint32(min(len(up)+len(down), 5))
		b.Add(420, .7, steps, boolNumber(apex == i)+2*boolNumber(apex == j), nouns)
		b.Add(421, .6, v.rel[j], boolNumber(int(p.Head[j]) == i), typ)
		b.Add(422, .6, v.rel[i], boolNumber(int(p.Head[i]) == j), typ)
	}
}

// sketch is the draft of word i by the rules alone: its parties by position, its
// reality and date.
func (v *View) sketch(i int) *draft {
	if d := v.sketches[i]; d != nil {
		return d
	}
	v.roleByRules(i, nil)
	d := v.rules[i]
	if d == nil {
		d = v.roles[i]
	}
	copied := *d
	v.f.modality(copied.sentence, &copied)
	v.f.time(copied.sentence, &copied)
	for k := i - 1; k >= max(i-3, v.p.Sentences[copied.sentence].First); k-- {
		switch v.p.Lower[k] {
		case "the", "this", "that", "these", "those", "their", "his", "her", "its":
			copied.definite = copied.noun
		}
	}
	v.sketches[i] = &copied
	return &copied
}

// listsRelation tells how the countries of two lists of parties lie: 0 both
// none, 1 one of them none, 2 the same, 3 one in the other, 4 some shared, 5
// none shared.
func listsRelation(a, b []claim.Party) uint32 {
	x, y := countriesOf(a), countriesOf(b)
	shared := 0
	for c := range x {
		if y[c] {
			shared++
		}
	}
	switch {
	case len(x) == 0 && len(y) == 0:
		return 0
	case len(x) == 0 || len(y) == 0:
		return 1
	case shared == len(x) && shared == len(y):
		return 2
	case shared == len(x) || shared == len(y):
		return 3
	case shared > 0:
		return 4
	}
	return 5
}

// likeness tells how much the vectors of two words point one way: 1 to 8, 0
// where there are none.
func (v *View) likeness(i, j int) uint32 {
	w := v.p.States.Width
	if w == 0 {
		return 0
	}
	if cap(v.pairOf) < 2*w {
		v.pairOf = make([]float32, 2*w)
	}
	x, y := v.pairOf[:w], v.pairOf[w:2*w]
	v.p.States.Copy(x, i)
	v.p.States.Copy(y, j)
	var xy, xx, yy float32
	for k := range x {
		xy, xx, yy = xy+x[k]*y[k], xx+x[k]*x[k], yy+y[k]*y[k]
	}
	c := float64(xy) / math.Sqrt(math.Max(float64(xx)*float64(yy), 1e-9))
	return uint32(min(max(math.Floor(c*8), 0), 7)) + 1
}

// merge joins the drafts that tell one happening: each with the event that has
// a mention most like it, where that is likely enough.
func (v *View) merge(m *Models, found []draft) []draft {
	var out []draft
	b := &v.bag
	var p []float64
	members := [][]int{}
	for _, d := range found {
		at, most := -1, m.Thresholds.Same
		for k := range out {
			if out[k].Type != d.Type || hard(out[k].reality, d.reality) {
				continue
			}
			for _, i := range members[k] {
				v.MergeFeatures(i, d.first, d.Type, b)
				if p = m.Merge.Probabilities(b, nil, p); p[1] > most {
					at, most = k, p[1]
				}
			}
		}
		if at < 0 {
			if len(d.actors)+len(d.recipients) > 0 {
				d.mentions = append(d.mentions[:0:0], d.mention)
				out, members = append(out, d), append(members, []int{d.first})
			}
			continue
		}
		e := &out[at]
		e.mentions, members[at] = append(e.mentions, d.mention), append(members[at], d.first)
		e.sure = max(e.sure, d.sure)
		if !e.stated && d.stated {
			e.date, e.stated = d.date, true
		}
		if e.place == "" {
			e.place = d.place
		}
		if len(e.actors) == 0 && !meet(e.recipients, d.actors) {
			e.actors = d.actors
		}
		if len(e.recipients) == 0 && !e.sym && !meet(e.actors, d.recipients) {
			e.recipients = d.recipients
		}
	}
	return out
}

// hard reports whether two realities exclude that they are of one happening:
// what was done is not what was not.
func hard(a, b claim.Reality) bool {
	none := func(r claim.Reality) bool { return r == claim.Negated || r == claim.Denied }
	done := func(r claim.Reality) bool { return r == claim.Occurred || r == claim.Ongoing }
	return none(a) != none(b) || done(a) != done(b)
}
