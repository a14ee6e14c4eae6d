package train

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// encoder turns the rows of features of words into vectors that know their
// sentence: embeddings are summed and pass through blocks of light recurrence.
type encoder struct {
	width, rows int
	embed       *param // [rows][width]
	first       *layerNorm
	blocks      []*block
	attention   []*attention // by block: what follows it, or nil
	last        *layerNorm

	sum, x   []float32
	dx       []float32
	mask     []float32
	dropRate float64
}

// batch is words of several sentences, one after another.
type batch struct {
	rows  []int32 // [T][FeatureCount], -1 for none
	start []int   // first word of each sentence, and T at the end
}

func (b *batch) size() int { return len(b.rows) / language.FeatureCount }

// Heads of attention and the width of each.
const attentionHeads, attentionSize = 4, 32

// newEncoder draws the values to begin with. Rows that silent names begin at
// zero: those of words and parts of words, so that what was never seen in
// learning says nothing.
func newEncoder(rng *rand.Rand, rows, width, layers int, attend bool, silent func(row int) bool) *encoder {
	e := &encoder{width: width, rows: rows}
	e.embed = newParam("embed", rows, width).normal(rng, 0.1).sparsely()
	for r := 0; r < rows; r++ {
		if silent(r) {
			clear(e.embed.v[r*width:][:width])
		}
	}
	e.first = newLayerNorm("first", width)
	for i := 0; i < layers; i++ {
		e.blocks = append(e.blocks, newBlock(rng, fmt.Sprintf("block%d", i), width))
		e.attention = append(e.attention, nil)
		if attend && language.Attends(i) {
			e.attention[i] = newAttention(rng, fmt.Sprintf("attention%d", i), width, attentionHeads, attentionSize)
		}
	}
	e.last = newLayerNorm("last", width)
	return e
}

func (e *encoder) params() []*param {
	ps := []*param{e.embed}
	ps = append(ps, e.first.params()...)
	for i, b := range e.blocks {
		ps = append(ps, b.params()...)
		if a := e.attention[i]; a != nil {
			ps = append(ps, a.params()...)
		}
	}
	return append(ps, e.last.params()...)
}

// forward gives [T][width]; rng is nil in use, else parts are dropped.
func (e *encoder) forward(eng *engine, b *batch, rng *rand.Rand, out []float32) {
	T, D := b.size(), e.width
	e.sum, e.x = grow(e.sum, T*D), grow(e.x, T*D)
	for t := 0; t < T; t++ {
		to := e.sum[t*D:][:D]
		clear(to)
		for _, r := range b.rows[t*language.FeatureCount:][:language.FeatureCount] {
			if r >= 0 {
				model.Add(to, e.embed.v[int(r)*D:][:D])
			}
		}
	}
	e.first.forward(e.x, e.sum)
	e.mask = e.mask[:0]
	if rng != nil && e.dropRate > 0 {
		e.mask = grow(e.mask, T*D)
		dropMask(rng, e.mask, e.dropRate)
		times(e.x, e.mask)
	}
	for i, l := range e.blocks {
		l.forward(eng, e.x, b.start, rng, e.dropRate)
		if a := e.attention[i]; a != nil {
			a.forward(eng, e.x, b.start, rng, e.dropRate)
		}
	}
	e.last.forward(out, e.x)
}

// backward takes the gradient of the output of the last forward.
func (e *encoder) backward(eng *engine, b *batch, dout []float32) {
	T, D := b.size(), e.width
	e.dx = zeroed(e.dx, T*D)
	e.last.backward(e.dx, dout)
	for i := len(e.blocks) - 1; i >= 0; i-- {
		if a := e.attention[i]; a != nil {
			a.backward(eng, e.dx, b.start)
		}
		e.blocks[i].backward(eng, e.dx, b.start)
	}
	if len(e.mask) > 0 {
		times(e.dx, e.mask)
	}
	ds := zeroed(e.x, T*D)
	e.first.backward(ds, e.dx)
	for t := 0; t < T; t++ {
		d := ds[t*D:][:D]
		for _, r := range b.rows[t*language.FeatureCount:][:language.FeatureCount] {
			if r >= 0 {
				model.Add(e.embed.row(r), d)
			}
		}
	}
}

