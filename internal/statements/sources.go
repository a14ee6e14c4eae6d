package statements

import (
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

func (x mentionIndex) endingAt(word int) (*actors.Mention, bool) { // word: index after the last
	if word > 0 && x.ends[word-1] > 0 {
		return &x.layer.Mentions[x.ends[word-1]-1], true
	}
	return nil, false
}

func speakerOf(m *actors.Mention) speaker {
	return speaker{words: wordSpan{m.First, m.Last}, parties: m.Parties, standing: m.Standing}
}

// attach finds the source of a cue and whether the word is used as a cue at
// all; earlier are the cues before it in its sentence.
func (f *finder) attach(si int, c *candidate, earlier []candidate) bool {
	s := f.p.Sentences[si]
	i := c.at.First
	prev := ""
	if i > s.First {
		prev = f.p.Lower[i-1]
	}
	switch {
	case i > s.First && startsUpper(f.p.Text(i)):
		return false // part of a name: "United States"
	case prev == "to" || prev == "would" || prev == "could" || prev == "may" || prev == "might" || prev == "can" || prev == "the" || prev == "a" || prev == "an" || prev == "of" || prev == "its" || prev == "their" || prev == "his":
		return false // an infinitive, a possibility, a noun
	case c.form == lexicon.Ing && (prev == "been" || prev == "is" || prev == "are" || prev == "was" || prev == "were"):
		src, ok := f.sourceBefore(i, s.First)
		c.source = src
		return ok
	case c.form == lexicon.Ing:
		// ", adding that": the source is that of the sentence.
		if prev != "," && prev != "and" && !isDash(prev) || !c.takes('C') && !c.takes('A') && !c.takes('N') {
			return false
		}
		if n := len(earlier); n > 0 {
			c.source = earlier[n-1].source
			return true
		}
		if m, ok := f.subject(s.First, i); ok {
			c.source = m
			return true
		}
		return false
	case c.form == lexicon.Participle:
		return false
	}
	if prev == "and" || prev == "but" || prev == "," {
		// A second verb of the same source: "said A and called B".
		if prev != "," && c.form&lexicon.Past != 0 {
			if n := len(earlier); n > 0 {
				c.source = earlier[n-1].source
				return true
			}
			if m, ok := f.subject(s.First, i); ok {
				c.source = m
				return true
			}
		}
	}
	if src, ok := f.sourceBefore(i, s.First); ok {
		if c.form&lexicon.Base != 0 && c.form&lexicon.Past == 0 && !f.pluralOrFirst(src) {
			return false // "the official plan", "a company report"
		}
		c.source = src
		return true
	}
	// Inverted: "..., said the minister".
	if c.takes('C') && (prev == "," || isQuoteMark(prev) || prev == "." || prev == "?" || prev == "!") && i > s.First {
		if src, ok := f.sourceAfter(c.at.Last, s.Last); ok {
			c.source, c.inverted = src, true
			return true
		}
	}
	return false
}

// pluralOrFirst reports whether a source can go with a verb's base form.
func (f *finder) pluralOrFirst(s speaker) bool {
	if len(s.parties) > 1 || s.words.Last == s.words.First {
		return true
	}
	head := f.p.Lower[s.words.Last-1]
	return head == "i" || head == "we" || head == "they" || head == "both" || strings.HasSuffix(head, "s") && s.standing != claim.Named
}

// sourceBefore finds the source that ends before word i, no further left than
// floor, over auxiliaries and an aside in commas.
func (f *finder) sourceBefore(i, floor int) (speaker, bool) {
	j := i
	for j > floor && auxiliaries[f.p.Lower[j-1]] {
		if m, ok := f.who.endingAt(j); ok && m.First >= floor {
			break // "both" and the like can be a source
		}
		j--
	}
	passive := false
	for k := j; k < i; k++ {
		switch f.p.Lower[k] {
		case "was", "were", "is", "are", "been", "being":
			passive = true
		}
	}
	if passive && !strings.HasSuffix(f.p.Lower[i], "ing") {
		return speaker{}, false
	}
	if src, ok := f.sourceEnding(j, floor); ok {
		return src, true
	}
	// An aside: "Rossi, who leads the talks, said".
	if j > floor && f.p.Lower[j-1] == "," {
		for k := j - 2; k > floor && j-k < 25; k-- {
			if f.p.Lower[k] == "," {
				if src, ok := f.sourceEnding(k, floor); ok {
					src.words.Last = j - 1
					return src, true
				}
			}
		}
	}
	return speaker{}, false
}

// sourceEnding gives the source whose last word stands before j: a mention,
// with those joined to it by "and", or a noun phrase.
func (f *finder) sourceEnding(j, floor int) (speaker, bool) {
	m, ok := f.who.endingAt(j)
	if !ok {
		return f.nounPhrase(j, floor)
	}
	if m.First < floor || f.quoted[m.First] >= 0 {
		return speaker{}, false
	}
	src := speakerOf(m)
	// "the spokesman for the ministry" and the like are one mention; a name
	// after a preposition is not the subject.
	if m.First > floor && inner[f.p.Lower[m.First-1]] {
		if np, ok := f.nounPhrase(j, floor); ok {
			np.parties[0].Country, np.parties[0].Sector = first(m.Parties).Country, first(m.Parties).Sector
			return np, true
		}
		return src, true
	}
	for src.words.First-1 > floor && (f.p.Lower[src.words.First-1] == "and" || f.p.Lower[src.words.First-1] == ",") {
		k := src.words.First - 1
		if k-1 > floor && f.p.Lower[k] == "and" && f.p.Lower[k-1] == "," {
			k--
		}
		other, ok := f.who.endingAt(k)
		if !ok || other.First < floor || f.p.Lower[k] == "," && f.p.Lower[src.words.First-1] != "and" && len(src.parties) < 2 {
			break
		}
		if f.p.Lower[src.words.First-1] == "," && len(src.parties) < 2 {
			break
		}
		src.words.First = other.First
		src.parties = append(append([]claim.Party{}, other.Parties...), src.parties...)
	}
	if src.words.First > floor && f.p.Lower[src.words.First-1] == "both" {
		src.words.First--
	}
	return src, true
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
	switch {
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

// subject gives the mention that most likely is the subject of the words
// [from, to): the first one not after a preposition.
func (f *finder) subject(from, to int) (speaker, bool) {
	for i := from; i < to; i++ {
		if m, ok := f.who.startingAt(i); ok && m.Last <= to && f.quoted[i] < 0 {
			if i > from && inner[f.p.Lower[i-1]] {
				i = m.Last - 1
				continue
			}
			return speakerOf(m), true
		}
	}
	return speaker{}, false
}

var (
	determiners = lexicon.Set("the a an some several many other another one two three this that these those its his her their our both all most")
	definite    = lexicon.Set("the its his her their this that these those our both")
	stops       = lexicon.Set("and but or as while when which who that because if after before since although though than has have had was were is are be been not said says what where how then so also yet will would could may might it's there")
	people      = lexicon.Set("officials sources people analysts experts critics diplomats ministers leaders police witnesses residents authorities lawmakers activists protesters campaigners scientists researchers lawyers prosecutors police media")
	papers      = lexicon.Set("report statement communique document letter study survey poll law resolution paper readout agreement text treaty footage map declaration ruling order note memo footage")
)

func startsUpper(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}
