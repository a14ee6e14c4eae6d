package language

import "math"

// treeSpace is working space for bestTree; one for each goroutine.
type treeSpace struct {
	best    []float32
	onPath  []int32
	visited []int32
	flat    []float64
}

// TreeSpace is treeSpace for the training room.
type TreeSpace struct{ s treeSpace }

// BestTree gives the tree with the highest sum of scores that has one root.
// scores is [n][n+1]: how well word i hangs on word j, at the place of j; the
// last place of a row is the root of the sentence. head[i] is the word, or -1.
// The greedy choice stands if it is a tree, which is usual and takes n*n
// steps; else Chu-Liu/Edmonds runs, n*n*n at worst, so callers cut long
// sentences.
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
	if roots == 1 && t.isTree(head[:n]) {
		return
	}
	// One root: try the likeliest few as the only one.
	type candidate struct {
		word int
		loss float32
	}
	var tries [3]candidate
	count := 0
	for i := 0; i < n; i++ {
		row := scores[i*(n+1):][:n+1]
		top := float32(math.Inf(-1))
		for j, s := range row[:n] {
			if j != i && s > top {
				top = s
			}
		}
		c := candidate{i, top - row[n]}
		if n == 1 {
			c.loss = 0
		}
		for k := 0; k < len(tries); k++ {
			if k >= count || c.loss < tries[k].loss {
				if k < count {
					c, tries[k] = tries[k], c
					continue
				}
				tries[k] = c
				count++
				break
			}
		}
	}
	bestSum := math.Inf(-1)
	heads := make([]int32, n)
	for _, c := range tries[:count] {
		sum := t.edmonds(scores, n, c.word, heads)
		if sum > bestSum {
			bestSum = sum
			copy(head, heads)
		}
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

// edmonds finds the best tree whose only root is the given word and gives the
// sum of its scores (Chu and Liu 1965, Edmonds 1967; cycles are contracted one
// after another).
func (t *treeSpace) edmonds(scores []float32, n, root int, head []int32) float64 {
	// w[i*n+j] is the score of i under j; node sets shrink as cycles contract.
	if cap(t.flat) < n*n {
		t.flat = make([]float64, n*n)
	}
	w := t.flat[:n*n]
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			w[i*n+j] = float64(scores[i*(n+1)+j])
		}
		w[i*n+i] = math.Inf(-1)
	}
	parent := make([]int, n)
	contract(w, n, root, parent)
	sum := float64(scores[root*(n+1)+n])
	for i := range parent {
		head[i] = int32(parent[i])
		if i == root {
			head[i] = -1
			continue
		}
		sum += float64(scores[i*(n+1)+parent[i]])
	}
	return sum
}

// contract fills parent with the best arborescence from root over n nodes.
func contract(w []float64, n, root int, parent []int) {
	for i := 0; i < n; i++ {
		parent[i] = -1
		if i == root {
			continue
		}
		best := -1
		for j := 0; j < n; j++ {
			if j != i && (best < 0 || w[i*n+j] > w[i*n+best]) {
				best = j
			}
		}
		parent[i] = best
	}
	cycle := findCycle(parent, root)
	if cycle == nil {
		return
	}
	inCycle := make([]bool, n)
	cycleSum := 0.0
	for _, i := range cycle {
		inCycle[i] = true
		cycleSum += w[i*n+parent[i]]
	}
	// The new graph: outside nodes in order, the cycle last.
	index := make([]int, 0, n)
	newRoot := 0
	for i := 0; i < n; i++ {
		if !inCycle[i] {
			if i == root {
				newRoot = len(index)
			}
			index = append(index, i)
		}
	}
	m := len(index) + 1
	c := m - 1
	small := make([]float64, m*m)
	leave := make([]int, m) // node of the cycle that outside node a hangs on
	enter := make([]int, m) // node of the cycle that hangs on outside node a
	for a, i := range index {
		for b, j := range index {
			small[a*m+b] = w[i*n+j]
		}
		small[a*m+c] = math.Inf(-1)
		small[c*m+a] = math.Inf(-1)
		leave[a], enter[a] = cycle[0], cycle[0]
		for _, k := range cycle {
			if s := w[i*n+k]; s > small[a*m+c] {
				small[a*m+c], leave[a] = s, k
			}
			if s := w[k*n+i] - w[k*n+parent[k]] + cycleSum; s > small[c*m+a] {
				small[c*m+a], enter[a] = s, k
			}
		}
	}
	sub := make([]int, m)
	contract(small, m, newRoot, sub)
	for a, i := range index {
		if i == root {
			continue
		}
		if sub[a] == c {
			parent[i] = leave[a]
		} else {
			parent[i] = index[sub[a]]
		}
	}
	from := sub[c]
	parent[enter[from]] = index[from]
}

// findCycle gives the nodes of a cycle of parents, or nil.
func findCycle(parent []int, root int) []int {
	seen := make([]int, len(parent))
	for i := range parent {
		k := i
		for k >= 0 && k != root && seen[k] == 0 {
			seen[k] = i + 1
			k = parent[k]
		}
		if k >= 0 && k != root && seen[k] == i+1 {
			cycle := []int{k}
			for j := parent[k]; j != k; j = parent[j] {
				cycle = append(cycle, j)
			}
			return cycle
		}
	}
	return nil
}
