package events

import (
	"sort"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

// draft makes a draft of the event told at word i: its kind and words, not yet
// its parties.
func (v *View) draft(i int, t claim.Type) draft {
	d := draft{first: i, last: i + 1, sentence: int(v.p.Sent[i]), words: v.p.Text(i)}
	d.Type, d.noun = t, v.p.UPOS[i] != "VERB"
	d.phrase = foldLemma(v.p, i)
	switch v.p.XPOS[i] {
	case "VB", "VBP":
		d.form = lexicon.Base
	case "VBZ":
		d.form = lexicon.Third
	case "VBD":
		d.form = lexicon.Past
	case "VBN":
		d.form = lexicon.Participle
	case "VBG":
		d.form = lexicon.Ing
	}
	if v.rule[i] == typeIndex(t) {
		d.mode = v.mode[i]
	}
	if v.typed[i] == typeIndex(t) {
		d.cameo = v.cameo[i]
	}
	if d.cameo == "" {
		d.cameo = rootCode[t]
	}
	d.goldstein = goldstein()[d.cameo]
	return d
}

// rootCode is the CAMEO code of a type of which no more is known.
var rootCode = map[claim.Type]string{claim.Agree: "030", claim.Consult: "040", claim.Support: "050", claim.Concede: "080", claim.Cooperate: "060", claim.Aid: "070",
	claim.Retreat: "084", claim.Request: "100", claim.Accuse: "110", claim.Reject: "120", claim.Threaten: "130", claim.Protest: "140", claim.Sanction: "160",
	claim.Mobilize: "150", claim.Coerce: "170", claim.Assault: "190"}

// RealityFeatures describes whether the event of a type told at word i is done.
// What the rules say of it is among the features.
func (v *View) RealityFeatures(i int, t claim.Type, b *Bag) {
	d := v.draft(i, t)
	v.f.modality(d.sentence, &d)
	plain := hash32(string(d.reality))
	v.f.time(d.sentence, &d)
	rule := hash32(string(d.reality))
	p := v.p
	b.Reset()
	sent := p.Sentences[d.sentence]
	typ, lem := uint32(typeIndex(t)), v.lemma[i]
	back := boolNumber(d.background)
	b.Add(0, 1, 1, 0, 0)
	b.Add(300, 1, rule, 0, 0)
	b.Add(301, .8, rule, typ, 0)
	b.Add(302, .8, rule, back, boolNumber(d.stated))
	b.Add(303, .6, plain, rule, v.xpos[i])
	b.Add(304, .5, typ, v.upos[i], 0)
	b.Add(305, .5, lem, 0, 0)
	b.Add(306, .5, lem, rule, 0)
	b.Add(307, .5, v.xpos[i], v.rel[i], 0)
	b.Add(308, .4, v.xpos[i], v.rel[i], typ)
	told, cue := boolNumber(v.f.told[i] > 0), boolNumber(v.cue[i] > 0)
	b.Add(309, .5, told, cue, typ)
	b.Add(310, .4, told, cue, rule)
	place := uint32(min(int(p.Sent[i]), 3))
	if v.short {
		place = 9
	}
	b.Add(311, .4, place, rule, 0)
	b.Add(312, .4, v.ago(i), rule, 0)
	b.Add(313, .4, v.ago(i), v.xpos[i], 0)
	for _, c := range v.children(i) {
		k := int(c)
		switch relation(p.Rel[k]) {
		case "aux", "aux:pass", "advmod", "mark", "cc", "det", "case", "cop":
			b.Add(314, .6, v.lower[k], 1, 0)
			b.Add(315, .5, v.lower[k], v.xpos[i], 0)
			b.Add(316, .4, v.lower[k], typ, 0)
		case "amod", "obl", "nmod", "advcl", "compound":
			b.Add(317, .5, v.rel[k], v.lemma[k], 0)
		}
		b.Add(318, .3, v.rel[k], v.upos[i], 0)
	}
	for h, n := int(p.Head[i]), uint32(1); h >= 0 && n < 4; h, n = int(p.Head[h]), n+1 {
		b.Add(319, .6, v.lemma[h], n, 0)
		b.Add(320, .4, v.lemma[h], v.rel[i], typ)
		b.Add(321, .4, v.xpos[h], v.rel[i], n)
		for _, c := range v.children(h) {
			switch p.Rel[c] {
			case "aux", "mark", "advmod", "cc", "det":
				b.Add(322, .4, v.lower[c], n, v.rel[i])
			}
		}
		if n == 1 && v.kind[h] != 0 {
			break
		}
	}
	for k := max(sent.First, i-5); k < min(sent.Last, i+6); k++ {
		if k != i {
			b.Add(323, .3, v.lower[k], boolNumber(k > i), 0)
			if k >= i-2 && k < i {
				b.Add(324, .4, v.lower[k], v.xpos[i], 0)
			}
		}
	}
}

// ago tells how the nearest date of the sentence lies to the day of the report:
// 0 none, 1 long before, 2 the week before, 3 the day, 4 later.
func (v *View) ago(i int) uint32 {
	now := v.p.Doc.Date
	s := v.p.Sentences[v.p.Sent[i]]
	all := v.f.when.Expressions
	out, far := uint32(0), 40
	for k := sort.Search(len(all), func(k int) bool { return all[k].First >= s.First }); k < len(all) && all[k].Last <= s.Last; k++ {
		e := all[k]
		if e.Interval.None() || !now.Valid() {
			continue
		}
		dist := max(e.First-i, i-e.Last)
		if dist >= far {
			continue
		}
		far = dist
		switch {
		case e.Interval.From > now:
			out = 4
		case e.Interval.To.Valid() && e.Interval.To < now-8:
			out = 1
		case e.Interval.To.Valid() && e.Interval.To < now:
			out = 2
		default:
			out = 3
		}
	}
	return out
}
