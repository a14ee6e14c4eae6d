package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/model"
	"github.com/entente-project/entente/internal/statements"
)

// choiceNet learns the net of a choice, together with its table.
type choiceNet struct {
	net        *statements.Net
	w, b, v    *param    // on the net's own arrays
	vectors    []float32 // [places][width] of the words at hand
	words      []int32
	h, mask, d []float32 // [hidden] before the bend; what the drop leaves; gradient
	rng        *rand.Rand
	drop       float32
	rate       float64
	gathered   int // lessons since the last step
	steps      int
}

// paramOn makes a parameter whose values are those of x.
func paramOn(name string, x []float32) *param {
	p := newParam(name, 1, len(x))
	p.v = x
	return p
}

// netBatch is how many lessons make a step.
const netBatch = 16

func newChoiceNet(places, width, hidden int, drop, rate float64, seed uint64) *choiceNet {
	rng := rand.New(rand.NewPCG(seed, 7))
	n := &statements.Net{Places: places, Width: width, Hidden: hidden,
		W: make([]float32, places*hidden*width), B: make([]float32, hidden), V: make([]float32, hidden)}
	by := math.Sqrt(1 / float64(places*width))
	for i := range n.W {
		n.W[i] = float32(rng.NormFloat64() * by)
	}
	for i := range n.V {
		n.V[i] = float32(rng.NormFloat64() * .5 / math.Sqrt(float64(hidden)))
	}
	return &choiceNet{net: n, w: paramOn("w", n.W), b: paramOn("b", n.B), v: paramOn("v", n.V), vectors: make([]float32, places*width),
		h: make([]float32, hidden), mask: make([]float32, hidden), d: make([]float32, hidden), rng: rng, drop: float32(drop), rate: rate}
}

// forward gives what the net adds for words whose vectors come from states.
func (c *choiceNet) forward(words []int32, vector func(word int32, dst []float32)) float64 {
	n := c.net
	c.words = words
	copy(c.h, n.B)
	for place, word := range words {
		if word >= 0 {
			at := c.vectors[place*n.Width:][:n.Width]
			vector(word, at)
			n.Project(c.h, place, at)
		}
	}
	sum := float32(0)
	for k := range c.h {
		c.mask[k] = 0
		if c.rng.Float32() >= c.drop {
			c.mask[k] = 1 / (1 - c.drop)
		}
		if c.h[k] > 0 {
			sum += c.h[k] * c.mask[k] * n.V[k]
		}
	}
	return float64(sum)
}

// backward takes the gradient of what forward gave; left is the share of the
// rate that is left.
func (c *choiceNet) backward(grad, left float64) {
	n := c.net
	for k := range c.h {
		c.d[k] = 0
		if c.h[k] > 0 {
			c.v.g[k] += float32(grad) * c.h[k] * c.mask[k]
			c.d[k] = float32(grad) * n.V[k] * c.mask[k]
			c.b.g[k] += c.d[k]
		}
	}
	for place, word := range c.words {
		if word < 0 {
			continue
		}
		at := c.vectors[place*n.Width:][:n.Width]
		for k, d := range c.d {
			if d != 0 {
				model.ScaleAdd(c.w.g[(place*n.Hidden+k)*n.Width:][:n.Width], at, d)
			}
		}
	}
	if c.gathered++; c.gathered < netBatch {
		return
	}
	c.gathered = 0
	c.steps++
	const keep1, keep2 = .9, .99
	rate := c.rate * left * math.Sqrt(1-math.Pow(keep2, float64(c.steps))) / (1 - math.Pow(keep1, float64(c.steps)))
	for _, p := range []*param{c.w, c.b, c.v} {
		model.Adam(p.v, p.g, p.m, p.s, 1./netBatch, float32(rate), keep1, keep2)
	}
}

// What nets learn with: the share of hidden units left out of a step, the rate,
// and how many passes they learn alone.
const (
	netDrop     = .2
	netRate     = .001
	aloneEpochs = 2
)

// alone teaches the net without the table; passes is how many there will be in
// all.
func (c *choiceNet) alone(e *lessons, order []int, rng *rand.Rand, passes float64) {
	for epoch := range aloneEpochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for n, i := range order {
			_, _, right := e.at(i)
			grad := 1 / (1 + math.Exp(-c.forward(e.wordsOf(i))))
			if right[len(right)-1] {
				grad--
			}
			if grad *= float64(e.weight[i]); math.Abs(grad) > 1e-3 {
				c.backward(grad, 1-(float64(epoch)+float64(n)/float64(len(order)))/passes)
			}
		}
	}
}

// wordsOf gives the words that the net sees of lesson i, and their vectors.
func (e *lessons) wordsOf(i int) ([]int32, func(word int32, dst []float32)) {
	text := int(e.text[i])
	return e.words[i*e.places:][:e.places], func(word int32, dst []float32) { e.vectors(text, word, dst) }
}

// joinNets makes one net of several, which adds the mean of what they add.
func joinNets(nets []*statements.Net) *statements.Net {
	if len(nets) == 0 || nets[0] == nil {
		return nil
	}
	one := nets[0]
	all := &statements.Net{Places: one.Places, Width: one.Width}
	for place := range one.Places {
		for _, n := range nets {
			all.W = append(all.W, n.W[place*n.Hidden*n.Width:][:n.Hidden*n.Width]...)
		}
	}
	for _, n := range nets {
		all.Hidden += n.Hidden
		all.B = append(all.B, n.B...)
		for _, x := range n.V {
			all.V = append(all.V, x/float32(len(nets)))
		}
	}
	return all
}
