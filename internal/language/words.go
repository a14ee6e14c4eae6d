package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/document"
)

// Cut says what happens between two symbols of a text without white space
// between them.
type Cut int

// The cuts.
const (
	CutNone  Cut = iota // the same word
	CutToken            // a new written token begins
	CutInner            // a new word of the same token begins: do|n't
)

// A Cutter walks over a text and asks at each place where a word could end
// whether it does. Training and use share it.
type Cutter struct {
	// Runs are runs of letters that can be cut inside ("cannot", "gonna"),
	// lower case, with the place of the cut in bytes.
	Runs map[string]int
	// Known are words that are whole; others may be two words glued together,
	// of which one is Common.
	Known, Common *KnownWords
	// Decide is asked at each place; the features are its to read until it
	// returns.
	Decide func(at int, features []Feature) Cut
	// Join is asked in the same way of the places inside Runs.
	Join func(at int, features []Feature) Cut

	features []Feature
	symbols  []symbol // of the chunk, with a margin of blanks on both sides
	lower    []byte
	isGlued  bool // the run looked up last is none of Runs
}

// symbol is one rune of a chunk.
type symbol struct {
	r    rune // folded to lower case
	kind uint8
	at   int32 // byte offset in the text
}

// Kinds of symbols; marks have kinds of their own from kindMark on.
const (
	kindBlank = iota
	kindLower
	kindUpper
	kindDigit
	kindOther // symbols outside ASCII
	kindMark  // + the ASCII code
)

const margin = 5 // blanks on both sides of a chunk's symbols

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

func symbolOf(r rune, at int) symbol {
	switch {
	case 'a' <= r && r <= 'z':
		return symbol{r, kindLower, int32(at)}
	case 'A' <= r && r <= 'Z':
		return symbol{r + 32, kindUpper, int32(at)}
	case '0' <= r && r <= '9':
		return symbol{r, kindDigit, int32(at)}
	case r < utf8.RuneSelf:
		return symbol{r, kindMark + uint8(r), int32(at)}
	case r == '’' || r == '‘' || r == '`' || r == '´':
		return symbol{'\'', kindMark + '\'', int32(at)}
	case unicode.IsUpper(r):
		return symbol{unicode.ToLower(r), kindUpper, int32(at)}
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return symbol{r, kindLower, int32(at)}
	case unicode.IsDigit(r):
		return symbol{r, kindDigit, int32(at)}
	}
	return symbol{r, kindOther, int32(at)}
}

func (s symbol) letter() bool { return s.kind == kindLower || s.kind == kindUpper }

// Walk goes through text[body] and calls add for each word, in order.
func (c *Cutter) Walk(text string, body document.Span, add func(start, end int, inner bool)) {
	var before uint64 // hash of the chunk before
	line := true      // nothing stands before on the line
	for i := body.Start; i < body.End; {
		r, size := runeAt(text, i)
		if isBlank(r) {
			line = line || r == '\n'
			i += size
			continue
		}
		start := i
		plain := true // letters of ASCII only
		for i < body.End {
			b := text[i]
			if b < utf8.RuneSelf {
				if b == ' ' || b >= '\t' && b <= '\r' {
					break
				}
				if b|0x20 < 'a' || b|0x20 > 'z' {
					plain = false
				}
				i++
				continue
			}
			plain = false
			r, size := runeAt(text, i)
			if isBlank(r) {
				break
			}
			i += size
		}
		before = c.chunk(text, start, i, body, plain, line, before, add)
		line = false
	}
}

