package language

import (
	"strings"

	"github.com/entente-project/entente/internal/model"
)

// Encoder is the network that reads words in their sentence, with the heads
// that predict tags, lemmas, trees and names. It may be used by many
// goroutines at once; each needs its own encoderSpace.
type Encoder struct {
	Features *Features
	Labels   Labels

	width, arc, rel int
	embed           *model.Table
	first, last     affine
	blocks          []encoderBlock
	attention       []*encoderAttention // by block: what follows it, or nil
	tags            *model.Matrix       // UPOS, XPOS, Feats
	scripts         *model.Matrix       // Lemma
	kinds           *model.Matrix       // Name, Kind, Predicate
	senses          *model.Matrix       // Sense
	pairs           *model.Matrix
	bilinear        *model.Matrix
	relation        *model.Matrix
	root            []float32 // [arc+rel]
	distance        []float32 // [2*Distances]
	offset          [labelColumns + 1]int
	roles           *roleModel
	lemmas          *Lemmas
}

// Labels are the label sets of an encoder, by number.
type Labels struct {
	UPOS, XPOS, Feats, Lemma, Name, Kind []string
	Predicate                            []string // "" and one for predicates
	Sense                                []string // numbers of rolesets: "01"
	Rel                                  []string
}

const labelColumns = 8

func (l *Labels) columns() [labelColumns][]string {
	return [labelColumns][]string{l.UPOS, l.XPOS, l.Feats, l.Lemma, l.Name, l.Kind, l.Predicate, l.Sense}
}

type affine struct{ gain, bias []float32 }

type encoderBlock struct {
	norm affine
	conv []float32 // [3][width]
	mix  *model.Matrix
}

// LoadEncoder reads the weights that train.Export wrote.
func LoadEncoder(data string) (*Encoder, error) {
	f, err := model.Open(data, "encoder", EncoderPrint)
	if err != nil {
		return nil, err
	}
	e := &Encoder{}
	err = f.Load(func() {
		sizes := f.Int32("sizes", 7)
		width, layers := int(sizes[0]), int(sizes[1])
		e.width, e.arc, e.rel = width, int(sizes[2]), int(sizes[3])
		e.Features = NewFeatures(readLexicon(f), int(sizes[4]))
		list := func(name string) []string { return strings.Split(f.Bytes("labels."+name), "\n") }
		e.Labels = Labels{UPOS: list("upos"), XPOS: list("xpos"), Feats: list("feats"), Lemma: list("lemma"), Name: list("name"), Kind: list("kind"), Predicate: list("predicate"), Sense: list("sense"), Rel: list("rel")}
		for c, names := range e.Labels.columns() {
			e.offset[c+1] = e.offset[c] + len(names)
		}
		e.embed = f.Table("embed", e.Features.Rows(), width)
		e.first, e.last = readNorm(f, "first", width), readNorm(f, "last", width)
		for i := 0; i < layers; i++ {
			name := "block" + string(rune('0'+i))
			e.blocks = append(e.blocks, readBlock(f, name, width))
			e.attention = append(e.attention, nil)
			if sizes[5] > 0 && Attends(i) {
				e.attention[i] = readAttention(f, "attention"+string(rune('0'+i)), width, int(sizes[5]), int(sizes[6]))
			}
		}
		columns := func(first, last int) *model.Matrix {
			return f.Columns("tags", width, e.offset[labelColumns], e.offset[first], e.offset[last])
		}
		e.tags, e.scripts, e.kinds, e.senses = columns(0, 3), columns(3, 4), columns(4, 7), columns(7, 8)
		e.pairs = f.Matrix("pairs", width, 2*e.arc+2*e.rel)
		e.bilinear = f.Matrix("arc", e.arc, e.arc)
		e.relation = f.Matrix("relation", 3*e.rel, len(e.Labels.Rel))
		e.root = f.Float32("root", e.arc+e.rel)
		e.distance = f.Float32("distance", 2*Distances)
		e.lemmas = readLemmas(f)
		e.roles = readRoleModel(f, width, e.Labels.Sense)
	})
	return e, err
}

