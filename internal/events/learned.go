package events

import (
	"fmt"
	"math"
	"sort"

	"github.com/entente-project/entente/internal/claim"
)

// Thresholds of the trained finder. The shipped ones are chosen on the
// development part of the corpus.
type Thresholds struct {
	Event float64 // least probability of an event at a word where no rule sees one
	Rule  float64 // the same where a rule does
	Party float64 // least probability that a candidate takes part
	Alone float64 // the same for the likeliest, where nobody reaches Party
	Pair  float64 // weight of the coder of pairs beside the word's own type
}

// shippedThresholds hold unless Models says otherwise.
var shippedThresholds = Thresholds{Event: .50, Rule: .05, Party: .50, Alone: .25, Pair: 1}

// find gives the drafts of all events: where a rule sees one, it stands unless
// the model is sure that there is none; elsewhere the model decides.
func (v *View) find(m *Models) []draft {
	if !m.classes {
		clear(v.fine)
		clear(v.mid)
	}
	th := m.Thresholds
	var out []draft
	var b Bag
	var p []float64
	for i := 0; i < v.p.Len(); i++ {
		rule := v.rules[i]
		if rule == nil && (!v.isCandidate(i) || v.underNone(i)) {
			continue
		}
		v.TriggerFeatures(i, &b)
		p = m.Trigger.Probabilities(&b, p)
		if rule != nil {
			if 1-p[0] >= th.Rule {
				d := *rule
				d.sure = max(p[typeIndex(d.Type)], .3)
				d.why = v.why(i, p) + fmt.Sprintf("; rule %q", rule.phrase)
				v.complete(m, i, &d)
				v.reality(m, i, &d)
				out = append(out, d)
			}
			continue
		}
		if 1-p[0] < th.Event {
			continue
		}
		k := 1 + best(p[1:])
		t := claim.Types[k-1]
		d := v.draft(i, t)
		d.sure = p[k]
		d.why = v.why(i, p)
		if v.parties(m, i, &d) {
			if r := v.retype(m, i, p, &d); r != t {
				again := v.draft(i, r)
				again.sure, again.why = p[typeIndex(r)], v.why(i, p)
				if !v.parties(m, i, &again) {
					continue
				}
				d = again
			}
			d.sure = max(d.sure, p[typeIndex(d.Type)])
			v.reality(m, i, &d)
			out = append(out, d)
		}
	}
	return v.single(out)
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

// retype weighs the types of p, which the trigger model gave, by what the coder
// of pairs says of the sentence with the draft's parties; p is changed. It
// gives the likeliest type.
func (v *View) retype(m *Models, i int, p []float64, d *draft) claim.Type {
	sent := v.p.Sentences[d.sentence]
	place := func(parties []claim.Party) [2]int {
		for _, q := range parties {
			if q.Span.Len() > 0 {
				if w := wordsIn(v.p, q.Span); w[0] >= sent.First && w[1] <= sent.Last {
					return w
				}
			}
		}
		return [2]int{}
	}
	q := &pair{scene: v.scene, sent: sent, source: place(d.actors), target: place(d.recipients), role: make([]uint8, sent.Last-sent.First)}
	if q.target[1] == 0 && len(d.actors) > 1 {
		q.target = place(d.actors[1:])
	}
	if q.target == q.source {
		q.target = [2]int{}
	}
	if m.Thresholds.Pair > 0 && (q.source[1] > 0 || q.target[1] > 0) {
		for side, w := range [2][2]int{q.source, q.target} {
			for k := w[0]; k < w[1]; k++ {
				q.role[k-sent.First] = uint8(side + 1)
			}
		}
		var b Bag
		q.features(&b)
		roots := m.Pair.Probabilities(&b, nil)
		of := map[claim.Type]float64{}
		for k, r := range Roots {
			of[r] = roots[k]
		}
		of[claim.Concede], of[claim.Retreat] = of[Yield], of[Yield]
		for _, t := range [4]claim.Type{claim.Consult, claim.Support, claim.Cooperate, claim.Aid} {
			of[t] += .5 * of[claim.Agree] // PLV has those to come as AGREE
		}
		total, before := 0.0, 1-p[0]
		for k, t := range claim.Types {
			p[k+1] *= math.Pow(of[t]+.01, m.Thresholds.Pair)
			total += p[k+1]
		}
		for k := range claim.Types {
			p[k+1] *= before / total
		}
	}
	return claim.Types[best(p[1:])]
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
	var b Bag
	var p []float64
	all := v.PartyCandidates(i)
	first, last := i, i+1
	side := make([]int, len(all))
	spare, most := -1, m.Thresholds.Alone // the likeliest, should none be likely enough
	spareSide := 0
	for c := range all {
		v.PartyFeatures(i, d.Type, all, c, &b)
		p = m.Party.Probabilities(&b, p)
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
	if d.Type == claim.Consult && d.mode != "visit" || d.Type == claim.Cooperate {
		d.actors, d.recipients = unite(d.actors, d.recipients), nil
	}
	d.sym = d.Type == claim.Consult || d.Type == claim.Cooperate
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
	var b Bag
	v.RealityFeatures(i, d.Type, &b)
	p := m.Reality.Probabilities(&b, nil)
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
	past := m.Background.Probabilities(&b, nil)[1]
	d.background = done(d.reality) && past >= .65 || d.background && past >= .3
}

// single leaves one of two drafts of one type whose words hang together ("held
// talks"): the surer one.
func (v *View) single(in []draft) []draft {
	drop := make([]bool, len(in))
	for a := range in {
		for b := a + 1; b < len(in) && in[b].sentence == in[a].sentence; b++ {
			if in[a].Type != in[b].Type || drop[a] || drop[b] {
				continue
			}
			if h := v.p.Head; int(h[in[b].first]) == in[a].first || int(h[in[a].first]) == in[b].first {
				if in[a].sure >= in[b].sure {
					drop[b] = true
				} else {
					drop[a] = true
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
