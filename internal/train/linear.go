package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
)

// examples are hashed features with a class, kept flat to spare memory.
type examples struct {
	features []language.Feature
	start    []int32
	label    []uint8
}

func (e *examples) add(features []language.Feature, label int) {
	e.start = append(e.start, int32(len(e.features)))
	e.features = append(e.features, features...)
	e.label = append(e.label, uint8(label))
}

func (e *examples) at(i int) []language.Feature {
	end := len(e.features)
	if i+1 < len(e.start) {
		end = int(e.start[i+1])
	}
	return e.features[e.start[i]:end]
}

// linearOptions are the settings of trainLinear.
type linearOptions struct {
	bits, classes, epochs int
	rate, decay           float64 // AdaGrad step; L2 pull at each touch
	drop                  float64 // share of features left out of a step
	seed                  uint64
	runs                  int // trainings, from seeds of their own, whose weights are averaged
}

// trainLinear fits multinomial logistic classifiers with AdaGrad, averages
// their weights and rounds them to 8 bits.
func trainLinear(e *examples, o linearOptions, progress func(epoch int, loss float64)) language.Linear {
	w := make([]float32, o.classes<<o.bits)
	for run := 0; run < o.runs; run++ {
		one := fitLinear(e, o, o.seed+100*uint64(run), progress)
		for i, x := range one {
			w[i] += x
		}
	}
	largest := float32(1e-9)
	for _, x := range w {
		largest = max(largest, abs(x))
	}
	l := language.Linear{Bits: o.bits, Classes: o.classes, Weights: make([]int8, len(w))}
	for at, x := range w {
		l.Weights[at] = int8(math.RoundToEven(float64(x / largest * 127)))
	}
	return l
}

// fitLinear fits one classifier; its weights are averages over the second half
// of the steps.
func fitLinear(e *examples, o linearOptions, seed uint64, progress func(epoch int, loss float64)) []float32 {
	n := o.classes << o.bits
	w, g := make([]float32, n), make([]float32, n)
	sum, last := make([]float32, n), make([]int32, n) // lazy averages
	order := make([]int, len(e.label))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	shift := 32 - o.bits
	step, from := int32(0), int32(len(order)*o.epochs/2)
	var score [8]float64
	var kept []language.Feature
	for epoch := 0; epoch < o.epochs; epoch++ {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for _, i := range order {
			features, label := e.at(i), int(e.label[i])
			if o.drop > 0 {
				kept = kept[:0]
				for _, f := range features {
					if rng.Float64() >= o.drop {
						kept = append(kept, f)
					}
				}
				features = kept
			}
			clear(score[:])
			for _, f := range features {
				at := int(f>>shift) * o.classes
				for k := 0; k < o.classes; k++ {
					score[k] += float64(w[at+k])
				}
			}
			top, total := score[0], 0.0
			for _, s := range score[1:o.classes] {
				top = max(top, s)
			}
			for k := range score[:o.classes] {
				score[k] = math.Exp(score[k] - top)
				total += score[k]
			}
			loss -= math.Log(score[label] / total)
			step++
			for k := range score[:o.classes] {
				grad := score[k] / total
				if k == label {
					grad--
				}
				if math.Abs(grad) < 1e-4 {
					continue
				}
				for _, f := range features {
					at := int(f>>shift)*o.classes + k
					if step > from {
						sum[at] += w[at] * float32(step-max(last[at], from))
						last[at] = step
					}
					d := float32(grad + o.decay*float64(w[at]))
					g[at] += d * d
					w[at] -= float32(o.rate) * d / float32(math.Sqrt(float64(g[at]))+1e-6)
				}
			}
		}
		progress(epoch, loss/float64(len(order)))
	}
	for at := range w {
		sum[at] += w[at] * float32(step-max(last[at], from))
		w[at] = sum[at] / float32(step-from)
	}
	return w
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
