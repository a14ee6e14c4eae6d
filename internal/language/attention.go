package language

import (
	"math"

	"github.com/entente-project/entente/internal/model"
)

// Attends tells whether a layer of attention follows block i of an encoder.
func Attends(i int) bool { return i > 0 && i%2 == 0 }

// encoderAttention is a layer in which each word looks at all words of its
// piece of sentence: dot products of queries and keys, with a bias for the
// distance, weigh the values.
type encoderAttention struct {
	norm        affine
	heads, size int
	in, out     *model.Matrix // [width][3*heads*size], [heads*size][width]
	bias        []float32     // [heads][2*pieceWords]: of word j for word i at pieceWords+j-i
}

func readAttention(f *model.File, name string, width, heads, size int) *encoderAttention {
	a := &encoderAttention{heads: heads, size: size,
		norm: affine{f.Float32(name+".norm.gain", width), f.Float32(name+".norm.bias", width)},
		in:   f.Matrix(name+".in", width, 3*heads*size), out: f.Matrix(name+".out", heads*size, width),
		bias: make([]float32, heads*2*pieceWords)}
	classes := f.Float32(name+".bias", heads*2*Distances)
	for h := 0; h < heads; h++ {
		for k := 0; k < 2*pieceWords; k++ {
			a.bias[h*2*pieceWords+k] = classes[h*2*Distances+Distance(pieceWords, k)]
		}
	}
	return a
}

func (a *encoderAttention) run(s *encoderSpace, T, D int, start []int) {
	model.NormaliseRows(s.u, s.x[:T*D], a.norm.gain, a.norm.bias)
	H, S, W, N := a.heads, a.size, a.in.Stride(), a.heads*a.size
	s.qkv, s.mixed = sized(s.qkv, T*W), sized(s.mixed, T*N)
	a.in.Apply(&s.whole, s.qkv, s.u, T, D)
	clear(s.mixed[:T*N])
	s.scale, s.zero = sized(s.scale, S), sized(s.zero, max(D, S))
	clear(s.zero)
	for i := range s.scale {
		s.scale[i] = float32(1 / math.Sqrt(float64(S)))
	}
	for k := 0; k+1 < len(start); k++ {
		n := start[k+1] - start[k]
		s.shares = sized(s.shares, n)
		for i := 0; i < n; i++ {
			at := start[k] + i
			for h := 0; h < H; h++ {
				q := s.qkv[at*W+h*S:][:S]
				model.Affine(q, q, s.scale, s.zero[:S])
				model.Dots(s.shares, q, s.qkv[start[k]*W+(H+h)*S:], W)
				model.Add(s.shares, a.bias[h*2*pieceWords+pieceWords-i:][:n])
				model.Softmax(s.shares)
				model.Blend(s.mixed[at*N+h*S:][:S], s.shares, s.qkv[start[k]*W+(2*H+h)*S:], W)
			}
		}
	}
	a.out.Apply(&s.whole, s.z, s.mixed, T, N)
	stride := a.out.Stride()
	for t := 0; t < T; t++ {
		model.Add(s.x[t*D:][:D], s.z[t*stride:][:D])
	}
}
