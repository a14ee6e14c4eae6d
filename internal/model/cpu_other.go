//go:build !amd64

package model

var hasAVX2 = false

func tile6x16(k int, a, b, c []float32, ldc int) { tile6x16Go(k, a, b, c, ldc) }

func tanhTo(dst, src []float32, in, out, add float32) { tanhGo(dst, src, in, out, add) }

func rows6x16AVX(k int64, a *float32, lda int64, b, c *float32, ldc int64) {}
