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

	width int // of a word's vector
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
// corpus's, and gives the weight file. It takes some two minutes on one core.
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
	m := o.learn(docs)
	return m.Encode(map[string]string{"data": "PolNeAR train; corpus train", "seed": strconv.FormatUint(o.Seed, 10), "epochs": fmt.Sprint(o.Epochs), "weight": fmt.Sprint(o.Weight)}), nil
}

// learn teaches all choices. The last two learn from what models propose that
// have not seen the text: the content first, then, on the contents that a
// chooser taught by the other parts prefers, the whole.
func (o *StatementOptions) learn(docs []taught) *statements.Model {
	o.width = docs[0].parse.States.Width
	var per [statements.Choosers]lessons
	for k, places := range statements.NetPlaces {
		per[k].places = places
		per[k].vectors = func(text int, word int32, dst []float32) { docs[text].parse.States.Copy(dst, int(word)) }
	}
	for i, d := range docs {
		statements.Lessons(d.parse, d.who, d.Gold, func(l *statements.Lesson) { per[l.Chooser].add(l, d.weight, i) })
	}
	parts := make([]*statements.Model, o.Folds)
	for fold := range parts {
		parts[fold] = o.choices(&per, func(text int) bool { return text%o.Folds != fold }, 1)
		for i := fold; i < len(docs); i += o.Folds {
			d := docs[i]
			statements.ContentLessons(parts[fold], d.scope, d.parse, d.who, d.Gold, func(l *statements.Lesson) { per[l.Chooser].add(l, d.weight, i) })
		}
		o.Log("part %d of %d: %d contents to choose so far", fold+1, o.Folds, len(per[statements.ChooseContent].start))
	}
	for fold := range parts {
		o.choice(parts[fold], &per, statements.ChooseContent, func(text int) bool { return text%o.Folds != fold }, 1)
		for i := fold; i < len(docs); i += o.Folds {
			d := docs[i]
			statements.FinalLessons(parts[fold], d.scope, d.parse, d.who, d.Gold, func(l *statements.Lesson) { per[l.Chooser].add(l, d.weight, i) })
		}
	}
	all := func(int) bool { return true }
	m := o.choices(&per, all, 2)
	for _, k := range []int{statements.ChooseContent, statements.ChooseFinal} {
		o.choice(m, &per, k, all, 1)
	}
	return m
}

// choiceSettings are those of each choice. More of the features of cues are
// left out of a step: their lessons are many and alike, and soon known by heart.
var choiceSettings = [statements.Choosers]choiceOptions{
	statements.ChooseCue:     {rate: 0.1, drop: 0.25, hidden: 32},
	statements.ChooseSource:  {rate: 0.1, drop: 0.1},
	statements.ChoosePiece:   {rate: 0.1, drop: 0.1, whole: 3},
	statements.ChooseContent: {rate: 0.05, drop: 0.15, epochs: 6, times: 3},
	statements.ChooseFinal:   {rate: 0.05, drop: 0.15, epochs: 6, times: 3, hidden: 16},
}

// choice learns one choice from the lessons of some of the texts.
func (o *StatementOptions) choice(m *statements.Model, per *[statements.Choosers]lessons, k int, use func(text int) bool, times int) {
	s := choiceSettings[k]
	s.bits, s.decay, s.seed, s.width = statements.ChooserBits[k], 1e-6, o.Seed, o.width
	if s.times = max(s.times, times); times > 1 {
		s.times = max(s.times, s.whole)
	}
	if s.epochs == 0 {
		s.epochs = o.Epochs
	}
	m.Choosers[k], m.Nets[k] = trainMean(&per[k], use, s, func(epoch int, loss float64) {
		if epoch+1 == s.epochs {
			o.Log("choice %d: epoch %d, loss %.4f (%d lessons in all)", k, epoch+1, loss, len(per[k].start))
		}
	})
}

// choices learns the first three choices from some of the texts, as the mean of
// so many trainings.
func (o *StatementOptions) choices(per *[statements.Choosers]lessons, use func(text int) bool, times int) *statements.Model {
	m := &statements.Model{Classes: true}
	for k := range m.Choosers {
		m.Choosers[k] = statements.NewChooser(k)
		if k < statements.ChooseContent {
			o.choice(m, per, k, use, times)
		}
	}
	return m
}
