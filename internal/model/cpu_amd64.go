package model

import "golang.org/x/sys/cpu"

// hasAVX2 says whether the machine has the vector instructions that the
// kernels need. Tests turn it off to compare.
var hasAVX2 = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func tile6x16AVX(k int64, a, b, c *float32, ldc int64)

//go:noescape
func rows6x16AVX(k int64, a *float32, lda int64, b, c *float32, ldc int64)

// tile6x16 adds the product of a [k][6] and b [k][16] to c.
func tile6x16(k int, a, b, c []float32, ldc int) {
	if hasAVX2 && k > 0 {
		_, _ = a[k*mr-1], b[k*nr-1]
		tile6x16AVX(int64(k), &a[0], &b[0], &c[0], int64(ldc))
		return
	}
	tile6x16Go(k, a, b, c, ldc)
}

//go:noescape
func tanhAVX(n int64, dst, src *float32, in, out, add float32)

// tanhTo gives dst = add + out*tanh(in*src).
func tanhTo(dst, src []float32, in, out, add float32) {
	n := 0
	if hasAVX2 {
		n = len(src) &^ 7
		if n > 0 {
			_ = dst[n-1]
			tanhAVX(int64(n), &dst[0], &src[0], in, out, add)
		}
	}
	tanhGo(dst[n:len(src)], src[n:], in, out, add)
}

//go:noescape
func wholeTileAVX(pairs int64, in, w *int16, acc *int32)

func wholeTile(pairs int, in, w []int16, acc []int32) {
	if !hasAVX2 {
		wholeTileGo(pairs, in, w, acc)
		return
	}
	_, _, _ = in[tileRows*pairs*2-1], w[pairs*tileCols*2-1], acc[tileRows*tileCols-1]
	wholeTileAVX(int64(pairs), &in[0], &w[0], &acc[0])
}

//go:noescape
func quantiseAVX(n int64, dst *int16, src *float32, by float32)

func quantise(dst []int16, src []float32, by float32) {
	n := 0
	if hasAVX2 {
		if n = len(src) &^ 15; n > 0 {
			_ = dst[n-1]
			quantiseAVX(int64(n), &dst[0], &src[0], by)
		}
	}
	quantiseGo(dst[n:], src[n:], by)
}

//go:noescape
func widen16AVX(dst *float32, acc *int32, scale, bias *float32, by float32)

func widen(dst []float32, acc []int32, scale, bias []float32, by float32) {
	if !hasAVX2 {
		widenGo(dst, acc, scale, bias, by)
		return
	}
	_, _, _, _ = dst[15], acc[15], scale[15], bias[15]
	widen16AVX(&dst[0], &acc[0], &scale[0], &bias[0], by)
}

//go:noescape
func rowAddAVX(n int64, dst *float32, row *int8, scale float32)

func rowAdd(dst []float32, row []int8, scale float32) {
	n := 0
	if hasAVX2 {
		if n = len(dst) &^ 7; n > 0 {
			_ = row[n-1]
			rowAddAVX(int64(n), &dst[0], &row[0], scale)
		}
	}
	rowAddGo(dst[n:], row[n:], scale)
}
