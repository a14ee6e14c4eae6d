package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/entente-project/entente/internal/statements"
)

// vectorsOf gives words vectors of their own.
func vectorsOf(rng *rand.Rand, words, width int) func(word int32, dst []float32) {
	v := make([]float32, words*width)
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	return func(word int32, dst []float32) { copy(dst, v[int(word)*width:][:width]) }
}

func TestChoiceNetGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	c := newChoiceNet(3, 8, 5, 0, .001, 4)
	vector := vectorsOf(rng, 10, 8)
	words := []int32{4, -1, 7}
	c.forward(words, vector)
	c.backward(1, 1)
	for name, p := range map[string]*param{"w": c.w, "b": c.b, "v": c.v} {
		for i := range p.v {
			old := p.v[i]
			const h = 1e-3
			p.v[i] = old + h
			up := c.forward(words, vector)
			p.v[i] = old - h
			down := c.forward(words, vector)
			p.v[i] = old
			if want, got := (up-down)/(2*h), float64(p.g[i]); math.Abs(got-want) > 1e-2 {
				t.Errorf("%s[%d]: gradient %g, by difference %g", name, i, got, want)
			}
		}
	}
}

// A net joined of several adds the mean of what they add, and what forward
// gives without a drop is what the finder adds.
func TestJoinedNets(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	a, b := newChoiceNet(2, 8, 5, 0, .001, 4), newChoiceNet(2, 8, 3, 0, .001, 5)
	vector := vectorsOf(rng, 10, 8)
	words := []int32{1, 6}
	want := (a.forward(words, vector) + b.forward(words, vector)) / 2
	all := newChoiceNet(2, 8, 8, 0, .001, 6)
	*all.net = *joinNets([]*statements.Net{a.net, b.net})
	if got := all.forward(words, vector); math.Abs(got-want) > 1e-5 {
		t.Errorf("joined %g, the mean is %g", got, want)
	}
}
