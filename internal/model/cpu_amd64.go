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
