// Package statements finds who says what: the source, cue and content of each
// attribution, and how openly the source speaks.
//
// The terms are PARC's and PolNeAR's. Three choices are learnt from PolNeAR, by
// log-linear models over hashed features of words, tree and quotation marks:
// is this word a cue; which phrase is its source; which stretches before and
// after it are its content. Two more see a proposal together with those around
// it: which of its likely contents it has, and whether it is right at all. Rules
// add what PolNeAR does not have: texts issued by somebody as a whole,
// quotations that go on without a cue, names under a quotation, headlines,
// labels of interviews, and why a source has no name.
package statements

import (
	"fmt"
	"slices"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Find gives the statements of a document in the order of their contents, and
// a diagnostic for each quotation mark that has lost its partner.
func Find(p *language.Parse, who *actors.Layer) ([]claim.Statement, []claim.Diagnostic) {
	return FindWith(Shipped(), p, who)
}

// FindWith is Find with a model of one's own.
func FindWith(m *Model, p *language.Parse, who *actors.Layer) ([]claim.Statement, []claim.Diagnostic) {
	t := &tagger{scene: newScene(p, who, m.Classes), m: m, scope: ScopeGuide}
	f := &finder{scene: t.scene}
	f.wholeDocument()
	all := t.guide(t.propose())
	chosen := t.choose(all)
	for i := range chosen {
		f.add(&chosen[i])
	}
	f.dropVeils()
	f.uncuedAll()
	f.nest(all, chosen)
	f.unveil()
	return f.statements(), t.unbalanced
}

// draft is a statement in words.
type draft struct {
	source   wordSpan // empty for none
	cue      wordSpan // empty for none
	content  []wordSpan
	speakers []claim.Party
	standing claim.Standing
	to       []claim.Party
	sentence int
	within   int // index of the outer draft; -1 for none
	sure     float64
	veil     veil // what the report says of the source's wish not to be named
}

// finder makes records of what the tagger found.
type finder struct {
	*scene
	drafts []draft
}

// add makes a draft of a proposal.
func (f *finder) add(x *found) {
	source := x.source
	if by, ok := f.writer(source); ok {
		source = by
	}
	src := f.speakerAt(source)
	d := draft{source: source, cue: f.cueWords(x.head), content: x.content, speakers: src.parties, standing: src.standing,
		sentence: int(f.p.Sent[x.content[0].First]), within: -1, sure: confidence(x.sure, ScopeGuide)}
	d.to = f.addressees(x)
	f.drafts = append(f.drafts, d)
}

// cueWords widens the head of a cue by the particles that make it up: "called
// on", "according to".
func (f *finder) cueWords(head int) wordSpan {
	w := wordSpan{head, head + 1}
	for _, k := range f.children(head) {
		if int(k) == w.Last && (f.p.Rel[k] == "compound:prt" || f.p.Rel[k] == "fixed") {
			w.Last++
		}
	}
	if f.p.Lower[head] == "according" && w.Last == head+1 && w.Last < f.p.Len() && f.p.Lower[w.Last] == "to" {
		w.Last++
	}
	return w
}

// addressees gives whom the cue tells it to: "told Blinken", "said to them".
func (f *finder) addressees(x *found) []claim.Party {
	p := f.p
	for _, k := range f.children(x.head) {
		i := int(k)
		if i <= x.head || x.covers(i) || i >= x.source.First && i < x.source.Last {
			continue
		}
		switch relation(p.Rel[i]) {
		case "obj", "iobj":
			if !addressing[p.Lemma[x.head]] {
				continue
			}
		case "obl":
			if l := int(f.left[i]); p.Lower[l] != "to" || p.Rel[l] != "case" || !speaking[p.Lemma[x.head]] {
				continue
			}
		default:
			continue
		}
		if m := f.who.layer.Covering(i); m >= 0 {
			if y := f.who.layer.Mentions[m]; y.Head == i || f.headOf(wordSpan{y.First, y.Last}) == i {
				return y.Parties
			}
		}
		if audience[p.Lower[i]] {
			return []claim.Party{{Text: p.Text(i), Span: p.Span[i]}}
		}
	}
	return nil
}

// uncuedAll makes statements of the quotations that no cue has claimed, and
// puts all drafts into the order of the text.
func (f *finder) uncuedAll() {
	cued := f.drafts
	slices.SortStableFunc(cued, func(a, b draft) int { return a.sentence - b.sentence })
	f.drafts = nil
	claimed := f.claimed(cued)
	next := 0
	for si := range f.p.Sentences {
		for next < len(cued) && cued[next].sentence <= si {
			f.drafts = append(f.drafts, cued[next])
			next++
		}
		if !claimed[si] {
			f.uncued(si)
		}
	}
	slices.SortStableFunc(f.drafts, func(a, b draft) int { return a.content[0].First - b.content[0].First })
}

// claimed gives, for each sentence, whether a draft has words of it.
func (f *finder) claimed(drafts []draft) []bool {
	out := make([]bool, len(f.p.Sentences))
	for _, d := range drafts {
		if d.within == wholeText {
			continue
		}
		for _, w := range d.content {
			for k := f.p.Sent[w.First]; k <= f.p.Sent[w.Last-1]; k++ {
				out[k] = true
			}
		}
	}
	return out
}

// uncued makes a statement of a sentence in quotation marks that no cue
// claims: it goes on with the last speaker of the same paragraph.
func (f *finder) uncued(si int) {
	s := f.p.Sentences[si]
	first, last, n := -1, -1, 0
	for i := s.First; i < s.Last; i++ {
		if f.quoted[i] >= 0 {
			if first < 0 {
				first = i
			}
			last = i + 1
			if isWord(f.p.Lower[i]) {
				n++
			}
		}
	}
	if n < 4 || len(f.drafts) == 0 {
		return
	}
	prev := &f.drafts[len(f.drafts)-1]
	if si-prev.sentence > 3 {
		return
	}
	content := wordSpan{s.First, trimEnd(f.p, s.First, s.Last, f.quoted)}
	if first == s.First && last >= content.Last { // quoted as a whole
		content = wordSpan{first, last}
		if f.p.Sentences[prev.sentence].Paragraph == s.Paragraph {
			prev.content = append(prev.content, content)
			return
		}
	}
	f.drafts = append(f.drafts, draft{content: []wordSpan{content}, speakers: implied(prev.speakers), standing: prev.standing, sentence: si, within: -1, sure: .4})
}

// implied gives parties that no words name here.
func implied(parties []claim.Party) []claim.Party {
	out := make([]claim.Party, len(parties))
	for i, q := range parties {
		q.Text, q.Span = "", document.Span{}
		out[i] = q
	}
	return out
}

// atHome gives speakers without any country, and sources that nobody is known
// to be, the country that the report is most about.
func (f *finder) atHome(parties []claim.Party, source wordSpan) []claim.Party {
	home := f.who.layer.Home
	if home == "" {
		return parties
	}
	if len(parties) == 0 && source.Last > source.First {
		span := source.span(f.p)
		return []claim.Party{{Text: f.p.Doc.Slice(span), Span: span, Country: home}}
	}
	out := parties
	for i, q := range parties {
		if q.Country == "" && q.Name == "" && len(parties) == 1 {
			out = append([]claim.Party{}, parties...)
			out[i].Country = home
		}
	}
	return out
}

// statements turns the drafts into records.
func (f *finder) statements() []claim.Statement {
	out := make([]claim.Statement, 0, len(f.drafts))
	for i, d := range f.drafts {
		s := claim.Statement{
			ID: fmt.Sprintf("s%d", i+1), Form: formOf(f.p, f.quoted, d.content), Standing: d.standing,
			Speakers: d.speakers, Addressees: d.to, Sentence: d.sentence, Confidence: d.sure,
			Topics: f.topics(d.content), Date: calendar.On(f.p.Doc.Date),
		}
		if !f.p.Doc.Date.Valid() {
			s.Date = calendar.Interval{}
		}
		if d.source.Last > d.source.First {
			s.Source = []document.Span{d.source.span(f.p)}
		}
		if d.cue.Last > d.cue.First {
			s.Cue = []document.Span{d.cue.span(f.p)}
		}
		s.Speakers = f.atHome(s.Speakers, d.source)
		if d.within >= 0 {
			s.Within = fmt.Sprintf("s%d", d.within+1)
		}
		for _, w := range d.content {
			s.Content = append(s.Content, w.span(f.p))
		}
		if v := d.veil; v.words.Last > v.words.First {
			s.Anonymity = &claim.Anonymity{Kind: v.kind, Span: v.words.span(f.p)}
			if v.reason.Last > v.reason.First {
				s.Anonymity.Reason = v.reason.span(f.p)
			}
		}
		if d.within == wholeText {
			s.Form = claim.Indirect
		}
		out = append(out, s)
	}
	return out
}
