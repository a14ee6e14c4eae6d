package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// attention is one layer in which each word looks at all words of its
// sentence (Vaswani et al. 2017), with a learned bias for their distance:
//
//	q, k, v = norm(x) W + b
//	x[t] += (softmax(q[t] k / sqrt(size) + bias[distance]) v) U + c
//
// U begins at zero, so that a fresh layer changes nothing.
type attention struct {
	n, heads, size int
	norm           *layerNorm
	in             *dense // [n][3*heads*size]
	out            *dense // [heads*size][n]
	bias           *param // [heads][2*language.Distances]

	u, qkv, o, y []float32
	share        []float32 // shares of all sentences and heads, one after another
	at           []int     // where those of a sentence begin
	maskO        []float32
	du, dqkv, do []float32
	dshare       []float32
}

func newAttention(rng *rand.Rand, name string, n, heads, size int) *attention {
	a := &attention{n: n, heads: heads, size: size}
	a.norm = newLayerNorm(name+".norm", n)
	a.in = newDense(rng, name+".in", n, 3*heads*size, 1)
	a.out = newDense(rng, name+".out", heads*size, n, 0)
	a.bias = newParam(name+".bias", heads, 2*language.Distances)
	return a
}

func (a *attention) params() []*param {
	return append(append(append(a.norm.params(), a.in.params()...), a.out.params()...), a.bias)
}

func (a *attention) forward(eng *engine, x []float32, start []int, rng *rand.Rand, drop float64) {
	T, H, S := len(x)/a.n, a.heads, a.size
	W := 3 * H * S
	a.u, a.qkv, a.o, a.y = grow(a.u, T*a.n), grow(a.qkv, T*W), zeroed(a.o, T*H*S), grow(a.y, T*a.n)
	a.norm.forward(a.u, x)
	a.in.forward(eng, a.qkv, a.u)
	size := 0
	a.at = a.at[:0]
	for s := 0; s+1 < len(start); s++ {
		a.at = append(a.at, size)
		n := start[s+1] - start[s]
		size += H * n * n
	}
	a.share = zeroed(a.share, size)
	scale := float32(1 / math.Sqrt(float64(S)))
	for s := 0; s+1 < len(start); s++ {
		n := start[s+1] - start[s]
		qkv := a.qkv[start[s]*W:]
		for h := 0; h < H; h++ {
			p := a.share[a.at[s]+h*n*n:][:n*n]
			eng.w.Gemm(n, n, S, model.Plain(qkv[h*S:], W), model.Turned(qkv[(H+h)*S:], W), p, n)
			bias := a.bias.v[h*2*language.Distances:]
			for i := 0; i < n; i++ {
				row := p[i*n:][:n]
				for j := range row {
					row[j] = row[j]*scale + bias[language.Distance(i, j)]
				}
				model.Softmax(row)
			}
			eng.w.Gemm(n, S, n, model.Plain(p, n), model.Plain(qkv[(2*H+h)*S:], W), a.o[start[s]*H*S+h*S:], H*S)
		}
	}
	a.maskO = a.maskO[:0]
	if rng != nil && drop > 0 {
		a.maskO = grow(a.maskO, T*H*S)
		dropMask(rng, a.maskO, drop)
		times(a.o, a.maskO)
	}
	a.out.forward(eng, a.y, a.o)
	model.Add(x, a.y)
}

func (a *attention) backward(eng *engine, dx []float32, start []int) {
	T, H, S := len(dx)/a.n, a.heads, a.size
	W := 3 * H * S
	a.do, a.dqkv, a.du = zeroed(a.do, T*H*S), zeroed(a.dqkv, T*W), zeroed(a.du, T*a.n)
	a.out.backward(eng, a.do, a.o, dx)
	if len(a.maskO) > 0 {
		times(a.do, a.maskO)
	}
	scale := float32(1 / math.Sqrt(float64(S)))
	for s := 0; s+1 < len(start); s++ {
		n := start[s+1] - start[s]
		qkv, dqkv := a.qkv[start[s]*W:], a.dqkv[start[s]*W:]
		for h := 0; h < H; h++ {
			p := a.share[a.at[s]+h*n*n:][:n*n]
			do := a.do[start[s]*H*S+h*S:]
			a.dshare = zeroed(a.dshare, n*n)
			eng.w.Gemm(n, n, S, model.Plain(do, H*S), model.Turned(qkv[(2*H+h)*S:], W), a.dshare, n)
			eng.w.Gemm(n, S, n, model.Turned(p, n), model.Plain(do, H*S), dqkv[(2*H+h)*S:], W)
			gbias := a.bias.g[h*2*language.Distances:]
			for i := 0; i < n; i++ {
				row, d := p[i*n:][:n], a.dshare[i*n:][:n]
				mean := model.Dot(row, d)
				for j := range d {
					g := row[j] * (d[j] - mean)
					gbias[language.Distance(i, j)] += g
					d[j] = g * scale
				}
			}
			eng.w.Gemm(n, S, n, model.Plain(a.dshare, n), model.Plain(qkv[(H+h)*S:], W), dqkv[h*S:], W)
			eng.w.Gemm(n, S, n, model.Turned(a.dshare, n), model.Plain(qkv[h*S:], W), dqkv[(H+h)*S:], W)
		}
	}
	a.in.backward(eng, a.du, a.u, a.dqkv)
	a.norm.backward(dx, a.du)
}
