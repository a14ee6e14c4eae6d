package model

import "math"

// Matrices of whole numbers: weights of 8 bits with a scale for each output,
// inputs of 14 bits with a scale for each row. Sums of products are exact in 32
// bits, so every machine gives the same result.

const (
	tileCols = 16   // outputs computed together
	tileRows = 6    // rows computed together
	top      = 8191 // largest input; top*127*Inputs must stay below 1<<31
)

// Matrix is a linear map with a bias.
type Matrix struct {
	In, Out int
	pairs   int     // (In+1)/2
	tiles   int     // (Out+15)/16
	packed  []int16 // [tiles][pairs][16][2]
	scale   []float32
	bias    []float32
}

// QuantiseMatrix rounds w [in][out] to 8 bits for a weight file: the packed
// numbers and the scale of each output.
func QuantiseMatrix(w []float32, in, out int) (packed []int8, scale []float32) {
	pairs, tiles := (in+1)/2, (out+tileCols-1)/tileCols
	packed = make([]int8, tiles*pairs*tileCols*2)
	scale = make([]float32, out)
	for j := 0; j < out; j++ {
		var peak float32
		for i := 0; i < in; i++ {
			peak = max(peak, max(w[i*out+j], -w[i*out+j]))
		}
		if peak == 0 {
			continue
		}
		scale[j] = peak / 127
		for i := 0; i < in; i++ {
			at := ((j/tileCols*pairs+i/2)*tileCols+j%tileCols)*2 + i%2
			packed[at] = int8(math.RoundToEven(float64(w[i*out+j] / scale[j])))
		}
	}
	return packed, scale
}

// Matrix takes a linear map out of a weight file: NAME.w, NAME.scale, NAME.b.
func (f *File) Matrix(name string, in, out int) *Matrix {
	m := &Matrix{In: in, Out: out, pairs: (in + 1) / 2, tiles: (out + tileCols - 1) / tileCols}
	if in*127*top >= 1<<31 {
		panic(loadError("matrix " + name + " is too deep"))
	}
	packed := f.Int8(name+".w", m.tiles*m.pairs*tileCols*2)
	m.packed = make([]int16, len(packed))
	for i, x := range packed {
		m.packed[i] = int16(x)
	}
	m.scale = padded(f.Float32(name+".scale", out), m.tiles*tileCols)
	m.bias = padded(f.Float32(name+".b", out), m.tiles*tileCols)
	return m
}

func padded(v []float32, n int) []float32 {
	out := make([]float32, n)
	copy(out, v)
	return out
}

// PutMatrix adds a linear map w [in][out] with a bias to a weight file.
func (w *Writer) PutMatrix(name string, weights, bias []float32, in, out int) {
	packed, scale := QuantiseMatrix(weights, in, out)
	w.Int8(name+".w", packed)
	w.Float32(name+".scale", scale)
	w.Float32(name+".b", bias)
}

// Stride is the length of a row of results, Out filled up to a multiple of 16.
func (m *Matrix) Stride() int { return m.tiles * tileCols }

// WholeSpace is working space for Matrix.Apply; one for each goroutine.
type WholeSpace struct {
	in    []int16
	scale []float32
	acc   []int32
}

