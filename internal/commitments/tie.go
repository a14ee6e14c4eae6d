package commitments

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

// restates gives the index of the commitment that candidate c says again, of
// the same parties; -1 for none.
func (v *View) restates(out []claim.Commitment, of []Choice, c *candidate, by []claim.Party) int {
	words := v.contentWords(c)
	for k := len(out) - 1; k >= 0; k-- {
		if !sameParties(out[k].By, by) {
			continue
		}
		d := &v.all[of[k].Candidate]
		other := v.contentWords(d)
		if v.p.Sent[d.head] == v.p.Sent[c.head] {
			continue // two things undertaken at once
		}
		shared := 0
		for w := range words {
			if other[w] {
				shared++
			}
		}
		small := min(len(words), len(other))
		if small >= 2 && shared*10 >= small*7 {
			return k
		}
	}
	return -1
}

// contentWords are the lemmas of the nouns, verbs and names of a candidate.
func (v *View) contentWords(c *candidate) map[string]bool {
	out := map[string]bool{}
	for i := c.first; i < c.last; i++ {
		if c.subject >= 0 && i < c.head && v.who.Covering(i) >= 0 {
			continue // who does it is compared by itself
		}
		switch v.p.UPOS[i] {
		case "NOUN", "VERB", "PROPN", "ADJ":
			if v.when.At[i] < 0 {
				out[strings.ToLower(v.p.Lemma[i])] = true
			}
		}
	}
	return out
}

func sameParties(a, b []claim.Party) bool {
	shared := false
	for _, q := range a {
		shared = shared || contains(b, q)
	}
	if shared {
		return true
	}
	x, y := countries(a), countries(b)
	if len(x) == 0 || len(x) != len(y) {
		return false
	}
	for c := range x {
		if !y[c] {
			return false
		}
	}
	// One names nobody: "Paris" and "the French president".
	return !anyNamed(a) || !anyNamed(b)
}

func anyNamed(list []claim.Party) bool {
	for _, q := range list {
		if q.Name != "" && q.Sector != "" && strings.Contains(string(q.Actor), "/") {
			return true
		}
	}
	return false
}

func countries(list []claim.Party) map[string]bool {
	m := map[string]bool{}
	for _, q := range list {
		if q.Country != "" {
			m[q.Country] = true
		}
	}
	return m
}

// returns are words by which one side's undertaking answers the other's.
var returns = lexicon.Set("return exchange turn part side meanwhile reciprocate reciprocal likewise")

// tie marks the undertakings of an agreement that answer each other: one side's
// towards the other and the other's towards the first, close by and put
// together by words such as "in return" or by an agreement on both sides.
func (v *View) tie(out []claim.Commitment, of []Choice) {
	for i := range out {
		for j := i + 1; j < len(out); j++ {
			a, b := &v.all[of[i].Candidate], &v.all[of[j].Candidate]
			near := int(v.p.Sent[b.head] - v.p.Sent[a.head])
			if near > 6 || !opposite(&out[i], &out[j]) {
				continue
			}
			lead := v.p.Sentences[v.p.Sent[b.head]].First
			linked := out[i].Kind == claim.Agreement && out[j].Kind == claim.Agreement && near <= 2
			for w := lead; w < b.first && !linked; w++ {
				linked = returns[v.p.Lower[w]] && w > 0 && (v.p.Lower[w-1] == "in" || v.p.Lower[w-1] == "its" || v.p.Lower[w-1] == "their" || v.p.Lower[w-1] == "his" || v.p.Lower[w-1] == "her")
			}
			if near == 0 {
				for w := a.last; w < b.first && !linked; w++ {
					linked = v.p.Lower[w] == "while" || returns[v.p.Lower[w]]
				}
			}
			if linked {
				out[i].MutualWith = append(out[i].MutualWith, out[j].ID)
				out[j].MutualWith = append(out[j].MutualWith, out[i].ID)
				if out[i].Kind == claim.Agreement && (out[j].Kind == claim.Intention || out[j].Kind == claim.Promise) {
					out[j].Kind = claim.Agreement // its part of the deal
				}
				if len(out[i].To) == 0 {
					out[i].To = out[j].By
				}
				if len(out[j].To) == 0 {
					out[j].To = out[i].By
				}
			}
		}
	}
}

// opposite reports whether two commitments bind different sides, each possibly
// towards the other.
func opposite(a, b *claim.Commitment) bool {
	x, y := countries(a.By), countries(b.By)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for c := range x {
		if y[c] {
			return false
		}
	}
	towards := func(c *claim.Commitment, side map[string]bool) bool {
		to := countries(c.To)
		if len(to) == 0 {
			return true
		}
		for x := range to {
			if side[x] {
				return true
			}
		}
		return false
	}
	return towards(a, y) && towards(b, x)
}
