package language

import (
	"math"
	"testing"

	"github.com/entente-project/entente/internal/document"
)

// Every word of a report has a vector, the same one however the report is cut
// into batches, and none stands beyond the last word.
func TestWordsHaveVectors(t *testing.T) {
	short := "France met Germany in Paris."
	text := ""
	for range 30 {
		text += "The minister said that nothing had been agreed. "
	}
	p, q := Of(&document.Document{Text: short}), Of(&document.Document{Text: short + "\n\n" + text})
	w := p.States.Width
	if w == 0 || q.States.Width != w {
		t.Fatalf("widths %d and %d", w, q.States.Width)
	}
	a, b := make([]float32, w), make([]float32, w)
	for i := range p.Len() {
		p.States.Copy(a, i)
		q.States.Copy(b, i)
		size := 0.0
		for k := range a {
			size += math.Abs(float64(a[k]))
			if a[k] != b[k] {
				t.Fatalf("word %d: %v and %v at %d", i, a[k], b[k], k)
			}
		}
		if size == 0 {
			t.Errorf("word %d: nothing but zeros", i)
		}
	}
	for _, i := range []int{-1, p.Len()} {
		p.States.Copy(a, i)
		for _, x := range a {
			if x != 0 {
				t.Fatalf("word %d is not there and has a vector", i)
			}
		}
	}
}

// Vectors are rounded to a hundredth of the largest number in them.
func TestVectorsAreRounded(t *testing.T) {
	var s States
	s.keep([]float32{1, -.5, .003, 0, 0, 0}, 3, 2)
	got := make([]float32, 3)
	s.Copy(got, 0)
	for k, want := range []float32{1, -.5, .003} {
		if d := got[k] - want; d > .005 || d < -.005 {
			t.Errorf("%v, want %v", got[k], want)
		}
	}
	s.Copy(got, 1)
	if got[0] != 0 || got[1] != 0 || got[2] != 0 {
		t.Errorf("a vector of zeros comes back as %v", got)
	}
}
