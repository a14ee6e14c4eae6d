package language

// A Linear is a linear classifier over hashed features: the score of a class
// is the sum of its weights at the places the features name. Weights are whole
// numbers, so that sums are the same on every machine.
type Linear struct {
	Bits    int    // the table has 1<<Bits places
	Classes int    // weights at each place
	Weights []int8 // [1<<Bits][Classes]
}

// Feature is a hashed feature; its top Bits bits name the place.
type Feature uint32

// feature folds the parts of a feature into one number.
func feature(kind uint64, parts ...uint64) Feature {
	h := kind*0x9e3779b97f4a7c15 + 0x2545f4914f6cdd1d
	for _, p := range parts {
		h = (h ^ p) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return Feature(h >> 32)
}

// hashString is a hash of a word (FNV-1a with a finishing step).
func hashString(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	h ^= h >> 29
	return h * 0x9e3779b97f4a7c15
}

// hashBytes is hashString of bytes.
func hashBytes(b []byte) uint64 { return hashString(viewString(b)) }

// Best gives the class with the highest score; the first of equals.
func (l *Linear) Best(features []Feature) int {
	if l.Classes == 2 {
		return boolInt(l.Margin(features) > 0)
	}
	return l.BestOver(features, 0)
}

// BestOver is Best with something taken from the score of class CutInner.
func (l *Linear) BestOver(features []Feature, bias int32) int {
	var sums [4]int32
	shift := 32 - l.Bits
	for _, f := range features {
		row := l.Weights[int(f>>shift)*l.Classes:][:l.Classes]
		for k, w := range row {
			sums[k&3] += int32(w)
		}
	}
	sums[CutInner] -= bias
	best := 0
	for k := 1; k < l.Classes; k++ {
		if sums[k] > sums[best] {
			best = k
		}
	}
	return best
}

// Margin is the score of class 1 over class 0, for two classes.
func (l *Linear) Margin(features []Feature) int32 {
	var sum int32
	shift := 32 - l.Bits
	for _, f := range features {
		row := l.Weights[int(f>>shift)*2:][:2]
		sum += int32(row[1]) - int32(row[0])
	}
	return sum
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
