//go:build !amd64

package model

func dotsAVX(n, size int64, dst, a, b *float32, stride int64) {}

func blend32AVX(n int64, dst, shares, b *float32, stride int64) {}
