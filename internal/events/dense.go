package events

// How many words' vectors describe a trigger, a party, a reality: the arguments
// of Inputs.
const (
	TriggerWords = 5 // the last of them is the mean of all words of the report
	PartyWords   = 3
	RealityWords = 3
)

// Inputs tells how many numbers the vectors of so many words have; the width of
// one is taken from the parse.
func (v *View) Inputs(words int) int { return words * v.p.States.Width }

// copyStates writes the vectors of words; -1 stands for none.
func (v *View) copyStates(dst []float32, words ...int) {
	w := v.p.States.Width
	for k, i := range words {
		v.p.States.Copy(dst[k*w:], i)
	}
}

// arguments gives the words that stand as subject and as object of a word, or
// -1: of a noun its possessor and what hangs on it.
func (v *View) arguments(i int) (subject, object int) {
	subject, object = -1, -1
	other := -1
	for _, c := range v.children(i) {
		k := int(c)
		switch relation(v.p.Rel[k]) {
		case "nsubj", "nsubj:pass", "nmod:poss", "csubj":
			if subject < 0 {
				subject = k
			}
		case "obj":
			object = k
		case "obl", "nmod", "xcomp", "ccomp", "obl:agent":
			if other < 0 {
				other = k
			}
		}
	}
	if object < 0 {
		object = other
	}
	return subject, object
}

// TriggerDense writes the vectors that describe word i as a trigger.
func (v *View) TriggerDense(i int, dst []float32) {
	subject, object := v.arguments(i)
	v.copyStates(dst, i, int(v.p.Head[i]), subject, object)
	copy(dst[4*v.p.States.Width:], v.mean)
}

// PartyDense writes those of candidate c of all for the event told at word i.
func (v *View) PartyDense(i int, all []PartyAt, c int, dst []float32) {
	head, above := all[c].head, -1
	if head >= 0 {
		above = int(v.p.Head[head])
	}
	v.copyStates(dst, i, head, above)
}

// RealityDense writes those of the reality of the event told at word i.
func (v *View) RealityDense(i int, dst []float32) {
	above := int(v.p.Head[i])
	over := -1
	if above >= 0 {
		over = int(v.p.Head[above])
	}
	v.copyStates(dst, i, above, over)
}
