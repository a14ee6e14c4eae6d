package model

import (
	"math"
	"unsafe"
)

// Matrices of whole numbers: weights of 8 bits with a scale for each output,
// inputs of 14 bits with a scale for each row. Sums of products are exact in 32
// bits, so every machine gives the same result.

const (
	fileCols = 16   // outputs that stand together in a weight file
	tileCols = 24   // outputs computed together
	tileRows = 4    // rows computed together
	top      = 8191 // largest input; top*127*Inputs must stay below 1<<31
)

// Matrix is a linear map with a bias.
type Matrix struct {
	In, Out int
	pairs   int       // (In+1)/2
	tiles   int       // (Out+23)/24
	packed  []int16   // [tiles][pairs][24][2]
	scale   []float32 // [tiles*24]
	bias    []float32 // [tiles*24]
}

// QuantiseMatrix rounds w [in][out] to 8 bits for a weight file: the packed
// numbers and the scale of each output.
func QuantiseMatrix(w []float32, in, out int) (packed []int8, scale []float32) {
	pairs, tiles := (in+1)/2, (out+fileCols-1)/fileCols
	packed = make([]int8, tiles*pairs*fileCols*2)
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
			at := ((j/fileCols*pairs+i/2)*fileCols+j%fileCols)*2 + i%2
			packed[at] = int8(math.RoundToEven(float64(w[i*out+j] / scale[j])))
		}
	}
	return packed, scale
}

// Matrix takes a linear map out of a weight file: NAME.w, NAME.scale, NAME.b.
func (f *File) Matrix(name string, in, out int) *Matrix {
	return f.Columns(name, in, out, 0, out)
}

// Columns takes the outputs [first, last) of a linear map out of a weight file.
func (f *File) Columns(name string, in, out, first, last int) *Matrix {
	n := last - first
	m := &Matrix{In: in, Out: n, pairs: (in + 1) / 2, tiles: (n + tileCols - 1) / tileCols}
	if in*127*top >= 1<<31 {
		panic(loadError("matrix " + name + " is too deep"))
	}
	packed := f.Int8(name+".w", (out+fileCols-1)/fileCols*m.pairs*fileCols*2)
	m.packed = make([]int16, m.tiles*m.pairs*tileCols*2)
	for j := range n {
		from := packed[(first+j)/fileCols*m.pairs*fileCols*2+(first+j)%fileCols*2:]
		to := m.packed[j/tileCols*m.pairs*tileCols*2+j%tileCols*2:]
		for p := range m.pairs {
			to[p*tileCols*2], to[p*tileCols*2+1] = int16(from[p*fileCols*2]), int16(from[p*fileCols*2+1])
		}
	}
	m.scale = padded(f.Float32(name+".scale", out)[first:last], m.tiles*tileCols)
	m.bias = padded(f.Float32(name+".b", out)[first:last], m.tiles*tileCols)
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

// Stride is the length of a row of results, Out filled up to a multiple of 24.
func (m *Matrix) Stride() int { return m.tiles * tileCols }

// WholeSpace is working space for Matrix.Apply; one for each goroutine.
type WholeSpace struct {
	in    []int16
	scale []float32
	last  []float32 // results of the last strip, whose rows may not all be there
}

// Apply fills dst [rows][Stride] with the images of src [rows][In]. src rows
// are stride floats apart.
func (m *Matrix) Apply(s *WholeSpace, dst, src []float32, rows, stride int) {
	strips := (rows + tileRows - 1) / tileRows
	width := m.pairs * 2
	if need := strips * tileRows * width; len(s.in) < need {
		s.in = make([]int16, need+need/2)
	}
	if len(s.scale) < strips*tileRows {
		s.scale = make([]float32, strips*tileRows*2)
	}
	if s.last == nil {
		s.last = make([]float32, tileRows*tileCols)
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
		r := 0
		for ; r+tileRows <= rows; r += tileRows {
			wholeTile(m.pairs, s.in[r*width:], w, dst[r*out+tile*tileCols:], out, scale, bias, s.scale[r:])
		}
		if r == rows {
			continue
		}
		wholeTile(m.pairs, s.in[r*width:], w, s.last, tileCols, scale, bias, s.scale[r:])
		for k := r; k < rows; k++ {
			copy(dst[k*out+tile*tileCols:][:tileCols], s.last[(k-r)*tileCols:])
		}
	}
}

// wholeTileGo is wholeTile without vector instructions: four rows of dst, ldc
// apart, are the products of in [4][2*pairs] and w [pairs][24][2], times the
// scale of the output and that of the row, plus the bias.
func wholeTileGo(pairs int, in, w []int16, dst []float32, ldc int, scale, bias, by []float32) {
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
		to := dst[r*ldc:][:tileCols]
		for j := range to {
			to[j] = float32(float32(float32(sum[j])*scale[j])*by[r]) + bias[j]
		}
	}
}

