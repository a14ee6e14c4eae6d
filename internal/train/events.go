package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/events"
)

// EventOptions are the settings of Events.
type EventOptions struct {
	Options
	Corpus string // the corpus folder
}

// plvPairs reads the labelled pairs of plv/PLV_train.tsv.
func plvPairs(dir string) ([]pairOf, []string, error) {
	raw, err := openData(dir, "plv/PLV_train.tsv")
	if err != nil {
		return nil, nil, err
	}
	var out []pairOf
	var marked []string
	for n, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 5 {
			return nil, nil, fmt.Errorf("train: plv/PLV_train.tsv:%d: %d columns, want sentence, marked_sentence, source, target, gold_root", n+1, len(f))
		}
		if n > 0 {
			out = append(out, pairOf{sentence: f[0], source: f[2], target: f[3], root: f[4]})
			marked = append(marked, f[1])
		}
	}
	return out, marked, nil
}

func rootNumber(root string) int {
	for i, r := range events.Roots {
		if string(r) == root {
			return i
		}
	}
	return -1
}

// pairExamples turns pairs into examples. Rare roots count a little more.
func pairExamples(pairs []pairOf, marked []string, share float64) []tableExample {
	count := map[string]float64{}
	for _, x := range pairs {
		count[x.root]++
	}
	mean := float64(len(pairs)) / float64(len(events.Roots))
	var b events.Bag
	out := make([]tableExample, 0, len(pairs))
	for i, x := range pairs {
		m := ""
		if marked != nil {
			m = marked[i]
		}
		events.PairFeatures(x.sentence, m, x.source, x.target, &b)
		weight := share
		if marked != nil {
			weight *= math.Pow(mean/count[x.root], .3)
		}
		out = append(out, exampleOf(&b, rootNumber(x.root), float32(weight)))
	}
	return out
}

// corpusShare is the weight of a pair of the corpus beside one of PLV.
const corpusShare = .12

// Events trains the tables of the events room and gives the weight file.
func Events(o EventOptions) ([]byte, error) {
	y, err := newSyllabus(o)
	if err != nil {
		return nil, err
	}
	set := shippedSettings(o.Seed)
	pairs := append(pairExamples(y.plv, y.marked, 1), pairExamples(corpusPairs(y.corpus), nil, corpusShare)...)
	pair := fitTable(pairs, set.pair)
	o.Log("pair: %d examples, %d features", len(pairs), len(pair.keys))
	return y.fit(set, pair, func(*lesson) bool { return true }, o.Log), nil
}

// PairFolds codes PLV's training rows by five folds: each row by a table that
// has not seen it, the corpus's pairs being in all trainings. The answer is a
// table with the column root, in the order of the rows.
func PairFolds(o EventOptions) (string, error) {
	c, err := corpus.Load(os.DirFS(o.Corpus))
	if err != nil {
		return "", err
	}
	plv, marked, err := plvPairs(o.Data)
	if err != nil {
		return "", err
	}
	own, more := pairExamples(plv, marked, 1), pairExamples(corpusPairs(c), nil, corpusShare)
	fold := make([]int, len(own))
	for k, i := range rand.New(rand.NewPCG(o.Seed, 5)).Perm(len(own)) {
		fold[i] = k % 5
	}
	roots := make([]string, len(own))
	for f := range 5 {
		var seen []tableExample
		for i, e := range own {
			if fold[i] != f {
				seen = append(seen, e)
			}
		}
		t := fitTable(append(seen, more...), shippedSettings(o.Seed).pair).table()
		right, of := 0, 0
		for i, e := range own {
			if fold[i] != f {
				continue
			}
			p := t.Probabilities(&events.Bag{Keys: e.keys, Values: e.values}, nil)
			k := 0
			for j := range p {
				if p[j] > p[k] {
					k = j
				}
			}
			roots[i] = string(events.Roots[k])
			of++
			if k == e.class {
				right++
			}
		}
		o.Log("fold %d: %d of %d", f+1, right, of)
	}
	return "root\n" + strings.Join(roots, "\n") + "\n", nil
}
