package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/model"
)

// netOptions are the settings of fitNet.
type netOptions struct {
	classes    int
	hidden     int     // units of one net
	nets       int     // nets, from seeds of their own, whose logits are averaged
	epochs     int     // passes over the examples
	rate       float64 // of the features (AdaGrad)
	decay      float64 // pull of the features' weights at each touch
	denseRate  float64 // of the vectors' part (Adam)
	drop       float64 // of inputs and hidden units, in a step
	sparseDrop float64 // of features, in a step
	least      int     // features in fewer examples are left out
	prune      float64 // features whose weights all lie below this share of the largest are left out
	noDense    bool
	seed       uint64
}

// trainedNet is the parts of an events.Net.
type trainedNet struct {
	trainedTable
	inputs, hidden int
	w1, b1, w2, b2 []float32
}

// fitNet fits features and vectors together. dense gives the inputs of an
// example, all of one length; nil for a net of features alone.
func fitNet(examples []tableExample, o netOptions) *trainedNet {
	keys, number := frequentKeys(examples, o.least)
	s := newSparse()
	var index []int32
	var value []float32
	inputs := 0
	for i := range examples {
		e := &examples[i]
		index, value = index[:0], value[:0]
		for j, k := range e.keys {
			if n, ok := number[k]; ok {
				index, value = append(index, n), append(value, e.values[j])
			}
		}
		s.add(index, value, e.class, e.share)
		inputs = e.inputs
		if o.noDense {
			inputs = 0
		}
	}
	all := &trainedNet{inputs: inputs, hidden: o.nets * o.hidden}
	sum := make([]float32, len(keys)*o.classes)
	for k := range o.nets {
		w, h, out := fitOne(examples, s, len(keys), inputs, o, o.seed+100*uint64(k))
		for i, x := range w {
			sum[i] += x / float32(o.nets)
		}
		if inputs > 0 {
			if k == 0 {
				all.w1, all.b1 = make([]float32, inputs*all.hidden), make([]float32, all.hidden)
				all.w2, all.b2 = make([]float32, all.hidden*o.classes), make([]float32, o.classes)
			}
			for i := range inputs {
				copy(all.w1[i*all.hidden+k*o.hidden:][:o.hidden], h.w.v[i*o.hidden:][:o.hidden])
			}
			copy(all.b1[k*o.hidden:], h.b.v)
			for i, x := range out.w.v {
				all.w2[k*o.hidden*o.classes+i] = x / float32(o.nets)
			}
			for i, x := range out.b.v {
				all.b2[i] += x / float32(o.nets)
			}
		}
	}
	all.trainedTable = *roundTable(sum, keys, o.classes, o.prune)
	return all
}

