package statements

// pieceFrame is what the candidates for the pieces of one content share.
type pieceFrame struct {
	c        int      // cue head
	source   wordSpan // empty for none
	from, to int      // words of the attribution next to the cue: [from, to)
	chain    []int32
	join     joinFrame
}

// attribution widens a cue to the words that go with it: its source where
// that stands beside it, auxiliaries, adverbs of the cue.
func (s *scene) attribution(c int, source wordSpan) pieceFrame {
	p := s.p
	fr := pieceFrame{c: c, source: source, from: c, to: c + 1}
	for _, k := range s.children(c) {
		switch relation(p.Rel[k]) {
		case "aux", "aux:pass", "cop":
			if int(k) < fr.from && int(k) > c-6 {
				fr.from = int(k)
			}
		case "compound", "fixed":
			if int(k) == fr.to {
				fr.to++
			}
		}
	}
	if source.Last > source.First {
		if source.First < c && (fr.from-source.Last < 8 || fr.from-source.Last < farSlot && s.afterQuote(source.First)) {
			fr.from = min(fr.from, source.First)
		}
		if source.First > c && source.First-fr.to < 3 {
			fr.to = source.Last
		}
	}
	fr.chain = s.chain(c, nil)
	fr.join = s.wayToNext(&fr)
	return fr
}
