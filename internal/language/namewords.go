package language

import (
	"sort"

	"github.com/entente-project/entente/internal/model"
)

// What names a word is known to be part of, as bits.
const (
	NameGiven     uint8 = 1 << iota // first word of a person's name
	NameFamily                      // last word of a person's name
	NameTown                        // a town's whole name
	NameCountry                     // whole name of a country or capital
	NamePlacePart                   // a word of a longer place name
	NamePeople                      // of a country: adjective or inhabitants
	NameBody                        // a word of an organisation's name
	nameKinds     = 1 << iota
)

// NameWords tells of which kinds of names a word is known to be part, by the
// hash of its Key.
type NameWords struct {
	prints []uint32 // sorted
	kinds  []uint8
}

// NewNameWords makes the table from words by their Key.
func NewNameWords(words map[string]uint8) *NameWords {
	byPrint := map[uint32]uint8{}
	for w, kind := range words {
		byPrint[uint32(hashString(w)>>32)] |= kind
	}
	n := &NameWords{}
	for p := range byPrint {
		n.prints = append(n.prints, p)
	}
	sort.Slice(n.prints, func(i, j int) bool { return n.prints[i] < n.prints[j] })
	for _, p := range n.prints {
		n.kinds = append(n.kinds, byPrint[p])
	}
	return n
}

// Len is the number of words.
func (n *NameWords) Len() int { return len(n.prints) }

// of gives the kinds of names of a word by the hash of its Key; 0 for none.
func (n *NameWords) of(h uint64) uint8 {
	p := uint32(h >> 32)
	at := sort.Search(len(n.prints), func(i int) bool { return n.prints[i] >= p })
	if at < len(n.prints) && n.prints[at] == p {
		return n.kinds[at]
	}
	return 0
}

func (n *NameWords) write(w *model.Writer) {
	prints := make([]int32, len(n.prints))
	for i, p := range n.prints {
		prints[i] = int32(p)
	}
	w.Int32("names.words", prints)
	w.Text("names.kinds", string(n.kinds))
}

func readNameWords(f *model.File) *NameWords {
	n := &NameWords{kinds: []uint8(f.Bytes("names.kinds"))}
	for _, p := range f.Int32("names.words", len(n.kinds)) {
		n.prints = append(n.prints, uint32(p))
	}
	return n
}
