package train

import (
	"math"
	"sort"

	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/model"
)

// tableExample is one example of a table: hashed features and a class.
type tableExample struct {
	keys   []uint32
	values []float32
	class  int
	share  float32 // weight in the loss

	inputs int                 // numbers of vectors; 0 for none
	dense  func(dst []float32) // writes them
}

func exampleOf(b *events.Bag, class int, share float32) tableExample {
	return tableExample{keys: append([]uint32(nil), b.Keys...), values: append([]float32(nil), b.Values...), class: class, share: share}
}

// with adds the vectors to an example.
func (e tableExample) with(inputs int, dense func(dst []float32)) tableExample {
	e.inputs, e.dense = inputs, dense
	return e
}

// tableOptions are the settings of fitTable.
type tableOptions struct {
	classes int
	pull    float64 // L2
	steps   int     // of L-BFGS, at most
	least   int     // features in fewer examples are left out
	prune   float64 // features whose weights all lie below this share of the largest are left out
}

// trainedTable is a table with the parts it is made of.
type trainedTable struct {
	classes int
	keys    []uint32
	weights []int8
	scale   float32
}

func (t *trainedTable) table() *events.Table {
	return model.NewLinear(t.classes, t.keys, t.weights, t.scale)
}

// frequentKeys gives the features that at least so many examples have, in
// order, and their numbers.
func frequentKeys(examples []tableExample, least int) (keys []uint32, number map[uint32]int32) {
	count := map[uint32]int32{}
	for i := range examples {
		for _, k := range examples[i].keys {
			count[k]++
		}
	}
	for k, n := range count {
		if int(n) >= least {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	number = make(map[uint32]int32, len(keys))
	for i, k := range keys {
		number[k] = int32(i)
	}
	return keys, number
}

// fitTable fits a multinomial logistic regression and rounds it to 8 bits.
func fitTable(examples []tableExample, o tableOptions) *trainedTable {
	keys, number := frequentKeys(examples, o.least)
	s := newSparse()
	var index []int32
	var value []float32
	for _, e := range examples {
		index, value = index[:0], value[:0]
		for j, k := range e.keys {
			if i, ok := number[k]; ok {
				index, value = append(index, i), append(value, e.values[j])
			}
		}
		s.add(index, value, e.class, e.share)
	}
	w := logistic{len(keys), o.classes, o.pull, o.steps}.fit(s)
	return roundTable(w, keys, o.classes, o.prune)
}

// roundTable rounds weights [keys][classes] to 8 bits.
func roundTable(w []float32, keys []uint32, classes int, prune float64) *trainedTable {
	largest := 1e-9
	for _, x := range w {
		largest = math.Max(largest, math.Abs(float64(x)))
	}
	t := &trainedTable{classes: classes, scale: float32(largest / 127)}
	for i, k := range keys {
		row := w[i*classes : (i+1)*classes]
		kept := false
		for _, x := range row {
			kept = kept || math.Abs(float64(x)) >= prune*largest
		}
		if !kept {
			continue
		}
		t.keys = append(t.keys, k)
		for _, x := range row {
			t.weights = append(t.weights, int8(math.RoundToEven(float64(x)/largest*127)))
		}
	}
	return t
}
