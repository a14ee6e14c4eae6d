package train

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// predicate is a line of a file of roles; words count from 0.
type predicate struct {
	word    int // -1: the sentence has no predicate
	roleset string
	spans   []roleSpan
}

type roleSpan struct {
	role        string
	first, last int // last excluded
}

// roleFrame is a predicate to learn from: the role of each word that heads an
// argument, 0 for the others.
type roleFrame struct {
	word  int
	roles []int16
	spans []numberedSpan
	lemma uint64 // language.RoleLemma of the predicate
}

// numberedSpan is a span with the number of its role.
type numberedSpan struct {
	roleSpan
	number int16
}

// place fills roles by the heads of the spans in a tree.
func (f *roleFrame) place(head []int32) {
	clear(f.roles)
	for _, s := range f.spans {
		f.roles[headOfSpan(head, s.roleSpan, f.word)] = s.number
	}
}

// readRoles reads a file of PropBank roles: predicates by sentence.
func readRoles(raw []byte) (map[string][]predicate, error) {
	out := map[string][]predicate{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		cols := strings.Split(lines.Text(), "\t")
		if len(cols) != 6 {
			return nil, fmt.Errorf("train: roles: line %d has %d columns, expected 6", n, len(cols))
		}
		word, err := strconv.Atoi(cols[1])
		if err != nil {
			continue // the header
		}
		p := predicate{word: word - 1, roleset: cols[3]}
		for _, item := range strings.Fields(cols[5]) {
			role, at, ok := strings.Cut(item, ":")
			if !ok || role == "V" || role == "C-V" {
				continue
			}
			lo, hi, ok := strings.Cut(at, "-")
			if !ok {
				hi = lo
			}
			first, err1 := strconv.Atoi(lo)
			last, err2 := strconv.Atoi(hi)
			if err1 != nil || err2 != nil || first < 1 || last < first {
				return nil, fmt.Errorf("train: roles: line %d: bad span %q", n, item)
			}
			p.spans = append(p.spans, roleSpan{role, first - 1, last})
		}
		out[cols[0]] = append(out[cols[0]], p)
	}
	return out, nil
}

// senseNumber is the end of a roleset: "01" of "say.01".
func senseNumber(roleset string) string { return roleset[strings.LastIndexByte(roleset, '.')+1:] }

// roleLabels finds the numbers of rolesets and the roles that occur often
// enough.
func roleLabels(predicates map[string][]predicate) (senses, roles []string) {
	numbers, names := map[string]int{}, map[string]int{}
	for _, ps := range predicates {
		for _, p := range ps {
			if p.word < 0 {
				continue
			}
			numbers[senseNumber(p.roleset)]++
			for _, s := range p.spans {
				names[s.role]++
			}
		}
	}
	return frequent(numbers, 5), append([]string{""}, frequent(names, 20)...)
}

// addRoles gives sentences their predicates, and counts rolesets by lemma and
// kind of word.
func addRoles(sentences []*sentence, predicates map[string][]predicate, l *labels) map[string]map[string]int {
	senses := map[string]map[string]int{}
	for _, s := range sentences {
		ps, ok := predicates[s.doc.Sentences[s.doc.Sent[s.first]].ID]
		if !ok {
			continue
		}
		s.labels[colPredicate], s.labels[colSense] = make([]int16, s.n), make([]int16, s.n)
		for i := range s.labels[colSense] {
			s.labels[colSense][i] = -1
		}
		for _, p := range ps {
			if p.word < 0 || p.word >= s.n {
				continue
			}
			s.labels[colPredicate][p.word] = 1
			s.labels[colSense][p.word] = lookup(l.number[colSense], senseNumber(p.roleset))
			f := roleFrame{word: p.word, roles: make([]int16, s.n), lemma: language.RoleLemma(s.doc.Lemma[s.first+p.word])}
			for _, span := range p.spans {
				if span.last > s.n {
					continue
				}
				if role := lookup(l.roleNum, span.role); role > 0 {
					f.spans = append(f.spans, numberedSpan{span, role})
				}
			}
			f.place(s.head)
			s.frames = append(s.frames, f)
			w := s.first + p.word
			key := language.SenseKey(s.doc.Lemma[w], s.doc.XPOS[w])
			if senses[key] == nil {
				senses[key] = map[string]int{}
			}
			senses[key][p.roleset]++
		}
	}
	return senses
}

// headOfSpan gives the word of a span whose head is outside, of several the one
// that hangs on the predicate, or the first.
func headOfSpan(head []int32, s roleSpan, predicate int) int {
	best := -1
	for i := s.first; i < s.last; i++ {
		if h := int(head[i]); h >= s.first && h < s.last {
			continue
		} else if h == predicate {
			return i
		}
		if best < 0 {
			best = i
		}
	}
	return max(best, s.first)
}

