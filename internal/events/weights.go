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
// template of bag.go, scene.go, senses.go, view.go, pairfeatures.go, partyfeatures.go or
// realityfeatures.go does: weights of another print are refused.
const FeaturePrint = "events-features-4"

// WeightKind is the kind of the weight file.
const WeightKind = "events"

//go:embed weights/events.bin
var weightData string

// Models are the trained tables of the room.
type Models struct {
	Pair       *Table       // roots of pairs
	Trigger    *Net         // 0 none, else 1 + index into claim.Types
	Party      *Net         // 0 none, 1 actor, 2 recipient
	Reality    *Net         // index into claim.Realities
	Background *Net         // 0 no, 1 yes
	Sides      *Net         // SideClasses
	Merge      *Net         // 0 two happenings, 1 one
	Empty      [][2]float64 // [types] how often annotators leave actors, recipients empty
	Thresholds Thresholds
	classes    bool // the word classes are those of the training
	states     bool // the vectors of words too
}

// Tables names the tables of the weight file, in the order of Models.
var Tables = []string{"pair", "trigger", "party", "reality", "background", "merge", "sides"}

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
	engine := language.Shipped()
	m := &Models{Thresholds: ShippedThresholds, classes: f.Meta["words"] == fmt.Sprintf("%08x", engine.WordPrint()),
		states: f.Meta["states"] == fmt.Sprintf("%08x", engine.StatePrint())}
	err = f.Load(func() {
		var pair *Net
		for i, t := range []**Net{&pair, &m.Trigger, &m.Party, &m.Reality, &m.Background, &m.Merge, &m.Sides} {
			*t = readNet(f, Tables[i], [7]int{len(Roots), 1 + len(claim.Types), 3, len(claim.Realities), 2, 2, SideClasses}[i])
		}
		m.Pair = pair.Table
		if !m.states { // they mean something else now
			for _, n := range []*Net{m.Trigger, m.Party, m.Reality, m.Background, m.Merge, m.Sides} {
				n.Inputs = 0
			}
		}
		for k, x := range f.Float32("empty", len(claim.Types)*2) {
			if k%2 == 0 {
				m.Empty = append(m.Empty, [2]float64{float64(x)})
			} else {
				m.Empty[k/2][1] = float64(x)
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	return m, nil
}
