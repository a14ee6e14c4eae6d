package train

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/entente-project/entente/internal/language"
)

// EncoderOptions are the settings of Encoder.
type EncoderOptions struct {
	Options
	Width, Layers int
	Attend        bool // layers of attention between those of recurrence
	Arc, Rel      int  // width of the vectors of heads and of relations
	Epochs        int  // passes over the treebanks
	BatchWords    int
	Rate          float64  // highest step of Adam
	Pace          float64  // of the encoder's rate to that of the heads, when it was pretrained; 0 is 1
	Drop          float64  // share dropped in the encoder and the heads
	WordDrop      float64  // share of words made unknown
	CaseDrop      float64  // share of the sentences that lose the difference of small letters and capitals
	NoClasses     bool     // leave the classes of words out, to see what they bring
	RowDrop       float64  // share of the rows of features that are left out
	Silver        []string // files of Silver to learn from beside the gold data, half and half
	Corpus        *Corpus  // that Silver belongs to
	TreeWeight    float64  // share of heads, and of relations, in the loss; 0 is 1
	OtherNames    bool     // names of other guides are learned apart from UNER's, those of PolNeAR too
	RoleWeight    float64  // share of roles in the loss; 0 leaves them to Roles
	Pretrained    string   // checkpoint of Pretrain, or an earlier one of Encoder; "" for none
	Checkpoint    string   // file; if it is there, training goes on from it
}

// newsStride: every fourth document of newsNames is learned from.
const newsStride = 4

// network is an encoder with its heads and labels.
type network struct {
	o        EncoderOptions
	features *language.Features
	labels   *labels
	enc      *encoder
	heads    *heads
}

func newNetwork(o EncoderOptions, features *language.Features, l *labels) *network {
	rng := rand.New(rand.NewPCG(o.Seed, 5))
	n := &network{o: o, features: features, labels: l}
	n.enc = newEncoder(rng, features.Rows(), o.Width, o.Layers, o.Attend, features.Silent)
	n.enc.dropRate = o.Drop
	n.heads = newHeads(rng, o.Width, o.Arc, o.Rel, l.sizes(), len(l.rels), len(l.roles))
	n.heads.dropout = o.Drop
	if o.TreeWeight > 0 {
		n.heads.treeWeight = float32(o.TreeWeight)
	}
	n.heads.roles.weight = float32(o.RoleWeight)
	n.heads.roles.rels, n.heads.roles.upos, n.heads.roles.xpos = l.rels, l.names[colUPOS], l.names[colXPOS]
	return n
}

func (n *network) params() []*param { return append(n.enc.params(), n.heads.params()...) }

// readers are the arrays that tags and trees need: all but those of roles.
func (n *network) readers() []*param { return append(n.enc.params(), n.heads.readers()...) }

// goldData is what the encoder learns from and is judged by.
type goldData struct {
	labels   *labels
	features *language.Features
	train    []*sentence
	lemmas   *language.Lemmas
	dev      map[string][]*sentence
	senses   map[string]map[string]int // by lemma and kind of word: rolesets of the training part, counted
}

func loadGold(o Options, features *language.Features) (*goldData, error) {
	g := &goldData{features: features, dev: map[string][]*sentence{}}
	reader := newKindReader()
	ewt, err := treebank(o.Data, "ud/ewt-train.conllu", false, nil)
	if err != nil {
		return nil, err
	}
	gum, err := treebank(o.Data, "ud/gum-train.conllu", false, reader.take)
	if err != nil {
		return nil, err
	}
	names, err := openData(o.Data, "ner/uner-ewt-train.iob2")
	if err != nil {
		return nil, err
	}
	rawRoles, err := openData(o.Data, "propbank/ewt-train.roles.tsv")
	if err != nil {
		return nil, err
	}
	predicates, err := readRoles(rawRoles)
	if err != nil {
		return nil, err
	}
	trees := append(append([]*language.Parse(nil), ewt...), gum...)
	g.labels = collectLabels(trees, predicates)
	g.lemmas = collectLemmas(trees, g.labels)
	fromEWT := sentencesOf(ewt, g.labels, features, nil, readNames(names))
	for _, s := range fromEWT {
		s.uner = true
	}
	g.senses = addRoles(fromEWT, predicates, g.labels)
	fromGUM := sentencesOf(gum, g.labels, features, reader.kinds(), nil)
	addNames(fromGUM, reader.names(), g.labels)
	g.train = append(fromEWT, fromGUM...)
	for _, set := range nameSets {
		raw, err := openData(o.Data, set.file)
		if err != nil {
			return nil, err
		}
		g.train = append(g.train, readIO(raw, set.types, g.labels, features)...)
	}
	names, err = openData(o.Data, "ner/uner-ewt-dev.iob2")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"ewt", "gum"} {
		reader := newKindReader()
		docs, err := treebank(o.Data, "ud/"+name+"-dev.conllu", true, reader.take)
		if err != nil {
			return nil, err
		}
		g.dev[name] = sentencesOf(docs, g.labels, features, reader.kinds(), readNames(names))
		if name == "ewt" {
			raw, err := openData(o.Data, "propbank/ewt-dev.roles.tsv")
			if err != nil {
				return nil, err
			}
			predicates, err := readRoles(raw)
			if err != nil {
				return nil, err
			}
			addRoles(g.dev[name], predicates, g.labels)
		}
	}
	return g, nil
}

