package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/statements"
)

// lessons are choices kept flat to spare memory.
type lessons struct {
	features []statements.Feature
	ends     []uint32 // [choices over all lessons] where their features end, from the lesson's start
	right    []bool
	start    []int64 // [lessons] into features
	choice   []int64 // [lessons] into ends and right
	weight   []float32
	text     []int32 // [lessons] which text each is from
	words    []int32 // [lessons][places] what the net sees of the last choice
	places   int     // 0 for no net
	vectors  func(text int, word int32, dst []float32)
}

func (e *lessons) add(l *statements.Lesson, weight float32, text int) {
	e.text = append(e.text, int32(text))
	e.start, e.choice = append(e.start, int64(len(e.features))), append(e.choice, int64(len(e.right)))
	e.features = append(e.features, l.Features...)
	for _, end := range l.Ends {
		e.ends = append(e.ends, uint32(end))
	}
	e.right = append(e.right, l.Right...)
	e.weight = append(e.weight, weight)
	e.words = append(e.words, l.Words...)
}

func (e *lessons) at(i int) (features []statements.Feature, ends []uint32, right []bool) {
	to, upto := int64(len(e.features)), int64(len(e.right))
	if i+1 < len(e.start) {
		to, upto = e.start[i+1], e.choice[i+1]
	}
	return e.features[e.start[i]:to], e.ends[e.choice[i]:upto], e.right[e.choice[i]:upto]
}

// choiceOptions are the settings of trainChooser.
type choiceOptions struct {
	bits, epochs int
	rate, decay  float64
	drop         float64 // share of features left out of a step
	seed         uint64
	times        int // trainings, each in another order, whose mean is taken; 0 means 1
	whole        int // trainings where all texts are learnt from, if that is more
	hidden       int // units of its net, where it has one
	width        int // of a word's vector
}

// A wrong choice less probable than hopeless is not looked at for nap epochs.
const (
	hopeless = 1e-4
	nap      = 2
)

// trainMean is the mean of several trainings, rounded to 8 bits.
func trainMean(e *lessons, use func(text int) bool, o choiceOptions, progress func(epoch int, loss float64)) (statements.Chooser, *statements.Net) {
	const largest = 3
	sum, net := trainChooser(e, use, o, progress)
	nets := []*statements.Net{net}
	for n := 1; n < o.times; n++ {
		o.seed += 1 << 32
		w, net := trainChooser(e, use, o, progress)
		for at, x := range w {
			sum[at] += x
		}
		nets = append(nets, net)
	}
	c := statements.Chooser{Bits: o.bits, Scale: largest / 127.0, Weights: make([]int8, len(sum))}
	for at, x := range sum {
		x /= float32(max(1, o.times))
		c.Weights[at] = int8(math.RoundToEven(float64(max(-largest, min(largest, x)) / largest * 127)))
	}
	return c, joinNets(nets)
}

// trainChooser fits a conditional log-linear model of choices to the lessons
// from some of the texts: the probability of the right ones together is raised,
// by AdaGrad. The weights are averaged over the second half of the steps. The
// net, where there is one, learns some passes alone first: what the table knows
// by heart teaches it nothing.
func trainChooser(e *lessons, use func(text int) bool, o choiceOptions, progress func(epoch int, loss float64)) ([]float32, *statements.Net) {
	n := 1 << o.bits
	w, g := make([]float32, n), make([]float32, n)
	sum, last := make([]float32, n), make([]int32, n)
	var order []int
	for i := range e.start {
		if use(int(e.text[i])) {
			order = append(order, i)
		}
	}
	rng := rand.New(rand.NewPCG(o.seed, 1))
	shift := 32 - o.bits
	step, from := int32(0), int32(len(order)*o.epochs/2)
	var score []float64
	// Choices that were as good as impossible are passed over for some epochs.
	rest := make([]uint8, len(e.right))
	var dropped uint32 // features of these marks are left out of a step
	var net *choiceNet
	if e.places > 0 && o.hidden > 0 {
		net = newChoiceNet(e.places, o.width, o.hidden, netDrop, netRate, o.seed)
		net.alone(e, order, rng, float64(o.epochs+aloneEpochs))
	}
	for epoch := 0; epoch < o.epochs; epoch++ {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for n, i := range order {
			features, ends, right := e.at(i)
			step++
			score = score[:0]
			asleep := rest[e.choice[i]:]
			dropped = rng.Uint32() | 1
			limit := uint32(o.drop * (1 << 32))
			keep := func(f statements.Feature) bool {
				return limit == 0 || (uint32(f)*dropped)*0x9e3779b1 >= limit
			}
			begin := uint32(0)
			top, topRight := math.Inf(-1), math.Inf(-1)
			for k, end := range ends {
				if asleep[k] > 0 {
					asleep[k]--
					score = append(score, math.Inf(-1))
					begin = end
					continue
				}
				s := 0.0
				for _, f := range features[begin:end] {
					if keep(f) {
						s += float64(w[f>>shift])
					}
				}
				begin = end
				if net != nil && k == len(ends)-1 {
					s += net.forward(e.wordsOf(i))
				}
				score = append(score, s)
				top = max(top, s)
				if right[k] {
					topRight = max(topRight, s)
				}
			}
			total, good := 0.0, 0.0
			for k, s := range score {
				x := math.Exp(s - top)
				score[k] = x
				total += x
				if right[k] {
					good += x
				}
			}
			good = max(good, 1e-30)
			loss -= math.Log(good / total)
			begin = 0
			for k, end := range ends {
				grad := score[k] / total
				if right[k] {
					grad -= score[k] / good
				} else if score[k] > 0 && grad < hopeless {
					asleep[k] = nap
				}
				grad *= float64(e.weight[i])
				if math.Abs(grad) > 1e-3 {
					if net != nil && k == len(ends)-1 {
						net.backward(grad, 1-(float64(aloneEpochs+epoch)+float64(n)/float64(len(order)))/float64(o.epochs+aloneEpochs))
					}
					for _, f := range features[begin:end] {
						if !keep(f) {
							continue
						}
						at := f >> shift
						if step > from {
							sum[at] += w[at] * float32(step-max(last[at], from))
							last[at] = step
						}
						d := float32(grad + o.decay*float64(w[at]))
						g[at] += d * d
						w[at] -= float32(o.rate) * d / (float32(math.Sqrt(float64(g[at]))) + 1e-6)
					}
				}
				begin = end
			}
		}
		progress(epoch, loss/float64(max(1, len(order))))
	}
	if step > from {
		for at := range w {
			sum[at] += w[at] * float32(step-max(last[at], from))
			w[at] = sum[at] / float32(step-from)
		}
	}
	if net == nil {
		return w, nil
	}
	return w, net.net
}
