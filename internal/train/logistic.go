package train

import "math"

// sparse is a set of examples: features by number, with values, kept flat.
type sparse struct {
	index []int32
	value []float32
	start []int32 // [examples+1]
	label []int32
	share []float32 // [examples] weight in the loss
}

func newSparse() *sparse { return &sparse{start: []int32{0}} }

func (s *sparse) len() int { return len(s.label) }

// add appends an example, scaled to length 1.
func (s *sparse) add(index []int32, value []float32, label int, share float32) {
	norm := 0.0
	for _, v := range value {
		norm += float64(v) * float64(v)
	}
	scale := float32(1 / math.Sqrt(math.Max(norm, 1e-12)))
	for k, i := range index {
		s.index = append(s.index, i)
		s.value = append(s.value, value[k]*scale)
	}
	s.start = append(s.start, int32(len(s.index)))
	s.label = append(s.label, int32(label))
	s.share = append(s.share, share)
}

// logistic is a multinomial logistic regression without bias, fitted by L-BFGS:
// convex, so that the same data give the same weights.
type logistic struct {
	features, classes int
	pull              float64 // L2
	steps             int
}

// fit gives the weights [features][classes].
func (o logistic) fit(s *sparse) []float32 {
	n := o.features * o.classes
	x, g := make([]float32, n), make([]float32, n)
	loss := o.gradient(s, x, g)
	const memory = 6
	var ss, ys [][]float32
	var rho []float64
	d := make([]float32, n)
	next, ng := make([]float32, n), make([]float32, n)
	for step := 0; step < o.steps; step++ {
		copy(d, g)
		alpha := make([]float64, len(ss))
		for k := len(ss) - 1; k >= 0; k-- {
			alpha[k] = rho[k] * dot32(ss[k], d)
			axpy32(d, ys[k], -alpha[k])
		}
		if k := len(ss) - 1; k >= 0 {
			scale32(d, 1/(rho[k]*dot32(ys[k], ys[k])))
		} else {
			scale32(d, 1/math.Max(math.Sqrt(dot32(g, g)), 1e-12))
		}
		for k := range ss {
			beta := rho[k] * dot32(ys[k], d)
			axpy32(d, ss[k], alpha[k]-beta)
		}
		slope := -dot32(g, d)
		if slope >= 0 {
			break
		}
		size, nl, ok := 1.0, 0.0, false
		for try := 0; try < 20; try++ {
			for i := range next {
				next[i] = x[i] - float32(size)*d[i]
			}
			nl = o.gradient(s, next, ng)
			if nl <= loss+1e-4*size*slope {
				ok = true
				break
			}
			size /= 2
		}
		if !ok {
			break
		}
		sk, yk := make([]float32, n), make([]float32, n)
		for i := range sk {
			sk[i], yk[i] = next[i]-x[i], ng[i]-g[i]
		}
		if c := dot32(sk, yk); c > 1e-10 {
			ss, ys, rho = append(ss, sk), append(ys, yk), append(rho, 1/c)
			if len(ss) > memory {
				ss, ys, rho = ss[1:], ys[1:], rho[1:]
			}
		}
		x, next, g, ng = next, x, ng, g
		if loss-nl < 1e-5*math.Abs(loss) {
			break
		}
		loss = nl
	}
	return x
}

func (o logistic) gradient(s *sparse, w, g []float32) float64 {
	for i := range g {
		g[i] = float32(o.pull) * w[i]
	}
	loss := o.pull / 2 * dot32(w, w)
	score := make([]float64, o.classes)
	for e := 0; e < s.len(); e++ {
		from, to := s.start[e], s.start[e+1]
		o.scores(s.index[from:to], s.value[from:to], w, score)
		total := softmax(score)
		_ = total
		y := s.label[e]
		share := float64(s.share[e])
		loss -= share * math.Log(math.Max(score[y], 1e-300))
		score[y]--
		for k := range score {
			score[k] *= share
		}
		for j := from; j < to; j++ {
			at := int(s.index[j]) * o.classes
			v := s.value[j]
			row := g[at : at+o.classes]
			for k := range row {
				row[k] += v * float32(score[k])
			}
		}
	}
	return loss
}

func (o logistic) scores(index []int32, value, w []float32, score []float64) {
	clear(score)
	for j, f := range index {
		at := int(f) * o.classes
		v := float64(value[j])
		row := w[at : at+o.classes]
		for k := range row {
			score[k] += v * float64(row[k])
		}
	}
}

// softmax turns scores into probabilities in place.
func softmax(score []float64) float64 {
	top, total := score[0], 0.0
	for _, x := range score {
		top = math.Max(top, x)
	}
	for k := range score {
		score[k] = math.Exp(score[k] - top)
		total += score[k]
	}
	for k := range score {
		score[k] /= total
	}
	return total
}

func dot32(a, b []float32) float64 {
	s := 0.0
	for i := range a {
		s += float64(a[i]) * float64(b[i])
	}
	return s
}

func axpy32(y, x []float32, a float64) {
	for i := range y {
		y[i] += float32(a) * x[i]
	}
}

func scale32(x []float32, a float64) {
	for i := range x {
		x[i] *= float32(a)
	}
}
