package coref

// Feature is a hashed feature; its top bits name a place in the weights.
type Feature uint32

// hash folds numbers into one.
func hash(parts ...uint64) uint64 {
	h := uint64(0x2545f4914f6cdd1d)
	for _, p := range parts {
		h = (h ^ p) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return h
}

// hashString is FNV-1a with a finishing step.
func hashString(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	h ^= h >> 29
	return h * 0x9e3779b97f4a7c15
}

// features gathers features of one choice.
type features struct {
	list []Feature
	a, b uint64 // kinds by which each feature is made special
}

func mix(x, y uint64) uint64 {
	h := (x ^ y*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	return h ^ h>>32
}

// one adds a feature as it is.
func (f *features) one(template, value uint64) {
	f.list = append(f.list, Feature(mix(mix(template*0x9e3779b97f4a7c15+1, value), 3)>>32))
}

// add adds a feature, and the same made special to the mention and to the pair.
func (f *features) add(template, value uint64) {
	h := mix(template*0x9e3779b97f4a7c15+1, value)
	f.list = append(f.list, Feature(mix(h, 3)>>32), Feature(mix(h, f.a)>>32), Feature(mix(h, f.b)>>32))
}

func bucket(n int) uint64 {
	switch {
	case n <= 4:
		return uint64(n)
	case n <= 6:
		return 5
	case n <= 10:
		return 6
	case n <= 20:
		return 7
	case n <= 40:
		return 8
	case n <= 70:
		return 9
	}
	return 10
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// chain is what is known of a chain while it grows.
type chain struct {
	size    int
	genders uint8 // bits by gender
	numbers uint8 // bits by number
	persons uint8 // bits by person, of pronouns
	last    int32 // its last candidate
	name    int32 // a candidate that is a name, -1 for none
	heads   []uint64
	texts   []uint64
	words   []uint64 // keys of its names and nominals

	asked  int32 // the last candidate held against it, and
	shares bool  // whether the two have a key in common
}

func newChain(i int, c *Candidate) *chain {
	k := &chain{name: -1, asked: -1}
	k.take(i, c)
	return k
}

func (k *chain) take(i int, c *Candidate) {
	k.size++
	k.genders |= 1 << c.gender
	k.numbers |= 1 << c.number
	k.persons |= 1 << c.person
	k.last = int32(i)
	if c.Form == Pronoun {
		return
	}
	if c.Form == Name && (k.name < 0) {
		k.name = int32(i)
	}
	if len(k.heads) < 8 {
		k.heads, k.texts = append(k.heads, c.headHash), append(k.texts, c.textHash)
	}
	for _, w := range c.keys {
		if len(k.words) < 16 && !has(k.words, w) {
			k.words = append(k.words, w)
		}
	}
}

func has(list []uint64, x uint64) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// alone gives the features of beginning a new chain with candidate i, or of its
// being no mention; sameHead and sameText tell whether an earlier one has its
// head or text.
func (s *Scene) alone(i int, sameHead, sameText bool, buf []Feature) []Feature {
	c := &s.Candidates[i]
	f := features{list: buf[:0], a: mix(c.kind, 11), b: mix(c.kind, mix(flag(sameHead)+2*flag(sameText), 12))}
	f.add(1, 0)
	f.add(2, c.headHash)
	f.add(3, c.rel)
	f.add(4, c.before)
	f.add(5, c.after)
	f.add(6, c.first)
	f.add(7, bucket(c.length))
	f.add(8, c.ofKind)
	f.add(9, c.nameHash)
	f.add(10, c.governor)
	f.add(11, mix(c.governor, c.rel))
	f.add(12, flag(c.quoted >= 0))
	f.add(13, uint64(c.number)*8+uint64(c.gender))
	f.add(14, bucket(i))
	f.add(15, mix(c.first, c.after))
	f.add(16, bucket(c.Head-s.Parse.Sentences[c.sentence].First))
	f.add(17, mix(c.headHash, c.rel))
	return f.list
}

// pair gives the features of tying candidate i to candidate j; chains are those
// of the candidates so far.
func (s *Scene) pair(i, j int, chains []*chain, buf []Feature) []Feature {
	k := chains[j]
	p := s.Parse
	c, d := &s.Candidates[i], &s.Candidates[j]
	f := features{list: buf[:0], a: mix(c.kind, 13), b: mix(c.kind, mix(d.wide, 14))}

	f.add(30, 0)
	f.add(80, d.kind)
	// Where they stand.
	sentences := int(c.sentence - d.sentence)
	f.add(31, bucket(sentences))
	f.add(32, bucket(i-j))
	if sentences == 0 {
		f.add(33, bucket(c.First-d.Last))
	}
	away := bucket(min(sentences, 3))
	f.add(34, mix(d.rel, away))
	f.add(35, mix(mix(c.rel, d.rel), away))
	nested := flag(c.First < d.Last && d.First < c.Last)
	f.add(36, nested*4+2*flag(c.nested == d.nested && c.nested >= 0)+flag(int(c.nested) == d.Head || int(d.nested) == c.Head))
	if int(c.nested) == d.Head {
		f.add(37, c.rel)
	}
	if int(d.nested) == c.Head {
		f.add(38, d.rel)
	}
	f.add(39, mix(2*flag(c.quoted >= 0)+flag(d.quoted >= 0), flag(c.quoted == d.quoted)))
	f.add(40, flag(p.Sentences[c.sentence].Paragraph == p.Sentences[d.sentence].Paragraph)+2*flag(sentences == 0))
	f.one(41, mix(d.before, c.kind))
	f.one(42, mix(d.governor, c.kind))
	f.one(43, mix(mix(d.governor, d.rel), mix(c.governor, c.rel)))
	f.one(44, mix(d.headHash, mix(c.kind, 3)))

	// Who speaks.
	if c.quoted >= 0 {
		if sp := s.quotes[c.quoted].speaker; sp >= 0 {
			f.add(45, flag(sp == d.Head)*2+flag(d.quoted >= 0))
		}
	} else if d.quoted >= 0 {
		if sp := s.quotes[d.quoted].speaker; sp >= 0 {
			f.add(46, flag(sp == c.Head))
		}
	}

	// Agreement.
	f.add(50, uint64(c.number)*4+uint64(d.number))
	f.add(51, uint64(c.gender)*8+uint64(d.gender))
	f.add(52, mix(c.ofKind, d.ofKind))
	if c.oneOf != "" || d.oneOf != "" {
		f.add(53, mix(c.nameHash, d.nameHash))
	}
	f.add(54, uint64(c.gender)*64+uint64(k.genders))
	f.add(55, uint64(c.number)*8+uint64(k.numbers))
	f.add(56, uint64(c.person)*16+uint64(k.persons))
	f.add(57, bucket(min(k.size, 12)))
	f.add(58, flag(int(k.last) == j))
	f.add(59, flag(k.name >= 0))

	if c.Form == Pronoun {
		f.one(60, mix(mix(c.headHash, d.headHash), away))
		f.add(61, mix(d.ofKind, d.rel))
		f.one(62, mix(mix(c.governor, c.rel), d.headHash))
		if d.Form == Pronoun {
			f.one(63, mix(mix(c.formHash, d.formHash), mix(bucket(sentences), mix(c.rel, d.rel))))
		}
		return f.list
	}
	if d.Form != Pronoun {
		s.compare(&f, c, d)
		inner := uint64(0)
		switch {
		case c.inner < 0 && d.inner < 0:
		case c.inner < 0:
			inner = 1
		case d.inner < 0:
			inner = 2
		case int(c.inner) >= i:
			// What comes after its head is not yet in a chain.
			inner = 3 + flag(s.Candidates[c.inner].headHash == s.Candidates[d.inner].headHash)
		default:
			inner = 5 + flag(chains[c.inner] == chains[d.inner])
		}
		f.add(78, mix(inner, flag(c.headHash == d.headHash)))
	}
	fresh := 0
	for _, w := range c.keys {
		if !has(k.words, w) {
			fresh++
		}
	}
	f.add(65, uint64(min(fresh, 3))*8+uint64(min(len(c.keys), 4))+flag(len(k.words) > 0)*64)
	f.add(64, 2*flag(has(k.heads, c.headHash))+flag(has(k.texts, c.textHash)))
	return f.list
}

// compare adds how the words of two phrases agree.
func (s *Scene) compare(f *features, c, d *Candidate) {
	text, head := c.textHash == d.textHash, c.headHash == d.headHash
	f.add(70, 2*flag(head)+flag(text))
	shared, mine, theirs := 0, 0, 0
	for _, w := range c.words {
		if has(d.words, w) {
			shared++
		} else {
			mine++
		}
	}
	for _, w := range d.words {
		if !has(c.words, w) {
			theirs++
		}
	}
	f.add(71, uint64(min(shared, 3))*16+uint64(min(mine, 3))*4+uint64(min(theirs, 3)))
	if head {
		f.add(72, uint64(min(mine, 3))*4+uint64(min(theirs, 3)))
		f.add(73, bucket(int(c.sentence-d.sentence)))
		f.one(74, mix(c.headHash, c.kind))
	} else {
		f.one(75, mix(c.headHash, d.headHash))
		f.add(76, flag(has(d.words, c.headHash))*2+flag(has(c.words, d.headHash)))
		if c.Form == Name || d.Form == Name {
			f.add(77, flag(s.initials(c, d) || s.initials(d, c)))
		}
	}
}

// initials reports whether c is the acronym of d.
func (s *Scene) initials(c, d *Candidate) bool {
	if c.length != 1 || d.length < 2 || len(c.word) < 2 || len(c.word) > 6 {
		return false
	}
	return d.initials == c.word
}
