package claim

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"github.com/entente-project/entente/internal/document"
)

// Reason is one decision behind a record: what was decided, why, what else it
// could have been, and which words it hung on.
type Reason struct {
	About   string   // "type", "reality", "actor France", "cue", ...
	Answer  string   // what was decided
	Because []string // why, in sentences without a stop
	Choices []Choice // what else it could have been, likeliest first, the answer among them
	Weights []Weight // what it hung on, weightiest first
}

// Choice is something that could have been decided.
type Choice struct {
	Name   string
	Chance float64 // probability that the model gave it, 0..1
}

// Weight is how much a decision hung on some words.
type Weight struct {
	Words string        // the words; a name in brackets for what is no word: "[the lexicon's rule]"
	Span  document.Span // where they stand; zero for what is no word
	Logit float64       // what the log odds of the answer lose without them; below zero where they spoke against it
	Else  string        // what would have been decided without them; "" where the same
}

// Explanation is all that is told of why a record is as it is.
type Explanation struct {
	ID      string // of the record
	Kind    Kind
	Reasons []Reason
	// Made and Now are what made the record and what explains it. Where they
	// differ the explanation may not be that of the record.
	Made, Now Run
	Found     bool // what explains it finds the record too
	Same      bool // and finds it just as it is
}

// Logit is the log odds of a probability, between -7 and 7.
func Logit(p float64) float64 {
	p = min(max(p, 1e-3), 1-1e-3)
	return math.Log(p / (1 - p))
}

// leastWeight is the log odds below which a weight is not told.
const leastWeight = 0.1

// Weightiest orders weights by size, leaves out what weighs next to nothing,
// and keeps the first n. What would have changed the answer is always kept.
func Weightiest(weights []Weight, n int) []Weight {
	out := slices.DeleteFunc(slices.Clone(weights), func(w Weight) bool { return math.Abs(w.Logit) < leastWeight && w.Else == "" })
	slices.SortStableFunc(out, func(a, b Weight) int {
		if (a.Else != "") != (b.Else != "") {
			if a.Else != "" {
				return -1
			}
			return 1
		}
		return cmp.Compare(math.Abs(b.Logit), math.Abs(a.Logit))
	})
	return out[:min(n, len(out))]
}

// Likeliest orders choices and keeps the first n.
func Likeliest(choices []Choice, n int) []Choice {
	out := slices.Clone(choices)
	slices.SortStableFunc(out, func(a, b Choice) int { return cmp.Compare(b.Chance, a.Chance) })
	return out[:min(n, len(out))]
}

// SameModels reports whether two runs are of the same version and models.
func SameModels(a, b Run) bool {
	x, _ := json.Marshal(a) // maps are sorted
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}
