package train

import (
	"fmt"
	"strconv"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// StatementOptions are the settings of Statements.
type StatementOptions struct {
	Options
	Corpus string  // folder of the annotated reports; "" for none
	Weight float64 // of a report's lesson against one of PolNeAR
	Epochs int
	Folds  int // parts in which PolNeAR is cut to teach the last choice on unseen text
}

// taught is an annotated text with its layers.
type taught struct {
	Annotated
	parse  *language.Parse
	who    *actors.Layer
	scope  statements.Scope
	weight float32
}

// Statements learns to find statements from PolNeAR's train part and the
// corpus's, and gives the weight file. It takes some three minutes on one core.
func Statements(o StatementOptions) ([]byte, error) {
	annotated, err := PolNeAR(o.Data, "train")
	if err != nil {
		return nil, err
	}
	var docs []taught
	read := func(a Annotated, scope statements.Scope, weight float32) {
		parse := language.Of(a.Doc)
		docs = append(docs, taught{a, parse, actors.Find(parse, world.Default()), scope, weight})
	}
	for _, a := range annotated {
		read(a, statements.ScopePolNeAR, 1)
	}
	if o.Corpus != "" {
		reports, err := Reports(o.Corpus, corpus.Train)
		if err != nil {
			return nil, err
		}
		for _, a := range reports {
			read(a, statements.ScopeGuide, float32(o.Weight))
		}
	}
	o.Log("%d texts read", len(docs))
	var final lessons
	for fold := 0; fold < o.Folds; fold++ {
		m := o.choices(docs, func(i int) bool { return i%o.Folds != fold })
		for i, d := range docs {
			if i%o.Folds == fold {
				statements.FinalLessons(m, d.scope, d.parse, d.who, d.Gold, func(l *statements.Lesson) { final.add(l, d.weight) })
			}
		}
		o.Log("part %d of %d: %d proposals in all", fold+1, o.Folds, len(final.start))
	}
	m := o.choices(docs, func(int) bool { return true })
	m.Choosers[statements.ChooseFinal] = trainChooser(&final, choiceOptions{bits: statements.ChooserBits[statements.ChooseFinal],
		epochs: 6, rate: 0.05, decay: 1e-6, drop: 0.15, seed: o.Seed}, func(epoch int, loss float64) { o.Log("whole: epoch %d, loss %.4f", epoch+1, loss) })
	return m.Encode(map[string]string{"data": "PolNeAR train; corpus train", "seed": strconv.FormatUint(o.Seed, 10), "epochs": fmt.Sprint(o.Epochs), "weight": fmt.Sprint(o.Weight)}), nil
}

// choices learns the first three choices from some of the texts.
func (o *StatementOptions) choices(docs []taught, use func(int) bool) *statements.Model {
	var per [statements.ChooseFinal]lessons
	for i, d := range docs {
		if use(i) {
			statements.Lessons(d.parse, d.who, d.Gold, func(l *statements.Lesson) { per[l.Chooser].add(l, d.weight) })
		}
	}
	m := &statements.Model{Classes: true}
	for k := range m.Choosers {
		m.Choosers[k] = statements.NewChooser(k)
		if k < len(per) {
			m.Choosers[k] = trainChooser(&per[k], choiceOptions{bits: statements.ChooserBits[k], epochs: o.Epochs, rate: 0.1, decay: 1e-6, drop: 0.1, seed: o.Seed},
				func(epoch int, loss float64) {
					o.Log("choice %d: epoch %d, loss %.4f (%d lessons)", k, epoch+1, loss, len(per[k].start))
				})
		}
	}
	return m
}
