package statements

import (
	_ "embed" // cues.tsv
	"strings"

	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/cues.tsv
var cuesTSV string

// cue is one form of a cue verb.
type cue struct {
	lemma  string
	frames string // letters of cues.tsv
	form   lexicon.Form
}

// takes reports whether the verb has the frame.
func (c cue) takes(frame byte) bool { return strings.IndexByte(c.frames, frame) >= 0 }

// cues finds cue verbs over folded words. The frames of the contract's own
// words for feelings and wishes are in the table like any other.
var cues = func() *lexicon.Phrases[cue] {
	t := &lexicon.Phrases[cue]{}
	for _, row := range lexicon.Rows(cuesTSV, 2) {
		for form, kind := range lexicon.Inflect(row[0]) {
			t.Add(form, cue{row[0], row[1], kind})
		}
	}
	return t
}()

// Words that may stand between a source and its cue, or a cue and its content.
var (
	auxiliaries = lexicon.Set("has have had was were is are been being will would also then later earlier again further furthermore repeatedly publicly previously recently since first once " +
		"today yesterday monday tuesday wednesday thursday friday saturday sunday now still just only reportedly however therefore both each all himself herself themselves itself strongly " +
		"did does do jointly formally officially openly privately initially subsequently quickly immediately firmly instead even 's n't not never who")
	adverbs = lexicon.Set("also again today yesterday monday tuesday wednesday thursday friday saturday sunday on in a an the statement speech interview letter tweet report press conference release briefing " +
		"later earlier morning afternoon evening night separately publicly privately previously recently further then there afterwards reporters journalists parliament lawmakers radio television tv news during at to before after " +
		"his her their its own joint written televised live via by through twitter facebook")
)
