package language

import "math"

// treeSpace is working space for bestTree; one for each goroutine.
type treeSpace struct {
	visited []int32
	score   []float64 // [n][n+1] of clusters: the row under the column
	dep, hd []int16   // [n][n+1] the words at the ends of that edge
	best    []int16   // [n] best head of a cluster
	active  []bool    // [n]
	id      []int16   // [n] number of the cluster at an index
	up      []int16   // [clusters] the cluster that took it in, -1 for none
	chosen  []edge    // [clusters]
	cycle   []int16
	merged  []int16 // numbers of clusters that are cycles, in order
}

type edge struct{ dep, head int16 }

// TreeSpace is treeSpace for the training room.
type TreeSpace struct{ s treeSpace }

// BestTree gives the tree with the highest sum of scores among those that have
// one root. scores is [n][n+1]: how well word i hangs on word j, at the place
// of j; the last place of a row is the root of the sentence. head[i] is the
// word, or -1. It takes some n*n steps.
func (t *TreeSpace) BestTree(scores []float32, n int, head []int32) { t.s.bestTree(scores, n, head) }

func (t *treeSpace) bestTree(scores []float32, n int, head []int32) {
	roots := 0
	for i := 0; i < n; i++ {
		row := scores[i*(n+1):][:n+1]
		best := n
		for j, s := range row {
			if j != i && s > row[best] {
				best = j
			}
		}
		head[i] = int32(best)
		if best == n {
			head[i] = -1
			roots++
		}
	}
	if roots != 1 || !t.isTree(head[:n]) {
		t.edmonds(scores, n, head)
	}
}

// isTree reports whether following heads from every word reaches -1.
func (t *treeSpace) isTree(head []int32) bool {
	if cap(t.visited) < len(head) {
		t.visited = make([]int32, 2*len(head))
	}
	v := t.visited[:len(head)]
	clear(v)
	for i := range head {
		k := int32(i)
		for k >= 0 && v[k] == 0 {
			v[k] = int32(i) + 1
			k = head[k]
		}
		if k >= 0 && v[k] == int32(i)+1 {
			return false
		}
	}
	return true
}

// edmonds is the algorithm of Chu and Liu (1965) and Edmonds (1967): every
// cluster takes its best head; a cycle of clusters becomes one cluster, whose
// edges inward are weighed by what they gain over the one they break. Hanging
// on the root costs so much that one word only does.
func (t *treeSpace) edmonds(scores []float32, n int, head []int32) {
	const rootCost = 1e5
	w := n + 1
	t.prepare(n)
	for i := 0; i < n; i++ {
		for j := 0; j <= n; j++ {
			at := i*w + j
			t.score[at] = float64(scores[at])
			t.dep[at], t.hd[at] = int16(i), int16(j)
		}
		t.score[i*w+i] = math.Inf(-1)
		t.score[i*w+n] -= rootCost
		t.active[i], t.id[i] = true, int16(i)
	}
	for i := 0; i < n; i++ {
		t.best[i] = t.bestHead(i, n)
	}
	for t.findCycle(n) {
		t.contract(n)
	}
	for i := 0; i < n; i++ {
		if t.active[i] {
			at := i*w + int(t.best[i])
			t.chosen[t.id[i]] = edge{t.dep[at], t.hd[at]}
		}
	}
	// Open the cycles, the last first: the member that the edge from outside
	// reaches gives up its own edge.
	for k := len(t.merged) - 1; k >= 0; k-- {
		c := t.merged[k]
		e := t.chosen[c]
		x := e.dep
		for t.up[x] != c {
			x = t.up[x]
		}
		t.chosen[x] = e
	}
	for i := 0; i < n; i++ {
		head[i] = int32(t.chosen[i].head)
		if head[i] == int32(n) {
			head[i] = -1
		}
	}
}

func (t *treeSpace) prepare(n int) {
	if need := n * (n + 1); cap(t.score) < need {
		t.score, t.dep, t.hd = make([]float64, 2*need), make([]int16, 2*need), make([]int16, 2*need)
	}
	if cap(t.best) < n {
		t.best, t.active, t.id = make([]int16, 2*n), make([]bool, 2*n), make([]int16, 2*n)
		t.up, t.chosen = make([]int16, 4*n), make([]edge, 4*n)
		t.visited = make([]int32, 2*n)
	}
	t.merged = t.merged[:0]
	for i := range t.up[:2*n] {
		t.up[i] = -1
	}
}

func (t *treeSpace) bestHead(i, n int) int16 {
	row := t.score[i*(n+1):][:n+1]
	best := n
	for j, s := range row[:n] {
		if t.active[j] && s > row[best] {
			best = j
		}
	}
	return int16(best)
}

// findCycle fills cycle with the indices of a cycle of best heads, if any.
func (t *treeSpace) findCycle(n int) bool {
	v := t.visited[:n]
	clear(v)
	for i := 0; i < n; i++ {
		if !t.active[i] {
			continue
		}
		k := i
		for k < n && v[k] == 0 {
			v[k] = int32(i) + 1
			k = int(t.best[k])
		}
		if k < n && v[k] == int32(i)+1 {
			t.cycle = append(t.cycle[:0], int16(k))
			for j := t.best[k]; int(j) != k; j = t.best[j] {
				t.cycle = append(t.cycle, j)
			}
			return true
		}
	}
	return false
}

// contract makes one cluster of the cycle, at the index of its first member.
func (t *treeSpace) contract(n int) {
	w := n + 1
	number := int16(n + len(t.merged))
	t.merged = append(t.merged, number)
	r := int(t.cycle[0])
	for _, k := range t.cycle {
		at := int(k)*w + int(t.best[k])
		t.up[t.id[k]] = number
		t.chosen[t.id[k]] = edge{t.dep[at], t.hd[at]}
		t.active[k] = false
	}
	for x := 0; x <= n; x++ {
		if x < n && !t.active[x] {
			continue
		}
		in, out := math.Inf(-1), math.Inf(-1)
		var inEdge, outEdge edge
		for _, k := range t.cycle {
			row := t.score[int(k)*w:][:w]
			if s := row[x] - row[t.best[k]]; s > in {
				at := int(k)*w + x
				in, inEdge = s, edge{t.dep[at], t.hd[at]}
			}
			if x < n && t.score[x*w+int(k)] > out {
				at := x*w + int(k)
				out, outEdge = t.score[at], edge{t.dep[at], t.hd[at]}
			}
		}
		// The first member's own row is still needed for the x to come, but
		// not its place x.
		t.score[r*w+x], t.dep[r*w+x], t.hd[r*w+x] = in+t.score[r*w+int(t.best[r])], inEdge.dep, inEdge.head
		if x < n {
			t.score[x*w+r], t.dep[x*w+r], t.hd[x*w+r] = out, outEdge.dep, outEdge.head
		}
	}
	for x := 0; x < n; x++ {
		if t.active[x] {
			for _, k := range t.cycle {
				if t.best[x] == k {
					t.best[x] = int16(r)
					break
				}
			}
		}
	}
	t.active[r], t.id[r] = true, number
	t.score[r*w+r] = math.Inf(-1)
	t.best[r] = t.bestHead(r, n)
}
