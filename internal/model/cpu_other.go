//go:build !amd64

package model

var hasAVX2 = false

func tile6x16(k int, a, b, c []float32, ldc int) { tile6x16Go(k, a, b, c, ldc) }

func tanhTo(dst, src []float32, in, out, add float32) { tanhGo(dst, src, in, out, add) }

func rows6x16AVX(k int64, a *float32, lda int64, b, c *float32, ldc int64) {}

func wholeTile(pairs int, in, w []int16, dst []float32, ldc int, scale, bias, by []float32) {
	wholeTileGo(pairs, in, w, dst, ldc, scale, bias, by)
}

func quantise(dst []int16, src []float32, by float32) { quantiseGo(dst, src, by) }

func addRowsAVX(n, columns int64, dst *float32, rows **int8, scales *float32) {}

func topAVX(n int64, v *float32) float32 { return 0 }

func scaleAVX(n int64, v *float32, by float32) {}

func threeAVX(n int64, dst, a, b, c, wa, wb, wc *float32) {}

func expBelowAVX(n int64, v *float32, top float32) {}

func leakAVX(n int64, v *float32) {}

func round8AVX(n int64, dst *int8, src *float32, unit float32) {}

func sum4AVX(n int64, src *float32, out *[4]float32) {}

func spread4AVX(n int64, src *float32, mean, out *[4]float32) {}

func normaffineAVX(n int64, dst, src *float32, mean, inv float32, gain, bias *float32) {}

func addScaledAVX(n, columns int64, dst *float64, rows **int8, values *float32) {}
