package model

import "math"

// fast gives how many of n elements the vector kernels take, a multiple of 8.
func fast(n int) int {
	if !hasAVX2 {
		return 0
	}
	return n &^ 7
}

// Add adds src to dst, element by element.
func Add(dst, src []float32) {
	src = src[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		addAVX(int64(n), &dst[0], &src[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] += src[i]
	}
}

// ScaleAdd adds a*src to dst.
func ScaleAdd(dst, src []float32, a float32) {
	src = src[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		scaleAddAVX(int64(n), &dst[0], &src[0], a)
	}
	for i := n; i < len(dst); i++ {
		dst[i] += float32(a * src[i])
	}
}

// Times multiplies dst by src.
func Times(dst, src []float32) {
	src = src[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		timesAVX(int64(n), &dst[0], &src[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] *= src[i]
	}
}

// TimesTo fills dst with a*b.
func TimesTo(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		timesToAVX(int64(n), &dst[0], &a[0], &b[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] = a[i] * b[i]
	}
}

// TimesAdd adds a*b to dst.
func TimesAdd(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		timesAddAVX(int64(n), &dst[0], &a[0], &b[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] += float32(a[i] * b[i])
	}
}

// Three fills dst with a*wa + b*wb + c*wc, added in this order.
func Three(dst, a, b, c, wa, wb, wc []float32) {
	a, b, c, wa, wb, wc = a[:len(dst)], b[:len(dst)], c[:len(dst)], wa[:len(dst)], wb[:len(dst)], wc[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		threeAVX(int64(n), &dst[0], &a[0], &b[0], &c[0], &wa[0], &wb[0], &wc[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] = float32(float32(a[i]*wa[i])+float32(b[i]*wb[i])) + float32(c[i]*wc[i])
	}
}

// TimesAdd3 adds a*b*c to dst.
func TimesAdd3(dst, a, b, c []float32) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		timesAdd3AVX(int64(n), &dst[0], &a[0], &b[0], &c[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] += float32(float32(a[i]*b[i]) * c[i])
	}
}

// Mix fills dst with f*prev + (1-f)*z; dst may be z.
func Mix(dst, prev, z, f []float32) {
	prev, z, f = prev[:len(dst)], z[:len(dst)], f[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		mixAVX(int64(n), &dst[0], &prev[0], &z[0], &f[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] = z[i] + float32(f[i]*(prev[i]-z[i]))
	}
}

// Unmix is Mix backwards for the gradient d of its result: it fills that of z
// and of the logits of f, and adds to that of prev.
func Unmix(dz, df, dprev, d, prev, z, f []float32) {
	n := fast(len(d))
	if n > 0 {
		_, _, _, _, _, _ = dz[n-1], df[n-1], dprev[n-1], prev[n-1], z[n-1], f[n-1]
		unmixAVX(int64(n), &dz[0], &df[0], &dprev[0], &d[0], &prev[0], &z[0], &f[0])
	}
	for i := n; i < len(d); i++ {
		g, fi := d[i], f[i]
		dz[i] = g * (1 - fi)
		df[i] = g * (prev[i] - z[i]) * fi * (1 - fi)
		dprev[i] += g * fi
	}
}

// Ungate goes backwards through r*c, r the sigmoid of a logit, for the
// gradient d: it fills that of the logit and of c.
func Ungate(dr, dc, d, c, r []float32) {
	n := fast(len(d))
	if n > 0 {
		_, _, _, _ = dr[n-1], dc[n-1], c[n-1], r[n-1]
		ungateAVX(int64(n), &dr[0], &dc[0], &d[0], &c[0], &r[0])
	}
	for i := n; i < len(d); i++ {
		g := d[i] * r[i]
		dc[i] = g
		dr[i] = g * c[i] * (1 - r[i])
	}
}

// Affine fills dst with src*gain + bias.
func Affine(dst, src, gain, bias []float32) {
	src, gain, bias = src[:len(dst)], gain[:len(dst)], bias[:len(dst)]
	n := fast(len(dst))
	if n > 0 {
		affineAVX(int64(n), &dst[0], &src[0], &gain[0], &bias[0])
	}
	for i := n; i < len(dst); i++ {
		dst[i] = float32(src[i]*gain[i]) + bias[i]
	}
}

// Normalise fills dst with src, moved and scaled to mean 0 and deviation 1,
// and gives 1/deviation.
func Normalise(dst, src []float32) float32 {
	dst = dst[:len(src)]
	mean := Sum(src) / float32(len(src))
	inv := inverse(spread(src, mean), len(src))
	n := fast(len(src))
	if n > 0 {
		normaliseAVX(int64(n), &dst[0], &src[0], mean, inv)
	}
	for i := n; i < len(src); i++ {
		dst[i] = (src[i] - mean) * inv
	}
	return inv
}

// NormaliseRows fills dst with the rows of src, as long as gain, as Normalise
// and Affine give them one after another; dst may be src.
func NormaliseRows(dst, src, gain, bias []float32) {
	n := len(gain)
	dst, bias = dst[:len(src)], bias[:n]
	at := 0
	if n > 0 && fast(n) == n {
		var sums, means [4]float32
		for ; at+4*n <= len(src); at += 4 * n {
			sum4AVX(int64(n), &src[at], &sums)
			for r, s := range sums {
				means[r] = s / float32(n)
			}
			spread4AVX(int64(n), &src[at], &means, &sums)
			for r, s := range sums {
				normaffineAVX(int64(n), &dst[at+r*n], &src[at+r*n], means[r], inverse(s, n), &gain[0], &bias[0])
			}
		}
	}
	for ; at+n <= len(src); at += n {
		Normalise(dst[at:][:n], src[at:][:n])
		Affine(dst[at:][:n], dst[at:][:n], gain, bias)
	}
}

// inverse gives 1/deviation of n numbers, for the sum of squares of what they
// are off their mean.
func inverse(spread float32, n int) float32 {
	return float32(1 / math.Sqrt(float64(spread/float32(n))+1e-5))
}

// Leak divides what is below 0 by 10.
func Leak(v []float32) {
	n := fast(len(v))
	if n > 0 {
		leakAVX(int64(n), &v[0])
	}
	for i := n; i < len(v); i++ {
		if v[i] < 0 {
			v[i] = float32(v[i] * 0.1)
		}
	}
}

// Round8 fills dst with src in units of unit, rounded to the nearest whole
// number, halves away from 0; none may be above 127.
func Round8(dst []int8, src []float32, unit float32) {
	dst = dst[:len(src)]
	n := fast(len(src))
	if n > 0 {
		round8AVX(int64(n), &dst[0], &src[0], unit)
	}
	for i := n; i < len(src); i++ {
		x := src[i] / unit
		if x < 0 {
			x -= .5
		} else {
			x += .5
		}
		dst[i] = int8(x)
	}
}

// Unnormalise adds to dx the gradient of the input of Normalise and Affine,
// for the gradient d of their result, hat the result of Normalise and inv what
// it gave.
func Unnormalise(dx, d, gain, hat []float32, inv float32) {
	dx, gain, hat = dx[:len(d)], gain[:len(d)], hat[:len(d)]
	var s1, s2 float32
	for i, g := range d {
		g *= gain[i]
		s1 += g
		s2 += g * hat[i]
	}
	s1 /= float32(len(d))
	s2 /= float32(len(d))
	n := fast(len(d))
	if n > 0 {
		unnormAVX(int64(n), &dx[0], &d[0], &gain[0], &hat[0], inv, s1, s2)
	}
	for i := n; i < len(d); i++ {
		dx[i] += inv * (d[i]*gain[i] - s1 - hat[i]*s2)
	}
}

// Adam takes a step for values v with gradients g, averages m and squares s,
// and clears g. keep1 and keep2 are the shares the averages keep.
func Adam(v, g, m, s []float32, scale, rate, keep1, keep2 float32) {
	g, m, s = g[:len(v)], m[:len(v)], s[:len(v)]
	n := fast(len(v))
	if n > 0 {
		adamAVX(int64(n), &v[0], &g[0], &m[0], &s[0], scale, rate, keep1, keep2, 1-keep1, 1-keep2)
	}
	for i := n; i < len(v); i++ {
		d := g[i] * scale
		m[i] = keep1*m[i] + (1-keep1)*d
		s[i] = keep2*s[i] + (1-keep2)*d*d
		v[i] -= rate * m[i] / (float32(math.Sqrt(float64(s[i]))) + 1e-8)
		g[i] = 0
	}
}

// lanes adds up eight sums in the order of the vector kernels.
func lanes(s *[8]float32) float32 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// Sum adds up the elements of v, in the same order on every machine.
func Sum(v []float32) float32 {
	n := len(v) &^ 7
	var total float32
	switch {
	case n > 0 && hasAVX2:
		total = sumAVX(int64(n), &v[0])
	case n > 0:
		var s [8]float32
		for i := 0; i < n; i++ {
			s[i&7] += v[i]
		}
		total = lanes(&s)
	}
	for _, x := range v[n:] {
		total += x
	}
	return total
}

func spread(v []float32, mean float32) float32 {
	n := len(v) &^ 7
	var total float32
	switch {
	case n > 0 && hasAVX2:
		total = spreadAVX(int64(n), &v[0], mean)
	case n > 0:
		var s [8]float32
		for i := 0; i < n; i++ {
			d := v[i] - mean
			s[i&7] += float32(d * d)
		}
		total = lanes(&s)
	}
	for _, x := range v[n:] {
		d := x - mean
		total += float32(d * d)
	}
	return total
}

// Dot adds up a*b, in the same order on every machine.
func Dot(a, b []float32) float32 {
	b = b[:len(a)]
	n := len(a) &^ 7
	var total float32
	switch {
	case n > 0 && hasAVX2:
		total = dotAVX(int64(n), &a[0], &b[0])
	case n > 0:
		var s [8]float32
		for i := 0; i < n; i++ {
			s[i&7] += float32(a[i] * b[i])
		}
		total = lanes(&s)
	}
	for i := n; i < len(a); i++ {
		total += float32(a[i] * b[i])
	}
	return total
}

// Peak is the largest magnitude in v.
func Peak(v []float32) float32 {
	n := fast(len(v))
	var top float32
	if n > 0 {
		top = peakAVX(int64(n), &v[0])
	}
	for _, x := range v[n:] {
		if x < 0 {
			x = -x
		}
		if x > top {
			top = x
		}
	}
	return top
}