// chunk cuts text[start:end], which has no white space, and gives its hash.
func (c *Cutter) chunk(text string, start, end int, body document.Span, plain, line bool, before uint64, add func(start, end int, inner bool)) uint64 {
	if plain {
		hash := uint64(0xcbf29ce484222325)
		for i := start; i < end; i++ {
			hash = (hash ^ uint64(text[i]|0x20)) * 0x100000001b3
		}
		if end-start > maxRun || c.runCut(text, start, end) == 0 {
			add(start, end, false)
			return hash
		}
	}
	c.symbols = c.symbols[:0]
	for k := 0; k < margin; k++ {
		c.symbols = append(c.symbols, symbol{' ', kindBlank, int32(start)})
	}
	for i := start; i < end; {
		r, size := runeAt(text, i)
		c.symbols = append(c.symbols, symbolOf(r, i))
		i += size
	}
	n := len(c.symbols) - margin
	for k := 0; k < margin; k++ {
		c.symbols = append(c.symbols, symbol{' ', kindBlank, int32(end)})
	}
	whole := uint64(0xcbf29ce484222325)
	pattern := uint64(1)
	last := uint8(0)
	for _, s := range c.symbols[margin : margin+n] {
		whole = (whole ^ uint64(s.r)) * 0x100000001b3
		if s.kind != last || s.kind > kindDigit {
			pattern = (pattern ^ uint64(s.kind)) * 0x9e3779b97f4a7c15
		}
		last = s.kind
	}
	after, afterKind := nextChunk(text, end, body.End)
	p := place{whole: whole, pattern: pattern, before: before, after: after, afterKind: afterKind, n: n, line: line}
	p.lastCut = CutToken
	address, addressEnd := c.address(n, 0)
	for k := margin + 1; k < margin+n-1; k++ {
		switch s := c.symbols; {
		case s[k].r == '.' && s[k-1].letter() && s[k+1].letter() && (s[k-2].letter() || s[k+2].letter()):
			p.dots = min(p.dots+1, 3)
		case s[k].r == '/':
			p.slashes = min(p.slashes+1, 3)
		}
	}
	wordStart := start
	inner := false
	p.word, p.shape, p.first = 7, 7, margin
	runStart, runEnd, runAt := 0, 0, 0
	for k := margin; k < margin+n-1; k++ {
		left, right := c.symbols[k], c.symbols[k+1]
		p.word = (p.word ^ uint64(left.r)) * 0x100000001b3
		if k == margin || left.kind != c.symbols[k-1].kind {
			p.runBefore, p.run = p.run, 11
			p.runs++
		}
		p.run = (p.run ^ uint64(left.r)) * 0x100000001b3
		if p.fresh || left.kind != c.symbols[k-1].kind || left.kind > kindDigit {
			p.shape = (p.shape ^ uint64(left.kind)) * 0x9e3779b97f4a7c15
			p.shape ^= p.shape >> 31
		}
		if left.letter() && right.letter() {
			if int(left.at) >= runEnd { // a new run of letters
				e := k + 1
				for c.symbols[e].letter() {
					e++
				}
				runStart, runEnd = int(left.at), int(c.symbols[e].at)
				runAt = 0
				if runEnd-int(left.at) <= maxRun {
					if at := c.runCut(text, int(left.at), runEnd); at > 0 {
						runAt = int(left.at) + at
					}
				}
			}
			third := c.symbols[k+2]
			if int(right.at) != runAt && !(right.r == 'n' && third.r == '\'' && c.symbols[k+3].r == 't') {
				continue
			}
		}
		if k >= addressEnd {
			address, addressEnd = c.address(n, k)
		}
		if k >= address && k < addressEnd || c.isWhole(k, &p) {
			p.fresh = false
			continue
		}
		if left.letter() && right.letter() && int(right.at) == runAt {
			cut := CutToken
			if !c.isGlued {
				c.features = c.features[:0]
				c.describeJoin(text, body, runStart, runAt, runEnd, 1)
				cut = c.Join(runAt, c.features)
			}
			p.fresh = cut != CutNone
			if p.fresh {
				add(wordStart, runAt, inner)
				wordStart, inner, p.lastCut = runAt, cut == CutInner, cut
				p.word, p.shape, p.first = 7, 7, k+1
			}
			continue
		}
		c.features = c.features[:0]
		c.describe(k, &p)
		cut := c.Decide(int(right.at), c.features)
		p.fresh = cut != CutNone
		if cut == CutNone {
			continue
		}
		add(wordStart, int(right.at), inner)
		wordStart, inner, p.lastCut = int(right.at), cut == CutInner, cut
		p.word, p.shape, p.first = 7, 7, k+1
	}
	add(wordStart, end, inner)
	return whole
}

const maxRun = 16 // bytes of the longest run of letters that is looked up

func (c *Cutter) runCut(text string, start, end int) int {
	c.lower = c.lower[:0]
	for i := start; i < end; i++ {
		b := text[i]
		if 'A' <= b && b <= 'Z' {
			b += 32
		}
		c.lower = append(c.lower, b)
	}
	at := c.Runs[viewString(c.lower)]
	if c.isGlued = at == 0; !c.isGlued {
		return at
	}
	return c.glued(text[start:end])
}

// nextChunk hashes the beginning of what follows the white space after end.
func nextChunk(text string, end, limit int) (hash uint64, kind uint8) {
	i := end
	for n := 0; i < limit && n < 8; n++ {
		r, size := runeAt(text, i)
		if !isBlank(r) {
			break
		}
		if r == '\n' {
			return 2, kindBlank
		}
		i += size
	}
	if i >= limit {
		return 1, kindBlank
	}
	hash = 0xcbf29ce484222325
	for n := 0; i < limit && n < 12; n++ {
		r, size := runeAt(text, i)
		s := symbolOf(r, i)
		if n == 0 {
			kind = s.kind
		} else if !s.letter() {
			break
		}
		hash = (hash ^ uint64(s.r)) * 0x100000001b3
		i += size
	}
	return hash, kind
}

// place is what the features say of a place beyond the symbols around it.
type place struct {
	n              int    // symbols of the chunk
	whole, pattern uint64 // hashes of the chunk and of its kinds of symbols
	before, after  uint64 // hashes of the chunks around it
	afterKind      uint8  // kind of the first symbol after it
	line           bool   // the chunk is the first of its line
	lastCut        Cut    // the cut before
	fresh          bool   // which was directly before the symbol on the left
	word, shape    uint64 // hashes of the word so far, and of its kinds of symbols
	run, runBefore uint64 // hashes of the run of symbols of one kind on the left, and of the one before
	first          int    // the symbol that the word so far begins with
	dots, slashes  uint64 // of the chunk, between letters; 3 for more
	runs           uint64 // how many runs there are up to here
}

