package train

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"time"

	"github.com/entente-project/entente/internal/language"
)

// SilverOptions are the settings of Silver.
type SilverOptions struct {
	EncoderOptions          // the shape of the teachers
	Teachers       []string // checkpoints of Encoder
	Words          int      // how many running words to annotate
}

// silverSentence is a sentence of the running text as the teachers read it.
type silverSentence struct {
	First, Last int32 // running words of the corpus
	Labels      [exportedColumns][]int16
	Head, Rel   []int16
	Sure        []uint8 // share of the teachers' belief in the head, of 255
}

// silverDoubt is the belief below which a label is not taught on.
const silverDoubt = 0.5

// Silver lets several encoders annotate running text together: their beliefs
// are averaged. It writes a file that Encoder can learn from.
func Silver(o SilverOptions, c *Corpus, classes *Classes, out string) error {
	lexicon := lexiconOf(classes)
	features := language.NewFeatures(lexicon, embeddedWords)
	gold, err := loadGold(o.Options, features)
	if err != nil {
		return err
	}
	var nets []*network
	for _, path := range o.Teachers {
		n := newNetwork(o.EncoderOptions, features, gold.labels)
		_, filled, err := loadCheckpoint(path, n.readers())
		if err != nil {
			return err
		}
		if filled != len(n.readers()) {
			return fmt.Errorf("train: %s fits %d of %d arrays: was it trained with this width and these layers?", path, filled, len(n.readers()))
		}
		nets = append(nets, n)
	}
	if len(nets) == 0 {
		return errors.New("train: no teachers are named")
	}
	eng := newEngine()
	for _, name := range []string{"ewt", "gum"} {
		o.Log("silver: %s dev, gold tokens, %d teachers together: %s", name, len(nets), scoreTogether(eng, nets, gold.dev[name]))
	}
	t := newTextSource(c, features, lexicon)
	t.shuffle(o.Seed)
	var all []silverSentence
	words, start := 0, time.Now()
	for words < o.Words && t.at < len(t.order) {
		var part []*sentence
		var bounds [][2]int32
		for size := 0; size < 1000 && t.at < len(t.order); {
			first, last := t.take()
			if last-first < 4 {
				continue
			}
			part = append(part, t.sentence(first, last))
			bounds = append(bounds, [2]int32{int32(first), int32(last)})
			size += last - first
		}
		for k, s := range together(eng, nets, part) {
			one := silverSentence{First: bounds[k][0], Last: bounds[k][1], Rel: s.rel}
			copy(one.Labels[:], s.labels[:])
			for i, h := range s.head {
				one.Head = append(one.Head, int16(h))
				one.Sure = append(one.Sure, uint8(255*s.sure[i]))
			}
			all = append(all, one)
			words += s.n
		}
		if len(all)/1000 != (len(all)-len(part))/1000 && len(all)%10000 < 1000 {
			speed := float64(words) / time.Since(start).Seconds()
			o.Log("silver: %d of %d words, %.0f words/s, left %s", words, o.Words, speed, time.Duration(float64(o.Words-words)/speed*1e9).Round(time.Second))
		}
	}
	f, err := os.Create(out)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	return errors.Join(gob.NewEncoder(w).Encode(all), w.Flush(), f.Close())
}

// loadSilver reads what Silver wrote for this corpus.
func loadSilver(path string, c *Corpus, features *language.Features, lexicon *language.Lexicon) ([]*sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	defer f.Close()
	var all []silverSentence
	if err := gob.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&all); err != nil {
		return nil, fmt.Errorf("train: %s: %w", path, err)
	}
	t := newTextSource(c, features, lexicon)
	var out []*sentence
	for _, one := range all {
		if int(one.Last) > len(c.IDs) || one.First >= one.Last {
			return nil, fmt.Errorf("train: %s: belongs to another corpus", path)
		}
		s := t.sentence(int(one.First), int(one.Last))
		copy(s.labels[:], one.Labels[:])
		s.head, s.rel, s.sure = make([]int32, s.n), one.Rel, make([]float32, s.n)
		for i, h := range one.Head {
			s.head[i], s.sure[i] = int32(h), float32(one.Sure[i])/255
		}
		out = append(out, s)
	}
	return out, nil
}

// sentence gives running words as a sentence without labels.
func (t *textSource) sentence(first, last int) *sentence {
	const F = language.FeatureCount
	s := &sentence{n: last - first}
	for i := first; i < last; i++ {
		s.rows = append(s.rows, t.rows[int(t.c.form(i))*F:][:F]...)
		before := i == first || t.c.IDs[i-1]&corpusGlued == 0
		s.rows[len(s.rows)-1] = t.features.Space(before, t.c.IDs[i]&corpusGlued == 0)
	}
	return s
}

