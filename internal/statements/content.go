package statements

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

// leftContent gives the content before a source: "A, B said", "“A,” said B".
func (f *finder) leftContent(si int, c candidate, free int) (wordSpan, bool) {
	s := f.p.Sentences[si]
	edge := c.source.words.First // first word of the attribution
	if c.inverted {
		edge = c.at.First
	}
	if edge <= free || !c.takes('C') || c.source.words.Last == c.source.words.First {
		return wordSpan{}, false
	}
	before := f.p.Lower[edge-1]
	quoteClosed := f.quoted[edge-1] >= 0 && isQuoteMark(before)
	broken := c.inverted && before == "."
	if before != "," && !quoteClosed && !broken && before != "?" && before != "!" {
		return wordSpan{}, false
	}
	after := max(c.at.Last, c.source.words.Last)
	if !quoteClosed && !broken && !f.attributionEnds(after, s.Last) {
		return wordSpan{}, false
	}
	w := wordSpan{free, edge}
	if k := f.quoted[edge-1]; k >= 0 && f.quotes[k].First < s.First && free == s.First {
		w.First = f.quotes[k].First // the quotation began in an earlier sentence
	}
	for w.First < w.Last && lead[f.p.Lower[w.First]] && f.quoted[w.First] < 0 {
		w.First++
	}
	for w.Last > w.First && (f.p.Lower[w.Last-1] == "," || f.p.Lower[w.Last-1] == ".") && f.quoted[w.Last-1] < 0 {
		w.Last--
	}
	if w.Last-w.First < 2 {
		return wordSpan{}, false
	}
	return w, true
}

// lead are words that stand before a clause without belonging to it.
var lead = lexicon.Set(", ; : . and but while — – -")

// attributionEnds reports whether nothing but the attribution follows: the end
// of the sentence, a comma, or words of time, place and circumstance.
func (f *finder) attributionEnds(at, end int) bool {
	for i := at; i < end; i++ {
		w := f.p.Lower[i]
		switch {
		case w == "," || w == "." || w == ";" || w == "when" || w == "as" || w == "while" || w == "after" || w == "before" || w == "in" || w == "on" || w == "at" || w == "—" || w == "–":
			return true
		case isQuoteMark(w) || adverbs[w]:
			continue
		default:
			return false
		}
	}
	return true
}

// quoteAfter gives the second piece of a quotation that its attribution cuts:
// "“A,” B said, “C.”"
func (f *finder) quoteAfter(si int, c candidate) (wordSpan, bool) {
	s := f.p.Sentences[si]
	i := max(c.at.Last, c.source.words.Last)
	for n := 0; i < s.Last && n < 6; n++ {
		if f.quoted[i] >= 0 {
			q := f.quotes[f.quoted[i]]
			if q.First != i || n == 0 && f.p.Lower[i-1] != "," && f.p.Lower[i-1] != ":" && f.p.Lower[i-1] != "." && q.Last-q.First < 5 {
				return wordSpan{}, false
			}
			return wordSpan{i, min(q.Last, s.Last)}, true
		}
		w := f.p.Lower[i]
		if w != "," && w != ":" && w != "." && !adverbs[w] {
			return wordSpan{}, false
		}
		i++
	}
	return wordSpan{}, false
}

// quoteGoesOn gives what follows of the quotation that ends a content: the
// rest of an unbroken one over the next sentences, and, after "B said.", the
// quotation that the next sentence begins with.
func (f *finder) quoteGoesOn(si int, last wordSpan) ([]wordSpan, bool) {
	s := f.p.Sentences[si]
	end := last.Last - 1
	if k := f.quoted[end]; k >= 0 && f.quotes[k].Last > last.Last && last.Last >= s.Last-1 {
		q := f.quotes[k]
		return []wordSpan{{last.Last, q.Last}}, true
	}
	if si+1 >= len(f.p.Sentences) || f.p.Sentences[si+1].Paragraph != s.Paragraph || f.quoted[last.First] < 0 || last.Last == s.Last {
		return nil, false // the quotation itself ends the sentence: nothing is promised
	}
	next := f.p.Sentences[si+1]
	k := f.quoted[next.First]
	if k < 0 || f.quotes[k].First != next.First {
		return nil, false
	}
	q := f.quotes[k]
	if q.Last < next.Last-1 && q.Last-q.First < 6 {
		return nil, false // a few quoted words, not a sentence
	}
	if q.Last < next.Last-1 && f.hasCue(q.Last, min(q.Last+6, next.Last)) {
		return nil, false // it has an attribution of its own
	}
	return []wordSpan{{q.First, q.Last}}, true
}

