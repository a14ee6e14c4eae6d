package model

// Block sizes of Gemm, in elements: a strip of kc x nr of B stays in the first
// level cache while it meets kc x mc of A from the second.
const (
	mr, nr     = 6, 16
	mc, kc, nc = 96, 256, 512
)

// Workspace is the packing space of Gemm; one for each goroutine.
type Workspace struct{ a, b, tile []float32 }

// NewWorkspace gives a workspace.
func NewWorkspace() *Workspace {
	return &Workspace{a: make([]float32, (mc+mr)*kc), b: make([]float32, (nc+nr)*kc), tile: make([]float32, mr*nr)}
}

// Operand is a matrix inside a slice: element (i, j) stands at i*Row + j*Col.
type Operand struct {
	Data     []float32
	Row, Col int
}

// Plain is a row-major matrix with the given row length.
func Plain(data []float32, columns int) Operand { return Operand{data, columns, 1} }

// Turned is the transpose of a row-major matrix with the given row length.
func Turned(data []float32, columns int) Operand { return Operand{data, 1, columns} }

// Gemm adds the product of a [m][k] and b [k][n] to the row-major matrix c
// [m][n] with row length ldc. It is for training: sums are rounded differently
// with and without fused arithmetic.
func (w *Workspace) Gemm(m, n, k int, a, b Operand, c []float32, ldc int) {
	for j0 := 0; j0 < n; j0 += nc {
		jn := min(nc, n-j0)
		for p0 := 0; p0 < k; p0 += kc {
			pn := min(kc, k-p0)
			w.packB(b, p0, pn, j0, jn)
			for i0 := 0; i0 < m; i0 += mc {
				in := min(mc, m-i0)
				// Full strips of a plain matrix are read where they stand.
				direct := 0
				if a.Col == 1 && hasAVX2 {
					direct = in - in%mr
				}
				if direct < in {
					w.packA(a, i0+direct, in-direct, p0, pn)
				}
				for j := 0; j < jn; j += nr {
					b := w.b[j*pn:]
					for i := 0; i < in; i += mr {
						to := c[(i0+i)*ldc+j0+j:]
						if i < direct {
							w.micro(mr, min(nr, jn-j), pn, a.Data[(i0+i)*a.Row+p0:], a.Row, b, to, ldc)
							continue
						}
						w.micro(min(mr, in-i), min(nr, jn-j), pn, w.a[(i-direct)*pn:], 0, b, to, ldc)
					}
				}
			}
		}
	}
}

// micro adds a product of at most mr rows and nr columns; lda is the row
// length of a, or 0 for a packed strip.
func (w *Workspace) micro(m, n, k int, a []float32, lda int, b, c []float32, ldc int) {
	to, ldt := c, ldc
	if m < mr || n < nr {
		clear(w.tile)
		to, ldt = w.tile, nr
	}
	_ = to[(mr-1)*ldt+nr-1]
	if lda > 0 {
		_, _ = a[(mr-1)*lda+k-1], b[k*nr-1]
		rows6x16AVX(int64(k), &a[0], int64(lda), &b[0], &to[0], int64(ldt))
	} else {
		tile6x16(k, a, b, to, ldt)
	}
	if m < mr || n < nr {
		for i := 0; i < m; i++ {
			for j, x := range w.tile[i*nr:][:n] {
				c[i*ldc+j] += x
			}
		}
	}
}

// packA lays rows of a out in strips of mr: [strip][k][mr], short strips
// filled with 0.
func (w *Workspace) packA(a Operand, i0, in, p0, pn int) {
	at := 0
	for i := 0; i < in; i += mr {
		strip := w.a[at:][:mr*pn]
		at += mr * pn
		if a.Row == 1 && i+mr <= in {
			src := a.Data[i0+i+p0*a.Col:]
			for p := 0; p < pn; p++ {
				from, to := src[p*a.Col:][:mr], strip[p*mr:][:mr]
				to[0], to[1], to[2], to[3], to[4], to[5] = from[0], from[1], from[2], from[3], from[4], from[5]
			}
			continue
		}
		for r := 0; r < mr; r++ {
			var src []float32
			if i+r < in {
				src = a.Data[(i0+i+r)*a.Row+p0*a.Col:]
			}
			lane(strip, mr, r, src, a.Col, pn)
		}
	}
}

// packB lays columns of b out in strips of nr: [strip][k][nr].
func (w *Workspace) packB(b Operand, p0, pn, j0, jn int) {
	at := 0
	for j := 0; j < jn; j += nr {
		strip := w.b[at:][:nr*pn]
		at += nr * pn
		width := min(nr, jn-j)
		if b.Col == 1 {
			for p := 0; p < pn; p++ {
				src := b.Data[(p0+p)*b.Row+j0+j:][:width]
				dst := strip[p*nr:][:nr]
				copy(dst, src)
				clear(dst[width:])
			}
			continue
		}
		for r := 0; r < nr; r++ {
			var src []float32
			if r < width {
				src = b.Data[(j0+j+r)*b.Col+p0*b.Row:]
			}
			lane(strip, nr, r, src, b.Row, pn)
		}
	}
}

// lane fills place r of the first n groups of width in a strip with numbers of
// src that stand step apart; with zeros where src is nil.
func lane(strip []float32, width, r int, src []float32, step, n int) {
	switch {
	case src == nil:
		for p := range n {
			strip[p*width+r] = 0
		}
	case step == 1:
		for p, x := range src[:n] {
			strip[p*width+r] = x
		}
	default:
		for p := range n {
			strip[p*width+r] = src[p*step]
		}
	}
}

// tile6x16Go is tile6x16 without vector instructions.
func tile6x16Go(k int, a, b, c []float32, ldc int) {
	for i := 0; i < mr; i++ {
		var sum [nr]float32
		for p := 0; p < k; p++ {
			x := a[p*mr+i]
			row := b[p*nr:][:nr]
			for j, y := range row {
				sum[j] += x * y
			}
		}
		for j, s := range sum {
			c[i*ldc+j] += s
		}
	}
}
