package language

import (
	"unicode"
	"unicode/utf8"
)

// An Ender walks over the words of a text and asks after each whether a
// sentence ends there. Training and use share it. Paragraph breaks end a
// sentence always.
type Ender struct {
	// Decide is asked after word i; the features are its to read until it
	// returns.
	Decide func(i int, features []Feature) bool
	// GoesOn, if it is set, is asked first, with the features of the words
	// nearby alone: whether the sentence surely goes on.
	GoesOn func(i int, near []Feature) bool

	features []Feature
	seen     []wordView
	slips    []int32 // [words+1] how many words before follow a full stop with a small letter
	starts   []int32 // the same with a capital
}

// wordView is what the features say of a word.
type wordView struct {
	lower, shape, tail uint64
	gap                uint8 // before the word: gapNone, gapSpace, gapLine
	kind               uint8 // of its first symbol
	class              uint8 // 0, classAddress, or what is known of it as an abbreviation
}

const classAddress = 20

const (
	gapNone = iota
	gapSpace
	gapWide // several blanks
	gapLine
	gapParagraph
)

// Walk fills Sent and Sentences of p, which has its words.
func (e *Ender) Walk(p *Parse) {
	if cap(p.Sent) < len(p.Span) {
		p.Sent = make([]int32, len(p.Span))
	}
	p.Sent = p.Sent[:len(p.Span)]
	wrapped := isWrapped(p.Doc.Text)
	e.look(p, wrapped)
	first, paragraph := 0, 0
	quote, bracket := false, 0
	lastEnd := uint64(0) // how the sentence before ended
	for i := range p.Span {
		last := i+1 == len(p.Span)
		v := e.seen[i]
		switch v.kind {
		case kindMark + '"':
			quote = !quote
		case kindMark + '(', kindMark + '[':
			bracket++
		case kindMark + ')', kindMark + ']':
			bracket = max(0, bracket-1)
		}
		breaks := !last && e.seen[i+1].gap == gapParagraph
		end := last || breaks
		if !end && !p.Inner[i+1] && (e.seen[i+1].gap != gapNone || v.kind >= kindOther) {
			e.features = e.features[:0]
			end = e.describe(i, i-first, quote, bracket, lastEnd) && e.Decide(i, e.features)
			// A full stop before a small letter is a slip of the copy, not an
			// end, unless the whole text is written so.
			if end && v.kind == kindMark+'.' && e.seen[i+1].kind == kindLower && (!e.loose(i+1) || tellsWho[p.Lower[i+1]]) {
				end = false
			}
		}
		cut := false
		if n := i - first + 1; !end && n >= LongestSentence*3/4 {
			switch v.kind {
			case kindMark + ',', kindMark + ';', kindMark + ':', kindMark + '-', kindMark + ')':
				cut = !p.Inner[i+1]
			}
			if n >= LongestSentence {
				cut, p.Inner[i+1] = true, false
			}
			end = cut
		}
		if end {
			for k := first; k <= i; k++ {
				p.Sent[k] = int32(len(p.Sentences))
			}
			p.Sentences = append(p.Sentences, Sentence{First: first, Last: i + 1, Paragraph: paragraph, Cut: cut})
			first = i + 1
			lastEnd = uint64(v.kind)
		}
		if breaks {
			paragraph++
			quote, bracket, lastEnd = false, 0, 0
		}
	}
}

// tellsWho are words that follow what was said; no sentence begins with them in
// small letters, however loose the text.
var tellsWho = map[string]bool{"said": true, "says": true, "added": true, "adds": true, "according": true, "wrote": true, "writes": true}

// look fills the views of all words.
func (e *Ender) look(p *Parse, wrapped bool) {
	text := p.Doc.Text
	e.seen = e.seen[:0]
	for i, s := range p.Span {
		v := wordView{lower: hashString(p.Lower[i]), kind: symbolOf(firstRune(text[s.Start:s.End]), 0).kind}
		v.shape = shapeHash(text[s.Start:s.End])
		v.tail = hashString(tail(p.Lower[i], 3))
		if w := p.Lower[i]; len(w) > 6 && isAddress(w) {
			v.class, v.lower, v.tail = classAddress, classAddress, classAddress
		} else if n := len(w) - 1; n > 0 && n < 8 && w[n] == '.' {
			v.class = uint8(abbreviations[hashLetters(w[:n])])
		}
		if i > 0 {
			v.gap = gapOf(text[p.Span[i-1].End:s.Start], wrapped)
		} else {
			v.gap = gapParagraph
		}
		e.seen = append(e.seen, v)
	}
	e.slips, e.starts = append(e.slips[:0], 0), append(e.starts[:0], 0)
	for i := range e.seen {
		small, capital := e.slips[i], e.starts[i]
		if i > 0 && e.seen[i-1].kind == kindMark+'.' && e.seen[i].gap == gapSpace {
			switch e.seen[i].kind {
			case kindLower:
				small++
			case kindUpper:
				capital++
			}
		}
		e.slips, e.starts = append(e.slips, small), append(e.starts, capital)
	}
}

// loose reports whether small letters begin sentences around word i: at least
// one full stop in five there is followed by one.
func (e *Ender) loose(i int) bool {
	const near = 30 // words to each side
	lo, hi := max(0, i-near), min(len(e.seen), i+near)
	return 4*(e.slips[hi]-e.slips[lo]) > e.starts[hi]-e.starts[lo]
}

