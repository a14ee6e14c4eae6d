package model

// Dots fills dst with the dot products of a and the rows of b, which are
// stride apart; each is what Dot gives.
func Dots(dst, a, b []float32, stride int) {
	if len(dst) == 0 {
		return
	}
	if hasAVX2 && len(a) > 0 && len(a)%8 == 0 {
		_ = b[(len(dst)-1)*stride+len(a)-1]
		dotsAVX(int64(len(dst)), int64(len(a)), &dst[0], &a[0], &b[0], int64(stride))
		return
	}
	for j := range dst {
		dst[j] = Dot(a, b[j*stride:][:len(a)])
	}
}

// Blend adds the rows of b, which are stride apart, by their shares to dst:
// what ScaleAdd gives for one after another.
func Blend(dst, shares, b []float32, stride int) {
	if len(shares) == 0 {
		return
	}
	from := 0
	if hasAVX2 {
		for ; from+32 <= len(dst); from += 32 {
			_ = b[(len(shares)-1)*stride+from+31]
			blend32AVX(int64(len(shares)), &dst[from], &shares[0], &b[from], int64(stride))
		}
	}
	if from == len(dst) {
		return
	}
	for j, share := range shares {
		ScaleAdd(dst[from:], b[j*stride+from:][:len(dst)-from], share)
	}
}
