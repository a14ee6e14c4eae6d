package statements

import "github.com/entente-project/entente/internal/language"

// role tells how a phrase stands to a predicate in the sense of PropBank: which
// argument it is or lies in, and how exactly. 0 where it is none.
func (s *scene) role(predicate, first, last, head int) uint32 {
	f := s.frameOf(predicate)
	if f == nil {
		return 0
	}
	best, size := uint32(0), 0
	for k := range f.Arguments {
		a := &f.Arguments[k]
		lo, hi := max(a.First, first), min(a.Last, last)
		if hi-lo <= size {
			continue
		}
		size = hi - lo
		how := uint32(0)
		if a.Head == head {
			how = 1
		}
		if s.onlyMarks(a.First, first) {
			how += 2
		}
		if s.onlyMarks(a.Last, last) {
			how += 4
		}
		if first < a.First {
			how += 8
		}
		if last > a.Last {
			how += 16
		}
		best = mix(hash32(a.Role), how)
	}
	return best
}

// onlyMarks reports whether at most two marks, and no words, stand between two
// places.
func (s *scene) onlyMarks(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	if b-a > 2 {
		return false
	}
	for ; a < b; a++ {
		if !s.punct(a) {
			return false
		}
	}
	return true
}

// frameOf gives the frame of a predicate; nil for none.
func (s *scene) frameOf(i int) *language.Frame {
	if i < 0 || s.frame[i] == 0 {
		return nil
	}
	return &s.p.Frames[s.frame[i]-1]
}

// frameFeatures describes the arguments that word i has as a predicate, and
// those of others that it heads.
func (s *scene) frameFeatures(i int, b bag) bag {
	p := s.p
	lem, u, fr, mid := s.lemma[i], s.upos[i], s.frames[i], s.midL[i]
	b.add2(90, s.fineL[i], u)
	b.add2(91, mid, s.xpos[i])
	b.add3(92, mid, s.rel[i], u)
	if h := p.Head[i]; h >= 0 {
		b.add3(93, s.midL[h], s.rel[i], u)
		b.add3(94, s.midL[h], s.rel[i], mid)
	}
	b.add3(95, s.roleIn[i], u, fr)
	b.add2(96, s.roleIn[i], lem)
	f := s.frameOf(i)
	if f == nil {
		b.add2(97, u, s.xpos[i])
		b.add2(98, lem, 0)
		return b
	}
	roleset := hash32(f.Roleset)
	b.add(99, roleset)
	b.add2(100, roleset, s.rel[i])
	mask := uint32(1)
	for k := range f.Arguments {
		a := &f.Arguments[k]
		r := hash32(a.Role)
		if a.Role[0] == 'A' && len(a.Role) == 4 {
			mask |= 2 << (a.Role[3] - '0')
			h := a.Head
			b.add3(101, r, s.upos[h], fr)
			b.add3(102, r, s.upos[h], lem)
			b.add3(103, r, s.mid[h], u)
			b.add3(104, r, s.midL[h], mid)
			b.add3(105, r, s.kind[h], mix(fr, u))
			b.add3(106, r, bucket(a.Last-a.First), mix(fr, u))
			b.add3(107, r, s.lower[a.First], mix(fr, u))
			b.add3(108, r, s.lower[a.First], lem)
			b.add3(109, r, flag(s.quoted[a.First] >= 0)+2*flag(s.quoted[a.Last-1] >= 0), mix(fr, flag(h < i)))
			b.add3(110, r, s.rel[h], mix(mid, flag(h < i)))
			b.add3(111, r, s.upos[h], mid)
		} else {
			b.add3(112, r, u, fr)
		}
	}
	b.add2(113, mask, u)
	b.add2(114, mask, roleset)
	b.add2(115, mask, mid)
	b.add3(116, mask, s.rel[i], fr)
	return b
}

// plantFrames fills the columns that see predicates.
func (s *scene) plantFrames() {
	s.frame, s.roleIn = make([]int32, s.p.Len()), make([]uint32, s.p.Len())
	for k := range s.p.Frames {
		f := &s.p.Frames[k]
		s.frame[f.Predicate] = int32(k + 1)
	}
	for k := range s.p.Frames {
		f := &s.p.Frames[k]
		for _, a := range f.Arguments {
			if a.Head >= 0 && s.roleIn[a.Head] == 0 {
				s.roleIn[a.Head] = mix(hash32(a.Role), s.frames[f.Predicate])
			}
		}
	}
}
