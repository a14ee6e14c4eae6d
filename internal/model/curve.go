package model

// The curves use the rational approximation of tanh of the Eigen library
// (13th over 6th degree, error under 1e-6). Products and sums are rounded one
// by one, so that the result is the same with and without vector instructions.
const (
	tanhMax = 7.90531110763549805
	tanhA1  = 4.89352455891786e-03
	tanhA3  = 6.37261928875436e-04
	tanhA5  = 1.48572235717979e-05
	tanhA7  = 5.12229709037114e-08
	tanhA9  = -8.60467152213735e-11
	tanhA11 = 2.00018790482477e-13
	tanhA13 = -2.76076847742355e-16
	tanhB0  = 4.89352518554385e-03
	tanhB2  = 2.26843463243900e-03
	tanhB4  = 1.18534705686654e-04
	tanhB6  = 1.19825839466702e-06
)

// Sigmoid fills dst with 1/(1+exp(-x)) of src; they may be the same.
func Sigmoid(dst, src []float32) { tanhTo(dst, src, 0.5, 0.5, 0.5) }

// Tanh fills dst with tanh of src; they may be the same.
func Tanh(dst, src []float32) { tanhTo(dst, src, 1, 1, 0) }

func tanhGo(dst, src []float32, in, out, add float32) {
	for i, x := range src {
		x = float32(x * in)
		if x > tanhMax {
			x = tanhMax
		}
		if x < -tanhMax {
			x = -tanhMax
		}
		y := float32(x * x)
		p := float32(float32(y*tanhA13) + tanhA11)
		p = float32(float32(p*y) + tanhA9)
		p = float32(float32(p*y) + tanhA7)
		p = float32(float32(p*y) + tanhA5)
		p = float32(float32(p*y) + tanhA3)
		p = float32(float32(p*y) + tanhA1)
		p = float32(p * x)
		q := float32(float32(y*tanhB6) + tanhB4)
		q = float32(float32(q*y) + tanhB2)
		q = float32(float32(q*y) + tanhB0)
		dst[i] = float32(float32(float32(p/q)*out) + add)
	}
}
