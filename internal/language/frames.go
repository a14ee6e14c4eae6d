package language

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/model"
)

// roleModel finds predicates and their arguments, in the sense of PropBank. It
// reads a sentence once more for each predicate.
type roleModel struct {
	size   int            // numbers in the vector of a word against a predicate
	words  *model.Matrix  // width -> 2*size: a word as an argument, as a predicate
	rows   *model.Table   // [RoleRows][size]
	self   []float32      // [size]: added to the predicate itself
	blocks []encoderBlock // of width size
	last   affine
	out    *model.Matrix // size -> roles, begins, ends
	labels []string      // "" for none
	core   []bool        // of labels: ARG0 to ARG5, which a predicate has once
	base   []int         // of labels: for C-X the number of X, else -1
	senses map[string][]sense
}

// sense is a roleset that a lemma can have.
type sense struct {
	roleset string
	number  int // of Labels.Sense, -1 for one too rare to have a label
	weight  float32
}

func readRoleModel(f *model.File, width int, numbers []string) *roleModel {
	m := &roleModel{size: int(f.Int32("roles.size", 1)[0]), labels: strings.Split(f.Bytes("labels.role"), "\n")}
	m.words = f.Matrix("roles", width, 2*m.size)
	m.rows = f.Table("rolerows", RoleRows, m.size)
	m.self = f.Float32("roleself", m.size)
	for i := range int(f.Int32("roles.blocks", 1)[0]) {
		m.blocks = append(m.blocks, readBlock(f, "roleblock"+string(rune('0'+i)), m.size))
	}
	m.last = readNorm(f, "rolelast", m.size)
	m.out = f.Matrix("role", m.size, len(m.labels)+2)
	number := map[string]int{}
	for i, l := range m.labels {
		number[l] = i
	}
	for _, l := range m.labels {
		m.core = append(m.core, strings.HasPrefix(l, "ARG") && !strings.HasPrefix(l, "ARGM"))
		base := -1
		if b, ok := number[strings.TrimPrefix(l, "C-")]; ok && strings.HasPrefix(l, "C-") {
			base = b
		}
		m.base = append(m.base, base)
	}
	m.senses = readSenses(f.Bytes("senses"), numbers)
	return m
}

// readSenses reads lines of a key of SenseKey and rolesets with their weights,
// a roleset "." NUMBER standing for the lemma with that number:
//
//	say/v .01:250 .02:-40
func readSenses(text string, numbers []string) map[string][]sense {
	number := map[string]int{}
	for i, n := range numbers {
		number[n] = i
	}
	senses := make(map[string][]sense, strings.Count(text, "\n")+1)
	var all []sense
	for line := range strings.Lines(text) {
		key, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		start := len(all)
		for rest != "" {
			var item string
			item, rest, _ = strings.Cut(rest, " ")
			name, weight, _ := strings.Cut(item, ":")
			w, _ := strconv.Atoi(weight)
			if name[0] == '.' {
				name = key[:len(key)-2] + name
			}
			n, ok := number[name[strings.LastIndexByte(name, '.')+1:]]
			if !ok {
				n = -1
			}
			all = append(all, sense{name, n, float32(w) / 100})
		}
		senses[key] = all[start:len(all):len(all)]
	}
	return senses
}

// roleset names the sense of a predicate; scores are those of Labels.Sense.
func (m *roleModel) roleset(s *encoderSpace, scores []float32, lemma []byte, xpos string) string {
	s.keyBuffer = append(s.keyBuffer[:0], lemma...)
	for i, b := range s.keyBuffer {
		if 'A' <= b && b <= 'Z' {
			s.keyBuffer[i] += 32
		}
	}
	kind := senseKind(xpos)
	n := len(s.keyBuffer)
	s.keyBuffer = append(s.keyBuffer, kind...)
	list := m.senses[string(s.keyBuffer)]
	for _, other := range [...]string{"/v", "/n", "/j", "/x"} {
		if len(list) > 0 {
			break
		}
		list = m.senses[string(append(s.keyBuffer[:n], other...))]
	}
	if len(list) == 0 {
		return string(append(s.keyBuffer[:n], ".01"...))
	}
	best, top := 0, float32(0)
	for k, c := range list {
		score := c.weight
		if c.number >= 0 {
			score += scores[c.number]
		} else {
			score -= 3
		}
		if k == 0 || score > top {
			best, top = k, score
		}
	}
	return list[best].roleset
}

