package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/model"
)

// param is an array that is learned, with its gradient and Adam's averages.
type param struct {
	name       string
	cols       int // length of a row
	v, g, m, s []float32
	sparse     bool    // only touched rows have a gradient
	touched    []int32 // those rows
	isTouched  []bool
	pace       float32 // its rate by that of the others
}

func newParam(name string, rows, cols int) *param {
	n := rows * cols
	return &param{name: name, cols: cols, v: make([]float32, n), g: make([]float32, n), m: make([]float32, n), s: make([]float32, n), pace: 1}
}

func (p *param) normal(rng *rand.Rand, std float64) *param {
	for i := range p.v {
		p.v[i] = float32(rng.NormFloat64() * std)
	}
	return p
}

func (p *param) fill(x float32) *param {
	for i := range p.v {
		p.v[i] = x
	}
	return p
}

func (p *param) sparsely() *param {
	p.sparse = true
	p.isTouched = make([]bool, len(p.v)/p.cols)
	return p
}

// row gives the gradient of a row of a sparse array and marks it.
func (p *param) row(r int32) []float32 {
	if !p.isTouched[r] {
		p.isTouched[r] = true
		p.touched = append(p.touched, r)
	}
	return p.g[int(r)*p.cols:][:p.cols]
}

// adam is the optimiser of Kingma and Ba (2015), with the gradient clipped by
// its norm. Rows that were not touched keep their averages.
type adam struct {
	params       []*param
	step         int
	beta1, beta2 float64
	clip         float64
}

func (a *adam) update(rate float64) (norm float64) {
	a.step++
	sum := 0.0
	for _, p := range a.params {
		if p.sparse {
			for _, r := range p.touched {
				sum += squares(p.g[int(r)*p.cols:][:p.cols])
			}
		} else {
			sum += squares(p.g)
		}
	}
	norm = math.Sqrt(sum)
	scale := float32(1)
	if norm > a.clip {
		scale = float32(a.clip / norm)
	}
	c1 := 1 - math.Pow(a.beta1, float64(a.step))
	c2 := 1 - math.Pow(a.beta2, float64(a.step))
	rate32 := float32(rate * math.Sqrt(c2) / c1)
	for _, p := range a.params {
		if p.sparse {
			for _, r := range p.touched {
				at := int(r) * p.cols
				model.Adam(p.v[at:at+p.cols], p.g[at:at+p.cols], p.m[at:at+p.cols], p.s[at:at+p.cols], scale, rate32*p.pace, float32(a.beta1), float32(a.beta2))
				p.isTouched[r] = false
			}
			p.touched = p.touched[:0]
		} else {
			model.Adam(p.v, p.g, p.m, p.s, scale, rate32*p.pace, float32(a.beta1), float32(a.beta2))
		}
	}
	return norm
}

func squares(v []float32) float64 { return float64(model.Dot(v, v)) }

// grow gives a slice of length n, v itself if it is large enough; its content
// is not kept.
func grow(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n+n/4)[:n]
	}
	return v[:n]
}

func zeroed(v []float32, n int) []float32 {
	v = grow(v, n)
	clear(v)
	return v
}

// layerNorm is Ba, Kiros and Hinton (2016).
type layerNorm struct {
	gain, bias *param
	n          int
	hat        []float32 // [T][n] normalised input of the last forward
	inv        []float32 // [T] 1/deviation
}

func newLayerNorm(name string, n int) *layerNorm {
	return &layerNorm{gain: newParam(name+".gain", 1, n).fill(1), bias: newParam(name+".bias", 1, n), n: n}
}

func (l *layerNorm) params() []*param { return []*param{l.gain, l.bias} }

func (l *layerNorm) forward(out, x []float32) {
	T := len(x) / l.n
	l.hat, l.inv = grow(l.hat, len(x)), grow(l.inv, T)
	for t := 0; t < T; t++ {
		hat := l.hat[t*l.n:][:l.n]
		l.inv[t] = model.Normalise(hat, x[t*l.n:][:l.n])
		model.Affine(out[t*l.n:][:l.n], hat, l.gain.v, l.bias.v)
	}
}

// backward adds the gradient of the input to dx.
func (l *layerNorm) backward(dx, dout []float32) {
	T := len(dout) / l.n
	for t := 0; t < T; t++ {
		d, hat := dout[t*l.n:][:l.n], l.hat[t*l.n:][:l.n]
		model.TimesAdd(l.gain.g, d, hat)
		model.Add(l.bias.g, d)
		model.Unnormalise(dx[t*l.n:][:l.n], d, l.gain.v, hat, l.inv[t])
	}
}

// dense is a linear map with a bias.
type dense struct {
	in, out int
	w, b    *param // [in][out], [out]
}

func newDense(rng *rand.Rand, name string, in, out int, scale float64) *dense {
	return &dense{in: in, out: out, w: newParam(name+".w", in, out).normal(rng, scale/math.Sqrt(float64(in))), b: newParam(name+".b", 1, out)}
}

// first gives the map to the first columns alone.
func (d *dense) first(columns int) *dense {
	f := &dense{in: d.in, out: columns, w: newParam(d.w.name, d.in, columns), b: newParam(d.b.name, 1, columns)}
	for i := 0; i < d.in; i++ {
		copy(f.w.v[i*columns:][:columns], d.w.v[i*d.out:])
	}
	copy(f.b.v, d.b.v)
	return f
}

func (d *dense) params() []*param { return []*param{d.w, d.b} }

func (d *dense) forward(e *engine, out, x []float32) {
	T := len(x) / d.in
	for t := 0; t < T; t++ {
		copy(out[t*d.out:][:d.out], d.b.v)
	}
	e.mul(T, d.out, d.in, x, d.w.v, out)
}

// backward adds the gradient of the input to dx, unless that is nil.
func (d *dense) backward(e *engine, dx, x, dout []float32) {
	T := len(x) / d.in
	e.mulTA(d.in, d.out, T, x, dout, d.w.g)
	for t := 0; t < T; t++ {
		model.Add(d.b.g, dout[t*d.out:][:d.out])
	}
	if dx != nil {
		e.mulTB(T, d.in, d.out, dout, d.w.v, dx)
	}
}

// dropMask fills a mask of 0 and 1/(1-rate); the rate is kept to 1/256.
func dropMask(rng *rand.Rand, mask []float32, rate float64) {
	limit := int(rate*256 + 0.5)
	var table [256]float32
	for i := limit; i < 256; i++ {
		table[i] = float32(256 / float64(256-limit))
	}
	i := 0
	for ; i+8 <= len(mask); i += 8 {
		r, m := rng.Uint64(), mask[i:][:8]
		m[0], m[1], m[2], m[3] = table[r&255], table[r>>8&255], table[r>>16&255], table[r>>24&255]
		m[4], m[5], m[6], m[7] = table[r>>32&255], table[r>>40&255], table[r>>48&255], table[r>>56]
	}
	for ; i < len(mask); i++ {
		mask[i] = table[rng.Uint64()&255]
	}
}

func times(v, by []float32) { model.Times(v, by) }
