package commitments

import (
	_ "embed" // commitments.bin
	"fmt"
	"sync"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// FeaturePrint names the code that makes candidates and features (view.go,
// features.go): weights of another print are refused.
const FeaturePrint = "commitments-features-1"

// WeightKind is the kind of the weight file.
const WeightKind = "commitments"

//go:embed weights/commitments.bin
var weightData string

// Thresholds are the least probabilities of an undertaking.
type Thresholds struct {
	Rule  float64 // where the lexicon sees one
	Other float64 // elsewhere
}

// Model is the trained table: class 0 is no undertaking, else 1 + index into
// Kinds.
type Model struct {
	Table      *model.Linear
	Thresholds Thresholds
	classes    bool // the word classes are those of the training
}

// NewModel makes a model of a table trained with the program's word classes.
func NewModel(t *model.Linear) *Model {
	return &Model{Table: t, Thresholds: shippedThresholds, classes: true}
}

// shippedThresholds were chosen by five folds over the corpus's training part
// (entente train commitments --folds).
var shippedThresholds = Thresholds{Rule: .25, Other: .4}

// shipped gives the model that the program carries; nil where it does not fit
// this code, which a test forbids.
var shipped = sync.OnceValue(func() *Model {
	m, err := LoadModel(weightData)
	if err != nil {
		return nil
	}
	return m
})

// LoadModel reads a weight file.
func LoadModel(data string) (*Model, error) {
	f, err := model.Open(data, WeightKind, FeaturePrint)
	if err != nil {
		return nil, fmt.Errorf("commitments: %w", err)
	}
	m := &Model{Thresholds: shippedThresholds, classes: f.Meta["words"] == fmt.Sprintf("%08x", language.Shipped().WordPrint())}
	err = f.Load(func() {
		signed := f.Int32("keys")
		keys := make([]uint32, len(signed))
		for k, x := range signed {
			keys[k] = uint32(x)
		}
		size := 1 + len(Kinds)
		m.Table = model.NewLinear(size, keys, f.Int8("weights", len(keys), size), f.Float32("scale")[0])
	})
	if err != nil {
		return nil, fmt.Errorf("commitments: %w", err)
	}
	return m, nil
}
