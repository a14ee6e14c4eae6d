package events

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/entente-project/entente/internal/claim"
)

// Thresholds of the trained finder.
type Thresholds struct {
	Event float64 // least probability of an event at a word where no rule sees one
	Rule  float64 // the same of the rule's type where a rule sees one
	Party float64 // least probability that a candidate takes part
	Alone float64 // the same for the likeliest, where nobody reaches Party
	Bonus float64 // how many times likelier another type must be to beat a rule's
	Side  float64 // the same for the likeliest of a side that would be empty in a type where all act together, as a share of how often annotators leave it empty
	Least float64 // but at least this
	Fill  float64 // a side is filled where annotators would fill it with at least this probability
	Drop  float64 // and emptied where with less than this
	Sure  float64 // but for parties that are at least so likely
	Same  float64 // least probability that two drafts tell one happening
}

// ShippedThresholds hold unless Models says otherwise. They were chosen by folds over
// the training reports, and with the development part beside them.
var ShippedThresholds = Thresholds{Event: .3, Rule: .15, Party: .50, Alone: .25, Side: .8, Least: .1, Fill: .5, Drop: .4, Sure: .9, Same: .5, Bonus: 1000}

// calibrate turns the probability that the trigger model gives a type into the
// share of such events that are right, parties aside: 1 / (1 + exp(-(a*logit +
// b))), fitted on reports that the models had not seen (docs/accuracy-events.md).
var calibrate = struct{ a, b float64 }{.469, -.523}

func calibrated(p float64) float64 {
	p = min(max(p, .001), .999)
	return 1 / (1 + math.Exp(-(calibrate.a*math.Log(p/(1-p)) + calibrate.b)))
}

// find gives the drafts of all events, in the order of their words.
func (v *View) find(m *Models) []draft {
	if !m.classes {
		clear(v.fine)
		clear(v.mid)
	}
	var out []draft
	b := &v.triggers
	var p []float64
	var words []int
	for i := 0; i < v.p.Len(); i++ {
		if v.rules[i] != nil || v.isCandidate(i) && !v.underNone(i) {
			words = append(words, i)
		}
	}
	dense, stride := m.Trigger.over(&v.trigging, v.Inputs(TriggerWords), len(words), func(k int, dst []float32) { v.TriggerDense(words[k], dst) })
	for k, i := range words {
		v.TriggerFeatures(i, b)
		p = m.Trigger.Probabilities(b, row(dense, stride, k), p)
		if d, ok := v.decide(m, i, p); ok {
			out = append(out, d)
		}
	}
	return v.single(out)
}

// decide makes the draft of the event told at word i, of whose type the trigger
// model thinks p; false where none is likely enough.
func (v *View) decide(m *Models, i int, p []float64) (draft, bool) {
	th := m.Thresholds
	rule := v.rules[i]
	if rule != nil {
		if r := p[typeIndex(rule.Type)]; r >= th.Rule && r*th.Bonus >= slices.Max(p[1:]) {
			d := *rule
			d.sure = max(r, .01)
			d.why = v.why(i, p) + fmt.Sprintf("; rule %q", rule.phrase)
			v.complete(m, i, &d)
			v.reality(m, i, &d)
			return d, true
		}
	}
	k := 1 + best(p[1:])
	if p[k] < th.Event {
		return draft{}, false
	}
	t := claim.Types[k-1]
	d := v.draft(i, t)
	d.sure, d.why = p[k], v.why(i, p)
	if !v.parties(m, i, &d) {
		return d, false
	}
	v.reality(m, i, &d)
	return d, true
}

// complete gives a rule's draft of which one side is empty that side from the
// model.
func (v *View) complete(m *Models, i int, d *draft) {
	if d.sym || d.alone || len(d.actors) > 0 && len(d.recipients) > 0 {
		return
	}
	other := v.draft(i, d.Type)
	if !v.parties(m, i, &other) {
		return
	}
	if len(d.actors) == 0 && !meet(other.actors, d.recipients) {
		d.actors = other.actors
	} else if len(d.recipients) == 0 && !meet(other.recipients, d.actors) {
		d.recipients = other.recipients
	}
}

// meet reports whether two lists share a party.
func meet(a, b []claim.Party) bool {
	for _, q := range a {
		if has(b, q) {
			return true
		}
	}
	return false
}

