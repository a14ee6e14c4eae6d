package statements

import (
	"slices"

	"github.com/entente-project/entente/internal/claim"
)

// nest adds chains: what somebody else says inside the content of a statement,
// "the agency reported that the army had said that". The tagger proposes those
// too, but chooses none of them, since PolNeAR has no attribution inside
// another.
func (f *finder) nest(all, chosen []found) {
	holder := f.holders()
	for k := range all {
		x := &all[k]
		if x.pCue < nestCue || x.pContent < nestContent || x.source.Last == x.source.First {
			continue
		}
		outer := f.holding(x, holder)
		if outer < 0 {
			continue
		}
		d := &f.drafts[outer]
		src := f.speakerAt(x.source)
		if f.samePerson(src, d) || len(src.parties) == 0 && (src.standing == "" || src.standing == claim.Named || f.p.UPOS[f.headOf(x.source)] == "PRON") {
			continue
		}
		f.add(x)
		f.drafts[len(f.drafts)-1].within = outer
		f.drafts[len(f.drafts)-1].sure = x.pCue * x.pContent
	}
	// In the order of the text, an outer one before what it holds.
	order := make([]int, len(f.drafts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return f.drafts[a].content[0].First - f.drafts[b].content[0].First })
	place := make([]int, len(order))
	sorted := make([]draft, len(order))
	for to, from := range order {
		place[from], sorted[to] = to, f.drafts[from]
	}
	for i := range sorted {
		if sorted[i].within >= 0 {
			sorted[i].within = place[sorted[i].within]
		}
	}
	f.drafts = sorted
}

// What the choices must be worth for an attribution inside another.
const (
	nestCue     = .6
	nestContent = .4
)

// holders gives, for each word, the draft in whose content it lies; -1 for none.
func (f *finder) holders() []int32 {
	out := make([]int32, f.p.Len())
	for i := range out {
		out[i] = -1
	}
	for k := len(f.drafts) - 1; k >= 0; k-- {
		if f.drafts[k].within != -1 {
			continue
		}
		for _, w := range f.drafts[k].content {
			for i := w.First; i < w.Last; i++ {
				out[i] = int32(k)
			}
		}
	}
	return out
}

// holding gives the draft in whose content a proposal lies whole; -1 for none.
func (f *finder) holding(x *found, holder []int32) int {
	outer := holder[x.head]
	if outer < 0 || f.drafts[outer].cue.First == x.head {
		return -1
	}
	for _, w := range append([]wordSpan{x.source}, x.content...) {
		if holder[w.First] != outer || holder[w.Last-1] != outer {
			return -1
		}
	}
	return int(outer)
}

// samePerson reports whether a source is just the outer speaker again.
func (f *finder) samePerson(src speaker, d *draft) bool {
	h := f.headOf(src.words)
	switch f.p.Lower[h] {
	case "i", "we", "who", "you", "that", "which":
		return true
	}
	for _, a := range src.parties {
		for _, b := range d.speakers {
			if a.Actor != "" && a.Actor == b.Actor || a.Name != "" && a.Name == b.Name {
				return true
			}
		}
	}
	return false
}
