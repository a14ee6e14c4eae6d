package actors

// The chains of coreference, seen from the mentions of this room. A chain says
// that two phrases mean the same one; who that is, the mentions say. Chains err
// more often than names do, so they only choose among what the words allow.

// chainUp finds for each mention the chain that it is part of.
func (f *finder) chainUp(order []int) {
	f.chain = make([]int32, len(f.out))
	for i := range f.chain {
		f.chain[i] = -1
	}
	if f.chains == nil {
		return
	}
	f.links = make([][]int, len(f.chains.Chains))
	f.at = make([]int32, f.p.Len())
	at := f.at
	var lists []int
	for _, i := range order { // the longer before the shorter
		m := &f.out[i]
		if m.Kind == List {
			lists = append(lists, i)
			continue
		}
		for k := m.First; k < m.FullLast; k++ {
			at[k] = int32(i) + 1
		}
	}
	listAt := map[int]int{} // by first word
	for _, i := range lists {
		listAt[f.out[i].First] = i
	}
	for k := range f.chains.Mentions {
		c := &f.chains.Mentions[k]
		i := int(at[c.Head]) - 1
		if l, ok := listAt[c.First]; ok && c.Last >= f.out[l].Last && c.Head < f.out[f.out[l].at.members[0]].FullLast {
			i = l
		}
		if i < 0 || f.chain[i] >= 0 && f.out[i].Head != c.Head {
			continue
		}
		if m := &f.out[i]; m.Kind != List && c.Head != m.Head && !(c.Head >= m.at.name[0] && c.Head < m.at.name[1]) && !(c.Head >= m.at.title[0] && c.Head < m.at.title[1]) && !(c.Head >= m.at.bodyAt[0] && c.Head < m.at.bodyAt[1]) {
			continue // a word in it that means something else
		}
		f.chain[i] = c.Chain
	}
	for _, i := range order {
		if c := f.chain[i]; c >= 0 {
			f.links[c] = append(f.links[c], i)
		}
	}
}

// together reports whether a chain holds both mentions.
func (f *finder) together(a, b int) bool { return f.chain[a] >= 0 && f.chain[a] == f.chain[b] }