// block is one layer: normalise, mix each channel with its neighbours in time,
// then a recurrence whose gates see only that mix (as in the simple recurrent
// unit of Lei et al. 2018), half of the channels from the left and half from
// the right:
//
//	v[t] = conv(norm(x))[t]
//	z, f, r = v W + b
//	c[t] = sigmoid(f) c[t-1] + (1 - sigmoid(f)) z
//	x[t] += sigmoid(r) c[t]
type block struct {
	n    int
	norm *layerNorm
	conv *param // [3][n]: weights of the word before, the word, the word after
	mix  *dense // [n][3n]

	u, v, z, c, du, dv, dz, dc []float32
	maskV, maskC               []float32
	masked, zero, lost         []float32 // [n]
}

func newBlock(rng *rand.Rand, name string, n int) *block {
	b := &block{n: n, norm: newLayerNorm(name+".norm", n), conv: newParam(name+".conv", 3, n), mix: newDense(rng, name+".mix", n, 3*n, 1)}
	b.masked, b.zero, b.lost = make([]float32, n), make([]float32, n), make([]float32, n)
	for i := 0; i < n; i++ {
		b.conv.v[i] = float32(rng.NormFloat64() * 0.3)
		b.conv.v[n+i] = 1
		b.conv.v[2*n+i] = float32(rng.NormFloat64() * 0.3)
		// How long channels remember is spread from none to some ten words.
		b.mix.b.v[n+i] = float32(rng.Float64()*4 - 1.5)
	}
	return b
}

func (b *block) params() []*param { return append(append(b.norm.params(), b.conv), b.mix.params()...) }

func (b *block) forward(eng *engine, x []float32, start []int, rng *rand.Rand, drop float64) {
	n := b.n
	T := len(x) / n
	b.u, b.v, b.z, b.c = grow(b.u, T*n), grow(b.v, T*n), grow(b.z, 3*T*n), grow(b.c, T*n)
	b.norm.forward(b.u, x)
	w0, w1, w2 := b.conv.v[:n], b.conv.v[n:2*n], b.conv.v[2*n:]
	for s := 0; s+1 < len(start); s++ {
		for t := start[s]; t < start[s+1]; t++ {
			u, v := b.u[t*n:][:n], b.v[t*n:][:n]
			model.TimesTo(v, u, w1)
			if t > start[s] {
				model.TimesAdd(v, b.u[(t-1)*n:][:n], w0)
			}
			if t+1 < start[s+1] {
				model.TimesAdd(v, b.u[(t+1)*n:][:n], w2)
			}
		}
	}
	b.maskV, b.maskC = b.maskV[:0], b.maskC[:0]
	if rng != nil && drop > 0 {
		b.maskV, b.maskC = grow(b.maskV, T*n), grow(b.maskC, T*n)
		dropMask(rng, b.maskV, drop)
		dropMask(rng, b.maskC, drop)
		times(b.v, b.maskV)
	}
	b.mix.forward(eng, b.z, b.v)
	for t := 0; t < T; t++ {
		g := b.z[t*3*n+n:][:2*n]
		model.Sigmoid(g, g)
	}
	half := n / 2
	for s := 0; s+1 < len(start); s++ {
		for t := start[s]; t < start[s+1]; t++ {
			b.scan(t, t-1, t > start[s], 0, half)
		}
		for t := start[s+1] - 1; t >= start[s]; t-- {
			b.scan(t, t+1, t+1 < start[s+1], half, n)
		}
	}
	for t := 0; t < T; t++ {
		to, c, r := x[t*n:][:n], b.c[t*n:][:n], b.z[t*3*n+2*n:][:n]
		if len(b.maskC) > 0 {
			model.TimesAdd3(to, r, c, b.maskC[t*n:][:n])
			continue
		}
		model.TimesAdd(to, r, c)
	}
}

// scan takes channels lo to hi of word t one step from word from.
func (b *block) scan(t, from int, linked bool, lo, hi int) {
	n := b.n
	c, z, f := b.c[t*n+lo:t*n+hi], b.z[t*3*n+lo:t*3*n+hi], b.z[t*3*n+n+lo:t*3*n+n+hi]
	prev := b.zero[:hi-lo]
	if linked {
		prev = b.c[from*n+lo : from*n+hi]
	}
	model.Mix(c, prev, z, f)
}