// roleHead scores each word against each predicate of its sentence.
type roleHead struct {
	width, size, labels int
	weight              float32  // in the loss
	in                  *dense   // width -> vector as an argument, as a predicate
	out                 *dense   // 3*size -> roles
	table               *param   // [language.RoleRows][labels]
	rels                []string // names of relations
	upos, xpos          []string // names of tags

	z, act, dact, mask, q, dq, logits []float32
	rows                              []int32
}

const (
	roleWidth = 128
	rowDrop   = 0.3 // share of rows left out while learning
)

func newRoleHead(rng *rand.Rand, width, size, labels int) *roleHead {
	r := &roleHead{width: width, size: size, labels: labels}
	r.in = newDense(rng, "roles", width, 2*size, 1.4)
	r.out = newDense(rng, "role", 3*size, labels, 0.5)
	r.table = newParam("rolerows", language.RoleRows, labels).sparsely()
	r.out.b.v[0] = 4
	return r
}

func (r *roleHead) params() []*param {
	return append(append(r.in.params(), r.out.params()...), r.table)
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

// pair fills the input for word i against a predicate.
func (r *roleHead) pair(q []float32, i, predicate int) {
	w, n := 2*r.size, r.size
	a, p := r.act[i*w:][:n], r.act[predicate*w+n:][:n]
	copy(q, a)
	copy(q[n:], p)
	model.TimesTo(q[2*n:3*n], a, p)
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
	n, L := r.size, r.labels
	r.q, r.logits = grow(r.q, pairs*3*n), grow(r.logits, pairs*L)
	r.rows = r.rows[:0]
	k, at := 0, 0
	for _, s := range sentences {
		var v *language.RoleView
		if len(s.frames) > 0 {
			v = r.view(s)
		}
		for _, f := range s.frames {
			for i := 0; i < s.n; i++ {
				r.pair(r.q[k*3*n:][:3*n], at+i, at+f.word)
				var rows [F]int32
				v.Rows(rows[:], i, f.word, f.lemma)
				for j := range rows {
					if rng != nil && rng.Float64() < rowDrop {
						rows[j] = -1
					}
				}
				r.rows = append(r.rows, rows[:]...)
				k++
			}
		}
		at += s.n
	}
	r.out.forward(eng, r.logits, r.q)
	weight := r.weight / float32(words)
	k = 0
	for _, s := range sentences {
		for _, f := range s.frames {
			for i := 0; i < s.n; i++ {
				row := r.logits[k*L:][:L]
				for _, p := range r.rows[F*k : F*k+F] {
					if p >= 0 {
						model.Add(row, r.table.v[int(p)*L:][:L])
					}
				}
				l.sum[columnCount+2] += softmaxLoss(row, int(f.roles[i]), weight) / float64(weight)
				l.count[columnCount+2]++
				for _, p := range r.rows[F*k : F*k+F] {
					if p >= 0 {
						model.Add(r.table.row(p), row)
					}
				}
				k++
			}
		}
	}
	r.dq = zeroed(r.dq, pairs*3*n)
	r.out.backward(eng, r.dq, r.q, r.logits)
	w := 2 * n
	r.dact = zeroed(r.dact, len(r.act))
	k, at = 0, 0
	for _, s := range sentences {
		for _, f := range s.frames {
			p, dp := r.act[(at+f.word)*w+n:][:n], r.dact[(at+f.word)*w+n:][:n]
			for i := 0; i < s.n; i++ {
				d := r.dq[k*3*n:][:3*n]
				a, da := r.act[(at+i)*w:][:n], r.dact[(at+i)*w:][:n]
				model.Add(da, d[:n])
				model.TimesAdd(da, d[2*n:], p)
				model.Add(dp, d[n:2*n])
				model.TimesAdd(dp, d[2*n:], a)
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
	r.vectors(eng, h[first*r.width:(first+gold.n)*r.width], 0, nil)
	got.doc, got.first = gold.doc, gold.first
	v := r.view(got)
	q, row := make([]float32, 3*r.size), make([]float32, r.labels)
	for p := 0; p < gold.n; p++ {
		if got.labels[colPredicate][p] != 1 {
			continue
		}
		for i := 0; i < gold.n; i++ {
			r.pair(q, i, p)
			r.out.forward(eng, row, q)
			var rows [language.RoleFeatures]int32
			v.Rows(rows[:], i, p, language.RoleLemma(gold.doc.Lemma[gold.first+p]))
			for _, k := range rows {
				model.Add(row, r.table.v[int(k)*r.labels:][:r.labels])
			}
			if best := argmax(row); best > 0 {
				c.found++
				if right[key{p, i, int16(best)}] {
					c.both++
				}
			}
		}
	}
}
