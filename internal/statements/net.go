package statements

import "github.com/entente-project/entente/internal/model"

// Net adds to the score of a choice what the encoder's vectors of a few of its
// words tell: one layer of hidden units.
type Net struct {
	Places, Width, Hidden int       // words of a choice; numbers to a vector; hidden units
	W                     []float32 // [Places][Hidden][Width]
	B, V                  []float32 // [Hidden]
}

// NetPlaces tells how many words of a choice each chooser's net looks at; 0 for
// those without one.
var NetPlaces = [Choosers]int{ChooseCue: cuePlaces, ChooseFinal: finalPlaces}

const (
	cuePlaces   = 2
	finalPlaces = 5
)

// Project adds to h what the vector of the word at a place gives.
func (n *Net) Project(h []float32, place int, vector []float32) {
	w := n.W[place*n.Hidden*n.Width:][:n.Hidden*n.Width]
	for k := range h {
		h[k] += model.Dot(w[k*n.Width:][:n.Width], vector)
	}
}

// netScore is what the net of a chooser adds for words; 0 without a net, or
// where the first word is none.
func (t *tagger) netScore(k int, words []int32) float64 {
	n := t.m.Nets[k]
	if n == nil || words[0] < 0 || t.p.States.Width != n.Width {
		return 0
	}
	if len(t.hidden) < n.Hidden {
		t.hidden = make([]float32, n.Hidden)
	}
	if len(t.vector) < n.Width {
		t.vector = make([]float32, n.Width)
	}
	h := t.hidden[:n.Hidden]
	copy(h, n.B)
	for place, i := range words {
		if i >= 0 {
			t.p.States.Copy(t.vector, int(i))
			n.Project(h, place, t.vector[:n.Width])
		}
	}
	sum := float32(0)
	for k, x := range h {
		if x > 0 {
			sum += x * n.V[k]
		}
	}
	return float64(sum)
}

// cueNetWords are the words that the net sees of a possible cue.
func (s *scene) cueNetWords(i int) []int32 { return []int32{int32(i), s.p.Head[i]} }

// finalNetWords are those of a whole proposal.
func (s *scene) finalNetWords(f *found) []int32 {
	out := [finalPlaces]int32{int32(f.head), s.p.Head[f.head], -1, -1, -1}
	if f.source.Last > f.source.First {
		out[2] = int32(s.headOf(f.source))
	}
	out[3] = int32(s.headOf(f.content[0]))
	out[4] = int32(f.content[0].First)
	return out[:]
}
