package language

import "strings"

// Sizes of the sparse features of roles.
const (
	RoleRows     = 12288 // rows of their table
	RoleFeatures = 12    // rows of a word against a predicate
)

// RoleView is what the features of roles see of one sentence; words count from
// 0, and the head of the root is -1.
type RoleView struct {
	Head                         []int32
	Rel, UPOS, XPOS, Lower, Kind []string

	word    []roleWord
	relHash []uint64 // [words] of Rel
}

// roleWord is what Rows asks of a word, as hashes.
type roleWord struct {
	lower, upos, xpos, kind uint64
	marker                  uint64 // the preposition or the like that marks it, 0 for none
	voice                   uint64 // 1, or 2 for a passive
	valency                 uint64 // which relations of subjects, objects and clauses hang on it, and its particle
}

// Prepare looks the sentence over; it is called before Rows.
func (v *RoleView) Prepare() {
	n := len(v.Head)
	if cap(v.word) < n {
		v.word, v.relHash = make([]roleWord, 2*n), make([]uint64, 2*n)
	}
	v.word, v.relHash = v.word[:n], v.relHash[:n]
	for i := range v.word {
		v.word[i] = roleWord{lower: hashString(v.Lower[i]), upos: hashString(v.UPOS[i]) * 7, xpos: hashString(v.XPOS[i]), kind: hashString(v.Kind[i]) * 19, voice: 1}
		v.relHash[i] = hashString(v.Rel[i])
	}
	for i, h := range v.Head {
		if h < 0 {
			continue
		}
		w := &v.word[h]
		switch v.Rel[i] {
		case "case", "mark":
			if w.marker == 0 {
				w.marker = v.word[i].lower
			}
		case "aux:pass":
			w.voice = 2
		case "nsubj", "nsubj:pass", "obj", "iobj", "ccomp", "xcomp", "csubj", "expl":
			// Sums do not mind the order.
			w.valency += v.relHash[i] | 1
		case "compound:prt":
			w.valency += v.word[i].lower * 13
		}
	}
}

// Rows names the rows for word i against a predicate, whose lemma is given by
// its hash (RoleLemma): how the two hang together in the tree, by the relations
// on the way up from the word and down to the predicate, alone and with the
// lemma, the voice, the preposition and the word itself; the kind of thing it
// names, what else hangs on the predicate, and the word where the two ways meet;
// -1 for those left out.
func (v *RoleView) Rows(rows []int32, i, predicate int, lemma uint64) {
	path, coarse, top := v.path(i, predicate)
	w, p := &v.word[i], &v.word[predicate]
	voice, marker := p.voice, w.marker*3
	rows[0] = roleRow(path, 1)
	if top < 0 {
		// Too far apart for the tree to tell much.
		for k := range rows[1:] {
			rows[k+1] = -1
		}
		rows[1] = roleRow(coarse^w.upos, 10)
		return
	}
	rows[1] = roleRow(coarse, voice+1)
	rows[2] = roleRow(coarse^lemma, voice+3)
	rows[3] = roleRow(coarse^marker, 6)
	rows[4] = roleRow(coarse^lemma^marker, voice+6)
	rows[5] = roleRow(coarse^w.lower*5, 9)
	rows[6] = roleRow(coarse^w.upos^p.xpos, 10)
	rows[7] = roleRow(path^lemma, 11)
	rows[8] = roleRow(coarse^w.kind^marker, 12)
	rows[9] = roleRow(path^w.kind, 13)
	rows[10] = roleRow(coarse^lemma^p.valency*23, voice+13)
	// Who does what another verb says of them: "asked him to go".
	rows[11] = -1
	if top != predicate {
		rows[11] = roleRow(path^v.word[top].lower*29, 17)
	}
}

// RoleLemma is the hash of a predicate's lemma for Rows.
func RoleLemma(lemma string) uint64 { return hashString(lemma) * 11 }

// path hashes the way from a word to a predicate, and a coarser view of it: its
// lengths and the relation of the word. top is the word where it turns down,
// -1 if the two are too far apart.
func (v *RoleView) path(i, predicate int) (path, coarse uint64, top int) {
	var up, down [5]int32
	n := climb(v.Head, i, &up)
	m := climb(v.Head, predicate, &down)
	side := uint64(boolInt(i < predicate))
	for a := 0; a < n; a++ {
		for b := 0; b < m; b++ {
			if up[a] != down[b] {
				continue
			}
			h := side + 1
			for k := 0; k < a; k++ {
				h = mixHash(h, v.relHash[up[k]])
			}
			h = mixHash(h, 0x77)
			for k := b - 1; k >= 0; k-- {
				h = mixHash(h, v.relHash[down[k]])
			}
			c := mixHash(side+3, uint64(a)<<8^uint64(b))
			if a > 0 {
				c = mixHash(c, v.relHash[i])
			}
			return h, c, int(up[a])
		}
	}
	return side + 5, side + 7, -1
}

