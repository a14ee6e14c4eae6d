package commitments

import (
	"sort"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// View is a report as the finder looks at it: candidates for undertakings, each
// the head word of what may be undertaken, with their features. It is exported
// for the training, so that features are written once.
type View struct {
	p    *language.Parse
	who  *actors.Layer
	when *dates.Layer
	said []claim.Statement

	told  []int32 // [words] 1 + index of the innermost statement whose content holds the word; 0 for none
	cue   []int32 // [words] 1 + index of the statement whose cue holds the word
	first []int32 // children of word i: kids[first[i]:first[i+1]]
	kids  []int32
	all   []candidate

	noClasses bool // word classes are left out: they are not those of the training
}

// candidate is something that may be undertaken.
type candidate struct {
	head        int
	first, last int    // its words, without condition and what comes after
	subject     int    // word that stands as subject, of its own or of the verb it is joined to; -1 for none
	passive     bool   // the subject undergoes it
	governor    int    // word that it is the object, clause or infinitive of, over joined words; -1 for none
	mood        mood   // how the words put it
	joined      bool   // by "and" to an earlier one
	condition   [2]int // words of the condition; empty for none
	rule        int    // 1 + index into Kinds by the lexicon alone; 0 for none
	noun        bool
}

// mood is how the words put what may be undertaken.
type mood uint8

const (
	plain   mood = iota // "returns", "returned"
	will                // will, shall, 'll
	would               // would
	isTo                // is to, are to
	wasTo               // was to
	goingTo             // is going to
	toDo                // an infinitive with "to"
	doing               // an -ing form
	other               // can, may, must, should
	thing               // a noun
)

// NewView prepares a report. said are its statements.
func NewView(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement) *View {
	n := p.Len()
	v := &View{p: p, who: who, when: when, said: said, told: make([]int32, n), cue: make([]int32, n)}
	v.first, v.kids = p.Dependents()
	mark := func(column []int32, k int, spans []document.Span) {
		for _, s := range spans {
			i := sort.Search(n, func(i int) bool { return p.Span[i].Start >= s.Start })
			for ; i < n && p.Span[i].End <= s.End; i++ {
				column[i] = int32(k + 1)
			}
		}
	}
	for k, s := range said {
		mark(v.told, k, s.Content)
		mark(v.cue, k, s.Cue)
	}
	for i := 0; i < n; i++ {
		if c, ok := v.candidate(i); ok {
			v.all = append(v.all, c)
		}
	}
	return v
}

// children are the words that hang on word i, in order.
func (v *View) children(i int) []int32 { return v.kids[v.first[i]:v.first[i+1]] }

// Len is the number of candidates.
func (v *View) Len() int { return len(v.all) }

// What gives the span of the words of candidate k.
func (v *View) What(k int) document.Span { return v.p.Words(v.all[k].first, v.all[k].last) }

// Rule gives the kind of candidate k by the lexicon alone; "" for none.
func (v *View) Rule(k int) claim.CommitmentKind {
	if r := v.all[k].rule; r > 0 {
		return Kinds[r-1]
	}
	return ""
}

// candidate makes a candidate of word i: a verb, the predicate of a "will be",
// or a noun that a word of the lexicon has as its object.
func (v *View) candidate(i int) (candidate, bool) {
	p := v.p
	c := candidate{head: i, subject: -1, governor: -1}
	sent := p.Sentences[p.Sent[i]]
	switch p.UPOS[i] {
	case "VERB":
		if p.Rel[i] == "amod" || p.Rel[i] == "compound" || p.Rel[i] == "aux" || v.goes(i) {
			return c, false
		}
	case "NOUN", "PROPN", "ADJ", "ADV":
		switch auxiliary := v.auxiliary(i); {
		case auxiliary == will || auxiliary == would || auxiliary == isTo:
		case p.UPOS[i] == "NOUN" && v.isObject(i):
			c.noun = true
		default:
			return c, false
		}
	default:
		return c, false
	}
	// Joined words take subject and governor from the first.
	from := i
	for n := 0; n < 6 && v.isJoined(from); n++ {
		from = int(p.Head[from])
		c.joined = true
	}
	if h := int(p.Head[from]); h >= 0 && v.goes(h) { // "is going to" is an auxiliary
		from = h
		for n := 0; n < 6 && v.isJoined(from); n++ {
			from = int(p.Head[from])
			c.joined = true
		}
	}
	// "promised to hold a vote and change the law": a bare verb after "and" goes
	// on what the nearest infinitive or "will" before it began, wherever the
	// tree hangs it.
	if p.Rel[i] == "conj" && p.XPOS[i] == "VB" && v.auxiliary(i) == plain && v.auxiliary(from) == plain {
		for k := i - 1; k >= max(sent.First, i-25); k-- {
			if m := v.auxiliary(k); p.UPOS[k] == "VERB" && m != plain && m != doing {
				from, c.joined = k, true
				break
			}
		}
	}
	c.governor = int(p.Head[from])
	c.mood = v.auxiliary(i)
	// A word of the lexicon right before the "to" governs, wherever the tree
	// hangs the infinitive: "reached an accord to close", "is due to sign".
	if to := v.toBefore(from); c.mood == toDo && to > sent.First {
		for _, class := range "na" {
			if _, ok := undertakings()[byte(class)][p.Lower[to-1]]; ok && v.wordClass(to-1) == byte(class) {
				c.governor = to - 1
			}
		}
	}
	if c.noun {
		c.mood = thing
	} else if c.mood == plain && from != i && p.XPOS[i] == "VB" {
		c.mood = v.auxiliary(from)
	}
	for _, w := range [2]int{i, from} {
		for _, k := range v.children(w) {
			switch p.Rel[k] {
			case "nsubj", "nsubj:pass", "nsubj:outer":
				if c.subject < 0 {
					c.subject, c.passive = int(k), p.Rel[k] == "nsubj:pass"
				}
			}
		}
	}
	v.bounds(&c, sent)
	if c.first >= c.last {
		return c, false
	}
	c.rule = v.rule(&c)
	return c, true
}

// goes reports whether word i is the "going" of "going to" with a verb.
func (v *View) goes(i int) bool {
	if v.p.Lower[i] != "going" {
		return false
	}
	for _, k := range v.children(i) {
		if v.p.Rel[k] == "xcomp" && v.toBefore(int(k)) > i {
			return true
		}
	}
	return false
}

// isObject reports whether a noun is what a verb of the lexicon (or one of
// making known) has as its object: "proposed a tunnel", "announced the creation of".
func (v *View) isObject(i int) bool {
	h := int(v.p.Head[i])
	if h < 0 {
		return false
	}
	switch v.p.Rel[i] {
	case "obj", "nsubj:pass":
	case "conj":
		return v.p.Head[h] >= 0 && v.isObject(h)
	default:
		return false
	}
	if _, ok := undertakings()['v'][v.p.Lower[h]]; ok {
		return true
	}
	switch v.p.Lemma[h] {
	case "call", "schedule", "order", "approve":
		return true
	}
	return false
}

// isJoined reports whether a word goes on a list of what its head begins: "and
// to halt", or an infinitive after a comma ("to build nothing, to halt").
func (v *View) isJoined(i int) bool {
	h := int(v.p.Head[i])
	if h < 0 || h > i {
		return false
	}
	if v.p.Rel[i] == "conj" {
		return true
	}
	if v.p.Rel[i] != "advcl" && v.p.Rel[i] != "xcomp" && v.p.Rel[i] != "parataxis" {
		return false
	}
	to := v.toBefore(i)
	return to > 0 && v.toBefore(h) >= 0 && (v.p.Lower[to-1] == "," || v.p.Lower[to-1] == "and" && v.p.Lower[max(0, to-2)] == ",")
}

// toBefore gives the "to" of an infinitive; -1 for none.
func (v *View) toBefore(i int) int {
	for _, k := range v.children(i) {
		if int(k) < i && v.p.Rel[k] == "mark" && v.p.Lower[k] == "to" {
			return int(k)
		}
	}
	return -1
}

// auxiliary tells how the words right at word i put it.
func (v *View) auxiliary(i int) mood {
	p := v.p
	m := plain
	for _, k := range v.children(i) {
		if int(k) > i || p.Rel[k] != "aux" && p.Rel[k] != "cop" && p.Rel[k] != "aux:pass" {
			continue
		}
		switch p.Lower[k] {
		case "will", "shall", "'ll", "wo", "sha":
			return will
		case "would", "'d":
			return would
		case "can", "could", "may", "might", "must", "should", "ca":
			return other
		case "is", "are", "'s", "'re", "'m", "am":
			if to := v.toBefore(i); to > int(k) {
				m = isTo
			}
		case "was", "were":
			if to := v.toBefore(i); to > int(k) {
				m = wasTo
			}
		}
	}
	if m != plain {
		return m
	}
	if to := v.toBefore(i); to >= 0 {
		if h := int(p.Head[i]); h >= 0 && p.Lower[h] == "going" && to > h {
			return goingTo
		}
		return toDo
	}
	if p.XPOS[i] == "VBG" {
		return doing
	}
	return plain
}

// bounds sets the words of a candidate: what hangs on its head, from the
// subject of a finite clause on, without the "to" and "that" before, what is
// joined to it by another verb, conditions and words about saying.
func (v *View) bounds(c *candidate, sent language.Sentence) {
	p, i := v.p, c.head
	first, last := i, i+1
	stop := sent.Last
	start := sent.First
	for _, child := range v.children(i) {
		k := int(child)
		lo, hi := v.yield(k, 0)
		cut := false
		switch p.Rel[k] {
		case "conj":
			cut = !c.noun && (p.UPOS[k] == "VERB" || p.UPOS[k] == "AUX" || v.auxiliary(k) != plain)
		case "parataxis", "discourse", "vocative", "list":
			cut = true
		case "advcl":
			w := lo
			for w < hi && !wordy(p.Lower[w]) {
				w++
			}
			if w < hi && (conditions[p.Lower[w]] || p.Lower[w] == "as" && w+1 < hi && p.Lower[w+1] == "long") {
				cut = true
				if c.condition[1] == 0 {
					c.condition = [2]int{w, hi}
				}
			} else if v.isJoined(k) {
				cut = true
			}
		case "xcomp":
			cut = v.isJoined(k)
		case "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl":
			if k < i {
				first = min(first, lo)
			}
			continue
		case "mark", "cc", "punct":
			if k < i {
				start = max(start, hi)
			}
			continue
		case "aux", "aux:pass", "cop":
			if k < i && c.mood != isTo && c.mood != wasTo {
				first = min(first, lo)
			}
			continue
		}
		switch {
		case cut && k > i:
			stop = min(stop, lo)
		case cut:
			start = max(start, hi)
		case k > i:
			last = max(last, hi)
		case p.Rel[k] == "advmod" || c.noun:
			first = min(first, lo)
		}
	}
	first, last = max(first, start), min(last, stop)
	if h := int(p.Head[i]); c.mood == goingTo && h >= 0 && h < i {
		// "I'm going to end it": with its subject
		for _, k := range v.children(h) {
			if p.Rel[k] == "nsubj" && int(k) < h {
				first, _ = v.yield(int(k), 0)
			}
		}
	} else if to := v.toBefore(i); to >= 0 && c.mood != isTo && c.mood != wasTo {
		first = max(first, to+1)
		if to > sent.First && (p.Lower[to-1] == "not" || p.Lower[to-1] == "never") {
			first = to - 1 // "decided not to send": what is undertaken is not to do it
		}
	}
	if c.noun && c.governor >= 0 { // "vowed support for Mali", wherever the tree hangs it
		for _, child := range v.children(c.governor) {
			if lo, hi := v.yield(int(child), 0); p.Rel[child] == "obl" && lo == last && (p.Lower[lo] == "for" || p.Lower[lo] == "of" || p.Lower[lo] == "to" || p.Lower[lo] == "on") {
				last = hi
			}
		}
	}
	// Not beyond the content of the statement that tells it, nor a second
	// quotation or word about saying.
	if t := v.told[i]; t > 0 {
		for first < i && v.told[first] == 0 {
			first++
		}
		for last > i+1 && v.told[last-1] == 0 {
			last--
		}
	} else {
		for k := i + 1; k < last; k++ {
			if v.told[k] > 0 && v.cue[k-1] > 0 && k-1 > i {
				last = k
				break
			}
		}
	}
	for first < i && !wordy(p.Lower[first]) {
		first++
	}
	for last > i+1 && (!wordy(p.Lower[last-1]) || p.Lower[last-1] == "and" || p.Lower[last-1] == "but" || p.Lower[last-1] == "to") {
		last--
	}
	c.first, c.last = first, last
}

// yield gives the words [first, last) that hang on word i, itself with them.
func (v *View) yield(i, depth int) (first, last int) {
	first, last = i, i+1
	if depth > 60 {
		return first, last
	}
	for _, k := range v.children(i) {
		lo, hi := v.yield(int(k), depth+1)
		first, last = min(first, lo), max(last, hi)
	}
	return first, last
}

// wordy reports whether a word has a letter or digit.
func wordy(w string) bool {
	if w == "%" {
		return true
	}
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' {
			return w != "“" && w != "”" && w != "–" && w != "—" && w != "‘" && w != "’" && w != "…"
		}
	}
	return false
}

