package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// vectorOptions are the settings of findVectors and findCodes.
type vectorOptions struct {
	size     int     // numbers in a vector
	window   int     // neighbours on each side, at most
	negative int     // words drawn beside each neighbour
	passes   int     // over the corpus
	rate     float64 // first step
	subject  float64 // words more frequent than this share are skipped at times
	seed     uint64
}

// findVectors learns a vector for each word of the classes by telling its
// neighbours from words drawn by chance (skip-gram with negative sampling,
// Mikolov et al. 2013). One thread, so that the same seed gives the same
// vectors.
func findVectors(o Options, c *Corpus, classes *Classes, set vectorOptions) []float32 {
	words, D := len(classes.Words), set.size
	rankOf := ranksOfForms(c, classes)
	total := 0.0
	for _, n := range classes.Count {
		total += float64(n)
	}
	keep := make([]float32, words)
	draw := make([]int32, 0, 1<<22)
	mass, sum := 0.0, 0.0
	for _, n := range classes.Count {
		sum += math.Pow(float64(n), 0.75)
	}
	for w, n := range classes.Count {
		share := float64(n) / total
		keep[w] = float32(math.Sqrt(set.subject/share) + set.subject/share)
		mass += math.Pow(float64(n), 0.75) / sum
		for len(draw) < int(mass*(1<<22)) {
			draw = append(draw, int32(w))
		}
	}
	rng := rand.New(rand.NewPCG(set.seed, 11))
	in, out := make([]float32, words*D), make([]float32, words*D)
	for i := range in {
		in[i] = (rng.Float32() - 0.5) / float32(D)
	}
	step := make([]float32, D)
	learn := func(v []float32, word int32, label, rate float32) {
		u := out[int(word)*D:][:D]
		g := (label - sigmoid(model.Dot(v, u))) * rate
		model.ScaleAdd(step, u, g)
		model.ScaleAdd(u, v, g)
	}
	var kept []int32
	for pass := 0; pass < set.passes; pass++ {
		for s := range c.Start {
			progress := (float64(pass) + float64(s)/float64(len(c.Start))) / float64(set.passes)
			rate := float32(set.rate * math.Max(1-progress, 1e-3))
			first, last := c.sentence(s)
			kept = kept[:0]
			for i := first; i < last; i++ {
				if r := rankOf[c.form(i)]; r >= 0 && (keep[r] >= 1 || rng.Float32() < keep[r]) {
					kept = append(kept, r)
				}
			}
			for i, w := range kept {
				reach := 1 + int(rng.Uint32()%uint32(set.window))
				v := in[int(w)*D:][:D]
				for j := max(0, i-reach); j <= min(len(kept)-1, i+reach); j++ {
					if j == i {
						continue
					}
					clear(step)
					learn(v, kept[j], 1, rate)
					for k := 0; k < set.negative; k++ {
						if n := draw[rng.Uint32()%uint32(len(draw))]; n != kept[j] {
							learn(v, n, 0, rate)
						}
					}
					model.Add(v, step)
				}
			}
		}
		o.Log("vectors: pass %d of %d", pass+1, set.passes)
	}
	return in
}

func sigmoid(x float32) float32 {
	if x > 0 {
		return 1 / (1 + exp32(-x))
	}
	e := exp32(x)
	return e / (1 + e)
}

// ranksOfForms gives the rank of the key of each form, -1 for none.
func ranksOfForms(c *Corpus, classes *Classes) []int32 {
	number := make(map[string]int32, len(classes.Words))
	for r, w := range classes.Words {
		number[w] = int32(r)
	}
	out := make([]int32, len(c.Words))
	for i, w := range c.Words {
		r, ok := number[language.Key(w)]
		if !ok {
			r = -1
		}
		out[i] = r
	}
	return out
}

// findCodes rounds vectors to a sum of vectors from a few books (residual
// quantisation): the first code is the nearest of 256 means, the second that
// of what is left, and so on. It gives [words][books].
func findCodes(o Options, vectors []float32, size, books int, seed uint64) []uint8 {
	const means, rounds = 256, 12
	words := len(vectors) / size
	left := append([]float32(nil), vectors...)
	for w := 0; w < words; w++ {
		v := left[w*size:][:size]
		scale := float32(1 / math.Sqrt(math.Max(squares(v), 1e-12)))
		for i := range v {
			v[i] *= scale
		}
	}
	rng := rand.New(rand.NewPCG(seed, 12))
	codes := make([]uint8, words*books)
	center, half := make([]float32, means*size), make([]float32, means)
	count := make([]int, means)
	for b := 0; b < books; b++ {
		for m := 0; m < means; m++ {
			copy(center[m*size:][:size], left[rng.IntN(min(words, 20000))*size:][:size])
		}
		var loss float64
		for round := 0; round <= rounds; round++ {
			for m := range half {
				half[m] = float32(squares(center[m*size:][:size]) / 2)
			}
			loss = 0
			for w := 0; w < words; w++ {
				v := left[w*size:][:size]
				best, top := 0, float32(math.Inf(-1))
				for m := 0; m < means; m++ {
					if near := model.Dot(v, center[m*size:][:size]) - half[m]; near > top {
						best, top = m, near
					}
				}
				codes[w*books+b] = uint8(best)
				loss += squares(v) - 2*float64(top)
			}
			if round == rounds {
				break
			}
			clear(center)
			clear(count)
			for w := 0; w < words; w++ {
				m := int(codes[w*books+b])
				count[m]++
				model.Add(center[m*size:][:size], left[w*size:][:size])
			}
			for m, n := range count {
				to := center[m*size:][:size]
				if n == 0 {
					copy(to, left[rng.IntN(words)*size:][:size])
					continue
				}
				for i := range to {
					to[i] /= float32(n)
				}
			}
		}
		for w := 0; w < words; w++ {
			model.ScaleAdd(left[w*size:][:size], center[int(codes[w*books+b])*size:][:size], -1)
		}
		o.Log("codes: book %d of %d, %.3f of a vector's square is left", b+1, books, loss/float64(words))
	}
	return codes
}

// findCases tells for each word of the classes how it is written inside
// sentences: the bounds of language.CaseKinds.
func findCases(c *Corpus, classes *Classes) []uint8 {
	rankOf := ranksOfForms(c, classes)
	seen, great := make([]int32, len(classes.Words)), make([]int32, len(classes.Words))
	for s := range c.Start[:c.Sound] {
		first, last := c.sentence(s)
		small := 0
		for i := first; i < last; i++ {
			if b := c.Words[c.form(i)][0]; 'a' <= b && b <= 'z' {
				small++
			}
		}
		if 2*small < last-first {
			continue // a heading, in capitals most of it
		}
		for i := first + 1; i < last; i++ {
			w := c.Words[c.form(i)]
			if prev := c.Words[c.form(i-1)]; !plainWord(prev) {
				continue // what follows a mark may begin a sentence
			}
			if r := rankOf[c.form(i)]; r >= 0 {
				seen[r]++
				if w[0] >= 'A' && w[0] <= 'Z' || w[0] >= 0x80 && language.Key(w) != w {
					great[r]++
				}
			}
		}
	}
	out := make([]uint8, len(classes.Words))
	for r, n := range seen {
		out[r] = language.CaseKind(int(great[r]), int(n))
	}
	return out
}

func plainWord(w string) bool {
	b := w[0]
	return b >= 0x80 || b == ',' || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
}
