package train

import (
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Columns of labels that one linear map predicts for each word.
const (
	colUPOS = iota
	colXPOS
	colFeats
	colLemma
	colName // B- and I- of PER, LOC, ORG
	colKind // entity type of the head word of a noun phrase
	colPredicate
	colSense // number of a predicate's roleset
	colOther // names by other guides than UNER's: helps learning, is not exported
	columnCount
)

// exportedColumns are those that the language room knows.
const exportedColumns = colOther

var columnNames = [columnCount]string{"upos", "xpos", "feats", "lemma", "name", "kind", "predicate", "sense", "other"}

// columnWeights are the shares of the columns in the loss.
var columnWeights = [columnCount]float32{1, 1, 0.5, 0.5, 1.5, 0.5, 0.5, 0.2, 1}

// sentence is one sentence with gold labels; -1 where there is none.
type sentence struct {
	rows   []int32 // [words][FeatureCount]
	small  []int32 // rows as if it were written in small letters; nil where that is not learned
	great  []int32 // in capitals
	labels [columnCount][]int16
	head   []int32 // -1 root, -2 not known
	rel    []int16
	frames []roleFrame
	doc    *language.Parse
	first  int // its first word in doc
	n      int
	uner   bool      // its names are by the guide of UNER
	sure   []float32 // weights of heads and relations; nil for all 1
}

// recased gives the sentence as if it were written in capitals, or in small
// letters. Its lemmas are not told, for they hang on how words are written.
func (s *sentence) recased(capitals bool) *sentence {
	other := *s
	other.rows = s.small
	if capitals {
		other.rows = s.great
	}
	other.labels[colLemma] = nil
	return &other
}

// weight is that of the head and the relation of word i.
func (s *sentence) weight(i int) float32 {
	if s.sure == nil {
		return 1
	}
	return s.sure[i]
}

// heads are what sits on the encoder.
type heads struct {
	width, arc, rel int
	sizes           [columnCount]int
	offset          [columnCount + 1]int
	relations       int

	tags    *dense // width -> labels of all columns
	words   *dense // width -> arc dependent, arc head, relation dependent, relation head
	pair    *dense // arc -> arc: dependent against head
	root    *param // [arc+rel]: the root as a head
	dist    *param // [2*language.Distances]: scores of distances
	relOut  *dense // 3*rel -> relations
	roles   *roleHead
	dropout float64
	// treeWeight is the share of heads, and of relations, in the loss.
	treeWeight float32

	h, dh, mask    []float32
	logits, z      []float32
	act, dact      []float32
	actMask        []float32
	dep, ddep      []float32
	q, dq, relLogs []float32
	scores, all    []float32
}

func newHeads(rng *rand.Rand, width, arc, rel int, sizes [columnCount]int, relations, roles int) *heads {
	h := &heads{width: width, arc: arc, rel: rel, sizes: sizes, relations: relations, treeWeight: 1}
	for c, n := range sizes {
		h.offset[c+1] = h.offset[c] + n
	}
	h.tags = newDense(rng, "tags", width, h.offset[columnCount], 1)
	h.words = newDense(rng, "pairs", width, 2*arc+2*rel, 1.4)
	h.pair = newDense(rng, "arc", arc, arc, 0.5)
	h.root = newParam("root", 1, arc+rel).normal(rng, 0.3)
	h.dist = newParam("distance", 1, 2*language.Distances)
	h.relOut = newDense(rng, "relation", 3*rel, relations, 1)
	h.roles = newRoleHead(rng, width, roleWidth, roles)
	return h
}

func (h *heads) params() []*param { return append(h.readers(), h.roles.params()...) }

// readers are all arrays but those of roles.
func (h *heads) readers() []*param {
	var ps []*param
	for _, d := range []*dense{h.tags, h.words, h.pair, h.relOut} {
		ps = append(ps, d.params()...)
	}
	return append(ps, h.root, h.dist)
}

// losses are sums over a batch, and their counts.
type losses struct {
	sum   [columnCount + 3]float64
	count [columnCount + 3]int
}

func (l *losses) add(o losses) {
	for i := range l.sum {
		l.sum[i] += o.sum[i]
		l.count[i] += o.count[i]
	}
}

func (l *losses) mean(i int) float64 { return l.sum[i] / float64(max(1, l.count[i])) }

// base computes what both learning and use need from the encoder's output x.
func (h *heads) base(eng *engine, x []float32, rng *rand.Rand) {
	T := len(x) / h.width
	h.h = grow(h.h, len(x))
	copy(h.h, x)
	h.mask, h.actMask = h.mask[:0], h.actMask[:0]
	if rng != nil && h.dropout > 0 {
		h.mask = grow(h.mask, len(x))
		dropMask(rng, h.mask, h.dropout)
		times(h.h, h.mask)
	}
	n := h.offset[columnCount]
	h.logits = grow(h.logits, T*n)
	h.tags.forward(eng, h.logits, h.h)
	w := h.words.out
	h.z, h.act = grow(h.z, T*w), grow(h.act, T*w)
	h.words.forward(eng, h.z, h.h)
	for i, v := range h.z {
		h.act[i] = max(v, 0.1*v)
	}
	if rng != nil && h.dropout > 0 {
		h.actMask = grow(h.actMask, T*w)
		dropMask(rng, h.actMask, h.dropout)
		times(h.act, h.actMask)
	}
	// Dependents through the bilinear form.
	h.dep = grow(h.dep, T*h.arc)
	pack := make([]float32, T*h.arc)
	for t := 0; t < T; t++ {
		copy(pack[t*h.arc:][:h.arc], h.act[t*w:])
	}
	h.pair.forward(eng, h.dep, pack)
	h.all = pack
}

// arcScores fills [n][n+1] scores for words first to last of the batch.
func (h *heads) arcScores(eng *engine, first, last int) []float32 {
	n, w, A := last-first, h.words.out, h.arc
	h.scores = zeroed(h.scores, n*(n+1))
	heads := make([]float32, (n+1)*A)
	for j := 0; j < n; j++ {
		copy(heads[j*A:][:A], h.act[(first+j)*w+A:])
	}
	copy(heads[n*A:], h.root.v[:A])
	eng.w.Gemm(n, n+1, A, model.Plain(h.dep[first*A:], A), model.Turned(heads, A), h.scores, n+1)
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			h.scores[i*(n+1)+j] += h.dist.v[language.Distance(i, j)]
		}
	}
	return h.scores
}