// rule gives 1 + the index of the kind that the lexicon alone sees; 0 for none.
func (v *View) rule(c *candidate) int {
	p := v.p
	if v.negatedAt(c.governor) {
		return 0
	}
	kind := claim.CommitmentKind("")
	g := c.governor
	frame := byte(0)
	switch {
	case c.noun:
		frame = 'N'
	case c.mood == toDo && p.XPOS[c.head] == "VBG": // "committed to sharing"
		frame = 'P'
	case c.mood == toDo || c.mood == goingTo:
		frame = 'T'
	case c.mood == doing:
		frame = 'P'
	case c.mood == will || c.mood == would:
		frame = 'C'
	}
	if g >= 0 && frame != 0 {
		if u, ok := undertakings()[v.wordClass(g)][v.p.Lower[g]]; ok && has(u.frames, frame) {
			kind = u.kind
			if frame == 'C' && (c.subject < 0 || !v.speaksOfItself(c) || stative[v.lemma(c.head)]) {
				kind = ""
			}
		}
	}
	if c.subject >= 0 && !stative[v.lemma(c.head)] && (kind == "" || kind == claim.Intention && frame == 'C') {
		alone := undertakings()['x']
		switch w := p.Lower[c.subject]; {
		case c.mood == isTo:
			kind = alone["is to"].kind
		case c.mood == wasTo:
			kind = alone["was to"].kind
		case w != "we" && w != "i" || v.told[c.head] == 0:
		case c.mood == will:
			kind = alone["will"].kind
		case c.mood == goingTo:
			kind = alone["is going to"].kind
		}
	}
	if kind == "" {
		return 0
	}
	if kind == claim.Intention && c.condition[1] > 0 {
		kind = claim.Condition
	}
	return 1 + kindIndex(kind)
}

