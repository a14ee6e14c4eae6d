package events

import (
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/model"
)

// The weights that the program carries were trained with this feature code.
func TestWeightsFitThisCode(t *testing.T) {
	m, err := LoadModels(weightData)
	if err != nil {
		t.Fatal(err)
	}
	if !m.classes {
		t.Log("the word classes are not those of the training and are left out: train the events anew")
	}
	if !m.states {
		t.Log("the vectors of words are not those of the training and are left out: train the events anew")
	}
	if n := len(weightData); n > 9<<19 {
		t.Errorf("%d bytes of weights, want at most 4.5 MiB", n)
	}
}

func TestWeightsOfOtherCodeAreRefused(t *testing.T) {
	other := strings.Replace(weightData, FeaturePrint, "events-features-0", 1)
	if _, err := LoadModels(other); err == nil {
		t.Error("weights of another print were taken")
	}
	if _, err := LoadModels(weightData[:len(weightData)/2]); err == nil {
		t.Error("half a file was taken")
	}
}

// A table gives the same for known features whatever the order in which they
// are added, and even chances for none.
func TestTable(t *testing.T) {
	var b Bag
	b.Reset()
	b.Add(1, 1, 2, 3, 4)
	b.Add(1, .5, 2, 3, 4) // again, weaker: counts once
	if len(b.Keys) != 1 || b.Values[0] != 1 {
		t.Fatalf("%v %v", b.Keys, b.Values)
	}
	table := model.NewLinear(2, []uint32{b.Keys[0]}, []int8{0, 100}, .02)
	if p := table.Probabilities(&b, nil); p[1] < .88 || p[1] > .89 { // 1/(1+exp(-2))
		t.Errorf("%v", p)
	}
	b.Reset()
	if p := table.Probabilities(&b, nil); p[0] != .5 {
		t.Errorf("%v for a bag without known features", p)
	}
}