func (f *finder) hasCue(from, to int) bool {
	for i := from; i < to; i++ {
		if v, _ := cues.At(f.p.Lower[:to], i); v != nil {
			return true
		}
	}
	return false
}

// rightContent gives the content after a cue and the addressees told before
// it, where the words fit a frame of the verb.
func (f *finder) rightContent(si int, c candidate) (content wordSpan, to []claim.Party, ok bool) {
	s := f.p.Sentences[si]
	end := f.clauseEnd(si, c)
	at := c.at.Last
	if at >= end {
		return wordSpan{}, nil, false
	}
	lower := f.p.Lower
	// An object before the content: "told reporters that", "urged Iran to".
	if m, found := f.who.startingAt(at); found && (c.takes('O') || addressing[c.lemma]) && m.Last < end {
		next := lower[m.Last]
		switch {
		case c.takes('O') && f.toInfinitive(m.Last, min(m.Last+8, end)) >= 0:
			return wordSpan{f.toInfinitive(m.Last, min(m.Last+8, end)), end}, m.Parties, true
		case addressing[c.lemma] && (next == "that" || next == "," || next == ":" || f.quoted[m.Last] >= 0 || c.lemma != "ask"):
			at, to = m.Last, m.Parties
		}
	} else if addressing[c.lemma] && audience[lower[at]] {
		to = []claim.Party{{Text: f.p.Text(at), Span: f.p.Span[at]}}
		at++
	}
	// An aside: "alleged, by way of example, that".
	if lower[at] == "," && f.quoted[at] < 0 {
		for k := at + 2; k < min(end-2, at+8); k++ {
			if lower[k] == "," && lower[k+1] != "and" {
				at = k + 1
				break
			}
		}
	}
	// A quotation after a colon, however far: "responded to the rules by letter: “".
	if f.quoted[at] < 0 && lower[at] != "that" {
		for k := at; k < min(end-1, at+14); k++ {
			if lower[k] == ":" && f.quoted[k+1] >= 0 {
				at = k
			}
		}
	}
	// Circumstance between cue and content: "said on Monday that", "said in a statement: “".
	for k, n := at, 0; k < end && n < 10; k, n = k+1, n+1 {
		w := lower[k]
		if w == "that" || w == ":" || f.quoted[k] >= 0 {
			if w == ":" {
				k++
			}
			at = k
			break
		}
		if !adverbs[w] && w != "," {
			break
		}
	}
	for at < end && (lower[at] == "," || lower[at] == ":") {
		at++
	}
	if at >= end {
		return wordSpan{}, nil, false
	}
	w := wordSpan{at, end}
	if k := f.quoted[at]; k >= 0 && c.takes('C') && f.quotes[k].First == at {
		if f.quotes[k].Last > s.Last { // goes on in the next sentence
			return wordSpan{at, s.Last}, to, true
		}
		return w, to, true
	}
	return w, to, f.fits(c, w)
}

// addressing verbs take the one spoken to as an object.
var addressing = lexicon.Set("tell inform assure reassure remind advise warn ask")
var audience = lexicon.Set("reporters journalists lawmakers parliament legislators delegates supporters viewers")

// weak verbs are cues only with what makes them sure: "that", "as" or a
// quotation.
var weak = lexicon.Set("find show know feel see view regard report support back project understand recall accept continue post write conclude answer decide indicate mention repeat consider recognize recognise think")

// fits reports whether the words of a content suit a frame of the verb.
func (f *finder) fits(c candidate, w wordSpan) bool {
	lower := f.p.Lower
	first := lower[w.First]
	if w.Last-w.First < 2 && c.lemma != "contest" && c.lemma != "deny" && c.lemma != "reject" {
		return false
	}
	if m, ok := f.who.startingAt(w.First); ok && c.lemma == "welcome" && m.Last < w.Last && lower[m.Last] == "to" {
		return false // "welcomed the envoy to Downing Street" is no opinion
	}
	switch {
	case first == "that":
		return c.takes('C')
	case first == "to":
		return c.takes('T') || c.lemma == "agree"
	case prepositions[first]:
		return c.takes('P')
	case c.takes('A') && f.hasWord(w, "as"):
		return true
	case weak[c.lemma] && !f.anyQuoted(w):
		return c.lemma == "report" || c.lemma == "think" || c.lemma == "consider" && f.hasWord(w, "to")
	case c.takes('A') && !c.takes('N'):
		return c.lemma == "call" || c.lemma == "consider" || c.lemma == "deem"
	}
	return c.takes('C') || c.takes('N')
}

