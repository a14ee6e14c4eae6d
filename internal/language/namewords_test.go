package language

import "testing"

func TestNameWords(t *testing.T) {
	n := NewNameWords(map[string]uint8{"paris": NameTown | NameGiven, "dupont": NameFamily})
	for word, want := range map[string]uint8{"paris": NameTown | NameGiven, "dupont": NameFamily, "treaty": 0} {
		if got := n.of(hashString(word)); got != want {
			t.Errorf("%s is part of names of kinds %b, want %b", word, got, want)
		}
	}
}

func TestNearWord(t *testing.T) {
	l := NewLexicon([]string{"the", "authority", "acquire", "naturally", "first"}, make([]int32, 5), []int32{0}, []int32{0}, make([]uint8, 5*CodeBooks), make([]uint8, 5), NewNameWords(nil))
	for word, want := range map[string]int{"auhtority": 1, "aquire": 2, "acquirre": 2, "natrually": 3, "nsturally": 3, "naturall": 3, "fisrt": 4, "xfirst": 4, "th": -1, "then": -1, "paella": -1, "naturalité": -1, "": -1} {
		if got := l.near(word); got != want {
			t.Errorf("%q is near word %d, want %d", word, got, want)
		}
	}
}
