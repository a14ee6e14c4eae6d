package model

import "math"

// Softmax turns scores into shares that add up to one. Like all that reading
// uses, it gives the same numbers on every machine.
func Softmax(v []float32) {
	if len(v) == 0 {
		return
	}
	n := fast(len(v))
	top := v[0]
	if n > 0 {
		top = topAVX(int64(n), &v[0])
	}
	for _, x := range v[n:] {
		if x > top {
			top = x
		}
	}
	if n > 0 {
		expBelowAVX(int64(n), &v[0], top)
		if n < len(v) {
			var rest [8]float32
			copy(rest[:], v[n:])
			expBelowAVX(8, &rest[0], top)
			copy(v[n:], rest[:])
		}
	} else {
		for i, x := range v {
			v[i] = expBelow(x - top)
		}
	}
	var sum float32
	for _, x := range v {
		sum += x
	}
	scale := 1 / sum
	if n > 0 {
		scaleAVX(int64(n), &v[0], scale)
	}
	for i := n; i < len(v); i++ {
		v[i] *= scale
	}
}

// expBelow is exp for x <= 0, good to six digits: a power of two times a
// polynomial of what is left (Cephes, expf). Products are rounded before they
// are added, so that no machine fuses them.
func expBelow(x float32) float32 {
	if x < -17 { // less than the last digit of 1
		return 0
	}
	const log2e, ln2hi, ln2lo = 1.44269504, 0.693359375, -2.12194440e-4
	k := float32(int32(float32(x*log2e) - 0.5))
	x -= float32(k * ln2hi)
	x -= float32(k * ln2lo)
	y := float32(1.9875691500e-4)
	y = float32(y*x) + 1.3981999507e-3
	y = float32(y*x) + 8.3334519073e-3
	y = float32(y*x) + 4.1665795894e-2
	y = float32(y*x) + 1.6666665459e-1
	y = float32(y*x) + 5.0000001201e-1
	y = float32(float32(y*x)*x) + x + 1
	return y * math.Float32frombits(uint32(int32(k)+127)<<23)
}
