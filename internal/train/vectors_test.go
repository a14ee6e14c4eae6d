package train

import (
	"math/rand/v2"
	"testing"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// smallCorpus draws sentences: animals eat, towns lie; the two never mix.
func smallCorpus() (*Corpus, *Classes) {
	words := []string{"cats", "dogs", "eat", "drink", "Paris", "Rome", "lies", "stands", "the", ","}
	c := &Corpus{Words: words}
	rng := rand.New(rand.NewPCG(3, 3))
	for s := 0; s < 3000; s++ {
		c.Start = append(c.Start, int32(len(c.IDs)))
		if s%2 == 0 {
			c.IDs = append(c.IDs, 8, int32(rng.IntN(2)), 2+int32(rng.IntN(2)), 8)
		} else {
			c.IDs = append(c.IDs, 8, 4+int32(rng.IntN(2)), 6+int32(rng.IntN(2)), 8)
		}
	}
	c.Sound = len(c.Start)
	classes := &Classes{}
	count := make([]int32, len(words))
	for _, id := range c.IDs {
		count[id]++
	}
	for i, w := range words {
		classes.Words, classes.Count = append(classes.Words, language.Key(w)), append(classes.Count, count[i])
	}
	return c, classes
}

func TestVectorsOfWordsInLikeCompanyAreAlike(t *testing.T) {
	c, classes := smallCorpus()
	const size = 8
	quiet := Options{Log: func(string, ...any) {}}
	v := findVectors(quiet, c, classes, vectorOptions{size: size, window: 2, negative: 3, passes: 5, rate: 0.05, subject: 1, seed: 1})
	like := func(a, b int) float64 {
		x, y := v[a*size:][:size], v[b*size:][:size]
		return float64(model.Dot(x, y)) / (squares(x) * squares(y))
	}
	for _, pair := range [][3]int{{0, 1, 4}, {2, 3, 6}, {4, 5, 0}, {6, 7, 2}} {
		if like(pair[0], pair[1]) <= like(pair[0], pair[2]) {
			t.Errorf("%s is more like %s than like %s", classes.Words[pair[0]], classes.Words[pair[2]], classes.Words[pair[1]])
		}
	}
}

func TestCodesComeNearer(t *testing.T) {
	const words, size = 600, 6
	rng := rand.New(rand.NewPCG(4, 4))
	v := make([]float32, words*size)
	for i := range v {
		v[i] = rng.Float32() - 0.5
	}
	var left []float64
	o := Options{Log: func(_ string, args ...any) { left = append(left, args[len(args)-1].(float64)) }}
	codes := findCodes(o, v, size, 3, 1)
	if len(codes) != words*3 || len(left) != 3 {
		t.Fatalf("%d codes, %d books", len(codes), len(left))
	}
	if left[0] > 0.5 || left[1] > left[0]/1.5 || left[2] > left[1]/1.5 {
		t.Errorf("of a vector's square is left %v", left)
	}
}

func TestCases(t *testing.T) {
	c, classes := smallCorpus()
	got := findCases(c, classes)
	for i, want := range []uint8{1, 1, 1, 1, 5, 5, 1, 1, 1, 0} {
		if got[i] != want {
			t.Errorf("%s is written as kind %d, want %d", classes.Words[i], got[i], want)
		}
	}
}
