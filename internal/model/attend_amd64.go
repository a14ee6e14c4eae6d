package model

//go:noescape
func dotsAVX(n, size int64, dst, a, b *float32, stride int64)

//go:noescape
func blend32AVX(n int64, dst, shares, b *float32, stride int64)