// isAddress reports whether a word is an address or a file by its marks.
func isAddress(w string) bool {
	letter := func(i int) bool { return i >= 0 && i < len(w) && w[i] >= 'a' && w[i] <= 'z' }
	for i := 1; i+3 < len(w); i++ {
		switch w[i] {
		case '@':
			return true
		case ':':
			if w[i+1] == '/' && w[i+2] == '/' {
				return true
			}
		case '.':
			if k := i + 4; k <= len(w) && !letter(k) && addressEndings[w[i+1:k]] > 0 || k < len(w) && !letter(k+1) && addressEndings[w[i+1:k+1]] > 0 || i == 3 && w[:3] == "www" {
				return true
			}
		}
	}
	return false
}

func firstRune(w string) rune { r, _ := utf8.DecodeRuneInString(w); return r }

// tail is the last n bytes of w, or w.
func tail(w string, n int) string {
	if len(w) > n {
		return w[len(w)-n:]
	}
	return w
}

// gapOf classes the white space between two words.
func gapOf(gap string, wrapped bool) uint8 {
	switch gap {
	case "":
		return gapNone
	case " ":
		return gapSpace
	}
	lines := 0
	for _, r := range gap {
		switch r {
		case '\n', '\u2028':
			lines++
		case '\u2029', '\f':
			lines += 2
		}
	}
	switch {
	case lines > 1 || lines == 1 && !wrapped:
		return gapParagraph
	case lines == 1:
		return gapLine
	}
	return gapWide
}

// isWrapped reports whether single line ends in a text are only the edge of
// the page: more than a third of the lines go on with a small letter. The
// first 400 lines are looked at.
func isWrapped(text string) bool {
	lines, small := 0, 0
	for i := 0; i+1 < len(text) && lines < 400; i++ {
		if text[i] != '\n' || text[i+1] == '\n' || i > 0 && text[i-1] == '\n' {
			continue
		}
		lines++
		k := i + 1
		for k < len(text) && (text[k] == ' ' || text[k] == '\t') {
			k++
		}
		if k < len(text) {
			if r, _ := runeAt(text, k); unicode.IsLower(r) {
				small++
			}
		}
	}
	return lines >= 2 && small*3 > lines
}

// shapeHash hashes the kinds of the symbols of a word, runs of one kind cut
// to two.
func shapeHash(w string) uint64 {
	h := uint64(1)
	var last uint8
	run := 0
	for n, i := 0, 0; i < len(w) && n < 24; n++ {
		r, size := runeAt(w, i)
		i += size
		kind := symbolOf(r, 0).kind
		if kind == last {
			run++
			if run > 2 {
				continue
			}
		} else {
			last, run = kind, 1
		}
		h = (h ^ uint64(kind)) * 0x9e3779b97f4a7c15
		h ^= h >> 31
	}
	return h
}

// describe fills the features of the place after word i, which has n words of
// its sentence before it. It is false if the sentence surely goes on.
func (e *Ender) describe(i, n int, quote bool, bracket int, lastEnd uint64) bool {
	at := func(k int) wordView {
		if k < 0 || k >= len(e.seen) || k > i && k > i+1 && e.seen[k].gap == gapParagraph {
			return wordView{gap: gapParagraph}
		}
		return e.seen[k]
	}
	b, a, w, x, y, z := at(i-2), at(i-1), at(i), at(i+1), at(i+2), at(i+3)
	gap := uint64(x.gap)
	size := uint64(n)
	switch {
	case n > 40:
		size = 12
	case n > 20:
		size = 11
	case n > 10:
		size = 10
	case n > 6:
		size = 9
	}
	marks := uint64(boolInt(quote))<<1 | uint64(boolInt(bracket > 0))
	e.features = append(e.features,
		feature(100, gap),
		feature(101, w.lower, gap),
		feature(102, x.lower, gap),
		feature(103, w.shape, x.shape, gap),
		feature(104, w.lower, x.shape, gap),
		feature(105, w.lower, x.lower),
		feature(106, a.lower, w.lower, gap),
		feature(107, x.lower, y.lower, gap),
		feature(108, a.shape, w.shape, x.shape, y.shape, gap),
		feature(109, a.lower, w.lower, x.shape, gap),
		feature(110, size, w.shape, x.shape, gap),
		feature(111, marks, w.shape, x.shape, gap),
	)
	if e.GoesOn != nil && e.GoesOn(i, e.features) {
		return false
	}
	// The mark that ends, seen through closing quotes and brackets.
	m, back := w, uint64(0)
	for k := i; k > 0 && k > i-3 && (m.kind == kindMark+'"' || m.kind == kindMark+'\'' || m.kind == kindMark+')' || m.kind == kindOther); k-- {
		if e.seen[k].gap != gapNone {
			break
		}
		m = e.seen[k-1]
		back++
	}
	e.features = append(e.features,
		feature(112, m.lower, back, x.shape, gap),
		feature(113, m.lower, back, x.lower, gap),
		feature(114, lastEnd, w.shape, x.shape, gap),
		feature(115, x.tail, x.shape, w.lower, gap),
		feature(116, a.tail, w.lower, gap, x.shape),
		feature(117, w.tail, w.shape, x.shape, gap),
		feature(118, w.lower, y.lower),
		feature(119, x.shape, y.shape, z.shape, w.lower),
		feature(120, b.shape, a.shape, w.shape, x.shape),
		feature(121, w.lower, x.shape, y.lower),
		feature(122, size, x.lower, gap),
		feature(123, lastEnd, size, gap, w.lower),
		feature(124, m.lower, x.shape, y.shape, gap),
		feature(125, w.shape, x.lower, gap),
		feature(126, x.lower, y.lower, z.lower),
		feature(127, marks, w.lower, x.lower),
		feature(128, uint64(w.class), x.shape, gap),
		feature(129, uint64(w.class), x.lower),
		feature(130, uint64(w.class), uint64(x.class), gap, a.shape),
		feature(131, uint64(x.class), w.lower, gap),
	)
	return true
}
