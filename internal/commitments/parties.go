package commitments

import (
	"sort"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
)

// wordAt gives the first word that starts at or after a byte.
func (v *View) wordAt(at int) int {
	return sort.Search(v.p.Len(), func(i int) bool { return v.p.Span[i].Start >= at })
}

// able reports whether parties can bind anybody: journalists and unnamed media
// cannot.
func able(parties []claim.Party) bool {
	for _, q := range parties {
		if q.Sector != "JRN" && (q.Country != "" || q.Name != "" || q.Sector != "") {
			return true
		}
	}
	return false
}

// partiesAt gives the parties that the mention at word i names, with those
// joined to it; "I" and "we" are the speakers of the statement they stand in.
func (v *View) partiesAt(i int) []claim.Party {
	w := v.p.Lower[i]
	switch w {
	case "i", "we", "us", "our", "my", "ourselves", "myself":
		if t := v.told[i]; t > 0 {
			return v.said[t-1].Speakers
		}
	}
	var out []claim.Party
	if k := v.mentionAt(i); k != nil && k.Kind != actors.Place {
		out = k.Parties
	}
	for _, c := range v.children(i) {
		switch v.p.Rel[c] {
		case "conj":
			if v.p.UPOS[c] != "VERB" {
				out = unite(out, v.partiesAt(int(c)))
			}
		case "nmod:poss": // "the minister's office", "his government"
			if len(out) == 0 {
				out = v.partiesAt(int(c))
			}
		}
	}
	return out
}

// mentionAt gives the largest mention that is headed at word i or ends with
// it; else the smallest that holds it; nil for none.
func (v *View) mentionAt(i int) *actors.Mention {
	k := v.who.Covering(i)
	if k < 0 {
		return nil
	}
	for {
		o := v.who.Mentions[k].Outer
		if o < 0 || v.who.Mentions[o].Head != i && v.who.Mentions[o].Kind != actors.List {
			break
		}
		k = o
	}
	return &v.who.Mentions[k]
}

