package events

import (
	"sort"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// View is a report as the trained finder looks at it: candidates for triggers,
// and for each of them candidates for its parties, with their features. It is
// exported for the training, so that features are written once.
type View struct {
	*scene
	f        *finder
	kind     []uint32 // [words] what the mention headed here is, with its sector; 0 for none
	land     []bool   // [words] the mention headed here is a political party
	cue      []int32  // [words] 1 + index of the statement whose cue holds the word
	short    bool     // one or two sentences, no whole report
	home     claim.Party
	rules    map[int]*draft // what the rules alone find, by trigger word
	roles    map[int]*draft // the parties by position, by trigger word
	mood     uint32         // what sorts of parties the report speaks of
	state    []bool         // [sentences] names a party of a state, a parliament, an army, a movement
	mean     []float32      // mean of the words' vectors
	sketches map[int]*draft // what merging compares, by trigger word
	pairOf   []float32      // working space
	*work
	frame   []int32           // [words] 1 + index of the frame whose predicate the word is
	often   map[uint32]uint32 // how often the report has a lemma
	density uint32            // how many of its words the dictionaries know as deeds between parties, 0..5
	main    []mainParty       // who the report speaks of most, the most often first
}

// mainParty is a country or body that a report speaks of often.
type mainParty struct {
	party claim.Party
	share float64 // of all mentions of parties that have one
}

// NewView prepares a report.
func NewView(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) *View {
	n := p.Len()
	v := &View{work: spaces.Get().(*work), scene: newScene(p), f: &finder{p: p, who: who, when: when, said: said, told: tellings(p, said)},
		kind: make([]uint32, n), land: make([]bool, n), cue: make([]int32, n), short: len(p.Sentences) <= 2}
	for k := len(who.Mentions) - 1; k >= 0; k-- { // the outer ones last
		m := &who.Mentions[k]
		if m.Head < 0 || m.Head >= n {
			continue
		}
		sector := "-"
		if parties := v.f.partiesOf(m); len(parties) > 0 {
			sector = parties[0].Sector
			v.land[m.Head] = political(parties)
		}
		v.kind[m.Head] = hash32(string(m.Kind) + "/" + sector)
	}
	for k, s := range said {
		for _, c := range s.Cue {
			i := sort.Search(n, func(i int) bool { return p.Span[i].Start >= c.Start })
			for ; i < n && p.Span[i].End <= c.End; i++ {
				v.cue[i] = int32(k + 1)
			}
		}
	}
	v.rules, v.roles, v.sketches = map[int]*draft{}, map[int]*draft{}, map[int]*draft{}
	for si := range p.Sentences {
		for _, d := range v.f.sentence(si) {
			if _, taken := v.rules[d.first]; !taken {
				v.rules[d.first] = &d
			}
		}
	}
	v.frame = make([]int32, n)
	for k := range p.Frames {
		v.frame[p.Frames[k].Predicate] = int32(k + 1)
	}
	v.findMain()
	v.findMood()
	v.often = map[uint32]uint32{}
	deeds, parties := 0, 0
	for i := range n {
		v.often[v.lemma[i]]++
		if v.rules[i] != nil {
			deeds++
		}
		if v.land[i] {
			parties++
		}
	}
	if n > 0 {
		v.density = uint32(min(5, 60*deeds/n)) + 6*uint32(min(3, 20*parties/n))
	}
	if who.Home != "" {
		v.home = claim.Party{Country: who.Home, Sector: "GOV"}
	}
	return v
}

// findMain counts the countries of the report's parties.
func (v *View) findMain() {
	count, first := map[string]int{}, map[string]claim.Party{}
	total := 0
	for k := range v.f.who.Mentions {
		m := &v.f.who.Mentions[k]
		if m.Outer >= 0 || m.Kind == actors.Place {
			continue
		}
		for _, q := range m.Parties {
			if q.Country == "" || q.Sector == "JRN" {
				continue
			}
			total++
			count[q.Country]++
			if _, seen := first[q.Country]; !seen {
				first[q.Country] = claim.Party{Country: q.Country, Sector: "GOV"}
			}
		}
	}
	for c, n := range count {
		v.main = append(v.main, mainParty{first[c], float64(n) / float64(total)})
	}
	sort.Slice(v.main, func(i, j int) bool {
		a, b := v.main[i], v.main[j]
		return a.share > b.share || a.share == b.share && a.party.Country < b.party.Country
	})
	if len(v.main) > 3 {
		v.main = v.main[:3]
	}
}

// public are the sectors of those who act in politics by their office.
var public = map[string]bool{"GOV": true, "LEG": true, "MIL": true, "PTY": true, "OPP": true, "REB": true, "SPY": true, "UAF": true, "IGO": true, "IMG": true}

// findMood tells how much of the report is about those who act in politics, and
// about courts and police; and how its words lie on the whole.
func (v *View) findMood() {
	v.state = make([]bool, len(v.p.Sentences))
	all, political, courts := 0, 0, 0
	for k := range v.f.who.Mentions {
		m := &v.f.who.Mentions[k]
		if m.Outer >= 0 || m.Kind == actors.Place || len(m.Parties) == 0 {
			continue
		}
		all++
		switch q := m.Parties[0]; {
		case public[q.Sector] || q.Country == "IGO" || q.Country == "UNO" || q.Country == "EUR":
			political++
			if m.First < v.p.Len() {
				v.state[v.p.Sent[m.First]] = true
			}
		case q.Sector == "JUD" || q.Sector == "COP":
			courts++
		}
	}
	if all > 0 {
		v.mood = 1 + uint32(min(4*political/all, 3)) + 4*uint32(min(4*courts/all, 2))
	}
	if w := v.p.States.Width; w > 0 {
		v.mean = make([]float32, w)
		v.p.States.Sum(v.mean)
		for k := range v.mean {
			v.mean[k] *= 2 / float32(v.p.Len()) // as long as one word's, about
		}
	}
}

// argument gives the role of word k, or of the phrase that holds it, for the
// predicate at word i: hashed, 0 for none; whole tells that k heads it.
func (v *View) argument(i, k int) (role uint32, whole bool) {
	if i < 0 || v.frame[i] == 0 {
		return 0, false
	}
	for _, a := range v.p.Frames[v.frame[i]-1].Arguments {
		if a.Head == k {
			return hash32(a.Role), true
		}
		if a.First <= k && k < a.Last {
			role = hash32(a.Role)
		}
	}
	return role, false
}

// Candidates lists the words that may tell an event: verbs, and nouns that are
// no names.
func (v *View) Candidates() []int {
	var out []int
	for i := 0; i < v.p.Len(); i++ {
		if v.isCandidate(i) {
			out = append(out, i)
		}
	}
	return out
}

func (v *View) isCandidate(i int) bool {
	switch v.p.UPOS[i] {
	case "VERB":
		return true
	case "NOUN":
		return v.kind[i] == 0 || v.rule[i] > 0
	case "ADJ":
		return v.rule[i] > 0 || v.typed[i] > 0 || v.deed(i)
	}
	return false
}

// Known reports whether the rules, CAMEO's verbs or the senses know a word.
func (v *View) Known(i int) bool {
	return v.rule[i] > 0 || v.typed[i] > 0 || v.rules[i] != nil || v.deed(i)
}

// CandidatesIn lists the candidates that stand in spans of text.
func (v *View) CandidatesIn(spans []document.Span) []int {
	var out []int
	for _, s := range spans {
		w := wordsIn(v.p, s)
		for i := w[0]; i < w[1]; i++ {
			if v.isCandidate(i) {
				out = append(out, i)
			}
		}
	}
	return out
}

// Find gives the events of the report by models.
func (v *View) Find(m *Models) []claim.Event {
	events := v.f.records(v.merge(m, v.find(m)))
	spaces.Put(v.work)
	v.work = new(work)
	return events
}

// TriggerOf gives the candidate that a span of text is about as an event of a
// type: one that the rules or CAMEO's verbs know as such, else the topmost; -1
// for none.
func (v *View) TriggerOf(spans []document.Span, t claim.Type) int {
	best, height := -1, 1<<30
	want := typeIndex(t)
	for _, s := range spans {
		w := wordsIn(v.p, s)
		for i := w[0]; i < w[1]; i++ {
			if !v.isCandidate(i) {
				continue
			}
			h := len(v.upTo(i))
			switch {
			case v.rule[i] == want:
				h -= 100
			case v.typed[i] == want:
				h -= 60
			}
			h -= 30 * v.suggests(i, want)
			if h < height {
				best, height = i, h
			}
		}
		if best >= 0 {
			break
		}
	}
	return best
}

func (v *View) at(column []uint32, i, first, last int) uint32 {
	if i < first || i >= last {
		return 3
	}
	return column[i]
}

// TriggerFeatures describes word i as a trigger.
func (v *View) TriggerFeatures(i int, b *Bag) {
	p := v.p
	b.Reset()
	sent := p.Sentences[p.Sent[i]]
	f, l := sent.First, sent.Last
	lem, up, rel := v.lemma[i], v.upos[i], v.rel[i]
	typed, rule := uint32(v.typed[i]), uint32(v.rule[i])
	b.Add(0, 1, 1, 0, 0)
	b.Add(100, .5, up, 0, 0)
	b.Add(101, 1, lem, up, 0)
	b.Add(102, .6, v.lower[i], v.xpos[i], 0)
	b.Add(103, .6, v.stem[i], 0, 0)
	b.Add(104, .5, v.fine[i], up, 0)
	b.Add(105, .4, v.mid[i], up, 0)
	b.Add(106, .5, v.xpos[i], rel, 0)
	b.Add(107, .8, rule, up, 0)
	b.Add(108, .7, typed, up, 0)
	b.Add(109, .7, typed, rule, 0)
	if v.cameo[i] != "" {
		b.Add(110, .5, hash32(v.cameo[i]), 0, 0)
		b.Add(111, .5, typed, uint32(min(v.depth[i], 3)), 0)
	}
	b.Add(112, .4, lem, rel, 0)
	if d := v.rules[i]; d != nil {
		t := uint32(typeIndex(d.Type))
		sides := boolNumber(len(d.actors) > 0) + 2*boolNumber(len(d.recipients) > 0) + 4*boolNumber(len(d.actors) > 1)
		b.Add(170, 1, t, 0, 0)
		b.Add(171, .8, 1, 0, 0)
		b.Add(172, .5, t, sides, 0)
		b.Add(173, .5, hash32(d.cameo), 0, 0)
		b.Add(174, .5, boolNumber(d.noun), boolNumber(d.definite), sides)
	}
	b.Add(113, .4, typed, rel, 0)

	// Neighbours.
	b.Add(114, .4, v.at(v.lemma, i-1, f, l), lem, 0)
	b.Add(115, .4, v.at(v.lemma, i+1, f, l), lem, 0)
	b.Add(116, .3, v.at(v.lower, i-1, f, l), up, typed)
	b.Add(117, .3, v.at(v.lower, i+1, f, l), up, typed)
	b.Add(118, .3, v.at(v.mid, i-1, f, l), v.mid[i], v.at(v.mid, i+1, f, l))
	b.Add(119, .25, v.at(v.upos, i-1, f, l), up, v.at(v.upos, i+1, f, l))
	for k := max(f, i-6); k < min(l, i+7); k++ {
		if k != i && v.content[k] {
			b.Add(120, .25, v.lemma[k], boolNumber(k > i), 0)
			b.Add(121, .2, v.lemma[k], typed, 0)
		}
	}

	// What hangs on it.
	subject, object, with := uint32(0), uint32(0), uint32(0)
	parties := 0
	for _, c := range v.children(i) {
		k := int(c)
		r := v.rel[k]
		b.Add(122, .4, r, up, typed)
		b.Add(123, .5, r, lem, 0)
		b.Add(124, .4, r, v.lemma[k], up)
		b.Add(125, .4, r, v.lemma[k], lem)
		b.Add(126, .35, r, v.fine[k], typed)
		if v.kind[k] != 0 {
			b.Add(127, .5, r, v.kind[k], up)
			b.Add(128, .4, r, boolNumber(v.land[k]), lem)
			b.Add(129, .4, r, boolNumber(v.land[k]), typed)
		}
		switch relation(p.Rel[k]) {
		case "nsubj", "nsubj:pass", "nmod:poss":
			subject = 1 + boolNumber(v.land[k]) + 2*boolNumber(v.kind[k] != 0) + 4*boolNumber(p.UPOS[k] == "PRON")
			if p.Rel[k] == "nsubj:pass" {
				subject += 16
			}
		case "obj":
			object = 1 + boolNumber(v.land[k]) + 2*boolNumber(v.kind[k] != 0)
			b.Add(130, .6, lem, v.lemma[k], 2)
			for _, d := range v.children(k) {
				b.Add(131, .3, lem, v.rel[d], v.lemma[d])
				b.Add(132, .3, v.lemma[k], v.rel[d], v.lemma[d])
			}
		case "obl", "nmod", "obl:agent":
			pr := v.prep(k)
			with |= 1 + 2*boolNumber(v.land[k])
			b.Add(133, .5, lem, pr, boolNumber(v.land[k]))
			b.Add(134, .4, typed, pr, boolNumber(v.land[k]))
			b.Add(135, .3, up, pr, v.kind[k])
		case "xcomp", "ccomp", "advcl":
			b.Add(136, .4, typed, v.lemma[k], r)
			b.Add(137, .35, lem, uint32(v.typed[k]), r)
			for _, d := range v.children(k) {
				if p.Rel[d] == "mark" {
					b.Add(138, .4, lem, r, v.lower[d])
				}
			}
		}
		if v.land[k] {
			parties++
		}
		if typed > 0 || rule > 0 {
			for _, d := range v.children(k) {
				if v.content[d] {
					b.Add(198, .3, v.lemma[d], typed, r)
				}
			}
		}
	}
	b.Add(139, .5, subject, object, up)
	b.Add(140, .5, subject, object, lem)
	b.Add(141, .5, subject, typed, rule)
	b.Add(142, .5, object, typed, with)
	b.Add(143, .4, uint32(min(parties, 3)), up, 0)
	v.senseFeatures(i, subject, object, b)

	// What it hangs on.
	if h := int(p.Head[i]); h >= 0 {
		b.Add(144, .5, v.lemma[h], rel, up)
		b.Add(145, .4, v.lemma[h], lem, 0)
		b.Add(146, .4, uint32(v.typed[h]), rel, typed)
		b.Add(147, .4, uint32(v.rule[h]), rel, rule)
		b.Add(148, .3, v.fine[h], rel, up)
		for _, c := range v.children(h) {
			if k := int(c); v.kind[k] != 0 && k != i {
				b.Add(149, .3, v.rel[k], rel, boolNumber(v.land[k]))
			}
		}
		if g := int(p.Head[h]); g >= 0 {
			b.Add(150, .3, v.lemma[g], v.rel[h], rel)
		}
	} else {
		b.Add(151, .4, up, typed, 0)
	}

	// Its frame, and the frame it fills a place of.
	if k := v.frame[i]; k > 0 {
		f := &p.Frames[k-1]
		set := hash32(f.Roleset)
		b.Add(180, .7, set, 0, 0)
		b.Add(181, .5, set, rel, 0)
		var zero, one uint32
		for _, a := range f.Arguments {
			kind := 1 + boolNumber(v.kind[a.Head] != 0) + 2*boolNumber(v.anyLand(a.First, a.Last)) + 4*boolNumber(p.UPOS[a.Head] == "PRON")
			switch a.Role {
			case "ARG0":
				zero = kind
			case "ARG1":
				one = kind
			}
			if len(a.Role) == 4 {
				b.Add(182, .4, hash32(a.Role), v.lemma[a.Head], set)
				b.Add(183, .35, hash32(a.Role), v.fine[a.Head], typed)
			} else {
				b.Add(184, .35, hash32(a.Role), typed, up)
			}
		}
		b.Add(185, .6, zero, one, up)
		b.Add(186, .5, zero, one, set)
		b.Add(187, .5, zero, one, typed)
	}
	if h := int(p.Head[i]); h >= 0 {
		if r, whole := v.argument(h, i); r != 0 {
			b.Add(188, .5, r, v.lemma[h], boolNumber(whole))
			b.Add(189, .4, r, lem, boolNumber(whole))
			b.Add(190, .4, r, typed, uint32(v.typed[h]))
		}
	}

	// Where it stands.
	n := 0
	for k := f; k < l; k++ {
		if v.land[k] {
			n++
		}
	}
	b.Add(152, .4, uint32(min(n, 4)), up, 0)
	b.Add(153, .3, uint32(min(n, 2)), typed, 0)
	place := uint32(min(int(p.Sent[i]), 4))
	if v.short {
		place = 9
	}
	b.Add(154, .4, place, up, 0)
	b.Add(155, .3, place, typed, 0)
	if ago := v.ago(i); ago > 0 {
		b.Add(164, .3, ago, typed, 0)
		b.Add(165, .3, ago, up, v.xpos[i])
	}
	near := boolNumber(v.state[p.Sent[i]])
	if k := p.Sent[i]; k > 0 {
		near += 2 * boolNumber(v.state[k-1])
	}
	if k := int(p.Sent[i]) + 1; k < len(v.state) {
		near += 4 * boolNumber(v.state[k])
	}
	b.Add(195, .4, near, typed, 0)
	b.Add(196, .4, near, up, rule)
	if typed > 0 || rule > 0 {
		x := v.sketch(i)
		b.Add(197, .5, sectorOf(x.actors), sectorOf(x.recipients), typed)
		b.Add(199, .5, sectorOf(x.actors), sectorOf(x.recipients), lem)
	}
	if !v.short {
		b.Add(193, .4, v.mood, typed, 0)
		b.Add(194, .4, v.mood, up, rule)
		b.Add(166, .4, v.density, up, 0)
		b.Add(167, .3, v.density, typed, 0)
		b.Add(168, .4, min(v.often[v.lemma[i]], 4), typed, up)
		last := uint32(int(p.Sent[i]) * 4 / len(p.Sentences))
		b.Add(169, .3, last, typed, up)
	}
	told := v.f.told[i]
	cue := v.cue[i]
	b.Add(156, .5, boolNumber(told > 0), boolNumber(cue > 0), up)
	b.Add(157, .4, boolNumber(told > 0), boolNumber(cue > 0), typed)
	b.Add(158, .4, boolNumber(told > 0), lem, 0)
	b.Add(159, .5, boolNumber(cue > 0), lem, 0)
	if told > 0 {
		s := &v.f.said[told-1]
		b.Add(160, .3, hash32(string(s.Form)), typed, boolNumber(political(s.Speakers)))
	}
	for k := i - 1; k >= max(f, i-5); k-- {
		w := p.Lower[k]
		switch {
		case negators[w]:
			b.Add(161, .4, 1, typed, 0)
		case conditions[w]:
			b.Add(161, .4, 2, typed, 0)
		case futures[w]:
			b.Add(161, .4, 3, typed, 0)
		case w == "to" && k == i-1:
			b.Add(161, .4, 4, typed, 0)
			b.Add(162, .4, v.at(v.lemma, i-2, f, l), typed, 0)
			b.Add(163, .3, v.at(v.lemma, i-2, f, l), 0, 0)
		}
	}
}

// anyLand reports whether a political party is among words [first, last).
func (v *View) anyLand(first, last int) bool {
	for i := first; i < last; i++ {
		if v.land[i] {
			return true
		}
	}
	return false
}

// sectorOf is the sector of the first of some parties; 0 for none.
func sectorOf(parties []claim.Party) uint32 {
	if len(parties) == 0 {
		return 0
	}
	return hash32(parties[0].Sector)
}

func boolNumber(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