var prepositions = lexicon.Set("on for with about against over of in by at from into")

func (f *finder) hasWord(w wordSpan, word string) bool {
	for i := w.First; i < w.Last; i++ {
		if f.p.Lower[i] == word {
			return true
		}
	}
	return false
}

func (f *finder) anyQuoted(w wordSpan) bool {
	for i := w.First; i < w.Last; i++ {
		if f.quoted[i] >= 0 {
			return true
		}
	}
	return false
}

// toInfinitive finds the "to" of an infinitive in [from, to); -1 for none.
func (f *finder) toInfinitive(from, to int) int {
	for i := from; i < to; i++ {
		if f.p.Lower[i] == "to" {
			return i
		}
		if f.p.Lower[i] == "," || f.quoted[i] >= 0 {
			return -1
		}
	}
	return -1
}

// clauseEnd gives the end of the clause that a cue governs: the sentence's,
// without its last mark, or the next cue that has a clause of its own.
func (f *finder) clauseEnd(si int, c candidate) int {
	s := f.p.Sentences[si]
	end := trimEnd(f.p, c.at.Last, s.Last, f.quoted)
	lower := f.p.Lower
	clause := c.takes('C') && (lower[c.at.Last] == "that" || f.quoted[c.at.Last] >= 0)
	infinitive := lower[c.at.Last] == "to"
	if m, ok := f.who.startingAt(c.at.Last); ok && c.takes('O') && f.toInfinitive(m.Last, min(m.Last+8, end)) >= 0 {
		infinitive = true
	}
	for i := c.at.Last + 2; i < end && !clause; i++ {
		// What an object or infinitive does not hold: a second verb of the
		// source, and a relative clause set off by a comma.
		if f.quoted[i] >= 0 {
			continue
		}
		w := lower[i]
		if lower[i-1] == "and" && pastForm(w) && infinitive || lower[i-1] == "," && (w == "which" || w == "who" || w == "where") && !c.takes('C') {
			end = backOver(lower, c.at.Last, i-1)
		}
	}
	for i := c.at.Last + 2; i < end; i++ {
		if f.quoted[i] >= 0 {
			continue
		}
		if lower[i] == "according" && i+1 < end && lower[i+1] == "to" {
			return backOver(lower, c.at.Last, i)
		}
		forms, after := cues.At(lower[:end], i)
		if forms == nil {
			continue
		}
		v := forms[0]
		switch {
		case lower[i-1] == "," && v.form == participleIng && v.takes('C'): // ", adding that"
			return i - 1
		case (lower[i-1] == "and" || lower[i-1] == "but") && v.form&finite != 0 && (v.takes('C') || v.takes('A') || v.takes('O')) && v.form&baseForm == 0: // "and said that"
			return backOver(lower, c.at.Last, i-1)
		case v.form&finite != 0 && v.takes('C'):
			// ", and the minister said"
			if m, ok := f.sourceBefore(i, c.at.Last); ok && m.words.First > c.at.Last+1 && m.words.Last > m.words.First {
				if b := lower[m.words.First-1]; b == "," || b == ";" || (b == "and" || b == "but" || b == "while" || b == "as") && lower[m.words.First-2] == "," {
					return backOver(lower, c.at.Last, m.words.First)
				}
			}
		}
		i = after - 1
	}
	return end
}

// pastForm reports whether a word looks like the past of a verb.
func pastForm(w string) bool { return strings.HasSuffix(w, "ed") && len(w) > 4 || pasts[w] }

var pasts = lexicon.Set("met spoke gave took said told made held left went sent wrote")

const (
	finite        = lexicon.Past | lexicon.Third | lexicon.Base
	baseForm      = lexicon.Base
	participleIng = lexicon.Ing
)

// backOver walks back from i over commas and conjunctions, not before floor.
func backOver(lower []string, floor, i int) int {
	for i > floor && (lead[lower[i-1]]) {
		i--
	}
	return i
}

// trimEnd gives the end of words [first, last) without the sentence's closing
// mark, where that stands outside quotation marks.
func trimEnd(p *language.Parse, first, last int, quoted []int32) int {
	for last > first {
		switch w := p.Lower[last-1]; {
		case quoted[last-1] < 0 && (w == "." || w == "?" || w == "!" || w == ";" || w == "," || w == "—"):
			last--
		default:
			return last
		}
	}
	return last
}
