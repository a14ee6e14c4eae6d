package train

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"time"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// PretrainOptions are the settings of Pretrain.
type PretrainOptions struct {
	Options
	Width, Layers int
	Attend        bool    // layers of attention between those of recurrence
	Epochs        float64 // passes over the sound text
	BatchWords    int
	Rate          float64 // highest step of Adam
	Checkpoint    string  // file; if it is there, training goes on from it
	StopAfter     time.Duration
}

// lexiconOf builds the lexicon of the classes.
func lexiconOf(c *Classes) *language.Lexicon {
	wide := func(v []int16) []int32 {
		out := make([]int32, len(v))
		for i, x := range v {
			out[i] = int32(x)
		}
		return out
	}
	return language.NewLexicon(c.Words, wide(c.Fine), wide(c.Mid), wide(c.Wide), c.Codes, c.Cases, language.NewNameWords(c.Names))
}

// embeddedWords is how many words have a vector of their own; guessedWords how
// many can be guessed in pretraining.
const (
	embeddedWords = 30000
	guessedWords  = 20000
)

// Pretrain teaches an encoder to guess hidden words of running text.
func Pretrain(o PretrainOptions, c *Corpus, classes *Classes) error {
	lexicon := lexiconOf(classes)
	features := language.NewFeatures(lexicon, embeddedWords)
	rng := rand.New(rand.NewPCG(o.Seed, 3))
	enc := newEncoder(rng, features.Rows(), o.Width, o.Layers, o.Attend, features.Silent)
	enc.dropRate = 0
	guess := newGuesser(rng, lexicon, guessedWords, o.Width)
	detect := newDense(rng, "detect", o.Width, 1, 1)
	opt := &adam{params: append(append(enc.params(), guess.params()...), detect.params()...), beta1: 0.9, beta2: 0.98, clip: 1}
	step, filled, err := loadCheckpoint(o.Checkpoint, opt.params)
	switch {
	case err == nil:
		opt.step = step
		o.Log("pretrain: going on from step %d (%d arrays)", step, filled)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	t := newTextSource(c, features, lexicon)
	perEpoch := t.words/o.BatchWords + 1
	total := int(o.Epochs * float64(perEpoch))
	eng := newEngine()
	start, last, first := time.Now(), time.Now(), opt.step
	var classLoss, wordLoss, swapLoss float64
	var judged []float32
	counted := 0
	epoch := -1
	var h, dh []float32
	for opt.step < total {
		if e := opt.step / perEpoch; e != epoch {
			epoch = e
			t.shuffle(o.Seed + uint64(e)*7919)
			t.skip(opt.step%perEpoch, o.BatchWords)
		}
		// Chance is drawn from the step, so that a resumed training sees the
		// same.
		rng := rand.New(rand.NewPCG(o.Seed, uint64(opt.step)))
		b, places, ranks, swapped := t.next(rng, o.BatchWords)
		T := b.size()
		h, dh = grow(h, T*o.Width), zeroed(dh, T*o.Width)
		enc.forward(eng, b, rng, h)
		ph, pd := make([]float32, len(places)*o.Width), make([]float32, len(places)*o.Width)
		for i, at := range places {
			copy(ph[i*o.Width:][:o.Width], h[at*o.Width:])
		}
		cl, wl := guess.learn(eng, ph, pd, ranks)
		for i, at := range places {
			copy(dh[at*o.Width:][:o.Width], pd[i*o.Width:][:o.Width])
		}
		judged = grow(judged, T)
		detect.forward(eng, judged, h)
		swapLoss += judgeSwaps(judged, swapped, 4)
		detect.backward(eng, dh, h, judged)
		enc.backward(eng, b, dh)
		opt.update(rateAt(opt.step, total, 1000, o.Rate))
		classLoss += cl
		wordLoss += wl
		counted++
		if opt.step%500 == 0 {
			done := time.Since(start)
			speed := float64(opt.step-first) / done.Seconds()
			left := time.Duration(float64(total-opt.step) / speed * float64(time.Second)).Round(time.Minute)
			o.Log("pretrain: step %d of %d (%.2f passes), class %.3f word %.3f swap %.4f, %.0f words/s, left %s", opt.step, total,
				float64(opt.step)/float64(perEpoch), classLoss/float64(counted), wordLoss/float64(counted), swapLoss/float64(counted), speed*float64(o.BatchWords), left)
			classLoss, wordLoss, swapLoss, counted = 0, 0, 0, 0
		}
		stop := o.StopAfter > 0 && time.Since(start) > o.StopAfter
		if time.Since(last) > 5*time.Minute || stop || opt.step == total {
			last = time.Now()
			if err := saveCheckpoint(o.Checkpoint, opt.step, opt.params, true); err != nil {
				return err
			}
		}
		if stop {
			return fmt.Errorf("train: pretraining stopped at step %d of %d: run it again to go on", opt.step, total)
		}
	}
	return nil
}

// rateAt rises over warm steps and falls to a twentieth along a cosine.
func rateAt(step, total, warm int, top float64) float64 {
	if step < warm {
		return top * float64(step+1) / float64(warm)
	}
	at := float64(step-warm) / float64(max(1, total-warm))
	return top * (0.05 + 0.95*0.5*(1+math.Cos(math.Pi*at)))
}

// textSource gives batches of running text with hidden words.
type textSource struct {
	c        *Corpus
	features *language.Features
	rows     []int32 // [forms][FeatureCount]
	ranks    []int32 // [forms]
	order    []int32 // sentences
	at       int
	words    int // of the sound sentences

	byFine, byMid [][]int32 // running words of each class, a sample
	lexicon       *language.Lexicon
}

// judgeSwaps gives the loss per word of telling swapped words (1) from others
// (0); words of mark -1 are not judged. logits become their gradient, times
// weight.
func judgeSwaps(logits []float32, swapped []int8, weight float64) float64 {
	judged := 0
	for _, s := range swapped {
		if s >= 0 {
			judged++
		}
	}
	model.Sigmoid(logits, logits)
	loss := 0.0
	scale := float32(weight / float64(max(1, judged)))
	for i, p := range logits {
		switch swapped[i] {
		case 1:
			loss -= math.Log(float64(p) + 1e-9)
			logits[i] = (p - 1) * scale
		case 0:
			loss -= math.Log(1 - float64(p) + 1e-9)
			logits[i] = p * scale
		default:
			logits[i] = 0
		}
	}
	return loss / float64(max(1, judged))
}

// sample gathers up to 4000 running words of each class, spread over the text,
// to swap words for.
func (t *textSource) sample() {
	fine, mid, _ := t.lexicon.Classes()
	t.byFine, t.byMid = make([][]int32, fine), make([][]int32, mid)
	rng := rand.New(rand.NewPCG(1, 7))
	for n := 0; n < 40*4000*8; n++ {
		form := t.c.form(rng.IntN(len(t.c.IDs)))
		rank := t.ranks[form]
		if rank < 0 {
			continue
		}
		f := t.lexicon.Class(int(rank))
		m := t.lexicon.Mid(f)
		if len(t.byFine[f]) < 4000 {
			t.byFine[f] = append(t.byFine[f], form)
		}
		if len(t.byMid[m]) < 4000 {
			t.byMid[m] = append(t.byMid[m], form)
		}
	}
}

// other draws a word of the class of a word.
func (t *textSource) other(rng *rand.Rand, form int32) int32 {
	rank := t.ranks[form]
	if rank < 0 {
		return t.c.form(rng.IntN(len(t.c.IDs)))
	}
	f := t.lexicon.Class(int(rank))
	list := t.byFine[f]
	if rng.Uint32()%2 == 0 {
		list = t.byMid[t.lexicon.Mid(f)]
	}
	if len(list) == 0 {
		return form
	}
	return list[rng.IntN(len(list))]
}

const longestSentence = 128 // words of a sentence used in training

func newTextSource(c *Corpus, features *language.Features, lexicon *language.Lexicon) *textSource {
	t := &textSource{c: c, features: features, lexicon: lexicon}
	t.rows = make([]int32, len(c.Words)*language.FeatureCount)
	t.ranks = make([]int32, len(c.Words))
	for i, w := range c.Words {
		key := language.Key(w)
		features.Word(t.rows[i*language.FeatureCount:][:language.FeatureCount], w, key)
		t.ranks[i] = int32(lexicon.Rank(key))
	}
	for s := 0; s < c.Sound; s++ {
		first, last := c.sentence(s)
		t.words += min(last-first, longestSentence)
	}
	t.sample()
	return t
}

func (t *textSource) shuffle(seed uint64) {
	t.order = t.order[:0]
	for s := 0; s < t.c.Sound; s++ {
		t.order = append(t.order, int32(s))
	}
	rand.New(rand.NewPCG(seed, 4)).Shuffle(len(t.order), func(i, j int) { t.order[i], t.order[j] = t.order[j], t.order[i] })
	t.at = 0
}

// skip passes over batches that were seen before an interruption.
func (t *textSource) skip(batches, size int) {
	for ; batches > 0; batches-- {
		for n := 0; n < size; {
			first, last := t.take()
			n += last - first
		}
	}
}

func (t *textSource) take() (first, last int) {
	if t.at >= len(t.order) {
		t.at = 0
	}
	first, last = t.c.sentence(int(t.order[t.at]))
	t.at++
	return first, min(last, first+longestSentence)
}

// next gives a batch, the places of its hidden words and their ranks, and of
// each word whether it was swapped for another: 1, or -1 for hidden words.
func (t *textSource) next(rng *rand.Rand, size int) (b *batch, places []int, ranks []int32, swapped []int8) {
	b = &batch{}
	const F = language.FeatureCount
	for b.size() < size {
		first, last := t.take()
		b.start = append(b.start, b.size())
		for i := first; i < last; i++ {
			form := t.c.form(i)
			at := len(b.rows)
			b.rows = append(b.rows, t.rows[int(form)*F:][:F]...)
			row := b.rows[at:]
			before := i == first || t.c.IDs[i-1]&corpusGlued == 0
			row[F-1] = t.features.Space(before, t.c.IDs[i]&corpusGlued == 0)
			switch die := rng.Uint32() % 100; {
			case die < 18:
				places = append(places, at/F)
				ranks = append(ranks, t.ranks[form])
				swapped = append(swapped, -1)
				for k := range row {
					row[k] = t.features.Hidden()
				}
			case die < 26:
				other := t.other(rng, form)
				copy(row[:F-1], t.rows[int(other)*F:])
				swapped = append(swapped, int8(boolInt(other != form)))
			default:
				swapped = append(swapped, 0)
			}
		}
	}
	b.start = append(b.start, b.size())
	return b, places, ranks, swapped
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
