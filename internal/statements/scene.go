package statements

import (
	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

// scene is one report prepared for the trained finder: the columns of its
// parse as numbers, its tree from above, its quotations.
type scene struct {
	p      *language.Parse
	who    mentionIndex
	quotes []quotation
	// quotation marks that have lost their partner
	unbalanced []claim.Diagnostic
	quoted     []int32 // [words] index into quotes, or -1
	facts      []quoteFacts
	attributed []int32 // [words+1] the first verb that tells who said a quotation which begins at this word or later

	lower, lemma []uint32 // [words] hashes
	upos, xpos   []uint32
	rel          []uint32 // without subtype, but for agents and passive subjects
	fine, mid    []uint32 // word classes
	fineL, midL  []uint32 // those of the lemma
	sumQuoted    []int32  // [words+1] words in quotation marks before word i
	sumCues      []int32  // [words+1] listed verbs outside quotation marks before word i
	frame        []int32  // [words] index+1 of the frame whose predicate this is, 0 for none
	roleIn       []uint32 // what role this word heads, and of what; 0 for none
	frames       []uint32 // hash of the frames of a listed cue, 0 for none
	kind         []uint32 // what the mention headed here is, 0 for none
	left, right  []int32  // subtree of a word: [left, right)
	first        []int32  // children of word i: kids[first[i]:first[i+1]]
	kids         []int32
	unit         []int32   // [words] index into units
	units        []stretch // sentences, those joined that a title's stop has cut, "said Rep. | Smith", and cut that end before a quotation
}

// stretch is words [First, Last) of one paragraph.
type stretch struct{ First, Last, Paragraph int }

// hash32 hashes a short word (FNV-1a).
func hash32(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | 1
}

// newScene prepares a report; classes tells whether word classes are known to
// the model.
func newScene(p *language.Parse, layer *actors.Layer, classes bool) *scene {
	pairs, unbalanced := quotes(p)
	n := p.Len()
	s := &scene{p: p, who: index(p, layer), quotes: pairs, quoted: inQuotes(p, pairs), unbalanced: unbalanced}
	column := func() []uint32 { return make([]uint32, n) }
	s.lower, s.lemma, s.upos, s.xpos, s.rel = column(), column(), column(), column(), column()
	s.fine, s.mid, s.frames, s.kind = column(), column(), column(), column()
	s.fineL, s.midL = column(), column()
	s.left, s.right = make([]int32, n), make([]int32, n)
	engine := language.Shipped()
	for i := 0; i < n; i++ {
		s.lower[i] = hash32(p.Lower[i])
		s.lemma[i] = hash32(p.Lemma[i])
		s.upos[i], s.xpos[i], s.rel[i] = hash32(p.UPOS[i]), hash32(p.XPOS[i]), hash32(relation(p.Rel[i]))
		if classes {
			fine, mid, _ := engine.WordClasses(p.Lower[i])
			s.fine[i], s.mid[i] = uint32(fine), uint32(mid)
			if p.Lemma[i] != p.Lower[i] {
				fine, mid, _ = engine.WordClasses(p.Lemma[i])
			}
			s.fineL[i], s.midL[i] = uint32(fine), uint32(mid)
		}
		if f, ok := cueFrames[p.Lemma[i]]; ok {
			s.frames[i] = hash32(f)
		}
	}
	for k := range layer.Mentions {
		m := &layer.Mentions[k]
		if m.Head >= 0 && m.Head < n {
			s.kind[m.Head] = hash32(string(m.Kind))
		}
	}
	s.sumQuoted, s.sumCues = make([]int32, n+1), make([]int32, n+1)
	for i := 0; i < n; i++ {
		s.sumQuoted[i+1] = s.sumQuoted[i] + int32(flag(s.quoted[i] >= 0))
		s.sumCues[i+1] = s.sumCues[i] + int32(flag(s.frames[i] != 0 && p.UPOS[i] == "VERB" && s.quoted[i] < 0))
	}
	s.plantFrames()
	s.plant()
	s.join()
	s.plantQuotes()
	return s
}

// join makes units of sentences.
func (s *scene) join() {
	p := s.p
	s.unit = make([]int32, p.Len())
	for k := 0; k < len(p.Sentences); k++ {
		x := p.Sentences[k]
		u := stretch{x.First, x.Last, x.Paragraph}
		for k+1 < len(p.Sentences) && p.Sentences[k+1].Paragraph == u.Paragraph && u.Last-u.First < 150 && s.cutTitle(u.Last-1) {
			k++
			u.Last = p.Sentences[k].Last
		}
		for i := u.First + 1; i < u.Last-1; i++ {
			if s.missedEnd(i) {
				s.addUnit(stretch{u.First, i, u.Paragraph})
				u.First = i
			}
		}
		s.addUnit(u)
	}
}

func (s *scene) addUnit(u stretch) {
	for i := u.First; i < u.Last; i++ {
		s.unit[i] = int32(len(s.units))
	}
	s.units = append(s.units, u)
}

// missedEnd reports a quotation that begins at word i after a full stop: a
// sentence ends there though the parse goes on.
func (s *scene) missedEnd(i int) bool {
	q := s.quoted[i]
	return q >= 0 && s.quotes[q].First == i && s.quoted[i-1] < 0 && s.p.Lower[i-1] == "." && startsUpper(s.p.Text(i+1)) && !s.cutTitle(i-1)
}

// farUnits is how many units a paragraph is followed at most.
const farUnits = 60

// paragraphEnd gives the last unit of the paragraph of unit u, or the last that
// is looked at.
func (s *scene) paragraphEnd(u int) int {
	for n := 0; n < farUnits && u+1 < len(s.units) && s.units[u+1].Paragraph == s.units[u].Paragraph; n++ {
		u++
	}
	return u
}

// cutTitle reports whether word i ends a sentence only by the stop of a title.
func (s *scene) cutTitle(i int) bool {
	w := s.p.Lower[i]
	if w == "." && i > 0 && s.p.Span[i-1].End == s.p.Span[i].Start {
		w = s.p.Lower[i-1]
	} else if n := len(w); n > 1 && w[n-1] == '.' {
		w = w[:n-1]
	} else {
		return false
	}
	return (titles[w] || initials(w)) && startsUpper(s.p.Text(i-flagInt(s.p.Lower[i] == ".")))
}

func flagInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// initials reports single letters with stops between: "g.k", "d".
func initials(w string) bool {
	for i := 0; i < len(w); i++ {
		if (w[i] == '.') != (i%2 == 1) || i%2 == 0 && (w[i] < 'a' || w[i] > 'z') {
			return false
		}
	}
	return len(w) > 0 && w != "i"
}

var titles = lexicon.Set("rep reps sen sens gov gen lt col sgt capt adm maj mr mrs ms dr prof rev hon st del atty amb pres supt cmdr")

// relation is a relation without its subtype, but for those that turn roles
// round.
func relation(rel string) string {
	switch rel {
	case "nsubj:pass", "obl:agent", "aux:pass", "acl:relcl", "csubj:pass":
		return rel
	}
	for i := 0; i < len(rel); i++ {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

// plant fills the columns that see the tree from above.
func (s *scene) plant() {
	p := s.p
	n := p.Len()
	for i := 0; i < n; i++ {
		s.left[i], s.right[i] = int32(i), int32(i+1)
	}
	s.first, s.kids = p.Dependents()
	// Extents from below: each word hands its own to its head once all its
	// children have done so.
	left := make([]int32, n) // children still to come
	for i := range left {
		left[i] = s.first[i+1] - s.first[i]
	}
	queue := make([]int32, 0, n)
	for i := range left {
		if left[i] == 0 {
			queue = append(queue, int32(i))
		}
	}
	for k := 0; k < len(queue); k++ {
		i := queue[k]
		h := p.Head[i]
		if h < 0 {
			continue
		}
		s.left[h], s.right[h] = min(s.left[h], s.left[i]), max(s.right[h], s.right[i])
		if left[h]--; left[h] == 0 {
			queue = append(queue, h)
		}
	}
}

func (s *scene) children(i int) []int32 { return s.kids[s.first[i]:s.first[i+1]] }

// isRel reports the relation of a word.
func (s *scene) isRel(i int, rel string) bool { return relation(s.p.Rel[i]) == rel }

// nominal reports whether a word can head a source.
func (s *scene) nominal(i int) bool {
	switch s.p.UPOS[i] {
	case "NOUN", "PROPN", "PRON":
		return true
	case "NUM", "ADJ", "DET", "X", "SYM", "VERB", "ADV":
		switch relation(s.p.Rel[i]) {
		case "nsubj", "obl", "nmod", "obj", "nsubj:pass", "obl:agent":
			return true
		}
	}
	return false
}

// punct reports whether a word is no word.
func (s *scene) punct(i int) bool { return s.p.UPOS[i] == "PUNCT" || !isWord(s.p.Lower[i]) }

// chain gives the words from i up to the root, i first, at most 8.
func (s *scene) chain(i int, to []int32) []int32 {
	to = to[:0]
	for k := int32(i); k >= 0 && len(to) < 8; k = s.p.Head[k] {
		to = append(to, k)
	}
	return to
}

// path describes the way through the tree from word i to the first of chain,
// which is that of another word: relations up, then how many down and which.
// steps is 9 where they are far apart.
func (s *scene) path(i int, chain []int32) (h uint32, steps int) {
	h = 17
	k := int32(i)
	for up := 0; up < 5 && k >= 0; up++ {
		for down, c := range chain {
			if c != k {
				continue
			}
			h = h*31 + 1000003
			for d := down - 1; d >= 0; d-- {
				h = h*16777619 ^ s.rel[chain[d]]
			}
			return h, up + down
		}
		h = (h ^ s.rel[k]) * 16777619
		k = s.p.Head[k]
	}
	return 99, 9
}
