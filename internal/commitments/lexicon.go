package commitments

import (
	_ "embed" // undertakings.tsv
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/undertakings.tsv
var undertakingsTSV string

// undertaking is a line of undertakings.tsv.
type undertaking struct {
	kind   claim.CommitmentKind
	frames string // T to-infinitive, N noun phrase, P after a preposition, C clause
	word   string // as it stands in the lexicon
}

// undertakings maps words in all their forms to what they do, by word class:
// 'v', 'n', 'a', and 'x' for auxiliaries.
var undertakings = sync.OnceValue(func() map[byte]map[string]undertaking {
	m := map[byte]map[string]undertaking{'v': {}, 'n': {}, 'a': {}, 'x': {}}
	for _, r := range lexicon.Rows(undertakingsTSV, 5) {
		u := undertaking{claim.CommitmentKind(r[0]), r[2], r[3]}
		switch r[1] {
		case "v":
			for form := range lexicon.Inflect(r[3]) {
				m['v'][form] = u
			}
		case "n":
			m['n'][r[3]], m['n'][r[3]+"s"] = u, u
		default:
			m[r[1][0]][r[3]] = u
		}
	}
	return m
})

// Example is a line of undertakings.tsv as a sentence with the words of its
// undertaking.
type Example struct {
	Kind     claim.CommitmentKind
	Word     string // the word that makes it
	Sentence string
	What     string
}

// Examples lists the examples of the lexicon: the training learns from them
// too.
func Examples() []Example {
	var out []Example
	for _, r := range lexicon.Rows(undertakingsTSV, 5) {
		before, rest, _ := strings.Cut(r[4], "«")
		what, after, _ := strings.Cut(rest, "»")
		out = append(out, Example{claim.CommitmentKind(r[0]), r[3], before + what + after, what})
	}
	return out
}

// Kinds lists the kinds of commitments in the order of the weight file.
var Kinds = []claim.CommitmentKind{claim.Promise, claim.Agreement, claim.Intention, claim.Proposal, claim.Condition}

func kindIndex(k claim.CommitmentKind) int {
	for i, x := range Kinds {
		if x == k {
			return i
		}
	}
	return -1
}

// Words of no lexicon of their own: what binds nobody, and what ties clauses.
var (
	negators   = lexicon.Set("not n't never no neither nor cannot")
	conditions = lexicon.Set("if unless provided once should whenever")
	// stative verbs with "will" and "would" tell forecasts and wishes.
	stative = lexicon.Set("be have like prefer want hope think know believe need seem love wish mean feel become depend cost die happen win lose see")
	// speech verbs introduce words rather than undertakings of their own.
	speech = lexicon.Set("say tell state announce declare claim argue write add note suggest explain warn report confirm mention insist comment tweet post")
)
