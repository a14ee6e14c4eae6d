package events

import (
	_ "embed" // events.bin
	"fmt"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// FeaturePrint names the code that makes the features. It changes whenever a
// template of bag.go, scene.go, view.go, pairfeatures.go, partyfeatures.go or
// realityfeatures.go does: weights of another print are refused.
const FeaturePrint = "events-features-2"

// WeightKind is the kind of the weight file.
const WeightKind = "events"

//go:embed weights/events.bin
var weightData string

// Models are the trained tables of the room.
type Models struct {
	Pair       *Table // roots of pairs
	Trigger    *Table // 0 none, else 1 + index into claim.Types
	Party      *Table // 0 none, 1 actor, 2 recipient
	Reality    *Table // index into claim.Realities
	Background *Table // 0 no, 1 yes
	Thresholds Thresholds
	classes    bool // the word classes are those of the training
}

// Tables names the tables of the weight file, in the order of Models.
var Tables = []string{"pair", "trigger", "party", "reality", "background"}

// Roots lists the classes of the pair table: PLV's types, which take CONCEDE
// and RETREAT together as YIELD.
var Roots = []claim.Type{claim.Agree, claim.Consult, claim.Support, claim.Cooperate, claim.Aid, Yield, claim.Request, claim.Accuse,
	claim.Reject, claim.Threaten, claim.Protest, claim.Sanction, claim.Mobilize, claim.Coerce, claim.Assault}

// Yield is PLV's name for CONCEDE and RETREAT together.
const Yield claim.Type = "YIELD"

// shipped gives the models that the program carries; nil where they do not fit
// this code, which a test forbids.
var shipped = sync.OnceValue(func() *Models {
	m, err := LoadModels(weightData)
	if err != nil {
		return nil
	}
	return m
})

// LoadModels reads a weight file.
func LoadModels(data string) (*Models, error) {
	f, err := model.Open(data, WeightKind, FeaturePrint)
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	m := &Models{Thresholds: shippedThresholds, classes: f.Meta["words"] == fmt.Sprintf("%08x", language.Shipped().WordPrint())}
	err = f.Load(func() {
		for i, t := range []**Table{&m.Pair, &m.Trigger, &m.Party, &m.Reality, &m.Background} {
			name := Tables[i]
			signed := f.Int32(name + ".keys")
			keys := make([]uint32, len(signed))
			for k, x := range signed {
				keys[k] = uint32(x)
			}
			scale := f.Float32(name + ".scale")
			size := [5]int{len(Roots), 1 + len(claim.Types), 3, len(claim.Realities), 2}[i]
			*t = NewTable(size, keys, f.Int8(name+".weights", len(keys), size), scale[0])
		}
	})
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	return m, nil
}