// together lets several networks predict by the mean of their beliefs. Labels
// believed in less than half are -1; sure is the belief in each head.
func together(eng *engine, nets []*network, part []*sentence) []*sentence {
	first := nets[0].heads
	b := nets[0].batchOf(part, nil)
	T, N := b.size(), first.offset[exportedColumns]
	labels := make([]float32, T*N)
	var scores [][]float32
	for _, s := range part {
		scores = append(scores, make([]float32, s.n*(s.n+1)))
	}
	var x []float32
	for _, n := range nets {
		x = grow(x, T*n.o.Width)
		n.enc.forward(eng, b, nil, x)
		h := n.heads
		h.base(eng, x, nil)
		for t := 0; t < T; t++ {
			row := h.logits[t*h.offset[columnCount]:]
			for c := 0; c < exportedColumns; c++ {
				addShares(labels[t*N+h.offset[c]:t*N+h.offset[c+1]], row[h.offset[c]:h.offset[c+1]], len(nets))
			}
		}
		for k := range part {
			arcs := h.arcScores(eng, b.start[k], b.start[k+1])
			n := part[k].n
			for i := 0; i < n; i++ {
				arcs[i*(n+1)+i] = -1e9
				addShares(scores[k][i*(n+1):][:n+1], arcs[i*(n+1):][:n+1], len(nets))
			}
		}
	}
	space := &language.TreeSpace{}
	var out []*sentence
	for k, g := range part {
		n, at := g.n, b.start[k]
		s := &sentence{n: n, head: make([]int32, n), rel: make([]int16, n), sure: make([]float32, n)}
		for c := 0; c < exportedColumns; c++ {
			s.labels[c] = make([]int16, n)
			for i := range s.labels[c] {
				shares := labels[(at+i)*N:][first.offset[c]:first.offset[c+1]]
				best := argmax(shares)
				s.labels[c][i] = int16(best)
				if shares[best] < silverDoubt {
					s.labels[c][i] = -1
				}
			}
		}
		logs := make([]float32, len(scores[k]))
		for i, p := range scores[k] {
			logs[i] = float32(math.Log(float64(p) + 1e-6))
		}
		space.BestTree(logs, n, s.head)
		rels := make([]float32, n*first.relations)
		for _, net := range nets {
			h := net.heads
			q, logits := make([]float32, n*3*h.rel), make([]float32, n*h.relations)
			for i := 0; i < n; i++ {
				hd := -1
				if s.head[i] >= 0 {
					hd = at + int(s.head[i])
				}
				dep, head := h.relParts(at+i, hd)
				h.relInput(q[i*3*h.rel:][:3*h.rel], dep, head)
			}
			h.relOut.forward(eng, logits, q)
			for i := 0; i < n; i++ {
				addShares(rels[i*h.relations:][:h.relations], logits[i*h.relations:][:h.relations], len(nets))
			}
		}
		for i := 0; i < n; i++ {
			s.rel[i] = int16(argmax(rels[i*first.relations:][:first.relations]))
			hd := int(s.head[i])
			if hd < 0 {
				hd = n
			}
			s.sure[i] = scores[k][i*(n+1)+hd]
		}
		out = append(out, s)
	}
	return out
}

// addShares adds the softmax of logits, by count, to sum. The logits are spoilt.
func addShares(sum, logits []float32, count int) {
	top := logits[argmax(logits)]
	var total float32
	for i, x := range logits {
		logits[i] = exp32(x - top)
		total += logits[i]
	}
	for i, e := range logits {
		sum[i] += e / (total * float32(count))
	}
}

// scoreTogether judges several networks together on gold trees.
func scoreTogether(eng *engine, nets []*network, dev []*sentence) string {
	var uas, las, words, upos int
	for at := 0; at < len(dev); {
		var part []*sentence
		for size := 0; at < len(dev) && size < 1000; at++ {
			part = append(part, dev[at])
			size += dev[at].n
		}
		for k, p := range together(eng, nets, part) {
			g := part[k]
			for i := range g.head {
				words++
				if g.labels[colUPOS][i] == p.labels[colUPOS][i] {
					upos++
				}
				if g.head[i] == p.head[i] {
					uas++
					if g.rel[i] >= 0 && universal(nets[0].labels.rels[g.rel[i]]) == universal(nets[0].labels.rels[p.rel[i]]) {
						las++
					}
				}
			}
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(words) }
	return fmt.Sprintf("upos %.2f UAS %.2f LAS %.2f", share(upos), share(uas), share(las))
}

// drawSilver gives sentences of at least size words in all.
func drawSilver(rng *rand.Rand, silver []*sentence, size int) (part []*sentence) {
	for size > 0 {
		s := silver[rng.IntN(len(silver))]
		part = append(part, s)
		size -= s.n
	}
	return part
}
