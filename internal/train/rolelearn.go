package train

import (
	"math/rand/v2"

	"github.com/entente-project/entente/internal/language"
)

// Roles trains the head of roles anew on an encoder that is done and stays as
// it is, with the trees, tags and lemmas that it finds itself, and puts it into
// the checkpoint of Encoder.
func Roles(o EncoderOptions, classes *Classes) error {
	features := language.NewFeatures(lexiconOf(classes), embeddedWords)
	gold, err := loadGold(o.Options, features)
	if err != nil {
		return err
	}
	n := newNetwork(o, features, gold.labels)
	step, _, err := loadCheckpoint(o.Checkpoint, n.params())
	if err != nil {
		return err
	}
	n.trainRoles(o, gold, func(epoch int) {
		if epoch%5 == 4 {
			o.Log("roles: ewt dev, gold tokens: %s", n.score(newEngine(), gold.dev["ewt"]))
		}
	})
	return saveCheckpoint(o.Checkpoint, step, n.params(), true)
}

// trainRoles gives the network a fresh head of roles and trains it; after is
// called after each pass.
func (n *network) trainRoles(o EncoderOptions, gold *goldData, after func(epoch int)) {
	fresh := newRoleHead(rand.New(rand.NewPCG(o.Seed, 8)), o.Width, roleWidth, len(gold.labels.roles))
	fresh.rels, fresh.upos, fresh.xpos = n.heads.roles.rels, n.heads.roles.upos, n.heads.roles.xpos
	fresh.weight = 0.5
	n.heads.roles = fresh
	var train []*sentence
	for _, s := range gold.train {
		if len(s.frames) > 0 && s.n <= longestSentence {
			train = append(train, s)
		}
	}
	eng := newEngine()
	states := n.readFor(eng, train, o.Width)
	opt := &adam{params: fresh.params(), beta1: 0.9, beta2: 0.98, clip: 1}
	const epochs, batch, drop = 10, 40, 0.25
	total := epochs * (len(train)/batch + 1)
	order := make([]int, len(train))
	for epoch := 0; epoch < epochs; epoch++ {
		for i := range order {
			order[i] = i
		}
		rng := rand.New(rand.NewPCG(o.Seed+uint64(epoch), 9))
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var sum losses
		for at := 0; at < len(order); at += batch {
			var part []*sentence
			var h []float32
			for _, k := range order[at:min(at+batch, len(order))] {
				part = append(part, train[k])
				h = append(h, states[k]...)
			}
			mask := make([]float32, len(h))
			dropMask(rng, mask, o.Drop)
			times(h, mask)
			fresh.learn(eng, h, nil, part, drop, rng, &sum)
			opt.update(rateAt(opt.step, total, 100, 2e-3))
		}
		o.Log("roles: epoch %d of %d, loss %.4f", epoch+1, epochs, sum.mean(columnCount+2))
		after(epoch)
	}
}

// readFor gives the encoder's output for each sentence, and puts the trees and
// tags that the network finds in the place of gold ones; the words that head
// arguments are found anew in those trees. Words wrongly taken for predicates
// become predicates without arguments.
func (n *network) readFor(eng *engine, sentences []*sentence, width int) [][]float32 {
	states := make([][]float32, len(sentences))
	space := &language.TreeSpace{}
	var x []float32
	for at := 0; at < len(sentences); {
		var part []*sentence
		var sizes []int
		first, size := at, 0
		for ; at < len(sentences) && size < 1000; at++ {
			part = append(part, sentences[at])
			sizes = append(sizes, sentences[at].n)
			size += sentences[at].n
		}
		b := n.batchOf(part, nil)
		x = grow(x, b.size()*width)
		n.enc.forward(eng, b, nil, x)
		from := 0
		for k, p := range n.heads.predict(eng, x, sizes, space) {
			s := part[k]
			states[first+k] = append([]float32(nil), x[from*width:(from+s.n)*width]...)
			from += s.n
			s.head, s.rel = p.head, p.rel
			s.labels[colUPOS], s.labels[colXPOS], s.labels[colKind] = p.labels[colUPOS], p.labels[colXPOS], p.labels[colKind]
			for f := range s.frames {
				s.frames[f].place(s.head)
			}
			if s.labels[colPredicate] == nil {
				continue
			}
			for i, y := range p.labels[colPredicate] {
				if y == 1 && s.labels[colPredicate][i] == 0 {
					s.frames = append(s.frames, roleFrame{word: i, roles: make([]int16, s.n), edges: make([]uint8, s.n), lemma: language.RoleLemma(s.doc.Lemma[s.first+i])})
				}
			}
		}
	}
	return states
}
