//go:build !amd64

package model

// Without vector instructions the Go code beside each kernel does all the
// work; these are never called.

func addAVX(n int64, dst, src *float32)                                                  {}
func scaleAddAVX(n int64, dst, src *float32, a float32)                                  {}
func timesAVX(n int64, dst, src *float32)                                                {}
func timesToAVX(n int64, dst, a, b *float32)                                             {}
func timesAddAVX(n int64, dst, a, b *float32)                                            {}
func timesAdd3AVX(n int64, dst, a, b, c *float32)                                        {}
func mixAVX(n int64, dst, prev, z, f *float32)                                           {}
func unmixAVX(n int64, dz, df, dprev, d, prev, z, f *float32)                            {}
func ungateAVX(n int64, dr, dc, d, c, r *float32)                                        {}
func affineAVX(n int64, dst, src, gain, bias *float32)                                   {}
func normaliseAVX(n int64, dst, src *float32, mean, inv float32)                         {}
func unnormAVX(n int64, dx, d, gain, hat *float32, inv, s1, s2 float32)                  {}
func adamAVX(n int64, val, grad, mean, sq *float32, scale, rate, b1, b2, c1, c2 float32) {}
func sumAVX(n int64, src *float32) float32                                               { return 0 }
func spreadAVX(n int64, src *float32, mean float32) float32                              { return 0 }
func dotAVX(n int64, a, b *float32) float32                                              { return 0 }
func peakAVX(n int64, src *float32) float32                                              { return 0 }
