package train

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/coref"
	"github.com/entente-project/entente/internal/language"
)

// CorefOptions are the settings of Coref.
type CorefOptions struct {
	Options
	Epochs int
	Bits   int     // the table of weights has 1<<Bits places
	Rate   float64 // AdaGrad step
	Pull   float64 // L2
	Drop   float64 // share of features left out of a step
	// What a wrong choice costs while learning: a tie where there is none,
	// none where there is one, the wrong one.
	FalseTie, NoTie, WrongTie float64
	// After each pass, unless nil.
	Each func(epoch int, m *coref.Model)
}

// CorefDefaults are the settings of the shipped model.
func CorefDefaults(o Options) CorefOptions {
	return CorefOptions{Options: o, Epochs: 4, Bits: 19, Rate: 0.1, Pull: 1e-6, Drop: 0.5, FalseTie: 0.4, NoTie: 3, WrongTie: 1.5}
}

// corefScene is a document with the gold chain of each candidate.
type corefScene struct {
	*coref.Scene
	chain []int32 // -1 for none
}

// span is words [first, last).
type span struct{ first, last int }

// Coref learns to tie mentions, from the words of GUM and the chains of
// OntoGUM, without the genres that no shipped model may learn from. The trees
// are those that the language room finds.
func Coref(o CorefOptions) (*coref.Model, error) {
	docs, err := treebank(o.Data, "ud/gum-train.conllu", false, nil)
	if err != nil {
		return nil, err
	}
	raw, err := openData(o.Data, "coref/ontogum-train.conll")
	if err != nil {
		return nil, err
	}
	gold, err := corefChains(raw)
	if err != nil {
		return nil, err
	}
	var scenes []*corefScene
	mentions, found := 0, 0
	for _, d := range docs {
		chains, ok := gold[d.Doc.File]
		if !ok {
			return nil, fmt.Errorf("train: coref/ontogum-train.conll: no document %s", d.Doc.File)
		}
		s := &corefScene{Scene: coref.NewScene(language.Shipped().Read(d))}
		s.chain = make([]int32, len(s.Candidates))
		for i, c := range s.Candidates {
			s.chain[i] = -1
			if n, ok := chains[span{c.First, c.Last}]; ok {
				s.chain[i] = n
				found++
			}
		}
		mentions += len(chains)
		scenes = append(scenes, s)
	}
	o.Log("coref: %d documents, %d mentions, %.1f %% of them among the candidates", len(scenes), mentions, 100*float64(found)/float64(mentions))
	return fitCoref(o, scenes), nil
}

// corefChains reads the chains of each document of an OntoGUM file.
func corefChains(raw []byte) (map[string]map[span]int32, error) {
	docs := map[string]map[span]int32{}
	var chains map[span]int32
	open := map[int][]int{}
	word := 0
	in := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if rest, ok := strings.CutPrefix(line, "#begin document ("); ok {
			name, _, _ := strings.Cut(rest, ")")
			chains, word = map[span]int32{}, 0
			clear(open)
			docs[name] = chains
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 5 {
			continue
		}
		if mark := cols[len(cols)-1]; mark != "-" && mark != "_" {
			for _, atom := range strings.Split(mark, "|") {
				id, err := strconv.Atoi(strings.Trim(atom, "()"))
				if err != nil || chains == nil {
					return nil, fmt.Errorf("train: coref line %d: %q is no chain", n, atom)
				}
				if atom[0] == '(' {
					open[id] = append(open[id], word)
				}
				if atom[len(atom)-1] == ')' {
					k := len(open[id]) - 1
					if k < 0 {
						return nil, fmt.Errorf("train: coref line %d: chain %d is closed, but not open", n, id)
					}
					chains[span{open[id][k], word + 1}] = int32(id)
					open[id] = open[id][:k]
				}
			}
		}
		word++
	}
	return docs, in.Err()
}