// underNone reports whether a noun hangs on a thing that is said not to be ("no
// announcement of new efforts from the meetings"): it tells no event of its
// own.
func (v *View) underNone(i int) bool {
	p := v.p
	for n := 0; i >= 0 && p.UPOS[i] != "VERB" && n < 8; n++ {
		for _, k := range v.children(i) {
			if w := p.Lower[k]; p.Rel[k] == "det" && (w == "no" || w == "neither") {
				return true
			}
		}
		i = int(p.Head[i])
	}
	return false
}

// why tells what an event rests on and what it beat.
func (v *View) why(i int, p []float64) string {
	order := make([]int, len(p))
	for k := range order {
		order[k] = k
	}
	sort.SliceStable(order, func(a, b int) bool { return p[order[a]] > p[order[b]] })
	name := func(k int) string {
		if k == 0 {
			return "no event"
		}
		return string(claim.Types[k-1])
	}
	s := fmt.Sprintf("the word %q tells it: %s %.2f, then %s %.2f, %s %.2f", v.p.Text(i), name(order[0]), p[order[0]], name(order[1]), p[order[1]], name(order[2]), p[order[2]])
	if v.rule[i] > 0 {
		s += fmt.Sprintf("; the lexicon has it as %s", claim.Types[v.rule[i]-1])
	}
	if v.typed[i] > 0 {
		s += fmt.Sprintf("; CAMEO's verbs as %s (%s)", claim.Types[v.typed[i]-1], v.cameo[i])
	}
	return s
}

// parties fills actors, recipients and the mention; false where nobody
// political takes part.
func (v *View) parties(m *Models, i int, d *draft) bool {
	b := &v.bag
	var p []float64
	all := v.PartyCandidates(i)
	first, last := i, i+1
	side, chance := make([]int, len(all)), make([][3]float64, len(all))
	dense, stride := m.Party.over(&v.space, v.Inputs(PartyWords), len(all), func(k int, dst []float32) { v.PartyDense(i, all, k, dst) })
	spare, most := -1, m.Thresholds.Alone // the likeliest, should none be likely enough
	spareSide := 0
	for c := range all {
		v.PartyFeatures(i, d.Type, all, c, b)
		p = m.Party.Probabilities(b, row(dense, stride, c), p)
		for k := range 2 { // what is unlikely by training is ruled out
			if !all[c].MayBe(k) || k == 0 && v.blames(&all[c], i, d.Type) {
				p[0], p[k+1] = p[0]+p[k+1], 0
			}
		}
		copy(chance[c][:], p)
		k := 1
		if p[2] > p[1] {
			k = 2
		}
		if 1-p[0] >= m.Thresholds.Party {
			side[c] = k
		} else if 1-p[0] > most {
			spare, most, spareSide = c, 1-p[0], k
		}
	}
	any := false
	for _, k := range side {
		any = any || k > 0
	}
	if !any {
		if spare < 0 {
			return false
		}
		side[spare] = spareSide
	}
	if !mutual(d.Type) {
		v.fill(m, i, d.Type, all, side, chance)
	} else {
		for empty := 1; empty <= 2; empty++ {
			if slices.Contains(side, empty) {
				continue
			}
			likely, most := -1, max(m.Thresholds.Least, m.Thresholds.Side*m.Empty[typeIndex(d.Type)-1][empty-1])
			for c := range all {
				if side[c] == 0 && chance[c][empty] > most {
					likely, most = c, chance[c][empty]
				}
			}
			if likely >= 0 {
				side[likely] = empty
			}
		}
	}
	actors := 0
	for _, k := range side {
		if k == 1 {
			actors++
		}
	}
	for c, k := range side {
		q := all[c]
		if q.source == 1 && k == 1 && actors > 1 && v.f.isPlace(&v.f.who.Mentions[q.Mention]) {
			continue // where it was done is no doer
		}
		switch k {
		case 1:
			if q.source != 1 && countriesIn(d.actors, q.Parties) {
				continue // told by its own words already
			}
			d.actors = unite(d.actors, q.Parties)
		case 2:
			if q.source != 1 && countriesIn(d.recipients, q.Parties) {
				continue
			}
			d.recipients = unite(d.recipients, q.Parties)
		default:
			continue
		}
		if q.source == 1 && q.First >= first-14 && q.Last <= last+14 {
			first, last = min(first, q.First), max(last, q.Last)
		}
	}
	if mutual(d.Type) && d.mode != "visit" {
		d.actors, d.recipients = unite(d.actors, d.recipients), nil
	}
	d.sym = mutual(d.Type)
	d.mention = v.p.Words(first, last)
	if d.mention.Len() > 160 {
		d.mention = v.p.Words(i, i+1)
	}
	d.place = v.f.placeNear(d.sentence, i+1)
	for k := i - 1; k >= max(i-3, v.p.Sentences[d.sentence].First); k-- {
		switch v.p.Lower[k] {
		case "the", "this", "that", "these", "their":
			d.definite = d.noun
		}
	}
	return political(d.actors) || political(d.recipients)
}