func (b *block) backward(eng *engine, dx []float32, start []int) {
	n := b.n
	T := len(dx) / n
	half := n / 2
	b.dz, b.dv, b.du = grow(b.dz, 3*T*n), zeroed(b.dv, T*n), zeroed(b.du, T*n)
	b.dc = grow(b.dc, T*n)
	dc := b.dc
	for t := 0; t < T; t++ {
		d, c, r := dx[t*n:][:n], b.c[t*n:][:n], b.z[t*3*n+2*n:][:n]
		dr, to := b.dz[t*3*n+2*n:][:n], dc[t*n:][:n]
		if len(b.maskC) > 0 {
			model.TimesTo(b.masked, d, b.maskC[t*n:][:n])
			d = b.masked
		}
		model.Ungate(dr, to, d, c, r)
	}
	for s := 0; s+1 < len(start); s++ {
		for t := start[s+1] - 1; t >= start[s]; t-- {
			b.unscan(dc, t, t-1, t > start[s], 0, half)
		}
		for t := start[s]; t < start[s+1]; t++ {
			b.unscan(dc, t, t+1, t+1 < start[s+1], half, n)
		}
	}
	b.mix.backward(eng, b.dv, b.v, b.dz)
	if len(b.maskV) > 0 {
		times(b.dv, b.maskV)
	}
	w0, w1, w2 := b.conv.v[:n], b.conv.v[n:2*n], b.conv.v[2*n:]
	g0, g1, g2 := b.conv.g[:n], b.conv.g[n:2*n], b.conv.g[2*n:]
	for s := 0; s+1 < len(start); s++ {
		for t := start[s]; t < start[s+1]; t++ {
			d, u, du := b.dv[t*n:][:n], b.u[t*n:][:n], b.du[t*n:][:n]
			model.TimesAdd(du, d, w1)
			model.TimesAdd(g1, d, u)
			if t > start[s] {
				model.TimesAdd(b.du[(t-1)*n:][:n], d, w0)
				model.TimesAdd(g0, d, b.u[(t-1)*n:][:n])
			}
			if t+1 < start[s+1] {
				model.TimesAdd(b.du[(t+1)*n:][:n], d, w2)
				model.TimesAdd(g2, d, b.u[(t+1)*n:][:n])
			}
		}
	}
	b.norm.backward(dx, b.du)
}

// unscan is scan backwards: it turns the gradient of c[t] into those of z, f
// and the c it came from.
func (b *block) unscan(dc []float32, t, from int, linked bool, lo, hi int) {
	n := b.n
	d := dc[t*n+lo : t*n+hi]
	z, f := b.z[t*3*n+lo : t*3*n+hi][:len(d)], b.z[t*3*n+n+lo : t*3*n+n+hi][:len(d)]
	dz, df := b.dz[t*3*n+lo : t*3*n+hi][:len(d)], b.dz[t*3*n+n+lo : t*3*n+n+hi][:len(d)]
	prev, dprev := b.zero[:len(d)], b.lost[:len(d)]
	if linked {
		prev, dprev = b.c[from*n+lo:from*n+hi], dc[from*n+lo:from*n+hi]
	}
	model.Unmix(dz, df, dprev, d, prev, z, f)
}

// softmaxLoss gives the cross entropy of logits with a label and turns the
// logits into their gradient, times weight.
func softmaxLoss(logits []float32, label int, weight float32) float64 {
	top := logits[0]
	for _, x := range logits[1:] {
		if x > top {
			top = x
		}
	}
	own := logits[label]
	var sum float32
	for i, x := range logits {
		e := exp32(x - top)
		logits[i] = e
		sum += e
	}
	scale := weight / sum
	for i := range logits {
		logits[i] *= scale
	}
	logits[label] -= weight
	return float64(weight) * (math.Log(float64(sum)) - float64(own-top))
}

// exp32 is exp for x <= 0, good to six digits.
func exp32(x float32) float32 {
	if x < -80 {
		return 0
	}
	const log2e, ln2hi, ln2lo = 1.44269504, 0.693359375, -2.12194440e-4
	k := float32(int32(x*log2e - 0.5))
	x -= k * ln2hi
	x -= k * ln2lo
	y := float32(1.9875691500e-4)
	y = y*x + 1.3981999507e-3
	y = y*x + 8.3334519073e-3
	y = y*x + 4.1665795894e-2
	y = y*x + 1.6666665459e-1
	y = y*x + 5.0000001201e-1
	y = y*x*x + x + 1
	return y * math.Float32frombits(uint32(int32(k)+127)<<23)
}
