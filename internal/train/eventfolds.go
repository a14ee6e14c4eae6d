package train

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sort"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// storyFolds deals the stories of reports into folds, the largest first and
// each to the fold that has fewest; a story lies in one.
func storyFolds(texts []*lesson, folds int, seed uint64) map[string]int {
	size := map[string]int{}
	for _, s := range texts {
		if s.gold.kind == reportText {
			size[s.gold.story]++
		}
	}
	var stories []string
	for s := range size {
		stories = append(stories, s)
	}
	sort.Strings(stories)
	rand.New(rand.NewPCG(seed, 7)).Shuffle(len(stories), func(i, j int) { stories[i], stories[j] = stories[j], stories[i] })
	sort.SliceStable(stories, func(i, j int) bool { return size[stories[i]] > size[stories[j]] })
	out, full := map[string]int{}, make([]int, folds)
	for _, s := range stories {
		k := 0
		for f := range full {
			if full[f] < full[k] {
				k = f
			}
		}
		out[s] = k
		full[k] += size[s]
	}
	return out
}

// lesson is what a text teaches.
type lesson struct {
	*seen
	trigger, party, reality, back, merge, sides []tableExample
}

func lessonOf(g *goldText, b *events.Bag) *lesson {
	l := &lesson{seen: look(g)}
	l.trigger = l.triggerExamples(b)
	l.party = l.partyExamples(b)
	l.reality, l.back = l.realityExamples(b)
	l.merge = l.mergeExamples(b)
	l.sides = l.sideExamples(b)
	return l
}

// syllabus is all that the finder learns from.
type syllabus struct {
	lessons []*lesson
	extra   []tableExample // triggers: of the rules' examples and of pairs
	plv     []pairOf
	marked  []string
	corpus  *corpus.Corpus
}

func newSyllabus(o EventOptions) (*syllabus, error) {
	c, err := corpus.Load(os.DirFS(o.Corpus))
	if err != nil {
		return nil, err
	}
	y := &syllabus{corpus: c}
	if y.plv, y.marked, err = plvPairs(o.Data); err != nil {
		return nil, err
	}
	var b events.Bag
	golds := goldTexts(c, corpus.Train)
	for i := range golds {
		y.lessons = append(y.lessons, lessonOf(&golds[i], &b))
	}
	y.extra = append(exampleTriggers(&b), pairTriggers(y.plv, y.marked, &b)...)
	o.Log("%d texts", len(y.lessons))
	return y, nil
}

// settings of the trainings, together.
type eventSettings struct {
	trigger, party, reality, back, merge, sides netOptions
	pair                                        tableOptions
}

// fit trains on the lessons that keep keeps and gives the weight file. pair is
// the coder's table.
func (y *syllabus) fit(set eventSettings, pair *trainedTable, keep func(l *lesson) bool, log func(string, ...any)) []byte {
	trigger := append([]tableExample(nil), y.extra...)
	var party, reality, back, merge, sides []tableExample
	for _, l := range y.lessons {
		if keep(l) {
			trigger, party = append(trigger, l.trigger...), append(party, l.party...)
			reality, back = append(reality, l.reality...), append(back, l.back...)
			merge, sides = append(merge, l.merge...), append(sides, l.sides...)
		}
	}
	w := model.NewWriter(events.WeightKind, events.FeaturePrint)
	w.Meta["words"] = fmt.Sprintf("%08x", language.Shipped().WordPrint())
	w.Meta["states"] = fmt.Sprintf("%08x", language.Shipped().StatePrint())
	(&trainedNet{trainedTable: *pair}).put(w, events.Tables[0])
	for i, t := range []struct {
		examples []tableExample
		options  netOptions
	}{{trigger, set.trigger}, {party, set.party}, {reality, set.reality}, {back, set.back}, {merge, set.merge}, {sides, set.sides}} {
		fitted := fitNet(t.examples, t.options)
		fitted.put(w, events.Tables[i+1])
		log("%s: %d examples, %d features", events.Tables[i+1], len(t.examples), len(fitted.keys))
	}
	w.Float32("empty", y.emptySides(keep), len(claim.Types)*2)
	return w.Encode()
}

// emptySides tells of each type how often annotators name no country among the
// actors, and among the recipients.
func (y *syllabus) emptySides(keep func(l *lesson) bool) []float32 {
	out, of := make([]float32, 2*len(claim.Types)), make([]float32, len(claim.Types))
	for _, l := range y.lessons {
		if !keep(l) {
			continue
		}
		for _, e := range l.gold.events {
			k := typeNumber(e.Type) - 1
			of[k] += l.gold.share
			for side, list := range [2][]corpus.Party{e.actors, e.recipients} {
				if len(goldCountries(list)) == 0 {
					out[2*k+side] += l.gold.share
				}
			}
		}
	}
	for k := range out {
		out[k] = (out[k] + 1) / (of[k/2] + 4)
	}
	return out
}

func quiet(string, ...any) {}

// FoldOptions are the settings of ReportFolds.
type FoldOptions struct {
	Folds   int
	Share   float64 // of the training reports, real and written, that are learned from: for a learning curve
	Written bool    // learn from the written reports too
	Each    bool    // tell of every event what became of it
}

// ReportFolds finds the events of the corpus's training reports by folds, each
// report by models that have not seen its story, and writes to say how they
// agree with the annotators' and where the others were lost; how the
// development part fares by the same models; and how confidence and being right
// go together.
func ReportFolds(o EventOptions, set FoldOptions, say func(format string, args ...any)) error {
	y, err := newSyllabus(o)
	if err != nil {
		return err
	}
	golds := goldTexts(y.corpus, corpus.Dev)
	var dev []*seen
	for i := range golds {
		if golds[i].kind == reportText {
			dev = append(dev, look(&golds[i]))
		}
	}
	fold := storyFolds(y.lessons, set.Folds, o.Seed)
	rng := rand.New(rand.NewPCG(o.Seed, 13))
	learned := map[*lesson]bool{}
	for _, l := range y.lessons {
		learned[l] = l.gold.kind == sentenceText || (l.gold.kind == reportText || set.Written) && rng.Float64() < set.Share
	}
	options, none := shippedSettings(o.Seed), &trainedTable{classes: len(events.Roots), scale: 1}
	tally, devTally := newEventTally(), newEventTally()
	tell := say
	if !set.Each {
		tell = nil
	}
	for f := range set.Folds {
		data := y.fit(options, none, func(l *lesson) bool { return learned[l] && (l.gold.kind != reportText || fold[l.gold.story] != f) }, quiet)
		m, err := events.LoadModels(string(data))
		if err != nil {
			return err
		}
		one := newEventTally()
		for _, l := range y.lessons {
			if l.gold.kind == reportText && fold[l.gold.story] == f {
				got := l.view.Find(m)
				tally.add(l.seen, got, tell)
				one.add(l.seen, got, nil)
			}
		}
		for _, s := range dev {
			devTally.add(s, s.view.Find(m), nil)
		}
		o.Log("fold %d: %v", f+1, one)
	}
	say("training reports, %d folds: %v", set.Folds, tally)
	say("development part, mean of the folds' models: %v", devTally)
	for _, x := range append(tally.lines(), reliability(tally.sure)...) {
		say("%s", x)
	}
	a, b := calibration(tally.sure)
	say("calibration to be added: a %.3f, b %.3f", a, b)
	return nil
}