func unite(a, b []claim.Party) []claim.Party {
	out := append([]claim.Party(nil), a...)
	for _, q := range b {
		if !contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

func contains(list []claim.Party, q claim.Party) bool {
	for _, r := range list {
		if r.Actor != "" && r.Actor == q.Actor || r.Actor == "" && q.Actor == "" && r.Text == q.Text {
			return true
		}
	}
	return false
}

// promisors gives the parties that candidate c binds: its subject, or that of
// what governs it, or else who says it.
func (v *View) promisors(c *candidate) []claim.Party {
	if c.subject >= 0 && !c.passive {
		if out := v.partiesAt(c.subject); able(out) {
			return out
		}
	}
	if c.passive || c.subject < 0 {
		for _, k := range v.children(c.head) { // "will be kept by Iran"
			if v.p.Rel[k] == "obl:agent" {
				if out := v.partiesAt(int(k)); able(out) {
					return out
				}
			}
		}
	}
	if c.subject < 0 {
		if out := v.controller(c.governor, 0); able(out) {
			return out
		}
	}
	if t := v.told[c.head]; t > 0 && able(v.said[t-1].Speakers) {
		return v.said[t-1].Speakers
	}
	if c.subject >= 0 {
		if out := v.partiesAt(c.subject); able(out) {
			return out
		}
		// "the second phase will begin": whose it is
		for _, k := range v.children(c.subject) {
			if v.p.Rel[k] == "nmod:poss" || v.p.Rel[k] == "nmod" || v.p.Rel[k] == "compound" || v.p.Rel[k] == "amod" {
				if out := v.partiesAt(int(k)); able(out) {
					return out
				}
			}
		}
	}
	return v.controller(c.governor, 0)
}

// controller gives the parties that stand as subject of word g, or of the verb
// that it hangs on.
func (v *View) controller(g, depth int) []claim.Party {
	if g < 0 || depth > 5 {
		return nil
	}
	p := v.p
	if p.UPOS[g] == "NOUN" { // "its pledge to", "the plan of the minister to", "a deal between"
		for _, rel := range [2]string{"nmod:poss", "nmod"} {
			for _, k := range v.children(g) {
				if p.Rel[k] != rel {
					continue
				}
				if rel == "nmod" {
					switch v.caseOf(int(k)) {
					case "of", "by", "between", "from":
					default:
						continue
					}
				}
				if out := v.partiesAt(int(k)); able(out) {
					return out
				}
			}
		}
	}
	for _, k := range v.children(g) {
		switch p.Rel[k] {
		case "nsubj", "nsubj:pass", "nsubj:outer":
			out := v.partiesAt(int(k))
			if len(out) > 0 && v.lemma(g) == "agree" {
				out = unite(out, v.with(g))
			}
			if able(out) {
				return out
			}
		case "obl:agent":
			if out := v.partiesAt(int(k)); able(out) {
				return out
			}
		}
	}
	if p.Rel[g] == "acl:relcl" || p.Rel[g] == "acl" { // "Iran, which agreed to"
		if out := v.partiesAt(int(p.Head[g])); able(out) {
			return out
		}
	}
	if c := v.cue[g]; c > 0 && able(v.said[c-1].Speakers) {
		return v.said[c-1].Speakers
	}
	return v.controller(int(p.Head[g]), depth+1)
}

// with gives the parties after "with" at a verb: those agreed with.
func (v *View) with(g int) []claim.Party {
	for _, k := range v.children(g) {
		if (v.p.Rel[k] == "obl" || v.p.Rel[k] == "nmod") && v.caseOf(int(k)) == "with" {
			return v.partiesAt(int(k))
		}
	}
	return nil
}

func (v *View) caseOf(i int) string {
	for _, k := range v.children(i) {
		if v.p.Rel[k] == "case" {
			return v.p.Lower[k]
		}
	}
	return ""
}

// promisees gives the parties towards whom the candidate binds: whom it is said
// to, who else agrees, or those it names.
func (v *View) promisees(c *candidate, kind claim.CommitmentKind, by []claim.Party) []claim.Party {
	var out []claim.Party
	if kind == claim.Agreement && len(by) > 1 {
		return by
	}
	if g := c.governor; g >= 0 && c.subject < 0 {
		for _, k := range v.children(g) {
			switch v.p.Rel[k] {
			case "obj", "iobj":
				if int(k) != c.head && v.p.UPOS[g] == "VERB" {
					out = unite(out, v.partiesAt(int(k)))
				}
			}
		}
	}
	if t := v.told[c.head]; t > 0 {
		out = unite(out, v.said[t-1].Addressees)
	}
	if len(out) == 0 {
		own := map[string]bool{}
		for _, q := range by {
			own[q.Country] = true
		}
		for _, k := range v.who.In(c.first, c.last) {
			m := &v.who.Mentions[k]
			switch v.caseOf(m.Head) {
			case "from", "in", "at", "by", "since", "like", "under":
				continue
			}
			for _, q := range m.Parties {
				if q.Country != "" && !own[q.Country] && m.Kind != actors.Place {
					own[q.Country] = true
					out = append(out, q)
				}
			}
		}
	}
	return out
}

// due gives the time by which a candidate is to be done: the first expression
// of time in its words, or right after them, that does not lie wholly before
// the report.
func (v *View) due(c *candidate) calendar.Interval {
	now := v.p.Doc.Date
	sent := v.p.Sentences[v.p.Sent[c.head]]
	for _, e := range v.when.In(c.first, min(c.last+4, sent.Last)) {
		iv := e.Interval
		if iv.None() || e.Type == dates.Set || e.Type == dates.Duration && iv.None() {
			continue
		}
		if now.Valid() && (iv.To.Valid() && iv.To < now || e.Bound == dates.Since && iv.From < now) {
			continue
		}
		if now.Valid() && e.Value == "PRESENT_REF" {
			continue
		}
		return iv
	}
	return calendar.Interval{}
}
