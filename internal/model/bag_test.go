package model

import "testing"

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