func readNorm(f *model.File, name string, width int) affine {
	return affine{f.Float32(name+".gain", width), f.Float32(name+".bias", width)}
}

func readBlock(f *model.File, name string, width int) encoderBlock {
	return encoderBlock{norm: readNorm(f, name+".norm", width), conv: f.Float32(name+".conv", 3*width), mix: f.Matrix(name+".mix", width, 3*width)}
}

// encoderSpace is the working space of one goroutine.
type encoderSpace struct {
	whole      model.WholeSpace
	cache      wordCache
	x, u, v    []float32 // [T][width]
	z, c       []float32 // [T][3*width], [T][width]
	qkv, mixed []float32 // of attention
	shares     []float32 // [words of a piece]
	scale      []float32 // [size of a head]
	tags       []float32
	kinds      []float32
	script     []int16 // [words of a batch] of lemmas seen in the treebanks; -1 for none
	unseen     someRows
	sensed     someRows
	pairs      []float32
	dep        []float32
	found      []found // predicates of the batch
	role       roleSpace
	name       nameSpace
	q, rels    []float32
	scores     []float32
	zero       []float32
	heads      []int32
	tree       treeSpace
	keyBuffer  []byte
	nameLabels []int16
	lemma      []byte
	lemmaEnd   []int32
	start      []int
}

const (
	batchWords = 240 // words read together, at least one sentence
	pieceWords = 160 // longer sentences are read in pieces of this size
)

func sized(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n+n/2)[:n]
	}
	return v[:n]
}

// run fills s.x with the vectors of words [first, last) of p; start holds the
// bounds of their pieces, counted from first.
func (e *Encoder) run(s *encoderSpace, p *Parse, first, last int, start []int) {
	T, D := last-first, e.width
	s.x, s.u, s.v, s.c, s.z = sized(s.x, T*D), sized(s.u, T*D), sized(s.v, T*D), sized(s.c, T*D), sized(s.z, T*3*D)
	if len(s.zero) < D {
		s.zero = make([]float32, D)
	}
	var rows [FeatureCount]int32
	piece := 0
	for i := first; i < last; i++ {
		if i-first == start[piece+1] {
			piece++
		}
		to := s.u[(i-first)*D:][:D]
		sum, known := s.cache.find(p.Text(i), D)
		if sum == nil {
			sum = to
		}
		if !known {
			s.word(e.Features, &rows, p, i)
			clear(sum)
			e.embed.AddRows(sum, rows[:FeatureCount-1])
		}
		copy(to, sum)
		e.embed.AddRow(to, e.Features.Space(i-first == start[piece] || p.Spaced(i-1), p.Spaced(i)))
	}
	model.NormaliseRows(s.x, s.u[:T*D], e.first.gain, e.first.bias)
	for b := range e.blocks {
		e.blocks[b].run(s, T, D, start)
		if a := e.attention[b]; a != nil {
			a.run(s, T, D, start)
		}
	}
	model.NormaliseRows(s.x, s.x[:T*D], e.last.gain, e.last.bias)
}

// word fills the feature rows of word i, all but the spacing.
func (s *encoderSpace) word(f *Features, rows *[FeatureCount]int32, p *Parse, i int) {
	form, key := p.Text(i), p.Lower[i]
	for k := 0; k < len(key); k++ {
		if b := key[k]; '1' <= b && b <= '9' {
			key = s.zeroDigits(key)
			break
		}
	}
	f.Word(rows[:], form, key)
}

// zeroDigits is Key for a folded word.
func (s *encoderSpace) zeroDigits(key string) string {
	s.keyBuffer = append(s.keyBuffer[:0], key...)
	for i, b := range s.keyBuffer {
		if '1' <= b && b <= '9' {
			s.keyBuffer[i] = '0'
		}
	}
	return viewString(s.keyBuffer)
}

