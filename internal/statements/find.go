// Package statements finds who says what: the source, cue and content of each
// attribution, and how openly the source speaks.
//
// This is the first form, by cue verbs and the order of words; the terms are
// PARC's and PolNeAR's.
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
	pairs, unbalanced := quotes(p)
	f := &finder{p: p, who: index(p, who), quotes: pairs, quoted: inQuotes(p, pairs)}
	f.wholeDocument()
	for i := range p.Sentences {
		f.sentence(i)
	}
	f.uncuedAll()
	return f.statements(), unbalanced
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
}

// speaker is a source found beside a cue.
type speaker struct {
	words    wordSpan
	parties  []claim.Party
	standing claim.Standing
}

func (s speaker) none() bool { return s.words.Last == s.words.First && s.parties == nil }

type finder struct {
	p      *language.Parse
	who    mentionIndex
	quotes []quotation
	quoted []int32 // [words] index into quotes, or -1
	drafts []draft
}

// candidate is a cue word with the source beside it.
type candidate struct {
	cue
	at       wordSpan
	source   speaker
	inverted bool // the source stands after the cue
}

// sentence finds the statements of one sentence: first those whose source
// follows its content ("A, B said"), since they take in what stands before
// them, then those that a cue opens.
func (f *finder) sentence(si int) {
	s := f.p.Sentences[si]
	before := len(f.drafts)
	free := s.First // words before this are spoken for
	if at := f.accordingTo(si); at > 0 {
		free = at
	}
	all := f.candidates(si)
	for pass := 0; pass < 2; pass++ {
		for _, c := range all {
			if f.within(c.at.First, before) && !c.inverted || f.cueUsed(c.at.First, before) {
				continue // told inside another statement of this sentence
			}
			left, ok := f.leftContent(si, c, free)
			if ok != (pass == 0) || !f.add(si, c, left, ok) {
				continue
			}
			if pass == 0 {
				free = max(free, c.at.Last, c.source.words.Last)
				for _, w := range f.drafts[len(f.drafts)-1].content {
					free = max(free, w.Last)
				}
			}
		}
	}
}

// cueUsed reports whether word i is the cue of a draft from index on.
func (f *finder) cueUsed(i, from int) bool {
	for _, d := range f.drafts[from:] {
		if d.cue.First <= i && i < d.cue.Last {
			return true
		}
	}
	return false
}

// within reports whether word i lies in the content of a draft from index on.
func (f *finder) within(i, from int) bool {
	for _, d := range f.drafts[from:] {
		for _, w := range d.content {
			if w.First <= i && i < w.Last {
				return true
			}
		}
	}
	return false
}

// candidates lists the cue words of a sentence that stand outside quotation
// marks and have a source.
func (f *finder) candidates(si int) []candidate {
	s := f.p.Sentences[si]
	var out []candidate
	for i := s.First; i < s.Last; i++ {
		if f.quoted[i] >= 0 {
			continue
		}
		forms, end := cues.At(f.p.Lower[:s.Last], i)
		if forms == nil {
			continue
		}
		c := candidate{cue: forms[0], at: wordSpan{i, end}}
		if ok := f.attach(si, &c, out); ok {
			out = append(out, c)
		}
		i = end - 1
	}
	return out
}

// add makes a draft of a candidate where its content can be told: left, where
// there is one, or what follows the cue.
func (f *finder) add(si int, c candidate, left wordSpan, hasLeft bool) bool {
	d := draft{source: c.source.words, cue: c.at, speakers: c.source.parties, standing: c.source.standing, sentence: si, within: -1, sure: .6}
	if hasLeft {
		d.content, d.sure = append(d.content, left), .8
		if more, ok := f.quoteAfter(si, c); ok {
			d.content = append(d.content, more)
		}
	} else {
		if c.inverted {
			return false
		}
		right, to, ok := f.rightContent(si, c)
		if !ok {
			return false
		}
		d.content, d.to = append(d.content, right), to
	}
	last := &d.content[len(d.content)-1]
	if more, ok := f.quoteGoesOn(si, *last); ok {
		d.content = append(d.content, more...)
	}
	if f.overlaps(d.content) {
		return false
	}
	if f.quoted[d.content[0].First] >= 0 {
		d.sure = .9
	}
	f.drafts = append(f.drafts, d)
	return true
}

// overlaps reports whether a content overlaps that of an earlier draft.
func (f *finder) overlaps(content []wordSpan) bool {
	for _, d := range f.drafts {
		if d.within == wholeText {
			continue
		}
		for _, a := range d.content {
			for _, b := range content {
				if a.First < b.Last && b.First < a.Last {
					return true
				}
			}
		}
	}
	return false
}

// uncuedAll makes statements of the quotations that no cue has claimed, and
// puts all drafts into the order of the text.
func (f *finder) uncuedAll() {
	cued := f.drafts
	f.drafts = nil
	next := 0
	for si := range f.p.Sentences {
		for next < len(cued) && cued[next].sentence <= si {
			f.drafts = append(f.drafts, cued[next])
			next++
		}
		if !f.claimed(cued, si) {
			f.uncued(si)
		}
	}
	slices.SortStableFunc(f.drafts, func(a, b draft) int { return a.content[0].First - b.content[0].First })
}

// claimed reports whether a draft has words of the sentence.
func (f *finder) claimed(drafts []draft, si int) bool {
	s := f.p.Sentences[si]
	for _, d := range drafts {
		if d.within == wholeText {
			continue
		}
		for _, w := range d.content {
			if w.First < s.Last && s.First < w.Last {
				return true
			}
		}
	}
	return false
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
		for _, w := range d.content {
			s.Content = append(s.Content, w.span(f.p))
		}
		if d.within == wholeText {
			s.Form = claim.Indirect
		}
		out = append(out, s)
	}
	return out
}
