package model

import "math"

// Softmax turns scores into shares that add up to one. Like all that reading
// uses, it gives the same numbers on every machine.
func Softmax(v []float32) {
	if len(v) == 0 {
		return
	}
	top := v[0]
	for _, x := range v[1:] {
		if x > top {
			top = x
		}
	}
	var sum float32
	for i, x := range v {
		e := expBelow(x - top)
		v[i] = e
		sum += e
	}
	scale := 1 / sum
	for i := range v {
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
