package coref

// quotation is a stretch in quotation marks: words [first, last).
type quotation struct {
	first, last int
	speaker     int // head word of who speaks, -1 for not known
}

// speech are verbs that bring in what somebody says.
var speech = set(`say tell ask add reply answer announce explain note claim argue insist warn state declare write stress
	remark comment continue conclude recall observe repeat shout cry whisper mutter exclaim respond admit think wonder go`)

// quotations finds what stands in quotation marks, and in each who speaks. A
// quotation ends with its paragraph.
func (t *tree) quotations() (qs []quotation, at []int32) {
	p := t.p
	at = make([]int32, p.Len())
	open, paragraph := -1, -1
	end := func(last int) {
		if open >= 0 && last-open > 3 {
			for i := open; i < last; i++ {
				at[i] = int32(len(qs))
			}
			qs = append(qs, quotation{first: open, last: last, speaker: -1})
		}
		open = -1
	}
	for i := range at {
		at[i] = -1
	}
	for i := range p.Span {
		if s := p.Sentences[p.Sent[i]]; s.Paragraph != paragraph {
			paragraph = s.Paragraph
			end(i)
		}
		switch p.Text(i) {
		case "“", "``", "«":
			end(i)
			open = i + 1
		case "”", "''", "»":
			end(i)
		case `"`:
			if open >= 0 {
				end(i)
			} else {
				open = i + 1
			}
		}
	}
	end(p.Len())
	for k := range qs {
		q := &qs[k]
		q.speaker = t.speakerOf(q, at)
		if q.speaker < 0 && k > 0 && qs[k-1].speaker >= 0 && p.Sent[q.first]-p.Sent[qs[k-1].last-1] <= 1 &&
			p.Sentences[p.Sent[q.first]].Paragraph == p.Sentences[p.Sent[qs[k-1].first]].Paragraph {
			q.speaker = qs[k-1].speaker // “We do,” he said. “We always did.”
		}
	}
	return qs, at
}

// speakerOf looks for the nearest verb of speech outside the quotation in the
// sentences that it touches; its subject speaks.
func (t *tree) speakerOf(q *quotation, at []int32) int {
	p := t.p
	first := p.Sentences[p.Sent[q.first]].First
	last := p.Sentences[p.Sent[max(q.first, q.last-1)]].Last
	best, distance := -1, 12
	look := func(i, away int) {
		if at[i] >= 0 || away >= distance || p.UPOS[i] != "VERB" || !speech[p.Lemma[i]] {
			return
		}
		for _, k := range t.of(i) {
			if base(p.Rel[k]) == "nsubj" && at[k] < 0 {
				best, distance = int(k), away
			}
		}
	}
	for i := q.first - 1; i >= first; i-- {
		look(i, q.first-i)
	}
	for i := q.last; i < last; i++ {
		look(i, i-q.last)
	}
	return best
}
