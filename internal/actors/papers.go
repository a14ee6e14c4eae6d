package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

// Papers speak for somebody: "the judge's order", "a UN report", "a tweet by
// the minister" - and later "the order" and "the report".

// paper are nouns of what is written and issued.
var paper = lexicon.Set(`act agreement analysis announcement article bill bulletin charter communique complaint constitution data declaration decree directive document doctrine editorial email figures filing footage
	guidance guideline indictment investigation law lawsuit letter list manifesto manual memo memorandum message note notice opinion order paper petition plan poll policy post posting press-release projection proposal publication
	readout record release report research resolution review rule ruling speech statement statistics study summary survey text treaty tweet verdict video warning website account page platform
	estimate excerpt book finding audit briefing application decision judgement judgment summary polling request autobiography memoir interview`)

// authors are prepositions before who issued a paper; of some papers "of" is
// one too.
var (
	authors = lexicon.Set("by from")
	handed  = lexicon.Set("opinion ruling decision order judgement judgment verdict statement declaration summary excerpt finding")
)

// papers finds whom each paper of the report comes from.
func (f *finder) papers(l *Layer) {
	p := f.p
	n := p.Len()
	if len(p.Head) != n || len(p.UPOS) != n || len(p.Lemma) != n {
		return
	}
	is := func(i int) bool {
		return p.UPOS[i] == "NOUN" && (paper[p.Lower[i]] || paper[strings.ToLower(p.Lemma[i])])
	}
	l.issuer = map[int][]claim.Party{}
	take := func(head, k int, near bool) bool { // the mention at word k issued it
		m := l.Covering(k)
		for m >= 0 && near && l.Mentions[m].Outer >= 0 && l.Mentions[m].Head != k && l.Mentions[l.Mentions[m].Outer].Head == k {
			m = l.Mentions[m].Outer
		}
		if m < 0 || len(l.Mentions[m].Parties) == 0 || l.Mentions[m].Kind == Place && l.Mentions[m].Parties[0].Name == "" {
			return false
		}
		if l.Mentions[m].First <= head && head < l.Mentions[m].Last && l.Mentions[m].Head == head {
			return false // the paper itself, read as somebody
		}
		ps := l.Mentions[m].Parties
		if o := l.Mentions[m].Outer; o >= 0 && l.Mentions[o].Kind == List && l.Mentions[o].First == l.Mentions[m].First && head < l.Mentions[o].First {
			ps = l.Mentions[o].Parties // "by A and B"
		}
		if p.Lower[head] == "constitution" {
			if l.Mentions[m].Kind != Country && l.Mentions[m].Kind != Demonym || len(ps) != 1 {
				return false
			}
			ps = []claim.Party{{Name: "Constitution of " + nameOf(f.w, countryOf(ps[0])), Country: ps[0].Country}}
		}
		l.issuer[head] = ps
		return true
	}
	chain := f.paperChains(n)
	owner := func(head, k int) bool { // "his": the one of its chain named last
		hs := chain(k)
		for x := len(hs) - 1; x >= 0; x-- {
			if m := l.Covering(hs[x]); m >= 0 && len(l.Mentions[m].Parties) == 1 && l.Mentions[m].Parties[0].Name != "" && l.Mentions[m].Kind != Place && l.Mentions[m].Last <= k && take(head, hs[x], true) {
				return true
			}
		}
		return false
	}
	var kids func(head, word, depth int) bool
	first, next := make([]int32, n), make([]int32, n) // dependents of each word, as lists
	for i := range first {
		first[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := p.Head[i]; h >= 0 {
			next[i], first[h] = first[h], int32(i)
		}
	}
	kids = func(head, word, depth int) bool {
		for _, rel := range []string{"nmod:poss", "compound", "nmod", "amod", "acl", "obl", "nmod:unmarked"} {
			for k := first[word]; k >= 0; k = next[k] {
				i := int(k)
				switch got := p.Rel[i]; {
				case got != rel && !(rel == "acl" && got == "acl:relcl") && !(rel == "obl" && got == "obl:agent"):
					continue
				case rel == "nmod:poss", rel == "compound" && i < word, rel == "amod" && f.upper[i]:
					if take(head, i, true) || rel == "nmod:poss" && p.UPOS[i] == "PRON" && owner(head, i) {
						return true
					}
				case rel == "nmod" || rel == "obl":
					for c := first[i]; c >= 0; c = next[c] {
						if p.Rel[c] != "case" || !authors[p.Lower[c]] && !(p.Lower[c] == "of" && handed[strings.ToLower(p.Lemma[head])]) {
							continue
						}
						if take(head, i, true) {
							return true
						}
						if depth < 3 && is(i) && kids(head, i, 3) { // "sent from the minister's account"
							return true
						}
					}
				case rel == "acl" && depth == 0 && i > word:
					if kids(head, i, 1) {
						return true
					}
				}
			}
		}
		return false
	}
	last := map[string]int{} // the paper that a noun named last
	for i := 0; i < n; i++ {
		if !is(i) {
			continue
		}
		noun := strings.ToLower(p.Lemma[i])
		if kids(i, i, 0) {
			last[noun] = i
			continue
		}
		definite := false
		for k := first[i]; k >= 0; k = next[k] {
			if p.Rel[k] == "det" {
				switch p.Lower[k] {
				case "the", "this", "that", "these", "those":
					definite = true
				}
			}
		}
		if !definite {
			continue
		}
		for _, k := range chain(i) {
			if ps, ok := l.issuer[k]; ok && k != i {
				l.issuer[i] = ps
			}
		}
		if at, ok := last[noun]; ok && l.issuer[i] == nil && p.Sent[i]-p.Sent[at] <= 6 {
			l.issuer[i] = l.issuer[at]
		}
	}
}

// countryOf gives the code of a country that is a party itself.
func countryOf(p claim.Party) string {
	if p.Actor != "" && !strings.Contains(string(p.Actor), "/") {
		return string(p.Actor)
	}
	return p.Country
}

// paperChains gives, for the head of a mention, the earlier heads of its chain.
func (f *finder) paperChains(n int) func(int) []int {
	at := make([]int32, n)
	if f.chains != nil {
		for k := range f.chains.Mentions {
			at[f.chains.Mentions[k].Head] = f.chains.Mentions[k].Chain + 1
		}
	}
	return func(i int) []int {
		if at[i] == 0 {
			return nil
		}
		var out []int
		for _, k := range f.chains.Chains[at[i]-1] {
			if h := f.chains.Mentions[k].Head; h < i {
				out = append(out, h)
			}
		}
		return out
	}
}

// Issuer gives whom a paper comes from that word is the head of: "statement" in
// "the ministry's statement", and in "the statement" after it. None where the
// report does not tell.
func (l *Layer) Issuer(word int) []claim.Party { return l.issuer[word] }
