//go:build !amd64

package model

var hasAVX2 = false

func tile6x16(k int, a, b, c []float32, ldc int) { tile6x16Go(k, a, b, c, ldc) }

func tanhTo(dst, src []float32, in, out, add float32) { tanhGo(dst, src, in, out, add) }

func rows6x16AVX(k int64, a *float32, lda int64, b, c *float32, ldc int64) {}

func wholeTile(pairs int, in, w []int16, acc []int32) { wholeTileGo(pairs, in, w, acc) }

func quantise(dst []int16, src []float32, by float32) { quantiseGo(dst, src, by) }

func widen(dst []float32, acc []int32, scale, bias []float32, by float32) {
	widenGo(dst, acc, scale, bias, by)
}

func rowAdd(dst []float32, row []int8, scale float32) { rowAddGo(dst, row, scale) }
