package events

import (
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// PairFeatures describes a sentence whose source and target are given, for the
// coder. marked may hold the sentence with <s>..</s> and <t>..</t> round them;
// it may be empty. A party whose words are not in the sentence counts as not
// told.
func PairFeatures(sentence, marked, source, target string, b *Bag) {
	b.Reset()
	if q := newPair(sentence, marked, source, target); q != nil {
		q.features(b)
	}
}

// newPair parses a sentence and finds its parties; nil for one without words.
func newPair(sentence, marked, source, target string) *pair {
	from, to := placed(sentence, marked, source, target)
	p := language.Of(&document.Document{Text: sentence, Language: "en", Body: document.Span{Start: 0, End: len(sentence)}})
	if p.Len() == 0 {
		return nil
	}
	q := &pair{scene: newScene(p), source: wordsIn(p, from), target: wordsIn(p, to)}
	// A cell may hold several sentences: all of it is the scene.
	q.sent = language.Sentence{First: 0, Last: p.Len()}
	q.role = make([]uint8, p.Len())
	for i := q.source[0]; i < q.source[1]; i++ {
		q.role[i] = 1
	}
	for i := q.target[0]; i < q.target[1]; i++ {
		q.role[i] = 2
	}
	return q
}

// placed finds source and target in the sentence, by the marks if they are
// there, else the first places where they do not overlap. A zero span is for
// one that is not there.
func placed(sentence, marked, source, target string) (from, to document.Span) {
	if plain, s, t := unmark(marked); plain == sentence {
		from, to = s, t
	}
	source, target = strings.TrimSpace(source), strings.TrimSpace(target)
	if from.Len() == 0 {
		from = firstBeside(sentence, source, to)
	}
	if to.Len() == 0 {
		if to = firstBeside(sentence, target, from); to.Len() == 0 && target != "" {
			// The only place of the target lies in the first of the source:
			// the source may stand elsewhere.
			if t := firstBeside(sentence, target, document.Span{}); t.Len() > 0 {
				if s := firstBeside(sentence, source, t); s.Len() > 0 {
					from, to = s, t
				}
			}
		}
	}
	return from, to
}

// firstBeside gives the first place of words that does not overlap another.
func firstBeside(sentence, words string, other document.Span) document.Span {
	if words == "" {
		return document.Span{}
	}
	for i := 0; i < len(sentence); i++ {
		k := strings.Index(sentence[i:], words)
		if k < 0 {
			break
		}
		i += k
		if s := (document.Span{Start: i, End: i + len(words)}); other.Len() == 0 || !s.Overlaps(other) {
			return s
		}
	}
	return document.Span{}
}

// unmark takes the marks out of a sentence.
func unmark(marked string) (plain string, source, target document.Span) {
	var b strings.Builder
	for i := 0; i < len(marked); {
		switch {
		case strings.HasPrefix(marked[i:], "<s>"):
			source.Start, i = b.Len(), i+3
		case strings.HasPrefix(marked[i:], "</s>"):
			source.End, i = b.Len(), i+4
		case strings.HasPrefix(marked[i:], "<t>"):
			target.Start, i = b.Len(), i+3
		case strings.HasPrefix(marked[i:], "</t>"):
			target.End, i = b.Len(), i+4
		default:
			b.WriteByte(marked[i])
			i++
		}
	}
	if source.End < source.Start {
		source = document.Span{}
	}
	if target.End < target.Start {
		target = document.Span{}
	}
	return b.String(), source, target
}

// wordsIn gives the words that a span touches, at least one; none for an empty
// span.
func wordsIn(p *language.Parse, s document.Span) [2]int {
	if s.Len() == 0 {
		return [2]int{}
	}
	i := sort.Search(p.Len(), func(i int) bool { return p.Span[i].End > s.Start })
	j := sort.Search(p.Len(), func(i int) bool { return p.Span[i].Start >= s.End })
	i = min(i, p.Len()-1)
	return [2]int{i, max(j, i+1)}
}

// PairTrigger describes the word that governs source and target as a trigger,
// for the trained finder, and gives it; -1 where there is none.
func PairTrigger(v *View, sentence, marked, source, target string, b *Bag) int {
	from, to := placed(sentence, marked, source, target)
	q := &pair{scene: v.scene, source: wordsIn(v.p, from), target: wordsIn(v.p, to), sent: language.Sentence{Last: v.p.Len()}}
	if v.p.Len() == 0 || from.Len()+to.Len() == 0 {
		return -1
	}
	q.role = make([]uint8, v.p.Len())
	for side, w := range [2][2]int{q.source, q.target} {
		for i := w[0]; i < w[1]; i++ {
			q.role[i] = uint8(side + 1)
		}
	}
	_, _, apex := q.path(q.headOf(q.source), q.headOf(q.target))
	gov := q.governor(apex)
	if gov < 0 || !v.isCandidate(gov) {
		return -1
	}
	v.TriggerFeatures(gov, b)
	return gov
}

// Coded is what the coder says of a sentence with its source and target.
type Coded struct {
	Root        claim.Type // PLV's type: YIELD for CONCEDE and RETREAT
	Type        claim.Type // of the 16
	Quad        int        // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; of Type
	RootQuad    int        // of Root: YIELD is 2
	Mode        string     // "" for none
	Cameo       string     // CAMEO code; the type's own where no more is known
	Probability float64    // of Root, 0..1
}

// Quads are PLOVER's quad classes; YIELD's is that of the PLV data.
var Quads = map[claim.Type]int{claim.Agree: 1, claim.Consult: 1, claim.Support: 1, claim.Concede: 1, claim.Cooperate: 2, claim.Aid: 2, claim.Retreat: 2, Yield: 2,
	claim.Request: 3, claim.Accuse: 3, claim.Reject: 3, claim.Threaten: 3, claim.Protest: 4, claim.Sanction: 4, claim.Mobilize: 4, claim.Coerce: 4, claim.Assault: 4}

// Code tells which type of event a sentence tells between a source and a target
// that are given. marked may hold the sentence with <s>..</s> and <t>..</t>
// round them. It always gives a type; ok is false where the sentence has no
// words or the program no weights.
func Code(sentence, marked, source, target string) (c Coded, ok bool) {
	m := shipped()
	q := newPair(sentence, marked, source, target)
	if m == nil || q == nil {
		return c, false
	}
	if !m.classes {
		clear(q.fine)
		clear(q.mid)
	}
	var b Bag
	q.features(&b)
	p := m.Pair.Probabilities(&b, nil)
	k := best(p)
	c.Root, c.Probability = Roots[k], p[k]
	c.Type = c.Root
	if c.Root == Yield {
		c.Type = q.yield()
	}
	c.Quad, c.RootQuad = Quads[c.Type], Quads[c.Root]
	c.Mode, c.Cameo = q.detail(c.Type)
	return c, true
}

// order lists the words of the sentence, the predicate that governs source and
// target and what hangs on it first.
func (q *pair) order() []int {
	_, _, apex := q.path(q.headOf(q.source), q.headOf(q.target))
	var out []int
	if g := q.governor(apex); g >= 0 {
		out = append(out, g)
		for _, k := range q.children(g) {
			out = append(out, int(k))
		}
	}
	for i := q.sent.First; i < q.sent.Last; i++ {
		out = append(out, i)
	}
	return out
}

// yield tells CONCEDE from RETREAT by what the dictionaries say of the nearest
// word; RETREAT where they say nothing.
func (q *pair) yield() claim.Type {
	concede, retreat := typeIndex(claim.Concede), typeIndex(claim.Retreat)
	for _, i := range q.order() {
		for _, t := range [2]uint8{q.rule[i], q.typed[i]} {
			switch t {
			case concede:
				return claim.Concede
			case retreat:
				return claim.Retreat
			}
		}
	}
	return claim.Retreat
}

// detail gives mode and CAMEO code of a type by the nearest word of which the
// dictionaries know them.
func (q *pair) detail(t claim.Type) (mode, code string) {
	want := typeIndex(t)
	for _, i := range q.order() {
		if mode == "" && q.rule[i] == want {
			mode = q.mode[i]
		}
		if code == "" && q.typed[i] == want {
			code = q.cameo[i]
		}
	}
	if code == "" {
		code = rootCode[t]
	}
	if mode == "" {
		mode = modeOf(t, code)
	}
	return mode, code
}
