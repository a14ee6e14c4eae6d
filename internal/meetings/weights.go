package meetings

import (
	_ "embed" // meetings.bin
	"fmt"
	"sync"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// FeaturePrint names the code that makes candidates and features (view.go):
// weights of another print are refused.
const FeaturePrint = "meetings-features-1"

// WeightKind is the kind of the weight file.
const WeightKind = "meetings"

//go:embed weights/meetings.bin
var weightData string

// Model is the trained tables of the room.
type Model struct {
	Meeting   *model.Linear // 1 where the word tells a meeting
	Status    *model.Linear // index into Statuses
	Threshold float64       // least probability of a meeting
	classes   bool          // the word classes are those of the training
}

// shippedThreshold was chosen by five folds over the corpus's training part
// (entente train meetings --folds).
const shippedThreshold = .4

// NewModel makes a model of tables trained with the program's word classes.
func NewModel(meeting, status *model.Linear) *Model {
	return &Model{meeting, status, shippedThreshold, true}
}

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
		return nil, fmt.Errorf("meetings: %w", err)
	}
	m := &Model{Threshold: shippedThreshold, classes: f.Meta["words"] == fmt.Sprintf("%08x", language.Shipped().WordPrint())}
	err = f.Load(func() {
		table := func(name string, size int) *model.Linear {
			signed := f.Int32(name + "keys")
			keys := make([]uint32, len(signed))
			for k, x := range signed {
				keys[k] = uint32(x)
			}
			return model.NewLinear(size, keys, f.Int8(name+"weights", len(keys), size), f.Float32(name + "scale")[0])
		}
		m.Meeting, m.Status = table("", 2), table("status.", len(Statuses))
	})
	if err != nil {
		return nil, fmt.Errorf("meetings: %w", err)
	}
	return m, nil
}