func mixHash(h, with uint64) uint64 {
	h = (h ^ with) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

func roleRow(h, kind uint64) int32 { return int32(mixHash(h, kind*0xff51afd7ed558ccd) % RoleRows) }

// climb fills chain with word i and the words above it.
func climb(head []int32, i int, chain *[5]int32) int {
	n := 0
	for k := int32(i); k >= 0 && n < len(chain); k = head[k] {
		chain[n] = k
		n++
	}
	return n
}

// notOfPredicate are relations of words that hang on a noun or clause which is
// an argument of a predicate below it ("he is the president": "the president"
// of "is"), and stay outside of that argument.
var notOfPredicate = map[string]bool{
	"cc": true, "mark": true, "punct": true, "aux": true, "aux:pass": true, "cop": true, "nsubj": true, "nsubj:pass": true, "nsubj:outer": true,
	"csubj": true, "csubj:outer": true, "expl": true, "discourse": true, "vocative": true, "parataxis": true, "reparandum": true,
}

// roleSpan gives the words of the argument of a predicate whose head word is
// h, as far as they stand together: the words below h, but not those below the
// predicate. others marks the head words of the other arguments. All are
// counted from the first word of the sentence.
func (r *roleSpace) roleSpan(head []int32, rel, upos []string, h, predicate int) (first, last int) {
	n := len(head)
	if h == predicate {
		return h, h + 1
	}
	above, relative := false, false
	for k, below := head[predicate], int32(predicate); k >= 0; below, k = k, head[k] {
		if int(k) == h {
			above = true
			relative = strings.HasPrefix(rel[below], "acl")
			break
		}
	}
	// within: 1 in the argument, 2 not, 0 not known yet.
	if cap(r.within) < n {
		r.within = make([]uint8, 2*n)
	}
	in := r.within[:n]
	clear(in)
	in[predicate] = 2
	if above {
		for _, o := range r.args {
			if o.at != h {
				in[o.at] = 2
			}
		}
	}
	for k := 0; k < n; k++ {
		if int(head[k]) != h {
			continue
		}
		clause := rel[k] == "conj" && (upos[k] == "VERB" || upos[k] == "AUX")
		if above && (notOfPredicate[rel[k]] || clause || relative && rel[k] == "case") || rel[k] == "cc" && k < h {
			in[k] = 2
		}
	}
	in[h] = 1
	for k := 0; k < n; k++ {
		r.chain = r.chain[:0]
		w := int32(k)
		for w >= 0 && in[w] == 0 && len(r.chain) <= n {
			r.chain = append(r.chain, w)
			w = head[w]
		}
		state := uint8(2)
		if w >= 0 && in[w] != 0 {
			state = in[w]
		}
		for _, c := range r.chain {
			in[c] = state
		}
	}
	first, last = h, h
	for first > 0 && in[first-1] == 1 {
		first--
	}
	for last+1 < n && in[last+1] == 1 {
		last++
	}
	for first < h && upos[first] == "PUNCT" {
		first++
	}
	for last > h && upos[last] == "PUNCT" {
		last--
	}
	return first, last + 1
}

// roleSpace is working space for roles; one for each goroutine.
type roleSpace struct {
	within []uint8
	chain  []int32
	args   []roleArg
	slab   []Argument // of frames already given away, and room for more
	spans  []argSpan
	view   RoleView
	z      []float32 // [words][2*size]
	scores []float32 // [words][roles, begins, ends]
	stride int       // of scores
	block  *encoderSpace
}

// argSpan is an argument with its words.
type argSpan struct {
	first, last int
	roleArg
}

// roleArg is a word found to fill a role.
type roleArg struct {
	at     int // word of the sentence
	role   int
	margin float32 // over no role
}

// SenseKey is the key of a word in the table of rolesets: its lemma and whether
// it is a verb, a noun or something else.
func SenseKey(lemma, xpos string) string {
	return strings.ToLower(lemma) + senseKind(xpos)
}

func senseKind(xpos string) string {
	if xpos != "" {
		switch xpos[0] {
		case 'V', 'M':
			return "/v"
		case 'N':
			return "/n"
		case 'J':
			return "/j"
		}
	}
	return "/x"
}
