package language

import "strings"

// KnownWords is a set of words by their hashes, with open addressing.
type KnownWords struct {
	slots []int32 // 0 for an empty one
	mask  uint32
}

// NewKnown makes a set of the hashes that KnownHash gives.
func NewKnown(hashes []int32) *KnownWords {
	bits := 4
	for 1<<bits < 2*len(hashes) {
		bits++
	}
	k := &KnownWords{slots: make([]int32, 1<<bits), mask: 1<<bits - 1}
	for _, h := range hashes {
		at := uint32(h) & k.mask
		for k.slots[at] != 0 && k.slots[at] != h {
			at = (at + 1) & k.mask
		}
		k.slots[at] = h
	}
	return k
}

func (k *KnownWords) has(word string) bool {
	h := KnownHash(word)
	for at := uint32(h) & k.mask; k.slots[at] != 0; at = (at + 1) & k.mask {
		if k.slots[at] == h {
			return true
		}
	}
	return false
}

// KnownHash is the number by which a splitter knows a word of letters.
func KnownHash(word string) int32 {
	if h := int32(hashLetters(word)); h != 0 {
		return h
	}
	return 1
}

// Small words that writers leave no space after and before. Those that words
// often begin or end with (in, over, up) are none of them.
var (
	smallBefore = wordSet("the of and to that it with was from are this have but he we you they she will would his their who my if when which could should were them because our your is")
	smallPlaces = wordSet("for in on at by as") // before small words only
	smallAfter  = wordSet("the of and to that with was from are this have you they his their our your would will were on for it at by has had")
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

const (
	shortestGlued = 5  // letters
	longestGlued  = 16 // letters
)

// glued gives the place in bytes where a run of letters that is no known word
// falls into a small word and a frequent one: "fallto", "theguys",
// "ofAmerican". It is 0 for other runs.
func (c *Cutter) glued(run string) int {
	if len(run) < shortestGlued || len(run) > longestGlued || run[0] < 'a' || c.Common == nil {
		return 0
	}
	for i := 1; i < len(run); i++ {
		if run[i] >= 'a' {
			continue
		}
		for _, b := range []byte(run[i+1:]) {
			if b < 'a' {
				return 0
			}
		}
		if len(run)-i >= 3 && smallBefore[run[:i]] {
			return i
		}
		return 0
	}
	// Two small words are no word, however often writers leave out the space.
	for at := 2; at < len(run)-2; at++ {
		if (smallBefore[run[:at]] || smallPlaces[run[:at]]) && smallAfter[run[at:]] {
			return at
		}
	}
	if c.Known.has(run) {
		return 0
	}
	best, longest := 0, 0
	for at := 2; at < len(run)-1; at++ {
		left, right := run[:at], run[at:]
		if n := len(left); n > longest && smallBefore[left] && len(right) > 2 && c.Common.has(right) {
			best, longest = at, n
		}
		if n := len(right); n > longest && smallAfter[right] && c.Common.has(left) {
			best, longest = at, n
		}
	}
	return best
}
