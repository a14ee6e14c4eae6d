package language

// Dependents gives the words that hang on each word, in order: those of word i
// are list[first[i]:first[i+1]]. Roots are in no list.
func (p *Parse) Dependents() (first, list []int32) {
	n := p.Len()
	first, list = make([]int32, n+1), make([]int32, n)
	for _, h := range p.Head {
		if h >= 0 {
			first[h+1]++
		}
	}
	for i := 0; i < n; i++ {
		first[i+1] += first[i]
	}
	at := append([]int32(nil), first...)
	for i, h := range p.Head {
		if h >= 0 {
			list[at[h]] = int32(i)
			at[h]++
		}
	}
	return first, list
}