// fitCoref fits the weights by the likelihood of the right choices, with costs
// (Durrett and Klein 2013), by AdaGrad; the chains so far are those that the
// model would make itself. The weights are averaged over the second half of the
// steps and rounded to 8 bits.
func fitCoref(o CorefOptions, scenes []*corefScene) *coref.Model {
	n := 1 << o.Bits
	w, g := make([]float32, n), make([]float32, n)
	sum, last := make([]float32, n), make([]int32, n)
	total := 0
	for _, s := range scenes {
		total += len(s.Candidates)
	}
	step, from := int32(0), int32(total*o.Epochs/2)
	rng := rand.New(rand.NewPCG(o.Seed, 3))
	shift := 32 - o.Bits
	drop := uint32(o.Drop * math.MaxUint32)
	var p, q []float64
	for epoch := 0; epoch < o.Epochs; epoch++ {
		rng.Shuffle(len(scenes), func(i, j int) { scenes[i], scenes[j] = scenes[j], scenes[i] })
		loss := 0.0
		for _, s := range scenes {
			walk := coref.NewWalk(s.Scene)
			for i := range s.Candidates {
				choices := walk.Choices(i)
				p, q = p[:0], q[:0]
				tied := false
				nonce := rng.Uint32()
				out := func(f coref.Feature) bool { return (uint32(f)^nonce)*0x9e3779b1 < drop }
				for _, c := range choices[1:] {
					tied = tied || s.chain[i] >= 0 && s.chain[c.With] == s.chain[i]
				}
				best, at := math.Inf(-1), int32(-1)
				for _, c := range choices {
					score := 0.0
					for _, f := range c.Features {
						if out(f) {
							continue
						}
						score += float64(w[f>>shift])
					}
					if score > best {
						best, at = score, c.With
					}
					right := c.With < 0 && !tied || c.With >= 0 && tied && s.chain[c.With] == s.chain[i]
					cost := 0.0
					switch {
					case right:
					case c.With < 0:
						cost = o.NoTie
					case !tied:
						cost = o.FalseTie
					default:
						cost = o.WrongTie
					}
					p = append(p, score+cost)
					if right {
						q = append(q, score)
					} else {
						q = append(q, math.Inf(-1))
					}
				}
				loss += logNormal(p) - logNormal(q)
				step++
				for k, c := range choices {
					grad := p[k] - q[k]
					if math.Abs(grad) < 1e-3 {
						continue
					}
					for _, f := range c.Features {
						if out(f) {
							continue
						}
						at := f >> shift
						if step > from {
							sum[at] += w[at] * float32(step-max(last[at], from))
							last[at] = step
						}
						d := float32(grad + o.Pull*float64(w[at]))
						g[at] += d * d
						w[at] -= float32(o.Rate) * d / float32(math.Sqrt(float64(g[at]))+1e-6)
					}
				}
				walk.Take(i, at)
			}
		}
		o.Log("coref: pass %d, loss %.4f", epoch+1, loss/float64(total))
		if o.Each != nil {
			if step > from {
				o.Each(epoch+1, roundCoref(o.Bits, w, sum, last, step, from))
			} else {
				o.Each(epoch+1, roundCoref(o.Bits, w, nil, nil, 0, 0))
			}
		}
	}
	return roundCoref(o.Bits, w, sum, last, step, from)
}

// logNormal turns scores into probabilities in place and gives the logarithm of
// what they were divided by.
func logNormal(scores []float64) float64 {
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	total := 0.0
	for k, s := range scores {
		scores[k] = math.Exp(s - top)
		total += scores[k]
	}
	for k := range scores {
		scores[k] /= total
	}
	return top + math.Log(total)
}

// roundCoref gives the averaged weights in 8 bits; without sums, w itself. The
// largest in a thousand are cut to what 8 bits hold.
func roundCoref(bits int, w, sum []float32, last []int32, step, from int32) *coref.Model {
	mean := make([]float64, len(w))
	square, used := 0.0, 0
	for at := range w {
		mean[at] = float64(w[at])
		if sum != nil {
			mean[at] = float64(sum[at]+w[at]*float32(step-max(last[at], from))) / float64(step-from)
		}
		if mean[at] != 0 {
			square += mean[at] * mean[at]
			used++
		}
	}
	scale := 127 / (8 * math.Sqrt(square/math.Max(1, float64(used))))
	m := &coref.Model{Bits: bits, Weights: make([]int8, len(w))}
	for at, x := range mean {
		m.Weights[at] = int8(max(-127, min(127, math.RoundToEven(x*scale))))
	}
	return m
}
