package coref

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// Candidate is a noun phrase, name or pronoun that may be a mention: words
// [First, Last).
type Candidate struct {
	First, Last int
	Head        int
	Form        Form
	Members     int // of a coordination; 0 else

	name int32 // index in Parse.Mentions of the name that the head is in, -1 for none
	traits
	shape // hashes for features
}

// Scene is a parsed document with its candidates, and all that features need.
type Scene struct {
	Parse      *language.Parse
	Candidates []Candidate

	tree   *tree
	quotes []quotation
	quote  []int32 // [words] index of the quotation that a word is in, -1 for none
	first  []int32 // [words] 1 + the first candidate of which a word is the head
}

// Limits of the look back: a candidate is held against the near last ones, and
// farther back against sameHead of those with the same head (for names, with a
// word in common). Chosen on OntoGUM dev; a near of 40 costs half a point.
const (
	near     = 70
	sameHead = 12
)

// NewScene finds the candidates of a parsed document.
func NewScene(p *language.Parse) *Scene {
	s := &Scene{Parse: p, tree: newTree(p)}
	if len(p.Head) != p.Len() {
		return s
	}
	s.quotes, s.quote = s.tree.quotations()
	s.Candidates = s.tree.candidates()
	s.first = make([]int32, p.Len())
	for i := len(s.Candidates) - 1; i >= 0; i-- {
		s.first[s.Candidates[i].Head] = int32(i) + 1
	}
	for i := range s.Candidates {
		c := &s.Candidates[i]
		c.traits = s.tree.traitsOf(c)
		c.shape = s.shapeOf(c)
	}
	s.findInner()
	s.spellOut()
	return s
}

// Antecedents gives the earlier candidates that candidate i is held against,
// in rising order, appended to buf; same gives those of a key.
func (s *Scene) Antecedents(i int, same map[uint64][]int32, buf []int32) []int32 {
	c := &s.Candidates[i]
	from := max(0, i-near)
	start := len(buf)
	for _, key := range c.keys {
		earlier := same[key]
		for _, j := range earlier[max(0, len(earlier)-sameHead):] {
			if int(j) < from {
				buf = append(buf, j)
			}
		}
	}
	if len(c.keys) > 1 {
		slices.Sort(buf[start:])
		buf = buf[:start+len(slices.Compact(buf[start:]))]
	}
	for j := from; j < i; j++ {
		buf = append(buf, int32(j))
	}
	return buf
}

// speaker gives the candidate that "I" in a quotation stands for, -1 where that
// is not known or c is something else.
func (s *Scene) speaker(c *Candidate) int32 {
	if c.Form != Pronoun || c.word != "i" || c.quoted < 0 || s.quotes[c.quoted].speaker < 0 {
		return -1
	}
	return s.first[s.quotes[c.quoted].speaker] - 1
}

// sure gives the antecedent of candidate i where no model is asked: "I" in a
// quotation stands for its speaker, and goes with nothing else before the
// speaker is named; "WHO" stands for the World Health Organization.
func (s *Scene) sure(i int) (antecedent int32, sure bool) {
	c := &s.Candidates[i]
	j := s.speaker(c)
	if j >= int32(i) {
		return -1, true
	}
	if j < 0 {
		j = c.spelled
	}
	return j, j >= 0
}

// spellOut ties each acronym to the last name before it that it abbreviates.
func (s *Scene) spellOut() {
	last := map[string]int32{}
	for i := range s.Candidates {
		c := &s.Candidates[i]
		c.spelled = -1
		if c.Form != Name || c.Members > 1 {
			continue
		}
		if c.length > 1 {
			if a := c.initials; len(a) > 2 {
				last[a] = int32(i)
			}
		} else if j, ok := last[c.word]; ok && strings.ToUpper(c.word) == s.Parse.Text(c.Head) {
			c.spelled = j
		}
	}
}

