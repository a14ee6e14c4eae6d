package language

import "github.com/entente-project/entente/internal/model"

// States are the vectors of the words of a Parse in their sentence, as the
// encoder gives them to its heads, rounded to 8 bits. The numbers have no
// meaning of their own: models that learned from those of one encoder need the
// same encoder.
type States struct {
	Width int       // numbers to a word; 0 where no encoder has read the text
	v     []int8    // [words][Width]
	scale []float32 // [words]
}

// Copy writes the vector of word i to dst, which has room for Width numbers;
// zeros for a word that is not there.
func (s *States) Copy(dst []float32, i int) {
	dst = dst[:s.Width]
	if i < 0 || i >= len(s.scale) {
		clear(dst)
		return
	}
	by := s.scale[i]
	for k, x := range s.v[i*s.Width:][:s.Width] {
		dst[k] = by * float32(x)
	}
}

// Sum adds the vectors of all words to dst, of length Width.
func (s *States) Sum(dst []float32) { model.AddScaled(dst[:s.Width], s.v, s.scale) }

// keep appends the vectors of the next words; words is how many there are in
// all.
func (s *States) keep(v []float32, width, words int) {
	if s.v == nil {
		s.Width, s.v, s.scale = width, make([]int8, 0, width*words), make([]float32, 0, words)
	}
	for ; len(v) >= width; v = v[width:] {
		row := v[:width]
		scale := max(model.Peak(row), 1e-9) / 127
		at := len(s.v)
		s.v = append(s.v, make([]int8, width)...)
		model.Round8(s.v[at:], row, scale)
		s.scale = append(s.scale, scale)
	}
}

// StatePrint is a fingerprint of what makes the vectors: what learned from
// those of another encoder must be trained anew.
func (e *Engine) StatePrint() uint32 {
	h := uint32(2166136261)
	mix := func(v []float32) {
		for _, x := range v {
			h = (h ^ uint32(int32(x*65536))) * 16777619
		}
	}
	for _, b := range e.encoder.blocks {
		mix(b.conv)
	}
	mix(e.encoder.last.gain)
	return h
}