// Apply fills dst [rows][Stride] with the images of src [rows][In]. src rows
// are stride floats apart. dst must have room for whole strips of 6 rows.
func (m *Matrix) Apply(s *WholeSpace, dst, src []float32, rows, stride int) {
	strips := (rows + tileRows - 1) / tileRows
	width := m.pairs * 2
	if need := strips * tileRows * width; len(s.in) < need {
		s.in = make([]int16, need+need/2)
		s.acc = make([]int32, tileRows*tileCols)
		s.scale = make([]float32, strips*tileRows*2)
	}
	if len(s.scale) < strips*tileRows {
		s.scale = make([]float32, strips*tileRows*2)
	}
	for r := 0; r < rows; r++ {
		row := src[r*stride:][:m.In]
		to := s.in[r*width:][:width]
		peak := Peak(row)
		if peak == 0 {
			clear(to)
			s.scale[r] = 0
			continue
		}
		s.scale[r] = peak / top
		quantise(to, row, top/peak)
		if m.In < width {
			to[m.In] = 0
		}
	}
	clear(s.in[rows*width : strips*tileRows*width])
	out := m.Stride()
	for tile := 0; tile < m.tiles; tile++ {
		w := m.packed[tile*m.pairs*tileCols*2:][:m.pairs*tileCols*2]
		scale, bias := m.scale[tile*tileCols:][:tileCols], m.bias[tile*tileCols:][:tileCols]
		for strip := 0; strip < strips; strip++ {
			wholeTile(m.pairs, s.in[strip*tileRows*width:][:tileRows*width], w, s.acc)
			for r := strip * tileRows; r < min(rows, (strip+1)*tileRows); r++ {
				widen(dst[r*out+tile*tileCols:][:tileCols], s.acc[(r-strip*tileRows)*tileCols:][:tileCols], scale, bias, s.scale[r])
			}
		}
	}
}

// wholeTileGo is wholeTile without vector instructions: acc [6][16] of
// in [6][2*pairs] and w [pairs][16][2].
func wholeTileGo(pairs int, in, w []int16, acc []int32) {
	for r := 0; r < tileRows; r++ {
		var sum [tileCols]int32
		row := in[r*pairs*2:][:pairs*2]
		for p := 0; p < pairs; p++ {
			a, b := int32(row[2*p]), int32(row[2*p+1])
			if a|b == 0 {
				continue
			}
			col := w[p*tileCols*2:][:tileCols*2]
			for j := range sum {
				sum[j] += a*int32(col[2*j]) + b*int32(col[2*j+1])
			}
		}
		copy(acc[r*tileCols:], sum[:])
	}
}

func quantiseGo(dst []int16, src []float32, by float32) {
	for i, x := range src {
		dst[i] = int16(math.RoundToEven(float64(float32(x * by))))
	}
}

func widenGo(dst []float32, acc []int32, scale, bias []float32, by float32) {
	for j := range dst {
		dst[j] = float32(float32(float32(acc[j])*scale[j])*by) + bias[j]
	}
}

func rowAddGo(dst []float32, row []int8, scale float32) {
	for i := range dst {
		dst[i] += float32(float32(row[i]) * scale)
	}
}

// Table is rows of 8-bit numbers with a scale each: vectors of words. Rows of
// zeros take no room.
type Table struct {
	Width int
	rows  []int8    // those that are not zero, one after another
	scale []float32 // [rows], 0 for a row of zeros
	place []int32   // [rows] in rows, -1 for a row of zeros
}

// Table takes a table out of a weight file: NAME.rows, NAME.scale.
func (f *File) Table(name string, rows, width int) *Table {
	t := &Table{Width: width, scale: f.Float32(name+".scale", rows), place: make([]int32, rows)}
	kept := 0
	for r, x := range t.scale {
		t.place[r] = -1
		if x != 0 {
			t.place[r] = int32(kept)
			kept++
		}
	}
	t.rows = f.Int8(name+".rows", kept, width)
	return t
}

// PutTable adds a table to a weight file.
func (w *Writer) PutTable(name string, v []float32, width int) {
	rows := len(v) / width
	var packed []int8
	scale := make([]float32, rows)
	for r := 0; r < rows; r++ {
		var peak float32
		for _, x := range v[r*width:][:width] {
			peak = max(peak, max(x, -x))
		}
		if peak == 0 {
			continue
		}
		scale[r] = peak / 127
		for _, x := range v[r*width:][:width] {
			packed = append(packed, int8(math.RoundToEven(float64(x/scale[r]))))
		}
	}
	w.Int8(name+".rows", packed, len(packed)/width, width)
	w.Float32(name+".scale", scale)
}

// AddRow adds row r to dst.
func (t *Table) AddRow(dst []float32, r int32) {
	if at := int(t.place[r]); at >= 0 {
		rowAdd(dst[:t.Width], t.rows[at*t.Width:][:t.Width], t.scale[r])
	}
}
