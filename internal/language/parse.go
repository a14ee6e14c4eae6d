// Package language turns the text of a report into sentences and words, and
// tells of each word what kind it is and what it hangs on.
//
// A Parse is columns indexed by word: what is known about word i stands at
// index i of each column, and a column that no model has filled is nil. Words
// and the gaps between them rebuild the text exactly.
//
// Words, tags, features, lemmas and relations are those of Universal
// Dependencies for English (https://universaldependencies.org), as in its
// treebanks EWT and GUM.
package language

import "github.com/entente-project/entente/internal/document"

// Parse is the analysis of one document. Gold annotation read from a CoNLL-U
// file has the same form.
type Parse struct {
	Doc   *document.Document
	Span  []document.Span // [words] where each word stands
	Lower []string        // [words] folded form: lower case, straight apostrophes
	Inner []bool          // [words] goes on the written token of the word before: "n't" in "don't"
	Sent  []int32         // [words] index of its sentence

	UPOS  []string // [words] universal tag: NOUN, PROPN, VERB, ...
	XPOS  []string // [words] Penn tag: NN, NNP, VBD, ...
	Feats []string // [words] "Number=Sing|Person=3"; "_" for none
	Lemma []string // [words] dictionary form
	Head  []int32  // [words] index in this Parse of the word it hangs on; -1 for the root of a sentence
	Rel   []string // [words] relation to the head: nsubj, obj, obl:agent, ...; "root" where Head is -1

	Mentions []Mention // names of persons, places and organisations, in order of First
	Kind     []string  // [words] for the head word of a noun phrase: what it speaks of (person, place, organization, object, event, time, ...); "" elsewhere
	Frames   []Frame   // predicates and their arguments, in order of Predicate
	States   States    // vectors of the words, for models that build on them

	Sentences []Sentence
}

// Sentence is a run of words [First, Last).
type Sentence struct {
	First, Last int
	Paragraph   int    // index of the paragraph it stands in, from 0
	ID          string // name given in a CoNLL-U file; else ""
	Cut         bool   // it was not at its end, but had LongestSentence words or nearly so
}

// LongestSentence is the number of words after which Of ends a sentence that
// shows no end, after a comma or the like if there is one late enough; such
// sentences are marked Cut, for the report on what was read.
const LongestSentence = 500

// Mention is a name: words [First, Last).
type Mention struct {
	First, Last int
	Head        int    // the word that the others hang on
	Type        string // PER, LOC or ORG
}

// Frame is one predicate in the sense of PropBank.
type Frame struct {
	Predicate int        // index of the word
	Roleset   string     // "say.01"
	Arguments []Argument // in order of First; without the predicate itself
}

// Argument is what fills a role: words [First, Last).
type Argument struct {
	First, Last int
	Head        int    // the word that the others hang on
	Role        string // ARG0, ARG1, ..., ARGM-TMP, ARGM-LOC, ..., C-ARG1, R-ARG0, ...
}

// Len is the number of words.
func (p *Parse) Len() int { return len(p.Span) }

// Text is word i as written.
func (p *Parse) Text(i int) string { return p.Doc.Slice(p.Span[i]) }

// Words gives the span of text from word first up to (not with) word last.
func (p *Parse) Words(first, last int) document.Span {
	return document.Span{Start: p.Span[first].Start, End: p.Span[last-1].End}
}

// Spaced reports whether white space or the end of the text follows word i.
func (p *Parse) Spaced(i int) bool {
	return i+1 >= len(p.Span) || p.Span[i].End < p.Span[i+1].Start
}
