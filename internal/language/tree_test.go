package language

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bruteTree tries every assignment of heads.
func bruteTree(scores []float32, n int) float64 {
	best := math.Inf(-1)
	head := make([]int32, n)
	var t treeSpace
	var try func(i, roots int, sum float64)
	try = func(i, roots int, sum float64) {
		if roots > 1 {
			return
		}
		if i == n {
			if roots == 1 && sum > best && t.isTree(head) {
				best = sum
			}
			return
		}
		for j := 0; j <= n; j++ {
			if j == i {
				continue
			}
			head[i] = int32(j)
			r := roots
			if j == n {
				head[i] = -1
				r++
			}
			try(i+1, r, sum+float64(scores[i*(n+1)+j]))
		}
	}
	try(0, 0, 0)
	return best
}

func TestBestTreeIsBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var space treeSpace
	for round := 0; round < 600; round++ {
		n := 1 + rng.IntN(5)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(rng.NormFloat64())
		}
		head := make([]int32, n)
		space.bestTree(scores, n, head)
		roots, sum := 0, 0.0
		for i, h := range head {
			if h < 0 {
				roots++
				h = int32(n)
			}
			sum += float64(scores[i*(n+1)+int(h)])
		}
		if roots != 1 || !space.isTree(head) {
			t.Fatalf("%v is no tree with one root", head)
		}
		if want := bruteTree(scores, n); sum < want-1e-5 {
			t.Errorf("n=%d: tree of %g, best is %g", n, sum, want)
		}
	}
}

func TestLemmaScripts(t *testing.T) {
	for _, c := range [][2]string{{"was", "be"}, {"Walked", "walk"}, {"NATO", "NATO"}, {"Talks", "talk"}, {"Ministers", "Minister"}, {"n't", "not"}, {"don’t", "don't"}, {"élus", "élu"}, {"MEETINGS", "meeting"}, {"PARIS", "Paris"}, {".", "."}} {
		script := LemmaScript(c[0], c[1])
		if got := string(ApplyLemma(nil, script, c[0])); got != c[1] {
			t.Errorf("%s by %s is %s, want %s", c[0], script, got, c[1])
		}
	}
}
