package language

// nameSpace is working space for names; one for each goroutine.
type nameSpace struct {
	score, next []float32 // [labels]
	from        []int8    // [words][labels] the best label before
}

// read fills tags with the best sequence of labels for the words of a piece:
// "I-X" follows "B-X" or "I-X" only. scores holds a row of labels a word, rows
// stride apart. labels are "O" and pairs of "B-X", "I-X".
func (s *nameSpace) read(scores []float32, stride int, labels []string, tags []int16) {
	L, n := len(labels), len(tags)
	s.score, s.next = sized(s.score, L), sized(s.next, L)
	if cap(s.from) < n*L {
		s.from = make([]int8, 2*n*L)
	}
	for i := 0; i < n; i++ {
		row, from := scores[i*stride:][:L], s.from[i*L:][:L]
		best := 0
		if i > 0 {
			best = bestOf(s.score)
		}
		for y := range labels {
			switch goes := y > 0 && y%2 == 0; {
			case i == 0 && goes:
				s.next[y], from[y] = row[y]-1e6, 0
			case i == 0:
				s.next[y], from[y] = row[y], 0
			case goes:
				k := y - 1
				if s.score[y] > s.score[k] {
					k = y
				}
				s.next[y], from[y] = s.score[k]+row[y], int8(k)
			default:
				s.next[y], from[y] = s.score[best]+row[y], int8(best)
			}
		}
		s.score, s.next = s.next, s.score
	}
	y := 0
	if n > 0 {
		y = bestOf(s.score[:L])
	}
	for i := n - 1; i >= 0; i-- {
		tags[i] = int16(y)
		y = int(s.from[i*L+y])
	}
}

// namesOf reads names off tags: "B-X" opens a name, "I-X" goes on with one of
// the same type and opens one otherwise.
func namesOf(p *Parse, tags []int16, labels []string) []Mention {
	var out []Mention
	sentence := int32(-1)
	open := false
	for i, t := range tags {
		label := labels[t]
		if p.Sent[i] != sentence {
			sentence, open = p.Sent[i], false
		}
		if label == "O" {
			open = false
			continue
		}
		if open && label[0] == 'I' && out[len(out)-1].Type == label[2:] {
			out[len(out)-1].Last = i + 1
			continue
		}
		out = append(out, Mention{First: i, Last: i + 1, Type: label[2:]})
		open = true
	}
	for k := range out {
		out[k].Head = p.headOf(out[k].First, out[k].Last)
	}
	return out
}
