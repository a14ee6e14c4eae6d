package events

import (
	"sync"

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

// work is the working space of the finder; one for each goroutine.
type work struct {
	bag, triggers   Bag      // of parties, realities and merging, which never run inside each other; of triggers
	space, trigging NetSpace // the same
}

var spaces = sync.Pool{New: func() any { return new(work) }}

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

// netRows is how many inputs a net reads together, so that they stay near.
const netRows = 48

// over gives what the vectors add to the logits of rows inputs that write
// fills: [rows][stride] numbers, in working space; nil for a net without
// vectors, or vectors of another encoder.
func (n *Net) over(s *NetSpace, inputs, rows int, write func(row int, dst []float32)) (out []float32, stride int) {
	if n.Inputs == 0 || n.Inputs != inputs || rows == 0 {
		return nil, 0
	}
	h, o := n.hidden.Stride(), n.out.Stride()
	s.inputs, s.hidden, s.out = sized(s.inputs, min(rows, netRows)*inputs), sized(s.hidden, min(rows, netRows)*h), sized(s.out, rows*o)
	for from := 0; from < rows; from += netRows {
		some := min(netRows, rows-from)
		for k := range some {
			write(from+k, s.inputs[k*inputs:][:inputs])
		}
		n.hidden.Apply(&s.whole, s.hidden, s.inputs, some, inputs)
		for i, x := range s.hidden[:some*h] {
			if x < 0 {
				s.hidden[i] = 0
			}
		}
		n.out.Apply(&s.whole, s.out[from*o:], s.hidden, some, h)
	}
	return s.out, o
}

func sized(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n+n/2)[:n]
	}
	return v[:n]
}

// row is a row of what over gave; nil for none.
func row(dense []float32, stride, k int) []float32 {
	if stride == 0 {
		return nil
	}
	return dense[k*stride:][:stride]
}

// Probabilities joins the features with what over gave, which may be nil.
func (n *Net) Probabilities(b *Bag, dense []float32, out []float64) []float64 {
	out = n.Table.Logits(b, out)
	for c := range out {
		if dense != nil {
			out[c] += float64(dense[c])
		}
	}
	return model.Shares(out)
}
