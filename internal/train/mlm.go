package train

import (
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// guesser predicts hidden words: their class, then the word among those of its
// class. It is needed for pretraining only.
type guesser struct {
	classes int // fine classes, and one for words the lexicon lacks
	hidden  *dense
	norm    *layerNorm
	class   *dense
	words   *param    // [ranks][width+1], the last for the bias
	members [][]int32 // [classes] ranks of the words that are predicted
	place   []int32   // [ranks] place among the members, -1 for none
	classOf []int32   // [ranks]
	width   int
}

func newGuesser(rng *rand.Rand, lexicon *language.Lexicon, predicted, width int) *guesser {
	fine, _, _ := lexicon.Classes()
	g := &guesser{classes: fine + 1, width: width}
	g.hidden = newDense(rng, "guess.hidden", width, width, 1)
	g.norm = newLayerNorm("guess.norm", width)
	g.class = newDense(rng, "guess.class", width, fine+1, 1)
	g.members = make([][]int32, fine)
	n := min(predicted, lexicon.Len())
	g.place = make([]int32, lexicon.Len())
	g.classOf = make([]int32, lexicon.Len())
	for r := range g.place {
		c := lexicon.Class(r)
		g.classOf[r] = int32(c)
		g.place[r] = -1
		if r < n {
			g.place[r] = int32(len(g.members[c]))
			g.members[c] = append(g.members[c], int32(r))
		}
	}
	g.words = newParam("guess.words", n, width+1).normal(rng, 0.02).sparsely()
	return g
}

func (g *guesser) params() []*param {
	ps := append(g.hidden.params(), g.norm.params()...)
	return append(append(ps, g.class.params()...), g.words)
}

// learn takes the vectors h of hidden words, their ranks (-1 for unknown
// words), and adds gradients to dh. It gives the losses per word.
func (g *guesser) learn(eng *engine, h, dh []float32, ranks []int32) (class, word float64) {
	T, D := len(ranks), g.width
	raw := make([]float32, T*D)
	g.hidden.forward(eng, raw, h)
	act := make([]float32, T*D)
	for i, x := range raw {
		act[i] = max(x, 0.1*x)
	}
	k := make([]float32, T*D)
	g.norm.forward(k, act)
	logits := make([]float32, T*g.classes)
	g.class.forward(eng, logits, k)
	dk := make([]float32, T*D)
	scale := 1 / float32(T)
	var scores []float32
	counted := 0
	for t, rank := range ranks {
		label := g.classes - 1
		if rank >= 0 {
			label = int(g.classOf[rank])
		}
		class += softmaxLoss(logits[t*g.classes:][:g.classes], label, scale)
		if rank < 0 || g.place[rank] < 0 {
			continue
		}
		members := g.members[label]
		if len(members) < 2 {
			continue
		}
		counted++
		vec, dvec := k[t*D:][:D], dk[t*D:][:D]
		scores = grow(scores, len(members))
		for i, m := range members {
			w := g.words.v[int(m)*(D+1):][:D+1]
			scores[i] = dot(w[:D], vec) + w[D]
		}
		word += softmaxLoss(scores, int(g.place[rank]), scale)
		for i, m := range members {
			d := scores[i]
			if d < 1e-6*scale && d > -1e-6*scale {
				continue
			}
			w, gw := g.words.v[int(m)*(D+1):][:D], g.words.row(m)
			axpy(dvec, w, d)
			axpy(gw[:D], vec, d)
			gw[D] += d
		}
	}
	g.class.backward(eng, dk, k, logits)
	dact := make([]float32, T*D)
	g.norm.backward(dact, dk)
	for i, x := range raw {
		if x < 0 {
			dact[i] *= 0.1
		}
	}
	g.hidden.backward(eng, dh, h, dact)
	return class, word
}

func dot(a, b []float32) float32 { return model.Dot(a, b) }

func axpy(y, x []float32, a float32) { model.ScaleAdd(y, x, a) }
