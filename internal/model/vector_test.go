package model

import (
	"math/rand/v2"
	"testing"
)

// Every kernel gives the same with and without vector instructions; those for
// training need only come close.
func TestVectorsAgree(t *testing.T) {
	if !hasAVX2 {
		t.Skip("no vector instructions here")
	}
	defer func() { hasAVX2 = true }()
	rng := rand.New(rand.NewPCG(3, 1))
	const n = 83
	cases := map[string]func(v [][]float32){
		"add":       func(v [][]float32) { Add(v[0], v[1]) },
		"scaleadd":  func(v [][]float32) { ScaleAdd(v[0], v[1], 0.3) },
		"times":     func(v [][]float32) { Times(v[0], v[1]) },
		"timesto":   func(v [][]float32) { TimesTo(v[0], v[1], v[2]) },
		"timesadd":  func(v [][]float32) { TimesAdd(v[0], v[1], v[2]) },
		"timesadd3": func(v [][]float32) { TimesAdd3(v[0], v[1], v[2], v[3]) },
		"mix":       func(v [][]float32) { Mix(v[0], v[1], v[2], v[3]) },
		"~unmix":    func(v [][]float32) { Unmix(v[0], v[1], v[2], v[3], v[4], v[5], v[6]) },
		"~ungate":   func(v [][]float32) { Ungate(v[0], v[1], v[2], v[3], v[4]) },
		"affine":    func(v [][]float32) { Affine(v[0], v[1], v[2], v[3]) },
		"normalise": func(v [][]float32) { v[1][0] = Normalise(v[0], v[1]) },
		"~unnorm":   func(v [][]float32) { Unnormalise(v[0], v[1], v[2], v[3], 0.7) },
		"~adam":     func(v [][]float32) { square(v[3]); Adam(v[0], v[1], v[2], v[3], 0.5, 0.01, 0.9, 0.98) },
		"sum":       func(v [][]float32) { v[0][0] = Sum(v[0]) },
		"dot":       func(v [][]float32) { v[0][0] = Dot(v[0], v[1]) },
		"dots":      func(v [][]float32) { Dots(v[0][:7], v[1][:16], v[2], 11) },
		"blend":     func(v [][]float32) { Blend(v[0][:40], v[1][:4], v[2], 13) },
		"softmax":   func(v [][]float32) { Softmax(v[0]) },
		"softmax1":  func(v [][]float32) { ScaleAdd(v[0], v[0], 20); Softmax(v[0][:21]) },
		"normrows":  func(v [][]float32) { NormaliseRows(v[0][:80], v[1][:80], v[2][:16], v[3][:16]) },
		"three":     func(v [][]float32) { Three(v[0], v[1], v[2], v[3], v[4], v[5], v[6]) },
		"leak":      func(v [][]float32) { Leak(v[0]) },
		"round8": func(v [][]float32) {
			whole := make([]int8, n)
			Round8(whole, v[0], Peak(v[0])/127)
			widen8(v[1], whole)
		},
		"peak": func(v [][]float32) { v[0][0] = Peak(v[0]) },
	}
	for name, run := range cases {
		var a, b [][]float32
		for i := 0; i < 8; i++ {
			v := randoms(rng, n)
			a, b = append(a, v), append(b, append([]float32(nil), v...))
		}
		hasAVX2 = true
		run(a)
		hasAVX2 = false
		run(b)
		tolerance := float32(0)
		if name[0] == '~' {
			tolerance = 1e-5
		}
		for i := range a {
			for k := range a[i] {
				if d := a[i][k] - b[i][k]; d > tolerance || d < -tolerance {
					t.Errorf("%s: array %d element %d is %g with and %g without vectors", name, i, k, a[i][k], b[i][k])
				}
			}
		}
	}
}

func widen8(dst []float32, v []int8) {
	for i, x := range v {
		dst[i] = float32(x)
	}
}

// Rows are normalised together as one by one.
func TestRowsAreNormalisedAlike(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	src, gain, bias := randoms(rng, 7*24), randoms(rng, 24), randoms(rng, 24)
	got, want := make([]float32, len(src)), make([]float32, len(src))
	NormaliseRows(got, src, gain, bias)
	for at := 0; at < len(src); at += 24 {
		Normalise(want[at:][:24], src[at:][:24])
		Affine(want[at:][:24], want[at:][:24], gain, bias)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("element %d is %g, want %g", i, got[i], want[i])
		}
	}
}

func square(v []float32) {
	for i := range v {
		v[i] *= v[i]
	}
}
