package train

import (
	"math"
	"math/rand/v2"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// Classes are word classes found from running text: words that stand in like
// company share a class.
type Classes struct {
	Words []string         // keys (language.Key), the most frequent first
	Count []int32          // how often each was seen
	Fine  []int16          // [words] class of each
	Mid   []int16          // [fine classes] class of the class
	Wide  []int16          // [mid classes]
	Codes []uint8          // [words][language.CodeBooks] codes of its vector
	Cases []uint8          // [words] language.CaseKind
	Names map[string]uint8 // words of names by their key, in bits
}

// classOptions are the settings of the clustering.
type classOptions struct {
	words, contexts int // the most frequent of each are taken
	fine, mid, wide int // numbers of classes
	rounds          int
	seed            uint64
}

// findClasses clusters words by exchange (Martin, Liermann and Ney 1998; the
// two-sided form of Uszkoreit and Brants 2008): a word moves to the class that
// most raises the mutual information between classes and the neighbours to
// their left and right.
func findClasses(o Options, c *Corpus, extra map[string]int32, set classOptions) *Classes {
	keyOf := make([]int32, len(c.Words)) // form -> key
	numbers := map[string]int32{}
	var keys []string
	number := func(k string) int32 {
		n, ok := numbers[k]
		if !ok {
			n = int32(len(keys))
			k = strings.Clone(k)
			numbers[k] = n
			keys = append(keys, k)
		}
		return n
	}
	for i, w := range c.Words {
		keyOf[i] = number(language.Key(w))
	}
	for w := range extra {
		number(w)
	}
	count := make([]int32, len(keys))
	for i := range c.IDs {
		count[keyOf[c.form(i)]]++
	}
	for w, n := range extra {
		count[numbers[w]] += n
	}
	order := make([]int32, len(keys))
	for i := range order {
		order[i] = int32(i)
	}
	sort.Slice(order, func(i, j int) bool {
		a, b := order[i], order[j]
		return count[a] > count[b] || count[a] == count[b] && keys[a] < keys[b]
	})
	words := min(set.words, len(order))
	rank := make([]int32, len(keys))
	for r, k := range order {
		rank[k] = int32(r)
	}
	out := &Classes{}
	for _, k := range order[:words] {
		out.Words = append(out.Words, keys[k])
		out.Count = append(out.Count, count[k])
	}
	// Neighbours: context 2*r to the left, 2*r+1 to the right; the edge of the
	// sentence is a context of its own.
	edge := int32(set.contexts)
	contexts := 2 * (set.contexts + 1)
	pairs := make([]map[int32]int32, words)
	for i := range pairs {
		pairs[i] = map[int32]int32{}
	}
	for s := range c.Start {
		first, last := c.sentence(s)
		for i := first; i < last; i++ {
			w := rank[keyOf[c.form(i)]]
			if int(w) >= words {
				continue
			}
			left, right := edge, edge
			if i > first {
				left = rank[keyOf[c.form(i-1)]]
			}
			if i+1 < last {
				right = rank[keyOf[c.form(i+1)]]
			}
			if left <= edge {
				pairs[w][2*left]++
			}
			if right <= edge {
				pairs[w][2*right+1]++
			}
		}
	}
	o.Log("classes: %d words, %d contexts counted", words, contexts)
	units := make([]unit, words)
	for w := range units {
		units[w].fill(pairs[w])
		pairs[w] = nil
	}
	out.Fine = exchange(o, units, contexts, set.fine, set.rounds, set.seed)
	units = join(units, out.Fine, set.fine)
	out.Mid = exchange(o, units, contexts, set.mid, set.rounds, set.seed)
	units = join(units, out.Mid, set.mid)
	out.Wide = exchange(o, units, contexts, set.wide, set.rounds, set.seed)
	return out
}

// unit is a thing to cluster: its contexts with their counts.
type unit struct {
	context []int32
	count   []int32
	total   int64
}

func (u *unit) fill(m map[int32]int32) {
	for k := range m {
		u.context = append(u.context, k)
	}
	sort.Slice(u.context, func(i, j int) bool { return u.context[i] < u.context[j] })
	for _, k := range u.context {
		u.count = append(u.count, m[k])
		u.total += int64(m[k])
	}
}

// join makes a unit of each class.
func join(units []unit, class []int16, classes int) []unit {
	sums := make([]map[int32]int32, classes)
	for i := range sums {
		sums[i] = map[int32]int32{}
	}
	for i, u := range units {
		for k, c := range u.context {
			sums[class[i]][c] += u.count[k]
		}
	}
	out := make([]unit, classes)
	for i := range out {
		out[i].fill(sums[i])
	}
	return out
}

// exchange clusters units, which come the most frequent first.
func exchange(o Options, units []unit, contexts, classes, rounds int, seed uint64) []int16 {
	class := make([]int16, len(units))
	table := make([]int32, contexts*classes) // [contexts][classes]
	totals := make([]int64, classes)
	put := func(i int, c int16, sign int32) {
		u := &units[i]
		for k, x := range u.context {
			table[int(x)*classes+int(c)] += sign * u.count[k]
		}
		totals[c] += int64(sign) * u.total
	}
	for i := range units {
		class[i] = int16(i % classes)
		put(i, class[i], 1)
	}
	const small = 1 << 16
	var logs [small]float32
	for i := 2; i < small; i++ {
		logs[i] = float32(float64(i) * math.Log(float64(i)))
	}
	xlogx := func(n int32) float32 {
		if n < small {
			return logs[n]
		}
		return float32(float64(n) * math.Log(float64(n)))
	}
	big := func(n int64) float64 {
		if n < 2 {
			return 0
		}
		return float64(n) * math.Log(float64(n))
	}
	rng := rand.New(rand.NewPCG(seed, 2))
	gain := make([]float64, classes)
	order := make([]int, len(units))
	for i := range order {
		order[i] = i
	}
	for round := 0; round < rounds; round++ {
		if round > 0 {
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		moved := 0
		for _, i := range order {
			u := &units[i]
			if u.total == 0 {
				continue
			}
			old := class[i]
			put(i, old, -1)
			for c := range gain {
				gain[c] = big(totals[c]) - big(totals[c]+u.total)
			}
			for k, x := range u.context {
				n := u.count[k]
				row := table[int(x)*classes:][:classes]
				base := float64(xlogx(n))
				for c, have := range row {
					if have == 0 {
						gain[c] += base
					} else {
						gain[c] += float64(xlogx(have+n) - xlogx(have))
					}
				}
			}
			best := int(old)
			for c := range gain {
				if gain[c] > gain[best] {
					best = c
				}
			}
			class[i] = int16(best)
			put(i, class[i], 1)
			if class[i] != old {
				moved++
			}
		}
		o.Log("classes: %d classes, round %d: %d of %d moved", classes, round+1, moved, len(units))
		if moved*1000 < len(units) {
			break
		}
	}
	return class
}
