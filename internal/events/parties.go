package events

import (
	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

// isVerb tells verbs from nouns and adjectives of the same form ("the planned
// visit", "an attack", "a protest"), and rules out forms that tell no act of
// their own.
func (f *finder) isVerb(si, first, last int, t trigger) bool {
	s := f.p.Sentences[si]
	prev := ""
	if first > s.First {
		prev = f.p.Lower[first-1]
	}
	if nounBefore[prev] {
		return false
	}
	next := ""
	if last < s.Last {
		next = f.p.Lower[last]
	}
	switch {
	case t.form == lexicon.Base && len(t.rest) == 0:
		// "to meet", "will meet", "they meet"; a bare noun otherwise.
		return verbBefore[prev] || prev == "they" || prev == "we" || prev == "i" || f.mentionEndingAt(first) != nil
	case t.form == lexicon.Third && len(t.rest) == 0:
		// "France visits", not "the visits", "protests in Minsk".
		return f.mentionEndingAt(first) != nil || verbBefore[prev] || prev == "he" || prev == "she" || prev == "it" || prev == "which" || prev == "who"
	case t.form&lexicon.Participle != 0 && next != "" && f.isAdjective(prev, next):
		return false
	}
	return true
}

// isAdjective reports whether a participle stands before a noun it describes:
// "the banned airline", "released prisoners".
func (f *finder) isAdjective(prev, next string) bool { return nounBefore[prev] }

var (
	nounBefore = lexicon.Set("the a an this that these those its their his her our any no some another each every of new recent joint first second last such further more many several 's")
	verbBefore = lexicon.Set("to will would can could may might must should shall not n't did does do also and")
	// notSubject are words after which a mention is no subject.
	notSubject = lexicon.Set("of for from in at with by to on against over into near about between during after before under towards toward than as via including like through among without")
	// clauseStops end the stretch in which objects are looked for.
	clauseStops = lexicon.Set("; : but while whereas although because which who when after before since said says saying adding if")
)

// mentionEndingAt gives a mention whose last word stands before word; nil for
// none.
func (f *finder) mentionEndingAt(word int) *actors.Mention {
	if k := f.who.Covering(word - 1); k >= 0 && f.who.Mentions[k].Last == word {
		return &f.who.Mentions[k]
	}
	return nil
}

// in gives the outermost mentions inside words [from, to), in order.
func (f *finder) in(from, to int) []*actors.Mention {
	var out []*actors.Mention
	for _, k := range f.who.In(from, to) {
		out = append(out, &f.who.Mentions[k])
	}
	return out
}

// partiesOf gives the parties of a mention; "I" and "we" in a statement are
// its speakers.
func (f *finder) partiesOf(m *actors.Mention) []claim.Party {
	w := f.p.Lower[m.First]
	if m.Last-m.First == 1 && (w == "i" || w == "we" || w == "us" || w == "me" || w == "our" || w == "my") {
		if k := f.told[m.First]; k > 0 {
			out := make([]claim.Party, 0, 1)
			for _, q := range f.said[k-1].Speakers {
				q.Text, q.Span = f.p.Text(m.First), f.p.Span[m.First]
				out = append(out, q)
			}
			return out
		}
	}
	return m.Parties
}

// isPlace reports whether a mention is only where something happens.
func (f *finder) isPlace(m *actors.Mention) bool {
	if m.Kind == actors.Place {
		return true
	}
	return m.First > 0 && m.Kind != actors.Person && (f.p.Lower[m.First-1] == "in" || f.p.Lower[m.First-1] == "at") && m.Kind != actors.Organisation
}

// subjects gives the parties that stand as subject of a verb at word v: the
// nearest mention before it that no preposition governs, with those joined to
// it; index of its first word, or v for none.
func (f *finder) subjects(si, v int) ([]claim.Party, int) {
	s := f.p.Sentences[si]
	ms := f.in(s.First, v)
	for k := len(ms) - 1; k >= 0; k-- {
		m := ms[k]
		if v-m.Last > 25 {
			break
		}
		if m.First > s.First && notSubject[f.p.Lower[m.First-1]] || f.isPlace(m) || len(f.partiesOf(m)) == 0 {
			continue
		}
		if m.Last < v && f.p.Lower[m.Last] == "'s" { // a possessor is no subject
			continue
		}
		out, first := f.partiesOf(m), m.First
		for j := k - 1; j >= 0 && f.joined(ms[j].Last, first); j-- {
			out, first = unite(f.partiesOf(ms[j]), out), ms[j].First
		}
		return out, first
	}
	return nil, v
}

// joined reports whether the words [from, to) only join two names of a list.
func (f *finder) joined(from, to int) bool {
	if to-from < 1 || to-from > 3 {
		return false
	}
	for i := from; i < to; i++ {
		switch f.p.Lower[i] {
		case "and", ",", "as", "well", "the", "-", "–", "&", "both":
		default:
			return false
		}
	}
	return true
}

// objects gives the parties after word v, up to the end of the clause, and
// the index after the last word used.
func (f *finder) objects(si, v int, wide bool) ([]claim.Party, int) {
	s := f.p.Sentences[si]
	end := min(s.Last, v+60)
	for i := v; i < end; i++ {
		if i > v+15 && f.steps(v, i) > 15 {
			end = i
			break
		}
		if clauseStops[f.p.Lower[i]] || f.p.Lower[i] == "," && !wide && !f.listGoesOn(i, s.Last) {
			end = i
			break
		}
	}
	var out []claim.Party
	last := v
	for _, m := range f.in(v, end) {
		if f.isPlace(m) || len(f.partiesOf(m)) == 0 {
			continue
		}
		if out != nil && !f.joined(last, m.First) {
			if m.First-last > 3 || f.p.Lower[m.First-1] == "to" || !wide {
				break
			}
		}
		out, last = unite(out, f.partiesOf(m)), m.Last
	}
	return out, last
}

// listGoesOn reports whether the comma at i stands between names of a list or
// before an apposition.
func (f *finder) listGoesOn(i, end int) bool {
	ms := f.in(i+1, min(i+10, end))
	return len(ms) > 0 && (ms[0].First == i+1 || ms[0].First == i+2 && f.p.Lower[i+1] == "and") && f.mentionEndingAt(i) != nil
}

// verbParties fills actors, recipients and the mention's words for a verb.
func (f *finder) verbParties(si int, d *draft) {
	s := f.p.Sentences[si]
	subj, from := f.subjects(si, d.first)
	at := d.last
	if d.with {
		at = f.linked(si, d.last)
	}
	obj, to := f.objects(si, at, false)
	if len(d.rest) > 0 && !d.with { // inside the phrase: "imposed new sanctions", "expel the Libyan ambassador"
		if inside, _ := f.objectsWithin(d.first, d.last); inside != nil {
			obj = unite(inside, obj)
		}
	}
	passive := false
	if d.form&lexicon.Participle != 0 {
		for i := max(s.First, d.first-3); i < d.first; i++ {
			switch f.p.Lower[i] {
			case "was", "were", "been", "being", "is", "are", "be", "got":
				passive = true
			}
		}
	}
	if passive && !d.sym && !d.alone {
		d.recipients = subj
		for i := d.last; i < min(s.Last, d.last+8); i++ {
			if f.p.Lower[i] == "by" {
				d.actors, to = f.objects(si, i+1, false)
				break
			}
		}
	} else {
		d.actors = subj
		switch {
		case d.guest:
			d.actors, d.recipients = obj, subj
		case !d.alone:
			d.recipients = obj
		}
	}
	if from == d.first || d.first-from > 14 {
		from = d.first
	}
	d.mention = f.p.Words(from, max(to, d.last))
	if d.mention.Len() > 160 {
		d.mention = f.p.Words(from, d.last)
	}
	d.place = f.placeNear(si, d.last)
}

// linked gives the index after the "with" or "between" that follows word i
// within its clause; the sentence's end for none.
func (f *finder) linked(si, i int) int {
	s := f.p.Sentences[si]
	for k := i; k < min(s.Last, i+9) && !clauseStops[f.p.Lower[k]] && f.p.Lower[k] != "," && f.p.Lower[k] != "to"; k++ {
		if f.p.Lower[k] == "with" || f.p.Lower[k] == "between" {
			return k + 1
		}
	}
	return s.Last
}

func (f *finder) objectsWithin(from, to int) ([]claim.Party, int) {
	var out []claim.Party
	for _, m := range f.in(from, to) {
		if !f.isPlace(m) {
			out = unite(out, f.partiesOf(m))
		}
	}
	return out, to
}

// nounParties fills them for a noun: "talks between A and B", "A's visit to
// B", "the A-B summit", "sanctions on B".
func (f *finder) nounParties(si int, d *draft) {
	s := f.p.Sentences[si]
	to := d.last
	// Possessors and modifiers before: back over the noun phrase.
	i := d.first
	for i > s.First && d.first-i < 8 {
		w := f.p.Lower[i-1]
		if w == "the" || w == "this" || w == "that" || w == "their" || w == "these" {
			d.definite = true
			i--
			break
		}
		if w == "a" || w == "an" {
			i--
			break
		}
		if !isWord(w) && w != "-" || nounStops[w] {
			break
		}
		i--
	}
	var before []claim.Party
	for _, m := range f.in(i, d.first) {
		if q := f.partiesOf(m); len(q) > 0 {
			before = unite(before, q)
		}
	}
	from := i
	var after []claim.Party
	if d.last < s.Last || len(d.rest) > 0 {
		link := ""
		if d.last < s.Last {
			link = f.p.Lower[d.last]
		}
		at := d.last
		if n := len(d.rest); n > 0 && nounStops[d.rest[n-1]] {
			link, at = d.rest[n-1], d.last-1 // the rule holds the preposition itself
		}
		switch link {
		case "between", "with", "of", "on", "against", "to", "by", "among", "from":
			after, to = f.objects(si, at+1, true)
			if link == "of" || link == "by" || link == "from" {
				before, after = unite(before, after), nil
			}
		}
	}
	if len(before)+len(after) == 0 && !d.definite {
		d.mention = f.p.Words(from, to)
		return
	}
	d.actors, d.recipients = before, after
	// "Obama held talks", "announced sanctions on": the subject of the clause.
	if len(before) == 0 && !d.definite {
		if subj, at := f.subjects(si, d.first); d.first-at < 12 {
			d.actors = subj
		}
	}
	d.mention = f.p.Words(from, max(to, d.last))
	d.place = f.placeNear(si, d.last)
}

var nounStops = lexicon.Set("against between of in on at for with to from by and but or that which who was were is are be has have had said after before during over about as into , . ; : “ ” \" ( )")

// steps counts the words of [from, to), each mention of somebody as one: a long
// list of names does not part a verb from its place and day.
func (f *finder) steps(from, to int) int {
	n := to - from
	for _, m := range f.in(from, to) {
		n -= m.Last - m.First - 1
	}
	return n
}

// placeNear gives the place named after "in" or "at" within twelve steps of i.
func (f *finder) placeNear(si, i int) string {
	s := f.p.Sentences[si]
	for _, m := range f.in(i, min(s.Last, i+80)) {
		if f.steps(i, m.First) > 12 {
			break
		}
		if m.Kind == actors.List { // "in Paris and Lyon": the first
			m = &f.who.Mentions[f.who.Covering(m.First)]
		}
		if m.First > 0 && (f.p.Lower[m.First-1] == "in" || f.p.Lower[m.First-1] == "at") && (m.Kind == actors.Place || m.Kind == actors.Country) {
			return f.p.Doc.Slice(m.Span)
		}
	}
	return ""
}

func isWord(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
