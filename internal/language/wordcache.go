package language

// wordCache remembers the sums of the feature vectors of words met lately, all
// features but spacing. Words recur: in news two of three are found here. What
// is found is what would be computed, so that results do not hang on it.
type wordCache struct {
	words [cacheWords]cachedWord
	sums  []float32 // [cacheWords][width]
}

const (
	cacheWords    = 2048 // a power of two
	longestCached = 23   // bytes of a word
)

type cachedWord struct {
	size uint8 // 0 for an empty place
	form [longestCached]byte
}

// find gives the place of a word and whether its sum is there; a place that
// held another word is given over to it. A word too long to remember has none.
func (c *wordCache) find(form string, width int) (sum []float32, known bool) {
	if len(form) > longestCached || len(form) == 0 {
		return nil, false
	}
	if c.sums == nil {
		c.sums = make([]float32, cacheWords*width)
	}
	at := int(hashString(form) >> 32 & (cacheWords - 1))
	w := &c.words[at]
	sum = c.sums[at*width:][:width]
	if int(w.size) == len(form) && string(w.form[:w.size]) == form {
		return sum, true
	}
	w.size = uint8(copy(w.form[:], form))
	return sum, false
}
