package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

func wholeMatrix(t testing.TB, rng *rand.Rand, in, out int) (*Matrix, []float32, []float32) {
	w, b := randoms(rng, in*out), randoms(rng, out)
	file := NewWriter("test", "")
	file.PutMatrix("m", w, b, in, out)
	file.PutTable("t", w, out)
	f, err := Open(string(file.Encode()), "test", "")
	if err != nil {
		t.Fatal(err)
	}
	return f.Matrix("m", in, out), w, b
}

func TestMatrixApply(t *testing.T) {
	defer func(old bool) { hasAVX2 = old }(hasAVX2)
	rng := rand.New(rand.NewPCG(4, 1))
	for _, size := range [][3]int{{1, 5, 3}, {6, 32, 16}, {13, 70, 51}, {7, 256, 100}} {
		rows, in, out := size[0], size[1], size[2]
		m, w, b := wholeMatrix(t, rng, in, out)
		src := randoms(rng, rows*in)
		var results [2][]float32
		for k := range results {
			results[k] = make([]float32, rows*m.Stride())
			m.Apply(&WholeSpace{}, results[k], src, rows, in)
			hasAVX2 = false
		}
		hasAVX2 = true
		for r := 0; r < rows; r++ {
			for j := 0; j < out; j++ {
				want := b[j]
				for i := 0; i < in; i++ {
					want += src[r*in+i] * w[i*out+j]
				}
				at := r*m.Stride() + j
				if d := math.Abs(float64(want - results[0][at])); d > 0.01*math.Sqrt(float64(in)) {
					t.Fatalf("%v: [%d][%d] is %g, want %g", size, r, j, results[0][at], want)
				}
				if results[0][at] != results[1][at] {
					t.Fatalf("%v: [%d][%d] is %g with and %g without vectors", size, r, j, results[0][at], results[1][at])
				}
			}
		}
	}
}

// Some outputs of a map are what the whole map gives at their places.
func TestColumnsAreThoseOfTheWhole(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	const rows, in, out = 5, 34, 61
	file := NewWriter("test", "")
	file.PutMatrix("m", randoms(rng, in*out), randoms(rng, out), in, out)
	f, err := Open(string(file.Encode()), "test", "")
	if err != nil {
		t.Fatal(err)
	}
	src := randoms(rng, rows*in)
	images := func(m *Matrix) []float32 {
		dst := make([]float32, rows*m.Stride())
		m.Apply(&WholeSpace{}, dst, src, rows, in)
		return dst
	}
	whole := f.Matrix("m", in, out)
	all := images(whole)
	for _, cut := range [][2]int{{0, 20}, {7, 61}, {33, 34}} {
		part := f.Columns("m", in, out, cut[0], cut[1])
		got := images(part)
		for r := range rows {
			for j := cut[0]; j < cut[1]; j++ {
				if a, b := all[r*whole.Stride()+j], got[r*part.Stride()+j-cut[0]]; a != b {
					t.Fatalf("columns %v: [%d][%d] is %g, in the whole %g", cut, r, j, b, a)
				}
			}
		}
	}
}

func TestTableRows(t *testing.T) {
	defer func(old bool) { hasAVX2 = old }(hasAVX2)
	rng := rand.New(rand.NewPCG(8, 1))
	v := randoms(rng, 3*21)
	clear(v[:21]) // a row of zeros, which takes no room
	file := NewWriter("test", "")
	file.PutTable("t", v, 21)
	f, err := Open(string(file.Encode()), "test", "")
	if err != nil {
		t.Fatal(err)
	}
	table := f.Table("t", 3, 21)
	a, b, c := make([]float32, table.Room), make([]float32, table.Room), make([]float32, table.Room)
	table.AddRows(a, []int32{0, 1, 2, 0, 1})
	for _, r := range []int32{0, 1, 2, 0, 1} {
		table.AddRow(c, r)
	}
	hasAVX2 = false
	table.AddRows(b, []int32{0, 1, 2, 0, 1})
	for i := range a[:21] {
		if a[i] != b[i] || a[i] != c[i] || math.Abs(float64(a[i]-2*v[21+i]-v[42+i])) > 0.02 {
			t.Errorf("element %d: %g, %g without vectors, %g one by one, want about %g", i, a[i], b[i], c[i], 2*v[21+i]+v[42+i])
		}
	}
}

func TestScaledRows(t *testing.T) {
	defer func(old bool) { hasAVX2 = old }(hasAVX2)
	rng := rand.New(rand.NewPCG(9, 1))
	scales, rows := randoms(rng, 19), make([]int8, 19*24)
	for i := range rows {
		rows[i] = int8(rng.IntN(255) - 127)
	}
	a, b := make([]float32, 24), make([]float32, 24)
	AddScaled(a, rows, scales)
	hasAVX2 = false
	AddScaled(b, rows, scales)
	sum := float32(0)
	for r, by := range scales {
		sum += by * float32(rows[r*24+5])
	}
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("element %d is %g with and %g without vectors", i, a[i], b[i])
		}
	}
	if d := a[5] - sum; d > 1e-3 || d < -1e-3 {
		t.Errorf("element 5 is %g, want %g", a[5], sum)
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	w := NewWriter("test", "p1")
	w.Float32("x", []float32{1, 2})
	data := string(w.Encode())
	for name, bad := range map[string]string{"empty": "", "cut": data[:len(data)-1], "changed": data[:len(data)-1] + "\x7f", "foreign": "PK" + data[2:]} {
		if _, err := Open(bad, "test", "p1"); err == nil {
			t.Errorf("%s file opened", name)
		}
	}
	if _, err := Open(data, "test", "p2"); err == nil {
		t.Error("file with another fingerprint opened")
	}
	f, err := Open(data, "test", "p1")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Load(func() { f.Float32("y") }); err == nil {
		t.Error("missing tensor gave no error")
	}
}

func BenchmarkMatrix(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	m, _, _ := wholeMatrix(b, rng, 256, 768)
	rows := 240
	src, dst := randoms(rng, rows*256), make([]float32, rows*768)
	var s WholeSpace
	for b.Loop() {
		m.Apply(&s, dst, src, rows, 256)
	}
	b.ReportMetric(2*float64(rows*256*768)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
}
