package statements

import (
	"sort"
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

// mentionIndex finds actor mentions by the words they begin and end with.
type mentionIndex struct {
	layer  *actors.Layer
	starts []int32 // [words] index+1 of the longest mention that begins here
	ends   []int32 // [words] index+1 of the longest mention whose last word this is
}

func index(p *language.Parse, layer *actors.Layer) mentionIndex {
	x := mentionIndex{layer, make([]int32, p.Len()), make([]int32, p.Len())}
	for k := range layer.Mentions {
		m := &layer.Mentions[k]
		if old := x.starts[m.First]; old == 0 || layer.Mentions[old-1].Last < m.Last {
			x.starts[m.First] = int32(k + 1)
		}
		if old := x.ends[m.Last-1]; old == 0 || layer.Mentions[old-1].First > m.First {
			x.ends[m.Last-1] = int32(k + 1)
		}
	}
	return x
}

func (x mentionIndex) startingAt(word int) (*actors.Mention, bool) {
	if word < len(x.starts) && x.starts[word] > 0 {
		return &x.layer.Mentions[x.starts[word]-1], true
	}
	return nil, false
}

func speakerOf(m *actors.Mention) speaker {
	return speaker{words: wordSpan{m.First, m.Last}, parties: m.Parties, standing: m.Standing}
}

// speaker is a source in words, with who that is.
type speaker struct {
	words    wordSpan
	parties  []claim.Party
	standing claim.Standing
}

// speakerAt tells who a source is.
func (f *finder) speakerAt(w wordSpan) speaker {
	if w.First >= w.Last {
		return speaker{words: w}
	}
	layer := f.who.layer
	h := f.headOf(w)
	out := speaker{words: w}
	if ps := f.issuers(h, w); len(ps) > 0 {
		return speaker{w, ps, claim.Document}
	}
	if (papers[f.p.Lower[h]] || papers[f.p.Lemma[h]]) && f.p.UPOS[h] == "NOUN" && !(h+1 < w.Last && startsUpper(f.p.Text(h+1))) {
		return speaker{w, []claim.Party{{Text: f.p.Doc.Slice(w.span(f.p)), Span: w.span(f.p)}}, claim.Document}
	}
	if src, ok := f.personAt(w, h); ok && !f.outletBefore(w) {
		return src
	}
	joined := func(m *actors.Mention) bool { // the head itself, or joined to it
		for k, n := m.Head, 0; n < 4 && k >= w.First && k < w.Last; k, n = int(f.p.Head[k]), n+1 {
			if k == h {
				return true
			}
			switch relation(f.p.Rel[k]) {
			case "conj", "flat", "compound":
				continue
			}
			return false
		}
		return h >= m.First && h < m.Last
	}
	for _, i := range layer.In(w.First, w.Last) {
		m := &layer.Mentions[i]
		if !joined(m) {
			continue
		}
		if len(out.parties) == 0 || m.Standing == claim.Named || out.standing == claim.Anonymous && m.Standing == claim.Institution {
			out.standing = m.Standing
		}
		out.parties = append(out.parties, m.Parties...)
	}
	if len(out.parties) > 0 {
		return out
	}
	if m := layer.Covering(h); m >= 0 && layer.Mentions[m].Head == h {
		return speaker{w, layer.Mentions[m].Parties, layer.Mentions[m].Standing}
	}
	if np, ok := f.nounPhrase(min(h+1, w.Last), w.First); ok {
		if in := layer.In(w.First, w.Last); len(in) > 0 {
			np.parties[0].Country, np.parties[0].Sector = first(layer.Mentions[in[0]].Parties).Country, first(layer.Mentions[in[0]].Parties).Sector
		}
		np.words = w
		np.parties[0].Text, np.parties[0].Span = f.p.Doc.Slice(w.span(f.p)), w.span(f.p)
		return np
	}
	standing := claim.Anonymous
	if papers[f.p.Lower[h]] {
		standing = claim.Document
	}
	return speaker{w, []claim.Party{{Text: f.p.Doc.Slice(w.span(f.p)), Span: w.span(f.p)}}, standing}
}

// issuers gives whom the paper comes from that is the head of a source, or of
// which the source is a part ("part of the letter"), under the words of the
// source; none where it is no paper, or the report does not tell.
func (f *finder) issuers(h int, w wordSpan) []claim.Party {
	from := f.who.layer.Issuer(h)
	for _, k := range f.children(h) {
		if l := f.p.Lemma[h]; len(from) == 0 && (l == "part" || l == "section" || l == "copy") && f.p.Rel[k] == "nmod" && int(k) < w.Last {
			from = f.who.layer.Issuer(int(k))
		}
	}
	ps := make([]claim.Party, len(from))
	for i, p := range from {
		p.Text, p.Span = f.p.Doc.Slice(w.span(f.p)), w.span(f.p)
		ps[i] = p
	}
	return ps
}

// personAt gives the person whose name stands in the phrase beside its head:
// "journalist Maria Rossi", "Rossi, the minister".
func (f *finder) personAt(w wordSpan, h int) (speaker, bool) {
	beside := func(first, last int) bool {
		if first <= h && h < last {
			return true
		}
		lo, hi := h+1, first
		if last <= h {
			lo, hi = last, h
		}
		for i := lo; i < hi; i++ {
			if w := f.p.Lower[i]; f.isCase(i) || w == "," || w == "and" || w == "'s" || w == "’s" || w == "or" || f.p.UPOS[i] == "VERB" {
				return false
			}
		}
		return first > h || hi-lo < 2
	}
	all := f.who.layer.Mentions
	for i := sort.Search(len(all), func(i int) bool { return all[i].First >= w.First }); i < len(all); i++ {
		m := &all[i]
		if m.First >= w.Last {
			break
		}
		if m.First < w.First || m.Last > w.Last || m.Kind != actors.Person || !beside(m.First, m.Last) || f.joint(w) {
			continue
		}
		return speaker{w, m.Parties, claim.Named}, true
	}
	names := f.p.Mentions
	for _, m := range names[sort.Search(len(names), func(i int) bool { return names[i].First >= w.First }):] {
		if m.First >= w.Last {
			break
		}
		if m.First < w.First || m.Last > w.Last || m.Type != "PER" || !beside(m.First, m.Last) || f.joint(w) {
			continue
		}
		if k := f.who.layer.Covering(m.Last - 1); k >= 0 && f.who.layer.Mentions[k].Head == h && f.who.layer.Mentions[k].Standing == claim.Institution {
			continue // "the Smith administration"
		}
		if k := f.who.layer.Covering(m.Last - 1); k >= 0 && f.who.layer.Mentions[k].Kind == actors.Office && f.who.layer.Mentions[k].Last == m.Last && len(f.who.layer.Mentions[k].Parties) > 0 {
			continue // "the Prime Minister" is no name
		}
		if k := f.who.layer.Covering(m.Last - 1); k >= 0 && f.who.layer.Mentions[k].Standing == claim.Named {
			return speaker{w, f.who.layer.Mentions[k].Parties, claim.Named}, true
		}
		name := f.p.Doc.Slice(f.p.Words(m.First, m.Last))
		party := claim.Party{Text: f.p.Doc.Slice(w.span(f.p)), Span: w.span(f.p), Name: name}
		if in := f.who.layer.In(w.First, w.Last); len(in) > 0 {
			q := first(f.who.layer.Mentions[in[0]].Parties)
			party.Country, party.Sector = q.Country, q.Sector
		}
		return speaker{w, []claim.Party{party}, claim.Named}, true
	}
	return speaker{}, false
}

// outletBefore reports a kind of outlet in small letters: "the daily Rossija".
func (f *finder) outletBefore(w wordSpan) bool {
	for i := w.First; i < w.Last; i++ {
		if outletKinds[f.p.Lower[i]] && !startsUpper(f.p.Text(i)) {
			return i+1 < w.Last && startsUpper(f.p.Text(i+1))
		}
	}
	return false
}

var outletKinds = lexicon.Set("daily newspaper weekly magazine broadcaster agency website channel station outlet tabloid")

// writer gives, for a paper or a request by somebody, that somebody: "a tweet by
// the minister".
func (f *finder) writer(w wordSpan) (wordSpan, bool) {
	if w.First >= w.Last {
		return w, false
	}
	h := f.headOf(w)
	if l := f.p.Lemma[h]; !papers[l] && l != "call" && l != "request" && l != "post" || f.p.UPOS[h] != "NOUN" {
		return w, false
	}
	for _, k := range f.children(h) {
		l, r := int(f.left[k]), int(f.right[k])
		if int(k) < h || r > w.Last || !f.isCase(l) || f.p.Lower[l] != "by" && f.p.Lower[l] != "from" {
			continue
		}
		if m := f.who.layer.Best(l+1, r); m >= 0 && f.who.layer.Mentions[m].First == l+1 {
			return wordSpan{l + 1, r}, true
		}
	}
	return w, false
}

// joint reports a phrase that joins several.
func (f *finder) joint(w wordSpan) bool {
	for i := w.First; i < w.Last; i++ {
		if f.p.Lower[i] == "and" && f.p.Rel[i] == "cc" {
			return true
		}
	}
	return false
}

func first(parties []claim.Party) claim.Party {
	if len(parties) == 0 {
		return claim.Party{}
	}
	return parties[0]
}

// inner are prepositions after which a name is part of a longer phrase.
var inner = lexicon.Set("of for from in at with by to on against over 's")

// nounPhrase takes the words before j for a source where they look like one:
// a run that begins with a determiner or has a capital, up to nine words.
func (f *finder) nounPhrase(j, floor int) (speaker, bool) {
	i := j
	for i > floor && j-i < 9 {
		w := f.p.Lower[i-1]
		if !isWord(w) && w != "-" && w != "'s" || f.quoted[i-1] >= 0 || stops[w] {
			break
		}
		i--
		if determiners[w] && !(i-1 > floor && inner[f.p.Lower[i-1]]) {
			break
		}
	}
	for i < j && (inner[f.p.Lower[i]] || f.p.Lower[i] == "-") {
		i++
	}
	if i == j {
		return speaker{}, false
	}
	head := f.p.Lower[j-1]
	firstWord := f.p.Lower[i]
	capital := startsUpper(f.p.Text(j - 1))
	if head[0] >= '0' && head[0] <= '9' {
		return speaker{}, false // "his January 2 remarks"
	}
	if !capital && !determiners[firstWord] && !people[head] && !strings.HasSuffix(head, "ists") && !strings.HasSuffix(head, "ers") {
		return speaker{}, false
	}
	w := wordSpan{i, j}
	standing := claim.Office
	organisation := false
	for _, m := range f.p.Mentions[sort.Search(len(f.p.Mentions), func(k int) bool { return f.p.Mentions[k].Last >= j }):] {
		if m.First >= j {
			break
		}
		organisation = organisation || m.Type == "ORG" && m.First < j && m.Last >= j
	}
	switch {
	case organisation || outlets[head]:
		standing = claim.Institution
	case capital && !determiners[firstWord]:
		standing = claim.Named
	case capital:
		standing = claim.Institution
	case papers[head]:
		standing = claim.Document
	case !definite[firstWord]:
		standing = claim.Anonymous
	}
	party := claim.Party{Text: f.p.Doc.Slice(w.span(f.p)), Span: w.span(f.p)}
	if standing == claim.Named {
		party.Name = party.Text
	}
	return speaker{w, []claim.Party{party}, standing}, true
}

// sourceAfter gives the source that begins at word i.
func (f *finder) sourceAfter(i, end int) (speaker, bool) {
	if m, ok := f.who.startingAt(i); ok && m.Last <= end {
		return speakerOf(m), true
	}
	if i < end && (determiners[f.p.Lower[i]] || startsUpper(f.p.Text(i))) {
		j := i + 1
		for j < end && j-i < 8 && isWord(f.p.Lower[j]) && !stops[f.p.Lower[j]] && !inner[f.p.Lower[j]] {
			j++
		}
		return f.nounPhrase(j, i)
	}
	return speaker{}, false
}

var (
	determiners = lexicon.Set("the a an some several many other another one two three this that these those its his her their our both all most")
	definite    = lexicon.Set("the its his her their this that these those our both")
	stops       = lexicon.Set("and but or as while when which who that because if after before since although though than has have had was were is are be been not said says what where how then so also yet will would could may might it's there")
	people      = lexicon.Set("officials sources people analysts experts critics diplomats ministers leaders police witnesses residents authorities lawmakers activists protesters campaigners scientists researchers lawyers prosecutors police media")
	outlets     = lexicon.Set("news times post sun today tribune guardian herald agency daily journal magazine network ministry department government office embassy council commission committee union association institute foundation")
	papers      = lexicon.Set("decree guideline doctrine release data research analysis figure emails filing lawsuit complaint indictment article editorial tweet video report statement communique document letter study survey poll law resolution paper readout agreement text treaty footage map declaration ruling order note memo footage")
)

func startsUpper(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}
