package model

import (
	"math"
	"testing"
)

// A bag keeps a feature once, with its greatest value; a table gives even
// chances where it knows no feature.
func TestBagAndLinear(t *testing.T) {
	var b Bag
	b.Reset()
	b.Add(1, 1, 2, 3, 4)
	b.Add(1, .5, 2, 3, 4)
	if len(b.Keys) != 1 || b.Values[0] != 1 {
		t.Fatalf("%v %v", b.Keys, b.Values)
	}
	table := NewLinear(2, []uint32{b.Keys[0]}, []int8{0, 100}, .02)
	if p := table.Probabilities(&b, nil); p[1] < .88 || p[1] > .89 { // 1/(1+exp(-2))
		t.Errorf("%v", p)
	}
	b.Reset()
	if p := table.Probabilities(&b, nil); p[0] != .5 {
		t.Errorf("%v for a bag without known features", p)
	}
	for i := uint32(0); i < 2*bagSlots; i++ { // more than it holds
		b.Add(2, 1, i, 0, 0)
	}
	if len(b.Keys) != bagSlots/2 {
		t.Errorf("%d features held, want %d", len(b.Keys), bagSlots/2)
	}
}

// Scores are the same with and without vector instructions, and the sums that
// they should be.
func TestScoresOfABag(t *testing.T) {
	defer func(old bool) { hasAVX2 = old }(hasAVX2)
	const classes = 11
	keys := []uint32{7, 7 + 16, 9, 1 << 20}
	weights := make([]int8, len(keys)*classes)
	for i := range weights {
		weights[i] = int8(i*37 - 100)
	}
	table := NewLinear(classes, keys, weights, .5)
	b := &Bag{Keys: []uint32{9, 3, 7 + 16, 7 + 32, 1 << 20}, Values: []float32{1, 5, .3, 2, .7}}
	var got [2][]float64
	for k := range got {
		got[k] = table.Logits(b, nil)
		hasAVX2 = false
	}
	if len(got[0]) != classes {
		t.Fatalf("%d scores", len(got[0]))
	}
	for c, x := range got[0] {
		sum := 0.0
		for k, row := range map[int]int{0: 2, 2: 1, 4: 3} {
			sum += float64(b.Values[k]) * float64(weights[row*classes+c])
		}
		want := sum * .5 / math.Sqrt(1+.09+.49)
		if x != got[1][c] || math.Abs(x-want) > 1e-4 {
			t.Errorf("class %d: %g, without vectors %g, want %g", c, x, got[1][c], want)
		}
	}
}
