package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

func randoms(rng *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = rng.Float32()*2 - 1
	}
	return v
}

func TestGemm(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	w := NewWorkspace()
	for _, size := range [][3]int{{1, 1, 1}, {6, 16, 8}, {7, 17, 9}, {100, 530, 300}, {13, 5, 270}} {
		m, n, k := size[0], size[1], size[2]
		a, b := randoms(rng, m*k), randoms(rng, k*n)
		want := randoms(rng, m*n)
		start := append([]float32(nil), want...)
		for i := 0; i < m; i++ {
			for j := 0; j < n; j++ {
				for p := 0; p < k; p++ {
					want[i*n+j] += a[i*k+p] * b[p*n+j]
				}
			}
		}
		turn := func(v []float32, rows, cols int) []float32 {
			out := make([]float32, len(v))
			for i := 0; i < rows; i++ {
				for j := 0; j < cols; j++ {
					out[j*rows+i] = v[i*cols+j]
				}
			}
			return out
		}
		for form := 0; form < 4; form++ {
			oa, ob := Plain(a, k), Plain(b, n)
			if form&1 > 0 {
				oa = Turned(turn(a, m, k), m)
			}
			if form&2 > 0 {
				ob = Turned(turn(b, k, n), k)
			}
			c := append([]float32(nil), start...)
			w.Gemm(m, n, k, oa, ob, c, n)
			for i := range c {
				if math.Abs(float64(c[i]-want[i])) > 1e-4 {
					t.Fatalf("%v form %d: element %d is %g, want %g", size, form, i, c[i], want[i])
				}
			}
		}
	}
}

func TestCurvesAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	src := randoms(rng, 1003)
	for i := range src {
		src[i] *= 20
	}
	fast, slow := make([]float32, len(src)), make([]float32, len(src))
	Sigmoid(fast, src)
	tanhGo(slow, src, 0.5, 0.5, 0.5)
	for i, x := range src {
		if fast[i] != slow[i] {
			t.Fatalf("sigmoid(%g) is %g with and %g without vectors", x, fast[i], slow[i])
		}
		if want := 1 / (1 + math.Exp(-float64(x))); math.Abs(want-float64(fast[i])) > 1e-5 {
			t.Fatalf("sigmoid(%g) is %g, want %g", x, fast[i], want)
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	w := NewWorkspace()
	m, n, k := 1024, 768, 256
	x, y, c := randoms(rng, m*k), randoms(rng, k*n), make([]float32, m*n)
	for b.Loop() {
		w.Gemm(m, n, k, Plain(x, k), Plain(y, n), c, n)
	}
	b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

func BenchmarkSigmoid(b *testing.B) {
	v := randoms(rand.New(rand.NewPCG(1, 1)), 1024)
	for b.Loop() {
		Sigmoid(v, v)
	}
}
