package statements

import "slices"

// nest adds chains: what somebody else says inside the content of a statement,
// "the agency reported that the army had said that". The tagger proposes those
// too, but chooses none of them, since PolNeAR has no attribution inside
// another.
func (f *finder) nest(all, chosen []found) {
	for k := range all {
		x := &all[k]
		if x.pCue < nestCue || x.pContent < nestContent || x.source.Last == x.source.First {
			continue
		}
		outer := f.holding(x)
		if outer < 0 {
			continue
		}
		d := &f.drafts[outer]
		src := f.speakerAt(x.source)
		if len(src.parties) == 0 || f.samePerson(src, d) {
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

// holding gives the draft in whose content a proposal lies whole; -1 for none.
func (f *finder) holding(x *found) int {
	for i := range f.drafts {
		d := &f.drafts[i]
		if d.within != -1 && d.within != wholeText || d.cue.First == x.head {
			continue
		}
		in := func(w wordSpan) bool {
			for _, c := range d.content {
				if c.First <= w.First && w.Last <= c.Last {
					return true
				}
			}
			return false
		}
		if d.within == wholeText || !in(wordSpan{x.head, x.head + 1}) || !in(x.source) {
			continue
		}
		whole := true
		for _, w := range x.content {
			whole = whole && in(w)
		}
		if whole {
			return i
		}
	}
	return -1
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
