package language

// WordClasses gives the fine, mid and wide class of a folded word, each from 1;
// zeros for a word that the lexicon does not know. Words of one class stand in
// like places in running text. The numbers hold for one set of weights only.
func (e *Engine) WordClasses(lower string) (fine, mid, wide int32) {
	l := e.encoder.Features.Lexicon
	rank := l.Rank(Key(lower))
	if rank < 0 {
		return 0, 0, 0
	}
	f := l.class[rank]
	m := l.mid[f]
	return f + 1, m + 1, l.wide[m] + 1
}

// WordPrint is a fingerprint of the word classes: what was trained on other
// classes must be trained anew.
func (e *Engine) WordPrint() uint32 {
	l := e.encoder.Features.Lexicon
	h := uint32(2166136261)
	for _, column := range [][]int32{l.class, l.mid, l.wide} {
		for _, c := range column {
			h = (h ^ uint32(c)) * 16777619
		}
	}
	return h
}