func (b *encoderBlock) run(s *encoderSpace, T, D int, start []int) {
	model.NormaliseRows(s.u, s.x[:T*D], b.norm.gain, b.norm.bias)
	w0, w1, w2 := b.conv[:D], b.conv[D:2*D], b.conv[2*D:]
	for k := 0; k+1 < len(start); k++ {
		for t := start[k]; t < start[k+1]; t++ {
			v := s.v[t*D:][:D]
			if t > start[k] && t+1 < start[k+1] {
				model.Three(v, s.u[t*D:], s.u[(t-1)*D:], s.u[(t+1)*D:], w1, w0, w2)
				continue
			}
			model.TimesTo(v, s.u[t*D:][:D], w1)
			if t > start[k] {
				model.TimesAdd(v, s.u[(t-1)*D:][:D], w0)
			}
			if t+1 < start[k+1] {
				model.TimesAdd(v, s.u[(t+1)*D:][:D], w2)
			}
		}
	}
	b.mix.Apply(&s.whole, s.z, s.v, T, D)
	half, N := D/2, 3*D
	for t := 0; t < T; t++ {
		g := s.z[t*N+D:][:2*D]
		model.Sigmoid(g, g)
	}
	for k := 0; k+1 < len(start); k++ {
		prev := s.zero[:half]
		for t := start[k]; t < start[k+1]; t++ {
			c := s.c[t*D:][:half]
			model.Mix(c, prev, s.z[t*N:][:half], s.z[t*N+D:][:half])
			prev = c
		}
		prev = s.zero[:D-half]
		for t := start[k+1] - 1; t >= start[k]; t-- {
			c := s.c[t*D+half:][:D-half]
			model.Mix(c, prev, s.z[t*N+half:][:D-half], s.z[t*N+D+half:][:D-half])
			prev = c
		}
	}
	for t := 0; t < T; t++ {
		model.TimesAdd(s.x[t*D:][:D], s.z[t*N+2*D:][:D], s.c[t*D:][:D])
	}
}

// read fills the columns of p for all its sentences.
func (e *Encoder) read(s *encoderSpace, p *Parse) {
	n := p.Len()
	p.UPOS, p.XPOS, p.Feats, p.Rel, p.Kind = make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	p.Head = make([]int32, n)
	if cap(s.nameLabels) < n {
		s.nameLabels = make([]int16, n+n/2)
	}
	s.nameLabels = s.nameLabels[:n]
	s.lemma, s.lemmaEnd = s.lemma[:0], s.lemmaEnd[:0]
	for k := 0; k < len(p.Sentences); {
		first := p.Sentences[k].First
		last := first
		s.start = append(s.start[:0], 0)
		for ; k < len(p.Sentences) && (last == first || p.Sentences[k].Last-first <= batchWords); k++ {
			for at := p.Sentences[k].First; at < p.Sentences[k].Last; at = last {
				last = pieceEnd(p, at, p.Sentences[k].Last)
				s.start = append(s.start, last-first)
				if last-first > 4*batchWords && last < p.Sentences[k].Last {
					// A very long sentence: read what there is.
					e.readBatch(s, p, first, last, s.start)
					first = last
					s.start = append(s.start[:0], 0)
				}
			}
		}
		e.readBatch(s, p, first, last, s.start)
	}
	e.joinPieces(p)
	e.finishLemmas(s, p)
	p.Mentions = namesOf(p, s.nameLabels, e.Labels.Name)
}

// pieceEnd gives where the piece that begins at word first ends: at the end of
// the sentence, or for long ones after the last comma or the like.
func pieceEnd(p *Parse, first, last int) int {
	if last-first <= pieceWords {
		return last
	}
	for i := first + pieceWords - 1; i > first+pieceWords/2; i-- {
		switch p.Lower[i] {
		case ",", ";", ":", ".", "!", "?", ")", "-", "–", "—":
			return i + 1
		}
	}
	return first + pieceWords
}

