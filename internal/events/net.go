package events

import (
	"github.com/entente-project/entente/internal/model"
)

// Net tells classes apart by hashed features, which count directly, and by the
// vectors that the encoder gives some words, through one hidden layer. With
// nets trained from several seeds, their logits are added up: one wider net.
type Net struct {
	Table  *Table
	Inputs int // numbers of an input; 0 for a net without vectors
	hidden *model.Matrix
	out    *model.Matrix
}

// NetSpace is working space; one for each goroutine.
type NetSpace struct {
	whole  model.WholeSpace
	inputs []float32
	hidden []float32
	out    []float32
}

// readNet takes a net out of a weight file: NAME.keys, NAME.weights,
// NAME.scale; NAME.hidden and NAME.out.
func readNet(f *model.File, name string, classes int) *Net {
	signed := f.Int32(name + ".keys")
	keys := make([]uint32, len(signed))
	for k, x := range signed {
		keys[k] = uint32(x)
	}
	scale := f.Float32(name + ".scale")
	n := &Net{Table: model.NewLinear(classes, keys, f.Int8(name+".weights", len(keys), classes), scale[0])}
	if f.Has(name + ".size") {
		size := f.Int32(name+".size", 2)
		n.Inputs = int(size[0])
		n.hidden, n.out = f.Matrix(name+".hidden", int(size[0]), int(size[1])), f.Matrix(name+".out", int(size[1]), classes)
	}
	return n
}

// over gives Dense of rows inputs that write fills; nil for a net without
// vectors, or vectors of another encoder.
func (n *Net) over(s *NetSpace, inputs, rows int, write func(row int, dst []float32)) (out []float32, stride int) {
	if n.Inputs == 0 || n.Inputs != inputs || rows == 0 {
		return nil, 0
	}
	if cap(s.inputs) < rows*inputs {
		s.inputs = make([]float32, rows*inputs)
	}
	for k := range rows {
		write(k, s.inputs[k*inputs:][:inputs])
	}
	return n.Dense(s, s.inputs, rows)
}

// row is a row of what over gave; nil for none.
func row(dense []float32, stride, k int) []float32 {
	if stride == 0 {
		return nil
	}
	return dense[k*stride:][:stride]
}

// Dense gives what the vectors add to the logits: rows inputs to [rows][stride]
// numbers, in working space.
func (n *Net) Dense(s *NetSpace, inputs []float32, rows int) (out []float32, stride int) {
	room := (rows + 5) / 6 * 6
	h, o := n.hidden.Stride(), n.out.Stride()
	if cap(s.hidden) < room*h {
		s.hidden = make([]float32, room*h)
	}
	if cap(s.out) < room*o {
		s.out = make([]float32, room*o)
	}
	s.hidden, s.out = s.hidden[:room*h], s.out[:room*o]
	n.hidden.Apply(&s.whole, s.hidden, inputs, rows, n.Inputs)
	for i, x := range s.hidden {
		if x < 0 {
			s.hidden[i] = 0
		}
	}
	n.out.Apply(&s.whole, s.out, s.hidden, rows, h)
	return s.out, o
}

// Probabilities joins the features with what Dense gave, which may be nil.
func (n *Net) Probabilities(b *Bag, dense []float32, out []float64) []float64 {
	out = n.Table.Logits(b, out)
	for c := range out {
		if dense != nil {
			out[c] += float64(dense[c])
		}
	}
	return model.Shares(out)
}
