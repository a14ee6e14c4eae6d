package events

import "math"

// Bag is a set of hashed features with values. A feature added twice stands
// once, with its greatest value.
type Bag struct {
	Keys   []uint32
	Values []float32

	slot  []uint16 // open addressing: 1 + index into Keys
	stamp []uint32 // a slot counts only with the stamp of now
	now   uint32
}

// feature mixes a template's number and up to three parts.
func feature(template, a, b, c uint32) uint32 {
	h := template*0x9E3779B1 + 0x85EBCA77
	for _, x := range [3]uint32{a, b, c} {
		h ^= x
		h *= 0xC2B2AE3D
		h ^= h >> 15
		h *= 0x27D4EB2F
		h ^= h >> 13
	}
	return h
}

// slots bounds the features of a bag; more are dropped. Sentences of a hundred
// words have some three thousand.
const slots = 1 << 14

func (b *Bag) add(template uint32, value float32, x, y, z uint32) {
	key := feature(template, x, y, z)
	for i := key % slots; ; i = (i + 1) % slots {
		if b.stamp[i] != b.now {
			if len(b.Keys) < slots/2 {
				b.stamp[i] = b.now
				b.Keys = append(b.Keys, key)
				b.Values = append(b.Values, value)
				b.slot[i] = uint16(len(b.Keys))
			}
			return
		}
		if k := b.slot[i] - 1; b.Keys[k] == key {
			b.Values[k] = max(b.Values[k], value)
			return
		}
	}
}

func (b *Bag) reset() {
	if b.slot == nil {
		b.slot, b.stamp = make([]uint16, slots), make([]uint32, slots)
	}
	b.now++
	b.Keys, b.Values = b.Keys[:0], b.Values[:0]
}

// Table is a multinomial logistic model over hashed features.
type Table struct {
	Classes int
	keys    []uint32
	weights []int8 // [keys][classes]
	scale   float32
	index   []int32 // open addressing: 1 + index into keys
	mask    uint32
}

// NewTable makes a table; weights are [keys][classes], to be multiplied by
// scale.
func NewTable(classes int, keys []uint32, weights []int8, scale float32) *Table {
	size := uint32(16)
	for int(size) < 2*len(keys) {
		size *= 2
	}
	t := &Table{Classes: classes, keys: keys, weights: weights, scale: scale, index: make([]int32, size), mask: size - 1}
	for k, key := range keys {
		i := key & t.mask
		for t.index[i] != 0 {
			i = (i + 1) & t.mask
		}
		t.index[i] = int32(k + 1)
	}
	return t
}

// Probabilities gives the probability of each class for a bag whose known
// features are scaled to length 1.
func (t *Table) Probabilities(b *Bag, out []float64) []float64 { return softmax(t.logits(b, out)) }

// logits gives the scores of the classes.
func (t *Table) logits(b *Bag, out []float64) []float64 {
	out = append(out[:0], make([]float64, t.Classes)...)
	norm := float32(0)
	for k, key := range b.Keys {
		i := key & t.mask
		for t.index[i] != 0 && t.keys[t.index[i]-1] != key {
			i = (i + 1) & t.mask
		}
		if t.index[i] == 0 {
			continue
		}
		v := b.Values[k]
		norm += v * v
		at := int(t.index[i]-1) * t.Classes
		for c, w := range t.weights[at : at+t.Classes] {
			out[c] += float64(v * float32(w))
		}
	}
	scale := float64(t.scale) / math.Sqrt(math.Max(float64(norm), 1e-12))
	for c := range out {
		out[c] *= scale
	}
	return out
}

// best gives the likeliest class.
func best(p []float64) int {
	k := 0
	for i := range p {
		if p[i] > p[k] {
			k = i
		}
	}
	return k
}
