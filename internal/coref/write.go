package coref

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// WriteCoNLL writes the chains of a document in the layout of OntoGUM: columns
// document, part, number of the word in its sentence from 0, word, chains, with
// tabs between; "-" where none begins or ends, else "(3", "3)" or "(3)", joined
// by "|". Chains are numbered from 1. White space within a word or the name is
// left out or made "_".
func WriteCoNLL(w io.Writer, p *language.Parse, name string) error {
	return Find(p).WriteCoNLL(w, p, name)
}

// WriteCoNLL is the function of that name, for chains already found.
func (l *Layer) WriteCoNLL(w io.Writer, p *language.Parse, name string) error {
	out := bufio.NewWriter(w)
	name = strings.Join(strings.Fields(name), "_")
	marks := make([][]string, p.Len())
	// Outer mentions begin first and end last: the order of Mentions for what
	// opens, its reverse for what closes.
	for _, m := range l.Mentions {
		n := strconv.Itoa(int(m.Chain) + 1)
		if m.Last == m.First+1 {
			n += ")"
		}
		marks[m.First] = append(marks[m.First], "("+n)
	}
	for k := len(l.Mentions) - 1; k >= 0; k-- {
		if m := l.Mentions[k]; m.Last > m.First+1 {
			marks[m.Last-1] = append(marks[m.Last-1], strconv.Itoa(int(m.Chain)+1)+")")
		}
	}
	fmt.Fprintf(out, "#begin document (%s); part 000\n", name)
	for _, s := range p.Sentences {
		for i := s.First; i < s.Last; i++ {
			mark := "-"
			if len(marks[i]) > 0 {
				mark = strings.Join(marks[i], "|")
			}
			fmt.Fprintf(out, "%s\t0\t%d\t%s\t%s\n", name, i-s.First, strings.Join(strings.Fields(p.Text(i)), ""), mark)
		}
		out.WriteByte('\n')
	}
	out.WriteString("#end document\n")
	return out.Flush()
}
