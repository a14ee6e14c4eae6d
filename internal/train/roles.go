package train

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// predicate is a line of a file of roles; words count from 0.
type predicate struct {
	word    int // -1: the sentence has no predicate
	roleset string
	spans   []roleSpan
}

type roleSpan struct {
	role        string
	first, last int // last excluded
}

// roleFrame is a predicate to learn from: the role of each word that heads an
// argument, 0 for the others.
type roleFrame struct {
	word  int
	roles []int16
	edges []uint8 // of words: begins, ends
	spans []numberedSpan
	lemma uint64 // language.RoleLemma of the predicate
}

// Bits of roleFrame.edges.
const (
	begins = 1 // an argument begins with the word
	ends   = 2 // an argument ends with it
)

// numberedSpan is a span with the number of its role.
type numberedSpan struct {
	roleSpan
	number int16
}

// place fills roles by the heads of the spans in a tree.
func (f *roleFrame) place(head []int32) {
	clear(f.roles)
	for _, s := range f.spans {
		f.roles[headOfSpan(head, s.roleSpan, f.word)] = s.number
	}
}

// readRoles reads a file of PropBank roles: predicates by sentence.
func readRoles(raw []byte) (map[string][]predicate, error) {
	out := map[string][]predicate{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		cols := strings.Split(lines.Text(), "\t")
		if len(cols) != 6 {
			return nil, fmt.Errorf("train: roles: line %d has %d columns, expected 6", n, len(cols))
		}
		word, err := strconv.Atoi(cols[1])
		if err != nil {
			continue // the header
		}
		p := predicate{word: word - 1, roleset: cols[3]}
		for _, item := range strings.Fields(cols[5]) {
			role, at, ok := strings.Cut(item, ":")
			if !ok || role == "V" || role == "C-V" {
				continue
			}
			lo, hi, ok := strings.Cut(at, "-")
			if !ok {
				hi = lo
			}
			first, err1 := strconv.Atoi(lo)
			last, err2 := strconv.Atoi(hi)
			if err1 != nil || err2 != nil || first < 1 || last < first {
				return nil, fmt.Errorf("train: roles: line %d: bad span %q", n, item)
			}
			p.spans = append(p.spans, roleSpan{role, first - 1, last})
		}
		out[cols[0]] = append(out[cols[0]], p)
	}
	return out, nil
}

// senseNumber is the end of a roleset: "01" of "say.01".
func senseNumber(roleset string) string { return roleset[strings.LastIndexByte(roleset, '.')+1:] }

// roleLabels finds the numbers of rolesets and the roles that occur often
// enough.
func roleLabels(predicates map[string][]predicate) (senses, roles []string) {
	numbers, names := map[string]int{}, map[string]int{}
	for _, ps := range predicates {
		for _, p := range ps {
			if p.word < 0 {
				continue
			}
			numbers[senseNumber(p.roleset)]++
			for _, s := range p.spans {
				names[s.role]++
			}
		}
	}
	return frequent(numbers, 5), append([]string{""}, frequent(names, 20)...)
}

// addRoles gives sentences their predicates, and counts rolesets by lemma and
// kind of word.
func addRoles(sentences []*sentence, predicates map[string][]predicate, l *labels) map[string]map[string]int {
	senses := map[string]map[string]int{}
	for _, s := range sentences {
		ps, ok := predicates[s.doc.Sentences[s.doc.Sent[s.first]].ID]
		if !ok {
			continue
		}
		s.labels[colPredicate], s.labels[colSense] = make([]int16, s.n), make([]int16, s.n)
		for i := range s.labels[colSense] {
			s.labels[colSense][i] = -1
		}
		for _, p := range ps {
			if p.word < 0 || p.word >= s.n {
				continue
			}
			s.labels[colPredicate][p.word] = 1
			s.labels[colSense][p.word] = lookup(l.number[colSense], senseNumber(p.roleset))
			f := roleFrame{word: p.word, roles: make([]int16, s.n), edges: make([]uint8, s.n), lemma: language.RoleLemma(s.doc.Lemma[s.first+p.word])}
			for _, span := range p.spans {
				if span.last > s.n {
					continue
				}
				f.edges[span.first] |= begins
				f.edges[span.last-1] |= ends
				if role := lookup(l.roleNum, span.role); role > 0 {
					f.spans = append(f.spans, numberedSpan{span, role})
				}
			}
			f.place(s.head)
			s.frames = append(s.frames, f)
			w := s.first + p.word
			key := language.SenseKey(s.doc.Lemma[w], s.doc.XPOS[w])
			if senses[key] == nil {
				senses[key] = map[string]int{}
			}
			senses[key][p.roleset]++
		}
	}
	return senses
}

// headOfSpan gives the word of a span whose head is outside, of several the one
// that hangs on the predicate, or the first.
func headOfSpan(head []int32, s roleSpan, predicate int) int {
	best := -1
	for i := s.first; i < s.last; i++ {
		if h := int(head[i]); h >= s.first && h < s.last {
			continue
		} else if h == predicate {
			return i
		}
		if best < 0 {
			best = i
		}
	}
	return max(best, s.first)
}