// fitOne trains one net from a seed.
func fitOne(examples []tableExample, s *sparse, features, inputs int, o netOptions, seed uint64) (w []float32, hidden, out *dense) {
	rng := rand.New(rand.NewPCG(seed, 11))
	w = make([]float32, features*o.classes)
	g := make([]float32, len(w))
	for i := range g {
		g[i] = 1e-3
	}
	eng := newEngine()
	opt := &adam{beta1: .9, beta2: .99, clip: 5}
	if inputs > 0 {
		hidden, out = newDense(rng, "hidden", inputs, o.hidden, 1), newDense(rng, "out", o.hidden, o.classes, .5)
		opt.params = append(hidden.params(), out.params()...)
	}
	const batch = 32
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	x, mask := make([]float32, batch*inputs), make([]float32, batch*max(inputs, o.hidden))
	h, dh, y := make([]float32, batch*o.hidden), make([]float32, batch*o.hidden), make([]float32, batch*o.classes)
	score := make([]float64, o.classes)
	sl := logistic{features, o.classes, 0, 0}
	step, total := 0, o.epochs*((len(order)+batch-1)/batch)
	limit := uint32(o.sparseDrop * (1 << 32))
	var index []int32
	var value []float32
	starts := make([]int, batch+1)
	for range o.epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for at := 0; at < len(order); at += batch {
			part := order[at:min(at+batch, len(order))]
			n := len(part)
			step++
			left := 1 - float64(step)/float64(total+1)
			if inputs > 0 {
				for r, e := range part {
					examples[e].dense(x[r*inputs:][:inputs])
				}
				dropMask(rng, mask[:n*inputs], o.drop)
				times(x[:n*inputs], mask[:n*inputs])
				hidden.forward(eng, h[:n*o.hidden], x[:n*inputs])
				for i, v := range h[:n*o.hidden] {
					if v < 0 {
						h[i] = 0
					}
				}
				dropMask(rng, mask[:n*o.hidden], o.drop)
				times(h[:n*o.hidden], mask[:n*o.hidden])
				out.forward(eng, y[:n*o.classes], h[:n*o.hidden])
			} else {
				clear(y)
			}
			index, value = index[:0], value[:0]
			for r, e := range part {
				starts[r] = len(index)
				dropped := rng.Uint32() | 1
				norm := float32(0)
				for j := s.start[e]; j < s.start[e+1]; j++ {
					if k := uint32(s.index[j]) + 1; limit > 0 && (k*0x85EBCA77^dropped)*0x9e3779b1 < limit {
						continue
					}
					index, value = append(index, s.index[j]), append(value, s.value[j])
					norm += s.value[j] * s.value[j]
				}
				// As long as it would be without the drop.
				by := float32(1 / math.Sqrt(math.Max(float64(norm), 1e-9)))
				for j := starts[r]; j < len(value); j++ {
					value[j] *= by
				}
				sl.scores(index[starts[r]:], value[starts[r]:], w, score)
				for c := range score {
					score[c] += float64(y[r*o.classes+c])
				}
				softmax(score)
				score[s.label[e]]--
				for c := range score {
					y[r*o.classes+c] = float32(score[c]) * s.share[e]
				}
			}
			starts[n] = len(index)
			rate, decay := float32(o.rate*left), float32(o.decay)
			for r := range part {
				d := y[r*o.classes:][:o.classes]
				if model.Peak(d) < .01 {
					continue // known well: most words that tell no event
				}
				for j := starts[r]; j < starts[r+1]; j++ {
					k := int(index[j]) * o.classes
					v, row, past := value[j], w[k:k+o.classes], g[k:k+o.classes]
					for c, dc := range d {
						x := v*dc + decay*row[c]*v*v
						past[c] += x * x
						row[c] -= rate * x / float32(math.Sqrt(float64(past[c])))
					}
				}
			}
			if inputs > 0 {
				by := float32(1) / float32(n)
				for i := range y[:n*o.classes] {
					y[i] *= by
				}
				clear(dh)
				out.backward(eng, dh[:n*o.hidden], h[:n*o.hidden], y[:n*o.classes])
				times(dh[:n*o.hidden], mask[:n*o.hidden])
				for i, v := range h[:n*o.hidden] {
					if v <= 0 {
						dh[i] = 0
					}
				}
				hidden.backward(eng, nil, x[:n*inputs], dh[:n*o.hidden])
				opt.update(o.denseRate * left)
			}
		}
	}
	return w, hidden, out
}

// put adds the net to a weight file.
func (t *trainedNet) put(f *model.Writer, name string) {
	keys := make([]int32, len(t.keys))
	for k, x := range t.keys {
		keys[k] = int32(x)
	}
	f.Int32(name+".keys", keys)
	f.Int8(name+".weights", t.weights, len(keys), t.classes)
	f.Float32(name+".scale", []float32{t.scale})
	if t.inputs > 0 {
		f.Int32(name+".size", []int32{int32(t.inputs), int32(t.hidden)}, 2)
		f.PutMatrix(name+".hidden", t.w1, t.b1, t.inputs, t.hidden)
		f.PutMatrix(name+".out", t.w2, t.b2, t.hidden, t.classes)
	}
}