// blames reports whether a candidate is the subject of a verb of blame that
// governs the word i: who condemns a coup did not make it.
func (v *View) blames(q *PartyAt, i int, t claim.Type) bool {
	accuse := typeIndex(claim.Accuse)
	if q.source != 1 || t == claim.Accuse {
		return false
	}
	for h, n := int(v.p.Head[i]), 0; h >= 0 && n < 3; h, n = int(v.p.Head[h]), n+1 {
		if v.p.UPOS[h] != "VERB" || v.rule[h] != accuse && v.typed[h] != accuse {
			continue
		}
		for k := q.head; k >= 0; k = int(v.p.Head[k]) {
			if int(v.p.Head[k]) == h {
				return v.rel[k] == subjectRel
			}
			if k == i {
				break
			}
		}
	}
	return false
}

var subjectRel = hash32("nsubj")

// countriesIn reports whether all countries of some parties are in a list.
func countriesIn(list, parties []claim.Party) bool {
	have := countriesOf(list)
	for _, q := range parties {
		if !have[q.Country] {
			return false
		}
	}
	return true
}

// reality tells whether the event is done: the rules first, the model where it
// is sure. What the rules say did not happen, the model cannot make happen.
func (v *View) reality(m *Models, i int, d *draft) {
	v.f.modality(d.sentence, d)
	v.f.time(d.sentence, d)
	b := &v.bag
	v.RealityFeatures(i, d.Type, b)
	dense, stride := m.Reality.over(&v.space, v.Inputs(RealityWords), 1, func(_ int, dst []float32) { v.RealityDense(i, dst) })
	p := m.Reality.Probabilities(b, row(dense, stride, 0), nil)
	k := best(p)
	r := claim.Realities[k]
	done := func(r claim.Reality) bool { return r == claim.Occurred || r == claim.Ongoing }
	switch ahead := d.stated && v.p.Doc.Date.Valid() && d.date.From > v.p.Doc.Date; {
	case r == d.reality || done(r) && ahead:
	case !done(r) || done(d.reality) || d.reality == claim.Alleged && speechActs[d.Type]:
		d.reality = r
	case speechActs[d.Type] && d.reality != claim.Negated && p[k] >= .7:
		d.reality = r // "would like to urge": it is done by saying so
	}
	// A deed is told as news unless the rules or a good deal of the model's
	// trust say otherwise.
	dense, stride = m.Background.over(&v.space, v.Inputs(RealityWords), 1, func(_ int, dst []float32) { v.RealityDense(i, dst) })
	past := m.Background.Probabilities(b, row(dense, stride, 0), nil)[1]
	d.background = done(d.reality) && past >= .65 || d.background && past >= .3
}

// single leaves one of two drafts of one type whose words hang together ("held
// talks"): the surer one, with the mode of the other if it has none.
func (v *View) single(in []draft) []draft {
	drop := make([]bool, len(in))
	for a := range in {
		for b := a + 1; b < len(in) && in[b].sentence == in[a].sentence; b++ {
			if in[a].Type != in[b].Type || drop[a] || drop[b] {
				continue
			}
			if h := v.p.Head; int(h[in[b].first]) == in[a].first || int(h[in[a].first]) == in[b].first {
				keep, lose := &in[a], &in[b]
				if keep.sure < lose.sure {
					keep, lose = lose, keep
					drop[a] = true
				} else {
					drop[b] = true
				}
				if keep.mode == "" && lose.mode != "" {
					keep.mode, keep.cameo, keep.goldstein = lose.mode, lose.cameo, lose.goldstein
				}
			}
		}
	}
	out := in[:0:0]
	for k, d := range in {
		if !drop[k] {
			out = append(out, d)
		}
	}
	return out
}
