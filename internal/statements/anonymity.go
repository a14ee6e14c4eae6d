package statements

import (
	"slices"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

// What a report says of why its source has no name: "speaking on condition of
// anonymity because he was not authorised to speak publicly". The words are
// noted on the statements of that source, never on those of a named one.

// veil is such a phrase in words.
type veil struct {
	kind   claim.AnonymityKind
	words  wordSpan
	reason wordSpan // empty where no reason is told
}

var (
	veiled      = lexicon.Set("anonymity anonymously")
	veilBefore  = lexicon.Set("on upon under with for of in the a an strict complete condition conditions terms promise guarantee cover cloak request requesting requested asked asking insisted insisting demanded demanding sought seeking granted given speaking spoke speak speaks talking talked who whom to their his her was were be being requests asks been has had return exchange wished wishing preferred commented commenting interviewed")
	namings     = lexicon.Set("named identified quoted")
	unwilling   = lexicon.Set("ask decline refuse request wish want prefer insist like condition agree demand")
	withheld    = lexicon.Set("withheld withhold used published disclosed printed revealed released")
	authorised  = lexicon.Set("authorized authorised permitted allowed cleared empowered")
	negations   = lexicon.Set("not n't never neither nor")
	publicly    = lexicon.Set("speak talk discuss comment brief disclose reveal address release make give divulge share be communicate")
	reasons     = lexicon.Set("because since as citing given for fearing owing due out lest in to so considering")
	publicWords = lexicon.Set("say speak talk brief comment tell discuss")
	ahead       = lexicon.Set("speaking spoke speaks talking talked who whom ,")
)

// veils finds the phrases of sentence si; taken marks words of drafts, over
// which none runs on.
func (f *finder) veils(si int, taken []bool) []veil {
	p := f.p
	s := p.Sentences[si]
	var out []veil
	for i := s.First; i < s.Last; i++ {
		if len(out) > 0 && i < out[len(out)-1].words.Last {
			continue
		}
		v, ok := f.veilAt(i, s.First, s.Last)
		if !ok || f.quoted[i] >= 0 {
			continue
		}
		taken := taken
		if taken != nil && taken[v.words.First] { // the tagger took the phrase for content
			taken = nil
		}
		end := f.clauseEnd(v.words.Last, s.Last, taken, v.kind == claim.NotAuthorised)
		if v.kind == claim.NotAuthorised {
			v.words.Last = end
			end = f.clauseEnd(v.words.Last, s.Last, taken, false)
		}
		if k := v.words.Last; k < end && p.Lower[k] == "," {
			k++
			if k < end && (p.Lower[k] == "citing" || p.Lower[k] == "because" || p.Lower[k] == "fearing" || p.Lower[k] == "saying") {
				v.words.Last = k
			}
		}
		if k := v.words.Last; k < end && reasons[p.Lower[k]] {
			last := trimEnd(p, k, end, f.quoted)
			if last > k+1 {
				v.reason, v.words.Last = wordSpan{k, last}, last
			}
		}
		if v.words.Last > v.words.First {
			out = append(out, v)
		}
	}
	return out
}

// veilAt tells whether word i of a sentence [first, last) makes such a phrase,
// and what its words are, without a reason.
func (f *finder) veilAt(i, first, last int) (veil, bool) {
	p := f.p
	w := p.Lower[i]
	back := func(from int, ok func(int) bool, most int) int {
		for k := from - 1; k >= max(first, from-most); k-- {
			if ok(k) {
				return k
			}
		}
		return -1
	}
	lead := func(from int) int { // "who spoke", "speaking"
		for from > first && ahead[p.Lower[from-1]] && p.Lower[from-1] != "," {
			from--
		}
		return from
	}
	switch {
	case veiled[w]:
		from := i
		for from > first && veilBefore[p.Lower[from-1]] {
			from--
		}
		for from < i && (p.Lower[from] == "of" || p.Lower[from] == "the" || p.Lower[from] == "to" || p.Lower[from] == "a") {
			from++
		}
		if from == i && (w == "anonymity" || p.Head[i] < 0 || !publicWords[p.Lemma[p.Head[i]]]) {
			return veil{}, false // "the anonymity of a big town"
		}
		return veil{kind: claim.OnCondition, words: wordSpan{from, i + 1}}, true
	case namings[w]:
		if k := back(i, func(k int) bool { return p.Lower[k] == "be" || p.Lower[k] == "being" }, 2); k < 0 {
			return veil{}, false
		}
		at := back(i, func(k int) bool { return unwilling[p.Lemma[k]] || p.Lower[k] == "condition" }, 9)
		no := back(i, func(k int) bool {
			return negations[p.Lower[k]] || p.Lemma[k] == "decline" || p.Lemma[k] == "refuse" || p.Lower[k] == "without" || p.Lower[k] == "against"
		}, 9)
		if at < 0 || no < 0 {
			return veil{}, false
		}
		for from := min(at, no); from < i; from++ {
			if p.Lower[from] == "," || p.Lower[from] == ";" {
				return veil{}, false
			}
		}
		end := i + 1
		if end+1 < last && p.Lower[end] == "by" && p.Lower[end+1] == "name" {
			end += 2
		}
		from := min(at, no)
		for from > first && (p.UPOS[from-1] == "AUX" || p.Lower[from-1] == "on" || p.Lower[from-1] == "who") {
			from--
		}
		return veil{kind: claim.NotNamed, words: wordSpan{lead(from), end}}, true
	case w == "name" || w == "names":
		for k := i + 1; k < min(last, i+5); k++ {
			if !withheld[p.Lower[k]] {
				continue
			}
			at := back(k, func(k int) bool { return unwilling[p.Lemma[k]] }, 9)
			no := back(k, func(k int) bool { return negations[p.Lower[k]] }, 9)
			switch {
			case at >= 0 && (no >= 0 || p.Lower[k] == "withheld"):
				return veil{kind: claim.NotNamed, words: wordSpan{lead(at), k + 1}}, true
			case p.Lower[k] == "withheld" && k == i+1:
				return veil{kind: claim.NotNamed, words: wordSpan{i, k + 1}}, true
			}
		}
	case authorised[w] || w == "unauthorised" || w == "unauthorized":
		from := i
		if authorised[w] {
			if from = back(i, func(k int) bool { return negations[p.Lower[k]] }, 3); from < 0 {
				return veil{}, false
			}
		}
		if i+2 >= last || p.Lower[i+1] != "to" || !publicly[p.Lemma[i+2]] && p.UPOS[i+2] != "ADV" {
			return veil{}, false
		}
		for from > first && p.UPOS[from-1] == "AUX" {
			from--
		}
		return veil{kind: claim.NotAuthorised, words: wordSpan{lead(from), i + 3}}, true
	case w == "background" && i > first && (p.Lower[i-1] == "on" || p.Lower[i-1] == "deep"):
		at := back(i, func(k int) bool { return publicWords[p.Lemma[k]] }, 4)
		if at < 0 || i+1 < last && (p.UPOS[i+1] == "NOUN" || p.UPOS[i+1] == "PROPN") {
			return veil{}, false
		}
		if p.Lower[at] == "said" || p.Lower[at] == "told" {
			at = i - 1
		}
		return veil{kind: claim.OffRecord, words: wordSpan{lead(at), i + 1}}, true
	case w == "record" && i-2 >= first && p.Lower[i-1] == "the" && p.Lower[i-2] == "off":
		at := back(i-2, func(k int) bool { return p.Lower[k] == "speaking" || p.Lower[k] == "spoke" }, 3)
		if at < 0 {
			at = i - 2
		}
		return veil{kind: claim.OffRecord, words: wordSpan{lead(at), i + 1}}, true
	}
	return veil{}, false
}

// clauseEnd gives where a phrase that goes on at word i ends: before a word of a
// draft, a mark that sets it off, or the end of the sentence. A short one also
// ends before a reason.
func (f *finder) clauseEnd(i, last int, taken []bool, short bool) int {
	p := f.p
	for k := i; k < last; k++ {
		w := p.Lower[k]
		switch {
		case taken != nil && taken[k] || f.quoted[k] >= 0 || k-i > 40:
			return k
		case w == ")" || w == ";" || isDash(w) && w != "-":
			return k
		case w == "," && (short || k > i):
			return k
		case short && (w == "because" || w == "citing" || w == "since"):
			return k
		}
	}
	return trimEnd(p, i, last, f.quoted)
}

// dropVeils takes away drafts that are nothing but such a phrase: what somebody
// "asked" who asked not to be named.
func (f *finder) dropVeils() {
	at := map[int]int{} // word of a phrase -> where the phrase ends
	for si := range f.p.Sentences {
		for _, v := range f.veils(si, nil) {
			last := v.words.Last
			if v.reason.Last > v.reason.First {
				last = v.reason.First + 1 // "citing", "fearing"
			}
			for i := v.words.First; i < last; i++ {
				at[i] = v.words.Last
			}
		}
	}
	if len(at) == 0 {
		return
	}
	f.drafts = slices.DeleteFunc(f.drafts, func(d draft) bool {
		end, ok := at[d.cue.First]
		return ok && d.cue.Last > d.cue.First && d.within != wholeText && d.content[len(d.content)-1].Last <= end+1
	})
}

// unveil notes on the drafts what their sources say of their namelessness.
func (f *finder) unveil() {
	p := f.p
	taken := make([]bool, p.Len())
	bySentence := map[int][]int{} // sentence of the cue -> drafts
	for k := range f.drafts {
		d := &f.drafts[k]
		if d.within == wholeText {
			continue
		}
		at := d.sentence
		if d.cue.Last > d.cue.First {
			at = int(p.Sent[d.cue.First])
			for i := d.cue.First; i < d.cue.Last; i++ {
				taken[i] = true
			}
		}
		bySentence[at] = append(bySentence[at], k)
		for _, w := range d.content {
			for i := w.First; i < w.Last; i++ {
				taken[i] = true
			}
		}
	}
	for si := range p.Sentences {
		for _, v := range f.veils(si, taken) {
			f.unveilSentence(v, si, bySentence)
		}
	}
}

// unveilSentence finds whose namelessness a phrase of sentence si tells: of the
// statements of its sentence that nearest to it, else those just before it, or
// just after it, in the paragraph.
func (f *finder) unveilSentence(v veil, si int, drafts map[int][]int) {
	best, near := -1, 1<<30
	here := false
	for _, k := range drafts[si] {
		d := &f.drafts[k]
		here = true
		for _, w := range d.content {
			if w.First+1 < v.words.First && v.words.First < w.Last && !(w.Last <= v.words.Last && f.p.Lower[v.words.First-1] == ",") {
				return // somebody says that somebody is not named
			}
		}
		way := min(abs(d.cue.First-v.words.First), abs(d.source.First-v.words.First))
		if d.source.Last == d.source.First {
			way += 1000
		}
		if way < near {
			best, near = k, way
		}
	}
	paragraph := f.p.Sentences[si].Paragraph
	if !here {
		for _, step := range []int{-1, 1} {
			for k := si + step; best < 0 && k >= 0 && k < len(f.p.Sentences) && f.p.Sentences[k].Paragraph == paragraph && abs(k-si) < 3; k += step {
				if all := drafts[k]; len(all) > 0 {
					best = all[0]
					if step < 0 {
						best = all[len(all)-1]
					}
				}
			}
		}
	}
	if best < 0 {
		return
	}
	f.mask(best, v)
	// What else the same source says in the sentence, and what goes on without
	// a cue.
	for _, k := range drafts[si] {
		if k != best && f.drafts[k].source == f.drafts[best].source && f.drafts[k].source.Last > 0 {
			f.mask(k, v)
		}
	}
}

// mask notes a phrase on a draft, unless its source has a name.
func (f *finder) mask(k int, v veil) {
	d := &f.drafts[k]
	if d.standing == claim.Named || d.standing == claim.Document || d.standing == "" || d.veil.words.Last > 0 {
		return
	}
	for _, q := range d.speakers {
		if q.Name != "" && d.standing != claim.Institution && d.standing != claim.Office {
			return
		}
	}
	d.veil = v
	// A content does not hold the words that tell how it was said.
	kept := make([]wordSpan, 0, len(d.content))
	for _, w := range d.content {
		switch in := v.words; {
		case w.First >= in.First && w.Last <= in.Last:
			continue
		case w.First < in.First && in.First < w.Last && w.Last <= in.Last:
			w.Last = trimEnd(f.p, w.First, in.First, f.quoted)
		case in.First <= w.First && w.First < in.Last:
			w.First = in.Last
		}
		kept = append(kept, w)
	}
	if len(kept) > 0 {
		d.content = kept
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