// findInner ties each candidate to the one that owns it ("her parents") or
// that stands in it as a modifier ("the end of the war").
func (s *Scene) findInner() {
	at := s.first
	for i := range s.Candidates {
		c := &s.Candidates[i]
		if c.Form == Pronoun || c.Members > 1 {
			continue
		}
		for _, k := range s.tree.of(c.Head) {
			if base(s.Parse.Rel[k]) == "nmod" && int(k) >= c.First && int(k) < c.Last && at[k] > 0 {
				c.inner = at[k] - 1
				break
			}
		}
	}
}

// shape holds what features are made of, hashed once for each candidate.
type shape struct {
	headHash uint64 // folded head word of names, lemma of others
	formHash uint64 // folded head word as written
	nameHash uint64 // type of the name
	textHash uint64 // whole folded text, without articles
	kind     uint64 // pronoun, or form and determination
	wide     uint64 // pronoun, or form
	rel      uint64
	governor uint64
	before   uint64
	after    uint64
	first    uint64
	initials string // acronym gives it
	spelled  int32  // candidate whose acronym it is, -1 for none
	ofKind   uint64 // Parse.Kind
	words    []uint64
	keys     []uint64 // by which it is found again: its head; each word of a name
	inner    int32    // candidate that owns it or stands after "of" in it, -1 for none
	length   int      // words, without articles
	nested   int32    // word that the phrase hangs on
	sentence int32
	quoted   int32
}

func (s *Scene) shapeOf(c *Candidate) (x shape) {
	p := s.Parse
	h := c.Head
	x.headHash = hashString(c.word)
	x.formHash, x.nameHash = hashString(p.Lower[h]), hashString(c.oneOf)
	if c.Members > 1 {
		x.headHash = hash(x.headHash, uint64(c.Members))
	}
	for i := c.First; i < c.Last; i++ {
		if article[p.Lower[i]] || p.UPOS[i] == "PUNCT" {
			continue
		}
		w := hashString(p.Lower[i])
		x.textHash = hash(x.textHash, w)
		if p.UPOS[i] != "ADP" && len(x.words) < 12 {
			x.words = append(x.words, w)
		}
	}
	if c.Form == Pronoun {
		x.kind = hashString(c.word)
		x.wide = x.kind
	} else {
		x.kind = hash(uint64(c.Form)+1, uint64(c.det)+1)
		if c.Members > 1 {
			x.kind = hash(77, 1)
		}
		x.wide = uint64(c.Form) + 1
		if c.Form == Name {
			x.wide = hash(x.wide, hashString(c.oneOf))
		}
	}
	x.inner = -1
	if c.Form != Pronoun {
		x.keys = append(x.keys, x.headHash)
		for i := c.First; i < c.Last && c.Form == Name && len(x.keys) < 5; i++ {
			if w := hashString(p.Lower[i]); p.UPOS[i] == "PROPN" && !has(x.keys, w) {
				x.keys = append(x.keys, w)
			}
		}
	}
	x.rel = hashString(p.Rel[h])
	x.nested = p.Head[h]
	if g := p.Head[h]; g >= 0 {
		x.governor = hashString(p.Lemma[g])
	}
	x.before, x.after = 1, 2 // no word there
	sentence := p.Sentences[p.Sent[h]]
	if c.First > sentence.First {
		x.before = hashString(p.Lower[c.First-1])
	}
	if c.Last < sentence.Last {
		x.after = hashString(p.Lower[c.Last])
	}
	x.first = hashString(p.Lower[c.First])
	x.ofKind = hashString(p.Kind[h])
	for i := c.First; i < c.Last; i++ {
		if !article[p.Lower[i]] {
			x.length++
		}
	}
	x.initials = s.acronym(c)
	x.sentence = p.Sent[h]
	x.quoted = s.quote[h]
	return x
}

var article = set("the a an 's ’s")

// acronym gives the initials of a name of several words, folded; "" else.
func (s *Scene) acronym(c *Candidate) string {
	var b strings.Builder
	for i := c.First; i < c.Last; i++ {
		if s.Parse.UPOS[i] == "PUNCT" {
			break // an apposition, or "(WHO)"
		}
		if w := s.Parse.Text(i); w[0] >= 'A' && w[0] <= 'Z' && !article[s.Parse.Lower[i]] {
			b.WriteByte(w[0] | 0x20)
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}