// relInput fills q with dependent, head and their product, [3*rel].
func (h *heads) relInput(q []float32, dep, head []float32) {
	copy(q, dep)
	copy(q[h.rel:], head)
	for i := range dep {
		q[2*h.rel+i] = dep[i] * head[i]
	}
}

// relParts gives the vectors of a dependent and a head; head < 0 is the root.
func (h *heads) relParts(i, head int) (dep, hd []float32) {
	w := h.words.out
	dep = h.act[i*w+2*h.arc:][:h.rel]
	if head < 0 {
		return dep, h.root.v[h.arc:]
	}
	return dep, h.act[head*w+2*h.arc+h.rel:][:h.rel]
}

// learn takes the encoder's output x for sentences laid out one after another,
// and adds gradients to dx.
func (h *heads) learn(eng *engine, x, dx []float32, sentences []*sentence, rng *rand.Rand) (l losses) {
	T := len(x) / h.width
	h.base(eng, x, rng)
	N := h.offset[columnCount]
	var have [columnCount + 1]int
	for _, s := range sentences {
		for c := range s.labels {
			for _, y := range s.labels[c] {
				if y >= 0 {
					have[c]++
				}
			}
		}
		for _, y := range s.head {
			if y > -2 {
				have[columnCount]++
			}
		}
	}
	at := 0
	for _, s := range sentences {
		for i := 0; i < s.n; i++ {
			row := h.logits[(at+i)*N:][:N]
			for c := range s.labels {
				part := row[h.offset[c]:h.offset[c+1]]
				y := int16(-1)
				if s.labels[c] != nil {
					y = s.labels[c][i]
				}
				if y < 0 {
					clear(part)
					continue
				}
				weight := columnWeights[c] / float32(have[c])
				l.sum[c] += softmaxLoss(part, int(y), weight) / float64(weight)
				l.count[c]++
			}
		}
		at += s.n
	}
	h.learnTrees(eng, sentences, T, have[columnCount], &l)
	// Back through the shared maps.
	h.dh = zeroed(h.dh, len(x))
	h.tags.backward(eng, h.dh, h.h, h.logits)
	if len(h.actMask) > 0 {
		times(h.dact, h.actMask)
	}
	for i, v := range h.z[:len(h.dact)] {
		if v < 0 {
			h.dact[i] *= 0.1
		}
	}
	h.words.backward(eng, h.dh, h.h, h.dact)
	h.roles.learn(eng, h.h, h.dh, sentences, h.dropout, rng, &l)
	if len(h.mask) > 0 {
		times(h.dh, h.mask)
	}
	model.Add(dx, h.dh)
	return l
}

