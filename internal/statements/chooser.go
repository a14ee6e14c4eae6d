package statements

import (
	"math"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// The choices that are learnt.
const (
	ChooseCue     = iota // is this word a cue?
	ChooseSource         // which phrase is its source?
	ChoosePiece          // which stretch before or after is its content?
	ChooseContent        // which of the likely contents is it, seen together with the others?
	ChooseFinal          // is the whole right?
	Choosers             // how many there are
)

// ChooserBits are the sizes of the tables, in bits.
var ChooserBits = [Choosers]int{20, 20, 21, 18, 19}

// Chooser scores choices: the sum of the weights that their features name.
type Chooser struct {
	Bits    int
	Scale   float32
	Weights []int8 // [1<<Bits]
}

// Score is the sum of the weights of the features.
func (c *Chooser) Score(features []Feature) float32 {
	shift := 32 - c.Bits
	sum := int32(0)
	for _, f := range features {
		sum += int32(c.Weights[f>>shift])
	}
	return float32(sum) * c.Scale
}

// NewChooser gives a chooser that scores every choice 0.
func NewChooser(k int) Chooser {
	return Chooser{Bits: ChooserBits[k], Scale: 1, Weights: make([]int8, 1<<ChooserBits[k])}
}

// Model is what the trained finder knows.
type Model struct {
	Choosers [Choosers]Chooser
	Nets     [Choosers]*Net // nil for those without one
	Classes  bool           // word classes of the language room are those it learnt with
}

// Print is the fingerprint of the features; it changes with them.
const Print = "statements-3"

// Encode gives the weight file.
func (m *Model) Encode(meta map[string]string) []byte {
	w := model.NewWriter("statements", Print)
	for k, v := range meta {
		w.Meta[k] = v
	}
	w.Int32("words", []int32{int32(language.Shipped().WordPrint())})
	w.Int32("states", []int32{int32(language.Shipped().StatePrint())})
	for i, c := range m.Choosers {
		name := string(rune('0' + i))
		w.Int8("table"+name, c.Weights)
		w.Float32("scale"+name, []float32{c.Scale})
		if n := m.Nets[i]; n != nil {
			w.Int32("net"+name, []int32{int32(n.Places), int32(n.Width), int32(n.Hidden)})
			w.Float32("hidden"+name, n.W)
			w.Float32("bias"+name, n.B)
			w.Float32("out"+name, n.V)
		}
	}
	return w.Encode()
}

// LoadModel reads a weight file.
func LoadModel(data string) (*Model, error) {
	f, err := model.Open(data, "statements", Print)
	if err != nil {
		return nil, err
	}
	m := &Model{}
	err = f.Load(func() {
		m.Classes = uint32(f.Int32("words", 1)[0]) == language.Shipped().WordPrint()
		states := uint32(f.Int32("states", 1)[0]) == language.Shipped().StatePrint()
		for i := range m.Choosers {
			name := string(rune('0' + i))
			if states && NetPlaces[i] > 0 && f.Has("net"+name) { // those of another encoder mean something else
				size := f.Int32("net"+name, 3)
				n := &Net{Places: NetPlaces[i], Width: int(size[1]), Hidden: int(size[2])}
				n.W = f.Float32("hidden"+name, n.Places*n.Hidden*n.Width)
				n.B, n.V = f.Float32("bias"+name, n.Hidden), f.Float32("out"+name, n.Hidden)
				m.Nets[i] = n
			}
			m.Choosers[i] = Chooser{Bits: ChooserBits[i], Scale: f.Float32("scale"+name, 1)[0], Weights: f.Int8("table"+name, 1<<ChooserBits[i])}
		}
	})
	return m, err
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// softmax turns scores into probabilities, in place.
func softmax(v []float64) {
	top := math.Inf(-1)
	for _, x := range v {
		top = max(top, x)
	}
	sum := 0.0
	for i, x := range v {
		v[i] = math.Exp(x - top)
		sum += v[i]
	}
	for i := range v {
		v[i] /= sum
	}
}
