package actors

import (
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/claim"
)

// The third step carries parties along the report: family names to full
// names, "the minister" and "the official" to whoever was called so before,
// pronouns to the nearest that fits.

func (f *finder) tie() {
	order := make([]int, len(f.out))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := &f.out[order[a]], &f.out[order[b]]
		if x.First != y.First {
			return x.First < y.First
		}
		return x.Last > y.Last
	})
	f.chainUp(order)
	f.fullNames(order)
	f.aliases(order)
	f.spelling(order)
	t := tier{finder: f, done: make([]bool, len(f.out))}
	f.appositions()
	t.weigh()
	for _, i := range order {
		t.one(i)
	}
	f.longNames()
	t.atHome()
	for i := range f.out {
		if f.out[i].Kind == List {
			f.joinMembers(i)
		}
	}
	f.drop()
}

// tier walks the mentions in the order of the text and remembers who came last.
type tier struct {
	*finder
	seen   []int          // mentions so far, with parties
	weight map[string]int // how much the report speaks of a country, by code
	done   []bool
}

func (t *tier) one(i int) {
	if t.done[i] {
		return
	}
	t.done[i] = true
	m := &t.out[i]
	// What a phrase rests on goes first; it may have been tied just now.
	for _, k := range []int{m.at.possessor, m.at.complement, m.at.scene} {
		if k >= 0 && !t.done[k] {
			open := len(t.out[k].Parties) == 0
			t.one(k)
			if open && len(t.out[k].Parties) > 0 && (len(m.Parties) == 0 || m.Parties[0].Country == "") {
				t.finder.done[i] = false
				t.resolveOne(i)
			}
		}
	}
	switch m.Kind {
	case Person:
		t.name(i)
	case Office, Role:
		t.role(i)
	case Agency, Organisation:
		t.again(i)
	case Pronoun:
		t.pronoun(i)
	case Demonym, Country, Place, List:
	}
	if len(m.Parties) > 0 || m.Kind == List {
		t.seen = append(t.seen, i)
	}
}

func (t *tier) tieTo(m *Mention, at int, why string) {
	full := &t.out[at]
	m.Parties = append([]claim.Party(nil), full.Parties...)
	for k := range m.Parties {
		if len(m.Parties) == 1 {
			m.Parties[k].Text = ""
		}
	}
	m.Candidates = full.Candidates
	m.Confidence = full.Confidence * 0.97
	m.Tied, m.Why = at, why
}

// parties gives the parties of a mention with the words that name them.
func (f *finder) parties(o *Mention) []claim.Party {
	if o.Kind == List {
		var out []claim.Party
		for _, k := range o.at.members {
			x := &f.out[k]
			for _, p := range x.Parties {
				if p.Text == "" {
					p.Span = f.p.Words(x.First, x.Last)
					p.Text = f.p.Doc.Slice(p.Span)
				}
				out = append(out, p)
			}
		}
		return out
	}
	out := append([]claim.Party(nil), o.Parties...)
	if len(out) == 1 {
		out[0].Text = ""
	}
	return out
}

// standing is that of a mention; a list with a name in it is named.
func (f *finder) standing(o *Mention) claim.Standing {
	for _, k := range o.at.members {
		if f.out[k].Standing == claim.Named {
			return claim.Named
		}
	}
	return o.Standing
}

func (f *finder) joinMembers(i int) {
	m := &f.out[i]
	m.Parties = f.parties(m)
	m.Confidence = 0.9
	for _, k := range m.at.members {
		m.Confidence = min(m.Confidence, f.out[k].Confidence)
	}
	m.Why = "a list"
	if last := &f.out[m.at.members[len(m.at.members)-1]]; last.at.apposition >= 0 && f.out[last.at.apposition].Kind == Person && f.rolesOnly(m.at.members) {
		m.Parties = append([]claim.Party(nil), last.Parties...) // "expert and former official, NAME": one person
		if first := &f.out[m.at.members[0]]; len(m.Parties) == 1 && len(first.Parties) == 1 && first.Parties[0].Sector != "" {
			m.Parties[0].Sector = first.Parties[0].Sector
		}
	}
	m.Standing = f.standing(m)
}

// rolesOnly reports whether all mentions are of one person by office or role.
func (f *finder) rolesOnly(members []int) bool {
	for _, k := range members {
		if o := &f.out[k]; o.Kind != Role && o.Kind != Office || o.Plural || o.at.possessor >= 0 {
			return false
		}
	}
	return true
}

// drop takes out mentions that turned out to be nothing: unknown single
// capitals without any tie.
func (f *finder) drop() {
	gone := make([]bool, len(f.out))
	any := false
	for i := range f.out {
		m := &f.out[i]
		single := m.at.name[1]-m.at.name[0] == 1 && len(m.at.names) == 0 && m.at.nationAt < 0 && m.at.possessor < 0 && m.at.title[1] == 0 && !m.at.honour
		if single && m.Tied < 0 && m.Kind == Person && len(f.p.UPOS) == f.p.Len() && f.p.UPOS[m.Head] != "PROPN" && f.p.UPOS[m.Head] != "X" && f.sentenceStart(m.Head) {
			gone[i], any = true, true // "Projections by ...": a common noun that opens its sentence
			continue
		}
		if m.Tied >= 0 || !single || m.Kind != Person && m.Kind != Organisation || m.Kind == Person && m.Confidence > 0.35 {
			continue
		}
		// One unknown word in capitals is a party only where it speaks, or where
		// it is written as an acronym.
		beside := m.Last < f.p.Len() && cues[f.p.Lower[m.Last]] || m.First > 0 && cues[f.p.Lower[m.First-1]]
		if !beside && !(m.Kind == Organisation && allCaps(f.p.Text(m.Head))) || strings.HasSuffix(f.p.Lower[m.Head], "ly") {
			gone[i], any = true, true
		}
	}
	if !any {
		return
	}
	place := make([]int, len(f.out))
	kept := f.out[:0]
	for i := range f.out {
		place[i] = len(kept)
		if gone[i] {
			place[i] = -1
			continue
		}
		kept = append(kept, f.out[i])
	}
	f.out = kept
	for i := range f.out {
		if t := f.out[i].Tied; t >= 0 {
			f.out[i].Tied = place[t]
		}
	}
}