// Encoder trains the encoder and its heads and leaves them in the checkpoint.
func Encoder(o EncoderOptions, classes *Classes) error {
	features := language.NewFeatures(lexiconOf(classes), embeddedWords)
	gold, err := loadGold(o.Options, features)
	if err != nil {
		return err
	}
	o.Log("encoder: %d sentences; labels %v, %d relations", len(gold.train), gold.labels.sizes(), len(gold.labels.rels))
	n := newNetwork(o, features, gold.labels)
	opt := &adam{params: n.params(), beta1: 0.9, beta2: 0.98, clip: 1}
	step, _, err := loadCheckpoint(o.Checkpoint, opt.params)
	switch {
	case err == nil:
		opt.step = step
		o.Log("encoder: going on from step %d", step)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case o.Pretrained != "":
		_, filled, err := loadCheckpoint(o.Pretrained, opt.params)
		if err != nil {
			return err
		}
		for _, p := range opt.params { // the averages belong to another task
			clear(p.m)
			clear(p.s)
		}
		o.Log("encoder: %d of %d arrays from %s", filled, len(opt.params), o.Pretrained)
	}
	if o.Pace > 0 {
		for _, p := range n.enc.params() {
			p.pace = float32(o.Pace)
		}
	}
	if o.OtherNames {
		for _, s := range gold.train {
			if s.labels[colName] != nil && !s.uner {
				s.labels[colOther], s.labels[colName] = s.labels[colName], nil
			}
		}
		news, err := newsNames(o.Data, newsStride, gold.labels, features)
		if err != nil {
			return err
		}
		gold.train = append(gold.train, news...)
	}
	var train []*sentence
	words := 0
	for _, s := range gold.train {
		if s.n <= longestSentence {
			train = append(train, s)
			words += s.n
		}
	}
	var silver []*sentence
	goldWords := o.BatchWords
	if len(o.Silver) > 0 {
		for _, path := range o.Silver {
			read, err := loadSilver(path, o.Corpus, features, lexiconOf(classes))
			if err != nil {
				return err
			}
			silver = append(silver, read...)
		}
		goldWords = o.BatchWords / 2
	}
	perEpoch := words/goldWords + 1
	total := perEpoch * o.Epochs
	eng := newEngine()
	start, first := time.Now(), opt.step
	order := make([]int, len(train))
	var x, dx []float32
	for epoch := opt.step / perEpoch; epoch < o.Epochs; epoch++ {
		for i := range order {
			order[i] = i
		}
		rand.New(rand.NewPCG(o.Seed+uint64(epoch), 6)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var sum losses
		at := 0
		for step := 0; step < perEpoch; step++ {
			var part []*sentence
			for size := 0; size < goldWords; at++ {
				s := train[order[at%len(order)]]
				part = append(part, s)
				size += s.n
			}
			rng := rand.New(rand.NewPCG(o.Seed, uint64(opt.step)))
			if silver != nil {
				part = append(part, drawSilver(rng, silver, o.BatchWords-goldWords)...)
			}
			for k, s := range part {
				if s.small != nil && rng.Float64() < o.CaseDrop {
					part[k] = s.recased(rng.IntN(3) == 0)
				}
			}
			b := n.batchOf(part, rng)
			x, dx = grow(x, b.size()*o.Width), zeroed(dx, b.size()*o.Width)
			n.enc.forward(eng, b, rng, x)
			sum.add(n.heads.learn(eng, x, dx, part, rng))
			n.enc.backward(eng, b, dx)
			opt.update(rateAt(opt.step, total, 300, o.Rate))
		}
		speed := float64(opt.step-first) / time.Since(start).Seconds()
		left := time.Duration(float64(total-opt.step) / speed * float64(time.Second)).Round(time.Minute)
		var line strings.Builder
		for c, name := range columnNames {
			fmt.Fprintf(&line, " %s %.3f", name, sum.mean(c))
		}
		fmt.Fprintf(&line, " arc %.3f rel %.3f role %.4f", sum.mean(columnCount), sum.mean(columnCount+1), sum.mean(columnCount+2))
		o.Log("encoder: epoch %d of %d, %.0f words/s, left %s; loss%s", epoch+1, o.Epochs, speed*float64(o.BatchWords), left, line.String())
		for _, name := range []string{"ewt", "gum"} {
			o.Log("encoder: %s dev, gold tokens: %s", name, n.score(eng, gold.dev[name]))
		}
		if err := saveCheckpoint(o.Checkpoint, opt.step, opt.params, true); err != nil {
			return err
		}
	}
	return nil
}

// batchOf lays sentences out; rng makes some words unknown.
func (n *network) batchOf(part []*sentence, rng *rand.Rand) *batch {
	const F = language.FeatureCount
	b := &batch{}
	for _, s := range part {
		b.start = append(b.start, b.size())
		at := len(b.rows)
		b.rows = append(b.rows, s.rows...)
		if n.o.NoClasses {
			for i := 0; i < s.n; i++ {
				n.features.WithoutClasses(b.rows[at+i*F:][:F])
			}
		}
		if rng == nil {
			continue
		}
		for i := 0; i < s.n; i++ {
			if rng.Float64() < n.o.WordDrop {
				n.features.UnknownRows(b.rows[at+i*F:][:F], rng.Uint32())
			}
			if n.o.RowDrop > 0 {
				for k := range b.rows[at+i*F:][:F] {
					if rng.Float64() < n.o.RowDrop {
						b.rows[at+i*F+k] = -1
					}
				}
			}
		}
	}
	b.start = append(b.start, b.size())
	return b
}

// score judges on sentences with gold tokens.
func (n *network) score(eng *engine, dev []*sentence) string {
	var right, all [columnCount]int
	var uas, las, words, nameGold, nameFound, nameBoth int
	var roleScore roleCounts
	var x []float32
	space := &language.TreeSpace{}
	for at := 0; at < len(dev); {
		var part []*sentence
		var sizes []int
		size := 0
		for ; at < len(dev) && size < 1000; at++ {
			part = append(part, dev[at])
			sizes = append(sizes, dev[at].n)
			size += dev[at].n
		}
		b := n.batchOf(part, nil)
		x = grow(x, b.size()*n.o.Width)
		n.enc.forward(eng, b, nil, x)
		first := 0
		for k, p := range n.heads.predict(eng, x, sizes, space) {
			g := part[k]
			if g.labels[colPredicate] != nil {
				n.heads.roles.judge(eng, n.heads.h, first, g, p, &roleScore)
			}
			first += g.n
			for c := range g.labels {
				if g.labels[c] == nil {
					continue
				}
				if c == colName {
					gs, ps := nameSpans(g.labels[c]), nameSpans(p.labels[c])
					nameGold += len(gs)
					nameFound += len(ps)
					for s := range ps {
						if gs[s] {
							nameBoth++
						}
					}
				}
				for i, y := range g.labels[c] {
					if y < 0 && c == colSense {
						continue
					}
					all[c]++
					if p.labels[c][i] == y {
						right[c]++
					}
				}
			}
			for i := range g.head {
				words++
				if g.head[i] == p.head[i] {
					uas++
					if g.rel[i] >= 0 && universal(n.labels.rels[g.rel[i]]) == universal(n.labels.rels[p.rel[i]]) {
						las++
					}
				}
			}
		}
	}
	var line strings.Builder
	for c, name := range columnNames {
		if all[c] > 0 && c != colName {
			fmt.Fprintf(&line, "%s %.2f ", name, 100*float64(right[c])/float64(all[c]))
		}
	}
	fmt.Fprintf(&line, "UAS %.2f LAS %.2f", 100*float64(uas)/float64(words), 100*float64(las)/float64(words))
	if nameGold > 0 {
		fmt.Fprintf(&line, " names F1 %.2f", 200*float64(nameBoth)/float64(nameGold+nameFound))
	}
	if roleScore.gold > 0 {
		fmt.Fprintf(&line, " roles by head word F1 %.2f", roleScore.f1())
	}
	return line.String()
}

func universal(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// nameSpans reads names off tags: a span is first, last, type.
func nameSpans(tags []int16) map[[3]int]bool {
	out := map[[3]int]bool{}
	first, kind := -1, 0
	for i := 0; i <= len(tags); i++ {
		t := 0
		if i < len(tags) {
			t = int(max(0, tags[i]))
		}
		goes := t > 0 && t%2 == 0 && first >= 0 && (t-1)/2 == kind
		if first >= 0 && !goes {
			out[[3]int{first, i, kind}] = true
			first = -1
		}
		if t > 0 && !goes {
			first, kind = i, (t-1)/2
		}
	}
	return out
}
