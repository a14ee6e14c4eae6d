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
func wholeTileAVX(pairs int64, in, w *int16, dst *float32, ldc int64, scale, bias, by *float32)

func wholeTile(pairs int, in, w []int16, dst []float32, ldc int, scale, bias, by []float32) {
	if !hasAVX2 {
		wholeTileGo(pairs, in, w, dst, ldc, scale, bias, by)
		return
	}
	_, _, _ = in[tileRows*pairs*2-1], w[pairs*tileCols*2-1], dst[(tileRows-1)*ldc+tileCols-1]
	_, _, _ = scale[tileCols-1], bias[tileCols-1], by[tileRows-1]
	wholeTileAVX(int64(pairs), &in[0], &w[0], &dst[0], int64(ldc), &scale[0], &bias[0], &by[0])
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
func addRowsAVX(n, columns int64, dst *float32, rows **int8, scales *float32)

//go:noescape
func topAVX(n int64, v *float32) float32

//go:noescape
func scaleAVX(n int64, v *float32, by float32)

//go:noescape
func threeAVX(n int64, dst, a, b, c, wa, wb, wc *float32)

//go:noescape
func expBelowAVX(n int64, v *float32, top float32)

//go:noescape
func leakAVX(n int64, v *float32)

//go:noescape
func round8AVX(n int64, dst *int8, src *float32, unit float32)

//go:noescape
func sum4AVX(n int64, src *float32, out *[4]float32)

//go:noescape
func spread4AVX(n int64, src *float32, mean, out *[4]float32)

//go:noescape
func normaffineAVX(n int64, dst, src *float32, mean, inv float32, gain, bias *float32)

//go:noescape
func addScaledAVX(n, columns int64, dst *float64, rows **int8, values *float32)