// found is a predicate of a batch: its word in the document and its sense.
type found struct {
	at      int
	roleset string
	lemma   uint64 // RoleLemma of it
}

// frames adds the frames of a batch to p: the predicates of s.found, in the
// pieces that start bounds.
func (e *Encoder) frames(s *encoderSpace, p *Parse, first, T int, start []int) {
	m := e.roles
	if len(s.found) == 0 {
		return
	}
	r := &s.role
	W := m.words.Stride()
	r.z = sized(r.z, T*W)
	m.words.Apply(&s.whole, r.z, s.x, T, e.width)
	model.Leak(r.z[:T*W])
	next := 0
	for k := 0; k+1 < len(start); k++ {
		from, n := start[k], start[k+1]-start[k]
		if next >= len(s.found) || s.found[next].at >= first+from+n {
			continue
		}
		lo, hi := first+from, first+from+n
		v := &r.view
		if cap(v.Head) < n {
			v.Head = make([]int32, 2*n)
		}
		v.Head = v.Head[:n]
		for i := range v.Head {
			v.Head[i] = -1
			if h := p.Head[lo+i]; h >= 0 {
				v.Head[i] = h - int32(lo)
			}
		}
		v.Rel, v.UPOS, v.XPOS, v.Lower, v.Kind = p.Rel[lo:hi], p.UPOS[lo:hi], p.XPOS[lo:hi], p.Lower[lo:hi], p.Kind[lo:hi]
		v.Prepare()
		for ; next < len(s.found) && s.found[next].at < first+from+n; next++ {
			f := s.found[next]
			f.at -= lo
			r.findArgs(m, from, n, f)
			p.Frames = append(p.Frames, Frame{Predicate: f.at + lo, Roleset: f.roleset, Arguments: r.arguments(m, lo, f.at)})
		}
	}
}

// neverArgument are relations of words that head no argument: of 1,000 gold
// arguments of EWT dev one does.
var neverArgument = map[string]bool{"punct": true, "case": true, "mark": true, "cop": true, "flat": true, "aux:pass": true, "nummod": true, "fixed": true, "goeswith": true}

// read fills scores for the words of a piece, n of them from word from of the
// batch, against one predicate of it.
func (r *roleSpace) read(m *roleModel, from, n int, f found) {
	if r.block == nil {
		r.block = &encoderSpace{zero: make([]float32, m.size)}
	}
	s, S, W := r.block, m.size, m.words.Stride()
	s.x, s.u, s.v, s.c, s.z = sized(s.x, n*S), sized(s.u, n*S), sized(s.v, n*S), sized(s.c, n*S), sized(s.z, n*3*S)
	own := r.z[(from+f.at)*W+S:][:S]
	var rows [RoleFeatures]int32
	for i := 0; i < n; i++ {
		x, a := s.x[i*S:][:S], r.z[(from+i)*W:][:S]
		model.TimesTo(x, a, own)
		model.Add(x, a)
		model.Add(x, own)
		if i == f.at {
			model.Add(x, m.self)
		}
		r.view.Rows(rows[:], i, f.at, f.lemma)
		m.rows.AddRows(x, rows[:])
	}
	s.start = append(s.start[:0], 0, n)
	for b := range m.blocks {
		m.blocks[b].run(s, n, S, s.start)
	}
	model.NormaliseRows(s.x, s.x[:n*S], m.last.gain, m.last.bias)
	r.stride = m.out.Stride()
	r.scores = sized(r.scores, n*r.stride)
	m.out.Apply(&s.whole, r.scores, s.x, n, S)
}

