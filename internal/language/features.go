package language

import "unicode/utf8"

// EncoderPrint is the fingerprint of the features of the encoder; it changes
// with them.
const EncoderPrint = "rows-4"

// Rows of the table of feature vectors that the encoder sums for a word.
const (
	FeatureCount = 14 + CodeBooks // rows a word has

	rowsRare  = 2048  // for words the lexicon does not rank high enough, by hash
	rowsAffix = 16384 // for prefixes and suffixes, by hash
	rowsShape = 512   // for shapes, by hash
	rowsForm  = 8192  // for words written with capitals, by hash of what is written
)

// Features names the rows of the table of feature vectors for each word. The
// table is, in this order: frequent words by rank, rare words, fine, mid and
// wide classes (the first of each for none), affixes, shapes, spacing, one row
// for a word that is hidden, one for words in small letters, and written forms.
type Features struct {
	Lexicon *Lexicon
	Words   int // ranks below this have a row of their own
	rare    int
	fine    int
	mid     int
	wide    int
	affix   int
	shape   int
	space   int
	hidden  int
	form    int
	code    int
	written int
	named   int
}

// NewFeatures lays out the table.
func NewFeatures(l *Lexicon, words int) *Features {
	f := &Features{Lexicon: l, Words: min(words, l.Len())}
	fine, mid, wide := l.Classes()
	f.rare = f.Words
	f.fine = f.rare + rowsRare
	f.mid = f.fine + fine + 1
	f.wide = f.mid + mid + 1
	f.affix = f.wide + wide + 1
	f.shape = f.affix + rowsAffix
	f.space = f.shape + rowsShape
	f.hidden = f.space + 4
	f.form = f.hidden + 1
	f.code = f.form + 1 + rowsForm
	f.written = f.code + CodeBooks*257
	f.named = f.written + 4*CaseKinds
	return f
}

// Rows is the number of rows of the table.
func (f *Features) Rows() int { return f.named + 2*nameKinds }

// Silent tells whether a row stands for a word or a part of one: not for a
// class, a shape or spacing, which every word has.
func (f *Features) Silent(row int) bool {
	return row < f.fine || row >= f.affix && row < f.shape || row >= f.form && row < f.code
}

// Hidden is the row that stands for a hidden word.
func (f *Features) Hidden() int32 { return int32(f.hidden) }

// Word fills rows, of length FeatureCount, for a word, all but the spacing.
func (f *Features) Word(rows []int32, form, key string) {
	h := hashString(key)
	rank := f.Lexicon.rank(h)
	like := rank // the word whose company it keeps
	if rank < 0 {
		like = f.Lexicon.near(key)
	}
	if like < 0 {
		rows[1], rows[2], rows[3] = int32(f.fine), int32(f.mid), int32(f.wide)
	} else {
		fine := f.Lexicon.class[like]
		mid := f.Lexicon.mid[fine]
		rows[1] = int32(f.fine) + 1 + fine
		rows[2] = int32(f.mid) + 1 + mid
		rows[3] = int32(f.wide) + 1 + f.Lexicon.wide[mid]
	}
	if rank >= 0 && rank < f.Words {
		rows[0] = int32(rank)
	} else {
		rows[0] = int32(f.rare) + int32(h>>40)%rowsRare
	}
	// The first and last two, three and four symbols.
	at := 0
	var head, last [5]int
	for n := 0; n < 5; n++ {
		head[n] = at
		if at < len(key) {
			_, size := runeAt(key, at)
			at += size
		}
	}
	at = len(key)
	for n := 0; n < 5; n++ {
		last[n] = at
		if at > 0 {
			_, size := lastRune(key, at)
			at -= size
		}
	}
	rows[4] = f.affixRow(1, key[:head[2]])
	rows[5] = f.affixRow(2, key[:head[3]])
	rows[6] = f.affixRow(3, key[last[2]:])
	rows[7] = f.affixRow(4, key[last[3]:])
	rows[8] = f.affixRow(5, key[last[4]:])
	rows[9] = int32(f.shape) + int32((shapeHash(form)*0x9e3779b97f4a7c15)>>55)
	rows[10] = int32(f.form)
	if form != key {
		rows[10] += 1 + int32(hashString(form)>>51)
	}
	kind := uint8(0)
	for b := 0; b < CodeBooks; b++ {
		rows[11+b] = int32(f.code + 257*b)
		if like >= 0 {
			rows[11+b] += 1 + int32(f.Lexicon.codes[like*CodeBooks+b])
		}
	}
	if rank >= 0 {
		kind = f.Lexicon.cases[rank]
	}
	rows[11+CodeBooks] = int32(f.written) + 4*int32(kind) + writtenAs(form, key)
	rows[12+CodeBooks] = int32(f.named) + 2*int32(f.Lexicon.names.of(h)) + int32(boolInt(form != key))
	rows[FeatureCount-1] = int32(f.space)
}

// writtenAs tells how a word is written: 0 small, 1 with a capital first, 2 in
// capitals, 3 otherwise.
func writtenAs(form, key string) int32 {
	if form == key {
		return 0
	}
	switch c := form[0]; {
	case c < 'A' || c > 'Z':
		return 3
	case len(form) > 1 && 'A' <= form[len(form)-1] && form[len(form)-1] <= 'Z':
		return 2
	}
	return 1
}

// Space gives the row for the spacing of a word: white space before, after.
func (f *Features) Space(before, after bool) int32 {
	return int32(f.space + 2*boolInt(before) + boolInt(after))
}

func (f *Features) affixRow(kind uint64, s string) int32 {
	h := (hashString(s) ^ kind) * 0xff51afd7ed558ccd
	return int32(f.affix) + int32(h>>50)
}

func lastRune(s string, end int) (rune, int) {
	if c := s[end-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRuneInString(s[:end])
}

// WithoutClasses takes the word's classes, vector and usual case out of its rows, to learn what they
// bring.
func (f *Features) WithoutClasses(rows []int32) {
	rows[1], rows[2], rows[3] = int32(f.fine), int32(f.mid), int32(f.wide)
	for b := 0; b < CodeBooks; b++ {
		rows[11+b] = int32(f.code + 257*b)
	}
	rows[11+CodeBooks] = int32(f.written) + (rows[11+CodeBooks]-int32(f.written))%4
}

// UnknownRows turns the rows of a word into those of some rare word, so that
// learning does not lean on the word alone; affixes and shape stay.
func (f *Features) UnknownRows(rows []int32, chance uint32) {
	rows[0] = int32(f.rare) + int32(chance%rowsRare)
	f.WithoutClasses(rows)
}
