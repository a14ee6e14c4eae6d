package model

//go:noescape
func addAVX(n int64, dst, src *float32)

//go:noescape
func scaleAddAVX(n int64, dst, src *float32, a float32)

//go:noescape
func timesAVX(n int64, dst, src *float32)

//go:noescape
func timesToAVX(n int64, dst, a, b *float32)

//go:noescape
func timesAddAVX(n int64, dst, a, b *float32)

//go:noescape
func timesAdd3AVX(n int64, dst, a, b, c *float32)

//go:noescape
func mixAVX(n int64, dst, prev, z, f *float32)

//go:noescape
func unmixAVX(n int64, dz, df, dprev, d, prev, z, f *float32)

//go:noescape
func ungateAVX(n int64, dr, dc, d, c, r *float32)

//go:noescape
func affineAVX(n int64, dst, src, gain, bias *float32)

//go:noescape
func normaliseAVX(n int64, dst, src *float32, mean, inv float32)

//go:noescape
func unnormAVX(n int64, dx, d, gain, hat *float32, inv, s1, s2 float32)

//go:noescape
func adamAVX(n int64, val, grad, mean, sq *float32, scale, rate, b1, b2, c1, c2 float32)

//go:noescape
func sumAVX(n int64, src *float32) float32

//go:noescape
func spreadAVX(n int64, src *float32, mean float32) float32

//go:noescape
func dotAVX(n int64, a, b *float32) float32

//go:noescape
func peakAVX(n int64, src *float32) float32
