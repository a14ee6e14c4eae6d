package lexicon

import "strings"

// Phrases matches sequences of folded words; it is built once and then safe
// for concurrent use. V is what a phrase means.
type Phrases[V any] struct {
	root node[V]
}

type node[V any] struct {
	next   map[string]*node[V]
	values []V
}

// Add adds a phrase, words parted by blanks. One phrase can have several
// values; they keep the order in which they were added.
func (t *Phrases[V]) Add(phrase string, v V) {
	n := &t.root
	for _, w := range strings.Fields(phrase) {
		if n.next == nil {
			n.next = map[string]*node[V]{}
		}
		child := n.next[w]
		if child == nil {
			child = &node[V]{}
			n.next[w] = child
		}
		n = child
	}
	n.values = append(n.values, v)
}

// At finds the longest phrase that begins at words[i]: its values and the
// index after its last word. No phrase: nil and i.
func (t *Phrases[V]) At(words []string, i int) (values []V, end int) {
	n, end := &t.root, i
	for k := i; k < len(words); k++ {
		n = n.next[words[k]]
		if n == nil {
			break
		}
		if n.values != nil {
			values, end = n.values, k+1
		}
	}
	return values, end
}

// Rows reads a lexicon file: rows of tab-separated cells, "#" comments and
// empty lines left out. Each row has at least cells cells, missing ones empty.
func Rows(file string, cells int) [][]string {
	var rows [][]string
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		for len(row) < cells {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows
}

// Set makes a set of the words of a string.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