// speaksOfItself reports whether the subject of a clause is a pronoun that may
// be the speaker.
func (v *View) speaksOfItself(c *candidate) bool {
	switch v.p.Lower[c.subject] {
	case "it", "he", "she", "they", "we", "i":
		return true
	}
	return false
}

func has(frames string, f byte) bool {
	for i := 0; i < len(frames); i++ {
		if frames[i] == f {
			return true
		}
	}
	return false
}

// wordClass tells which part of the lexicon a word belongs to.
func (v *View) wordClass(i int) byte {
	switch v.p.UPOS[i] {
	case "NOUN":
		return 'n'
	case "VERB":
		for _, k := range v.children(i) {
			if v.p.Rel[k] == "aux:pass" {
				return 'a'
			}
		}
		return 'v'
	}
	return 'a'
}

// lemma is the lemma of a word: the lexicon's for its words, the form of
// participles used as adjectives.
func (v *View) lemma(i int) string {
	if u, ok := undertakings()[v.wordClass(i)][v.p.Lower[i]]; ok {
		return u.word
	}
	if v.wordClass(i) == 'a' {
		return v.p.Lower[i]
	}
	return v.p.Lemma[i]
}

// negatedAt reports whether a word itself is negated.
func (v *View) negatedAt(i int) bool {
	if i < 0 {
		return false
	}
	for _, k := range v.children(i) {
		if int(k) < i && negators[v.p.Lower[k]] {
			return true
		}
	}
	return false
}