// findArgs fills args with the words of a piece of n words, which begins at
// word from of the batch, that head the arguments of one of them.
func (r *roleSpace) findArgs(m *roleModel, from, n int, f found) {
	r.read(m, from, n, f)
	r.args = r.args[:0]
	for i := 0; i < n; i++ {
		if neverArgument[r.view.Rel[i]] || r.view.UPOS[i] == "PUNCT" {
			continue
		}
		row := r.scores[i*r.stride:][:len(m.labels)]
		if best := bestOf(row); best > 0 {
			r.add(m, roleArg{at: i, role: best, margin: row[best] - row[0]})
		}
	}
}

// add takes an argument unless a better one has its role already.
func (r *roleSpace) add(m *roleModel, a roleArg) {
	if m.core[a.role] {
		for k, b := range r.args {
			if b.role != a.role {
				continue
			}
			if a.margin > b.margin {
				r.args = append(append(r.args[:k], r.args[k+1:]...), a)
			}
			return
		}
	}
	r.args = append(r.args, a)
}

// treeEdge is what a begin or an end gains in score by being that of the words
// below the head in the tree.
const treeEdge = 2

// edges moves the begin and the end of the argument that word h heads to where
// they score best, but not past the predicate or the head of another argument
// that the tree keeps out.
func (r *roleSpace) edges(m *roleModel, first, last, h, predicate int) (int, int) {
	begin := len(m.labels)
	n := len(r.view.Head)
	score := func(i, k int) float32 { return r.scores[i*r.stride+begin+k] }
	from, top := first, score(first, 0)+treeEdge
	for i := h; i >= 0 && (i >= first || !r.taken(i, h, predicate)); i-- {
		if x := score(i, 0); x > top {
			from, top = i, x
		}
	}
	to := last
	top = score(last-1, 1) + treeEdge
	for i := h; i < n && (i < last || !r.taken(i, h, predicate)); i++ {
		if x := score(i, 1); x > top {
			to, top = i+1, x
		}
	}
	return from, to
}

// taken tells whether word i is the predicate, or heads another argument than
// that of h.
func (r *roleSpace) taken(i, h, predicate int) bool {
	if i == h {
		return false
	}
	for _, a := range r.args {
		if a.at == i {
			return true
		}
	}
	return i == predicate
}

// arguments turns the head words found into spans, in order; of two that
// overlap the surer one stays. base is the first word of the piece.
func (r *roleSpace) arguments(m *roleModel, base, predicate int) []Argument {
	if len(r.args) == 0 {
		return nil
	}
	r.spans = r.spans[:0]
	for _, a := range r.args {
		first, last := r.roleSpan(r.view.Head, r.view.Rel, r.view.UPOS, a.at, predicate)
		first, last = r.edges(m, first, last, a.at, predicate)
		r.spans = append(r.spans, argSpan{first, last, a})
	}
	slices.SortStableFunc(r.spans, func(a, b argSpan) int { return cmp.Compare(b.margin, a.margin) })
	kept := 0
	for _, a := range r.spans {
		free := true
		for _, b := range r.spans[:kept] {
			free = free && (a.first >= b.last || b.first >= a.last)
		}
		if free {
			r.spans[kept] = a
			kept++
		}
	}
	if cap(r.slab)-len(r.slab) < kept {
		r.slab = make([]Argument, 0, max(128, kept))
	}
	start := len(r.slab)
	for _, a := range r.spans[:kept] {
		r.slab = append(r.slab, Argument{First: base + a.first, Last: base + a.last, Head: base + a.at, Role: m.labels[a.role]})
	}
	out := r.slab[start:len(r.slab):len(r.slab)]
	for i := 1; i < len(out); i++ { // few: insertion sort
		for k := i; k > 0 && out[k].First < out[k-1].First; k-- {
			out[k], out[k-1] = out[k-1], out[k]
		}
	}
	// A continuation goes on with something.
	for i := range out {
		if role, ok := strings.CutPrefix(out[i].Role, "C-"); ok {
			begun := false
			for _, b := range out[:i] {
				begun = begun || b.Role == role
			}
			if !begun {
				out[i].Role = role
			}
		}
	}
	return out
}