// joinPieces hangs the roots of later pieces of a sentence on its first root.
func (e *Encoder) joinPieces(p *Parse) {
	for _, s := range p.Sentences {
		if s.Last-s.First <= pieceWords {
			continue
		}
		root := -1
		for i := s.First; i < s.Last; i++ {
			if p.Head[i] >= 0 {
				continue
			}
			if root < 0 {
				root = i
				continue
			}
			p.Head[i] = int32(root)
			p.Rel[i] = "parataxis"
		}
	}
}

func (e *Encoder) readBatch(s *encoderSpace, p *Parse, first, last int, start []int) {
	T := last - first
	if T == 0 {
		return
	}
	s.found = s.found[:0]
	e.run(s, p, first, last, start)
	p.States.keep(s.x[:T*e.width], e.width, p.Len())
	s.tags, s.kinds = sized(s.tags, T*e.tags.Stride()), sized(s.kinds, T*e.kinds.Stride())
	e.tags.Apply(&s.whole, s.tags, s.x, T, e.width)
	e.kinds.Apply(&s.whole, s.kinds, s.x, T, e.width)
	s.script = s.script[:0]
	s.unseen.rows, s.sensed.rows = s.unseen.rows[:0], s.sensed.rows[:0]
	names := len(e.Labels.Name)
	predicate := names + len(e.Labels.Kind)
	for t := 0; t < T; t++ {
		row, kinds := s.tags[t*e.tags.Stride():], s.kinds[t*e.kinds.Stride():]
		var best [3]int
		for c := range best {
			best[c] = bestOf(row[e.offset[c]:e.offset[c+1]])
		}
		i := first + t
		p.UPOS[i], p.XPOS[i], p.Feats[i] = e.Labels.UPOS[best[0]], e.Labels.XPOS[best[1]], e.Labels.Feats[best[2]]
		p.Kind[i] = e.Labels.Kind[bestOf(kinds[names:predicate])]
		script := e.lemmas.seen(p.Text(i), p.Lower[i], p.XPOS[i])
		s.script = append(s.script, int16(script))
		if script < 0 {
			s.unseen.rows = append(s.unseen.rows, t)
		}
		if bestOf(kinds[predicate:][:len(e.Labels.Predicate)]) == 1 {
			s.sensed.rows = append(s.sensed.rows, t)
		}
	}
	s.unseen.apply(s, e.scripts, e.width)
	s.sensed.apply(s, e.senses, e.width)
	unseen, sensed := 0, 0
	for t := 0; t < T; t++ {
		i := first + t
		at := len(s.lemma)
		if script := s.script[t]; script >= 0 {
			s.lemma = ApplyLemma(s.lemma, e.Labels.Lemma[script], p.Text(i))
		} else {
			e.lemma(s, s.unseen.of(unseen, e.scripts), p.Text(i), p.XPOS[i])
			unseen++
		}
		s.lemmaEnd = append(s.lemmaEnd, int32(len(s.lemma)))
		if sensed < len(s.sensed.rows) && s.sensed.rows[sensed] == t {
			lemma := s.lemma[at:]
			s.found = append(s.found, found{i, e.roles.roleset(s, s.sensed.of(sensed, e.senses), lemma, p.XPOS[i]), RoleLemma(viewString(lemma))})
			sensed++
		}
	}
	for k := 0; k+1 < len(start); k++ {
		s.name.read(s.kinds[start[k]*e.kinds.Stride():], e.kinds.Stride(), e.Labels.Name, s.nameLabels[first+start[k]:first+start[k+1]])
	}
	e.trees(s, p, first, T, start)
	e.frames(s, p, first, T, start)
}

