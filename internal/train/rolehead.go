package train

import (
	"math"
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// roleHead reads each sentence once more for each of its predicates: a word
// begins as what it is as an argument, what the predicate is, the product of
// both, and rows of a table for how the two hang together; blocks of light
// recurrence, narrower than those of the encoder, let the words of an argument
// and the arguments of a predicate see each other; then each word is given the
// role that it heads, and whether an argument begins or ends with it.
type roleHead struct {
	width, size, labels int
	weight              float32 // in the loss
	in                  *dense  // width -> vector as an argument, as a predicate
	table               *param  // [language.RoleRows][size]
	self                *param  // [size]: added to the predicate itself
	blocks              []*block
	last                *layerNorm
	out                 *dense   // size -> roles, begins, ends
	rels                []string // names of relations
	upos, xpos          []string // names of tags

	z, act, dact, mask []float32
	x, y, dx, maskY    []float32
	logits             []float32
	rows               []int32
	start              []int
}

const (
	roleWidth  = 80
	roleBlocks = 2
	rowDrop    = 0.3 // share of rows left out while learning
	edgeWeight = 0.5 // of where arguments begin and end, by that of roles
)

func newRoleHead(rng *rand.Rand, width, size, labels int) *roleHead {
	r := &roleHead{width: width, size: size, labels: labels}
	r.in = newDense(rng, "roles", width, 2*size, 1.4)
	r.table = newParam("rolerows", language.RoleRows, size).sparsely()
	r.self = newParam("roleself", 1, size).normal(rng, 0.5)
	for i := 0; i < roleBlocks; i++ {
		r.blocks = append(r.blocks, newBlock(rng, "roleblock"+string(rune('0'+i)), size))
	}
	r.last = newLayerNorm("rolelast", size)
	r.out = newDense(rng, "role", size, labels+2, 0.5)
	r.out.b.v[0] = 4
	r.out.b.v[labels], r.out.b.v[labels+1] = -2, -2
	return r
}

func (r *roleHead) params() []*param {
	ps := append(r.in.params(), r.table, r.self)
	for _, b := range r.blocks {
		ps = append(ps, b.params()...)
	}
	return append(append(ps, r.last.params()...), r.out.params()...)
}

// vectors fills act from the encoder's output.
func (r *roleHead) vectors(eng *engine, h []float32, drop float64, rng *rand.Rand) {
	T, w := len(h)/r.width, 2*r.size
	r.z, r.act = grow(r.z, T*w), grow(r.act, T*w)
	r.in.forward(eng, r.z, h)
	for i, v := range r.z {
		r.act[i] = max(v, 0.1*v)
	}
	r.mask = r.mask[:0]
	if rng != nil && drop > 0 {
		r.mask = grow(r.mask, T*w)
		dropMask(rng, r.mask, drop)
		times(r.act, r.mask)
	}
}

// pair fills the vector that word i begins with against a predicate; both
// count from the first word of the batch.
func (r *roleHead) pair(x []float32, i, predicate int, rows []int32) {
	w, n := 2*r.size, r.size
	a, p := r.act[i*w:][:n], r.act[predicate*w+n:][:n]
	model.TimesTo(x, a, p)
	model.Add(x, a)
	model.Add(x, p)
	if i == predicate {
		model.Add(x, r.self.v)
	}
	for _, k := range rows {
		if k >= 0 {
			model.Add(x, r.table.v[int(k)*n:][:n])
		}
	}
}

// read fills logits for the pairs that lie in x.
func (r *roleHead) read(eng *engine, drop float64, rng *rand.Rand) {
	for _, b := range r.blocks {
		b.forward(eng, r.x, r.start, rng, drop)
	}
	r.y = grow(r.y, len(r.x))
	r.last.forward(r.y, r.x)
	r.maskY = r.maskY[:0]
	if rng != nil && drop > 0 {
		r.maskY = grow(r.maskY, len(r.y))
		dropMask(rng, r.maskY, drop)
		times(r.y, r.maskY)
	}
	r.logits = grow(r.logits, len(r.x)/r.size*(r.labels+2))
	r.out.forward(eng, r.logits, r.y)
}

// view gives what the features see of a sentence, by its own columns; without a
// document, as in tests, words are blank.
func (r *roleHead) view(s *sentence) *language.RoleView {
	pick := func(names []string, of []int16) []string {
		out := make([]string, s.n)
		for i := range out {
			if i < len(of) && of[i] >= 0 {
				out[i] = names[of[i]]
			}
		}
		return out
	}
	v := &language.RoleView{Head: s.head, Rel: pick(r.rels, s.rel), UPOS: pick(r.upos, s.labels[colUPOS]), XPOS: pick(r.xpos, s.labels[colXPOS]), Kind: pick(kindLabels, s.labels[colKind])}
	if s.doc != nil {
		v.Lower = s.doc.Lower[s.first : s.first+s.n]
	} else {
		v.Lower = make([]string, s.n)
	}
	v.Prepare()
	return v
}

// learn takes what the heads see of the encoder's output and adds gradients to
// dh.
func (r *roleHead) learn(eng *engine, h, dh []float32, sentences []*sentence, drop float64, rng *rand.Rand, l *losses) {
	const F = language.RoleFeatures
	words, pairs := 0, 0
	for _, s := range sentences {
		if s.labels[colPredicate] != nil {
			words += s.n
		}
		pairs += len(s.frames) * s.n
	}
	if pairs == 0 || r.weight == 0 {
		return
	}
	r.vectors(eng, h, drop, rng)
	n, L := r.size, r.labels+2
	r.x = grow(r.x, pairs*n)
	r.rows, r.start = grow32(r.rows, pairs*F), r.start[:0]
	k, at := 0, 0
	for _, s := range sentences {
		var v *language.RoleView
		if len(s.frames) > 0 {
			v = r.view(s)
		}
		for _, f := range s.frames {
			r.start = append(r.start, k)
			for i := 0; i < s.n; i++ {
				rows := r.rows[k*F:][:F]
				v.Rows(rows, i, f.word, f.lemma)
				for j := range rows {
					if rng != nil && rng.Float64() < rowDrop {
						rows[j] = -1
					}
				}
				r.pair(r.x[k*n:][:n], at+i, at+f.word, rows)
				k++
			}
		}
		at += s.n
	}
	r.start = append(r.start, k)
	r.read(eng, drop, rng)
	weight := r.weight / float32(words)
	k = 0
	for _, s := range sentences {
		for _, f := range s.frames {
			for i := 0; i < s.n; i++ {
				row := r.logits[k*L:][:L]
				l.sum[columnCount+2] += softmaxLoss(row[:L-2], int(f.roles[i]), weight) / float64(weight)
				l.count[columnCount+2]++
				edges := edgeLoss(&row[L-2], f.edges[i]&begins != 0) + edgeLoss(&row[L-1], f.edges[i]&ends != 0)
				l.sum[columnCount+2] += edgeWeight * edges
				row[L-2] *= edgeWeight * weight
				row[L-1] *= edgeWeight * weight
				k++
			}
		}
	}
	r.backward(eng, dh, h, sentences)
}

// edgeLoss gives the cross entropy of a logit of yes against no and turns it
// into its gradient.
func edgeLoss(logit *float32, yes bool) float64 {
	x := float64(*logit)
	if yes {
		x = -x
	}
	p := 1 / (1 + math.Exp(-x))
	*logit = float32(p)
	if yes {
		*logit = -*logit
	}
	return -math.Log(max(1-p, 1e-9))
}

// backward takes the gradient of the logits back to the encoder's output.
func (r *roleHead) backward(eng *engine, dh, h []float32, sentences []*sentence) {
	const F = language.RoleFeatures
	n, w := r.size, 2*r.size
	dy := zeroed(r.dx, len(r.y))
	r.out.backward(eng, dy, r.y, r.logits)
	if len(r.maskY) > 0 {
		times(dy, r.maskY)
	}
	dx := zeroed(r.y, len(r.x))
	r.last.backward(dx, dy)
	for i := len(r.blocks) - 1; i >= 0; i-- {
		r.blocks[i].backward(eng, dx, r.start)
	}
	r.dx = dy
	r.dact = zeroed(r.dact, len(r.act))
	k, at := 0, 0
	for _, s := range sentences {
		for _, f := range s.frames {
			p, dp := r.act[(at+f.word)*w+n:][:n], r.dact[(at+f.word)*w+n:][:n]
			for i := 0; i < s.n; i++ {
				d := dx[k*n:][:n]
				a, da := r.act[(at+i)*w:][:n], r.dact[(at+i)*w:][:n]
				model.Add(da, d)
				model.TimesAdd(da, d, p)
				model.Add(dp, d)
				model.TimesAdd(dp, d, a)
				if i == f.word {
					model.Add(r.self.g, d)
				}
				for _, p := range r.rows[k*F:][:F] {
					if p >= 0 {
						model.Add(r.table.row(p), d)
					}
				}
				k++
			}
		}
		at += s.n
	}
	if len(r.mask) > 0 {
		times(r.dact, r.mask)
	}
	for i, v := range r.z {
		if v < 0 {
			r.dact[i] *= 0.1
		}
	}
	r.in.backward(eng, dh, h, r.dact)
}

func grow32(v []int32, n int) []int32 {
	if cap(v) < n {
		return make([]int32, n+n/4)[:n]
	}
	return v[:n]
}

// roleCounts are roles by head word, for scoring.
type roleCounts struct{ gold, found, both int }

func (c roleCounts) f1() float64 { return 200 * float64(c.both) / float64(max(1, c.gold+c.found)) }

// judge counts the roles of one sentence, which begins at word first of h, by
// predicate, head word and role; predicates and tree are those predicted.
func (r *roleHead) judge(eng *engine, h []float32, first int, gold, got *sentence, c *roleCounts) {
	type key struct {
		predicate, word int
		role            int16
	}
	right := map[key]bool{}
	for _, f := range gold.frames {
		for i, role := range f.roles {
			if role > 0 {
				right[key{f.word, i, role}] = true
			}
		}
	}
	c.gold += len(right)
	got.doc, got.first = gold.doc, gold.first
	var predicates []int
	for p := 0; p < gold.n; p++ {
		if got.labels[colPredicate][p] == 1 {
			predicates = append(predicates, p)
		}
	}
	r.against(eng, h[first*r.width:(first+gold.n)*r.width], got, predicates)
	for k, p := range predicates {
		for i := 0; i < gold.n; i++ {
			if best := argmax(r.logits[(k*gold.n+i)*(r.labels+2):][:r.labels]); best > 0 {
				c.found++
				if right[key{p, i, int16(best)}] {
					c.both++
				}
			}
		}
	}
}

// against fills logits for a sentence and its predicates; h is the encoder's
// output for it.
func (r *roleHead) against(eng *engine, h []float32, s *sentence, predicates []int) {
	r.vectors(eng, h, 0, nil)
	v := r.view(s)
	r.x, r.start = grow(r.x, len(predicates)*s.n*r.size), r.start[:0]
	var rows [language.RoleFeatures]int32
	for k, p := range predicates {
		r.start = append(r.start, k*s.n)
		lemma := language.RoleLemma(s.doc.Lemma[s.first+p])
		for i := 0; i < s.n; i++ {
			v.Rows(rows[:], i, p, lemma)
			r.pair(r.x[(k*s.n+i)*r.size:][:r.size], i, p, rows[:])
		}
	}
	r.start = append(r.start, len(predicates)*s.n)
	r.read(eng, 0, nil)
}
