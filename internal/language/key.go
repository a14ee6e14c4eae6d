package language

import "strings"

// Key is the form under which a word is looked up in the tables of words: lower
// case, straight apostrophes, every digit a 0.
func Key(w string) string {
	plain := true
	for i := 0; i < len(w); i++ {
		if b := w[i]; b >= 0x80 || 'A' <= b && b <= 'Z' || '1' <= b && b <= '9' {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return '0'
		}
		return r
	}, fold(w))
}