func quantiseGo(dst []int16, src []float32, by float32) {
	for i, x := range src {
		dst[i] = int16(math.RoundToEven(float64(float32(x * by))))
	}
}

// Table is rows of 8-bit numbers with a scale each: vectors of words. Rows of
// zeros take no room.
type Table struct {
	Width int
	Room  int       // Width filled up to a multiple of 8
	rows  []int8    // [][Room] those that are not zero, one after another
	scale []float32 // [rows], 0 for a row of zeros
	place []int32   // [rows] in rows, -1 for a row of zeros
}

// Table takes a table out of a weight file: NAME.rows, NAME.scale.
func (f *File) Table(name string, rows, width int) *Table {
	t := &Table{Width: width, Room: (width + 7) &^ 7, scale: f.Float32(name+".scale", rows), place: make([]int32, rows)}
	kept := 0
	for r, x := range t.scale {
		t.place[r] = -1
		if x != 0 {
			t.place[r] = int32(kept)
			kept++
		}
	}
	t.rows = f.Int8(name+".rows", kept, width)
	if t.Room > width {
		all := make([]int8, kept*t.Room)
		for r := range kept {
			copy(all[r*t.Room:], t.rows[r*width:][:width])
		}
		t.rows = all
	}
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

// AddScaled adds rows of 8-bit numbers that stand one after another to dst, each
// times its scale; they are as long as dst.
func AddScaled(dst []float32, rows []int8, scales []float32) {
	n := len(dst)
	rows = rows[:n*len(scales)]
	if !hasAVX2 || n == 0 || n%8 > 0 {
		for r, by := range scales {
			for i, x := range rows[r*n:][:n] {
				dst[i] += float32(by * float32(x))
			}
		}
		return
	}
	var from [16]*int8
	for r := 0; r < len(scales); r += len(from) {
		some := min(len(from), len(scales)-r)
		for k := range some {
			from[k] = &rows[(r+k)*n]
		}
		addRowsAVX(int64(some), int64(n), &dst[0], &from[0], &scales[r])
	}
}

// AddRow adds row r to dst.
func (t *Table) AddRow(dst []float32, r int32) { t.AddRows(dst, []int32{r}) }

// AddRows adds rows, one after another, to dst, numbers below 0 left out; what dst has from Width to Room
// may be written over, and it goes faster with Room.
func (t *Table) AddRows(dst []float32, rows []int32) {
	const most = 16
	for ; len(rows) > most; rows = rows[most:] {
		t.AddRows(dst, rows[:most])
	}
	var from [most]*int8
	var scales [most]float32
	n := 0
	for _, r := range rows {
		if r < 0 {
			continue
		}
		if at := int(t.place[r]); at >= 0 {
			from[n], scales[n] = &t.rows[at*t.Room:][:t.Room][0], t.scale[r]
			n++
		}
	}
	if n == 0 {
		return
	}
	if hasAVX2 && len(dst) >= t.Room {
		addRowsAVX(int64(n), int64(t.Room), &dst[0], &from[0], &scales[0])
		return
	}
	for k, scale := range scales[:n] {
		row := unsafe.Slice(from[k], t.Room)
		for i := range dst[:t.Width] {
			dst[i] += float32(float32(row[i]) * scale)
		}
	}
}