func (e *Encoder) trees(s *encoderSpace, p *Parse, first, T int, start []int) {
	A, R, P := e.arc, e.rel, e.pairs.Stride()
	s.pairs, s.dep = sized(s.pairs, T*P), sized(s.dep, T*e.bilinear.Stride())
	e.pairs.Apply(&s.whole, s.pairs, s.x, T, e.width)
	model.Leak(s.pairs[:T*P])
	e.bilinear.Apply(&s.whole, s.dep, s.pairs, T, P)
	s.q = sized(s.q, T*3*R)
	s.rels = sized(s.rels, T*e.relation.Stride())
	B := e.bilinear.Stride()
	for k := 0; k+1 < len(start); k++ {
		from, n := start[k], start[k+1]-start[k]
		s.scores = sized(s.scores, n*(n+1))
		for i := 0; i < n; i++ {
			dep := s.dep[(from+i)*B:][:A]
			row := s.scores[i*(n+1):][:n+1]
			model.Dots(row[:n], dep, s.pairs[from*P+A:], P)
			for j := range row[:n] {
				row[j] += e.distance[Distance(i, j)]
			}
			row[n] = model.Dot(dep, e.root[:A])
		}
		if cap(s.heads) < n {
			s.heads = make([]int32, 2*n)
		}
		heads := s.heads[:n]
		s.tree.bestTree(s.scores, n, heads)
		for i, h := range heads {
			p.Head[first+from+i] = -1
			dep, head := s.pairs[(from+i)*P+2*A:][:R], e.root[A:]
			if h >= 0 {
				p.Head[first+from+i] = int32(first+from) + h
				head = s.pairs[(from+int(h))*P+2*A+R:][:R]
			}
			q := s.q[(from+i)*3*R:][:3*R]
			copy(q, dep)
			copy(q[R:], head)
			model.TimesTo(q[2*R:], dep, head)
		}
	}
	e.relation.Apply(&s.whole, s.rels, s.q, T, 3*R)
	for t := 0; t < T; t++ {
		i := first + t
		row := s.rels[t*e.relation.Stride():][:len(e.Labels.Rel)]
		rel := e.Labels.Rel[bestOf(row)]
		if p.Head[i] < 0 {
			rel = "root"
		} else if rel == "root" {
			rel = e.second(row)
		}
		p.Rel[i] = rel
	}
}

// someRows are words of a batch of which a head is asked, and what it said.
type someRows struct {
	rows    []int // counted from the first word of the batch
	x, said []float32
}

// apply asks a head of the words of the rows.
func (r *someRows) apply(s *encoderSpace, head *model.Matrix, width int) {
	r.x, r.said = sized(r.x, len(r.rows)*width), sized(r.said, len(r.rows)*head.Stride())
	for k, t := range r.rows {
		copy(r.x[k*width:][:width], s.x[t*width:])
	}
	head.Apply(&s.whole, r.said, r.x, len(r.rows), width)
}

// of gives what the head said of the word of row k.
func (r *someRows) of(k int, head *model.Matrix) []float32 {
	return r.said[k*head.Stride():][:head.Out]
}

// second gives the best relation but "root".
func (e *Encoder) second(row []float32) string {
	best := -1
	for k, x := range row {
		if e.Labels.Rel[k] != "root" && (best < 0 || x > row[best]) {
			best = k
		}
	}
	return e.Labels.Rel[best]
}

func bestOf(v []float32) int {
	best, top := 0, v[0]
	for i, x := range v {
		if x > top {
			best, top = i, x
		}
	}
	return best
}

// finishLemmas cuts the lemmas out of one string.
func (e *Encoder) finishLemmas(s *encoderSpace, p *Parse) {
	all := string(s.lemma)
	p.Lemma = make([]string, p.Len())
	at := int32(0)
	for i, end := range s.lemmaEnd {
		p.Lemma[i] = all[at:end]
		at = end
	}
}

// headOf gives the first word of [first, last) that hangs on none of them.
func (p *Parse) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := int(p.Head[i]); h < first || h >= last {
			return i
		}
	}
	return last - 1
}