// describe fills the features of the place after symbol k.
func (c *Cutter) describe(k int, p *place) {
	s := c.symbols
	r := func(d int) uint64 { return uint64(s[k+d].r) }
	t := func(d int) uint64 { return uint64(s[k+d].kind) }
	pos := uint64(min(k-margin, 15))
	rest := uint64(min(margin+p.n-2-k, 15))
	l3 := t(-2)<<16 | t(-1)<<8 | t(0)
	r3 := t(1)<<16 | t(2)<<8 | t(3)
	next := uint64(11) // hash of the run of letters or digits to the right
	e := k + 1
	for i := 0; i < 12; i++ {
		next = (next ^ uint64(s[e].r)) * 0x100000001b3
		e++
		if s[e].kind != s[e-1].kind || s[e].kind == kindBlank {
			break
		}
	}
	restHash := uint64(13)
	if rest < 12 {
		for i := k + 1; i < margin+p.n; i++ {
			restHash = (restHash ^ uint64(s[i].r)) * 0x100000001b3
		}
	}
	class, initial := uint64(0), uint64(0) // of the letters before a full stop
	if s[k+1].r == '.' && s[k].letter() {
		class, initial = c.beforeStop(max(p.first, k-40), k)
	}
	line, fresh := uint64(boolInt(p.line)), uint64(boolInt(p.fresh))
	left, right := uint64(0), uint64(0) // lengths of the runs on both sides
	for i := k; i > k-5 && s[i].kind == s[k].kind; i-- {
		left++
	}
	for i := k + 1; i < k+5 && s[i].kind == s[k+1].kind; i++ {
		right++
	}
	restShape := uint64(17)
	for i, n := k+1, 0; i < margin+p.n && n < 6; i++ {
		if s[i].kind != s[i-1].kind || s[i].kind > kindDigit || i == k+1 {
			restShape = (restShape ^ uint64(s[i].kind)) * 0x9e3779b97f4a7c15
			restShape ^= restShape >> 31
			n++
		}
	}
	c.features = append(c.features,
		feature(0),
		feature(1, r(0), r(1)),
		feature(2, r(0)),
		feature(3, r(1)),
		feature(4, r(-1), r(0)),
		feature(5, r(1), r(2)),
		feature(6, r(-1), r(0), r(1)),
		feature(7, r(0), r(1), r(2)),
		feature(8, r(-1), r(0), r(1), r(2)),
		feature(9, r(-2), r(-1), r(0)),
		feature(10, r(1), r(2), r(3)),
		feature(11, l3, r3),
		feature(12, t(-1), t(0), t(1), t(2)),
		feature(13, t(0), t(1)),
		feature(14, p.word, r(1)),
		feature(15, p.word, t(1), t(2)),
		feature(16, next, r(0)),
		feature(17, restHash, t(0)),
		feature(18, p.whole, pos),
		feature(19, p.pattern, pos),
		feature(20, uint64(p.lastCut), t(0), t(1)),
		feature(21, pos, t(0), t(1)),
		feature(22, rest, t(0), t(1)),
		feature(23, rest, r(1), uint64(p.afterKind)),
		feature(24, rest, p.word, r(1), p.after),
		feature(25, rest, p.word, r(1), uint64(p.afterKind)),
		feature(26, rest, p.before, r(0), r(1)),
		feature(27, l3, r3, t(-4), t(-3), t(4), t(5)),
		feature(28, p.word, next),
		feature(29, fresh, r(0), t(-1), t(1)),
		feature(30, fresh, p.runBefore, r(0)),
		feature(31, fresh, p.runBefore, r(0), next),
		feature(32, p.shape, t(1), t(2)),
		feature(33, p.shape, restShape),
		feature(34, p.shape, restShape, r(0), r(1)),
		feature(35, line, p.shape, r(1), rest, uint64(p.afterKind)),
		feature(36, left, t(0), right, t(1), t(-1)),
		feature(37, left, t(0), r(1), rest, uint64(p.afterKind)),
		feature(38, rest, r(1), p.after),
		feature(39, fresh, r(0), next),
		feature(40, p.runs, t(0), t(1), fresh),
		feature(41, p.run, r(1)),
		feature(44, class, uint64(p.afterKind), rest, initial),
		feature(45, class, p.after, initial),
		feature(46, class, uint64(p.afterKind), rest),
		feature(42, p.dots, p.slashes, t(0), t(1)),
		feature(43, p.dots, r(0), r(1), fresh),
	)
}

// runeAt decodes one rune; bytes that are no UTF-8 come as RuneError, size 1.
func runeAt(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// fold lowers case and straightens apostrophes.
func fold(w string) string {
	w = strings.ToLower(w)
	if strings.Contains(w, "’") {
		w = strings.ReplaceAll(w, "’", "'")
	}
	return w
}