func (h *heads) learnTrees(eng *engine, sentences []*sentence, T, words int, l *losses) {
	w, A, R := h.words.out, h.arc, h.rel
	h.dact, h.ddep = zeroed(h.dact, T*w), zeroed(h.ddep, T*A)
	weight := h.treeWeight / float32(max(1, words))
	h.q = zeroed(h.q, T*3*R)
	at := 0
	for _, s := range sentences {
		if s.head != nil && s.head[0] > -2 {
			h.learnArcs(eng, s, at, weight, l)
			for i := 0; i < s.n; i++ {
				hd := -1
				if s.head[i] >= 0 {
					hd = at + int(s.head[i])
				}
				dep, head := h.relParts(at+i, hd)
				h.relInput(h.q[(at+i)*3*R:][:3*R], dep, head)
			}
		}
		at += s.n
	}
	h.relLogs = grow(h.relLogs, T*h.relations)
	h.relOut.forward(eng, h.relLogs, h.q)
	h.dq = zeroed(h.dq, T*3*R)
	at = 0
	for _, s := range sentences {
		for i := 0; i < s.n; i++ {
			logits := h.relLogs[(at+i)*h.relations:][:h.relations]
			if s.rel == nil || s.rel[i] < 0 {
				clear(logits)
				continue
			}
			l.sum[columnCount+1] += softmaxLoss(logits, int(s.rel[i]), weight*s.weight(i)) / float64(weight)
			l.count[columnCount+1]++
		}
		at += s.n
	}
	h.relOut.backward(eng, h.dq, h.q, h.relLogs)
	at = 0
	for _, s := range sentences {
		for i := 0; i < s.n && s.rel != nil; i++ {
			if s.rel[i] < 0 {
				continue
			}
			hd, dhead := -1, h.root.g[A:]
			if s.head[i] >= 0 {
				hd = at + int(s.head[i])
				dhead = h.dact[hd*w+2*A+R:][:R]
			}
			dep, head := h.relParts(at+i, hd)
			ddep := h.dact[(at+i)*w+2*A:][:R]
			d := h.dq[(at+i)*3*R:][:3*R]
			for k := range dep {
				ddep[k] += d[k] + d[2*R+k]*head[k]
				dhead[k] += d[R+k] + d[2*R+k]*dep[k]
			}
		}
		at += s.n
	}
	// Back through the bilinear form.
	dpack := make([]float32, T*A)
	h.pair.backward(eng, dpack, h.all, h.ddep)
	for t := 0; t < T; t++ {
		model.Add(h.dact[t*w:][:A], dpack[t*A:][:A])
	}
}

func (h *heads) learnArcs(eng *engine, s *sentence, at int, weight float32, l *losses) {
	n, w, A := s.n, h.words.out, h.arc
	scores := h.arcScores(eng, at, at+n)
	for i := 0; i < n; i++ {
		row := scores[i*(n+1):][:n+1]
		row[i] = -1e9
		y := int(s.head[i])
		if y < 0 {
			y = n
		}
		l.sum[columnCount] += softmaxLoss(row, y, weight*s.weight(i)) / float64(weight)
		l.count[columnCount]++
		for j, d := range row[:n] {
			h.dist.g[language.Distance(i, j)] += d
		}
	}
	heads, dheads := make([]float32, (n+1)*A), make([]float32, (n+1)*A)
	for j := 0; j < n; j++ {
		copy(heads[j*A:][:A], h.act[(at+j)*w+A:])
	}
	copy(heads[n*A:], h.root.v[:A])
	eng.w.Gemm(n, A, n+1, model.Plain(scores, n+1), model.Plain(heads, A), h.ddep[at*A:], A)
	eng.w.Gemm(n+1, A, n, model.Turned(scores, n+1), model.Plain(h.dep[at*A:], A), dheads, A)
	for j := 0; j < n; j++ {
		model.Add(h.dact[(at+j)*w+A:][:A], dheads[j*A:][:A])
	}
	model.Add(h.root.g[:A], dheads[n*A:])
}

// predict gives the best label of each column, heads and relations for the
// sentences of a batch.
func (h *heads) predict(eng *engine, x []float32, sizes []int, space *language.TreeSpace) []*sentence {
	h.base(eng, x, nil)
	N := h.offset[columnCount]
	var out []*sentence
	at := 0
	for _, n := range sizes {
		s := &sentence{n: n, head: make([]int32, n), rel: make([]int16, n)}
		for c := range s.labels {
			s.labels[c] = make([]int16, n)
			for i := 0; i < n; i++ {
				s.labels[c][i] = int16(argmax(h.logits[(at+i)*N:][h.offset[c]:h.offset[c+1]]))
			}
		}
		space.BestTree(h.arcScores(eng, at, at+n), n, s.head)
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
			s.rel[i] = int16(argmax(logits[i*h.relations:][:h.relations]))
		}
		out = append(out, s)
		at += n
	}
	return out
}

func argmax(v []float32) int {
	best := 0
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}
