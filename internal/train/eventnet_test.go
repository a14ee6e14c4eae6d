package train

import (
	"math"
	"testing"

	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/model"
)

// A net learns from vectors what features do not tell, and the weight file gives
// back what was trained, the same bytes each time.
func TestNetLearnsFromVectorsWhatFeaturesDoNotTell(t *testing.T) {
	var examples []tableExample
	for i := range 400 {
		x, y := float32(i%2)*2-1, float32(i/2%2)*2-1
		class := 0
		if x*y > 0 {
			class = 1 // neither number tells it alone
		}
		e := tableExample{keys: []uint32{7, 9 + uint32(i%3)}, values: []float32{1, 1}, class: class, share: 1}
		examples = append(examples, e.with(2, func(dst []float32) { dst[0], dst[1] = x, y }))
	}
	o := netOptions{classes: 2, hidden: 16, nets: 2, epochs: 40, rate: .1, decay: .001, denseRate: .01, least: 1, seed: 1}
	encode := func(n *trainedNet) string {
		w := model.NewWriter("test", "test")
		n.put(w, "net")
		return string(w.Encode())
	}
	with := fitNet(examples, o)
	if encode(with) != encode(fitNet(examples, o)) {
		t.Error("the same examples and seed give other weights")
	}
	o.noDense = true
	without := fitNet(examples, o)
	if with.inputs != 2 || with.hidden != 32 || without.inputs != 0 {
		t.Fatalf("%d inputs and %d units, %d without vectors", with.inputs, with.hidden, without.inputs)
	}
	right := func(n *trainedNet) float64 {
		good := 0
		for i := range examples {
			e := &examples[i]
			h := make([]float64, n.classes)
			if n.inputs > 0 {
				in := make([]float32, 2)
				e.dense(in)
				for u := range n.hidden {
					a := n.b1[u] + in[0]*n.w1[u] + in[1]*n.w1[n.hidden+u]
					for c := range h {
						h[c] += math.Max(float64(a), 0) * float64(n.w2[u*n.classes+c])
					}
				}
			}
			p := n.table().Probabilities(&events.Bag{Keys: e.keys, Values: e.values}, nil)
			for c := range h {
				h[c] += math.Log(p[c])
			}
			if (h[1] > h[0]) == (e.class == 1) {
				good++
			}
		}
		return float64(good) / float64(len(examples))
	}
	if a, b := right(with), right(without); a < .95 || b > .7 {
		t.Errorf("right with vectors %.2f, without %.2f", a, b)
	}
}

// The calibration of confidences that are half too sure brings them back.
func TestCalibrationFindsWhatIsRight(t *testing.T) {
	var all []surety
	for i := range 4000 {
		want := .1 + .8*float64(i%40)/39
		x := 2 * math.Log(want/(1-want)) // told twice as surely as it is
		all = append(all, surety{1 / (1 + math.Exp(-x)), float64(i/40%100) < want*100})
	}
	a, b := calibration(all)
	if math.Abs(a-.5) > .05 || math.Abs(b) > .1 {
		t.Errorf("a %.3f, b %.3f; want .5 and 0", a, b)
	}
}
