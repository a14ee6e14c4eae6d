package model

import (
	"math"
	"sync"
	"unsafe"
)

// Bag is a set of hashed features with values. A feature added twice stands
// once, with its greatest value. The zero value is ready; it is not safe for
// concurrent use.
type Bag struct {
	Keys   []uint32
	Values []float32

	slot  []uint16 // open addressing: 1 + index into Keys
	stamp []uint32 // a slot counts only with the stamp of now
	now   uint32
	known known // of the table that was asked last
}

// known are the features of a bag that a table knows, with their values.
type known struct {
	rows   []*int8
	values []float32
}

var bags = sync.Pool{New: func() any { return new(Bag) }}

// TakeBag lends a bag, whose room is large; Give takes it back.
func TakeBag() *Bag { return bags.Get().(*Bag) }

// Give gives back a bag that TakeBag lent.
func (b *Bag) Give() { bags.Put(b) }

// bagSlots bounds the features of a bag to half of it; more are dropped.
// Sentences of a hundred words have some three thousand.
const bagSlots = 1 << 14

// Feature mixes a template's number and up to three parts into a key.
func Feature(template, a, b, c uint32) uint32 {
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

// Hash hashes a short word for Feature (FNV-1a); never 0.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | 1
}

// Add adds a feature with a value; parts that a template does not have are 0.
func (b *Bag) Add(template uint32, value float32, x, y, z uint32) {
	key := Feature(template, x, y, z)
	for i := key % bagSlots; ; i = (i + 1) % bagSlots {
		if b.stamp[i] != b.now {
			if len(b.Keys) < bagSlots/2 {
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

// Reset empties the bag; it must be called before the first Add.
func (b *Bag) Reset() {
	if b.slot == nil {
		b.slot, b.stamp = make([]uint16, bagSlots), make([]uint32, bagSlots)
	}
	if b.now++; b.now == 0 {
		clear(b.stamp)
		b.now = 1
	}
	b.Keys, b.Values = b.Keys[:0], b.Values[:0]
}

// Linear is a multinomial logistic model over hashed features.
type Linear struct {
	Classes int
	room    int    // Classes filled up to a multiple of 8
	weights []int8 // [keys][room]
	scale   float32
	slots   []linearSlot // open addressing
	mask    uint32
}

// linearSlot is a key and the number of its row of weights; 0 in an empty slot,
// else 1 more.
type linearSlot struct {
	key uint32
	row int32
}

// NewLinear makes a table; weights are [keys][classes], to be multiplied by
// scale.
func NewLinear(classes int, keys []uint32, weights []int8, scale float32) *Linear {
	size := uint32(16)
	for int(size) < 2*len(keys) {
		size *= 2
	}
	t := &Linear{Classes: classes, room: (classes + 7) &^ 7, scale: scale, slots: make([]linearSlot, size), mask: size - 1}
	t.weights = make([]int8, len(keys)*t.room)
	for k, key := range keys {
		copy(t.weights[k*t.room:], weights[k*classes:][:classes])
		i := key & t.mask
		for t.slots[i].row != 0 {
			i = (i + 1) & t.mask
		}
		t.slots[i] = linearSlot{key, int32(k + 1)}
	}
	return t
}

// Probabilities gives the probability of each class for a bag whose known
// features are scaled to length 1, in out where that is large enough.
func (t *Linear) Probabilities(b *Bag, out []float64) []float64 { return Shares(t.Logits(b, out)) }

// Logits gives the scores of the classes, in out where that is large enough.
func (t *Linear) Logits(b *Bag, out []float64) []float64 {
	out = append(out[:0], make([]float64, t.room)...)
	rows, values := b.known.rows[:0], b.known.values[:0]
	norm := float32(0)
	for k, key := range b.Keys {
		i := key & t.mask
		for t.slots[i].row != 0 && t.slots[i].key != key {
			i = (i + 1) & t.mask
		}
		if row := int(t.slots[i].row); row > 0 {
			v := b.Values[k]
			norm += float32(v * v)
			rows, values = append(rows, &t.weights[(row-1)*t.room]), append(values, v)
		}
	}
	b.known = known{rows, values}
	if len(rows) > 0 {
		addScaled(out, rows, values)
	}
	out = out[:t.Classes]
	scale := float64(t.scale) / math.Sqrt(math.Max(float64(norm), 1e-12))
	for c := range out {
		out[c] *= scale
	}
	return out
}

// addScaled adds rows, each times its value, to dst, one after another; they
// are as long as dst, a multiple of 8.
func addScaled(dst []float64, rows []*int8, values []float32) {
	if hasAVX2 {
		addScaledAVX(int64(len(rows)), int64(len(dst)), &dst[0], &rows[0], &values[0])
		return
	}
	for k, v := range values {
		row := unsafe.Slice(rows[k], len(dst))
		for c := range dst {
			dst[c] += float64(float32(v * float32(row[c])))
		}
	}
}

// Shares turns scores into probabilities, in place.
func Shares(v []float64) []float64 {
	top, total := math.Inf(-1), 0.0
	for _, x := range v {
		top = math.Max(top, x)
	}
	for c := range v {
		v[c] = math.Exp(v[c] - top)
		total += v[c]
	}
	for c := range v {
		v[c] /= total
	}
	return v
}
