package language

import "github.com/entente-project/entente/internal/model"

// Lexicon knows the frequent words by the hash of their Key. It holds no
// words, only their rank (0 for the most frequent) and class.
type Lexicon struct {
	words []uint64 // [ranks] hashes
	slots []int32  // open addressing: pairs of fingerprint and rank+1, 0 for an empty slot
	mask  uint64
	class []int32 // [ranks] fine class
	mid   []int32 // [fine classes]
	wide  []int32 // [mid classes]
	codes []uint8 // [ranks][CodeBooks]: the word's vector in a few bytes
	cases []uint8 // [ranks]: CaseKind
	names *NameWords
}

// CodeBooks is how many codes a word's vector is rounded to, each of 256.
const CodeBooks = 4

// CaseKinds is how many kinds of words there are by how they are written inside
// sentences.
const CaseKinds = 6

// CaseKind tells how a word is written inside sentences that was seen there so
// many times, and so many of them with a capital: 0 never seen, 1 small, 2
// nearly always small, 3 either, 4 nearly always with a capital, 5 always.
func CaseKind(capital, seen int) uint8 {
	switch share := float64(capital) / float64(max(seen, 1)); {
	case seen == 0:
		return 0
	case share <= 0.02:
		return 1
	case share <= 0.2:
		return 2
	case share <= 0.8:
		return 3
	case share <= 0.98:
		return 4
	}
	return 5
}

// NewLexicon builds a lexicon of keys in the order of rank.
func NewLexicon(keys []string, class, mid, wide []int32, codes, cases []uint8, names *NameWords) *Lexicon {
	l := &Lexicon{class: class, mid: mid, wide: wide, codes: codes, cases: cases, names: names}
	for _, k := range keys {
		l.words = append(l.words, hashString(k))
	}
	l.index()
	return l
}

func (l *Lexicon) index() {
	bits := 4
	for 1<<bits < 2*len(l.words) {
		bits++
	}
	l.slots, l.mask = make([]int32, 2<<bits), 1<<bits-1
	for rank, h := range l.words {
		at := h & l.mask
		for l.slots[2*at+1] != 0 {
			at = (at + 1) & l.mask
		}
		l.slots[2*at], l.slots[2*at+1] = int32(h>>32), int32(rank)+1
	}
}

// Rank gives the rank of a key, -1 for a word that is not known.
func (l *Lexicon) Rank(key string) int { return l.rank(hashString(key)) }

func (l *Lexicon) rank(h uint64) int {
	print := int32(h >> 32)
	for at := h & l.mask; l.slots[2*at+1] != 0; at = (at + 1) & l.mask {
		if l.slots[2*at] == print {
			return int(l.slots[2*at+1]) - 1
		}
	}
	return -1
}

// Len is the number of words.
func (l *Lexicon) Len() int { return len(l.class) }

// Classes gives the numbers of fine, mid and wide classes.
func (l *Lexicon) Classes() (fine, mid, wide int) {
	for _, c := range l.wide {
		wide = max(wide, int(c)+1)
	}
	return len(l.mid), len(l.wide), wide
}

// Class gives the fine class of a rank.
func (l *Lexicon) Class(rank int) int { return int(l.class[rank]) }

// Mid gives the mid class of a fine class.
func (l *Lexicon) Mid(fine int) int { return int(l.mid[fine]) }

// Write puts the lexicon into a weight file.
func (l *Lexicon) Write(w *model.Writer) {
	halves := make([]int32, 0, 2*len(l.words))
	for _, h := range l.words {
		halves = append(halves, int32(h), int32(h>>32))
	}
	w.Int32("lexicon.words", halves)
	w.Int32("lexicon.class", l.class)
	w.Int32("lexicon.mid", l.mid)
	w.Int32("lexicon.wide", l.wide)
	w.Text("lexicon.codes", string(l.codes))
	w.Text("lexicon.cases", string(l.cases))
	l.names.write(w)
}

// readLexicon takes the lexicon out of a weight file.
func readLexicon(f *model.File) *Lexicon {
	l := &Lexicon{class: f.Int32("lexicon.class"), mid: f.Int32("lexicon.mid"), wide: f.Int32("lexicon.wide")}
	l.codes, l.cases = []uint8(f.Bytes("lexicon.codes")), []uint8(f.Bytes("lexicon.cases"))
	l.names = readNameWords(f)
	halves := f.Int32("lexicon.words", 2*len(l.class))
	for i := 0; i+1 < len(halves); i += 2 {
		l.words = append(l.words, uint64(uint32(halves[i]))|uint64(uint32(halves[i+1]))<<32)
	}
	l.index()
	return l
}
