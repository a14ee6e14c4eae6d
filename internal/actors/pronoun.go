package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
)

// Pronouns.

// chainBonus is what it counts, for a person, that a chain of coreference holds
// both. One sentence farther back counts 0.9, a subject up to 1.4: a chain
// decides between equals, and where nobody near fits. Chosen on the train part
// of the corpus; at 1 and above more speakers are wrong than without chains.
const chainBonus = 0.5

// pronoun ties he, she, it, they.
func (t *tier) pronoun(i int) {
	m := &t.out[i]
	low := t.p.Lower[m.First]
	sent := t.p.Sent[m.First]
	if speaking[low] {
		t.speaker(i)
		return
	}
	if low == "it" && t.expletive(m.First) {
		return
	}
	want := 0
	switch low {
	case "she":
		want = 1
	case "he", "him":
		want = -1
	}
	best, bestScore := -1, 0.0
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
		at := t.seen[k]
		o := &t.out[at]
		back := int(sent - t.p.Sent[o.First])
		tied := want != 0 && t.together(i, at)
		if back > 4 && !tied {
			if back > 12 {
				break
			}
			continue
		}
		if o.Last > m.First || o.Kind == Place || o.at.appositive {
			continue
		}
		s := 3.0 - float64(back)*0.9
		s -= float64(len(t.seen)-1-k) * 0.02
		switch low {
		case "he", "she", "him":
			if o.Kind == Pronoun && !o.Plural && t.p.Lower[o.First] != "it" && len(o.Parties) > 0 {
				if (t.p.Lower[o.First] == "she") != (low == "she") {
					continue
				}
				s += 0.8
			} else if o.Kind != Person && o.Kind != Office && !(o.Kind == Role && !o.Plural) || len(o.Parties) != 1 || o.at.orgName {
				continue
			}
			if o.Kind == Role && o.Standing == claim.Anonymous {
				s -= 0.3
			}
			if o.Kind != Person && len(o.Parties) == 1 {
				if g := t.sexOf(o.Parties[0].Name); g != 0 && g != want {
					continue
				}
			}
			if o.Kind == Person {
				s += 0.3
				if e := t.find(t.nameOf(o), at); e >= 0 {
					g := t.ents[e].female
					if g != 0 && g != want {
						continue
					}
					if g == want {
						s += 0.2
					}
				}
			}
			if t.possessed(at) {
				s -= 0.6
			}
		case "it":
			if o.Kind == Pronoun && t.p.Lower[o.First] == "it" {
				s += 0.3
			} else if o.Kind != Country && o.Kind != Organisation && o.Kind != Agency || len(o.Parties) != 1 || o.Plural {
				continue
			}
			if t.possessed(at) {
				s -= 1
			}
		default:
			if len(o.Parties) < 2 && !(o.Plural && len(o.Parties) == 1) && o.Kind != List {
				continue
			}
			if o.Kind == List && len(t.parties(o)) == 0 {
				continue
			}
		}
		if tied {
			s += chainBonus
		}
		switch t.subject(o) {
		case 2:
			s += 1.4
		case 1:
			s += 1
		}
		if s > bestScore {
			best, bestScore = at, s
		}
	}
	if best < 0 {
		return
	}
	o := &t.out[best]
	root := best
	if o.Kind == Pronoun && o.Tied >= 0 {
		root = o.Tied
	}
	m.Parties = t.parties(o)
	m.Tied, m.Standing = root, t.standing(o)
	m.Confidence, m.Why = 0.45+min(bestScore, 4)*0.08, "the nearest that fits"
	if low == "it" {
		m.Confidence -= 0.2
	}
}

// speaker ties "I" and "we" in a quotation to whoever speaks it.
func (t *tier) speaker(i int) {
	at := int(t.at[t.chains.Speaker(t.out[i].First)]) - 1
	if at < 0 || at == i {
		return
	}
	if !t.done[at] {
		t.one(at)
	}
	if m, o := &t.out[i], &t.out[at]; len(o.Parties) > 0 && o.Kind != Place {
		m.Parties = t.parties(o)
		m.Plural = o.Plural
		m.Tied, m.Standing = at, o.Standing
		m.Confidence, m.Why = o.Confidence*0.9, "speaks the quotation"
	}
}

// expletive reports whether "it" at word i points at a clause: "it is clear
// that", "it was not about".
func (t *tier) expletive(i int) bool {
	end := t.p.Sentences[t.p.Sent[i]].Last
	if i+1 >= end {
		return true
	}
	switch t.p.Lower[i+1] {
	case "is", "was", "'s", "has", "would", "will", "may", "seems", "seemed", "appears", "appeared", "remains", "became", "takes", "took":
	default:
		return false
	}
	for k := i + 2; k < end && k < i+8; k++ {
		switch t.p.Lower[k] {
		case "that", "to", "about", "whether", "how", "who", "when", "clear", "not":
			return true
		case "said", ",":
			return false
		}
	}
	return false
}

func (t *tier) possessed(at int) bool {
	o := &t.out[at]
	return o.Last < t.p.Len() && (t.p.Lower[o.Last] == "'s" || t.joint(o.Last) && t.p.Lower[o.Last] != "-")
}

// subject tells how much a mention looks like a subject: 2 where it opens its
// sentence, 1 where a cue verb stands beside it, else 0.
func (t *tier) subject(o *Mention) int {
	s := t.p.Sentences[t.p.Sent[o.First]]
	if o.First <= s.First+1 {
		return 2
	}
	if o.Head < len(t.p.Rel) && t.p.Rel[o.Head] == "nsubj" {
		return 1
	}
	after := o.FullLast
	if after < t.p.Len() && t.p.Lower[after] == "," {
		after++
	}
	if after < t.p.Len() && (cues[t.p.Lower[after]] || strings.HasSuffix(t.p.Lower[after], "ed") && t.cls[after] == 0) {
		return 1
	}
	if cues[t.p.Lower[o.First-1]] && t.p.Lower[o.First-1] != "told" {
		return 1
	}
	return 0
}

var cues = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`said says told added announced warned called denied condemned stated claimed insisted argued wrote tweeted replied noted stressed urged promised agreed accused rejected welcomed confirmed declared
		want believe think say know agree fear hope need see plan expect do did are were must may might could should proposed described acknowledged has had will would is was met spoke expressed explained reported asked continued wants wanted believes believed thinks thought`) {
		m[w] = true
	}
	return m
}()
