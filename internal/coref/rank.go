package coref

import (
	_ "embed" // chains.bin
	"sync"

	"github.com/entente-project/entente/internal/model"
)

// Model ranks antecedents: the score of a choice is the sum of the weights of
// its features. Weights are whole numbers, so that sums are the same on every
// machine.
type Model struct {
	Bits    int    // the table has 1<<Bits places
	Weights []int8 // [1<<Bits]
}

// print is the fingerprint of the candidates and features: weights learned
// with other ones are refused.
const print = "coref/1"

//go:embed weights/chains.bin
var weights string

// Shipped gives the model that is part of the program.
var Shipped = sync.OnceValue(func() *Model {
	m, err := Load(weights)
	if err != nil {
		panic(err) // a test reads the weights
	}
	return m
})

// Load reads a weight file.
func Load(data string) (*Model, error) {
	f, err := model.Open(data, "coref", print)
	if err != nil {
		return nil, err
	}
	m := &Model{}
	err = f.Load(func() {
		m.Bits = int(f.Int32("bits", 1)[0])
		m.Weights = f.Int8("weights", 1<<m.Bits)
	})
	return m, err
}

// Encode gives the weight file of a model.
func (m *Model) Encode(meta map[string]string) []byte {
	w := model.NewWriter("coref", print)
	w.Meta = meta
	w.Int32("bits", []int32{int32(m.Bits)})
	w.Int8("weights", m.Weights)
	return w.Encode()
}

func (m *Model) score(list []Feature) int32 {
	shift := 32 - m.Bits
	var sum int32
	for _, f := range list {
		sum += int32(m.Weights[f>>shift])
	}
	return sum
}

// link chooses an antecedent for each candidate: link[i] is an earlier one, or
// -1.
func (m *Model) link(s *Scene) []int32 {
	link := make([]int32, len(s.Candidates))
	w := NewWalk(s)
	for i := range link {
		if j, sure := s.sure(i); sure {
			link[i] = j
		} else if w.fresh(i) {
			link[i] = -1
		} else {
			link[i] = m.best(w.Choices(i))
		}
		w.Take(i, link[i])
	}
	return link
}

// best is the choice with the highest score, the first of equals.
func (m *Model) best(choices []Choice) int32 {
	best, at := int32(0), int32(-1)
	for n, choice := range choices {
		if score := m.score(choice.Features); n == 0 || score > best {
			best, at = score, choice.With
		}
	}
	return at
}

// Choice is one way to go on with a candidate.
type Choice struct {
	With     int32 // an earlier candidate, -1 for none
	Features []Feature
}

// Walk goes through the candidates of a scene in order and knows the chains so
// far.
type Walk struct {
	s       *Scene
	chains  []*chain // [candidates]
	same    map[uint64][]int32
	texts   map[uint64]bool
	with    []int32
	choices []Choice
}

// NewWalk begins at the first candidate.
func NewWalk(s *Scene) *Walk {
	return &Walk{s: s, chains: make([]*chain, len(s.Candidates)), same: map[uint64][]int32{}, texts: map[uint64]bool{}}
}

// Choices gives the choices for candidate i, first that of no antecedent. They
// are valid until the next call.
func (w *Walk) Choices(i int) []Choice {
	c := &w.s.Candidates[i]
	w.with = w.s.Antecedents(i, w.same, w.with[:0])
	for len(w.choices) < len(w.with)+1 {
		w.choices = append(w.choices, Choice{})
	}
	first := &w.choices[0]
	first.With = -1
	first.Features = w.s.alone(i, len(w.same[c.headHash]) > 0, w.texts[c.textHash], first.Features)
	n := 1
	for _, j := range w.with {
		if !w.mayTie(i, j) {
			continue
		}
		x := &w.choices[n]
		x.With = j
		x.Features = w.s.pair(i, int(j), w.chains, x.Features)
		n++
	}
	return w.choices[:n]
}

// mayTie reports whether candidate j can be an antecedent of i: for a pronoun
// each can; another needs a word in common with the head, the name or the chain.
// Of 1,000 antecedents chosen without this, four had none.
func (w *Walk) mayTie(i int, j int32) bool {
	c, k := &w.s.Candidates[i], w.chains[j]
	if c.Form == Pronoun {
		return true
	}
	if k.asked != int32(i) {
		k.asked, k.shares = int32(i), false
		for _, key := range c.keys {
			k.shares = k.shares || has(k.words, key)
		}
	}
	return k.shares || c.headHash == w.s.Candidates[j].headHash
}

// fresh reports whether candidate i is taken to begin a chain without a look
// at the model: "a plan", where no plan was named before.
func (w *Walk) fresh(i int) bool {
	c := &w.s.Candidates[i]
	if c.Form != Nominal || c.Members > 1 {
		return false
	}
	switch c.det {
	case bare, indefinite, quantified:
		return len(w.same[c.headHash]) == 0
	}
	return false
}

// Take goes on with candidate i tied to j, or to none.
func (w *Walk) Take(i int, j int32) {
	c := &w.s.Candidates[i]
	if j < 0 {
		w.chains[i] = newChain(i, c)
	} else {
		w.chains[i] = w.chains[j]
		w.chains[i].take(i, c)
	}
	for _, key := range c.keys {
		w.same[key] = append(w.same[key], int32(i))
	}
	w.texts[c.textHash] = true
}
