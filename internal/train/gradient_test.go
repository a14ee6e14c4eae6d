package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/entente-project/entente/internal/language"
)

// checkGradients compares the gradients of a loss with differences.
func checkGradients(t *testing.T, params []*param, loss func() float64, learn func()) {
	t.Helper()
	for _, p := range params {
		clear(p.g)
	}
	learn()
	rng := rand.New(rand.NewPCG(9, 9))
	for _, p := range params {
		for n := 0; n < 6; n++ {
			i := rng.IntN(len(p.v))
			if p.sparse && len(p.touched) > 0 {
				i = int(p.touched[rng.IntN(len(p.touched))])*p.cols + rng.IntN(p.cols)
			}
			old := p.v[i]
			const h = 1e-2
			p.v[i] = old + h
			up := loss()
			p.v[i] = old - h
			down := loss()
			p.v[i] = old
			want := (up - down) / (2 * h)
			if got := float64(p.g[i]); math.Abs(got-want) > 2e-3+0.03*math.Abs(want) {
				t.Errorf("%s[%d]: gradient %g, by difference %g", p.name, i, got, want)
			}
		}
	}
}

func smallBatch(rng *rand.Rand, rows int) *batch {
	b := &batch{}
	for _, n := range []int{1, 4, 7} {
		b.start = append(b.start, b.size())
		for i := 0; i < n*language.FeatureCount; i++ {
			b.rows = append(b.rows, int32(rng.IntN(rows)))
		}
	}
	b.start = append(b.start, b.size())
	return b
}

func TestEncoderGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	enc := newEncoder(rng, 40, 8, 3, true, func(r int) bool { return r%5 == 0 })
	for i := range enc.embed.v {
		enc.embed.v[i] *= 5
	}
	enc.attention[2].out.w.normal(rng, 0.3)
	enc.attention[2].bias.normal(rng, 0.3)
	b := smallBatch(rng, 40)
	eng := newEngine()
	n := b.size() * enc.width
	aim := make([]float32, n)
	for i := range aim {
		aim[i] = float32(rng.NormFloat64())
	}
	out := make([]float32, n)
	loss := func() float64 {
		enc.forward(eng, b, nil, out)
		sum := 0.0
		for i, x := range out {
			sum += float64(x * aim[i])
		}
		return sum / 4
	}
	checkGradients(t, enc.params(), loss, func() {
		loss()
		d := make([]float32, n)
		for i, a := range aim {
			d[i] = a / 4
		}
		enc.backward(eng, b, d)
	})
}

func TestGuesserGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 5))
	lexicon := language.NewLexicon([]string{"a", "b", "c", "d", "e"}, []int32{0, 1, 0, 1, 0}, []int32{0, 1}, []int32{0, 0}, make([]uint8, 5*language.CodeBooks), make([]uint8, 5), language.NewNameWords(nil))
	g := newGuesser(rng, lexicon, 4, 8)
	eng := newEngine()
	ranks := []int32{0, 3, -1, 4, 2}
	h := newParam("h", len(ranks), 8).normal(rng, 1)
	loss := func() float64 {
		c, w := g.learn(eng, h.v, make([]float32, len(h.v)), ranks)
		return c + w
	}
	params := append(g.params(), h)
	checkGradients(t, params, func() float64 {
		saved := make([][]float32, len(params))
		for i, p := range params {
			saved[i] = append([]float32(nil), p.g...)
		}
		l := loss()
		for i, p := range params {
			copy(p.g, saved[i])
		}
		return l
	}, func() { g.learn(eng, h.v, h.g, ranks) })
}

func TestHeadGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 6)) // one that puts no activation at its kink
	sizes := [columnCount]int{3, 4, 2, 2, 2, 2, 2, 3, 2}
	h := newHeads(rng, 8, 6, 5, sizes, 4, 5)
	h.roles.weight = 0.5
	h.roles.rels, h.roles.upos, h.roles.xpos = []string{"root", "nsubj", "obj", "obl"}, []string{"A", "B", "C"}, []string{"a", "b", "c", "d"}
	eng := newEngine()
	var sents []*sentence
	total := 0
	for _, n := range []int{1, 3, 5} {
		s := &sentence{n: n, head: make([]int32, n), rel: make([]int16, n)}
		for c := range s.labels {
			s.labels[c] = make([]int16, n)
			for i := range s.labels[c] {
				s.labels[c][i] = int16(rng.IntN(sizes[c]+1)) - 1
			}
		}
		for i := range s.head {
			s.head[i] = int32(rng.IntN(n+1)) - 1
			if int(s.head[i]) == i {
				s.head[i] = -1
			}
			s.rel[i] = int16(rng.IntN(4))
		}
		for k := 0; k < 2; k++ {
			f := roleFrame{word: rng.IntN(n), roles: make([]int16, n), edges: make([]uint8, n), lemma: 7}
			for i := range f.roles {
				f.roles[i], f.edges[i] = int16(rng.IntN(5)), uint8(rng.IntN(4))
			}
			s.frames = append(s.frames, f)
		}
		sents = append(sents, s)
		total += n
	}
	x := newParam("x", total, 8).normal(rng, 1)
	run := func(dx []float32) float64 {
		l := h.learn(eng, x.v, dx, sents, nil)
		sum := 0.0
		for c, w := range columnWeights {
			sum += float64(w) * l.mean(c)
		}
		return sum + l.mean(columnCount) + l.mean(columnCount+1) + 0.5*l.sum[columnCount+2]/float64(total)
	}
	params := append(h.params(), x)
	checkGradients(t, params, func() float64 {
		saved := make([][]float32, len(params))
		for i, p := range params {
			saved[i] = append([]float32(nil), p.g...)
		}
		l := run(make([]float32, len(x.v)))
		for i, p := range params {
			copy(p.g, saved[i])
		}
		return l
	}, func() { run(x.g) })
}

func TestSwapGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 5))
	x := newParam("x", 1, 5).normal(rng, 1)
	judge := func() ([]float32, float64) {
		logits := append([]float32(nil), x.v...)
		loss := judgeSwaps(logits, []int8{1, 0, -1, 0, 1}, 4)
		return logits, 4 * loss
	}
	checkGradients(t, []*param{x}, func() float64 { _, l := judge(); return l }, func() {
		g, _ := judge()
		copy(x.g, g)
	})
}
